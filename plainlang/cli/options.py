"""What all commands share: options, exit codes, and what is loaded before the work begins."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from plainlang.config import Settings
    from plainlang.glossary.compiled import Glossary


class Exit(IntEnum):
    """Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or configuration, 3 a letter not checked."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3


class Format(StrEnum):
    """What the report looks like."""

    TERMINAL = "terminal"
    JSON = "json"


class ReportFormat(StrEnum):
    """What the report of `check` looks like."""

    TERMINAL = "terminal"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


class Kind(StrEnum):
    """What a document is."""

    LETTER = "letter"
    TEMPLATE = "template"
    FORM = "form"


class Reader(StrEnum):
    """The reader to use, whatever the file looks like."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JINJA = "jinja"
    WORD = "word"
    OLD_WORD = "old-word"
    PDF = "pdf"
    RTF = "rtf"
    ODT = "odt"
    MAIL = "mail"


class To(StrEnum):
    """Who gets the letter."""

    PAYS = "parent-who-pays"
    RECEIVES = "parent-who-receives"
    EMPLOYER = "employer"
    OTHER = "other"


class FailOn(StrEnum):
    """The lowest level that makes the exit code 1."""

    MUST = "must"
    SHOULD = "should"
    NOTE = "note"
    NEVER = "never"


Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Letters, templates or forms, or folders of them.")]
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
ToOption = Annotated[To | None, typer.Option("--to", help="Who gets the letter; guessed when left out.")]
AdverseOption = Annotated[
    bool | None,
    typer.Option("--adverse/--not-adverse", help="Whether the letter takes something away; guessed when left out."),
]
CacheOption = Annotated[bool, typer.Option("--no-cache", help="Use nothing from earlier runs, and keep nothing.")]


def prepare(
    layers: list[Path] | None, config: Path | None, *, cache: bool = True, beside: str | None = None
) -> tuple[Settings, Glossary]:
    """The settings that hold here, and the glossary with its layers.

    beside: a letter or folder; settings are sought there and above it first, then in the current folder.
    """
    from plainlang.config import load_settings
    from plainlang.config_file import config_for
    from plainlang.glossary.load import load_glossary

    settings = load_settings(config_for(config, beside))
    return settings, load_glossary(layers_of(settings, layers), cache=cache)


def layers_of(settings: Settings, layers: list[Path] | None) -> list[Path]:
    """The glossary's layers above the built-in one: the strict one, those of the settings, those of the command."""
    from plainlang.glossary.files import built_in

    strict = [built_in() / "strict"] if settings.strict else []
    return [*strict, *settings.layers(), *(layers or [])]
