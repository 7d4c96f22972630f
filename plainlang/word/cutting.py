"""Runs cut where a slice begins or ends, so that whole runs can be marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import pairwise
from operator import itemgetter

from plainlang.word.part import Element, local, set_text, shown
from plainlang.word.stamp import Stamp
from plainlang.word.words import Slice

Segments = dict[Element, list[tuple[int, Element]]]
"""w:t as it was -> the w:t it is now made of, in order, each with the offset it begins at."""


def cut(slices: Iterable[Slice], stamp: Stamp) -> Segments:
    """Splits runs so that every slice consists of whole runs of one w:t each; each keeps the looks of its run."""
    cuts: dict[Element, set[int]] = {}
    for text, start, end in slices:
        cuts.setdefault(text, set()).update((start, end))
    segments: Segments = {}
    for run in dict.fromkeys(text.getparent() for text in cuts):
        if local(run) == "r":
            _regroup(run, _grouped(run, cuts, segments), stamp)
    return segments


def _grouped(run: Element, cuts: dict[Element, set[int]], segments: Segments) -> list[list[Element]]:
    """The children of a run, without its looks, as the runs they are to stand in; notes what each w:t is made of."""
    groups: list[list[Element]] = [[]]
    cut_here = False
    for child in [child for child in run if local(child) != "rPr"]:
        offsets = cuts.get(child, set())
        end = shown(child)[1] if offsets else 0
        pieces = _pieces(child, offsets) if offsets else [(0, child)]
        for start, piece in pieces:
            if groups[-1] and (cut_here or start in offsets):
                groups.append([])
            cut_here = False
            groups[-1].append(piece)
        if offsets:
            segments[child] = pieces
            cut_here = max(offsets) >= end
    return groups


def _regroup(run: Element, groups: Sequence[Sequence[Element]], stamp: Stamp) -> None:
    """Keeps the first group in the run; each other one gets a run like it, in the order of the groups."""
    looks = next((child for child in run if local(child) == "rPr"), None)
    last = run
    run.extend(groups[0])
    for group in groups[1:]:
        new = run.makeelement(run.tag, dict(run.attrib))
        if looks is not None:
            new.append(_copied(looks, stamp))
        new.extend(group)
        last.addnext(new)
        last = new


def _pieces(element: Element, offsets: set[int]) -> list[tuple[int, Element]]:
    """The w:t cut at the offsets; the first piece is the element itself. Space that is not shown stays so."""
    text, (first, last) = element.text or "", shown(element)
    inside = sorted(offset for offset in offsets if first < offset < last)
    pieces: list[tuple[int, Element]] = []
    for start, end in pairwise(sorted({0, first, *inside, last, len(text)})):
        piece = element.makeelement(element.tag, dict(element.attrib)) if pieces else element
        pieces.append((start, piece))
        if first <= start < last:
            set_text(piece, text[start:end])
        else:
            piece.text = text[start:end]
    return pieces


def _copied(looks: Element, stamp: Stamp) -> Element:
    copied = without_tail(deepcopy(looks))
    for former in copied:
        if local(former) == "rPrChange":
            former.set(former.tag.removesuffix("rPrChange") + "id", stamp.fresh())
    return copied


def without_tail(element: Element) -> Element:
    """The element without the white space behind it, which is not to move with it."""
    element.tail = None
    return element


def texts_of(slices: Sequence[Slice], segments: Segments) -> list[Element]:
    """The w:t that the slices consist of after `cut`, in order."""
    found: list[Element] = []
    for text, start, end in slices:
        pieces = segments.get(text, [])
        low, high = (bisect_left(pieces, offset, key=itemgetter(0)) for offset in (start, end))
        found += [piece for _, piece in pieces[low:high]]
    return found
