"""The anatomy of a letter: who writes, to whom, when, about what, the body, who signs, and what stands at the foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plainlang.language.reading import Reading, Sentence
from plainlang.letter import Block, Kind
from plainlang.spans import Span

_BODY = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.HEADING, Kind.TABLE_CELL})
_FOOT = frozenset({Kind.SIGNATURE, Kind.ENCLOSURES, Kind.COPIES, Kind.LANGUAGE, Kind.CLOSING})
_OWN_LINE = frozenset({Kind.DATE, Kind.SUBJECT})
_UNSURE = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.TABLE_CELL, Kind.SIGNATURE, Kind.LIST_ITEM})
"""Kinds that the lines of a closing and a signature may have got for want of a better one."""
_ZIP = re.compile(r"\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?$")
_INNER_END = re.compile(r"[a-z)][.!?][\"”’)]*\s+[A-Z]")
_RUN_IN_GREETING = re.compile(
    # Dear Ms. Ortiz, thank you ...  |  Estimada Sra. Ortiz:  |  Ms. Ortiz, we plan ...
    r"(?:dear|hello|hi|good (?:morning|afternoon|day)|estimad[oa]s?)\s+[^,:;!?\n–—]{2,60}[,:!–—]|"
    r"(?:mr|mrs|ms|mx|miss|dr)\b\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?[,:]",
    re.IGNORECASE,
)
_NAME_ALONE = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){0,2},")
_CLOSING_WORDS = (
    r"(?:very |yours |with |many |warm|kind|best|all (?:the|my) |my |our )*"
    r"(?:sincerely|truly|faithfully|respectfully|cordially|regards|wishes|thanks|best|warmly|gratefully|apologies|"
    r"take care)"
)
_RUN_IN_CLOSING = re.compile(rf"{_CLOSING_WORDS}(?: yours| submitted)?,(?=\s+[A-Z])", re.IGNORECASE)
_OPEN_CLOSING = re.compile(rf"{_CLOSING_WORDS}\b", re.IGNORECASE)
SENTENCE_WORDS = 5
"""A shorter line with a full stop is a name (Bluestem Cabinet Co.)."""
_RUNNING_WORDS = 12
"""A block of so many words that holds the end of a sentence is running text, whatever it ends with."""
_CLOSING_MOST = 9


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a letter, as spans of it (half-open code points); empty where the letter lacks one.

    head: the lines above the greeting. addressee: the lines of the reader's name and address, within the head.
    body: from behind the greeting to the closing, tables and headings included. foot: the lines behind the body.
    sentences: the sentences of the body; lines of tables and headings are none.
    """

    head: tuple[Span, ...]
    dates: tuple[Span, ...]
    addressee: tuple[Span, ...]
    subject: tuple[Span, ...]
    salutation: Span | None
    body: Span
    sentences: tuple[Sentence, ...]
    closing: Span | None
    signature: tuple[Span, ...]
    enclosures: tuple[Span, ...]
    copies: tuple[Span, ...]
    language: tuple[Span, ...]


def find_parts(reading: Reading) -> Parts:
    """Sorts the blocks of a letter into its parts."""
    blocks = reading.letter.blocks
    first = _body_start(blocks, reading)
    last, closing = _body_end(blocks, first, reading)
    head = [line for block in blocks[:first] if block.kind is not Kind.SALUTATION for line in _lines(reading, block)]
    low = blocks[first].span.start if first < len(blocks) else len(reading.letter.text)
    body = Span(low, blocks[last - 1].span.end if last > first else low)
    return Parts(
        head=tuple(head),
        dates=tuple(block.span for block in blocks[:first] if block.kind is Kind.DATE),
        addressee=_addressee(reading, head, [block.span for block in blocks[:first] if block.kind in _OWN_LINE]),
        subject=tuple(block.span for block in blocks[:first] if block.kind is Kind.SUBJECT),
        salutation=_greeting(blocks, first, reading),
        body=body,
        sentences=tuple(_sentences(reading, body)),
        closing=closing,
        signature=_signature(blocks[first:], closing),
        enclosures=_of_kind(blocks[first:], Kind.ENCLOSURES),
        copies=_of_kind(blocks[first:], Kind.COPIES),
        language=_of_kind(blocks[first:], Kind.LANGUAGE),
    )


def _of_kind(blocks: Sequence[Block], kind: Kind) -> tuple[Span, ...]:
    return tuple(block.span for block in blocks if block.kind is kind)


def _words(reading: Reading, span: Span) -> str:
    return reading.letter.text[span.start : span.end]


def _body_start(blocks: Sequence[Block], reading: Reading) -> int:
    """Behind the greeting; without one, at the first block of running text."""
    closing = next((at for at, block in enumerate(blocks) if block.kind is Kind.CLOSING), len(blocks))
    greeting = next((at for at, block in enumerate(blocks[:closing]) if block.kind is Kind.SALUTATION), None)
    if greeting is not None:
        return greeting + 1
    prose = (at for at, block in enumerate(blocks) if block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM))
    return next((at for at in prose if _is_running_text(_words(reading, blocks[at].span))), 0)


def _is_running_text(words: str) -> bool:
    """A sentence of some words, or a stretch that holds the end of one and runs on ("... showed the following:")."""
    count = len(words.split())
    ends = words.rstrip("\"'”’)]").endswith((".", "!", "?"))
    return (count >= SENTENCE_WORDS and ends) or (count >= _RUNNING_WORDS and bool(_INNER_END.search(words)))


def _greeting(blocks: Sequence[Block], first: int, reading: Reading) -> Span | None:
    """The line of greeting; a name alone above the body ("Ana,"); or a name that the body itself opens with."""
    line = next((block.span for block in blocks[:first] if block.kind is Kind.SALUTATION), None)
    if line is not None or first >= len(blocks):
        return line
    above = blocks[first - 1] if first else None
    if above is not None and above.kind in (Kind.PARAGRAPH, Kind.HEADING):
        words = _words(reading, above.span)
        if _RUN_IN_GREETING.fullmatch(words) or _NAME_ALONE.fullmatch(words):
            return above.span
    opening = blocks[first].span
    found = _RUN_IN_GREETING.match(_words(reading, opening))
    return Span(opening.start, opening.start + found.end()) if found else None


def _body_end(blocks: Sequence[Block], first: int, reading: Reading) -> tuple[int, Span | None]:
    """Where the body ends, and the closing: at the closing, or behind the last block that is no line of the foot."""
    for at in range(first, len(blocks)):
        if blocks[at].kind is Kind.CLOSING:
            return at, blocks[at].span
    for at in range(len(blocks) - 1, first, -1):
        closing = _unlisted_closing(blocks, at, reading)
        if closing is not None:
            return at, closing
    last = max((at for at in range(first, len(blocks)) if blocks[at].kind not in _FOOT), default=first - 1)
    return last + 1, None


def _unlisted_closing(blocks: Sequence[Block], at: int, reading: Reading) -> Span | None:
    """A closing in other words than the usual: a line right above who signs, or one that a name shares with it."""
    if blocks[at].kind not in _UNSURE:
        return None
    span = blocks[at].span
    words = _words(reading, span)
    shared = _RUN_IN_CLOSING.match(words)
    if shared and len(words.split()) <= _CLOSING_MOST:
        return Span(span.start, span.start + shared.end())
    below = blocks[at + 1].kind if at + 1 < len(blocks) else None
    if below not in (Kind.SIGNATURE, Kind.TABLE_CELL) or len(words.split()) > _CLOSING_MOST:
        return None
    warm = _OPEN_CLOSING.match(words) and not words.endswith(".")
    return span if warm or (words.endswith(",") and below is Kind.SIGNATURE) else None


def _signature(blocks: Sequence[Block], closing: Span | None) -> tuple[Span, ...]:
    """The lines of who signs; behind a closing, short lines that no other part claims are such too."""
    lines = [block.span for block in blocks if block.kind is Kind.SIGNATURE]
    if closing is None or lines:
        return tuple(_behind(closing, lines))
    rest = [block.span for block in blocks if block.kind in _UNSURE and block.span.end > closing.end]
    return tuple(_behind(closing, rest[:2]))


def _behind(closing: Span | None, lines: Sequence[Span]) -> Iterator[Span]:
    """The lines, without the closing where they share one ("Sincerely, Dana Ruiz")."""
    for line in lines:
        if closing is None or line.start >= closing.end:
            yield line
        elif closing.end < line.end:
            yield Span(closing.end + 1, line.end)


def _sentences(reading: Reading, body: Span) -> Iterator[Sentence]:
    for sentence in reading.sentences:
        inside = body.start <= sentence.span.start < body.end
        if inside and sentence.block.kind not in _FOOT and reading.holds_sentences(sentence.block):
            yield sentence


def _lines(reading: Reading, block: Block) -> Iterator[Span]:
    at = block.span.start
    for line in reading.letter.text[block.span.start : block.span.end].split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            yield Span(start, start + len(stripped))
        at += len(line) + 1


def _addressee(reading: Reading, head: Sequence[Span], apart: Sequence[Span]) -> tuple[Span, ...]:
    """The last group of lines above the greeting that ends like an address, unless it is the office's own.

    A group ends at a blank line, behind a ZIP code, and at what stands apart: the date, the subject. The office's
    address comes first; a letter with one address only is taken to give the office's, unless its first line reads
    like a person.
    """
    text = reading.letter.text
    groups: list[list[Span]] = [[]]
    for line in head:
        last = groups[-1][-1] if groups[-1] else None
        gap = last is not None and "\n\n" in re.sub(r"[ \t]", "", text[last.end : line.start])
        ends = last is not None and (gap or _ZIP.search(text[last.start : last.end]))
        if last is not None and (ends or any(one.overlaps(line) or one.overlaps(last) for one in apart)):
            groups.append([])
        groups[-1].append(line)
    addresses = [group for group in groups if len(group) >= 2 and _reads_as_address(text, group)]
    if len(addresses) >= 2 or (addresses and addresses[0] is not groups[0]):
        return tuple(addresses[-1])
    return ()


def _reads_as_address(text: str, group: Sequence[Span]) -> bool:
    lines = [text[line.start : line.end] for line in group]
    return any(_ZIP.search(line) for line in lines) or any(
        re.match(r"(?:p\.? ?o\.? box|c/o)\b", x, re.I) for x in lines
    )
