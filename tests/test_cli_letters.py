"""What the commands over many letters share: one refusal stops no other letter, and no letter is written over."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from plainlang.cli.letters import drawn, expanded, opened, tell, write_report
from plainlang.errors import PlainlangError, UnreadableError, UsageError


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    for name in ("b.txt", "a.txt"):
        (tmp_path / "full" / name).write_text(f"Letter {name}")
    return tmp_path


def test_what_cannot_be_read_stands_in_its_place(letters: Path) -> None:
    paths = [str(letters / name) for name in ("gone.txt", "empty", "full")]
    found = list(opened(expanded(paths)))
    assert [Path(path).name for path, _ in found] == ["gone.txt", "empty", "a.txt", "b.txt"]
    assert [type(data) for _, data in found] == [UnreadableError, UsageError, bytes, bytes]
    assert found[2][1] == b"Letter a.txt"


def test_a_folder_without_letters_ends_a_call_that_names_no_other(letters: Path) -> None:
    with pytest.raises(UsageError, match="no letters in this folder"):
        list(expanded([str(letters / "empty")]))


def test_each_refusal_is_one_line_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    errors: list[PlainlangError | None] = [None, UsageError("a", "One.", "Mend it."), UsageError("b", "Two.", "")]
    assert tell(errors)
    assert capsys.readouterr().err == "a: One. Mend it.\nb: Two.\n"
    assert not tell([None])
    assert capsys.readouterr().err == ""


def test_no_letter_is_written_over(letters: Path) -> None:
    letter = letters / "full" / "a.txt"
    other_name = letters / "empty" / ".." / "full" / "a.txt"
    with pytest.raises(UsageError, match="the letter itself"):
        write_report("words", other_name, [str(letter)], for_people=True)
    assert letter.read_text() == "Letter a.txt"


def test_the_report_goes_to_a_file_or_to_stdout(letters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_report("words\n", letters / "report.txt", [], for_people=True)
    assert (letters / "report.txt").read_text() == "words\n"
    write_report("words\n", None, [], for_people=True)
    assert capsys.readouterr().out == "words\n"


@pytest.mark.parametrize("to_file", [True, False])
def test_colours_are_for_a_terminal_only(monkeypatch: pytest.MonkeyPatch, to_file: bool) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    page = drawn(lambda console: console.print("[red]word[/red]"), to_file=to_file)
    assert ("\x1b[" in page) is not to_file
