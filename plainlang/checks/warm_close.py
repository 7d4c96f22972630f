"""The letter closes with a closing word and a person's name."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.people import is_person
from plainlang.spans import Span

_BY_ORDER = re.compile(r"(?:by|for|on behalf of|issued)\b", re.IGNORECASE)
"""By direction of the board: who gave the order, not a closing word."""
_BEFORE_NAME = re.compile(r"(?:/s/|by:|signed:?|your (?:case ?)?worker(?: is)?[,:]?|i am)\s*", re.IGNORECASE)
_BEHIND_NAME = re.compile(r"(?<!\s)\s+(?:(?:for|of|from|at) (?:the |our )?|[-–—(/;]\s*).*|,.*")
"""Dana Ruiz for the Payment Team; Dana Ruiz - Worker."""
_UNIT = re.compile(
    r"\b(?:matters|withholding|notices?|production|automated|relations|care|compliance|offset|locate|line|group|"
    r"modifications?|paternity|establishment|license|wage|family|customer|client|public|interstate|medical|employer|"
    r"complaints?|correspondence|reviews?|hearings?|tax|refunds?|management|mail|central|legal|processing|operations|"
    r"affairs|outreach|information|help|intercepts?|audit|control|special|general)\b",
    re.IGNORECASE,
)
_FIRST_NAME = re.compile(r"[A-Z][a-z'’-]+")


def answer(facts: Facts) -> Answer:
    """A closing word ("Sincerely") and, below it, the name of a person; a unit's name alone is nobody."""
    closing = facts.parts.closing
    if closing is not None and _BY_ORDER.match(facts.words(closing)):
        closing = None
    person = next((line for line in facts.parts.signature if _is_signed(facts, line)), None)
    if closing is not None and person is not None:
        return passed(closing, person)
    if closing is None:
        return failed("Close the letter with a word such as “Sincerely,” and your name.", *facts.parts.signature[:1])
    return failed("Sign with the name of a person, not only of an office.", *facts.parts.signature[:1])


def _is_signed(facts: Facts, line: Span) -> bool:
    """A full name, or a first name that the letter gives in full elsewhere ("I am Dana Ruiz" … "Dana")."""
    name = _BEHIND_NAME.sub("", _BEFORE_NAME.sub("", facts.words(line).strip(), count=1), count=1)
    if _UNIT.search(name):
        return False
    if _FIRST_NAME.fullmatch(name):
        return bool(re.search(rf"\b{re.escape(name)} (?!Child|Support|County)[A-Z][a-z]+", facts.text))
    return is_person(name)


CHECK = Check(
    id="warm-close",
    part=Part.EMPATHETIC,
    weight=Weight.MINOR,
    question="Does a person close the letter?",
    source="Rubric EMP-16; training text 002",
    how="The closing word and the lines below it.",
    strength="A person signs the letter.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(closing="With kind regards,")),
        Example(letter(closing="With my apologies and best wishes,", signature="Dana Ruiz for the Payment Team")),
        Example(letter(closing="", signature="Sincerely, Dana Ruiz")),
    ),
    fails=(
        Example(letter(closing="", signature="[[Child Support Unit]]"), also=("contact-person",)),
        Example(letter(signature="[[Constituent Relations]]")),
        Example(letter(closing="By direction,", signature="[[Dana Ruiz]]\nChild Support Worker")),
    ),
    leaves_alone=(
        Example(letter(closing="See you on the 12th,")),
        Example(letter(closing="Warmly,", signature="DANA L. RUIZ-BELL, MSW")),
    ),
)
