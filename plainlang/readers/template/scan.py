"""The tags of a template, found by Jinja's own lexer: nothing is parsed, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError
from jinja2.lexer import Lexer

from plainlang.spans import Span

LONGEST_TAG = 20_000
"""Words and signs in one tag: whoever writes more has forgotten to close it."""
MOST_TAGS = 50_000
MOST_TOKENS = 400_000
"""Tags, and words and signs with the text between them; a letter of 500,000 characters holds fewer."""
_SPACE = re.compile(r"\s*")


class Tag(Enum):
    """What a tag does to the page."""

    COMMENT = "comment"
    COMMAND = "command"
    FIELD = "field"
    RAW = "raw"
    """The begin or the end of a raw block; what stands between is plain text."""
    FOLDED = "folded"
    """A block of an extended template, or its end: the blocks of its name in the files that extend it stand here."""


class Token(NamedTuple):
    """A word or sign inside a tag; `start` is its offset in the template's text."""

    kind: str
    text: str
    start: int


class Mark(NamedTuple):
    """A tag with its delimiters. tokens: its words and signs, without space. strips: `-` before, `-` behind."""

    tag: Tag
    span: Span
    tokens: tuple[Token, ...]
    strips_before: bool
    strips_after: bool

    def name(self) -> str:
        """The command's first word; "" for other tags. The `p`, `tr`, `tc` and `r` of docxtpl are passed over."""
        words = self.words()
        return words[0].text if self.tag is Tag.COMMAND and words else ""

    def words(self) -> tuple[Token, ...]:
        """The tokens of a command, without docxtpl's first letter."""
        tokens = self.tokens
        marked = len(tokens) > 1 and tokens[0].text in ("p", "tr", "tc", "r") and tokens[1].kind == "name"
        return tokens[1:] if marked else tokens


class BrokenTemplateError(Exception):
    """The template's text cannot be cut into tags. offset: where. what: the fault, for people."""

    def __init__(self, offset: int, what: str, *, code: str = "template") -> None:
        super().__init__(what)
        self.offset, self.what, self.code = offset, what, code


_BEGINS = {"comment_begin": Tag.COMMENT, "block_begin": Tag.COMMAND, "variable_begin": Tag.FIELD}
_ENDS = ("comment_end", "block_end", "variable_end")


def scan(text: str) -> list[Mark]:
    """Every tag of a template's text, in order. Line ends are `\\n`. Raises BrokenTemplateError."""
    marks: list[Mark] = []
    tag, begin, start, tokens = Tag.COMMENT, "", -1, list[Token]()
    for kind, value, at in _tokens(text):
        if len(marks) > MOST_TAGS:
            raise BrokenTemplateError(at, "This template holds too many tags for a letter.", code="too-long")
        if kind in ("raw_begin", "raw_end"):
            marks.append(_mark(Tag.RAW, at, value, value, at, ()))
        elif kind in _BEGINS:
            tag, begin, start, tokens = _BEGINS[kind], value, at, []
        elif kind in _ENDS:
            marks.append(_mark(tag, start, begin, value, at, tuple(tokens)))
            start = -1
        elif start >= 0 and kind not in ("data", "whitespace"):
            tokens.append(Token(kind, value, at))
            if len(tokens) > LONGEST_TAG:
                break
    if start >= 0:
        raise BrokenTemplateError(start, f"The template tag that begins with {begin[:2]} is never closed.")
    return marks


def _mark(tag: Tag, start: int, begin: str, end: str, at: int, tokens: tuple[Token, ...]) -> Mark:
    # The lexer hands out the space that `-%}` takes away as part of the tag.
    closing = end.rstrip()
    return Mark(tag, Span(start, at + len(closing)), tokens, begin[2:3] == "-", closing[-3:-2] == "-")


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """The lexer's tokens with their offsets. Space that `{%-` takes away is in none of them."""
    at = count = 0
    try:
        for _, kind, value in _lexer().tokeniter(text, None):
            if not text.startswith(value, at):
                space = _SPACE.match(text, at)
                at = space.end() if space else at
            if not text.startswith(value, at):
                raise BrokenTemplateError(at, "A template tag could not be found again.")
            yield kind, value, at
            at += len(value)
            count += 1
            if count > MOST_TOKENS:
                raise BrokenTemplateError(at, "This template holds too many tags for a letter.", code="too-long")
    except TemplateSyntaxError as error:
        # The lexer's own message may hold words of the letter.
        what = "A template tag is not closed, or holds a sign that Jinja does not know."
        raise BrokenTemplateError(min(at, len(text)), what) from error


@cache
def _lexer() -> Lexer:
    return Environment(keep_trailing_newline=True, autoescape=True).lexer
