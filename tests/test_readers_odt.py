"""OpenDocument texts: kinds, blanks, remarks, white space, and what is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from plainlang.errors import UnreadableError
from plainlang.letter import Kind, Letter
from plainlang.readers.odt import read
from tests.torture_odt import PAGE, cells, chart, content, listed, odt, p, package, table

MANIFEST = (
    b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><file-entry><encryption-data/></file-entry>'
    b"</manifest>"
)


def blocks(letter: Letter) -> list[tuple[Kind, str]]:
    return [(block.kind, letter.text[block.span.start : block.span.end]) for block in letter.blocks]


def test_each_kind_is_named() -> None:
    note = f'<text:note text:note-class="footnote"><text:note-body>{p("It is free.")}</text:note-body></text:note>'
    body = (
        f"{p('Child Support', 'P9')}<text:h>Your order</text:h>{p('We wrote to you.')}"
        f"{listed(p('A stub') + p('A form'))}"
        f"{table(cells(p('Due'), p('$20')))}{p(f'Call us today{note} please.')}"
    )
    letter = read("letter.odt", odt(body, PAGE.format(f"<style:footer>{p('Linden Office')}</style:footer>")))
    assert blocks(letter) == [
        (Kind.HEADING, "Child Support"),
        (Kind.HEADING, "Your order"),
        (Kind.PARAGRAPH, "We wrote to you."),
        (Kind.LIST_ITEM, "A stub"),
        (Kind.LIST_ITEM, "A form"),
        (Kind.TABLE_CELL, "Due"),
        (Kind.TABLE_CELL, "$20"),
        (Kind.PARAGRAPH, "Call us today please."),
        (Kind.FOOTNOTE, "It is free."),
        (Kind.FOOTER, "Linden Office"),
    ]
    assert "A stub\nA form\n\nDue\n$20\n\nCall" in letter.text


def test_fields_that_are_filled_in_are_blanks() -> None:
    body = p(
        'Dear <text:database-display text:column-name="n">Ann Lee</text:database-display>, pay '
        "<text:placeholder>&lt;amount&gt;</text:placeholder> or ____."
    )
    letter = read("letter.odt", odt(body))
    assert [letter.text[blank.span.start : blank.span.end] for blank in letter.blanks] == [
        "Ann Lee",
        "<amount>",
        "____",
    ]


def test_a_comment_to_plainlang_is_a_remark_on_its_words() -> None:
    body = p("One.") + p(
        f'We <office:annotation office:name="c">{p("Plainlang: allow arrears -")}{p("quoted")}</office:annotation>'
        f"remit the <text:span>arrears</text:span>"
        f'<office:annotation-end office:name="c"/> now.<office:annotation>{p("Nice!")}'
        f"</office:annotation><office:annotation>{p('plainlang: allow x - said')}</office:annotation>"
    )
    letter = read("letter.odt", odt(body))
    assert [remark.text for remark in letter.remarks] == ["allow arrears - quoted", "allow x - said"]
    tied, loose = (remark.span for remark in letter.remarks)
    assert letter.text[tied.start : tied.end] == "remit the arrears"
    assert loose == (len(letter.text), len(letter.text))
    assert (letter.remarks[0].place.part, letter.remarks[0].place.paragraph) == ("content.xml", 2)


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (" a \n b<text:span> </text:span> c", "a b c"),
        ('a<text:s text:c="3"/>b<text:s/> c', "a   b  c"),
        ("a <text:tab/> b<text:line-break/> c", "a \t b\n c"),
        ('a<text:s text:c="999999999999"/>b<text:s text:c="x"/>c', "a b c"),
        ("a\u00adb\u200bc\u2011d", "abc-d"),
    ],
)
def test_white_space(inner: str, shown: str) -> None:
    assert read("letter.odt", odt(p(inner))).text == shown


def test_a_ring_of_styles_and_pages_ends() -> None:
    ring = '<style:style style:name="A" style:family="paragraph" style:parent-style-name="A"/>'
    masters = '<style:master-page style:name="Standard" style:next-style-name="Standard"/>'
    data = package(content_xml=content(p("Words.", "A"), ring))
    assert read("letter.odt", data).text == "Words."
    assert read("letter.odt", odt(p("Words."), masters)).text == "Words."


def _other_kind() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return held.getvalue()


REFUSED = {
    "empty": (b"", "empty"),
    "text": (b"Dear Parent", "not-odt"),
    "spreadsheet": (_other_kind(), "not-odt"),
    "cut": (odt(p("Dear Parent"))[:200], "damaged"),
    "no text": (package(content_xml=b"<a/>"), "damaged"),
    "no part": (package(), "damaged"),
    "no xml": (package(content_xml=b"Dear Parent"), "damaged"),
    "nested": (package(content_xml=content("<text:span>" * 200_000 + "</text:span>" * 200_000)), "damaged"),
    "entities": (package(content_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "unsafe"),
    "entities in UTF-16": (package(content_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16")), "unsafe"),
    "password": (package(**{"META-INF__manifest_xml": MANIFEST, "content_xml": b"\0"}), "password"),
    "bomb": (package(content_xml=content(p(" " * 40_000_000))), "too-big"),
    "tags": (package(content_xml=content("<text:s/>7" * 2_000_001)), "too-big"),
    "long": (odt(p("A" * 600_000)), "too-long"),
    "climbing": (package(**{"../content": b"", "content_xml": content("")}), "unsafe"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_letter_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read("letter.odt", data)
    assert refusal.value.code == code


def test_the_words_of_list_labels_are_counted() -> None:
    named = 'style:num-prefix="Notice " style:num-suffix=":" style:num-format="{}"'
    level = f'<text:list-level-style-number text:level="1" {named}/>'
    style = "".join(f'<text:list-style style:name="{name}">{level.format(name)}</text:list-style>' for name in "1a")
    item = f"<text:list-item>{p('x')}{p('y')}</text:list-item>"
    lists = (("1", 2, ""), ("1", 1, 'text:continue-numbering="true"'), ("1", 1, ""), ("a", 2, ""))
    body = "".join(
        f'<text:list text:style-name="{name}" {more}>{item * count}</text:list>' for name, count, more in lists
    )
    letter = read("a.odt", package(content_xml=content(body, style)))
    labels = [line.removesuffix(" x") for line in letter.text.split("\n") if line.endswith("x")]
    assert labels == ["Notice 1:", "Notice 2:", "Notice 3:", "Notice 1:", "Notice a:", "Notice b:"]


def test_numbers_alone_are_no_label_to_read() -> None:
    level = '<text:list-level-style-number text:level="1" style:num-format="1"/>'
    style = f'<text:list-style style:name="L">{level}</text:list-style>'
    body = f'<text:list text:style-name="L"><text:list-item>{p("x")}</text:list-item></text:list>'
    assert read("a.odt", package(content_xml=content(body, style))).text == "x"


def test_a_field_to_type_into_holds_words_and_a_placeholder_is_a_blank() -> None:
    body = p("<text:text-input>Ann</text:text-input> <text:placeholder>Name</text:placeholder>")
    letter = read("a.odt", odt(body))
    assert [letter.text[blank.span.start : blank.span.end] for blank in letter.blanks] == ["Name"]


def test_a_chart_is_read_once_and_its_numbers_are_not() -> None:
    names = "".join(
        f"<table:table-cell {kind}>{p(text)}</table:table-cell>"
        for kind, text in (("office:value-type='string'", "May"), ("office:value-type='float'", "4.3"))
    )
    inner = (
        f"<chart:title>{p('Sums')}</chart:title><table:table><table:table-row>{names}</table:table-row></table:table>"
    )
    frame = '<draw:frame><draw:object xlink:href="./O"/></draw:frame>'
    data = package(content_xml=content(p("A" + frame + frame)), O__content_xml=chart(inner).encode())
    assert read("a.odt", data).text.split() == ["A", "Sums", "May"]
