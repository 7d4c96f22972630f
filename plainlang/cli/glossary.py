"""`plainlang glossary …`: for the people who keep the word lists, in YAML or in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli import discover, glossary_add
from plainlang.cli.glossary_add import Level, TermKind
from plainlang.cli.options import ConfigOption, Exit, GlossaryOption, prepare
from plainlang.errors import PlainlangError, UsageError
from plainlang.stdout import say

if TYPE_CHECKING:
    from plainlang.glossary.compiled import Term
    from plainlang.glossary.exchange import Row

EXAMPLE = "Example: plainlang glossary check office.yaml   ·   plainlang glossary list arrears"
CHECK_EXAMPLE = "Example: plainlang glossary check office.yaml"
LIST_EXAMPLE = "Example: plainlang glossary list --kind acronym --level must"
SCHEMA_EXAMPLE = "Example: plainlang glossary schema > glossary.schema.json"
EXPORT_EXAMPLE = (
    "Example: plainlang glossary export -o words.csv   ·   plainlang glossary export office.yaml -o words.csv"
)
IMPORT_EXAMPLE = "Example: plainlang glossary import words.csv -o office/"

app = typer.Typer(no_args_is_help=True, help="Checks, lists and changes word lists.", epilog=EXAMPLE)
KindOption = Annotated[TermKind | None, typer.Option("--kind", help="Only this kind.")]


@app.command("check", epilog=CHECK_EXAMPLE)
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Glossary files or folders; else the built-in one.")
    ] = None,
) -> None:
    """Names every fault of glossary files, and runs the examples of each entry."""
    from plainlang.curation.check import check_files
    from plainlang.glossary.files import built_in

    faults, count = check_files(paths or [built_in()])
    say("".join(f"{fault}\n" for fault in faults))
    bad = sum(not fault.note for fault in faults)
    typer.echo(f"{_counted(count, 'entry', 'entries')} checked, {_counted(bad, 'fault', 'faults')}.", err=True)
    raise typer.Exit(Exit.USAGE if bad else Exit.CLEAN)


@app.command("list", epilog=LIST_EXAMPLE)
def list_terms(
    word: Annotated[str | None, typer.Argument(metavar="[WORD]", help="Only terms that hold this word.")] = None,
    kind: KindOption = None,
    level: Annotated[Level | None, typer.Option("--level", help="Only this level.")] = None,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
) -> None:
    """Lists the terms, one line each: term, kind, level, and the first of its plain words."""
    _, terms = prepare(glossary, config)
    found = [
        term
        for term in terms.terms
        if (kind is None or term.kind == kind.value) and (level is None or term.level == level.value)
    ]
    if word is not None:
        named = {id(term) for term in terms.with_form(word)}
        found = [term for term in found if word.lower() in term.name.lower() or id(term) in named]
    if not found:
        raise UsageError(word or "list", "No term is like this.", "Ask for fewer things at once.")
    say("".join(_line(term) for term in sorted(found, key=lambda term: (term.name.lower(), term.pos))))


def _line(term: Term) -> str:
    plain = term.says[0].one if term.says else term.title or ("(left out)" if term.drop else term.meaning or "")
    return f"{term.name:32} {term.kind:13} {term.level:7} {plain}\n"


@app.command("schema", epilog=SCHEMA_EXAMPLE)
def schema() -> None:
    """Prints the JSON Schema of a glossary file, with which an editor helps while you write."""
    import json

    from plainlang.glossary.entry import GlossaryFile

    say(json.dumps(GlossaryFile.model_json_schema(), indent=2) + "\n", for_people=False)


@app.command("export", epilog=EXPORT_EXAMPLE)
def export(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Glossary files or folders; else the built-in one.")
    ] = None,
    kind: KindOption = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the table to this file.")
    ] = None,
) -> None:
    """Writes entries as a table (CSV) for a spreadsheet. `import` reads it back."""
    from plainlang.glossary.exchange import to_csv
    from plainlang.glossary.files import built_in
    from plainlang.writing import write_atomically

    rows = [row for row in _rows(paths or [built_in()]) if kind is None or row[0] == kind.value]
    if not rows:
        raise UsageError("export", "There is no entry of this kind.", "Name another kind.")
    if output is None:
        say(to_csv(rows).decode("utf-8"), for_people=False)
        return
    if output.suffix.lower() in (".yaml", ".yml"):
        raise UsageError(str(output), "A table is no YAML file.", "Name a file that ends in .csv.")
    write_atomically(output, to_csv(rows))
    typer.echo(f"{_counted(len(rows), 'entry', 'entries')} written to {output}.", err=True)


def _rows(paths: list[Path]) -> Iterator[Row]:
    from plainlang.curation.files import files_in
    from plainlang.glossary.parse import parse_file
    from plainlang.paths import read_bytes

    for path in files_in(paths):
        layer = parse_file(path, read_bytes(str(path)))
        yield from ((layer.kind, entry) for entry in layer.entries)


@app.command("import", epilog=IMPORT_EXAMPLE)
def import_table(
    table: Annotated[Path, typer.Argument(metavar="FILE.csv", help="A table that `export` wrote.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Write the files into this folder.")],
) -> None:
    """Makes glossary files from a table, one for each kind. Bad rows are named and left out."""
    from plainlang.glossary.exchange import from_csv, in_kinds
    from plainlang.glossary.write import render_file
    from plainlang.paths import read_bytes
    from plainlang.writing import write_atomically

    rows, faults = from_csv(str(table), read_bytes(str(table)))
    files = {output / name: render_file(layer) for name, layer in in_kinds(rows).items()}
    for path in files:
        if path.exists():
            raise UsageError(str(path), "This file is there already.", "Name another folder.")
    _make_folder(output)
    for path, text in files.items():
        write_atomically(path, text.encode())
    _report(faults)
    typer.echo(f"{_counted(len(rows), 'entry', 'entries')} written to {output}.", err=True)
    raise typer.Exit(Exit.USAGE if faults else Exit.CLEAN)


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(str(path), f"This folder cannot be made: {error.strerror}.", "Name another one.") from error


def _report(faults: Sequence[PlainlangError]) -> None:
    for fault in faults:
        typer.echo(str(fault), err=True)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


app.command("add", epilog=glossary_add.EXAMPLE)(glossary_add.add)


app.command("discover", epilog=discover.EXAMPLE)(discover.discover)
