"""What a template asks for: the files that it brings in and the names that it prints, each with its place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, meta, nodes

from plainlang.errors import UsageError
from plainlang.templates.library import SOURCE, LetterTemplate
from plainlang.templates.refusals import refusal
from plainlang.templates.sandbox import source_of

_MOST_FILES = 50


class Asked(NamedTuple):
    """A name that stands in a template. file: in the library. line: where it stands first, from 1."""

    name: str
    file: str
    line: int


def asked_for(letter: LetterTemplate, environment: Environment) -> list[Asked]:
    """Every name that has to be filled in, once for each file it stands in. Raises UsageError for a broken template."""
    try:
        trees = _trees(letter, environment)
        found = [asked for file, tree in trees.items() for asked in _names(file, tree)]
    except TemplateError as error:
        raise refusal(letter, error) from error
    except (OSError, ValueError) as error:
        what = "A file of this template cannot be read, or is not UTF-8."
        raise UsageError(str(letter.source), what, "Save it as UTF-8 text.") from error
    except RecursionError as error:
        raise UsageError(str(letter.source), "This template is too deep.", "Make it simpler.") from error
    return [asked for asked in found if asked.name not in environment.globals]


def unknown(letter: LetterTemplate, asked: list[Asked]) -> list[UsageError]:
    """A refusal for each name that stands in no `fields.yaml`, where it stands."""
    return [_no_field(letter, one) for one in asked if one.name not in letter.declared]


def _no_field(letter: LetterTemplate, asked: Asked) -> UsageError:
    near = get_close_matches(asked.name, letter.declared, n=1)
    fix = f"Did you mean {near[0]}?" if near else "Add it to fields.yaml, or correct the name."
    return UsageError(f"{letter.library.folder / asked.file}:{asked.line}", f"There is no field {asked.name}.", fix)


def _trees(letter: LetterTemplate, environment: Environment) -> dict[str, nodes.Template]:
    """Each file that the template is made of, parsed."""
    first = f"{letter.name}/{SOURCE}"
    trees: dict[str, nodes.Template] = {}
    waiting = [(first, first, 1)]
    while waiting:
        name, file, line = waiting.pop(0)
        if name in trees:
            continue
        if len(trees) == _MOST_FILES:
            raise UsageError(str(letter.source), f"This template needs more than {_MOST_FILES} files.", "Use fewer.")
        try:
            text = source_of(environment, name)
        except TemplateNotFound as error:
            raise _no_file(letter, Asked(name, file, line)) from error
        try:
            trees[name] = environment.parse(text, name)
        except TemplateSyntaxError as error:
            error.name = name  # of a note without an end, Jinja tells no name
            raise
        waiting += [(wanted, name, at) for wanted, at in _brought_in(trees[name])]
    return trees


def _brought_in(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """The names of files in its tags, each with the line; none where a name is computed."""
    for node in tree.find_all((nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)):
        named = node.template  # type: ignore[attr-defined]
        parts = named.items if isinstance(named, nodes.Tuple | nodes.List) else [named]
        for part in parts:
            if isinstance(part, nodes.Const) and isinstance(part.value, str):
                yield part.value, node.lineno


def _no_file(letter: LetterTemplate, asked: Asked) -> UsageError:
    folder = letter.library.folder
    where = f"{folder / asked.file}:{asked.line}"
    near = _near_file(folder, asked.name)
    if _is_outside(folder, asked.name):
        fix = f"Did you mean {near}?" if near else "Move it there, and name it from the library's folder on."
        return UsageError(where, "Only files inside the library can be included.", fix)
    fix = f"Did you mean {near}?" if near else "Correct the name, or put the file there."
    return UsageError(where, f"There is no file {asked.name} in the library.", fix)


def _is_outside(folder: Path, name: str) -> bool:
    """True for a name that climbs (Jinja takes no `..` at all), and for a link that leads out of the library."""
    path = Path(name.replace("\\", "/"))
    return ".." in path.parts or path.is_absolute() or not (folder / path).resolve().is_relative_to(folder.resolve())


def _near_file(folder: Path, name: str) -> str | None:
    """The file of the library that may have been meant: most have the wrong folder, or a slip in the name."""
    there = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.j2"))]
    last = os.path.basename(name.replace("\\", "/"))
    same = [file for file in there if file.endswith(f"/{last}") and last != SOURCE]
    return next(iter([*same, *get_close_matches(name, there, n=1, cutoff=0.75)]), None)


def _names(file: str, tree: nodes.Template) -> Iterator[Asked]:
    try:
        names = meta.find_undeclared_variables(tree)
    except TemplateSyntaxError as error:
        error.name = file  # Jinja has forgotten where the tree comes from
        raise
    lines: dict[str, int] = {}
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load":
            lines.setdefault(node.name, node.lineno)
    yield from (Asked(name, file, lines.get(name, 1)) for name in sorted(names, key=lambda name: lines.get(name, 1)))
