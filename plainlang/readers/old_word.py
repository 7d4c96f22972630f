"""Word files of the old kind (.doc): turned into .docx by a LibreOffice on this machine, then read as such."""

from __future__ import annotations

import io

import olefile

from plainlang.errors import UnreadableError
from plainlang.letter import Letter
from plainlang.readers import word
from plainlang.readers.libreoffice import Conversion, OfficeFailedError, convert, find_office

TIME_LIMIT = 9.0
"""Seconds for LibreOffice. It needs about two; a check may take ten in all."""
MAX_BYTES = 50_000_000
_OTHERS = {
    "workbook": "an Excel file (.xls)",
    "book": "an Excel file (.xls)",
    "powerpoint document": "a PowerPoint file (.ppt)",
    "__properties_version1.0": "an Outlook message (.msg)",
    "!_stringdata": "an installer (.msi)",
    "visiodocument": "a Visio drawing (.vsd)",
    "quill": "a Publisher file (.pub)",
}
_FAULTS = (OSError, ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError, RecursionError)
"""What olefile raises on broken files: its own errors are OSErrors, the others slip out of its parsing."""
_MAGIC = 0xA5EC
_ENCRYPTED = 0x0100
_AS_NEW = Conversion(opened_as="MS Word 97", written_as="MS Word 2007 XML", suffix="docx")


def read(path: str, data: bytes) -> Letter:
    """Reads an old Word file; places are those of the .docx that LibreOffice makes of it.

    The letter lies in a private folder for that time, which is deleted in any case. Raises UnreadableError for what
    is no unprotected Word file, and where there is no LibreOffice.
    """
    _refuse_others(path, data)
    office = find_office()
    if office is None:
        what = "This is a Word file of the old kind (.doc), which needs LibreOffice to be read."
        raise UnreadableError(path, what, "Install LibreOffice, or save the letter as .docx in Word.", code="old-word")
    return word.read(path, _converted(path, data, office))


def _refuse_others(path: str, data: bytes) -> None:
    if len(data) > MAX_BYTES:
        what = f"This Word file is larger than {MAX_BYTES:,} bytes."
        raise UnreadableError(path, what, "Take the pictures out, or save it as .docx.", code="too-big")
    try:
        with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_FATAL) as ole:
            names = {name[0].lower() for name in ole.listdir() if len(name) == 1}
            head = ole.openstream("WordDocument").read(12) if "worddocument" in names else b""
    except _FAULTS:
        raise _damaged(path) from None
    if not head:
        other = next((said for name, said in _OTHERS.items() if name in names), "not a Word file")
        what = f"This is {other}." if other == "not a Word file" else f"This is {other}, not a letter."
        raise UnreadableError(path, what, "Open the letter in Word and save it as .docx.", code="not-word")
    if len(head) < 12 or int.from_bytes(head[:2], "little") != _MAGIC:
        raise _damaged(path)
    if int.from_bytes(head[10:12], "little") & _ENCRYPTED:
        what = "This Word file is protected by a password."
        raise UnreadableError(path, what, "Open it in Word, remove the password, and save it again.", code="password")


def _converted(path: str, data: bytes, office: str) -> bytes:
    try:
        return convert(office, {"letter.doc": data}, _AS_NEW, seconds=TIME_LIMIT)[0]
    except OfficeFailedError as failure:
        raise _failed(path, failure.why) from None


def _failed(path: str, why: str) -> UnreadableError:
    what = f"LibreOffice cannot read this old Word file (.doc): {why}."
    return UnreadableError(path, what, "Open it in Word and save it as .docx.", code="old-word")


def _damaged(path: str) -> UnreadableError:
    what = "This old Word file (.doc) is cut short or damaged."
    return UnreadableError(path, what, "Open it in Word, let Word repair it, and save it as .docx.", code="damaged")
