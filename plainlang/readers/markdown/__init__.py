"""Markdown: the prose of the rendered page, each word with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plainlang.letter import Blank, Letter
from plainlang.readers.anatomy import name_blocks
from plainlang.readers.blanks import find_blanks, merge_blanks
from plainlang.readers.decode import decode
from plainlang.readers.front_matter import find_front_matter
from plainlang.readers.length import LONGEST_LETTER, too_long
from plainlang.readers.markdown.inline import code_blocks, parts
from plainlang.readers.markdown.page import Page
from plainlang.readers.markdown.prose import MASK
from plainlang.readers.markdown.remarks import find_remarks
from plainlang.source import Source, SourceMap

_LONGEST_SOURCE = LONGEST_LETTER * 3 // 2
_MOST_BRACKETS = 20_000
"""For each one the parser looks for its partner to the end of the paragraph."""
_MOST_TAGS = 100_000
_TEMPLATE = ("{", "<", "%", "$", "«")
_FRONT = re.compile(
    r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)|\+\+\+[ \t]*\n(?:.*\n)*?\+\+\+[ \t]*(?:\n|\Z)"
)
_YAML_KEY = re.compile(r"[\"']?[\w.-]+[\"']?[ \t]*:(?:\s|$)")
_YAML_REST = re.compile(r"\s|$|[#\]}]|- |\{%")
_WORD = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"(?:[^\W\d_][\w'’-]*+[*_,;:]{0,3}\s[*_]{0,3}){3}[^{};=<>]{0,300}?[.!?](?=\s|\Z)")


def read(path: str, data: bytes) -> Letter:
    """Reads a Markdown file. The letter's text is what the page shows, HTML too; code and links' targets are not read.

    Raises UnreadableError when the bytes are no text.
    """
    return read_source(decode(path, data))


def read_source(source: Source) -> Letter:
    """Reads Markdown that is text already (see `read`)."""
    text = source.text
    if len(text) > _LONGEST_SOURCE or text.count("[") > _MOST_BRACKETS or text.count("<") > _MOST_TAGS:
        raise too_long(source.path)
    masked = _masked(source.text)
    letter = _letter(source, Page(source, masked, list(parts(masked))))
    if (
        not _has_words(letter.text, letter.blanks)
        and _SENTENCE.search(masked)
        and any(map(_SENTENCE.search, code_blocks(masked)))
    ):
        # A letter that somebody indented is no code.
        return _letter(source, Page(source, masked, list(parts(masked, code=False))))
    return letter


def _letter(source: Source, page: Page) -> Letter:
    text = "".join(page.texts)
    places = SourceMap(page.pieces, letter=text, source=source)
    return Letter(
        source=source,
        text=text,
        blocks=name_blocks(text, page.drafts),
        blanks=merge_blanks([*page.blanks, *find_blanks(text)]),
        map=places,
        told=find_front_matter(source.text)[0],
        remarks=find_remarks(page.comments, page.pieces, places),
    )


def _has_words(text: str, blanks: Iterable[Blank]) -> bool:
    at = 0
    for blank in blanks:
        if _WORD.search(text, at, blank.span.start):
            return True
        at = blank.span.end
    return bool(_WORD.search(text, at))


def _masked(text: str) -> str:
    """The text as the parser gets it, of the same length: no front matter, merge fields as words.

    A field is filled in before the page is rendered, so its pipes, stars and angles are no Markdown.
    """
    front = _FRONT.match(text)
    if front and (front["yaml"] is None or _is_yaml(front["yaml"])):
        text = re.sub(r"[^\n]", " ", front.group()) + text[front.end() :]
    chars = list(text)
    for blank in find_blanks(text):
        field = text[blank.span.start : blank.span.end]
        if field.startswith(_TEMPLATE) and "\n" not in field:
            chars[blank.span.start : blank.span.end] = MASK * len(field)
    return "".join(chars)


def _is_yaml(block: str) -> bool:
    """False for prose between two rules."""
    lines = block.splitlines()
    keys = [line for line in lines if _YAML_KEY.match(line)]
    return (bool(keys) or not block.strip()) and all(_YAML_KEY.match(line) or _YAML_REST.match(line) for line in lines)
