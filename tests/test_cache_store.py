"""The store of earlier results: right or empty, whoever else uses it, kills it, damages it or fills the disk."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from inspect import getsource
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from typer.testing import CliRunner

from plainlang.cache import place, rows, store
from plainlang.cache.sealed import lookup_key, seal, unseal
from plainlang.cache.store import Store
from plainlang.cli.cache import app
from plainlang.errors import UsageError

posix = pytest.mark.skipif(os.name != "posix", reason="modes, owners and signals are a matter of POSIX")
KEYS = [f"{number:032}".encode() for number in range(120)]
SOME = {b"a": b"one", b"b": b"two"}
RACE = """
import hashlib, random, sys
from pathlib import Path
from plainlang.cache.store import Store
folder, bound, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
keys = [f"{number:032}".encode() for number in range(120)]
found = 0
print("ready", flush=True)
while rounds:
    rounds -= 1
    with Store(folder, bound=bound) as kept:
        for _ in range(3):
            some = random.sample(keys, 12)
            got = kept.get_many("letters", some)
            assert got == {key: value_of(key) for key in got}
            found += len(got)
            kept.put_many("letters", {key: value_of(key) for key in some})
print(found)
"""


def value_of(key: bytes) -> bytes:
    """The one right value of a key, up to some pages long."""
    return hashlib.shake_128(key).digest(200 + 150 * int(key) % 9000)


def _racer(folder: Path, *, rounds: int, bound: int = 2_000_000) -> subprocess.Popen[str]:
    args = [sys.executable, "-S", "-c", getsource(value_of) + RACE, str(folder), str(bound), str(rounds)]
    return subprocess.Popen(args, cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "plainlang"


@pytest.fixture
def file(folder: Path) -> Path:
    """The file of a store that holds SOME."""
    with Store(folder) as kept:
        kept.put_many("letters", SOME)
    return folder / place.RESULTS


def _letters(folder: Path) -> dict[bytes, bytes]:
    with Store(folder) as kept:
        return kept.get_many("letters", list(SOME))


def _works(folder: Path) -> bool:
    with Store(folder) as kept:
        kept.put_many("letters", SOME)
    return _letters(folder) == SOME


def test_what_was_put_is_there_the_next_time(folder: Path) -> None:
    many = {f"{number}".encode(): bytes([number % 256]) * number for number in range(1200)}
    with Store(folder) as kept:
        assert kept.get_many("sentences", list(many)) == {}
        kept.put_many("sentences", many)
    with Store(folder) as kept:
        assert kept.get_many("sentences", [*many, b"none"]) == many
        assert kept.get_many("letters", list(many)) == {}
        assert kept.counts() == {"letters": 0, "sentences": 1200}
    assert kept.get_many("sentences", list(many)) == {}


def test_a_value_is_replaced(folder: Path, file: Path) -> None:
    with Store(folder) as kept:
        kept.put_many("letters", {b"a": b"three"})
    assert _letters(folder) == {b"a": b"three", b"b": b"two"}


def test_it_stands_in_the_users_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with Store() as kept:
        kept.put_many("letters", SOME)
    assert (tmp_path / "plainlang" / "results.sqlite").is_file()


@posix
def test_it_is_for_its_owner_alone(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    before = os.umask(0)
    try:
        with Store(folder) as kept, closing(sqlite3.connect(folder / place.RESULTS)) as other:
            other.execute("begin immediate")
            other.execute("delete from result")  # so that there is a journal
            assert (folder / "results.sqlite-journal").exists()
            modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
            assert kept.counts() is not None
    finally:
        os.umask(before)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert len(modes) == 3
    assert set(modes.values()) == {0o600}


def test_ten_processes_at_once(folder: Path) -> None:
    racers = [_racer(folder, rounds=15) for _ in range(10)]
    found = [int(racer.communicate()[0].split()[-1]) for racer in racers]
    assert all(racer.returncode == 0 for racer in racers)
    assert min(found) > 100
    with Store(folder) as kept:
        assert kept.get_many("letters", KEYS) == {key: value_of(key) for key in KEYS}


@posix
def test_fifty_writers_killed(folder: Path) -> None:
    chance = random.Random(6)
    found = 0
    assert _works(folder)
    made = (folder / place.RESULTS).stat().st_ino
    for _ in range(25):
        racers = [_racer(folder, rounds=-1, bound=400_000) for _ in range(2)]
        for racer in racers:
            assert racer.stdout is not None
            assert racer.stdout.readline() == "ready\n"
        for racer in racers:
            time.sleep(chance.uniform(0.015, 0.04))
            racer.send_signal(signal.SIGKILL)
            racer.communicate()
            assert racer.returncode == -signal.SIGKILL
        with Store(folder) as kept:
            got = kept.get_many("letters", KEYS)
        assert got == {key: value_of(key) for key in got}
        found += len(got)
    assert found > 25 * 40
    assert (folder / place.RESULTS).stat().st_ino == made
    with closing(sqlite3.connect(folder / place.RESULTS)) as sound:
        assert sound.execute("pragma integrity_check").fetchall() == [("ok",)]


def _other_layout(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute(f"pragma user_version = {rows.LAYOUT + 1}")


def _other_program(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as other:
        other.execute("create table accounts (name text)")


def _other_columns(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("alter table result rename column value to content")


DAMAGE = {
    "garbage": lambda file: file.write_bytes(random.Random(1).randbytes(9000)),
    "text": lambda file: file.write_text("Dear Ms. Abernathy-Quill,\n" * 400),
    "empty": lambda file: file.write_bytes(b""),
    "head only": lambda file: file.write_bytes(file.read_bytes()[:100]),
    "one page": lambda file: file.write_bytes(file.read_bytes()[:4096]),
    "half a page": lambda file: file.write_bytes(file.read_bytes()[:6000]),
    "zeros behind": lambda file: file.write_bytes(file.read_bytes()[:4096].ljust(file.stat().st_size, b"\0")),
    "other layout": _other_layout,
    "other program": _other_program,
    "other columns": _other_columns,
}


@pytest.mark.parametrize("case", DAMAGE)
def test_a_faulty_file_is_made_anew(folder: Path, file: Path, case: str) -> None:
    DAMAGE[case](file)
    with Store(folder) as kept:
        assert kept.get_many("letters", list(SOME)) == {}
        kept.put_many("letters", SOME)
        assert kept.get_many("letters", list(SOME)) == SOME
    assert _letters(folder) == SOME
    with closing(sqlite3.connect(file)) as sound:
        assert sound.execute("select name from sqlite_master where type = 'table'").fetchall() == [("result",)]


def test_damage_anywhere_gives_a_miss_and_never_a_wrong_value(folder: Path) -> None:
    right = {key: value_of(key) for key in KEYS}
    with Store(folder) as kept:
        kept.put_many("letters", right)
    file = folder / place.RESULTS
    whole, chance, lost = file.read_bytes(), random.Random(2), 0
    for _ in range(60):
        at = chance.randrange(len(whole))
        file.write_bytes(whole[:at] + chance.randbytes(chance.choice([1, 40, 4096])) + whole[at + 40 :])
        with Store(folder) as kept:
            got = kept.get_many("letters", KEYS)
            kept.put_many("letters", right)
        assert got.items() <= right.items()
        lost += len(got) < len(right)
        with Store(folder) as kept:
            assert kept.get_many("letters", KEYS) in ({}, right)
        assert _works(folder)
    assert lost > 10


def test_many_find_the_damage_at_once_and_none_deletes_what_another_made(folder: Path, file: Path) -> None:
    file.write_bytes(b"no database" * 1000)
    racers = [_racer(folder, rounds=3) for _ in range(10)]
    for racer in racers:
        racer.communicate()
    assert [racer.returncode for racer in racers] == [0] * 10
    with Store(folder) as kept:
        got = kept.get_many("letters", KEYS)
    assert got == {key: value_of(key) for key in got}
    assert len(got) > 60


def test_a_faulty_file_that_another_run_uses_is_left_to_it(folder: Path, file: Path) -> None:
    with Store(folder) as kept:
        _other_columns(file)
        assert kept.counts() == {"letters": 2, "sentences": 0}
        before = file.read_bytes()
        assert _letters(folder) == {}
        assert file.read_bytes() == before
    assert _letters(folder) == {}
    assert _works(folder)


def test_a_file_that_was_made_anew_meanwhile_is_left_alone(
    folder: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = file.read_bytes()
    file.write_bytes(b"no database" * 1000)

    def late(lock: place.Lock) -> bool:
        file.unlink()
        file.write_bytes(sound)  # another process was quicker
        return True

    monkeypatch.setattr(place.Lock, "alone", late)
    assert _letters(folder) == SOME


def test_two_that_make_the_table_at_once_both_get_it(tmp_path: Path) -> None:
    class Slow(sqlite3.Connection):
        def execute(self, statement: str, *args: object) -> sqlite3.Cursor:
            if statement == "begin immediate":
                with closing(sqlite3.connect(tmp_path / "one.sqlite", isolation_level=None)) as other:
                    assert rows.lay_out(other)
            return super().execute(statement, *args)  # type: ignore[arg-type]

    with closing(sqlite3.connect(tmp_path / "one.sqlite", isolation_level=None, factory=Slow)) as slow:
        assert rows.lay_out(slow)
        assert rows.count(slow) == {"letters": 0, "sentences": 0}


def test_a_busy_file_is_a_miss_and_waited_for_only_once(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.1)
    with Store(folder) as kept, closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin exclusive")
        assert kept.get_many("letters", [b"a"]) == {}
        assert kept._patience == 0
        kept.put_many("letters", {b"c": b"three"})
        assert kept.counts() is None
        other.execute("rollback")
        assert kept.get_many("letters", [b"a", b"c"]) == {b"a": b"one"}


def test_a_file_that_is_busy_while_it_is_opened_is_no_damage(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin exclusive")
        assert _letters(folder) == {}
    assert _letters(folder) == SOME


def test_a_file_that_another_is_making_is_no_damage(folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    file.write_bytes(b"")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with Store(folder) as kept:
            other.execute("rollback")
            for _ in range(2):
                assert kept.counts() is None


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """An empty folder, and no right to write elsewhere: root, who may write everywhere, goes on as nobody."""
    with tempfile.TemporaryDirectory() as name:
        if os.geteuid():
            yield Path(name)
            return
        os.chown(name, 65534, 65534)
        os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            os.seteuid(0)


@posix
def test_a_folder_that_may_not_be_written_to_is_an_empty_store(as_nobody: Path) -> None:
    as_nobody.chmod(0o500)
    assert not _works(as_nobody)
    assert list(as_nobody.iterdir()) == []


@posix
def test_a_file_that_may_not_be_written_to_is_still_read(as_nobody: Path) -> None:
    assert _works(as_nobody)
    (as_nobody / place.RESULTS).chmod(0o400)
    with Store(as_nobody) as kept:
        kept.put_many("letters", {b"a": b"three"})
    assert _letters(as_nobody) == SOME


@posix
def test_a_file_that_may_not_be_opened_is_an_empty_store(as_nobody: Path) -> None:
    assert _works(as_nobody)
    (as_nobody / place.RESULTS).chmod(0)
    assert not _works(as_nobody)


def test_a_folder_that_cannot_be_made_is_an_empty_store(folder: Path) -> None:
    folder.parent.write_text("a file where the folder should be")
    assert not _works(folder)


def test_a_user_without_a_home_has_an_empty_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: f"~/.cache/{name}")
    with Store() as kept:
        kept.put_many("letters", SOME)
        assert kept.counts() is None
    assert list(tmp_path.iterdir()) == []
    assert isinstance(CliRunner().invoke(app, ["show"]).exception, UsageError)


def test_on_a_full_disk_all_is_kept_or_none(folder: Path, file: Path) -> None:
    with Store(folder) as kept:
        assert kept._connection is not None
        kept._connection.execute("pragma max_page_count = 6")
        kept.put_many("letters", {b"c": b"three", b"d": bytes(100_000)})
        assert kept.get_many("letters", [b"a", b"b", b"c", b"d"]) == SOME


@posix
def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "letter.txt"
    mine.write_text("Dear Ms. Abernathy-Quill")
    for target in (mine, tmp_path / "nothing"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / place.RESULTS).unlink(missing_ok=True)
        (folder / place.RESULTS).symlink_to(target)
        assert not _works(folder)
    assert mine.read_text() == "Dear Ms. Abernathy-Quill"
    assert not (tmp_path / "nothing").exists()


@posix
def test_the_file_of_another_user_is_not_used(folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.read_bytes()
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    assert not _works(folder)
    assert not place.own_file(file)
    assert file.read_bytes() == before


def test_the_bound_is_kept_and_the_longest_unused_goes_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound = 500_000
    for day in range(60):
        monkeypatch.setattr(time, "time", lambda: (1000 + day) * 86_400.0)  # noqa: B023 (used within the turn)
        with Store(folder, bound=bound) as kept:
            kept.get_many("letters", [b"0"])
            kept.put_many("letters", {f"{day}".encode(): bytes([day]) * 20_000})
            assert (folder / place.RESULTS).stat().st_size < bound + 40_000
    with Store(folder) as kept:
        there = sorted(int(key) for key in kept.get_many("letters", [f"{day}".encode() for day in range(60)]))
    assert there[0] == 0
    assert 15 < len(there) < 26
    assert there[1:] == list(range(61 - len(there), 60))


def test_a_value_larger_than_the_bound_empties_the_store_and_nothing_else(folder: Path) -> None:
    with Store(folder, bound=50_000) as kept:
        kept.put_many("letters", {b"a": bytes(1_000_000)})
        kept.put_many("letters", {b"b": b"two"})
        assert kept.get_many("letters", [b"a", b"b"]) == {b"b": b"two"}


def test_the_day_is_noted_once_a_day(folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 30_000 * 86_400.0)
    changed = []
    for _ in range(3):
        assert _letters(folder) == SOME
        changed.append(file.read_bytes()[24:28])  # SQLite counts the transactions that changed something
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("select distinct used from result").fetchall() == [(30_000,)]
    assert len(set(changed)) == 1


def test_using_a_store_in_another_thread_is_a_mistake_that_shows(folder: Path) -> None:
    with Store(folder) as kept, ThreadPoolExecutor() as pool, pytest.raises(sqlite3.ProgrammingError):
        pool.submit(kept.counts).result()


LETTER = b"Dear Ms. Abernathy-Quill, your arrearage of $4,321.09 is past due. " * 4
RESULT = b'{"text": "arrearage", "message": "Say past-due amount.", "name": "Abernathy-Quill"}' * 8


@pytest.mark.parametrize("content", [RESULT, b"", b"\x00", bytes(range(206, 256))])
def test_sealed_and_unsealed(content: bytes) -> None:
    sealed = seal(LETTER, content)
    assert unseal(LETTER, sealed) == content
    assert unseal(LETTER + b" ", sealed) is None
    assert unseal(lookup_key(LETTER), sealed) is None
    assert seal(LETTER, content) != sealed


def test_damaged_seals_are_refused() -> None:
    sealed = seal(LETTER, RESULT)
    assert len(sealed) < len(RESULT)
    for at in range(len(sealed)):
        assert unseal(LETTER, sealed[:at]) is None
        assert unseal(LETTER, sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]) is None


def test_the_key_to_find_and_the_key_to_seal_differ() -> None:
    assert lookup_key(LETTER) == lookup_key(LETTER)
    assert lookup_key(LETTER) != lookup_key(LETTER + b" ")
    sealed = seal(LETTER, RESULT)
    with pytest.raises(InvalidTag):
        AESGCM(lookup_key(LETTER)).decrypt(sealed[:12], sealed[12:], None)


def test_no_word_of_a_letter_is_in_the_files(folder: Path) -> None:
    with Store(folder) as kept:
        kept.put_many("letters", {lookup_key(LETTER): seal(LETTER, RESULT)})
        kept.put_many("sentences", {lookup_key(LETTER[:40]): b"parsed"})
    held = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"parsed" in held
    for private in (b"Abernathy", b"Quill", b"arrear", b"4,321", b"past"):
        assert private not in held
    with Store(folder) as kept:
        assert unseal(LETTER, kept.get_many("letters", [lookup_key(LETTER)])[lookup_key(LETTER)]) == RESULT


@pytest.fixture
def home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent))
    return folder


def test_show_before_anything_is_kept(home: Path) -> None:
    result = CliRunner().invoke(app, ["show"])
    assert result.exit_code == 0
    assert str(home) in result.stdout
    assert "0.0 kB" in result.stdout
    assert not home.exists()


def test_show_says_where_and_how_much(home: Path, file: Path) -> None:
    with Store(home) as kept:
        kept.put_many("sentences", {str(number).encode(): bytes(90) for number in range(1234)})
    (home / "glossary-abc.json").write_text("{}")
    shown = CliRunner().invoke(app, ["show"]).stdout
    lines = dict(line.split(maxsplit=1) for line in shown.splitlines())
    assert (lines["Letters:"], lines["Sentences:"], lines["Glossaries:"]) == ("2", "1,234", "1")
    assert lines["Size:"] == f"{(file.stat().st_size + 2) / 1_000_000:.1f} MB"


def test_clear_deletes_all_that_is_ours_and_nothing_else(home: Path, file: Path) -> None:
    for name in ("glossary-abc.json", ".glossary-abc.json.x.part", "results.sqlite-journal", "of-somebody-else.txt"):
        (home / name).write_text("x" * 100)
    result = CliRunner().invoke(app, ["clear"])
    assert result.exit_code == 0
    assert result.stdout.startswith("Deleted 4 files, ")
    assert sorted(path.name for path in home.iterdir()) == ["of-somebody-else.txt", "results.lock"]
    assert CliRunner().invoke(app, ["clear"]).stdout == "Nothing was kept, so nothing was deleted.\n"
    assert _works(home)


@posix
def test_clear_waits_for_nobody(home: Path, file: Path) -> None:
    with Store(home):
        result = CliRunner().invoke(app, ["clear"])
    assert isinstance(result.exception, UsageError)
    assert "Another run is using these files." in str(result.exception)
    assert _letters(home) == SOME
