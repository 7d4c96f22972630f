"""The walk through an RTF file: the stories that Word shows of it, in the order they come."""

from __future__ import annotations

from plainlang.letter import Kind
from plainlang.readers.length import LONGEST_LETTER, too_long
from plainlang.readers.rtf import characters
from plainlang.readers.rtf.destinations import CLOSERS, OPENERS, is_skipped
from plainlang.readers.rtf.story import Margin, State, Story
from plainlang.readers.rtf.tokens import Token, Tokens

_BODY_LEVEL = 9
"""The \\outlinelevel of body text; 0 to 8 are headings."""
_HEADINGS = ("heading", "title", "subtitle")
_MOST_SKIPS = 100
_TOGGLES = {b"v": "hidden", b"deleted": "deleted", b"mvf": "moved"}


class Walk:
    """Goes through the tokens once; the stories are done when it returns from `run`."""

    def __init__(self, path: str, data: bytes) -> None:
        self.body = Story()
        self.notes: list[Story] = []
        self.margins: list[Margin] = []
        self.comments: dict[str, str] = {}
        self.section = 0
        self.has_left_pages = False
        self.titled: set[int] = set()
        self.state = State(self.body)
        self._path = path
        self._tokens = Tokens(path, data)
        self._stack: list[State] = []
        self._page, self._pages = characters.ANSI, dict[int, str]()
        self._default_font: int | None = None
        self._entry = 0
        self._headings: set[int] = set()
        self._raw = bytearray()
        self._skip = self._high = self._length = 0
        self._starred = False

    def run(self) -> None:
        """Reads the file. Raises UnreadableError."""
        for token in self._tokens:
            if token.kind in ("text", "byte"):
                self._add_bytes(token.data)
                continue
            self._flush()
            match token.kind:
                case "open":
                    self._stack.append(self.state)
                    self.state, self._skip, self._starred = self.state.inner(), 0, False
                case "close":
                    self._close()
                case "sign":
                    self._sign(token.data)
                case _:
                    self._word(token)

    def write(self, text: str) -> None:
        """Shows text at this place, unless it is hidden or deleted here."""
        state = self.state
        if not (state.hidden or state.deleted or state.moved):
            written = state.story.now.write(text)
            self._length += written if state.story.is_shown else 0
            if self._length > LONGEST_LETTER:
                raise too_long(self._path)

    def _add_bytes(self, data: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        self._raw += data

    def _flush(self) -> None:
        """The bytes in one row are one text: a character of a far Eastern code page has two of them."""
        if self._raw:
            font = self._default_font if self.state.font is None else self.state.font
            page = self._page if font is None else self._pages.get(font, self._page)
            self.write(characters.decode(bytes(self._raw), page))
            self._raw.clear()

    def _close(self) -> None:
        done, self._skip = self.state, 0
        self.state = self._stack.pop()
        if done.table == "styles":
            self._name_style(done)
        if done.opened in CLOSERS:
            CLOSERS[done.opened](self, done)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = True
        elif sign in (b"\n", b"\r"):
            self._end_paragraph()
        elif sign in characters.SIGNS and not self._is_skipped():
            self.write(characters.SIGNS[sign])

    def _is_skipped(self) -> bool:
        """True for a sign that only old programs show, in place of the \\u before it."""
        if not self._skip:
            return False
        self._skip -= 1
        return True

    def _word(self, token: Token) -> None:
        word, number = token.data, token.number
        starred, self._starred = self._starred, False
        if word in OPENERS:
            self.state.opened = word
            if not OPENERS[word](self, word):
                self._skip_group()
        elif is_skipped(word, starred=starred):
            if word in (b"listtext", b"pntext"):
                self.state.story.is_listed = True
            elif word == b"nesttableprops":
                self.state.story.end_nested_row()
            self._skip_group()
        elif word in characters.WORDS:
            if not self._is_skipped():
                self.write(characters.WORDS[word])
        elif word == b"u":
            self._unicode(number or 0)
        elif self.state.table != "fonts" or not self._font_entry(word, number):
            self._layout(word, number)

    def _skip_group(self) -> None:
        self._tokens.skip_group()
        self.state, self._skip = self._stack.pop(), 0

    def _unicode(self, number: int) -> None:
        self._skip = self.state.skips
        code = number & 0xFFFF if -0x10000 <= number < 0 else number
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000 and self._high:
            code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00
        self._high = 0
        self.write(characters.character(code))

    def _layout(self, word: bytes, number: int | None) -> None:
        """Paragraphs and cells; what is left are properties."""
        story = self.state.story
        match word:
            case b"cell":
                story.end_cell()
            case b"nestcell":
                story.end_nested_cell(self.state.in_table)
            case b"row":
                story.end_row()
            case b"trowd":
                story.begin_row()
            case b"clvmrg" | b"clmrg":
                story.cover_cell()
            case b"cellx":
                story.define_cell()
            case b"par":
                self._end_paragraph()
            case b"sect":
                self._end_paragraph()
                self._end_section()
            case _:
                self._property(word, number)

    def _end_section(self) -> None:
        """The next section looks like this one until it says \\sectd."""
        if self.section in self.titled:
            self.titled.add(self.section + 1)
        self.section += 1

    def _end_paragraph(self) -> None:
        state = self.state
        if state.hidden or state.deleted or state.moved:
            # A paragraph whose mark is not shown runs on into the next one.
            return
        if state.in_table:
            kind: Kind | None = Kind.TABLE_CELL
        elif state.outline or state.style in self._headings:
            kind = Kind.HEADING
        else:
            kind = Kind.LIST_ITEM if state.listed else None
        state.story.end_paragraph(kind, depth=state.in_table)

    def _property(self, word: bytes, number: int | None) -> None:
        state, is_on = self.state, number != 0
        match word:
            case b"v" | b"deleted" | b"mvf":
                setattr(state, _TOGGLES[word], is_on)
            case b"plain":
                state.hidden = state.deleted = state.moved = False
                state.font = None
            case b"pard":
                state.listed = state.outline = False
                state.style = state.in_table = 0
            case b"f":
                state.font = number
            case b"uc":
                state.skips = min(max(0, 1 if number is None else number), _MOST_SKIPS)
            case b"intbl":
                state.in_table = max(1, state.in_table)
            case b"itap":
                state.in_table = number or 0
            case b"ls":
                state.listed = bool(number)
            case b"s":
                state.style = number or 0
            case b"outlinelevel":
                state.outline = 0 <= (number or 0) < _BODY_LEVEL
            case _:
                self._document_property(word, number)

    def _document_property(self, word: bytes, number: int | None) -> None:
        match word:
            case b"deff":
                self._default_font = number
            case b"ansicpg":
                self._page = characters.page(number)
            case b"ansi" | b"mac" | b"pc" | b"pca":
                self._page = characters.SETS[word]
            case b"facingp":
                self.has_left_pages = True
            case b"sectd":
                self.titled.discard(self.section)
            case b"titlepg":
                self.titled.add(self.section)
            case b"ftnalt":
                self.state.story.is_endnote = True
            case b"ffres" | b"ffdefres" if self.state.field:
                name = "chosen" if word == b"ffres" else "chosen_first"
                setattr(self.state.field, name, number or 0)

    def _font_entry(self, word: bytes, number: int | None) -> bool:
        """Reads the table of fonts: True for a word that means something there."""
        if word == b"f":
            self._entry = number or 0
        elif word == b"fcharset":
            self._pages[self._entry] = characters.page_of_charset(number, self._page)
        elif word == b"cpg":
            self._pages[self._entry] = characters.page(number)
        return word in (b"f", b"fcharset", b"cpg")

    def _name_style(self, done: State) -> None:
        name = done.story.now.text.strip(" ;").lower()
        done.story.now.cut(0)
        if done.outline or name.startswith(_HEADINGS):
            self._headings.add(done.style)
