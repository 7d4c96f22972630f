"""The letter gives the reason for what it says."""

from __future__ import annotations

import re
from functools import cache

from plainlang.answer import Answer, ask, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.spans import Span

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_REASON = (
    # Words that mark a reason.
    rf"because|since (?!\w+ \d|\w+day|\d|then|last|the (?:end|start|first|day)|{_MONTHS})",
    r"(?<=, )as (?:the|we|you|your|it|he|she|they|there|this)",
    r"(?<!your )(?<!any )(?<!no )reasons? (?:is|are|was|for|we|why|that)|(?:that|this|which|here) is (?:why|because)",
    r"due to(?! you)|as a result|for (?:that|this) reason|on account of|owing to|in light of|so as to|based on",
    r"given (?:that|the|how|your)|on the (?:strength|ground|basis)s? of|after (?:we|you|your|the judge|he|she)",
    r"(?<=, )so (?:we|you|your|the|it|i|this|nothing|no|they|he|she|little|that (?!you|we|they|it|the))",
    r"(?:comes?|came|follows?|stems?) from|caused|led to|means? (?:that|we|you|your)|depends? on",
    # A law or an order that asks for it.
    r"law (?:also )?(?:says|asks|lets?|requires?|allows?|tells)|required by",
    r"(?:law|rule|order)s? (?:gives?|lets?|makes?|requires?) (?:us|you|employers|every|the|each)",
)
_GROUND = (
    # Facts that speak for themselves. Nothing was paid or sent:
    r"ha(?:s|ve|d) (?:not|never|yet to|no (?:payments?|word|proof|answer|reply|news|record|address|job))|did(?: not|"
    r"n['’]t)",
    r"(?:was|were) not|nothing (?:has )?(?:come|came|reached|new)|still ha(?:s|ve) to|(?:is|are|am) waiting for",
    r"no \w+ (?:\w+ )?(?:has|have|came|come|reached|arrived|was|were)|no proof|with no \w+ (?:form|record)",
    r"past[- ]due|unpaid|overdue|arrears?|arrearage|delinquen\w+|behind (?:on|in|with)|is \$[\d.,]+ behind",
    r"(?:you|he|she|who|they|two)(?: still| now)? owes?",
    # Something was amiss:
    r"(?:is|are|was|were|came back|went|left|remains?|stayed) (?:still )?"
    r"(?:missing|late|short|blank|unsigned|incomplete|empty|wrong|without|closed|open)",
    r"(?:came|come) (?:in|back) (?:short|late|blank)|in error|mistakes?|wrong (?:place|account|address|number|case)",
    r"keyed|typed|discrepanc\w+|misplaced|overpa(?:id|yment)|too (?:much|little)|gaps? in|of your (?:own )?making",
    # Somebody's life changed:
    r"(?<!was )(?<!were )(?<!been )(?<!is )(?:lost|ended|stopped|missed|quit|dropped|skipped|refused|ignored|finished|"
    r"graduated|moved|died|married|retired) \w",
    r"turn(?:s|ed) (?:1[89]|21|eighteen)|(?:you|he|she|they|who) now|changed (?:jobs?|banks?|address|\w+ income)",
    r"(?:is|are|was) (?:less|more|higher|lower|smaller|bigger) than",
    # Somebody asked for it, or ordered it:
    r"you (?:asked|told|wrote|called|applied|requested|said)|asked (?:us|for)|(?:named|listed) you",
    r"(?:judge|court) (?:\w+ ){0,3}(?:ordered|signed|decided|set|changed)",
)
_PURPOSE = (
    # What a request is for: why we ask, not why something is taken away.
    r"so that|so (?:we|you|they|it|i|he|she|your \w+) (?:can|may|will|do|does|could)|in order to",
    r"to (?:help|make sure|find|protect|keep you|see (?:whether|if)|work out|figure|set (?!up)|learn|send you|"
    r"get you|reach)",
)
_CONDITION = re.compile(
    r"(?:\b(?:if|unless|once|in case|until|before (?!we|you)|before it)\b|(?:(?<=[.!?]\s)|^)(?:when|where|"
    r"should)\b)[^.;:!?]*",
    re.IGNORECASE | re.MULTILINE,
)
"""What may happen one day gives no reason for today."""
_ENDS = re.compile(r"[ \n](?<=[.!?].)", re.DOTALL)
"""The space behind the end of a sentence. No condition and no reason runs over it."""
_CHANGE = re.compile(
    r"\b(?:will|plan to|change[sd]?|new|decided|please|need|must|asks?|asking|start(?:s|ing)?|stops?|ends?|are to|"
    r"is to|shall|cannot|no longer)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:we|i) (?:have )?(?:decided|chose|changed|closed|moved|stopped|ended|set|raised|lowered)\b", re.I
)
_REMINDER = re.compile(r"\b(?:remind(?:er)?|your appointment|see you on|we will meet)\b", re.IGNORECASE)


def answer(facts: Facts) -> Answer:
    """Meaning over marker: a reason with or without "because".

    A fact that speaks for itself counts (nothing was paid, a form came back blank), but not what might happen ("if").
    What a request is for counts where nothing is taken away. A letter that gives no reason for its news fails.
    """
    told = _told(facts)
    if told:
        return passed(told)
    if not facts.profile.adverse and (_REMINDER.search(_body(facts)) or not _CHANGE.search(_body(facts))):
        return not_applicable("There is no decision to explain.")
    doubts = facts.possible("reason") if facts.profile.adverse else []
    if doubts:
        return ask("Can the reader tell why this is happening?", *(sentence.span for sentence in doubts[:2]))
    if not facts.profile.adverse and not _DECIDED.search(_body(facts)):
        return ask("Would the reader want to know why?")
    return failed("Say why. A reason helps people accept what they hear.")


def _body(facts: Facts) -> str:
    return facts.words(facts.parts.body)


def _told(facts: Facts) -> Span | None:
    """The first words that give a reason."""
    kinds = 2 if facts.profile.adverse else 3
    first: list[Span | None] = [None] * kinds
    at = facts.parts.body.start
    for words in _ENDS.split(_body(facts)):
        for kind, found in enumerate(_reasons_in(words)[:kinds]):
            if found and first[kind] is None:
                first[kind] = Span(at + found.start, at + found.end)
        at += len(words) + 1
    place = next((one for one in first if one), None)
    if place is None:
        return next((sentence.span for sentence in facts.likely("reason")), None)
    sentence = facts.reading.sentence_at(place.start).span
    return sentence if sentence.end > place.start else place


@remembered
def _reasons_in(words: str) -> tuple[Span | None, ...]:
    """The first reason, the first fact that speaks for itself, and the first purpose; None for what is not there."""
    told = _CONDITION.sub(lambda found: " " * len(found[0]), words)
    found = (pattern.search(told) for pattern in _patterns())
    return tuple(Span(*one.span()) if one else None for one in found)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    kinds = (_REASON, _GROUND, _PURPOSE)
    return tuple(re.compile(rf"\b(?:{'|'.join(kind)})\b", re.IGNORECASE) for kind in kinds)


CHECK = Check(
    id="why",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Does the letter say why?",
    source="Rubric INF-3; training text 002; ISO 24495-1, principle 1",
    how="Words that mark a reason, facts that speak for themselves (nothing was paid), and a small model.",
    strength="The letter says why.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                opening="We plan to suspend your driver's license on July 15, 2025. "
                "The payments for March and April have not come in.",
                numbers="",
            )
        ),
        Example(
            letter(
                opening="Your support stays the same. Your pay is close to what it was, so little would change.",
            )
        ),
    ),
    fails=(
        Example(
            letter(
                opening="We plan to suspend your driver's license on July 15, 2025. You can keep your license.",
                understanding="We looked at your file on April 22, 2025. A smaller paycheck makes every bill harder.",
                numbers="",
                consequence="If we do not hear from you by June 13, 2025, we will send your name to the state. "
                "Even then, a payment plan stops it.",
            ),
        ),
        Example(
            letter(
                subject="Subject: Your new card (case FC-2210)",
                opening="Your payments will go to a new card from July 1, 2025. We chose the bank on April 2, 2025.",
                understanding="",
                numbers="",
                steps="Please call me by June 13, 2025, to choose a PIN.",
                consequence="",
                disagree="",
            )
        ),
    ),
    leaves_alone=(
        Example(
            letter(
                opening="We plan to suspend your license on July 15, 2025. You owe $400.00 in unpaid support.",
                numbers="",
            )
        ),
    ),
)
