from __future__ import annotations

import io
import random
import subprocess
import sys

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from plainlang.errors import UnreadableError
from plainlang.letter import Kind, Letter
from plainlang.readers.pdf import read
from plainlang.readers.pdf.hyphens import Hyphens
from plainlang.spans import Span
from tests.pdf_files import LEFT, STEP, TOP, lines, page, pdf, raw_pdf, show, stream

LONG = "You can ask us to look at your case again if you lost your job or earn less now."


def blocks(data: bytes) -> list[tuple[Kind, str]]:
    letter = read("letter.pdf", data)
    return [(block.kind, letter.text[block.span.start : block.span.end]) for block in letter.blocks]


def texts(data: bytes) -> list[str]:
    return [text for _, text in blocks(data)]


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read("letter.pdf", data)
    assert "\n" not in str(caught.value)
    return caught.value.code


def place_of(letter: Letter, words: str) -> dict[str, object]:
    at = letter.text.index(words)
    return letter.map.place(Span(at, at + len(words))).as_dict()


def test_a_letter_is_cut_into_its_parts() -> None:
    data = page(
        "Linden County Office", "12 Main Street", "Linden, IN 46001", "", "May 6, 2025", "", "Dear Ms. Quill:", "", LONG
    )
    assert [kind for kind, _ in blocks(data)] == [
        *[Kind.LETTERHEAD, Kind.ADDRESS, Kind.ADDRESS, Kind.DATE, Kind.SALUTATION, Kind.PARAGRAPH]
    ]


def test_the_place_is_a_page_and_a_box_around_the_words() -> None:
    letter = read("letter.pdf", pdf(lambda c: lines(c, "One."), lambda c: lines(c, "Pay the arrears now.")))
    place = place_of(letter, "the arrears")
    assert place["page"] == 2
    left, bottom, right, top = place["box"]  # type: ignore[misc]
    assert (round(left), round(right)) == (94, 147)
    assert bottom < TOP < top < TOP + 12


def test_the_box_is_of_the_page_as_it_is_shown() -> None:
    letter = read("letter.pdf", raw_pdf(show("Pay now", x=100, y=200), page=b"/Rotate 90 /CropBox [50 50 500 700]"))
    left, bottom, right, top = place_of(letter, "Pay now")["box"]  # type: ignore[misc]
    assert left < 150 < right
    assert (round(bottom), round(top)) == (381, 400)


def test_nothing_is_literal() -> None:
    letter = read("letter.pdf", page(LONG))
    assert not letter.map.is_writable(Span(0, 3))


def test_short_lines_stay_lines_and_wrapped_ones_are_joined() -> None:
    wrapped = [LONG, "This is free, and it can be asked for at any time.", "Call us."]
    assert texts(page(*wrapped)) == [" ".join(wrapped[:2]), "Call us."]


def test_a_line_set_in_begins_a_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, LONG)
        lines(canvas, LONG, x=LEFT + 20, y=TOP - 14)
        lines(canvas, "and so on.", y=TOP - 28)

    assert texts(pdf(draw)) == [LONG, f"{LONG} and so on."]


def test_the_items_of_a_list_are_blocks_and_keep_their_lines() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, "1. " + LONG, "2. Call us.")
        lines(canvas, "and bring it with you.", x=LEFT + 12, y=TOP - 28)

    assert blocks(pdf(draw))[0] == (Kind.LIST_ITEM, "1. " + LONG)
    assert blocks(pdf(draw))[1][0] is Kind.LIST_ITEM


def test_running_heads_are_read_once_behind_the_letter() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 760, "Linden County")
        canvas.drawString(300, 30, f"Page {canvas.getPageNumber()} of 3")
        lines(canvas, f"This is sheet {canvas.getPageNumber()} of the letter.")

    assert blocks(pdf(draw, draw, draw))[3:] == [(Kind.HEADER, "Linden County"), (Kind.FOOTER, "Page 1 of 3")]


def test_a_table_is_read_row_by_row() -> None:
    def draw(canvas: Canvas) -> None:
        for x, column in ((72, ["Month", "March", "April"]), (200, ["Owed", "$10", "$20"])):
            lines(canvas, *column, x=x)

    assert texts(pdf(draw)) == ["Month", "Owed", "March", "$10", "April", "$20"]
    assert {kind for kind, _ in blocks(pdf(draw))} == {Kind.TABLE_CELL}


def test_addresses_side_by_side_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, "Ada Quill", "4 Oak Lane", "Linden, IN 46001")
        lines(canvas, "Jo Park", "9 Elm Street", "Linden, IN 46002", x=330)

    assert texts(pdf(draw))[:3] == ["Ada Quill", "4 Oak Lane", "Linden, IN 46001"]


def test_a_large_question_is_a_heading() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        lines(canvas, "What do I have to do?", y=TOP + 40)
        canvas.setFont("Helvetica", 11)
        lines(canvas, LONG, LONG)

    assert blocks(pdf(draw))[0] == (Kind.HEADING, "What do I have to do?")


def test_letters_set_wide_are_words() -> None:
    assert texts(page("N O T I C E   O F   D E B T")) == ["NOTICE OF DEBT"]


def test_a_raised_ending_stays_with_its_number() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, "Pay by May 5")
        end = LEFT + canvas.stringWidth("Pay by May 5", "Helvetica", 11)
        canvas.drawString(end + 9, TOP, "at noon.")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(end, TOP + 4, "th")

    assert texts(pdf(draw)) == ["Pay by May 5th at noon."]


def test_empty_fields_are_blanks_where_they_stand() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, "Your name: ______________ and date")
        canvas.acroForm.textfield(name="a", x=130, y=TOP - 4, width=78, height=16, borderWidth=0)

    letter = read("letter.pdf", pdf(draw))
    assert letter.text == "Your name: ____ and date"
    assert [letter.text[blank.span.start : blank.span.end] for blank in letter.blanks] == ["____"]


@pytest.mark.parametrize(("ticked", "mark"), [(True, "☒"), (False, "☐")])
def test_boxes_are_blanks(ticked: bool, mark: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.checkbox(name="a", x=LEFT, y=TOP - 2, size=11, checked=ticked)
        lines(canvas, "I need help.", x=LEFT + 20)

    assert texts(pdf(draw)) == [f"{mark} I need help."]


def test_a_comment_to_plainlang_is_a_remark_on_the_words_it_marks() -> None:
    note = b"<< /Type /Annot /Subtype /Highlight /Rect [70 697 97 712] /Contents (plainlang: ignore x -- why) >>"
    letter = read("letter.pdf", raw_pdf(show("These words and more."), page=b"/Annots [6 0 R]", more=[note]))
    (remark,) = letter.remarks
    assert (remark.text, remark.place.page) == ("ignore x -- why", 1)
    assert letter.text[remark.span.start : remark.span.end].strip() == "These"


@pytest.mark.parametrize(
    ("head", "tail", "whole"),
    [
        ("arrear-", "ages", "arrearages"),
        ("non-", "custodial", "non-custodial"),
        ("court-", "ordered", "court-ordered"),
        ("part-", "ners", "partners"),
        ("re\u00ad", "quired", "required"),
        ("mother-in-", "law", "mother-in-law"),
        ("wage-", "withholding", "wage-withholding"),
        ("with-", "holding", "withholding"),
        ("2024-", "and", "2024-and"),
        ("Linden-", "Park", "Linden-Park"),
    ],
)
def test_hyphens_at_the_end_of_a_line(head: str, tail: str, whole: str) -> None:
    assert Hyphens(["Our wage-withholding unit"]).join(head, tail) + tail == whole


def _locked(user: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(page(LONG))))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_is_a_refusal_unless_it_is_empty() -> None:
    assert refused(_locked("secret")) == "password"
    assert texts(_locked("")) == [LONG]


def _picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (9, 9))), 0, 0, 612, 792)


def test_pictures_of_letters_are_refused_with_their_pages() -> None:
    assert refused(pdf(_picture)) == "picture"
    with pytest.raises(UnreadableError, match=r"\(pages 1, 3\)"):
        read("letter.pdf", pdf(_picture, lambda c: lines(c, LONG), _picture))
    assert texts(pdf(_picture, lambda c: lines(c, LONG))) == [LONG]


def test_a_few_pictures_are_told() -> None:
    def letter(*pictures: int) -> Letter:
        pages = [_picture if number in pictures else lambda c: lines(c, LONG) for number in range(1, 8)]
        return read("letter.pdf", pdf(*pages))

    assert letter().left_out == ()
    assert letter(2).left_out == ("Page 2 is a picture. Its words were not read.",)
    assert letter(1, 4, 7).left_out == ("Pages 1, 4 and 7 are pictures. Their words were not read.",)


def test_a_form_that_only_adobe_shows_is_refused() -> None:
    catalog = b"/AcroForm << /XFA [(template) 6 0 R] /Fields [] >> /NeedsRendering true"
    data = raw_pdf(show("Please wait..."), more=[stream(b"<template/>")], catalog=catalog)
    assert refused(data) == "xfa"


def _many_pages() -> bytes:
    return raw_pdf(show("Hi")).replace(b"/Kids [3 0 R] /Count 1", b"/Kids [" + b"3 0 R " * 501 + b"] /Count 501")


FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X 6 0 R >> >>"
HOSTILE = {
    "nothing": (b"", "empty"),
    "not a PDF": (b"Dear Ms. Quill", "not-pdf"),
    "only a head": (b"%PDF-1.7\n", "damaged"),
    "no words": (raw_pdf(b""), "no-text"),
    "501 pages": (_many_pages(), "too-many-pages"),
    "half a million letters": (
        raw_pdf(b"".join(show("Ab " * 9_000, y=at * 20, size=0.003) for at in range(20))),
        "too-long",
    ),
    "200,000 nested dictionaries": (raw_pdf(b"").replace(b"/Type /Catalog", b"/X " + b"<</A " * 200_000), "damaged"),
    "a stream that unpacks to 800 MB": (
        raw_pdf(b"").replace(stream(b""), stream(bytes(800_000_000), packed=True)),
        "damaged too-big",
    ),
    "a form that draws itself": (
        raw_pdf(b"/X Do", resources=b"/XObject << /X 6 0 R >>", more=[stream(b"/X Do /X Do", FORM)]),
        "damaged too-big",
    ),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_in_one_line(data: bytes, code: str) -> None:
    # A slow machine runs out of time where a fast one runs out of memory.
    assert refused(data) in code.split()


def test_damaged_files_never_end_in_a_traceback() -> None:
    whole = pdf(lambda c: (lines(c, LONG), c.acroForm.textfield(name="a", x=LEFT, y=600)), _picture)
    chance = random.Random(5)
    for _ in range(12):
        data = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.5 else whole)
        for _ in range(20):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        try:
            read("letter.pdf", bytes(data))
        except UnreadableError:
            continue


def test_pdfium_is_not_loaded_into_this_process() -> None:
    code = "import sys; from plainlang.readers import pdf; sys.exit(any('pypdf' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _set_side_by_side(left: list[str], right: list[str], *, at: float = 330, step: float = STEP) -> bytes:
    return pdf(lambda c: (lines(c, *left, step=step), lines(c, *right, x=at, step=step)))


def test_cells_that_wrap_are_read_one_by_one() -> None:
    left = ["Send us a copy of the letter that", "your boss gave you.", "A bill."]
    right = ["We need to know what you earn", "each month.", "For day care."]
    assert texts(_set_side_by_side(left, right)) == [
        *["Send us a copy of the letter that your boss gave you.", "We need to know what you earn each month."],
        *["A bill.", "For day care."],
    ]


def test_a_sentence_that_turns_into_the_next_column_tells_columns_from_a_table() -> None:
    left = ["We sent you a form in May. Fill it in,", "sign it, and send it back to us by the"]
    right = ["end of the month. You can bring it to", "our office, too."]
    assert texts(_set_side_by_side(left, right)) == [" ".join([*left, *right])]


def test_a_column_may_begin_higher_than_the_one_at_its_left() -> None:
    left = ["We sent you a form in May. Fill it in,", "sign it, and send it back to us.", "You may call us, too."]
    right = ["Office hours: Monday to", "Friday from eight to four."]

    def draw(canvas: Canvas) -> None:
        lines(canvas, *left)
        lines(canvas, *right, x=330, y=TOP + 11, step=11)

    assert texts(pdf(draw)) == [" ".join(left[:2]), left[2], " ".join(right)]


def test_short_entries_in_lower_case_are_rows_of_a_table() -> None:
    found = texts(_set_side_by_side(["rent", "food", "day care"], ["$900", "$400", "$250"]))
    assert found == ["rent", "$900", "food", "$400", "day care", "$250"]


def test_a_marked_word_is_no_frame() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(LEFT + 22, TOP - 20, 60, 32)
        lines(canvas, "You can ask us to look at your case again if you lost", "your job or earn less now.")

    assert texts(pdf(draw)) == ["You can ask us to look at your case again if you lost your job or earn less now."]


@pytest.mark.parametrize(("letter", "rest", "read_as"), [("A", "parent", "A parent"), ("A", "ll", "All")])
def test_a_large_first_letter_may_be_a_word(letter: str, rest: str, read_as: str) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, f"{rest} may ask us for help, and we", "will give it.", x=LEFT + 26)
        lines(canvas, "Then call.", y=TOP - 2 * STEP)
        canvas.setFont("Helvetica", 36)
        lines(canvas, letter, y=TOP - STEP)

    assert texts(pdf(draw)) == [f"{read_as} may ask us for help, and we will give it.", "Then call."]


def test_one_word_may_be_set_wide() -> None:
    content = b"BT /F1 11 Tf 72 700 Td (You must ) Tj 2.4 Tc (pay) Tj 0 Tc ( it now.) Tj ET"
    assert texts(raw_pdf(content)) == ["You must pay it now."]
