"""Which suggestions can be written into a letter: the first of each finding, where its words stand literally."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from plainlang.finding import Finding
from plainlang.letter import Letter
from plainlang.spans import Span


class Swap(NamedTuple):
    """New words for a span of the letter (half-open code points of its text), and the finding they come from."""

    span: Span
    words: str
    finding: Finding


def choose_swaps(letter: Letter, findings: Iterable[Finding], *, least: int) -> list[Swap]:
    """The swaps of a letter from left to right, none touching the words of another.

    least: findings below this rank (0 note, 1 should, 2 must) stay. Words that do not stand in the file as they
    are read (an entity, a merge field, a page of a PDF) are left alone.
    """
    swaps: list[Swap] = []
    for finding in sorted(findings, key=lambda finding: finding.span):
        words = _writable(finding, letter.source.encoding)
        free = not swaps or swaps[-1].span.end <= finding.span.start
        if finding.level.rank >= least and words is not None and free and letter.map.is_writable(finding.span):
            swaps.append(Swap(finding.span, words, finding))
    return swaps


def _writable(finding: Finding, encoding: str) -> str | None:
    """The first suggestion that the letter's own encoding can hold."""
    for words in finding.suggestions:
        try:
            words.encode(encoding)
        except UnicodeEncodeError:
            continue
        return words
    return None
