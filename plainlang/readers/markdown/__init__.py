"""Markdown: the prose of the rendered page, each word with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from plainlang.letter import Blank, Kind, Letter
from plainlang.readers import text as plain_text
from plainlang.readers.anatomy import Draft, name_blocks
from plainlang.readers.blanks import find_blanks, merge_blanks
from plainlang.readers.decode import decode
from plainlang.readers.front_matter import find_front_matter
from plainlang.readers.length import LONGEST_LETTER, too_long
from plainlang.readers.markdown.inline import AT, Stretch, stretches
from plainlang.readers.markdown.remarks import find_remarks
from plainlang.source import Piece, Source, SourceMap, TextHome
from plainlang.spans import Span

_CODE = "code"
"""Stands in the sentence for a code span."""
_MASK = "\ue000"
"""Stands for a character of a merge field while the parser runs: to Markdown it is a letter like others."""
_LONGEST_SOURCE = LONGEST_LETTER * 3 // 2
_MOST_BRACKETS = 20_000
"""For each one the parser looks for its partner to the end of the paragraph."""
_TEMPLATE = ("{", "<", "%", "$", "«")
_FRONT = re.compile(
    r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)|\+\+\+[ \t]*\n(?:.*\n)*?\+\+\+[ \t]*(?:\n|\Z)"
)
_YAML_KEY = re.compile(r"[\"']?[\w.-]+[\"']?[ \t]*:(?:\s|$)")
_YAML_REST = re.compile(r"\s|$|[#\]}]|- |\{%")
_BREAK_TAG = re.compile(r"</?br\b", re.IGNORECASE)
_COLUMN_GAP = re.compile(r"\t| {3,}|\|")
"""Sets columns apart in plain text; in a paragraph of a page it is a space, or part of a merge field."""
_GOES_ON = re.compile(r"[a-z]+(?![\w/])")
_CLOSE_TOGETHER = (Kind.LIST_ITEM, Kind.TABLE_CELL)


def read(path: str, data: bytes) -> Letter:
    """Reads a Markdown file. The letter's text is the prose of the page; code, HTML and links' targets are not.

    Raises UnreadableError when the bytes are no text.
    """
    return read_source(decode(path, data))


def read_source(source: Source) -> Letter:
    """Reads Markdown that is text already (see `read`)."""
    if len(source.text) > _LONGEST_SOURCE or source.text.count("[") > _MOST_BRACKETS:
        raise too_long(source.path)
    page = _Page(source.text)
    for stretch in stretches(page.masked):
        page.add(stretch)
    text = "".join(page.parts)
    places = SourceMap(page.pieces, letter=text, source=source)
    return Letter(
        source=source,
        text=text,
        blocks=name_blocks(text, page.drafts),
        blanks=merge_blanks([*page.blanks, *find_blanks(text)]),
        map=places,
        told=find_front_matter(source.text)[0],
        remarks=find_remarks(page.masked, page.pieces, places),
    )


def _masked(text: str) -> str:
    """The text as the parser gets it, of the same length: no front matter, merge fields as words.

    A field is filled in before the page is rendered, so its pipes, stars and angles are no Markdown.
    """
    front = _FRONT.match(text)
    if front and (front["yaml"] is None or _is_yaml(front["yaml"])):
        text = re.sub(r"[^\n]", " ", front.group()) + text[front.end() :]
    chars = list(text)
    for blank in find_blanks(text):
        field = text[blank.span.start : blank.span.end]
        if field.startswith(_TEMPLATE) and "\n" not in field:
            chars[blank.span.start : blank.span.end] = _MASK * len(field)
    return "".join(chars)


def _is_yaml(block: str) -> bool:
    """False for prose between two rules."""
    lines = block.splitlines()
    keys = [line for line in lines if _YAML_KEY.match(line)]
    return (bool(keys) or not block.strip()) and all(_YAML_KEY.match(line) or _YAML_REST.match(line) for line in lines)


class _Bit(NamedTuple):
    """A stretch of the letter to be; a bit without text is a tag that is not shown."""

    text: str
    home: Span
    literal: bool = False
    blank: bool = False
    line_end: bool = False


class _Page:
    """The letter as it grows."""

    def __init__(self, source: str) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.drafts: list[Draft] = []
        self.blanks: list[Blank] = []
        self.masked = _masked(source)
        self._source = source
        self._length = self._home_end = 0
        self._last_kind: Kind | None = None
        self._show: dict[str, Callable[[Token, Stretch], Iterator[_Bit]]] = {
            "text": self._text,
            "text_special": self._special,
            "code_inline": self._code,
            "html_inline": self._tag,
            "softbreak": self._soft_break,
            "hardbreak": self._hard_break,
            "image": self._image,
        }

    def add(self, stretch: Stretch) -> None:
        """Adds a stretch and drafts its blocks; one that shows nothing leaves nothing."""
        bits = list(_without_double_spaces(self._bits(stretch)))
        shown = "".join(bit.text for bit in bits)
        if not shown.strip():
            return
        if self.parts:
            near = stretch.kind in _CLOSE_TOGETHER and self._last_kind == stretch.kind
            self._append(_Bit("\n" if near else "\n\n", Span(self._home_end, self._home_end)))
        start, line_ends = self._length, set()
        for bit in bits:
            if bit.line_end:
                line_ends.add(self._length - start)
            self._append(bit)
        self._last_kind = stretch.kind
        for span, kind in _drafts(shown, stretch.kind, line_ends):
            self.drafts.append(Draft(Span(start + span.start, start + span.end), kind))

    def _append(self, bit: _Bit) -> None:
        span = Span(self._length, self._length + len(bit.text))
        last = self.pieces[-1] if self.pieces else None
        # A fix is written into one piece, so what stands in one row in the file has to be one piece.
        if last and last.literal and bit.literal and self._home_end == bit.home.start:
            start = self._home_end - len(last.letter)
            home = TextHome(Span(start, bit.home.end))
            self.pieces[-1] = Piece(Span(last.letter.start, span.end), home, literal=True)
        else:
            self.pieces.append(Piece(span, TextHome(bit.home), bit.literal))
        if bit.blank:
            self.blanks.append(Blank(span))
        self.parts.append(bit.text)
        self._length, self._home_end = span.end, bit.home.end

    def _bits(self, stretch: Stretch) -> Iterator[_Bit]:
        for token in stretch.tokens:
            # All others only open and close: emphasis, links.
            if token.type in self._show:
                yield from self._show[token.type](token, stretch)

    def _literal(self, text: str, at: int, stretch: Stretch) -> Iterator[_Bit]:
        """The text from `at` in the stretch, once it is found there; cut where the source has more between."""
        if not text:
            # A mark of emphasis that counts for its neighbour.
            return
        places = stretch.places[at : at + len(text)]
        if len(places) < len(text) or "".join(self.masked[place : place + 1] for place in places) != text:
            # Never seen; but a map that lies is worse than words that cannot be fixed.
            yield _Bit(text.replace(_MASK, "_"), stretch.lines)
            return
        cuts = [at for at in range(1, len(places)) if places[at] != places[at - 1] + 1]
        for start, end in pairwise([0, *cuts, len(places)]):
            home = Span(places[start], places[end - 1] + 1)
            yield _Bit(self._source[home.start : home.end], home, literal=True)

    def _text(self, token: Token, stretch: Stretch) -> Iterator[_Bit]:
        return self._literal(token.content, token.meta[AT], stretch)

    def _special(self, token: Token, stretch: Stretch) -> Iterator[_Bit]:
        """An escape keeps what follows its backslash; an entity is another way to write its character."""
        at = token.meta[AT]
        if token.info == "escape":
            return self._literal(token.content, at + len(token.markup) - len(token.content), stretch)
        return iter([_Bit(token.content, _home(stretch, at, at + len(token.markup)))])

    def _code(self, token: Token, stretch: Stretch) -> Iterator[_Bit]:
        at = token.meta[AT]
        home = _home(stretch, at, at + len(token.markup))
        close = re.compile(f"(?<!`){token.markup}(?!`)").search(self.masked, home.end)
        yield _Bit(_CODE, Span(home.start, close.end() if close else home.end), blank=True)

    def _tag(self, token: Token, stretch: Stretch) -> Iterator[_Bit]:
        at = token.meta[AT]
        home = _home(stretch, at, at + len(token.content))
        ends_line = bool(_BREAK_TAG.match(token.content))
        yield _Bit("\n" if ends_line else "", home, line_end=ends_line)

    def _soft_break(self, token: Token, stretch: Stretch) -> Iterator[_Bit]:
        """Literal where nothing stands between the lines; over a quote mark no fix may be written."""
        at = token.meta[AT]
        home = _home(stretch, at, at + 2)
        in_a_row = len(home) == 2 and self.masked[home.start] == "\n" and self.masked[home.start + 1] not in " \t"
        yield _Bit("\n", Span(home.start, home.end - 1), literal=in_a_row)

    def _hard_break(self, token: Token, stretch: Stretch) -> Iterator[_Bit]:
        at = token.meta[AT]
        yield _Bit("\n", _home(stretch, at, at + 1), line_end=True)

    def _image(self, token: Token, stretch: Stretch) -> Iterator[_Bit]:
        """The alt text; its tokens count from behind the `![`."""
        alt = stretch.places[token.meta[AT] + 2 :]
        return self._bits(Stretch(stretch.kind, token.children or [], alt, stretch.lines))


def _home(stretch: Stretch, start: int, end: int) -> Span:
    """From the place of `start` to behind that of `end - 1`."""
    if not 0 <= start < end <= len(stretch.places):
        return stretch.lines
    return Span(stretch.places[start], stretch.places[end - 1] + 1)


def _without_double_spaces(bits: Iterator[_Bit]) -> Iterator[_Bit]:
    """The bits that have text. A tag or comment between two spaces goes with one of them, as on the page."""
    before, tag = " ", False
    for bit in bits:
        if tag and before.isspace() and bit.text.startswith(" "):
            shown = bit._replace(text=bit.text[1:], home=Span(bit.home.start + bit.literal, bit.home.end))
        else:
            shown = bit
        tag = not shown.text
        if shown.text:
            before = shown.text[-1]
            yield shown


def _drafts(shown: str, kind: Kind | None, line_ends: set[int]) -> list[tuple[Span, Kind | None]]:
    """The blocks of one stretch: one where its kind is known, else by its lines, as in plain text."""
    if kind is not None:
        start = len(shown) - len(shown.lstrip())
        return [(Span(start, len(shown.rstrip())), kind)]
    drafts: list[Draft] = []
    for draft in plain_text.drafts(_COLUMN_GAP.sub(lambda gap: "x" * len(gap.group()), shown)):
        if drafts and _goes_on(shown, drafts[-1], draft, line_ends):
            drafts[-1] = Draft(Span(drafts[-1].span.start, draft.span.end))
        else:
            drafts.append(draft)
    return [(draft.span, draft.kind) for draft in drafts]


def _goes_on(shown: str, above: Draft, below: Draft, line_ends: set[int]) -> bool:
    """True where a sentence runs on: a line of an address, a name or a new sentence begins with a capital.

    Markdown writers break lines where they like, at every comma even; the page shows no such break.
    """
    between = range(above.span.end, below.span.start)
    if above.kind or below.kind or "\n\n" in shown[between.start : between.stop] or line_ends.intersection(between):
        return False
    alone = name_blocks(shown, [above])[0].kind
    return alone in (Kind.PARAGRAPH, Kind.HEADING) and bool(_GOES_ON.match(shown, below.span.start))
