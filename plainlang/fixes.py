"""Writes suggestions back into a copy of the source: only the words that change, byte for byte elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from plainlang.errors import UsageError
from plainlang.finding import Finding
from plainlang.letter import Letter
from plainlang.report import Report
from plainlang.source import TextHome
from plainlang.spans import Span

Edit = tuple[Span, str]
_LINE_END = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*")


def fix(data: bytes, check: Callable[[bytes], Report], *, least: int = 1) -> tuple[bytes, int]:
    """The letter with the first suggestion of every finding in place, and the number of swaps.

    check: judges bytes. least: findings below this rank (0 note, 1 should, 2 must) stay. Raises the letter's
    error when it cannot be read, and UsageError for a format that is not text.
    """
    report = check(data)
    if report.error is not None:
        raise report.error
    assert report.letter is not None
    edits = _edits(report.letter, [finding for finding in report.findings if finding.level.rank >= least])
    return (_written(report.letter, edits), len(edits)) if edits else (data, 0)


def _edits(letter: Letter, findings: Sequence[Finding]) -> list[Edit]:
    """Edits of the source text, from left to right, none touching another."""
    edits: list[Edit] = []
    for finding in findings:
        home = _home(letter, finding.span)
        words = _writable(finding, letter.source.encoding)
        if words is not None and home is not None and (not edits or edits[-1][0].end <= home.start):
            edits.append((home, words))
    return edits


def _writable(finding: Finding, encoding: str) -> str | None:
    """The first suggestion that the letter's own encoding can hold."""
    for words in finding.suggestions:
        try:
            words.encode(encoding)
        except UnicodeEncodeError:
            continue
        return words
    return None


def _home(letter: Letter, span: Span) -> Span | None:
    """The stretch of the source the words stand in; None where they are not literally there in one row."""
    if not letter.source.text:
        raise UsageError(
            letter.source.path, "`fix` writes text and Markdown letters only.", "Change the words in Word by hand."
        )
    if not letter.map.is_literal(span):
        return None
    homes = [piece.home for piece in letter.map.touching(span)]
    first = letter.map.touching(span)[0]
    if len(homes) != 1 or not isinstance(first.home, TextHome):
        return None
    start = first.home.span.start + span.start - first.letter.start
    return Span(start, start + len(span))


def _written(letter: Letter, edits: Sequence[Edit]) -> bytes:
    source = letter.source
    raw, shift = source.raw, raw_offsets(source.raw)
    out, at = "", 0
    for span, words in edits:
        start, end = shift(span.start), shift(span.end)
        kept, taken = _with_line_end(words, raw[start:end], raw[end : end + 1])
        out += raw[at:start] + kept
        at = end + taken
    return source.bom + (out + raw[at:]).encode(source.encoding)


def _with_line_end(words: str, there: str, behind: str) -> tuple[str, int]:
    """The words with the line end of what they replace, so that two lines stay two, and how much behind is used up.

    It takes the place of the space nearest to where it was, or of the space behind a single word.
    """
    line_end = _LINE_END.search(there)
    if line_end is None:
        return words, 0
    spaces = [at for at, char in enumerate(words) if char == " "]
    if spaces:
        at = min(spaces, key=lambda space: abs(space - line_end.start()))
        return words[:at] + line_end[0] + words[at + 1 :], 0
    return (words + line_end[0], 1) if behind == " " else (words, 0)


def raw_offsets(raw: str) -> Callable[[int], int]:
    """From an offset in the newline-normalised text to the offset in the text as it stands."""
    extra = [at for at in range(len(raw) - 1) if raw[at : at + 2] == "\r\n"]
    if not extra:
        return lambda offset: offset
    ends = [at - number for number, at in enumerate(extra)]

    def shift(offset: int) -> int:
        from bisect import bisect_left

        return offset + bisect_left(ends, offset)

    return shift
