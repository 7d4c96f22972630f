"""Large first letters: one set into the lines beside it (a drop cap), and one that stands up from its line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from statistics import median

from plainlang.readers.pdf.lines import Row, Word, around

_LARGER = 1.7
"""A first letter is this much larger than the words after it."""
_MOST, _MAX_BESIDE, _MAX_LETTERS = 50, 12, 2


def with_initials(rows: Sequence[Row]) -> list[Row]:
    """The rows with each large first letter put before the rest of its word."""
    found = list(rows)
    usual = median(row.size for row in rows) if rows else 0.0
    places = [at for at, row in enumerate(found) if any(_is_initial(word, usual) for word in row.words)]
    for at in reversed(list(islice(places, _MOST))):
        row = found[at]
        letter = next(word for word in row.words if _is_initial(word, usual))
        beside = [
            (place, number)
            for place in range(max(0, at - _MAX_BESIDE), min(len(found), at + _MAX_BESIDE))
            if -0.2 * letter.size < found[place].baseline - letter.baseline < 0.9 * letter.size
            and (number := _word_beside(letter, found[place])) is not None
        ]
        if beside:
            _join(found, at, letter, beside)
    return [row for row in found if row.words]


def _is_initial(word: Word, usual: float) -> bool:
    letter = len(word.text) <= _MAX_LETTERS and word.text[-1:].isupper()
    return letter and word.size > _LARGER * usual and not word.field


def _word_beside(letter: Word, row: Row) -> int | None:
    """The word that begins right behind the letter."""
    for number, word in enumerate(row.words):
        near = -0.15 * letter.size < word.left - letter.right < 1.2 * word.size
        if near and word is not letter and letter.size > _LARGER * word.size:
            return number
    return None


def _is_word(letter: str, rest: str) -> bool:
    """True where the letter is a word by itself ("A parent"), not the first of one ("All")."""
    vowels = any(char in "aeiou" for char in rest[:2].lower())
    return letter[-1] in "AI" and len(rest) > 1 and vowels


def _join(rows: list[Row], at: int, letter: Word, beside: list[tuple[int, int]]) -> None:
    """Puts the letter before the first word beside it; all lines beside it begin where the letter does."""
    for place, number in beside:
        words = list(rows[place].words)
        word = words[number]
        words[number] = word._replace(left=letter.left)
        if place == beside[0][0]:
            text = letter.text + (" " if _is_word(letter.text, word.text) else "") + word.text
            words[number] = words[number]._replace(text=text, box=around([letter.box, word.box]))
        rows[place] = rows[place]._replace(words=words)
    rest = [word for word in rows[at].words if word is not letter]
    size = max(rest, key=lambda word: len(word.text) * word.size).size if rest else rows[at].size
    rows[at] = rows[at]._replace(words=rest, size=size)
