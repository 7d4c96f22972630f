"""The folder of an audit: one audit at a time, pages whole or not at all; a URL gets its results at the end."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from plainlang.audit.places import is_url, local_path, opened
from plainlang.errors import UsageError
from plainlang.paths import LEDGER

_LOCK = "audit.lock"
_PAGES = "pages"
_SPOOL = ".units"


class Folder:
    """A folder of this machine that holds an audit. Everything in it is for its owner alone.

    whole: whether the pages of earlier runs lie here too; not so while a URL is worked on.
    """

    def __init__(self, path: Path, *, whole: bool = True) -> None:
        self.path = path
        self.ledger = path / LEDGER
        self.spool = path / _SPOOL
        self._pages = path / _PAGES
        self._whole = whole

    def clear(self) -> None:
        """Makes the folders, and removes what a killed run left unfinished."""
        shutil.rmtree(self.spool, ignore_errors=True)
        for folder in (self.spool, self._pages):
            folder.mkdir(mode=0o700, exist_ok=True)

    def write_page(self, name: str, page: str, seal: str) -> None:
        """Puts a page in place whole. seal: from `seal_of`; it is kept at the page's end."""
        unfinished = self.spool / name
        try:
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as out:
                out.write(f"{page}\n<!-- {seal} -->".encode("utf-8", "backslashreplace"))
            os.replace(unfinished, self._pages / name)
        except OSError as error:
            what = f"A page cannot be written: {error.strerror}."
            raise UsageError(str(self._pages / name), what, "Make room. The same command then goes on.") from error

    def holds_page(self, name: str, seal: str) -> bool:
        """True where the page is there and was drawn from just this."""
        if not self._whole:
            return True
        try:
            with open(self._pages / name, "rb") as page:
                page.seek(-len(seal) - 9, os.SEEK_END)
                return page.read() == f"<!-- {seal} -->".encode()
        except OSError:
            return False

    def drop_pages(self, wanted: Callable[[str], bool]) -> None:
        """Removes the pages of letters that are no longer there."""
        with os.scandir(self._pages) as pages:
            for page in pages:
                if not wanted(page.name):
                    os.unlink(page.path)


def page_name(path: str) -> str:
    """The file name of a letter's page: the same in every run, and without a word of the path."""
    return f"{hashlib.blake2b(path.encode('utf-8', 'surrogatepass'), digest_size=12).hexdigest()}.html"


def seal_of(key: str, digest: str) -> str:
    """Names what a page was drawn from: the run's key and the digest of the letter."""
    return hashlib.blake2b(f"{key} {digest}".encode(), digest_size=16).hexdigest()


@contextmanager
def open_folder(name: str) -> Iterator[Folder]:
    """The folder for an audit's results, a path or a URL, made where there is none; nobody else writes into it.

    The results for a URL are made in a folder of the user and put there at the end, also when the run was stopped.
    Raises UsageError when another audit is at work there, or when it cannot be written.
    """
    if is_url(name):
        with _far(name) as folder:
            yield folder
        return
    path = Path(local_path(name))
    with _locked(path, name):
        folder = Folder(path)
        folder.clear()
        try:
            yield folder
        finally:
            shutil.rmtree(folder.spool, ignore_errors=True)


@contextmanager
def _locked(path: Path, name: str) -> Iterator[None]:
    """Holds the folder until the end, or until this process dies: SQLite's lock is the system's own on every system."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600))
        lock = sqlite3.connect(path / _LOCK, timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(name, f"The results cannot be put here: {reason}.", "Name another folder with -o.") from error
    try:
        lock.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        lock.close()
        what = "Another audit is writing into this folder."
        raise UsageError(name, what, "Wait until it is done, or name another folder with -o.") from error
    try:
        yield
    finally:
        lock.close()


@contextmanager
def _far(url: str) -> Iterator[Folder]:
    """A URL: the ledger is fetched, the work done here, and all that is new put there."""
    files, inside = opened(url)
    inside = inside.rstrip("/")
    own = Path(platformdirs.user_state_dir("plainlang")) / f"audit-{hashlib.sha256(url.encode()).hexdigest()[:24]}"
    with _locked(own, url):
        folder = Folder(own, whole=False)
        folder.clear()
        try:
            if not folder.ledger.exists() and files.exists(f"{inside}/{LEDGER}"):
                files.get_file(f"{inside}/{LEDGER}", str(own / "fetched"))
                os.chmod(own / "fetched", 0o600)
                os.replace(own / "fetched", folder.ledger)
        except Exception as error:
            raise _unreachable(url, error) from error
        try:
            yield folder
        finally:
            _put(folder, files, inside, url)
    shutil.rmtree(own, ignore_errors=True)


def _put(folder: Folder, files: object, inside: str, url: str) -> None:
    """The ledger goes last, so that what it names is there."""
    shutil.rmtree(folder.spool, ignore_errors=True)
    made = [path for path in folder.path.rglob("*") if path.is_file() and path.name != _LOCK]
    try:
        for path in sorted(made, key=lambda path: path == folder.ledger):
            there = f"{inside}/{path.relative_to(folder.path).as_posix()}"
            files.makedirs(there.rpartition("/")[0], exist_ok=True)  # type: ignore[attr-defined]
            files.put_file(str(path), there)  # type: ignore[attr-defined]
    except Exception as error:
        raise _unreachable(url, error, kept=folder.path) from error


def _unreachable(url: str, error: Exception, *, kept: Path | None = None) -> UsageError:
    """Only the kind of the error is told, since its text may hold a password."""
    what = f"The results cannot be put here ({type(error).__name__})."
    where = f"They are in {kept}; the" if kept else "Check the address and your rights. The"
    return UsageError(url, what, f"{where} same command goes on from there.")
