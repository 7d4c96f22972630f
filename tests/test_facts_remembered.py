"""A letter is cut into stretches that come again, and what is found in them is found where it stands."""

from __future__ import annotations

import pytest

from plainlang.facts.remembered import each_stretch, remembered, spans_in
from plainlang.remembered import remembered_if_short
from plainlang.spans import Span


@remembered
def _itself(words: str) -> str:
    return words


@remembered
def _plans(words: str) -> tuple[Span, ...]:
    return tuple(Span(at, at + 4) for at in range(len(words)) if words.startswith("plan", at))


def test_a_text_is_cut_behind_the_full_stops_of_its_sentences() -> None:
    text = "We set up the plan.\n\nPlease call us. It helps."
    assert list(each_stretch(_itself, text)) == [(0, "We set up the plan."), (21, "Please call us."), (37, "It helps.")]


@pytest.mark.parametrize(
    "text",
    [
        "Come on Mon. June 3 at noon.",
        "Ask Mrs. Vell about it.",
        "It is case no. 4471902 of ours.",
        "Is it hard? See the back.",
        "See the form. No 12 is new.",
    ],
)
def test_what_may_belong_together_is_not_cut(text: str) -> None:
    assert list(each_stretch(_itself, text)) == [(0, text)]


def test_spans_count_from_the_start_of_the_text() -> None:
    text = "We set up a plan. Your plan is new."
    assert [text[span.start : span.end] for span in spans_in(_plans, text)] == ["plan", "plan"]
    assert list(spans_in(_plans, text, 18)) == [Span(23, 27)]


def test_a_text_is_asked_about_once_and_a_very_long_one_is_not_kept() -> None:
    asked: list[str] = []

    @remembered_if_short
    def ask(words: str) -> int:
        asked.append(words)
        return len(words)

    short, long = "We set up the plan.", "word " * 2_000
    assert [ask(text) for text in (short, short, long, long)] == [19, 19, 10_000, 10_000]
    assert asked == [short, long, long]
