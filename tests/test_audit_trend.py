from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from plainlang.audit.compared import Compared, find_compared
from plainlang.audit.trend import Change, changes, points
from plainlang.errors import UsageError
from tests.audit_ledgers import add_run, letter, opened


def refusal(ledger: Path, run: int, wanted: str) -> str:
    with closing(opened(ledger)) as connection, pytest.raises(UsageError) as caught:
        find_compared(connection, run, wanted)
    line = str(caught.value)
    assert "\n" not in line
    return line


def compared(ledger: Path, run: int, wanted: str) -> object:
    with closing(opened(ledger)) as connection:
        return find_compared(connection, run, wanted)


def spring(path: Path) -> int:
    return add_run(
        path,
        [
            letter("a.txt", must=4),
            letter("b.txt", must=1),
            letter("c.txt", must=2),
            letter("gone.txt", must=3),
            letter("old/moved.txt", must=6, digest="m"),
            letter("torn.txt", must=0, error="It is cut off. Send it again."),
            letter("was-torn.txt", error="It is cut off. Send it again."),
        ],
    )


def autumn(path: Path) -> int:
    return add_run(
        path,
        [
            letter("a.txt", must=1),
            letter("b.txt", must=1),
            letter("c.txt", must=3),
            letter("d.txt", must=2),
            letter("new/moved.txt", must=2, digest="m"),
            letter("torn.txt", error="It is cut off. Send it again."),
            letter("was-torn.txt", must=9),
        ],
        number=200,
    )


def test_what_got_better_worse_new_and_gone_is_told(tmp_path: Path) -> None:
    ledger = tmp_path / "audit.sqlite"
    before, now = spring(ledger), autumn(ledger)
    with closing(opened(ledger)) as connection:
        found = changes(connection, now, before)
    assert found.better == (Change("new/moved.txt", 30.0, 10.0), Change("a.txt", 20.0, 5.0))
    assert found.worse == (Change("c.txt", 10.0, 15.0),)
    assert found.new == (Change("d.txt", None, 10.0),)
    assert found.gone == (Change("gone.txt", 15.0, None),)
    assert (found.same, found.since[:10]) == (1, "2027-03-02")


def test_another_audit_is_read_and_never_written(tmp_path: Path) -> None:
    old, new = tmp_path / "spring", tmp_path / "autumn"
    old.mkdir()
    new.mkdir()
    spring(old / "audit.sqlite")
    run = autumn(new / "audit.sqlite")
    was = (old / "audit.sqlite").read_bytes()
    for wanted in (str(old), str(old / "audit.sqlite")):
        before = compared(new / "audit.sqlite", run, wanted)
        assert before == Compared(1, old / "audit.sqlite")
        with closing(opened(new / "audit.sqlite")) as connection:
            found = changes(connection, run, before)
        assert len(found.better) == 2
    assert (old / "audit.sqlite").read_bytes() == was
    assert os.listdir(old) == ["audit.sqlite"]


def test_twins_are_paired_one_by_one(tmp_path: Path) -> None:
    ledger = tmp_path / "audit.sqlite"
    before = add_run(ledger, [letter(f"old/{at}.txt", must=at, digest="same") for at in (1, 2, 3)])
    now = add_run(ledger, [letter(f"new/{at}.txt", must=1, digest="same") for at in (1, 2)], number=2)
    with closing(opened(ledger)) as connection:
        found = changes(connection, now, before)
    assert (found.same, found.better, found.gone, found.new) == (
        1,
        (Change("new/2.txt", 10.0, 5.0),),
        (Change("old/3.txt", 15.0, None),),
        (),
    )


def test_paths_are_walked_in_the_order_of_the_ledger(tmp_path: Path) -> None:
    ledger = tmp_path / "audit.sqlite"
    rows = [
        letter(path, must=1)
        for path in ("Z.txt", "a.txt", "ä.txt", "a/b.txt", "\U0001f4c4.txt", "\uffee.txt", "a b.txt")
    ]
    before, now = add_run(ledger, rows), add_run(ledger, rows[1:], number=2)
    with closing(opened(ledger)) as connection:
        found = changes(connection, now, before)
    assert (found.same, found.gone, found.new) == (6, (Change("Z.txt", 5.0, None),), ())


def test_last_is_the_newest_run_before_this_that_is_through(tmp_path: Path) -> None:
    ledger = tmp_path / "audit.sqlite"
    one, two = add_run(ledger, []), add_run(ledger, [], number=2)
    three = add_run(ledger, [], number=3, through=False)
    assert compared(ledger, three, "LAST") == compared(ledger, three, "last") == two
    assert compared(ledger, three, str(tmp_path)) == two
    assert compared(ledger, three, str(one)) == one
    assert "Name one of 2." in refusal(ledger, one, str(three))
    assert "no such run" in refusal(ledger, two, str(two))


def test_what_cannot_be_compared_is_refused_with_one_line(tmp_path: Path) -> None:
    ledger, other, junk = tmp_path / "audit.sqlite", tmp_path / "other.sqlite", tmp_path / "letter.txt"
    run = add_run(ledger, [], through=False)
    add_run(other, [], through=False)
    junk.write_text("Dear Ms. Bell")
    assert "no earlier run" in refusal(ledger, run, "LAST")
    assert "Leave it out this time." in refusal(ledger, run, "7")
    assert "no audit here" in refusal(ledger, run, str(tmp_path / "nowhere"))
    assert "No run of this audit is through." in refusal(ledger, run, str(other))
    assert "cannot be read" in refusal(ledger, run, str(junk))


def test_the_trend_has_a_point_for_each_run_that_is_through(tmp_path: Path) -> None:
    ledger = tmp_path / "audit.sqlite"
    add_run(
        ledger,
        [
            letter("a.txt", must=3, should=1, grade=9.0, verdict="not-ready"),
            letter("b.txt", grade=6.0, verdict="passes"),
            letter("c.txt", grade=7.5, verdict="ready-for-questions"),
            letter("form.txt", grade=10.1),
            letter("torn.txt", error="It is cut off. Send it again."),
        ],
    )
    add_run(ledger, [], number=2)
    add_run(ledger, [letter("a.txt", must=50)], number=3, through=False)
    with closing(opened(ledger)) as connection:
        first, empty = points(connection)
    assert (first.run, first.begun[:10], first.letters, first.words) == (1, "2027-03-02", 4, 400)
    assert (first.must, first.should, first.grade, first.ready) == (7.5, 2.5, 8.2, 0.6667)
    assert (empty.letters, empty.must, empty.grade, empty.ready) == (0, 0.0, None, 0.0)
