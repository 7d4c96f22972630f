"""Writes suggestions back into a copy of the source: only the words that change, byte for byte elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise

from plainlang.errors import UsageError
from plainlang.letter import Letter
from plainlang.report import Report
from plainlang.source import Quoting, TextHome, WordHome
from plainlang.spans import Span
from plainlang.swaps import Swap, choose_swaps

Edit = tuple[TextHome, str]
_LINE_END = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*")
_ESCAPES: dict[Quoting, tuple[tuple[str, str], ...]] = {
    Quoting.PLAIN: (),
    Quoting.HTML: (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")),
    Quoting.ATTRIBUTE: (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")),
    Quoting.SINGLE: (("\\", "\\\\"), ("'", "\\'")),
    Quoting.DOUBLE: (("\\", "\\\\"), ('"', '\\"')),
}


def fix(data: bytes, check: Callable[[bytes], Report], *, least: int = 1) -> tuple[bytes, int]:
    """The letter with the first suggestion of every finding in place, and the number of swaps.

    check: judges bytes. least: findings below this rank (0 note, 1 should, 2 must) stay. Raises the letter's
    error when it cannot be read, and UsageError for a format that cannot be written back.
    """
    report = check(data)
    if report.error is not None:
        raise report.error
    assert report.letter is not None
    swaps = choose_swaps(report.letter, report.findings, least=least)
    if any(isinstance(piece.home, WordHome) for piece in report.letter.map.pieces):
        return _fix_word(report.letter, swaps) if swaps else (data, 0)
    edits = _edits(report.letter, swaps)
    return (_written(report.letter, edits), len(edits)) if edits else (data, 0)


def _fix_word(letter: Letter, swaps: Sequence[Swap]) -> tuple[bytes, int]:
    from plainlang.word.edits import fix_word  # here, so that a text letter does not wait for lxml

    return fix_word(letter, [(swap.span, swap.words) for swap in swaps])


def _edits(letter: Letter, swaps: Sequence[Swap]) -> list[Edit]:
    """Edits of the source text in its own order, which may differ from the letter's (a table's caption, notes)."""
    if not letter.source.text:
        what = "plainlang cannot write into this kind of file."
        fix = "Save the letter as Word, HTML, Markdown or text, or change the words by hand."
        raise UsageError(letter.source.path, what, fix)
    homes = ((_home(letter, swap.span), swap.words) for swap in swaps)
    return sorted(((home, words) for home, words in homes if home is not None), key=lambda edit: edit[0].span)


def _home(letter: Letter, span: Span) -> TextHome | None:
    """The stretch of the source the words stand in; None where they do not stand there in one row."""
    pieces = letter.map.touching(span)
    homes = [piece.home for piece in pieces if isinstance(piece.home, TextHome)]
    in_a_row = all(one.span.end == other.span.start for one, other in pairwise(homes))
    if len(homes) != len(pieces) or not in_a_row or not pieces[-1].literal:
        return None
    start = homes[0].span.start + span.start - pieces[0].letter.start
    end = homes[-1].span.start + span.end - pieces[-1].letter.start
    return TextHome(Span(start, end), homes[0].quoting)


def _written(letter: Letter, edits: Sequence[Edit]) -> bytes:
    source = letter.source
    raw, shift = source.raw, raw_offsets(source.raw)
    out, at = [], 0
    for home, words in edits:
        start, end = shift(home.span.start), shift(home.span.end)
        kept, taken = _with_line_end(quoted(words, home.quoting), raw[start:end], raw[end : end + 1])
        out += [raw[at:start], kept]
        at = end + taken
    return source.bom + "".join([*out, raw[at:]]).encode(source.encoding)


def quoted(words: str, quoting: Quoting) -> str:
    """The words as they have to be written where `quoting` holds, so that they read as they are."""
    for sign, written in _ESCAPES[quoting]:
        words = words.replace(sign, written)
    return words


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
    return lambda offset: offset + bisect_left(ends, offset)
