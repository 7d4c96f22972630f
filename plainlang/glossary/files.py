"""The files of the glossary's layers, and a digest of all that a compiled glossary rests on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from plainlang import __version__
from plainlang.errors import ConfigError

_PACKAGED = Path(__file__).resolve().parent.parent / "_glossary"
_CHECKOUT = Path(__file__).resolve().parent.parent.parent / "glossary"


def built_in() -> Path:
    """The folder of the built-in layer: inside the installed package, else beside it in a checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def read_files(layers: Sequence[Path]) -> list[tuple[Path, bytes]]:
    """The files of the built-in layer and of `layers` (YAML files or folders of them), in order.

    Raises ConfigError for a layer that cannot be read.
    """
    files = [file for layer in (built_in(), *layers) for file in _files(layer)]
    return [(file, _bytes(file)) for file in files]


def digest_of(contents: Sequence[tuple[Path, bytes]]) -> str:
    """In hexadecimal: the files, the code that compiles them, and the package that inflects their words."""
    digest = hashlib.sha256(f"{__version__} {package_mark('lemminflect')}\n".encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        stat = module.stat()
        digest.update(f"{module.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    for _, data in contents:
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def package_mark(name: str) -> str:
    """Changes when another version of a package is installed; it is not imported. Empty where there is none.

    `importlib.metadata` would tell the version, and takes longer to import than a hook has.
    """
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return ""
    state = os.stat(spec.origin)
    return f"{name} {state.st_size} {state.st_mtime_ns}"


def _files(layer: Path) -> Iterator[Path]:
    if layer.is_dir():
        files = sorted(file for file in layer.iterdir() if file.suffix in (".yaml", ".yml"))
        if not files:
            raise ConfigError(str(layer), "This folder holds no glossary file.", "Put .yaml files of entries into it.")
        yield from files
    elif layer.exists():
        yield layer
    else:
        raise ConfigError(str(layer), "There is no such glossary file or folder.", "Check the path.")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(str(path), f"The glossary cannot be read: {error.strerror}.", "Check the file.") from error
