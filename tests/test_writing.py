"""A file is written whole or not at all, and nothing unfinished stays behind."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from plainlang.errors import UsageError
from plainlang.writing import write_atomically


def test_writing_replaces_the_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"a much longer letter than the new one")
    write_atomically(target, b"new\r\n")
    assert target.read_bytes() == b"new\r\n"


def test_writing_makes_a_file_that_was_not_there(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o444, 0o755])
def test_writing_keeps_the_mode(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    target.chmod(mode)
    write_atomically(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.txt", b"new")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o600


def test_writing_leaves_nothing_else_behind(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.txt", b"new")
    assert os.listdir(tmp_path) == ["a.txt"]


def test_writing_never_touches_the_old_file_itself(tmp_path: Path) -> None:
    target, twin = tmp_path / "a.txt", tmp_path / "twin.txt"
    target.write_bytes(b"old")
    os.link(target, twin)
    write_atomically(target, b"new")
    assert twin.read_bytes() == b"old"


@pytest.mark.parametrize("step", ["replace", "chmod", "fdopen"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def fail(handle: int | str, *_: object) -> None:
        if isinstance(handle, int):
            os.close(handle)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(f"plainlang.writing.os.{step}", fail)
        with pytest.raises(UsageError, match="No space left"):
            write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("plainlang.writing.os.replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_atomically(tmp_path / "a.txt", b"new")
    assert os.listdir(tmp_path) == []


def test_a_folder_in_the_place_of_the_file_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(UsageError, match=r"a\.txt"):
        write_atomically(tmp_path / "a.txt", b"new")
    assert os.listdir(tmp_path) == ["a.txt"]


def test_writing_through_a_link_changes_the_file_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_atomically(tmp_path / "link.txt", b"new")
    assert (tmp_path / "real.txt").read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="named pipes are a matter of POSIX")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_atomically(pipe, b"new")
    reader.join()
    assert read == [b"new"]
    assert pipe.is_fifo()
