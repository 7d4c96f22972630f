"""`plainlang glossary discover`: words of many letters that may belong into the glossary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli.letters import Named, expanded, opened, tell
from plainlang.cli.options import ConfigOption, Exit, GlossaryOption, Paths, Reader, ReaderOption, prepare
from plainlang.cli.progress import progress
from plainlang.errors import PlainlangError, UsageError, internal_error
from plainlang.stdout import say

if TYPE_CHECKING:
    from plainlang.discovery import Survey
    from plainlang.drafting import Draft
    from plainlang.glossary.compiled import Glossary

EXAMPLE = "Example: plainlang glossary discover letters/   ·   plainlang glossary discover letters/ -o drafts.yaml"


def discover(
    paths: Paths,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write draft entries to this YAML file.")
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, metavar="NUMBER", help="Show at most so many words.")] = 50,
    reader: ReaderOption = None,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
) -> None:
    """Ranks words of your letters that are rare, or far more frequent there than elsewhere, and that no entry holds."""
    from plainlang.drafting import drafts

    if output is not None and output.exists():
        raise UsageError(str(output), "This file is there already.", "Name another one with -o.")
    _, terms = prepare(glossary, config)
    letters = list(expanded(paths))
    survey, unread = _survey(letters, terms, reader)
    found = drafts(survey.candidates(), most=most)
    say(_table(found) if found else "No word stands out: the glossary holds all of them, or they are everyday words.\n")
    if output is not None and found:
        _write(output, found)
    if unread:
        raise typer.Exit(Exit.UNREADABLE)


def _survey(letters: list[Named], terms: Glossary, reader: Reader | None) -> tuple[Survey, bool]:
    """Reads every letter; one that cannot be read is one line on stderr, and the others go on."""
    from plainlang.discovery import Survey
    from plainlang.language.reading import Reading
    from plainlang.readers.table import read_letter
    from plainlang.rules.found import Found

    survey = Survey(terms)
    refusals: list[PlainlangError] = []
    with progress(len(letters)) as advance:
        for path, data in opened(letters):
            try:
                if isinstance(data, PlainlangError):
                    raise data
                letter = read_letter(path, data, reader=reader.value if reader else None)
                survey.add(Found(Reading(letter), terms))
            except PlainlangError as refusal:
                refusals.append(refusal)
            except Exception as error:  # noqa: BLE001 (a bug that one letter brings out must not cost the others)
                refusals.append(internal_error(path, error))
            advance()
    return survey, tell(refusals)


def _table(found: list[Draft]) -> str:
    from plainlang.drafting import frequency

    lines = ["count  letters  zipf  words"]
    for draft in found:
        one = draft.candidate
        why = "rare in everyday English" if one.rare else "far more frequent here"
        lines.append(f"{one.count:5}  {one.letters:7}  {frequency(one):>4}  {one.term}: {why}")
        lines.append(f"{'':22}{draft.sentence}")
    return "\n".join(lines) + "\n"


def _write(output: Path, found: list[Draft]) -> None:
    from plainlang.drafting import as_yaml
    from plainlang.writing import write_atomically

    write_atomically(output, as_yaml(found).encode())
    typer.echo(f"Drafts written. Complete {output}, then use it with --glossary.", err=True)
