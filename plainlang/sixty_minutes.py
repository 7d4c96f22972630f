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
from plainlang.facts.remembered import each_stretch, remembered
from plainlang.letter import Kind

_HURTFUL = frozenset(
    ("blame", "threat", "scolding", "respectful-labels", "fair-to-both", "passing-the-buck", "talking-down")
)
_WARM = ("understanding", "apology", "thanks", "help-offered", "says-what-can-be-done", "consequence-with-way-out")
_PRAISED = (
    *_WARM,
    "our-next-step",
    "referral-follow-up",
    "right-to-disagree",
    "reader-next-step",
    "what-happened",
    "why",
    "main-message-first",
    "contact-person",
)
"""What is named as the letter's strength, the best first; each of these shows words of the letter."""
_VALUE = {Weight.GATE: 3, Weight.MAJOR: 3, Weight.MINOR: 1}
_FEWEST_SENTENCES = 3
_COUNTED = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}
_MOST_FIXES = 3
_MOST_OF_A_PART = 2
"""Fixes of one part of the test, so that the three do not all say the same."""
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

    reason: a sentence or two that explain the verdict. scores: 0 to 100 for each part, None where nothing applied.
    fixes: the failed checks that help most, at most three. questions: for a person, at most eight; yes is always the
    good answer.
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
    off = settings.off
    checked = tuple(_run(check, facts, settings) for check in CHECKS if check.id not in off)
    scores = {part: _score([one for one in checked if one.check.part is part]) for part in Part}
    outcome = _outcome(checked, scores, settings.threshold)
    questions = tuple(_questions(facts, checked))
    if outcome is Outcome.READY_FOR_QUESTIONS and answered is not None and answered(questions):
        outcome = Outcome.PASSES
    failed = [one for one in checked if one.answer.verdict is Verdict.FAIL]
    return SixtyMinutes(
        outcome=outcome,
        reason=_reason(outcome, failed, scores, settings.threshold),
        checked=checked,
        scores=scores,
        fixes=tuple(_fixes(failed)),
        strength=_strength(checked),
        questions=questions,
        profile=facts.profile,
    )


def _no_letter(facts: Facts, kind: str) -> str:
    """Why there is nothing to judge; empty for a letter."""
    if kind != "letter":
        return f"This is a {kind}; the test reads finished letters."
    parts = facts.parts
    if not (parts.salutation or parts.closing or parts.addressee or parts.dates or parts.subject or parts.signature):
        return "This page has no date, no address, no greeting and no signature. It does not seem to be a letter."
    greetings = [block for block in facts.reading.letter.blocks if block.kind is Kind.SALUTATION]
    if len(greetings) > 1:
        return f"This file seems to hold {len(greetings)} letters. Put each into a file of its own."
    if len(facts.sentences) < _FEWEST_SENTENCES:
        return "There are too few sentences to judge."
    counts = [count for _, count in each_stretch(_count, facts.text, *facts.parts.body)]
    if sum(english for _, english in counts) < _LEAST_ENGLISH * sum(words for words, _ in counts):
        return "The letter does not seem to be in English; the test reads English only."
    return ""


@remembered
def _count(words: str) -> tuple[int, int]:
    """How many words there are, and how many of them are common English ones."""
    return len(re.findall(r"[^\W\d_]+", words)), len(_ENGLISH.findall(words))


def _run(check: Check, facts: Facts, settings: SixtyMinutesSettings) -> Checked:
    weight = settings.weight_of(check.id) or check.weight
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


def _fixes(failed: Sequence[Checked]) -> list[Checked]:
    """What helps most: gates, then what weighs more and has words to show; of the rest not three of one part."""
    ordered = sorted(failed, key=_use)
    chosen = [one for one in ordered if one.weight is Weight.GATE][:_MOST_FIXES]
    others = [one for one in ordered if one.weight is not Weight.GATE]
    for one in others:
        alike = sum(other.check.part is one.check.part for other in chosen)
        if len(chosen) < _MOST_FIXES and alike < _MOST_OF_A_PART and not _quotes_the_same(one, chosen):
            chosen.append(one)
    spare = [one for one in others if one not in chosen]
    return [*chosen, *spare][:_MOST_FIXES]


def _use(one: Checked) -> tuple[int, bool, int]:
    """The smaller, the more useful: weight, words to show, then wrong facts and hurtful words before the rest."""
    order = {Weight.GATE: 0, Weight.MAJOR: 1, Weight.MINOR: 2}
    rank = 0 if one.check.part is Part.ACCURATE else 1 if one.check.id in _HURTFUL else 2
    return order[one.weight], not one.answer.evidence, rank


def _quotes_the_same(one: Checked, chosen: Sequence[Checked]) -> bool:
    """True when the words to show are shown already."""
    shown = [other.answer.evidence[0] for other in chosen if other.answer.evidence]
    return bool(one.answer.evidence) and any(span.overlaps(one.answer.evidence[0]) for span in shown)


def _reason(outcome: Outcome, failed: Sequence[Checked], scores: Mapping[Part, int | None], threshold: int) -> str:
    if outcome is Outcome.PASSES:
        return "A person said yes to every question, and the machine found nothing grave."
    if outcome is Outcome.NOT_READY:
        gates = sum(one.weight is Weight.GATE for one in failed)
        what = "One thing has" if gates == 1 else f"{_COUNTED.get(gates, gates)} things have"
        return f"{what} to be put right before this letter goes out."
    if outcome is Outcome.NEEDS_WORK:
        return " ".join([*_grave(failed), *_low(scores, threshold)])
    if failed:
        return "Good. A few small things could still be better."
    return "All that a machine can tell is good. The rest only you can answer."


def _grave(failed: Sequence[Checked]) -> list[str]:
    """What a fail of weight major means to the reader, in the parts where one fail is enough."""
    parts = {one.check.part for one in failed if one.weight is Weight.MAJOR}
    meant = {
        Part.ACCURATE: "Some of what it says may not be right.",
        Part.EMPATHETIC: "Some of it may feel cold or hurtful to the reader.",
    }
    return [words for part, words in meant.items() if part in parts]


def _low(scores: Mapping[Part, int | None], threshold: int) -> list[str]:
    low = [
        f"{part.capitalize()} is at {score}"
        for part, score in scores.items()
        if score is not None and score < threshold
    ]
    return [f"{' and '.join(low)}; each part needs {threshold}."] if low else []


def _strength(checked: Sequence[Checked]) -> str:
    """One thing that is truly good: first what has words to show. Warm words count for little in a hurtful letter."""
    good = {one.check.id: one.check for one in checked if one.answer.verdict is Verdict.PASS and one.check.strength}
    hurts = any(one.answer.verdict is Verdict.FAIL and one.check.id in _HURTFUL for one in checked)
    named = [name for name in _PRAISED if name in good and not (hurts and name in _WARM)]
    return good[named[0]].strength if named else next((check.strength for check in good.values()), "")


_ALWAYS = (
    "If this letter were read aloud on television tonight, with your name on it, would you be comfortable?",
    "Did you check every name, date and amount against the record today?",
    "Is everyone safe, even if someone else opens this letter?",
)


def _questions(facts: Facts, checked: Sequence[Checked]) -> list[str]:
    """What only a person can answer: the checks that asked first, then the questions that fit this letter.

    Each is so put that yes is the good answer; `judge` counts on it.
    """
    asked = [one.answer.message for one in checked if one.answer.verdict is Verdict.ASK]
    answers = {one.check.id: one.answer.verdict for one in checked}
    fitting = list(_ALWAYS)
    if facts.profile.reader in (Reader.PAYS, Reader.RECEIVES) and answers.get("fair-to-both") is not Verdict.ASK:
        fitting.append("Would both parents say this letter is fair, if both read it?")
    if answers.get("our-next-step") is Verdict.PASS:
        fitting.append("Can you keep every promise in it, and is the next step on your calendar?")
    if facts.profile.adverse:
        fitting.append("Did your legal staff agree to the words about rights, court or penalties?")
        fitting.append("Is a letter better here than a phone call first?")
    if facts.profile.reader is not Reader.EMPLOYER:
        fitting.append("Can the reader read this letter, in this language and this format?")
    return list(dict.fromkeys([*asked[: _MOST_QUESTIONS - len(_ALWAYS)], *fitting]))[:_MOST_QUESTIONS]
