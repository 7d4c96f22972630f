"""Comments in a document that keep words: they need a reason, they run out, and idle ones are named."""

from __future__ import annotations

from datetime import date

import pytest

from plainlang.checking import check
from plainlang.config import Settings
from plainlang.letter import remark_text
from plainlang.report import Report, State
from tests.judging import glossary

TODAY = date(2026, 3, 2)
TWO = "Your arrears are $40.\n\nPay your arrears now.\n"


def judged(text: str, path: str = "a.md") -> Report:
    report = check(path, text.encode(), glossary(), Settings(), today=TODAY)
    assert report.error is None
    return report


def found(report: Report) -> list[str]:
    assert report.letter is not None
    return [report.letter.text[slice(*finding.span)] for finding in report.findings]


def test_a_comment_above_a_paragraph_keeps_its_words_and_no_others() -> None:
    report = judged('<!-- plainlang: keep "arrears" because the judge uses it -->\n\n' + TWO)
    assert found(report) == ["arrears"]
    assert [(waived.reason, waived.in_document) for waived in report.waived] == [("the judge uses it", True)]
    assert report.stale == ()


def test_a_comment_inside_a_paragraph_speaks_of_it() -> None:
    report = judged("Your arrears <!-- plainlang: keep arrears: the law says so --> are $40.\n\nPay your arrears.\n")
    assert found(report) == ["arrears"]
    assert len(report.waived) == 1


@pytest.mark.parametrize(
    "words",
    [
        "plainlang: keep arrears in this letter because the law fixes it",
        "PLAINLANG: allow legal-term in this document -- the law fixes it",
        "plainlang: ok “arrears”, passive in this letter until 2026-03-02 because the law fixes it",
        "plainlang: ignore in this letter reason: the law fixes it",
    ],
)
def test_a_comment_can_speak_of_the_whole_letter(words: str) -> None:
    report = judged(f"{TWO}\n<!-- {words} -->\n")
    assert found(report) == []
    assert [waived.reason for waived in report.waived] == ["the law fixes it"] * 2


@pytest.mark.parametrize(
    ("words", "state", "said"),
    [
        ("keep arrears", State.UNCLEAR, "gives no reason"),
        ("keep arrears because", State.UNCLEAR, "gives no reason"),
        ("leave this alone please", State.UNCLEAR, "does not understand"),
        ("keep arrears until May because it is so", State.UNCLEAR, "date of this comment"),
        ("keep arrears until 2026-03-01 because forms change", State.EXPIRED, "until 2026-03-01"),
        ("keep legal-trem because the law says so", State.UNCLEAR, "no rule legal-trem. Did you mean legal-term?"),
        ("keep obligor because the law says so", State.UNUSED, "keeps nothing any more"),
    ],
)
def test_a_comment_that_waives_nothing_is_named(words: str, state: State, said: str) -> None:
    report = judged(f"Dear Ms. Ito:\n\n<!-- plainlang: {words} -->\n\n{TWO}")
    assert len(found(report)) == 2
    assert report.waived == ()
    assert [(stale.state, stale.place.line) for stale in report.stale] == [(state, 3)]
    assert said in report.stale[0].message


def test_other_comments_say_nothing_to_plainlang() -> None:
    assert judged(f"<!-- keep arrears because I say so -->\n\n{TWO}").stale == ()
    assert remark_text(" not plainlang: keep x because y ") is None


def test_comments_that_waive_nothing_are_named_in_the_order_of_their_place() -> None:
    notes = ["keep obligor because so", "keep arrears", "keep custody because so", "what"]
    text = "\n\n".join(f"<!-- plainlang: {note} -->\n\nCall us." for note in notes)
    assert [stale.place.line for stale in judged(text).stale] == [1, 5, 9, 13]
