"""What a rendered letter is written as: the same words in every format, and what each must not let through."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
import pytest

from plainlang.errors import UsageError
from plainlang.facts.protected import find_marked
from plainlang.outgoing import as_html, as_pdf, as_text, as_word
from plainlang.readers.libreoffice import find_office
from plainlang.readers.table import read_letter
from tests.browser import NEEDED
from tests.here import environment, run_here

needs_office = pytest.mark.skipif(
    find_office() is None and not os.environ.get(NEEDED), reason="LibreOffice is not installed"
)
on_posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a script")
LETTER = r"""Brandt County Child Support Office\
1200 Willow Avenue

May 6, 2026

Ms. Alicia Moreno\-Reyes\
418 Juniper Court\
Brandt, OH 43211

**Notice of arrears**

Dear Ms. Moreno\-Reyes,

Pursuant to the order, the obligor shall furnish proof of wages prior to the hearing, and we stop the **income
withholding order** then. Smith \& Sons sent \<script>alert\</script> to us\.\
The custodial parent will be notified.

<!-- required -->
Ask for a review by June 5. <!-- a note --> It is free.
<!-- /required -->

- Commence payments forthwith.
- Submit an affidavit, so that the caseworker can ascertain what the noncustodial parent owes to the other parent.

## What you owe

| What it is for | Amount |
|---|---|
| Arrearage | $1,240.00 |
| Imputed income | $61.00 |

1. Call us.
2. Pay:
   - online
   - by mail

> The parent shall pay on the first day.

***

Sincerely,

Tom Adeyemi\
Case worker

Hearing or speech: dial 711. See [our page](https://brandt.example/pay/).
"""
WORDS = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    """The letter in every format that this machine can make, by suffix."""
    word = as_word.render(LETTER, title="A title")
    made = {
        ".md": LETTER.encode(),
        ".txt": as_text.render(LETTER).encode(),
        ".html": as_html.render(LETTER, title="A title").encode(),
        ".docx": word,
    }
    return made | ({".pdf": next(as_pdf.render([word]))} if find_office() else {})


def words_in(suffix: str, data: bytes) -> list[str]:
    """The words of a letter as plainlang reads it, without what counts the items of a list."""
    text = read_letter(f"letter{suffix}", data).text
    return WORDS.findall(re.sub(r"^\s*\d\. ", "", text, flags=re.MULTILINE))


def paragraphs(markdown: str) -> list[str]:
    return as_text.render(markdown).removesuffix("\n").split("\n\n")


def tags(data: bytes, *names: str, part: str = "word/document.xml") -> Iterator[str]:
    """The elements of a Word file's part with one of these names, as they stand there."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        yield from re.findall(rf"<w:(?:{'|'.join(names)})\b[^>]*>", file.read(part).decode())


@pytest.mark.parametrize("suffix", [".html", ".docx", pytest.param(".pdf", marks=needs_office)])
def test_every_format_has_the_same_words(suffix: str, written: Mapping[str, bytes]) -> None:
    words = words_in(".txt", written[".txt"])
    assert len(words) > 120
    assert words_in(suffix, written[suffix]) == words
    assert {"script", "alert"} <= set(words)
    assert not {"required", "note", "title"} & set(words)


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", pytest.param(".pdf", marks=needs_office)])
def test_plainlang_finds_the_same_in_every_format(suffix: str, written: Mapping[str, bytes], tmp_path: Path) -> None:
    def found(suffix: str) -> list[tuple[str, str]]:
        (tmp_path / f"letter{suffix}").write_bytes(written[suffix])
        args = ["check", f"letter{suffix}", "--format", "json"]
        report = json.loads(run_here(args, folder=tmp_path, env=environment(tmp_path))[1])
        return [(one["rule"], " ".join(one["text"].split())) for one in report["letters"][0]["findings"]]

    expected = found(".md")
    texts = {text for _, text in expected}
    assert {"arrears", "income withholding order", "custodial parent", "Arrearage", "Imputed income"} <= texts
    assert found(suffix) == expected


def test_the_plain_text_letter() -> None:
    shown = paragraphs(LETTER)
    assert all(len(line) <= as_text.WIDTH for line in as_text.render(LETTER).splitlines())
    assert shown[0] == "Brandt County Child Support Office\n1200 Willow Avenue"
    assert shown[6] == "Ask for a review by June 5. It is free."
    assert shown[7].splitlines()[-2:] == [
        "- Submit an affidavit, so that the caseworker can ascertain what the",
        "  noncustodial parent owes to the other parent.",
    ]
    assert shown[9].splitlines()[0::2] == ["What it is for      Amount", "Arrearage        $1,240.00"]
    assert shown[9].splitlines()[3] == "Imputed income      $61.00"
    assert shown[10] == "1. Call us.\n2. Pay:\n   - online\n   - by mail"
    assert shown[-1] == "Hearing or speech: dial 711. See our page (brandt.example/pay)."


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One\\\n\\\nTwo", "One\n\nTwo\n"),
        ("5 \\* 3 \\# \\_a\\_ &amp; &lt;b>", "5 * 3 # _a_ & <b>\n"),
        ("    set in by a template", "set in by a template\n"),
        ("A bad \x07sign, an <!-- open comment", "A bad sign, an <!-- open comment\n"),
        ("Words\n<!-- a\n\nb -->\nmore", "Words\n\nmore\n"),
        ("Raw <b>bold</b> &\n<div>", "Raw <b>bold</b> & <div>\n"),
        ("10. Ten\n11. Eleven", "10. Ten\n11. Eleven\n"),
        ("- a\n\n  b\n\n- c", "- a\n\n  b\n\n- c\n"),
        ("<!-- nothing -->", "\n"),
        ("", "\n"),
    ],
)
def test_what_markdown_becomes(markdown: str, text: str) -> None:
    assert as_text.render(markdown) == text
    assert docx.Document(io.BytesIO(as_word.render(markdown, title=""))) is not None


REQUIRED = """Dear Ms. Ito,

<!-- required -->
You have **rights**:

- one
- two

| a | b |
|---|---|
| c | d |

<!-- /required -->
Pay <!-- required -->the **arrears**<!-- /required --> now. <!-- required --> Nothing ends this mark.

1. three
2. <!-- required -->four<!-- /required -->
"""


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_required_wording_stays_marked(suffix: str) -> None:
    data = {
        ".md": REQUIRED.encode(),
        ".html": as_html.render(REQUIRED, title="").encode(),
        ".docx": as_word.render(REQUIRED, title=""),
    }[suffix]
    letter = read_letter(f"letter{suffix}", data)
    marked = [WORDS.findall(letter.text[slice(*span)]) for span in find_marked(letter)]
    assert marked == ["You have rights one two a b c d".split(), ["the", "arrears"], ["four"]]


def test_the_page_has_the_marks_around_whole_blocks() -> None:
    page = as_html.body(REQUIRED)
    assert "<!-- required -->\n<p>You have <strong>rights</strong>:</p>\n<ul>" in page
    assert "</table></div>\n<!-- /required -->\n<p>Pay <!-- required -->the <strong>arrears</strong>" in page
    assert page.count("<!-- required -->") == page.count("<!-- /required -->") == 3


def test_required_wording_of_a_word_file_is_locked_and_stays_so_when_python_docx_saves_it() -> None:
    made = as_word.render(REQUIRED, title="")
    assert list(tags(made, "tag", "lock")) == ['<w:tag w:val="required"/>', '<w:lock w:val="sdtContentLocked"/>'] * 3
    document = docx.Document(io.BytesIO(made))
    saved = io.BytesIO()
    document.save(saved)
    before, after = read_letter("a.docx", made), read_letter("a.docx", saved.getvalue())
    assert after.text == before.text
    assert after.remarks == before.remarks


def test_a_required_letterhead_looks_like_any_other() -> None:
    made = as_word.render("<!-- required -->\nAn office\\\nA street\n\nMay 6, 2026\n<!-- /required -->", title="")
    assert len(list(tags(made, "sdt"))) == 1
    assert list(tags(made, "rStyle")) == ['<w:rStyle w:val="OfficeName"/>']


@pytest.mark.parametrize(
    ("heading", "text"),
    [("## What you owe", "What you owe\n------------\n"), ("A\\\nlong one\n===", "A\nlong one\n--------\n")],
)
def test_a_heading_of_plain_text_has_a_line_under_it(heading: str, text: str) -> None:
    assert as_text.render(heading) == text


def test_no_line_of_text_begins_like_a_list_by_chance() -> None:
    lines = as_text.render("word " * 15 + "by\n12. Then - " + "word " * 20).splitlines()
    assert len(lines) > 2
    assert not [line for line in lines if re.match(r"(?:12\.|-)", line)]


def test_a_table_too_wide_for_columns_is_read_row_by_row() -> None:
    wide = "word " * 12
    rows = f"| Head one | Head two |\n|---|---|\n| {wide}| {wide}|\n"
    assert paragraphs(rows) == [
        "Head one\n  Head two",
        f"{wide.strip()}\n  {wide.strip()}",
    ]


def test_the_page_runs_nothing_and_fetches_nothing() -> None:
    page = as_html.render('**<script>** & "<img src=x onerror=y>"', title="</title><script>")
    assert "<script" not in page
    assert "<img" not in page
    assert "<strong>&lt;script&gt;</strong> &amp; &quot;&lt;img" in page
    assert "default-src 'none'; style-src 'sha256-" in page
    assert '<html lang="en">' in page
    assert "://" not in page


def test_the_page_has_real_lists_and_tables(written: Mapping[str, bytes]) -> None:
    page = written[".html"].decode()
    assert page.count("<li>") == 6
    assert '<th scope="col">What it is for</th><th scope="col" class="right">Amount</th>' in page
    assert '<td class="right">$1,240.00</td>' in page
    assert "<h2>What you owe</h2>" in page
    assert '<p class="subject"><strong>Notice of arrears</strong></p>' in page


def test_the_word_file_has_real_lists_tables_headings_and_breaks(written: Mapping[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(written[".docx"]))
    styles = {paragraph.text.split("\n")[0]: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["Brandt County Child Support Office"] == "Letterhead End"
    assert styles["What you owe"] == "Heading 2"
    assert styles["Notice of arrears"] == "Subject"
    assert (styles["Sincerely,"], styles["Tom Adeyemi"]) == ("Closing", "Signature")
    assert len(list(tags(written[".docx"], "numPr"))) == 6
    assert len(list(tags(written[".docx"], "tblHeader"))) == 1
    assert len(list(tags(written[".docx"], "br"))) == 5
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows][2] == ["Imputed income", "$61.00"]
    assert not list(tags(written[".docx"], "headerReference", "footerReference"))


def test_each_numbered_list_of_a_word_file_counts_for_itself() -> None:
    made = as_word.render("1. a\n2. b\n\nText\n\n4. c\n5. d", title="")
    numbers = list(tags(made, "numId"))
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert 'w:val="4"' in list(tags(made, "startOverride", part="word/numbering.xml"))[1]


def test_the_word_file_tells_its_title_and_no_author_and_is_the_same_each_time(written: Mapping[str, bytes]) -> None:
    told = docx.Document(io.BytesIO(written[".docx"])).core_properties
    assert (told.title, told.author, told.last_modified_by, told.comments) == ("A title", "", "", "")
    with zipfile.ZipFile(io.BytesIO(written[".docx"])) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert as_word.render(LETTER, title="A title") == written[".docx"]
    long = docx.Document(io.BytesIO(as_word.render("x", title="\0" + "t" * 300))).core_properties.title
    assert long == "t" * 255


@needs_office
def test_pdfs_come_in_order_and_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_pdf, "TOGETHER", 2)
    names = ["Apple", "Berry", "Cedar"]
    pages = as_pdf.render([as_word.render(name, title=name) for name in names])
    assert [read_letter("a.pdf", page).text.strip() for page in pages] == names


def test_without_libreoffice_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_pdf, "find_office", lambda: None)
    with pytest.raises(UsageError, match=r"Install LibreOffice, or make a Word file and save it as PDF\.$"):
        as_pdf.render([b""])


@on_posix
@pytest.mark.parametrize(
    ("script", "why"), [("exit 3", "it makes nothing of it"), ("sleep 60", "it takes longer than 1 seconds")]
)
def test_a_libreoffice_that_fails(script: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, private = tmp_path / "soffice", tmp_path / "private"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    private.mkdir()
    monkeypatch.setattr(as_pdf, "find_office", lambda: str(program))
    monkeypatch.setattr(as_pdf, "TO_START", 0.5)
    monkeypatch.setattr(as_pdf, "FOR_EACH", 0.5)
    monkeypatch.setattr("tempfile.tempdir", str(private))
    with pytest.raises(UsageError, match=why):
        list(as_pdf.render([b"letter"]))
    assert list(private.iterdir()) == []
