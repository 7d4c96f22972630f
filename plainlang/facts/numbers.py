"""Case and file numbers as offices write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.facts.remembered import remembered, spans_in
from plainlang.spans import Span

_LABELLED = re.compile(
    r"\b(?:case|cause|file|docket|account|acct|order|reference|ref|matter|iv-d|cs|id|claim|participant|member)\b"
    r"(?:\s+(?:case|file|id|account|number|no|nos|num|#|is)){0,3}\.?\s*[#:]?\s*(?=[\w./-]{0,40}\d)(?P<number>[A-Z0-9][A-Z0-9./-]{0,40}[A-Z0-9])",
    re.IGNORECASE,
)
_NUMBER_SIGN = re.compile(r"(?:\bNos?\.\s?|#\s?)(?P<number>(?=[\w./-]*\d)[A-Z0-9][A-Z0-9./-]*[A-Z0-9])")
"""No. 3306-91872, #25-118; the case matters, since "there is no 1099 form" names none."""
_CODE = re.compile(r"(?<![\w$/.-])[A-Z]{2,4}-(?:[A-Z0-9]{1,12}-){0,4}\d{2,12}(?:-[A-Z0-9]{1,12}){0,4}(?![\w-])")
_PAPER = re.compile(
    r"\b(?:forms?|schedules?|sections?|rules?|chapters?|polic(?:y|ies)|publications?|pub|parts?|titles?|rooms?|"
    r"suites?|apt|"
    r"apartment|unit|lot|box|checks?|invoices?|kit|phone|fax|telephone|call|zip)\b[\s.#:]*(?:nos?\.?|number)?\s*$",
    re.IGNORECASE,
)
"""Words before a number of another kind: of a form, a rule, a door, a check."""
_DATE = re.compile(r"\d{1,2}/\d{1,2}$|\d{1,2}([/.-])\d{1,2}\1\d{2,4}$|\d{4}-\d\d-\d\d$")
_IN_A_NUMBER = re.compile(r"[\w-]")
_DIGITS = re.compile(r"\d\D*\d\D*\d")
_FEW = 3


def find_case_numbers(text: str) -> list[Span]:
    """The numbers behind a word such as case or file, and every later place where one of them stands again."""
    spans = set(spans_in(_numbers_in, text))
    for number in {text[span.start : span.end] for span in spans}:
        spans |= set(_places_of(number, text))
    return sorted(spans)


@remembered
def _numbers_in(words: str) -> tuple[Span, ...]:
    if not _DIGITS.search(words):
        return ()
    spans = {Span(*found.span("number")) for found in _LABELLED.finditer(words) if _is_number(found["number"])}
    signs = (found for found in _NUMBER_SIGN.finditer(words) if not is_of_a_paper(words, found.start()))
    spans |= {Span(*found.span("number")) for found in signs if _is_number(found["number"])}
    codes = (found for found in _CODE.finditer(words) if not is_of_a_paper(words, found.start()))
    return tuple(spans | {Span(*found.span()) for found in codes if _is_number(found[0])})


def _places_of(number: str, text: str) -> Iterator[Span]:
    """Where the number stands by itself, and not as a part of another."""
    at = text.find(number)
    while at >= 0:
        end = at + len(number)
        if _IN_A_NUMBER.match(text[at - 1 : at]) or _IN_A_NUMBER.match(text, end):
            at = text.find(number, at + 1)
        else:
            yield Span(at, end)
            at = text.find(number, end)


def _is_number(words: str) -> bool:
    return (
        sum(char.isdigit() for char in words) >= _FEW
        and not _DATE.match(words)
        and not re.match(r"(?:19|20)\d\d$", words)
    )


def is_of_a_paper(text: str, at: int) -> bool:
    """True when the number at this place is that of a form, a rule, a door or a check, as the word before it says."""
    return bool(_PAPER.search(text[max(0, at - 30) : at]))
