"""Legal terms that a parent without a lawyer cannot be expected to know."""

from __future__ import annotations

from collections.abc import Iterator

from plainlang.finding import Finding, Level
from plainlang.rules.found import Found
from plainlang.rules.rule import Flag, Rule
from plainlang.rules.terms import find_terms


def find(found: Found) -> Iterator[Finding]:
    """A finding for each legal term of the glossary that is used as one and not explained."""
    return find_terms(found, "legal-term", "This is a lawyer's word; many parents do not know it.")


RULE = Rule(
    id="legal-term",
    title="Say it without the lawyer's word",
    level=Level.MUST,
    why="Parents lose money and rights over words they take for something else.",
    source="Connecticut child support training, Module 2: explain legal terms plainly",
    find=find,
    flags=(
        Flag(
            "Your [[arrears are]] $400 today.",
            (("past-due support is", "unpaid support is"),),
        ),
        Flag("The [[obligor's]] check came in May.", (("paying parent's",),)),
        Flag("The [[obligor]] is a man who calls often.", (("parent who pays support", "paying parent"),)),
    ),
    passes=(
        "You have arrears (support that you did not pay on time) of $400.",
        "A lien is a claim that we put on a house. You have no lien.",
        "The band will serve as a warm start to the day.",
        "Si su caso tiene un LIEN, llame a la oficina.",
        "Hay goi cho chung toi neu ban nhan duoc LIEN nay.",
    ),
)
