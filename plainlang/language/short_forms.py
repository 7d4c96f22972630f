"""What can be an acronym by its shape: capitals, mixed case, digits, hyphens and slashes; not numbers of cases.

Shape alone does not tell a shouted word from an acronym. Whoever asks has to know the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.language.lexicon import is_word
from plainlang.spans import Span

_CORE = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z](?:[A-Z0-9&/‑-]|[a-z]+[A-Z0-9]|[a-z]-|(?<=[0-9][A-Z]))[A-Za-z0-9&]*(?:[-/‑][A-Za-z0-9&]+)*"
)
"""From the first capital on; it begins with a plain set of letters, since that makes the search fast."""
_LEAD = re.compile(r"(?<![\w$#@&.])(?<![A-Z0-9]-)(?:[a-z]{1,3}|[a-z]-|[0-9]{1,2})?$")
"""What may stand before the first capital: mRNA, e-IWO, 6DOF."""
_PLURAL = re.compile(r"(?<=[A-Z0-9&])s$")
_LONGEST = 14
_MOST_DIGITS = 2


def tokens(text: str) -> Iterator[Span]:
    """Every token with two capitals, or one and a digit, in order; `CP/NCP` is two, `I/O` one.

    Spans are half-open code points of `text`. A plural `s` is inside, a possessive mark is not.
    """
    for core in _CORE.finditer(text):
        near = text[max(0, core.start() - 6) : core.start()]
        lead = _LEAD.search(near)
        if lead is None or text[core.end() : core.end() + 1] in ("@", "_"):
            continue
        yield from _parts(lead[0] + core[0].rstrip("-/‑"), core.start() - len(lead[0]))


def short_forms(text: str) -> Iterator[Span]:
    """The tokens that have the shape of an acronym: more than half of their letters are capitals."""
    return (span for span in tokens(text) if is_short_form(text[span.start : span.end]))


def is_short_form(word: str) -> bool:
    """True for SDU, NCPs, IV-D, mRNA, H2O, COVID-19 and U.S.; False for GitHub and CV20240117."""
    stem = re.sub(r"-[a-z]+$", "", stem_of(word))
    size = sum(char.isalnum() for char in stem)
    capitals = sum(char.isupper() for char in stem)
    if not 2 <= len(stem) <= _LONGEST or sum(char.isdigit() for char in stem) > _MOST_DIGITS:
        return False
    if capitals == 1:
        return bool(re.fullmatch(r"[A-Z]\d|\d[A-Z]", stem))
    return 2 * capitals > size or (2 * capitals >= size and bool(re.search(r"[a-z]-?[A-Z]{2}|\d", stem)))


def stem_of(word: str) -> str:
    """The short form without the `s` of its plural: NCPs -> NCP."""
    return _PLURAL.sub("", word) if len(word) > 2 else word


def _parts(word: str, at: int) -> Iterator[Span]:
    """The parts between slashes, unless one is a single letter; without a tail of ordinary words ("SDU-issued")."""
    pieces = word.split("/")
    if min(map(len, pieces)) < 2:
        pieces = [word]
    for piece in pieces:
        kept = _without_tail(piece)
        if _has_marks(kept):
            yield Span(at, at + len(kept))
        at += len(piece) + 1


def _without_tail(piece: str) -> str:
    while "-" in piece:
        head, _, tail = piece.rpartition("-")
        if not (tail[1:].islower() and is_word(tail)):
            break
        piece = head
    return piece


def _has_marks(piece: str) -> bool:
    capitals = sum(char.isupper() for char in piece)
    return capitals >= 2 or (capitals == 1 and any(char.isdigit() for char in piece) and len(piece) <= 3)
