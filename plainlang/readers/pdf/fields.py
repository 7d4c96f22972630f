"""Form fields of a PDF, put into the rows of text they stand beside."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from plainlang.readers.pdf.initials import with_initials
from plainlang.readers.pdf.lines import SAME_ROW, Row, Word, rows_from
from plainlang.readers.pdf.page import Box, Field, Page

BLANK = "____"
_BAND = 20.0
_MAX_BANDS, _MAX_NEAR, _MAX_ABOVE = 100, 200, 5
"""More than any page of an office has; a page made to waste time has."""
_MARKS = {True: "\u2612", False: "\u2610"}


def rows_of(page: Page) -> list[Row]:
    """The level rows of a page from top to bottom, form fields in their places."""
    under = _by_band(page.fields)
    glyphs = [glyph for glyph in page.glyphs if glyph.char != "_" or not _lies_in(glyph.box, under)]
    rows = with_initials(rows_from(glyphs, page=page.number))
    return _with_fields(rows, page)


def _by_band(fields: Sequence[Field]) -> dict[int, list[Box]]:
    """The boxes of the fields by the height they stand at, in bands, so that few are looked at for each glyph."""
    found: dict[int, list[Box]] = {}
    for field in fields:
        first, last = (int(edge // _BAND) for edge in (field.box[1] - 4, field.box[3] + 3))
        for band in range(first, min(last, first + _MAX_BANDS) + 1):
            found.setdefault(band, []).append(field.box)
    return found


def _lies_in(box: Box, others: dict[int, list[Box]]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    near = others.get(int(y // _BAND), ())[:_MAX_NEAR]
    return any(left - 3 <= x <= right + 3 and bottom - 4 <= y <= top + 3 for left, bottom, right, top in near)


def _with_fields(rows: list[Row], page: Page) -> list[Row]:
    """The rows with the fields in them: beside the words they stand next to, or in rows of their own."""
    heights = [-row.baseline for row in rows]
    added: dict[int, list[Word]] = {}
    alone: list[Row] = []
    for field in page.fields:
        words = _field_words(field, page.number)
        beside = range(bisect_left(heights, -field.box[3]), bisect_right(heights, 2 - field.box[1]))
        if len(words) == 1 and beside:
            # bisect on the way down the page: the nearest of the rows between the field's edges.
            at = min(beside[:_MAX_NEAR], key=lambda at: abs(rows[at].baseline - words[0].baseline))
            added.setdefault(at, []).append(words[0]._replace(baseline=rows[at].baseline))
        else:
            over = rows[max(0, beside.start - _MAX_ABOVE) : beside.start]
            if field.label.strip() and field.kind != "typed" and not _has_words_above(field, over):
                words[0] = words[0]._replace(text=f"{' '.join(field.label.split())} {words[0].text}")
            alone += [Row([word], word.baseline, word.size) for word in words]
    for at, words in added.items():
        # What is left of a line to write on is drawn for the field that lies on it.
        others = [word for word in rows[at].words if word.text.strip("_") or not _touches_field(word, words)]
        rows[at] = rows[at]._replace(words=sorted([*others, *words], key=lambda word: word.left))
    return sorted([*rows, *_level(alone)], key=lambda row: -row.baseline)


def _touches_field(word: Word, fields: list[Word]) -> bool:
    return any(
        word.left < field.right + word.size and field.left - word.size < word.right for field in fields[:_MAX_NEAR]
    )


def _has_words_above(field: Field, rows: Sequence[Row]) -> bool:
    """True where words stand right above the field: its label, so that the tooltip would say it twice."""
    left, _, right, top = field.box
    over = [row for row in rows if row.baseline - top + 2 < 2 * row.size]
    return any(word.left < right and left < word.right for row in over for word in row.words[:_MAX_NEAR])


def _level(rows: list[Row]) -> list[Row]:
    """Fields side by side, with no text on their row, share one."""
    found: list[Row] = []
    for row in sorted(rows, key=lambda row: -row.baseline):
        last = found[-1] if found else None
        fields = last is not None and all(word.field for word in [*last.words, *row.words])
        if last is not None and fields and last.baseline - row.baseline < SAME_ROW * row.size:
            found[-1] = Row(sorted([*last.words, *row.words], key=lambda word: word.left), last.baseline, last.size)
        else:
            found.append(row)
    return found


def _field_words(field: Field, page: int) -> list[Word]:
    left, bottom, right, top = field.box
    size = field.size or min(11.0, max(4.0, 0.7 * (top - bottom)))
    if field.kind == "box":
        lines = [_MARKS[field.ticked]]
    else:
        lines = [" ".join(line.split()) for line in field.value.splitlines() if line.strip()] or [BLANK]
    first = bottom + (top - bottom - size) / 2 + 0.22 * size if len(lines) == 1 else top - size
    return [
        Word(line, left, right, first - 1.2 * size * at, size, False, field.box, page, field=True)
        for at, line in enumerate(lines)
    ]
