"""The 60 Minutes test: would this letter stand being read aloud on television?

Gathers the answers of all checks and comes to a verdict. A gate that fails decides, whatever else is good; then a
failed check of weight major in Accurate or Empathetic; then the scores. A harm is never averaged away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plainlang.answer import Answer, Verdict
from plainlang.checks import CHECKS
from plainlang.checks.check import Check, Part, Weight
from plainlang.config import SixtyMinutesSettings
from plainlang.facts.facts import Facts
from plainlang.facts.profile import Profile, Reader
from plainlang.letter import Kind

_VALUE = {Weight.GATE: 3, Weight.MAJOR: 3, Weight.MINOR: 1}
_FEWEST_SENTENCES = 3
_MOST_FIXES = 3
_MOST_QUESTIONS = 8
_ENGLISH = re.compile(r"\b(?:the|and|of|to|you|your|we|is|in|for|that|this|it|on|with|are)\b", re.IGNORECASE)
_LEAST_ENGLISH = 0.12
"""Share of the words that are the commonest English ones; English letters have a third, Spanish ones next to none."""


class Outcome(StrEnum):
    """The verdict on a letter."""

    NOT_READY = "not-ready"
    NEEDS_WORK = "needs-work"
    READY_FOR_QUESTIONS = "ready-for-questions"
    PASSES = "passes"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Checked:
    """A check and its answer for one letter."""

    check: Check
    weight: Weight
    answer: Answer


@dataclass(frozen=True, slots=True)
class SixtyMinutes:
    """The verdict on one letter, and all it rests on.

    reason: one sentence that explains the verdict. scores: 0 to 100 for each part, None where nothing applied.
    fixes: the failed checks that help most, at most three. questions: for a person, at most eight.
    """

    outcome: Outcome
    reason: str
    checked: tuple[Checked, ...] = ()
    scores: Mapping[Part, int | None] | None = None
    fixes: tuple[Checked, ...] = ()
    strength: str = ""
    questions: tuple[str, ...] = ()
    profile: Profile | None = None

    def of_part(self, part: Part) -> tuple[Checked, ...]:
        """The checks of one part of the test, in their order."""
        return tuple(one for one in self.checked if one.check.part is part)


def judge(facts: Facts, kind: str, *, answered: Callable[[Sequence[str]], bool] | None = None) -> SixtyMinutes:
    """The verdict on a letter. `answered` tells whether a person said yes to each of the questions it is given."""
    refusal = _no_letter(facts, kind)
    if refusal:
        return SixtyMinutes(Outcome.NOT_APPLICABLE, refusal)
    settings = facts.settings.sixty_minutes
    checked = tuple(_run(check, facts, settings) for check in CHECKS if check.id not in settings.off)
    scores = {part: _score([one for one in checked if one.check.part is part]) for part in Part}
    outcome = _outcome(checked, scores, settings.threshold)
    questions = tuple(_questions(facts, checked))
    if outcome is Outcome.READY_FOR_QUESTIONS and answered is not None and answered(questions):
        outcome = Outcome.PASSES
    failed = _by_use([one for one in checked if one.answer.verdict is Verdict.FAIL])
    return SixtyMinutes(
        outcome=outcome,
        reason=_reason(outcome, failed),
        checked=checked,
        scores=scores,
        fixes=tuple(failed[:_MOST_FIXES]),
        strength=_strength(checked),
        questions=questions,
        profile=facts.profile,
    )


def _no_letter(facts: Facts, kind: str) -> str:
    """Why there is nothing to judge; empty for a letter."""
    if kind != "letter":
        return f"This is a {kind}; the test reads finished letters."
    greetings = [block for block in facts.reading.letter.blocks if block.kind is Kind.SALUTATION]
    if len(greetings) > 1:
        return f"This file seems to hold {len(greetings)} letters. Put each into a file of its own."
    words = re.findall(r"[^\W\d_]+", facts.words(facts.parts.body))
    if len(facts.sentences) < _FEWEST_SENTENCES:
        return "There are too few sentences to judge."
    if len(_ENGLISH.findall(facts.words(facts.parts.body))) < _LEAST_ENGLISH * len(words):
        return "The letter does not seem to be in English; the test reads English only."
    return ""


def _run(check: Check, facts: Facts, settings: SixtyMinutesSettings) -> Checked:
    weight = settings.weights.get(check.id, check.weight)
    return Checked(check, Weight(weight), check.answer(facts))


def _score(checked: Sequence[Checked]) -> int | None:
    counted = [one for one in checked if one.answer.verdict in (Verdict.PASS, Verdict.FAIL)]
    total = sum(_VALUE[one.weight] for one in counted)
    good = sum(_VALUE[one.weight] for one in counted if one.answer.verdict is Verdict.PASS)
    return round(100 * good / total) if total else None


def _outcome(checked: Sequence[Checked], scores: Mapping[Part, int | None], threshold: int) -> Outcome:
    failed = [one for one in checked if one.answer.verdict is Verdict.FAIL]
    if any(one.weight is Weight.GATE for one in failed):
        return Outcome.NOT_READY
    grave = [one for one in failed if one.weight is Weight.MAJOR and one.check.part in (Part.ACCURATE, Part.EMPATHETIC)]
    if grave or any(score is not None and score < threshold for score in scores.values()):
        return Outcome.NEEDS_WORK
    return Outcome.READY_FOR_QUESTIONS


def _by_use(failed: Sequence[Checked]) -> list[Checked]:
    """Gates first, then what weighs more; a finding with words to show before one that misses something."""
    order = {Weight.GATE: 0, Weight.MAJOR: 1, Weight.MINOR: 2}
    return sorted(failed, key=lambda one: (order[one.weight], not one.answer.evidence))


def _reason(outcome: Outcome, failed: Sequence[Checked]) -> str:
    if not failed:
        return "All that a machine can tell is good. What is left only you can answer."
    if outcome is Outcome.READY_FOR_QUESTIONS:
        return "Good. A few small things could still be better."
    first = failed[0].answer.message.split(". ")[0].rstrip(".")
    more = len(failed) - 1
    rest = "" if not more else " One more thing to mend." if more == 1 else f" {more} more things to mend."
    return f"{first}.{rest}"


def _strength(checked: Sequence[Checked]) -> str:
    """One thing that is truly good: of the checks that passed with words to show, the one that weighs most."""
    good = [one for one in checked if one.answer.verdict is Verdict.PASS and one.check.strength]
    shown = [one for one in good if one.answer.evidence and one.check.part is not Part.ACCURATE]
    best = min(shown or good, key=lambda one: one.weight is Weight.MINOR, default=None)
    return best.check.strength if best else ""


_ALWAYS = (
    "If this letter were read aloud on television tonight, with your name on it, would you be comfortable?",
    "Did you check every name, date and amount against the record today?",
    "Could this letter put anyone in danger if someone else opened it?",
)


def _questions(facts: Facts, checked: Sequence[Checked]) -> list[str]:
    """What only a person can answer: the checks that asked first, then the questions that fit this letter."""
    asked = [one.answer.message for one in checked if one.answer.verdict is Verdict.ASK]
    fitting = list(_ALWAYS)
    answers = {one.check.id: one.answer.verdict for one in checked}
    if facts.profile.reader in (Reader.PAYS, Reader.RECEIVES):
        fitting.append("Would both parents say this letter is fair, if both read it?")
    if answers.get("our-next-step") is Verdict.PASS:
        fitting.append("Can you keep every promise in it, and is the next step on your calendar?")
    if facts.profile.adverse:
        fitting.append("Has legal staff approved the wording about rights, court or penalties?")
        fitting.append("Would a phone call first be kinder or quicker?")
    if facts.profile.reader is not Reader.EMPLOYER:
        fitting.append("Does the reader need this letter in another language or format?")
    return [*asked[: _MOST_QUESTIONS - len(_ALWAYS)], *fitting][:_MOST_QUESTIONS]
