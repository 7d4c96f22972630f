"""Glossary files as their curator sees them: every fault with its line, not only the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from pydantic import ValidationError

from plainlang.errors import ConfigError, UsageError
from plainlang.glossary.entry import GlossaryFile
from plainlang.glossary.faults import field_of, place_of, real_faults, told
from plainlang.glossary.parse import parse_file
from plainlang.plain_yaml import Outline

_Safe: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a curator should mend. where: `path:line`. note: worth a look, but no reason to refuse the file."""

    where: str
    what: str
    fix: str
    note: bool = False

    def __str__(self) -> str:
        return " ".join(f"{self.where}: {'note: ' if self.note else ''}{self.what} {self.fix}".split())


@dataclass(frozen=True)
class GlossaryText:
    """A sound file: its text beside what was read from it."""

    path: Path
    text: str
    layer: GlossaryFile

    @cached_property
    def lines(self) -> list[int]:
        """The line (from 1) where each entry begins."""
        root = yaml.compose(self.text, Loader=_Safe)
        for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
            if key.value == "entries":
                return [item.start_mark.line + 1 for item in value.value]
        return []

    def where(self, at: int) -> str:
        """`path:line` of entry number `at`."""
        return f"{self.path}:{self.lines[at]}"


def files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """The glossary files behind files and folders. Raises UsageError for a path that holds none."""
    for path in paths:
        inside = [file for file in path.iterdir() if file.suffix in (".yaml", ".yml")] if path.is_dir() else [path]
        if not path.exists():
            raise UsageError(str(path), "There is no such glossary file or folder.", "Check the path.")
        if not inside:
            raise UsageError(str(path), "This folder holds no glossary file.", "Put .yaml files of entries into it.")
        yield from sorted(inside)


def read_glossary_file(path: Path) -> tuple[GlossaryText | None, list[Fault]]:
    """The file and no fault, or no file and every fault that was found."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [Fault(str(path), f"This file cannot be read: {error.strerror}.", "Check it.")]
    try:
        layer = parse_file(path, data)
    except ConfigError as refusal:
        # parse_file stops at the first fault; what pydantic found besides hangs on its refusal
        if isinstance(refusal.__cause__, ValidationError):
            return None, list(model_faults(str(path), data.decode("utf-8-sig"), refusal.__cause__))
        return None, [Fault(refusal.where, refusal.what, refusal.fix)]
    return GlossaryText(path, data.decode("utf-8-sig"), layer), []


def model_faults(path: str, text: str | None, error: ValidationError) -> Iterator[Fault]:
    """Each broken key once.

    text: the file's text, in which the lines are looked up; None for what stands in no file yet.
    """
    outline = None if text is None else Outline(text)
    seen: set[tuple[str, str]] = set()
    for item in real_faults(error):
        where = path if outline is None else f"{path}:{outline.line(place_of(item))}"
        key = where, field_of(item["loc"])
        if key not in seen:
            seen.add(key)
            yield Fault(where, *told(item))
