"""The tags of a Word template (docxtpl): only where there are any is the lexer loaded."""

from __future__ import annotations

from dataclasses import replace

from plainlang.letter import Remark
from plainlang.readers.blanks import find_blanks
from plainlang.readers.word.lines import Page

_OPENERS = ("{{", "{%", "{#")


def read_tags(page: Page) -> tuple[Page, tuple[Remark, ...]]:
    """The page without its template comments and commands, all its blanks, and the comments to plainlang.

    A page without tags, or with braces that are none, stays as it is.
    """
    if any(opener in page.text for opener in _OPENERS):
        from plainlang.readers.template.scan import BrokenTemplateError
        from plainlang.readers.template.word import without_tags

        try:
            return without_tags(page)
        except BrokenTemplateError:
            # Word letters may hold braces that mean nothing; what looks like a merge field is still a blank.
            pass
    return replace(page, blanks=(*page.blanks, *find_blanks(page.text))), ()
