"""A letter that takes something away says how to disagree: that one may, how, where, and until when."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.profile import Reader
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence
from plainlang.letter import Kind
from plainlang.spans import Span

_MAY = re.compile(
    r"\b(?:hearing|review|appeal|second look) (?:can|may) be (?:asked for|requested|had|filed|made)\b|"
    r"\b(?:disagree|(?:do not|don't|not|cannot|can't) agree|(?:think|believe|feel|find|"
    r"say) (?:that )?(?:[\w'’$.,]+ ){1,8}?(?:wrong|mistaken?|in error|an error|not right|unfair|incorrect|"
    r"not yours|not correct|too (?:high|much))|"
    r"(?:is|are|looks?|seems?) (?:wrong|incorrect|a mistake|in error|off)|appeals?|"
    r"(?<!the )(?<!a )(?<!your )(?:ask|request|apply) (?:(?:for|us for|me for|the \w+ for|us to hold|"
    r"to have) )?(?:an? |the )?(?:\w+ )?(?:hearing|review|second look|new look|new decision|second test|recheck)|"
    r"contest|object(?:ing|ions?)?|appealing|challeng(?:e|ing)|disput(?:e|ing)|protest|second (?:look|test)|"
    r"your right to|right to (?:a|an|"
    r"ask|be heard)|(?:tell|write) (?:to )?(?:the judge|us|me) (?:that|what is wrong|why|if)|"
    r"do(?:es)? not look right|"
    r"say (?:that )?(?:you are not|the amount|it is wrong)|see (?:it|this|things) differently|not the (?:father|"
    r"person|parent)|have (?:it|this|your case) (?:checked|reviewed|looked at)|ask (?:a|the) judge|"
    r"ask us to (?:check|look at|reconsider|review) (?:it|this|that|them|(?:the|our) (?:figures?|numbers|hold|"
    r"decision|result|amount taken))|reconsider(?:ation)?|be heard|fair hearing|grievance|mistake of fact)\b",
    re.IGNORECASE,
)
# "No second look will be entertained", "This cannot be appealed".
_CLOSED = re.compile(
    r"\bno (?:\w+ ){0,2}(?:appeals?|second look|reviews?|hearings?|objections?|disputes?|recourse)\b|\b(?:cannot|"
    r"can't|may not|will not|not|never) be (?:\w+ )?(?:appealed|reviewed|reconsidered|contested|disputed|"
    r"challenged|heard)\b|"
    r"\bnot open to\b|\b(?:is|are) final\b|\bwithout (?:a |any )?(?:right|appeal)\b|\bpast (?:the )?(?:time|"
    r"day) (?:to|for)\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\bat \d+ [A-Z]|"
    r"\b(?:call|write (?:to|us|me|a|your|back|or|and)|writing|mail|phone|e-?mail|fax|text|online|in person|"
    r"come (?:by|in|to|see)|stop by|visit|form|fill|at (?:the|our) (?:address|counter|office|hearing|window)|"
    r"send (?:us|me|it|them|your|a|the|proof)|tell (?:us|me|the judge)|let (?:us|me) know|clerk|reply|return|"
    r"bring|drop|above|below|slip|box)\b|\bcontact (?:me|us)\b",
    re.IGNORECASE,
)
# "We can talk about a smaller payment or a review" helps, and gives no right.
_PAYING = re.compile(r"\b(?:pay|afford|payments?|plans?)\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:within|have|in) (?:the next )?(?:\w+ )?\(?\w+\)? (?:calendar |business |working )?days\b",
    re.IGNORECASE,
)
_NO_END = re.compile(
    r"\b(?:at any time|any time|no deadline|whenever you|at the hearing|on the day of (?:the|your) hearing)\b",
    re.IGNORECASE,
)
_AROUND = 3
_GAP = 3
"""Characters between a heading and the sentence below it."""


def answer(facts: Facts) -> Answer:
    """The right, a way, and a day that is still open. Letters that take nothing away pass if they offer all three."""
    offers = [s for s in facts.sentences if _is_offer(facts, s)]
    full = next((offer for offer in offers if _is_full(facts, offer)), None)
    if full is not None:
        return passed(full.span)
    if not facts.profile.adverse or facts.profile.reader is Reader.EMPLOYER:
        return not_applicable("The letter takes nothing away from its reader.")
    if offers:
        return failed(
            "The letter says that the reader can disagree. Add how, where and by which day.",
            *(offer.span for offer in offers[:2]),
        )
    return failed("Say that the reader can disagree, and how, where and by which day.")


def _is_offer(facts: Facts, sentence: Sentence) -> bool:
    words = facts.words(sentence.span)
    if not _says_may(words) and not (facts.acts(sentence).does("disagree") and not _PAYING.search(words)):
        return False
    return not _CLOSED.search(words)


@remembered
def _says_may(words: str) -> bool:
    return bool(_MAY.search(words))


def _is_full(facts: Facts, offer: Sentence) -> bool:
    """A way and a day stand in the sentence or behind it, the heading above it included."""
    headings = (b.span for b in facts.reading.letter.blocks if b.kind is Kind.HEADING)
    above = next((line for line in headings if 0 <= offer.span.start - line.end <= _GAP), offer.span)
    near = [s for s in facts.near(offer, before=_AROUND, after=_AROUND) if s is offer or _is_beside(s, offer)]
    above = above if above is not offer.span else near[0].span
    span = Span(above.start, near[-1].span.end)
    return (bool(facts.contacts_in(span)) or bool(_HOW.search(facts.words(span)))) and _is_open(facts, span)


def _is_beside(other: Sentence, offer: Sentence) -> bool:
    """Behind the offer, or before it in the same paragraph."""
    return other.span.start > offer.span.start or other.block == offer.block


def _is_open(facts: Facts, span: Span) -> bool:
    """A day behind the letter's own, a number of days in a letter that has a date, or no end at all."""
    if any(one.day and (facts.day is None or one.day > facts.day) for one in facts.dates_in(span)):
        return True
    words = facts.words(span)
    return bool(_NO_END.search(words)) or (facts.day is not None and bool(_WITHIN.search(words)))


CHECK = Check(
    id="right-to-disagree",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Does the letter say how to disagree?",
    source="Rubric INF-9; the right to be heard; 45 CFR 303.72 and 303.100",
    how="Offers to disagree, appeal or ask for a review, with a way and a day that is still open beside them.",
    strength="The letter says how to disagree.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                disagree="Do the figures look wrong? Ask for a review until June 13, 2025. Come to 12 Quarry Street "
                "or write to us there."
            )
        ),
        Example(letter(disagree="You may contest this within 20 days of this letter. Use the form on page 2.")),
    ),
    fails=(
        Example(letter(disagree="")),
        Example(letter(disagree="[[If you think this is wrong, tell somebody.]]")),
        Example(letter(disagree="This decision is final and is not open to appeal.")),
    ),
    known_misses=(
        Example(
            letter(
                subject="Subject: Your request of April 22 (case FC-2210)",
                opening="We read your request with care. It would mean a smaller amount, and the formula gives none.",
                numbers="",
                steps="Please keep your order in a safe place. You can call me by June 13, 2025.",
                consequence="",
                disagree="",
            )
        ),
    ),
    leaves_alone=(
        Example(
            letter(
                opening="Good news: your driver's license is free again. We told the state on May 2, 2025, because "
                "your payments are in.",
                numbers="",
                steps="You do not need to do anything.",
                consequence="",
                disagree="",
            )
        ),
    ),
)
