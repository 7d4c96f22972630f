"""The letter talks to "you" and speaks as "we"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.profile import Reader
from plainlang.facts.remembered import remembered, spans_in
from plainlang.spans import Span

_YOU_WE = re.compile(
    r"\b(?:you|your|yours|yourself|yourselves|you'\w+|we|us|our|ours|ourselves|we'\w+|I|me|my|mine|myself|I'\w+)\b",
    re.IGNORECASE,
)
_UNIT = (
    r"office|department|agency|division|unit|bureau|registry|administration|institution|center|desk|section|board|"
    r"branch|program"
)
_VERB = (
    r"\s+(?:\w+ly |also |now |hereby |then )?(?:has|had|is|was|will|shall|may|might|can|cannot|could|would|does|"
    r"did|must|requires?|acts?|"
    r"sends?|sent|represents?|holds?|takes?|needs?|asks?|regrets?|finds?|found|considers?|regards?|draws?|hears?|"
    r"passes|"
    r"opened|closed|received|reviewed|determined|decided|reserves?|expects?|intends?|maintains?|notes?|calls?)\b"
)
_OFFICE = re.compile(
    # this office; the Department requires; by the Bureau; the undersigned; DCSE will
    rf"\bthis (?:\w+ )?(?:{_UNIT})\b|\bthe undersigned\b|\bpersonnel at this\b|"
    rf"\bthe (?:\w+ )?(?:{_UNIT})(?:'s|(?={_VERB}))|\b(?:by|to|with|from) the (?:{_UNIT})\b(?! of\b)|"
    rf"\b(?:DCSE|DCSS|OCSS|CSED|CSEA|CSE|DOR|CSSD)(?={_VERB})",
    re.IGNORECASE,
)
_READER = re.compile(
    r"\bthe (?:above[- ]?\w+ |said |instant )?(?:(?:non-?custodial|custodial|absent|delinquent|obligated|"
    r"paying) (?:parent|party)|"
    r"obligors?|obligees?|payors?|payees?|respondents?|petitioners?|applicants?|debtors?|recipients?|claimants?|"
    r"participants?|"
    r"addressees?|defendants?|account ?holders?|cardholders?|taxpayers?|parent (?:to whom|who receives this)|reader)\b|"
    r"\b(?:NCP|CP)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\bthe (?:above[- ]?\w+ |said )?(?:employer|firm|company|addressee|payor|garnishee|withholder)\b", re.IGNORECASE
)
"""In a letter to an employer, the employer is the reader."""
_RATE = 3.95
"""Words of you and we in a hundred; the rubric's figure is 4, rounded."""
_NEAR = 5.5
"""Up to here a letter is poor in you and we; a third person for the reader or the office then settles it."""
_MANY = 2.0
"""Third persons in a hundred words: so many talk past the reader, whatever else is there."""
_FEWEST = 30


def answer(facts: Facts) -> Answer:
    """Fewer than four of a hundred words are you or we; or the office and the reader are spoken of as third persons."""
    counts = [_count(facts.words(sentence.span)) for sentence in facts.sentences]
    words = sum(count for count, _ in counts)
    if words < _FEWEST:
        return not_applicable("There is too little running text.")
    rate = 100 * sum(near for _, near in counts) / words
    distant = sorted(set(_third_persons(facts)))
    if rate < _RATE or (distant and rate < _NEAR) or 100 * len(distant) / words > _MANY:
        return failed("Talk to the reader: say “you” for the reader and “we” for your office.", *distant)
    return passed()


@remembered
def _count(words: str) -> tuple[int, int]:
    """How many words a sentence has, and how many of them are you or we."""
    return len(words.split()), len(_YOU_WE.findall(words.replace("’", "'")))


def _third_persons(facts: Facts) -> Iterator[Span]:
    kinds = (_distant_in, *((_firms_in,) if facts.profile.reader is Reader.EMPLOYER else ()))
    for span in (span for kind in kinds for span in spans_in(kind, facts.text, *facts.parts.body)):
        if not facts.is_protected(span) and facts.reading.is_prose(span.start):
            yield span


@remembered
def _distant_in(words: str) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for pattern in (_OFFICE, _READER) for found in pattern.finditer(words))


@remembered
def _firms_in(words: str) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in _FIRM.finditer(words))


CHECK = Check(
    id="you-and-we",
    part=Part.EMPATHETIC,
    weight=Weight.MINOR,
    question="Does the letter say you and we?",
    source="Rubric EMP-3; Federal Plain Language Guidelines: address the user",
    how="The share of you and we in the running text, and the office or the reader as a third person.",
    strength="The letter talks with its reader.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                ours=(
                    "The Department of Motor Vehicles gets our list on July 15, 2025. I will write to you by June "
                    "20, 2025."
                )
            )
        ),
    ),
    fails=(
        Example(
            letter(
                ours="[[This office]] will write to you by June 20, 2025, to say what we agreed on.",
                consequence=(
                    "If [[this office]] does not hear from you by June 13, 2025, [[this office]] will send "
                    "[[the participant]]'s name to the state on July 15, 2025. Even then, a payment plan with "
                    "[[this office]] stops the suspension. [[This office]] can set one up."
                ),
            ),
        ),
        Example(
            letter(
                opening=(
                    "Driver's licenses are on hold from July 15, 2025, because two support payments are missing. "
                    "Licenses can be kept."
                ),
                understanding=(
                    "A smaller paycheck makes every bill harder. [[The Department]] received a call on April 22. "
                    "Thank you for it."
                ),
                steps=(
                    "A call by June 13, 2025, sets up a payment plan. For anyone who cannot pay the whole amount, "
                    "a smaller monthly payment or a review of the order may be possible. "
                    "The case number belongs on each payment."
                ),
                consequence=(
                    "Without a call by June 13, 2025, the name goes to the state on July 15, 2025. "
                    "A payment plan stops the suspension."
                ),
                disagree=(
                    "A hearing can be asked for by June 13, 2025, at 12 Quarry Street. It is free, and "
                    "[[the Department]] will wait for the decision."
                ),
                ours="[[The Department]] will write by June 20, 2025, to say what was agreed on.",
            ),
            also=("reader-next-step",),
        ),
    ),
    leaves_alone=(
        Example(
            letter(
                disagree=(
                    "The court may ask the debtor's bank. If you think this is wrong, you can ask us for a hearing "
                    "by June 13, 2025. It is free."
                )
            )
        ),
    ),
)
