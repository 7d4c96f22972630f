"""The wheel holds what a check needs, and works from any folder without the source beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import Any

import pytest

from plainlang import __version__
from plainlang.glossary.files import built_in

ROOT = Path(__file__).resolve().parent.parent
LETTER = """\
Dear Parent,

Your case has arrears of $200. The NCP must remit payment to the SDU by Monday.
The obligor's arrearages accrued pursuant to the order. Thank you for your cooperation.
"""


def _env(home: Path) -> dict[str, str]:
    """No PYTHONPATH and no folder of the checkout."""
    keep = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return keep | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with the hatchling that is installed: no network needed."""
    target = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(target)]
    done = subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], cwd=target, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as package:
        return set(package.namelist())


@pytest.fixture(scope="session")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment: plainlang from the wheel, its dependencies from this environment."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, check=True
        )
        .stdout.decode()
        .strip()
    )
    options = ["--no-deps", "--no-index", "--quiet", "--no-compile"]
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", *options, str(wheel)],
        check=True,
        capture_output=True,
    )
    # A path in a .pth file is only added to sys.path; the .pth files in there (the editable install) are not read.
    ours = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    (site / "dependencies.pth").write_text("\n".join(ours) + "\n")
    return python


def _findings(python: Path, folder: Path) -> list[dict[str, Any]]:
    (folder / "letter.txt").write_text(LETTER)
    args = [str(python), "-m", "plainlang", "check", "letter.txt", "--format", "json"]
    done = subprocess.run(args, cwd=folder, env=_env(folder / "home"), capture_output=True)
    assert (done.returncode, done.stderr) == (1, b"")
    (letter,) = json.loads(done.stdout)["letters"]
    return list(letter["findings"])


def test_wheel_carries_the_whole_glossary(names: set[str]) -> None:
    files = {f"plainlang/_glossary/{path.name}" for path in (ROOT / "glossary").glob("*.yaml")}
    assert files
    assert files <= names


def test_wheel_carries_every_file_of_the_package(names: set[str]) -> None:
    files = [path for path in (ROOT / "plainlang").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {path.relative_to(ROOT).as_posix() for path in files} <= names


@pytest.mark.parametrize(
    "name",
    [
        "plainlang/language/data/syllables.txt",
        "plainlang/language/data/acts.onnx",
        "plainlang/language/data/acts.json",
        "plainlang/language/data/acts_tokenizer.json",
        "plainlang/language/data/acts_licence.txt",
        "plainlang/facts/data/tone.json",
        "plainlang/py.typed",
        "plainlang/__main__.py",
    ],
)
def test_wheel_carries(names: set[str], name: str) -> None:
    assert name in names


def test_wheel_carries_nothing_else(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"plainlang", f"plainlang-{__version__}.dist-info"}


def test_wheel_names_its_version_and_command(wheel: Path) -> None:
    folder = f"plainlang-{__version__}.dist-info"
    with zipfile.ZipFile(wheel) as package:
        metadata = Parser().parsestr(package.read(f"{folder}/METADATA").decode())
        commands = package.read(f"{folder}/entry_points.txt").decode()
    assert (metadata["Name"], metadata["Version"]) == ("plainlang", __version__)
    assert "plainlang = plainlang.cli:main" in commands


def test_plainlang_comes_from_the_new_environment(python: Path, tmp_path: Path) -> None:
    ask = (
        "import plainlang, plainlang.glossary.files as files, sys\n"
        "print(plainlang.__file__, files.built_in(), *sys.path, sep='\\n')"
    )
    done = subprocess.run([python, "-c", ask], cwd=tmp_path, env=_env(tmp_path), capture_output=True, check=True)
    module, glossary, *paths = map(Path, done.stdout.decode().splitlines())
    home = python.parent.parent
    assert module.is_relative_to(home)
    assert glossary.is_relative_to(home)
    assert ROOT not in paths


def test_installed_glossary_is_the_one_of_the_source(python: Path) -> None:
    (folder,) = python.parent.parent.rglob("_glossary")
    assert _files_below(folder) == _files_below(ROOT / "glossary")


def _files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_wheel_finds_what_the_source_finds(python: Path, tmp_path: Path) -> None:
    folders = tmp_path / "wheel", tmp_path / "source"
    for folder in folders:
        folder.mkdir()
    installed, source = _findings(python, folders[0]), _findings(Path(sys.executable), folders[1])
    assert len(source) >= 3
    assert installed == source


def test_command_is_installed(python: Path, tmp_path: Path) -> None:
    command = python.with_name("plainlang.exe" if os.name == "nt" else "plainlang")
    done = subprocess.run([command, "--version"], cwd=tmp_path, env=_env(tmp_path), capture_output=True, check=True)
    assert done.stdout.decode().strip() == f"plainlang {__version__}"


def test_a_check_out_uses_its_own_glossary() -> None:
    assert built_in() == ROOT / "glossary"


def test_the_letters_come_along_and_can_be_filled_in(python: Path, tmp_path: Path) -> None:
    args = [str(python), "-m", "plainlang", "templates"]
    options: dict[str, Any] = {"cwd": tmp_path, "env": _env(tmp_path), "capture_output": True, "text": True}
    listed = subprocess.run([*args, "list", "--format", "json"], check=True, **options)
    assert len(json.loads(listed.stdout)) == 20
    command = [*args, "render", "license", "--sample", "ordinary", "--docx", "-o", "license.docx"]
    subprocess.run(command, check=True, **options)
    assert (tmp_path / "license.docx").read_bytes().startswith(b"PK")
    done = subprocess.run([*args, "check", "license"], check=False, **options)
    assert done.returncode == 0, done.stdout
