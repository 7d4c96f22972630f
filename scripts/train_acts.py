"""Teaches the model of `plainlang.language.acts` from the sentences in training/, and says how good it is.

    python scripts/train_acts.py            writes plainlang/language/data/acts.npz
    python scripts/train_acts.py --report   only measures: each file is judged by a model taught on the others

Every row of a file is `labels<TAB>sentence`; training/README.md says what the labels mean.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_curve

from plainlang.language.meaning import SIZE, embed

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "plainlang" / "language" / "data" / "acts.npz"
STRENGTH = 10.0
"""Inverse of the penalty on large weights; 3 to 30 do equally well."""
SURE_PRECISION = 0.8
"""The model counts as sure from the chance on at which this share of held-out sentences was right."""
LEAST_RECALL = 0.3

Floats = NDArray[np.float32]


def read() -> tuple[list[str], list[set[str]], list[str]]:
    """All sentences, their labels, and the file each stands in."""
    sentences, labels, files = [], [], []
    for path in sorted((ROOT / "training").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            marks, sentence = line.split("\t", 1)
            sentences.append(sentence)
            labels.append({mark.strip() for mark in marks.split(",")} - {"none"})
            files.append(path.name)
    return sentences, labels, files


def teach(vectors: Floats, wanted: NDArray[np.bool_]) -> tuple[Floats, float]:
    """One row of weights and its bias for one label."""
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000, random_state=1).fit(vectors, wanted)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def held_out(vectors: Floats, wanted: NDArray[np.bool_], files: NDArray[np.str_]) -> Floats:
    """The chance of each sentence by a model that never saw its file."""
    chances = np.zeros(len(wanted), dtype=np.float32)
    for name in np.unique(files):
        here = files == name
        row, bias = teach(vectors[~here], wanted[~here])
        chances[here] = 1 / (1 + np.exp(-(vectors[here] @ row + bias)))
    return chances


def thresholds(wanted: NDArray[np.bool_], chances: Floats) -> tuple[float, float, str]:
    """From where on the model is sure, from where on unsure, and a line for people."""
    precision, recall, cuts = precision_recall_curve(wanted, chances)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(f1[:-1].argmax())
    good = [at for at in range(len(cuts)) if precision[at] >= SURE_PRECISION and recall[at] > 0]
    sure = good[0] if good else best
    line = f"F1 {f1[best]:.2f}; when sure: precision {precision[sure]:.2f}, recall {recall[sure]:.2f}"
    return float(cuts[max(sure, best)]), float(cuts[best]), line


def main() -> None:
    """Measures every label on held-out files; without --report, teaches on all files and writes the weights."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--report", action="store_true", help="measure only")
    only_report = ask.parse_args().report
    sentences, labels, files = read()
    vectors = embed(sentences)
    names = sorted({label for marks in labels for label in marks})
    rows = np.zeros((len(names), SIZE), dtype=np.float32)
    bias, sure, unsure = (np.zeros(len(names), dtype=np.float32) for _ in range(3))
    for at, name in enumerate(names):
        wanted = np.array([name in marks for marks in labels])
        sure[at], unsure[at], line = thresholds(wanted, held_out(vectors, wanted, np.array(files)))
        rows[at], bias[at] = teach(vectors, wanted)
        print(f"{name:20} {int(wanted.sum()):4} sentences  {line}")
    if not only_report:
        np.savez_compressed(WEIGHTS, names=np.array(names), rows=rows, bias=bias, sure=sure, unsure=unsure)


if __name__ == "__main__":
    main()
