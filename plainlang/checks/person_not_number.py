"""The reader is a person, not a case number."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.spans import Span

_MOST = 2
_TO_GIVE = re.compile(
    # Write FC-2210 on the check; with your case number, FC-2210; quoting FC-2210; refer to file 12; it is FC-2210
    r"\b(?:write|put|print|enter|use|give|quote|quoting|mention|note|mark|show|say|state|cite|include|including|"
    r"bring|have|"
    r"label|type|add|with|under|refer(?:ring)? to|(?:number|no\.) (?:is|was)|known as)\b[^.!?]{0,50}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[(\[][^)\]]{0,40}$")
_LABEL = re.compile(
    # Case 12 ...; Docket no. 12 ...; The matter 12 ...
    r"(?:the |this |said |subject |our |iv-d )*(?:case|docket|cause|file|matter|account|acct|claim|participant|"
    r"member|client|order|notice|reference)"
    r"\b(?:[ ,]+(?:case|file|number|no|nos|num|id|with)\b\.?)*[ :#]*$",
    re.IGNORECASE,
)
_VERB_NEXT = re.compile(
    r"[,)]?\s*(?:\([^)]*\)\s*|[,–—-][^,.–—]{1,60}[,–—]\s*)?(?!(?:and|or|on|in|of|to|for|with|at|by|from)\b)[a-z]+"
)
_PAPER = re.compile(r"\b(?:order|notice|reference)\b[^\w]*$|\b(?:order|notice|reference)\b[ \w.#:]*$", re.IGNORECASE)


def answer(facts: Facts) -> Answer:
    """A number in the first sentence, as a subject ("Case 12 is past due"), or more than twice in running text.

    A number in brackets, one that the reader is to write down, and the subject line are fine.
    """
    numbers = [span for span in facts.case_numbers if _in_running_text(facts, span)]
    told = [span for span in numbers if not _is_to_give(facts, span)]
    if not told:
        return passed()
    opening = facts.sentences[0].span if facts.sentences else facts.parts.body
    first = told[0]
    if opening.start <= first.start < opening.end and not _is_aside(facts, first):
        return failed("Begin with the person. Put the case number in the subject line.", first)
    subjects = [span for span in told if _is_subject(facts, span)]
    papers = [span for span in subjects if _PAPER.search(_before(facts, span))]
    if len(told) > _MOST or len(subjects) > len(papers) or len(papers) > 1:
        return failed("The case number stands in for the person. Name it once, in the subject line.", *told)
    return passed()


def _in_running_text(facts: Facts, span: Span) -> bool:
    inside = facts.parts.body.start <= span.start < facts.parts.body.end and facts.reading.is_prose(span.start)
    return inside and not facts.is_protected(span) and not _is_form(facts, span)


def _is_form(facts: Facts, span: Span) -> bool:
    """Form CS-1120 names a paper, here or elsewhere in the letter."""
    return bool(re.search(rf"\bforms? {re.escape(facts.words(span))}", facts.text, re.IGNORECASE))


def _before(facts: Facts, span: Span) -> str:
    """The words of the sentence in front of the number."""
    return facts.text[facts.reading.sentence_at(span.start).span.start : span.start]


def _is_to_give(facts: Facts, span: Span) -> bool:
    return bool(_TO_GIVE.search(" ".join(_before(facts, span).split())))


def _is_aside(facts: Facts, span: Span) -> bool:
    """We checked your payments (case FC-2210)."""
    return bool(_ASIDE.search(_before(facts, span)))


def _is_subject(facts: Facts, span: Span) -> bool:
    """Case FC-2210 has been reviewed: the number opens its sentence and a verb follows."""
    return bool(_LABEL.fullmatch(_before(facts, span).strip(" \"'“(*-"))) and bool(
        _VERB_NEXT.match(facts.text, span.end)
    )


CHECK = Check(
    id="person-not-number",
    part=Part.EMPATHETIC,
    weight=Weight.MAJOR,
    question="Is the reader a person, not a case number?",
    source="Rubric EMP-2; training text 002",
    how="Case numbers in running text: in its first sentence, as a subject, or more than twice.",
    strength="The reader is a person in this letter, not a number.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(ours="I will write by June 20, 2025. Please write FC-2210 on the check.")),
        Example(letter(ours="I will write to you about file FC-2210 by June 20, 2025.")),
    ),
    fails=(
        Example(
            letter(
                opening=(
                    "Case [[FC-2210]] has been reviewed. We plan to ask the state on July 15, 2025, to suspend "
                    "your license, because two payments are missing."
                )
            )
        ),
        Example(
            letter(
                opening=(
                    "In case [[FC-2210]], we plan to ask the state on July 15, 2025, to suspend your license, "
                    "because two payments are missing."
                )
            )
        ),
        Example(letter(ours="I will write by June 20, 2025. Docket [[FC-2210]] remains unpaid.")),
    ),
    leaves_alone=(
        Example(letter(opening="We checked your payments (case FC-2210), and two are missing.")),
        Example(
            letter(ours="I will write by June 20, 2025. Your case number is FC-2210. Order FC-2210 sets $200 a month.")
        ),
    ),
)
