"""The letter says what happened: who did what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.dates import names_a_time
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence
from plainlang.spans import Span

if TYPE_CHECKING:
    from plainlang.language.syntax import Token

_LATELY = re.compile(
    r"\b(?:yesterday|today|this (?:morning|week|month)|last (?:week|month|year|spring|summer|fall|autumn|winter|"
    r"\w+day)|earlier this|"
    r"(?:days?|weeks?|months?|years?) ago|(?:in|since|until|through|before) (?:early |late |mid-?)?(?:spring|summer|"
    r"fall|winter|"
    r"january|february|march|april|june|july|august|september|october|november|december|(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_PEOPLE_ACT = re.compile(
    # Read without grammar, for tables and lists: "April 14: we sent", "05/02 You called".
    r"\b(?:we|i|you|he|she|they)\b (?:(?:also|have|both|then|first|each|already) ){0,2}(?:[a-z]{3,}ed|sent|paid|told|"
    r"wrote|gave|got|took|made|found|came|went|"
    r"put|met|spoke|held|lost|left|began|brought|heard|said|saw|had|asked)\b",
    re.IGNORECASE,
)
_THANKED = re.compile(
    # Thanks name an act of the reader: "Thank you for calling on May 2", "for your letter of May 2".
    r"\bthank(?:s| you)(?: \w+)? for (?:\w+ing|your (?:\w+ )?(?:letter|call|e-?mail|note|visit|message|phone call|"
    r"payment|reply|request|application))\b",
    re.IGNORECASE,
)
_THINGS = frozenset(
    "docket case file record records account balance amount arrears arrearage delinquency law statute rule rules "
    "order hearing matter form forms part "
    "deadline figure figures table grievance status chapter section obligation interest total it this that there "
    "nothing".split()
)
"""Subjects that act on nobody: the docket showed, the balance grew, the law changed."""
_DOERS = re.compile(r"^(?:i|we|you|he|she|they|who|which|that)$", re.IGNORECASE)


def answer(facts: Facts) -> Answer:
    """A past act with an actor and a time before the letter (a month is enough). "It was reviewed" names nobody.

    The actor is the subject of a past verb, or stands behind "by". What a docket or a balance did is no act.
    """
    for sentence in facts.sentences:
        if _is_past(facts, sentence.span) and (
            _thanks_for_an_act(facts.words(sentence.span)) or _tells_an_act(facts, sentence)
        ):
            return passed(sentence.span)
    for row in _rows(facts):
        if _people_act(facts.words(row)) and _is_past(facts, row):
            return passed(row)
    return failed("Say what happened: who did what, and on which day, such as “You called us on May 2.”")


def _is_past(facts: Facts, span: Span) -> bool:
    """True when the words name a time that is not after the letter's own date."""
    words = facts.words(span)
    if _says_lately(words):
        return True
    days = facts.dates_in(span)
    if not days:
        return _says_when(words)
    return any(one.day is None or facts.day is None or one.day <= facts.day for one in days)


@remembered
def _says_lately(words: str) -> bool:
    return bool(_LATELY.search(words))


@remembered
def _says_when(words: str) -> bool:
    return names_a_time(words)


@remembered
def _thanks_for_an_act(words: str) -> bool:
    return bool(_THANKED.search(words))


@remembered
def _people_act(words: str) -> bool:
    return bool(_PEOPLE_ACT.search(words))


def _rows(facts: Facts) -> Iterator[Span]:
    """The lines of the body, tables and lists among them."""
    at = facts.parts.body.start
    for line in facts.words(facts.parts.body).split("\n"):
        yield Span(at, at + len(line))
        at += len(line) + 1


def _tells_an_act(facts: Facts, sentence: Sentence) -> bool:
    """True when somebody is the subject of a past verb, or stands behind "by"."""
    return any(_acts(token) for token in facts.reading.syntax(sentence))


def _acts(token: Token) -> bool:
    verb = token.head
    if token.dep_ == "agent":
        return any(
            child.tag_ in ("NNP", "NNPS", "NN", "NNS", "PRP") and child.lower_ not in _THINGS
            for child in token.children
        )
    if token.dep_ != "nsubj" or not _is_doer(token):
        return False
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if any(child.tag_ == "MD" for child in verb.children):
        return False
    have = helpers & {"have", "has", "had", "'ve", "’ve"}
    past = (
        verb.tag_ == "VBD"
        or "did" in helpers
        or (verb.tag_ == "VBN" and (have or verb.dep_ in ("relcl", "acl", "ccomp", "advcl")))
    )
    return bool(past) and verb.lower_ not in ("was", "were", "had", "seemed") and not helpers & {"was", "were", "been"}


def _is_doer(token: Token) -> bool:
    """A person, an office, a payment: whatever does or undergoes something by itself. No docket, law or balance."""
    if _DOERS.match(token.text):
        head = token.head.head if token.head.dep_ == "relcl" else None
        return token.lower_ not in ("which", "that") or (head is not None and head.lower_ not in _THINGS)
    if token.lower_ == "it":
        return any(child.lower_ in ("to", "from") for child in token.head.children)
    return token.tag_.startswith("NN") and token.lower_ not in _THINGS


CHECK = Check(
    id="what-happened",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Does the letter say what happened, who did it and when?",
    source="Rubric INF-2; training texts 002 and 003",
    how="The grammar of sentences that name a past time: a past verb with somebody as its subject, or thanks.",
    strength="The letter says what happened and when.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                opening="You can keep your license. Two payments are missing.",
                understanding="A smaller paycheck makes every bill harder. Thank you for calling on April 22.",
            )
        ),
        Example(
            letter(
                opening="Two payments are missing. You can keep your license.",
                understanding="A smaller paycheck makes every bill harder. The judge, who saw your papers in March, "
                "signed the order.",
            ),
        ),
        Example(
            letter(
                opening="We did not get your payment of $200.00, due on April 1, 2025. You can keep your license.",
                understanding="A smaller paycheck makes every bill harder.",
                numbers="",
            ),
        ),
    ),
    fails=(
        Example(
            letter(
                understanding="A smaller paycheck makes every bill harder.",
                opening="Two payments are missing. Your matter was reviewed in April.",
                numbers="",
                ours="I will write to you by June 20, 2025.",
            ),
        ),
        Example(
            letter(
                understanding="A smaller paycheck makes every bill harder.",
                opening="You can keep your license, and I would like to help. "
                "Your record showed two missing payments on May 1, 2025.",
            ),
        ),
    ),
    leaves_alone=(
        Example(
            letter(
                opening="Two payments are missing. You can keep your license.",
                understanding="A smaller paycheck is hard. Last week your employer sent us a letter.",
            ),
        ),
    ),
)
