"""`plainlang glossary add`: asks for one entry, checks it, and writes it where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from plainlang.curation.draft import Answers
    from plainlang.curation.files import Fault
    from plainlang.glossary.compiled import Glossary
    from plainlang.glossary.entry import Entry

EXAMPLE = "Example: plainlang glossary add office.yaml"


class TermKind(StrEnum):
    """What kind of jargon a glossary file holds."""

    ACRONYM = "acronym"
    SCREEN_NAME = "screen-name"
    FORM_NUMBER = "form-number"
    LEGAL_TERM = "legal-term"
    PROGRAM_TERM = "program-term"
    COMPLEX_WORD = "complex-word"
    WORDY_PHRASE = "wordy-phrase"


class PartOfSpeech(StrEnum):
    """How a term is inflected."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    PHRASE = "phrase"


class Level(StrEnum):
    """How much a term matters."""

    MUST = "must"
    SHOULD = "should"
    NOTE = "note"


_QUESTIONS = (
    ("term", "Term, as a dictionary has it"),
    ("pos", "It is a noun, verb, adjective, adverb or phrase"),
    ("level", "Level: must, should or note"),
    ("say", "Plain words instead; put | between several"),
    ("expansion", "What the letters stand for"),
    ("title", "Title printed on the form"),
    ("meaning", "Meaning, in one short sentence"),
    ("source", "Source: what does this rest on?"),
    ("flag", "A sentence with the word [[marked]]"),
    ("becomes", "That sentence after the swap"),
    ("pass", "A sentence that holds the word and is fine"),
)
_ONLY_FOR = {"expansion": ("acronym", "screen-name"), "title": ("form-number",)}
_MAY_BE_EMPTY = ("say", "expansion", "becomes", "pass")
_NEEDED = ("term", "pos", "level", "meaning", "source", "flag")


def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The glossary file; made when it is not there.")],
    kind: Annotated[TermKind | None, typer.Option("--kind", help="The kind of a new file.")] = None,
    term: Annotated[str | None, typer.Option("--term", help="The term, as a dictionary has it.")] = None,
    pos: Annotated[PartOfSpeech | None, typer.Option("--pos", help="Its part of speech.")] = None,
    level: Annotated[Level | None, typer.Option("--level", help="How much it matters.")] = None,
    say: Annotated[list[str] | None, typer.Option("--say", help="Plain words; again for more.")] = None,
    expansion: Annotated[str | None, typer.Option("--expansion", help="What an acronym stands for.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="The printed title of a form.")] = None,
    meaning: Annotated[str | None, typer.Option("--meaning", help="One short sentence.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="What it rests on.")] = None,
    flag: Annotated[str | None, typer.Option("--flag", help="A sentence with the word [[marked]].")] = None,
    becomes: Annotated[str | None, typer.Option("--becomes", help="It after the swap; made when left out.")] = None,
    passes: Annotated[str | None, typer.Option("--pass", help="A sentence that holds the word and is fine.")] = None,
) -> None:
    """Adds an entry to a glossary file. Asks for each part, or takes all from options."""
    given = {
        "term": term, "pos": pos, "level": level, "say": " | ".join(say or ()), "expansion": expansion, "title": title,
        "meaning": meaning, "source": source, "flag": flag, "becomes": becomes, "pass": passes,
    }  # fmt: skip
    answers = {name: str(value) for name, value in given.items() if value}
    data, glossary = _before(file)
    name = _kind_of(file, data, kind, ask=not answers)
    try:
        entry = _from_options(file, name, answers, glossary) if answers else _asked(file, name, glossary, data)
    except typer.Abort:
        raise UsageError(str(file), "You stopped.", "Nothing was written.") from None
    _write(file, name, data, entry)


def _before(file: Path) -> tuple[bytes | None, Glossary]:
    """The file as it is (None when it is new), and the glossary it is laid over. Refuses a file that is broken."""
    from plainlang.curation.check import laid_over
    from plainlang.curation.files import read_glossary_file
    from plainlang.paths import read_bytes

    if file.suffix not in (".yaml", ".yml"):
        raise UsageError(str(file), "A glossary file ends in .yaml.", "Name it so.")
    if not file.exists():
        return None, laid_over([])
    text, faults = read_glossary_file(file)
    if text is None:
        raise _refusal(faults)
    return read_bytes(str(file)), laid_over([text])


def _kind_of(file: Path, data: bytes | None, kind: TermKind | None, *, ask: bool) -> str:
    from plainlang.glossary.parse import parse_file

    if data is not None:
        held = parse_file(file, data).kind
        if kind is not None and kind.value != held:
            raise UsageError(str(file), f"This file holds the kind {held}.", f"Name another file for {kind.value}.")
        return held
    if kind is not None:
        return kind.value
    if ask:
        return _asked_kind()
    raise UsageError(str(file), "This file is new, and its kind is not known.", "Give --kind.")


def _asked_kind() -> str:
    while True:
        answer = _prompt(f"Kind of this new file: {', '.join(TermKind)}", "")
        if answer in list(TermKind):
            return answer
        typer.echo("It is one of these seven.", err=True)


def _from_options(file: Path, kind: str, answers: Answers, glossary: Glossary) -> Entry:
    from plainlang.curation.draft import judged, offered_swap

    missing = [name for name in _NEEDED if name not in answers]
    if missing:
        raise UsageError(str(file), f"--{missing[0]} is missing.", "Give it, or give no option to be asked.")
    if "becomes" not in answers:
        answers = answers | {"becomes": offered_swap(str(file), kind, answers, glossary)}
    entry, faults = judged(str(file), kind, answers, glossary)
    if entry is None or faults:
        raise _refusal(faults)
    return entry


def _refusal(faults: Sequence[Fault]) -> ConfigError:
    """All faults but the last are told here; the last one ends the command."""
    for fault in faults[:-1]:
        typer.echo(str(fault), err=True)
    return ConfigError(faults[-1].where, faults[-1].what, f"{faults[-1].fix} Nothing was written.")


def _asked(file: Path, kind: str, glossary: Glossary, data: bytes | None) -> Entry:
    """Asks until the entry is sound; what was answered before is offered again."""
    from plainlang.curation.draft import judged, offered_swap

    answers: Answers = {}
    while True:
        for name, question in _QUESTIONS:
            if kind in _ONLY_FOR.get(name, (kind,)):
                offered = answers.get(name, "")
                if name == "becomes":
                    offered = offered_swap(str(file), kind, answers, glossary) or offered
                answers[name] = _prompt(question, offered, empty=name in _MAY_BE_EMPTY)
            if name == "pos" and data is not None:
                _refuse_twin(file, data, answers)
        entry, faults = judged(str(file), kind, answers, glossary)
        if entry is not None and not faults:
            return entry
        for fault in faults:
            typer.echo(str(fault), err=True)
        typer.echo("Please go through it again. Enter keeps what stands in brackets; Ctrl+C stops.", err=True)


def _refuse_twin(file: Path, data: bytes, answers: Answers) -> None:
    from plainlang.glossary.parse import parse_file

    if any(
        (one.term.lower(), one.pos) == (answers["term"].lower(), answers["pos"])
        for one in parse_file(file, data).entries
    ):
        raise UsageError(
            str(file), f"The term {answers['term']!r} stands here already.", "Change it in the file itself."
        )


def _prompt(question: str, offered: str, *, empty: bool = False) -> str:
    """Asked on stderr, so that stdout stays empty."""
    default = offered if offered or empty else None
    return str(typer.prompt(question, default=default, show_default=bool(offered), err=True)).strip()


def _write(file: Path, kind: str, data: bytes | None, entry: Entry) -> None:
    from plainlang.glossary.entry import GlossaryFile
    from plainlang.glossary.parse import parse_file
    from plainlang.glossary.write import render_file, with_entry
    from plainlang.writing import write_atomically

    if data is None:
        new = render_file(GlossaryFile.model_validate({"kind": kind, "entries": [entry]})).encode()
    else:
        new = with_entry(file, data, entry)
    parse_file(file, new)
    write_atomically(file, new)
    typer.echo(f"“{entry.term}” now stands in {file}.", err=True)
