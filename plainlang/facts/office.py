"""The office's own phones and hours, as the configuration lists them, held against those that a letter gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plainlang.spans import Span

_ANOTHERS = re.compile(
    r"\b(?:legal (?:aid|help|services)|lawyers?|attorneys?|court\w*|clerks?|judge|hearing|job cent(?:er|re)|banks?|"
    r"employer|relay|hotline|helpline|shelter|clinic|lab|registry|bureau|state|county (?:jail|library)|library|"
    r"school|your (?:new |own |cell |home |work )?(?:number|phone|cell|line)|his|her|their|other parent)\b",
    re.IGNORECASE,
)
"""Words of somebody else whose phone or hours a sentence gives."""
_BREAK = re.compile(r"(?<=[a-z\d)])[.!?]\s+(?=[A-Z])|\n")
_AROUND = 120
_DIGITS = 10
_HALF_DAY = 12 * 60
_CLOCK = "one two three four five six seven eight nine ten eleven twelve".split()
_TIME = (
    r"(?:(?P<named{0}>noon|midnight)|(?:(?P<past{0}>half[- ]past|quarter past|quarter to)\s)?"
    r"(?:(?P<hour{0}>\d{{1,2}})(?:[:.]?(?P<minute{0}>[0-5]\d))?|"
    rf"(?P<word{{0}}>{'|'.join(_CLOCK)})(?:[- ](?P<tail{{0}}>thirty|fifteen))?)"
    r"(?:\s?o['’]clock)?(?:\s?(?P<half{0}>[ap])\.?\s?m\b\.?)?)"
)
_HOURS = re.compile(
    rf"(?<![\w$/.-]){_TIME.format(1)}\s?(?:to|until|till|through|thru|and|[-–—])\s?{_TIME.format(2)}(?![\w/-])",
    re.IGNORECASE,
)
_WEEK = "mon tue wed thu fri sat sun".split()
_DAY = r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?\b\.?"
_DAYS = re.compile(
    rf"\b(?P<first>{_DAY})\s?(?:to|through|thru|until|[-–—])\s?(?P<last>{_DAY})|\b(?P<one>{_DAY})|"
    r"\b(?P<work>m\s?(?:to|thru|[-–—])\s?f\b|week ?days?\b|(?:every |each )?(?:business|working|work) ?days?\b)|"
    r"\b(?P<all>daily|every ?day|(?:7|seven) days)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: minutes past noon or midnight, and which of the two (a, p), empty where nobody says."""

    minutes: int
    half: str = ""

    def fits(self, other: Clock) -> bool:
        """True when both may mean one time: 8 and 8 a.m."""
        return self.minutes == other.minutes and (not self.half or not other.half or self.half == other.half)


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when somebody is there; days counts from 0 for Monday and is empty where none are named."""

    days: frozenset[int]
    start: Clock
    end: Clock

    def fits(self, office: Hours) -> bool:
        """True when these hours, on days of the office's, are those of the office."""
        same_days = not self.days or not office.days or self.days <= office.days
        return same_days and self.start.fits(office.start) and self.end.fits(office.end)


def plain_phone(number: str) -> str:
    """The ten digits of a number, without the 1 before and the extension behind: two spellings of one are the same."""
    digits = re.sub(r"\D", "", re.split(r"(?i)\s*,?\s*(?:x|ext)", number, maxsplit=1)[0])
    return digits.removeprefix("1") if len(digits) > _DIGITS else digits


def is_anothers(text: str, span: Span) -> bool:
    """True when the words of the sentence before a span say that it belongs to somebody else (legal aid, the court)."""
    before = _BREAK.split(text[max(0, span.start - _AROUND) : span.start])[-1]
    return bool(_ANOTHERS.search(before))


def read_hours(words: str) -> list[Hours]:
    """The hours that a stretch of words gives, in any notation: "Mon-Fri 8-4:30", "noon to four, every weekday"."""
    ranges = list(_HOURS.finditer(words))
    if not ranges:
        return []
    leads = bool(_DAYS.search(words, 0, ranges[0].start()))
    edges = [0, *(one.end() for one in ranges)] if leads else [*(one.start() for one in ranges), len(words)]
    return [
        Hours(frozenset(_days(words[low:high])), _clock(one, 1), _clock(one, 2))
        for one, low, high in zip(ranges, edges, edges[1:], strict=False)
    ]


def _days(words: str) -> Iterator[int]:
    for found in _DAYS.finditer(words):
        if found["first"]:
            first, last = (_WEEK.index(found[name][:3].lower()) for name in ("first", "last"))
            yield from (day % 7 for day in range(first, last + (1 if last >= first else 8)))
        elif found["one"]:
            yield _WEEK.index(found["one"][:3].lower())
        else:
            yield from range(5 if found["work"] else 7)


def _clock(found: re.Match[str], at: int) -> Clock:
    named, half = found[f"named{at}"], (found[f"half{at}"] or "").lower()
    if named:
        return Clock(0, "p" if named.lower() == "noon" else "a")
    digits, word = found[f"hour{at}"], found[f"word{at}"]
    hour = int(digits) if digits else _CLOCK.index(word.lower()) + 1
    if digits and (hour > 12 or digits.startswith("0")):
        half = "p" if hour > 12 else "a"
    past = {"half": 30, "quarter past": 15, "quarter to": -15}
    lead = (found[f"past{at}"] or "").lower()
    minutes = next((more for start, more in past.items() if lead.startswith(start)), 0)
    minutes += {"thirty": 30, "fifteen": 15}.get((found[f"tail{at}"] or "").lower(), int(found[f"minute{at}"] or 0))
    return Clock((hour * 60 + minutes) % _HALF_DAY, half)
