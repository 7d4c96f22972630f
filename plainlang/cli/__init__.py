"""The command line: one explicit list of commands, and one line on stderr for every refusal."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from plainlang import __version__
from plainlang.cli import acronyms, audit, baseline, cache, check, explain, fix, glossary, review, sixty, templates
from plainlang.cli.letters import tell
from plainlang.cli.options import Exit
from plainlang.errors import PlainlangError, UnreadableError
from plainlang.stdout import Deaf, say

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Checks letters for words the reader would not understand, and offers plain ones. "
    "Nothing leaves this computer.",
)
app.command("check", epilog=check.EXAMPLE)(check.check)
app.command("sixty", epilog=sixty.EXAMPLE)(sixty.sixty)
app.command("fix", epilog=fix.EXAMPLE)(fix.fix)
app.command("review", epilog=review.EXAMPLE)(review.review)
app.command("baseline", epilog=baseline.EXAMPLE)(baseline.baseline)
app.command("audit", epilog=audit.EXAMPLE)(audit.audit)
app.command("acronyms", epilog=acronyms.EXAMPLE)(acronyms.acronyms)
app.command("explain", epilog=explain.EXPLAIN_EXAMPLE)(explain.explain)
app.command("rules", epilog=explain.RULES_EXAMPLE)(explain.rules)
app.command("text", epilog=explain.TEXT_EXAMPLE)(explain.text)
app.add_typer(glossary.app, name="glossary")
app.add_typer(templates.app, name="templates")
app.add_typer(cache.app, name="cache")


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


def main() -> None:
    """Runs the command; every refusal is one line on stderr and an exit code, never a traceback."""
    try:
        app(prog_name="plainlang")
    except UnreadableError as error:
        tell([error])
        sys.exit(Exit.UNREADABLE)
    except PlainlangError as error:
        typer.echo(str(error), err=True)
        sys.exit(Exit.USAGE)
    except Deaf:
        sys.exit(Exit.CLEAN)
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        sys.exit(130)
