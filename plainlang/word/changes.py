"""Other people's open changes: a swap over the edge of one would come apart when that change is rejected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plainlang.word.part import Element, local, paragraph_of, shown
from plainlang.word.words import Slice

_INSERTED = ("ins", "moveTo")
_DELETED = ("del", "moveFrom")
_SIGNS = ("tab", "ptab", "cr", "br", "noBreakHyphen", "sym", "drawing", "pict", "object", "oMath")
_MARKS = ("footnoteReference", "endnoteReference")
_SEEN = frozenset(("t", "delText", *_SIGNS, *_MARKS))


class _Beside(NamedTuple):
    """The w:t of a paragraph right behind which, and right before which, deleted words stand."""

    behind: set[Element]
    before: set[Element]


class OpenChanges:
    """Asks about the open changes of a file; what was found out about a paragraph is kept."""

    def __init__(self) -> None:
        self._known: dict[Element, _Beside] = {}

    def are_crossed(self, slices: Sequence[Slice]) -> bool:
        """True unless the characters lie wholly in one change or outside all, with no deleted words right beside."""
        if len({_insertions(slice_.text) for slice_ in slices}) > 1:
            return True
        return any(self._touches_deleted(slice_) for slice_ in slices)

    def _touches_deleted(self, slice_: Slice) -> bool:
        paragraph = paragraph_of(slice_.text)
        if paragraph is None:
            return False
        if paragraph not in self._known:
            self._known[paragraph] = _beside(paragraph)
        beside, (first, last) = self._known[paragraph], shown(slice_.text)
        at_start = slice_.start <= first and slice_.text in beside.before
        return at_start or (slice_.end >= last and slice_.text in beside.behind)


def _insertions(text: Element) -> tuple[tuple[str | None, ...], ...]:
    """The insertions around a w:t. Word cuts one insertion into several, so author and moment tell them apart."""
    around = [above for above in text.iterancestors() if local(above) in _INSERTED]
    return tuple((local(above), _told(above, "author"), _told(above, "date")) for above in around)


def _told(change: Element, attribute: str) -> str | None:
    """An attribute of the namespace that its element has."""
    told: str | None = change.get(f"{change.tag.removesuffix(local(change))}{attribute}")
    return told


def _beside(paragraph: Element) -> _Beside:
    found = _Beside(set(), set())
    last: Element | None = None
    deleted = False
    for element in paragraph.iter():
        name = local(element)
        if name not in _SEEN or _is_empty(element, name) or paragraph_of(element) is not paragraph:
            continue
        if any(local(above) in _DELETED for above in element.iterancestors()):
            deleted = True
            if last is not None:
                found.behind.add(last)
            continue
        last = element if name == "t" else None
        if deleted and last is not None:
            found.before.add(last)
        deleted = False
    return found


def _is_empty(element: Element, name: str) -> bool:
    if name == "t":
        first, last = shown(element)
        return first == last
    return name == "delText" and not element.text
