"""The reader of old Word files: through LibreOffice, and without a trace of the letter left behind."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainlang.errors import UnreadableError
from plainlang.readers import libreoffice, old_word
from plainlang.readers.libreoffice import find_office
from plainlang.readers.old_word import read
from tests.ole_files import fib, ole_file
from tests.torture import JARGON
from tests.torture_old_word import old_word_file
from tests.word_files import p, word_file

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
on_posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a script")


def refusal_of(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as refusal:
        read("in/letter.doc", data)
    assert str(refusal.value).startswith("in/letter.doc: ")
    assert "\n" not in str(refusal.value)
    return refusal.value


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A program in the place of LibreOffice; it finds the output folder in $OUT and the letter in $LETTER."""
    program = folder / "soffice"
    program.write_text(f'#!/bin/sh\nfor LETTER in "$@"; do :; done\nOUT="$(dirname "$LETTER")/out"\n{script}\n')
    program.chmod(0o700)
    monkeypatch.setattr(old_word, "find_office", lambda: str(program))
    private = folder / "private"
    private.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(private))
    return private


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (ole_file({"Workbook": b"x"}), "not-word", "This is an Excel file (.xls), not a letter."),
        (ole_file({"PowerPoint Document": b"x"}), "not-word", "This is a PowerPoint file (.ppt), not a letter."),
        (ole_file({"__properties_version1.0": b"x"}), "not-word", "This is an Outlook message (.msg), not a letter."),
        (ole_file({"!_StringData": b"x"}), "not-word", "This is an installer (.msi), not a letter."),
        (ole_file({"Other": b"x"}), "not-word", "This is not a Word file."),
        (ole_file({"WordDocument": fib(0x0100)}), "password", "This Word file is protected by a password."),
        (ole_file({"WordDocument": fib(magic=0)}), "damaged", "This old Word file (.doc) is cut short or damaged."),
        (ole_file({"WordDocument": fib()})[:700], "damaged", "This old Word file (.doc) is cut short or damaged."),
        (b"", "damaged", "This old Word file (.doc) is cut short or damaged."),
        (b"Dear Ann,", "damaged", "This old Word file (.doc) is cut short or damaged."),
    ],
)
def test_refusals(data: bytes, code: str, message: str) -> None:
    refusal = refusal_of(data)
    assert (refusal.code, refusal.what) == (code, message)


def test_without_libreoffice_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    refusal = refusal_of(ole_file({"WordDocument": fib()}))
    assert refusal.fix == "Install LibreOffice, or save the letter as .docx in Word."


@on_posix
def test_the_letter_lies_in_a_private_folder_that_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word_file(p("From the old file.")))
    script = f'ls -ld "$(dirname "$LETTER")" > {tmp_path}/seen; echo "$HOME" >> {tmp_path}/seen; mkdir "$OUT"'
    private = stand_in(tmp_path, monkeypatch, f'{script}; cp {made} "$OUT/letter.docx"')
    assert read("letter.doc", ole_file({"WordDocument": fib()})).text == "From the old file."
    mode, home = (tmp_path / "seen").read_text().splitlines()
    assert mode.startswith("drwx------")
    assert Path(home).parent == private
    assert list(private.iterdir()) == []


@on_posix
@pytest.mark.parametrize("script", ["exit 3", 'mkdir "$OUT"', 'mkdir "$OUT"; echo broken > "$OUT/letter.docx"'])
def test_a_libreoffice_that_fails(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = stand_in(tmp_path, monkeypatch, script)
    assert refusal_of(ole_file({"WordDocument": fib()})).code in ("old-word", "not-word")
    assert list(private.iterdir()) == []


@on_posix
def test_one_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = stand_in(tmp_path, monkeypatch, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(old_word, "TIME_LIMIT", 0.5)
    assert "takes longer than" in refusal_of(ole_file({"WordDocument": fib()})).what
    assert list(private.iterdir()) == []
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    if sys.platform == "linux" and state.exists():
        assert state.read_text().rpartition(")")[2].split()[0] == "Z"


@needs_office
def test_libreoffice_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    private = tmp_path / "private"
    data = old_word_file()
    for folder in (home, private):
        folder.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("tempfile.tempdir", str(private))
    assert JARGON in read("letter.doc", data).text
    assert list(home.rglob("*")) == list(private.rglob("*")) == []


SOUND = ole_file({"WordDocument": fib(), "1Table": b"x"})


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), cut=st.booleans())
def test_damaged_bytes_are_refused(seed: int, cut: bool) -> None:
    chance = random.Random(seed)
    data = bytearray(SOUND)
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(1600)] = chance.randrange(256)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(old_word, "find_office", lambda: None)
        with pytest.raises(UnreadableError):
            read("letter.doc", bytes(data[: chance.randrange(len(data))] if cut else data))
