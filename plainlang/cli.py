"""The command line: what may be asked, where the answer goes, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang import __version__
from plainlang.errors import PlainlangError, UsageError
from plainlang.stdout import Deaf, say

if TYPE_CHECKING:
    from plainlang.config import Settings
    from plainlang.glossary.compiled import Glossary
    from plainlang.report import Report

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Checks letters for words the reader would not understand, and offers plain ones. "
    "Nothing leaves this computer.",
)


class Exit(IntEnum):
    """Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or configuration, 3 a letter could not be read."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3


class Format(StrEnum):
    """What the report looks like."""

    TERMINAL = "terminal"
    JSON = "json"


class Kind(StrEnum):
    """What a document is."""

    LETTER = "letter"
    TEMPLATE = "template"
    FORM = "form"


class Reader(StrEnum):
    """The reader to use, whatever the file looks like."""

    TEXT = "text"
    MARKDOWN = "markdown"
    WORD = "word"


class FailOn(StrEnum):
    """The lowest level that makes the exit code 1."""

    MUST = "must"
    SHOULD = "should"
    NOTE = "note"
    NEVER = "never"


Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Letters (.txt, .md, .docx), or folders of them.")]
GlossaryOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--glossary", metavar="PATH", help="A glossary file or folder laid over the built-in one; again for each layer."
    ),
]
ConfigOption = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Use this configuration file.")]
KindOption = Annotated[Kind | None, typer.Option("--kind", help="What the documents are; guessed when left out.")]
ReaderOption = Annotated[
    Reader | None, typer.Option("--reader", help="Read every file in this way, whatever its suffix.")
]
CacheOption = Annotated[bool, typer.Option("--no-cache", help="Do not keep the compiled glossary for the next run.")]


def _version(wanted: bool) -> None:
    if wanted:
        say(f"plainlang {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: plainlang check draft.docx   ·   plainlang check letters/ --format json -o report.json")
def check(
    paths: Paths,
    format: Annotated[Format, typer.Option("--format", help="What the report looks like.")] = Format.TERMINAL,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the report to this file.")
    ] = None,
    kind: KindOption = None,
    reader: ReaderOption = None,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", help="Exit with 1 from this level on; should, when nothing says otherwise."),
    ] = None,
    no_cache: CacheOption = False,
) -> None:
    """Marks the words a reader would not understand, says why, and offers plain words."""
    settings, terms = _prepare(glossary, config, cache=not no_cache)
    reports = _check_all(paths, terms, settings, kind, reader)
    for report in reports:
        if report.error is not None:
            typer.echo(str(report.error), err=True)
    _write(reports, format, output)
    raise typer.Exit(_exit_code(reports, fail_on.value if fail_on else settings.fail_on))


@app.command(epilog="Example: plainlang fix draft.txt --diff   ·   plainlang fix draft.txt -o plain.txt")
def fix(
    path: Annotated[str, typer.Argument(metavar="LETTER", help="A text or Markdown letter.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the copy here; NAME.plain.txt when left out."),
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change; write nothing.")] = False,
    in_place: Annotated[bool, typer.Option("--in-place", help="Change the letter itself.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="Take the suggestions of level note as well.")] = False,
    reader: ReaderOption = None,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
) -> None:
    """Writes a copy of a letter with the plain words in place. Read it before you send it."""
    from plainlang import checking, fixes
    from plainlang.paths import read_bytes

    if sum((diff, in_place, output is not None)) > 1:
        raise UsageError("fix", "--diff, --in-place and -o exclude each other.", "Use one of them.")
    settings, terms = _prepare(glossary, config)
    before = read_bytes(path)
    after, swaps = fixes.fix(
        before,
        lambda data: checking.check(path, data, terms, settings, reader=reader.value if reader else None),
        least=0 if notes else 1,
    )
    if diff:
        _show_diff(path, before, after)
        return
    target = Path(path) if in_place else output or _copy_name(Path(path))
    if not in_place and target.exists():
        raise UsageError(str(target), "This file is there already.", "Name another one with -o, or use --in-place.")
    fixes.write_atomically(target, after)
    typer.echo(f"{swaps} swap{'' if swaps == 1 else 's'} made. Read {target} before you send it.", err=True)


@app.command(epilog="Example: plainlang text draft.docx")
def text(
    path: Annotated[str, typer.Argument(metavar="LETTER", help="A letter.")],
    reader: ReaderOption = None,
) -> None:
    """Prints what the rules see: every offset of every report counts from the start of this text."""
    from plainlang.paths import read_bytes
    from plainlang.readers.table import read_letter

    letter = read_letter(path, read_bytes(path), reader=reader.value if reader else None)
    say(letter.text, for_people=False)


@app.command(epilog="Example: plainlang explain arrears   ·   plainlang explain acronym")
def explain(
    name: Annotated[str, typer.Argument(metavar="WORD-OR-RULE", help="A rule, or a term of the glossary.")],
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
) -> None:
    """Says why a word or a rule matters, on what that rests, and shows examples."""
    from plainlang.reporters.pages import explain_rule, explain_term
    from plainlang.rules import RULES

    _, terms = _prepare(glossary, config)
    rule = next((rule for rule in RULES if rule.id == name.lower()), None)
    entries = terms.named(name) or terms.with_form(name)
    if rule is None and not entries:
        raise UsageError(
            name, "This is neither a rule nor a term of the glossary.", "`plainlang rules` lists the rules."
        )
    pages = [explain_rule(rule)] if rule else [explain_term(term) for term in entries]
    say("\n\n".join(pages) + "\n")


@app.command(epilog="Example: plainlang rules")
def rules() -> None:
    """Lists the rules, one line each."""
    from plainlang.rules import RULES

    say("".join(f"{rule.id:14} {rule.level:7} {rule.title}\n" for rule in RULES))


def _prepare(layers: list[Path] | None, config: Path | None, *, cache: bool = True) -> tuple[Settings, Glossary]:
    from plainlang.config import find_config, load_settings
    from plainlang.glossary.load import load_glossary

    settings = load_settings(config or find_config(Path.cwd()))
    return settings, load_glossary([*settings.layers(), *(layers or [])], cache=cache)


def _check_all(
    paths: list[str], terms: Glossary, settings: Settings, kind: Kind | None, reader: Reader | None
) -> list[Report]:
    from plainlang.checking import check as check_one
    from plainlang.paths import read_bytes
    from plainlang.report import Report

    what = kind.value if kind else None
    reports: list[Report] = []
    for path, error in _expanded(paths):
        try:
            if error is not None:
                raise error
            data = read_bytes(path)
        except PlainlangError as refusal:
            reports.append(Report(path=path, kind=what or "letter", error=refusal))
            continue
        reports.append(check_one(path, data, terms, settings, kind=what, reader=reader.value if reader else None))
    return reports


def _expanded(paths: list[str]) -> Iterator[tuple[str, PlainlangError | None]]:
    """Every letter; a folder without any is an error of its own beside other letters, else of the whole call."""
    from plainlang.paths import letters_in

    for path in paths:
        try:
            inside = list(letters_in([path]))
        except UsageError as error:
            if len(paths) == 1:
                raise
            yield path, error
            continue
        for letter in inside:
            yield letter, None


def _write(reports: list[Report], format: Format, output: Path | None) -> None:
    content = _as_json(reports) if format is Format.JSON else _for_people(reports, to_file=output is not None)
    if output is None:
        say(content, for_people=format is Format.TERMINAL)
        return
    from plainlang.fixes import write_atomically

    if any(_is_same(output, report.path) for report in reports):
        raise UsageError(str(output), "This is the letter itself.", "Name another file for the report.")
    write_atomically(output, content.encode("utf-8", "backslashreplace"))


def _as_json(reports: list[Report]) -> str:
    from plainlang.reporters import as_json

    return as_json.render(reports) + "\n"


def _for_people(reports: list[Report], *, to_file: bool) -> str:
    from io import StringIO

    from rich.console import Console

    from plainlang.reporters import terminal

    live = sys.stdout.isatty() and not to_file
    page = StringIO()
    console = Console(file=page, force_terminal=live, width=None if live else 100, highlight=False, soft_wrap=True)
    terminal.render(reports, console)
    return page.getvalue()


def _is_same(output: Path, letter: str) -> bool:
    return output.resolve() == Path(letter).resolve()


def _exit_code(reports: list[Report], fail_on: str) -> Exit:
    from plainlang.finding import Level

    if any(report.error is not None for report in reports):
        return Exit.UNREADABLE
    if fail_on == "never":
        return Exit.CLEAN
    least = Level(fail_on).rank
    found = any(finding.level.rank >= least for report in reports for finding in report.findings)
    return Exit.FINDINGS if found else Exit.CLEAN


def _copy_name(path: Path) -> Path:
    return path.with_name(f"{path.stem}.plain{path.suffix}")


def _show_diff(path: str, before: bytes, after: bytes) -> None:
    from difflib import unified_diff

    from plainlang.readers.decode import decode

    old, new = (decode(path, data).text.splitlines(keepends=True) for data in (before, after))
    say("".join(unified_diff(old, new, fromfile=path, tofile=f"{path} (plain)")))


def main() -> None:
    """Runs the command; every refusal is one line on stderr and an exit code, never a traceback."""
    from plainlang.errors import UnreadableError

    try:
        app(prog_name="plainlang")
    except UnreadableError as error:
        typer.echo(str(error), err=True)
        sys.exit(Exit.UNREADABLE)
    except PlainlangError as error:
        typer.echo(str(error), err=True)
        sys.exit(Exit.USAGE)
    except Deaf:
        sys.exit(Exit.CLEAN)
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        sys.exit(130)
