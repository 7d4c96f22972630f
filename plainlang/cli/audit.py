"""`plainlang audit`: a whole library of letters, and which to rewrite first."""

from __future__ import annotations

import os
import sqlite3
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli.options import (
    ConfigOption,
    Exit,
    FailOn,
    GlossaryOption,
    Kind,
    KindOption,
    Reader,
    ReaderOption,
    To,
    ToOption,
    prepare,
)
from plainlang.cli.progress import progress
from plainlang.stdout import say

if TYPE_CHECKING:
    from plainlang.audit.engine import Finish
    from plainlang.audit.folder import Folder
    from plainlang.audit.ledger import Run
    from plainlang.audit.workers import Setup

EXAMPLE = "Example: plainlang audit letters/ -o audit   ·   plainlang audit 'forms/**/*.docx' -o audit --compare LAST"
_TOLD = 10
_WORST = """
select path, grade, must, should, verdict from row
where run = ? and error is null and weight > 0 order by weight desc, path limit 5
"""


def audit(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, patterns in quotes, or fsspec URLs.")
    ],
    output: Annotated[str, typer.Option("-o", "--output", metavar="DIR", help="The folder (or URL) for the results.")],
    kind: KindOption = None,
    reader: ReaderOption = None,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
    to: ToOption = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Exit with 1 from this level on; never, when nothing is said.")
    ] = FailOn.NEVER,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", min=1, metavar="N", help="How many letters at a time; else one for each core."),
    ] = None,
    compare: Annotated[
        str | None,
        typer.Option("--compare", metavar="LAST|RUN|FILE", help="Show what got better and worse since that audit."),
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="Work on the Dask cluster at this address.")
    ] = None,
    no_pages: Annotated[bool, typer.Option("--no-pages", help="Make no page for each letter.")] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Judge every letter again, also those that did not change.")
    ] = False,
) -> None:
    """Judges all letters of a library: which to rewrite first, which words cost most, what got better.

    When it is stopped, the same command goes on from there.
    """
    from plainlang.audit.engine import Job, Stopped
    from plainlang.audit.engine import audit as run_audit

    jobs = jobs or _cores()
    if jobs > 1 and cluster is None and _has_much_to_do(output, no_cache):
        from plainlang.audit.outputs import load_ahead
        from plainlang.audit.pool import warm_up

        warm_up()
        load_ahead()
    setup = _setup(paths, glossary, config, (kind, reader, to), pages=not no_pages, cache=not no_cache)
    job = Job(names=tuple(paths), folder=output, setup=setup, jobs=jobs, reuse=not no_cache, cluster=cluster)
    ended: list[Exit] = []
    try:
        run_audit(job, progress=progress, plan=partial(_plan, output, compare, fail_on.value, ended))
    except Stopped as stopped:
        typer.echo(
            f"Stopped. {stopped.done} of {stopped.letters} letters are done; the same command goes on from there.",
            err=True,
        )
        raise typer.Exit(130) from None
    raise typer.Exit(ended[0])


def _has_much_to_do(output: str, no_cache: bool) -> bool:
    """True where no earlier audit can be gone on from: then workers are needed for sure."""
    return no_cache or not (Path(output) / "audit.sqlite").exists()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _setup(
    paths: list[str],
    layers: list[Path] | None,
    config: Path | None,
    told: tuple[Kind | None, Reader | None, To | None],
    *,
    pages: bool,
    cache: bool,
) -> Setup:
    from datetime import date

    from plainlang.audit.workers import Setup, pack_glossary, setup_digest
    from plainlang.glossary.compiled import to_json

    settings, terms = prepare(layers, config, cache=cache, beside=paths[0])
    kind, reader, to = (None if one is None else one.value for one in told)
    packed = pack_glossary(to_json(terms))
    return Setup(
        digest=setup_digest(settings, packed, (kind, reader, to, pages)),
        settings=settings,
        glossary=packed,
        today=date.today(),
        kind=kind,
        reader=reader,
        to=to,
        pages=pages,
    )


def _plan(
    output: str, compare: str | None, fail_on: str, ended: list[Exit], connection: sqlite3.Connection, run: Run
) -> Finish:
    """Refuses a comparison that cannot be made before the work begins."""
    from plainlang.audit.compared import find_compared
    from plainlang.audit.outputs import write_outputs

    before = find_compared(connection, run.id, compare) if compare else None

    def finish(folder: Folder) -> None:
        made = write_outputs(folder.ledger, run.id, folder.path, compare=before)
        refused = _tell_refused(connection, run.id)
        say(_summary(connection, run.id, f"{output.rstrip('/')}/{made[0].name}"))
        found = _finds(connection, run.id, fail_on)
        ended.append(Exit.UNREADABLE if refused else Exit.FINDINGS if found else Exit.CLEAN)

    return finish


def _tell_refused(connection: sqlite3.Connection, run: int) -> int:
    """The first files that could not be read, one line each; returns how many there are."""
    some = "from row where run = ? and error is not null"
    count: int = connection.execute(f"select count(*) {some}", (run,)).fetchone()[0]
    for path, error in connection.execute(f"select path, error {some} order by path limit {_TOLD}", (run,)):
        typer.echo(f"{' '.join(path.split())}: {error}", err=True)
    if count > _TOLD:
        typer.echo(f"{count - _TOLD} more could not be read; the dashboard lists them.", err=True)
    return count


def _summary(connection: sqlite3.Connection, run: int, board: str) -> str:
    read, refused = connection.execute(
        "select sum(error is null), sum(error is not null) from row where run = ?", (run,)
    ).fetchone()
    lines = [f"{_letters(read)} read." + (f" {refused} could not be read." if refused else "")]
    worst = connection.execute(_WORST, (run,)).fetchall()
    if worst:
        lines += ["", "Rewrite these first:"]
        lines += [f"  {' '.join(path.split())}  ({_why(*why)})" for path, *why in worst]
    return "\n".join([*lines, "", f"Open {board} in your browser.", ""])


def _letters(count: int) -> str:
    return f"{count} {'letter' if count == 1 else 'letters'}"


def _why(grade: float | None, must: int, should: int, verdict: str) -> str:
    parts = [f"grade {grade:g}"] if grade is not None else []
    return ", ".join([*parts, f"{must} must", f"{should} should", verdict])


def _finds(connection: sqlite3.Connection, run: int, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    levels = ("must", "should", "note")
    counted = " + ".join(levels[: levels.index(fail_on) + 1])
    found = connection.execute(f"select 1 from row where run = ? and {counted} > 0 limit 1", (run,)).fetchone()  # noqa: S608
    return found is not None
