"""What was found out about a text is kept, and a letter is cut so that its parts are texts that come again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from plainlang.remembered import LONGEST, remembered
from plainlang.spans import Span

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

__all__ = ["each_stretch", "remembered", "spans_in", "stretch_start"]

_Found = TypeVar("_Found")
_TITLES = "".join(rf"(?<!{title}\.)" for title in ("Mrs", "Miss", "Judge", "Señor", "Señora"))
_DAYS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_FULL_STOP = re.compile(
    # A full stop that only the end of a sentence explains; the word behind it belongs to no number, day or name.
    rf"\.(?<=[a-z\d][a-z\d]\.){_TITLES}\s+(?=[A-Z][a-z]{{0,20}}[ ,'’])(?!No |Nos |Number |{_DAYS})"
)


@lru_cache(maxsize=8)
def _stretches(text: str, start: int, end: int) -> tuple[tuple[int, str], ...]:
    """text[start:end] cut behind full stops: each stretch with the place in the text where it begins."""
    cut: list[tuple[int, str]] = []
    for gap in _FULL_STOP.finditer(text, start, end):
        cut.append((start, text[start : gap.start() + 1]))
        start = gap.end()
    return (*cut, (start, text[start:end]))


def each_stretch(
    ask: _lru_cache_wrapper[_Found], text: str, start: int = 0, end: int | None = None
) -> Iterator[tuple[int, _Found]]:
    """What a remembered function finds in each stretch of text[start:end], with the place where the stretch begins.

    A text is cut behind the full stops of its sentences; in doubt it is not cut. So what never runs over the full stop
    of a sentence is found as in the text itself.
    """
    for at, words in _stretches(text, start, len(text) if end is None else end):
        yield at, ask(words) if len(words) <= LONGEST else ask.__wrapped__(words)


def stretch_start(text: str, place: int) -> int:
    """Where the stretch of the text begins that holds a place."""
    cut = _stretches(text, 0, len(text))
    return cut[max(0, bisect_right(cut, place, key=itemgetter(0)) - 1)][0]


def spans_in(
    ask: _lru_cache_wrapper[tuple[Span, ...]], text: str, start: int = 0, end: int | None = None
) -> Iterator[Span]:
    """The spans that a remembered function finds in text[start:end], stretch by stretch, as spans of the text."""
    for at, spans in each_stretch(ask, text, start, end):
        for span in spans:
            yield Span(at + span.start, at + span.end)
