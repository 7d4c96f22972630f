"""Jinja templates of letters: read as they stand, never rendered. Nothing in them is run.

Both branches of every condition are read, the body of a loop once, a macro and a block where they are written, an
included file in its place. Of an imported file its macros are read where the import stands; a template that the letter
extends is read around the letter's own blocks.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePath

from plainlang.errors import UnreadableError
from plainlang.letter import Letter
from plainlang.readers import text as plain_text
from plainlang.readers.anatomy import name_blocks
from plainlang.readers.blanks import find_blanks
from plainlang.readers.decode import decode
from plainlang.readers.front_matter import find_front_matter
from plainlang.readers.jinja.files import TemplateReader
from plainlang.readers.table import SUFFIXES, TEMPLATE_SUFFIXES, template_of
from plainlang.readers.template.restore import restore
from plainlang.readers.template.weave import Becomes
from plainlang.source import Piece, Source, SourceMap, TextHome
from plainlang.spans import Span

_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body|p|div|table|br|h[1-6]|ul|ol|li|span)\b[^<>]*>", re.IGNORECASE)
_PAGE_PARENT = re.compile(r"\{%[-+]?\s*extends\s+[\"'][^\"'\n]{1,200}\.html?\b")


def read(path: str, data: bytes) -> Letter:
    """Reads a template of a text, a Markdown letter or a page, told by the suffix before `.j2`.

    Raises UnreadableError for bytes that are no text, a tag that is never closed, and an include from outside.
    """
    source = decode(path, data)
    becomes = _becomes(path, source.text)
    woven = TemplateReader(path, becomes).page(source)
    if not woven.text.strip():
        what = "This template holds no words of a letter."
        raise UnreadableError(path, what, "Check the file that holds the words.", code="empty")
    page = Source(path=path, data=data, raw=woven.text, text=woven.text, encoding=source.encoding)
    return restore(_read_page(page, becomes), woven, source)


def _becomes(path: str, text: str) -> Becomes:
    name = PurePath(path).name
    is_template = name.lower().endswith(TEMPLATE_SUFFIXES)
    kind = (template_of(name) if is_template else SUFFIXES.get(PurePath(name).suffix.lower())) or "text"
    says_nothing = is_template and not PurePath(PurePath(name).stem).suffix
    if kind == "html" or (says_nothing and (_PAGE.search(text) or _PAGE_PARENT.search(text))):
        return Becomes.HTML
    return Becomes.MARKDOWN if kind == "markdown" else Becomes.TEXT


def _read_page(page: Source, becomes: Becomes) -> Letter:
    if becomes is Becomes.TEXT:
        return _read_text(page)
    letter = import_module(f"plainlang.readers.{becomes.value}").read_source(page)
    assert isinstance(letter, Letter)
    return letter


def _read_text(page: Source) -> Letter:
    told, start = find_front_matter(page.text)
    text = page.text[start:]
    pieces = [Piece(Span(0, len(text)), TextHome(Span(start, len(page.text))), literal=True)] if text else []
    return Letter(
        source=page,
        text=text,
        blocks=name_blocks(text, list(plain_text.drafts(text))),
        blanks=find_blanks(text),
        map=SourceMap(pieces, letter=text, source=page),
        told=told,
    )
