"""Word files of the old kind (.doc): turned into .docx by a LibreOffice on this machine, then read as such."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import olefile

from plainlang.errors import UnreadableError
from plainlang.letter import Letter
from plainlang.readers import word

TIME_LIMIT = 9.0
"""Seconds for LibreOffice. It needs about two; a check may take ten in all."""
MAX_BYTES = 50_000_000
_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
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
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macro runs, and nothing that the letter points to is fetched: the proxy named is a port where nobody listens."""


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


def find_office() -> str | None:
    """The LibreOffice of this machine: on the PATH, or where its installer puts it."""
    found = (shutil.which(name) for name in _NAMES)
    usual = (place for place in _USUAL_PLACES if os.access(place, os.X_OK))
    return next((name for name in found if name), None) or next(usual, None)


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
        folder = Path(tempfile.mkdtemp(prefix="plainlang-"))
    except OSError:
        raise _failed(path, "there is no room for a temporary file") from None
    try:
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_profile(), encoding="utf-8")
        (folder / "letter.doc").write_bytes(data)
        _run(path, list(_command(office, folder)), folder)
        return (folder / "out" / "letter.docx").read_bytes()
    except OSError:
        raise _failed(path, "it makes nothing of it") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    names = 'xmlns:oor="http://openoffice.org/2001/registry"'
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {names}>{items}</oor:items>'


def _command(office: str, folder: Path) -> Iterator[str]:
    yield office
    yield f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    yield from ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--infilter=MS Word 97")
    yield from ("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(folder / "letter.doc"))


def _run(path: str, command: list[str], folder: Path) -> None:
    """Runs LibreOffice with the private folder as its home, and ends it with all that it started."""
    places = ("HOME", "TMPDIR", "TMP", "TEMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 (the program found above, with paths of our own)
        command,
        cwd=folder,
        env={**os.environ, **dict.fromkeys(places, str(folder))},
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        start_new_session=True,
    ) as process:
        try:
            process.wait(TIME_LIMIT)
        except subprocess.TimeoutExpired:
            raise _failed(path, f"it takes longer than {TIME_LIMIT:.0f} seconds") from None
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return  # all of them have ended
    elif process.poll() is None:
        process.kill()


def _failed(path: str, why: str) -> UnreadableError:
    what = f"LibreOffice cannot read this old Word file (.doc): {why}."
    return UnreadableError(path, what, "Open it in Word and save it as .docx.", code="old-word")


def _damaged(path: str) -> UnreadableError:
    what = "This old Word file (.doc) is cut short or damaged."
    return UnreadableError(path, what, "Open it in Word, let Word repair it, and save it as .docx.", code="damaged")
