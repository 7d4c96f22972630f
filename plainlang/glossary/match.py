"""Finds glossary terms in a row of words: longest first, at word edges, without grammar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plainlang.glossary.compiled import Glossary, Node, Pattern, Term
from plainlang.glossary.words import Word, split_words
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
    starts = glossary.root.next
    while at < end:
        node = starts.get(words[at].lower)
        match = _longest(words, at, node) if node is not None else None
        if match is None:
            at += 1
        else:
            found.append(match)
            at = match.last + 1
    return found


def terms_in(text: str, glossary: Glossary) -> list[Term]:
    """The terms that stand in these words, each once."""
    matches = find_matches(split_words(text), glossary)
    return list({id(pattern.term): pattern.term for match in matches for pattern in match.patterns}.values())


def _longest(words: Sequence[Word], first: int, node: Node) -> Match | None:
    """Walks down the tree as far as the words go, and keeps the last place where a term ends."""
    best: tuple[int, list[Pattern]] | None = None
    last, end = first, len(words)
    following: Node | None = node
    while following is not None:
        hits = [pattern for pattern in following.patterns if _as_printed(words, first, last, pattern)]
        if hits:
            best = last, hits
        last += 1
        following = following.next.get(words[last].lower) if last < end else None
    if best is None:
        return None
    last, hits = best
    possessive = _possessive(words, last)
    return Match(Span(words[first].start, words[last + possessive].end), first, last, tuple(hits), possessive)


def _as_printed(words: Sequence[Word], first: int, last: int, pattern: Pattern) -> bool:
    if pattern.exact is None:
        return True
    there = tuple(word.text for word in words[first : last + 1])
    return there == pattern.exact and _stands_alone(words, first, last)


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
