"""`plainlang fix`: writes a copy of a letter with the plain words in place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plainlang.cli.options import ConfigOption, GlossaryOption, ReaderOption, prepare
from plainlang.errors import UsageError
from plainlang.stdout import say

EXAMPLE = "Example: plainlang fix draft.txt --diff   ·   plainlang fix draft.txt -o plain.txt"


def fix(
    path: Annotated[str, typer.Argument(metavar="LETTER", help="A letter or template: text, Markdown, HTML or Word.")],
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
    from plainlang.writing import write_atomically

    if sum((diff, in_place, output is not None)) > 1:
        raise UsageError("fix", "--diff, --in-place and -o exclude each other.", "Use one of them.")
    settings, terms = prepare(glossary, config, beside=path)
    before = read_bytes(path)
    after, swaps = fixes.fix(
        before,
        lambda data: checking.check(path, data, terms, settings, reader=reader.value if reader else None),
        least=0 if notes else 1,
    )
    if diff:
        _show_diff(path, before, after, reader.value if reader else None)
        return
    if not swaps:
        typer.echo(f"{path}: there is nothing to swap, so nothing was written.", err=True)
        return
    target = Path(path) if in_place else output or _copy_name(Path(path))
    if not in_place and target.exists():
        raise UsageError(str(target), "This file is there already.", "Name another one with -o, or use --in-place.")
    write_atomically(target, after)
    made = "1 swap" if swaps == 1 else f"{swaps} swaps"
    lost = " Its digital signature no longer holds." if _is_signed(path, after) else ""
    typer.echo(f"{made} made. Read {target} before you send it; `plainlang check` names what is left.{lost}", err=True)


def _is_signed(path: str, data: bytes) -> bool:
    if not data.startswith(b"PK"):
        return False
    from plainlang.word.file import WordFile

    return WordFile(path, data).is_signed()


def _copy_name(path: Path) -> Path:
    """`notice.plain.docx` for `notice.docx`; a template keeps both its suffixes (`notice.plain.html.j2`)."""
    from plainlang.readers.table import TEMPLATE_SUFFIXES

    inner = Path(path.stem).suffix if path.suffix.lower() in TEMPLATE_SUFFIXES else ""
    return path.with_name(f"{path.name.removesuffix(inner + path.suffix)}.plain{inner}{path.suffix}")


def _show_diff(path: str, before: bytes, after: bytes, reader: str | None) -> None:
    """The lines of the file that change; for a Word letter, those of its text."""
    from difflib import unified_diff

    from plainlang.readers.table import read_letter

    letters = [read_letter(path, data, reader=reader) for data in (before, after)]
    old, new = ((letter.source.text or letter.text).splitlines(keepends=True) for letter in letters)
    lines = unified_diff(old, new, fromfile=path, tofile=f"{path} (plain)")
    say("".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines))
