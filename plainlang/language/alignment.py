"""How well the letters of a short form fit a row of words: a cost, 0 for one word to each letter.

Grown out of A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text" (2003), which takes the first fit from the right. Here every fit has a cost, and the cheapest
one counts, so that initials win over letters inside words and little words may be passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plainlang.spans import Span

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*|&")
_LITTLE = frozenset("of the and for in on to a an by with at from or as & und de la".split())
_PREFIXES = frozenset(
    "anti auto bio co de electro hyper hypo in inter intra meta micro multi neuro non over photo poly post pre pseudo "
    "radio re self semi sub super tele trans un under up video web".split()
)
"""A letter behind one of these stands at the start of a part of the word: nonCustodial, teleCommunication."""
_DIGITS = {
    "1": ("one", "first"),
    "2": ("two", "second", "to", "too"),
    "3": ("three", "third"),
    "4": ("four", "fourth", "for"),
    "5": ("five", "fifth"),
    "6": ("six", "sixth"),
    "7": ("seven",),
    "8": ("eight",),
    "9": ("nine",),
}
_SKIP, _SKIP_LITTLE, _SKIP_TAIL, _BEGIN_LITTLE, _BEGIN_TAIL = 1.0, 0.1, 0.15, 0.3, 0.2
_TRAILING, _MOST_TRAILING = 0.05, 3
_INSIDE, _NEXT, _PART, _LOWER, _SMALL = 0.6, 0.4, 0.1, 0.05, 0.02


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a part of one between hyphens. `tail`: a hyphen stands in front of it."""

    span: Span
    text: str
    tail: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """The cost of a fit, and the words it uses: indexes, the last included."""

    cost: float
    first: int
    last: int


def pieces_of(text: str, start: int, end: int) -> list[Piece]:
    """The words of a stretch of text with their places; a hyphenated word is as many as it has parts."""
    found = _WORD.finditer(text, start, end)
    return [Piece(Span(*one.span()), one[0], one.start() > start and text[one.start() - 1] in "-‑") for one in found]


def best_fit(words: Sequence[Piece], letters: str, *, from_first: bool) -> Fit | None:
    """The cheapest fit, or None.

    `from_first`: it begins at the first word; else it ends at the last word or a little before. Of two fits of the
    same cost the shorter one is taken.
    """
    best: Fit | None = None
    open_fits: dict[int, tuple[float, int]] = {}
    count = len(letters)
    for at, word in enumerate(words):
        grown = {done: (cost + _skip(word), first) for done, (cost, first) in open_fits.items()}
        starts = [(0, _first(word), at)] if at == 0 or not from_first else []
        for done, cost, first in [*((d, c, f) for d, (c, f) in open_fits.items()), *starts]:
            for size, more in _runs(word.text, letters[done:]):
                whole = cost + more
                known = grown.get(done + size)
                if known is None or (whole, -first) < (known[0], -known[1]):
                    grown[done + size] = (whole, first)
        if count in grown:
            best = _better(best, grown.pop(count), at, words, from_first=from_first)
        open_fits = grown
    return best


def _better(
    best: Fit | None, new: tuple[float, int], last: int, words: Sequence[Piece], *, from_first: bool
) -> Fit | None:
    trailing = [] if from_first else words[last + 1 :]
    if len(trailing) > _MOST_TRAILING:
        return best
    fit = Fit(new[0] + sum(_skip(word) + (not word.tail) * _TRAILING for word in trailing), new[1], last)
    return fit if best is None or fit.cost < best.cost - 1e-9 else best


def _skip(word: Piece) -> float:
    if word.tail:
        return _SKIP_TAIL
    return _SKIP_LITTLE if word.text.lower() in _LITTLE else _SKIP


def _first(word: Piece) -> float:
    """What it costs to begin here: a long form hardly ever begins with a little word, or inside a hyphenated one."""
    if word.tail:
        return _BEGIN_TAIL
    return _BEGIN_LITTLE if word.text in _LITTLE else 0.0


def _runs(word: str, letters: str) -> Iterator[tuple[int, float]]:
    """How many of the next letters the word can stand for, and at what cost; the first one begins the word."""
    low = word.lower()
    first = letters[0].lower()
    if first == "&":
        if low in ("and", "&"):
            yield 1, 0.0
        return
    if first.isdigit() and low.isdigit() and low.endswith(letters):
        yield len(letters), 0.0
        return
    if low in _DIGITS.get(first, ()):
        yield 1, 0.0
        return
    if low[0] == first:
        place, cost = 0, (_SMALL if letters[0].isupper() and low[0] == word[0] else 0.0)
        cost += _LOWER if low in _LITTLE and letters[0].isupper() else 0.0
    elif first == "x" and low[:2] == "ex":
        place, cost = 1, 0.2
    else:
        return
    yield 1, cost
    for size, letter in enumerate(letters[1:], 2):
        found = low.find(letter.lower(), place + 1)
        if found < 0 or len(low) != len(word):
            return
        cost += _PART if low[:found] in _PREFIXES else _inner(word, letter, found, follows=found == place + 1)
        place = found
        yield size, cost


def _inner(word: str, letter: str, found: int, *, follows: bool) -> float:
    """The cost of a letter inside a word: nothing for a capital or a digit, little for one written small."""
    if letter == word[found] and (letter.isdigit() or letter.isupper()):
        return 0.0
    if follows:
        return _LOWER if letter.islower() else _NEXT
    return _INSIDE
