"""The cards beside a letter: what is said more than once has one card, with all its places."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from plainlang.finding import Finding, Level
from plainlang.reporters.as_html_words import LEAVE_OUT, LEVELS, on_one_line, rule_name, seen

_SAID = {level: words.capitalize() for level, words in LEVELS.items()}
_PLACES = 12
"""Places of a card that have a link; the marks in the letter show the others."""


@lru_cache(maxsize=8192)
def safe(text: str) -> str:
    """The text as HTML. Letters of one library say the same again and again, so what was said last is kept."""
    return escape(seen(text), quote=False)


@dataclass(slots=True)
class Card:
    """Findings that say the same. number: from 1. wordings: the words as they stand and what to say instead, with the
    numbers of their marks. whys: each reason once.
    """

    number: int
    level: Level
    rule: str
    term: str
    hint: str = ""
    wordings: dict[tuple[str, tuple[str, ...]], list[int]] = field(default_factory=dict)
    shown: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    whys: dict[str, None] = field(default_factory=dict)

    def add(self, mark: int, words: str, finding: Finding) -> None:
        """One more place."""
        key = words.casefold(), finding.suggestions
        self.wordings.setdefault(key, []).append(mark)
        self.shown.setdefault(key, words)
        self.whys[finding.message] = None

    def sign(self, mark: int) -> str:
        """The sign in front of a stretch that holds other marks."""
        said = f'<span class="vh">{LEVELS[self.level]}, card </span>{self.number}'
        return f'<a class="mark sign {self.level}" id="m{mark}" href="#c{self.number}"{self.hint}>{said}</a> '

    def html(self) -> str:
        """The card; it leads back to each of its marks."""
        marks = [mark for group in self.wordings.values() for mark in group]
        times = f' <span class="muted small">{len(marks)} times</span>' if len(marks) > 1 else ""
        body = "".join(self._wording(key) for key in self.wordings)
        whys = "".join(f"<p>{safe(why)}</p>" for why in self.whys)
        return (
            f'<li class="card {self.level}" id="c{self.number}"><p class="top"><span class="no">{self.number}</span> '
            f'<span class="line">{LEVELS[self.level]}</span>{times}</p>{body}{whys}'
            f'<p class="foot muted small">{self._foot()} {self._back(marks)}</p></li>'
        )

    def _foot(self) -> str:
        term = self.term.casefold()
        is_named = not term or any(term in words for words, _ in self.wordings)
        return safe(f"{self.rule}." if is_named else f"{self.rule}. In the glossary: {self.term}.")

    def _wording(self, key: tuple[str, tuple[str, ...]]) -> str:
        words = f'<p class="words"><q><bdi>{safe(self.shown[key])}</bdi></q></p>'
        if not key[1]:
            return words
        return words + _choices(key[1])

    def _back(self, marks: Sequence[int]) -> str:
        if len(marks) == 1:
            return f'<a href="#m{marks[0]}">Back to the words<span class="vh"> of card {self.number}</span></a>'
        links = "".join(
            f'<a href="#m{mark}"><span class="vh">card {self.number}, place </span>{at}</a> '
            for at, mark in enumerate(marks[:_PLACES], 1)
        )
        return f'Places: <span class="spots">{links}</span>{"…" if len(marks) > _PLACES else ""}'


@lru_cache(maxsize=2048)
def _choices(suggestions: tuple[str, ...]) -> str:
    said = (safe(" ".join(choice.split())) or f"<i>{LEAVE_OUT}</i>" for choice in suggestions)
    listed = "".join(f"<li><bdi>{one}</bdi></li>" for one in said)
    return f'<p class="label">Say instead</p><ul class="choices">{listed}</ul>'


def cards_of(text: str, findings: Sequence[Finding]) -> tuple[list[Card], list[Card]]:
    """The card of each finding, and the cards in the order of their first place. `text`: that of the letter."""
    known: dict[Hashable, Card] = {}
    by_mark = []
    for mark, finding in enumerate(findings, 1):
        words = on_one_line(text[finding.span.start : finding.span.end])
        same = finding.term or (words.casefold(), finding.message)
        key = finding.rule, finding.level, same
        card = known.get(key)
        if card is None:
            term = seen(finding.term or "")
            card = Card(
                len(known) + 1,
                finding.level,
                rule_name(finding.rule),
                term,
                _hint(finding.level, finding.message, finding.suggestions),
            )
            known[key] = card
        card.add(mark, words, finding)
        by_mark.append(card)
    return by_mark, list(known.values())


@lru_cache(maxsize=2048)
def _hint(level: Level, message: str, suggestions: tuple[str, ...]) -> str:
    """What the mouse shows over the words: the plain words, else the reason."""
    choices = [" ".join(choice.split()) or LEAVE_OUT for choice in suggestions[:3]]
    said = f"Say instead: {' / '.join(choices)}" if choices else message
    return f' title="{escape(seen(f"{_SAID[level]}. {said}"))}"'


def marked(card: Card, mark: int, words: str) -> str:
    """Words under a mark; `mark` is its number, 0 where the mark began in an earlier block. `words` are HTML."""
    name = f' id="m{mark}"' if mark else ""
    goes_on = "" if mark else ", goes on"
    number = f'<sup aria-hidden="true">{card.number}</sup>' if mark else ""
    return (
        f'<a class="mark {card.level}"{name} href="#c{card.number}"{card.hint}><mark>{words}</mark>'
        f'<span class="vh"> ({LEVELS[card.level]}, card {card.number}{goes_on})</span>{number}</a>'
    )
