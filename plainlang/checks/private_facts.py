"""No private facts that do not belong: full numbers, a child's birth date, where the other parent lives or works."""

from __future__ import annotations

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.private.births import find_births
from plainlang.checks.private.numbers import find_numbers
from plainlang.checks.private.whereabouts import find_phones, find_whereabouts
from plainlang.checks.private.workplaces import find_workplaces
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts

_LAST_FOUR = "Leave it out, or show only its last four digits."


def answer(facts: Facts) -> Answer:
    """Fails for a full private number, a child's full birth date, and the other parent's street, workplace or phone.

    Numbers are told by their shape; whose address or workplace it is, by the words around it. The reader's own facts,
    the office's street and the office's own case numbers are left alone.
    """
    numbers = sorted({*find_numbers(facts)})
    births = sorted({*find_births(facts)})
    others = sorted({*find_whereabouts(facts), *find_workplaces(facts), *find_phones(facts)})
    spans = sorted({*numbers, *births, *others})
    if numbers:
        return failed(f"This may be a full private number. {_LAST_FOUR}", *spans)
    if births:
        return failed("This letter shows a full birth date. Leave it out, or give the year or the age.", *spans)
    if others:
        return failed(
            f"This may tell where another person lives or works: {facts.words(others[0])}. Leave it out.", *spans
        )
    return passed()


CHECK = Check(
    id="private-facts",
    part=Part.ACCURATE,
    weight=Weight.GATE,
    question="Does the letter keep private facts out?",
    source="Rubric G-2; 42 USC 654(26); IRS rules on tax data",
    how="Number patterns with their check digit; addresses and jobs by the words about the other parent around them.",
    strength="No private number or address is given away.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(consequence="Your account ending in 4471 stays open, and the check can go to 12 Quarry Street.")
        ),
        Example(letter(consequence="You told us that you moved to 9 Elm Street and work at Harbor Foods now.")),
    ),
    fails=(
        Example(letter(consequence="Your Social Security number, [[123456789]], is in our record.")),
        Example(letter(consequence="He now lives at [[9 Elm Street]] in Dover.")),
        Example(letter(consequence="Your child was born on [[March 3, 2016]].")),
        Example(letter(consequence="The form names one child, born [[3/3/2016]].")),
        Example(letter(consequence="The other parent, Teresa Reyes of [[31 Mill Street]], has been told.")),
        Example(letter(consequence="The papers went to Mr. Cole at [[44 W. 9th Street, Apt. 2]].")),
        Example(letter(consequence="We wrote to the other parent, [[who is now with Desert Bloom Dental]].")),
        Example(letter(consequence="The state formula counts [[her job at Bell & Sons]].")),
        Example(letter(consequence="We asked the bank about checking account [[5507719342]].")),
    ),
    leaves_alone=(
        Example(letter(consequence="He told us that he has a new job. We have a current address for him.")),
        Example(letter(consequence="Mr. Cole at Legal Aid, 9 Elm Street, can help you. He works with the Job Center.")),
        Example(letter(consequence="Please send proof of the date of birth by June 13, 2025.")),
        Example(letter(subject="Subject: Your child support payments (account 5507719342)")),
        Example(letter(consequence="Please write your account 5518-20-0036 on each payment, and call 614-555-0188.")),
    ),
)
