"""Entries back to YAML: keys in one order, lists on one line, examples in double quotes, sorted by term."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from plainlang.errors import ConfigError
from plainlang.glossary.entry import Entry, Example, GlossaryFile, Substitute
from plainlang.glossary.parse import parse_file

_Safe: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 '’./-]*(?<! )")
_NO_TEXT = frozenset("true false yes no on off null y n".split())
"""Words that YAML takes for something else than text."""
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_BEFORE = ("forms", "number", "say", "drop", "paste", "expansion", "title", "keep_in", "about", "near", "not_near")
_AFTER = ("keep_when", "meaning", "why", "source")


def render_file(layer: GlossaryFile, *, head: str = "") -> str:
    """A whole file as YAML, its entries sorted. head: comment lines that stand above it."""
    lines = [f"kind: {layer.kind}"]
    for name in ("remove", "common"):
        if getattr(layer, name):
            lines += [f"{name}:", *(f"  - {_scalar(value)}" for value in getattr(layer, name))]
    if layer.entries:
        lines.append("entries:")
        for entry in in_order(layer.entries):
            lines += _entry_lines(entry)
    return head + "\n".join(lines) + "\n"


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries sorted by term, whatever its letter case; those of one term stay as they stand."""
    return sorted(entries, key=lambda entry: entry.term.lower())


def with_entry(path: Path, data: bytes, entry: Entry) -> bytes:
    """The file with one more entry, sorted; everything else keeps its comments and its quotes, where that can be.

    Raises ConfigError when the file breaks the model, or holds the entry already.
    """
    layer = parse_file(path, data)
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    if any((one.term.lower(), one.pos) == (entry.term.lower(), entry.pos) for one in layer.entries):
        raise ConfigError(str(path), f"The term {entry.term!r} stands here already.", "Change it in the file itself.")
    wanted = layer.model_copy(update={"entries": tuple(in_order((*layer.entries, entry)))})
    new = _inserted(text, layer, entry)
    if new is None or not _reads_as(path, new, wanted):
        new = render_file(wanted, head=_head(text))
    if b"\r\n" in data:
        new = new.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b"") + new.encode()


def _reads_as(path: Path, text: str, wanted: GlossaryFile) -> bool:
    try:
        return parse_file(path, text.encode()) == wanted
    except ConfigError:
        return False


def _head(text: str) -> str:
    """The comment lines at the top of a file."""
    found = re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*", text)
    return found[0] if found else ""


def _inserted(text: str, layer: GlossaryFile, entry: Entry) -> str | None:
    """The text with the lines of a new entry among those of the others; None where they are not laid out in lines."""
    starts, end = _layout(text)
    if len(starts) != len(layer.entries) or not starts:
        return None
    lines = text.rstrip("\n").split("\n")
    column = lines[starts[0]].find("-")
    if column < 0 or end > len(lines):
        return None
    blocks = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    tail = _move_comments(blocks) + lines[end:]
    new = [" " * column + line[2:] for line in _entry_lines(entry)]
    named = [*zip(layer.entries, blocks, strict=True), (entry, new)]
    named.sort(key=lambda pair: pair[0].term.lower())
    return "\n".join([*lines[: starts[0]], *(line for _, block in named for line in block), *tail]) + "\n"


def _layout(text: str) -> tuple[list[int], int]:
    """The line (from 0) where each entry begins, and the one behind the last entry."""
    root = yaml.compose(text, Loader=_Safe)
    starts: list[int] = []
    end = len(text.rstrip("\n").split("\n"))
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "entries" and isinstance(value, yaml.SequenceNode) and not value.flow_style:
            starts = [item.start_mark.line for item in value.value]
        elif starts:
            end = min(end, key.start_mark.line)
    return starts, end


def _move_comments(blocks: Sequence[list[str]]) -> list[str]:
    """Hands comments and empty lines at the foot of an entry to the next one, which they stand above.

    Those below the last entry are given back.
    """
    carried: list[str] = []
    for at, block in enumerate(blocks):
        foot = len(block)
        while foot > 1 and (not block[foot - 1].strip() or block[foot - 1].lstrip().startswith("#")):
            foot -= 1
        carried, block[foot:] = block[foot:], []
        if at + 1 < len(blocks):
            blocks[at + 1][:0] = carried
    return carried


def _entry_lines(entry: Entry) -> list[str]:
    lines = [f"  - term: {_scalar(entry.term)}", f"    pos: {entry.pos}", f"    level: {entry.level}"]
    for name in (*_BEFORE, *_AFTER):
        value = getattr(entry, name)
        if value != Entry.model_fields[name].default:
            lines.append(f"    {name}: {_value(value)}")
    lines.append("    examples:")
    for example in entry.examples:
        lines += _example_lines(example)
    return lines


def _example_lines(example: Example) -> list[str]:
    given = {"flag": example.flag, "becomes": example.becomes, "pass": example.passes}
    pairs = [f"{name}: {_quoted(text)}" for name, text in given.items() if text is not None]
    return [f"      {'  ' if at else '- '}{pair}" for at, pair in enumerate(pairs)]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, Substitute):
        given = value.model_dump(exclude_none=True)
        return "{" + ", ".join(f"{name}: {_scalar(text)}" for name, text in given.items()) + "}"
    return _scalar(str(value))


def _scalar(text: str) -> str:
    """Without quotes where YAML reads it as text in any place, else in double quotes."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT else _quoted(text)


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
