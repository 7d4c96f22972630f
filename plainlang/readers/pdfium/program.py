"""What PDFium sees in a PDF, written to standard output. A program of its own: see `pdf.process`.

A PDF can make any library crash, loop or fill the memory. That must not take the check of a hundred other letters
with it, so PDFium lives in a process with a limit on its time and memory.

`pdf.process` starts it: the letter comes on standard input.
Output: the length of a JSON text (8 bytes), the JSON, then each page's arrays: codes, objects, boxes.
Boxes are left, bottom, right, top in points from the lower left corner of the page as it is shown.
"""

from __future__ import annotations

import ctypes
import json
import sys
from array import array
from typing import Any

from plainlang.readers.pdfium.frame import Frame
from plainlang.readers.pdfium.layers import hidden_layers
from plainlang.readers.pdfium.notes import MAX_CHARS, Notes

MAX_SECONDS = 6
"""Of processor time; 500 pages of letters take about 4."""
MAX_MEMORY = 700_000_000
"""Of address space (bytes); PDFium itself unpacks streams up to 1 GB."""
MAX_PAGES = 500
MAX_PAGE_CHARS = 100_000
"""A page in small print has 10,000."""
MAX_SHAPES = 4_000
_ERRORS = {3: "damaged", 4: "password", 5: "security"}
_STAMP, _WATERMARK = 13, 24
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5


def limit() -> None:
    """Holds this process to its time and memory, where the system can do so."""
    try:
        import resource
    except ImportError:
        # Windows: the time limit of the caller is all there is.
        return
    for what, most in ((resource.RLIMIT_CPU, MAX_SECONDS), (resource.RLIMIT_AS, MAX_MEMORY)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            # macOS knows no limit of address space.
            continue


class Reader:
    """One document and what has been found in it so far."""

    def __init__(self, raw: Any, document: Any, data: bytes) -> None:
        self.raw, self.document, self.data = raw, document, data
        self.off: frozenset[str] | None = None
        self.notes = Notes(raw, document)
        self.bold: dict[int, bool] = {}
        self.chars = 0
        self.arrays: list[array[Any]] = []

    def page(self, index: int) -> dict[str, Any]:
        """The page's facts; its glyphs go to `arrays`."""
        raw = self.raw
        page = raw.FPDF_LoadPage(self.document, index)
        if not page:
            return {"missing": True}
        frame = Frame(raw, page)
        notes = self.notes.read(page, frame)
        if any(note["kind"] in (_STAMP, _WATERMARK) for note in notes):
            page = self.with_stamps(page, index)
        text = raw.FPDFText_LoadPage(page)
        shapes, images = self.shapes(page, frame)
        objects = self.glyphs(text, frame) if text else []
        facts = {"width": frame.width, "height": frame.height, "objects": objects, "notes": notes}
        facts |= {"shapes": shapes, "images": images}
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
        return facts

    def glyphs(self, text: Any, frame: Frame) -> list[list[float]]:
        """Adds three arrays: code point, number of its text object, and box of every glyph drawn."""
        raw = self.raw
        codes, numbers, boxes = array("I"), array("I"), array("f")
        known: dict[int, int] = {}
        objects: list[list[float]] = []
        rect = raw.FS_RECTF()
        unicode, text_object, loose_box = (
            raw.FPDFText_GetUnicode,
            raw.FPDFText_GetTextObject,
            raw.FPDFText_GetLooseCharBox,
        )
        # As a number, which costs half as much as a pointer and is asked for with every glyph.
        text_object.restype = ctypes.c_void_p
        straight = frame.turn == 0
        left, bottom = frame.left, frame.bottom
        count = max(0, raw.FPDFText_CountChars(text))
        self.chars += count
        if self.chars > MAX_CHARS or count > MAX_PAGE_CHARS:
            raise OverflowError
        for at in range(count):
            address = text_object(text, at)
            # PDFium writes spaces and line ends of its own; they belong to no object.
            if address is None or not loose_box(text, at, rect):
                continue
            number = known.get(address)
            if number is None:
                number = known[address] = len(objects)
                objects.append(self.object(text, at, ctypes.cast(address, raw.FPDF_PAGEOBJECT), frame))
            codes.append(unicode(text, at))
            numbers.append(number)
            if straight:
                boxes.extend((rect.left - left, rect.bottom - bottom, rect.right - left, rect.top - bottom))
            else:
                boxes.extend(frame.box(rect.left, rect.bottom, rect.right, rect.top))
        self.arrays += [codes, numbers, boxes]
        return objects

    def object(self, text: Any, at: int, owner: Any, frame: Frame) -> list[float]:
        """Angle (clockwise degrees as shown), size and origin (points), bold, render mode, is it white, is it off."""
        raw = self.raw
        angle = (round(raw.FPDFText_GetCharAngle(text, at) * 57.29578) + 90 * frame.turn) % 360
        matrix = raw.FS_MATRIX()
        scale = 1.0
        if raw.FPDFText_GetMatrix(text, at, matrix):
            scale = (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5 or 1.0
        size = abs(raw.FPDFText_GetFontSize(text, at)) * scale
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        origin = frame.point(x.value, y.value)
        mode = raw.FPDFTextObj_GetTextRenderMode(owner)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        shown = bool(raw.FPDFText_GetFillColor(text, at, red, green, blue, alpha))
        white = shown and (min(red.value, green.value, blue.value) >= 250 or alpha.value == 0)
        return [angle, round(size, 2), *origin, self.is_bold(owner), mode, white, self.is_off(owner)]

    def is_bold(self, owner: Any) -> bool:
        """By the name of the font, which says so more often than its weight."""
        font = self.raw.FPDFTextObj_GetFont(owner)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self.bold:
            buffer = ctypes.create_string_buffer(128)
            self.raw.FPDFFont_GetBaseFontName(font, buffer, 128) if address else 0
            name = buffer.raw.lower()
            self.bold[address] = any(word in name for word in (b"bold", b"black", b"heavy", b"demi"))
        return self.bold[address]

    def is_off(self, owner: Any) -> bool:
        """True for an object on a layer (optional content) that is not shown."""
        raw = self.raw
        for at in range(min(8, max(0, raw.FPDFPageObj_CountMarks(owner)))):
            mark = raw.FPDFPageObj_GetMark(owner, at)
            if self.mark_text(raw.FPDFPageObjMark_GetName, mark) == "OC":
                return self.mark_text(raw.FPDFPageObjMark_GetParamStringValue, mark, b"Name") in self.layers_off()
        return False

    def layers_off(self) -> frozenset[str]:
        """The names of the layers that are off; PDFium does not tell, so pypdf is asked, once and only if need be."""
        if self.off is None:
            self.off = hidden_layers(self.data)
        return self.off

    def mark_text(self, ask: Any, mark: Any, *key: bytes) -> str:
        """A name that PDFium hands out in UTF-16."""
        length = ctypes.c_ulong()
        buffer = ctypes.create_string_buffer(512)
        ask(mark, *key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 512, length)
        return buffer.raw[: min(512, length.value)].decode("utf-16-le", "replace").rstrip("\0")

    def shapes(self, page: Any, frame: Frame) -> tuple[list[list[float]], list[list[float]]]:
        """The boxes of lines and areas, and those of pictures and of forms that may hold some."""
        raw = self.raw
        shapes: list[list[float]] = []
        images: list[list[float]] = []
        edges = [ctypes.c_float() for _ in range(4)]
        for at in range(min(MAX_SHAPES, max(0, raw.FPDFPage_CountObjects(page)))):
            item = raw.FPDFPage_GetObject(page, at)
            kind = raw.FPDFPageObj_GetType(item)
            if kind != _TEXT and raw.FPDFPageObj_GetBounds(item, *edges):
                box = frame.box(*(edge.value for edge in edges))
                (shapes if kind in (_PATH, _SHADING) else images).append(box + self.fill(item, kind))
        return shapes, images

    def fill(self, item: Any, kind: int) -> list[float]:
        """One more number. Of a path: 1 where white words on it are seen; of a form: 1 where it holds a picture."""
        if kind == _PATH:
            red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
            mode, stroke = ctypes.c_int(), ctypes.c_int()
            self.raw.FPDFPath_GetDrawMode(item, mode, stroke)
            filled = bool(mode.value) and self.raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
            return [float(bool(filled) and min(red.value, green.value, blue.value) < 240 and alpha.value > 20)]
        return [float(kind != _FORM or self.holds_image(item, 3))]

    def holds_image(self, form: Any, depth: int) -> bool:
        """True when a form shows a picture."""
        raw = self.raw
        for at in range(min(100, max(0, raw.FPDFFormObj_CountObjects(form)))):
            item = raw.FPDFFormObj_GetObject(form, at)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == _IMAGE or (kind == _FORM and depth and self.holds_image(item, depth - 1)):
                return True
        return False

    def with_stamps(self, page: Any, index: int) -> Any:
        """The page with its stamps drawn into it, and with no other annotation."""
        raw = self.raw
        for at in reversed(range(max(0, raw.FPDFPage_GetAnnotCount(page)))):
            note = raw.FPDFPage_GetAnnot(page, at)
            kind = raw.FPDFAnnot_GetSubtype(note)
            raw.FPDFPage_CloseAnnot(note)
            if kind not in (_STAMP, _WATERMARK):
                raw.FPDFPage_RemoveAnnot(page, at)
        raw.FPDFPage_Flatten(page, 0)
        raw.FPDF_ClosePage(page)
        return raw.FPDF_LoadPage(self.document, index)


def main() -> None:
    """Reads standard input, writes standard output."""
    import pypdfium2_raw as raw  # type: ignore[import-untyped]

    limit()
    data = sys.stdin.buffer.read()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2))
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return write({"error": _ERRORS.get(raw.FPDF_GetLastError(), "damaged")}, [])
    count = raw.FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        return write({"error": "too-many-pages", "count": count}, [])
    reader = Reader(raw, document, data)
    try:
        pages = [reader.page(index) for index in range(count)]
    except OverflowError:
        return write({"error": "too-long"}, [])
    return write({"form": raw.FPDF_GetFormType(document), "pages": pages}, reader.arrays)


def write(facts: dict[str, Any], arrays: list[array[Any]]) -> None:
    """The answer, in one go."""
    head = json.dumps(facts).encode()
    out = sys.stdout.buffer
    out.write(len(head).to_bytes(8, "little") + head)
    for numbers in arrays:
        out.write(len(numbers).to_bytes(8, "little") + numbers.tobytes())
    out.flush()
