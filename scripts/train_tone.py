"""Learns the weights of `plainlang.facts.tone` from the letters in training/letters, and says how good they are.

    python scripts/train_tone.py            writes plainlang/facts/data/tone.json
    python scripts/train_tone.py --report   only measures: each writer's letters by weights learned from the others

Needs the dependency group `training`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from plainlang.config import Settings
from plainlang.facts.facts import Facts
from plainlang.facts.tone import FAULTS, features
from plainlang.language.reading import Reading
from plainlang.readers.table import read_letter

ROOT = Path(__file__).resolve().parent.parent
LETTERS = ROOT / "training" / "letters"
TARGET = ROOT / "plainlang" / "facts" / "data" / "tone.json"
CHECK_OF = {
    "promise": "promise",
    "promise_for_others": "promise-for-others",
    "blame": "blame",
    "buck": "passing-the-buck",
    "threat": "threat",
    "scold": "scolding",
    "label": "respectful-labels",
    "unfair": "fair-to-both",
    "talking_down": "talking-down",
}
LOWEST, HIGHEST = 0.6, 0.95
BETA = 0.5
"""A false alarm costs more than a miss: a worker switches off a tool that cries wolf."""


def read() -> list[tuple[str, dict[str, str], Facts]]:
    """Each letter's writer (the first sign of its name), its labels, and its facts."""
    found = []
    for path in sorted(LETTERS.glob("*.json")):
        text = path.with_suffix(".txt")
        facts = Facts(Reading(read_letter(str(text), text.read_bytes())), Settings())
        found.append((path.stem[0], json.loads(path.read_text("utf-8"))["labels"], facts))
    return found


def learn(rows: np.ndarray, wanted: np.ndarray) -> LogisticRegression:
    """A plain logistic regression: four numbers a letter, a handful of weights."""
    return LogisticRegression(C=1.0, max_iter=1000).fit(rows, wanted)


def limit(chances: np.ndarray, wanted: np.ndarray) -> float:
    """The chance from which on calling the fault pays best, when a false alarm costs twice what a miss costs (F0.5)."""

    def worth(cut: float) -> float:
        called = chances >= cut
        right = int((called & wanted).sum())
        return (1 + BETA**2) * right / (BETA**2 * int(wanted.sum()) + int(called.sum()))

    return float(max(np.arange(LOWEST, HIGHEST, 0.01), key=worth))


def main() -> None:
    """Measures each fault on letters of writers left out; without --report, learns on all and writes the weights."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--report", action="store_true", help="measure only")
    only_report = ask.parse_args().report
    letters = read()
    writers = np.array([writer for writer, _, _ in letters])
    stored = {}
    for fault in FAULTS:
        rows = np.array([features([facts.acts(s) for s in facts.sentences], fault) for _, _, facts in letters])
        wanted = np.array([labels[CHECK_OF[fault]] == "fail" for _, labels, _ in letters])
        chances = np.zeros(len(wanted))
        for writer in np.unique(writers):
            here = writers == writer
            chances[here] = learn(rows[~here], wanted[~here]).predict_proba(rows[here])[:, 1]
        sure = limit(chances, wanted)
        called = chances >= sure
        right = int((called & wanted).sum())
        count = f"called {int(called.sum()):3}, right {right:3}"
        print(f"{fault:20} {int(wanted.sum()):3} letters; from {sure:.2f} on {count}")
        model = learn(rows, wanted)
        stored[fault] = {
            "weights": [round(float(w), 4) for w in model.coef_[0]],
            "bias": round(float(model.intercept_[0]), 4),
            "sure": round(sure, 3),
        }
    if not only_report:
        TARGET.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
