"""How the checks of tone judge: open wordings by pattern, veiled ones by the trained model, and a question where it is unsure."""

from __future__ import annotations

import re
from collections.abc import Callable

from plainlang.answer import Answer, ask, failed, passed
from plainlang.facts.facts import Facts
from plainlang.language.reading import Sentence
from plainlang.spans import Span

Excuse = Callable[[Facts, Sentence], bool]


def judge_tone(
    facts: Facts,
    act: str,
    *,
    openly: re.Pattern[str],
    advice: str,
    question: str,
    excused: Excuse | None = None,
) -> Answer:
    """Fails on the sentences that do `act`; asks about those that may. `excused` names sentences that are fine after all.

    advice: what helps, said on a fail. question: what is asked where the model is not sure.
    """
    spans: list[Span] = []
    doubts: list[Span] = []
    for sentence in facts.sentences:
        if excused is not None and excused(facts, sentence):
            continue
        found = openly.search(facts.reading.plain[sentence.span.start : sentence.span.end])
        acts = facts.acts(sentence)
        if found or acts.does(act):
            spans.append(sentence.span)
        elif acts.may(act):
            doubts.append(sentence.span)
    if spans:
        return failed(advice, *spans)
    return ask(question, *doubts) if doubts else passed()
