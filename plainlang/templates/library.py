"""A library of letters: a folder with `office.yaml`, `shared/`, and a folder for each letter."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from plainlang.errors import ConfigError, UsageError
from plainlang.paths import BEFORE_OF_LIBRARY, LETTER_OF_LIBRARY
from plainlang.plain_yaml import line_of, load_yaml, text_of
from plainlang.readers.template.includes import LIBRARY_MARK
from plainlang.templates.field import About, Before, Contents, Field, Sample, Shared
from plainlang.templates.near import names_near

SOURCE = LETTER_OF_LIBRARY
BEFORE = BEFORE_OF_LIBRARY
OFFICE = LIBRARY_MARK
"""What the office fills in once for all letters. The folder that holds it is a library."""
_CONTENTS = "contents.yaml"
_OTHERS = "More letters"
_SHARED = "shared/fields.yaml"
_PACKAGED = Path(__file__).resolve().parent.parent / "_letter_templates"
_CHECKOUT = Path(__file__).resolve().parent.parent.parent / "letter_templates"
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class Library:
    """A folder of letters. Its files are read when they are first asked for."""

    folder: Path

    @cached_property
    def groups(self) -> Mapping[str, list[str]]:
        """The names of its letters in groups, as `contents.yaml` orders them; those it does not name come last.

        Raises ConfigError for a contents.yaml that is broken.
        """
        there = sorted(path.parent.name for path in self.folder.glob(f"*/{SOURCE}"))
        path = self.folder / _CONTENTS
        listed = read_model(path, Contents).root if path.is_file() else {}
        groups = {title: [name for name in names if name in there] for title, names in listed.items()}
        known = {name for names in groups.values() for name in names}
        groups[_OTHERS if known else ""] = [name for name in there if name not in known]
        return {title: names for title, names in groups.items() if names}

    @property
    def names(self) -> list[str]:
        """The names of its letters, in the order of their groups."""
        return [name for names in self.groups.values() for name in names]

    @cached_property
    def shared_fields(self) -> Mapping[str, Field]:
        """The fields that several letters ask for. Raises ConfigError."""
        path = self.folder / _SHARED
        return read_model(path, Shared).fields if path.is_file() else {}

    @cached_property
    def office(self) -> Mapping[str, object]:
        """What the office has filled in for all letters. Raises ConfigError."""
        return read_values(self.folder / OFFICE)

    @cached_property
    def known_fields(self) -> frozenset[str]:
        """The names of all fields, shared and of any letter; a letter whose `fields.yaml` is broken has none."""
        known = set(self.shared_fields)
        for name in self.names:
            with suppress(ConfigError):
                known |= self.letter(name).about.fields.keys()
        return frozenset(known)

    def asked_again(self, changed: Path) -> set[str] | None:
        """The letters that a change to a file of the library asks to check: none, its own, or all (None)."""
        inside = Path(os.path.abspath(changed)).relative_to(os.path.abspath(self.folder))
        if inside.suffix not in (".yaml", ".j2") and inside.name != BEFORE:
            return set()
        own = inside.parts[0]
        return {own} if (self.folder / own / SOURCE).is_file() else None

    def letter(self, name: str) -> LetterTemplate:
        """The letter of that name. Raises UsageError where there is none."""
        names = self.names
        if name not in names:
            near = " or ".join(names_near(name, names))
            fix = f"Did you mean {near}?" if near else "`plainlang templates list` names them all."
            raise UsageError(name, "There is no letter of this name.", fix)
        return LetterTemplate(self, self.folder / name)


@dataclass(frozen=True)
class LetterTemplate:
    """One letter of a library: the template, its fields, and the cases it is tried on."""

    library: Library
    folder: Path

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.folder.name

    @property
    def source(self) -> Path:
        """The template itself."""
        return self.folder / SOURCE

    @cached_property
    def about(self) -> About:
        """What `fields.yaml` says. Raises ConfigError."""
        return read_model(self.folder / "fields.yaml", About)

    @cached_property
    def declared(self) -> Mapping[str, Field]:
        """The shared fields and its own. Raises ConfigError for one that stands in both."""
        shared, own = self.library.shared_fields, self.about.fields
        both = next((name for name in own if name in shared), None)
        if both is not None:
            what = f"The field {both} stands in {_SHARED} too."
            raise ConfigError(str(self.folder / "fields.yaml"), what, "Keep one of the two.")
        return {**shared, **own}

    @property
    def sample_names(self) -> list[str]:
        """The names of its samples; `ordinary` comes first."""
        names = sorted(path.stem for path in (self.folder / "samples").glob("*.yaml"))
        return sorted(names, key=lambda name: name != "ordinary")

    def sample(self, name: str) -> Sample:
        """One of its samples. Raises UsageError, or ConfigError for a broken one."""
        if name not in self.sample_names:
            raise UsageError(name, f"{self.name} has no such sample.", f"It has: {', '.join(self.sample_names)}.")
        return read_model(self.folder / "samples" / f"{name}.yaml", Sample)

    @cached_property
    def before(self) -> Before | None:
        """The faults of its `before.txt`; None for a letter without one. Raises ConfigError."""
        path = self.folder / "before.yaml"
        return read_model(path, Before) if path.is_file() else None


def built_in() -> Library:
    """The letters that come with plainlang: inside the installed package, else beside it in a checkout."""
    return Library(_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT)


def library_of(file: Path) -> Library | None:
    """The library that a file lies in: of the folders above it, the nearest with `office.yaml`."""
    folder = next((above for above in Path(os.path.abspath(file)).parents if (above / OFFICE).is_file()), None)
    if folder is None:
        return None
    return Library(folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder)


def open_library(folder: Path) -> Library:
    """An office's own letters. Raises UsageError for a folder that holds none."""
    if not (folder / OFFICE).is_file():
        what = f"This is no library of letters: there is no {OFFICE}."
        raise UsageError(str(folder), what, "`plainlang templates copy` makes one that you can change.")
    return Library(folder)


def read_model(path: Path, model: type[_Model]) -> _Model:
    """What a YAML file says, checked. Raises ConfigError with the line of the first fault."""
    data = _bytes(path)
    content = load_yaml(path, data, what="file of fields")
    try:
        return model.model_validate(content)
    except ValidationError as error:
        place, said = _first_fault(error)
        line = line_of(text_of(path, data), place)
        where = ".".join(map(str, place)) or "the file"
        raise ConfigError(f"{path}:{line}", f"{where}: {said}", "") from error


def _first_fault(error: ValidationError) -> tuple[list[str | int], str]:
    """The place of the fault to tell, and what to do. A key that is not known comes first: it may be a slip."""
    faults = sorted(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    place = [step for step in faults[0]["loc"] if isinstance(step, str | int)]
    if faults[0]["type"] == "missing":
        return place, "this key is missing. Add it."
    if faults[0]["type"] == "extra_forbidden":
        missing = [str(one["loc"][-1]) for one in faults if one["type"] == "missing" and len(one["loc"]) == len(place)]
        near = names_near(str(place[-1]), missing)
        return place, f"there is no such key. {f'Did you mean {near[0]}?' if near else 'Take it out.'}"
    return place, f"{faults[0]['msg'].removeprefix('Value error, ')}. Correct it."


def read_values(path: Path) -> Mapping[str, object]:
    """A YAML file of names and values. Raises ConfigError for anything else."""
    content = load_yaml(path, _bytes(path), what="file of fields")
    if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
        raise ConfigError(str(path), "This file has no fields.", "Write one a line: `case_number: FC-2210`.")
    return content


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ConfigError(str(path), "This file is missing.", "Write it, or copy it from another letter.") from error
    except OSError as error:
        raise ConfigError(str(path), f"This file cannot be read: {error.strerror}.", "Check the file.") from error
