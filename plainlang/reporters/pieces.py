"""Reports that are put together from a piece for each letter, so that a piece can be kept for the next run.

What stands around the pieces needs no letter and no library: a run whose letters are all known imports next to nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

SCHEMA = "plainlang/report/1"
_LABELS = ("must change", "should change", "worth a look")
_GITHUB = ("::error", "::warning", "::notice")


class Piece(NamedTuple):
    """A letter's part of a report. must, should, note: its findings; known: those left out by a baseline."""

    text: str
    must: int = 0
    should: int = 0
    note: int = 0
    known: int = 0
    failed: bool = False


def as_json(pieces: Iterable[Piece], version: str) -> str:
    """One JSON document of schema plainlang/report/1; each piece is an object, indented by four spaces."""
    inside = ",\n".join(piece.text for piece in pieces)
    letters = f"[\n{inside}\n  ]" if inside else "[]"
    return f'{{\n  "schema": "{SCHEMA}",\n  "version": {json.dumps(version)},\n  "letters": {letters}\n}}\n'


def as_jsonl(pieces: Iterable[Piece]) -> str:
    """One line for each letter; each piece is a line."""
    return "".join(f"{piece.text}\n" for piece in pieces)


def as_github(pieces: Iterable[Piece]) -> str:
    """A workflow command on each line, the graver ones first; a piece holds the lines of its letter."""
    lines = [line for piece in pieces for line in piece.text.splitlines()]
    return "".join(f"{line}\n" for line in sorted(lines, key=_gravity))


def _gravity(line: str) -> int:
    return _GITHUB.index(line.partition(" ")[0])


def left_out(count: int) -> str:
    """What the baseline kept out of the report, in words; empty for nothing."""
    return f"Left out, as the baseline says: {count:,} known finding{'' if count == 1 else 's'}." if count else ""


def summary(pieces: Sequence[Piece]) -> tuple[str, str]:
    """The last line of the report for people, and what could not be checked; empty where everything was."""
    failed = sum(piece.failed for piece in pieces)
    read = len(pieces) - failed
    counts = (sum(p.must for p in pieces), sum(p.should for p in pieces), sum(p.note for p in pieces))
    letters = f"{read} letter{'' if read == 1 else 's'}"
    if any(counts):
        told = ", ".join(f"{count} {label}" for count, label in zip(counts, _LABELS, strict=True) if count)
        said = f"{letters} checked: {told}."
    else:
        said = f"{letters} checked: nothing to change." if read else "No letter was checked."
    missing = f"{failed} could not be checked; see the lines above or on stderr." if failed else ""
    return said, missing
