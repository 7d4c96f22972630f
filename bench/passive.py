"""How well passive sentences are found, on a treebank.

    python bench/passive.py FILE.conllu            precision, recall and F1 by sentence
    python bench/passive.py FILE.conllu --faults   what is missed (-) and what is wrong (+)

The file is in the CoNLL-U format of Universal Dependencies (https://universaldependencies.org), such as the English
Web Treebank. A sentence is passive when one of its words has the relation nsubj:pass, csubj:pass or aux:pass. Each
sentence is a paragraph of a plain-text letter, and counts as found when `plainlang check` marks a passive in it.
No treebank is part of this project.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

RELATIONS = frozenset({"nsubj:pass", "csubj:pass", "aux:pass"})
PORTION = 500
"""Sentences a letter; a longer letter than plainlang reads would be refused."""


class Sentence(NamedTuple):
    """A sentence of the treebank, and whether it is passive."""

    text: str
    passive: bool


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file."""
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((line[8:].strip() for line in lines if line.startswith("# text =")), "")
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        if text:
            yield Sentence(text, any(len(row) > 7 and row[7] in RELATIONS for row in rows))


def found_in(texts: Sequence[str]) -> list[bool]:
    """Whether `plainlang check` marks a passive in each text."""
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + 2
    with tempfile.TemporaryDirectory() as folder:
        letter = Path(folder, "letter.txt")
        letter.write_text("\n\n".join(texts) + "\n", "utf-8")
        command = [sys.executable, "-m", "plainlang", "check", "--format", "json", str(letter)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr[-400:])
    report = json.loads(done.stdout)["letters"][0]
    marked = {bisect_right(starts, one["start"]) - 1 for one in report["findings"] if one["rule"] == "passive"}
    return [number in marked for number in range(len(texts))]


def scores(found: Sequence[bool], right: Sequence[bool]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    hits = sum(one and other for one, other in zip(found, right, strict=True))
    precision, recall = hits / max(1, sum(found)), hits / max(1, sum(right))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Checks the sentences, and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--faults", action="store_true")
    given = parser.parse_args()
    sentences = list(read(given.file))
    texts = [sentence.text for sentence in sentences]
    found = [one for at in range(0, len(texts), PORTION) for one in found_in(texts[at : at + PORTION])]
    if given.faults:
        for sentence, ours in zip(sentences, found, strict=True):
            if sentence.passive != ours:
                print(f"{'+' if ours else '-'} {sentence.text}")
    precision, recall, f1 = scores(found, [sentence.passive for sentence in sentences])
    print(f"{len(sentences)} sentences   precision {precision:6.2%}   recall {recall:6.2%}   F1 {f1:6.2%}")


if __name__ == "__main__":
    main()
