"""A library of letters in the name of another office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plainlang.templates.library import OFFICE, Library, read_values


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
