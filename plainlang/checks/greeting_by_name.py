"""The greeting names a person."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.people import name_in_greeting

_TITLE = re.compile(r"\b(?:mr|mrs|ms|mx|miss|dr|judge|hon|sra?|señora?)\b\.?\s+\S", re.IGNORECASE)
_NOBODY = re.compile(
    # roles and groups that stand where a name should
    r"\b(?:household|famil(?:y|ies)|neighbou?rs?|(?:co-?)?owners?|filers?|hr|licensees?|drivers?|accounts?|payable|"
    r"citizens?|"
    r"spouses?|subscribers?|users?|holders?|reader|partners?|counsel|colleagues?|professionals?|personnel|officers?|"
    r"alleged|absent|noncustodial|custodial|case|file|benefits|plan|child support|"
    # firms, when a letter greets the firm and no person of it
    r"bakery|foundry|suppl(?:y|ies)|trucking|freight|logistics|hospital|school|restaurant|grill|caf[eé]|store|markets?|"
    r"farms?|motors|roofing|hospitality|group|industries|manufacturing|packaging|warehouse|staffing|mills?|hotel|"
    r"company|firm|business|corporation|inc|llc|co|bank|union|association)\b",
    re.IGNORECASE,
)
_GREETING_WORD = re.compile(r"(?:dear|hello|hi|estimad[oa]s?)\b", re.IGNORECASE)


def answer(facts: Facts) -> Answer:
    """A role ("Dear Parent", "Payee"), a firm, nobody, or no greeting fails. Whose name it is, `same-name` asks."""
    greeting = facts.parts.salutation
    if greeting is None:
        return failed("Greet the reader by name, such as “Dear Ms. Ortiz,”.")
    if _names_a_person(facts.words(greeting)):
        return passed(greeting)
    return failed(
        "Greet the reader by name, such as “Dear Ms. Ortiz,”. At a firm, name the person who reads its mail.", greeting
    )


def _names_a_person(greeting: str) -> bool:
    """Two readers may share a greeting ("Ms. Ortiz / Mr. Bell"); a title makes any word a name (Ms. Store)."""
    plain = re.sub(r"\s*[/()]\s*", " ", _GREETING_WORD.sub("Dear", greeting, count=1)).strip()
    return bool(name_in_greeting(plain)) and bool(_TITLE.search(plain) or not _NOBODY.search(plain))


CHECK = Check(
    id="greeting-by-name",
    part=Part.EMPATHETIC,
    weight=Weight.MAJOR,
    question="Does the letter greet a person by name?",
    source="Rubric EMP-1; training text 002",
    how="The greeting without its title, against lists of roles and of words that firms use in their names.",
    strength="The letter greets its reader by name.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(greeting="Hello Ana,")),
        Example(letter(greeting="Good morning, Ms. Ortiz:")),
        Example(letter(greeting="Dear Ms. Ortiz/Mr. Ortiz:")),
        Example(letter(greeting="Ana,")),
    ),
    fails=(
        Example(letter(greeting="[[Dear Parent:]]")),
        Example(letter(greeting="")),
        Example(letter(greeting="[[To whom it may concern:]]")),
        Example(letter(greeting="[[To the applicant:]]")),
    ),
    leaves_alone=(
        Example(letter(greeting="DEAR MS. ORTIZ:")),
        Example(letter(greeting="Dear Ms. Ortiz-Parent:")),
        Example(
            letter(greeting="", opening="Ms. Ortiz, we plan to ask the state to suspend your license on July 15, 2025.")
        ),
    ),
)
