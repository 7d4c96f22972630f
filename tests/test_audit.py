"""The audit: which files are read, what is kept of each, and what is done again."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import fsspec
import pytest

from plainlang.audit import ledger
from plainlang.audit.places import find_letters, read_letter_bytes
from plainlang.audit.units import Unit, units_of
from plainlang.audit.workers import Item, stands_alone
from plainlang.cli.audit import _cores
from plainlang.errors import UsageError
from tests.auditing import job, letters, rows, run
from tests.here import environment, run_here


@pytest.fixture
def library(tmp_path: Path) -> Path:
    letters(tmp_path / "library", 20)
    letters(tmp_path / "library" / "forms", 3)
    return tmp_path / "library"


def paths(out: Path) -> list[str]:
    return [str(row[0]) for row in rows(out)["row"]]


def test_each_file_counts_once_however_it_is_named(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = [
        "library/forms/letter-001.txt",
        "library",
        str(library),
        "library/**/*.txt",
        f"file://{library}",
        "./library",
    ]
    run(job(*names, to="out"))
    assert paths(tmp_path / "out")[0] == os.path.join("library", "forms", "letter-000.txt")
    assert len(paths(tmp_path / "out")) == 23


def test_what_is_no_letter_is_left_out(library: Path) -> None:
    for name in ("picture.png", ".hidden.txt", "~$lock.docx"):
        (library / name).write_text("x")
    (library / ".git").mkdir()
    (library / ".git" / "note.txt").write_text("x")
    for name in (str(library), f"{library}/**/*", f"{library}/*"):
        found = [Path(one.path).name for one in find_letters([name])]
        assert set(found) == {Path(f"letter-{number:03}.txt").name for number in range(20)}, name


def test_earlier_audits_are_not_read(library: Path) -> None:
    run(job(library / "forms", to=library / "audit"))
    run(job(library, to=library / "audit", jobs=1))
    assert len(paths(library / "audit")) == 23
    assert len(list(find_letters([f"{library}/**/*"]))) == 23


def test_results_do_not_go_among_the_letters(library: Path) -> None:
    for name in (library, library / "forms", library / "*.txt"):
        with pytest.raises(UsageError, match="cannot go into the folder of the letters"):
            run(job(name, to=library))


def test_a_file_that_cannot_be_read_becomes_a_row(library: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    run(job(library / "forms", tmp_path / "gone.txt", tmp_path / "empty", tmp_path / "none*.txt", to=tmp_path / "out"))
    errors = {Path(str(row[0])).name: str(row[4]) for row in rows(tmp_path / "out")["row"] if row[4]}
    assert list(errors) == ["empty", "gone.txt", "none*.txt"]
    assert errors["gone.txt"] == "There is no such file. Check the name and the folder."
    assert errors["empty"].startswith("There are no letters here.")


def test_a_single_name_without_letters_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="There are no letters here"):
        run(job(tmp_path / "empty", to=tmp_path / "out"))


def test_one_process_and_many_come_to_the_same(library: Path, tmp_path: Path) -> None:
    run(job(library, to=tmp_path / "one"))
    told = run(job(library, to=tmp_path / "eight", jobs=8))
    assert told == 23
    assert rows(tmp_path / "one") == rows(tmp_path / "eight")
    assert sum(len(found) for found in rows(tmp_path / "one").values()) > 40


def test_a_worker_that_dies_loses_nothing(library: Path, tmp_path: Path) -> None:
    for number in (2, 9):
        (library / f"letter-{number:03}.txt").write_text(f"arrears die-once={tmp_path / str(number)}")
    run(job(library, to=tmp_path / "out", jobs=2))
    run(job(library, to=tmp_path / "calm"))
    assert rows(tmp_path / "out") == rows(tmp_path / "calm")


def test_a_letter_that_kills_its_workers_becomes_a_row(library: Path, tmp_path: Path) -> None:
    (library / "letter-005.txt").write_text("die")
    told = run(job(library, to=tmp_path / "out", jobs=2))
    found = rows(tmp_path / "out")["row"]
    refused = [(Path(str(row[0])).name, row[4]) for row in found if row[4]]
    assert [name for name, _ in refused] == ["letter-005.txt"]
    assert "made plainlang stop" in str(refused[0][1])
    assert told == len(found) == 23


def test_units_close_by_number_and_by_size() -> None:
    small = [(Item(str(number)), 1) for number in range(33)]
    assert [len(unit.items) for unit in units_of(small)] == [16, 16, 1]
    assert list(units_of([(Item("a"), 5_000_000), (Item("b"), 1)])) == [Unit((Item("a"),)), Unit((Item("b"),))]


def test_unchanged_letters_are_taken_over(library: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(job(library, to=out))
    for page in (out / "pages").iterdir():
        os.utime(page, (0, 0))
    changed = library / "letter-003.txt"
    changed.write_text("arrears")
    (library / "letter-004.txt").unlink()
    run(job(library, to=out))
    assert sorted(page.stat().st_mtime > 0 for page in (out / "pages").iterdir()) == [False] * 21 + [True]
    run(job(library, to=tmp_path / "anew"))
    assert rows(out) == rows(tmp_path / "anew")
    assert len(rows(out, 1)["row"]) == 23
    run(job(library, to=out, reuse=False))
    assert all(page.stat().st_mtime > 0 for page in (out / "pages").iterdir())


def test_a_page_that_is_gone_or_changed_is_drawn_again(library: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(job(library, to=out))
    gone, spoiled = sorted((out / "pages").iterdir())[:2]
    whole = {page: page.read_text() for page in (gone, spoiled)}
    gone.unlink()
    spoiled.write_text("spoiled")
    run(job(library, to=out))
    assert {page: page.read_text() for page in whole} == whole


def test_what_also_rests_on_other_files_is_judged_again(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    assert stands_alone(str(letter), b"Dear Ana Oak, {% if late %}pay{% endif %}")
    assert not stands_alone(str(letter), b"Dear Ana Oak, {%- include 'foot.txt' %}")
    (tmp_path / "letter.txt.sixty.yaml").write_text("answers: {}")
    assert not stands_alone(str(letter), b"Dear Ana Oak")


def begun(connection: sqlite3.Connection, now: datetime, *, settings: str = "s", name: str = "a") -> ledger.Run:
    return ledger.begin(connection, settings=settings, names=[name], now=now)


def test_a_stopped_run_is_gone_on_with(tmp_path: Path) -> None:
    now = datetime(2031, 3, 4, 23, 59)
    with ledger.open_ledger(tmp_path / "audit.sqlite") as connection:
        first = begun(connection, now)
        later = begun(connection, now + timedelta(minutes=2))
        assert (later.id, later.day, later.resumed) == (first.id, now.date(), True)
        assert begun(connection, now, name="b").id == 2
        assert begun(connection, now, name="b", settings="other").id == 3
        assert begun(connection, now + timedelta(days=3), name="b", settings="other").id == 4
        ledger.end(connection, 4, now)
        assert connection.execute("select group_concat(id) from run").fetchone() == ("4",)
        assert begun(connection, now).before is None
        assert begun(connection, now + timedelta(days=3), name="c", settings="other").before == 4


def test_letters_that_went_meanwhile_have_no_row(library: Path, tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(Exception, match="16 of 23"):
        run(job(library, to=tmp_path / "out"), after=stop)
    (library / "letter-000.txt").unlink()
    run(job(library, to=tmp_path / "out"))
    assert len(paths(tmp_path / "out")) == 22


def test_two_audits_at_once_into_one_folder(library: Path, tmp_path: Path) -> None:
    seen: list[str] = []

    def second() -> None:
        with pytest.raises(UsageError, match="Another audit is writing") as refusal:
            run(job(library, to=tmp_path / "out"))
        seen.append(str(refusal.value))

    run(job(library / "forms", to=tmp_path / "out"), after=second)
    assert len(seen) == 3
    run(job(library, to=tmp_path / "out"))


def test_all_of_it_is_for_the_owner_alone(library: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    run(job(library, to=out))
    modes = {file.relative_to(out): file.stat().st_mode & 0o077 for file in [out, *out.rglob("*")]}
    assert len(modes) == 27
    assert not any(modes.values())
    assert not any("letter" in str(name) for name in modes)


@pytest.mark.parametrize(
    "content", [b"no database, but words that are long enough for one" * 40, b"SQLite format 3\0" + b"x" * 4000]
)
def test_a_ledger_that_is_none_is_refused(library: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "audit.sqlite").write_bytes(content)
    with pytest.raises(UsageError, match="cannot be used"):
        run(job(library, to=tmp_path / "out"))


def test_urls(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/mail/in/a.txt", b"Dear Ana Oak, arrears")
    memory.pipe_file("/mail/in/b.png", b"x")
    with zipfile.ZipFile(tmp_path / "forms.zip", "w") as archive:
        archive.writestr("far/c.txt", "You owe arrears.")
    zipped = f"zip://**/*.txt::file://{tmp_path / 'forms.zip'}"
    names = ["memory://mail/in", "memory://mail/in/a.txt", zipped, f"file://{library / 'forms'}"]
    run(job(*names, to="memory://mail/out", jobs=2))
    memory.pipe_file("/mail/in/d.txt", b"Dear Ben Elm")
    run(job(*names, to="memory://mail/out", jobs=2))
    assert not (tmp_path / "state").exists() or not list((tmp_path / "state").rglob("*.sqlite"))
    memory.get_file("/mail/out/audit.sqlite", str(tmp_path / "audit.sqlite"))
    assert len(rows(tmp_path, 1)["row"]) == 5
    assert [Path(path).name for path in paths(tmp_path)] == [
        "letter-000.txt",
        "letter-001.txt",
        "letter-002.txt",
        "a.txt",
        "d.txt",
        "forms.zip",
    ]
    assert len(memory.ls("/mail/out/pages")) == 6
    assert read_letter_bytes(paths(tmp_path)[-1]) == b"You owe arrears."


def test_a_stopped_run_goes_on_from_its_url(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(Exception, match="16 of 23"):
        run(job(library, to="memory://stopped"), after=stop)
    told = run(job(library, to="memory://stopped"))
    memory = fsspec.filesystem("memory")
    memory.get_file("/stopped/audit.sqlite", str(tmp_path / "audit.sqlite"))
    assert told == len(rows(tmp_path)["row"]) == len(memory.ls("/stopped/pages")) == 23


@pytest.mark.parametrize("url", ["gopher9://x/y", "s3://forms/x.txt"])
def test_an_address_that_needs_more_is_one_line(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(UsageError) as refusal:
        list(find_letters([url]))
    assert "\n" not in str(refusal.value)


def test_the_command(tmp_path: Path) -> None:
    text = "Dear Ana Oak,\n\nYou must pay the arrearage. We will call you on Monday.\n\nSincerely,\nBen Elm\n"
    for number in range(3):
        (tmp_path / f"letter-{number}.txt").write_text(text * (number + 1))
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 no Word file")
    for out, jobs in (("one", "1"), ("two", "2")):
        args = ["audit", "letter*.txt", "bad.docx", "-o", out, "--jobs", jobs]
        code, said, told = run_here(args, folder=tmp_path, env=environment(tmp_path))
        assert code == 3, told
        assert told.startswith("bad.docx: ")
        assert told.count("\n") == 1
        assert "3 letters read. 1 could not be read." in said
        assert said.index("letter-2.txt") < said.index("letter-0.txt")
        assert f"Open {out}/index.html in your browser." in said
    assert rows(tmp_path / "one") == rows(tmp_path / "two")
    assert ("letter-1.txt", "legal-term", "must") in [one[:3] for one in rows(tmp_path / "one")["costly"]]
    found = next(one for one in rows(tmp_path / "one")["paragraph"] if "arrearage" in str(one[2]))
    assert json.loads(str(found[3]))
    page = (tmp_path / "one" / "pages" / str(rows(tmp_path / "one")["row"][-1][-1])).read_text()
    assert "../index.html" in page
    args = ["audit", "letter*.txt", "-o", "one", "--compare", "LAST", "--jobs", "1"]
    assert run_here(args, folder=tmp_path, env=environment(tmp_path))[0] == 0
    args = ["audit", "letter-0.txt", "-o", "three", "--fail-on", "must", "--no-pages", "--jobs", "1"]
    assert run_here(args, folder=tmp_path, env=environment(tmp_path))[0] == 1
    assert not list((tmp_path / "three" / "pages").iterdir())


def test_every_core_is_used() -> None:
    assert _cores() >= 1


def test_the_letter_as_it_should_not_be_is_no_letter_of_the_library(tmp_path: Path) -> None:
    for name in ("letter.md.j2", "before.txt"):
        (tmp_path / name).write_text("Dear Jo,\n\nWe sent you a letter.\n")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "before.txt").write_text("Dear Jo,\n\nWe sent you a letter.\n")
    found = [one.path for one in find_letters([str(tmp_path)])]
    assert found == [str(tmp_path / "letter.md.j2"), str(tmp_path / "other" / "before.txt")]
