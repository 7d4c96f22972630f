"""`plainlang templates …`: the letters an office sends again and again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli import templates_check, templates_render
from plainlang.cli.letters import tell
from plainlang.cli.options import Exit, Format
from plainlang.errors import PlainlangError, UsageError
from plainlang.stdout import say

if TYPE_CHECKING:
    from plainlang.templates.field import Field
    from plainlang.templates.library import LetterTemplate, Library

EXAMPLE = (
    "Example: plainlang templates list   ·   plainlang templates show payment-missed   ·   "
    "plainlang templates render payment-missed --docx -o letter.docx"
)
LIST_EXAMPLE = "Example: plainlang templates list   ·   plainlang templates list --library our_letters"
SHOW_EXAMPLE = (
    "Example: plainlang templates show payment-missed   ·   plainlang templates show license --sample ordinary"
)
COPY_EXAMPLE = "Example: plainlang templates copy our_letters"

app = typer.Typer(no_args_is_help=True, help="Lists, checks and fills in letters ready for use.", epilog=EXAMPLE)
LibraryOption = Annotated[
    Path | None,
    typer.Option("--library", metavar="FOLDER", help="Your own letters; else those that come with plainlang."),
]
NameArgument = Annotated[str, typer.Argument(metavar="LETTER", help="The name that `list` shows.")]


@app.command("list", epilog=LIST_EXAMPLE)
def list_letters(
    library: LibraryOption = None,
    format: Annotated[Format, typer.Option("--format", help="What the list looks like.")] = Format.TERMINAL,
) -> None:
    """Lists the letters, one line each: name, title, and who reads it."""
    shelf = opened(library)
    broken: list[PlainlangError] = []
    groups = {title: _whole([shelf.letter(name) for name in names], broken) for title, names in shelf.groups.items()}
    if format is Format.JSON:
        rows = [_row(title, letter) for title, letters in groups.items() for letter in letters]
        say(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", for_people=False)
    else:
        say("\n".join(_group(title, letters) for title, letters in groups.items() if letters))
    if tell(broken):
        raise typer.Exit(Exit.USAGE)


def _whole(letters: list[LetterTemplate], broken: list[PlainlangError]) -> list[LetterTemplate]:
    """The letters whose `fields.yaml` can be read; why another cannot goes into `broken`."""
    whole = []
    for letter in letters:
        try:
            letter.about  # noqa: B018 (read here, so that one broken letter does not keep the others from the list)
        except PlainlangError as error:
            broken.append(error)
        else:
            whole.append(letter)
    return whole


def _row(group: str, letter: LetterTemplate) -> dict[str, object]:
    about = letter.about
    return {"name": letter.name, "title": about.title, "group": group, "reader": list(about.reader)}


def _group(title: str, letters: list[LetterTemplate]) -> str:
    rows = [f"  {one.name:26} {one.about.title}  ({_readers(one)})\n" for one in letters]
    return "".join([f"{title}\n" if title else "", *rows])


@app.command("show", epilog=SHOW_EXAMPLE)
def show(
    name: NameArgument,
    sample: Annotated[
        str | None, typer.Option("--sample", metavar="NAME", help="Show the letter filled in with this sample.")
    ] = None,
    library: LibraryOption = None,
) -> None:
    """Tells what a letter is for, what has to be filled in, and which law to check."""
    letter = opened(library).letter(name)
    say(_filled_in(letter, sample) if sample else _page(letter))


app.command("check", epilog=templates_check.EXAMPLE)(templates_check.check)
app.command("render", epilog=templates_render.EXAMPLE)(templates_render.render)


@app.command("copy", epilog=COPY_EXAMPLE)
def copy(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder for your own letters.")],
) -> None:
    """Copies all letters into a folder of yours, where you can change them."""
    import shutil

    from plainlang.templates.library import built_in

    if folder.exists():
        raise UsageError(str(folder), "This folder is there already.", "Name a new one.")
    try:
        shutil.copytree(built_in().folder, folder)
    except OSError as error:
        raise UsageError(
            str(folder), f"The letters cannot be copied: {error.strerror}.", "Name another one."
        ) from error
    typer.echo(f"Your letters are in {folder}. Begin with {folder / 'office.yaml'}.", err=True)


def opened(folder: Path | None) -> Library:
    """The library of letters that the command works on. Raises UsageError for a folder that is none."""
    from plainlang.templates.library import built_in, open_library

    return open_library(folder) if folder else built_in()


def _readers(letter: LetterTemplate) -> str:
    return ", ".join(reader.replace("-", " ") for reader in letter.about.reader)


def _page(letter: LetterTemplate) -> str:
    """What `show` says of a letter."""
    from plainlang.templates.rendering import open_form

    about, fields = letter.about, open_form(letter).fields
    office = letter.library.office
    own = [name for name in fields if name not in office]
    parts = [
        f"{about.title}\n  {about.send}\n  For: {_readers(letter)}\n",
        "Fill in:\n" + "".join(_line(name, fields[name]) for name in own),
        "Comes from office.yaml:\n  " + ", ".join(name for name in fields if name in office) + "\n",
        "Samples:\n" + "".join(f"  {name:18} {letter.sample(name).about}\n" for name in letter.sample_names),
        _law(letter),
        f"The template is {letter.source}\n",
    ]
    return "\n".join(part for part in parts if part)


def _line(name: str, field: Field) -> str:
    from plainlang.templates.values import example_of

    need = "" if field.required else " (may be left out)"
    choices = f" One of: {', '.join(field.choices)}." if field.choices else ""
    return f"  {name:18} {field.type:8} {field.meaning}.{choices}{need}\n{'':29}like {example_of(field)}\n"


def _law(letter: LetterTemplate) -> str:
    """The paragraph of its README that begins with the law to check."""
    path = letter.folder / "README.md"
    text = path.read_text("utf-8") if path.is_file() else ""
    parts = [part for part in text.split("\n\n") if part.startswith("**Law to check")]
    return "".join(f"{' '.join(part.replace('**', '').split())}\n" for part in parts)


def _filled_in(letter: LetterTemplate, sample: str) -> str:
    from plainlang.templates.library import OFFICE
    from plainlang.templates.limits import render_within, set_limits
    from plainlang.templates.rendering import open_form
    from plainlang.templates.sandbox import make_environment

    form = open_form(letter, set_limits(make_environment(letter.library.folder)))
    values, faults = form.read(letter.sample(sample).fields)
    for fault in faults:
        mine = fault.field in letter.sample(sample).fields or fault.field not in letter.library.office
        where = letter.folder / "samples" / f"{sample}.yaml" if mine else letter.library.folder / OFFICE
        raise UsageError(str(where), str(fault), "")
    return render_within(form, values)
