"""No word that a parent would likely not understand."""

from __future__ import annotations

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.finding import Level

_ENOUGH = 3
"""Words that only should be plainer (never `must`) do no harm up to this number."""


def answer(facts: Facts) -> Answer:
    """One finding of level must fails, and so do more than three of level should."""
    jargon = [finding for finding in facts.findings if finding.rule not in ("passive", "reading-grade")]
    must = [finding for finding in jargon if finding.level is Level.MUST]
    should = [finding.span for finding in jargon if finding.level is Level.SHOULD]
    if must:
        words = " ".join(facts.words(must[0].span).split())
        plain = next((f" Say “{better}”." for better in must[0].suggestions[:1] if better), " Say it in plain words.")
        return failed(f"Many readers will not know “{words}”.{plain}", *(finding.span for finding in must))
    if len(should) > _ENOUGH:
        return failed("Some words have plainer ones. Use those.", *should)
    return passed()


CHECK = Check(
    id="plain-words",
    part=Part.PLAIN,
    weight=Weight.MAJOR,
    question="Will the reader know every word?",
    source="Rubric PLN-1 to PLN-6; Connecticut child support training, Module 2",
    how="The findings of the rules that mark words.",
    strength="The letter uses words its reader knows.",
    answer=answer,
    passes=(Example(letter()), Example(letter(ours="I will write by June 20, 2025. The IRS has its own form."))),
    fails=(Example(letter(ours="I will write by June 20, 2025. The [[NCP]] is told, too.")),),
)
