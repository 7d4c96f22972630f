"""Entries as a table for spreadsheets (CSV), and back.

One row is one entry. A list stands in one cell, its items parted by " | ". A cell that a spreadsheet would take for a
formula gets an apostrophe in front (see OWASP, CSV injection), which is taken off again on the way back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import ValidationError

from plainlang.errors import ConfigError
from plainlang.glossary.entry import Entry, GlossaryFile, Substitute
from plainlang.glossary.faults import real_faults, told

Row = tuple[str, Entry]
"""A kind and an entry of it."""
_LISTS = ("forms", "keep_in", "about", "near", "not_near")
_TEXTS = ("term", "pos", "level", "number", "expansion", "title", "keep_when", "meaning", "why", "source")
COLUMNS = (
    "kind", "term", "pos", "level", "forms", "number", "say", "paste", "drop", "expansion", "title", "meaning", "why",
    "keep_in", "about", "near", "not_near", "keep_when", "source", "flag", "becomes", "pass",
)  # fmt: skip
_NEEDED = ("kind", "term", "pos", "level", "source", "flag")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DRESSED = re.compile(r"'+[=+\-@\t\r]")
_PART = re.compile(r"\\([\\|])|\s*(\|)\s*")
_SAY = re.compile(r"(?P<words>.*?)\s*\{(?P<rest>[^{}]*)\}", re.DOTALL)
_ANSWERS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def to_csv(rows: Iterable[Row]) -> bytes:
    """The table, in UTF-8 with the mark at its head that makes Excel read it so."""
    page = io.StringIO()
    table = csv.writer(page)
    table.writerow(COLUMNS)
    for kind, entry in rows:
        cells = _cells(kind, entry)
        table.writerow([_harmless(cells.get(column, "")) for column in COLUMNS])
    return page.getvalue().encode("utf-8-sig")


def _cells(kind: str, entry: Entry) -> dict[str, str]:
    flags = [example for example in entry.examples if example.flag is not None]
    passes = [example.passes or "" for example in entry.examples if example.flag is None]
    return {
        "kind": kind,
        **{name: str(getattr(entry, name) or "") for name in _TEXTS},
        "number": "" if entry.number == "one" else entry.number,
        **{name: _joined(getattr(entry, name)) for name in _LISTS},
        "say": _joined([say if isinstance(say, str) else _said(say) for say in entry.say]),
        "paste": "" if entry.paste else "no",
        "drop": "yes" if entry.drop else "",
        "flag": _joined([example.flag or "" for example in flags]),
        "becomes": _joined([example.becomes or "" for example in flags]),
        "pass": _joined(passes),
    }


def _said(say: Substitute) -> str:
    more = [f"{name}: {value}" for name, value in (("number", say.number), ("many", say.many)) if value]
    return f"{say.words} {{{'; '.join(more)}}}"


def _joined(items: Sequence[str]) -> str:
    shielded = [item.replace("\\", "\\\\").replace("|", "\\|") for item in items]
    return " | ".join(shielded) if any(items) else ""


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def from_csv(path: str, data: bytes) -> tuple[list[Row], list[ConfigError]]:
    """The good rows of a table, and a refusal for each bad one with its row number (the heading is row 1) and column.

    Raises ConfigError when the table as a whole cannot be read.
    """
    table = _records(path, data)
    heading = [cell.strip().lower() for cell in next(table, [])]
    _refuse_heading(path, heading)
    rows: list[Row] = []
    faults: list[ConfigError] = []
    seen: dict[tuple[str, str, str], int] = {}
    for number, cells in enumerate(table, start=2):
        given = {name: _undressed(cell.strip()) for name, cell in zip(heading, cells, strict=False)}
        if not any(given.values()):
            continue
        if any(cell.strip() for cell in cells[len(heading) :]):
            what = "This row has more cells than the first row."
            faults.append(ConfigError(f"{path}: row {number}", what, "Put texts that hold the parting mark in quotes."))
            continue
        try:
            kind, entry = _row(given)
        except ValidationError as error:
            faults += _faults(f"{path}: row {number}", error)
            continue
        first = seen.setdefault((kind, entry.term.lower(), entry.pos), number)
        if first == number:
            rows.append((kind, entry))
        else:
            what = f"`term`: {entry.term!r} stands in row {first} already."
            faults.append(ConfigError(f"{path}: row {number}", what, "Keep one of the two."))
    return rows, faults


def _records(path: str, data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(path, "This table is not UTF-8.", "Save it as “CSV UTF-8”.") from error
    first = text.split("\n", 1)[0]
    # Excel writes semicolons where the comma is the decimal mark
    mark = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    except csv.Error as error:
        raise ConfigError(path, f"This is no CSV table: {error}.", "Save it from your spreadsheet as CSV.") from error


def _refuse_heading(path: str, heading: Sequence[str]) -> None:
    missing = [name for name in _NEEDED if name not in heading]
    if missing:
        what = f"The first row lacks the column `{missing[0]}`."
        raise ConfigError(f"{path}: row 1", what, "Begin with the columns that `export` writes.")
    unknown = [name for name in heading if name and name not in COLUMNS]
    if unknown:
        raise ConfigError(f"{path}: row 1", f"There is no column `{unknown[0]}`.", "Rename it or take it out.")
    twice = [name for name in heading if name and heading.count(name) > 1]
    if twice:
        raise ConfigError(f"{path}: row 1", f"The column `{twice[0]}` stands twice.", "Keep one of the two.")


def _undressed(cell: str) -> str:
    return cell[1:] if _DRESSED.match(cell) else cell


def _row(given: Mapping[str, str]) -> Row:
    """Raises ValidationError, also for a kind that there is not."""
    content: dict[str, object] = {name: given[name] for name in _TEXTS if given.get(name)}
    content |= {name: _items(given[name]) for name in _LISTS if given.get(name)}
    if given.get("say"):
        content["say"] = [_say(item) for item in _items(given["say"])]
    for name in ("paste", "drop"):
        if given.get(name):
            content[name] = _ANSWERS.get(given[name].lower(), given[name])
    content["examples"] = _examples(given)
    layer = GlossaryFile.model_validate({"kind": given.get("kind") or None, "entries": [content]})
    return layer.kind, layer.entries[0]


def _examples(given: Mapping[str, str]) -> list[dict[str, str]]:
    flags, becomes = _items(given.get("flag", "")), _items(given.get("becomes", ""), gaps=True)
    becomes += [""] * (len(flags) - len(becomes))
    found = [
        {"flag": flag} | ({"becomes": after} if after else {}) for flag, after in zip(flags, becomes, strict=False)
    ]
    return [*found, *({"pass": text} for text in _items(given.get("pass", "")))]


def _say(item: str) -> object:
    found = _SAY.fullmatch(item)
    if found is None:
        return item
    more = dict(part.partition(":")[::2] for part in found["rest"].split(";"))
    return {"words": found["words"]} | {name.strip(): value.strip() for name, value in more.items()}


def _items(cell: str, *, gaps: bool = False) -> list[str]:
    items, at = [""], 0
    for found in _PART.finditer(cell):
        items[-1] += cell[at : found.start()] + (found[1] or "")
        if found[2]:
            items.append("")
        at = found.end()
    items[-1] += cell[at:]
    return [item.strip() for item in items if gaps or item.strip()]


def _faults(where: str, error: ValidationError) -> list[ConfigError]:
    """One refusal for each column."""
    found: dict[str, ConfigError] = {}
    for item in real_faults(error):
        column = next((str(step) for step in reversed(item["loc"]) if step in COLUMNS), "flag")
        what, fix = told(item)
        what = what.removeprefix("`examples`: ")
        found.setdefault(column, ConfigError(where, what if f"`{column}`" in what else f"`{column}`: {what}", fix))
    return list(found.values())


def in_kinds(rows: Iterable[Row]) -> dict[str, GlossaryFile]:
    """File name -> its content, a file for each kind."""
    kinds: dict[str, list[Entry]] = {}
    for kind, entry in rows:
        kinds.setdefault(kind, []).append(entry)
    return {
        f"{kind.replace('-', '_')}s.yaml": GlossaryFile.model_validate({"kind": kind, "entries": entries})
        for kind, entries in kinds.items()
    }
