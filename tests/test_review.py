"""`review`: comments and tracked changes in a copy of a Word letter, and nothing else changed."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree

from plainlang import rules
from plainlang.answer import Answer, Verdict
from plainlang.checks import CHECKS
from plainlang.cli import review as cli
from plainlang.errors import UsageError
from plainlang.finding import Level
from plainlang.language.reading import Reading
from plainlang.readability import measure
from plainlang.readers import text as text_reader
from plainlang.readers.word import read
from plainlang.report import Report
from plainlang.reporters.sixty import _SAID
from plainlang.sixty_minutes import Checked, Outcome, SixtyMinutes
from plainlang.spans import Span
from plainlang.word import reasons, summary
from plainlang.word.edits import fix_word
from plainlang.word.narrowing import narrowed
from plainlang.word.review import Reviewed, review_word
from tests.reviewing import NOW, W, Words, findings, parts, plain, report, reviewed, settled, xml
from tests.word_files import by_python_docx, field, p, package, r, root, t, text_box, word_file, word_parts

OTHER = 'w:author="Mara" w:date="2025-01-01T00:00:00Z"'
SWAP: Words = ("the arrears", ("past-due support", "late support"))
AROUND = p("Dear Ms. Rowe:")
SPLIT = (r("Pay the ", "<w:i/>"), '<w:proofErr w:type="spellStart"/>', r("arre", "<w:b/>"), r("ars now."))


def link(*inner: str) -> str:
    return f'<w:hyperlink w:anchor="x">{"".join(inner)}</w:hyperlink>'


def control(*inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{''.join(inner)}</w:sdtContent></w:sdt>"


def inserted(*inner: str, number: int = 3) -> str:
    return f'<w:ins w:id="{number}" {OTHER}>{"".join(inner)}</w:ins>'


def deleted(words: str) -> str:
    return f'<w:del w:id="4" {OTHER}><w:r><w:delText>{words}</w:delText></w:r></w:del>'


SOUND = {
    "one run": p("Pay the arrears now."),
    "runs that differ": p(*SPLIT),
    "a run with its looks": p(r("Pay the arrears now.", '<w:b/><w:color w:val="FF0000"/>')),
    "a bookmark inside": p(r("Pay the "), '<w:bookmarkStart w:id="9" w:name="b"/>', r("arrears"), r(" now.")),
    "a page break of Word's": p(f"<w:r>{t('Pay the ')}<w:lastRenderedPageBreak/>{t('arrears now.')}</w:r>"),
    "a note's mark inside": p(f'<w:r>{t("Pay the")}<w:footnoteReference w:id="2"/>{t(" arrears now.")}</w:r>'),
    "an anchor of others inside": p(r("the "), '<w:commentRangeStart w:id="1"/>', r("arrears"), r(" now")),
    "a whole link": p(r("See "), link(r("the arrears")), r(" now.")),
    "inside a link": p(r("See "), link(r("all the arrears here", "<w:u/>")), r(" now.")),
    "inside another's insertion": p(r("See "), inserted(r("all the arrears here", "<w:u/>")), r(" now.")),
    "the end of another's insertion": p(r("See "), inserted(r("all the arrears")), r(" now.")),
    "one insertion that Word cut in two": p(inserted(r("the ")), "<w:proofErr/>", inserted(r("arrears"), number=5)),
    "a word away from a deletion": p(r("See "), deleted("all "), r("of the arrears now "), deleted("soon"), r("here")),
    "moved words": p(f'<w:moveTo w:id="8" {OTHER}>{r("Pay the arrears now.")}</w:moveTo>'),
    "looks that another changed": p(
        r("Pay the arrears now.", f'<w:b/><w:rPrChange w:id="8" {OTHER}><w:rPr/></w:rPrChange>')
    ),
    "a content control": p(r("See "), control(r("the arrears")), r(" now.")),
    "a block control": control(p("Pay the arrears now.")),
    "a field's result": p(r("See "), field(" REF x ", "the arrears"), r(" now.")),
    "space that is not shown": p("<w:r><w:t> Pay the arrears </w:t></w:r>", r(" now.")),
    "a table": f"<w:tbl><w:tr><w:tc>{p('Pay the arrears now.')}</w:tc></w:tr></w:tbl>",
    "twice": p("the arrears and the arrears", r(" and the arrears", "<w:b/>")),
    "behind a tab": p("<w:r><w:tab/><w:t>the arrears now</w:t><w:br/><w:t>and then</w:t></w:r>"),
}
UNSOUND = {
    "half in a link": p(r("See the "), link(r("arrears")), r(" now.")),
    "over a field's edge": p(r("See the "), field(" REF x ", "arrears"), r(" now.")),
    "half in a control": p(r("See the "), control(r("arrears")), r(" now.")),
    "a list to choose from": p(control(r("the arrears"), properties="<w:dropDownList/>")),
    "a control filled from data": p(control(r("the arrears"), properties="<w:dataBinding/>")),
    "a locked control": p(control(r("the arrears"), properties='<w:lock w:val="contentLocked"/>')),
    "a merge field": p(r("See "), field(" MERGEFIELD a ", "the arrears"), r(" now.")),
    "half in another's insertion": p(r("See the "), inserted(r("arrears here")), r(" now.")),
    "over two people's insertions": p(inserted(r("See the ")), inserted(r("arrears")).replace("Mara", "Tom")),
    "over another's deletion": p(r("See the "), deleted("old "), r("arrears here")),
    "behind another's deletion": p(r("See "), deleted("all "), r("the arrears here")),
    "before another's deletion": p(r("See the arrears"), '<w:bookmarkStart w:id="9" w:name="b"/>', deleted(" now")),
    "beside a deletion, in the insertion": p(r("See "), deleted("the debt"), inserted(r("the arrears")), r(" now.")),
    "beside what was moved away": p(r("the arrears"), f'<w:moveFrom w:id="8" {OTHER}>{r(" now")}</w:moveFrom>'),
}


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_reject_all_gives_the_original_and_accept_all_gives_what_fix_writes(body: str) -> None:
    data = word_file(AROUND + body)
    done = reviewed(data, SWAP)
    letter = read("a.docx", data)
    fixed, swaps = fix_word(letter, [(found.span, found.suggestions[0]) for found in findings(letter, SWAP)])
    assert done.changes == swaps == letter.text.count("the arrears")
    assert plain(settled(done.data, keep="del")) == plain(data)
    accepted, wanted = read("a.docx", settled(done.data, keep="ins")).text, read("a.docx", fixed).text
    assert accepted == wanted == letter.text.replace("the arrears", "past-due support")


@pytest.mark.parametrize("body", UNSOUND.values(), ids=UNSOUND)
def test_where_a_change_would_not_be_sound_there_is_only_a_comment(body: str) -> None:
    data = word_file(AROUND + body)
    done = reviewed(data, SWAP)
    assert (done.changes, done.comments) == (0, 2)
    assert plain(done.data) == plain(data)
    assert "Change them by hand." in comments(done.data)[1]
    assert fix_word(read("a.docx", data), [(f.span, "x") for f in report(data, SWAP).findings]) == (data, 0)


@pytest.mark.parametrize("body", [*SOUND.values(), *UNSOUND.values()], ids=[*SOUND, *UNSOUND])
def test_when_another_persons_changes_are_rejected_after_fix_no_words_are_garbled(body: str) -> None:
    data = word_file(AROUND + body)
    letter = read("a.docx", data)
    fixed, _ = fix_word(letter, [(found.span, found.suggestions[0]) for found in findings(letter, SWAP)])
    got, wanted = (read("a.docx", settled(file, keep="del", author="Mara")).text for file in (fixed, data))
    assert got in (wanted, wanted.replace("the arrears", "past-due support"))


def comments(data: bytes) -> list[str]:
    """What each comment of ours says, its paragraphs joined by a bar."""
    said = []
    for comment in xml(data, "word/comments.xml"):
        if comment.get(f"{W}author") == "plainlang":
            said.append("|".join("".join(line.itertext()) for line in comment.iter(f"{W}p")))
    return said


def test_the_new_words_look_like_the_first_of_the_old_ones() -> None:
    (change,) = xml(reviewed(word_file(p(*SPLIT)), SWAP).data).iter(f"{W}ins")
    assert [child.tag for child in change.iter()] == [W + name for name in ("ins", "r", "rPr", "i", "t")]
    assert change.get(f"{W}date") == "2025-03-03T09:30:00Z"


def test_words_that_stay_are_not_replaced() -> None:
    data = word_file(p("You have to pay the arrears in full."))
    root = xml(reviewed(data, ("to pay the arrears in full", ("to pay the debt in full",))).data)
    assert ["".join(gone.itertext()) for gone in root.iter(f"{W}del")] == ["arrears"]


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("a b c", "a x c", ("b", "x")),
        ("a b", "b", ("a ", "")),
        ("a b", "a", (" b", "")),
        ("a b c", "a c", ("b ", "")),
        ("a a", "a", (" a", "")),
        ("a", "", ("a", "")),
        ("a ", "", ("a ", "")),
        ("a a", "a a a", ("a", "a a")),
        ("a b", "a x b", ("b", "x b")),
        ("a  b", "a b", ("a  b", "a b")),
        ("A b", "B", ("A b", "B")),
        ("a b ", "a c", ("b ", "c")),
        (" a b", "a c", (" a b", "a c")),
        ("", "a", ("", "a")),
        ("a", "a", ("a", "a")),
    ],
)
def test_an_edit_is_narrowed_to_what_differs(old: str, new: str, left: tuple[str, str]) -> None:
    span, words = narrowed(old, new, 0)
    assert (old[span.start : span.end], words) == left
    assert old[: span.start] + words + old[span.end :] == new


def test_space_that_does_not_change_stays_as_it_is() -> None:
    assert narrowed("your\u00a0arrears", "your debt", 10) == ((15, 22), "debt")


def test_words_that_stay_keep_their_looks() -> None:
    bold = p("As you know, ", r("your ", "<w:b/>"), "arrears are due.")
    data = reviewed(word_file(bold), ("you know, your arrears", ("your arrears",))).data
    assert ["".join(gone.itertext()) for gone in xml(data).iter(f"{W}del")] == ["you know, "]
    assert not list(xml(data).iter(f"{W}ins"))


def test_a_word_that_only_gets_a_capital_keeps_its_looks() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    for between in ("", note):
        data = word_file(p("Know that ", between, r("your ", "<w:b/>"), "debt is due."))
        swap = ("Know that your", ("Your",))
        done = reviewed(data, swap).data
        (change,) = xml(done).iter(f"{W}ins")
        assert [child.tag for child in change.iter()] == [W + name for name in ("ins", "r", "rPr", "b", "t")]
        fixed, _ = fix_word(read("a.docx", data), [(one.span, "Your") for one in report(data, swap).findings])
        runs = [("".join(run.itertext()), run.find(f"{W}rPr") is not None) for run in xml(fixed).iter(f"{W}r")]
        assert [run for run in runs if run[0]] == [("Your ", True), ("debt is due.", False)]
        accepted = [child.tag for child in xml(settled(done, keep="ins")).iter(f"{W}t", f"{W}footnoteReference")]
        assert accepted[0] == (f"{W}footnoteReference" if between else f"{W}t")


def test_words_left_out_are_only_deleted() -> None:
    done = reviewed(word_file(p("Pay the arrears now.")), ("the ", ("",)))
    assert not list(xml(done.data).iter(f"{W}ins"))
    assert read("a.docx", settled(done.data, keep="ins")).text == "Pay arrears now."


def test_merge_fields_and_tags_are_left_alone() -> None:
    body = p(r("Pay the {{ am"), r("ount }} arrears", "<w:b/>"))
    done = reviewed(word_file(body), ("the {{ amount }} arrears", ("the {{ amount }} debt",)))
    assert read("a.docx", settled(done.data, keep="ins")).text == "Pay the {{ amount }} debt"
    assert reviewed(word_file(body), ("the {{ amount }}", ("{{ amount }} more",))).changes == 0


# Comments


def test_each_finding_has_one_comment_around_its_words() -> None:
    data = reviewed(word_file(p("First line.") + p(r("Pay the "), r("arrears now.", "<w:b/>"))), SWAP).data
    root = xml(data)
    (number,) = (mark.get(f"{W}id") for mark in list(root.iter(f"{W}commentRangeStart"))[1:])
    inside, words = False, ""
    for element in root.iter():
        if element.get(f"{W}id") == number and "Range" in element.tag:
            inside = element.tag.endswith("Start")
        words += (element.text or "") if inside and element.tag == f"{W}delText" else ""
    assert words == "the arrears"
    assert comments(data)[1] == "Must change · legal term|Few know it.|Say: past-due support|or late support"


def test_a_repeated_finding_is_told_in_short() -> None:
    said = comments(reviewed(word_file(p("Pay the arrears.") + p("See the arrears.")), SWAP).data)
    assert said[2] == "As above: Must change · legal term. past-due support or late support"


def test_a_comment_can_span_paragraphs() -> None:
    data = word_file(p("A line of the") + p("arrears here."))
    done = reviewed(data, ("the\narrears", ("the debt",)))
    assert (done.changes, done.comments) == (0, 2)
    assert plain(done.data) == plain(data)


def test_an_anchor_does_not_vanish_with_another_persons_insertion() -> None:
    root = xml(reviewed(word_file(p(r("See "), inserted(r("all the arrears here")))), SWAP).data)
    for mark in root.iter(f"{W}commentReference"):
        assert mark.getparent().getparent().tag == f"{W}p"


def test_a_comment_on_a_control_stands_around_it() -> None:
    root = xml(reviewed(word_file(p("First.") + p(r("See "), control(r("the arrears")))), SWAP).data)
    assert not list(next(root.iter(f"{W}sdt")).iter(f"{W}commentRangeStart", f"{W}commentReference"))


def test_other_peoples_changes_and_comments_stay() -> None:
    said = f'<w:comment w:id="1" {OTHER}>{p("Is this right?")}</w:comment>'
    anchor = '<w:commentRangeStart w:id="1"/>'
    end = '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    body = p(r("Pay "), anchor, r("the arrears"), end, inserted(r(" now"), number=2), deleted("later"))
    data = word_file(AROUND + body, comments=said)
    done = reviewed(data, SWAP)
    assert plain(settled(done.data, keep="del")) == plain(data)
    theirs = [one for one in xml(done.data, "word/comments.xml") if one.get(f"{W}author") == "Mara"]
    assert [one.get(f"{W}id") for one in theirs] == ["1"]
    ids = [change.get(f"{W}id") for change in xml(done.data).iter(f"{W}ins", f"{W}del")]
    ids += [comment.get(f"{W}id") for comment in xml(done.data, "word/comments.xml")]
    assert len(set(ids)) == len(ids)


def test_the_looks_another_person_changed_keep_ids_of_their_own() -> None:
    root = xml(reviewed(word_file(SOUND["looks that another changed"]), SWAP).data)
    ids = [mark.get(f"{W}id") for mark in root.iter(f"{W}rPrChange")]
    assert len(ids) == len(set(ids)) == 3


@pytest.mark.parametrize(
    ("message", "suggestions", "told"),
    [
        (reasons.FEWER_WORDS, ("before", "ahead of"), ""),
        (reasons.SHORTER_WORD, ("before",), ""),
        (reasons.SHORTER_WORD, ("before", "ahead of"), "|Say: before|or ahead of"),
    ],
)
def test_a_comment_does_not_repeat_what_the_change_shows(message: str, suggestions: tuple[str, ...], told: str) -> None:
    found = report(word_file(AROUND + p("Pay prior to May 1.")), ("prior to", suggestions))
    findings = tuple(replace(finding, message=message) for finding in found.findings)
    (said,) = comments(review_word(replace(found, findings=findings), now=NOW).data)[1:]
    assert said == f"Must change · legal term|{message}{told}"


def test_where_nothing_is_changed_the_choices_are_told() -> None:
    found = report(word_file(AROUND + UNSOUND["half in a link"]), SWAP)
    findings = tuple(replace(finding, message=reasons.FEWER_WORDS) for finding in found.findings)
    (said,) = comments(review_word(replace(found, findings=findings), now=NOW).data)[1:]
    assert "Say: past-due support|or late support|The words are not changed here." in said


def test_the_rules_still_say_what_is_told_in_short() -> None:
    for message in (reasons.FEWER_WORDS, reasons.SHORTER_WORD):
        assert any(message in path.read_text("utf-8") for path in Path(rules.__file__).parent.glob("*.py"))


# Comments to plainlang that keep nothing


def test_an_idle_waiver_gets_a_comment_at_its_place() -> None:
    said = f'<w:comment w:id="1" {OTHER}>{p("plainlang: keep late because so")}</w:comment>'
    marks = ('<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>')
    sign = '<w:r><w:commentReference w:id="1"/></w:r>'
    for line in (p("Pay ", marks[0], "now", marks[1], sign), p("Pay now", sign)):
        data = reviewed(word_file(AROUND + line + p("Bye."), comments=said)).data
        summed, told = comments(data)
        assert told == "About “plainlang: keep late because so”:|This comment keeps nothing."
        assert "plainlang: keep" not in summed
        start = list(xml(data).iter(f"{W}commentRangeStart"))[-1]
        assert "Pay" in "".join(start.getparent().itertext())


def test_an_idle_waiver_where_word_keeps_no_comments_stands_in_the_summary() -> None:
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    tag = p("{# plainlang: keep late because so #}Our office")
    (told,) = comments(reviewed(word_file(AROUND + sections, header1=tag)).data)
    assert "|• Header: “plainlang: keep late because so”. This comment keeps nothing.|" in told


# A letter that was reviewed before

_EXTENDED = "http://schemas.microsoft.com/office/word/2012/wordml"


def test_our_old_comments_are_written_anew() -> None:
    theirs = f'<w:comment w:id="1" {OTHER}>{p("Is this right?")}</w:comment>'
    line = p(r("Pay the arrears"), '<w:r><w:commentReference w:id="1"/></w:r>')
    data = word_file(AROUND + line, comments=theirs)
    once = reviewed(data, SWAP).data
    again = reviewed(settled(once, keep="del"), SWAP)
    assert (again.changes, again.comments) == (1, 2)
    assert comments(again.data) == comments(once)
    assert plain(settled(again.data, keep="del")) == plain(data)
    assert len(list(xml(again.data).iter(f"{W}commentReference"))) == 3


def test_what_word_keeps_beside_our_old_comments_goes_with_them() -> None:
    once = parts(settled(reviewed(word_file(p("the arrears")), SWAP).data, keep="del"))
    ids = f'xmlns:w14="{_EXTENDED}" w14:paraId="0A"'
    once["word/comments.xml"] = once["word/comments.xml"].replace(b"<w:p>", f"<w:p {ids}>".encode(), 1)
    extended = f'<x:all xmlns:x="{_EXTENDED}"><x:one x:paraId="0A"/><x:one x:paraId="0B" x:paraIdParent="0A"/></x:all>'
    relation = '<Relationship Id="rId99" Type="urn:a/commentsExtended" Target="extended.xml"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    made = {**once, "word/extended.xml": extended, name: once[name].decode().replace("</Relationships>", relation)}
    after = parts(reviewed(package(made), SWAP).data)["word/extended.xml"].decode()
    assert after == f'<x:all xmlns:x="{_EXTENDED}"><x:one x:paraId="0B"/></x:all>'


@pytest.mark.parametrize("place", ["body", "header"])
def test_our_own_open_changes_have_to_be_settled_first(place: str) -> None:
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    words = {"body": "Pay now.", "header": "Our office", place: "the arrears"}
    once = reviewed(word_file(p(words["body"]) + sections, header1=p(words["header"])), SWAP).data
    with pytest.raises(UsageError, match=r"a\.docx: This letter still holds plainlang's own changes\. Accept or"):
        reviewed(once, ("past-due", ("late",)))
    assert reviewed(settled(once, keep="ins"), ("Pay" if place == "header" else "Our", ("So",))).changes == 1


# Where Word keeps no comments


def test_outside_the_body_the_change_is_tracked_and_its_reason_stands_in_the_summary() -> None:
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    notes = f'<w:footnote w:id="2">{p("A note on the arrears.")}</w:footnote>'
    body = p(r("See "), '<w:r><w:footnoteReference w:id="2"/></w:r>') + p(text_box(p("A box on the arrears.")))
    data = word_file(body + sections, header1=p("A header on the arrears."), footnotes=notes)
    done = reviewed(data, SWAP)
    assert (done.changes, done.comments) == (3, 1)
    (told,) = comments(done.data)
    assert "|• Text box, Note, Header: “the arrears” (3 times). Few know it.|" in told
    for part in ("word/header1.xml", "word/footnotes.xml", "word/document.xml"):
        assert not list(xml(done.data, part).iter(f"{W}commentReference"))[1:]
        assert plain(settled(done.data, keep="del"), part) == plain(data, part)
        assert "past-due support" in "".join(xml(done.data, part).itertext())


def test_a_box_whose_twin_is_half_inserted_stays() -> None:
    box = p(
        text_box(p("the arrears")).replace("the arrears</w:t></w:r>", f"the </w:t></w:r>{inserted(r('arrears'))}", 1)
    )
    assert reviewed(word_file(AROUND + box), SWAP).changes == 0


def test_both_twins_of_a_text_box_change() -> None:
    done = reviewed(word_file(AROUND + p(text_box(p("A box on the arrears.")))), SWAP)
    assert len(list(xml(done.data).iter(f"{W}ins"))) == 2


def test_a_letter_without_text_in_its_body_has_the_summary_all_the_same() -> None:
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    done = reviewed(word_file("<w:p/>" + sections, header1=p("On the arrears.")), SWAP)
    assert (done.changes, done.comments) == (1, 1)
    assert len(list(xml(done.data).iter(f"{W}commentReference"))) == 1


# The package


def test_only_what_is_needed_changes_in_the_package() -> None:
    body = AROUND + p("Pay the arrears now.")
    others: dict[str, str | bytes] = {"word/media/a.png": os.urandom(500), "customXml/ü.xml": "<a/>"}
    data = package({**word_parts(body, styles=""), **others})
    before, after = parts(data), parts(reviewed(data, SWAP).data)
    touched = {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
    assert [name for name in after if name in before] == list(before)
    assert set(after) - set(before) == {"word/comments.xml"}
    assert {name for name in before if before[name] != after[name]} == touched
    assert after["[Content_Types].xml"].count(b"/word/comments.xml") == 1
    assert after["word/_rels/document.xml.rels"].count(b"relationships/comments") == 1


def test_untouched_entries_are_the_same_packed_bytes() -> None:
    stream = io.BytesIO(package(word_parts(p("Pay the arrears now."))))
    with zipfile.ZipFile(stream, "a") as archive:
        info = zipfile.ZipInfo("word/theme.xml", (2001, 2, 3, 4, 5, 6))
        info.compress_type, info.external_attr = zipfile.ZIP_BZIP2, 0o600 << 16
        archive.writestr(info, b"<a/>" * 50)
    new = reviewed(stream.getvalue(), SWAP).data
    with zipfile.ZipFile(io.BytesIO(new)) as archive:
        there = archive.getinfo("word/theme.xml")
        assert (there.date_time, there.compress_type, there.external_attr) == (
            (2001, 2, 3, 4, 5, 6),
            zipfile.ZIP_BZIP2,
            0o600 << 16,
        )
        assert archive.testzip() is None


def test_the_xml_around_the_change_stays() -> None:
    made = word_parts(AROUND + p("Pay the arrears now.") + "<!-- kept --><?kept too?>")
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    document = head + str(made["word/document.xml"]).replace(
        "<w:document ", '<w:document xmlns:w14="urn:w14" mc:Ignorable="w14" ', 1
    )
    after = parts(reviewed(package({**made, "word/document.xml": document}), SWAP).data)["word/document.xml"].decode()
    assert after.startswith(head[:-2])
    assert 'xmlns:w14="urn:w14"' in after
    assert 'mc:Ignorable="w14"' in after
    assert "<!-- kept --><?kept too?>" in after
    assert "ns0" not in after


def test_a_strict_file_is_written_in_its_own_names() -> None:
    strict = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    made = word_parts(AROUND + p("Pay the arrears now."))
    for name in made:
        for old, new in strict.items():
            made[name] = str(made[name]).replace(old, new)
    done = reviewed(package(made), SWAP)
    assert done.changes == 1
    for part in ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"):
        assert b"schemas.openxmlformats.org/wordprocessingml" not in parts(done.data)[part]
        assert b"schemas.openxmlformats.org/officeDocument/2006/relationships" not in parts(done.data)[part]
    assert read("a.docx", settled(done.data, keep="ins")).text.endswith("Pay past-due support now.")


def test_python_docx_opens_it() -> None:
    data = by_python_docx(lambda document: document.add_paragraph("Pay the arrears now."))
    document = docx.Document(io.BytesIO(reviewed(data, SWAP).data))
    assert [comment.author for comment in document.comments] == ["plainlang", "plainlang"]


def test_notes_are_shown_when_asked_for() -> None:
    found = report(word_file(p("Pay the arrears now.")), SWAP, level=Level.NOTE)
    assert review_word(found, now=NOW)[1:3] == (0, 1)
    assert review_word(found, now=NOW, notes=True)[1:3] == (1, 2)


def test_a_protected_letter_is_told_of() -> None:
    settings = '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
    assert reviewed(word_file(p("the arrears"), settings=settings), SWAP).protected
    assert not reviewed(word_file(p("the arrears"), settings=""), SWAP).protected


def test_a_signature_that_no_longer_holds_is_told_of() -> None:
    made = word_parts(p("the arrears"))
    assert reviewed(package({**made, "_xmlsignatures/origin.sigs": b""}), SWAP).signed
    assert not reviewed(package(made), SWAP).signed


def test_thousands_of_swaps_in_one_paragraph_are_all_made() -> None:
    size = 2000
    data = word_file(p(inserted("".join(r("the arrears and ") for _ in range(size))), r("the arrears and " * size)))
    assert review_word(report(data, SWAP), now=NOW).changes == 2 * size


# In LibreOffice

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" script:language="StarBasic">
Sub Settle(source, target, command)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  Dim none()
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  filter(0).Name = "FilterName"
  filter(0).Value = "Text"
  letter = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(letter.CurrentController.Frame, command, "", 0, none())
  letter.storeToURL(ConvertToURL(target), filter())
  letter.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false">
 <library:element library:name="Settle"/>
</library:library>
"""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("command", "words"), [("Reject", "the arrears"), ("Accept", "past-due support")])
def test_libreoffice_rejects_and_accepts_all(tmp_path: Path, command: str, words: str) -> None:
    profile = tmp_path / "profile"
    soffice = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    # The first start makes the library of macros, and would write over ours.
    subprocess.run([*soffice, "--terminate_after_init"], timeout=120, capture_output=True, check=True)
    library = profile / "user" / "basic" / "Standard"
    (library / "Settle.xba").write_text(_MACRO)
    (library / "script.xlb").write_text(_LIBRARY)
    names = (
        "one run, runs that differ, a bookmark inside, inside a link, a content control, a table, twice, behind a tab"
    )
    mine = [SOUND[name] for name in names.split(", ")]

    def build(document: Document) -> None:
        for body in mine:
            for element in etree.fromstring(root("body", body)):
                document.element.body[-1].addprevious(element)

    data = by_python_docx(build)
    (tmp_path / "a.docx").write_bytes(reviewed(data, SWAP).data)
    task = f"Settle({tmp_path / 'a.docx'},{tmp_path / 'a.txt'},.uno:{command}AllTrackedChanges)"
    subprocess.run([*soffice, f"macro:///Standard.Settle.{task}"], timeout=120, capture_output=True, check=True)
    got = (tmp_path / "a.txt").read_text("utf-8-sig").split()
    assert got == read("a.docx", data).text.replace("the arrears", words).split()


# What it says


def test_the_verdicts_are_called_what_the_terminal_calls_them() -> None:
    called = {outcome: words for outcome, (words, _) in _SAID.items()}
    assert called == summary.OUTCOMES


def test_the_summary_holds_the_verdict_and_the_questions() -> None:
    letter = read("a.docx", word_file(p("Pay the arrears now.")))
    test = SixtyMinutes(Outcome.NOT_READY, "One thing has to be put right.", questions=("Is everyone safe?",))
    done = review_word(Report("a.docx", "letter", letter=letter, sixty_minutes=test), now=NOW)
    assert (done.changes, done.comments) == (0, 1)
    (told,) = comments(done.data)
    assert "60 Minutes test: Not ready. One thing has to be put right.|" in told
    assert "|Only you can answer:|1. Is everyone safe?|" in told


def test_the_summary_is_short_and_in_order() -> None:
    letter = read("a.docx", word_file(AROUND + p("Pay the arrears now.")))
    asked = "Is everyone safe?"
    checked = [
        Checked(check, check.weight, Answer(Verdict.FAIL, f"Mend {check.id}.", (Span(0, len(letter.text)),)))
        for check in CHECKS[:5]
    ]
    test = SixtyMinutes(Outcome.NEEDS_WORK, "It is cold.", fixes=tuple(checked), questions=(asked, asked, "Fair?"))
    found = report(letter.source.data, SWAP)
    (told, *_) = comments(review_word(replace(found, sixty_minutes=test), now=NOW).data)
    lines = told.split("|")
    assert lines[:3] == ["60 Minutes test: Needs work. It is cold.", "Words that must change: 1.", "Mend first:"]
    assert [line.partition(": Mend")[0] for line in lines[3:6]] == ["• “Dear Ms. Rowe: Pay the arrears now.”"] * 3
    assert lines[6:] == ["Only you can answer:", f"1. {asked}", "2. Fair?", summary.HOW]


def test_words_are_cut_behind_a_word() -> None:
    assert reasons.on_one_line("We  write\nto you, and more", most=16) == "We write to you…"
    assert reasons.on_one_line("x" * 20, most=5) == "xxxxx…"
    assert reasons.on_one_line("We", most=2) == "We"


@pytest.mark.parametrize(
    ("message", "suggestions", "changed", "told"),
    [
        ("An office word; few know it. If it has to stay, explain it: (Pay).", ("pay",), True, "An office word."),
        ("An office word; few know it.", ("pay",), False, "Say “pay”. An office word."),
        ("A threat; say more. No single word fits here. Better: say “if …”.", (), False, "Better: say “if …”."),
    ],
)
def test_reasons_in_short(message: str, suggestions: tuple[str, ...], changed: bool, told: str) -> None:
    (found,) = report(word_file(p("the arrears")), SWAP).findings
    assert reasons.in_short(replace(found, message=message, suggestions=suggestions), changed=changed) == told


def test_what_it_says_is_easy_to_read() -> None:
    said = [reasons.BY_HAND, summary.HOW, summary.HOW_WITHOUT_CHANGES]
    said += [line.removesuffix(":") + "." for line in (summary.ELSEWHERE, summary.FIRST, summary.SMALL)]
    said += [
        "plainlang read this letter.",
        "Open it in Word and accept or reject each change.",
        "This letter still holds our own changes. Accept or reject them in Word first.",
        "No words to change. One comment on the first line says what to mend first.",
        "Nothing to change. One comment on the first line holds the questions only you can answer.",
    ]
    grade = measure(Reading(text_reader.read("said.txt", "\n\n".join(said).encode()))).grade
    assert grade is not None
    assert grade <= 8


# The command


@pytest.mark.parametrize(
    ("changes", "comments", "told"),
    [
        (2, 3, "2 tracked changes and 3 comments. Open it in Word and accept or reject each change."),
        (1, 1, "1 tracked change and 1 comment. Open it in Word and accept or reject the change."),
        (0, 2, "no tracked changes and 2 comments. Open it in Word and read the comments."),
    ],
)
def test_what_was_written_is_told(changes: int, comments: int, told: str) -> None:
    found = report(word_file(p("the arrears")), SWAP)
    done = Reviewed(b"", changes, comments, protected=False, signed=False)
    assert cli._told(Path("b.docx"), done, found, notes=False) == f"b.docx: {told}"


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (
            Outcome.READY_FOR_QUESTIONS,
            "Nothing to change. One comment on the first line holds the questions only you can answer.",
        ),
        (Outcome.PASSES, "Nothing to change. One comment on the first line says so."),
        (Outcome.NOT_READY, "No words to change. One comment on the first line says what to mend first."),
    ],
)
def test_a_letter_with_nothing_to_change_is_told_of(outcome: Outcome, told: str) -> None:
    found = report(word_file(p("the arrears")), SWAP, level=Level.NOTE)
    test = SixtyMinutes(outcome, "So.", questions=("Is everyone safe?",))
    done = Reviewed(b"", 0, 1, protected=False, signed=True)
    line = cli._told(Path("b.docx"), done, replace(found, sixty_minutes=test), notes=False)
    assert line == f"b.docx: {told} The digital signature no longer holds."


def run(folder: Path, *args: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "plainlang", "review", *args]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_the_command_writes_a_copy_beside_the_letter(tmp_path: Path) -> None:
    data = word_file(p("You must remit the arrears."))
    (tmp_path / "a.docx").write_bytes(data)
    code, told = run(tmp_path, "a.docx", "--no-sixty-minutes")
    assert code == 0
    assert re.fullmatch(r"a\.reviewed\.docx: \d tracked changes and \d comments\. .*\n", told)
    assert (tmp_path / "a.docx").read_bytes() == data
    assert read("a", settled((tmp_path / "a.reviewed.docx").read_bytes(), keep="del")).text == read("a", data).text
    assert run(tmp_path, "a.docx")[0] == 2


def test_what_the_command_refuses(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word_file(p("the arrears")))
    (tmp_path / "b.docx").hardlink_to(tmp_path / "a.docx")
    (tmp_path / "c.docx").symlink_to("a.docx")
    (tmp_path / "d.docx").symlink_to("nowhere")
    (tmp_path / "e.txt").write_text("Hello.")
    (tmp_path / "folder").mkdir()
    (tmp_path / "ours.docx").write_bytes(reviewed(word_file(p("the arrears")), SWAP).data)
    (tmp_path / "f.docx").write_bytes(b"PK\x03\x04 cut short")
    before = sorted(path.name for path in tmp_path.iterdir())
    for args, code, words in (
        (("a.docx", "-o", "a.docx"), 2, "letter itself"),
        (("a.docx", "-o", "b.docx"), 2, "letter itself"),
        (("c.docx", "-o", "a.docx"), 2, "letter itself"),
        (("a.docx", "-o", "d.docx"), 2, "there already"),
        (("a.docx", "-o", "e.txt"), 2, "there already"),
        (("e.txt",), 2, "Word files"),
        (("f.docx",), 3, "damaged"),
        (("nothing.docx",), 3, "no such file"),
        (("",), 3, "no such file"),
        ((".",), 2, "This is a folder. Name one Word letter."),
        (("..",), 2, "This is a folder. Name one Word letter."),
        (("folder/",), 2, "This is a folder. Name one Word letter."),
        (("a.docx", "-o", "folder"), 2, "This is a folder. Name a file with -o."),
        (("a.docx", "-o", "-"), 2, "cannot be shown on the screen"),
        (("a.docx", "-o", "x.pdf"), 2, "must end in .docx"),
        (("a.docx", "-o", "x"), 2, "must end in .docx"),
        (("ours.docx",), 2, "plainlang's own changes"),
    ):
        got, told = run(tmp_path, *args)
        assert (got, told.count("\n")) == (code, 1), told
        assert words in told
    assert sorted(path.name for path in tmp_path.iterdir()) == before
