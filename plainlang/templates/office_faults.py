"""What is wrong with `office.yaml`, told for that file: every letter takes its values from there."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from plainlang.plain_yaml import Outline
from plainlang.templates.faults import Fault
from plainlang.templates.library import Library, built_in
from plainlang.templates.offices import office_file
from plainlang.templates.rendering import Form
from plainlang.templates.values import WrongValueError, example_of, is_left_out, read_value


def from_office(library: Library) -> set[str]:
    """The fields that the office fills in once: those in `office.yaml`, and those that should stand there."""
    expected = built_in().office.keys() & library.shared_fields.keys()
    return {*library.office, *expected}


def office_faults(form: Form, needed: set[str]) -> Iterator[Fault]:
    """What is wrong with the office's values for a letter, and every name there that no letter has.

    needed: the fields that some sample leaves to the office. Raises ConfigError for a file that is broken.
    """
    library = form.letter.library
    path, strange = office_file(library), [name for name in library.office if name not in library.known_fields]
    outline = Outline(path.read_text("utf-8-sig"))
    missing = from_office(library) - library.office.keys()
    meant = {name: near for name in strange for near in get_close_matches(name, missing, n=1)}
    for name in strange:
        fix = f"Did you mean {meant[name]}?" if name in meant else "Correct the name, or take it out."
        yield Fault(f"{path}:{outline.line([name])}", f"There is no field {name}. {fix}", shared=True)
    for name in form.fields:
        if name in needed and name in from_office(library) and name not in meant.values():
            yield from _of_value(form, name, path, outline)


def _of_value(form: Form, name: str, path: Path, outline: Outline) -> Iterator[Fault]:
    field, office = form.fields[name], form.letter.library.office
    if is_left_out(office.get(name)):
        place = f"{path}:{outline.line([name])}" if name in office else str(path)
        said = "is empty. Fill it in" if name in office else "is missing. Add a line"
        if field.required:
            yield Fault(place, f"The field {name} {said}, like `{name}: {example_of(field)}`.", shared=True)
        return
    try:
        read_value(field, office[name])
    except WrongValueError as error:
        yield Fault(f"{path}:{outline.line([name])}", f"{name}: {error}", shared=True)
