"""Feeds spoiled documents to every reader. Whatever comes, the answer is a sound letter or one clear refusal.

    python fuzz/readers.py                 10,000 inputs for each reader
    python fuzz/readers.py --inputs 500 pdf rtf

The seeds are the torture documents of the tests. The tests run a short form of this.
"""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "fuzz")]  # the tests' documents are the seeds

from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402
from hypothesis.database import DirectoryBasedExampleDatabase  # noqa: E402
from mutate import spoiled  # noqa: E402

from plainlang.errors import UnreadableError  # noqa: E402
from plainlang.letter import Letter  # noqa: E402
from plainlang.readers.table import READERS, read_letter  # noqa: E402
from plainlang.spans import Span  # noqa: E402

SUFFIX = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "jinja": ".html.j2",
    "word": ".docx",
    "pdf": ".pdf",
    "rtf": ".rtf",
    "odt": ".odt",
    "mail": ".eml",
}
"""Reader -> suffix of the spoiled files. A .doc goes through LibreOffice, which takes seconds: it has tests instead."""
SLOWEST = 10.0
"""Seconds that one document may take."""
PLAIN = (
    b"# Notice\n\nDear Ms. Ito:\n\nYour *arrears* are {{ amount }}.\n\n- one\n- two\n\n"
    b"| a | b |\n|---|---|\n| c | d |\n"
)


def seeds_of(reader: str) -> list[bytes]:
    """The torture documents of a reader; for text and Markdown, a letter with a bit of everything."""
    if reader in ("text", "markdown"):
        return [PLAIN, PLAIN.replace(b"\n", b"\r\n"), PLAIN.decode().encode("utf-16")]
    places = importlib.import_module(f"tests.torture_{reader}").PLACES
    return [place.data() for place in places]


def judge(reader: str, folder: Path, data: bytes) -> None:
    """Raises AssertionError for a letter that is not sound, and whatever the reader lets through."""
    start = time.perf_counter()
    try:
        letter = read_letter(str(folder / f"letter{SUFFIX[reader]}"), data, reader=reader)
    except UnreadableError as refusal:
        assert "\n" not in str(refusal)
        assert refusal.what
        assert refusal.fix
    else:
        _assert_sound(letter)
    assert time.perf_counter() - start < SLOWEST


def _assert_sound(letter: Letter) -> None:
    whole = Span(0, len(letter.text))
    for span in [block.span for block in letter.blocks] + [blank.span for blank in letter.blanks]:
        assert whole.covers(span)
        assert len(span) > 0
    for block in letter.blocks:
        assert letter.map.place(block.span).as_dict()
    assert all(whole.covers(remark.span) for remark in letter.remarks)
    letter.text.encode()  # no half of a surrogate pair


def fuzz(reader: str, inputs: int, folder: Path) -> None:
    """Runs so many inputs through a reader, the same ones each time."""

    @seed(20_261_122)
    @settings(
        max_examples=inputs,
        deadline=None,
        database=DirectoryBasedExampleDatabase(folder / "found"),
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(spoiled(seeds_of(reader)))
    def run(data: bytes) -> None:
        judge(reader, folder, data)

    run()


def main() -> None:
    """Each reader in a process of its own: a crash of a library in C is a result, too."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--inputs", type=int, default=10_000, metavar="N")
    ask.add_argument("readers", nargs="*", choices=[*SUFFIX, []], metavar="READER", help=", ".join(SUFFIX))
    asked = ask.parse_args()
    if os.environ.get("PLAINLANG_FUZZ"):
        with tempfile.TemporaryDirectory() as folder:
            fuzz(asked.readers[0], asked.inputs, Path(folder))
        return
    failed = [reader for reader in asked.readers or SUFFIX if not _survives(reader, asked.inputs)]
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


def _survives(reader: str, inputs: int) -> bool:
    start = time.perf_counter()
    command = [sys.executable, __file__, "--inputs", str(inputs), reader]
    done = subprocess.run(command, env={**os.environ, "PLAINLANG_FUZZ": "1"}, check=False)
    took = time.perf_counter() - start
    print(f"{reader:9} {inputs:,} inputs in {took:.0f} s: {'sound' if done.returncode == 0 else 'FAILED'}", flush=True)
    return done.returncode == 0


assert set(SUFFIX) | {"old-word"} == set(READERS)

if __name__ == "__main__":
    main()
