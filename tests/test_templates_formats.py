"""Samples of every letter template: plainlang says the same of it, whatever it is written as."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache

import pytest

from plainlang.answer import Verdict
from plainlang.checking import SixtyMinutesRun, check
from plainlang.config import Settings
from plainlang.facts.protected import find_marked
from plainlang.glossary.load import load_glossary
from plainlang.outgoing import as_html, as_text, as_word
from plainlang.readers.libreoffice import Conversion, convert, find_office
from plainlang.readers.table import read_letter
from plainlang.templates.library import built_in
from plainlang.templates.proof import audience
from plainlang.templates.rendering import open_form
from tests.browser import NEEDED

ORDINARY = "ordinary"
NAMES = built_in().names
WRITTEN = {
    ".md": str.encode,
    ".html": lambda letter: as_html.render(letter, title="A title").encode(),
    ".docx": lambda letter: as_word.render(letter, title="A title"),
    ".txt": lambda letter: as_text.render(letter).encode(),
}
MARKED = {"license": "its required wording has a note, and a text shows no marks"}
OTHER_AS_TEXT = MARKED
"""Letters that plainlang judges otherwise as plain text, and why."""
SAVED_AGAIN = Conversion(opened_as="MS Word 2007 XML", written_as="MS Word 2007 XML", suffix="docx")


@cache
def samples(name: str) -> dict[str, tuple[str, SixtyMinutesRun]]:
    """The letter as Markdown, and who reads it, by the name of the sample."""
    template = built_in().letter(name)
    form = open_form(template)
    made = {}
    for sample_name in template.sample_names:
        sample = template.sample(sample_name)
        values, wrong = form.read(sample.fields)
        assert not wrong
        adverse = template.about.adverse if sample.adverse is None else sample.adverse
        made[sample_name] = form.render(values), SixtyMinutesRun(audience(template, sample), adverse)
    return made


def said_of(suffix: str, markdown: str, run: SixtyMinutesRun) -> tuple[list[tuple[str, str]], set[str]]:
    """The findings of the letter, and the checks it fails."""
    letter = WRITTEN[suffix](markdown)
    report = check(f"letter{suffix}", letter, load_glossary(), Settings(), kind="letter", test=run)
    assert report.error is None
    assert report.sixty_minutes is not None
    text = report.letter.text
    found = [(one.rule, " ".join(text[one.span.start : one.span.end].split())) for one in report.findings]
    failing = {one.check.id for one in report.sixty_minutes.checked if one.answer.verdict is Verdict.FAIL}
    return found, failing


def suffixes(name: str, sample: str) -> Iterator[str]:
    """The ordinary sample in every format, and the last one as a Word file: a minute's work for all would be four."""
    if sample in (ORDINARY, [*samples(name)][-1]):
        yield ".docx"
    if sample == ORDINARY:
        yield ".html"
        if name not in OTHER_AS_TEXT:
            yield ".txt"


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_judged_the_same_whatever_it_is_written_as(name: str) -> None:
    for sample, (markdown, run) in samples(name).items():
        wanted = [*suffixes(name, sample)]
        expected = said_of(".md", markdown, run) if wanted else None
        for suffix in wanted:
            assert said_of(suffix, markdown, run) == expected, (sample, suffix)


def test_required_wording_is_marked_in_every_format_but_plain_text() -> None:
    def marked(suffix: str, markdown: str) -> list[str]:
        letter = read_letter(f"letter{suffix}", WRITTEN[suffix](markdown))
        return [" ".join(letter.text[slice(*span)].split()) for span in find_marked(letter)]

    letters = [markdown for name in NAMES for markdown, _ in samples(name).values()]
    some = [letter for letter in letters if "<!-- required -->" in letter]
    assert len(some) > 8
    for letter in some:
        assert len(marked(".md", letter)) == letter.count("<!-- required -->")
        assert marked(".html", letter) == marked(".docx", letter) == marked(".md", letter)
        assert marked(".txt", letter) == []


@pytest.mark.skipif(find_office() is None and not os.environ.get(NEEDED), reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_words() -> None:
    def words(data: bytes) -> list[str]:
        return re.findall(r"[^\W_]+", read_letter("letter.docx", data).text)

    made = {f"{name}.docx": WRITTEN[".docx"](samples(name)[ORDINARY][0]) for name in NAMES}
    office = find_office()
    assert office is not None
    saved = convert(office, made, SAVED_AGAIN, seconds=60 + 3 * len(made))
    for (name, letter), again in zip(made.items(), saved, strict=True):
        assert words(again) == words(letter), name
        assert len(words(letter)) > 150
