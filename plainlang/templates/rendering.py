"""A letter filled in: values are read field by field, then the template runs in the sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from traceback import walk_tb

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError

from plainlang.errors import UsageError
from plainlang.templates.field import Field
from plainlang.templates.library import SOURCE, LetterTemplate
from plainlang.templates.sandbox import LeftOut, make_environment
from plainlang.templates.values import WrongValueError, example_of, is_left_out, read_value

_GAPS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
_MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One thing wrong with what a letter is to be filled in with. It tells the field, and nothing of the value."""

    field: str
    said: str

    def __str__(self) -> str:
        return f"{self.field}: {self.said}"


@dataclass(frozen=True, slots=True)
class Form:
    """A letter ready to be filled in, again and again. fields: those that the template asks for, in its order."""

    letter: LetterTemplate
    environment: Environment
    fields: Mapping[str, Field]

    def read(self, given: Mapping[str, object], *, strict: bool = True) -> tuple[dict[str, object], list[FieldFault]]:
        """The values for the template, and every fault. strict: a name that the letter does not have is one."""
        values: dict[str, object] = {}
        faults = list(self._unknown(given)) if strict else []
        for name, field in self.fields.items():
            value = given.get(name, self.letter.library.office.get(name))
            if is_left_out(value):
                values[name] = _nothing(name, field)
                if field.required:
                    faults.append(FieldFault(name, f"This field is empty. Fill it in, like {example_of(field)}."))
                continue
            try:
                values[name] = read_value(field, value)
            except WrongValueError as error:
                faults.append(FieldFault(name, str(error)))
        return values, faults

    def render(self, values: Mapping[str, object]) -> str:
        """The letter as Markdown. Raises UsageError, with the template's line where it is known."""
        try:
            text = self.environment.get_template(f"{self.letter.name}/{SOURCE}").render(values)
        except TemplateError as error:
            raise refusal(self.letter, error) from error
        except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError, RecursionError) as error:
            what = f"This template cannot be filled in ({type(error).__name__})."
            raise UsageError(_place(self.letter, error), what, "Look at what it does with its fields.") from error
        return _GAPS.sub("\n\n", text).strip("\n") + "\n"

    def _unknown(self, given: Mapping[str, object]) -> Iterator[FieldFault]:
        for name in given:
            if name not in self.letter.declared:
                near = get_close_matches(name, self.fields, n=1)
                hint = (
                    f"Did you mean {near[0]}?" if near else f"`plainlang templates show {self.letter.name}` lists them."
                )
                yield FieldFault(name, f"This letter has no such field. {hint}")


def _nothing(name: str, field: Field) -> object:
    """What stands for a field that was left out: no, no lines, or nothing that could be printed."""
    if field.type == "yes-no":
        return False
    return [] if field.type in ("lines", "list", "rows") else LeftOut(name=name)


def open_form(letter: LetterTemplate, environment: Environment | None = None) -> Form:
    """A letter with the fields that its template asks for. Raises UsageError for a template that is broken, and for
    one that asks for a field that stands in no `fields.yaml`."""
    environment = environment or make_environment(letter.library.folder)
    used = _used_fields(letter, environment)
    missing = sorted(used - letter.declared.keys())
    if missing:
        what = f"This template asks for {', '.join(missing)}, which fields.yaml does not know."
        raise UsageError(str(letter.source), what, "Add it there, or correct the name.")
    return Form(letter, environment, {name: field for name, field in letter.declared.items() if name in used})


def files_of(letter: LetterTemplate, environment: Environment) -> list[str]:
    """The template and all that it brings in, by their names in the library. Raises UsageError."""
    names, at = [f"{letter.name}/{SOURCE}"], 0
    while at < len(names):
        tree = environment.parse(_source(environment, names[at]), names[at])
        names += [name for name in meta.find_referenced_templates(tree) if name and name not in names]
        at += 1
        if at > _MOST_FILES:
            raise UsageError(str(letter.source), f"This template needs more than {_MOST_FILES} files.", "Use fewer.")
    return names


def _used_fields(letter: LetterTemplate, environment: Environment) -> set[str]:
    try:
        names = files_of(letter, environment)
        trees = [environment.parse(_source(environment, name), name) for name in names]
        found = {asked for name, tree in zip(names, trees, strict=True) for asked in _asked_for(name, tree)}
    except TemplateError as error:
        raise refusal(letter, error) from error
    except (OSError, ValueError) as error:
        what = "A file of this template cannot be read, or is not UTF-8."
        raise UsageError(str(letter.source), what, "Save it as UTF-8 text.") from error
    except RecursionError as error:
        raise UsageError(str(letter.source), "This template is too deep.", "Make it simpler.") from error
    return found - environment.globals.keys()


def _asked_for(file: str, tree: nodes.Template) -> set[str]:
    try:
        return meta.find_undeclared_variables(tree)
    except TemplateSyntaxError as error:
        error.name = file  # Jinja has forgotten where the tree comes from
        raise


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def refusal(letter: LetterTemplate, error: TemplateError) -> UsageError:
    """What Jinja says, in plain words and without any value."""
    path = _place(letter, error)
    if isinstance(error, TemplateSyntaxError):
        file = str(letter.library.folder / error.name) if error.name else path
        said = str(error.message).rstrip(".")
        return UsageError(f"{file}:{error.lineno}", f"This template is broken: {said}.", "Correct it there.")
    if isinstance(error, TemplateNotFound):
        named = f"the file {error.name}," if _is_written(letter, str(error.name)) else "a file"
        what = f"This template needs {named} which is not in the library."
        return UsageError(path, what, "Put it there, or correct the name.")
    if isinstance(error, SecurityError):
        return UsageError(path, "This template does something that a letter must not do.", "Take it out.")
    if isinstance(error, UndefinedError):
        what = f"This template prints what is not there{_told(letter, error)}."
        return UsageError(path, what, "Put an `if` around it.")
    return UsageError(path, f"This template cannot be filled in ({type(error).__name__}).", "Correct it.")


def _place(letter: LetterTemplate, error: Exception) -> str:
    """The innermost line of the library's files that the error passed through, else the template."""
    folder = str(letter.library.folder)
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    inside = [f"{file}:{line}" for file, line in frames if file.startswith(folder)]
    return inside[-1] if inside else str(letter.source)


def _told(letter: LetterTemplate, error: UndefinedError) -> str:
    """What Jinja says, unless it names something that is not written in the template: it may be a value."""
    said = str(error.message)
    names = (name for name in re.findall(r"'([^']*)'", said) if not name.endswith(" object"))
    return f": {said}" if all(_is_written(letter, name) for name in names) else ""


def _is_written(letter: LetterTemplate, name: str) -> bool:
    return name in letter.declared or name in letter.source.read_text("utf-8", "replace")
