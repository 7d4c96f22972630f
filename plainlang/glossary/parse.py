"""One glossary file: bytes to a checked GlossaryFile, every fault with its line."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from plainlang.errors import ConfigError
from plainlang.glossary.entry import GlossaryFile
from plainlang.glossary.faults import place_of, real_faults, told
from plainlang.plain_yaml import Outline, line_of, load_yaml, text_of

_MOST_BYTES = 20_000_000


def parse_file(path: Path, data: bytes) -> GlossaryFile:
    """Checks one file. Raises ConfigError that names the file, the line, the fault and the remedy."""
    if len(data) > _MOST_BYTES:
        raise ConfigError(str(path), "This glossary file is larger than 20 MB.", "Split it into several files.")
    content = load_yaml(path, data, what="glossary")
    if not isinstance(content, dict):
        raise ConfigError(f"{path}:1", "A glossary file has `kind:` and `entries:`.", "Begin it with these two keys.")
    try:
        layer = GlossaryFile.model_validate(content)
    except ValidationError as error:
        raise _model_fault(path, text_of(path, data), error) from error
    _refuse_twins(path, data, layer)
    return layer


def _model_fault(path: Path, text: str, error: ValidationError) -> ConfigError:
    first = real_faults(error)[0]
    return ConfigError(f"{path}:{line_of(text, place_of(first))}", *told(first))


def _refuse_twins(path: Path, data: bytes, layer: GlossaryFile) -> None:
    seen: dict[tuple[str, str], int] = {}
    for at, entry in enumerate(layer.entries):
        first = seen.setdefault((entry.term.lower(), entry.pos), at)
        if first != at:
            outline = Outline(text_of(path, data))
            what = f"The term {entry.term!r} stands here twice; line {outline.line(('entries', first))} has it too."
            raise ConfigError(f"{path}:{outline.line(('entries', at))}", what, "Keep one of the two.")
