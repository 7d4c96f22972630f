"""One line of text as it was given: why a letter cannot print it, and how Markdown is kept from reading marks in it."""

from __future__ import annotations

import re

LONGEST = 2_000
"""Characters of one value."""
_SPREADSHEET = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|#+)")
_CUT_SHORT = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{1,3}")
"""`1.23457E+11`: what a spreadsheet writes for a long number."""
_MARKS = re.compile(r"([\\`*_\[\]<>|~&#])")
_LINE_START = re.compile(r"^(\s*)([-+=:])", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*[0-9]+)([.)])", re.MULTILINE)


def why_unfit(text: str) -> str | None:
    """What is wrong with a text and what fits, showing nothing of it; None for a text that can be printed."""
    if len(text) > LONGEST:
        return f"This is too long. Write at most {LONGEST:,} characters."
    if not text.isprintable() and len(text.splitlines()) > 1:
        return "This has more than one line. Write it on one."
    if not text.isprintable() and not one_spaced(text).isprintable():
        return "This holds a sign that cannot be seen or printed. Type it again."
    if _SPREADSHEET.fullmatch(text):
        return "This is an error sign of a spreadsheet. Mend the cell."
    if _CUT_SHORT.fullmatch(text):
        return "The spreadsheet has cut this number short. Format the column as text, and save the table again."
    return None


def one_spaced(text: str) -> str:
    """The text with one plain space wherever it has any: spreadsheets and mails are full of hard spaces and tabs."""
    return " ".join(text.split())


def escaped(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    marked = _LINE_START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))
    return _NUMBERED.sub(r"\1\\\2", marked)
