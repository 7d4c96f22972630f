"""What a worker does with a unit: bytes become a report, the report a row and a page.

Nothing here knows who calls: this process, another one, or a machine of a cluster.
"""

from __future__ import annotations

import gc
import hashlib
import json
import threading
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plainlang import __version__
from plainlang.audit.places import is_url, read_letter_bytes
from plainlang.audit.row import Row
from plainlang.errors import ConfigError, PlainlangError
from plainlang.readers.table import takes_words_from_elsewhere

if TYPE_CHECKING:
    from plainlang.config import Settings

_lock = threading.Lock()
_judges: dict[str, Judge] = {}


class Item(NamedTuple):
    """A letter of a unit. known: the digest of the bytes whose row is there already, if any."""

    path: str
    known: str | None = None


class Judged(NamedTuple):
    """What came of one letter. row: None where its bytes are the known ones. page: its page as HTML, if wanted."""

    path: str
    row: Row | None
    page: str = ""


JudgeLetter = Callable[[str, bytes, str], tuple[Row, str]]
"""Path, bytes and their digest -> row and page."""


def _make_judge(setup: Setup) -> JudgeLetter:
    from plainlang.audit.judging import make_judge  # here: the process that hands out units needs no spaCy

    return make_judge(setup)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """All a worker needs to judge letters as every other worker does.

    digest: of everything that decides what is said of a letter, the date apart. glossary: compiled, as JSON, packed.
    today: the date letters are judged by. pages: whether a page is drawn for each letter. make: gives the function
    that judges one letter.
    """

    digest: str
    settings: Settings
    glossary: bytes
    today: date
    kind: str | None = None
    reader: str | None = None
    to: str | None = None
    pages: bool = True
    version: str = __version__
    make: Callable[[Setup], JudgeLetter] = _make_judge


class Judge:
    """Judges units. Sent to another process it is made anew there, once."""

    def __init__(self, setup: Setup) -> None:
        if setup.version != __version__:
            what = f"A worker has plainlang {__version__}, this machine has {setup.version}."
            raise ConfigError("cluster", what, "Put the same version on all machines.")
        self._setup = setup
        self._judge_letter = setup.make(setup)
        gc.freeze()  # what is loaded stays: nobody need look through it for garbage

    def __reduce__(self) -> tuple[Callable[[Setup], Judge], tuple[Setup]]:
        return judge_of, (self._setup,)

    def judge(self, items: Sequence[Item]) -> list[Judged]:
        """Rows and pages of a unit, in its order."""
        with _lock:  # a cluster's worker may have several threads; what is remembered of sentences is not made for that
            return [self._one(item) for item in items]

    def _one(self, item: Item) -> Judged:
        try:
            data = read_letter_bytes(item.path)
        except PlainlangError as refusal:
            return Judged(item.path, refused(item.path, refusal.message, self._setup.kind))
        digest = digest_of(data)
        if digest == item.known:
            return Judged(item.path, None)
        return Judged(item.path, *self._judge_letter(item.path, data, digest))


def judge_of(setup: Setup) -> Judge:
    """The judge of this process; made when the first unit comes."""
    key = f"{setup.digest} {setup.today}"
    with _lock:
        if key not in _judges:
            _judges.clear()
            _judges[key] = Judge(setup)
        return _judges[key]


def judge_items(judge: Judge, items: Sequence[Item]) -> list[Judged]:
    """`judge.judge(items)`, as a function that can be sent."""
    return judge.judge(items)


def digest_of(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def refused(path: str, error: str, kind: str | None = None) -> Row:
    """The row of a letter of which nothing could be read."""
    return Row(path, kind or "letter", "", error=error)


def stands_alone(path: str, data: bytes) -> bool:
    """True where nothing but these bytes decides what is said: no other file is pasted in, nobody gave answers."""
    from plainlang.sixty_answers import beside

    return not takes_words_from_elsewhere(data) and (is_url(path) or not beside(path).exists())


def pack_glossary(content: object) -> bytes:
    """The compiled glossary (`glossary.compiled.to_json`) as bytes that are sent to workers."""
    return zlib.compress(json.dumps(content).encode(), 1)


def setup_digest(settings: Settings, glossary: bytes, told: Sequence[object]) -> str:
    """Names all that decides what is said of a letter, the date apart. told: what the command line says."""
    content = (__version__, settings.model_dump_json(), hashlib.sha256(glossary).hexdigest(), list(told))
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]
