"""The reader of e-mails: what a mail program shows, as the blocks of a letter, and messages nobody should send."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainlang.errors import UnreadableError
from plainlang.letter import Kind, Letter
from plainlang.readers.mail import read, read_body
from plainlang.source import Place
from tests.torture_mail import HEAD, attached, joined, mail, page, part, text, whole
from tests.word_files import p, word_file


def blocks_of(letter: Letter) -> list[tuple[str, Kind]]:
    return [(letter.text[slice(*block.span)], block.kind) for block in letter.blocks]


def text_of(data: bytes) -> str:
    return read("letter.eml", data).text


def refusal_of(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as refusal:
        read("in/letter.eml", data)
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).startswith("in/letter.eml")
    return refusal.value


def test_a_message_is_a_letter() -> None:
    body = "Dear Ms. Ray,\r\n\r\nYou owe $12.\r\n\r\nSincerely,\r\n\r\nAnn Lee\r\n"
    assert blocks_of(read("letter.eml", mail("text/plain", body))) == [
        ("Your case", Kind.SUBJECT),
        ("Dear Ms. Ray,", Kind.SALUTATION),
        ("You owe $12.", Kind.PARAGRAPH),
        ("Sincerely,", Kind.CLOSING),
        ("Ann Lee", Kind.SIGNATURE),
    ]


def test_every_word_has_its_line_and_column_and_none_is_literal() -> None:
    letter = read("letter.eml", mail("text/plain", "> old\r\nPay the  arrears.\r\n"))
    places = [piece.home.place for piece in letter.map.pieces if hasattr(piece.home, "place")]
    assert places[2:] == [Place(line=2, column=column, part="message") for column in (1, 5, 10)]
    assert not any(piece.literal for piece in letter.map.pieces)


def test_template_marks_are_blanks_and_comments_of_a_page_are_remarks() -> None:
    letter = read("letter.eml", mail("text/html", "<p>Dear {{ name }},</p><!-- plainlang: off x - because -->"))
    assert [letter.text[slice(*blank.span)] for blank in letter.blanks] == ["{{ name }}"]
    (remark,) = letter.remarks
    assert (remark.text, remark.place.part) == ("off x - because", "message")


def test_lines_that_flow_are_one_paragraph_and_stuffed_spaces_go() -> None:
    body = "You must \r\npay now.\r\n\r\n >not a quote.\r\n-- \r\nAnn\r\n"
    assert text_of(mail("text/plain; format=flowed", body)).split("\n")[2:] == [
        "You must pay now.", "", ">not a quote.", "Ann"]  # fmt: skip


def test_a_question_on_wrote_without_a_quote_stays() -> None:
    assert "On May 2, Bo wrote:\nPay now." in text_of(mail("text/plain", "On May 2, Bo wrote:\r\nPay now."))


def test_read_body_leaves_attachments_out() -> None:
    data = whole(joined("mixed", text("See below."), attached("a.docx", b"broken")))
    assert read_body("letter.eml", data).text == "Your case\n\nSee below."


def test_the_same_kind_twice_is_counted() -> None:
    letter = read("letter.eml", whole(joined("mixed", page("One."), page("Two."))))
    assert [piece.home.place.part for piece in letter.map.pieces if hasattr(piece.home, "place")][-1] == "message (2)"


def test_the_rows_of_all_tables_are_counted_on() -> None:
    table = "<w:tbl><w:tr><w:tc>" + p("One") + "</w:tc><w:tc>" + p("Two") + "</w:tc></w:tr></w:tbl>"
    files = [attached(name, word_file(table + p("Pay now."))) for name in ("a.docx", "b.docx")]
    letter = read("letter.eml", whole(joined("mixed", *files)))
    assert [block.row for block in letter.blocks if block.kind is Kind.TABLE_CELL] == [1, 1, 2, 2]


# Refusals


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"Dear Ann,\n\nyou owe us.", "not-mail", id="a letter under .eml"),
        pytest.param(bytes(range(256)) * 9, "not-mail", id="bytes"),
        pytest.param(mail("text/plain", "", subject=""), "empty", id="no text"),
        pytest.param(mail("text/plain", b"a\0b"), "not-text", id="zeros"),
        pytest.param(mail("application/pkcs7-mime", "x"), "password", id="encrypted"),
        pytest.param(whole(joined("encrypted", text("x"))), "password", id="encrypted by PGP"),
        pytest.param(whole(joined("mixed", *[attached("a.txt", b"a")] * 21)), "too-big", id="21 letters"),
        pytest.param(whole(joined("mixed", *[text("a")] * 400)), "too-big", id="400 parts"),
        pytest.param(mail("text/plain", "x", subject="=?utf-8?q?" + "a=20" * 5000 + "?="), "too-big", id="subject"),
        pytest.param(mail("text/plain; " + "a=b;" * 5000, "x"), "too-big", id="type"),
        pytest.param(mail("text/plain", "word " * 120_000), "too-long", id="too long"),
    ],
)
def test_refusals(data: bytes, code: str) -> None:
    assert refusal_of(data).code == code


BROKEN = attached("notice.docx", word_file(p("x"))[:-40])


def test_an_attached_letter_that_cannot_be_read_is_told() -> None:
    letter = read("letter.eml", whole(joined("mixed", text("See below."), BROKEN, attached("a.txt", b"Two."))))
    assert letter.text == "Your case\n\nSee below.\n\nTwo."
    (line,) = letter.left_out
    assert line.startswith("The attached file notice.docx was not read: This Word file is cut short")
    assert read("letter.eml", mail("text/plain", "Hi.")).left_out == ()


def test_a_message_in_a_message_tells_what_it_left_out() -> None:
    inner = whole(joined("mixed", text("One."), BROKEN, edge="in"))
    (line,) = read("letter.eml", whole(joined("mixed", text("Two."), attached("old.eml", inner)))).left_out
    assert line.startswith("In the attached file old.eml: The attached file notice.docx was not read")


@pytest.mark.parametrize("body", [b"", text(" \r\n")])
def test_a_broken_letter_is_a_refusal_where_the_message_has_no_words(body: bytes) -> None:
    parts = [body, BROKEN] if body else [BROKEN]
    refusal = refusal_of(whole(joined("mixed", *parts)))
    assert str(refusal).startswith("in/letter.eml/notice.docx: This Word file is cut short")


def dated(header: str) -> bytes:
    return mail("text/plain", "You owe us.", f"Date: {header}")


def test_the_date_stands_below_the_subject_of_the_outer_message() -> None:
    forwarded_mail = part("message/rfc822", dated("Mon, 2 Mar 2026 09:00:00 +0000"))
    outer = whole(joined("mixed", text("See below."), forwarded_mail))
    letter = read("letter.eml", b"Date: Fri, 20 Nov 2026 23:30:00 -0600\r\n" + outer)
    assert blocks_of(letter)[:3] == [
        ("Your case", Kind.SUBJECT),
        ("November 20, 2026", Kind.DATE),
        ("See below.", Kind.PARAGRAPH),
    ]
    assert letter.map.place(letter.blocks[1].span) == Place(line=1, column=1, part="Date")
    assert "March" not in letter.text
    assert "2026" not in read_body("letter.mht", dated("Fri, 20 Nov 2026 09:00:00 +0000")).text


@pytest.mark.parametrize("header", ["", "soon", "99 Foo 1e9", "Fri, 20 Nov 2026 09:00 +99999999999999", "1" * 9_000])
def test_a_date_that_is_none_is_left_out(header: str) -> None:
    assert text_of(dated(header)) == "Your case\n\nYou owe us."


@pytest.mark.parametrize(("delsp", "read_as"), [("yes", "The arrears."), ("no", "The arr ears.")])
def test_lines_that_flow_without_their_space(delsp: str, read_as: str) -> None:
    data = mail(f"text/plain; format=flowed; delsp={delsp}", "The arr \r\nears.\r\n")
    assert text_of(data).endswith(read_as)


def nested(levels: int) -> bytes:
    content = text("deep")
    for level in range(levels):
        content = joined("mixed", content, edge=f"e{level}")
    return whole(content)


def forwarded(levels: int) -> bytes:
    data = mail("text/plain", "deep")
    for _ in range(levels):
        data = whole(part("message/rfc822", data))
    return data


def test_parts_within_parts_are_read_to_a_depth() -> None:
    assert text_of(nested(50)) == "Your case\n\ndeep"
    assert text_of(forwarded(3)).endswith("deep")
    assert refusal_of(forwarded(4)).code == "too-big"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(nested(2_000), id="2,000 levels"),
        pytest.param(forwarded(1_000), id="1,000 messages"),
        pytest.param(nested(100) + b"\r\n" * 500_000, id="100 levels over a million lines"),
        pytest.param(HEAD.encode() + b"X-A: b\r\n" * 200_000 + b"\r\nx", id="200,000 headers"),
        pytest.param(HEAD.encode() + b"Subject: a\r\n" + b" b\r\n" * 500_000 + b"\r\nx", id="a header without end"),
        pytest.param(mail('multipart/mixed; boundary=""', "----\r\n" * 300_000), id="an empty edge"),
        pytest.param(mail("multipart/mixed; boundary=a", "--a\r\n\r\n" * 300_000), id="300,000 parts"),
        pytest.param(mail("text/plain", "A" * 1_000_000), id="a million capitals"),
        pytest.param(mail("text/plain; format=flowed", "a \r\n" * 100_000), id="flowing"),
        pytest.param(mail("text/plain", "On " + "wrote" * 80_000), id="wrote wrote"),
        pytest.param(mail("text/plain; charset=idna", "a." * 200_000), id="a charset that is none"),
        pytest.param(mail("text/html", "<blockquote " * 40_000), id="open quotes"),
        pytest.param(mail("text/plain", "=" * 3_000_000, "Content-Transfer-Encoding: quoted-printable"), id="quoted"),
    ],
)  # fmt: skip
def test_hostile_messages_are_refused_or_read(data: bytes) -> None:
    try:
        letter = read("letter.eml", data)
    except UnreadableError as refusal:
        assert "\n" not in str(refusal)
    else:
        assert letter.blocks


HEADERS = st.sampled_from(
    ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Subject", "MIME-Version", "Content-ID"]
)


@settings(max_examples=150, deadline=None)
@given(headers=st.lists(st.tuples(HEADERS, st.text(max_size=40)), max_size=4), body=st.binary(max_size=80))
def test_any_headers_are_read_or_refused(headers: list[tuple[str, str]], body: bytes) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    try:
        read("letter.eml", (HEAD + lines + "\r\n").encode("utf-8", errors="replace") + body)
    except UnreadableError as refusal:
        assert "\n" not in str(refusal)


SOUND = whole(joined("mixed", joined("alternative", text("One."), page("One."), edge="in"), attached("a.txt", b"Two.")))


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), cut=st.booleans())
def test_damaged_bytes_are_read_or_refused(seed: int, cut: bool) -> None:
    chance = random.Random(seed)
    data = bytearray(SOUND)
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        read("letter.eml", bytes(data[: chance.randrange(len(data))] if cut else data))
    except UnreadableError as refusal:
        assert "\n" not in str(refusal)
