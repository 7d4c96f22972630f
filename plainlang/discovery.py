"""Words of a library of letters that may belong into the glossary, ranked.

A candidate is a word, or two or three words in a row, that hardly anybody uses, or that stands far more often here
than in general English. How far is measured by the log-likelihood ratio of a binomial (Dunning 1993, "Accurate
methods for the statistics of surprise and coincidence"), with the chance p of the word in general English taken as
known:

    G2 = 2 * (a * ln(a / (N * p)) + (N - a) * ln((N - a) / (N * (1 - p))))

a: how often it stands here, N: all words here. p comes from wordfreq; for a phrase it is 1 / (1/p1 + 1/p2 + ...), as
wordfreq itself answers for several words: that is too high rather than too low, so no phrase is ranked too well.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from plainlang.glossary.compiled import Glossary
from plainlang.glossary.words import Word
from plainlang.language import rarity
from plainlang.language.lexicon import is_everyday
from plainlang.letter import Kind
from plainlang.rules.found import Found
from plainlang.spans import Span

LEAST_G2 = 15.13
"""Chance alone gives so much once in 10,000 words (chi squared, one degree of freedom)."""
_LEAST_COUNT = 3
_LEAST_RATIO = 10.0
_SHORTEST = 4
_MOST_WORDS = 3
_FUNCTION_WORD = 6.0
"""Words from this Zipf frequency on (the, your, will, make) are no part of a term."""
_BELOW_THE_LIST = 0.9
"""Taken as the Zipf frequency of a word that the long list, which ends at 1, does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that may be a term.

    count: how often they stand in the library, letters: in how many letters. zipf: their frequency in general English,
    None when it is too low to be known. score: G2, see the module. rare: False when they are only more frequent here.
    text, span: a block of a letter and the half-open code points of the words in it. These are private:
    show `drafting.neutral` of them.
    """

    term: str
    count: int
    letters: int
    zipf: float | None
    score: float
    rare: bool
    text: str
    span: Span


@dataclass(slots=True)
class _Tally:
    text: str
    span: Span
    count: int = 0
    letters: set[int] = field(default_factory=set)


class Survey:
    """Counts the words of one letter after the other; `candidates` ranks what was found so far."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._tallies: dict[str, _Tally] = {}
        self._people: set[str] = set()
        self._capitals: Counter[str] = Counter()
        self._words = 0
        self._letters = 0

    def add(self, found: Found) -> None:
        """Counts one letter; terms of the glossary, frames, quotes and lines in another language stay out."""
        self._letters += 1
        self._words += sum(word.text[0].isalpha() for word in found.reading.words)
        self._people.update(_names_in_frames(found))
        self._capitals.update(_capitals_in_prose(found))
        for run in _runs(found):
            block = found.reading.block_at(run[0].start).span
            text = found.reading.plain[block.start : block.end]
            for row in _rows(run):
                tally = self._tallies.setdefault(
                    " ".join(word.text for word in row),
                    _Tally(text, Span(row[0].start - block.start, row[-1].end - block.start)),
                )
                tally.count += 1
                tally.letters.add(self._letters)

    def candidates(self) -> list[Candidate]:
        """The candidates, highest score first."""
        found = [self._judge(term, tally) for term, tally in _merged(self._tallies).items()]
        return sorted((one for one in found if one), key=lambda one: (-one.score, one.term))

    def _judge(self, term: str, tally: _Tally) -> Candidate | None:
        words = term.split()
        if self._is_offered(term) or any(self._is_name(word, tally.count) for word in words):
            return None
        known = [rarity.zipf(word) for word in words]
        chance = 1 / sum(10 ** (9 - (_BELOW_THE_LIST if each is None else each)) for each in known)
        score = surprise(tally.count, self._words, chance)
        rare = len(words) == 1 and not rarity.is_familiar(term)
        if not rare and not self._is_marked_here(tally.count, chance, score):
            return None
        return Candidate(
            term=term,
            count=tally.count,
            letters=len(tally.letters),
            zipf=None if None in known else round(math.log10(chance) + 9, 2),
            score=score,
            rare=rare,
            text=tally.text,
            span=tally.span,
        )

    def _is_marked_here(self, count: int, chance: float, score: float) -> bool:
        often = count >= _LEAST_COUNT and count / self._words >= _LEAST_RATIO * chance
        return often and score >= LEAST_G2

    def _is_name(self, word: str, count: int) -> bool:
        if rarity.is_familiar(word):
            return False
        return word in self._people or self._capitals[word] >= count

    def _is_offered(self, term: str) -> bool:
        """True for words of a substitute: the glossary calls them plain."""
        return f" {term} " in self._offered

    @cached_property
    def _offered(self) -> str:
        says = [say for term in self._glossary.terms for say in term.says]
        return "".join(f" {words.lower()} |" for say in says for words in (say.one, say.many or ""))


def surprise(count: int, total: int, chance: float) -> float:
    """G2 of `count` in `total` words where each has the `chance`; negative where there are fewer than expected."""
    rest = total - count
    ratio = count * math.log(count / (total * chance))
    if rest > 0:
        ratio += rest * math.log(rest / (total * (1 - chance)))
    return math.copysign(2 * ratio, count - total * chance)


def _names_in_frames(found: Found) -> Iterator[str]:
    """The words with a capital in address, signature and the like, and behind "Dear"; in lower case."""
    for word in found.reading.words:
        if word.text[0].isupper() and (
            found.reading.in_frame(word.start) or found.reading.block_at(word.start).kind is Kind.SALUTATION
        ):
            yield word.lower


def _capitals_in_prose(found: Found) -> Iterator[str]:
    """The words with a capital right behind another word of running text, in lower case."""
    words = found.reading.words
    for before, word in pairwise(words):
        if before.text[0].isalpha() and word.text[0].isupper() and found.reading.is_prose(word.start):
            yield word.lower


def _runs(found: Found) -> Iterator[list[Word]]:
    """Stretches of lower-case words that no mark, capital, number or term of the glossary interrupts."""
    taken = {at for match in found.matches for at in range(match.first, match.last + 1)}
    run: list[Word] = []
    for at, word in enumerate(found.reading.words):
        fits = at not in taken and _may_count(found, word)
        if run and not (fits and _is_next(found, run[-1], word)):
            yield run
            run = []
        if fits:
            run.append(word)
    if run:
        yield run


def _may_count(found: Found, word: Word) -> bool:
    if not (word.text.islower() and word.text.isascii() and word.text.isalpha()):
        return False
    around = found.reading.plain[max(0, word.start - 1) : word.start] + found.reading.plain[word.end : word.end + 1]
    if any(mark in "'’@_#/\\-&" for mark in around):
        return False
    return not (found.reading.in_frame(word.start) or found.is_left_alone(Span(word.start, word.end)))


def _is_next(found: Found, before: Word, word: Word) -> bool:
    gap = found.reading.plain[before.end : word.start]
    return gap.isspace() and found.reading.block_at(before.start) is found.reading.block_at(word.start)


def _rows(run: list[Word]) -> Iterator[list[Word]]:
    """Every word and every two or three words of a run that may be a term: none of everyday words alone."""
    for start in range(len(run)):
        for end in range(start + 1, min(start + _MOST_WORDS, len(run)) + 1):
            row = run[start:end]
            if not _is_content(row[-1].text):
                break
            if not all(is_everyday(word.text) for word in row):
                yield row


def _is_content(word: str) -> bool:
    return len(word) >= _SHORTEST and (rarity.zipf(word) or 0) < _FUNCTION_WORD


def _merged(tallies: dict[str, _Tally]) -> dict[str, _Tally]:
    """Plurals counted with their singular, where both stand in the library."""
    merged: dict[str, _Tally] = {}
    for term in sorted(tallies):
        one = term.removesuffix("s")
        name, tally = (one if one in tallies else term), tallies[term]
        kept = merged.setdefault(name, _Tally(tally.text, tally.span))
        kept.count += tally.count
        kept.letters |= tally.letters
    return merged


def without_parts(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Leaves out what stands only inside a longer candidate ("nested" in Frantzi et al. 2000), but no rare word."""
    kept = list(candidates)
    inside = {(part, one.count) for one in kept for part in _parts(one.term.split())}
    return [one for one in kept if one.rare or (one.term, one.count) not in inside]


def _parts(words: list[str]) -> Iterable[str]:
    for length in range(1, len(words)):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])
