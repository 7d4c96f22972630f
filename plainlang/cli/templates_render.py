"""`plainlang templates render`: fills in a letter, or one for each row of a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.errors import UsageError

if TYPE_CHECKING:
    from plainlang.templates.library import Library
    from plainlang.templates.rendering import Form
    from plainlang.templates.rows import Table

EXAMPLE = (
    "Example: plainlang templates render payment-missed --docx -o letter.docx   ·   "
    "plainlang templates render payment-missed --data cases.csv --pdf -o letters/"
)


def render(
    name: Annotated[str, typer.Argument(metavar="LETTER", help="The name that `list` shows.")],
    data: Annotated[
        Path | None, typer.Option("--data", metavar="FILE", help="A CSV, YAML or JSON file; one letter for each row.")
    ] = None,
    sample: Annotated[
        str | None, typer.Option("--sample", metavar="NAME", help="Fill in one of the letter's own samples.")
    ] = None,
    told: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Fill in one field; again for each field.")
    ] = None,
    library: Annotated[
        Path | None,
        typer.Option("--library", metavar="FOLDER", help="Your own letters; else those that come with plainlang."),
    ] = None,
    office: Annotated[
        Path | None, typer.Option("--office", metavar="FILE", help="Your office; else office.yaml beside the letters.")
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Write Markdown, as when nothing is said.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Write plain text.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Write a web page.")] = False,
    docx: Annotated[bool, typer.Option("--docx", help="Write a Word file.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write a PDF, with LibreOffice.")] = False,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE|FOLDER", help="A file for one letter, a folder for many."),
    ] = None,
    name_by: Annotated[
        str | None, typer.Option("--name-by", metavar="FIELD", help="Name each file by this field; else by its row.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over letters that are there already.")] = False,
) -> None:
    """Fills in a letter. What is missing is asked for; a table gives one letter for each row."""
    from plainlang.cli.templates_output import chosen, place_for
    from plainlang.cli.templates_telling import tell_invented
    from plainlang.cli.templates_writing import write_many, write_one
    from plainlang.templates.merge import Merge

    form = _form(name, _library(library, office))
    merge = Merge(form, _table(form, data, sample), _told(told or []), name_by, is_sample=sample is not None)
    _check_name_by(merge.table, form, name_by)
    wanted = chosen(markdown=markdown, text=text, html=html, docx=docx, pdf=pdf)
    place = place_for(output, wanted, letters=merge.table.count, force=force)
    place.keep_off(form.letter.library.folder, [path for path in (data, office) if path is not None])
    code = write_one(merge, place) if merge.table.count == 1 else write_many(merge, place)
    tell_invented(merge)
    raise typer.Exit(code)


def _library(folder: Path | None, office: Path | None) -> Library:
    from plainlang.templates.library import built_in, open_library
    from plainlang.templates.offices import OtherOffice

    library = open_library(folder) if folder else built_in()
    return OtherOffice(library.folder, office) if office else library


def _form(name: str, library: Library) -> Form:
    """The letter, ready to be filled in. Raises UsageError for a template that is broken."""
    from plainlang.templates.limits import set_limits
    from plainlang.templates.rendering import open_form
    from plainlang.templates.sandbox import make_environment

    return open_form(library.letter(name), set_limits(make_environment(library.folder)))


def _table(form: Form, data: Path | None, sample: str | None) -> Table:
    """The rows for the letter: of a file, the one of a sample, or one that holds nothing yet."""
    from plainlang.templates.rows import Row, Table, open_table

    if data is not None and sample is not None:
        raise UsageError("render", "--data and --sample exclude each other.", "Use one of them.")
    if data is not None:
        return open_table(data)
    fields = form.letter.sample(sample).fields if sample is not None else {}
    where = f"sample {sample}" if sample is not None else form.letter.name
    return Table(Path(where), tuple(fields), 1, lambda: iter([Row(1, fields)]), one_letter=True)


def _told(pairs: list[str]) -> dict[str, str]:
    told: dict[str, str] = {}
    for pair in pairs:
        name, between, value = pair.partition("=")
        if not between:
            raise UsageError("--set", "This is no FIELD=VALUE.", "Write it like --set case_number=FC-2210.")
        if name.strip() in told:
            raise UsageError("--set", f"The field {name.strip()} is given twice.", "Give it once.")
        told[name.strip()] = value
    return told


def _check_name_by(table: Table, form: Form, name_by: str | None) -> None:
    if name_by is not None and name_by not in (*table.columns, *form.fields):
        fix = f"`plainlang templates show {form.letter.name}` lists the fields."
        raise UsageError(f"--name-by {name_by}", "There is no such field or column.", fix)
