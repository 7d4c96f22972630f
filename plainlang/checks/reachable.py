"""The reader can reach us."""

from __future__ import annotations

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts


def answer(facts: Facts) -> Answer:
    """One well-formed phone number, e-mail or web address anywhere, the letterhead included."""
    good = [contact.span for contact in facts.contacts if not contact.fault]
    if good:
        return passed(*good[:3])
    return failed("The letter gives no phone number, e-mail or web address that works. Add one.")


CHECK = Check(
    id="reachable",
    part=Part.ACCURATE,
    weight=Weight.GATE,
    question="Can the reader reach us?",
    source="Rubric G-4; Federal Plain Language Guidelines",
    how="Two libraries know the shapes of phone numbers, and of e-mail and web addresses.",
    strength="The reader can reach you.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(close="What questions do you have?", language=""),
            also=("contact-person", "language-line", "accessibility-line"),
        ),
        Example(
            letter(
                letterhead="Fallow County Child Support",
                close="What questions do you have? Write to dana.ruiz@fallowcounty.gov.",
                language="",
            ),
            also=("contact-person", "language-line", "accessibility-line"),
        ),
    ),
    fails=(
        Example(
            letter(
                letterhead="Fallow County Child Support\n12 Quarry Street, Fallow, OH 43998",
                close="What questions do you have? Please come by.",
                language="",
            ),
            also=("contact-person", "language-line", "accessibility-line"),
        ),
        Example(
            letter(
                letterhead="Fallow County Child Support\n12 Quarry Street, Fallow, OH 43998",
                close="What questions do you have? Please call me at 614-555-018, Monday to Friday, "
                "8 a.m. to 4:30 p.m.",
                language="",
            ),
            also=("contact-format", "contact-person", "language-line", "accessibility-line"),
        ),
    ),
)
