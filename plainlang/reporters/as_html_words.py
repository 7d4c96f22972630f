"""The words of the page: the same ones the terminal uses."""

from __future__ import annotations

import re

from plainlang.checks.check import Part
from plainlang.facts.profile import Reader
from plainlang.finding import Level
from plainlang.sixty_minutes import Outcome, SixtyMinutes

LEVELS = {Level.MUST: "must change", Level.SHOULD: "should change", Level.NOTE: "worth a look"}
OUTCOMES = {
    Outcome.NOT_READY: "Not ready",
    Outcome.NEEDS_WORK: "Needs work",
    Outcome.READY_FOR_QUESTIONS: "Good so far",
    Outcome.PASSES: "Passes",
    Outcome.NOT_APPLICABLE: "Not tested",
}
READERS = {
    Reader.PAYS: "a parent who pays",
    Reader.RECEIVES: "a parent who receives",
    Reader.EMPLOYER: "an employer",
    Reader.OTHER: "another reader",
}
PARTS = {part: part.capitalize() for part in Part}
LEAVE_OUT = "leave it out"
SHOWN_AT_ONCE = 12
"""Places of a card; further ones are folded."""
_QUOTED = 90
_LOOKED_AT = 1_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 letter`, `2 letters`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def rule_name(rule: str) -> str:
    """The name of a rule as words: "Program term"."""
    return rule.replace("-", " ").capitalize()


def seen(text: str) -> str:
    """The text without characters a page cannot hold; each becomes one space, so offsets stay true."""
    return _CONTROL.sub(" ", text)


def on_one_line(words: str) -> str:
    """The words in one line, cut where they are many."""
    flat = " ".join(seen(words[:_LOOKED_AT]).split())
    return flat if len(flat) <= _QUOTED else f"{flat[: _QUOTED - 1]}…"


def read_as(test: SixtyMinutes) -> str:
    """For whom the letter was judged, and whether that is a guess; empty where it was not judged."""
    profile = test.profile
    if profile is None:
        return ""
    what = "takes something away or says no" if profile.adverse else "takes nothing away"
    guess = " This is a guess. If it is wrong, check again and say who gets the letter." if profile.guessed else ""
    return f"Read as a letter to {READERS[profile.reader]}. It {what}.{guess}"
