"""The table of letters on the dashboard: the first rows as HTML, all as data that the script draws in portions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from plainlang.audit import summary
from plainlang.audit.summary import Heavy
from plainlang.checks import CHECKS
from plainlang.checks.check import Weight
from plainlang.reporters.as_html_words import OUTCOMES, on_one_line, seen
from plainlang.sixty_minutes import Outcome

FIRST_ROWS = summary.FIRST
"""Rows that are there without the script."""
_MOST_CHARACTERS = 3_500_000
"""Of data; further letters are in letters.csv alone."""
_QUESTIONS = {check.id: check.question for check in CHECKS}
_RANKS = {check.id: list(Weight).index(check.weight) for check in CHECKS}


class Shown(NamedTuple):
    """A row of the table. todo: what to do first."""

    name: str
    folder: str
    kind: str
    grade: float | None
    must: int
    should: int
    note: int
    verdict: str
    weight: float
    todo: str
    page: str


class Board(NamedTuple):
    """root: the folder all letters share. first: the rows drawn at once. data: all rows as JSON.

    left: letters that found no room. heaviest: the highest weight, at least 1.
    """

    root: str
    first: Sequence[Shown]
    data: Markup
    folders: Sequence[str]
    kinds: Sequence[str]
    left: int
    heaviest: float


class _Names(dict[str, int]):
    """Texts by number, in the order they came: each is sent once."""

    def number(self, text: str) -> int:
        return self.setdefault(text, len(self))


def board_of(connection: sqlite3.Connection, run: int) -> Board:
    """The letters of a run that could be read, the heaviest first."""
    root = common_folder([place.name for place in summary.by_folder(connection, run)])
    folders, kinds, todos, verdicts = _Names(), _Names(), _Names(), [outcome.value for outcome in Outcome]
    first: list[Shown] = []
    rows, size, left = [], 0, 0
    for heavy in summary.heaviest(connection, run):
        shown = _shown(heavy, root)
        if len(first) < FIRST_ROWS:
            first.append(shown)
        if size > _MOST_CHARACTERS:
            left += 1
            continue
        counts = (shown.must, shown.should, shown.note, verdicts.index(shown.verdict), shown.weight)
        places = (folders.number(shown.folder), kinds.number(shown.kind))
        rows.append(_json([shown.name, *places, shown.grade, *counts, todos.number(shown.todo), shown.page]))
        size += len(rows[-1])
    labels = [OUTCOMES[outcome] for outcome in Outcome]
    names = {
        "folders": list(folders),
        "kinds": list(kinds),
        "verdicts": labels,
        "slugs": verdicts,
        "todos": list(todos),
    }
    data = Markup(f'{{"names":{_json(names)},"rows":[{",".join(rows)}]}}')  # noqa: S704 (`_json` lets no tag through)
    heaviest = max([1.0, *(shown.weight for shown in first[:1])])
    return Board(root, first, data, sorted(folders), sorted(kinds), left, heaviest)


def _json(what: Any) -> str:
    """JSON that can stand in a script element, whatever its texts hold."""
    text = json.dumps(what, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _shown(heavy: Heavy, root: str) -> Shown:
    inside, _, name = short(heavy.path, root).rpartition("/")
    counts = (heavy.must, heavy.should, heavy.note)
    page = link(heavy.page)
    return Shown(name, inside, heavy.kind, heavy.grade, *counts, heavy.verdict, heavy.weight, todo(heavy), page)


def todo(heavy: Heavy) -> str:
    """What to do first: a gate of the test, then the finding that costs most, then the gravest question; else empty."""
    failed = sorted((name for name in json.loads(heavy.failed) if name in _RANKS), key=lambda name: _RANKS[name])
    asks = f"Make it a yes: {_QUESTIONS[failed[0]]}" if failed else ""
    if failed and not _RANKS[failed[0]]:
        return asks
    words = on_one_line(heavy.term)
    if words and heavy.level != "note":
        times = f" ({heavy.times}\u00a0times)" if heavy.times > 1 else ""
        plain = on_one_line(heavy.instead)
        return f"For “{words}” say “{plain}”{times}" if plain else f"Explain “{words}”, or leave it out{times}"
    return asks


def common_folder(folders: Sequence[str]) -> str:
    """The folder that all of these lie in, with the slash behind it; empty where they share none."""
    split = [seen(folder).replace("\\", "/").split("/") for folder in folders if folder]
    if not split or len(split) < len(folders):
        return ""
    first, last = min(split), max(split)
    pairs = enumerate(zip(first, last, strict=False))
    alike = next((at for at, (one, other) in pairs if one != other), min(len(first), len(last)))
    return "".join(f"{part}/" for part in first[:alike])


def short(path: str, root: str) -> str:
    """The path from the shared folder on, with slashes."""
    return seen(path).replace("\\", "/").removeprefix(root)


def link(page: str) -> str:
    """The relative address of a letter's page; empty for a letter without one."""
    return f"pages/{quote(page)}" if page else ""


def day(when: str) -> str:
    """The date of an ISO time as Americans write it: "Nov 22, 2026"."""
    time = datetime.fromisoformat(when)
    return f"{time:%b} {time.day}, {time.year}"
