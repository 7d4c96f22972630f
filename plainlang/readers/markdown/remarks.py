"""Comments to plainlang in a Markdown file: HTML comments of the page, not those that stand in code."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plainlang.letter import Remark
from plainlang.source import Piece, SourceMap, TextHome
from plainlang.spans import Span


class Comment(NamedTuple):
    """What a comment says to plainlang, and where it begins. alone: it stands between blocks, or alone on a line."""

    start: int
    said: str
    alone: bool = False


def find_remarks(comments: Iterable[Comment], pieces: Sequence[Piece], places: SourceMap) -> tuple[Remark, ...]:
    """The remarks that comments make; `pieces` and `places` are those of the letter."""
    homes = [piece.home.span.end for piece in pieces if isinstance(piece.home, TextHome)]
    found = []
    for comment in comments:
        before = bisect_right(homes, comment.start)
        offset = pieces[before - 1].letter.end if before else 0
        found.append(Remark(comment.said, places.place_in_source(comment.start), Span(offset, offset), comment.alone))
    return tuple(found)
