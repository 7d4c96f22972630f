"""Suggestions as SARIF fixes: only such as a tool can paste over the words as they stand in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plainlang.finding import Finding
from plainlang.fixes import raw_offsets
from plainlang.letter import Letter
from plainlang.reporters.discreet import Discretion
from plainlang.reporters.regions import region
from plainlang.source import Quoting, TextHome
from plainlang.spans import Span
from plainlang.swaps import Swap, choose_swaps

_QUOTED = frozenset("&<>\"'\\")
"""Signs that are written in another way in a page or in a template's text."""


def fixes_of(
    file: dict[str, Any], letter: Letter, findings: Sequence[Finding], discretion: Discretion
) -> dict[Span, dict[str, Any]]:
    """A fix for each finding whose suggestion `plainlang fix` would write, in one row and on one line."""
    if not letter.source.text:
        return {}
    shift = raw_offsets(letter.source.raw)
    found = {}
    for swap in choose_swaps(letter, findings, least=0):
        home = _home(letter, swap)
        if home is not None and not discretion.betrays(swap.words):
            start = shift(home.start)
            lines = region(letter, swap.span) or {}
            deleted = {**lines, "charOffset": start, "charLength": shift(home.end) - start}
            replacement = {"deletedRegion": deleted, "insertedContent": {"text": swap.words}}
            change = {"artifactLocation": file, "replacements": [replacement]}
            found[swap.span] = {"description": {"text": "Use plainer words."}, "artifactChanges": [change]}
    return found


def _home(letter: Letter, swap: Swap) -> Span | None:
    """The stretch of the source; None where the words stand in pieces, over two lines, or need quoting of their own."""
    pieces = letter.map.touching(swap.span)
    home = pieces[0].home
    if len(pieces) != 1 or not isinstance(home, TextHome) or "\n" in letter.text[swap.span.start : swap.span.end]:
        return None
    if home.quoting is not Quoting.PLAIN and _QUOTED & set(swap.words):
        return None
    start = home.span.start + swap.span.start - pieces[0].letter.start
    return Span(start, start + len(swap.span))
