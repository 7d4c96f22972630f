"""RTF files: kinds, blanks, remarks, characters, and what is refused."""

from __future__ import annotations

import pytest

from plainlang.errors import UnreadableError
from plainlang.letter import Kind, Letter
from plainlang.readers.rtf import read
from tests.torture_rtf import CELLS, field, rtf


def blocks(letter: Letter) -> list[tuple[Kind, str]]:
    return [(block.kind, letter.text[block.span.start : block.span.end]) for block in letter.blocks]


def text(body: str) -> str:
    return read("letter.rtf", rtf(body)).text


def test_each_kind_is_named() -> None:
    body = (
        rf"{{\header Linden Office\par}}\pard\s1 Your order\par\pard We wrote to you.\par"
        r"\pard\ls1 A stub\par\ls1 A form\par"
        rf"{CELLS}\pard\intbl Due\cell $20\cell\row\pard Call us today{{\footnote\pard It is free.}} please.\par"
    )
    letter = read("letter.rtf", rtf(body))
    assert blocks(letter) == [
        (Kind.HEADING, "Your order"),
        (Kind.PARAGRAPH, "We wrote to you."),
        (Kind.LIST_ITEM, "A stub"),
        (Kind.LIST_ITEM, "A form"),
        (Kind.TABLE_CELL, "Due"),
        (Kind.TABLE_CELL, "$20"),
        (Kind.PARAGRAPH, "Call us today please."),
        (Kind.FOOTNOTE, "It is free."),
        (Kind.HEADER, "Linden Office"),
    ]
    assert "A stub\nA form\n\nDue\n$20\n\nCall" in letter.text


def test_a_merge_field_and_a_prompt_are_blanks() -> None:
    body = (
        rf"Dear {field('MERGEFIELD Name', 'Ann Lee')},\par {field('MACROBUTTON NoMacro [Type it]', '')} owes ____.\par"
    )
    letter = read("letter.rtf", rtf(body))
    assert [letter.text[blank.span.start : blank.span.end] for blank in letter.blanks] == [
        "Ann Lee",
        "[Type it]",
        "____",
    ]


def test_a_comment_to_plainlang_is_a_remark_on_its_words() -> None:
    body = (
        r"One.\par We {\*\atrfstart 3}remit the arrears{\*\atrfend 3}{\*\atnid AC}{\*\atnauthor A. Clerk}"
        r"\chatn{\*\annotation{\*\atnref 3}{\*\atndate 1}\pard Plainlang: allow arrears - quoted\par} now."
        r"{\*\annotation Nice!}{\*\annotation plainlang: allow x - said}"
    )
    letter = read("letter.rtf", rtf(body))
    assert [(remark.text, remark.place.paragraph) for remark in letter.remarks] == [
        ("allow arrears - quoted", 2),
        ("allow x - said", 2),
    ]
    tied, loose = (remark.span for remark in letter.remarks)
    assert letter.text[tied.start : tied.end] == "remit the arrears"
    assert loose == (len(letter.text), len(letter.text))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"\u8220\'93a\u8221\'94", "“a”"),
        (r"\u-10179\'3f\u-8704\'3f", "😀"),
        (r"\u-10179 ?x", "x"),
        (r"\u-99999 ?\u99999999999 ?", "\ufffd\ufffd"),
        (r"\f2\'e6\'f3\'ea", "жук"),
        (r"{\f2\'e6}\'e9", "жé"),
        (r"\f3\'93\'fa\'96{}\plain\'e9", "日\ufffdé"),
        (r"\f3\'83A", "ア"),
        (r"{\f1\'a8} Yes", "☐ Yes"),
        (r"\u-3928 ?", "☐"),
        (r"a\emdash\~b\_c\lquote d\rquote\bullet\tab e", "a—\xa0b-c‘d’•\te"),
        (r"\{\\\}", "{\\}"),
        (r"a\'01b\'ZZc", "abZZc"),
        (r"{\cf1\v0 a}{\v b}{\v\plain c}", "ac"),
    ],
)
def test_characters(body: str, shown: str) -> None:
    assert text(body) == shown


def test_the_code_page_of_the_document_counts_without_fonts() -> None:
    assert read("a.rtf", rb"{\rtf1\ansi\ansicpg1251 \'e6}").text == "ж"
    assert read("a.rtf", rb"{\rtf1\mac \'8e}").text == "é"
    assert read("a.rtf", rb"{\rtf1\ansicpg4711 \'e9}").text == "é"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"Dear Parent", "not-rtf"),
        (rtf("Dear Parent")[:-1], "damaged"),
        (rtf(r"a\bin999999999 b"), "damaged"),
        (rtf("{" * 200_000 + "x" + "}" * 200_000), "damaged"),
        (rtf("{}" * 1_000_000), "too-big"),
        (rtf("A" * 1_000_000), "too-long"),
        (rtf(r"a\par " * 60_000), "too-long"),
    ],
    ids=["empty", "blank", "text", "cut", "bin", "nested", "full", "long", "lines"],
)
def test_what_is_no_letter_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read("letter.rtf", data)
    assert refusal.value.code == code


def test_every_cut_of_a_file_is_refused_or_read() -> None:
    whole = rtf(r"\pard Dear {\v\'41}\u8220 ?Parent{\footnote a}{\pict\bin3 }}}}\par")
    for end in range(6, len(whole)):
        with pytest.raises(UnreadableError):
            read("letter.rtf", whole[:end])
