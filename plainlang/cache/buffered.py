"""A store that writes in one go what many small steps want kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType

from plainlang.cache.store import Store

_MOST = 500


class Buffered:
    """Puts values into a store by the hundred; what is not yet written is found all the same."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new: dict[str, dict[bytes, bytes]] = {}

    def __enter__(self) -> Buffered:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.flush()
        self._store.close()

    def get_many(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values that are there, each as it was put."""
        new = self._new.get(kind, {})
        kept = self._store.get_many(kind, [key for key in keys if key not in new])
        return kept | {key: new[key] for key in keys if key in new}

    def put_many(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Keeps the values, soon."""
        self._new.setdefault(kind, {}).update(values)
        if len(self._new[kind]) >= _MOST:
            self.flush()

    def flush(self) -> None:
        """Writes what waits."""
        for kind, values in self._new.items():
            if values:
                self._store.put_many(kind, values)
        self._new = {}
