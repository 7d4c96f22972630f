"""The page for people is drawn from the report alone: nothing of the letter is worked out twice."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from plainlang import checking
from plainlang.config import Settings
from plainlang.glossary.load import load_glossary
from plainlang.language import pipeline
from plainlang.report import Report
from plainlang.reporters import terminal
from plainlang.spans import Span

LETTER = b"Dear Parent,\n\nWe got your papers. Your arrears are $200. Please call us.\n"


def _refuse(*args: object) -> list[tuple[int, int]]:
    raise AssertionError("the sentences were cut again")


def test_the_sentences_are_cut_once(monkeypatch: pytest.MonkeyPatch) -> None:
    report = checking.check("a.txt", LETTER, load_glossary(), Settings())
    monkeypatch.setattr(pipeline, "split_sentences", _refuse)
    page = StringIO()
    terminal.render([report], Console(file=page, width=100))
    lines = page.getvalue().splitlines()
    assert "    Your arrears are $200." in lines
    assert not any("Please call us" in line for line in lines)


def test_the_sentence_at_a_place() -> None:
    report = Report("a.txt", "letter", sentences=(Span(0, 4), Span(6, 10)))
    assert [report.sentence_at(at) for at in (0, 3, 5, 6, 9, 20)] == [Span(0, 4)] * 3 + [Span(6, 10)] * 3
