"""Amounts of money, and the tables they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plainlang.facts.remembered import each_stretch, remembered
from plainlang.spans import Span

_AMOUNT = re.compile(
    r"(?P<minus>\((?=\$\s?[\d,.]+\))|(?<![\w)])[-–−]\s?)?\$[ \xa0]*(?P<minus2>[-–−]\s?)?\d[\d,]*(?:\.\d{2})?(?!\d)"
)
"""In brackets of its own an amount is negative, as bookkeepers write it; "($200 each)" is not."""
CENT = Decimal("0.01")
_GAP = re.compile(r"\||\t+|(?<![$ \xa0])[ \xa0]{2,}|\.{3,}|…+|(?<= )_{3,}(?= )")
"""What parts the cells of a row: a bar, a tab, wide space, dots that lead to the amount."""
_VALUE = re.compile(r"[-–−+(]?\s?(?:\$\s*[-–−]?\s?\d[\d,]*(?:\.\d\d)?|\d[\d,]*\.\d\d)\)?\s?(?:CR|DR|[-–−])?[*†]*")
_LAST_VALUE = re.compile(
    r"^(?P<label>\S.{1,70}?)\s{0,60}(?P<mark>[:=]|"
    r"\s[-–—])?\s{1,60}(?P<value>[-–−(]?\$\s?\d[\d,]*(?:\.\d\d)?\)?)(?:\s\([^()]*\))?[.,;*]?$"
)
_RULE = re.compile(r"[-=_─—\s|:+]+")
_ENDS_SENTENCE = re.compile(r"[a-z)][.!?]$")
_RULE_LENGTH = 3
_LABEL_WORDS = 10
_HEADING_WORDS = 8


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in dollars, as the letter writes it; negative where a minus sign or bracket says so."""

    span: Span
    value: Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its label, the amounts of its cells in order, and the column (in characters) where each ends.

    ruled: a line was drawn above it, as above a total.
    """

    span: Span
    label: str
    amounts: tuple[Amount, ...]
    ends: tuple[int, ...]
    ruled: bool = False


def find_amounts(text: str, start: int = 0, end: int | None = None) -> list[Amount]:
    """The amounts in text[start:end], in order; spans count from the start of the text."""
    return [
        Amount(Span(at + one.span.start, at + one.span.end), one.value)
        for at, amounts in each_stretch(_amounts_in, text, start, end)
        for one in amounts
    ]


@remembered
def _amounts_in(words: str) -> tuple[Amount, ...]:
    if "$" not in words:
        return ()
    found = []
    for match in _AMOUNT.finditer(words):
        at = words.index("$", match.start())
        amount = _amount(words, Span(at, match.end()), negative=bool(match["minus"] or match["minus2"]))
        if amount is not None:
            found.append(amount)
    return tuple(found)


def _amount(text: str, span: Span, *, negative: bool) -> Amount | None:
    value = _value(re.sub(r"[^\d.,]", "", text[span.start : span.end]))
    return None if value is None else Amount(span, -value if negative else value)


@remembered
def _value(digits: str) -> Decimal | None:
    from price_parser import Price

    return Price.fromstring(f"${digits}").amount


def find_tables(text: str, start: int, end: int) -> list[list[Row]]:
    """Tables with amounts in text[start:end]: rows below one another, in whatever way the cells are set apart.

    A short line without an amount (a heading) and one blank line do not end a table; running text does.
    """
    tables: list[list[Row]] = [[]]
    ruled, blanks = False, 0
    for line in _lines(text, start, end):
        words = text[line.start : line.end].strip()
        if not words:
            blanks += 1
            continue
        if _RULE.fullmatch(words) and len(words) >= _RULE_LENGTH:
            ruled = True
            continue
        row = _row(text, line, ruled=ruled)
        if row is None and (_ENDS_SENTENCE.search(words) or len(words.split()) > _HEADING_WORDS):
            tables.append([])
        elif row is not None:
            if blanks > 1 or (blanks and ruled is False and tables[-1] and tables[-1][-1].ruled):
                tables.append([])
            tables[-1].append(row)
            ruled = False
        blanks = 0
    return [table for table in tables if len(table) > 1]


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield Span(at, stop)
        at = stop + 1


def _row(text: str, line: Span, *, ruled: bool) -> Row | None:
    """A line as a row; None when no cell is an amount and the line does not end with one like an entry of a list.

    Below a drawn line the total may stand without a label.
    """
    cells = _cells(text, line)
    values = [cell for cell in cells if _VALUE.fullmatch(text[cell.start : cell.end])]
    if values and (len(cells) > len(values) or ruled):
        amounts = [(cell, _cell_amount(text, cell)) for cell in values]
        label = text[cells[0].start : cells[0].end] if cells[0] not in values else ""
        kept = [(cell, amount) for cell, amount in amounts if amount is not None]
        ends = tuple(cell.end - line.start for cell, _ in kept)
        return Row(line, label, tuple(amount for _, amount in kept), ends, ruled)
    words = text[line.start : line.end].strip()
    entry = _LAST_VALUE.match(words)
    if entry is None or len(entry["label"].split()) > _LABEL_WORDS or (_ENDS_SENTENCE.search(entry["label"])):
        return None
    found = find_amounts(text, line.start, line.end)
    return Row(line, entry["label"], (found[-1],), (found[-1].span.end - line.start,), ruled) if found else None


def _cells(text: str, line: Span) -> list[Span]:
    cells, at = [], line.start
    for gap in [*_GAP.finditer(text, line.start, line.end), None]:
        stop = gap.start() if gap else line.end
        if text[at:stop].strip():
            start = at + len(text[at:stop]) - len(text[at:stop].lstrip())
            cells.append(Span(start, start + len(text[at:stop].strip())))
        at = gap.end() if gap else stop
    return cells


def _cell_amount(text: str, cell: Span) -> Amount | None:
    words = text[cell.start : cell.end]
    negative = bool(re.match(r"[-–−(]|\$\s*[-–−]", words) or re.search(r"(?:CR|[-–−])$", words))
    start = cell.start + next(at for at, char in enumerate(words) if char == "$" or char.isdigit())
    end = cell.start + max(at for at, char in enumerate(words) if char.isdigit()) + 1
    return _amount(text, Span(start, end), negative=negative)
