"""Finds glossary terms in a row of words: longest first, at word edges, without grammar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plainlang.glossary.compiled import Glossary, Pattern, Term
from plainlang.glossary.words import Word
from plainlang.spans import Span


@dataclass(frozen=True, slots=True)
class Match:
    """Words of the letter that may be a term.

    first, last: indexes into the row of words (last included), the term without its possessive mark.
    patterns: every pattern that reads these words, of one term or of several (noun and verb).
    possessive: how many words the possessive mark behind the term takes (0, 1 or 2).
    """

    span: Span
    first: int
    last: int
    patterns: tuple[Pattern, ...]
    possessive: int = 0


def find_matches(words: Sequence[Word], glossary: Glossary) -> list[Match]:
    """Every longest match from left to right; matches never overlap."""
    found: list[Match] = []
    at, end = 0, len(words)
    starts = glossary.by_first
    while at < end:
        group = starts.get(words[at].lower)
        match = _longest(words, at, group) if group else None
        if match is None:
            at += 1
        else:
            found.append(match)
            at = match.last + 1
    return found


def _longest(words: Sequence[Word], at: int, group: Sequence[Pattern]) -> Match | None:
    """`group` is sorted longest first, so the first hit sets the length."""
    hits: list[Pattern] = []
    for pattern in group:
        length = len(pattern.words)
        if hits and length < len(hits[0].words):
            break
        if _reads(words, at, pattern):
            hits.append(pattern)
    if not hits:
        return None
    last = at + len(hits[0].words) - 1
    possessive = _possessive(words, last)
    return Match(Span(words[at].start, words[last + possessive].end), at, last, tuple(hits), possessive)


def _reads(words: Sequence[Word], at: int, pattern: Pattern) -> bool:
    if at + len(pattern.words) > len(words):
        return False
    if any(words[at + k].lower != word for k, word in enumerate(pattern.words)):
        return False
    if pattern.exact is not None:
        there = [words[at + k].text for k in range(len(pattern.words))]
        return there == list(pattern.exact) and _stands_alone(words, at, at + len(there) - 1)
    return True


def _stands_alone(words: Sequence[Word], first: int, last: int) -> bool:
    """A code is no part of a longer code: IWO is not found in e-IWO, nor CSE in CSE-IL-40028."""
    if first and words[first - 1].end == words[first].start and words[first - 1].text in "-$#_":
        return False
    digits = False
    while (
        last + 1 < len(words)
        and words[last + 1].start == words[last].end
        and (words[last + 1].text in "-_" or words[last + 1].text.isalnum())
    ):
        last += 1
        digits = digits or any(char.isdigit() for char in words[last].text)
    return not digits


def _possessive(words: Sequence[Word], last: int) -> int:
    """The words of a possessive mark that follows directly: `'s` is two, `'` after an s is one."""
    if last + 1 >= len(words) or words[last + 1].lower != "'" or words[last + 1].start != words[last].end:
        return 0
    if last + 2 < len(words) and words[last + 2].lower == "s" and words[last + 2].start == words[last + 1].end:
        return 2
    return 1 if words[last].lower.endswith("s") else 0


def inside_kept_phrase(words: Sequence[Word], match: Match, term: Term) -> bool:
    """True when the match is part of a longer phrase of the term's `keep_in`."""
    for phrase in term.keep_in:
        length = len(phrase)
        for start in range(max(0, match.last - length + 1), match.first + 1):
            if start + length <= match.last:
                continue
            if tuple(word.lower for word in words[start : start + length]) == phrase:
                return True
    return False
