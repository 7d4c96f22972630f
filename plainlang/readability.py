"""How hard a letter is to read: textstat's counts and formulas over our own sentences and words.

textstat counts sentences by full stops and words by spaces, which breaks on `$4,120.55`, `9 a.m.`, `P.O. Box 12`,
bullets and address lines. So it is handed a text rebuilt from the prose of the letter: each sentence its words
and one full stop, each number or amount one short word. Its syllables come from NLTK's CMU dictionary, which it would
download; plainlang's own copy of that dictionary is put in NLTK's place.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from plainlang.language.lexicon import syllables
from plainlang.language.reading import Reading
from plainlang.remembered import remembered, remembered_if_short

_TOKEN = re.compile(
    r"[$£€]?\d[\d,.:/%-]*(?:\s?(?:[ap]\.?m\b\.?|st\b|nd\b|rd\b|th\b))?|(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:[’'.-][^\W\d_]+)*|[^\W_]+"
)
_NUMBER = "ten"
"""Stands for an amount, a date, a time or any other number: one short word, as it is read at a glance."""
LEAST_WORDS = 3
"""Shorter sentences ("Thank you.") are no measure of anything; textstat leaves them out as well."""


@dataclass(frozen=True, slots=True)
class Readability:
    """Scores of a letter; None where it holds no sentence. `grade` is the median of the five grade formulas."""

    words: int
    sentences: int
    flesch_kincaid_grade: float | None = None
    flesch_reading_ease: float | None = None
    smog_index: float | None = None
    gunning_fog: float | None = None
    dale_chall: float | None = None
    coleman_liau: float | None = None
    automated_readability_index: float | None = None
    grade: float | None = None


def measure(reading: Reading) -> Readability:
    """The scores of a letter's prose, rounded to one decimal."""
    return measure_sentences(sentence_words(reading))


def sentence_words(reading: Reading) -> list[tuple[str, ...]]:
    """The words of each prose sentence of LEAST_WORDS words or more, numbers replaced by a short word."""
    prose = [sentence for sentence in reading.sentences if reading.holds_sentences(sentence.block)]
    rows = [_words(reading.plain[sentence.span.start : sentence.span.end]) for sentence in prose]
    return [row for row in rows if len(row) >= LEAST_WORDS]


@remembered
def _words(sentence: str) -> tuple[str, ...]:
    found = _TOKEN.findall(sentence)
    return tuple(_NUMBER if any(char.isdigit() for char in word) else word.replace(".", "") for word in found)


class _Counts(NamedTuple):
    """What the formulas are made of, as textstat counts it: of a sentence, or of a letter."""

    sentences: int = 0
    words: int = 0
    tokens: int = 0
    letters: int = 0
    signs: int = 0
    syllables: int = 0
    long: int = 0
    hard: int = 0
    unfamiliar: int = 0


def measure_sentences(rows: Sequence[Sequence[str]]) -> Readability:
    """The scores of sentences given as rows of words."""
    if not rows:
        return Readability(words=0, sentences=0)
    counts = [_counts(" ".join(row)) for row in rows]
    total = _Counts(*map(sum, zip(*counts, strict=True)))
    scores = {name: round(score, 1) for name, score in _formulas(total).items()}
    grade = round(max(0.0, statistics.median(_formulas(total)[name] for name in _GRADES)), 1)
    return Readability(words=sum(map(len, rows)), sentences=len(rows), grade=grade, **scores)


@remembered_if_short
def _counts(words: str) -> _Counts:
    """A sentence as textstat counts it. Letters repeat their sentences, so each is counted once."""
    textstat, text = _textstat(), f"{words}."
    count = textstat.lexicon_count(text)
    return _Counts(
        sentences=int(count >= LEAST_WORDS),
        words=count,
        tokens=textstat.lexicon_count(text, removepunct=False),
        letters=textstat.letter_count(text),
        signs=textstat.char_count(text),
        syllables=textstat.syllable_count(text),
        long=textstat.polysyllabcount(text),
        hard=textstat.difficult_words(text, syllable_threshold=3, unique=False),
        unfamiliar=textstat.difficult_words(text, syllable_threshold=0, unique=False),
    )


_GRADES = ("flesch_kincaid_grade", "smog_index", "gunning_fog", "coleman_liau", "automated_readability_index")
_MANY_UNFAMILIAR = 5
"""Percent of the words, above which Dale and Chall add a constant."""


def _formulas(c: _Counts) -> dict[str, float]:
    """textstat's formulas over counts; a test holds them to what textstat says of the whole text.

    Flesch 1948; Kincaid 1975; McLaughlin 1969 (SMOG); Gunning 1952; Coleman and Liau 1975; Smith and Senter 1967 (ARI);
    Dale and Chall 1948.
    """
    sentences, words = max(1, c.sentences), c.words
    if not (words and c.letters and c.syllables):
        return dict.fromkeys((*_GRADES, "flesch_reading_ease", "dale_chall"), 0.0)
    length, syllables = words / sentences, c.syllables / words
    unfamiliar = 100 * c.unfamiliar / words
    return {
        "flesch_kincaid_grade": 0.39 * length + 11.8 * syllables - 15.59,
        "smog_index": 1.043 * (30 * c.long / sentences) ** 0.5 + 3.1291,
        "gunning_fog": 0.4 * (length + 100 * c.hard / words),
        "coleman_liau": 5.8 * c.letters / words - 29.6 * sentences / words - 15.8,
        "automated_readability_index": 4.71 * c.signs / c.tokens + 0.5 * length - 21.43,
        "flesch_reading_ease": 206.835 - 1.015 * length - 84.6 * syllables,
        "dale_chall": 0.1579 * unfamiliar + 0.0496 * length + (3.6365 if unfamiliar > _MANY_UNFAMILIAR else 0.0),
    }


class _Syllables(Mapping[str, list[list[str]]]):
    """Our dictionary in the shape of NLTK's: a word's phones, of which only the vowels are kept."""

    def __getitem__(self, word: str) -> list[list[str]]:
        return [["AH0"] * syllables(word)]

    def __iter__(self) -> Iterator[str]:
        raise TypeError("the dictionary is looked up, never listed")

    def __len__(self) -> int:
        return 0


@lru_cache(maxsize=1)
def _textstat() -> Any:
    """textstat with our syllables in it, so that it never asks NLTK to download a corpus.

    textstat looks for the corpus with `nltk.data.find` and then calls `nltk.corpus.cmudict.dict()`; both names are
    public in NLTK. The first is answered only for this one corpus.
    """
    import nltk
    import textstat

    find = nltk.data.find

    def find_or_ours(name: str, *args: object, **options: object) -> object:
        return name if name == "corpora/cmudict" else find(name, *args, **options)

    nltk.data.find = find_or_ours
    nltk.corpus.cmudict = SimpleNamespace(dict=_Syllables)
    textstat.set_lang("en_US")
    return textstat
