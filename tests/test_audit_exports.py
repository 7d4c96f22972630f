from __future__ import annotations

import csv
import json
import stat
from contextlib import closing
from pathlib import Path

import pytest
from pyarrow import parquet

from plainlang.audit import exports
from plainlang.audit.outputs import write_outputs
from plainlang.audit.row import Costly
from plainlang.errors import UsageError
from tests.audit_ledgers import add_run, letter, opened

TEXT = "The arrears are due at once."
SCORES = {"accurate": 100, "informative": 40, "empathetic": None, "plain": 62}


def rows() -> list[object]:
    return [
        letter("Elm/a.txt", TEXT, must=1, grade=8.5, verdict="not-ready", scores=SCORES, failed=("dated", "why")),
        letter('=cmd|"x"!A1.txt', TEXT, TEXT, must=2, should=3),
        letter("Elm/ü, b.txt", words=(), kind="form"),
        letter("torn.docx", words=(), error="It is cut off. Send it again.", digest=""),
    ]


def written(tmp_path: Path, *, compare: int | None = None) -> dict[str, Path]:
    run = add_run(tmp_path / "audit.sqlite", rows())
    return {path.name: path for path in write_outputs(tmp_path / "audit.sqlite", run, tmp_path, compare=compare)}


def table(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_letter_is_a_line_worst_first_and_unread_last(tmp_path: Path) -> None:
    worst, second, clean, torn = table(written(tmp_path)["letters.csv"])
    assert (worst["letter"], worst["folder"], worst["weight"], worst["grade"]) == ("Elm/a.txt", "Elm", "29.5", "8.5")
    assert (worst["verdict"], worst["failed checks"], worst["empathetic"]) == ("not-ready", "dated why", "")
    assert (worst["plain"], second["must"], second["should"]) == ("62", "2", "3")
    assert (clean["letter"], clean["kind"], clean["weight"]) == ("Elm/ü, b.txt", "form", "0.0")
    assert (torn["letter"], torn["not read because"]) == ("torn.docx", "It is cut off. Send it again.")


def test_no_cell_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    files = written(tmp_path)
    assert table(files["letters.csv"])[1]["letter"] == '\'=cmd|"x"!A1.txt'
    cells = [cell for name in files if name.endswith(".csv") for line in table(files[name]) for cell in line.values()]
    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_jsonl_holds_all_that_is_known_of_a_letter(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in written(tmp_path)["letters.jsonl"].read_text("utf-8").splitlines()]
    first, second, clean, torn = lines
    assert (first["scores"], first["failed"], first["page"], first["weight"]) == (
        SCORES,
        ["dated", "why"],
        "page0.html",
        29.5,
    )
    costly = {"rule": "legal-term", "level": "must", "words": "arrears", "plain": "past-due support", "count": 2}
    assert second["costly"] == [costly]
    assert second["paragraphs"] == [{"text": TEXT, "words": ["arrears"], "weight": 5.0}] * 2
    assert (clean["scores"], clean["costly"], clean["error"]) == (None, [], None)
    assert torn["error"]


def test_parquet_says_the_same_in_types(tmp_path: Path) -> None:
    files = written(tmp_path)
    found = parquet.read_table(files["letters.parquet"])
    types = {field.name: str(field.type) for field in found.schema}
    assert (types["grade"], types["must"], types["plain"], types["failed"]) == (
        "double",
        "int32",
        "int32",
        "list<element: string>",
    )
    for line, row in zip(files["letters.jsonl"].read_text("utf-8").splitlines(), found.to_pylist(), strict=True):
        told = json.loads(line)
        del told["paragraphs"]
        told |= told.pop("scores") or dict.fromkeys(SCORES)
        assert row == told


def test_parquet_is_written_in_groups_of_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "_ROW_GROUP", 3)
    assert parquet.ParquetFile(written(tmp_path)["letters.parquet"]).num_row_groups == 2


def test_words_are_counted_over_the_library(tmp_path: Path) -> None:
    more = [Costly("legal-term", "must", "arrears", "", 9), Costly("complex-word", "should", "remit", "send", 4)]
    own = letter("z.txt", words=())
    run = add_run(
        tmp_path / "audit.sqlite",
        [*rows(), letter("y.txt", TEXT), type(own)("z.txt", "letter", "z", costly=tuple(more))],
    )
    with closing(opened(tmp_path / "audit.sqlite")) as connection:
        first, second = exports.costly_words(connection, run)
        assert [*exports.costly_words(connection, run, most=1)] == [first]
    assert (first.words, first.plain, first.count, first.letters, first.cost) == (
        "arrears",
        "past-due support",
        13,
        4,
        65.0,
    )
    assert (second.words, second.plain, second.level, second.cost) == ("remit", "send", "should", 8.0)


def test_paragraphs_of_several_letters_are_a_table(tmp_path: Path) -> None:
    (line,) = table(written(tmp_path)["paragraphs.csv"])
    assert (line["paragraph"], line["words"], line["letters"], line["cost"]) == (TEXT, "arrears", "2", "15.0")
    assert line["first letters"] == '\'=cmd|"x"!A1.txt; Elm/a.txt'


def test_all_is_put_in_place_for_the_owner_alone(tmp_path: Path) -> None:
    files = written(tmp_path)
    assert [*files] == ["index.html", "letters.csv", "letters.jsonl", "letters.parquet", "words.csv", "paragraphs.csv"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    assert {path.name for path in tmp_path.iterdir()} == {*files, "audit.sqlite"}
    assert "Elm/a.txt" in files["index.html"].read_text("utf-8")


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = written(tmp_path)
    was = files["letters.jsonl"].read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exports, "letters_jsonl", full)
    with pytest.raises(UsageError, match=r"letters\.jsonl: This file cannot be written: No space left"):
        write_outputs(tmp_path / "audit.sqlite", 1, tmp_path, compare=None)
    assert files["letters.jsonl"].read_bytes() == was
    assert {path.name for path in tmp_path.iterdir()} == {*files, "audit.sqlite"}
