"""Asks PDFium for what a PDF holds, in a process of its own (see `pdfium.program`), and says why where it cannot."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from array import array
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from plainlang.errors import UnreadableError

MAX_SECONDS = 9
"""The process has a shorter limit of its own, on processor time; this one is for systems that know none."""
_OUT_OF_TIME = tuple(getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name))
_UNLOCK = "Open it, save a copy without the password, and try again."

_PROGRAM = "import sys; sys.path += sys.argv[1:]; from plainlang.readers.pdfium.program import main; main()"

Numbers = Sequence[Any]
"""Code points and numbers of objects (unsigned integers), or edges of boxes (points)."""


def ask(path: str, data: bytes) -> tuple[dict[str, Any], Iterator[Numbers]]:
    """The facts of the document, and three arrays for each page. Raises UnreadableError."""
    if not data.strip():
        raise UnreadableError(path, "The file is empty.", "Write the letter into it, or leave it out.", code="empty")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError(path, "This is not a PDF.", "Save the letter as PDF once more.", code="not-pdf")
    out = _run(path, data)
    length = int.from_bytes(out[:8], "little")
    facts = json.loads(out[8 : 8 + length])
    if "error" in facts:
        raise _refusal(path, facts)
    return facts, _arrays(out, 8 + length)


def damaged(path: str) -> UnreadableError:
    """The refusal of a PDF that PDFium can make nothing of."""
    what = "This PDF is cut short or damaged."
    return UnreadableError(path, what, "Get a fresh copy of it and try again.", code="damaged")


def _run(path: str, data: bytes) -> bytes:
    spec = find_spec("pypdfium2_raw")
    if spec is None or not spec.submodule_search_locations:
        what = "The part that reads PDF files (pypdfium2) is not installed."
        raise UnreadableError(path, what, "Install plainlang again.", code="no-pdf-library")
    folder = str(Path(spec.submodule_search_locations[0]).parent)
    # Without the site module the process starts twice as fast; it needs two folders to import from.
    call = [sys.executable, "-I", "-S", "-B", "-c", _PROGRAM, str(Path(__file__).parents[3]), folder]
    try:
        # Our own program; the letter goes to its standard input and nowhere else.
        done = subprocess.run(call, input=data, capture_output=True, timeout=MAX_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _too_much(path) from None
    if done.returncode < 0 and -done.returncode in _OUT_OF_TIME:
        raise _too_much(path)
    if done.returncode != 0:
        raise damaged(path)
    return done.stdout


def _arrays(out: bytes, at: int) -> Iterator[Numbers]:
    while at < len(out):
        for kind in "IIf":
            numbers = array(kind)
            end = at + 8 + int.from_bytes(out[at : at + 8], "little") * numbers.itemsize
            numbers.frombytes(out[at + 8 : end])
            at = end
            yield numbers


def _refusal(path: str, facts: dict[str, Any]) -> UnreadableError:
    if facts["error"] in ("password", "security"):
        return UnreadableError(path, "This PDF is locked with a password.", _UNLOCK, code="password")
    if facts["error"] == "too-many-pages":
        what = f"This PDF has {facts['count']:,} pages; plainlang reads up to 500."
        return UnreadableError(path, what, "Split it into letters and check those.", code="too-many-pages")
    if facts["error"] == "too-long":
        what = "This PDF holds more than 500,000 characters, or more than 100,000 on one page."
        return UnreadableError(path, what, "Split it into letters and check those.", code="too-long")
    return damaged(path)


def _too_much(path: str) -> UnreadableError:
    what = "This PDF asks for more time or memory than a letter needs."
    return UnreadableError(path, what, "Print it to a new PDF and check that.", code="too-big")
