"""Passive verbs: which words the finder marks, which it leaves alone, and how many sentences are parsed for it."""

from __future__ import annotations

import pytest

from plainlang.language import pipeline
from plainlang.language.passive import may_hold_passive, passives
from plainlang.language.reading import Reading
from plainlang.readers.text import read
from tests.judging import findings_in

PASSIVE = [
    ("Your order was reviewed by the court.", "reviewed", "court"),
    ("A hearing will be held in May.", "held", None),
    ("She got fired last week.", "fired", None),
    ("Is a hearing needed?", "needed", None),
    ("Attached is a copy of the order.", "Attached", None),
    ("It's called a review.", "called", None),
]
NOT_PASSIVE = [
    "He's paid it.",
    "It's been a hard year.",
    "We are done with it.",
    "We got used to it.",
    "I am interested in the plan.",
    "The amount is unchanged.",
    "We had closed your case.",
]


@pytest.mark.parametrize(("text", "verb", "agent"), PASSIVE)
def test_passive(text: str, verb: str, agent: str | None) -> None:
    found = list(passives(pipeline.parse(text)))
    assert may_hold_passive(text)
    assert [(one.verb.text, one.agent.text if one.agent else None) for one in found] == [(verb, agent)]


@pytest.mark.parametrize("text", NOT_PASSIVE)
def test_not_passive(text: str) -> None:
    assert not list(passives(pipeline.parse(text)))


def messages(text: str) -> list[str]:
    return [finding.message for finding in findings_in(text) if finding.rule == "passive"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Your file was taken by us.", "Put who does it first: “we took …”."),
        ("Your case was closed.", "Who did this? Put that first, as in “we closed …”."),
        ("Your case will be closed.", "Who does this? Put that first: “we”, “the court”, “your employer”."),
        ("You are supposed to call.", "One word says this: “should”."),
        ("The amount is based on your pay.", "This is passive. It may stay where nobody acts."),
    ],
)
def test_message_says_what_to_do(text: str, message: str) -> None:
    assert messages(text) == [message]


def test_titles_stay() -> None:
    assert messages("How support is paid\n\nWe send it to you.") == []
    assert messages("YOUR CASE WAS CLOSED\n\nWe send it to you.") == []


def test_an_odd_quotation_mark_silences_no_other_paragraph() -> None:
    assert messages('The box is 5" wide.\n\nYour case was closed on that day.\n\nThe other is 6" wide.')


def test_words_of_an_order_stay_and_those_of_a_person_do_not() -> None:
    assert messages('The order says: "The support is paid by the father each month."') == []
    assert messages('He told us, "I was asked to pay it again and again."')


def test_only_candidates_are_parsed_and_together(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    real = pipeline.parse_all
    monkeypatch.setattr(pipeline, "parse_all", lambda texts: (asked.append(list(texts)), real(texts))[1])
    reading = Reading(read("letter.txt", b"We got it. Your case was closed. You can call. It will be sent."))
    reading.parse_ahead(one for one in reading.sentences if may_hold_passive(reading.plain[slice(*one.span)]))
    assert asked == [["Your case was closed.", "It will be sent."]]
