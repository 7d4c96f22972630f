"""Dates as a letter writes them, and what is wrong with one: impossible, the wrong weekday, readable two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.parser import ParserError, parse

from plainlang.facts.remembered import each_stretch, remembered
from plainlang.spans import Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY_NAME = r"mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun"
_WEEKDAY = rf"(?P<weekday>{_DAY_NAME})(?:day)?\.?,?\s+(?:the\s+)?"
_WEEKDAY_BEHIND = (
    rf"(?:\s?\((?P<behind1>{_DAY_NAME})(?:day)?\.?\)|"
    rf",?\s+(?:which\s+(?:is|falls on)\s+)?a\s+(?P<behind2>{_DAY_NAME})day\b)"
)
"""A weekday behind its date: "June 20, 2025 (Friday)", "June 20, 2025, a Friday"."""
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_RANGE = r"(?:\s?[-–]\s?\d{1,2}\b(?![:/-]))?"
"""The end of a stretch of days: "June 3-5, 2025" is read as its first day."""
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_DATE = re.compile(
    rf"\b(?<![\d.,]\d)(?<![$.])(?:{_WEEKDAY})?(?:"
    rf"(?P<named>{_MONTH}\s+{_DAY}\b{_RANGE}(?!\s*%|:\d|\s*[ap]\.?m\b)(?:\s*,?\s*{_YEAR.format('year1')}\b)?)|"
    rf"(?P<british>(?<![.\d]){_DAY}(?:[ \xa0]+(?:day\s+)?(?:of\s+)?|-){_MONTH}(?:(?:,?\s+|"
    rf"-){_YEAR.format('year2')}\b)?)|"
    # 5/6/2025 and 5-6-25; with dots the year has four digits, since 303.1.11 may be a paragraph of a law
    rf"(?P<numeric>\d{{1,2}}(?P<sign>[/-])\d{{1,2}}(?P=sign)(?:\d{{4}}|\d{{2}})(?!\d|(?P=sign)\d)|"
    rf"\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d)(?!\d)|"
    rf"(?P<iso>(?<![\d-])(?:19|20)\d\d-(?:0\d|1[0-2])-[0-3]\d(?![\d-])))"
    rf"{_WEEKDAY_BEHIND}?",
    re.IGNORECASE,
)
_HINT = re.compile(r"\d")
"""Every date has a digit."""
_NUMBER_OF = re.compile(
    r"\b(?:case|cause|file|docket|claim|matter|account|acct|ref|reference|form|id|no|nos|number)\b\W{0,3}$",
    re.IGNORECASE,
)
"""What stands before a number of a file: 12-05-24 is no date then."""
_MONTH_ONLY = re.compile(rf"\b(?:in|since|for|during|until|through|from|of|last|this)\s+{_MONTH}(?:\s+(?:19|20)\d\d)?")
_CENTURY = 100
_LONG_AGO, _FAR_AHEAD = 1900, 2100
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date of the letter.

    day: None when the calendar has no such day. Without a written year (`has_year` False) the year is the one that
    brings the day nearest to the letter's own date. weekday: 0 for Monday, as written. two_ways: 03/04/2025.
    """

    span: Span
    day: date | None
    has_year: bool
    weekday: int | None = None
    two_ways: bool = False

    @property
    def is_wrong_weekday(self) -> bool:
        """True when the weekday that is written does not fit the date."""
        return (
            self.weekday is not None and self.day is not None and self.has_year and self.day.weekday() != self.weekday
        )


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as it is written: its words without a weekday. numeric: 5/6/2025. The rest as in FoundDate."""

    span: Span
    words: str
    numeric: bool
    has_year: bool
    weekday: int | None


def find_dates(text: str, *, near: date | None = None) -> list[FoundDate]:
    """The dates of a text, in order. `near` helps with dates without a year: the letter's own date."""
    found = [_read(one, at, near) for at, stretch in each_stretch(_written_in, text) for one in stretch]
    return [one for one in found if one is not None]


@remembered
def _written_in(words: str) -> tuple[_Written, ...]:
    if not _HINT.search(words):
        return ()
    return tuple(_written(match) for match in _DATE.finditer(words) if not _is_file_number(words, match))


@remembered
def names_a_time(text: str) -> bool:
    """True when the text holds a date, or a month that something happened in ("in May", "since March 2024")."""
    return bool(_DATE.search(text) or _MONTH_ONLY.search(text))


def _is_file_number(text: str, match: re.Match[str]) -> bool:
    """Numbers with hyphens or dots behind "case", "file no." and the like; 5/6/2025 is a date wherever it stands."""
    words = match["numeric"] or match["iso"] or ""
    return (
        bool(words) and "/" not in words and bool(_NUMBER_OF.search(text[max(0, match.start() - 20) : match.start()]))
    )


def _written(match: re.Match[str]) -> _Written:
    weekday = match["weekday"] or match["behind1"] or match["behind2"]
    number = WEEKDAYS.index(weekday.lower()[:3]) if weekday else None
    words = match["named"] or match["british"] or match["numeric"] or match["iso"]
    has_year = bool(match["year1"] or match["year2"] or match["numeric"] or match["iso"])
    return _Written(Span(match.start(), match.end()), words, bool(match["numeric"]), has_year, number)


def _read(one: _Written, at: int, near: date | None) -> FoundDate | None:
    """The date of a stretch of words that begins `at` this place of the text."""
    span = Span(at + one.span.start, at + one.span.end)
    if one.numeric:
        return _numeric(one.words, span, one.weekday)
    day = _calendar(one.words, one.has_year, None if one.has_year else near)
    return FoundDate(span, day, one.has_year, one.weekday)


def _numeric(words: str, span: Span, weekday: int | None) -> FoundDate | None:
    first, second, year = (int(part) for part in re.split(r"[/.-]", words))
    year = year if year >= _CENTURY else 2000 + year
    if not _LONG_AGO <= year <= _FAR_AHEAD:
        return None
    two_ways = first != second and max(first, second) <= len(WEEKDAYS) + 5
    for month, day in ((first, second), (second, first)):
        try:
            return FoundDate(span, date(year, month, day), True, weekday, two_ways)
        except ValueError:
            continue
    return FoundDate(span, None, True, weekday)


@remembered
def _calendar(words: str, has_year: bool, near: date | None) -> date | None:
    """The day; None when there is no such day in the year. dateutil's parser reads months in all their forms."""
    plain = re.sub(r"\b(?:day\s+)?of\b", " ", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words))
    plain = re.sub(r"(?<=\d)\s?[-–]\s?\d{1,2}\b(?!\d)", "", plain) if not re.match(r"\d{4}-", plain) else plain
    if has_year:
        return _parsed(plain)
    years = [near.year - 1, near.year, near.year + 1] if near else [2024]
    days = [day for day in (_parsed(f"{plain} {year}") for year in years) if day]
    if not days:
        return None
    return min(days, key=lambda day: abs((day - near).days)) if near else days[0]


@remembered
def _parsed(words: str) -> date | None:
    try:
        return parse(words).date()
    except (ParserError, ValueError, OverflowError):
        return None


def letter_date(dates: Sequence[FoundDate], head: Iterable[Span]) -> FoundDate | None:
    """The first date with a year that stands on a date line of the head, given as spans."""
    lines = list(head)
    dates = [one for one in dates if one.has_year]
    return next((one for one in dates if any(line.start <= one.span.start < line.end for line in lines)), None)
