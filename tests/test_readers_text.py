"""Plain text letters: every encoding offices use, and the blocks and blanks a reader would see."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plainlang.errors import UnreadableError
from plainlang.letter import Kind, Letter
from plainlang.readers.decode import decode
from plainlang.readers.table import choose, is_letter, read_letter, template_of
from plainlang.readers.text import read
from plainlang.source import Place, TextHome
from plainlang.spans import Span

SENTENCE = "Zoë owes “nothing” – she paid 40 €."


def letter_of(text: str) -> Letter:
    return read("a.txt", text.encode())


def blocks_of(text: str) -> list[tuple[Kind, str]]:
    letter = letter_of(text)
    return [(block.kind, letter.text[block.span.start : block.span.end]) for block in letter.blocks]


def kinds_of(text: str) -> dict[str, Kind]:
    return {words: kind for kind, words in blocks_of(text)}


def texts_of(text: str) -> list[str]:
    return [words for _, words in blocks_of(text)]


def refusal_of(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read("in/a.txt", data)
    assert str(caught.value).startswith("in/a.txt: ")
    assert "\n" not in str(caught.value)
    return caught.value


# Encodings


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (SENTENCE.encode("utf-8"), "utf-8", b""),
        (codecs.BOM_UTF8 + SENTENCE.encode("utf-8"), "utf-8", codecs.BOM_UTF8),
        (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), "utf-16-le", codecs.BOM_UTF16_LE),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "utf-16-be", codecs.BOM_UTF16_BE),
        (SENTENCE.encode("utf-16-le"), "utf-16-le", b""),
        (SENTENCE.encode("utf-16-be"), "utf-16-be", b""),
        (SENTENCE.encode("cp1252"), "cp1252", b""),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le-bom", "utf-16-be-bom", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str, bom: bytes) -> None:
    letter = read("a.txt", data)
    assert letter.text == SENTENCE
    assert (letter.source.encoding, letter.source.bom) == (encoding, bom)
    assert letter.source.data == data
    assert bom + letter.source.raw.encode(encoding) == data


def test_a_mark_inside_the_text_is_text() -> None:
    letter = read("a.txt", codecs.BOM_UTF8 + "\ufeffDear".encode())
    assert letter.text == "\ufeffDear"


def test_utf16_is_told_from_a_long_letter_by_its_first_page() -> None:
    text = "We wrote to you last week. " * 200 + "łąę"
    assert read("a.txt", text.encode("utf-16-le")).text == text


def test_letters_beyond_the_first_plane_are_one_character() -> None:
    letter = read("a.txt", codecs.BOM_UTF16_LE + "a\U0001f600b".encode("utf-16-le"))
    assert len(letter.text) == 3
    assert letter.map.place(Span(2, 3)) == Place(line=1, column=3)


def test_line_ends_of_windows_become_line_feeds() -> None:
    letter = read("a.txt", b"one\r\ntwo\r\n")
    assert letter.text == "one\ntwo\n"
    assert letter.source.raw == "one\r\ntwo\r\n"


def test_a_lone_carriage_return_ends_a_line() -> None:
    assert read("a.txt", b"one\rtwo\r").text == "one\ntwo\n"


def test_mixed_line_ends_each_end_one_line() -> None:
    assert read("a.txt", b"a\r\nb\nc\rd\r\r\ne\n\rf").text == "a\nb\nc\nd\n\ne\n\nf"


def test_line_and_column_count_windows_lines_once() -> None:
    letter = read("a.txt", b"one\r\ntwo three")
    assert letter.map.place(Span(8, 13)) == Place(line=2, column=5)


# Refusals


@pytest.mark.parametrize("data", [b"", b"   ", b"\n\n", b"\r\n\t \f\v"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refusal_of(data).code == "empty"


@pytest.mark.parametrize("data", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b" \x00\n\x00", "\u00a0\u2003".encode()])
def test_a_file_without_words_is_refused_in_every_encoding(data: bytes) -> None:
    assert refusal_of(data).code == "empty"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x7fELF\x02\x01\x01\x00",
        bytes(range(256)),
        b"Dear Ms. Ito \x81\x8d",
        codecs.BOM_UTF8 + b"caf\xe9",
        codecs.BOM_UTF16_LE + b"a\x00b",
        codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
        codecs.BOM_UTF32_LE + "Dear".encode("utf-32-le"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    assert refusal_of(data).code == "not-text"


@pytest.mark.parametrize("code", [0, 1, 7, 8, 14, 26, 31])
def test_a_control_character_is_refused(code: int) -> None:
    assert refusal_of(f"Dear {chr(code)} Ms. Ito, you paid.".encode()).code == "not-text"


@pytest.mark.parametrize("char", ["\t", "\f", "\v", "\x1b", "\x7f", "\u200b"])
def test_a_harmless_control_character_is_kept(char: str) -> None:
    assert letter_of(f"You{char}paid.").text == f"You{char}paid."


# Which reader


def test_a_file_without_a_known_suffix_is_read_as_text() -> None:
    assert read_letter("NOTICE", b"You paid.").text == "You paid."


@pytest.mark.parametrize(
    ("path", "data", "name"),
    [
        ("a.txt", b"You paid.", "text"),
        ("NOTICE", b"You paid.", "text"),
        ("a.MD", b"You paid.", "markdown"),
        ("a.HTM", b"<p>You paid.", "html"),
        ("a.txt", b"<!DOCTYPE html><p>You paid.", "html"),
        ("a.doc", b"<html><p>You paid.", "html"),
        ("a.html.j2", b"<html><p>You paid.", "jinja"),
        ("a.rtf", b"You paid.", "rtf"),
        ("a.doc", b"{\\rtf1 You paid.}", "rtf"),
        ("a.txt", b"%PDF-1.7", "pdf"),
        ("a.pdf", b"You paid.", "pdf"),
        ("a.bin", b"PK\x03\x04", "word"),
        ("a.docx", b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
        ("a.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-word"),
        ("a.eml", b"Subject: a", "mail"),
    ],
)
def test_content_chooses_the_reader_before_the_suffix(path: str, data: bytes, name: str) -> None:
    assert choose(path, data) == name


@pytest.mark.parametrize(
    ("name", "becomes"),
    [("a.j2", "text"), ("a.md.j2", "markdown"), ("a.HTML.jinja2", "html"), ("a.conf.j2", None), ("a.docx.j2", None)],
)
def test_a_template_says_what_it_becomes(name: str, becomes: str | None) -> None:
    assert template_of(name) == becomes
    assert is_letter(name) is (becomes is not None)


# Blocks

WRAPPED = (
    "We looked at your case and found that the amount you pay each\n"
    "month is still right. You can ask us to look at it again at any\n"
    "time, and you can bring somebody with you."
)


def test_lines_that_an_editor_wrapped_are_one_block() -> None:
    assert blocks_of(WRAPPED) == [(Kind.PARAGRAPH, WRAPPED)]


def test_a_blank_line_begins_a_new_block() -> None:
    assert texts_of("You paid.\n\nWe thank you.") == ["You paid.", "We thank you."]


def test_a_line_of_spaces_is_a_blank_line() -> None:
    assert texts_of("You paid.\n \t \nWe thank you.") == ["You paid.", "We thank you."]


def test_short_lines_are_blocks_of_their_own() -> None:
    assert texts_of("Bring your letter.\nBring your card.") == ["Bring your letter.", "Bring your card."]


def test_a_line_that_ends_far_from_the_edge_ends_its_block() -> None:
    full = "This first line is long enough that an editor would have wrapped it."
    assert texts_of(f"{full}\nShort.\nThe next line.") == [f"{full}\nShort.", "The next line."]


def test_lines_too_long_for_an_editor_are_whole_paragraphs() -> None:
    long = "We looked at your case again and found nothing new. " * 3
    assert texts_of(f"{long}\n{long}") == [long.strip(), long.strip()]


def test_space_around_a_line_is_outside_its_block() -> None:
    letter = letter_of("   You paid.  \n")
    assert [block.span for block in letter.blocks] == [Span(3, 12)]


@pytest.mark.parametrize("label", ["-", "*", "•", "–", "1.", "12)", "(3)", "a.", "(b)"])
def test_a_label_makes_a_list_item(label: str) -> None:
    text = f"Bring these:\n{label} your card\n{label} this letter"
    assert blocks_of(text)[1:] == [(Kind.LIST_ITEM, f"{label} your card"), (Kind.LIST_ITEM, f"{label} this letter")]


def test_a_wrapped_list_item_is_one_block() -> None:
    item = "- a letter from your employer that says how much you earn each\n  month before taxes are taken out"
    assert blocks_of(f"{item}\n- your card") == [(Kind.LIST_ITEM, item), (Kind.LIST_ITEM, "- your card")]


def test_a_list_item_never_joins_the_line_above() -> None:
    text = (
        "Please bring these things when you come to the office on Monday:\n- the card we have sent to you in the mail"
    )
    assert len(texts_of(text)) == 2


def test_a_number_in_running_text_is_no_list_item() -> None:
    assert blocks_of("2026 was a good year.") == [(Kind.PARAGRAPH, "2026 was a good year.")]


@pytest.mark.parametrize("line", ["------------", "============", "----------", "=============="])
@pytest.mark.parametrize("words", ["What you owe", "What we did?", "1. Our reply"])
def test_a_line_of_dashes_makes_a_heading(words: str, line: str) -> None:
    text = f"Dear Ms. Ito,\n\n{words}\n{line}\nYou paid in May.\n\n{words}\n{line}\n\nYou paid in June."
    heading = (Kind.HEADING, words)
    assert blocks_of(text) == [
        (Kind.SALUTATION, "Dear Ms. Ito,"),
        heading,
        (Kind.PARAGRAPH, "You paid in May."),
        heading,
        (Kind.PARAGRAPH, "You paid in June."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("You paid\n\n--------\n\nWe thank you.", id="a line between parts"),
        pytest.param("We thank you\n---\nfor that.", id="much shorter"),
        pytest.param("Signature:\n---------------------------", id="a line to sign on"),
        pytest.param("Signature:\n---------", id="a shorter line to sign on"),
        pytest.param("Please sign and cut here.\n-------------------------", id="below a sentence"),
        pytest.param("Dear Ms. Ito,\n-------------", id="below the greeting"),
        pytest.param("May 6, 2026\n-----------", id="below the date"),
        pytest.param("- your card\n-----------", id="below an item"),
        pytest.param("Enclosures:\n-----------", id="below the foot"),
        pytest.param("------\n------", id="two lines"),
        pytest.param("Name\n--", id="two dashes"),
        pytest.param("Name\n- - -", id="dashes apart"),
        pytest.param("Month  Paid\n-----------", id="heads of columns"),
        pytest.param(f"{'word ' * 13}\n{'-' * 64}", id="too long"),
        pytest.param("the rest of it\nWhat you owe\n------------", id="within a paragraph"),
    ],
)
def test_other_lines_of_dashes_make_no_heading(text: str) -> None:
    dashes = next(line for line in text.splitlines() if line and not line.strip("- "))
    assert any(dashes in words for words in texts_of(f"Hi.\n\n{text}"))


def test_an_underlined_office_is_the_letterhead_and_a_name_below_the_closing_signs() -> None:
    text = (
        "Linden County Child Support Office\n==================================\n\nMay 6, 2026\n\nDear Ms. Ito,\n\n"
        "You paid all of it in May.\n\nSincerely,\n\nTom Adeyemi\n-----------"
    )
    kinds = kinds_of(text)
    assert kinds["Linden County Child Support Office"] is Kind.LETTERHEAD
    assert kinds["Tom Adeyemi"] is Kind.SIGNATURE


@pytest.mark.parametrize("line", ["------   ------", "======   ======", "------ | ------", "|-----|------|"])
def test_the_dashes_under_the_heads_of_a_table_are_no_cells(line: str) -> None:
    assert texts_of(f"Month    Paid\n{line}\nMay      $20") == ["Month", "Paid", "May", "$20"]


def test_dashes_in_a_row_with_words_are_a_cell() -> None:
    assert texts_of("May   ---   $20") == ["May", "---", "$20"]


@pytest.mark.parametrize("gap", ["   ", "      ", "\t", "\t\t", " | ", "|"])
def test_columns_are_cut_into_cells(gap: str) -> None:
    assert blocks_of(f"Month{gap}Paid") == [(Kind.TABLE_CELL, "Month"), (Kind.TABLE_CELL, "Paid")]


def test_rows_between_bars_are_cut_into_cells() -> None:
    text = "| Month | Paid so far |\n| May 2026 | $40.00 |"
    assert texts_of(text) == ["Month", "Paid so far", "May 2026", "$40.00"]
    assert {kind for kind, _ in blocks_of(text)} == {Kind.TABLE_CELL}


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| Month  | Paid |", ["Month", "Paid"]),
        ("Month  | Paid | Due", ["Month", "Paid", "Due"]),
        ("Month\u00a0| Paid | Due", ["Month", "Paid", "Due"]),
        ("Month \tPaid\tDue", ["Month", "Paid", "Due"]),
    ],
)
def test_a_cell_may_be_padded(row: str, cells: list[str]) -> None:
    assert texts_of(row) == cells


def test_two_spaces_are_no_column() -> None:
    assert texts_of("You paid.  We thank you.") == ["You paid.  We thank you."]


def test_a_table_ends_the_paragraph_above_it() -> None:
    line = "Here is what you have paid to us since the beginning of the year"
    assert texts_of(f"{line}\nMay   $40\nand that is all.") == [line, "May", "$40", "and that is all."]


# Names of the parts

LETTER = """\
Juniper County Office of Child Support
State of Columbia

March 3, 2026

Ms. Ada Brook
14 Larch Street
Bexley, QX 40210

Re: Your case number 4471

Dear Ms. Brook:

YOUR PAYMENTS

You paid what the order says. We thank you for that.

What happens next

You do not have to do anything.

Sincerely,

Noor Vale
Case Worker

Enclosure: payment list
"""


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Juniper County Office of Child Support", Kind.LETTERHEAD),
        ("State of Columbia", Kind.LETTERHEAD),
        ("March 3, 2026", Kind.DATE),
        ("Ms. Ada Brook", Kind.ADDRESS),
        ("14 Larch Street", Kind.ADDRESS),
        ("Bexley, QX 40210", Kind.ADDRESS),
        ("Re: Your case number 4471", Kind.SUBJECT),
        ("Dear Ms. Brook:", Kind.SALUTATION),
        ("YOUR PAYMENTS", Kind.HEADING),
        ("You paid what the order says. We thank you for that.", Kind.PARAGRAPH),
        ("What happens next", Kind.HEADING),
        ("Sincerely,", Kind.CLOSING),
        ("Noor Vale", Kind.SIGNATURE),
        ("Case Worker", Kind.SIGNATURE),
        ("Enclosure: payment list", Kind.ENCLOSURES),
    ],
)
def test_the_parts_of_a_letter_are_named(words: str, kind: Kind) -> None:
    assert kinds_of(LETTER)[words] is kind


@pytest.mark.parametrize(
    "line",
    [
        "March 3, 2026",
        "3 March 2026",
        "Mar. 3 2026",
        "03/03/2026",
        "2026-03-03",
        "Tuesday, March 3, 2026",
        "Date: March 3, 2026",
        "Date of notice: 3/3/26",
    ],
)
def test_a_line_that_is_a_date(line: str) -> None:
    assert kinds_of(line)[line] is Kind.DATE


@pytest.mark.parametrize("line", ["March 3, 2026 is the last day to pay.", "May 2026", "12"])
def test_a_line_that_only_holds_a_date_is_none(line: str) -> None:
    assert kinds_of(line)[line] is not Kind.DATE


@pytest.mark.parametrize("line", ["Dear Parent,", "Dear Mr. Oduya:", "Hello,", "To Whom It May Concern:"])
def test_a_line_that_greets(line: str) -> None:
    assert kinds_of(line)[line] is Kind.SALUTATION


def test_a_sentence_that_begins_like_a_greeting_is_a_paragraph() -> None:
    line = "Dear as it may be to you, this offer ends when the month is over."
    assert kinds_of(line)[line] is Kind.PARAGRAPH


@pytest.mark.parametrize(
    "line", ["Sincerely,", "Yours truly,", "Kind regards,", "Respectfully submitted,", "Thank you,"]
)
def test_a_line_that_closes(line: str) -> None:
    assert kinds_of(line)[line] is Kind.CLOSING


@pytest.mark.parametrize("line", ["Subject: Your order", "RE: Case 12", "Regarding: your refund", "In re: Brook"])
def test_a_line_that_says_what_it_is_about(line: str) -> None:
    assert kinds_of(line)[line] is Kind.SUBJECT


@pytest.mark.parametrize(
    "line", ["P.O. Box 12", "c/o Ines Marsh", "9 Old Mill Rd", "Bexley, QX 40210-1234", "221b Low Hill Lane, Apt 4"]
)
def test_a_line_of_an_address(line: str) -> None:
    assert kinds_of(f"{line}\n\nDear Parent:\n\nYou paid.")[line] is Kind.ADDRESS


def test_a_name_right_above_an_address_belongs_to_it() -> None:
    assert kinds_of("Ada Brook\n14 Larch Street\n\nDear Ms. Brook:\n\nYou paid.")["Ada Brook"] is Kind.ADDRESS


def test_an_office_right_above_an_address_is_the_letterhead() -> None:
    text = "Juniper Child Support Office\n14 Larch Street\n\nDear Ms. Brook:\n\nYou paid."
    assert kinds_of(text)["Juniper Child Support Office"] is Kind.LETTERHEAD


def test_an_office_named_after_the_greeting_is_no_letterhead() -> None:
    text = "Dear Ms. Brook:\n\nJuniper Child Support Office\n\nYou paid."
    assert kinds_of(text)["Juniper Child Support Office"] is Kind.HEADING


def test_an_office_named_after_the_date_is_no_letterhead() -> None:
    text = "March 3, 2026\n\nJuniper Child Support Office\n\nDear Ms. Brook:\n\nYou paid."
    assert kinds_of(text)["Juniper Child Support Office"] is Kind.HEADING


def test_the_signature_ends_at_the_first_sentence() -> None:
    text = "Dear Ms. Brook:\n\nYou paid.\n\nSincerely,\n\nNoor Vale\n\nCall us with questions.\n\nHours"
    kinds = kinds_of(text)
    assert (kinds["Noor Vale"], kinds["Hours"]) == (Kind.SIGNATURE, Kind.HEADING)


def test_without_a_closing_the_titled_last_line_is_the_signature() -> None:
    assert kinds_of("Dear Ms. Brook:\n\nYou paid.\n\nNoor Vale")["Noor Vale"] is Kind.SIGNATURE


def test_a_line_with_a_full_stop_is_no_heading() -> None:
    assert kinds_of("You paid.")["You paid."] is Kind.PARAGRAPH


def test_a_line_of_more_than_twelve_words_is_no_heading() -> None:
    assert kinds_of("one two three four five six seven eight nine ten eleven twelve") == {
        "one two three four five six seven eight nine ten eleven twelve": Kind.HEADING
    }
    assert set(kinds_of("one two three four five six seven eight nine ten eleven twelve more").values()) == {
        Kind.PARAGRAPH
    }


# Blanks


def blanks_of(text: str) -> list[tuple[str, bool]]:
    letter = letter_of(text)
    return [(letter.text[blank.span.start : blank.span.end], blank.word) for blank in letter.blanks]


@pytest.mark.parametrize(
    "mark",
    [
        "{{ name }}",
        "{{name|title}}",
        "{{ a\n}}",
        "%{name}",
        "${name}",
        "«Name»",
        "<<Name>>",
        "[CASE NO]",
        "[NAME/DATE #2]",
        "__",
        "________",
        "___/___/____",
        ".....",
        "……",
    ],
)
def test_a_blank_that_will_hold_words(mark: str) -> None:
    assert blanks_of(f"Dear {mark} you paid") == [(mark, True)]


@pytest.mark.parametrize("mark", ["{% if paid %}", "{# a note #}", "{%p endif %}", "[ ]", "[x]", "[X]", "☐", "☒", "□"])
def test_a_blank_that_leaves_no_words(mark: str) -> None:
    assert blanks_of(f"Yes {mark} you paid") == [(mark, False)]


@pytest.mark.parametrize(
    "text", ["[sic]", "[x](page)", "snake_case", "and so on...", "{name}", "a << b", "100%", "<name>", "«»", "[]("]
)
def test_a_near_miss_is_no_blank(text: str) -> None:
    assert blanks_of(f"You saw {text} there.") == []


def test_blanks_come_in_order() -> None:
    assert [mark for mark, _ in blanks_of("«A» {{ b }}{% c %} ____ [D]")] == [
        "«A»",
        "{{ b }}",
        "{% c %}",
        "____",
        "[D]",
    ]


def test_two_blanks_on_a_line_are_two() -> None:
    assert [mark for mark, _ in blanks_of("{{ a }} and {{ b }}")] == ["{{ a }}", "{{ b }}"]


# Whatever the bytes


def refuse_lies(letter: Letter) -> None:
    """Everything a letter promises about its text."""
    text = letter.text
    edge = 0
    for block in letter.blocks:
        assert edge <= block.span.start < block.span.end <= len(text)
        assert text[block.span.start : block.span.end].strip() == text[block.span.start : block.span.end]
        edge = block.span.end
    edge = 0
    for blank in letter.blanks:
        assert edge <= blank.span.start < blank.span.end <= len(text)
        edge = blank.span.end
    for piece in letter.map.pieces:
        assert isinstance(piece.home, TextHome)
        assert piece.literal
        there = piece.home.span
        assert letter.source.text[there.start : there.end] == text[piece.letter.start : piece.letter.end]
    places = [
        Place(line=row, column=column)
        for row, line in enumerate(text.split("\n"), 1)
        for column in range(1, len(line) + 2)
    ]
    assert [letter.map.place(Span(at, at + 1)) for at in range(len(text))] == places[: len(text)]


BITS = [
    *"aB1. \n\r\t|_[]{}%#-–«»<>():,…\u2028\u00a0",
    "\r\n",
    "Dear ",
    "   ",
    "14 Elm St",
    "March 3, 2026",
    "word " * 9,
]
LETTERS = st.text(max_size=300) | st.lists(st.sampled_from(BITS), max_size=60).map("".join)


@settings(deadline=None, max_examples=300)
@given(LETTERS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))
@example("|||", "utf-8")
@example("a\r\r\n\u2028b", "utf-8")
def test_any_text_is_read_or_refused(text: str, encoding: str) -> None:
    try:
        letter = read("a.txt", text.encode(encoding))
    except UnreadableError:
        return
    refuse_lies(letter)


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        letter = read("a.txt", data)
    except UnreadableError:
        return
    refuse_lies(letter)


@settings(deadline=None)
@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=("Cc", "Cs"))))
def test_utf8_without_control_characters_is_never_refused(text: str) -> None:
    source = decode("a.txt", b"Dear parent: " + text.encode())
    assert source.text == f"Dear parent: {text}"


@settings(deadline=None)
@given(LETTERS)
@example("| Month  | Paid |")
def test_every_word_of_a_letter_lies_in_a_block(text: str) -> None:
    try:
        letter = letter_of(text)
    except UnreadableError:
        return
    covered = {at for block in letter.blocks for at in range(block.span.start, block.span.end)}
    assert [at for at, char in enumerate(letter.text) if char.isalnum() and at not in covered] == []
