"""The letter ends with an open question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.answer import Answer, ask, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.letter import Kind
from plainlang.spans import Span

# What, which, how … at the head of the question, or behind a short lead ("In your view, what …", "By which day …",
# "And how …").
_ASKS = r"(?:what|which|how|where|who|whom|whose|when|why)"
_OPEN = re.compile(
    rf"(?:(?:and|so|but|now|or|then|also)\s+)?(?:(?:in|by|at|on|for|with|to|until|from|about|of)\s+)?{_ASKS}(?:'s|"
    rf"’s|'re|’re)?\b|"
    rf"(?:please )?(?:tell|let) (?:me|us)(?: know)?\b[,:]?\s+{_ASKS}\b|[^?]*(?:[,;:–—]|--| - )\s*(?:(?:in|by|at|"
    rf"on|for|with)\s+)?{_ASKS}(?:'s|’s)?\b",
    re.IGNORECASE,
)
# "Do you know what to bring?", "Is there anything …?", "What if …?" want a yes, a no, or nothing.
_CLOSED = re.compile(
    r"(?:and |so |but )?(?:do|does|did|is|are|was|were|have|has|can|could|may|might|will|would|should|shall|any|"
    r"anything|need|got|ok|okay|right|questions?)\b|what if\b|how about\b|how dare\b|who (?:knows|cares)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:^|(?<=[.?!:]\s)|(?<=[.?!][\"”’)]\s)|(?<=\n))[^.?!\n]{0,600}(?:\.(?!\s)[^.?!\n]{0,300}|\n(?!\n)[^.?!\n]{0,300}){0,20}\?"
)
# "Please tell me what questions you have." asks openly, though with a full stop.
_INVITES = re.compile(
    r"\b(?:tell|ask|let) (?:me|us)(?: know)? (?:what|which|how)\b[^.?!]*\b(?:questions?|help|need|like|would|"
    r"easier|works)\b",
    re.IGNORECASE,
)
_LAST = 4


def answer(facts: Facts) -> Answer:
    """A question with what, which, how or where in the last four sentences. Yes-or-no questions do not count."""
    last = facts.sentences[-_LAST:]
    if not last:
        return not_applicable("The letter has no running text.")
    spans = [*(sentence.span for sentence in last), *_lines_behind(facts, last[0].span.start)]
    asked = [question for span in spans for question in _questions(facts, span)]
    for span in asked:
        if _is_open(facts.words(span)):
            return passed(span)
    invited = next((s for s in last if _INVITES.search(facts.words(s.span))), None)
    if invited is not None:
        return ask("Is this an open question for the reader? “What questions do you have?” is one.", invited.span)
    closed = [s.span for s in last if re.search(r"\bquestions\b|\bhesitate\b|\bunclear\b", facts.words(s.span))]
    return failed("End with an open question, such as “What questions do you have?”", *[*asked, *closed][:1])


def _lines_behind(facts: Facts, start: int) -> list[Span]:
    """Lines that are no sentences, such as a question and a number. A heading asks in the reader's name."""
    body = facts.parts.body
    lines = [b.span for b in facts.reading.letter.blocks if b.kind is Kind.HEADING and start <= b.span.start < body.end]
    return [line for line in lines if line.end == body.end or not facts.words(line).rstrip().endswith("?")]


def _questions(facts: Facts, span: Span) -> Iterator[Span]:
    """The questions in a sentence, which may hold two where a time ("6 p.m.") ends the first."""
    for low, high in _questions_in(facts.words(span)):
        yield Span(span.start + low, span.start + high)


@remembered
def _questions_in(words: str) -> tuple[Span, ...]:
    if "?" not in words:
        return ()
    found = (one.span() for one in _QUESTION.finditer(words))
    return tuple(Span(high - len(words[low:high].lstrip()), high) for low, high in found)


def _is_open(words: str) -> bool:
    """The question word leads the main clause; "If the date is bad, which day is better?" does too."""
    plain = re.sub(r"^[-•*\"“'‘(\s]+", "", words)
    return bool(_OPEN.match(plain)) and not _CLOSED.match(plain)


CHECK = Check(
    id="open-question",
    part=Part.INFORMATIVE,
    weight=Weight.MINOR,
    question="Does the letter end with an open question?",
    source="Rubric INF-8; training text 003: ask open questions",
    how="A question with what, which, how or where among the last four sentences.",
    strength="The letter ends with an open question.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                close="Call me at 614-555-0188, Monday to Friday, 8 a.m. to 4:30 p.m. Which of these "
                "would help you most?"
            )
        ),
        Example(
            letter(close="If June 13 is too soon, which day would suit you? I am at 614-555-0188, weekdays 8 to 5.")
        ),
    ),
    fails=(
        Example(
            letter(
                close="[[Do you have any questions?]] Call me at 614-555-0188, Monday to Friday, 8 a.m. to 4:30 p.m."
            )
        ),
        Example(
            letter(
                close="[[Do you know what to bring?]] Call me at 614-555-0188, Monday to Friday, 8 a.m. to 4:30 p.m."
            )
        ),
        Example(
            letter(close="Please call me with any questions at 614-555-0188, Monday to Friday, 8 a.m. to 4:30 p.m.")
        ),
    ),
    leaves_alone=(
        Example(letter(close="Please tell me what questions you have. My number is 614-555-0188, weekdays 8 to 5.")),
    ),
)
