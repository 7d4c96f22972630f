"""Cells of one row, told by the file: Word, OpenDocument and RTF letters come out as tables."""

from __future__ import annotations

import io
import zipfile

import pytest

from plainlang.letter import Kind, Letter
from plainlang.readers.table import read_letter
from tests.word_files import p, text_box, word_file

Cell = tuple[str, int | None, int | None]


def cells(letter: Letter) -> list[Cell]:
    """Words, row and column of each block."""
    return [(letter.text[block.span.start : block.span.end], block.row, block.column) for block in letter.blocks]


def tc(*inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(one if one[:1] == '<' else p(one) for one in inner)}</w:tc>"


def tr(*inner: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(inner)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word(*body: str, **others: str) -> list[Cell]:
    return cells(read_letter("a.docx", word_file("".join(body), **others)))


def odt(body: str) -> list[Cell]:
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
    content = f"<office:document-content{names}><office:body><office:text>{body}</office:text></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", f"{content}</office:document-content>")
    return cells(read_letter("a.odt", out.getvalue()))


def line(words: str) -> str:
    return f"<text:p>{words}</text:p>"


def odt_row(*inner: str) -> str:
    made = "".join(f"<table:table-cell>{one}</table:table-cell>" for one in inner)
    return f"<table:table-row>{made}</table:table-row>"


_NAMES = ("office", "text", "table")


def rtf(body: str) -> list[Cell]:
    return cells(read_letter("a.rtf", f"{{\\rtf1\\ansi {body}}}".encode()))


TABLE = [
    ("Above it.", None, None),
    ("Month", 1, 1),
    ("Due", 1, 2),
    ("Paid", 1, 3),
    ("March", 2, 1),
    ("Ask us.", 2, 1),
    ("$100", 2, 3),
    ("Below it.", None, None),
]
"""A table of two rows; the first cell of the second has two paragraphs, the one in the middle is empty."""


def test_rows_and_columns_of_word() -> None:
    rows = tr(tc("Month"), tc("Due"), tc("Paid")), tr(tc("March", "Ask us."), tc(""), tc("$100"))
    assert word(p("Above it."), tbl(*rows), p("Below it.")) == TABLE


def test_rows_and_columns_of_open_document() -> None:
    rows = [["Month", "Due", "Paid"], ["March|Ask us.", "", "$100"]]
    lines = (odt_row(*("".join(map(line, one.split("|"))) for one in row)) for row in rows)
    table = f"<table:table>{''.join(lines)}</table:table>"
    assert odt(f"{line('Above it.')}{table}{line('Below it.')}") == TABLE


def test_rows_and_columns_of_rtf() -> None:
    head = r"\trowd\cellx1000\cellx2000\cellx3000 "
    first = head + r"\pard\intbl Month\cell Due\cell Paid\cell\row "
    second = head + r"\pard\intbl March\par Ask us.\cell \cell $100\cell\row "
    assert rtf(rf"\pard Above it.\par {first}{second}\pard Below it.\par") == TABLE


def test_a_wide_cell_takes_its_columns() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    assert word(tbl(tr(tc("Name", properties=wide), tc("Due")))) == [("Name", 1, 1), ("Due", 1, 3)]
    gap = tr(tc("Due"), properties='<w:gridBefore w:val="1"/>')
    assert word(tbl(gap)) == [("Due", 1, 2)]
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"{cell.format('Name')}<table:covered-table-cell/>{cell.format('Due')}"
    many = f'<table:table-cell table:number-columns-repeated="3"/>{cell.format("Paid")}'
    table = "".join(f"<table:table-row>{one}</table:table-row>" for one in (row, many))
    assert odt(f"<table:table>{table}</table:table>") == [("Name", 1, 1), ("Due", 1, 3), ("Paid", 2, 4)]


@pytest.mark.parametrize("value", ["0", "-1", "x", "", "9" * 5_000])
def test_a_width_that_is_none_is_one_column(value: str) -> None:
    properties = f'<w:gridSpan w:val="{value}"/>'
    assert word(tbl(tr(tc("Name", properties=properties), tc("Due")))) == [("Name", 1, 1), ("Due", 1, 2)]


def test_a_merged_cell_keeps_its_column() -> None:
    merged = '<w:vMerge w:val="continue"/>'
    rows = (
        tr(tc("Case", properties='<w:vMerge w:val="restart"/>'), tc("Due")),
        tr(tc("gone", properties=merged), tc("Paid")),
    )
    assert word(tbl(*rows)) == [("Case", 1, 1), ("Due", 1, 2), ("Paid", 2, 2)]


NESTED = [("Out", 1, 1), ("In", 2, 1), ("Side", 2, 2), ("Under", 3, 1), ("On", 1, 1), ("Last", 1, 2)]
"""A table of two rows in the first cell of another; the cell goes on behind it."""


def test_a_table_in_a_cell_has_rows_of_its_own() -> None:
    inner = tbl(tr(tc("In"), tc("Side")), tr(tc("Under")))
    assert word(tbl(tr(tc("Out", inner, "On"), tc("Last")))) == NESTED


def test_a_table_in_a_cell_of_open_document() -> None:
    inner = f"<table:table>{odt_row(line('In'), line('Side'))}{odt_row(line('Under'))}</table:table>"
    assert odt(f"<table:table>{odt_row(line('Out') + inner + line('On'), line('Last'))}</table:table>") == NESTED


def test_a_table_in_a_cell_of_rtf() -> None:
    end = r"{\*\nesttableprops\trowd\cellx500\nestrow}{\nonesttables\par}"
    deep = r"\pard\intbl\itap2 "
    inner = rf"{deep}In\nestcell Side\nestcell{end}{deep}Under\nestcell{end}"
    outer = r"\trowd\cellx1000\cellx2000 \pard\intbl\itap1 Out\par "
    assert rtf(rf"{outer}{inner}\pard\intbl\itap1 On\cell Last\cell\row") == NESTED


def test_a_text_box_in_a_cell_is_in_no_row() -> None:
    assert word(tbl(tr(tc(p("Due", text_box(p("Boxed")))), tc("Paid")))) == [
        ("Due", 1, 1),
        ("Boxed", None, None),
        ("Paid", 1, 2),
    ]


def test_rows_are_counted_on_in_headers() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    letter = read_letter(
        "a.docx", word_file(tbl(tr(tc("Due"), tc("$5"))) + section, header1=tbl(tr(tc("Elm County"), tc("Page"))))
    )
    assert cells(letter) == [("Due", 1, 1), ("$5", 1, 2), ("Elm County", 2, 1), ("Page", 2, 2)]
    assert letter.blocks[-1].kind is Kind.HEADER


def test_a_date_in_a_cell_keeps_its_row() -> None:
    letter = read_letter("a.docx", word_file(tbl(tr(tc("Date"), tc("May 6, 2026"))) + p("Dear Jo:") + p("We call.")))
    assert [(block.kind, block.row) for block in letter.blocks][1] == (Kind.DATE, 1)


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a.md", "Dear Jo:\n\n| A | B |\n|---|---|\n| c | d |\n\n| E |\n|---|\n| f |\n"),
        ("a.html", "<p>Dear Jo:</p><table><tr><th>A<th>B<tr><td>c<td>d</table><table><tr><th>E<tr><td>f</table>"),
    ],
)
def test_tables_of_pages_have_rows_too(name: str, page: str) -> None:
    found = [(words, row, column) for words, row, column in cells(read_letter(name, page.encode())) if words in "ABcd"]
    assert found == [("A", 1, 1), ("B", 1, 2), ("c", 2, 1), ("d", 2, 2)]


def test_lines_of_text_have_no_rows() -> None:
    assert {row for _, row, _ in cells(read_letter("a.txt", b"Dear Jo:\n\nA   B\nc   d\n"))} <= {None}
