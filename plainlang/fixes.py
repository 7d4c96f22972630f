"""Writes suggestions back into a copy of the source: only the words that change, byte for byte elsewhere."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from plainlang.errors import UsageError
from plainlang.finding import Finding
from plainlang.letter import Letter
from plainlang.report import Report
from plainlang.source import TextHome
from plainlang.spans import Span

Edit = tuple[Span, str]


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
        out += raw[at:start] + words
        at = end
    return source.bom + (out + raw[at:]).encode(source.encoding)


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


def write_atomically(path: Path, data: bytes) -> None:
    """Writes beside the target and renames, so that the target is whole at every moment; keeps its mode.

    A link is followed. Raises UsageError when the file cannot be written.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        _write_through(path, data)
        return
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException as error:
        os.unlink(name)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise


def _write_through(path: Path, data: bytes) -> None:
    """A pipe or a device is written to as it is: putting a file in its place would destroy it."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError(str(path), f"This file cannot be written: {error.strerror}.", "Name another file or folder.")
