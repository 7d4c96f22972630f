"""Ledgers made by hand: runs with rows, without a glossary and without a model."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from plainlang.audit import ledger
from plainlang.audit.row import Costly, Paragraph, Row, cost_of

_BEGUN = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def letter(path: str, *texts: str, words: Iterable[str] = ("arrears",), must: int = 0, **more: object) -> Row:
    """A row whose paragraphs are these texts, and in each of them `words` were found."""
    found = tuple(words)
    costly = tuple(Costly("legal-term", "must", word, "past-due support", len(texts) or 1) for word in found)
    paragraphs = tuple(Paragraph(text, found, cost_of("must") * len(found)) for text in texts)
    row = {"kind": "letter", "digest": f"digest of {path}", "words": 100, "sentences": 8, "must": must} | more
    return Row(path=path, costly=costly, paragraphs=paragraphs, **row)  # type: ignore[arg-type]


def add_run(path: Path, rows: Iterable[Row], *, number: int = 1, through: bool = True) -> int:
    """Writes one more run into the ledger at `path`, a day after the one before, and gives its number."""
    now = _BEGUN + timedelta(days=number)
    with ledger.open_ledger(path) as connection:
        run = ledger.begin(connection, settings=f"settings {number}", names=["letters"], now=now)
        ledger.write(connection, run.id, [(row, f"page{at}.html") for at, row in enumerate(rows)])
        if through:
            ledger.end(connection, run.id, now + timedelta(minutes=5))
        return run.id


def opened(path: Path) -> sqlite3.Connection:
    """The ledger, to be read only."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
