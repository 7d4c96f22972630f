"""`plainlang baseline`: writes down what a library has, so that only new findings fail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli.letters import expanded, opened, tell
from plainlang.cli.options import (
    CacheOption,
    ConfigOption,
    Exit,
    GlossaryOption,
    Kind,
    KindOption,
    Paths,
    Reader,
    ReaderOption,
    prepare,
)
from plainlang.cli.progress import progress
from plainlang.errors import PlainlangError, UsageError
from plainlang.stdout import say

if TYPE_CHECKING:
    from plainlang.baseline.entry import Entry
    from plainlang.baseline.known import Change
    from plainlang.baseline.store import Home
    from plainlang.config import Settings
    from plainlang.glossary.compiled import Glossary

EXAMPLE = "Example: plainlang baseline letters/   ·   plainlang baseline letters/ --ratchet"
_NAMED = 3
"""So many letters with new findings are named; `plainlang check` shows them all."""


def baseline(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="The baseline, if not the one of the settings."),
    ] = None,
    accept_new: Annotated[
        bool, typer.Option("--accept-new", help="Add new findings too. Without it, entries only ever leave.")
    ] = False,
    ratchet: Annotated[
        bool,
        typer.Option("--ratchet", help="Write nothing. Exit with 1 for new findings, or for entries that are fixed."),
    ] = False,
    kind: KindOption = None,
    reader: ReaderOption = None,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
    no_cache: CacheOption = False,
) -> None:
    """Writes down what your letters have today, so that `plainlang check` speaks only of what is new."""
    from plainlang.baseline.known import Baseline, compare, read_baseline
    from plainlang.baseline.store import NAME, Home, save

    if accept_new and ratchet:
        raise UsageError("baseline", "--accept-new and --ratchet exclude each other.", "Use one of them.")
    settings, terms = prepare(glossary, config, cache=not no_cache, beside=paths[0])
    file = output or settings.baseline_file() or settings.folder / NAME
    is_first = not ratchet and not file.exists()
    known = Baseline({}, Home(file)) if is_first else read_baseline(file)
    found, refusals = _found(paths, terms, settings, kind, reader, known.home)
    change = compare(known, found, accept_new=accept_new or is_first)
    tell(refusals)
    if ratchet:
        say(_judged(file, change))
        raise typer.Exit(_exit_code(change, refusals))
    save(file, change.letters)
    say(_begun(file, change, settings) if is_first else _followed(file, change, added=accept_new))
    raise typer.Exit(Exit.UNREADABLE if refusals else Exit.CLEAN)


def _found(
    paths: list[str],
    terms: Glossary,
    settings: Settings,
    kind: Kind | None,
    reader: Reader | None,
    home: Home,
) -> tuple[dict[str, tuple[Entry, ...]], list[PlainlangError]]:
    """The entries of every letter that could be read, and why others could not. No letter is kept."""
    from plainlang.baseline.entry import entries_of
    from plainlang.checking import check

    found: dict[str, tuple[Entry, ...]] = {}
    refusals: list[PlainlangError] = []
    letters = list(expanded(paths))
    with progress(len(letters)) as advance:
        for path, data in opened(letters):
            if isinstance(data, PlainlangError):
                refusals.append(data)
            else:
                what, how = kind.value if kind else None, reader.value if reader else None
                report = check(path, data, terms, settings, kind=what, reader=how)
                if report.error is None:
                    found[home.name(path)] = entries_of(report)
                else:
                    refusals.append(report.error)
            advance()
    return found, refusals


def _exit_code(change: Change, refusals: list[PlainlangError]) -> Exit:
    if refusals:
        return Exit.UNREADABLE
    return Exit.FINDINGS if change.new or change.fixed or change.renamed else Exit.CLEAN


def _begun(file: Path, change: Change, settings: Settings) -> str:
    from plainlang.baseline.store import NAME, Home

    letters = sum(bool(entries) for entries in change.letters.values())
    known = _counted(sum(change.new.values()), "finding")
    said = f"{file}: {known} in {_counted(letters, 'letter')} {_are(known)} known from now on.\n"
    if settings.baseline is None:
        name = Home(settings.folder / NAME).name(str(file))
        said += f'Put baseline = "{name}" into plainlang.toml. Then plainlang check leaves them out.\n'
    return said


def _followed(file: Path, change: Change, *, added: bool) -> str:
    gone = _counted(change.fixed, "known finding")
    left = f"{gone} {_are(gone)} gone and left the file" if change.fixed else "no known finding is gone"
    said = f"{file}: {left}; {change.stay:,} {'stays' if change.stay == 1 else 'stay'}.{_renamed(change)}\n"
    if change.new:
        new = _new(change)
        rest = "added" if added else "not added. plainlang check shows what is new; --accept-new adds it"
        said += f"{new} {_are(new)} {rest}.\n"
    return said


def _judged(file: Path, change: Change) -> str:
    said = ""
    if change.new:
        new = _new(change)
        said += f"{new} {_are(new)} not in {file}. plainlang check shows what is new.\n"
    if change.fixed or change.renamed:
        gone = _counted(change.fixed, "known finding") if change.fixed else ""
        told = f"{gone} {_are(gone)} gone." if gone else ""
        said += f"{file}: {f'{told}{_renamed(change)}'.strip()} Run plainlang baseline and commit the file.\n"
    return said or f"{file}: nothing is new and nothing is gone; {_counted(change.stay, 'known finding')}.\n"


def _new(change: Change) -> str:
    """How many, and in which letters."""
    names = sorted(change.new)
    more = f" and {_counted(len(names) - _NAMED, 'more letter')}" if len(names) > _NAMED else ""
    return f"{_counted(sum(change.new.values()), 'new finding')} in {', '.join(names[:_NAMED])}{more}"


def _renamed(change: Change) -> str:
    if not change.renamed:
        return ""
    return f" {_counted(change.renamed, 'letter')} {'has' if change.renamed == 1 else 'have'} another name now."


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _are(counted: str) -> str:
    return "is" if counted.startswith("1 ") else "are"
