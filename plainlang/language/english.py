"""Whether a line is English at all: nothing is marked in the words of another language."""

from __future__ import annotations

import re

from plainlang.language.lexicon import syllable_table
from plainlang.language.stretches import stretches
from plainlang.remembered import remembered_if_short

_LETTERS = re.compile(r"[^\W\d_]+")
_FOREIGN_SMALL = frozenset(
    "el la los las un una de del al que en y por para con su sus es se si le les et est vous votre des du dans pour "
    "os um uma da ao nao ou und der das ist sie nicht mit och sa nang mga ang".split()
)
_ENGLISH_SMALL = frozenset(
    "the a an of and or to in on for with by from at is are was be you your we our us it this that if not as do".split()
)


def is_foreign(text: str) -> bool:
    """True for a line of which less than half of the longer words are in the English dictionary.

    A line in another language may be made of words that English has too; small words then tell.
    """
    loud = text.isupper()
    counts = [_english(text, loud=True)] if loud else [_english(part) for _, part in stretches(text)]
    long, known, foreign, english = map(sum, zip(*counts, strict=True))
    return (long >= 3 and known < 0.5 * long) or (foreign >= 3 and foreign > english)


@remembered_if_short
def _english(part: str, *, loud: bool = False) -> tuple[int, int, int, int]:
    """The longer words of a part of a line, those of them that English has, and the small words of others and of it."""
    table = syllable_table()
    every = _LETTERS.findall(part)
    words = [word.lower() for word in every if len(word) >= 4 and (loud or not word.isupper())]
    small = [word.lower() for word in every]
    return (
        len(words),
        sum(word in table for word in words),
        sum(word in _FOREIGN_SMALL for word in small),
        sum(word in _ENGLISH_SMALL for word in small),
    )
