"""Ends of sentences that anybody sees are cut without the model; the doubtful ones are left to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainlang.language.stretches import may_end_inside, stretches


def parts(paragraph: str) -> list[str]:
    return [part for _, part in stretches(paragraph)]


def test_sentences_are_told_apart() -> None:
    assert parts("We got it. Is it yours? “Yes.” Good! you said. Fine") == [
        "We got it. ",
        "Is it yours? ",
        "“Yes.” Good! you said. ",
        "Fine",
    ]
    assert parts("You owe $20.00. Pay by June 4, 2027. Thank you.") == [
        "You owe $20.00. ",
        "Pay by June 4, 2027. ",
        "Thank you.",
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ask Mr. Diaz of the Bldg. Office.",
        "Call approx. Monday, ext. A.",
        "2. Sign the form.",
        "It is 9 a.m. Come in.",
        "Write to v.j. Smith.",
    ],
)
def test_shortened_words_end_nothing(paragraph: str) -> None:
    assert parts(paragraph) == [paragraph]


@given(st.text(alphabet="ab .!?\n“A2"))
def test_the_parts_are_the_paragraph(paragraph: str) -> None:
    assert "".join(parts(paragraph)) == paragraph
    assert all(paragraph.startswith(part, at) for at, part in stretches(paragraph))


@pytest.mark.parametrize(
    ("part", "may"),
    [
        ("Pay $98.41 by May 4.", False),
        ("Please call (614) 555-0123 today. ", False),
        ("Bring these: a stub.", True),
        ("Come at 9 a.m. Bring it.", True),
        ("Name   Date", True),
    ],
)
def test_only_a_part_with_a_mark_inside_is_asked_about(part: str, may: bool) -> None:
    assert may_end_inside(part) is may
