"""Facts: everything a check may ask about a letter, each found once, when the first check asks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from plainlang.config import Settings
from plainlang.facts.contacts import Contact, find_contacts
from plainlang.facts.dates import FoundDate, find_dates, letter_date
from plainlang.facts.money import Amount, find_amounts
from plainlang.facts.numbers import find_case_numbers
from plainlang.facts.parts import Parts, find_parts
from plainlang.facts.profile import Profile, Told, guess_profile
from plainlang.facts.protected import find_protected
from plainlang.facts.remembered import stretch_start
from plainlang.facts.tone import Mood, chance_in, mood_of
from plainlang.finding import Finding
from plainlang.language.acts import Acts, judge
from plainlang.language.reading import Reading, Sentence
from plainlang.letter import PROSE, Kind, Letter
from plainlang.readability import Readability
from plainlang.spans import Span

_WRAPPED = re.compile(r"([^\n]{55})\n(?=\S)")
"""A line end behind so many characters only fills the page; behind fewer it may part two rows."""
MOSTLY = 0.6
"""A sentence of which this share is protected is not the writer's."""


class Facts:
    """A letter as the checks see it. All spans are half-open code points of the letter."""

    def __init__(
        self,
        reading: Reading,
        settings: Settings,
        *,
        findings: Sequence[Finding] = (),
        readability: Readability | None = None,
        told: Told | None = None,
    ) -> None:
        self.reading = reading
        self.settings = settings
        self.findings = findings
        self.readability = readability
        self.text = _in_lines(reading.letter)
        self._told = told or Told()
        self._words: dict[Span, str] = {}

    def words(self, span: Span) -> str:
        """The text of a span, the same object each time: what is remembered of it is kept under one copy."""
        words = self._words.get(span)
        if words is None:
            words = self._words[span] = self.text[span.start : span.end]
        return words

    def lead_in(self, place: int, *, most: int, start: int = 0) -> str:
        """The words before a place: back to the last full stop, `most` characters, or `start` of the letter's text."""
        low = max(start, place - most, stretch_start(self.text, place))
        return self.text[low:place]

    @cached_property
    def parts(self) -> Parts:
        """Letterhead, addressee, greeting, body, signature and so on."""
        return find_parts(self.reading)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body, without those the law or a court words (quoted or marked as protected)."""
        return tuple(s for s in self.parts.sentences if not self._is_mostly_protected(s.span))

    @cached_property
    def protected(self) -> tuple[Span, ...]:
        """Wording that is not the writer's: quoted orders, stretches the file marks, what the settings name."""
        return find_protected(self.reading.letter, self.settings.sixty_minutes.protected)

    def is_protected(self, span: Span) -> bool:
        """True when the span lies within protected wording."""
        return any(one.start <= span.start and span.end <= one.end for one in self.protected)

    def _is_mostly_protected(self, span: Span) -> bool:
        shared = sum(max(0, min(one.end, span.end) - max(one.start, span.start)) for one in self.protected)
        return shared > MOSTLY * len(span)

    @cached_property
    def profile(self) -> Profile:
        """Who reads the letter, and whether it takes something away; guessed where nobody told."""
        return guess_profile(self.text, self.parts, told=self._told)

    @cached_property
    def date(self) -> FoundDate | None:
        """The letter's own date; None without one."""
        return letter_date(find_dates(self.text), self.parts.dates)

    @property
    def day(self) -> datetime.date | None:
        """The day of the letter's own date."""
        return self.date.day if self.date else None

    @cached_property
    def dates(self) -> tuple[FoundDate, ...]:
        """All dates, the letter's own among them, in order."""
        return tuple(find_dates(self.text, near=self.day))

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """Phone numbers, e-mail and web addresses anywhere in the letter, in order."""
        return tuple(find_contacts(self.text))

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Amounts of money anywhere in the letter, in order."""
        return tuple(find_amounts(self.text))

    @cached_property
    def case_numbers(self) -> tuple[Span, ...]:
        """The places of case and file numbers anywhere in the letter, in order."""
        return tuple(find_case_numbers(self.text))

    @cached_property
    def _acts(self) -> dict[Span, Acts]:
        """What each sentence of the body does, judged in one go."""
        spans = [sentence.span for sentence in self.sentences]
        return dict(zip(spans, judge([self.reading.plain[s.start : s.end] for s in spans]), strict=True))

    def acts(self, sentence: Sentence) -> Acts:
        """What a sentence of the body does to the reader: for each act, how likely it is."""
        return self._acts[sentence.span]

    def tone(self, fault: str, among: Sequence[Sentence]) -> float:
        """How likely the letter commits a fault of tone, from 0 to 1. among: the sentences that can commit it."""
        return chance_in(self._mood, fault, [self._acts[sentence.span] for sentence in among])

    @cached_property
    def _mood(self) -> Mood:
        return mood_of([self._acts[sentence.span] for sentence in self.sentences])

    def likely(self, act: str, among: Iterable[Sentence] | None = None) -> list[Sentence]:
        """The sentences of the body that do `act`, in order, as far as the model is sure."""
        return [s for s in (self.sentences if among is None else among) if self.acts(s).does(act)]

    def possible(self, act: str, among: Iterable[Sentence] | None = None) -> list[Sentence]:
        """The sentences that may do `act`: the model is not sure, or sure."""
        return [s for s in (self.sentences if among is None else among) if self.acts(s).may(act)]

    def dates_in(self, span: Span) -> list[FoundDate]:
        """The dates within a span."""
        return [one for one in self.dates if span.start <= one.span.start < span.end]

    def amounts_in(self, span: Span) -> list[Amount]:
        """The amounts within a span."""
        return [one for one in self.amounts if span.start <= one.span.start < span.end]

    def contacts_in(self, span: Span) -> list[Contact]:
        """The contacts within a span, well formed or not."""
        return [one for one in self.contacts if span.start <= one.span.start < span.end]

    def near(self, sentence: Sentence, *, before: int = 0, after: int = 0) -> Sequence[Sentence]:
        """The sentence with its neighbours of the body."""
        at = self.sentences.index(sentence)
        return self.sentences[max(0, at - before) : at + after + 1]

    @cached_property
    def rows(self) -> tuple[Span, ...]:
        """The rows of tables: lines with two cells or more."""
        cells = [block.span for block in self.reading.letter.blocks if block.kind is Kind.TABLE_CELL]
        rows: list[Span] = []
        for cell in cells:
            if rows and "\n" not in self.text[rows[-1].end : cell.start]:
                rows[-1] = Span(rows[-1].start, cell.end)
            else:
                rows.append(cell)
        return tuple(rows)


def _in_lines(letter: Letter) -> str:
    """The letter's text as its lines are meant: a wrapped line goes on behind a space, and the cells of a row stand in
    one line with tabs between. No character moves.
    """
    pieces, at, row = [], 0, None
    for block in letter.blocks:
        start, end = block.span
        if start < at:
            continue
        gap, words = letter.text[at:start], letter.text[start:end]
        pieces.append("\t" if gap == "\n" and block.row is not None and block.row == row else gap)
        pieces.append(_WRAPPED.sub(r"\1 ", words) if block.kind in PROSE else words)
        at, row = end, block.row
    return "".join([*pieces, letter.text[at:]])
