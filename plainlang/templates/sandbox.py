"""Jinja as letters use it: in the sandbox, with files of the library alone, and nothing undefined."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, Undefined, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

_LARGEST = 2_000_000
"""Bytes of a template file."""


class LeftOut(Undefined):
    """A field that is not required and was left out: it counts as no, and cannot be printed."""

    __slots__ = ()
    __str__ = __iter__ = __len__ = __hash__ = Undefined._fail_with_undefined_error


class LibraryLoader(FileSystemLoader):
    """Finds templates in one folder, and follows no link out of it."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """See jinja2. Raises TemplateNotFound for what lies elsewhere."""
        root = Path(self.searchpath[0]).resolve()
        file = (root / template).resolve()
        if not file.is_relative_to(root) or not file.is_file() or file.stat().st_size > _LARGEST:
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


def make_environment(folder: Path) -> Environment:
    """The sandbox for the templates below a folder. Dates, money and lists are printed as a letter says them."""
    environment = ImmutableSandboxedEnvironment()
    furnish(environment, folder)
    return environment


def furnish(environment: Environment, folder: Path) -> None:
    """Gives an environment what letters need: files of one folder alone, nothing undefined, and the filters."""
    environment.loader = LibraryLoader(folder)
    environment.undefined = StrictUndefined
    environment.finalize = printed
    environment.trim_blocks = environment.lstrip_blocks = environment.keep_trailing_newline = True
    environment.autoescape = False  # the letter is Markdown; values are escaped for it when they come in
    environment.filters.update(weekday=weekday, month=month, lines=lines, inline=inline)


def source_of(environment: Environment, name: str) -> str:
    """The text of one of its templates, by its name in the library. Raises TemplateNotFound."""
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def printed(value: object) -> object:
    """A value as a letter says it. Raises UndefinedError for nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%B} {value.day}, {value.year}"
    if isinstance(value, Decimal):
        return f"${value:,.2f}"
    if isinstance(value, list):
        return _in_words([str(printed(item)) for item in value])
    if value is None:
        raise UndefinedError("this letter prints something that was left out")
    return value


def weekday(day: date) -> str:
    """`Monday, March 9, 2026`."""
    return f"{day:%A}, {printed(day)}"


def month(day: date) -> str:
    """`March 2026`."""
    return f"{day:%B} {day.year}"


def lines(items: list[str]) -> str:
    """Each item on a line of its own, as Markdown breaks lines."""
    return "\\\n".join(items)


def inline(items: list[str]) -> str:
    """An address within a sentence: `12 Quarry Street, Fallow, OH 43998`."""
    return ", ".join(items)


def _in_words(items: list[str]) -> str:
    """`a`, `a and b`, `a, b, and c`."""
    if len(items) <= 2:
        return " and ".join(items)
    return f"{', '.join(items[:-1])}, and {items[-1]}"
