"""The annotations of a PDF: form fields, comments, words typed onto a page. Used in the process of `pdfium.program`."""

from __future__ import annotations

import ctypes
from typing import Any

from plainlang.readers.pdfium.frame import Frame

MAX_NOTES = 1_000
"""A page may have so many."""
MAX_CHARS = 500_000
_WIDGET, _LINK = 20, 2
_HIDDEN = 2 | 32


class Notes:
    """Reads annotations of one document; `chars` counts the characters so far."""

    def __init__(self, raw: Any, document: Any) -> None:
        self.raw, self.chars = raw, 0
        # PDFium keeps no copy of this.
        self._info = raw.FPDF_FORMFILLINFO(version=2)
        self.form = raw.FPDFDOC_InitFormFillEnvironment(document, self._info)

    def read(self, page: Any, frame: Frame) -> list[dict[str, Any]]:
        """The annotations that are shown, or that may hold a remark."""
        raw = self.raw
        notes = []
        for at in range(min(MAX_NOTES, max(0, raw.FPDFPage_GetAnnotCount(page)))):
            note = raw.FPDFPage_GetAnnot(page, at)
            kind = raw.FPDFAnnot_GetSubtype(note) if note else _LINK
            if note and kind != _LINK:
                rect = raw.FS_RECTF()
                raw.FPDFAnnot_GetRect(note, rect)
                facts: dict[str, Any] = {"kind": kind, "hidden": bool(raw.FPDFAnnot_GetFlags(note) & _HIDDEN)}
                facts["box"] = frame.box(rect.left, rect.bottom, rect.right, rect.top)
                facts["text"] = self._text(raw.FPDFAnnot_GetStringValue, note, b"Contents")
                notes.append(facts | (self._field(note) if kind == _WIDGET else {}))
            raw.FPDFPage_CloseAnnot(note)
        return notes

    def _field(self, note: Any) -> dict[str, Any]:
        """A form field: its type (FPDF_FORMFIELD_*), value, tick, tooltip and text size."""
        raw, form = self.raw, self.form
        size = ctypes.c_float()
        kind = raw.FPDFAnnot_GetFormFieldType(form, note)
        value = self._text(raw.FPDFAnnot_GetFormFieldValue, form, note)
        # A box without an appearance for its state says so by its value alone.
        set_box = kind == raw.FPDF_FORMFIELD_CHECKBOX and value not in ("", "Off")
        raw.FPDFAnnot_GetFontSize(form, note, size)
        return {
            "type": kind,
            "value": value,
            "label": self._text(raw.FPDFAnnot_GetFormFieldAlternateName, form, note),
            "ticked": set_box or bool(raw.FPDFAnnot_IsChecked(form, note)),
            "password": bool(raw.FPDFAnnot_GetFormFieldFlags(form, note) & raw.FPDF_FORMFLAG_TEXT_PASSWORD),
            "size": size.value,
        }

    def _text(self, ask: Any, *of: Any) -> str:
        """A text that PDFium hands out in UTF-16, with its length in bytes."""
        length = min(4 * MAX_CHARS, ask(*of, None, 0))
        buffer = ctypes.create_string_buffer(max(2, length))
        ask(*of, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
        text = buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
        self.chars += len(text)
        if self.chars > MAX_CHARS:
            raise OverflowError
        return text
