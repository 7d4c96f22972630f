"""Comments to plainlang in a Markdown file: HTML comments of the page, not those that stand in code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from plainlang.letter import REMARK, Remark, remark_text
from plainlang.source import Piece, SourceMap, TextHome
from plainlang.spans import Span

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)


def find_remarks(text: str, pieces: Sequence[Piece], places: SourceMap) -> tuple[Remark, ...]:
    """The remarks of a Markdown source text; `pieces` and `places` are those of the letter read from it.

    The text is parsed once more, and only where it names plainlang at all: few letters do.
    """
    if REMARK not in text.lower():
        return ()
    homes = [piece.home.span.end for piece in pieces if isinstance(piece.home, TextHome)]
    found = []
    for at, comment, alone in _comments(text):
        said = remark_text(comment)
        if said is not None:
            before = bisect_right(homes, at)
            offset = pieces[before - 1].letter.end if before else 0
            found.append(Remark(said, places.place_in_source(at), Span(offset, offset), alone))
    return tuple(found)


def _comments(text: str) -> Iterator[tuple[int, str, bool]]:
    """Where each comment begins, what it says, and whether it is a block of its own."""
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n"), len(text)]
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type not in ("html_block", "inline") or token.map is None:
            continue
        first, after = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
        wanted = None if token.type == "html_block" else _inline_comments(token)
        for found in _COMMENT.finditer(text, first, after):
            if wanted is None or found[0] in wanted:
                yield found.start(), found[1], wanted is None


def _inline_comments(token: Token) -> list[str]:
    return [child.content for child in token.children or [] if child.type == "html_inline"]
