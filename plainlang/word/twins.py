"""The twin of a text box: Word keeps the same words again for old programs, and both have to change."""

from __future__ import annotations

from collections.abc import Sequence

from plainlang.word.part import Element, Part, local
from plainlang.word.words import Slice


class Twins:
    """Finds the w:t of the other branch of an mc:AlternateContent, where both branches hold the same texts."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._known: dict[Element, dict[Element, Element]] = {}

    def of(self, slices: Sequence[Slice]) -> tuple[Slice, ...]:
        """The same slices in the other branch; nothing where there is none or it holds other texts."""
        box = _box(slices[0].text)
        if box is None:
            return ()
        if box not in self._known:
            self._known[box] = self._pairs(box)
        pairs = self._known[box]
        if not all(slice_.text in pairs for slice_ in slices):
            return ()
        return tuple(Slice(pairs[slice_.text], slice_.start, slice_.end) for slice_ in slices)

    def _pairs(self, box: Element) -> dict[Element, Element]:
        branches = [child for child in box if local(child) in ("Choice", "Fallback")]
        if len(branches) != 2:
            return {}
        first, second = (list(branch.iter(self._part.name("t"))) for branch in branches)
        if [text.text for text in first] != [text.text for text in second]:
            return {}
        return dict(zip([*first, *second], [*second, *first], strict=True))


def _box(element: Element) -> Element | None:
    """The outermost mc:AlternateContent around an element."""
    around = [above for above in element.iterancestors() if local(above) == "AlternateContent"]
    return around[-1] if around else None
