"""Wording that is not the writer's: quoted orders, stretches marked as required by law, and what the office lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plainlang.letter import PROTECTS, PROTECTS_NO_MORE, Letter
from plainlang.spans import Span

_MARKED = re.compile(
    r"<!--\s*(?:required|protected)\s*-->(.*?)<!--\s*/\s*(?:required|protected)\s*-->|"
    r"\{#-?\s*(?:required|protected)\s*-?#\}(.*?)\{#-?\s*/\s*(?:required|protected)\s*-?#\}",
    re.DOTALL | re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"](?=\S)([^“”\"]{20,800})[”\"]")
_COURT = re.compile(
    r"\b(?:shall|hereby|herein|pursuant|respondent|petitioner|obligor|obligee|payor|payee|plaintiff|defendant|"
    r"ordered|decree|without further|emancipation|adjudged)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\b(?:order|court|judge|law|rule|statute|decree|agreement|notice)\b[^.\n]{0,80}$", re.IGNORECASE)


def find_protected(letter: Letter, listed: Sequence[str] = ()) -> tuple[Span, ...]:
    """The protected stretches of a letter, in order. listed: wordings of the configuration; spaces may differ."""
    text, spans = letter.text, find_marked(letter)
    spans += [Span(*found.span()) for found in _QUOTED.finditer(text) if _is_courts(text, found)]
    for wording in listed:
        words = [re.escape(word) for word in wording.split()]
        if words:
            spans += [Span(*found.span()) for found in re.finditer(r"\s+".join(words), text, re.IGNORECASE)]
    return tuple(sorted(spans))


def find_marked(letter: Letter) -> list[Span]:
    """The stretches that the document itself marks as required: between two comments, or under one of Word's.

    In a text file the comments are part of the text; other formats do not show them.
    """
    spans = [Span(*found.span()) for found in _MARKED.finditer(letter.text)]
    start: int | None = None
    for remark in letter.remarks:
        if remark.text == PROTECTS and len(remark.span) > 0:
            spans.append(remark.span)
        elif remark.text == PROTECTS:
            start = remark.span.end
        elif remark.text == PROTECTS_NO_MORE and start is not None:
            spans.append(Span(start, max(start, remark.span.end)))
            start = None
    return spans


def _is_courts(text: str, found: re.Match[str]) -> bool:
    """A quotation is the court's when it reads like an order, or when the words before it name one."""
    return bool(_COURT.search(found[0]) or _SAYS.search(text[max(0, found.start() - 90) : found.start()]))
