"""Which paragraph of a finished letter is its letterhead, its date, its subject, its closing, its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plainlang.outgoing.blocks import Block, Heading, Paragraph, Part, words_of

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"(?:Date(?: of this letter)?: )?(?:{_MONTHS}) \d{{1,2}}, \d{{4}}\.?")
_GREETING = re.compile(r"(?:Dear|Hello|To|Good (?:morning|day))\b.*[,:]", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:Re|Subject|About|Regarding):", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:(?:yours )?(?:sincerely|truly|respectfully|cordially)(?: yours)?|(?:with )?(?:(?:kind|best|warm|many) )?"
    r"(?:regards|wishes|thanks)|thank you),",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?][\"'”’)]*$")
_NAME_WORDS = 8
"""A line of a signature has at most so many words: a name, a title, a phone number."""


def named(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks; paragraphs that stand in no list, quote or table know which part of the letter they are."""
    greeting = _first(blocks, _GREETING, 0, len(blocks))
    head = len(blocks) if greeting is None else greeting
    date = _first(blocks, _DATE, 0, head)
    closing = _last(blocks, _CLOSING)
    signed = None if closing is None else _end_of_signature(blocks, closing)
    parts = [_part_in_head(blocks, at, date, greeting) for at in range(len(blocks))]
    if closing is not None and signed is not None:
        parts[closing:signed] = [Part.CLOSING] + [Part.SIGNATURE] * (signed - closing - 1)
        parts[signed:] = _parts_of_foot(blocks[signed:])
    return tuple(
        replace(block, part=part) if isinstance(block, Paragraph) else block
        for block, part in zip(blocks, parts, strict=True)
    )


def _opening(block: Block) -> str:
    """The first line of a paragraph; empty for any other block."""
    return words_of(block.lines[0]) if isinstance(block, Paragraph) else ""


def _first(blocks: Sequence[Block], shape: re.Pattern[str], start: int, end: int) -> int | None:
    return next((at for at in range(start, end) if shape.fullmatch(_opening(blocks[at]))), None)


def _last(blocks: Sequence[Block], shape: re.Pattern[str]) -> int | None:
    return next((at for at in reversed(range(len(blocks))) if shape.fullmatch(_opening(blocks[at]))), None)


def _part_in_head(blocks: Sequence[Block], at: int, date: int | None, greeting: int | None) -> Part:
    block = blocks[at]
    if not isinstance(block, Paragraph):
        return Part.BODY
    if date is not None and at <= date:
        return Part.DATE if at == date else Part.LETTERHEAD
    if _is_subject(block, beside_greeting=greeting is not None and at <= greeting + 1):
        return Part.SUBJECT
    return Part.BODY


def _is_subject(block: Paragraph, *, beside_greeting: bool) -> bool:
    if not beside_greeting:
        return False
    bold = all(run.bold for line in block.lines for run in line if run.text.strip())
    return bold or bool(_SUBJECT.match(_opening(block)))


def _end_of_signature(blocks: Sequence[Block], closing: int) -> int:
    """Behind the names that follow the closing; a closing of several lines holds them itself."""
    first = blocks[closing]
    if isinstance(first, Paragraph) and len(first.lines) > 1:
        return closing + 1
    after = closing + 1
    while after < len(blocks) and after <= closing + 2 and _is_name(blocks[after]):
        after += 1
    return after


def _is_name(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    lines = [words_of(line) for line in block.lines]
    return all(len(line.split()) <= _NAME_WORDS and not _SENTENCE.search(line) and ":" not in line for line in lines)


def _parts_of_foot(blocks: Sequence[Block]) -> list[Part]:
    """What stands below the signature, up to a heading: a slip to send back, say, is no small print."""
    end = next((at for at, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
    return [Part.FOOT] * end + [Part.BODY] * (len(blocks) - end)
