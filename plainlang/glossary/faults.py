"""What pydantic says of an entry, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plainlang.glossary.entry import Entry, GlossaryFile

KEYS = frozenset({*GlossaryFile.model_fields, *Entry.model_fields, "flag", "becomes", "pass", "words", "many"})
"""Every key that a glossary file can hold."""
_FAULTS = {
    "missing": ("is missing", "Add it."),
    "string_too_short": ("is empty", "Fill it in, or leave the key out."),
    "string_too_long": ("is longer than {max_length} characters", "Say it in fewer words."),
    "string_type": ("is not text", "Put it in quotes."),
    "tuple_type": ("is not a list", "Write it as [one, two]."),
    "too_short": ("is empty", "Add at least one."),
    "literal_error": ("is not one of the words it can be", "Use {expected}."),
    "enum": ("is not one of the words it can be", "Use {expected}."),
    "bool_parsing": ("is not true or false", "Write true or false."),
    "bool_type": ("is not true or false", "Write true or false."),
}


def field_of(place: Sequence[int | str]) -> str:
    """The key a fault is about: the last one in its place that a file can hold; empty for the entry as a whole."""
    return next((step for step in reversed(place) if isinstance(step, str) and step in KEYS), "")


def told(item: Any) -> tuple[str, str]:
    """One of pydantic's errors in plain words: the fault, and what to do."""
    kind, key = item["type"], field_of(item["loc"])
    if kind == "extra_forbidden":
        return f"There is no key `{item['loc'][-1]}` here.", "docs/glossary.md lists the keys an entry may have."
    if kind in _FAULTS:
        what, fix = _FAULTS[kind]
        ctx = item.get("ctx", {})
        return f"`{key}` {what.format(**ctx)}.", fix.format(**ctx)
    said = item["msg"].removeprefix("Value error, ")
    return (
        f"`{key}`: {said}." if key not in ("", "entries") else f"{said[0].upper()}{said[1:]}."
    ), "Correct this entry."
