"""A quick look before a slow one."""

from __future__ import annotations

from collections.abc import Sequence


def holds_any(text: str, hints: Sequence[str]) -> bool:
    """A quick look before a slow one: one of the hints stands in the text, in whatever case."""
    lower = text.lower()
    return any(hint in lower for hint in hints)
