"""`plainlang acronyms`: which occurrences it lists, what it knows of each, and the table for people."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from plainlang.acronyms import take_inventory
from plainlang.cli import app
from plainlang.glossary.compiled import Glossary, compile_entries
from plainlang.glossary.entry import Entry
from plainlang.language.short_forms import short_forms, tokens

GLOSSARY_FILE = """
kind: acronym
common: [ATM, COVID-19]
entries:
  - term: NCP
    pos: noun
    level: must
    source: Made up for the tests
    say: [parent who pays support]
    examples:
      - flag: "The [[NCP]] came."
"""


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    entry = Entry.model_validate(
        {
            "term": "NCP",
            "pos": "noun",
            "level": "must",
            "source": "Made up for the tests",
            "say": ["parent who pays support"],
            "examples": [{"flag": "The [[NCP]] came."}],
        }
    )
    return compile_entries([("acronym", entry)], ["ATM", "COVID-19", "PhD"])


def listed(text: str, glossary: Glossary) -> list[str]:
    inventory = take_inventory("a.txt", text.encode(), glossary)
    assert inventory.error is None
    assert inventory.letter is not None
    return [inventory.letter.text[one.span.start : one.span.end] for one in inventory.acronyms]


@pytest.mark.parametrize(
    "word",
    [
        "SDU",
        "NCPs",
        "IV-D",
        "MiFILE",
        "mRNA",
        "scRNA-seq",
        "H2O",
        "COVID-19",
        "GPT2",
        "F1",
        "U.S.",
        "W/C",
        "Q&A",
        "QoS",
    ],
)
def test_the_shape_of_an_acronym(word: str) -> None:
    text = f"We saw {word} there."
    assert [text[start:end] for start, end in short_forms(text)] == [word]


@pytest.mark.parametrize(
    "text",
    [
        "GitHub",
        "McDonald",
        "CSE-40028",
        "CV20240117",
        "NRF-2018R1A5",
        "$5M",
        "555-CALL",
        "me@IBM.com",
        "a_DEF",
        "W-2",
        "The A team",
        "2024",
        "May",
        "",
    ],
)
def test_the_shape_of_something_else(text: str) -> None:
    assert list(short_forms(text)) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("CP/NCP", ["CP", "NCP"]),
        ("SDU's", ["SDU"]),
        ("SDU-issued", ["SDU"]),
        ("PhD-like", ["PhD"]),
        ("non-IWO", ["IWO"]),
    ],
)
def test_what_belongs_to_a_token(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in tokens(text)] == parts


def test_every_occurrence_counts_common_and_defined_ones_too(glossary: Glossary) -> None:
    text = "The Quick Zone Exchange (QZX) takes cards from an ATM. The NCP called the QZX's desk.\n"
    assert listed(text, glossary) == ["QZX", "ATM", "NCP", "QZX"]


@pytest.mark.parametrize(
    "line",
    [
        "Please DO NOT send cash.",
        "She moved to Columbus, OH 43215, in May.",
        "See Part II of the form.",
        "Mr. ADE called.",
        "Case CSE-40028 is closed.",
        "CS 80114417B",
        "NOTICE OF DELINQUENCY IN HARTWELL COUNTY",
        "Visit https://www.QZX.gov/ABC today.",
    ],
)
def test_capitals_that_are_no_acronym(line: str, glossary: Glossary) -> None:
    assert listed(f"Dear Parent,\n\n{line}\n", glossary) == []


def test_an_acronym_in_a_line_of_capitals_counts(glossary: Glossary) -> None:
    assert listed("NOTICE TO THE NCP\n\nThe NCP called.\n", glossary) == ["NCP", "NCP"]


def test_a_blank_of_a_template_is_not_read(glossary: Glossary) -> None:
    assert listed("Dear {{ QZX }}, call the ABX.\n", glossary) == ["ABX"]


class Desk:
    """A folder with letters and a glossary, and the command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "terms.yaml").write_text(GLOSSARY_FILE)
        (folder / "letters").mkdir()

    def letter(self, name: str, text: str) -> Path:
        path = self.folder / "letters" / name
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *args: str | Path) -> Any:
        given = [str(self.folder / "letters"), "--glossary", str(self.folder / "terms.yaml"), *map(str, args)]
        return CliRunner().invoke(app, ["acronyms", *given])

    def json(self, *args: str | Path) -> list[dict[str, Any]]:
        return list(json.loads(self.run("--format", "json", *args).stdout)["letters"])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("XDG_CACHE_HOME", os.environ.get("XDG_CACHE_HOME", str(tmp_path / "cache")))
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


def test_json_says_where_and_what(desk: Desk) -> None:
    text = "The QZX\ncalled. The Quick Zone\nExchange (QZX) is free. An NCP came.\n"
    path = desk.letter("a.txt", text)
    (letter,) = desk.json()
    assert letter["path"] == str(path)
    assert letter["error"] is None
    first, second, third = letter["acronyms"]
    assert list(first) == ["text", "start", "end", "defined", "known", "common"]
    assert text[first["start"] : first["end"]] == first["text"] == "QZX"
    long = first["defined"]
    assert text[long["start"] : long["end"]] == long["text"] == "Quick Zone\nExchange"
    assert second["defined"] == long
    assert (third["text"], third["defined"], third["known"], third["common"]) == ("NCP", None, True, False)


def test_a_long_form_counts_for_its_own_letter_only(desk: Desk) -> None:
    desk.letter("a.txt", "The Quick Zone Exchange (QZX) is free.\n")
    desk.letter("b.txt", "The QZX is free.\n")
    one, two = desk.json()
    assert one["acronyms"][0]["defined"] is not None
    assert two["acronyms"][0]["defined"] is None


def test_plural_and_singular_share_a_long_form(desk: Desk) -> None:
    desk.letter("a.txt", "The Quick Zone Exchanges (QZXs) are free. Call a QZX.\n")
    assert [one["defined"]["text"] for one in desk.json()[0]["acronyms"]] == ["Quick Zone Exchanges"] * 2


def test_the_table_has_one_row_for_each_acronym_the_most_frequent_first(desk: Desk) -> None:
    desk.letter("a.txt", "The Quick Zone Exchange (QZX) has an ATM. The NCP left. QZXs are free.\n")
    desk.letter("b.txt", "Ask the NCP. Call the QZX.\n")
    done = desk.run()
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    assert done.exit_code == 0
    assert rows == [
        ["QZX", "3", "2", "Quick", "Zone", "Exchange"],
        ["NCP", "2", "2", "not", "said", "in", "the", "glossary"],
        ["ATM", "1", "1", "not", "said", "to", "most", "adults"],
    ]


def test_nothing_found_is_said(desk: Desk) -> None:
    desk.letter("a.txt", "Please call us.\n")
    assert desk.run().stdout == "No acronyms.\n"


def test_markup_in_a_letter_is_only_text(desk: Desk) -> None:
    desk.letter("a.txt", "[bold]The QZX[/bold] (Quick [red]Zone[/red] Exchange) came.\n")
    assert desk.run().exit_code == 0


def test_a_damaged_letter_stops_no_other(desk: Desk) -> None:
    desk.letter("a.txt", "Call the QZX.\n")
    (desk.folder / "letters" / "b.docx").write_bytes(b"PK\x03\x04 broken")
    done = desk.run("--format", "json")
    good, bad = json.loads(done.stdout)["letters"]
    assert done.exit_code == 3
    assert [one["text"] for one in good["acronyms"]] == ["QZX"]
    assert bad["acronyms"] == []
    assert set(bad["error"]) == {"code", "message"}
    assert done.stderr.count("\n") == 1


def test_the_list_goes_to_a_file(desk: Desk) -> None:
    desk.letter("a.txt", "Call the QZX.\n")
    output = desk.folder / "list.json"
    done = desk.run("--format", "json", "-o", output)
    assert done.stdout == ""
    assert json.loads(output.read_text())["letters"][0]["acronyms"][0]["text"] == "QZX"


def test_a_letter_is_never_written_over(desk: Desk) -> None:
    path = desk.letter("a.txt", "Call the QZX.\n")
    assert desk.run("-o", path).exit_code != 0
    assert path.read_text() == "Call the QZX.\n"
