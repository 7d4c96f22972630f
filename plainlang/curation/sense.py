"""Faults of the glossary as a whole: forms that two entries share, substitutes that are terms, hard meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from plainlang.finding import Level
from plainlang.glossary.compiled import Glossary, Term
from plainlang.glossary.entry import Entry, GlossaryFile
from plainlang.glossary.words import lower_words
from plainlang.readability import LEAST_WORDS, measure_sentences

MEANING_GRADE = 8.0
"""The highest US school grade of a meaning: it is put into letters, in brackets behind the term."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*|[\d$£€][\w.,-]*")
_SHORT = "ten"
"""Stands for a name or a number, as in `readability`: nobody can choose a plainer word for Connecticut."""
FormIndex = Mapping[tuple[str, ...], list[Term]]


def grade_of(meaning: str) -> float:
    """The US school grade of a meaning; 0 where it is too short to be measured.

    One short sentence is little to measure, so a single long word weighs heavily: a reason to choose a shorter one.
    """
    rows = [_measured(_WORD.findall(sentence)) for sentence in _SENTENCE.split(meaning)]
    return measure_sentences([row for row in rows if len(row) >= LEAST_WORDS]).grade or 0.0


def _measured(words: list[str]) -> list[str]:
    return [_SHORT if at and not word[0].islower() else word for at, word in enumerate(words)]


def form_index(glossary: Glossary) -> FormIndex:
    """Form (words in lower case) -> the terms that have it and are matched in any case."""
    index: dict[tuple[str, ...], list[Term]] = {}
    for pattern in glossary.patterns:
        if pattern.exact is None and pattern.term not in index.setdefault(pattern.words, []):
            index[pattern.words].append(pattern.term)
    return index


def shared_forms(glossary: Glossary) -> Iterator[tuple[str, list[Term]]]:
    """Each form that several entries of one part of speech have; a form matched as printed is compared as printed."""
    held: dict[tuple[tuple[str, ...], bool, str], dict[int, Term]] = {}
    for pattern in glossary.patterns:
        key = (pattern.exact or pattern.words, pattern.exact is not None, pattern.term.pos)
        held.setdefault(key, {})[id(pattern.term)] = pattern.term
    for (words, _, _), terms in held.items():
        if len(terms) > 1:
            yield " ".join(words), list(terms.values())


def terms_said(entry: Entry, index: FormIndex) -> Iterator[tuple[str, Term]]:
    """Each substitute of an entry that is itself (a form of) a term of the same part of speech."""
    for say in entry.substitutes():
        for term in index.get(lower_words(say.words), ()):
            if "phrase" in (entry.pos, term.pos) or entry.pos == term.pos:
                yield say.words, term


def is_guarded(term: Term) -> bool:
    """True for a term that counts only beside other words, so that its bare words may well be said."""
    return bool(term.near or term.about)


def loop_from(start: Term, index: FormIndex) -> list[str]:
    """The names of the terms on the way from a term over its substitutes back to itself; empty when there is none."""
    ways: list[list[Term]] = [[start]]
    seen: set[int] = set()
    while ways:
        way = ways.pop()
        for say in way[-1].says:
            for term in index.get(lower_words(say.one), ()):
                if term is start:
                    return [step.name for step in (*way, start)]
                if id(term) not in seen:
                    seen.add(id(term))
                    ways.append([*way, term])
    return []


def entry_sense(entry: Entry, index: FormIndex) -> Iterator[tuple[str, str]]:
    """Faults of one entry: what is wrong, and what to do."""
    for words, term in terms_said(entry, index):
        if not is_guarded(term):
            yield f"It says “{words}”, which is itself a term ({term.kind}).", "Say it in plainer words."
    grade = grade_of(entry.meaning or "")
    if grade > MEANING_GRADE:
        yield f"The meaning reads at grade {grade:g}; {MEANING_GRADE:g} is the limit.", "Use shorter words."
    if entry.level is Level.MUST and not any(example.passes for example in entry.examples):
        yield "An entry of level must shows no near miss.", "Add a sentence with `pass`."


def out_of_order(layer: GlossaryFile) -> list[int]:
    """The numbers of the entries that stand behind a later letter of the alphabet."""
    names = [entry.term.lower() for entry in layer.entries]
    return [at for at in range(1, len(names)) if names[at] < names[at - 1]]
