"""A baseline as an office uses it: what is known is left out, what is new is shown, what is fixed leaves the file."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from plainlang.baseline.entry import Entry, entries_of
from plainlang.baseline.known import Baseline, compare
from plainlang.baseline.match import match
from plainlang.baseline.store import NAME, Home, load, render, save
from plainlang.checking import check
from plainlang.config import Settings
from plainlang.errors import ConfigError
from plainlang.report import Report
from tests.here import environment, run_here
from tests.judging import glossary

NOTICE = """Dear Ms. Brook:

Your account shows arrears of $1,250.00 as of March 3, 2026. You can call us about it.

We will utilize the enclosed form for your order. Please keep a copy of it at home.

Sincerely,
Ana Ruiz
"""
"""Two findings: arrears and utilize."""
HEARING = "Dear Mr. Lake:\n\nThe hearing is on Monday. Please utilize the back door of the court house.\n"
GOOD = "Dear Mr. Lake:\n\nThe hearing is on Monday. Please use the back door of the court house.\n"


class Office:
    """A folder of letters, and a home of its own, in which plainlang is run."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.env = environment(home)
        self.file = folder / NAME

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def run(self, *args: str) -> tuple[int, str, str]:
        return run_here(list(args), folder=self.folder, env=self.env)

    def baseline(self, *args: str) -> tuple[int, str]:
        code, out, err = self.run("baseline", *args)
        assert err == ""
        return code, out

    def new(self, *paths: str, options: Sequence[str] = ("--baseline", NAME)) -> list[str]:
        """The words of the findings that are shown."""
        args = ["check", *(paths or ["letters"]), "--no-sixty-minutes", "--format", "json", *options]
        letters = json.loads(self.run(*args)[1])["letters"]
        return [found["text"] for letter in letters for found in letter["findings"]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def _one_glossary(monkeypatch: pytest.MonkeyPatch) -> None:
    """The built-in glossary is loaded once for all runs."""
    monkeypatch.setattr("plainlang.glossary.load.load_glossary", lambda layers, cache: glossary())


@pytest.fixture
def office(tmp_path: Path, home: Path) -> Office:
    """An office with two letters and a baseline of what they have."""
    office = Office(tmp_path, home)
    office.write("letters/notice.txt", NOTICE)
    office.write("letters/hearing.txt", HEARING)
    assert office.baseline("letters")[0] == 0
    return office


# The first one


def test_what_is_known_is_left_out_and_counted(office: Office) -> None:
    code, out, err = office.run("check", "letters", "--baseline", NAME, "--no-sixty-minutes", "--format", "json")
    assert (code, [letter["known"] for letter in json.loads(out)["letters"]]) == (0, [1, 2])
    assert err == "Left out, as the baseline says: 3 known findings.\n"
    assert office.run("check", "letters", "--no-sixty-minutes")[0] == 1


@pytest.mark.parametrize("form", ["terminal", "html"])
def test_a_report_for_people_says_what_it_leaves_out(office: Office, form: str) -> None:
    code, out, err = office.run("check", "letters", "--baseline", NAME, "--format", form)
    assert (code, err) == (0, "")
    assert re.search(r"nothing to change\.\s*Left out, as the baseline says: 3 known findings\.", out)


def test_it_says_what_was_written_and_what_to_do(tmp_path: Path, home: Path) -> None:
    office = Office(tmp_path, home)
    office.write("hearing.txt", HEARING)
    code, out = office.baseline("hearing.txt", "-o", "old.json")
    assert code == 0
    assert out.splitlines() == [
        "old.json: 1 finding in 1 letter is known from now on.",
        'Put baseline = "old.json" into plainlang.toml. Then plainlang check leaves them out.',
    ]


def test_the_settings_name_it(office: Office) -> None:
    office.write("letters/plainlang.toml", 'baseline = "../known/ours.json"\n')
    (office.folder / "known").mkdir()
    office.file.unlink()
    assert office.baseline("letters")[1].count("\n") == 1
    assert list(load(office.folder / "known/ours.json")) == ["../letters/hearing.txt", "../letters/notice.txt"]
    assert office.new(options=[]) == []
    assert office.new(options=["--no-baseline"]) == ["utilize", "arrears", "utilize"]


def test_it_lies_beside_the_settings(tmp_path: Path, home: Path) -> None:
    office = Office(tmp_path, home)
    office.write("forms/plainlang.toml", 'fail-on = "must"\n')
    office.write("forms/a/hearing.txt", HEARING)
    office.baseline("forms/a")
    assert list(load(tmp_path / "forms" / NAME)) == ["a/hearing.txt"]


def test_no_words_of_a_letter_stand_in_it(office: Office) -> None:
    text = office.file.read_text("utf-8")
    terms = {json.loads(line.rstrip(","))["term"] for line in text.splitlines() if line.startswith('{"file"')}
    assert terms == {"arrears", "utilize"}
    assert not set(re.findall(r"[a-z]{4,}", NOTICE.lower())) - terms & set(re.findall(r"[a-z]{4,}", text.lower()))


def test_one_entry_a_line_in_an_order_that_letters_do_not_change(office: Office) -> None:
    before = office.file.read_bytes()
    lines = before.decode().splitlines()
    assert [line for line in lines if line.startswith('{"file"')] == sorted(lines[3:6])
    assert lines[6] == "null"
    paragraphs = NOTICE.split("\n\n")
    office.write("letters/notice.txt", "\n\n".join([paragraphs[0], paragraphs[2], paragraphs[1], paragraphs[3]]))
    office.baseline("letters/notice.txt", "./letters")
    assert office.file.read_bytes() == before


# What is the same


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("Dear Ms. Brook:\n\n", "Dear Ms. Brook:\n\nThank you for your call.\n\n"),
        ("$1,250.00 as of March 3, 2026", "$900 as of 12/14/2026"),
        ("arrears of $1,250.00 as of", "arrears\n  of $1,250.00  as of"),
        ("shows arrears of", "has arrears of"),
        ("Your account shows arrears", "Please see the page: arrears"),
        ("utilize the enclosed form for", "utilize a new paper on"),
        ("We will utilize the enclosed", "You may now utilize the enclosed"),
        ("Dear Ms. Brook", "Dear Mr. Li Marsh"),
        ("shows arrears of $1,250.00", "shows arrears are large"),
    ],
)
def test_an_edit_nearby_keeps_the_match(old: str, new: str) -> None:
    assert old in NOTICE
    before, after = (entries_of(report(text)) for text in (NOTICE, NOTICE.replace(old, new)))
    assert (len(before), match(before, after)) == (2, [0, 1])


def test_another_place_is_new(office: Office) -> None:
    office.write(
        "letters/notice.txt", NOTICE.replace("\n\nSincerely", " This is for arrears in your file.\n\nSincerely")
    )
    assert office.new() == ["arrears"]


def test_the_same_word_in_another_sentence_does_not_take_the_place_of_one_that_is_fixed(office: Office) -> None:
    text = NOTICE.replace("shows arrears of", "shows past-due support of")
    office.write("letters/notice.txt", text.replace("\n\nSincerely", " This is for arrears in your file.\n\nSincerely"))
    assert office.new() == ["arrears"]


def test_a_sentence_that_stands_twice_counts_twice(office: Office) -> None:
    text = HEARING.replace("Please", "The hearing is on Monday. Please")
    twice = f"{text}\n{text.partition(chr(10))[2]}"
    office.write("letters/hearing.txt", twice)
    office.baseline("letters", "--accept-new")
    assert '"count": 2' in office.file.read_text("utf-8")
    assert office.new() == []
    office.write("letters/hearing.txt", f"{twice}\n{text.partition(chr(10))[2]}")
    assert office.new() == ["utilize"]


def test_names_and_numbers_are_no_part_of_the_words_around() -> None:
    assert entries("Maria Lopez has arrears of $5.") == entries("John has arrears of 1,250.50 USD.")
    assert entries("She has arrears of $5.") != entries("They have arrears of $5.")


def test_an_empty_side_is_no_sign() -> None:
    old, new = entries("They ask about your arrears."), entries("There is a way to pay your\n\narrears.")
    assert [entry.behind for entry in (*old, *new)] == ["", ""]
    assert match(old, new) == [None]


def entries(text: str) -> tuple[Entry, ...]:
    return entries_of(report(f"Dear Ms. Brook:\n\n{text}\n"))


def report(text: str, settings: Settings | None = None) -> Report:
    return check("a.txt", text.encode(), glossary(), settings or Settings())


def test_the_grade_of_a_letter_is_known_whatever_its_longest_sentence_is() -> None:
    rules = {"complex-word": False, "legal-term": False}
    settings = Settings.model_validate({"grade-limit": 1, "rules": rules})
    longer = NOTICE.replace(
        "Please keep a copy", "Please keep a copy of all the pages with the other papers that you have"
    )
    before, after = (report(text, settings) for text in (NOTICE, longer))
    assert [finding.rule for finding in after.findings] == ["reading-grade"]
    assert after.findings[0].span.start > before.findings[0].span.end
    assert match(entries_of(before), entries_of(after)) == [0]


# The best assignment


def test_as_many_as_can_be_are_matched() -> None:
    rng = random.Random(7)
    for _ in range(300):
        known, found = ([some(rng) for _ in range(rng.randrange(5))] for _ in range(2))
        places = match(known, found)
        used = [place for place in places if place is not None]
        assert len(used) == len(set(used))
        assert worth(known, found, places) == best(known, found)


def some(rng: random.Random) -> Entry:
    sides = ["", "a", "b", "c"]
    return Entry("acronym", rng.choice("xxy"), rng.choice(sides), rng.choice(sides), rng.choice(["", "", "t"]))


def worth(known: Sequence[Entry], found: Sequence[Entry], places: Sequence[int | None]) -> tuple[int, int]:
    """How many are the same, and how many are the same or nearly; nothing for an assignment that is not allowed."""
    pairs = [(known[place], entry) for place, entry in zip(places, found, strict=True) if place is not None]
    same = sum(old.same == new.same for old, new in pairs)
    return (same, len(pairs)) if all(old.same == new.same or is_near(old, new) for old, new in pairs) else (-1, -1)


def is_near(old: Entry, new: Entry) -> bool:
    means_the_same = old.words == new.words or "" != old.term == new.term
    return means_the_same and ("" != old.before == new.before or "" != old.behind == new.behind)


def best(known: Sequence[Entry], found: Sequence[Entry]) -> tuple[int, int]:
    """Found by trying everything: as many as can be are the same."""
    spots = [*range(len(known)), *[None] * len(found)]
    return max(worth(known, found, places) for places in set(permutations(spots, len(found))))


def test_thousands_of_one_word_are_matched_soon_and_deep() -> None:
    known = [Entry("acronym", "x", f"{at}", f"{at}") for at in range(3000)]
    chained = [Entry("acronym", "x", f"{at + 1}", f"{at}") for at in range(3000)]
    assert None not in match(known, chained)
    assert match(known, [Entry("acronym", "x", "q", "r")] * 3000) == [None] * 3000


# The ratchet


def test_what_is_fixed_leaves_the_file_and_what_is_new_stays_out(office: Office) -> None:
    office.write("letters/hearing.txt", GOOD)
    office.write("letters/notice.txt", NOTICE.replace("You can call", "Or notify us by mail. You can call"))
    assert office.baseline("letters") == (
        0,
        f"{NAME}: 1 known finding is gone and left the file; 2 stay.\n"
        "1 new finding in letters/notice.txt is not added. plainlang check shows what is new; --accept-new adds it.\n",
    )
    assert list(load(office.file)) == ["letters/notice.txt"]
    assert office.new() == ["notify"]
    assert office.baseline("letters", "--accept-new")[1].endswith(" is added.\n")
    assert office.new() == []


def test_the_ratchet_writes_nothing(office: Office) -> None:
    before = office.file.read_bytes()
    assert office.baseline("letters", "--ratchet") == (
        0,
        f"{NAME}: nothing is new and nothing is gone; 3 known findings.\n",
    )
    office.write("letters/hearing.txt", GOOD)
    stale = f"{NAME}: 1 known finding is gone. Run plainlang baseline and commit the file.\n"
    assert office.baseline("letters", "--ratchet") == (1, stale)
    assert office.file.read_bytes() == before
    office.baseline("letters")
    assert office.baseline("letters", "--ratchet")[0] == 0
    office.write("letters/hearing.txt", HEARING)
    new = f"1 new finding in letters/hearing.txt is not in {NAME}. plainlang check shows what is new.\n"
    assert office.baseline("letters", "--ratchet") == (1, new)


def test_one_fixed_and_one_new_do_not_cancel_out(office: Office) -> None:
    office.write("letters/hearing.txt", GOOD.replace("house.", "house. You can utilize a cart."))
    code, out = office.baseline("letters", "--ratchet")
    assert (code, out.count("\n")) == (1, 2)


def test_entries_follow_their_words(office: Office) -> None:
    """Both sides are rewritten, one after the other, with the baseline brought up to date between."""
    office.write("letters/notice.txt", NOTICE.replace("We will utilize", "You should please utilize"))
    assert "no known finding is gone; 3 stay" in office.baseline("letters")[1]
    office.write(
        "letters/notice.txt", NOTICE.replace("We will utilize the enclosed form", "You should please utilize it")
    )
    assert office.new() == []


def test_other_letters_keep_their_entries_and_those_that_are_gone_lose_them(office: Office) -> None:
    office.baseline("letters/notice.txt")
    assert list(load(office.file)) == ["letters/hearing.txt", "letters/notice.txt"]
    (office.folder / "letters/hearing.txt").unlink()
    assert office.baseline("letters/notice.txt", "--ratchet")[0] == 1
    office.baseline("letters/notice.txt")
    assert list(load(office.file)) == ["letters/notice.txt"]


def test_a_baseline_may_become_empty_and_stays(office: Office) -> None:
    for name in ("notice", "hearing"):
        office.write(f"letters/{name}.txt", GOOD)
    office.baseline("letters")
    assert load(office.file) == {}
    assert office.baseline("letters", "--ratchet")[0] == 0


def test_a_renamed_letter_takes_its_entries_along(office: Office) -> None:
    office.write("letters/arrears.txt", NOTICE)
    office.write("letters/copy.txt", NOTICE)
    assert office.new() == ["arrears", "utilize"] * 2
    (office.folder / "letters/notice.txt").unlink()
    assert office.new() == ["arrears", "utilize"]  # and no result of the run before is taken for it
    code, out = office.baseline("letters", "--ratchet")
    assert code == 1
    assert f"{NAME}: 1 letter has another name now. Run plainlang baseline and commit the file." in out
    office.baseline("letters")
    assert list(load(office.file)) == ["letters/arrears.txt", "letters/hearing.txt"]


def test_a_letter_that_cannot_be_read_keeps_its_entries(office: Office) -> None:
    before = office.file.read_bytes()
    office.write("letters/notice.txt", "\0\1\2\3" * 50)
    for option in ([], ["--ratchet"]):
        code, _, err = office.run("baseline", "letters", *option)
        assert (code, err.count("\n")) == (3, 1)
        assert "notice.txt" in err
    assert office.file.read_bytes() == before


def test_a_letter_that_may_not_be_looked_at_is_not_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "no", path)

    home = Home(tmp_path / NAME)
    assert not home.has("a.txt")
    monkeypatch.setattr(os, "stat", refuse)
    assert home.has("a.txt")


def test_letters_are_named_alike_however_they_are_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real/letters").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.chdir(tmp_path / "real/letters")
    names = ["a.txt", "./a.txt", "../letters/a.txt", f"{tmp_path}/link/letters/a.txt"]
    for file in (Path("../b.json"), tmp_path / "link/b.json"):
        assert {Home(file).name(name) for name in names} == {"letters/a.txt"}


def test_what_is_compared_says_what_became_of_each() -> None:
    old, new = Entry("acronym", "aaaaaa", "bbbbbb"), Entry("acronym", "cccccc")
    baseline = Baseline({"a": (old, old), "gone": (old,)}, Home(Path("nowhere") / NAME))
    change = compare(baseline, {"a": (old, new)}, accept_new=False)
    assert (change.letters["a"], change.stay, change.fixed, change.new) == ((old,), 1, 2, {"a": 1})
    assert compare(baseline, {"a": (old, new)}, accept_new=True).letters["a"] == (old, new)


# The file


def lines_of(*entries: str, head: str = "plainlang/baseline/1") -> str:
    return "\n".join(["{", f'"schema": "{head}",', '"known": [', *entries, "null", "]", "}", ""])


LINE = '{"file": "a.txt", "rule": "acronym", "words": "aaaaaa"},'


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (lines_of(f"{LINE} x"), ":4", "not valid JSON"),
        (lines_of("<<<<<<< HEAD", LINE, "=======", ">>>>>>> spring"), ":4", "merge that is not done"),
        (lines_of(head="plainlang/baseline/2"), "", "Update plainlang"),
        (lines_of(head="plainlang/report/1"), "", "no baseline of plainlang"),
        ("[]", "", "no baseline of plainlang"),
        ("", ":1", "not valid JSON"),
        ("[" * 100_000, "", "not valid JSON"),
        ('{"schema": "plainlang/baseline/1"}', "", "no list `known`"),
        ('{"schema": "plainlang/baseline/1", "known": [{"file": 1}]}', "", "is broken"),
        (lines_of(LINE, LINE.replace("aaaaaa", "arrears")), ":5", "is broken"),
        (lines_of(LINE.replace("rule", "rules")), ":4", "is broken"),
        (lines_of(LINE.replace("}", ', "count": 0}')), ":4", "is broken"),
        (lines_of(LINE.replace("}", ', "count": true}')), ":4", "is broken"),
        (lines_of("null,", LINE), ":4", "is broken"),
    ],
)
def test_a_broken_file_is_one_line(tmp_path: Path, text: str, place: str, said: str) -> None:
    (tmp_path / NAME).write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / NAME)
    assert str(caught.value).startswith(f"{tmp_path / NAME}{place}: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_command_goes_on_with_a_broken_file(office: Office) -> None:
    office.file.write_text("<<<<<<< HEAD\n", "utf-8")
    for args in (
        ["check", "letters", "--baseline", NAME],
        ["baseline", "letters", "--accept-new"],
        ["baseline", "letters", "--ratchet"],
    ):
        code, out, err = office.run(*args)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert f"{NAME}:1: " in err
    assert office.file.read_text("utf-8") == "<<<<<<< HEAD\n"


@pytest.mark.parametrize(
    "args",
    [
        ["check", "letters", "--baseline", "none.json"],
        ["check", "letters", "--baseline", "letters"],
        ["check", "letters", "--baseline", NAME, "--no-baseline"],
        ["baseline", "letters", "-o", "none.json", "--ratchet"],
        ["baseline", "letters", "-o", "letters/notice.txt"],
        ["baseline", "letters", "-o", "none/b.json"],
        ["baseline", "letters", "--ratchet", "--accept-new"],
    ],
)
def test_what_cannot_work_is_refused(tmp_path: Path, home: Path, args: list[str]) -> None:
    office = Office(tmp_path, home)
    office.write("letters/notice.txt", NOTICE)
    office.write(NAME, lines_of())
    code, out, err = office.run(*args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert (office.folder / "letters/notice.txt").read_text("utf-8") == NOTICE


def test_a_file_reads_as_it_was_written(tmp_path: Path) -> None:
    entry = Entry("acronym", "aaaaaa", "", "bbbbbb", "NCP")
    letters = {"é/\udc80.txt": (entry, entry), 'a"b.txt': (entry._replace(term=""),)}
    assert save(tmp_path / NAME, letters)
    assert load(tmp_path / NAME) == letters
    windows = render(letters).replace(b"\n", b"\r\n")
    (tmp_path / NAME).write_bytes(windows)
    assert load(tmp_path / NAME) == letters
    assert not save(tmp_path / NAME, letters)
    assert (tmp_path / NAME).read_bytes() == windows


def test_lines_of_both_sides_of_a_merge_are_a_baseline(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(
        lines_of(LINE, LINE.replace("a.txt", "b.txt"), LINE.replace("}", ', "count": 2}')), "utf-8"
    )
    assert [len(entries) for entries in load(tmp_path / NAME).values()] == [2, 1]
    with pytest.raises(ConfigError):
        load(tmp_path / "none.json")


def test_reading_a_baseline_needs_neither_spacy_nor_pydantic() -> None:
    """A hook over unchanged letters stays short."""
    code = "import sys, plainlang.baseline.known; print({'spacy', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
