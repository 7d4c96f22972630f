"""Every example of every glossary entry holds: exact words, exact result, silence after the swap, clean near misses."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainlang.curation.examples import example_faults
from plainlang.glossary.entry import Entry, Example
from plainlang.glossary.files import built_in
from plainlang.glossary.parse import parse_file
from tests.judging import glossary

FILES = [(path, parse_file(path, path.read_bytes())) for path in sorted(Path(built_in()).glob("*.yaml"))]
CASES = [
    pytest.param(layer.kind, entry, example, id=f"{path.stem}/{entry.term}/{entry.pos}/{number}")
    for path, layer in FILES
    for entry in layer.entries
    for number, example in enumerate(entry.examples)
]


@pytest.mark.parametrize(("kind", "entry", "example"), CASES)
def test_example(kind: str, entry: Entry, example: Example) -> None:
    assert list(example_faults(kind, entry, example, glossary())) == []


@pytest.mark.parametrize("entry", [e for _, layer in FILES for e in layer.entries], ids=lambda e: f"{e.term}/{e.pos}")
def test_entry_shows_what_it_leaves_alone(entry: Entry) -> None:
    assert any(example.passes for example in entry.examples)
    if entry.paste and (entry.say or entry.drop):
        assert any(example.becomes for example in entry.examples)
    assert len(entry.term) > 1
