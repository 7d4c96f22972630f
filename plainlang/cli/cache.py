"""`plainlang cache …`: what earlier checks left behind, to look at and to delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from plainlang.errors import UsageError
from plainlang.stdout import say

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "Example: plainlang cache show   ·   plainlang cache clear"
SHOW_EXAMPLE = "Example: plainlang cache show"
CLEAR_EXAMPLE = "Example: plainlang cache clear"

app = typer.Typer(
    no_args_is_help=True,
    help="Shows or deletes what plainlang keeps on this computer to be faster the next time.",
    epilog=EXAMPLE,
)


@app.command("show", epilog=SHOW_EXAMPLE)
def show() -> None:
    """Shows where the kept results are, how large they are, and how many."""
    from plainlang.cache.place import kept_files

    folder = _folder()
    files = kept_files(folder)
    lists = sum(file.name.startswith("glossary-") for file in files)
    say(
        f"Folder:      {folder}\n"
        f"Size:        {_megabytes(sum(files.values()))}\n"
        f"{_results(folder)}"
        f"Glossaries:  {lists:,}\n"
        "The letters themselves are not kept. A result can only be read with its letter.\n"
    )


@app.command("clear", epilog=CLEAR_EXAMPLE)
def clear() -> None:
    """Deletes all kept results and glossaries. The next check takes longer, and finds the same."""
    from plainlang.cache.place import clear as clear_folder

    count, size = clear_folder(_folder())
    if count == 0:
        say("Nothing was kept, so nothing was deleted.\n")
    else:
        say(f"Deleted {count} {'file' if count == 1 else 'files'}, {_megabytes(size)}.\n")


def _folder() -> Path:
    from plainlang.cache.place import user_folder

    folder = user_folder()
    if folder is None:
        raise UsageError("cache", "This user has no home folder, so nothing is kept.", "There is nothing to do.")
    return folder


def _results(folder: Path) -> str:
    """The lines about letters and sentences; nothing is made where nothing is kept."""
    from plainlang.cache.place import RESULTS
    from plainlang.cache.store import Store

    counts: dict[str, int] | None = {}
    if (folder / RESULTS).exists():
        with Store(folder) as store:
            counts = store.counts()
    if counts is None:
        return "Results:     cannot be counted now; another run may be using them\n"
    return f"Letters:     {counts.get('letters', 0):,}\nSentences:   {counts.get('sentences', 0):,}\n"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 50_000 else f"{size / 1_000:,.1f} kB"
