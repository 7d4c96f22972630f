"""How hard a letter is to read: textstat's formulas over our own sentences and words.

textstat counts sentences by full stops and words by spaces, which breaks on `$4,120.55`, `9 a.m.`, `P.O. Box 12`,
bullets and address lines. So it is handed a text rebuilt from the prose of the letter: each sentence its words
and one full stop, each number or amount one short word. Its syllables come from NLTK's CMU dictionary, which it would
download; plainlang's own copy of that dictionary is put in NLTK's place.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from plainlang.language.lexicon import syllables
from plainlang.language.reading import Reading
from plainlang.spans import Span

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


def sentence_words(reading: Reading) -> list[list[str]]:
    """The words of each prose sentence of LEAST_WORDS words or more, numbers replaced by a short word."""
    prose = [sentence for sentence in reading.sentences if reading.holds_sentences(sentence.block)]
    rows = [_words(reading.plain, sentence.span) for sentence in prose]
    return [row for row in rows if len(row) >= LEAST_WORDS]


def _words(plain: str, span: Span) -> list[str]:
    found = _TOKEN.findall(plain, span.start, span.end)
    return [_NUMBER if any(char.isdigit() for char in word) else word.replace(".", "") for word in found]


def measure_sentences(rows: list[list[str]]) -> Readability:
    """The scores of sentences given as rows of words."""
    count = sum(map(len, rows))
    if not rows:
        return Readability(words=0, sentences=0)
    formulas = _textstat()
    text = " ".join(f"{' '.join(row)}." for row in rows)
    grades = {
        "flesch_kincaid_grade": formulas.flesch_kincaid_grade(text),
        "smog_index": formulas.smog_index(text),
        "gunning_fog": formulas.gunning_fog(text),
        "coleman_liau": formulas.coleman_liau_index(text),
        "automated_readability_index": formulas.automated_readability_index(text),
    }
    others = {
        "flesch_reading_ease": formulas.flesch_reading_ease(text),
        "dale_chall": formulas.dale_chall_readability_score(text),
    }
    scores = {name: round(float(score), 1) for name, score in (grades | others).items()}
    grade = round(max(0.0, statistics.median(grades.values())), 1)
    return Readability(words=count, sentences=len(rows), grade=grade, **scores)


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
