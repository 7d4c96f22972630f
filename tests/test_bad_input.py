"""Whatever people hand over, the answer is one clear line and an exit code, and the other letters are still checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

GOOD = "Dear Parent,\n\nThank you for your call. We have your papers.\n"
HEAD = "kind: program-term\nentries:\n"
ENTRY = """\
  - term: {term}
    pos: noun
    level: must
    source: Made up for the tests
    say: [thing]
    examples:
      - flag: "A [[{term}]] came."
"""
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


class Result(NamedTuple):
    code: int
    out: str
    lines: list[str]


def run(folder: Path, home: Path, *args: str, seconds: float | None = None) -> Result:
    """A real run; a traceback never passes, nor does a run of more than `seconds`."""
    keep = {name: value for name, value in os.environ.items() if name.startswith(("COVERAGE", "PATH", "SYSTEMROOT"))}
    env = keep | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "COLUMNS": "200"}
    command = [sys.executable, "-m", "plainlang", *args]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=seconds)
    said = done.stderr.decode(errors="replace")
    assert "Traceback" not in said, said
    return Result(done.returncode, done.stdout.decode(errors="replace"), said.splitlines())


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD)
    return tmp_path


# Letters


def _zip(name: str, content: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr(name, content)
    return held.getvalue()


BAD_LETTERS: dict[str, tuple[bytes | None, str, str]] = {
    "missing.txt": (None, "missing", "There is no such file."),
    "empty.txt": (b"", "empty", "The file is empty."),
    "blank.txt": (b" \r\n\t\n", "empty", "The file is empty."),
    "empty.docx": (b"", "empty", "The file is empty."),
    "undecodable.txt": (b"Dear caf\x81\n", "not-text", "not text"),
    "binary.txt": (bytes(range(256)), "not-text", "not text"),
    "half.txt": (b"\xff\xfeD\0e\0a", "not-text", "not text"),
    "text.docx": (b"Dear Parent", "not-word", "not a Word file"),
    "cut.docx": (_zip("word/document.xml", b"<a/>")[:60], "damaged", "damaged"),
    "other.docx": (_zip("mimetype", b"application/epub"), "not-word", "not a Word file"),
    "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password", "protected by a password"),
    "old.doc": (OLE, "damaged", ""),
    "page.pdf": (b"%PDF-1.7\n", "damaged", "damaged"),
    "pdf.txt": (b"%PDF-1.7\n", "damaged", "damaged"),
}


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Result:
    """All bad letters in one run, a good one before and one behind them."""
    folder = tmp_path_factory.mktemp("pile")
    for name, (content, _, _) in BAD_LETTERS.items():
        if content is not None:
            (folder / name).write_bytes(content)
    for name in ("first.txt", "last.txt"):
        (folder / name).write_text(GOOD)
    return run(folder, home, "check", "first.txt", *BAD_LETTERS, "last.txt", "--format", "json")


def _letter(result: Result, name: str) -> dict[str, Any]:
    return next(letter for letter in json.loads(result.out)["letters"] if letter["path"] == name)


@pytest.mark.parametrize("name", BAD_LETTERS)
def test_bad_letter_has_an_error_in_the_report(pile: Result, name: str) -> None:
    _, code, words = BAD_LETTERS[name]
    error = _letter(pile, name)["error"]
    assert error["code"] == code
    assert words in error["message"]


@pytest.mark.parametrize("name", BAD_LETTERS)
def test_bad_letter_is_one_line_on_stderr_with_a_remedy(pile: Result, name: str) -> None:
    (line,) = [line for line in pile.lines if line.startswith(f"{name}: ")]
    assert line == f"{name}: {_letter(pile, name)['error']['message']}"
    assert line.count(". ") >= 1


def test_bad_letters_say_nothing_more_on_stderr(pile: Result) -> None:
    assert len(pile.lines) == len(BAD_LETTERS)


@pytest.mark.parametrize("name", ["first.txt", "last.txt"])
def test_good_letters_among_bad_ones_are_checked(pile: Result, name: str) -> None:
    assert _letter(pile, name)["error"] is None
    assert _letter(pile, name)["readability"]["sentences"] == 2


def test_bad_letters_exit_3(pile: Result) -> None:
    assert pile.code == 3


def test_folder_without_letters_exits_2(desk: Path, home: Path) -> None:
    (desk / "folder").mkdir()
    (desk / "folder" / "photo.png").write_bytes(b"x")
    result = run(desk, home, "check", "folder")
    assert (result.code, result.out, len(result.lines)) == (2, "", 1)
    assert result.lines[0].startswith("folder: There are no letters in this folder.")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe_does_not_hang(desk: Path, home: Path) -> None:
    os.mkfifo(desk / "pipe.txt")
    result = run(desk, home, "check", "pipe.txt", "good.txt")
    assert result.code == 3
    assert result.lines == ["pipe.txt: This is no ordinary file. Name a letter file."]


def test_dangling_link_in_a_folder(desk: Path, home: Path) -> None:
    (desk / "gone.txt").symlink_to("nowhere.txt")
    result = run(desk, home, "check", ".", "--format", "json")
    assert result.code == 3
    assert len(result.lines) == 1
    assert [letter["error"] is None for letter in json.loads(result.out)["letters"]] == [False, True]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_letter_one_may_not_read(desk: Path, home: Path) -> None:
    (desk / "secret.txt").write_text(GOOD)
    (desk / "secret.txt").chmod(0)
    result = run(desk, home, "check", "secret.txt")
    assert result.code == 3
    assert result.lines == ["secret.txt: You may not read this file. Ask its owner, or copy it."]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("format", ["json", "terminal"])
def test_file_name_that_is_no_utf8(desk: Path, home: Path, format: str) -> None:
    name = os.fsdecode(b"b\xffd.txt")
    (desk / name).write_text(GOOD)
    assert run(desk, home, "check", name, "good.txt", "--format", format).code == 0


def test_file_name_with_a_line_break_stays_one_line(desk: Path, home: Path) -> None:
    assert len(run(desk, home, "check", "two\nlines.txt").lines) == 1


# Configuration

BAD_CONFIGS = {
    "unknown key": (b"grade_limt = 8\n", "grade-limit"),
    "unknown rule": (b"[rules]\nacronim = false\n", "acronim"),
    "unknown level": (b'[rules]\nacronym = "loud"\n', "rules.acronym"),
    "rules no table": (b"rules = 5\n", "rules"),
    "waivers no table": (b"waivers = 5\n", "waivers"),
    "waiver without reason": (b'[[waivers]]\nrule = "acronym"\n', "reason"),
    "glossary no list": (b'glossary = "words.yaml"\n', "glossary"),
    "fail-on": (b'fail-on = "always"\n', "fail-on"),
    "no TOML": (b"fail-on\n", "line 1"),
    "no UTF-8": (b'fail-on = "caf\xe9"\n', "UTF-8"),
}


@pytest.mark.parametrize("case", BAD_CONFIGS)
def test_bad_config_is_one_line(desk: Path, home: Path, case: str) -> None:
    content, words = BAD_CONFIGS[case]
    (desk / "plainlang.toml").write_bytes(content)
    result = run(desk, home, "check", "good.txt")
    assert (result.code, result.out, len(result.lines)) == (2, "", 1)
    assert "plainlang.toml: " in result.lines[0]
    assert words in result.lines[0]


@pytest.mark.parametrize("target", [".", "missing.toml"])
def test_config_that_is_a_folder_or_missing(desk: Path, home: Path, target: str) -> None:
    result = run(desk, home, "check", "good.txt", "--config", target)
    assert (result.code, result.out, len(result.lines)) == (2, "", 1)
    assert result.lines[0].startswith(f"{target}: ")


@pytest.mark.parametrize("content", ["tool = 5\n", "[tool]\nplainlang = 5\n"])
def test_odd_pyproject_gives_no_traceback(desk: Path, home: Path, content: str) -> None:
    (desk / "pyproject.toml").write_text(content)
    result = run(desk, home, "check", "good.txt")
    assert result.code in (0, 2)
    assert len(result.lines) == (1 if result.code else 0)


# Glossary

ZORB = ENTRY.format(term="zorb")
BAD_GLOSSARIES: dict[str, tuple[bytes, int, str]] = {
    "wrong key": (f"{HEAD}{ZORB}    colour: red\n".encode(), 10, "`colour`"),
    "wrong level": (f"{HEAD}{ZORB}".replace("must", "loud").encode(), 5, "level"),
    "missing key": (f"{HEAD}{ZORB}".replace("    source: Made up for the tests\n", "").encode(), 3, "source"),
    "wrong kind": (b"kind: jargon\nentries: []\n", 1, "kind"),
    "wrong top key": (f"{HEAD}{ZORB}entry: []\n".encode(), 10, "`entry`"),
    "flag without marks": (f"{HEAD}{ZORB}".replace("[[zorb]]", "zorb").encode(), 9, "[[like this]]"),
    "tab": (f"{HEAD}\t- term: zorb\n".encode(), 3, "tab"),
    "duplicate": (f"{HEAD}{ZORB}{ZORB.replace('term: zorb', 'term: Zorb')}".encode(), 10, "twice"),
    "key twice": (f"{HEAD}{ZORB}{HEAD[19:]}{ENTRY.format(term='blick')}".encode(), 10, "twice"),
    "python object": (b"kind: program-term\nentries: !!python/object/apply:os.mkdir [pwned]\n", 2, "!tag"),
    "python name": (b"kind: !!python/name:os.system ''\n", 1, "!tag"),
    "no UTF-8": (f"{HEAD}  - term: z".encode() + b"\xe9rb\n", 3, "UTF-8"),
    "empty": (b"", 1, "kind"),
    "a list": (b"- zorb\n", 1, "kind"),
    "open quote": (f'{HEAD}{ZORB}  - term: "blick\n'.encode(), 10, "YAML"),
    "alias of nothing": (b"kind: program-term\nentries: *all\n", 2, "YAML"),
    "itself": (b"kind: program-term\nentries: &all [*all]\n", 2, "entries"),
    "a date that is none": (b"kind: program-term\nremove: [2024-13-45]\n", 2, "2024-13-45"),
    "remove unknown": (b"kind: program-term\nremove:\n  - florble\n", 3, "florble"),
    "remove of another kind": (b"kind: program-term\nremove:\n  - arrears\n", 3, "arrears"),
}


@pytest.mark.parametrize("case", BAD_GLOSSARIES)
def test_bad_glossary_is_one_line_with_file_and_line(desk: Path, home: Path, case: str) -> None:
    content, line, words = BAD_GLOSSARIES[case]
    (desk / "own.yaml").write_bytes(content)
    result = run(desk, home, "explain", "arrears", "--glossary", "own.yaml")
    assert (result.code, result.out, len(result.lines)) == (2, "", 1)
    assert words in result.lines[0]
    assert result.lines[0].startswith(f"own.yaml:{line}: ")


def test_python_object_is_never_made(desk: Path, home: Path) -> None:
    (desk / "own.yaml").write_bytes(BAD_GLOSSARIES["python object"][0])
    run(desk, home, "explain", "arrears", "--glossary", "own.yaml")
    assert not (desk / "pwned").exists()


def test_control_character_in_a_glossary_is_one_line(desk: Path, home: Path) -> None:
    (desk / "own.yaml").write_bytes(b'kind: "\x01"\n')
    result = run(desk, home, "explain", "arrears", "--glossary", "own.yaml")
    assert (result.code, len(result.lines)) == (2, 1)
    assert result.lines[0].startswith("own.yaml")


@pytest.mark.parametrize("verb", ["check", "fix", "explain"])
@pytest.mark.parametrize("layer", ["missing.yaml", "folder"])
def test_glossary_path_without_a_glossary(desk: Path, home: Path, verb: str, layer: str) -> None:
    (desk / "folder").mkdir()
    result = run(desk, home, verb, "good.txt", "--glossary", layer)
    assert (result.code, result.out, len(result.lines)) == (2, "", 1)
    assert result.lines[0].startswith(f"{layer}: ")


def test_second_layer_is_the_one_that_is_named(desk: Path, home: Path) -> None:
    (desk / "own.yaml").write_text(HEAD + ZORB)
    (desk / "worse.yaml").write_bytes(BAD_GLOSSARIES["wrong key"][0])
    result = run(desk, home, "explain", "zorb", "--glossary", "own.yaml", "--glossary", "worse.yaml")
    assert result.code == 2
    assert result.lines[0].startswith("worse.yaml:10: ")


def test_billion_laughs_end_soon(desk: Path, home: Path) -> None:
    rows = [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    (desk / "own.yaml").write_text("\n".join(["kind: program-term", "a: &a [x, x]", *rows, "remove: *i", ""]))
    assert run(desk, home, "explain", "arrears", "--glossary", "own.yaml").code == 2


def test_fifty_thousand_entries(desk: Path, tmp_path: Path) -> None:
    (desk / "own.yaml").write_text(HEAD + "".join(ENTRY.format(term=f"zorb{number}") for number in range(50_000)))
    (desk / "letter.txt").write_text("The zorb49999 came.\n")
    args = ("check", "letter.txt", "--glossary", "own.yaml", "--format", "json", "--no-cache")
    result = run(desk, tmp_path / "home", *args, seconds=60)
    assert (result.code, result.lines) == (1, [])
    assert [finding["term"] for finding in _letter(result, "letter.txt")["findings"]] == ["zorb49999"]
