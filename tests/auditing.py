"""What the tests of the audit share: letters, a quick stand-in for checking, and a process that can be killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from plainlang.audit.engine import Finish, Job, audit
from plainlang.audit.ledger import Run
from plainlang.audit.row import Costly, Paragraph, Row
from plainlang.audit.workers import JudgeLetter, Setup
from plainlang.config import Settings

ROOT = Path(__file__).resolve().parent.parent
TABLES = ("row", "costly", "paragraph")


def light(setup: Setup) -> JudgeLetter:
    """Counts words instead of checking. A letter may ask for the death of its worker, or for time."""

    def judge_letter(path: str, data: bytes, digest: str) -> tuple[Row, str]:
        text = data.decode()
        _obey(text)
        count = text.count("arrears")
        costly = (Costly("legal-term", "must", "arrears", "past-due support", count),) if count else ()
        paragraphs = tuple(Paragraph(line, ("arrears",), 5.0) for line in text.splitlines() if "arrears" in line)
        row = Row(path, "letter", digest, words=len(text.split()), must=count, costly=costly, paragraphs=paragraphs)
        return row, f"<p>{digest}</p>" if setup.pages else ""

    return judge_letter


def _obey(text: str) -> None:
    for word in text.split():
        if word.startswith("sleep="):
            time.sleep(float(word.removeprefix("sleep=")))
        if word.startswith("die-once="):  # a file that is there from the first time on
            marker = Path(word.removeprefix("die-once="))
            if not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if word.startswith("worker="):
            (Path(word.removeprefix("worker=")) / str(os.getpid())).touch()


def letters(folder: Path, count: int, *, words: str = "") -> Path:
    """A folder with so many letters; each has its own number of arrears."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        lines = [f"Dear Ana Oak {number},", *["You owe arrears."] * (number % 4), words]
        (folder / f"letter-{number:03}.txt").write_text("\n".join(lines))
    return folder


def job(*names: Path | str, to: Path | str, jobs: int = 1, **told: object) -> Job:
    """An audit with the stand-in for checking."""
    setup = Setup(digest="light", settings=Settings(), glossary=b"", today=date.today(), make=light)
    shape = {"reuse": True, "cluster": None, **told}
    return Job(names=tuple(map(str, names)), folder=str(to), setup=setup, jobs=jobs, warm=False, **shape)  # type: ignore[arg-type]


def nothing_more(connection: sqlite3.Connection, run: Run) -> Finish:
    """Makes no dashboard."""
    return lambda folder: None


def run(wanted: Job, *, after: Callable[[], None] = lambda: None) -> int:
    """Does the audit; returns how often progress was told. `after` is called each time."""
    told = 0

    @contextmanager
    def progress(total: int) -> Iterator[Callable[[], None]]:
        def advance() -> None:
            nonlocal told
            told += 1
            after()

        yield advance

    audit(wanted, progress=progress, plan=nothing_more)
    return told


def rows(folder: Path, number: int | None = None) -> dict[str, list[tuple[object, ...]]]:
    """All the ledger says of a run (the newest one), but for the run's number."""
    connection = sqlite3.connect(folder / "audit.sqlite")
    try:
        newest = number or connection.execute("select max(id) from run").fetchone()[0]
        read = {
            table: connection.execute(f"select * from {table} where run = ? order by 2, 3, 4, 5", (newest,)).fetchall()
            for table in TABLES
        }
    finally:
        connection.close()
    return {table: [one[1:] for one in found] for table, found in read.items()}


@contextmanager
def _say_ready(total: int) -> Iterator[Callable[[], None]]:
    print("ready", total, flush=True)  # noqa: T201
    yield lambda: None


if __name__ == "__main__":
    audit(job(sys.argv[1], to=sys.argv[2], jobs=2), progress=_say_ready, plan=nothing_more)
