"""A child's full date of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.facts.dates import find_dates
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered, spans_in
from plainlang.spans import Span

_BORN = re.compile(r"\b(?:born|birth ?dates?|dates? of birth|birthday|d\.?o\.?b)\b\.?", re.IGNORECASE)
_READER_BORN = re.compile(r"\b(?:your|you were|you)\s+$", re.IGNORECASE)
_BY_DAY = re.compile(r"\b(?:by|before|until|no later than|on or before|within)\b", re.IGNORECASE)


def find_births(facts: Facts) -> Iterator[Span]:
    """A full birth date (day, month and year), behind "born" or in the column below "Date of birth"."""
    for born in spans_in(_born_in, facts.text):
        if _READER_BORN.search(facts.text[max(0, born.start - 12) : born.start]):
            continue
        start = born.end
        stretch = facts.text[start : start + 400].split("\n\n")[0]
        line_end = stretch.find("\n") if "\n" in stretch else len(stretch)
        for one in find_dates(stretch):
            near = one.span.start < 40 and not _BY_DAY.search(stretch[: one.span.start])
            column = one.span.start > line_end and not stretch[:line_end].strip(" |\t-")
            if one.has_year and one.day and (near or column) and (facts.day is None or one.day < facts.day):
                yield Span(start + one.span.start, start + one.span.end)
                if not column:
                    break


@remembered
def _born_in(words: str) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in _BORN.finditer(words))
