"""A letter that did not change is not checked again, and nobody could tell from what comes out."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plainlang import checking
from tests.here import environment, run_here

LETTER = (
    "May 4, 2027\n\nDear Maria Quillfeather,\n\nYour arrears are $431.07. The NCP must pay. Please call us today.\n\n"
    "Sincerely,\n\nAna Brandt\n"
)
FORMS = ("terminal", "json", "jsonl", "github")


class Desk:
    """A folder with letters, and a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        self.home = folder / "home"
        self.home.mkdir()
        self.env = environment(self.home)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    def run(self, *args: str) -> tuple[int, str, str]:
        return run_here(list(args), folder=self.folder, env=self.env)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the compiled glossary alone, which takes seconds to make."""
    desk = Desk(tmp_path_factory.mktemp("compiled"))
    desk.run("explain", "arrears")
    for file in (desk.home / "cache").rglob("results*"):
        file.unlink()
    return desk.home / "cache"


@pytest.fixture
def desk(tmp_path: Path, compiled: Path) -> Desk:
    made = Desk(tmp_path)
    shutil.copytree(compiled, made.home / "cache")
    made.write("a.txt", LETTER)
    return made


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The letters that were really checked."""
    paths: list[str] = []
    real = checking.check
    monkeypatch.setattr(
        checking, "check", lambda path, *rest, **named: (paths.append(path), real(path, *rest, **named))[1]
    )
    return paths


@pytest.mark.parametrize("form", FORMS)
def test_a_second_run_says_the_same_and_checks_nothing(desk: Desk, checked: list[str], form: str) -> None:
    desk.write("b.txt", "We got your check in May. Thank you. Call us.\n")
    first = desk.run("check", "a.txt", "b.txt", "missing.txt", "--format", form)
    assert checked == ["a.txt", "b.txt"]
    assert first[0] == 3
    assert desk.run("check", "a.txt", "b.txt", "missing.txt", "--format", form) == first
    assert checked == ["a.txt", "b.txt"]
    fresh = desk.run("check", "a.txt", "b.txt", "missing.txt", "--format", form, "--no-cache")
    assert fresh == first


@pytest.mark.parametrize(
    "change",
    [
        lambda desk: desk.write("a.txt", LETTER + "Thank you.\n"),
        lambda desk: desk.write("plainlang.toml", "strict = true\n"),
        lambda desk: desk.write("a.txt.sixty.yaml", "letter: x\nanswers: {}\n"),
        lambda desk: desk.write("words.yaml", "kind: program-term\nremove: [arrears]\n"),
    ],
    ids=["letter", "settings", "answers", "nothing of ours"],
)
def test_only_what_a_result_rests_on_makes_it_old(desk: Desk, checked: list[str], change: object) -> None:
    assert callable(change)
    desk.run("check", "a.txt")
    change(desk)
    desk.run("check", "a.txt")
    assert len(checked) == (1 if (desk.folder / "words.yaml").exists() else 2)


@pytest.mark.parametrize(
    "more", [["--to", "employer"], ["--kind", "form"], ["--no-sixty-minutes"], ["--reader", "markdown"], ["--adverse"]]
)
def test_other_options_are_another_result(desk: Desk, checked: list[str], more: list[str]) -> None:
    desk.run("check", "a.txt")
    desk.run("check", "a.txt", *more)
    assert len(checked) == 2


def test_a_changed_glossary_layer_is_seen(desk: Desk) -> None:
    layer = "kind: program-term\nentries:\n  - term: zorb\n    pos: noun\n    level: must\n    source: ours\n"
    more = '    say: [thing]\n    examples:\n      - flag: "A [[zorb]] came."\n'
    desk.write("ours.yaml", layer + more)
    desk.write("plainlang.toml", 'glossary = ["ours.yaml"]\n')
    desk.write("a.txt", "We got the zorb in May. Please call us. Thank you.\n")
    assert "must change" in desk.run("check", "a.txt")[1]
    desk.write("ours.yaml", (layer + more).replace("zorb", "quax"))
    assert "must change" not in desk.run("check", "a.txt")[1]


def test_a_changed_baseline_is_seen(desk: Desk, checked: list[str]) -> None:
    desk.write("plainlang.toml", 'baseline = "known.json"\n')
    desk.run("baseline", "a.txt")
    assert desk.run("check", "a.txt")[0] == 0
    before = len(checked)
    assert desk.run("check", "a.txt")[0] == 0
    assert len(checked) == before
    desk.write("b.txt", LETTER)
    desk.run("baseline", "b.txt", "--accept-new")
    desk.run("check", "a.txt")
    assert len(checked) > before + 1


def test_a_template_that_takes_words_from_another_file_is_always_checked(desk: Desk) -> None:
    desk.write("part.md", "Please call us today.\n")
    desk.write("a.md.j2", "We got your check in May.\n\n{% include 'part.md' %}\n")
    assert "NCP" not in desk.run("check", "a.md.j2")[1]
    desk.write("part.md", "The NCP has to call us today.\n")
    assert "NCP" in desk.run("check", "a.md.j2")[1]


def test_no_word_of_a_letter_is_in_the_cache(desk: Desk) -> None:
    for form in FORMS:
        desk.run("check", "a.txt", "--format", form)
    kept = b"".join(file.read_bytes() for file in (desk.home / "cache").rglob("results*") if file.is_file())
    assert kept
    assert not any(word in kept for word in (b"Quillfeather", b"431", b"Brandt", b"Sincerely"))


def test_without_the_cache_nothing_is_kept(desk: Desk) -> None:
    desk.run("check", "a.txt", "--no-cache")
    assert not list((desk.home / "cache").rglob("results*"))


def test_a_run_over_known_letters_imports_no_big_library(desk: Desk) -> None:
    desk.run("check", "a.txt")
    code = (
        "import sys; sys.argv = ['plainlang', 'check', 'a.txt']\n"
        "from plainlang.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=desk.folder, env=desk.env, capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.replace("'", "").strip(" []\n").split(", "))
    assert "plainlang" in loaded
    assert not loaded & {"spacy", "numpy", "pydantic", "textstat", "onnxruntime", "rich", "yaml", "importlib.metadata"}
    assert "must change" in done.stdout


def test_ten_runs_at_once_say_the_same(desk: Desk) -> None:
    names = [f"letter{number}.txt" for number in range(6)]
    for name in names:
        desk.write(name, LETTER.replace("431", name[6]))
    command = [sys.executable, "-m", "plainlang", "check", *names, "--format", "json", "--no-sixty-minutes"]

    def once(_: int) -> str:
        done = subprocess.run(command, cwd=desk.folder, env=desk.env, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        return done.stdout

    with ThreadPoolExecutor(10) as pool:
        said = set(pool.map(once, range(10)))
    assert said == {once(0)}
