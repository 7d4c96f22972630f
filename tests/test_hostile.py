"""Hostile and broken files: one plain line each, no traceback, little memory, and the other letters go on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from plainlang.readers.table import read_letter
from tests.hostile import ENDURED, REFUSED

MOST_MEMORY = 1_000
"""Megabytes."""
_MEASURED = """
import os, sys
pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(pid, 0)
open(sys.argv[1], "w").write(f"{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}")
"""
"""A small process in between: a process starts with the peak memory of the one that starts it, and tests are large."""


class Run(NamedTuple):
    code: int
    letters: dict[str, dict[str, Any]]
    lines: list[str]
    megabytes: float


def check(folder: Path, home: Path, *args: str) -> Run:
    """One real run; its output goes to files, so that its peak memory can be asked for."""
    out, err, state = home / "out", home / "err", home / "state"
    # not measured for coverage, which would make it ten times as slow
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    env = kept | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    command = [sys.executable, "-c", _MEASURED, str(state), sys.executable, "-m", "plainlang", "check", *args]
    with out.open("wb") as to_out, err.open("wb") as to_err:
        subprocess.run([*command, "--format", "json"], cwd=folder, env=env, stdout=to_out, stderr=to_err, check=True)
    code, kilobytes = map(int, state.read_text().split())
    assert "Traceback" not in err.read_text(), err.read_text()[-2_000:]
    letters = {letter["path"]: letter for letter in json.loads(out.read_text())["letters"]}
    return Run(code, letters, err.read_text().splitlines(), kilobytes / 1_024)


@pytest.fixture(scope="session")
def heap(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All of them in one run, and a good letter behind."""
    folder, home = tmp_path_factory.mktemp("heap"), tmp_path_factory.mktemp("home")
    for name, data in {**REFUSED, **ENDURED}.items():
        (folder / name).write_bytes(data())
    (folder / "zz-good.txt").write_text("Dear Ms. Ito:\n\nPlease call us.\n")
    return check(folder, home, *REFUSED, *ENDURED, "zz-good.txt")


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_file_is_one_line_that_says_what_to_do(heap: Run, name: str) -> None:
    error = heap.letters[name]["error"]
    assert error is not None
    assert error["code"] != "internal"
    (line,) = [line for line in heap.lines if line.partition(":")[0] == name]
    assert line.endswith(f": {error['message']}")
    assert error["message"].count(". ") >= 1


@pytest.mark.parametrize("name", ENDURED)
def test_an_odd_file_is_read(heap: Run, name: str) -> None:
    letter = heap.letters[name]
    assert letter["error"] is None
    assert [finding["term"] for finding in letter["findings"]].count("arrears") == 1


def test_the_good_letter_is_checked_and_nothing_else_is_said(heap: Run) -> None:
    assert heap.letters["zz-good.txt"]["error"] is None
    assert heap.code == 3
    assert len(heap.lines) == len(REFUSED)


def test_the_run_stays_small(heap: Run) -> None:
    assert heap.megabytes < MOST_MEMORY


@pytest.mark.parametrize("name", ["class.txt.j2", "range.txt.j2"])
def test_a_template_is_never_run(name: str) -> None:
    letter = read_letter(name, ENDURED[name]())
    assert "Your arrears." in letter.text
    assert "subprocess" not in letter.text
