"""A bug that one letter brings out: that letter says so, the others go on, and no word of the letter gets out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from plainlang import acronyms, checking, discovery
from plainlang.checking import check
from plainlang.cli import app
from plainlang.config import Settings
from plainlang.errors import internal_error
from plainlang.language.reading import Reading
from plainlang.readability import Readability, measure
from tests.judging import glossary

SECRET = "Marguerite"
SAID = "This letter could not be checked: an error in plainlang itself (KeyError"


def _fails_on_secret(reading: Reading) -> Readability:
    if SECRET in reading.letter.text:
        raise KeyError(SECRET)
    return measure(reading)


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PLAINLANG_DEBUG", raising=False)
    for name, text in (("a", "Your arrears are $200."), ("b", f"Dear {SECRET}."), ("c", "Thank you.")):
        (tmp_path / f"{name}.txt").write_text(f"{text}\n")
    return tmp_path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, args)])


def test_the_other_letters_are_checked(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "measure", _fails_on_secret)
    result = run("check", letters, "--format", "json")
    assert result.exit_code == 3
    found = {Path(one["path"]).name: one for one in json.loads(result.stdout)["letters"]}
    assert found["b.txt"]["error"]["code"] == "internal"
    assert found["b.txt"]["error"]["message"].startswith(f"{SAID} in checking.py line ")
    assert found["b.txt"]["error"]["message"].endswith("). Please report it.")
    assert [found[name]["error"] for name in ("a.txt", "c.txt")] == [None, None]
    assert [finding["term"] for finding in found["a.txt"]["findings"]] == ["arrears"]
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"{letters / 'b.txt'}: {SAID}")
    assert SECRET not in result.output


def test_the_traceback_is_shown_when_asked_for(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "measure", _fails_on_secret)
    monkeypatch.setenv("PLAINLANG_DEBUG", "1")
    result = run("check", letters)
    assert result.exit_code == 3
    assert "Traceback (most recent call last)" in result.stderr
    assert f"KeyError: '{SECRET}'" in result.stderr
    assert "Traceback" not in result.stdout


def test_an_unreadable_letter_shows_no_traceback(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINLANG_DEBUG", "1")
    assert run("check", letters / "gone.txt").stderr.splitlines() == [
        f"{letters / 'gone.txt'}: There is no such file. Check the name and the folder."
    ]


def _fails(*args: object) -> object:
    raise KeyError(SECRET)


def test_a_list_of_acronyms_goes_on_too(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acronyms, "_Search", _fails)
    result = run("acronyms", letters, "--format", "json")
    assert result.exit_code == 3
    assert [one["error"]["code"] for one in json.loads(result.stdout)["letters"]] == ["internal"] * 3
    assert SECRET not in result.output


def test_a_survey_goes_on_too(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery.Survey, "add", _fails)
    result = run("glossary", "discover", letters)
    assert result.exit_code == 3
    assert [SAID in line for line in result.stderr.splitlines()] == [True] * 3
    assert SECRET not in result.output


def test_the_place_is_the_innermost_line_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(text: str, *, at: int = 0) -> object:
        raise KeyError(text)

    monkeypatch.setattr("plainlang.language.reading.split_words", fails)
    report = check("a.txt", b"Your IWO came.\n", glossary(), Settings())
    assert report.error is not None
    assert "(KeyError in language/reading.py line " in report.error.message


def test_an_error_that_never_touched_our_code_has_no_place() -> None:
    with pytest.raises(ValueError, match="Expecting") as raised:
        json.loads("{")
    assert "itself (JSONDecodeError)." in internal_error("a.txt", raised.value).message


def test_an_interruption_is_no_error_of_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "measure", interrupt)
    with pytest.raises(KeyboardInterrupt):
        check("a.txt", b"Text.\n", glossary(), Settings())


@pytest.mark.parametrize("debug", ["", "1"])
def test_fix_ends_with_the_same_line(letters: Path, debug: str) -> None:
    code = (
        "import sys; from plainlang import checking, cli\n"
        "def fails(reading): raise KeyError(reading.letter.text)\n"
        "checking.measure = fails\n"
        "cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "fix", str(letters / "b.txt"), "--diff"],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(letters), "PLAINLANG_DEBUG": debug},
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"{letters / 'b.txt'}: {SAID}")
    assert ("Traceback" in done.stderr) == (debug == "1")
    assert (SECRET in done.stderr) == (debug == "1")
