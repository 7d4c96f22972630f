"""Where the letters of an audit are: files, folders, patterns and fsspec URLs, found one after the other.

A place below this machine's folders is a path; every other place is a URL (`s3://…`, `zip://*.docx::forms.zip`).
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from plainlang.errors import PlainlangError, UnreadableError, UsageError
from plainlang.paths import BEFORE_OF_LIBRARY, LEDGER, LETTER_OF_LIBRARY, read_bytes
from plainlang.readers.table import is_letter

if TYPE_CHECKING:
    from fsspec.spec import AbstractFileSystem

_MOST_BYTES = 100_000_000
_ONLY_HERE = "memory://"


class Found(NamedTuple):
    """A letter's place, or a place and why there is no letter behind it (a refusal without the place)."""

    path: str
    error: str | None = None


def find_letters(names: Iterable[str]) -> Iterator[Found]:
    """Every letter behind the names, in their order; what is named twice comes twice.

    Files count as named. Folders and patterns give the letters in them, hidden places and folders of earlier audits
    left out. Raises UsageError for a URL that cannot be opened at all.
    """
    for name in names:
        yield from _find_remote(name) if is_url(name) else _find_local(local_path(name))


def is_url(name: str) -> bool:
    """True for a place that only fsspec can reach; `file://` is a path."""
    return ("://" in name or "::" in name) and not name.startswith(("file://", "local://"))


def local_path(name: str) -> str:
    """The path behind a path or a `file://` URL."""
    if name.startswith(("file://", "local://")):
        return opened(name)[1]
    return name


def is_only_here(name: str) -> bool:
    """True for a place that no other process can reach."""
    return _ONLY_HERE in name


def identity(path: str) -> str:
    """The same text for one place named in different ways."""
    return path if is_url(path) else os.path.abspath(path)


def read_letter_bytes(path: str) -> bytes:
    """The bytes of a letter. Raises UnreadableError that says what is wrong and what to do."""
    if not is_url(path):
        return read_bytes(path)
    try:
        files, inside = opened(path)
        with files.open(inside, "rb") as stream:
            data: bytes = stream.read(_MOST_BYTES + 1)
    except Exception as error:
        raise _unreachable(path, error) from error
    if len(data) > _MOST_BYTES:
        raise UnreadableError(
            path, "The file is larger than 100 MB.", "A letter is smaller; check the file.", code="too-large"
        )
    return data


def opened(url: str) -> tuple[AbstractFileSystem, str]:
    """The file system of a URL, and the path in it. Raises UsageError where a package for it is missing."""
    if find_spec("fsspec") is None:
        raise UsageError(url, "Addresses like this need one more package.", "Install it: pip install fsspec")
    from fsspec.core import url_to_fs

    try:
        files, inside = url_to_fs(url)
    except ImportError as error:
        what = "Reading such addresses needs a package that is not here."
        raise UsageError(url, what, f"{' '.join(str(error).split())}.".replace("..", ".")) from error
    except ValueError as error:
        raise UsageError(url, "plainlang does not know addresses of this kind.", "Check its beginning.") from error
    except Exception as error:
        raise _unreachable(url, error) from error
    return files, str(inside)


def _unreachable(url: str, error: Exception) -> PlainlangError:
    """Each kind of storage raises its own errors; only their kind is told, since the text may hold a password."""
    if isinstance(error, PlainlangError):
        return error
    if isinstance(error, FileNotFoundError | KeyError):
        return UnreadableError(url, "There is no such file.", "Check the name and the folder.", code="missing")
    what = f"This cannot be reached ({type(error).__name__})."
    return UnreadableError(url, what, "Check the address and your rights.", code="unreadable")


def _find_local(name: str) -> Iterator[Found]:
    if os.path.isdir(name):
        yield from _or_empty(name, _below(name))
    elif glob.has_magic(name) and not os.path.lexists(name):
        yield from _or_empty(name, _matching(name))
    else:
        yield Found(os.path.normpath(name))


def _or_empty(name: str, letters: Iterator[Found]) -> Iterator[Found]:
    first = next(letters, None)
    if first is None:
        yield Found(name, "There are no letters here. Check the name; plainlang explain lists what it reads.")
        return
    yield first
    yield from letters


def _below(folder: str) -> Iterator[Found]:
    refused: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = [] if LEDGER in files else sorted(name for name in folders if _is_shown(name))
        bad = BEFORE_OF_LIBRARY if LETTER_OF_LIBRARY in files else None
        for name in sorted(files if LEDGER not in files else ()):
            if is_letter(name) and _is_shown(name) and name != bad:
                yield Found(os.path.normpath(os.path.join(here, name)))
        yield from map(_refused, refused)
        refused.clear()
    yield from map(_refused, refused)


def _is_shown(name: str) -> bool:
    return not name.startswith((".", "~$"))


def _refused(error: OSError) -> Found:
    return Found(str(error.filename), f"This folder cannot be read: {error.strerror}. Ask its owner.")


def _matching(pattern: str) -> Iterator[Found]:
    for path in glob.iglob(pattern, recursive=True):
        folder, name = os.path.split(path)
        if _is_shown(name) and is_letter(name) and os.path.isfile(path) and not _is_of_an_audit(folder):
            yield Found(os.path.normpath(path))


def _is_of_an_audit(folder: str) -> bool:
    return any(os.path.exists(os.path.join(place, LEDGER)) for place in (folder, os.path.dirname(folder)))


def _find_remote(url: str) -> Iterator[Found]:
    files, inside = opened(url)
    try:
        if files.isdir(inside):
            yield from _or_empty(url, _below_remote(files, inside, url))
        elif glob.has_magic(inside) and not files.exists(inside):
            letters = (path for path in sorted(files.glob(inside)) if is_letter(path.rpartition("/")[2]))
            yield from _or_empty(url, (Found(_address(url, path)) for path in letters))
        else:
            yield Found(_address(url, inside))
    except Exception as error:  # noqa: BLE001 (each kind of storage raises its own; it becomes a row with its reason)
        refusal = _unreachable(url, error)
        yield Found(url, refusal.message)


def _below_remote(files: AbstractFileSystem, folder: str, url: str) -> Iterator[Found]:
    for here, folders, names in files.walk(folder):
        folders[:] = [] if LEDGER in names else sorted(name for name in folders if _is_shown(name))
        for name in sorted(names if LEDGER not in names else ()):
            if is_letter(name) and _is_shown(name):
                yield Found(_address(url, f"{here}/{name}".replace("//", "/") if here else name))


def _address(url: str, inside: str) -> str:
    """The URL of a file, made from its path inside the file system that `url` names."""
    first, chain, rest = url.partition("::")
    protocol = first.partition("://")[0]
    own = inside if inside.startswith(f"{protocol}://") else f"{protocol}://{inside}"
    return f"{own}{chain}{rest}"
