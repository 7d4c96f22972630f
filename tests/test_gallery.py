"""The gallery of letters: everything escaped, both letters shown, and a page that axe finds nothing in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plainlang.config import Settings
from plainlang.glossary.load import load_glossary
from plainlang.templates.gallery import as_markdown, as_page
from plainlang.templates.library import open_library
from plainlang.templates.proof import Proof, prove
from tests.browser import chromium, needs_browser, violations
from tests.test_templates_proof import FIELDS, ORDINARY, library

EVIL = "<img src=x onerror=alert(1)>"
PAGE = Path(__file__).resolve().parent.parent / "docs" / "letters.html"


def proof(folder: Path) -> Proof:
    fields = FIELDS.replace("Your payment record", f'"Your record {EVIL}"')
    sample = ORDINARY.replace("Ms. Ortiz", f'"Ms. {EVIL}"')
    library(folder, record_fields_yaml=fields, record_samples_ordinary_yaml=sample)
    (folder / "record/before.txt").write_text(
        f"Dear Obligor:\n\nYour arrears {EVIL} are past due. Remit it to the SDU. Pay the amount now.\n"
    )
    return prove(open_library(folder).letter("record"), load_glossary(), Settings())


def test_nothing_of_a_letter_becomes_a_tag(tmp_path: Path) -> None:
    page = as_page([proof(tmp_path)])
    assert "<img" not in page
    assert page.count("&lt;img") >= 4
    assert "<script" not in page


def test_both_letters_are_there_with_their_marks(tmp_path: Path) -> None:
    one = proof(tmp_path)
    page, text = as_page([one]), as_markdown([one])
    assert re.search('<mark title="[^"]+">arrears', page)
    assert "You do not need to do anything." in page
    assert "Your arrears" in text
    assert "> You called us on March 2, 2026" in text
    assert "not ready" in text


def test_a_line_end_that_only_fills_the_page_is_a_space(tmp_path: Path) -> None:
    library(tmp_path)
    (tmp_path / "record/before.txt").write_text(f"Dear Obligor:\n\n{'word ' * 14}end\nmore words\n\nThe Unit\nTown\n")
    one = prove(open_library(tmp_path).letter("record"), load_glossary(), Settings())
    page = as_page([one])
    assert "end more words\n\nThe Unit\nTown" in page


def test_every_link_of_the_gallery_leads_somewhere() -> None:
    page = PAGE.read_text("utf-8")
    names = re.findall(r'href="#([^"]+)"', page)
    assert len(names) == 20
    assert [name for name in names if f'id="{name}"' not in page] == []


@needs_browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 390)])
def test_axe_finds_nothing_in_the_gallery(scheme: str, width: int) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(PAGE.as_uri())
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
