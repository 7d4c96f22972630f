"""The source map: it covers the letter, it does not lie, and it says where a finding stands."""

from __future__ import annotations

import pytest

from plainlang.source import Piece, Place, PlaceHome, Source, SourceMap, TextHome, WordHome
from plainlang.spans import Span

TEXT = "Dear *Ms. Ito*:\nPay &amp; keep"
LETTER = "Dear Ms. Ito:\nPay & keep"
PIECES = (
    Piece(Span(0, 5), TextHome(Span(0, 5)), literal=True),
    Piece(Span(5, 12), TextHome(Span(6, 13)), literal=True),
    Piece(Span(12, 18), TextHome(Span(14, 20)), literal=True),
    Piece(Span(18, 19), TextHome(Span(20, 25)), literal=False),
    Piece(Span(19, 24), TextHome(Span(25, 30)), literal=True),
)


def source(text: str = TEXT) -> Source:
    return Source(path="a.md", data=text.encode(), raw=text, text=text)


def map_of(*pieces: Piece, letter: str = LETTER) -> SourceMap:
    return SourceMap(pieces, letter=letter, source=source())


def word_map(letter: str, *pieces: tuple[Span, WordHome, bool]) -> SourceMap:
    made = [Piece(span, home, literal=literal) for span, home, literal in pieces]
    return SourceMap(made, letter=letter, source=Source(path="a.docx", data=b""))


def test_a_true_map_is_taken() -> None:
    assert map_of(*PIECES).pieces == PIECES


def test_an_empty_letter_needs_no_pieces() -> None:
    assert map_of(letter="").pieces == ()


def test_a_gap_between_pieces_is_refused() -> None:
    with pytest.raises(ValueError, match="leaves a gap at 5"):
        map_of(PIECES[0], *PIECES[2:])


def test_a_gap_at_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="leaves a gap at 0"):
        map_of(*PIECES[1:])


def test_pieces_that_overlap_are_refused() -> None:
    doubled = Piece(Span(4, 12), TextHome(Span(6, 13)), literal=False)
    with pytest.raises(ValueError, match="leaves a gap at 5"):
        map_of(PIECES[0], doubled, *PIECES[2:])


def test_an_empty_piece_is_refused() -> None:
    empty = Piece(Span(5, 5), TextHome(Span(5, 5)), literal=True)
    with pytest.raises(ValueError, match="leaves a gap at 5"):
        map_of(PIECES[0], empty, *PIECES[1:])


def test_pieces_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="leaves a gap"):
        map_of(PIECES[1], PIECES[0], *PIECES[2:])


def test_a_map_that_ends_too_early_is_refused() -> None:
    with pytest.raises(ValueError, match="the pieces end at 19, the letter at 24"):
        map_of(*PIECES[:4])


def test_a_map_that_ends_too_late_is_refused() -> None:
    with pytest.raises(ValueError, match="the pieces end at 25, the letter at 24"):
        map_of(*PIECES, Piece(Span(24, 25), TextHome(Span(30, 30)), literal=False))


def test_no_pieces_for_a_letter_with_words_are_refused() -> None:
    with pytest.raises(ValueError, match="the pieces end at 0"):
        map_of()


def test_a_literal_piece_that_differs_from_its_source_is_refused() -> None:
    lie = Piece(Span(5, 12), TextHome(Span(5, 12)), literal=True)
    with pytest.raises(ValueError, match="differs from its source"):
        map_of(PIECES[0], lie, *PIECES[2:])


def test_a_literal_piece_shorter_than_its_words_is_refused() -> None:
    lie = Piece(Span(19, 24), TextHome(Span(25, 29)), literal=True)
    with pytest.raises(ValueError, match="differs from its source"):
        map_of(*PIECES[:4], lie)


def test_a_piece_that_is_not_literal_may_differ_from_its_source() -> None:
    assert not map_of(*PIECES).pieces[3].literal


def test_touching_is_every_piece_that_shares_a_character() -> None:
    assert map_of(*PIECES).touching(Span(4, 13)) == PIECES[:3]


def test_touching_leaves_out_the_piece_that_begins_where_the_span_ends() -> None:
    assert map_of(*PIECES).touching(Span(0, 5)) == PIECES[:1]


def test_touching_leaves_out_the_piece_that_ends_where_the_span_begins() -> None:
    assert map_of(*PIECES).touching(Span(5, 12)) == PIECES[1:2]


def test_touching_reaches_to_the_last_character() -> None:
    assert map_of(*PIECES).touching(Span(23, 24)) == PIECES[4:]


def test_touching_an_empty_span_is_the_piece_it_is_in() -> None:
    assert map_of(*PIECES).touching(Span(5, 5)) == PIECES[1:2]


def test_touching_the_end_of_the_letter_is_the_last_piece() -> None:
    assert map_of(*PIECES).touching(Span(24, 24)) == PIECES[4:]


def test_touching_in_an_empty_letter_is_nothing() -> None:
    assert map_of(letter="").touching(Span(0, 0)) == ()


def test_literal_is_true_across_literal_pieces() -> None:
    assert map_of(*PIECES).is_writable(Span(0, 18))


@pytest.mark.parametrize("span", [Span(18, 19), Span(17, 19), Span(18, 20), Span(0, 24)])
def test_literal_is_false_where_one_character_is_not(span: Span) -> None:
    assert not map_of(*PIECES).is_writable(span)


@pytest.mark.parametrize("span", [Span(14, 18), Span(19, 24)])
def test_literal_is_true_right_beside_a_piece_that_is_not(span: Span) -> None:
    assert map_of(*PIECES).is_writable(span)


def test_an_empty_span_is_not_literal() -> None:
    assert not map_of(*PIECES).is_writable(Span(3, 3))


@pytest.mark.parametrize(
    ("at", "line", "column"),
    [(0, 1, 1), (4, 1, 5), (5, 1, 7), (11, 1, 13), (12, 1, 15), (13, 1, 16), (14, 2, 1), (18, 2, 5), (19, 2, 10)],
)
def test_place_is_line_and_column_of_the_source(at: int, line: int, column: int) -> None:
    assert map_of(*PIECES).place(Span(at, at + 1)) == Place(line=line, column=column)


def test_place_inside_a_piece_that_is_not_literal_is_where_the_piece_begins() -> None:
    pieces = (
        Piece(Span(0, 14), TextHome(Span(3, 9)), literal=False),
        Piece(Span(14, 24), TextHome(Span(16, 26)), literal=False),
    )
    assert map_of(*pieces).place(Span(20, 22)) == Place(line=2, column=1)


def test_place_in_an_empty_letter_is_its_beginning() -> None:
    assert map_of(letter="").place(Span(0, 0)) == Place(line=1, column=1)


def test_place_in_a_word_letter_names_part_paragraph_and_run() -> None:
    letter = "Hello\nPay now"
    made = word_map(
        letter,
        (Span(0, 6), WordHome("word/document.xml", 1, 1, 0), True),
        (Span(6, 10), WordHome("word/document.xml", 2, 1, 0), True),
        (Span(10, 13), WordHome("word/document.xml", 2, 2, 0), True),
    )
    assert made.place(Span(11, 13)) == Place(line=2, column=6, part="word/document.xml", paragraph=2, run=2)


def test_a_word_letter_can_be_literal() -> None:
    made = word_map("Hello", (Span(0, 5), WordHome("word/document.xml", 1, 1, 0), True))
    assert made.is_writable(Span(0, 5))


def test_place_as_dict_leaves_out_what_is_not_known() -> None:
    assert Place(line=3, column=1).as_dict() == {"line": 3, "column": 1}


def test_place_as_dict_keeps_the_order_of_the_fields() -> None:
    place = Place(run=4, paragraph=2, part="word/document.xml", column=1, line=9)
    assert list(place.as_dict()) == ["line", "column", "part", "paragraph", "run"]


def test_a_line_end_with_its_indent_may_be_written_over() -> None:
    text = "past-due\n    amount"
    pieces = [
        Piece(Span(0, 8), TextHome(Span(0, 8)), literal=True),
        Piece(Span(8, 9), TextHome(Span(8, 13)), literal=False),
        Piece(Span(9, 15), TextHome(Span(13, 19)), literal=True),
    ]
    places = SourceMap(pieces, letter="past-due amount", source=source(text))
    assert places.is_writable(Span(0, 15))
    assert not map_of(*PIECES).is_writable(Span(12, 20))


def test_nothing_is_written_where_only_the_place_is_known() -> None:
    home = PlaceHome(Place(page=2, box=(72.0, 600.0, 90.0, 612.0)))
    places = SourceMap([Piece(Span(0, 4), home, literal=True)], letter="Dear", source=Source("a.pdf", b""))
    assert not places.is_writable(Span(0, 4))
    assert places.place(Span(0, 4)).as_dict() == {
        "line": 1, "column": 1, "page": 2, "box": [72.0, 600.0, 90.0, 612.0]
    }  # fmt: skip


def test_the_box_of_a_place_goes_around_the_words_on_its_line() -> None:
    boxes = [(72.0, 600.0, 90.0, 612.0), (94.0, 601.0, 120.0, 611.0), (72.0, 580.0, 99.0, 592.0)]
    pieces = [Piece(Span(at, at + 1), PlaceHome(Place(page=1, box=box)), literal=False) for at, box in enumerate(boxes)]
    places = SourceMap(pieces, letter="abc", source=Source("a.pdf", b""))
    assert places.place(Span(0, 3)).box == (72.0, 600.0, 120.0, 612.0)
