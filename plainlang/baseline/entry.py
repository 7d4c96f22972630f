"""What a baseline keeps of a finding: its rule, and digests of its words and of the words around them.

A baseline lies in a repository, so no word of a letter stands in it. A digest of ordinary words can be guessed by
trying phrases. So digests are short: each one fits millions of phrases, which is enough to tell the findings of one
letter apart and says little to anybody else. Names, numbers and blanks are never part of the words around. They change
from letter to letter anyway.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from plainlang.letter import Letter
from plainlang.spans import Span, Stretches

if TYPE_CHECKING:
    from plainlang.report import Report

_AROUND = 4
"""So many words on each side tell a finding from others with the same words."""
_FAR = 40
"""Words that are looked at for these, since a row of names and numbers counts as one."""
_OF_THE_LETTER = frozenset({"reading-grade"})
"""Rules that judge the letter as a whole; the sentence they are shown at may be another one tomorrow."""
_BYTES = 3
_MASK = "0"
_WORD = re.compile(r"\w(?:[\w.,:/'’-]*\w)?")
_OPENERS = frozenset(
    "a about after all an and any as at because before both but by do does each every for from had has have he her his "
    "how i if in is it its many may more most must my no not of on once one only or our please she should since so "
    "some than that the their them then there these they this those to under until we were what when where which while "
    "who why will with you your".split()
)
"""Words that begin sentences; any other word with a capital letter may be a name."""


class Entry(NamedTuple):
    """A finding as a baseline knows it.

    words, before, behind: digests in hexadecimal of the words that were found, and of those around them in the same
    paragraph; empty where there are none. term: the glossary's name for what was found, empty for none.
    """

    rule: str
    words: str
    before: str = ""
    behind: str = ""
    term: str = ""

    @property
    def same(self) -> tuple[str, str, str, str]:
        """What makes two entries the same: all but the term, which a glossary may call by another name tomorrow."""
        return self[:4]


def entries_of(report: Report) -> tuple[Entry, ...]:
    """An entry for each finding of a letter, in their order; none for a letter that could not be read."""
    if report.letter is None or not report.findings:
        return ()
    letter = report.letter
    words = _Words(letter)
    entries = []
    for finding in report.findings:
        term = finding.term or ""
        if finding.rule in _OF_THE_LETTER:
            entries.append(Entry(finding.rule, "", term=term))
        else:
            before, behind = words.around(finding.span)
            said = _even(letter.text[finding.span.start : finding.span.end])
            entries.append(Entry(finding.rule, _digest(said), _side(before), _side(behind), term))
    return tuple(entries)


class _Words:
    """The words of a letter with their places; names, numbers and blanks are masked."""

    def __init__(self, letter: Letter) -> None:
        self._text = letter.text
        self._blanks = Stretches(blank.span for blank in letter.blanks)
        self._blocks = sorted(block.span for block in letter.blocks)
        found = [match.span() for match in _WORD.finditer(letter.text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def around(self, span: Span) -> tuple[list[str], list[str]]:
        """The nearest words on each side in the same paragraph, in the order away from the span."""
        block = self._block(span)
        first = bisect_left(self._starts, block.start)
        left = bisect_right(self._ends, span.start)
        right = bisect_left(self._starts, span.end)
        last = bisect_right(self._ends, block.end)
        before = range(left - 1, max(first, left - _FAR) - 1, -1)
        return self._nearest(before), self._nearest(range(right, min(last, right + _FAR)))

    def _block(self, span: Span) -> Span:
        at = bisect_right(self._blocks, span.start, key=lambda block: block.start) - 1
        return self._blocks[at] if at >= 0 and span.start < self._blocks[at].end else span

    def _nearest(self, places: Iterable[int]) -> list[str]:
        """The first few; a row of masked words is one of them, however many names or numbers stand there."""
        chosen: list[str] = []
        for at in places:
            word = self._masked(Span(self._starts[at], self._ends[at]))
            if word != _MASK or chosen[-1:] != [_MASK]:
                chosen.append(word)
                if len(chosen) == _AROUND:
                    break
        return chosen

    def _masked(self, span: Span) -> str:
        return _MASK if self._blanks.overlap(span) else _masked(self._text[span.start : span.end])


def _masked(word: str) -> str:
    small = _even(word)
    is_name = word[0].isupper() and small not in _OPENERS
    return _MASK if is_name or not small.replace("'", "").replace("-", "").isalpha() else small


def _side(words: list[str]) -> str:
    """The digest of the words of one side; empty where no word tells it from others."""
    return "" if set(words) <= {_MASK} else _digest(" ".join(words))


def _even(words: str) -> str:
    return " ".join(words.split()).lower().replace("’", "'")


def _digest(words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()
