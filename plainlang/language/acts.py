"""What a sentence does to its reader (blames, promises, thanks, gives a reason …), judged by a small trained model.

One row of numbers for each act weighs the sentence's meaning (see `meaning`). `training/` holds the sentences it was
taught on, `scripts/train_acts.py` makes the rows again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from plainlang.language.meaning import embed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
class _Weights:
    names: tuple[str, ...]
    rows: NDArray[np.float32]
    bias: NDArray[np.float32]
    sure: dict[str, float]
    unsure: dict[str, float]


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    import numpy as np

    with (resources.files("plainlang.language") / "data" / "acts.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        names = tuple(str(name) for name in stored["names"])
        sure = dict(zip(names, map(float, stored["sure"]), strict=True))
        unsure = dict(zip(names, map(float, stored["unsure"]), strict=True))
        return _Weights(names, stored["rows"], stored["bias"], sure, unsure)


def judge(sentences: Sequence[str]) -> list[Acts]:
    """What each sentence does, one Acts a sentence."""
    import numpy as np

    weights = _weights()
    scores = embed(sentences) @ weights.rows.T + weights.bias
    chances = 1 / (1 + np.exp(-scores))
    return [
        Acts(dict(zip(weights.names, map(float, row), strict=True)), weights.sure, weights.unsure) for row in chances
    ]
