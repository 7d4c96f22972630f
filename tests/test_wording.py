"""Swaps read right in their sentence: number, tense, article, possessive, capitals, agreement."""

from __future__ import annotations

import pytest

from tests.judging import findings_in, replaced

TABLE = [
    ("Your arrears are $400.", "Your past-due support is $400."),
    ("The arrears were paid in May.", "The past-due support was paid in May."),
    ("The arrears have grown since May.", "The past-due support has grown since May."),
    ("The arrears on your case were paid.", "The past-due support on your case was paid."),
    ("These arrears have grown.", "This past-due support has grown."),
    ("There are arrears of $400.", "There is past-due support of $400."),
    ("Arrears and fees are due.", "Past-due support and fees are due."),
    ("The arrears will be paid.", "The past-due support will be paid."),
    ("You owe an arrearage of $400.", "You owe past-due support of $400."),
    ("Your arrears balance is $400.", "Your past-due amount is $400."),
    ("The obligor's check came.", "The paying parent's check came."),
    ("The obligors' checks came.", "The paying parents' checks came."),
    ("An obligor called us.", "A parent who pays support called us."),
    ("Obligors call us each day.", "Parents who pay support call us each day."),
    ("NCP pays by mail.", "The parent who pays support pays by mail."),
    ("The NCPs pay by mail.", "The parents who pay support pay by mail."),
    ("You remitted $50 last week.", "You sent $50 last week."),
    ("He remits $50 each week.", "He sends $50 each week."),
    ("The $50 was remitted in May.", "The $50 was sent in May."),
    ("We found a prior check.", "We found an earlier check."),
    ("PRIOR TO MAY 5, CALL US.", "BEFORE MAY 5, CALL US."),
    ("Prior to May 5, call us.", "Before May 5, call us."),
    ("Call us prior to May 5.", "Call us before May 5."),
    ("The judge made a determination.", "The judge decided."),
    ("The judge will make a determination.", "The judge will decide."),
    ("Please be advised that your case is closed.", "Your case is closed."),
    ("The fee was waived by the court.", "The fee was given up by the court."),
    ("Your payments will commence in May.", "Your payments will start in May."),
    ("Your payments commenced in May.", "Your payments started in May."),
]


@pytest.mark.parametrize(("before", "after"), TABLE, ids=[before for before, _ in TABLE])
def test_swap(before: str, after: str) -> None:
    found = [finding for finding in findings_in(before) if finding.suggestions and finding.level.rank]
    assert replaced(before, [(finding.span, finding.suggestions[0]) for finding in found]) == after


def test_a_swap_that_would_drag_half_the_sentence_along_is_not_offered() -> None:
    text = "The arrears that the court of the county of Hartwell in the state of Ohio found in May and June are due."
    (finding,) = [f for f in findings_in(text) if f.term == "arrears"]
    assert len(finding.span) < 80
    assert "past-due support" not in finding.suggestions
