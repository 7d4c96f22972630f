"""A library of letters in the name of another office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plainlang.templates.library import OFFICE, Library, built_in, read_values

_MAY_BE_TRUE = ("Monday to Friday, 8 a.m. to 4:30 p.m.", "Child Support Worker", "Columbus, OH 43218")
"""What the invented office has in common with true ones; alone, it does not show that something was forgotten."""


@dataclass(frozen=True)
class OtherOffice(Library):
    """The library, with a file that stands for its office.yaml. Nothing of the library's own office is printed."""

    office_file: Path = Path(OFFICE)

    @cached_property
    def office(self) -> Mapping[str, object]:
        """What that file says. Raises ConfigError."""
        return read_values(self.office_file)


def office_file(library: Library) -> Path:
    """The file that says what the office is."""
    return library.office_file if isinstance(library, OtherOffice) else library.folder / OFFICE


def still_invented(library: Library) -> list[str]:
    """The fields in which the office of a library is still the invented one that comes with plainlang, in order.

    One line of an address is enough. Raises ConfigError for a file that cannot be read.
    """
    invented = built_in().office
    same = {name: _same(value, invented.get(name)) for name, value in library.office.items()}
    kept = [name for name, lines in same.items() if lines]
    return kept if any(line not in _MAY_BE_TRUE for name in kept for line in same[name]) else []


def _same(ours: object, theirs: object) -> list[str]:
    """The lines that both hold."""
    known = {*_lines(theirs)}
    return [line for line in _lines(ours) if line in known]


def _lines(value: object) -> list[str]:
    items = value if isinstance(value, list) else [] if value is None else str(value).split(";")
    return [" ".join(str(item).split()) for item in items]
