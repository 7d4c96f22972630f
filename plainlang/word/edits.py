"""Which swaps can be written into a Word file soundly, and `fix`: the plain words in the place of the old ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from plainlang.letter import Letter
from plainlang.spans import Span, Stretches
from plainlang.word.changes import OpenChanges
from plainlang.word.file import WordFile
from plainlang.word.narrowing import narrowed, word_kept
from plainlang.word.part import Element, Part, local, paragraph_of
from plainlang.word.runs import Change, write_plain
from plainlang.word.twins import Twins
from plainlang.word.words import Finder, Slice, Stretch

Edit = tuple[Span, str]
"""A span of the letter (half-open code points of its text) and the words that take its place."""

_EDGES = ("hyperlink", "fldSimple", "sdt", "dir", "bdo", "AlternateContent", "rt", "rubyBase")
"""What a swap must not reach into or out of."""
_FILLED = ("dropDownList", "comboBox", "date", "dataBinding", "picture", "checkbox", "docPartList")
"""Content controls whose text Word itself puts there, so that other words would not last."""
_LOCKED = ("contentLocked", "sdtContentLocked")


class Written(NamedTuple):
    """What is to change for an edit (`number` counts the edits that were asked for, from 0), and in which part."""

    number: int
    part: str
    changes: tuple[Change, ...]


def fix_word(letter: Letter, edits: Sequence[Edit]) -> tuple[bytes, int]:
    """The file with the new words in place, and how many of the edits could be written soundly; the others stay out.

    letter: as the Word reader made it. edits: from left to right, none overlapping. The new words have the looks of
    the old ones they repeat, else of the first. Raises UnreadableError for a part that cannot be read.
    """
    file = WordFile(letter.source.path, letter.source.data)
    written = sound_edits(file, letter, edits, Finder(file, letter))
    write_plain(change for one in written for change in one.changes)
    for one in written:
        file.touch(one.part)
    return file.data(), len(written)


def sound_edits(file: WordFile, letter: Letter, edits: Sequence[Edit], finder: Finder) -> list[Written]:
    """The edits that leave all but words as it is: in one paragraph, across no edge of a field, link or open change."""
    blanks, others = Stretches(blank.span for blank in letter.blanks), OpenChanges()
    twins: dict[str, Twins] = {}
    written = []
    for number, (there, new) in enumerate(edits):
        span, words = narrowed(letter.text[there.start : there.end], new, there.start)
        stretch = None if blanks.overlap(span) or not words.isprintable() else finder.stretch(span)
        if stretch is None or not _is_sound(file.part(stretch.part), stretch):
            continue
        part = file.part(stretch.part)
        like = _number_of(stretch.slices, word_kept(letter.text[span.start : span.end], words))
        changes = [Change(part, stretch.slices, words, like)]
        other = twins.setdefault(stretch.part, Twins(part)).of(stretch.slices)
        if others.are_crossed(stretch.slices) or others.are_crossed(other):
            continue
        changes += [Change(part, other, words, like)] if other else []
        written.append(Written(number, stretch.part, tuple(changes)))
    return written


def _number_of(slices: Sequence[Slice], offset: int) -> int:
    """The number of the slice, from 0, that holds the character at this offset of them all."""
    ends = accumulate(slice_.end - slice_.start for slice_ in slices)
    return next((number for number, end in enumerate(ends) if offset < end), 0)


def _is_sound(part: Part, stretch: Stretch) -> bool:
    paragraph = paragraph_of(stretch.slices[0].text)
    if not stretch.whole or paragraph is None:
        return False
    edges = [_edges(slice_, paragraph) for slice_ in stretch.slices]
    if edges[0] is None or any(other != edges[0] for other in edges):
        return False
    if any(local(edge) == "sdt" and _is_fixed(part, edge) for edge in _controls(stretch.slices[0].text)):
        return False
    between = range(min(stretch.runs), max(stretch.runs) + 1)
    runs = (part.run(stretch.paragraph, number) for number in between)
    return len(between) == 1 or not any(run is not None and _bears_field(part, run) for run in runs)


def _edges(slice_: Slice, paragraph: Element) -> list[Element] | None:
    """What the run of a slice stands in, below the paragraph; None where the text stands in no plain run."""
    above = []
    for ancestor in slice_.text.iterancestors():
        if ancestor is paragraph:
            break
        above.append(ancestor)
    if not above or local(above[0]) != "r" or any(local(ancestor) == "r" for ancestor in above[1:]):
        return None
    return [ancestor for ancestor in above if local(ancestor) in _EDGES]


def _controls(element: Element) -> list[Element]:
    return [above for above in element.iterancestors() if local(above) == "sdt"]


def _is_fixed(part: Part, control: Element) -> bool:
    properties = control.find(part.name("sdtPr"))
    kinds = () if properties is None else [local(child) for child in properties]
    lock = None if properties is None else properties.find(part.name("lock"))
    locked = lock is not None and lock.get(part.name("val")) in _LOCKED
    return locked or any(kind in _FILLED for kind in kinds)


def _bears_field(part: Part, run: Element) -> bool:
    return run.find(part.name("fldChar")) is not None or run.find(part.name("instrText")) is not None
