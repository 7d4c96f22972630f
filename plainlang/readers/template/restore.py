"""From the letter read off a template's page back to the template: its own characters, and their true places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from plainlang.letter import Blank, Letter, Remark
from plainlang.readers.blanks import merge_blanks
from plainlang.readers.template.page import EDGE, FIELD, Role, Segment, Woven
from plainlang.source import Home, Piece, Place, PlaceHome, Quoting, Source, SourceMap, TextHome
from plainlang.spans import Span

_CHUNK = re.compile(r"\S+\s*|\s+")
_MASKED = re.compile(f"{FIELD}+|[^{FIELD}]+")


def restore(inner: Letter, woven: Woven, source: Source) -> Letter:
    """The letter of the template `source`; `inner` was read from the page `woven`.

    Both have the same length: a field is as long as its mask, and an edge becomes a line end.
    """
    restored = _Restored(inner, woven)
    for piece in inner.map.pieces:
        assert isinstance(piece.home, TextHome)
        restored.add(piece, piece.home)
    text = "".join(restored.parts)
    return Letter(
        source=source,
        text=text,
        blocks=tuple(
            replace(block, span=part) for block in inner.blocks for part in parted(block.span, restored.edges, text)
        ),
        blanks=merge_blanks([*inner.blanks, *restored.blanks]),
        map=SourceMap(restored.pieces, letter=text, source=source),
        told=inner.told,
        remarks=tuple(sorted(restored.remarks(), key=lambda remark: _order(remark.place))),
    )


def parted(span: Span, edges: Sequence[int], text: str) -> Iterator[Span]:
    """The parts of a block between the edges (sorted offsets of `text`) in it, without outer space."""
    inside = edges[bisect_left(edges, span.start) : bisect_left(edges, span.end)]
    for start, end in pairwise([span.start, *inside, span.end]):
        shown = text[start:end]
        if shown.strip():
            yield Span(start + len(shown) - len(shown.lstrip()), start + len(shown.rstrip()))


def _order(place: Place) -> tuple[str, int, int]:
    return place.file or "", place.line or 0, place.column or 0


class _Restored:
    """The letter as it grows again, piece by piece. edges: where a block ends within a block of the page."""

    def __init__(self, inner: Letter, woven: Woven) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.blanks: list[Blank] = []
        self.edges: list[int] = []
        self._inner, self._woven = inner, woven
        self._starts = [segment.page.start for segment in woven.segments]
        self._length = 0
        self._last: Segment | None = None

    def add(self, piece: Piece, home: TextHome) -> None:
        """Adds a piece of the page's letter."""
        text = self._inner.text[piece.letter.start : piece.letter.end]
        if not piece.literal:
            self._rewritten(text, list(self._within(home.span)))
            return
        for segment, part in self._within(home.span):
            at = part.start - home.span.start
            self._literal(segment, part, text[at : at + len(part)], home.quoting)

    def _within(self, span: Span) -> Iterator[tuple[Segment, Span]]:
        """The segments that a stretch of the page touches, each with the part of the page that it shares."""
        segments = self._woven.segments
        at = max(0, bisect_right(self._starts, span.start) - 1)
        end = max(span.end, span.start + 1)
        while at < len(segments) and segments[at].page.start < end:
            segment = segments[at]
            start = max(span.start, segment.page.start)
            yield segment, Span(start, max(start, min(span.end, segment.page.end)))
            at += 1

    def _literal(self, segment: Segment, part: Span, text: str, quoting: Quoting) -> None:
        home = Span(_true(segment, part.start), _true(segment, part.end))
        if segment.role is Role.EDGE:
            self.edges.append(self._length)
            text = "\n"
        elif segment.role is Role.FIELD:
            text = segment.file.text[home.start : home.end]
            self._blank(segment, len(text))
        same = segment.role in (Role.TEXT, Role.FIELD)
        if segment.file.name is None:
            self._append(text, TextHome(home, segment.quoting or quoting), literal=same)
            return
        # Word by word: a place is that of the first character of its piece.
        for chunk in _CHUNK.finditer(text):
            place = segment.file.place(home.start + chunk.start() if same else home.start)
            self._append(chunk[0], PlaceHome(place), literal=False)

    def _blank(self, segment: Segment, length: int) -> None:
        span = Span(self._length, self._length + length)
        if self._last is segment and self.blanks and self.blanks[-1].span.end == span.start:
            span = Span(self.blanks.pop().span.start, span.end)
        self.blanks.append(Blank(span, segment.word))
        self._last = segment

    def _rewritten(self, text: str, touched: list[tuple[Segment, Span]]) -> None:
        """A piece that is written in another way on the page (an entity, a break); fields are masked in it."""
        home = _home(touched)
        if any(segment.role is Role.EDGE for segment, _ in touched):
            self.edges += [self._length + at for at, char in enumerate(text) if char == EDGE]
            text = text.replace(EDGE, "\n")
        fields = [(segment, part) for segment, part in touched if segment.role is Role.FIELD]
        said = "".join(segment.file.text[slice(*_home_span(segment, part))] for segment, part in fields)
        for shown in _MASKED.findall(text) if fields else [text]:
            if fields and shown[0] == FIELD:
                self.blanks.append(Blank(Span(self._length, self._length + len(shown))))
                self._append(said[: len(shown)].ljust(len(shown), "_"), home, literal=False)
                said = said[len(shown) :]
            else:
                self._append(shown, home, literal=False)

    def _append(self, text: str, home: Home, *, literal: bool) -> None:
        if not text:
            return
        span = Span(self._length, self._length + len(text))
        self._length = span.end
        last = self.pieces[-1] if self.pieces else None
        before = last.home if literal and last and last.literal else None
        # A fix is written into one piece, so what stands in one row in the file has to be one piece.
        if isinstance(before, TextHome) and isinstance(home, TextHome) and _in_a_row(before, home):
            span = Span(self.pieces.pop().letter.start, span.end)
            home = TextHome(Span(before.span.start, home.span.end), home.quoting)
        self.pieces.append(Piece(span, home, literal))
        self.parts.append(text)

    def remarks(self) -> Iterator[Remark]:
        """The comments to plainlang of the template and of its page."""
        homes = [piece.home.span.start for piece in self._inner.map.pieces if isinstance(piece.home, TextHome)]
        for remark in self._woven.remarks:
            offset = self._letter_offset(homes, remark.span.start)
            yield replace(remark, span=Span(offset, offset))
        starts = [0, *(found.end() for found in re.finditer("\n", self._woven.text))]
        for remark in self._inner.remarks:
            at = starts[(remark.place.line or 1) - 1] + (remark.place.column or 1) - 1
            found = next(self._within(Span(at, at)), None)
            place = found[0].file.place(_true(found[0], at)) if found else remark.place
            yield replace(remark, place=place)

    def _letter_offset(self, homes: list[int], offset: int) -> int:
        """The offset of the letter for one of the page."""
        at = bisect_right(homes, offset) - 1
        if at < 0:
            return 0
        piece = self._inner.map.pieces[at]
        return min(piece.letter.end, piece.letter.start + offset - homes[at])


def _true(segment: Segment, offset: int) -> int:
    """The place in its file of an offset of the page in this segment."""
    if segment.role in (Role.MADE, Role.EDGE):
        return segment.home.end if offset >= segment.page.end else segment.home.start
    return min(segment.home.start + max(0, offset - segment.page.start), segment.home.end)


def _home_span(segment: Segment, part: Span) -> Span:
    return Span(_true(segment, part.start), _true(segment, part.end))


def _home(touched: Sequence[tuple[Segment, Span]]) -> Home:
    """The home of a piece over these segments."""
    if not touched:
        return TextHome(Span(0, 0))
    (first, start), (last, end) = touched[0], touched[-1]
    at = _true(first, start.start)
    if first.file.name is not None:
        return PlaceHome(first.file.place(at))
    return TextHome(Span(at, max(at, _true(last, end.end)) if last.file is first.file else at))


def _in_a_row(before: TextHome, home: TextHome) -> bool:
    return before.span.end == home.span.start and before.quoting is home.quoting
