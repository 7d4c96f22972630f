"""One glossary file: bytes to a checked GlossaryFile, every fault with its line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import yaml
from pydantic import ValidationError

from plainlang.errors import ConfigError
from plainlang.glossary.entry import GlossaryFile

_Safe: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_BYTES = 20_000_000


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


def parse_file(path: Path, data: bytes) -> GlossaryFile:
    """Checks one file. Raises ConfigError that names the file, the line, the fault and the remedy."""
    if len(data) > _MOST_BYTES:
        raise ConfigError(str(path), "This glossary file is larger than 20 MB.", "Split it into several files.")
    text = _text(path, data)
    try:
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 (it is a safe loader, in C where there is one)
    except yaml.YAMLError as error:
        raise _yaml_fault(path, text, error) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(str(path), f"This is not valid YAML: {error}.", "Put dates and numbers in quotes.") from error
    if not isinstance(content, dict):
        raise ConfigError(f"{path}:1", "A glossary file has `kind:` and `entries:`.", "Begin it with these two keys.")
    try:
        layer = GlossaryFile.model_validate(content)
    except ValidationError as error:
        raise _model_fault(path, text, error) from error
    _refuse_twins(path, text, layer)
    return layer


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}", "This file is not UTF-8.", "Save it as UTF-8 text.") from error


def _yaml_fault(path: Path, text: str, error: yaml.YAMLError) -> ConfigError:
    mark = getattr(error, "problem_mark", None)
    where = f"{path}:{mark.line + 1}" if mark else str(path)
    problem = str(getattr(error, "problem", None) or error)
    line = text.split("\n")[mark.line] if mark and mark.line < text.count("\n") + 1 else ""
    if "\\t" in problem or "\t" in line[: (mark.column if mark else 0) + 1]:
        return ConfigError(where, "A tab stands where YAML wants spaces.", "Indent with spaces.")
    if "could not determine a constructor" in problem:
        return ConfigError(where, "A `!tag` is not allowed in a glossary.", "Write plain text instead.")
    return ConfigError(where, f"This is not valid YAML: {problem}.", "Check quotes, colons and indentation there.")


def _model_fault(path: Path, text: str, error: ValidationError) -> ConfigError:
    first = error.errors()[0]
    place = first["loc"]
    line = line_of(text, place)
    name = ".".join(str(part) for part in place if not isinstance(part, int)) or "the file"
    if first["type"] == "extra_forbidden":
        allowed = "docs/glossary.md lists the keys an entry may have."
        return ConfigError(f"{path}:{line}", f"There is no key `{place[-1]}` here.", allowed)
    said = first["msg"].removeprefix("Value error, ")
    return ConfigError(f"{path}:{line}", f"`{name}`: {said}.", "Correct this entry.")


def _refuse_twins(path: Path, text: str, layer: GlossaryFile) -> None:
    seen: set[tuple[str, str]] = set()
    for at, entry in enumerate(layer.entries):
        key = (entry.term.lower(), entry.pos)
        if key in seen:
            line = line_of(text, ("entries", at))
            raise ConfigError(f"{path}:{line}", f"The term {entry.term!r} stands here twice.", "Keep one of the two.")
        seen.add(key)


def line_of(text: str, place: Sequence[int | str]) -> int:
    """The line (from 1) where the node at `place` begins, or the nearest known node above it."""
    node = yaml.compose(text, Loader=_Loader)
    line = 1
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
