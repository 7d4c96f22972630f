"""How the checks of tone judge: open wordings by pattern, veiled ones by the trained model, a question where it is unsure."""

from __future__ import annotations

import re
from collections.abc import Callable

from plainlang.answer import Answer, ask, failed, passed
from plainlang.facts.facts import Facts
from plainlang.facts.tone import sure_from
from plainlang.language.reading import Sentence
from plainlang.spans import Span

Excuse = Callable[[Facts, Sentence], bool]
_DOUBTFUL = 0.5
"""The chance of a letter from which on a person is asked, where it is not high enough to call the fault."""
_SHARE = 0.5
"""Sentences with this share of the strongest one's chance are shown beside it."""


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
    judged = [s for s in facts.sentences if excused is None or not excused(facts, s)]
    spans = [s.span for s in judged if openly.search(facts.reading.plain[s.span.start : s.span.end])]
    chance = facts.tone(act)
    likely = chance >= sure_from(act)
    if spans or likely:
        return failed(advice, *sorted({*spans, *(_strongest(facts, act, judged) if likely else ())}))
    if chance >= _DOUBTFUL:
        return ask(question, *_strongest(facts, act, judged))
    return passed()


def _strongest(facts: Facts, act: str, judged: list[Sentence]) -> list[Span]:
    chances = [(facts.acts(s).chances[act], s.span) for s in judged or facts.sentences]
    best = max(chances)[0]
    return [span for chance, span in chances if chance >= max(_SHARE * best, 0.0)][:4]
