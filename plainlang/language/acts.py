"""What a sentence does to its reader (blames, promises, thanks, gives a reason …), judged by a small local model.

A sentence model (all-MiniLM-L6-v2, Apache-2.0) taught on the sentences in training/, brought down to 8 bits. It runs
on the processor; nothing is fetched, nothing sent. `scripts/train_acts.py` makes it again and says how good it is.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from plainlang.language import recall
from plainlang.language.stretches import without_names, without_numbers

LONGEST = 96
"""Word pieces of a sentence that are read; the model was taught on no more."""
_NO_REPORTS = "ORT_DISABLE_TELEMETRY"
"""From 1.29 on onnxruntime keeps a device number and reports to Microsoft, unless this is set before it loads."""
_KEPT = 4_000
"""Sentences of which the answers are held at once."""
_known: dict[str, Acts] = {}


@dataclass(frozen=True, slots=True)
class Acts:
    """How likely a sentence does each act, from 0 to 1, and from where on the model counts as sure or as unsure."""

    chances: dict[str, float]
    sure: dict[str, float]
    unsure: dict[str, float]

    def does(self, act: str) -> bool:
        """True when the model is sure. Raises KeyError for an act it does not know."""
        return self.chances[act] >= self.sure[act]

    def may(self, act: str) -> bool:
        """True when the model is sure, or nearly so."""
        return self.chances[act] >= self.unsure[act]


@dataclass(frozen=True, slots=True)
class Model:
    """The model with its word pieces and limits, ready to judge; `names` in the order of its scores."""

    names: tuple[str, ...]
    sure: dict[str, float]
    unsure: dict[str, float]
    tokenizer: Any
    session: Any


@lru_cache(maxsize=1)
def _shipped() -> Model:
    return load(_data())


def _data() -> Traversable:
    return resources.files("plainlang.language") / "data"


@lru_cache(maxsize=1)
def _mark() -> str:
    """Names the shipped model, so that results kept on disk are never taken for another one's."""
    told = (_data() / "acts.json").read_bytes() + (_data() / "acts_tokenizer.json").read_bytes()
    return hashlib.blake2b(told, digest_size=8).hexdigest()


@lru_cache(maxsize=1)
def _limits() -> tuple[dict[str, float], dict[str, float]]:
    limits = json.loads((_data() / "acts.json").read_text("utf-8"))
    sure = {name: limit["sure"] for name, limit in limits.items()}
    return sure, {name: limit["unsure"] for name, limit in limits.items()}


def load(data: Traversable) -> Model:
    """The model in the folder `data`: acts.onnx, acts.json and acts_tokenizer.json."""
    os.environ[_NO_REPORTS] = "1"
    import onnxruntime
    from tokenizers import Tokenizer

    limits = json.loads((data / "acts.json").read_text("utf-8"))
    tokenizer = Tokenizer.from_str((data / "acts_tokenizer.json").read_text("utf-8"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    with resources.as_file(data / "acts.onnx") as path:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    sure = {name: limit["sure"] for name, limit in limits.items()}
    unsure = {name: limit["unsure"] for name, limit in limits.items()}
    return Model(tuple(limits), sure, unsure, tokenizer, session)


def judge(sentences: Sequence[str], model: Model | None = None) -> list[Acts]:
    """What each sentence does, one Acts a sentence, in their order; by the shipped model, unless another is given.

    Numbers and names never count: whether Mr. Shaw owes $92 or Ms. Ito $418, the sentence does the same.
    """
    if model is not None:
        return _judged(sentences, model)
    return recall.answers(
        "acts",
        [without_names(without_numbers(sentence)) for sentence in sentences],
        lambda new: _judged(new, _shipped()),
        held=_known,
        most=_KEPT,
        pack=lambda acts: acts.chances,
        unpack=lambda chances: Acts(chances, *_limits()),
        model=_mark(),
    )


def _judged(sentences: Sequence[str], model: Model) -> list[Acts]:
    pieces = [encoding.ids for encoding in model.tokenizer.encode_batch(list(sentences))] if sentences else []
    # one by one: the 8-bit scale is shared by all that run together, and no verdict may hang on its neighbours
    return [Acts(_chances(model, ids), model.sure, model.unsure) for ids in pieces]


def _chances(model: Model, ids: Sequence[int]) -> dict[str, float]:
    """The chance of each act, for a sentence given as word pieces."""
    import numpy as np

    words = np.array([ids], dtype=np.int64)
    scores = model.session.run(None, {"input_ids": words, "attention_mask": np.ones_like(words)})[0][0]
    return dict(zip(model.names, map(float, 1 / (1 + np.exp(-scores))), strict=True))
