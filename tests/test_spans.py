"""Spans are half-open; lines and columns are counted from 1, in code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainlang.spans import Lines, Span, Stretches


def test_length_is_the_number_of_characters() -> None:
    assert len(Span(3, 7)) == 4


def test_an_empty_span_has_no_length() -> None:
    assert len(Span(5, 5)) == 0


def test_spans_sort_by_where_they_begin() -> None:
    assert sorted([Span(4, 5), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(4, 5)]


@pytest.mark.parametrize(
    ("other", "shares"),
    [
        (Span(0, 3), False),
        (Span(0, 4), True),
        (Span(4, 5), True),
        (Span(5, 9), True),
        (Span(6, 9), False),
        (Span(0, 9), True),
    ],
)
def test_overlap_needs_a_shared_character(other: Span, shares: bool) -> None:
    assert Span(3, 6).overlaps(other) is shares
    assert other.overlaps(Span(3, 6)) is shares


@pytest.mark.parametrize(
    ("inner", "covered"),
    [
        (Span(3, 6), True),
        (Span(4, 5), True),
        (Span(3, 4), True),
        (Span(5, 6), True),
        (Span(2, 4), False),
        (Span(5, 7), False),
        (Span(2, 7), False),
    ],
)
def test_covering_holds_every_character(inner: Span, covered: bool) -> None:
    assert Span(3, 6).covers(inner) is covered


def test_the_first_character_is_line_one_column_one() -> None:
    assert Lines("Dear\nMs. Ito").at(0) == (1, 1)


def test_a_line_end_belongs_to_the_line_it_ends() -> None:
    assert Lines("Dear\nMs. Ito").at(4) == (1, 5)


def test_a_new_line_begins_after_the_line_end() -> None:
    assert Lines("Dear\nMs. Ito").at(5) == (2, 1)


def test_the_end_of_the_text_has_a_place() -> None:
    assert Lines("ab\n").at(3) == (2, 1)


def test_an_empty_text_has_a_place() -> None:
    assert Lines("").at(0) == (1, 1)


def test_columns_count_code_points() -> None:
    assert Lines("\U0001f600é x").at(3) == (1, 4)


@pytest.mark.parametrize("mark", ["\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_only_a_line_feed_ends_a_line(mark: str) -> None:
    assert Lines(f"a{mark}b").at(2) == (1, 3)


@given(st.text(alphabet="ab\n\r\u2028é", max_size=40))
def test_every_offset_is_where_splitting_by_lines_puts_it(text: str) -> None:
    lines = Lines(text)
    rows = text.split("\n")
    there = [(row, column) for row, line in enumerate(rows, 1) for column in range(1, len(line) + 2)]
    assert [lines.at(offset) for offset in range(len(text) + 1)] == there


def test_stretches_answer_like_a_search_through_all() -> None:
    spans = [Span(0, 4), Span(3, 6), Span(9, 12), Span(12, 14), Span(20, 21)]
    stretches = Stretches(spans[:4])
    stretches.add(spans[4])
    for start in range(24):
        for end in range(start + 1, 25):
            asked = Span(start, end)
            assert stretches.overlap(asked) == any(span.overlaps(asked) for span in spans), asked


def test_stretches_cover_what_lies_in_one_of_them() -> None:
    stretches = Stretches([Span(0, 4), Span(3, 6), Span(9, 12)])
    assert stretches.cover(Span(1, 6))
    assert stretches.cover(Span(9, 12))
    assert not stretches.cover(Span(5, 7))
    assert not stretches.cover(Span(6, 9))
    assert not Stretches().cover(Span(0, 1))
