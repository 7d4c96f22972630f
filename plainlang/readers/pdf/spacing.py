"""How wide a gap has to be to part two words: more than the line's own usual gap between letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from plainlang.readers.pdf.page import Glyph

_WIDEST = 1.2
"""Letters set wide stand no further apart than this, in font sizes."""
_SET_WIDE = 0.06
_FEW = 2


def word_gaps(glyphs: Sequence[Glyph], gap: float) -> list[float]:
    """For each glyph of a row, from left to right, the distance (points) to the one before from which a word begins.

    gap: what parts words whose letters are not set wide, in font sizes.
    """
    if not _any_wide(glyphs):
        return [gap * glyph.size for glyph in glyphs]
    runs = list(_runs(glyphs))
    usual = _usual([step for run in runs for step in _steps(run)])
    found: list[float] = []
    before = 0.0
    for run in runs:
        # A word may be set wide in a line that is not; one of two letters cannot tell by itself.
        steps = _steps(run)
        wide = _usual(steps) if len(steps) >= _FEW else usual
        wide = wide if wide > _SET_WIDE else 0.0
        # What is set wide has its gap behind each letter, so the first one stands as far off as what is before it.
        found.append((gap + before) * run[0].size)
        found += [(gap + wide) * glyph.size for glyph in run[1:]]
        before = wide
    return found


def _any_wide(glyphs: Sequence[Glyph]) -> bool:
    """True where three letters stand apart from one another: most rows have none, and need no more thought."""
    wide = False
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.char == " ":
            last, wide = None, False
            continue
        apart = last is not None and glyph.left - last.right > _SET_WIDE * glyph.size
        if apart and wide:
            return True
        last, wide = glyph, apart
    return False


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Stretches between spaces; a space is a stretch of its own."""
    run: list[Glyph] = []
    for glyph in glyphs:
        last = run[-1] if run else None
        if last is not None and (" " in (glyph.char, last.char) or (glyph.size, glyph.bold) != (last.size, last.bold)):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _steps(run: Sequence[Glyph]) -> list[float]:
    """The gaps between letters, in font sizes."""
    steps = (((right.left - left.right) / (left.size or 1)) for left, right in pairwise(run))
    return [max(0.0, step) for step in steps if -0.3 < step < _WIDEST]


def _usual(steps: list[float]) -> float:
    return sorted(steps)[(len(steps) - 1) // 2] if steps else 0.0
