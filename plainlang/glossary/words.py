"""The words a glossary is matched on: runs of letters and digits, and single marks."""

from __future__ import annotations

import re
from typing import NamedTuple

from plainlang.remembered import remembered_if_short

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_MARKS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-", "\u00a0": " "})


class Word(NamedTuple):
    """One word or mark of a text; `start` and `end` are half-open code points."""

    start: int
    end: int
    text: str
    lower: str


def split_words(text: str, *, at: int = 0) -> list[Word]:
    """The words of `text` in order; offsets count from `at`. White space and line ends separate only."""
    if at == 0:
        return list(_words(text))
    return [Word(at + start, at + end, word, lower) for start, end, word, lower in _words(text)]


@remembered_if_short
def _words(text: str) -> tuple[Word, ...]:
    return tuple(
        Word(found.start(), found.end(), found[0], found[0].lower().translate(_MARKS)) for found in _WORD.finditer(text)
    )


@remembered_if_short
def lower_words(text: str) -> tuple[str, ...]:
    """The words of a phrase in lower case, with plain apostrophes and hyphens."""
    return tuple(word.lower for word in split_words(text))
