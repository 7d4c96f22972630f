"""`fix` in Word files: only the words change, everything else in the package is what it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from lxml import etree

from plainlang.errors import UnreadableError
from plainlang.fixes import fix
from plainlang.readers.word import read
from plainlang.report import Report
from plainlang.word.edits import fix_word
from tests.reviewing import W, findings, parts, report, reviewed, settled, xml
from tests.word_files import by_python_docx, p, package, r, t, text_box, word_file, word_parts

WORDS, NEW = "the arrears", "past-due support"


def fixed(data: bytes, words: str = WORDS, *new: str) -> bytes:
    """The letter with the words replaced wherever they stand."""
    letter = read("a.docx", data)
    found = findings(letter, (words, new or (NEW,)))
    return fix_word(letter, [(one.span, one.suggestions[0]) for one in found])[0]


def texts(data: bytes, part: str = "word/document.xml") -> list[str]:
    return [text.text or "" for text in xml(data, part).iter(f"{W}t")]


@pytest.mark.parametrize(
    ("runs", "left"),
    [
        (("Pay the arrears now.",), ["Pay past-due support now."]),
        (("Pay the ", "arre", "ars now."), ["Pay past-due support", "", " now."]),
        (("Pay the arrears", " and the ar", "rears."), ["Pay past-due support", " and past-due support", "."]),
    ],
)
def test_the_new_words_stand_in_the_first_run_of_the_old_ones(runs: Sequence[str], left: list[str]) -> None:
    assert texts(fixed(word_file(p(*runs)))) == left


def test_nothing_but_the_words_changes() -> None:
    body = p(r("Pay the ", "<w:b/>"), '<w:proofErr w:type="spellStart"/>', r("arrears", "<w:i/>"), r(" now."))
    before, after = xml(word_file(body)), xml(fixed(word_file(body)))
    for root in (before, after):
        for text in root.iter(f"{W}t"):
            text.text = ""
    assert etree.tostring(before, method="c14n") == etree.tostring(after, method="c14n")


def test_every_other_part_stays_byte_for_byte() -> None:
    made = {**word_parts(p("Pay the arrears now."), styles=""), "docProps/app.xml": "<a  b='1'></a>"}
    before, after = parts(package(made)), parts(fixed(package(made)))
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_a_letter_without_edits_is_the_very_same_bytes() -> None:
    data = word_file(p("Pay now."))
    assert fix_word(read("a.docx", data), []) == (data, 0)


@pytest.mark.parametrize(
    ("inside", "new", "left"),
    [
        ("<w:t>the arrears</w:t>", "debt ", "debt "),
        ("<w:t> the arrears </w:t>", "debt", " debt "),
        ("<w:t> the arrears </w:t>", "debt ", "debt "),
        (t(" the arrears "), "debt", " debt "),
    ],
)
def test_space_is_shown_where_it_was_and_only_there(inside: str, new: str, left: str) -> None:
    data = word_file(p(f"<w:r>{inside}</w:r>"))
    after = fixed(data, WORDS, new)
    assert texts(after) == [left]
    assert read("a.docx", after).text == read("a.docx", data).text.replace(WORDS, new)


def test_signs_and_angle_brackets_are_written_as_words() -> None:
    after = fixed(word_file(p("Pay the arrears now.")), WORDS, "a < b & c")
    assert read("a.docx", after).text == "Pay a < b & c now."


def test_headers_notes_and_boxes_are_written_too() -> None:
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    notes = f'<w:footnote w:id="2">{p("A note on the arrears.")}</w:footnote>'
    body = p("See ", '<w:r><w:footnoteReference w:id="2"/></w:r>') + p(text_box(p("A box on the arrears.")))
    after = fixed(word_file(body + sections, header1=p("A header on the arrears."), footnotes=notes))
    assert texts(after).count("A box on past-due support.") == 2
    assert texts(after, "word/header1.xml") == ["A header on past-due support."]
    assert texts(after, "word/footnotes.xml") == ["A note on past-due support."]


def test_a_docxtpl_template_keeps_its_tags() -> None:
    body = p("{%p if late %}") + p("Pay {{ am", r("ount }} of the ", "<w:b/>"), "arrears.") + p("{%p endif %}")
    assert texts(fixed(word_file(body))) == [
        "{%p if late %}",
        "Pay {{ am",
        "ount }} of past-due support",
        ".",
        "{%p endif %}",
    ]


@pytest.mark.parametrize("kind", ["docm", "dotx"])
def test_other_kinds_of_word_file_stay_of_their_kind(kind: str) -> None:
    types = {"docm": "application/vnd.ms-word.document.macroEnabled", "dotx": "application/vnd.openxmlformats.template"}
    data = by_python_docx(lambda document: document.add_paragraph("Pay the arrears now."))
    made: dict[str, str | bytes] = dict(parts(data))
    made["[Content_Types].xml"] = re.sub(
        rb"application/vnd[^\"]*document\.main", types[kind].encode() + b".main", parts(data)["[Content_Types].xml"]
    )
    made["word/vbaProject.bin"] = b"\x00\x01macro"
    for after in (fixed(package(made)), settled(reviewed(package(made), (WORDS, (NEW,))).data, keep="ins")):
        assert types[kind].encode() in parts(after)["[Content_Types].xml"]
        assert parts(after)["word/vbaProject.bin"] == b"\x00\x01macro"
        assert read("a.docx", after).text == "Pay past-due support now."


def test_the_fixes_of_a_report_are_written_and_counted() -> None:
    data = word_file(p("Pay the arrears.") + p("See the ", f'<w:hyperlink w:anchor="x">{r("arrears")}</w:hyperlink>'))
    after, swaps = fix(data, lambda now: report(now, (WORDS, (NEW,))))
    assert swaps == 1
    assert read("a.docx", after).text == "Pay past-due support.\nSee the arrears"


def test_a_damaged_part_that_only_writing_needs_is_refused_in_one_line() -> None:
    made = word_parts(p("Pay the arrears."), comments="")
    for broken in ("<w:comments", "<!DOCTYPE a><a/>"):
        with pytest.raises(UnreadableError) as refused:
            reviewed(package({**made, "word/comments.xml": broken}), (WORDS, (NEW,)))
        assert "word/comments.xml" in str(refused.value)
    without = {name: part for name, part in word_parts(p("the arrears")).items() if not name.startswith("[")}
    with pytest.raises(UnreadableError, match="Content_Types"):
        reviewed(package(without), (WORDS, (NEW,)))


def test_utf_16_stays_utf_16() -> None:
    made = word_parts(p("Pay the arrears – now."))
    document = '<?xml version="1.0" encoding="UTF-16"?>' + str(made["word/document.xml"])
    after = fixed(package({**made, "word/document.xml": document.encode("utf-16")}))
    assert parts(after)["word/document.xml"][:2] in (b"\xff\xfe", b"\xfe\xff")
    assert read("a.docx", after).text == "Pay past-due support – now."


def test_a_report_of_no_findings_changes_nothing() -> None:
    data = word_file(p("Pay now."))
    assert fix(data, lambda now: Report("a.docx", "letter", letter=read("a.docx", now))) == (data, 0)
