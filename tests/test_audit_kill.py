"""An audit that is killed at any moment goes on where it was: no row is wrong, lost or doubled."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.auditing import ROOT, job, letters, rows, run

KILLS = int(os.environ.get("AUDIT_KILLS", "15"))
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")


def start(library: Path, out: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.auditing", str(library), str(out)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_at(moment: float, library: Path, out: Path) -> bool:
    """Kills an audit so many seconds after it begins on the letters; True when it was still at work."""
    with start(library, out) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("ready 60")
        time.sleep(moment)
        process.kill()
        return process.wait() == -signal.SIGKILL


def alive(workers: Path) -> list[str]:
    return [name for name in os.listdir(workers) if Path(f"/proc/{name}").exists() or _answers(int(name))]


def _answers(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_killed_at_random_moments(tmp_path: Path) -> None:
    chance = random.Random(6)
    workers, out = tmp_path / "workers", tmp_path / "out"
    workers.mkdir()
    library = letters(tmp_path / "library", 60, words=f"sleep=0.01 worker={workers}")
    killed = 0
    for _ in range(KILLS):
        killed += kill_at(chance.uniform(0.0, 0.8), library, out)
        for letter in chance.sample(sorted(library.iterdir()), 4):
            letter.write_text(f"{letter.read_text()}\nMore arrears.")
    with start(library, out) as last:
        last.communicate()
    assert last.returncode == 0
    run(job(library, to=tmp_path / "undisturbed"))
    assert killed > KILLS / 3
    assert rows(out) == rows(tmp_path / "undisturbed")
    assert len(rows(out)["row"]) == 60
    assert {page.name for page in (out / "pages").iterdir()} == {str(row[-1]) for row in rows(out)["row"]}
    for row in rows(out)["row"]:
        assert str(row[3]) in (out / "pages" / str(row[-1])).read_text()
    assert not (out / ".units").exists()
    time.sleep(0.2)
    assert alive(workers) == [str(os.getpid())]


def test_what_was_done_is_not_done_again(tmp_path: Path) -> None:
    library = letters(tmp_path / "library", 40)
    (library / "letter-020.txt").write_text("sleep=30")
    with start(library, tmp_path / "out") as process:
        while not rows_there(tmp_path / "out") and process.poll() is None:
            time.sleep(0.05)
        process.kill()
    done = rows_there(tmp_path / "out")
    (library / "letter-020.txt").write_text("Mended.")
    seen: list[int] = []
    run(job(library, to=tmp_path / "out"), after=lambda: seen.append(rows_there(tmp_path / "out")))
    assert 0 < done < 40
    assert min(seen) >= done
    assert len(rows(tmp_path / "out")["row"]) == 40


def rows_there(out: Path) -> int:
    """How many rows are kept, in an audit that may just be beginning."""
    try:
        return len(rows(out)["row"])
    except sqlite3.OperationalError:
        return 0
