"""Reads the glossary's layers: built-in, then state, then office; a later layer overrides by name."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plainlang.cache.place import user_folder
from plainlang.errors import ConfigError, UsageError
from plainlang.glossary.compiled import Glossary, compile_entries, from_json, to_json
from plainlang.glossary.entry import Entry
from plainlang.glossary.files import digest_of, read_files
from plainlang.writing import UNFINISHED, write_atomically

_KEPT = 8
"""How many compiled glossaries the cache keeps: the newest ones."""
_ABANDONED = 3600
"""After so many seconds, whoever was writing a file of the cache has been stopped."""


def load_glossary(layers: Sequence[Path] = (), *, cache: bool = True) -> Glossary:
    """The built-in layer with `layers` (YAML files or folders of them) laid over it, in order.

    Raises ConfigError, with file and line, for a layer that cannot be read or breaks the model.
    """
    contents = read_files(layers)
    kept = _cache_file(contents) if cache else None
    glossary = _from_cache(kept) if kept else None
    if glossary is None:
        glossary = compile_entries(*read_layers(contents))
        if kept:
            _to_cache(kept, glossary)
    return glossary


def read_layers(contents: Sequence[tuple[Path, bytes]]) -> tuple[list[tuple[str, Entry]], frozenset[str]]:
    """The (kind, entry) pairs and the common acronyms that hold after every layer has had its say."""
    from plainlang.glossary.parse import parse_file
    from plainlang.plain_yaml import line_of

    held: dict[tuple[str, str, str], tuple[str, Entry]] = {}
    common: set[str] = set()
    for path, data in contents:
        layer = parse_file(path, data)
        common.update(layer.common)
        for name in layer.remove:
            if not _remove(held, common, layer.kind, name):
                line = line_of(data.decode("utf-8-sig"), ("remove", layer.remove.index(name)))
                what = f"`remove` names {name!r}, which no earlier layer holds."
                raise ConfigError(f"{path}:{line}", what, "Check its spelling and the kind of the file.")
        for entry in layer.entries:
            held[layer.kind, entry.term.lower(), entry.pos] = (layer.kind, entry)
            common.discard(entry.term)
    return list(held.values()), frozenset(common)


def _remove(held: dict[tuple[str, str, str], tuple[str, Entry]], common: set[str], kind: str, name: str) -> bool:
    """Takes an entry or a common acronym out; False when it is not there."""
    gone = [key for key in held if key[0] == kind and key[1] == name.lower()]
    known = bool(gone) or name in common
    common.discard(name)
    for key in gone:
        del held[key]
    return known


def _cache_file(contents: Sequence[tuple[Path, bytes]]) -> Path | None:
    """Where the compiled glossary is kept; None for a user without a home."""
    folder = user_folder()
    return folder / f"glossary-{digest_of(contents)[:32]}.json" if folder is not None else None


def _from_cache(path: Path) -> Glossary | None:
    """A damaged or missing cache file is as good as none: the glossary is compiled again."""
    try:
        data: Any = json.loads(path.read_bytes())
        return from_json(data)
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _to_cache(path: Path, glossary: Glossary) -> None:
    """Keeps the glossary for the next run; a full disk is no reason to stop."""
    with contextlib.suppress(OSError, UsageError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, json.dumps(to_json(glossary)).encode())
        _tidy(path.parent)


def _tidy(folder: Path) -> None:
    """Old glossaries go, and what a run left unfinished that was killed while it wrote."""
    newest = sorted(folder.glob("glossary-*.json"), key=lambda file: -file.stat().st_mtime)
    unfinished = [
        file for file in folder.glob(f".glossary-*{UNFINISHED}") if time.time() - file.stat().st_mtime > _ABANDONED
    ]
    for file in [*newest[_KEPT:], *unfinished]:
        file.unlink(missing_ok=True)
