"""A swap cut down to the words that really change, so that all others keep their looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from plainlang.spans import Span

_WORD = re.compile(r"[^ \u00a0]+")
_Words = Sequence[re.Match[str]]


def narrowed(old: str, new: str, start: int) -> tuple[Span, str]:
    """The span of the letter that changes and its new words: without those that both begin or both end with.

    start: where the old words begin in the letter. At least one old word stays, for the new ones to take its looks;
    where words are only left out, one of the spaces beside them goes with them.
    """
    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    head, tail = _shared(old, new, before, after)
    if head + tail == len(before):
        # Only spaces differ, or there are only more words: these need an old one to stand with.
        if len(before) == len(after):
            head = tail = 0
        elif tail:
            tail -= 1
        else:
            head = max(0, head - 1)
    if head + tail == len(after):
        first, last, words = _left_out(old, new, before, after, head)
    else:
        first, last = before[head].start() if head else 0, before[-1 - tail].end() if tail else len(old)
        words = new[after[head].start() if head else 0 : after[-1 - tail].end() if tail else len(new)]
    return Span(start + first, start + last), words


def _shared(old: str, new: str, before: _Words, after: _Words) -> tuple[int, int]:
    """How many words both begin with, and how many of the others both end with."""
    if not before or not after:
        return 0, 0
    most = min(len(before), len(after))
    head = _alike(before, after) if old[: before[0].start()] == new[: after[0].start()] else 0
    tail = _alike(before[::-1], after[::-1]) if old[before[-1].end() :] == new[after[-1].end() :] else 0
    return head, min(tail, most - head)


def _alike(before: _Words, after: _Words) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0][0] == pair[1][0], zip(before, after, strict=False)))


def _left_out(old: str, new: str, before: _Words, after: _Words, head: int) -> tuple[int, int, str]:
    """The words that go and the space behind them, or before them where no word follows."""
    tail = len(after) - head
    if tail:
        first = before[head].start() if head else 0
        return first, before[-tail].start(), "" if head else new[: after[0].start()]
    return (before[head - 1].end() if head else 0), len(old), new[after[-1].end() :] if after else new


def word_kept(old: str, new: str) -> int:
    """Where in the old words the first of the new ones stands already, perhaps with other capitals; 0 if nowhere."""
    first = _WORD.search(new)
    return 0 if first is None else next((word.start() for word in _WORD.finditer(old) if _same(word, first)), 0)


def _same(one: re.Match[str], other: re.Match[str]) -> bool:
    return one[0].casefold() == other[0].casefold()
