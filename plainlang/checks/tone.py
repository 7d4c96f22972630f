"""How the checks of tone judge: open wordings by pattern, veiled ones by the model, a question where it is unsure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from plainlang.answer import Answer, ask, failed, passed
from plainlang.checks.sympathy import is_sympathy
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.facts.tone import sure_from
from plainlang.language.reading import Sentence
from plainlang.letter import Kind
from plainlang.spans import Span

Excuse = Callable[[Facts, Sentence], bool]
_DOUBTFUL = 0.5
"""The chance of a letter from which on a person is asked, where it is not high enough to call the fault."""
_SHARE = 0.7
"""Sentences with this share of the strongest one's chance are shown beside it."""
_SEEN = 0.3
"""A sentence the model gives a lower chance is never shown as the fault."""
_SHOWN = 4
_INVITES = re.compile(
    r"(?:^\W*|[,;:] |\b(?:please|or|and|then|also) )(?:(?:tell|call|ask|write(?: to)?|reach|phone|e-?mail|"
    r"contact) (?:me|"
    r"us)\b|let (?:me|us) know\b)",
    re.IGNORECASE,
)
"""Who asks the reader to call or to tell hardly ever means harm: of 2,507 faulty sentences in training, two do it."""


def judge_tone(
    facts: Facts,
    act: str,
    *,
    openly: re.Pattern[str],
    advice: str,
    question: str,
    excused: Excuse | None = None,
) -> Answer:
    """Fails on open wordings and on a letter that likely commits the fault; asks where that is doubtful.

    advice: what helps, said on a fail. question: what is asked. excused: sentences that are fine after all.
    """
    heard = [one for one in _hear(facts) if excused is None or not excused(facts, one.sentence)]
    spans = [one.sentence.span for one in heard if _is_open(facts, one, openly)]
    # the model hears a reproach in many kind sentences, and in scraps that stand alone; their words are believed before
    judged = [one.sentence for one in heard if not (one.is_kind or one.is_scrap)]
    chance = facts.tone(act, judged)
    strongest = _strongest(facts, act, judged) if chance >= min(_DOUBTFUL, sure_from(act)) else []
    likely = strongest if chance >= sure_from(act) else []
    if spans or likely:
        return failed(advice, *sorted({*spans, *likely}))
    if chance >= _DOUBTFUL and strongest:
        return ask(question, *strongest)
    return passed()


class _Heard(NamedTuple):
    """A sentence with its words as `Reading.plain` has them.

    is_kind: in sympathy, or asks the reader to call or to tell. is_scrap: an item of a list that is no sentence.
    is_cut_off: see `_is_cut_off`.
    """

    sentence: Sentence
    words: str
    is_kind: bool
    is_scrap: bool
    is_cut_off: bool


@lru_cache(maxsize=1)
def _hear(facts: Facts) -> tuple[_Heard, ...]:
    """The sentences of a letter, made ready once for all checks of tone."""
    plain = facts.reading.plain
    return tuple(
        _Heard(
            sentence=s,
            words=plain[s.span.start : s.span.end],
            is_kind=_means_well(facts.words(s.span)),
            is_scrap=is_scrap(facts, s),
            is_cut_off=_is_cut_off(plain, s),
        )
        for s in facts.sentences
    )


@remembered
def _means_well(words: str) -> bool:
    return is_sympathy(words) or bool(_INVITES.search(words))


def is_scrap(facts: Facts, sentence: Sentence) -> bool:
    """True for an item of a list without a mark at its end: a part of what leads to the list, and no sentence."""
    return sentence.block.kind is Kind.LIST_ITEM and not facts.words(sentence.span).rstrip().endswith((".", "!", "?"))


def _is_cut_off(plain: str, sentence: Sentence) -> bool:
    """True where no mark parts the sentence from the words before it, which then may belong to it ("than you")."""
    start = sentence.span.start
    return start > sentence.block.span.start and (plain[start - 1].isalnum() or plain[start - 2].isalnum())


def _is_open(facts: Facts, heard: _Heard, openly: re.Pattern[str]) -> bool:
    """True when the writer's own words match, and not only a quotation inside the sentence."""
    start, end = heard.sentence.span
    if heard.is_cut_off:
        matches = openly.finditer(facts.reading.plain, start, end)
        return any(not facts.is_protected(Span(*match.span())) for match in matches)
    places = _open_places(openly.pattern, openly.flags, heard.words)
    return bool(places) and any(not facts.is_protected(Span(start + low, start + high)) for low, high in places)


@remembered
def _open_places(pattern: str, flags: int, words: str) -> tuple[tuple[int, int], ...]:
    """Where the pattern matches in the words, given by its source, since that is compared faster than a pattern."""
    return tuple(found.span() for found in re.compile(pattern, flags).finditer(words))


def _strongest(facts: Facts, act: str, judged: list[Sentence]) -> list[Span]:
    """The sentences to show: none that the model sees next to nothing in."""
    chances = [(facts.acts(s).chances[act], s.span) for s in judged]
    least = max(_SEEN, _SHARE * max((chance for chance, _ in chances), default=0.0))
    return [span for _, span in sorted(((c, span) for c, span in chances if c >= least), reverse=True)][:_SHOWN]
