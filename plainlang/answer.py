"""What a check of the 60 Minutes test says of one letter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from plainlang.spans import Span


class Verdict(StrEnum):
    """The answer to a check's question. Pass always means that the letter is good."""

    PASS = "pass"  # noqa: S105 (the word of the JSON contract, no password)
    FAIL = "fail"
    ASK = "ask"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """One check's answer.

    message: one sentence that helps, or for `ask` the question a person should answer. evidence: the words the
    answer rests on, as half-open code points of the letter; empty where the fault is that something is missing.
    """

    verdict: Verdict
    message: str = ""
    evidence: tuple[Span, ...] = ()


def passed(*evidence: Span, message: str = "") -> Answer:
    """The letter is good on this."""
    return Answer(Verdict.PASS, message, evidence)


def failed(message: str, *evidence: Span) -> Answer:
    """The letter is not good on this; the message says what would help."""
    return Answer(Verdict.FAIL, message, evidence)


def ask(message: str, *evidence: Span) -> Answer:
    """A person has to look; the message is the question."""
    return Answer(Verdict.ASK, message, evidence)


def not_applicable(message: str = "") -> Answer:
    """The letter gives the check nothing to judge."""
    return Answer(Verdict.NOT_APPLICABLE, message)
