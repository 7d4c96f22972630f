"""YAML as people write it: safely loaded, every fault one line with its place, dates and numbers left as text."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ClassVar

import yaml

from plainlang.errors import ConfigError

_Safe: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LOOK_THERE = "Check quotes, colons and indentation there."
_QUOTE = "a quotation mark is opened and not closed"
_TOO_FAR = "this line stands too far to the left or right"
_YAML_FAULTS = (
    ("mapping values are not allowed", "a colon stands inside a text", "Put the whole text in quotes."),
    ("cannot start any token", "a text cannot begin with this mark", "Put the whole text in quotes."),
    ("unexpected end of stream", _QUOTE, "Close it."),
    ("did not find expected ',' or ']'", "a list is opened and not closed", "Close it with ]."),
    ("did not find expected '-' indicator", _TOO_FAR, "Indent it like the lines around it."),
    ("did not find expected key", f"{_TOO_FAR}, or holds a quotation mark too many", _LOOK_THERE),
)
"""What the YAML reader says, and what it means to those who are no programmers."""


class _Loader(_Safe):  # type: ignore[misc, valid-type]
    """The safe loader, which also refuses a key that stands twice (YAML keeps the last one in silence).

    Dates and numbers stay text: a term may well look like one.
    """

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, object]]]] = {
        first: [(tag, pattern) for tag, pattern in rules if tag.rsplit(":", 1)[-1] in ("bool", "null")]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key is no plain word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key `{key.value}` stands twice", key.start_mark
                )
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep=deep))


def load_yaml(path: Path, data: bytes, *, what: str) -> object:
    """What a YAML file holds, with dates and numbers as text. `what` names the kind of file for people.

    Raises ConfigError that names the file, the line, the fault and the remedy.
    """
    text = text_of(path, data)
    try:
        with no_collector():
            return yaml.load(text, Loader=_Loader)  # noqa: S506 (it is a safe loader, in C where there is one)
    except yaml.YAMLError as error:
        raise _yaml_fault(path, text, error, what) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(str(path), f"This is not valid YAML: {error}.", "Put dates and numbers in quotes.") from error


@contextmanager
def no_collector() -> Iterator[None]:
    """A file becomes many small objects, of which none is garbage: to look for some takes twice as long as reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def text_of(path: Path, data: bytes) -> str:
    """The text of a file. Raises ConfigError, with the line, for one that is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}", "This file is not UTF-8.", "Save it as UTF-8 text.") from error


def _yaml_fault(path: Path, text: str, error: yaml.YAMLError, what: str) -> ConfigError:
    mark = getattr(error, "problem_mark", None)
    where = f"{path}:{mark.line + 1}" if mark else str(path)
    problem = str(getattr(error, "problem", None) or error)
    quote = _open_quote(text, error)
    if quote is not None:
        return ConfigError(f"{path}:{quote}", f"This is not valid YAML: {_QUOTE}.", "Close it.")
    line = text.split("\n")[mark.line] if mark and mark.line < text.count("\n") + 1 else ""
    if "\\t" in problem or "\t" in line[: (mark.column if mark else 0) + 1]:
        return ConfigError(where, "A tab stands where YAML wants spaces.", "Indent with spaces.")
    if "could not determine a constructor" in problem:
        return ConfigError(where, f"A `!tag` is not allowed in a {what}.", "Write plain text instead.")
    said, fix = next((told for words, *told in _YAML_FAULTS if words in problem), (problem, _LOOK_THERE))
    return ConfigError(where, f"This is not valid YAML: {said}.", fix)


def _open_quote(text: str, error: yaml.YAMLError) -> int | None:
    """The line where a quotation mark is opened and not closed; YAML tells the line where it gives up.

    Where the next mark, lines below, closes it by accident, the fault is met right behind that one.
    """
    mark, met = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    if mark is not None and "unexpected end of stream" in str(getattr(error, "problem", "")):
        return int(mark.line) + 1
    last = None
    with suppress(yaml.YAMLError):  # it stops where the fault is
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                last = token
    if last is None or met is None or last.start_mark.line == last.end_mark.line or last.end_mark.line != met.line:
        return None
    return int(last.start_mark.line) + 1


class Outline:
    """The lines of a YAML file. It is read once, however many lines are asked for."""

    def __init__(self, text: str) -> None:
        with no_collector():
            self._root = yaml.compose(text, Loader=_Loader)

    def line(self, place: Sequence[int | str]) -> int:
        """The line (from 1) where the node at `place` begins, or the nearest known node above it."""
        node, line = self._root, 1
        for step in place:
            child = None
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value == step:
                        line, child = key.start_mark.line + 1, value
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                child = node.value[step]
                line = child.start_mark.line + 1
            if child is None:
                break
            node = child
        return line


def line_of(text: str, place: Sequence[int | str]) -> int:
    """The line (from 1) of one place; see `Outline`."""
    return Outline(text).line(place)
