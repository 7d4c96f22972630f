"""Every acronym of a letter: where it stands, what the letter says it stands for, and whether readers know it.

Unlike the rule `acronym`, which marks what has to change, this leaves nothing out: common and spelled-out ones count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plainlang.errors import PlainlangError, internal_error
from plainlang.glossary.compiled import Glossary
from plainlang.language.lexicon import is_everyday, is_word
from plainlang.language.reading import Reading, is_shouted
from plainlang.language.short_forms import is_short_form, stem_of, tokens
from plainlang.letter import Letter
from plainlang.readers.table import read_letter
from plainlang.rules import capitals
from plainlang.rules.found import Found
from plainlang.spans import Span

_SHORT_WORD = 5
_SHORT_ROW = 4
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Acronym:
    """One occurrence. `span` and `long_span` are half-open code points of the letter's text.

    long_span: the long form the letter gives for it, there or elsewhere. known: the glossary has it.
    common: most adults know it.
    """

    span: Span
    name: str
    long_span: Span | None
    known: bool
    common: bool


@dataclass(frozen=True, slots=True)
class Inventory:
    """The acronyms of one letter in the order of their place; `error` for a letter that cannot be read."""

    path: str
    letter: Letter | None = None
    acronyms: tuple[Acronym, ...] = ()
    error: PlainlangError | None = None


def take_inventory(path: str, data: bytes, glossary: Glossary, *, reader: str | None = None) -> Inventory:
    """Lists the acronyms of one letter. A letter that cannot be read gives an inventory with `error`."""
    try:
        letter = read_letter(path, data, reader=reader)
        return Inventory(path, letter, tuple(_Search(Found(Reading(letter), glossary)).acronyms()))
    except PlainlangError as refusal:
        return Inventory(path, error=refusal)
    except Exception as error:  # noqa: BLE001 (a bug that one letter brings out must not cost the others their list)
        return Inventory(path, error=internal_error(path, error))


class _Search:
    """The acronyms of a reading: by the letter's own definitions, by the glossary, and by their shape."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._plain = found.reading.plain

    def acronyms(self) -> Iterator[Acronym]:
        """One for each occurrence, in order; none overlaps another."""
        end = 0
        for span in sorted(self._spans(), key=lambda span: (span.start, -span.end)):
            if span.start >= end and not self._is_masked(span):
                end = span.end
                yield self._acronym(span)

    def _acronym(self, span: Span) -> Acronym:
        name = stem_of(self._plain[span.start : span.end])
        spellings = {name, name.replace(".", "")}
        known = any(other.covers(span) for other in self._known) or not spellings.isdisjoint(self._names)
        common = not spellings.isdisjoint(self._found.glossary.common)
        return Acronym(span, name, self._long_spans.get(name), known, common)

    def _spans(self) -> Iterator[Span]:
        for span in self._known:
            if " " not in self._plain[span.start : span.end] and self._is_used(span):
                yield span
        for span in tokens(self._plain):
            text = self._plain[span.start : span.end]
            name = stem_of(text)
            if name in self._long_spans or (is_short_form(text) and self._is_meant(span, name)):
                yield span

    @cached_property
    def _long_spans(self) -> dict[str, Span]:
        """Short form -> the first long form the letter gives for it."""
        found: dict[str, Span] = {}
        for definition in self._found.definitions:
            found.setdefault(stem_of(definition.short), definition.long_span)
        return found

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(term.name for term in self._found.glossary.terms if term.kind == "acronym")

    @cached_property
    def _known(self) -> tuple[Span, ...]:
        """Where acronyms of the glossary stand, without a possessive mark, but with what belongs to them: IV-D case."""
        words = self._found.reading.words
        return tuple(
            Span(words[match.first].start, words[match.last].end)
            for match in self._found.matches
            if any(pattern.term.kind == "acronym" for pattern in match.patterns)
        )

    def _is_meant(self, span: Span, name: str) -> bool:
        """False for what only looks like an acronym: a word in capitals, a numeral, a mark on an envelope."""
        if not self._is_used(span):
            return False
        if name in self._names or name in self._found.glossary.common:
            return True
        if capitals.is_roman_numeral(name) or name in capitals.FURNITURE:
            return False
        return not self._is_word(span, name)

    def _is_used(self, span: Span) -> bool:
        """False for states, initials, parts of numbers, and words of a line in capitals."""
        text = self._plain[span.start : span.end]
        before, after = self._around(span)
        return not (
            capitals.is_state_code(text, before, after)
            or capitals.is_name_like(before, after)
            or capitals.labels_a_number(before, after)
            or re.match(r"-\w*\d", after)
            or re.search(r"\d-$", before)
            or (is_word(text) and self._in_shouting(span))
        )

    def _is_word(self, span: Span, name: str) -> bool:
        """A shouted word or a name: in the dictionary, in lower case elsewhere, or long and in a line of capitals."""
        parts = [part for part in name.split("-") if part]
        if name.isupper() and all(is_everyday(p) if len(p) <= _SHORT_WORD else is_word(p) for p in parts):
            return True
        if name.lower() in self._quiet or name.capitalize() in self._quiet:
            return True
        return self._in_shouting(span) and (len(name) > _SHORT_ROW or is_word(name))

    @cached_property
    def _quiet(self) -> frozenset[str]:
        """The words of the letter that are not in capitals."""
        return frozenset(re.findall(r"\b[A-Za-z][a-z]+\b", self._plain))

    def _in_shouting(self, span: Span) -> bool:
        text = self._found.reading.letter.text
        end = text.find("\n", span.end)
        return is_shouted(text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)])

    def _is_masked(self, span: Span) -> bool:
        return any(masked.overlaps(span) for masked in self._found.reading.masked)

    def _around(self, span: Span) -> tuple[str, str]:
        """Some code points before and behind, of the same block."""
        block = self._found.reading.block_at(span.start).span
        before = self._plain[max(block.start, span.start - _AROUND) : span.start]
        return before, self._plain[span.end : max(span.end, min(block.end, span.end + _AROUND))]
