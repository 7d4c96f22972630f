"""From the paths a user names to the letters behind them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plainlang.errors import UnreadableError, UsageError
from plainlang.paths import letters_in, read_bytes


def made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"You paid.")


def below(folder: Path) -> list[str]:
    return [os.path.relpath(path, folder) for path in letters_in([str(folder)])]


def refusal_of(path: object) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(str(path))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{' '.join(str(path).split())}: ")
    return caught.value


def test_a_file_is_taken_as_named() -> None:
    assert list(letters_in(["./no/such.xyz", "b.txt", "a.txt"])) == ["./no/such.xyz", "b.txt", "a.txt"]


def test_a_file_named_twice_is_given_twice(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    name = str(tmp_path / "a.txt")
    assert list(letters_in([name, name])) == [name, name]


def test_a_hidden_file_that_is_named_is_taken(tmp_path: Path) -> None:
    made(tmp_path, ".a.txt")
    assert list(letters_in([str(tmp_path / ".a.txt")])) == [str(tmp_path / ".a.txt")]


def test_a_folder_gives_its_letters_in_the_order_of_names(tmp_path: Path) -> None:
    made(tmp_path, "c.txt", "a.txt", "b.md", "B.txt")
    assert below(tmp_path) == ["B.txt", "a.txt", "b.md", "c.txt"]


def test_a_folder_is_read_through_in_the_order_of_names(tmp_path: Path) -> None:
    made(tmp_path, "z.txt", "b/1.txt", "a/2.txt", "a/deep/1.txt", "a/1.txt")
    assert below(tmp_path) == ["z.txt", "a/1.txt", "a/2.txt", "a/deep/1.txt", "b/1.txt"]


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a.md", "a.markdown", "a.docx", "A.TXT", "A.Docx"])
def test_a_letter_is_known_by_its_suffix(tmp_path: Path, name: str) -> None:
    made(tmp_path, name)
    assert below(tmp_path) == [name]


@pytest.mark.parametrize(
    "name", ["a.png", "a.xlsx", "a.conf.j2", "txt", "NOTES", "a.txt.bak", "a.txt~", ".a.txt", "~$a.docx", ".txt"]
)
def test_what_is_no_letter_is_left_out(tmp_path: Path, name: str) -> None:
    made(tmp_path, name, "letter.txt")
    assert below(tmp_path) == ["letter.txt"]


def test_hidden_folders_are_left_out(tmp_path: Path) -> None:
    made(tmp_path, ".git/a.txt", "b/.cache/c/a.txt", "b/a.txt")
    assert below(tmp_path) == ["b/a.txt"]


def test_the_folder_of_an_audit_holds_no_letters(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "seen/audit.sqlite", "seen/index.html", "seen/pages/a.html", "seen too/b.txt")
    assert below(tmp_path) == ["a.txt", "seen too/b.txt"]
    with pytest.raises(UsageError):
        below(tmp_path / "seen")


def test_a_hidden_folder_that_is_named_is_read(tmp_path: Path) -> None:
    made(tmp_path, ".outbox/a.txt")
    assert below(tmp_path / ".outbox") == ["a.txt"]


def test_paths_begin_as_the_folder_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "in/a.txt")
    monkeypatch.chdir(tmp_path)
    assert list(letters_in(["in"])) == [os.path.join("in", "a.txt")]
    assert list(letters_in(["."])) == [os.path.join(".", "in", "a.txt")]


def test_a_folder_that_is_called_like_a_letter_is_a_folder(tmp_path: Path) -> None:
    made(tmp_path, "old.docx/a.txt")
    assert below(tmp_path) == ["old.docx/a.txt"]


@pytest.mark.parametrize("name", ["a.png", ".hidden/a.txt", "~$a.docx"])
def test_a_folder_without_letters_is_refused(tmp_path: Path, name: str) -> None:
    made(tmp_path, name)
    with pytest.raises(UsageError) as caught:
        list(letters_in([str(tmp_path)]))
    assert str(caught.value) == (
        f"{tmp_path}: There are no letters in this folder. "
        "plainlang reads files that end in .txt, .text, .md, .markdown, .html, .htm, .xhtml, .docx, .docm, .dotx, "
        ".dotm, .doc, .dot, .pdf, .rtf, .odt, .ott, .eml, .j2, .jinja, .jinja2."
    )


def test_letters_before_a_folder_without_any_are_given_first(tmp_path: Path) -> None:
    paths = letters_in(["a.txt", str(tmp_path)])
    assert next(paths) == "a.txt"
    with pytest.raises(UsageError):
        next(paths)


def test_a_loop_of_folders_is_not_followed(tmp_path: Path) -> None:
    made(tmp_path, "b/a.txt")
    (tmp_path / "b" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert below(tmp_path) == ["b/a.txt"]


def test_a_link_to_a_folder_that_is_named_is_read(tmp_path: Path) -> None:
    made(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to("real")
    assert below(tmp_path / "link") == ["a.txt"]


def test_a_link_to_a_letter_is_a_letter(tmp_path: Path) -> None:
    made(tmp_path, "real.txt")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert below(tmp_path) == ["link.txt", "real.txt"]
    assert read_bytes(str(tmp_path / "link.txt")) == b"You paid."


def test_a_dangling_link_in_a_folder_is_given_and_then_refused(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("gone.txt")
    assert below(tmp_path) == ["link.txt"]
    assert refusal_of(tmp_path / "link.txt").code == "missing"


def test_the_bytes_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\x00\r\n")
    assert read_bytes(str(tmp_path / "a.txt")) == b"\xff\x00\r\n"


def test_an_empty_file_has_no_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert read_bytes(str(tmp_path / "a.txt")) == b""


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    error = refusal_of(tmp_path / "gone.txt")
    assert error.code == "missing"
    assert error.message == "There is no such file. Check the name and the folder."


def test_a_path_without_a_name_is_refused() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes("")
    assert caught.value.code == "missing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert refusal_of(tmp_path / "a.txt").code == "not-a-file"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal_of(tmp_path).code == "not-a-file"


def test_a_device_is_no_file() -> None:
    assert refusal_of(os.devnull).code == "not-a-file"


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    error = refusal_of(tmp_path / "a.txt")
    assert error.code == "unreadable"
    assert "The file cannot be read: " in error.message


@pytest.mark.parametrize("name", ["x" * 5000 + ".txt", "a\0.txt"])
def test_a_name_no_system_takes_is_refused(name: str) -> None:
    assert refusal_of(name).code == "unreadable"


def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    assert refusal_of(tmp_path / "a.txt" / "b.txt").code == "unreadable"


def test_a_file_with_a_line_end_in_its_name_is_refused_in_one_line(tmp_path: Path) -> None:
    assert refusal_of(f"{tmp_path}/a\nb.txt").code == "missing"


def test_a_file_larger_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plainlang.paths._MOST_BYTES", 9)
    made(tmp_path, "a.txt")
    assert read_bytes(str(tmp_path / "a.txt")) == b"You paid."
    (tmp_path / "a.txt").write_bytes(b"You paid..")
    assert refusal_of(tmp_path / "a.txt").code == "too-large"


def test_the_limit_is_the_one_the_message_names(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    os.truncate(path, 100_000_001)
    assert "larger than 100 MB" in refusal_of(path).message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_one_may_not_read_is_refused(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    assert refusal_of(tmp_path / "a.txt").code == "permission"


def test_a_refusal_by_the_system_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    made(tmp_path, "a.txt")
    monkeypatch.setattr("plainlang.paths.Path.read_bytes", refuse)
    error = refusal_of(tmp_path / "a.txt")
    assert error.code == "permission"
    assert error.message == "You may not read this file. Ask its owner, or copy it."
