"""LibreOffice, run on letters in a private folder: with no macros, no network, and ended with all that it started."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


class Setting(NamedTuple):
    """One entry of LibreOffice's settings: the path below `org.openoffice`, the name, the value as written there."""

    path: str
    name: str
    value: str


_SAFE = (
    Setting("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    Setting("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    Setting("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    Setting("Office.Writer/Content/Update", "Link", "0"),
    Setting("Inet/Settings", "ooInetProxyType", "2"),
    Setting("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    Setting("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    Setting("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    Setting("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macro runs, and nothing that the letter points to is fetched: the proxy named is a port where nobody listens."""


class OfficeFailedError(Exception):
    """LibreOffice did not turn every letter into what was asked. `why` ends a sentence ("it takes too long")."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Conversion(NamedTuple):
    """What LibreOffice is to do. opened_as, written_as: names of its filters; suffix: of what it writes, no dot."""

    opened_as: str
    written_as: str
    suffix: str
    settings: tuple[Setting, ...] = ()


def find_office() -> str | None:
    """The LibreOffice of this machine: on the PATH, or where its installer puts it."""
    found = (shutil.which(name) for name in _NAMES)
    usual = (place for place in _USUAL_PLACES if os.access(place, os.X_OK))
    return next((name for name in found if name), None) or next(usual, None)


def convert(office: str, letters: Mapping[str, bytes], conversion: Conversion, *, seconds: float) -> list[bytes]:
    """What LibreOffice makes of the letters (file name -> bytes), in their order, in one run of at most `seconds`.

    The letters lie in a private folder for that time, which is deleted in any case. Raises OfficeFailedError.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="plainlang-"))
    except OSError:
        raise OfficeFailedError("there is no room for a temporary file") from None
    try:
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_profile([*_SAFE, *conversion.settings]), encoding="utf-8")
        for name, data in letters.items():
            (folder / name).write_bytes(data)
        _run([*_command(office, folder, conversion), *(str(folder / name) for name in letters)], folder, seconds)
        return [(folder / "out" / name).with_suffix(f".{conversion.suffix}").read_bytes() for name in letters]
    except OSError:
        raise OfficeFailedError("it makes nothing of it") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _profile(settings: Iterable[Setting]) -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in settings
    )
    names = 'xmlns:oor="http://openoffice.org/2001/registry"'
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {names}>{items}</oor:items>'


def _command(office: str, folder: Path, conversion: Conversion) -> Iterator[str]:
    yield office
    yield f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    yield from ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo")
    yield f"--infilter={conversion.opened_as}"
    yield from ("--convert-to", f"{conversion.suffix}:{conversion.written_as}", "--outdir", str(folder / "out"))


def _run(command: list[str], folder: Path, seconds: float) -> None:
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
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise OfficeFailedError(f"it takes longer than {seconds:.0f} seconds") from None
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
