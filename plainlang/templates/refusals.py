"""What keeps a template from being filled in, in plain words, at the line to mend, and without any value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from traceback import walk_tb

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from plainlang.errors import UsageError
from plainlang.templates.library import LetterTemplate
from plainlang.templates.sandbox import make_environment, source_of
from plainlang.templates.tags import broken

_NOT_THERE = "This template prints what is not there"
_ROW = "dict object"
_PARTS = "jinja2.environment.TemplateModule object"


def refusal(letter: LetterTemplate, error: TemplateError) -> UsageError:
    """What Jinja says, in plain words and without any value."""
    path = place(letter, error)
    if isinstance(error, TemplateSyntaxError):
        return _broken(letter, error, path)
    if isinstance(error, TemplateNotFound):
        named = f"the file {error.name}," if _is_written(letter, str(error.name)) else "a file"
        what = f"This template needs {named} which is not in the library."
        return UsageError(path, what, "Put it there, or correct the name.")
    if isinstance(error, SecurityError):
        return UsageError(path, "This template does something that a letter must not do.", "Take it out.")
    if isinstance(error, UndefinedError):
        return _not_there(letter, error, path)
    return UsageError(path, f"This template cannot be filled in ({type(error).__name__}).", "Correct it.")


def place(letter: LetterTemplate, error: Exception) -> str:
    """The innermost line of the library's files that the error passed through, else the template."""
    inside = _places(letter, error)
    return inside[-1] if inside else str(letter.source)


def _places(letter: LetterTemplate, error: Exception) -> list[str]:
    folder = str(letter.library.folder)
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    return [f"{file}:{line}" for file, line in frames if file.startswith(folder)]


def _broken(letter: LetterTemplate, error: TemplateSyntaxError, path: str) -> UsageError:
    environment = make_environment(letter.library.folder)
    if not error.name:
        return UsageError(f"{path}:{error.lineno}", f"This template is broken: {error.message}", "Correct it there.")
    told = broken(source_of(environment, error.name), error, list(environment.filters))
    where = f"{letter.library.folder / error.name}:{told.line}"
    return UsageError(where, f"This template is broken: {told.said}.", told.fix)


def _not_there(letter: LetterTemplate, error: UndefinedError, path: str) -> UsageError:
    said = str(error.message)
    lost = re.fullmatch(r"'(.+)' has no attribute '(\w+)'", said)
    if lost and _is_written(letter, lost[2]):  # else the name may be a value
        return UsageError(path, *_no_such(letter, lost[1], lost[2]))
    left_out = re.fullmatch(r"parameter '(\w+)' was not provided", said)
    if left_out:
        inside = _places(letter, error)
        caller = inside[-2] if len(inside) > 1 else path
        return UsageError(caller, f"This macro is called without {left_out[1]}.", "Write it into the brackets.")
    empty = re.fullmatch(r"'(\w+)' is undefined", said)
    if empty and empty[1] in letter.declared:
        what = f"{_NOT_THERE}: {empty[1]} may be left out."
        return UsageError(path, what, f"Put {{% if {empty[1]} %}} and {{% endif %}} around it.")
    return UsageError(path, f"{_NOT_THERE}.", "Put an `if` around it.")


def _no_such(letter: LetterTemplate, kind: str, name: str) -> tuple[str, str]:
    """What is wrong with the name behind a dot, and what to do: a column of a row, a part, or something of a value."""
    if kind == _PARTS:
        parts = _macros(letter)
        near = get_close_matches(name, parts, n=1)
        fix = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(sorted(parts))}."
        return f"There is no macro {name}.", fix
    if kind != _ROW or not _columns(letter):
        return f"{_NOT_THERE}: nothing has the name {name} behind the dot.", "Correct it, or take it out."
    columns = _columns(letter)
    every = [column for names in columns.values() for column in names]
    near = get_close_matches(name, [column for column in every if column != name], n=1, cutoff=0.5)
    has = "; ".join(f"{field} has {', '.join(names)}" for field, names in columns.items())
    return f"There is no column {name} in this row.", f"Did you mean {near[0]}?" if near else f"The field {has}."


def _columns(letter: LetterTemplate) -> Mapping[str, list[str]]:
    return {name: list(field.columns) for name, field in letter.declared.items() if field.columns}


def _macros(letter: LetterTemplate) -> set[str]:
    return {name for text in _texts(letter) for name in re.findall(r"\{%-?\s*macro\s+(\w+)", text)}


def _is_written(letter: LetterTemplate, name: str) -> bool:
    """True for what stands in a template of the library; else it may be a value."""
    return any(name in text for text in _texts(letter))


def _texts(letter: LetterTemplate) -> Iterator[str]:
    return (path.read_text("utf-8", "replace") for path in letter.library.folder.rglob("*.j2") if path.is_file())
