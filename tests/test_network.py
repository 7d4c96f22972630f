"""Nothing is fetched and nothing leaves the machine: a check without any network gives the same report."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LETTER = """\
Dear Parent,

Your case has arrears of $4,120.55 as of 03/04/2026. The NCP must remit payment to the SDU by 9 a.m. on Monday.
Unbelievably, the administrative enforcement proceedings were commenced notwithstanding our correspondence.
Thank you for your cooperation. Call us if you have questions about xylophonically zorbified paperwork.
"""
CUT = ["unshare", "-rn"]


def _may_cut() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*CUT, "true"], capture_output=True).returncode == 0


needs_cut = pytest.mark.skipif(not _may_cut(), reason="`unshare -rn` is not allowed here, so the network stays on")


def _check(folder: Path, *before: str) -> str:
    """The JSON report of the letter, from a home where nothing has ever been kept."""
    home = folder / "home"
    home.mkdir(parents=True)
    (folder / "letter.txt").write_text(LETTER)
    keep = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
    env = keep | {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    args = [*before, sys.executable, "-m", "plainlang", "check", "letter.txt", "--format", "json"]
    done = subprocess.run(args, cwd=folder, env=env, capture_output=True)
    assert (done.returncode, done.stderr) == (1, b"")
    return done.stdout.decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("network")


@pytest.fixture(scope="module")
def connected(folder: Path) -> str:
    return _check(folder / "on")


@pytest.fixture(scope="module")
def cut_off(folder: Path) -> str:
    return _check(folder / "off", *CUT)


@needs_cut
def test_the_network_is_really_cut() -> None:
    look = "import socket; print([name for _, name in socket.if_nameindex()])"
    done = subprocess.run([*CUT, sys.executable, "-c", look], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "['lo']"


@needs_cut
def test_report_is_the_same_without_network(connected: str, cut_off: str) -> None:
    assert cut_off == connected


@needs_cut
def test_letter_is_scored_without_network(cut_off: str) -> None:
    (letter,) = json.loads(cut_off)["letters"]
    assert len(letter["findings"]) >= 3
    assert None not in letter["readability"].values()


@pytest.mark.parametrize("run", ["connected", pytest.param("cut_off", marks=needs_cut)])
def test_only_the_cache_appears_at_home(folder: Path, request: pytest.FixtureRequest, run: str) -> None:
    request.getfixturevalue(run)
    home = folder / ("on" if run == "connected" else "off") / "home"
    files = sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    assert files[0].startswith("cache/plainlang/glossary-")
    assert files[1:] == ["cache/plainlang/results.lock", "cache/plainlang/results.sqlite"]


def test_nothing_appears_beside_the_letter(folder: Path, connected: str) -> None:
    assert sorted(path.name for path in (folder / "on").iterdir()) == ["home", "letter.txt"]


def test_no_socket_is_opened(tmp_path: Path) -> None:
    """Even where there is a network, nothing tries it: an audit hook ends the process at the first attempt."""
    (tmp_path / "letter.txt").write_text(LETTER)
    watch = (
        "import os, sys, runpy\n"
        "sys.addaudithook(lambda event, args: os._exit(77)"
        " if event in ('socket.connect', 'socket.getaddrinfo', 'urllib.Request') else None)\n"
        "sys.argv = ['plainlang', *sys.argv[1:]]\n"
        "runpy.run_module('plainlang', run_name='__main__')\n"
    )
    env = os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    args = [sys.executable, "-c", watch, "check", "letter.txt", "--format", "json"]
    done = subprocess.run(args, cwd=tmp_path, env=env, capture_output=True)
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["letters"]) == 1


def test_onnxruntime_is_told_to_report_nothing(tmp_path: Path) -> None:
    """It would keep a device number and reports to its maker in the home, whatever the environment said before."""
    ask = "from plainlang.language.acts import judge; assert judge(['Thank you for calling us.'])"
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "ORT_DISABLE_TELEMETRY": "0"}
    subprocess.run([sys.executable, "-c", ask], cwd=tmp_path, env=env, capture_output=True, check=True)
    assert list(tmp_path.iterdir()) == []
