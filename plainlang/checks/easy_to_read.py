"""The letter reads at a grade most adults can follow."""

from __future__ import annotations

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.profile import Reader

_PARENTS, _EMPLOYERS = 6.9, 8.9
"""Targets of the rubric; half of all adults read at grade 8 or below."""
_LEEWAY = 2.0
"""Formulas are rough: a grade or two above the target is shown and fails nobody."""
_FEWEST = 40


def answer(facts: Facts) -> Answer:
    """Fails from two grades above the target on: 6.9 for parents, 8.9 for employers, or the configured limit."""
    scores = facts.readability
    if scores is None or scores.grade is None or scores.words < _FEWEST:
        return not_applicable("There is too little text to score.")
    limit = facts.settings.grade_limit
    target = limit if limit is not None else _EMPLOYERS if facts.profile.reader is Reader.EMPLOYER else _PARENTS
    if scores.grade > target + (0 if limit is not None else _LEEWAY):
        return failed(
            f"The letter reads at grade {scores.grade:g}; aim at {target:g}. Cut the longest sentences in two."
        )
    near = "" if scores.grade <= target else f"The letter reads at grade {scores.grade:g}; {target:g} would be better."
    return passed(message=near)


CHECK = Check(
    id="easy-to-read",
    part=Part.PLAIN,
    weight=Weight.MINOR,
    question="Is the letter easy to read?",
    source="Rubric PLN-7; CDC Clear Communication Index; federal guidance on adult reading",
    how="The grade that the readability formulas give.",
    strength="The letter is easy to read.",
    answer=answer,
    passes=(Example(letter()),),
    fails=(
        Example(
            letter(
                ours=(
                    "I will write by June 20, 2025. Notwithstanding considerable organizational difficulties, "
                    "administrative personnel "
                    "continuously endeavor to accommodate individual circumstances, particularly where "
                    "unanticipated unemployment or "
                    "extraordinary medical expenditures substantially diminish available household resources "
                    "during consecutive months. "
                    "Considerable documentation nevertheless remains indispensable, irrespective of previously "
                    "established arrangements, "
                    "because comprehensive administrative evaluations invariably necessitate authoritative "
                    "verification of circumstances."
                )
            ),
            also=("plain-words",),
        ),
    ),
)
