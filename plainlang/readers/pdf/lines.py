"""Glyphs put together to words, and words to the rows of a page, whatever order the file draws them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from plainlang.readers.pdf.page import Box, Glyph
from plainlang.readers.pdf.spacing import word_gaps

_SPACE_SHARE = 0.08
"""From this share of space glyphs on, a page has its spaces, and only wide gaps are others."""
_NARROW_GAP, _WIDE_GAP = 0.16, 0.2
"""A gap between words, in font sizes, on pages without and with space glyphs."""
SAME_ROW = 0.22
_INITIAL = 1.7
"""A letter so much larger than the next one is a first letter, which the rows are asked for once they are known."""
_SPREAD = 4
"""So many letters that stand alone, one behind the other, are a word set wide (N O T I C E)."""


class Word(NamedTuple):
    """A word of a row, or a whole form field, in points. box: its place on the page (counted from 1) as it is shown."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    box: Box
    page: int
    field: bool = False


class Row(NamedTuple):
    """Words on one baseline, from left to right."""

    words: list[Word]
    baseline: float
    size: float

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


def rows_from(glyphs: Sequence[Glyph], *, page: int) -> list[Row]:
    """The rows of glyphs that run in one direction."""
    spaces = sum(glyph.char == " " for glyph in glyphs)
    gap = _WIDE_GAP if spaces > _SPACE_SHARE * len(glyphs) else _NARROW_GAP
    clusters: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.baseline):
        near = clusters and clusters[-1][0].baseline - glyph.baseline <= SAME_ROW * min(
            glyph.size, clusters[-1][0].size
        )
        if near:
            clusters[-1].append(glyph)
        else:
            clusters.append([glyph])
    rows = [_row(words) for cluster in clusters if (words := _words(cluster, gap, page))]
    return _with_raised(rows)


def _row(words: list[Word]) -> Row:
    inked: dict[float, float] = defaultdict(float)
    for word in words:
        inked[word.size] += len(word.text) * word.size
    main = max(words, key=lambda word: inked[word.size])
    return Row(words, main.baseline, main.size)


def _words(cluster: list[Glyph], gap: float, page: int) -> list[Word]:
    """The words of a row; a glyph struck twice counts once."""
    groups: list[list[Glyph]] = []
    apart = True
    glyphs = sorted(cluster, key=lambda glyph: glyph.left)
    for glyph, limit in zip(glyphs, word_gaps(glyphs, gap), strict=True):
        if glyph.char == " ":
            apart = True
            continue
        last = groups[-1][-1] if groups else None
        # Only glyphs that lie on one another can be one struck twice.
        if last is not None and glyph.left < last.right - 0.1 * glyph.size and _struck_before(groups[-1], glyph):
            continue
        if last is None or apart or glyph.left - last.right > limit or last.size > _INITIAL * glyph.size:
            groups.append([glyph])
        else:
            groups[-1].append(glyph)
        apart = False
    return _close_up([_word(group, page) for group in groups])


def _struck_before(group: list[Glyph], glyph: Glyph) -> bool:
    """True where the same character stands all but there already: bold made by printing twice."""
    return any(
        other.char == glyph.char and glyph.left - other.left < 0.35 * (other.right - other.left) for other in group[-4:]
    )


def _word(group: list[Glyph], page: int) -> Word:
    first, last = group[0], group[-1]
    text = "".join([glyph.char for glyph in group])
    boxes = [glyph.box for glyph in group]
    # Letters of one font share their height, so that two of them tell it.
    box = around([boxes[0], boxes[-1]])
    return Word(text, first.left, last.right, first.baseline, first.size, first.bold, box, page)


def around(boxes: Iterable[Box]) -> Box:
    """The box around boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _close_up(words: list[Word]) -> list[Word]:
    """Words set wide are written as words: their letters stand closer than the words do."""
    found: list[Word] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _stands_alone(words, at, end):
            end += 1
        if end - at >= _SPREAD:
            found += _closed(words[at:end])
        else:
            found += words[at : max(end, at + 1)]
        at = max(end, at + 1)
    return found


def _stands_alone(words: list[Word], at: int, end: int) -> bool:
    word, first = words[end], words[at]
    near = end == at or word.left - words[end - 1].right < 2.5 * word.size
    return len(word.text) == 1 and word.text.isalpha() and word.text.isupper() == first.text.isupper() and near


def _closed(letters: list[Word]) -> list[Word]:
    gaps = [right.left - left.right for left, right in pairwise(letters)]
    limit = 1.6 * max(min(gaps), 0.02) + 0.05 * letters[0].size
    groups = [[letters[0]]]
    for letter, gap in zip(letters[1:], gaps, strict=True):
        if gap > limit:
            groups.append([letter])
        else:
            groups[-1].append(letter)
    return [_joined(group) for group in groups]


def _joined(words: list[Word]) -> Word:
    text = "".join(word.text for word in words)
    return words[0]._replace(text=text, right=words[-1].right, box=around(word.box for word in words))


def _with_raised(rows: list[Row]) -> list[Row]:
    """Small words above or below the baseline (the "th" of a date, the sign of a note) go into the row they touch."""
    found: list[Row] = []
    for row in rows:
        last = found[-1] if found else None
        if last and _touches(row, last):
            found[-1] = _merged(last, row, main=last)
        elif last and _touches(last, row):
            found[-1] = _merged(last, row, main=row)
        else:
            found.append(row)
    return found


def _touches(small: Row, main: Row) -> bool:
    if small.size > 0.85 * main.size or not -0.35 < (small.baseline - main.baseline) / (main.size or 1) < 0.7:
        return False
    reach = 0.4 * main.size
    rights, lefts = [word.right for word in main.words], [word.left for word in main.words]
    return all(
        any(abs(word.left - right) < reach for right in rights) or any(abs(left - word.right) < reach for left in lefts)
        for word in small.words[:8]
    )


def _merged(one: Row, other: Row, *, main: Row) -> Row:
    words: list[Word] = []
    for word in sorted([*one.words, *other.words], key=lambda word: word.left):
        # "5th" and "word¹" are one word each.
        if words and word.left - words[-1].right < 0.1 * main.size and word.size != words[-1].size:
            words[-1] = _joined([words[-1], word])
        else:
            words.append(word)
    return Row(words, main.baseline, main.size)
