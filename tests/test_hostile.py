"""Hostile and broken files: one plain line each, no traceback, little memory, and the other letters go on."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from plainlang.readers.table import read_letter
from tests.hostile import ENDURED, REFUSED

MOST_MEMORY = 1_000
"""Megabytes."""


class Run(NamedTuple):
    code: int
    letters: dict[str, dict[str, Any]]
    lines: list[str]
    megabytes: float


def check(folder: Path, home: Path, *args: str) -> Run:
    """One real run; its output goes to files, so that its peak memory can be asked for."""
    out, err = home / "out", home / "err"
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    # not measured for coverage, which would make it ten times as slow
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    env = kept | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    command = [sys.executable, "-m", "plainlang", "check", "--format", "json", *args]
    redirect = [(os.POSIX_SPAWN_OPEN, 1, str(out), write, 0o600), (os.POSIX_SPAWN_OPEN, 2, str(err), write, 0o600)]
    before = Path.cwd()
    os.chdir(folder)
    try:
        pid = os.posix_spawn(command[0], command, env, file_actions=redirect)
    finally:
        os.chdir(before)
    _, status, usage = os.wait4(pid, 0)
    assert "Traceback" not in err.read_text(), err.read_text()[-2_000:]
    letters = {letter["path"]: letter for letter in json.loads(out.read_text())["letters"]}
    return Run(os.waitstatus_to_exitcode(status), letters, err.read_text().splitlines(), usage.ru_maxrss / 1_024)


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
