"""All that an audit leaves for people and programs: the dashboard and the tables, each put in place whole."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from plainlang.audit import exports
from plainlang.audit.boilerplate import Shared, shared_paragraphs
from plainlang.audit.compared import Before
from plainlang.errors import UsageError
from plainlang.writing import UNFINISHED, write_atomically

DASHBOARD = "index.html"
_ON_DASHBOARD = 50
"""Shared paragraphs that the dashboard shows; their table holds all."""

_Write = Callable[[BinaryIO], None]


def load_ahead() -> None:
    """Begins to load what draws the dashboard and the tables, while this process would wait for its workers."""
    names = ("plainlang.audit.dashboard", "pyarrow.parquet")
    Thread(target=lambda: [import_module(name) for name in names], daemon=True).start()


def write_outputs(ledger: Path, run: int, folder: Path, *, compare: Before | None) -> tuple[Path, ...]:
    """Writes the dashboard and the tables of a run into the folder, and gives their paths, the dashboard first.

    compare: the run it is compared with, as `find_compared` gives it. Every file is its owner's alone.
    Raises UsageError for a file that cannot be written; those before it are in place, whole.
    """
    from plainlang.audit.dashboard import render

    with closing(sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        shared = shared_paragraphs(connection, run, most=None)
        tables = _tables(connection, run, shared)
        for name, write in tables.items():
            with _placed(folder / name) as out:
                write(out)
        page = render(connection, run, compare=compare, shared=shared[:_ON_DASHBOARD])
    write_atomically(folder / DASHBOARD, page.encode("utf-8", "backslashreplace"))
    return tuple(folder / name for name in (DASHBOARD, *tables))


def _tables(connection: sqlite3.Connection, run: int, shared: Sequence[Shared]) -> dict[str, _Write]:
    return {
        "letters.csv": partial(exports.letters_csv, connection, run),
        "letters.jsonl": partial(exports.letters_jsonl, connection, run),
        "letters.parquet": partial(exports.letters_parquet, connection, run),
        "words.csv": partial(exports.words_csv, connection, run),
        "paragraphs.csv": partial(exports.paragraphs_csv, shared),
    }


@contextmanager
def _placed(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, put at `path` when all is written; a new one is its owner's alone."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as out:
                yield out
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        what = f"This file cannot be written: {error.strerror}."
        raise UsageError(str(path), what, "Name another folder.") from error
