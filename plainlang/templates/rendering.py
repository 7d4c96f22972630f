"""A letter filled in: values are read field by field, then the template runs in the sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import Environment, TemplateError

from plainlang.errors import UsageError
from plainlang.templates.agreement import breaches, check_names, in_order
from plainlang.templates.asked import asked_for, unknown
from plainlang.templates.field import Field
from plainlang.templates.library import SOURCE, LetterTemplate
from plainlang.templates.refusals import place, refusal
from plainlang.templates.sandbox import LeftOut, make_environment
from plainlang.templates.values import WrongValueError, example_of, is_left_out, read_value

_GAPS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


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

    def __post_init__(self) -> None:
        check_names(str(self.letter.folder / "fields.yaml"), self.fields, self.letter.declared)

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
        faults += [FieldFault(name, said) for name, said in breaches(self.fields, values)]
        return {name: in_order(self.fields[name], value) for name, value in values.items()}, faults

    def render(self, values: Mapping[str, object]) -> str:
        """The letter as Markdown. Raises UsageError, with the template's line where it is known."""
        try:
            text = self.environment.get_template(f"{self.letter.name}/{SOURCE}").render(values)
        except TemplateError as error:
            raise refusal(self.letter, error) from error
        except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError, RecursionError) as error:
            what = f"This template cannot be filled in ({type(error).__name__})."
            raise UsageError(place(self.letter, error), what, "Look at what it does with its fields.") from error
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
    asked = asked_for(letter, environment)
    for fault in unknown(letter, asked):
        raise fault
    used = {one.name for one in asked}
    return Form(letter, environment, {name: field for name, field in letter.declared.items() if name in used})
