"""Letters as PDF: LibreOffice makes them of the Word files, many in one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from plainlang.errors import UsageError
from plainlang.readers.libreoffice import Conversion, OfficeFailedError, Setting, convert, find_office

TOGETHER = 50
"""Letters for one run of LibreOffice: its start takes longer than a letter."""
TO_START, FOR_EACH = 60.0, 3.0
"""Seconds that a run may take, and seconds more for each letter; it needs about three, and a fifth."""
_EXPORT = "Office.Common/Filter/PDF/Export"
_PDF = Conversion(
    opened_as="MS Word 2007 XML",
    written_as="writer_pdf_Export",
    suffix="pdf",
    # Tags tell a screen reader what is a heading, a list, a table.
    settings=(Setting(_EXPORT, "UseTaggedPDF", "true"), Setting(_EXPORT, "DisplayPDFDocumentTitle", "true")),
)


def render(letters: Sequence[bytes]) -> Iterator[bytes]:
    """The PDF of each Word file, in order. Each batch is made when its first letter is asked for.

    Raises UsageError where there is no LibreOffice, and when it fails or takes too long.
    """
    office = find_office()
    if office is None:
        what = "Making a PDF needs LibreOffice, and it is not on this computer."
        raise UsageError("PDF", what, "Install LibreOffice, or make a Word file and save it as PDF.")
    batches = (letters[start : start + TOGETHER] for start in range(0, len(letters), TOGETHER))
    return chain.from_iterable(_made(office, batch) for batch in batches)


def _made(office: str, letters: Sequence[bytes]) -> list[bytes]:
    named = {f"letter{number}.docx": letter for number, letter in enumerate(letters, 1)}
    try:
        return convert(office, named, _PDF, seconds=TO_START + FOR_EACH * len(letters))
    except OfficeFailedError as failure:
        what = f"LibreOffice cannot make the PDF: {failure.why}."
        raise UsageError("PDF", what, "Try again, or make a Word file and save it as PDF.") from None
