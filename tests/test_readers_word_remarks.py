"""What a Word file says to plainlang (comments, required wording), the signs of its forms, and files without end."""

from __future__ import annotations

import pytest

from plainlang.errors import UnreadableError
from plainlang.facts.protected import find_marked
from plainlang.letter import PROTECTS
from plainlang.readers.word import read
from plainlang.source import Place
from plainlang.spans import Span
from tests.word_files import field, p, r, text_box, word_file


def start(number: int) -> str:
    return f"<w:commentRangeStart w:id='{number}'/>"


def end(number: int) -> str:
    return f"<w:commentRangeEnd w:id='{number}'/>"


def sign(number: int) -> str:
    return f"<w:r><w:commentReference w:id='{number}'/></w:r>"


def comments(*texts: str) -> str:
    return "".join(f"<w:comment w:id='{at}' w:author='x'>{p(text)}</w:comment>" for at, text in enumerate(texts))


def remarks(body: str, *texts: str) -> list[tuple[str, str]]:
    """What each remark says, and the words it is tied to."""
    letter = read("letter.docx", word_file(body, comments=comments(*texts)))
    return [(remark.text, letter.text[slice(*remark.span)]) for remark in letter.remarks]


def test_a_remark_is_tied_to_its_words_and_has_their_place() -> None:
    body = p("One.") + p("Pay the ", start(0), r("arre"), r("ars "), end(0), sign(0), "now.")
    letter = read("letter.docx", word_file(body, comments=comments("Plainlang: off arrears - the court's word")))
    (remark,) = letter.remarks
    assert (remark.text, remark.span) == ("off arrears - the court's word", Span(13, 20))
    assert remark.place == Place(line=2, column=9, part="word/document.xml", paragraph=2, run=2)
    assert not remark.alone


def test_other_comments_vanish_and_so_does_a_remark_that_nothing_points_to() -> None:
    assert remarks(p(start(0), "a", end(0), sign(0)), "Is this plainlang: enough?", "plainlang: off x - y") == []


def test_remarks_stand_in_the_order_of_the_letter() -> None:
    body = p(start(1), "a", end(1), sign(1)) + p(start(0), "b", end(0), sign(0))
    assert remarks(body, "plainlang: second", "plainlang: first") == [("first", "a"), ("second", "b")]


def test_a_remark_without_edges_is_an_empty_span_at_its_sign() -> None:
    letter = read("letter.docx", word_file(p("a", sign(0), "b"), comments=comments("plainlang: x")))
    assert [remark.span for remark in letter.remarks] == [Span(1, 1)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(start(0) + p("a") + p("b") + end(0) + p(sign(0), "c"), "a\nb", id="over whole paragraphs"),
        pytest.param(p("a", start(0), "b") + p("c", end(0), sign(0), "d"), "b\nc", id="over a line end"),
        pytest.param(p("a", end(0), "b", start(0), sign(0)), "", id="edges the wrong way round"),
        pytest.param(
            f"<w:tbl><w:tr><w:tc>{p(start(0), 'a')}</w:tc><w:tc>{p('b', end(0))}</w:tc></w:tr></w:tbl>",
            "a\nb",
            id="over cells",
        ),
        pytest.param(
            p("a") + p(start(0), properties="<w:rPr><w:del/></w:rPr>") + p("b", end(0), sign(0)),
            "b",
            id="from a paragraph taken out",
        ),
        pytest.param(p("a", start(0), "b") + end(0), "b", id="to the end of the body"),
    ],
)
def test_edges_anywhere(body: str, words: str) -> None:
    assert remarks(body, "plainlang: x") == [("x", words)]


def control(content: str, tag: str = "required", more: str = "") -> str:
    return f"<w:sdt><w:sdtPr><w:tag w:val='{tag}'/>{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(p("a") + control(p("b ") + p("c")) + p("d"), ["b \nc"], id="blocks"),
        pytest.param(p("a", control(r("b") + r(" c ")), "d"), ["b c"], id="runs"),
        pytest.param(control(p("a")) + p("b") + control(p("c")), ["a", "c"], id="two, one at the end"),
        pytest.param(
            f"<w:tbl><w:tr>{control('<w:tc>' + p('a') + '</w:tc>')}<w:tc>{p('b')}</w:tc></w:tr></w:tbl>",
            ["a"],
            id="a cell",
        ),
        pytest.param(control(p("a", control(r("b")))), ["ab", "b"], id="one in another"),
        pytest.param(control(p("")) + p("a"), [], id="no words"),
        pytest.param(control(p("a"), "Required") + control(p("b"), "name"), [], id="other tags"),
        pytest.param(control(p("Click here"), more="<w:showingPlcHdr/>"), [], id="a prompt"),
        pytest.param(control(p("a")) + p(start(0), "b", end(0), sign(0)), ["a", "b"], id="beside a comment"),
    ],
)
def test_a_control_with_the_tag_holds_required_wording(body: str, words: list[str]) -> None:
    letter = read("letter.docx", word_file(body, comments=comments("required")))
    assert [letter.text[slice(*remark.span)] for remark in letter.remarks if remark.text == PROTECTS] == words
    assert [letter.text[slice(*span)] for span in find_marked(letter)] == words


def test_a_long_comment_is_read_whole() -> None:
    long = f"<w:comment w:id='0'>{p('plainlang:', ' off x -')}{p('because.')}</w:comment>"
    letter = read("letter.docx", word_file(p("a", sign(0)), comments=long))
    assert [remark.text for remark in letter.remarks] == ["off x - because."]


# Forms


def form(settings: str, instruction: str, result: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{settings}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("field", "text", "blanks"),
    [
        (form("<w:textInput/>", "FORMTEXT", r("\u2002" * 5)), "a\u2002\u2002\u2002\u2002\u2002z", ["\u2002" * 5]),
        (form("<w:textInput/>", "FORMTEXT", r("Linden")), "aLindenz", []),
        (form("<w:checkBox><w:default w:val='0'/></w:checkBox>", "FORMCHECKBOX"), "a☐z", ["☐"]),
        (form("<w:checkBox><w:default/><w:checked w:val='0'/></w:checkBox>", "FORMCHECKBOX"), "a☐z", ["☐"]),
        (form("<w:checkBox><w:default/></w:checkBox>", "FORMCHECKBOX"), "a☒z", ["☒"]),
        (form("<w:ddList><w:listEntry w:val='yes'/></w:ddList>", "FORMDROPDOWN", r("yes")), "ayesz", []),
        (form("<w:ddList><w:result w:val='7'/><w:listEntry w:val='yes'/></w:ddList>", "FORMDROPDOWN"), "az", []),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "a☑z", ["☑"]),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "az", []),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>', "a°z", []),
        ('<w:r><w:sym w:font="Arial" w:char="D800"/></w:r>', "az", []),
        ('<w:r><w:sym w:font="Arial" w:char="zz"/></w:r>', "az", []),
    ],
)
def test_signs_of_forms(field: str, text: str, blanks: list[str]) -> None:
    letter = read("letter.docx", word_file(p("a", field, "z")))
    assert letter.text == text
    assert [letter.text[slice(*blank.span)] for blank in letter.blanks] == blanks


# Size


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param("<w:p/>" * 100_001, "too-big", id="empty paragraphs"),
        pytest.param(p("<w:r/>" * 500_001), "too-big", id="empty runs"),
        pytest.param(p("A" * 500_001), "too-long", id="half a million capitals"),
        pytest.param(p("<w:r>" + "<w:br/>" * 100_000 + "</w:r>"), "", id="line ends"),
        pytest.param(p(text_box(p("a")) * 3_000), "", id="boxes"),
        pytest.param(p(field("MERGEFIELD x", "a") * 5_000), "", id="fields"),
    ],
)
def test_files_without_end_are_refused_or_read(body: str, code: str) -> None:
    data = word_file(body)
    try:
        read("letter.docx", data)
    except UnreadableError as refusal:
        assert refusal.code == code
    else:
        assert not code
