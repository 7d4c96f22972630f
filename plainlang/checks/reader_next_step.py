"""The letter says what the reader does next, with a date; or that there is nothing to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence
from plainlang.letter import Kind
from plainlang.spans import Span

NO_ACTION = re.compile(
    r"\byou (?:do not|don't|need not|won't|will not) (?:(?:need|have|be asked) to )?(?:do anything|do a thing|act|"
    r"send|fill|reply|respond|answer|call|pay anything|take any|go anywhere)\b|"
    r"\bno (?:action|reply|answer|response|further action|steps?)\b[^.]{0,20}\b(?:needed|required|necessary|"
    r"asked)\b|\bnothing (?:more |else |further |left )?(?:for you |(?:that )?you (?:need|have) )?to (?:do|send|"
    r"sign|fill)\b|\bnothing (?:more |else )?(?:is |"
    r"that )?(?:needed|asked|required) (?:from|of) you|"
    r"\bno need (?:for you )?to (?:do|reply|act|send|call|answer|respond|write)|\b(?:requires|needs?|asks?|"
    r"want) (?:nothing|no action) (?:more )?(?:from|of) you",
    re.IGNORECASE,
)
_TO_READER = re.compile(
    r"\b(?:please|kindly)\b|\b(?:all|what) (?:we|I) (?:ask|need|want)\b|\byou (?:can|may|could|"
    r"should)\b(?! (?:lose|keep|be|see|expect|get|receive|face|still|"
    r"not|have been|then)\b)|\byou (?:must|need to|shall|ought to|have to|will (?:need|have) to|only (?:need|"
    r"have) to|just need to|are (?:asked|invited|expected|required|ordered|scheduled|due|to|booked)|have until)\b|"
    r"\b(?:we|I)(?: do|'d| would| must)? (?:need|ask|want|like|have|am asking|are asking)(?: for| that)? (?:you\b|"
    r"your\b|(?:it|them|these|this|all)\b|to (?:hear|have|get|receive|see)\b)|\b(?:we|I) hope (?:to (?:hear|see|"
    r"get)|(?:that )?you (?:can|will))\b|\b(?:the order|the law|the court|the judge) (?:asks?|tells?|orders?|"
    r"requires?) (?:that )?you\b|"
    r"\b(?:can|could|would|will) you\b|\b(?:tell|let|send|call|e-?mail|text|fax|write to) (?:me|us)\b|"
    r"\byour (?:reply|answer|payment|papers|form|forms|copy|copies|pay stubs|letter|request|deadline|"
    r"part)\b[^.]{0,30}\b(?:is due|are due|due|must|should|has to|have to|needs? to|is)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:^|[.;:,]\s+|(?:and|or|to|then)\s+)(?:call|send|mail|bring|come|sign|return|write|pay|fill|complete|ask|"
    r"tell|choose|visit|go|give|let|have|keep|check|"
    r"apply|file|contact|email|e-mail|text|reply|answer|mark|show|submit|provide|take|get|start|stop|put|report|"
    r"look|read|use|pick|make|say|log|upload|fax|deliver|drop|meet|be|hand|remit|forward|"
    r"respond|enroll|register|enter|phone|ring|arrive|appear|attend|stop by|turn in|set up|sign up|schedule|"
    r"reschedule|confirm|update|notify|inform|open|enclose|attach|list|print|scan|cut|begin|deduct|withhold|"
    r"pass)\b",
    re.IGNORECASE,
)
# A clause that comes first ("If you cannot come, …", "By June 3, 2025, …", "To keep your license, …") hides the order
# behind it.
_LEAD = re.compile(
    r"(?:if|when|once|unless|as soon as|before|after|by|to|for|on|in|until|since|because|as|so|then|next|first|"
    r"second|finally|also)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-•*▪–—]|\(?\d{1,2}[.)]|\(?[a-z]\)|\[ ?\]|(?:step|action) \d\s*[:.]?)\s*", re.IGNORECASE)
# "Forms are to be filed", "proof must be lodged": nobody is asked.
_NOBODY = re.compile(
    r"\b(?:is|are|was|were) to be\b|"
    r"\b(?:is|are|was|were|has|have|must|should|shall|need|needs|will|can|may)\s+(?:to |still |now )*(?:be|been|"
    r"being)\s+"
    r"\w+(?:ed|en|ught|nt|de|id|dged)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"(?:we|I|our \w+|this \w+|the (?:court|judge|office|agency|department|bureau|state|bank))\b",
    re.IGNORECASE,
)
# Days that say when something was, and none to act by ("our letter of May 6", "as of May 1").
_BACKWARD = re.compile(
    r"(?:\b(?:of|dated|from|since|as of|sent|signed|received|ordered)\s+(?:\w+day,?\s+)?)$",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:by|before|on|until) (?:that|this|the same|the) (?:date|day|deadline)\b|\bby then\b|\b(?:by|before|"
    r"until) (?:the )?(?:end|middle|first|last day|\w+th) of (?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|in|have) (?:the next )?(?:\w+ )?\(?\w+\)? (?:calendar |business |working )?days (?:of|from|"
    r"after)\b[^.]{0,25}\b(?:letter|notice|today)\b",
    re.IGNORECASE,
)
# A day that stands apart from its request: "It has to reach us by …", "Deadline: …".
_DUE = re.compile(
    r"\b(?:by|before|until|no later than|not later than|on or before)\b|\b(?:deadline|last day|due|reply by|"
    r"respond by|return by|pay by|call by)\b",
    re.IGNORECASE,
)
_NOT_A_DAY_TO_ACT = re.compile(rf"(?:if\b|{_OURS.pattern})", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?:appointment|hearing|test|interview|meeting|conference|visit|you are to be|expected|see you|"
    r"scheduled)\b|\b(?:set aside|reserved|booked|saved|keeping|kept)\b[^.?!]{0,60}\bfor you\b",
    re.IGNORECASE,
)
_BE_THERE = re.compile(
    r"(?:^|[.;:!]\s+|\b(?:please|and|to)\s+)(?:do )?(?:bring|be (?:there|on time|here|at|in|early)|come|arrive|"
    r"appear|attend|take (?:the|a|your))\b",
    re.IGNORECASE,
)
_AROUND = 3
_ABOVE = 6
"""A request may stand above a list of papers, and its day below."""


def answer(facts: Facts) -> Answer:
    """An action put to the reader, with a day to do it by: in the sentence, above a list, or right beside it.

    A day for a visit counts when the reader is told to be there or what to bring. "Forms are to be filed by May 6" asks
    nobody.
    """
    none = next((s.span for s in facts.sentences if _needs_nothing(facts.words(s.span))), None)
    if none is not None:
        return passed(none)
    asked = [sentence for sentence in facts.sentences if asks_reader(facts, sentence)]
    dated = next((s for s in asked if _has_day(facts, s.span)), None) or _day_beside(facts, asked) or _visit(facts)
    if dated is not None:
        return passed(dated.span)
    lead = _dated_line(facts, asked)
    if lead is not None:
        return passed(lead)
    return failed(
        "Say what the reader can do next, and by which day, such as “Please call me by June 13, 2025.”",
        *(step.span for step in asked[:2]),
    )


def asks_reader(facts: Facts, sentence: Sentence) -> bool:
    """True when a sentence puts an action to the reader: please, you can, we need your …, or an order."""
    asks = _asks(facts.words(sentence.span))
    return facts.acts(sentence).does("reader_step") if asks is None else asks


@remembered
def _asks(sentence: str) -> bool | None:
    """Whether the words alone put an action to the reader; None where they leave it open."""
    words = _BULLET.sub("", sentence)
    while _LEAD.match(words) and "," in words:
        words = words.split(",", 1)[1].strip()
    if _TO_READER.search(words):
        return True
    if _OURS.match(words) or _NOBODY.search(words):
        return False
    return True if _ORDER.match(words) else None


@remembered
def _needs_nothing(words: str) -> bool:
    return bool(NO_ACTION.search(words))


def _has_day(facts: Facts, span: Span) -> bool:
    """A day to act by; one that only says when something was does not count."""
    if any(not _looks_back(facts.text[span.start : one.span.start]) for one in facts.dates_in(span)):
        return True
    words = facts.words(span)
    return _names_a_day(words) or (facts.day is not None and _counts_days(words))


@remembered
def _looks_back(before: str) -> bool:
    return bool(_BACKWARD.search(before))


@remembered
def _names_a_day(words: str) -> bool:
    return bool(_OTHER_DAY.search(words))


@remembered
def _counts_days(words: str) -> bool:
    return bool(_WITHIN.search(words))


def _day_beside(facts: Facts, asked: Sequence[Sentence]) -> Sentence | None:
    """A sentence with a last day, beside a request or below its list: "Everything has to be here by June 20, 2025." """
    lines = _asking_lines(facts)
    for at, sentence in enumerate(facts.sentences):
        if not _says_due(facts.words(sentence.span)) or not _has_day(facts, sentence.span):
            continue
        beside = facts.sentences[max(0, at - _ABOVE) : at + 3]
        if any(s in asked for s in beside) or any(line.end <= sentence.span.start for line in lines):
            return sentence
    return None


@remembered
def _says_due(words: str) -> bool:
    """True when a day in these words is a last day, and one for the reader."""
    return bool(_DUE.search(words)) and not _NOT_A_DAY_TO_ACT.match(words)


def _asking_lines(facts: Facts) -> list[Span]:
    """Lines that lead a list and ask: "Please send three things:" """
    body = facts.parts.body
    lines = [
        b.span for b in facts.reading.letter.blocks if b.kind is Kind.HEADING and body.start <= b.span.start < body.end
    ]
    return [line for line in lines if _TO_READER.search(facts.words(line)) or _ORDER.match(facts.words(line))]


def _visit(facts: Facts) -> Sentence | None:
    """A day for an appointment or a hearing, and near it what to bring, or that the reader should be there."""
    for sentence in facts.sentences:
        if not _names_a_visit(facts.words(sentence.span)) or not _has_day(facts, sentence.span):
            continue
        near = facts.near(sentence, before=1, after=_AROUND)
        if any(_BE_THERE.search(facts.words(s.span)) for s in near):
            return sentence
    return None


@remembered
def _names_a_visit(words: str) -> bool:
    return bool(_MEETING.search(words))


def _dated_line(facts: Facts, asked: Sequence[Sentence]) -> Span | None:
    """A line that is no sentence but holds the day: it leads a list, or is a heading, a box, or a row of a table."""
    for row in facts.rows:
        if _ORDER.match(facts.words(row).strip()) and _is_ahead(facts, row):
            return row
    for block in facts.reading.letter.blocks:
        if not facts.parts.body.start <= block.span.start < facts.parts.body.end or not _has_day(facts, block.span):
            continue
        words = facts.words(block.span)
        after = next((s for s in facts.sentences if s.span.start >= block.span.end), None)
        leads = words.rstrip().endswith(":") or block.kind is Kind.HEADING
        if leads and after is not None and (after in asked or _ORDER.search(words)):
            return block.span
        if asked and not facts.reading.holds_sentences(block) and _DUE.search(words):
            return block.span
    return None


def _is_ahead(facts: Facts, span: Span) -> bool:
    return any(one.day and facts.day and one.day > facts.day for one in facts.dates_in(span))


CHECK = Check(
    id="reader-next-step",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Does the reader learn what to do next, and by when?",
    source="Rubric INF-4; training text 003; CDC Clear Communication Index, call to action",
    how="Requests to the reader with a date beside them; “you do not need to do anything” is an answer too.",
    strength="The reader learns what to do next, and by when.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(steps="You do not need to do anything. Keep your case number.")),
        Example(
            letter(
                steps="Please send three things:\n- a pay stub\n- your lease\n- the blue form\n\nAll of it has "
                "to reach us by June 13, 2025."
            )
        ),
        Example(
            letter(
                steps="Your appointment is on Tuesday, June 10, 2025, at 9 a.m. Bring a photo ID. If you cannot "
                "pay, we can review your order."
            )
        ),
    ),
    fails=(
        Example(
            letter(
                steps="[[Please call me soon about a payment plan.]] Write your case number on each payment.",
                disagree="If you think this is wrong, a hearing can be asked for until June 13, 2025, at 12 Quarry "
                "Street. It is free.",
            )
        ),
        Example(
            letter(
                steps="Payment is to be made no later than June 13, 2025. A smaller monthly payment is possible.",
                disagree="If you think this is wrong, a hearing can be asked for until June 13, 2025, at 12 Quarry "
                "Street. It is free.",
            )
        ),
    ),
    leaves_alone=(
        Example(
            letter(steps="Reply by: June 13, 2025\n\nPlease call me about a payment plan or a review of your order.")
        ),
        Example(letter(steps="Could you let me know by June 13, 2025, which amount you can pay?")),
    ),
)
