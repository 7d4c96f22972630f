"""A day as people in the United States and their spreadsheets write it. What could be another day is none."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})"),  # as in the United States
    re.compile(r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>[0-9]{1,2})[ -](?P<month>[A-Za-z]{3,9})[ -](?P<year>[0-9]{4})"),
)
_MONTHS = "january february march april may june july august september october november december".split()
_MIDNIGHT = re.compile(r"(?:[ T]0?0:00(?::00(?:\.0+)?)?| 12:00(?::00)? AM)$")
"""What programs write behind a day that has no time."""
_YEARS = range(1900, 2200)


def read_day(text: str) -> date | None:
    """The day that a text names; None for anything else, also for years of two digits."""
    text = " ".join(_MIDNIGHT.sub("", text).split())
    for form in _DAYS:
        found = form.fullmatch(text)
        if found is not None and int(found["year"]) in _YEARS:
            with suppress(ValueError):
                return date(int(found["year"]), _month(found["month"]), int(found["day"]))
    return None


def _month(said: str) -> int:
    """Its number; 0 where no month has that name."""
    if said.isdigit():
        return int(said)
    name = "sep" if said.lower() == "sept" else said.lower()
    return next((at for at, month in enumerate(_MONTHS, 1) if name in (month, month[:3])), 0)
