"""`plainlang templates check`: whether letters are fit for use, each fault told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli.options import ConfigOption, Exit, GlossaryOption, prepare
from plainlang.errors import ConfigError, UsageError
from plainlang.stdout import say

if TYPE_CHECKING:
    from plainlang.config import Settings
    from plainlang.glossary.compiled import Glossary
    from plainlang.report import Report
    from plainlang.templates.faults import Fault
    from plainlang.templates.library import LetterTemplate, Library
    from plainlang.templates.proof import Proof

EXAMPLE = (
    "Example: plainlang templates check   ·   plainlang templates check license --library our_letters   ·   "
    "plainlang templates check --changed our_letters/office.yaml"
)


@dataclass(frozen=True)
class Work:
    """Letters of one library to check. whole: they are all of it."""

    library: Library
    letters: list[LetterTemplate]
    whole: bool


def check(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[LETTER]...", help="The names that `list` shows; else all letters.")
    ] = None,
    library: Annotated[
        Path | None,
        typer.Option("--library", metavar="FOLDER", help="Your own letters; else those that come with plainlang."),
    ] = None,
    changed: Annotated[
        bool, typer.Option("--changed", help="Name changed files instead; their letters are checked.")
    ] = False,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
) -> None:
    """Checks letters for use: words, every sample, every branch, and the letter as it was before."""
    from plainlang.cli.progress import progress

    if changed and library is not None:
        raise UsageError("check", "--changed and --library exclude each other.", "Use one of them.")
    works = _changed(names or []) if changed else [_named(names or [], library)]
    told: set[Fault] = set()
    with progress(sum(len(work.letters) for work in works)) as done:
        for work in works:
            beside = None if not changed and library is None else str(work.library.folder)
            settings, terms = prepare(glossary, config, beside=beside)
            told |= _checked(work, terms, settings, done, only_faults=changed)
    if changed or library is not None:
        _tell_invented(work.library for work in works)
    letters = sum(len(work.letters) for work in works)
    typer.echo(f"{_counted(letters, 'letter')} checked, {_counted(len(told), 'fault')}.", err=True)
    raise typer.Exit(Exit.FINDINGS if told else Exit.CLEAN)


def _named(names: list[str], folder: Path | None) -> Work:
    from plainlang.templates.library import built_in, open_library

    library = open_library(folder) if folder else built_in()
    return Work(library, [library.letter(name) for name in names or library.names], whole=not names)


def _changed(files: list[str]) -> list[Work]:
    """For each library that some of these files belong to: the letters to check. A file of no library asks for none."""
    from plainlang.templates.library import Library, library_of

    wanted: dict[Path, set[str] | None] = {}
    for file in files:
        library = library_of(Path(file))
        names = library.asked_again(Path(file)) if library else set()
        if library and names != set():
            before = wanted.get(library.folder, set())
            wanted[library.folder] = None if names is None or before is None else before | names
    works = []
    for folder, names in wanted.items():
        library = Library(folder)
        chosen = [name for name in library.names if names is None or name in names]
        works.append(Work(library, [library.letter(name) for name in chosen], whole=names is None))
    return works


def _checked(
    work: Work, terms: Glossary, settings: Settings, done: Callable[[], None], *, only_faults: bool
) -> set[Fault]:
    """Checks the letters and says what is found. only_faults: nothing is said of a letter that has none."""
    from plainlang.templates.branches import Tracer
    from plainlang.templates.limits import set_limits
    from plainlang.templates.proof import prove, shared_branches

    tracer, proofs = set_limits(Tracer(work.library.folder)), []
    for letter in work.letters:
        proof = prove(letter, terms, settings, tracer)
        if not only_faults or any(not fault.shared for fault in proof.faults):
            say(_verdict(proof))
        proofs.append(proof)
        done()
    faults = [fault for proof in proofs for fault in proof.faults]
    if work.whole and all(proof.whole for proof in proofs):
        faults += shared_branches(work.letters, tracer)
    shared = dict.fromkeys(fault for fault in faults if fault.shared)
    if shared:
        say("".join(["in files that letters share\n", *(f"  {fault}\n" for fault in shared)]))
    return set(faults)


def _verdict(proof: Proof) -> str:
    """A line for each sample and for the letter before, and one for each fault of its own."""
    lines = [proof.letter.name]
    for trial in proof.trials:
        lines.append(f"  {trial.sample:18} {_standing(trial.report)}")
    if proof.before is not None:
        lines.append(f"  {'before':18} {_standing(proof.before)}")
    own = [fault for fault in proof.faults if not fault.shared]
    if not own and not proof.whole:
        lines.append("  not tried: see the files that letters share, below")
    return "\n".join([*lines, *(f"  {fault}" for fault in own)]) + "\n"


def _standing(report: Report) -> str:
    if report.error is not None or report.readability is None or report.sixty_minutes is None:
        return "not checked"
    grade = "" if report.readability.grade is None else f"grade {report.readability.grade:g}, "
    return f"{grade}{report.readability.words} words, {str(report.sixty_minutes.outcome).replace('-', ' ')}"


def _tell_invented(libraries: Iterable[Library]) -> None:
    """Names what the office still has of the invented one. No fault: a library may well be checked before its use."""
    from plainlang.templates.library import built_in
    from plainlang.templates.offices import office_file, still_invented

    for library in libraries:
        if library.folder.resolve() == built_in().folder.resolve():
            continue
        try:
            names = still_invented(library)
        except ConfigError:  # told among the faults
            continue
        if names:
            typer.echo(
                f"{office_file(library)}: Still from the invented office: {', '.join(names)}. "
                "Change this before you send a letter.",
                err=True,
            )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
