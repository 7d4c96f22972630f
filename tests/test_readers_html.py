"""Web pages: places, encodings, blocks, remarks, hostile pages, and fixes that leave every other byte alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainlang.errors import UnreadableError
from plainlang.letter import Kind, Letter
from plainlang.readers.html import read, read_source
from plainlang.source import Quoting, Source, TextHome
from plainlang.spans import Span


def letter_of(page: str) -> Letter:
    return read("a.html", page.encode())


def blocks_of(page: str) -> list[tuple[Kind, str]]:
    letter = letter_of(page)
    return [(block.kind, letter.text[slice(*block.span)]) for block in letter.blocks]


def assert_sound(letter: Letter) -> None:
    for piece in letter.map.pieces:
        assert isinstance(piece.home, TextHome)
        assert piece.home.quoting in (Quoting.HTML, Quoting.ATTRIBUTE)
        assert 0 <= piece.home.span.start <= piece.home.span.end <= len(letter.source.text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(letter.blocks))
    for block in letter.blocks:
        words = letter.text[slice(*block.span)]
        assert words
        assert words == words.strip()


def test_words_around_a_tag_are_two_pieces_and_one_word() -> None:
    letter = letter_of("<p>The arre<b>ars</b> are due.")
    assert letter.text == "The arrears are due."
    assert [letter.text[slice(*piece.letter)] for piece in letter.map.pieces] == ["The arre", "ars", " are due."]
    assert all(piece.literal for piece in letter.map.pieces)


def test_a_reference_is_not_literal_and_a_line_end_is() -> None:
    letter = letter_of("<p>You &amp; he\nowe")
    assert letter.text == "You & he\nowe"
    assert not letter.map.is_writable(Span(4, 5))
    assert letter.map.is_writable(Span(6, 12))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("a&copy b &copyx &amp;lt; &notin; &notit; &#x80; &#0;", "a© b ©x &lt; ∉ ¬it; € \ufffd"),
        ("&bogus; & &# &#x; &;", "&bogus; & &# &#x; &;"),
        ('<img alt="?a=1&copy=2 &copy;">', "?a=1&copy=2 ©"),
        ("a <b> b</b> <i> c</i>", "a b c"),
        ("<pre>\n a\n  b</pre>", " a\n  b"),
        ("Press <button>OK</button>, <button>A</button><button>B</button>", "Press OK, A B"),
        ("arrears<sup>1</sup> on May 5<sup>th</sup>, 10 m<sup>th</sup>", "arrears 1 on May 5th, 10 mth"),
        ("<q>Pay</q>", "“Pay”"),
    ],
)
def test_what_the_page_shows(page: str, text: str) -> None:
    assert letter_of(page).text == text


def test_blocks_have_the_kinds_of_the_page() -> None:
    page = "<h2>What you owe</h2><ul><li>One</ul><table><tr><td>May<td>$10</table><p>You owe us $10 for May."
    assert blocks_of(page) == [
        (Kind.HEADING, "What you owe"),
        (Kind.LIST_ITEM, "One"),
        (Kind.TABLE_CELL, "May"),
        (Kind.TABLE_CELL, "$10"),
        (Kind.PARAGRAPH, "You owe us $10 for May."),
    ]


def test_a_table_that_only_arranges_the_page_leaves_letters_as_they_are() -> None:
    page = "<table><tr><td>Dear Ms. Rowe:<p>You owe us ten dollars for the month of May.<p>Sincerely,<br>Al Ray</table>"
    kinds = [kind for kind, _ in blocks_of(page)]
    assert kinds == [Kind.SALUTATION, Kind.PARAGRAPH, Kind.CLOSING, Kind.SIGNATURE]


def test_a_break_parts_lines_unless_the_sentence_goes_on() -> None:
    assert [words for _, words in blocks_of("<p>12 Main Street<br>Linden, IN 46000<p>You must<br>pay.")] == [
        "12 Main Street",
        "Linden, IN 46000",
        "You must\npay.",
    ]


def test_remarks_know_where_they_stand() -> None:
    letter = letter_of("<p>One.</p>\n<!-- Plainlang: off,\n why -->\n<p>Two <!--plainlang: x--> three.<!-- no -->")
    first, second = letter.remarks
    assert (first.text, first.place.line, first.alone, first.span) == ("off, why", 2, True, Span(6, 6))
    assert (second.text, second.alone, second.span.start) == ("x", False, letter.text.index("three") - 1)


def test_template_marks_are_letters_wherever_they_stand() -> None:
    text = "<table>\ue001<tr \ue001\ue000><td class=\ue000>a\ue000\ue000 b<td><img alt='\ue000'>\ue001</table>\ue001"
    letter = read_source(Source(path="a.html.j2", data=b"", raw=text, text=text))
    assert "".join(letter.text.split()) == "\ue001a\ue000\ue000b\ue000\ue001\ue001"
    assert_sound(letter)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso8859-15", "cp1251"])
def test_the_source_gives_back_every_byte(encoding: str) -> None:
    label = {"cp1252": "latin1", "iso8859-15": "ISO-8859-15", "cp1251": "windows-1251"}.get(encoding, encoding)
    data = f"<meta charset={label}>\r\n<p>No § of ours</p>".encode(encoding)
    source = read("a.html", data).source
    assert source.encoding == encoding
    assert source.bom + source.raw.encode(source.encoding) == data


def test_a_wrong_label_is_not_believed() -> None:
    data = "<meta charset=utf-8><p>Zoë".encode("cp1252")
    assert read("a.html", data).text == "Zoë"


@pytest.mark.parametrize("data", [b"", b" \n", b"<p>\x00\x01\x02", b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read("a.html", data)
    assert "\n" not in str(caught.value)


UNITS = [
    "<!--", "<!", "<?", "</", "<a ", "<a b='", "&", "&#", "&#x1", "<", "<p>", "<b>", "</b>", "<td>", "<table><tr><td>",
    "<li>", "<svg>", "<svg><![CDATA[", "<script><!--<script>", "<style>", "<style>a{",
    "<style>@media screen{", "<p style='a",
    "<option>", "<b><td></b>",
    "<i><p></i>", "<!--plainlang:x-->", "<p hidden>", "<pre>a  | b\n", " ", "\n", "A",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_a_page_of_nothing_else_is_read_or_refused(unit: str) -> None:
    """Work that grows with the square of the page would not end here within the limit of a test (pyproject.toml)."""
    try:
        letter = letter_of("<p>x" + unit * 40_000)
    except UnreadableError as refusal:
        assert refusal.code == "too-long"
    else:
        assert letter.text.startswith("x")


SHEETS = {
    "steps": ("a " * 500_000 + "{display:none}", "<a>x"),
    "parents": ("div>" * 200_000 + "div{display:none}", "<div>x"),
    "marks": (".a" * 200_000 + "{display:none}", "<p class=a>x"),
    "brackets": (":not((" * 100_000 + "{display:none}", "<p>x"),
    "ids": ("".join(f"#i{n} p{{display:none}}" for n in range(4000)), "<p>x" * 50_000),
    "bits": ("".join(f".a{n} .b{{display:none}}" for n in range(9000)), "<i class=a1><b class=a2>" * 20_000),
    "values": ("".join(f"[title*=x{n}]{{display:none}}" for n in range(2000)), f"<p title='{'a' * 20_000}'>x" * 100),
    "classes": (".a0.z{display:none}", f"<p class='{' '.join(f'a{n}' for n in range(300_000))}'>x"),
}


@pytest.mark.parametrize("name", SHEETS)
def test_absurd_style_sheets_are_read_or_refused(name: str) -> None:
    css, body = SHEETS[name]
    try:
        letter = letter_of(f"<style>{css}</style><p>Hi</p>{body}")
    except UnreadableError as refusal:
        assert refusal.code == "too-long"
    else:
        assert letter.text.startswith("Hi")


def test_absurd_nesting_is_read() -> None:
    assert letter_of("<div>" * 200_000 + "x" + "</div>" * 200_000).text == "x"


def test_too_long_a_page_is_refused() -> None:
    with pytest.raises(UnreadableError) as caught:
        letter_of("word " * 200_000)
    assert caught.value.code == "too-long"


def test_numbers_without_end_are_no_error() -> None:
    assert letter_of("&#" + "9" * 10_000 + ";").text == "\ufffd"


_BITS = st.sampled_from(
    (
        "<p> </p> <b> </b> <td> <table> </table> <li> <ul> </ul> <svg> <text> </svg> <select> <option> </select> <br> "
        "<pre> <q> </q> <!-- --> <![CDATA[ ]]> <script> </script> <style>.a{display:none}</style> &amp; &#65 & < > ' = "
        "word 5 <p\tclass=a> <i\thidden> <img\talt='x&amp;y'> \ue000 <!--plainlang:x--> <button> <h1> <textarea>"
    ).split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_BITS, st.sampled_from([" ", "\n", "\xa0", "\xad"])), max_size=40))
def test_any_soup_is_read_and_its_map_is_true(parts: list[str]) -> None:
    assert_sound(letter_of("x" + "".join(parts)))
