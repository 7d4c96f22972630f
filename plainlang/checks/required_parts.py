"""A kind of letter that has to hold certain wording holds it; which kind and which wording, the configuration says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.config import SixtyMinutesSettings
from plainlang.facts.facts import Facts
from plainlang.facts.profile import title_of
from plainlang.letter import Kind
from plainlang.spans import Span

_MOST_NAMED = 3


def answer(facts: Facts) -> Answer:
    """Each wording of each kind that the subject line names; capitals, quotes and line ends do not matter."""
    required = facts.settings.sixty_minutes.required
    wanted = [phrase for kind in _kinds(facts) for phrase in required[kind]] if required else []
    if not wanted:
        return not_applicable("No wording is set for this kind of letter.")
    found = {phrase: _place(facts, phrase) for phrase in wanted if phrase.strip()}
    missing = [phrase for phrase, place in found.items() if place is None]
    if missing:
        named = ", ".join(f"“{' '.join(phrase.split())}”" for phrase in missing[:_MOST_NAMED])
        more = f", and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
        return failed(f"This kind of letter has to say: {named}{more}.")
    return passed(*(place for place in found.values() if place is not None))


def _kinds(facts: Facts) -> Iterator[str]:
    """The configured kinds all of whose words stand in the letter's subject line or title."""
    title = title_of(facts.text, facts.parts) or _first_heading(facts)
    words = _stems(title)
    for kind in facts.settings.sixty_minutes.required:
        if _stems(kind) and _stems(kind) <= words:
            yield kind


def _first_heading(facts: Facts) -> str:
    """The heading that a letter without a subject line opens with."""
    blocks = (block for block in facts.reading.letter.blocks if block.span.end <= facts.parts.body.start)
    return next((facts.words(block.span) for block in blocks if block.kind is Kind.HEADING), "")


def _stems(words: str) -> set[str]:
    """The words in lower case, one of many the same as the many: payment and payments."""
    return {word.lower().removesuffix("s") for word in re.findall(r"\w+", words)}


def _place(facts: Facts, phrase: str) -> Span | None:
    pattern = r"\s+".join(re.escape(word) for word in _even(phrase).split())
    found = re.search(pattern, _even(facts.text), re.IGNORECASE)
    return Span(*found.span()) if found else None


def _even(words: str) -> str:
    """The same words with straight quotes, at the same length."""
    return words.translate(str.maketrans("‘’“”\u00a0", "''\"\" "))


_SET = SixtyMinutesSettings(
    required={"support payments": ("You can ask for a hearing", "It is free"), "tax refund": ("We took your refund",)}
)

CHECK = Check(
    id="required-parts",
    part=Part.ACCURATE,
    weight=Weight.GATE,
    question="Does the letter say what its kind of letter has to say?",
    source="Rubric G-5",
    how="The settings name kinds of letters by words of the subject line, and the wording each of them needs.",
    strength="All the wording that this kind of letter needs is there.",
    answer=answer,
    passes=(
        Example(letter(), settings=_SET),
        Example(letter(subject="YOUR SUPPORT PAYMENTS (CASE FC-2210)"), settings=_SET),
    ),
    fails=(
        Example(
            letter(disagree="If you think this is wrong, you can appeal by June 13, 2025. It is free, and we wait."),
            settings=_SET,
        ),
    ),
    leaves_alone=(
        Example(letter()),
        Example(letter(subject="Subject: Your plan (case FC-2210)"), settings=_SET),
    ),
)
