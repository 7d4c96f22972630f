"""Where something stands in its file, in words."""

from __future__ import annotations

from plainlang.source import Place

_MAIN = ("document", "content")
"""The part of a Word or OpenDocument file that holds the letter itself."""


def where(place: Place, *, column: bool = True) -> str:
    """The place in words: "line 3, column 7", "page 2", "footer1, paragraph 1". The column can be left out."""
    spot = _spot(place, column=column)
    return f"{place.file}, {spot}" if place.file else spot


def _spot(place: Place, *, column: bool) -> str:
    part = (place.part or "").rsplit("/", 1)[-1].removesuffix(".xml")
    beside = f"{part}, " if part and part not in _MAIN else ""
    if place.page is not None:
        return f"{beside}page {place.page}"
    if place.paragraph is not None:
        return f"{beside}paragraph {place.paragraph}"
    return f"{beside}line {place.line}" + (f", column {place.column}" if column else "")
