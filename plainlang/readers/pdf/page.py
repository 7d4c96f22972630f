"""The pages of a PDF as a reader sees them: glyphs, form fields, comments and lines drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from plainlang.errors import UnreadableError
from plainlang.readers.pdf.process import Numbers, ask, damaged

_INVISIBLE = 3
_LEVEL = 3
"""Up to this angle (degrees) text is level: a scan lies a little askew."""
_MAX_DARK = 100
_FIRST = 32
"""Code points below are no letters."""
_FREE_TEXT, _WIDGET = 3, 20
_MARKERS = (8, 9, 10, 11, 12)
_FIELDS = {2: "box", 3: "box", 4: "choice", 5: "choice", 6: "text", 7: "signature"}
_XFA = (2, 3)
_LETTERS = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_LETTERS |= dict.fromkeys((0x02, 0x2010, 0x2011, 0xFFFE), "-") | dict.fromkeys((0x09, 0x0A, 0x0D, 0x3000), " ")
_LETTERS |= dict.fromkeys((0xF0B7, 0xF0A7, 0xF0A8, 0xF076, 0xF0D8, 0xF0FC, 0xF06E, 0x2022, 0x25CF), "•")
_LETTERS |= dict.fromkeys((0xF06F, 0xF071, 0xF0A3), "☐") | dict.fromkeys((*range(0x2000, 0x200B), 0xA0, 0x202F), " ")
_LETTERS |= dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFF), "")
Box = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """A character as it is drawn.

    left, right, baseline: points, with the page turned so that the text runs to the right. size: of the font (points).
    box: its place on the page as it is shown.
    """

    char: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    box: Box


class Field(NamedTuple):
    """A form field or a text typed onto the page.

    kind: box, choice, text, signature or typed. label: its tooltip, which a screen reader speaks. size: 0 if not told.
    """

    kind: str
    value: str
    label: str
    ticked: bool
    size: float
    box: Box


class Note(NamedTuple):
    """A comment of the document; `marks` where it marks words rather than standing by itself."""

    text: str
    marks: bool
    box: Box


class Page(NamedTuple):
    """What a page shows. turned: the glyphs of other directions than the page's, direction by direction."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    turned: list[list[Glyph]]
    fields: list[Field]
    notes: list[Note]
    rules: list[Box]
    has_image: bool


def read_pages(path: str, data: bytes) -> list[Page]:
    """Every page of the PDF. Raises UnreadableError."""
    facts, arrays = ask(path, data)
    pages = []
    for number, page in enumerate(facts["pages"], start=1):
        if "missing" not in page:
            codes, owners, edges = (next(arrays) for _ in range(3))
            pages.append(_page(number, page, _glyphs(page, codes, owners, edges)))
    if not pages:
        raise damaged(path)
    if facts["form"] in _XFA and not any(page.fields for page in pages):
        _refuse_waiting(path, pages)
    return pages


def _refuse_waiting(path: str, pages: list[Page]) -> None:
    """A form in XFA alone shows one page that asks to wait, in every program but Adobe's."""
    words = "".join(glyph.char for page in pages for glyph in page.glyphs if glyph.char != " ").lower()
    if not words or "pleasewait" in words or "adobereader" in words:
        what = "This PDF is a form of a kind (XFA) that only Adobe programs can show."
        raise UnreadableError(path, what, "Open it in Adobe Reader, print it to a new PDF, and check that.", code="xfa")


def _page(number: int, page: dict[str, Any], rows: dict[int, list[Glyph]]) -> Page:
    notes = page["notes"]
    return Page(
        number=number,
        width=page["width"],
        height=page["height"],
        glyphs=rows.pop(0, []),
        turned=[rows[angle] for angle in sorted(rows)],
        fields=list(_fields(notes)),
        notes=[
            Note(note["text"], note["kind"] in _MARKERS, tuple(note["box"]))
            for note in notes
            if note["kind"] not in (_FREE_TEXT, _WIDGET) and note["text"].strip()
        ],
        rules=[tuple(shape[:4]) for shape in page["shapes"]],
        has_image=any(image[4] for image in page["images"]),
    )


def _fields(notes: list[dict[str, Any]]) -> Iterator[Field]:
    for note in notes:
        box = tuple(note["box"])
        if note["hidden"]:
            continue
        if note["kind"] == _FREE_TEXT and note["text"].strip():
            yield Field("typed", note["text"], "", False, 0.0, box)
        elif note.get("type") in _FIELDS:
            value = "" if note["password"] else note["value"]
            yield Field(_FIELDS[note["type"]], value, note["label"], note["ticked"], note["size"], box)


def _glyphs(page: dict[str, Any], codes: Numbers, owners: Numbers, edges: Numbers) -> dict[int, list[Glyph]]:
    """The glyphs that are seen, by the direction of their text (clockwise degrees)."""
    objects, hidden = page["objects"], _hidden(page)
    width, height = page["width"], page["height"]
    level: list[Glyph] = []
    found: dict[int, list[Glyph]] = {0: level}
    places = iter(edges)
    chars = {code: _LETTERS.get(code, chr(code) if code >= _FIRST else "") for code in set(codes)}
    for code, owner, left, bottom, right, top in zip(codes, owners, places, places, places, places, strict=True):
        char = chars[code]
        outside = left + right < 0 or bottom + top < 0 or left + right > 2 * width or bottom + top > 2 * height
        if outside or not char or owner in hidden:
            continue
        angle, size, ox, oy, bold = objects[owner][:5]
        glyph = Glyph(char, left, right, oy, size, bold, (left, bottom, right, top))
        if angle <= _LEVEL or angle >= 360 - _LEVEL:
            level.append(glyph)
        else:
            found.setdefault(angle, []).append(_turned(glyph, angle, ox, oy))
    return found


def _turned(glyph: Glyph, angle: int, x: float, y: float) -> Glyph:
    """The glyph with its left, right and baseline in a page that is turned until the text is level."""
    across, up = math.cos(math.radians(-angle)), math.sin(math.radians(-angle))
    left, bottom, right, top = glyph.box
    middle = (left + right) / 2 * across + (bottom + top) / 2 * up
    upright = angle % 90 == 0
    half = (abs((right - left) * across) + abs((top - bottom) * up)) / 2 if upright else glyph.size / 4
    return glyph._replace(left=middle - half, right=middle + half, baseline=y * across - x * up)


def _hidden(page: dict[str, Any]) -> set[int]:
    """Text objects that nobody sees: white on white, on a layer that is off, without ink and not over a picture."""
    objects = page["objects"]
    dark = [shape for shape in [*page["shapes"], *page["images"]] if shape[4]]
    dark = sorted(dark, key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))[:_MAX_DARK]
    # A scan is a picture under words without ink; where all words are like this, they are such words.
    scanned = all(item[5] == _INVISIBLE for item in objects)
    hidden = set()
    for at, (_, _, x, y, _, mode, white, off) in enumerate(objects):
        no_ink = mode == _INVISIBLE
        doubtful = (no_ink and not scanned) or (white and not no_ink)
        if off or (
            doubtful and not any(a <= x + 1 and x - 1 <= c and b <= y + 3 and y - 1 <= d for a, b, c, d, _ in dark)
        ):
            hidden.add(at)
    return hidden
