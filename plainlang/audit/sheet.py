"""A letter on its page: the words as the reader sees them, with marks, and a card for what is said of them.

Thousands of pages are drawn in one audit, so this joins strings, and every string of a letter goes through `escape`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from plainlang.audit.cards import Card, cards_of, marked
from plainlang.finding import Finding
from plainlang.letter import Block, Kind, Letter
from plainlang.reporters.as_html_branches import branches
from plainlang.reporters.as_html_rows import Cell, Shape, shape_of, table_rows
from plainlang.reporters.as_html_words import seen
from plainlang.spans import Span, Stretches


class Sheet(NamedTuple):
    """The letter and its cards as HTML. starts: the offset of each block; the element of the first is b1."""

    letter: str
    cards: tuple[str, ...]
    starts: tuple[int, ...]


class _Mark(NamedTuple):
    span: Span
    number: int
    card: Card


class _Inlay(NamedTuple):
    """Something between the words: a blank over its span, or `html` of ours in front of an offset."""

    start: int
    end: int
    style: str
    html: str


def draw(letter: Letter, findings: Sequence[Finding]) -> Sheet:
    """The whole letter, every word of it once, and the cards in the order of their first words."""
    text = seen(letter.text)
    by_mark, cards = cards_of(text, findings)
    marks, signs = _marks_and_signs(findings, by_mark)
    blocks = list(_all_blocks(letter))
    pen = _Pen(text, marks, _inlays(letter, signs))
    drawn = [pen.block(block.span) for block in blocks]
    groups = "".join(_group(letter, blocks, drawn, first, last) for first, last in _grouped(letter, blocks))
    return Sheet(groups, tuple(card.html() for card in cards), tuple(block.span.start for block in blocks))


def _marks_and_signs(findings: Sequence[Finding], by_mark: Sequence[Card]) -> tuple[list[_Mark], list[_Inlay]]:
    """A finding that holds others, or no words, is a sign in front of them; all else is a mark over its words."""
    taken, marks, wide = Stretches(), [], []
    for number in sorted(range(len(findings)), key=lambda at: len(findings[at].span)):
        span = findings[number].span
        if span and not taken.overlap(span):
            taken.add(span)
            marks.append(_Mark(span, number + 1, by_mark[number]))
        else:
            wide.append((span.start, number + 1, by_mark[number]))
    marks.sort()
    signs = []
    for start, number, card in wide:
        at = next((mark.span.start for mark in marks if mark.span.start < start < mark.span.end), start)
        signs.append(_Inlay(at, at, "", card.sign(number)))
    return marks, signs


def _inlays(letter: Letter, signs: Sequence[_Inlay]) -> list[_Inlay]:
    styles = {True: "field", False: "command"}
    inlays = [_Inlay(*blank.span, styles[blank.word], "") for blank in letter.blanks]
    if "{%" in letter.source.text:
        for at, tags in branches(letter).items():
            said = f'<span class="branch"><span class="vh">template: </span>{escape(seen(tags))}</span> '
            inlays.append(_Inlay(at, at, "", said))
    return sorted([*inlays, *signs])


class _Pen:
    """Draws the blocks from the first to the last; where marks and blanks go on in the next block, so does the pen."""

    def __init__(self, text: str, marks: Sequence[_Mark], inlays: Sequence[_Inlay]) -> None:
        self._text = text
        self._marks = marks
        self._inlays = inlays
        self._mark = self._inlay = 0
        self._begun = 0

    def block(self, span: Span) -> str:
        out, at = [], span.start
        while self._mark < len(self._marks):
            mark = self._marks[self._mark]
            if mark.span.start >= span.end:
                break
            start, end = max(at, mark.span.start), min(mark.span.end, span.end)
            if start < end:
                out += [self._words(at, start), self._marked(mark, start, end)]
                at = end
            if mark.span.end > span.end:
                break
            self._mark += 1
        out.append(self._words(at, span.end))
        return "".join(out)

    def _marked(self, mark: _Mark, start: int, end: int) -> str:
        goes_on, self._begun = self._begun == mark.number, mark.number
        return marked(mark.card, 0 if goes_on else mark.number, self._words(start, end))

    def _words(self, start: int, end: int) -> str:
        if self._inlay >= len(self._inlays) or self._inlays[self._inlay].start > end:
            return escape(self._text[start:end], quote=False)
        out = []
        while self._inlay < len(self._inlays):
            inlay = self._inlays[self._inlay]
            if inlay.start > end or (inlay.start == end and inlay.style):
                break
            out.append(escape(self._text[start : inlay.start], quote=False))
            start, stop = max(start, inlay.start), min(inlay.end, end)
            out.append(inlay.html)
            if start < stop:
                out.append(f'<span class="{inlay.style}">{escape(self._text[start:stop], quote=False)}</span>')
                start = stop
            if inlay.end > end:
                break
            self._inlay += 1
        out.append(escape(self._text[start:end], quote=False))
        return "".join(out)


def _all_blocks(letter: Letter) -> Iterator[Block]:
    """The blocks in order, and what words stand between them: no word may be lost."""
    at = 0
    for block in sorted(letter.blocks, key=lambda block: block.span):
        start, end = block.span
        if start > at and not letter.text[at:start].isspace():
            yield Block(Kind.PARAGRAPH, Span(at, start))
        if end > at:
            yield block if start >= at else Block(block.kind, Span(at, end), block.row, block.column)
            at = end
    if letter.text[at:].strip():
        yield Block(Kind.PARAGRAPH, Span(at, len(letter.text)))


def _grouped(letter: Letter, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """First and last-but-one of each row of blocks that belong together."""
    first = 0
    for at in range(1, len(blocks) + 1):
        if at == len(blocks) or shape_of(letter, blocks[at - 1], blocks[at]) is None:
            yield first, at
            first = at


def _group(letter: Letter, blocks: Sequence[Block], drawn: Sequence[str], first: int, last: int) -> str:
    kind = blocks[first].kind
    shape = shape_of(letter, blocks[first], blocks[first + 1]) if last - first > 1 else None
    if shape is Shape.TABLE:
        lines = [(at + 1, drawn[at]) for at in range(first, last)]
        rows = table_rows(letter, blocks[first:last], lines)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
        name = f'role="region" tabindex="0" aria-label="Table at part {first + 1} of the letter"'
        return f'<div class="scroll" {name}><table class="cells">{body}</table></div>'
    if kind is Kind.LIST_ITEM:
        items = "".join(f'<li id="b{at + 1}" dir="auto">{drawn[at]}</li>' for at in range(first, last))
        return f"<ul>{items}</ul>"
    start, end = ('<h3 class="heading"', "</h3>") if kind is Kind.HEADING else ("<p", "</p>")
    body = "".join(f'{start} id="b{at + 1}" dir="auto">{drawn[at]}{end}' for at in range(first, last))
    return body if kind in (Kind.PARAGRAPH, Kind.HEADING) else f'<div class="{kind}">{body}</div>'


def _cell(cell: Cell[tuple[int, str]]) -> str:
    wide = f' colspan="{cell.width}"' if cell.width > 1 else ""
    lines = "".join(f'<p id="b{number}" dir="auto">{words}</p>' for number, words in cell.lines)
    return f"<td{wide}>{lines}</td>"
