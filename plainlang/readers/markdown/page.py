"""The letter as it grows from the parts of a Markdown text, and the blocks it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from plainlang.letter import Blank, Kind
from plainlang.readers import text as plain_text
from plainlang.readers.anatomy import Draft, name_blocks
from plainlang.readers.html.page import in_row, kinds, moved, rows_of
from plainlang.readers.html.text import MARGIN
from plainlang.readers.html.tokens import Tag
from plainlang.readers.html.walk import Walk
from plainlang.readers.markdown.inline import Edge, HtmlBlock, Part, Stretch
from plainlang.readers.markdown.prose import Bit, Prose
from plainlang.readers.markdown.remarks import Comment
from plainlang.source import Piece, Source, TextHome
from plainlang.spans import Span

_COLUMN_GAP = re.compile(r"\t| {3,}|\|")
"""Sets columns apart in plain text; in a paragraph of a page it is a space, or part of a merge field."""
_GOES_ON = re.compile(r"[a-z]+(?![\w/])|I(?:['’][a-z]+)? [a-z]|\$?\d[\d,]*(?:\.\d\d)? [a-z]")
_RUNNING = re.compile(r"\s*(?!c/o\b|attn\b)[a-z]")
"""How a line begins that goes on with a sentence: it stands in running text, and so does the line below it."""
_LEAVES_OPEN = re.compile(
    r"\b(?:a|an|the|and|or|but|of|to|at|by|for|from|in|on|with|than|within|until|before|after|about|under|is|are|was|"
    r"were|will|your|our|their|this|that|if|when|because|as)$|"
    r"(?:^|[.!?] )(?:If|When|Once|Because|Since|Until|Unless|After|Before|While|As) [^.!?\n]+,$"
)
"""Ends of a line that no address, name or label ends with: whatever stands below goes on from it."""
_CLOSE_TOGETHER = (Kind.LIST_ITEM, Kind.TABLE_CELL)


class Page:
    """The letter made of `parts`; `masked` is the text that was parsed."""

    def __init__(self, source: Source, masked: str, parts: Sequence[Part]) -> None:
        self.texts: list[str] = []
        self.pieces: list[Piece] = []
        self.drafts: list[Draft] = []
        self.blanks: list[Blank] = []
        self._length = self._home_end = 0
        self._last_kind: Kind | None = None
        blocks = [part for part in parts if isinstance(part, HtmlBlock)]
        self._walk = Walk(source, text=_without_margins(masked, blocks), spans=[block.span for block in blocks])
        self._prose = Prose(source.text, masked, self._walk)
        self._stretches: dict[int, tuple[Stretch, list[Bit]]] = {}
        for part in parts:
            self._take(part)
        laid_out = self._walk.page
        for at, (kind, place) in enumerate(zip(kinds(laid_out), rows_of(laid_out.paragraphs), strict=True)):
            self._lay_out(at, kind, place)

    @property
    def comments(self) -> list[Comment]:
        """The comments to plainlang, in order."""
        notes = [Comment(note.start, note.text, note.alone) for note in self._walk.notes]
        return sorted([*notes, *self._prose.comments])

    def _take(self, part: Part) -> None:
        """Goes past a part; what it shows has a place among the paragraphs of the walk's page."""
        page = self._walk.page
        if isinstance(part, HtmlBlock):
            self._walk.read(part.span)
        elif isinstance(part, Edge):
            self._walk.follow(Tag(part.name, Span(0, 0), part.end))
            # An inline element that ends with its paragraph shows nothing more.
            page.take()
        else:
            look = self._walk.look
            bits = self._prose.bits(part)
            if "".join(bit.text for bit in bits).strip():
                self._stretches[len(page.paragraphs)] = part, bits
                page.hold(look)

    def _lay_out(self, at: int, kind: Kind | None, place: tuple[int, int] | None) -> None:
        """Writes a paragraph into the letter. kind: as the HTML around it says. place: its row and column."""
        first = len(self.drafts)
        if at in self._stretches:
            stretch, bits = self._stretches[at]
            self._add(bits, stretch.kind or kind, None)
        else:
            paragraph = self._walk.page.paragraphs[at]
            self._add(list(self._prose.of_html(paragraph)), kind, paragraph.drafts(kind))
        self.drafts[first:] = [in_row(draft, place) for draft in self.drafts[first:]]

    def _add(self, bits: Sequence[Bit], kind: Kind | None, drafts: Iterable[Draft] | None) -> None:
        if self.texts:
            near = kind in _CLOSE_TOGETHER and self._last_kind == kind
            self._append(Bit("\n" if near else "\n\n", Span(self._home_end, self._home_end)))
        start, line_ends = self._length, set()
        for bit in bits:
            if bit.line_end:
                line_ends.add(self._length - start)
            self._append(bit)
        self._last_kind = kind
        shown = "".join(bit.text for bit in bits)
        self.drafts.extend(moved(draft, start) for draft in drafts or _drafts(shown, kind, line_ends))

    def _append(self, bit: Bit) -> None:
        span = Span(self._length, self._length + len(bit.text))
        last = self.pieces[-1] if self.pieces else None
        home = TextHome(bit.home, bit.quoting)
        # A fix is written into one piece, so what stands in one row in the file has to be one piece.
        if last and last.literal and bit.literal and self._home_end == bit.home.start and _quoted_alike(last, home):
            start = self._home_end - len(last.letter)
            home = TextHome(Span(start, bit.home.end), bit.quoting)
            self.pieces[-1] = Piece(Span(last.letter.start, span.end), home, literal=True)
        else:
            self.pieces.append(Piece(span, home, bit.literal))
        if bit.blank:
            self.blanks.append(Blank(span))
        self.texts.append(bit.text)
        self._length, self._home_end = span.end, bit.home.end


def _quoted_alike(last: Piece, home: TextHome) -> bool:
    return isinstance(last.home, TextHome) and last.home.quoting == home.quoting


def _without_margins(text: str, blocks: Iterable[HtmlBlock]) -> str:
    """The text, of the same length, with marks in place of what stands before the lines of HTML."""
    margins = [margin for block in blocks for margin in block.margins]
    if not margins:
        return text
    chars = list(text)
    for margin in margins:
        chars[slice(*margin)] = MARGIN * len(margin)
    return "".join(chars)


def _drafts(shown: str, kind: Kind | None, line_ends: set[int]) -> Iterator[Draft]:
    """The blocks of one stretch: one where its kind is known, else by its lines, as in plain text."""
    if kind is not None:
        yield Draft(Span(len(shown) - len(shown.lstrip()), len(shown.rstrip())), kind)
        return
    last: Draft | None = None
    for draft in plain_text.drafts(_COLUMN_GAP.sub(lambda gap: "x" * len(gap.group()), shown)):
        if last and _goes_on(shown, last, draft, line_ends):
            last = Draft(Span(last.span.start, draft.span.end))
            continue
        if last:
            yield last
        last = draft
    if last:
        yield last


def _goes_on(shown: str, above: Draft, below: Draft, line_ends: set[int]) -> bool:
    """True where a sentence runs on: a line of an address, a name or a new sentence begins with a capital or a number.

    Markdown writers break lines where they like, at every comma even; the page shows no such break.
    """
    between = range(above.span.end, below.span.start)
    if above.kind or below.kind or "\n\n" in shown[between.start : between.stop] or line_ends.intersection(between):
        return False
    line = shown[above.span.start : above.span.end]
    if name_blocks(shown, [above])[0].kind not in (Kind.PARAGRAPH, Kind.HEADING):
        return False
    runs_on = _RUNNING.match(line.rpartition("\n")[2])
    return bool(runs_on or _GOES_ON.match(shown, below.span.start) or _LEAVES_OPEN.search(line))
