"""Every example of every glossary entry holds: exact words, exact result, silence after the swap, clean near misses."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainlang.glossary.entry import Entry, Example
from plainlang.glossary.load import built_in
from plainlang.glossary.parse import parse_file
from plainlang.rules.rule import unmark
from tests.judging import findings_in, replaced

FILES = [(path, parse_file(path, path.read_bytes())) for path in sorted(Path(built_in()).glob("*.yaml"))]
CASES = [
    pytest.param(layer.kind, entry, example, id=f"{path.stem}/{entry.term}/{entry.pos}/{number}")
    for path, layer in FILES
    for entry in layer.entries
    for number, example in enumerate(entry.examples)
]


@pytest.mark.parametrize(("kind", "entry", "example"), CASES)
def test_example(kind: str, entry: Entry, example: Example) -> None:
    if example.passes:
        assert not [(f.rule, f.span, f.term) for f in findings_in(example.passes)], example.passes
        return
    assert example.flag
    text, marks = unmark(example.flag)
    found = [f for f in findings_in(text) if f.rule == kind]
    assert [text[f.span.start : f.span.end] for f in found] == [text[m.start : m.end] for m in marks]
    assert [f.span for f in found] == marks
    assert {f.term for f in found} == {entry.term}
    if example.becomes:
        result = replaced(text, [(f.span, f.suggestions[0]) for f in found if f.suggestions])
        assert result == example.becomes
        assert not [f.term for f in findings_in(result) if f.rule == kind or f.level.rank], result


@pytest.mark.parametrize("entry", [e for _, layer in FILES for e in layer.entries], ids=lambda e: f"{e.term}/{e.pos}")
def test_entry_shows_what_it_leaves_alone(entry: Entry) -> None:
    assert any(example.passes for example in entry.examples)
    if entry.paste and (entry.say or entry.drop):
        assert any(example.becomes for example in entry.examples)
    assert len(entry.term) > 1
