"""Every place of every format: what the document shows is read once and where it stands, what it hides is not read."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from plainlang.readers.table import read_letter
from plainlang.spans import Span
from tests.torture import Torture

FORMATS = ("html", "jinja", "mail", "markdown", "odt", "old_word", "pdf", "rtf", "word")
CASES = [
    pytest.param(case, id=f"{name}: {case.name}")
    for name in FORMATS
    for case in importlib.import_module(f"tests.torture_{name}").PLACES
]


@pytest.mark.parametrize("case", CASES)
def test_each_sentence_is_read_once_at_its_place(case: Torture, tmp_path: Path) -> None:
    for name, data in case.others.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    path = tmp_path / case.file
    path.write_bytes(case.data())
    letter = read_letter(str(path), path.read_bytes())
    plain = " ".join(letter.text.split())
    for sentence in case.hides:
        assert sentence not in plain
    flat = letter.text.translate({10: " ", 9: " ", 160: " "})
    for sentence, place in case.shows.items():
        assert plain.count(sentence) == 1, plain
        found = letter.map.place(Span(flat.index(sentence), flat.index(sentence) + len(sentence))).as_dict()
        assert {name: found.get(name) for name in place} == dict(place)
        assert any(block.span.covers(Span(at := flat.index(sentence), at + len(sentence))) for block in letter.blocks)
