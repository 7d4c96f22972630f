"""The layer of ordinary words is off unless the settings ask for it, and its own examples hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainlang.glossary.entry import Entry, Example
from plainlang.glossary.files import built_in
from plainlang.glossary.load import load_glossary
from plainlang.glossary.parse import parse_file
from plainlang.rules.rule import unmark
from tests.judging import findings_in, glossary, replaced

FILE = Path(built_in()) / "strict" / "ordinary_words.yaml"
CASES = [
    pytest.param(entry, example, id=f"{entry.term}/{at}")
    for entry in parse_file(FILE, FILE.read_bytes()).entries
    for at, example in enumerate(entry.examples)
]
STRICT = load_glossary([FILE.parent])


@pytest.mark.parametrize(("entry", "example"), CASES)
def test_example(entry: Entry, example: Example) -> None:
    if example.passes:
        assert not [f for f in findings_in(example.passes, STRICT) if f.term == entry.term]
        return
    assert example.flag
    text, marks = unmark(example.flag)
    found = [f for f in findings_in(text, STRICT) if f.term == entry.term]
    assert [f.span for f in found] == marks
    if example.becomes:
        assert replaced(text, [(f.span, f.suggestions[0]) for f in found]) == example.becomes


def test_ordinary_words_are_left_alone_by_default() -> None:
    assert findings_in("You must call us about this notice.", glossary()) == []
    assert [f.term for f in findings_in("You must call us about this notice.", STRICT)] == ["must", "notice"]
