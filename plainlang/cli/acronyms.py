"""`plainlang acronyms`: every acronym of a library, and what it stands for where a letter says so."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plainlang.cli.letters import drawn, expanded, opened, tell, write_report
from plainlang.cli.options import (
    CacheOption,
    ConfigOption,
    Exit,
    Format,
    GlossaryOption,
    Paths,
    Reader,
    ReaderOption,
    prepare,
)
from plainlang.errors import PlainlangError

if TYPE_CHECKING:
    from plainlang.acronyms import Acronym, Inventory
    from plainlang.glossary.compiled import Glossary
    from plainlang.letter import Letter

EXAMPLE = "Example: plainlang acronyms letters/   ·   plainlang acronyms letters/ --format json -o acronyms.json"


def acronyms(
    paths: Paths,
    format: Annotated[Format, typer.Option("--format", help="What the list looks like.")] = Format.TERMINAL,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the list to this file.")
    ] = None,
    reader: ReaderOption = None,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
    no_cache: CacheOption = False,
) -> None:
    """Lists every acronym, how often it is used, and what the letters say it stands for."""
    _, terms = prepare(glossary, config, cache=not no_cache)
    inventories = _read_all(paths, terms, reader)
    failed = tell(inventory.error for inventory in inventories)
    content = _as_json(inventories) if format is Format.JSON else _as_table(inventories, to_file=output is not None)
    write_report(content, output, (one.path for one in inventories), for_people=format is Format.TERMINAL)
    raise typer.Exit(Exit.UNREADABLE if failed else Exit.CLEAN)


def _read_all(paths: list[str], terms: Glossary, reader: Reader | None) -> list[Inventory]:
    from plainlang.acronyms import Inventory, take_inventory

    found: list[Inventory] = []
    for path, data in opened(expanded(paths)):
        if isinstance(data, PlainlangError):
            found.append(Inventory(path, error=data))
        else:
            found.append(take_inventory(path, data, terms, reader=reader.value if reader else None))
    return found


def _as_json(inventories: Sequence[Inventory]) -> str:
    letters = [_letter_dict(inventory) for inventory in inventories]
    return json.dumps({"letters": letters}, indent=2, ensure_ascii=False) + "\n"


def _letter_dict(inventory: Inventory) -> dict[str, Any]:
    error, letter = inventory.error, inventory.letter
    return {
        "path": inventory.path,
        "error": None if error is None else {"code": error.code, "message": error.message},
        "acronyms": [_acronym_dict(letter, acronym) for acronym in inventory.acronyms if letter],
    }


def _acronym_dict(letter: Letter, acronym: Acronym) -> dict[str, Any]:
    long = acronym.long_span
    return {
        "text": letter.text[acronym.span.start : acronym.span.end],
        "start": acronym.span.start,
        "end": acronym.span.end,
        "defined": None
        if long is None
        else {"start": long.start, "end": long.end, "text": letter.text[long.start : long.end]},
        "known": acronym.known,
        "common": acronym.common,
    }


def _as_table(inventories: Sequence[Inventory], *, to_file: bool) -> str:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = _rows(inventories)
    if not rows:
        return "No acronyms.\n"
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("Acronym", "Used", "Letters", "Stands for", "Known"):
        table.add_column(title, justify="right" if title in ("Used", "Letters") else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    page = drawn(lambda console: console.print(table, soft_wrap=False), to_file=to_file)
    return "\n".join(line.rstrip() for line in page.splitlines()).strip("\n") + "\n"


def _rows(inventories: Sequence[Inventory]) -> list[tuple[str, str, str, str, str]]:
    """One row for each acronym over all letters, the most frequent one first."""
    every = [(at, inventory, acronym) for at, inventory in enumerate(inventories) for acronym in inventory.acronyms]
    used = Counter(acronym.name for _, _, acronym in every)
    letters = Counter(name for name, _ in {(acronym.name, at) for at, _, acronym in every})
    long_forms: dict[str, dict[str, None]] = {}
    known = {acronym.name: acronym for _, _, acronym in every}
    for _, inventory, acronym in every:
        if inventory.letter and (long := acronym.long_span):
            words = " ".join(inventory.letter.text[long.start : long.end].split())
            long_forms.setdefault(acronym.name, {})[words] = None
    return [
        (name, str(used[name]), str(letters[name]), "; ".join(long_forms.get(name, ("not said",))), _fame(known[name]))
        for name in sorted(used, key=lambda name: (-used[name], name))
    ]


def _fame(acronym: Acronym) -> str:
    if acronym.common:
        return "to most adults"
    return "in the glossary" if acronym.known else ""
