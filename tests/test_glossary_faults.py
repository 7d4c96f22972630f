"""Broken glossary files through the command line: a line for each fault, with file, line and remedy, in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from plainlang.cli import app
from plainlang.errors import ConfigError
from plainlang.glossary.parse import parse_file

HEAD = "kind: program-term\nentries:\n"
ENTRY = """\
  - term: zorb
    pos: noun
    level: should
    say: [gray box]
    meaning: A box for papers.
    source: Made up
    examples:
      - flag: "Put it in the [[zorb]]."
"""
SOUND = HEAD + ENTRY
SHAPES = {
    "words for a list": (
        "say: [gray box]", "say: gray box",
        6, "`say` must be a list of words. Put - before each, or write `say: [gray box]`.",
    ),
    "keys for a list": (
        "say: [gray box]", "forms: {a: b}",
        6, "`forms` must be a list of words. Put - before each, or write `forms: [one, two]`.",
    ),
    "a list for words": (
        "meaning: A box for papers.", "meaning: [A box, for papers]",
        7, "`meaning` must be one text, not a list. Take the - or the [ ] away.",
    ),
    "keys for words": (
        "source: Made up", "source: {Made: up}",
        8, "`source` must be text. A colon makes a key of the words before it: put the whole text in quotes.",
    ),
    "yes or no for words": (
        "say: [gray box]", "say: [no]", 6, "An item of `say` is read as true or false. Put it in quotes.",
    ),
    "nothing": ("say: [gray box]", "say:", 6, "`say` is empty. Fill it in, or leave the key out."),
    "a key with a slip": (
        "source: Made up", "sourc: Made up", 8, "There is no key `sourc` here. Did you mean `source`?",
    ),
    "a key with a slip in an example": (
        "- flag:", "- flagged:", 10, "There is no key `flagged` here. Did you mean `flag`?",
    ),
    "a key with a slip in a substitute": (
        "[gray box]", "[{word: box}]", 6, "There is no key `word` here. Did you mean `words`?",
    ),
    "a key of another place": (
        "source: Made up", "source: Made up\n    kind: acronym",
        9, "There is no key `kind` here. It stands once, at the top of the file.",
    ),
    "an unknown key": (
        "source: Made up", "source: Made up\n    colour: red",
        9, "There is no key `colour` here. docs/glossary.md lists the keys.",
    ),
    "a wrong level": ("level: should", "level: loud", 5, "`level` cannot be `loud`. Write must, should or note."),
    "a level with a slip": ("level: should", "level: Shoud", 5, "`level` cannot be `Shoud`. Did you mean `should`?"),
    "a list for a level": (
        "level: should", "level: [should]", 5, "`level` must be one word, not a list. Write must, should or note.",
    ),
    "a missing key": ("    source: Made up\n", "", 3, "`source` is missing. Add it."),
    "an example without a key": (
        "flag: ", "", 10,
        "An example has no `flag:` or `pass:`. Write one of them before the sentence, with a space behind it.",
    ),
    "no list of examples": (
        "- flag: ", "flag: ", 9, "`examples` must be a list. Put - before each `flag:` and `pass:`.",
    ),
    "neither true nor false": (
        "source: Made up", "source: Made up\n    paste: perhaps",
        9, "`paste` is not true or false. Write true or false.",
    ),
    "a colon in a text": (
        "source: Made up", "source: Made up: by us",
        8, "This is not valid YAML: a colon stands inside a text. Put the whole text in quotes.",
    ),
    "a list that is not closed": (
        "[gray box]", "[gray box", 7, "This is not valid YAML: a list is opened and not closed. Close it with ].",
    ),
    "a tab": ("    source:", "\tsource:", 8, "A tab stands where YAML wants spaces. Indent with spaces."),
    "a Python object": (
        "source: Made up", "source: !!python/object:os.mkdir {}",
        8, "A `!tag` is not allowed in a glossary. Write plain text instead.",
    ),
}  # fmt: skip


def check(path: Path) -> tuple[int, list[str]]:
    result = CliRunner().invoke(app, ["glossary", "check", str(path)])
    return result.exit_code, result.stdout.splitlines()


@pytest.mark.parametrize("case", SHAPES)
def test_a_wrong_shape_is_told_in_plain_words(tmp_path: Path, case: str) -> None:
    old, new, line, said = SHAPES[case]
    assert SOUND.count(old) == 1
    path = tmp_path / "own.yaml"
    path.write_text(SOUND.replace(old, new), "utf-8")
    assert check(path) == (2, [f"{path}:{line}: {said}"])


@pytest.mark.parametrize("case", SHAPES)
def test_a_layer_is_refused_in_the_same_words(tmp_path: Path, case: str) -> None:
    old, new, line, said = SHAPES[case]
    with pytest.raises(ConfigError) as refusal:
        parse_file(tmp_path / "own.yaml", SOUND.replace(old, new).encode())
    assert str(refusal.value) == f"{tmp_path / 'own.yaml'}:{line}: {said}"


def test_a_layer_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(SOUND.replace("say: [gray box]", "say: gray box"), "utf-8")
    letter = tmp_path / "letter.txt"
    letter.write_text("Thank you.\n")
    with pytest.raises(ConfigError, match=r"own\.yaml:6: `say` must be a list of words"):
        CliRunner().invoke(app, ["check", str(letter), "--glossary", str(path)], catch_exceptions=False)


def test_entries_without_marks_or_keys(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("kind: legal-term\nentries:\n  - zorb\n")
    assert check(path) == (
        2,
        [f"{path}:3: An item of `entries` has no keys. Write `term: zorb`, and the other keys below it."],
    )
    path.write_text("kind: legal-term\nentries:\n  term: zorb\n")
    assert check(path) == (2, [f"{path}:2: `entries` must be a list. Put - before the first key of each entry."])


def test_an_entry_that_stands_twice_names_both_places(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(SOUND + ENTRY.replace("zorb", "Zorb", 1), "utf-8")
    said = "The term 'Zorb' stands here twice; line 3 has it too. Keep one of the two."
    assert check(path) == (2, [f"{path}:11: {said}"])


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(SOUND.replace("Made up", "José").encode("cp1252"))
    assert check(path) == (2, [f"{path}:8: This file is not UTF-8. Save it as UTF-8 text."])


def test_one_fault_among_fifty_thousand_entries(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    entries = [ENTRY.replace("zorb", f"zorb{number}") for number in range(50_000)]
    entries[-1] = entries[-1].replace("level: should", "level: loud")
    path.write_text(HEAD + "".join(entries), "utf-8")
    line = 3 + 8 * 49_999 + 2
    assert check(path) == (2, [f"{path}:{line}: `level` cannot be `loud`. Write must, should or note."])


def test_a_fault_in_each_of_many_entries_is_a_line_each(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    entries = [ENTRY.replace("zorb", f"zorb{number}").replace("should", "loud") for number in range(2_000)]
    path.write_text(HEAD + "".join(entries), "utf-8")
    code, lines = check(path)
    assert code == 2
    assert [line.split(":")[1] for line in lines] == [str(5 + 8 * number) for number in range(2_000)]
