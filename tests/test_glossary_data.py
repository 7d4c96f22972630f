"""The built-in glossary as a whole makes sense: no form twice, no jargon among the plain words, plain meanings."""

from __future__ import annotations

import pytest

from plainlang.curation.sense import (
    MEANING_GRADE,
    form_index,
    grade_of,
    is_guarded,
    loop_from,
    out_of_order,
    shared_forms,
    terms_said,
)
from plainlang.finding import Level
from plainlang.glossary.compiled import Glossary
from plainlang.glossary.files import built_in
from plainlang.glossary.load import load_glossary
from plainlang.glossary.parse import parse_file

FILES = [parse_file(path, path.read_bytes()) for path in sorted(built_in().glob("*.yaml"))]
ENTRIES = [(layer.kind, entry) for layer in FILES for entry in layer.entries]
SAID = {("append", "attach"), ("annexed hereto", "attached")}
"""Plain words that are terms only beside a word such as `wages`, which `near` of that term names."""


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def test_there_is_a_glossary_to_test() -> None:
    assert len(ENTRIES) > 1000


def test_no_form_belongs_to_two_entries(glossary: Glossary) -> None:
    assert [(form, [term.name for term in terms]) for form, terms in shared_forms(glossary)] == []


def test_no_substitute_is_a_term(glossary: Glossary) -> None:
    index = form_index(glossary)
    said = {(entry.term, words): term for _, entry in ENTRIES for words, term in terms_said(entry, index)}
    assert set(said) == SAID
    assert all(is_guarded(term) for term in said.values())


def test_no_substitute_leads_back_to_its_term(glossary: Glossary) -> None:
    index = form_index(glossary)
    assert [loop for term in glossary.terms if (loop := loop_from(term, index))] == []


def test_meanings_are_plain() -> None:
    hard = [(entry.term, entry.meaning) for _, entry in ENTRIES if grade_of(entry.meaning or "") > MEANING_GRADE]
    assert hard == []


def test_entries_are_sorted() -> None:
    assert [(layer.kind, at) for layer in FILES for at in out_of_order(layer)] == []


def test_what_must_go_is_shown_and_so_is_what_stays() -> None:
    grave = [entry for _, entry in ENTRIES if entry.level is Level.MUST]
    assert grave
    for entry in grave:
        assert any(example.flag for example in entry.examples), entry.term
        assert any(example.passes for example in entry.examples), entry.term
