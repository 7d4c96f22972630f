"""The letter as the reader sees it: blocks in groups, each cut into runs of words that carry a mark or do not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from plainlang.finding import Finding
from plainlang.letter import Block, Kind, Letter
from plainlang.reporters.as_html_branches import branches
from plainlang.reporters.as_html_rows import Cell, Shape, shape_of, table_rows
from plainlang.reporters.as_html_words import seen
from plainlang.spans import Span, Stretches

_BULLET = re.compile(r"[-*•‣▪◦·–](?=\s)|\(?(?:\d{1,3}|[a-zA-Z])[.)](?=\s)")
_WORD = re.compile(r"\w")


class Bit(NamedTuple):
    """Characters in a row; `blank` is "field" for one that is filled in, "command" for a template's.

    "branch": no characters of the letter, but the tags of its template that stand here.
    """

    text: str
    blank: str = ""


class Run(NamedTuple):
    """Bits under one mark, or under none.

    mark: the number of the finding, from 1. first: the mark begins here. opens: findings about the whole stretch that
    follows, which holds other marks; wide: this run is part of such a stretch.
    """

    mark: int | None
    first: bool
    opens: tuple[int, ...]
    wide: bool
    bits: tuple[Bit, ...]


class Line(NamedTuple):
    """One block. number: from 1, in the letter's order. start: its offset. bulleted: it brings its own bullet."""

    number: int
    start: int
    bulleted: bool
    runs: tuple[Run, ...]

    @property
    def plain(self) -> str | None:
        """The words of a line without marks and blanks, as most are; None for any other."""
        run = self.runs[0]
        bare = len(self.runs) == len(run.bits) == 1 and not (run.mark or run.opens or run.wide or run.bits[0].blank)
        return run.bits[0].text if bare else None


class Group(NamedTuple):
    """Blocks that belong together. rows: those of a table, with the same lines once more; empty for all else."""

    shape: Shape
    kind: Kind
    lines: tuple[Line, ...]
    rows: tuple[tuple[Cell[Line], ...], ...]


class Marks:
    """Where each finding is drawn. A finding that holds others, or no words, is drawn as a sign in front of them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        taken, wide = Stretches(), []
        self.spans: dict[int, Span] = {}
        for number, finding in sorted(enumerate(findings, 1), key=lambda one: (len(one[1].span), one[1].span)):
            if finding.span and not taken.overlap(finding.span):
                taken.add(finding.span)
                self.spans[number] = finding.span
            else:
                wide.append((finding.span, number))
        self._order = sorted((span, number) for number, span in self.spans.items())
        self._ends = [span.end for span, _ in self._order]
        self._wide = Stretches(span for span, _ in wide if span)
        self._wide_edges = sorted(edge for span, _ in wide for edge in span)
        self._waiting = sorted(wide, reverse=True)
        self.drawn: set[int] = set()

    def edges(self, span: Span) -> Iterator[int]:
        """Every offset inside the span where the look of the words changes."""
        for at in range(bisect_right(self._ends, span.start), len(self._order)):
            if self._order[at][0].start >= span.end:
                break
            yield from (edge for edge in self._order[at][0] if span.start < edge < span.end)
        low, high = bisect_right(self._wide_edges, span.start), bisect_left(self._wide_edges, span.end)
        yield from self._wide_edges[low:high]

    def over(self, offset: int) -> int | None:
        """The number of the finding whose mark the offset is under."""
        at = bisect_right(self._ends, offset)
        return self._order[at][1] if at < len(self._order) and self._order[at][0].start <= offset else None

    def opening(self, offset: int) -> tuple[int, ...]:
        """The findings that want a sign in front of this offset; each is given once."""
        opens = []
        while self._waiting and self._waiting[-1][0].start <= offset:
            opens.append(self._waiting.pop()[1])
        self.drawn.update(opens)
        return tuple(opens)

    def is_wide(self, span: Span) -> bool:
        """True inside a stretch with a sign in front."""
        return self._wide.overlap(span)


class _Blanks:
    """Where a stretch is a blank, and where a template's branches begin."""

    def __init__(self, letter: Letter) -> None:
        self.branches = branches(letter)
        self._turns = sorted(self.branches)
        self._blanks = sorted(letter.blanks, key=lambda blank: blank.span)
        self._starts = [blank.span.start for blank in self._blanks]

    def edges(self, span: Span) -> Iterator[int]:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        for blank in self._blanks[first : bisect_left(self._starts, span.end)]:
            yield from (edge for edge in blank.span if span.start < edge < span.end)
        yield from self._turns[bisect_right(self._turns, span.start) : bisect_left(self._turns, span.end)]

    def name(self, offset: int) -> str:
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or self._blanks[at].span.end <= offset:
            return ""
        return "field" if self._blanks[at].word else "command"


def lay_out(letter: Letter, marks: Marks) -> list[Group]:
    """The letter in groups, top to bottom. Every word of its text is in exactly one line."""
    blanks, text = _Blanks(letter), seen(letter.text)
    groups, number = [], 0
    for shape, blocks in _grouped(letter, list(_all_blocks(letter))):
        lines = []
        for block in blocks:
            number += 1
            bulleted = bool(_BULLET.match(text, *block.span))
            lines.append(Line(number, block.span.start, bulleted, tuple(_runs(text, block.span, marks, blanks))))
        rows = table_rows(letter, blocks, lines) if shape is Shape.TABLE else ()
        groups.append(Group(shape, blocks[0].kind, tuple(lines), rows))
    return groups


def _all_blocks(letter: Letter) -> Iterator[Block]:
    """The blocks in order, and what words stand between them: no word may be lost."""
    at = 0
    for block in sorted(letter.blocks, key=lambda block: block.span):
        yield from _between(letter.text, Span(at, block.span.start))
        if block.span.end > at:
            yield replace(block, span=Span(max(at, block.span.start), block.span.end))
            at = block.span.end
    yield from _between(letter.text, Span(at, len(letter.text)))


def _between(text: str, span: Span) -> Iterator[Block]:
    if span.end > span.start and _WORD.search(text, *span):
        yield Block(Kind.PARAGRAPH, span)


def _grouped(letter: Letter, blocks: Sequence[Block]) -> Iterator[tuple[Shape, list[Block]]]:
    group: list[Block] = []
    for above, block in pairwise([None, *blocks]):
        assert block is not None
        if above is None or shape_of(letter, above, block) is None:
            if group:
                yield _shape(letter, group), group
            group = []
        group.append(block)
    if group:
        yield _shape(letter, group), group


def _shape(letter: Letter, group: Sequence[Block]) -> Shape:
    """The shape of blocks that belong together, told by the first two; a block alone is a text of its own."""
    if len(group) > 1:
        return shape_of(letter, group[0], group[1]) or Shape.ALONE
    return Shape.LIST if group[0].kind is Kind.LIST_ITEM else Shape.ALONE


def _runs(text: str, span: Span, marks: Marks, blanks: _Blanks) -> Iterator[Run]:
    edges = sorted({*span, *marks.edges(span), *blanks.edges(span)})
    cuts = [Span(start, end) for start, end in pairwise(edges)]
    for (mark, wide), members in groupby(cuts, key=lambda cut: (marks.over(cut.start), marks.is_wide(cut))):
        parts = list(members)
        turn = blanks.branches.get(parts[0].start)
        if turn:
            # In front of the mark: the tags are no words that anybody marked.
            yield Run(None, False, (), wide, (Bit(seen(turn), "branch"),))
        opens = marks.opening(parts[0].start)
        first = mark is not None and mark not in marks.drawn
        if mark is not None:
            marks.drawn.add(mark)
        yield Run(mark, first, opens, wide, tuple(_bits(text, parts, blanks)))


def _bits(text: str, parts: Iterable[Span], blanks: _Blanks) -> Iterator[Bit]:
    for at, part in enumerate(parts):
        if at and part.start in blanks.branches:
            yield Bit(seen(blanks.branches[part.start]), "branch")
        yield Bit(text[part.start : part.end], blanks.name(part.start))
