"""Which layers of a PDF are off. Used in the process of `pdfium.program`."""

from __future__ import annotations

import io
from typing import Any


def hidden_layers(data: bytes) -> frozenset[str]:
    """The names of the layers that the document's own settings leave off; none where pypdf cannot read them."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        root: Any = PdfReader(io.BytesIO(data)).root_object
        settings = root["/OCProperties"]["/D"]
        every = [layer.get_object() for layer in root["/OCProperties"]["/OCGs"]]
        shown = [layer.get_object() for layer in settings.get("/ON", ())]
        off = [layer.get_object() for layer in settings.get("/OFF", ())]
    except (PyPdfError, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return frozenset()
    if settings.get("/BaseState") == "/OFF":
        off += [layer for layer in every if layer not in shown]
    return frozenset(str(layer.get("/Name", "")) for layer in off)
