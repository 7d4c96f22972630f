"""A swap applied to the runs of a paragraph: plainly, or as a tracked change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import NamedTuple

from plainlang.word.cutting import without_tail
from plainlang.word.part import BLANKS, Element, Part, local, set_text, shown
from plainlang.word.stamp import Stamp
from plainlang.word.words import Slice

_INSERTIONS = ("ins", "moveTo")
_UNSEEN = ("proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")


class Change(NamedTuple):
    """Old characters of one paragraph, in order, and the words that take their place (empty: they are left out).

    like: the number of the slice, from 0, whose place and looks the new words take.
    """

    part: Part
    slices: tuple[Slice, ...]
    words: str
    like: int = 0


def write_plain(changes: Iterable[Change]) -> None:
    """Puts the new words in the place of the old ones, with the looks of one of them; no element comes or goes."""
    swaps: dict[Element, list[tuple[int, int, str]]] = {}
    for change in changes:
        for number, (text, start, end) in enumerate(change.slices):
            swaps.setdefault(text, []).append((start, end, change.words if number == change.like else ""))
    for element, there in swaps.items():
        first, last = shown(element)
        old, out, at = element.text or "", [], first
        for start, end, words in sorted(there):
            out += [old[at:start], words]
            at = end
        new = "".join([*out, old[at:last]])
        if new == new.strip(BLANKS):
            element.text = old[:first] + new + old[last:]
        else:
            set_text(element, new)


def track(change: Change, texts: Sequence[Element], like: int, stamp: Stamp) -> None:
    """Marks the runs of `texts` (see `cutting.texts_of`) as deleted, and the new words as inserted behind them.

    like: the number of the w:t whose looks the new words take. Where words that stay, or a note's mark, stand between
    the old words, the new ones stand on the side of that w:t.
    """
    part = change.part
    looks = texts[like].getparent().find(part.name("rPr"))
    behind: Element | None = None
    last: Element | None = None
    for number, text in enumerate(texts):
        run = text.getparent()
        text.tag = part.name("delText")
        if last is None or run.getprevious() is not last:
            before, last = last, stamp.element(part, "del")
            run.addprevious(last)
            if number <= like or (behind is before and before is not None and _is_next(before, last)):
                behind = last
        last.append(without_tail(run))
    if change.words and behind is not None:
        _insert_behind(behind, _inserted(change, looks, stamp), part, stamp)


def _is_next(before: Element, after: Element) -> bool:
    """True when nothing that is shown stands between two siblings."""
    between = before.getnext()
    while between is not None and between is not after and local(between) in _UNSEEN:
        between = between.getnext()
    return between is after


def _inserted(change: Change, looks: Element | None, stamp: Stamp) -> Element:
    part = change.part
    inserted, run, text = stamp.element(part, "ins"), part.new("r"), part.new("t")
    if looks is not None:
        run.append(without_tail(deepcopy(looks)))
        # Another person's change of looks is about the old words.
        for former in run.findall(f"{part.name('rPr')}/{part.name('rPrChange')}"):
            former.getparent().remove(former)
    set_text(text, change.words)
    run.append(text)
    inserted.append(run)
    return inserted


def _insert_behind(deleted: Element, inserted: Element, part: Part, stamp: Stamp) -> None:
    """Puts the w:ins behind the w:del; what another person inserted around it is cut in two there."""
    before = deleted
    while local(before.getparent()) in _INSERTIONS:
        outer, rest = before.getparent(), list(before.itersiblings())
        if any(local(element) in ("r", "del", "ins", "smartTag", "sdt", "customXml") for element in rest):
            other = outer.makeelement(outer.tag, {**outer.attrib, part.name("id"): stamp.fresh()})
            outer.addnext(other)
            other.extend(rest)
        else:
            for element in reversed(rest):
                outer.addnext(element)
        before = outer
    before.addnext(inserted)
