"""Boxes that stand beside running text, which flows around them: each is read by itself, after its paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from plainlang.readers.pdf.lines import Row, Word
from plainlang.readers.pdf.page import Box
from plainlang.readers.pdf.reading_on import reads_on

_SAME, _THIN, _LEAST = 4.0, 3.0, 20.0
"""Edges this close (points) are one; a box up to so wide is a line; a frame is at least so wide and high."""
_MAX_FRAMES, _MAX_LINES = 40, 60
_APART = 0.5
"""Less than this (in font sizes) between a frame's words and those outside: it marks words of the text."""
_COLUMN = 1.1
_FEW = 3


class Aside(NamedTuple):
    """A frame with words. rows: in it; beside: rows of the text around it; edge: where those end (points)."""

    rows: list[Row]
    beside: list[Row]
    edge: float


def asides_of(rows: Sequence[Row], rules: Sequence[Box]) -> tuple[Sequence[Row], Sequence[Box], list[Aside]]:
    """The rows without those of frames beside the text, the lines drawn without the frames, and the frames."""
    found: list[Aside] = []
    frames = _frames(rules)
    for frame in frames:
        text, inner, beside = _split(rows, frame)
        marks = any(_near(word, row.words) for row, at in inner if at is not None for word in text[at].words)
        if not marks:
            if not beside or sum(len(row.words) for row, _ in inner) < _FEW or not _flows(text, beside):
                continue
            _close_gaps(text, beside, frame)
            around = [text[at] for at in beside]
            found.append(Aside([row for row, _ in inner], around, max(row.words[-1].right for row in around)))
            rows = text
        # Neither a frame beside the text nor a mark around words of it is a table.
        rules = [rule for rule in rules if not _lies_on(rule, frame)]
    return rows, rules, found


def _frames(rules: Sequence[Box]) -> list[Box]:
    """Frames that share no edge with others, as the cells of a table do."""
    areas = [box for box in rules if box[2] - box[0] > _LEAST and box[3] - box[1] > _LEAST]
    uprights = [box for box in rules if box[2] - box[0] <= _THIN and box[3] - box[1] > _LEAST]
    levels = [box for box in rules if box[3] - box[1] <= _THIN and box[2] - box[0] > _LEAST]
    if max(len(areas), len(uprights), len(levels)) > _MAX_LINES:
        return []
    areas += _drawn(uprights, levels)
    frames: list[Box] = []
    for area in areas:
        if not any(_lies_on(area, frame) for frame in frames):
            frames.append(area)
    return [f for f in frames if not any(_touches(rule, f) for rule in [*areas, *uprights, *levels])][:_MAX_FRAMES]


def _drawn(uprights: list[Box], levels: list[Box]) -> Iterator[Box]:
    """Frames of four lines."""
    for left, right in combinations(sorted(uprights), 2):
        frame = (left[0], min(left[1], right[1]), right[2], max(left[3], right[3]))
        ends = [line for line in levels if abs(line[0] - frame[0]) < _SAME and abs(line[2] - frame[2]) < _SAME]
        level = abs(left[1] - right[1]) < _SAME and abs(left[3] - right[3]) < _SAME
        if level and all(any(abs(line[1] - end) < _SAME for line in ends) for end in (frame[1], frame[3])):
            yield frame


def _lies_on(rule: Box, frame: Box) -> bool:
    """True for a line or area that is drawn as part of the frame."""
    across = all(min(abs(x - frame[0]), abs(x - frame[2])) < _SAME for x in (rule[0], rule[2]))
    return across and all(min(abs(y - frame[1]), abs(y - frame[3])) < _SAME for y in (rule[1], rule[3]))


def _touches(rule: Box, frame: Box) -> bool:
    """True for what is no part of the frame and meets its edge or stands in it."""
    if _lies_on(rule, frame):
        return False
    inside = frame[0] - _SAME < rule[2] and rule[0] < frame[2] + _SAME
    inside = inside and frame[1] - _SAME < rule[3] and rule[1] < frame[3] + _SAME
    around = rule[0] < frame[0] - _SAME and rule[2] > frame[2] + _SAME
    return inside and not (around and rule[1] < frame[1] - _SAME and rule[3] > frame[3] + _SAME)


def _split(rows: Sequence[Row], frame: Box) -> tuple[list[Row], list[tuple[Row, int | None]], list[int]]:
    """The rows without the frame's words; those words, each with the number of the row beside; the rows beside it."""
    text: list[Row] = []
    inner: list[tuple[Row, int | None]] = []
    beside: list[int] = []
    for row in rows:
        if not frame[1] - 1 <= row.baseline <= frame[3] + 1:
            text.append(row)
            continue
        inside = [frame[0] - 1 <= (word.left + word.right) / 2 <= frame[2] + 1 for word in row.words]
        words = [word for word, within in zip(row.words, inside, strict=True) if within]
        others = [word for word, within in zip(row.words, inside, strict=True) if not within]
        if words:
            inner.append((row._replace(words=words), len(text) if others else None))
        if others:
            beside.append(len(text))
            text.append(row._replace(words=others))
    return text, inner, beside


def _near(word: Word, words: list[Word]) -> bool:
    first, last = words[0], words[-1]
    return -1 < first.left - word.right < _APART * word.size or -1 < word.left - last.right < _APART * word.size


def _flows(text: list[Row], beside: list[int]) -> bool:
    """True where a sentence goes on from row to row beside the frame."""
    near = range(max(0, beside[0] - 1), min(len(text) - 1, beside[-1] + 1))
    return any(reads_on(text[at].words, text[at + 1].words) for at in near)


def _close_gaps(text: list[Row], beside: list[int], frame: Box) -> None:
    """Lines that go on behind the frame, or begin there, are laid out as if it were not there."""
    ends = [at for at in (beside[0] - 1, beside[-1] + 1) if 0 <= at < len(text)]
    columns = any(_has_gap(text[at], frame) for at in ends)
    for at in beside:
        words = list(text[at].words)
        if words[0].left > frame[2] - 1:
            words[0] = words[0]._replace(left=frame[0])
        for place, (last, word) in enumerate(pairwise(text[at].words)):
            if not columns and last.right <= frame[0] + 1 and word.left >= frame[2] - 1:
                words[place] = words[place]._replace(right=word.left - 0.3 * word.size)
        text[at] = text[at]._replace(words=words)


def _has_gap(row: Row, frame: Box) -> bool:
    return any(
        word.left - last.right > _COLUMN * row.size and last.right < frame[2] and word.left > frame[0]
        for last, word in pairwise(row.words)
    )
