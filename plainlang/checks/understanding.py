"""At least one sentence shows that we understand the reader's situation."""

from __future__ import annotations

import re

from plainlang.answer import Answer, ask, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts

_OPENLY = re.compile(
    r"\b(?:we|I) (?:know|understand|see|realize|recognize|imagine) (?:that |how )?(?:this|it|you|a|the|waiting|money|losing|not|many|parents)\b(?! how you feel)|"
    r"\b(?:can|may|must) be (?:hard|frustrating|worrying|stressful|confusing|upsetting|tough|a worry)|\b(?:is|are|was|it's) (?:hard|frustrating|stressful|a worry|no fun|tough|worrying)\b|"
    r"\bnot the (?:answer|news|letter) you\b|\bthat makes sense to us\b|\bmakes (?:any|every) (?:bill|month) (?:harder|tighter)\b",
    re.IGNORECASE,
)
_NEUTRAL = re.compile(r"\b(?:past[- ]due|owe|hold|cannot|can't|suspend|court|late|missing|wrong|frozen|clos\w+|wait\w*)\b", re.IGNORECASE)


def answer(facts: Facts) -> Answer:
    """A fact of the reader's life, named from the reader's side. Sympathy that takes sides does not count."""
    shown = [s for s in facts.sentences if _OPENLY.search(facts.words(s.span)) or facts.acts(s).does("understanding")]
    shown = [s for s in shown if not facts.acts(s).does("unfair")]
    if shown:
        return passed(*(sentence.span for sentence in shown[:2]))
    doubts = facts.possible("understanding")
    if doubts:
        return ask("Does this show that you understand the reader's situation?", *(s.span for s in doubts[:2]))
    if not facts.profile.adverse and not _NEUTRAL.search(facts.words(facts.parts.body)):
        return not_applicable("The news is neutral.")
    return failed("Add one line that shows you understand the reader's situation, with a fact from it.")


CHECK = Check(
    id="understanding",
    part=Part.EMPATHETIC,
    weight=Weight.MAJOR,
    question="Does the letter show that you understand?",
    source="Rubric EMP-4; training text 002; plain language guidelines on letters",
    how="A small model taught on sentences that name the reader's situation from the reader's side.",
    strength="The letter shows that you understand its reader.",
    answer=answer,
    passes=(Example(letter()),),
    fails=(Example(letter(understanding="You called us on April 22. Thank you for calling us about it.")),),
)
