"""`review`: comments and tracked changes in a copy of a Word letter, and nothing else changed."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree

from plainlang.finding import Level
from plainlang.language.reading import Reading
from plainlang.readability import measure
from plainlang.readers import text as text_reader
from plainlang.readers.word import read
from plainlang.report import Report
from plainlang.reporters.sixty import _SAID
from plainlang.sixty_minutes import Outcome, SixtyMinutes
from plainlang.word import summary
from plainlang.word.edits import fix_word, narrowed
from plainlang.word.review import review_word
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
    "half in another's insertion": p(r("See the "), inserted(r("arrears here")), r(" now.")),
    "over another's deletion": p(r("See the "), deleted("old "), r("arrears here")),
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
    [("a b c", "a x c", ("b", "x")), ("a b", "b", ("a b", "b")), ("a", "", ("a", "")), ("a a", "a a a", ("a", "a a"))],
)
def test_an_edit_is_narrowed_to_what_differs(old: str, new: str, left: tuple[str, str]) -> None:
    span, words = narrowed(old, new, 0)
    assert (old[span.start : span.end], words) == left
    assert old[: span.start] + words + old[span.end :] == new


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


# Where Word keeps no comments


def test_outside_the_body_the_change_is_tracked_and_its_reason_stands_in_the_summary() -> None:
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    notes = f'<w:footnote w:id="2">{p("A note on the arrears.")}</w:footnote>'
    body = p(r("See "), '<w:r><w:footnoteReference w:id="2"/></w:r>') + p(text_box(p("A box on the arrears.")))
    data = word_file(body + sections, header1=p("A header on the arrears."), footnotes=notes)
    done = reviewed(data, SWAP)
    assert (done.changes, done.comments) == (3, 1)
    (told,) = comments(done.data)
    for place in ("Header", "Note", "Text box"):
        assert f"• {place}: “the arrears” → “past-due support”. Must change · legal term: Few know it." in told
    for part in ("word/header1.xml", "word/footnotes.xml", "word/document.xml"):
        assert not list(xml(done.data, part).iter(f"{W}commentReference"))[1:]
        assert plain(settled(done.data, keep="del"), part) == plain(data, part)
        assert "past-due support" in "".join(xml(done.data, part).itertext())


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


def test_the_work_grows_with_the_letter_alone() -> None:
    def seconds(size: int) -> float:
        data = word_file(p(inserted("".join(r("the arrears and ") for _ in range(size))), r("the arrears and " * size)))
        found = report(data, SWAP)
        start = time.perf_counter()
        assert review_word(found, now=NOW).changes == 2 * size
        return time.perf_counter() - start

    assert seconds(2000) < 12 * seconds(500) + 0.5


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


def test_what_it_says_is_easy_to_read() -> None:
    said = [summary._BY_HAND, summary._HOW, summary._DONE, summary._ELSEWHERE.removesuffix(":") + "."]
    said += [
        "plainlang read this letter and found no words to change.",
        "Open it in Word and take or leave each change.",
    ]
    grade = measure(Reading(text_reader.read("said.txt", "\n\n".join(said).encode()))).grade
    assert grade is not None
    assert grade <= 8


# The command


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
    ):
        got, told = run(tmp_path, *args)
        assert (got, told.count("\n")) == (code, 1), told
        assert words in told
    assert sorted(path.name for path in tmp_path.iterdir()) == before
