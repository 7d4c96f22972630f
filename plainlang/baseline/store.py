"""The file of a baseline: JSON with one entry on each line, in an order that does not depend on the letters' own.

Nothing in it changes because something else does: there are no line numbers and no totals, and the list ends with a
`null`, so that no entry gains or loses a comma. That keeps merges quiet, and makes `merge=union` of git safe.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from plainlang.baseline.entry import Entry
from plainlang.errors import ConfigError
from plainlang.writing import write_atomically

NAME = "plainlang-baseline.json"
"""What a baseline is called where nobody gives another name."""
Letters = Mapping[str, tuple[Entry, ...]]
"""The entries of each letter, by its path from the folder of the baseline, with `/` on every system."""
_SCHEMA = "plainlang/baseline/1"
_HEAD = f'{{\n"schema": "{_SCHEMA}",\n"known": [\n'
_TAIL = "null\n]\n}\n"
_MERGE = re.compile(r"^(?:<{7}|={7}|>{7})", re.MULTILINE)
_KEYS = frozenset({"file", "rule", "term", "words", "before", "behind", "count"})
_DIGESTS = re.compile(r"(?:(?:[0-9a-f]{6})?(?:,|$)){3}")
_MOST = 100_000
_AGAIN = "Take the file from your last commit, or delete it and run plainlang baseline."


class Home:
    """The folder of a baseline, from which its letters are named."""

    def __init__(self, file: Path) -> None:
        self._folder = os.path.realpath(file.parent)
        self._real: dict[str, str] = {}

    def name(self, letter: str) -> str:
        """The name of a letter in the baseline. `letter`: a path that can be opened from the current folder."""
        folder, name = os.path.split(os.path.abspath(letter))
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        path = os.path.join(self._real[folder], name)
        with suppress(ValueError):  # on another drive
            path = os.path.relpath(path, self._folder)
        return path.replace(os.sep, "/")

    def has(self, name: str) -> bool:
        """False when there is no such file any more; one that may not be looked at is there."""
        try:
            os.stat(os.path.join(self._folder, name))
        except (FileNotFoundError, NotADirectoryError):
            return False
        except (OSError, ValueError):
            return True
        return True


def load(path: Path) -> dict[str, tuple[Entry, ...]]:
    """The entries of a baseline. An entry that stands there twice, as after a merge, counts once.

    Raises ConfigError that names the file, the line where one is known, and what to do.
    """
    text = _text(path)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _no_json(path, text, error) from error
    return _entries(path, text, _known(path, content))


def _no_json(path: Path, text: str, error: Exception) -> ConfigError:
    mark = _MERGE.search(text)
    if mark:
        what = "This file holds the marks of a merge that is not done."
        fix = "Take out the lines with the marks and keep the others, then run plainlang baseline."
        return ConfigError(f"{path}:{_line(text, mark.start())}", what, fix)
    line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
    return ConfigError(f"{path}{line}", "This is not valid JSON.", _AGAIN)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigError(str(path), "There is no such baseline.", "Make one with plainlang baseline.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), "This baseline cannot be read.", _AGAIN) from error


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _known(path: Path, content: object) -> list[object]:
    schema = content.get("schema") if isinstance(content, dict) else None
    if not isinstance(schema, str) or not re.fullmatch(r"plainlang/baseline/\d+", schema):
        raise ConfigError(str(path), "This is no baseline of plainlang.", "Name another file.")
    if schema != _SCHEMA:
        raise ConfigError(str(path), "Another version of plainlang wrote this baseline.", "Update plainlang.")
    assert isinstance(content, dict)
    known = content.get("known")
    if not isinstance(known, list) or set(content) != {"schema", "known"}:
        raise ConfigError(str(path), "This baseline has no list `known`, or more than that.", _AGAIN)
    return known


def _entries(path: Path, text: str, known: list[object]) -> dict[str, tuple[Entry, ...]]:
    counts: dict[str, dict[Entry, int]] = {}
    for number, one in enumerate(known):
        if one is None and number == len(known) - 1:
            break
        read = _entry(one)
        if read is None:
            raise ConfigError(_place(path, text, number, one), "This entry of the baseline is broken.", _AGAIN)
        name, entry, count = read
        own = counts.setdefault(name, {})
        own[entry] = max(count, own.get(entry, 0))
    return {name: tuple(entry for entry, count in own.items() for _ in range(count)) for name, own in counts.items()}


def _entry(told: object) -> tuple[str, Entry, int] | None:
    """The letter's name, the entry and how often it stands there; None for what is no entry."""
    if not isinstance(told, dict) or not told.keys() <= _KEYS:
        return None
    name, count, said = told.get("file"), told.get("count", 1), told.get
    entry = Entry(said("rule", ""), said("words", ""), said("before", ""), said("behind", ""), said("term", ""))
    if not isinstance(name, str) or {*map(type, entry)} != {str} or type(count) is not int:
        return None
    fair = name and entry.rule and _DIGESTS.fullmatch(f"{entry.words},{entry.before},{entry.behind}")
    return (name, entry, count) if fair and 0 < count <= _MOST else None


def _place(path: Path, text: str, number: int, entry: object) -> str:
    """The file, with the line where the entries still stand one on a line."""
    line = _line(_HEAD, len(_HEAD)) + number
    lines = text.splitlines()
    try:
        fits = json.loads(lines[line - 1].strip().rstrip(",")) == entry
    except (ValueError, IndexError):
        fits = False
    return f"{path}:{line}" if fits else str(path)


def save(path: Path, letters: Letters) -> bool:
    """Writes a baseline whole; False when the file says all that already. Raises UsageError when that fails."""
    data = render(letters)
    if path.is_file() and path.read_bytes().replace(b"\r\n", b"\n") == data:
        return False
    write_atomically(path, data)
    return True


def render(letters: Letters) -> bytes:
    """The bytes of a baseline."""
    lines = [
        _row(name, entry, count)
        for name in sorted(letters)
        for entry, count in sorted(Counter(letters[name]).items(), key=_order)
    ]
    return (_HEAD + "".join(f"{line},\n" for line in lines) + _TAIL).encode("utf-8", "backslashreplace")


def _order(counted: tuple[Entry, int]) -> tuple[str, ...]:
    entry = counted[0]
    return entry.rule, entry.term, *entry.same


def _row(name: str, entry: Entry, count: int) -> str:
    content = {"file": name, "rule": entry.rule, "term": entry.term, **_digests(entry)}
    told: dict[str, str | int] = {key: value for key, value in content.items() if value}
    if count > 1:
        told["count"] = count
    return json.dumps(told, ensure_ascii=False)


def _digests(entry: Entry) -> dict[str, str]:
    return {"words": entry.words, "before": entry.before, "behind": entry.behind}
