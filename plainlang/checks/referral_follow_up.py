"""Who is sent elsewhere gets that office's phone number, and our word that we will ask how it went."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.contacts import Way
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence
from plainlang.spans import Span

# Offices and people that are not ours. The court is one when its clerk or its counter is meant: a hearing there is no
# referral.
_PLACE = (
    r"(?:(?:family |county |court |city |district |superior |circuit )*(?:clerk(?:'s office)?|courthouse)|(?:the |"
    r"your )?(?:family|probate|small claims|county|superior|circuit) court|the court|irs|"
    r"internal revenue(?: service)?|treasury|bank|credit union|"
    r"legal (?:aid|services)|(?:own |private )?(?:lawyer|attorney|accountant|doctor|landlord|union)|"
    r"social security|dmv|bmv|motor vehicles?|licensing (?:board|office)|registry|post office|usps|"
    r"health department|"
    r"vital (?:records|statistics)|self-help(?: center)?|(?:health )?(?<!payment )plan|insur(?:er|ance(?: company)?)|"
    r"carrier|"
    r"(?:your |his |her |the )(?:former |old )?employer|payroll(?: office| department)?|(?:the |that |"
    r"your )?other state|treasurer|credit bureaus?|"
    r"hospital|lab(?:oratory)?|constituent relations|ombuds\w*|relief fund|food (?:bank|pantry)|job (?:center|"
    r"program)|workforce center|unemployment(?: office)?|housing (?:office|authority)|veterans\w* \w+|shelter|"
    r"hotline|2-?1-?1|"
    r"(?:agency|office|unit|county|bureau|department|division|vendor|contractor|company) (?:in|of|for|that)\b|"
    r"(?:another|a different|that|their|whichever|some other) (?:agency|office|department|unit|division|bureau|"
    r"county|state)|"
    r"card (?:company|issuer)|customer service|consulate|immigration|passport (?:office|agency)|state department|"
    r"police|sheriff|mediat(?:or|ion center))"
)
_VERB = (
    r"(?:contact|call|phone|ring|ask|write(?: to)?|e-?mail|visit|see|go to|go through|talk (?:to|with)|"
    r"speak (?:to|with)|check with|try|apply (?:to|at|with|through)|turn to|reach(?: out to)?|"
    r"inquire (?:at|with|of)|get in touch with|"
    r"take (?:it|that|this|them) (?:up )?(?:with|to)|raise (?:it|that|this) with|"
    r"bring (?:it|that|this) (?:up )?(?:with|to)|"
    r"deal with|work (?:it|that|this) out with|sort (?:it|that|this) out with|consult)"
)
_ANY = r"(?!(?:me|us|if|when|whether|that)\b)\w+ "
"""A word between the verb and the place; who calls us is sent nowhere."""
_SENDS = re.compile(
    # The reader is told to turn to them.
    rf"(?:^|[,;:.–—-]\s*|\b(?:please|should|must|can|may|could|will|would|need to|have to|want to|or|and|then|"
    rf"best to|better to|free to|to|simply|just|instead|help you)\s+){_VERB}\s+(?:with |to |up |directly |"
    rf"straight )*(?:the |your |a |an |his |her |their |that |this )?(?:{_ANY}){{0,2}}?{_PLACE}\b|"
    # The matter is sent to them.
    rf"\b(?:questions?|complaints?|concerns?|grievances?|matters?|issues?|requests?|inquir\w+|anything|everything|"
    rf"problems?|disputes?|objections?|"
    rf"appeals?)\b[^.;]{{0,60}}\b(?:taken up|raised|carried|directed|addressed|referred|brought|put|sent|"
    rf"forwarded|made|go|goes)\b (?:up )?"
    rf"(?:to|with|at|before) (?:the |your |a |an |his |her )?(?:\w+ )?{_PLACE}\b|"
    rf"\b(?:taken up|belongs?|lies|lie|rests?)\b (?:up )?(?:to|with|at|before) (?:the |your |a |an |his |"
    rf"her )?(?:\w+ )?{_PLACE}\b|"
    rf"\b(?:is|are) (?:for|up to|between you and) (?:the |your |a |an |his |her )?(?:\w+ )?{_PLACE}\b|"
    rf"\b(?:direct|address|refer|take|bring|send|raise|put) (?:any |your |all |such |those |"
    rf"these )?(?:\w+ )?(?:questions?|complaints?|concerns?|grievances?|requests?|matters?|inquir\w+|"
    rf"problems?)\b[^.;]{{0,40}}\b(?:to|with|before) (?:the |your )?(?:\w+ )?{_PLACE}\b|"
    rf"\b(?:a )?(?:matter|question|thing|issue|concern|business|decision) (?:for|of|between you and) (?:the |"
    rf"your |a |an )?(?:\w+ )?{_PLACE}\b|\bonly (?:the |your |a )?(?:\w+ )?{_PLACE} (?:can|could|may|knows?|has|"
    rf"will|would|is able)\b|"
    # They are said to help or to have the answer.
    rf"\b{_PLACE}\b[^.,;]{{0,40}}\b(?:is the place|handles? (?:this|that|these|those|such)|(?:can|could|may|might|"
    rf"will) (?:be able to )?(?:help|tell you|answer|explain|change (?:that|it|this|the|your)|correct|fix|advise|"
    rf"assist)|helps? (?:you|people|parents|families)|has the (?:papers|forms|answer)|have the (?:papers|forms|"
    rf"answer)|takes? (?:calls|questions)|is (?:who|the one|where))\b|"
    # No place is named: "take it up with them", "over there", "elsewhere".
    r"\b(?:take|raise|bring|carry|sort|settle|deal with|argue) (?:it|that|this|them|those|these|"
    r"the matter)? ?(?:up |out )?(?:with|to) (?:them|him|her|someone else|somebody else)\b|\b(?:take|settle|raise|"
    r"sort|argue|ask|inquire|try|look|go|apply|turn|write|belongs?|is found)\b[^.;]{0,30}\b(?:over there|"
    r"elsewhere|somewhere else|next door)\b|"
    r"(?:^|[;,.:–—]\s*(?:so |please |you can |you may |better )?)(?:ask them(?! to (?:call|tell|write|talk))|(?:ask|"
    r"try|call|inquire|"
    r"look) there)\b|\bgo(?:es)? there\b|"
    r"\byou(?:'ll|’ll)? (?:will |would )?(?:have|need) to (?:ask|call|contact|take)\b[^.;]{0,20}\b(?:them|there|"
    r"elsewhere)\b",
    re.IGNORECASE,
)
# What only looks like it: an act of ours, a right to be heard, a hearing, a request for the other side's papers.
_NO_REFERRAL = re.compile(
    r"\b(?:ask|tell|write to|call) (?:the )?(?:court|judge) (?:for|to|that|on|at|why|about the hearing)\b|"
    r"\b(?:file|filed|register\w*|send|sent|mail|mailed|forward|pass|give|report|show|return) (?:\w+ ){0,8}(?:to|"
    r"with|on to) (?:the |your )?(?:\w+ )?(?:court|clerk|plan|bank|employer|lab|payroll)",
    re.IGNORECASE,
)
_OUR_ACT = re.compile(
    r"\b(?:we|I)(?: will|'ll|’ll| can| may| have| had|) (?:\w+ ){0,2}?(?:ask(?:ed)?|call(?:ed)?|contact(?:ed)?|"
    r"wr[io]te|wrote|check(?:ed)?|go|sent|send|talk(?:ed)?)\b(?![^.]*\b(?:you|your)\b[^.]*\b(?:should|can|need|"
    r"may|call|contact)\b)",
    re.IGNORECASE,
)
_HANDED_ON = re.compile(
    r"\b(?:I|we)(?: will|'ll|’ll) (?:send|forward|pass|take) (?:it|them|that office|your)\b", re.IGNORECASE
)
"""We bring the reader's papers there ourselves."""
_FOLLOW = re.compile(
    r"\b(?:I|we|our \w+|my \w+)(?: will|'ll|’ll| can| plan to| am going to|"
    r" are going to)? (?:[^.;]{0,60}\band )?(?:also |then |next |both )?(?:call|check|phone|ask|follow up|try|"
    r"look in|stay|help|write|ring|be in touch|get in touch|talk|see|hear|come back|text|e-?mail|touch base|"
    r"find out|keep|stand by|go over|get back)\b[^.]{0,90}"
    r"\b(?:you|them|with|whether|if|that|to see|to ask|how|got|went|worked|through|it|answer|contact)\b|\b(?:tell|"
    r"let) (?:me|us)(?: know)? (?:how|what|whether|if)\b[^.]*\b(?:went|goes|said|say|got|helped?|worked)\b|"
    r"\bif (?:that|they|it) (?:does not|do not|doesn't|don't|cannot|did not)\b[^.]*\b(?:call|tell|come back|"
    r"I will|we will)\b",
    re.IGNORECASE,
)
_AROUND = 3
_TAIL = 25
"""Characters behind a referral that may show it to be none ("ask the court for a hearing")."""


def answer(facts: Facts) -> Answer:
    """Each referral needs the other office's phone number and our follow-up near it; one that lacks them fails."""
    sent = [s for s in facts.sentences if _sends(facts.words(s.span))]
    if not sent:
        return not_applicable("Nobody is sent elsewhere.")
    lacking = [s for s in sent if not _is_cared_for(facts, s)]
    if lacking:
        return failed(
            "Give the phone number for this help, and say when you will ask how it went.",
            *(s.span for s in lacking[:2]),
        )
    return passed(sent[0].span)


@remembered
def _sends(sentence: str) -> bool:
    words = " ".join(sentence.split())
    found = _SENDS.search(words)
    if found is None or _OUR_ACT.search(words[: found.end()]):
        return False
    return not _NO_REFERRAL.search(words[: found.end() + _TAIL])


def _is_cared_for(facts: Facts, sentence: Sentence) -> bool:
    if _HANDED_ON.search(facts.words(sentence.span)):
        return True
    near = facts.near(sentence, before=_AROUND, after=_AROUND)
    span = Span(near[0].span.start, near[-1].span.end)
    phone = any(contact.way is Way.PHONE and not contact.fault for contact in facts.contacts_in(span))
    return phone and any(_FOLLOW.search(facts.words(s.span)) or facts.acts(s).does("follow_up") for s in near)


CHECK = Check(
    id="referral-follow-up",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="If we send the reader elsewhere, do we stay in touch?",
    source="Rubric INF-15; training texts 002 and 003: stay the contact",
    how="Sentences that send the reader to another office; its phone number and our follow-up within three sentences.",
    strength="The letter stays in touch when it sends the reader elsewhere.",
    answer=answer,
    passes=(
        Example(
            letter(
                ours="The court clerk can change that date: 614-555-0177. I will check with you on June 20, "
                "2025, to see that it worked."
            )
        ),
        Example(
            letter(ours="Legal Aid may be able to help (614-555-0177). On June 20, 2025, I will ask you how it went.")
        ),
    ),
    fails=(
        Example(letter(ours="I will write by June 20, 2025. [[For the court date, contact the clerk.]]")),
        Example(
            letter(
                ours="I will write by June 20, 2025. [[Questions about the short paycheck can be raised with "
                "your employer.]]"
            )
        ),
    ),
    known_misses=(
        Example(letter(ours="I will write by June 20, 2025. Visits are not our field; the court has a desk for them.")),
    ),
    leaves_alone=(
        Example(letter(ours="We will ask the bank on June 20, 2025, for the record.")),
        Example(letter(ours="I will write by June 20, 2025. You may tell the judge what you could pay.")),
        Example(letter(ours="I will write by June 20, 2025. A payment plan can help you get a license back.")),
        Example(letter(ours="I will write by June 20, 2025. Call me if your employer treats you badly.")),
        Example(letter(ours="I will write by June 20, 2025. If they say it is wrong, please ask them to call me.")),
        Example(letter()),
    ),
)
