"""Where something stands in a letter, in the words of a person who has the letter in front of her."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from plainlang.letter import Block, Kind, Letter
from plainlang.reporters.places import where
from plainlang.source import Place
from plainlang.spans import Span

_APART = {Kind.HEADER: "Header", Kind.FOOTER: "Footer"}
_PARTS = {"header": "Header", "footer": "Footer", "footnotes": "Footnote", "endnotes": "Endnote"}
"""How the name of a part of a Word or RTF file begins -> what a person calls it."""
_TEXT = ("", "document", "content")
"""The part with the text of the letter itself."""


class Places:
    """The places of one letter."""

    def __init__(self, letter: Letter) -> None:
        self._letter = letter
        self._blocks = sorted(letter.blocks, key=lambda block: block.span)
        self._starts = [block.span.start for block in self._blocks]
        self._notes = dict(self._numbered())

    def apart(self, span: Span) -> str:
        """ "Footer", "Footnote 2", another file: what nobody can tell from the mark alone; else empty."""
        place = self._letter.map.place(span)
        if place.file:
            return where(place, column=False)
        block = self._block(span)
        if block is None:
            return ""
        return self._notes[block.span.start] if block.kind is Kind.FOOTNOTE else _APART.get(block.kind, "")

    def whole(self, span: Span) -> str:
        """The place of words that are not marked on the page."""
        return self.apart(span) or in_words(self._letter.map.place(span), column=False)

    def _block(self, span: Span) -> Block | None:
        at = bisect_right(self._starts, span.start) - 1
        return self._blocks[at] if at >= 0 else None

    def _numbered(self) -> Iterator[tuple[int, str]]:
        """The notes by their offset, counted as they come; a note is a paragraph of its own in nearly all letters."""
        counts, last = dict.fromkeys(("Footnote", "Endnote"), 0), None
        for block in self._blocks:
            if block.kind is Kind.FOOTNOTE:
                place = self._letter.map.place(block.span)
                name = "Endnote" if _stem(place).startswith("endnote") else "Footnote"
                now = (place.part, place.paragraph or block.span.start)
                counts[name] += now != last
                last = now
                yield block.span.start, f"{name} {counts[name]}"


def in_words(place: Place, *, column: bool = True) -> str:
    """The place with a capital: "Text of the letter, paragraph 20", "Footer", "Line 3, column 1"."""
    stem = _stem(place)
    named = next((name for part, name in _PARTS.items() if stem.startswith(part)), "")
    if named and not place.file:
        return named
    if place.paragraph is not None and stem in _TEXT and not place.file:
        return f"Text of the letter, paragraph {place.paragraph}"
    said = where(place, column=column)
    return said[:1].upper() + said[1:]


def _stem(place: Place) -> str:
    return (place.part or "").rsplit("/", 1)[-1].removesuffix(".xml")
