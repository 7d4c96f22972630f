"""The cards beside a letter: what is said more than once has one card, with all its places."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from plainlang.finding import Finding, Level
from plainlang.letter import Letter
from plainlang.report import Waived
from plainlang.reporters.as_html_letter import Marks
from plainlang.reporters.as_html_places import Places
from plainlang.reporters.as_html_words import on_one_line, rule_name, seen


class Spot(NamedTuple):
    """A place of a card. mark: the number of its mark. place: "Footer" and the like; empty where the mark tells."""

    mark: int
    drawn: bool
    place: str


class Wording(NamedTuple):
    """Words of the letter, what to say instead, and where they stand."""

    words: str
    choices: tuple[str, ...]
    spots: tuple[Spot, ...]


class Card(NamedTuple):
    """Findings that say the same. number: from 1. whys: each reason once. term: empty where the words name it."""

    number: int
    level: Level
    rule: str
    term: str
    whys: tuple[str, ...]
    wordings: tuple[Wording, ...]

    @property
    def spots(self) -> tuple[Spot, ...]:
        """All places, in the order of their wordings."""
        return tuple(spot for wording in self.wordings for spot in wording.spots)


class Kept(NamedTuple):
    """A waived finding, with the reason given for it."""

    words: str
    place: str
    reason: str
    rule: str


def cards(letter: Letter, findings: Sequence[Finding], marks: Marks) -> tuple[list[Card], dict[int, Card]]:
    """The cards in the order of their first place, and the card of each mark."""
    places, groups = Places(letter), dict[Hashable, list[tuple[int, Finding]]]()
    for number, finding in enumerate(findings, 1):
        groups.setdefault(_sameness(letter, finding), []).append((number, finding))
    made: list[Card] = []
    by_mark: dict[int, Card] = {}
    for number, group in enumerate(groups.values(), 1):
        card = _card(letter, number, group, marks, places)
        made.append(card)
        by_mark.update((mark, card) for mark, _ in group)
    return made, by_mark


def kept(letter: Letter, waived: Iterable[Waived]) -> Iterator[Kept]:
    """What is waived, in the order of its place."""
    places = Places(letter)
    for one in waived:
        span = one.finding.span
        reason = f"{one.reason} (the {'document says' if one.in_document else 'settings say'} so)"
        words = on_one_line(letter.text[span.start : span.end])
        yield Kept(words, places.whole(span), seen(reason), rule_name(one.finding.rule))


def _sameness(letter: Letter, finding: Finding) -> Hashable:
    if finding.term:
        return finding.rule, finding.level, finding.term
    return finding.rule, finding.level, _words(letter, finding).casefold(), finding.message


def _words(letter: Letter, finding: Finding) -> str:
    return on_one_line(letter.text[finding.span.start : finding.span.end])


def _card(letter: Letter, number: int, group: Sequence[tuple[int, Finding]], marks: Marks, places: Places) -> Card:
    wordings: dict[Hashable, Wording] = {}
    for mark, finding in group:
        words = _words(letter, finding)
        choices = tuple(" ".join(seen(choice).split()) for choice in finding.suggestions)
        is_drawn = mark in marks.drawn
        spot = Spot(mark, is_drawn, (places.apart if is_drawn else places.whole)(finding.span))
        key = words.casefold(), tuple(choice.casefold() for choice in choices)
        known = wordings.get(key) or Wording(words, choices, ())
        wordings[key] = known._replace(spots=(*known.spots, spot))
    first = group[0][1]
    said = (wording.words.casefold() for wording in wordings.values())
    term = seen(first.term or "")
    is_named = any(term.casefold() in words for words in said)
    whys = tuple(dict.fromkeys(seen(finding.message) for _, finding in group))
    return Card(number, first.level, rule_name(first.rule), "" if is_named else term, whys, tuple(wordings.values()))
