"""A day as people in the United States and their spreadsheets write it. What could be another day is none."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%B %d %Y", "%b %d, %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y")
"""The numbers with slashes are read as in the United States. dateutil would guess: it takes years of two digits."""
_MIDNIGHT = re.compile(r"(?:[ T]0?0:00(?::00(?:\.0+)?)?| 12:00(?::00)? AM)$")
"""What programs write behind a day that has no time."""
_MONTH_BETWEEN = re.compile(r"(?<=[0-9])-(?=[A-Za-z])|(?<=[A-Za-z])-(?=[0-9])")
_SHORT_MONTH = re.compile(r"\b([A-Za-z]{3})t?\.(?= )|\b(Sep)t\b", re.IGNORECASE)
"""A full stop behind a month, and the one month that has a short form of four letters."""
_YEARS = range(1900, 2200)


def read_day(text: str) -> date | None:
    """The day that a text names; None for anything else, also for years of two digits."""
    text = _MONTH_BETWEEN.sub(" ", " ".join(_MIDNIGHT.sub("", text).split()))
    text = _SHORT_MONTH.sub(lambda found: found[1] or found[2], text)
    for form in _FORMS:
        with suppress(ValueError):
            day = datetime.strptime(text, form).date()
            return day if day.year in _YEARS else None
    return None
