"""A Reading: the letter as words and sentences, and the grammar of a sentence when a rule asks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from plainlang.glossary.words import Word, split_words
from plainlang.language import pipeline
from plainlang.language.stretches import stretches
from plainlang.language.syntax import Syntax, Token
from plainlang.letter import PROSE, Block, Kind, Letter
from plainlang.remembered import remembered_if_short
from plainlang.spans import Span, Stretches

_SENTENCE_END = re.compile(r"[a-z)][.!?][\"”'’)]*(?:\s|$)")
_EDGE = "\n"
CELL_WORDS = 6
"""A table cell of fewer words is a label or a value, whatever mark it ends with."""
ADDRESSES = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}|"
    r"(?<![\w.-])(?:[a-z0-9-]{1,64}\.){1,8}(?:gov|org|com|net|edu|us|uk|mil|info|htm|html|pdf|yml)\b(?:/[^\s<>\"')\]]*)?",
    re.IGNORECASE,
)
"""Web and e-mail addresses and file names: they hold words, but nobody reads them as such."""
_NAMES = re.compile(r"(?<!\w)[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+(?!\w)")
"""Names that programs give (ask_court_step)."""
_SPACES = {10: " ", 9: " ", 13: " ", 160: " ", 0x2028: " "}
_RUN = re.compile(r"[^\w\s]{100,}")
"""A line drawn with signs. It holds no words, and taking it apart sign by sign takes spaCy half a minute."""
LONGEST_SENTENCE = 2_000
"""A longer sentence is cut at a space: no person wrote it as one, and nothing may grow with its square."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or the whole of a block that has none (a heading, a cell)."""

    span: Span
    block: Block


class Reading:
    """What the rules look at. All offsets are code points of the letter."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self._syntax: dict[int, Syntax] = {}

    @cached_property
    def plain(self) -> str:
        """The letter's text with blanks and web addresses masked; line ends and drawn lines made spaces.

        Of the same length as the text. A blank that will hold words reads as one made-up name (`Xxxx`).
        """
        spaced = self.letter.text.translate(_SPACES)
        spaced = _RUN.sub(lambda run: " " * len(run[0]), spaced)
        if not self._addresses and not self.letter.blanks:
            return spaced
        chars = list(spaced)
        for span in self._addresses:
            chars[span.start : span.end] = _name(len(span))
        for blank in self.letter.blanks:
            length = len(blank.span)
            chars[blank.span.start : blank.span.end] = _name(length) if blank.word else " " * length
        return "".join(chars)

    @cached_property
    def masked(self) -> tuple[Span, ...]:
        """Blanks and web addresses, in order: nothing in them is ever flagged."""
        spans = [blank.span for blank in self.letter.blanks]
        return tuple(sorted([*spans, *self._addresses]))

    @cached_property
    def _addresses(self) -> list[Span]:
        spans = {
            Span(at + start, at + end) for at, line in _lines(self.letter.text) for start, end in addresses_in(line)
        }
        return sorted(spans)

    @cached_property
    def _masked(self) -> Stretches:
        return Stretches(self.masked)

    def is_masked(self, span: Span) -> bool:
        """True when the span touches a blank or a web address."""
        return self._masked.overlap(span)

    @property
    def words(self) -> list[Word]:
        """The words and marks of every block, in order; those of masked stretches are left out.

        Behind each block stands an edge, so that no term runs from one block into the next.
        """
        return self._words_and_rows[0]

    @property
    def rows(self) -> list[tuple[Block, int, int]]:
        """Every block with the half-open range of its words in `words`."""
        return self._words_and_rows[1]

    @cached_property
    def _words_and_rows(self) -> tuple[list[Word], list[tuple[Block, int, int]]]:
        words: list[Word] = []
        rows: list[tuple[Block, int, int]] = []
        for block in self.letter.blocks:
            start, end = block.span
            own = [word for at, part in stretches(self.plain[start:end]) for word in split_words(part, at=start + at)]
            if self._masked.overlap(Span(start, end + 1)):
                own = [word for word in own if not self._masked.overlap(Span(word.start, word.end))]
            rows.append((block, len(words), len(words) + len(own)))
            words += own
            if not self._masked.overlap(Span(end, end + 1)):
                words.append(Word(end, end + 1, _EDGE, _EDGE))
        return words, rows

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the letter in order; none crosses the edge of a block."""
        prose = [block for block in self.letter.blocks if self.holds_sentences(block) and len(block.span) > 0]
        cut = pipeline.split_sentences([self.plain[block.span.start : block.span.end] for block in prose])
        inside = dict(zip(prose, cut, strict=True))
        found: list[Sentence] = []
        for block in self.letter.blocks:
            at = block.span.start
            spans = [_trim(self.plain, Span(at + start, at + end)) for start, end in inside.get(block, ())]
            spans = [span for span in spans if len(span) > 0] or [block.span]
            found += [Sentence(part, block) for span in spans for part in _cut(self.plain, span)]
        return tuple(found)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.letter.blocks]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds the offset, or the last one before it."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def block_at(self, offset: int) -> Block:
        """The block that holds the offset, or the last one before it."""
        return self.letter.blocks[max(0, bisect_right(self._block_starts, offset) - 1)]

    def syntax(self, sentence: Sentence) -> Syntax:
        """Tags and dependencies of a sentence; token offsets count from the sentence's start.

        Capitals are lowered in a sentence that shouts, since the model was not taught to read those.
        """
        start = sentence.span.start
        if start not in self._syntax:
            self._syntax[start] = pipeline.parse(self._to_parse(sentence))
        return self._syntax[start]

    def parse_ahead(self, sentences: Iterable[Sentence]) -> None:
        """Parses the sentences together, for a rule that asks about many: `syntax` then has them at hand."""
        new = [sentence for sentence in sentences if sentence.span.start not in self._syntax]
        for sentence, syntax in zip(new, pipeline.parse_all([*map(self._to_parse, new)]), strict=True):
            self._syntax[sentence.span.start] = syntax

    def _to_parse(self, sentence: Sentence) -> str:
        text = self.plain[sentence.span.start : sentence.span.end]
        return _quiet(text) if is_shouted(text) else text

    def token_at(self, offset: int) -> Token | None:
        """The parsed token that holds the letter's offset, or None between tokens."""
        sentence = self.sentence_at(offset)
        within = offset - sentence.span.start
        syntax = self.syntax(sentence)
        at = bisect_right(syntax.starts, within) - 1
        if at < 0 or within >= syntax.starts[at] + len(syntax[at].text):
            return None
        return syntax[at]

    def holds_sentences(self, block: Block) -> bool:
        """True for running text: paragraphs, list items, notes, and table cells that a layout put sentences in."""
        if block.kind is not Kind.TABLE_CELL:
            return block.kind in PROSE
        return _is_sentence(self.letter.text[block.span.start : block.span.end])

    def is_prose(self, offset: int) -> bool:
        """True in running text; see `holds_sentences`."""
        return self.holds_sentences(self.block_at(offset))

    def in_frame(self, offset: int) -> bool:
        """True in letterhead, address, date and signature: names and places stand there, not sentences."""
        frame = (Kind.LETTERHEAD, Kind.ADDRESS, Kind.DATE, Kind.SIGNATURE)
        return self.block_at(offset).kind in frame


@remembered_if_short
def is_shouted(text: str) -> bool:
    """True when most letters of a text of two words or more are capitals."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    loud = sum(word.isupper() for word in words)
    return len(words) >= 2 and loud >= 0.7 * len(words)


@remembered_if_short
def _is_sentence(cell: str) -> bool:
    return bool(_SENTENCE_END.search(cell)) and len(cell.split()) >= CELL_WORDS


@remembered_if_short
def addresses_in(line: str) -> tuple[tuple[int, int], ...]:
    """Web and e-mail addresses, and names that programs give, of a line: half-open code points."""
    return tuple(found.span() for mark in (ADDRESSES, _NAMES) for found in mark.finditer(line))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, each with its offset. No address goes on behind a line end."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line
        at += len(line)


def _quiet(text: str) -> str:
    lower = text.lower()
    return text if len(lower) != len(text) else lower[:1].upper() + lower[1:]


def _name(length: int) -> str:
    return ("X" + "x" * length)[:length]


def _cut(text: str, span: Span) -> Iterator[Span]:
    """The span, cut at spaces into parts of LONGEST_SENTENCE characters at most."""
    start = span.start
    while span.end - start > LONGEST_SENTENCE:
        end = text.rfind(" ", start + 1, start + LONGEST_SENTENCE) + 1 or start + LONGEST_SENTENCE
        yield Span(start, end)
        start = end
    if span.end > start:
        yield Span(start, span.end)


def _trim(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    lead = len(words) - len(words.lstrip())
    return Span(span.start + lead, span.start + max(lead, len(words.rstrip())))
