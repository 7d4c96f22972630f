"""The page of a PDF as it is shown: turned, and cut to its crop box. Used in the process of `pdfium.program`."""

from __future__ import annotations

from typing import Any


class Frame:
    """Turns points of the page's own space into points of the page as it is shown, and back out of its corner."""

    def __init__(self, raw: Any, page: Any) -> None:
        box = raw.FS_RECTF()
        if not raw.FPDF_GetPageBoundingBox(page, box):
            box.right, box.top = 612.0, 792.0
        self.left, self.bottom, self.right, self.top = box.left, min(box.bottom, box.top), box.right, box.top
        self.top = max(box.bottom, box.top)
        self.turn = max(0, raw.FPDFPage_GetRotation(page)) % 4
        size = (self.right - self.left, self.top - self.bottom)
        self.width, self.height = size if self.turn % 2 == 0 else size[::-1]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The shown place of a point."""
        if self.turn == 0:
            return x - self.left, y - self.bottom
        if self.turn == 1:
            return y - self.bottom, self.right - x
        if self.turn == 2:
            return self.right - x, self.top - y
        return self.top - y, x - self.left

    def box(self, left: float, bottom: float, right: float, top: float) -> list[float]:
        """The shown place of a box."""
        (ax, ay), (bx, by) = self.point(left, bottom), self.point(right, top)
        return [round(value, 2) for value in (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))]
