"""Who is sent elsewhere gets that office's phone number, and our word that we will ask how it went."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.contacts import Way
from plainlang.facts.facts import Facts
from plainlang.facts.profile import Reader
from plainlang.language.reading import Sentence
from plainlang.spans import Span

_PLACE = (
    r"(?:court(?:house)?|clerk|irs|bank|legal aid|lawyers?|social security|dmv|registry|post office|health department|vital records|self-help|small claims|"
    r"plan|insurance|employer|other state|treasury|credit bureau|hospital|lab|relations|ombuds\w*|fund|pantry|job center|georgia|agency in|office in|unemployment)"
)
_SENDS = re.compile(
    rf"\b(?:contact|call|ask|ring|write to|see|visit|phone|go to|talk to|speak (?:to|with)|take (?:it|that) up with|check with|try|apply to|turn to|reach out to|inquire (?:at|with)|"
    rf"directed to|should go to|questions? (?:go|belong)s?(?: to)?|belongs? (?:to|with|elsewhere)|is for|found in|handles that|matter for)\b[^.]{{0,30}}?\b{_PLACE}\b|"
    rf"\b{_PLACE}\b[^.]{{0,40}}\b(?:is the place|handles|can help|can (?:change|tell|answer|find|explain)|has the (?:papers|forms)|takes calls|its number)\b|\bquestions go to\b|\belsewhere\b|"
    rf"\bin the phone book\b|\btake (?:it|that|this) up with (?:them|him|her)\b",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"\b(?:I|we)(?: will|'ll|’ll| can| plan to) (?:also |then )?(?:call|check|phone|ask|follow up|try|look in|stay|help|write|ring|be in touch|talk|see)\b[^.]{0,90}"
    r"\b(?:you|them|with|whether|if|that|to see|to ask|how|got|went|worked|through)\b",
    re.IGNORECASE,
)
_AROUND = 3


def answer(facts: Facts) -> Answer:
    """Each referral needs the other office's phone number and our follow-up near it; one that lacks them fails."""
    sent = [s for s in facts.sentences if _sends(facts, s)]
    if not sent or facts.profile.reader is Reader.EMPLOYER:
        return not_applicable("Nobody is sent elsewhere.")
    lacking = [s for s in sent if not _is_cared_for(facts, s)]
    if not lacking:
        return passed(sent[0].span)
    if len(lacking) < len(sent) and not any(_SENDS.search(facts.words(s.span)) for s in lacking):
        return passed(next(s.span for s in sent if s not in lacking))
    return failed("Give that office's phone number, and say when you will ask how it went.", *(s.span for s in lacking[:2]))


def _sends(facts: Facts, sentence: Sentence) -> bool:
    words = facts.words(sentence.span)
    if re.match(r"(?:we|I)\b[^,]*$", words) and not re.search(r"\byou\b", words):
        return False
    return bool(_SENDS.search(words)) or facts.acts(sentence).does("referral")


def _is_cared_for(facts: Facts, sentence: Sentence) -> bool:
    near = facts.near(sentence, before=2, after=_AROUND)
    span = Span(near[0].span.start, near[-1].span.end)
    phone = any(contact.way is Way.PHONE and not contact.fault for contact in facts.contacts_in(span))
    return phone and any(_FOLLOW.search(facts.words(s.span)) or facts.acts(s).does("follow_up") for s in near)


CHECK = Check(
    id="referral-follow-up",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Is nobody sent elsewhere and left alone?",
    source="Rubric INF-15; training texts 002 and 003: stay the contact",
    how="Sentences that send the reader to another office; its phone number and our follow-up within three sentences.",
    strength="Whoever is sent elsewhere hears from you again.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                ours="The court clerk can change that date: 614-555-0177. I will check with you on June 20, 2025, to see that it worked."
            )
        ),
    ),
    fails=(Example(letter(ours="I will write by June 20, 2025. [[For the court date, contact the clerk.]]")),),
)
