"""Rows cut into the parts that stand side by side: at wide gaps, and where words begin below one another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from plainlang.readers.pdf.lines import Row, Word

CELL_GAP = 1.1
"""A gap between words of one row (in font sizes) from which on they may stand in different columns."""
NEAR = 2.3
"""Baselines closer than this (in font sizes) belong to one stretch of text."""
LABEL = re.compile(r"(?:[•‣▪◦·–*o-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|[\u2610-\u2612])$")
_FIELD_GAP = 6.0
_LABEL_GAP = 3.6
_CLEAR = 0.4
"""A gap wider than those between words (in font sizes), which counts where it lies below or above a wide one."""
SAME_EDGE = 1.0
_MAX_EDGES, _MAX_DOUBTFUL = 20, 20
Part = list[Word]


class Cut(NamedTuple):
    """The parts of each row. edges: where parts of several rows begin below one another (points, ascending)."""

    rows: list[list[Part]]
    edges: list[float]


def cut_rows(rows: Sequence[Row]) -> Cut:
    """Cuts rows that stand one below the other."""
    starts = [_wide(row) for row in rows]
    edges: set[float] = set()
    for order in (range(len(rows)), range(len(rows) - 1, -1, -1)):
        edges |= _carry(rows, starts, order)
    return Cut([_parts(row, cuts) for row, cuts in zip(rows, starts, strict=True)], sorted(edges))


def _parts(row: Row, starts: set[int]) -> list[Part]:
    places = [0, *sorted(starts), len(row.words)]
    return [row.words[first:last] for first, last in pairwise(places)]


def _wide(row: Row) -> set[int]:
    """The words that begin a part; a bullet stays with its words, and a form field with its label."""
    starts: set[int] = set()
    first = 0
    for at, (last, word) in enumerate(pairwise(row.words), start=1):
        if word.left - last.right > _reach(last, word, alone=at - first == 1) * row.size:
            starts.add(at)
            first = at
    return starts


def _reach(last: Word, word: Word, *, alone: bool) -> float:
    if word.field and not last.field:
        return _FIELD_GAP
    return _LABEL_GAP if alone and LABEL.match(last.text) else CELL_GAP


def _carry(rows: Sequence[Row], starts: list[set[int]], order: Iterable[int]) -> set[float]:
    """Cuts rows where a part of their neighbours begins, too; returns the edges that several rows share."""
    shared: set[float] = set()
    doubtful: dict[float, list[tuple[int, int]]] = {}
    before = rows[0].baseline if rows else 0.0
    for at in order:
        row = rows[at]
        if abs(before - row.baseline) > 2 * NEAR * row.size:
            doubtful = {}
        before = row.baseline
        known = {edge: _word_at(row, edge) for edge in doubtful}
        clear = _clear_gap(row) if known else 0.0
        for edge, word in known.items():
            if word is None or len(doubtful[edge]) > _MAX_DOUBTFUL:
                del doubtful[edge]
            elif word > 0 and _may_cut(row, word):
                if word in starts[at] or row.words[word].left - row.words[word - 1].right >= clear:
                    for place, other in [*doubtful[edge], (at, word)]:
                        starts[place].add(other)
                    shared.add(edge)
                    doubtful[edge] = []
                else:
                    # No wider than between words: it counts if the next rows have a clear one there again.
                    doubtful[edge].append((at, word))
        for word in sorted(starts[at])[: _MAX_EDGES - len(doubtful)]:
            left = row.words[word].left
            if not any(abs(left - edge) <= SAME_EDGE for edge in doubtful):
                doubtful[left] = []
    return shared


def _word_at(row: Row, edge: float) -> int | None:
    """The word that begins at the edge; 0 where the row lies wholly on one side; None where words cross the edge."""
    at = bisect_left(row.words, edge - SAME_EDGE, key=lambda word: word.left)
    if at == 0:
        return 0
    if at == len(row.words):
        return 0 if row.words[-1].right <= edge + SAME_EDGE else None
    return at if row.words[at].left <= edge + SAME_EDGE else None


def _may_cut(row: Row, at: int) -> bool:
    last, word = row.words[at - 1], row.words[at]
    return not word.field and not (at == 1 and LABEL.match(last.text)) and word.left > last.right


def _clear_gap(row: Row) -> float:
    """The gap (points) that is wider than those between the words of the row."""
    gaps = sorted(word.left - last.right for last, word in pairwise(row.words))
    usual = gaps[(len(gaps) - 1) // 2] if gaps else 0.0
    return max(_CLEAR * row.size, 1.5 * min(usual, 0.35 * row.size))
