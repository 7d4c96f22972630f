"""`plainlang glossary …` as a curator meets it: what it says, what it writes, and what it leaves alone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from plainlang.cli import app
from plainlang.curation.examples import example_faults
from plainlang.curation.sense import form_index, grade_of, loop_from, shared_forms
from plainlang.errors import ConfigError, PlainlangError, UsageError
from plainlang.glossary.compiled import compile_entries
from plainlang.glossary.entry import Entry, Example, GlossaryFile
from plainlang.glossary.exchange import COLUMNS, Row, from_csv, in_kinds, to_csv
from plainlang.glossary.files import built_in
from plainlang.glossary.parse import parse_file
from plainlang.glossary.write import in_order, render_file, with_entry

HEAD = "# Words of our office.\n# Kept by Ann.\n"
ZORB = """  - term: zorb
    pos: noun
    level: must
    say: [gray box]
    meaning: A box for papers.
    source: Made up
    examples:
      - flag: "Put it in the [[zorb]]."
        becomes: "Put it in the gray box."
      - pass: "The zorb (a gray box) came."
"""
OFFICE = f"{HEAD}kind: program-term\nentries:\n{ZORB}"
ADD = (
    "--term", "blick", "--pos", "verb", "--level", "should", "--say", "send", "--say", "mail",
    "--meaning", "To send a thing.", "--source", "Made up", "--flag", "We [[blicked]] the paper.",
    "--pass", "To blick (to send it) is free.",
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.yaml"
    path.write_text(OFFICE, "utf-8")
    return path


def run(*args: str | Path, answers: str | None = None) -> Result:
    return CliRunner().invoke(app, ["glossary", *map(str, args)], input=answers)


def entry(term: str, **more: object) -> Entry:
    content = {"term": term, "pos": "noun", "level": "note", "say": ["box"], "source": "Made up"}
    return Entry.model_validate(content | {"examples": [{"flag": f"A [[{term}]] came."}]} | more)


def built_in_rows() -> list[Row]:
    layers = [parse_file(path, path.read_bytes()) for path in sorted(built_in().glob("*.yaml"))]
    return [(layer.kind, entry) for layer in layers for entry in layer.entries]


# check


def checked(path: Path, text: str) -> tuple[int, list[str]]:
    path.write_text(text, "utf-8")
    result = run("check", path)
    return result.exit_code, result.stdout.splitlines()


def test_a_sound_file_is_clean(office: Path) -> None:
    result = run("check", office)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 entry checked, 0 faults.\n"


def test_check_names_every_fault_of_the_model(office: Path) -> None:
    broken = OFFICE.replace("pos: noun", "pos: nuon").replace("    source: Made up\n", "    colour: red\n")
    code, lines = checked(office, broken)
    assert code == 2
    assert sorted(lines) == sorted(
        [
            f"{office}:5: `source` is missing. Add it.",
            f"{office}:6: `pos` cannot be `nuon`. Did you mean `noun`?",
            f"{office}:10: There is no key `colour` here. docs/glossary.md lists the keys.",
        ]
    )


def test_check_of_a_folder_names_the_faults_of_each_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("kind: [", "utf-8")
    (tmp_path / "b.yaml").write_text("kind: nothing\n", "utf-8")
    result = run("check", tmp_path)
    assert result.exit_code == 2
    assert [Path(line.split(".yaml:")[0]).name for line in result.stdout.splitlines()] == ["a", "b"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[zorb]].", "[[zorb]]s.", "`flag` found “zorbs” instead of “zorb”"),
        ("the [[zorb]].", "[[the zorb]].", "`flag` found “zorb” instead of “the zorb”"),
        ("in the gray box.", "in a gray box.", "the swap gives “Put it in the gray box.” instead of"),
        ("The zorb (a gray box) came.", "The zorb came.", "“zorb” was found (program-term): “The zorb came.”"),
        ("A box for papers.", "An institutional documentation receptacle.", "The meaning reads at grade"),
        ('      - pass: "The zorb (a gray box) came."\n', "", "shows no near miss"),
        ("term: zorb", "term: zorb\n    forms: [obligor]", "the form “obligor” belongs to “obligor” too ("),
        ("say: [gray box]", "say: [gray box, obligor]", "It says “obligor”, which is itself a term (legal-term)."),
    ],
)
def test_check_says_what_is_wrong(office: Path, old: str, new: str, said: str) -> None:
    assert old in OFFICE
    code, lines = checked(office, OFFICE.replace(old, new))
    assert code == 2
    assert any(line.startswith(f"{office}:5: “zorb”: ") and said in line for line in lines), lines


def test_a_shared_form_names_the_place_of_both(office: Path) -> None:
    _, lines = checked(office, OFFICE.replace("term: zorb", "term: zorb\n    forms: [obligor]"))
    shared = next(line for line in lines if "belongs to" in line)
    path, line = shared.split("too (")[1].split(")")[0].rsplit(":", 1)
    assert Path(path).read_text("utf-8").splitlines()[int(line) - 1].strip() == "- term: obligor"


def test_entries_out_of_order_are_a_note_only(office: Path) -> None:
    code, lines = checked(office, OFFICE + ZORB.replace("zorb", "blorb"))
    assert (code, len(lines)) == (0, 1)
    assert lines[0].startswith(f"{office}:15: note: “blorb” is out of order.")


def test_a_later_layer_may_take_an_entrys_place(office: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.yaml"
    later.write_text(OFFICE.replace("gray box", "tin box"), "utf-8")
    assert run("check", office, later).exit_code == 0


@pytest.mark.parametrize("name", ["nowhere.yaml", "empty"])
def test_check_refuses_a_path_without_files(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    assert isinstance(run("check", tmp_path / name).exception, UsageError)


def test_a_remove_of_nothing_is_a_fault(office: Path) -> None:
    code, lines = checked(office, f"{OFFICE}remove: [quoof]\n")
    assert code == 2
    assert "quoof" in lines[0]


def test_flag_found_by_another_entry() -> None:
    terms = compile_entries([("program-term", entry("zorb")), ("program-term", entry("blick"))])
    said = list(example_faults("program-term", entry("blick"), Example(flag="A [[zorb]] came."), terms))
    assert len(said) == 1
    assert "another entry, “zorb”" in said[0]


def test_forms_are_compared_as_they_are_matched() -> None:
    rows = [("screen-name", entry("ZORBS")), ("program-term", entry("zorb")), ("screen-name", entry("ZoRBS"))]
    assert list(shared_forms(compile_entries(rows))) == []
    twins = compile_entries([("program-term", entry("zorb")), ("legal-term", entry("Zorbs", number="plural"))])
    assert [form for form, _ in shared_forms(twins)] == ["zorbs"]


def test_a_loop_is_seen() -> None:
    rows = [("program-term", entry("zorb", say=["blick"])), ("program-term", entry("blick", say=["zorb"]))]
    terms = compile_entries(rows)
    assert loop_from(terms.terms[0], form_index(terms)) == ["zorb", "blick", "zorb"]


def test_the_grade_of_a_meaning() -> None:
    assert grade_of("To send a thing.") < 5
    assert grade_of("An administrative determination of entitlement.") > 12
    assert grade_of("Permission.") == 0
    assert grade_of("The aid that Connecticut gives.") == grade_of("The aid that Ohio gives.")


# list and schema


def test_list_shows_the_first_plain_words(office: Path) -> None:
    result = run("list", "zorbs", "--glossary", office)
    assert result.stdout.split(maxsplit=3) == ["zorb", "program-term", "must", "gray box\n"]


def test_list_keeps_to_kind_and_level(office: Path) -> None:
    lines = run("list", "--kind", "form-number", "--level", "must").stdout.splitlines()
    assert len(lines) > 10
    assert all(" form-number " in line and " must " in line for line in lines)


def test_list_of_nothing_is_refused() -> None:
    assert isinstance(run("list", "qqqq").exception, UsageError)


def test_schema_knows_the_keys() -> None:
    schema = json.loads(run("schema").stdout)
    assert {"kind", "entries"} <= set(schema["properties"])
    assert set(schema["$defs"]["Entry"]["properties"]) == set(Entry.model_fields)


# add


def test_add_sorts_keeps_the_rest_and_makes_the_swap(office: Path) -> None:
    result = run("add", office, *ADD)
    assert result.exit_code == 0, result.exception
    text = office.read_text("utf-8")
    assert text.startswith(HEAD)
    assert text.endswith(ZORB)
    assert [one.term for one in parse_file(office, text.encode()).entries] == ["blick", "zorb"]
    assert 'becomes: "We sent the paper."' in text
    assert run("check", office).exit_code == 0


def test_add_asks_and_offers(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    answers = (
        "thing", "program-term", "blick", "verb", "should", "send | mail", "To send a thing.", "Made up",
        "We [[blicked]] the paper.", "", "To blick (to send it) is free.",
    )  # fmt: skip
    result = run("add", path, answers="".join(f"{answer}\n" for answer in answers))
    assert result.exit_code == 0, result.exception
    added = parse_file(path, path.read_bytes()).entries[0]
    assert added.say == ("send", "mail")
    assert added.examples[0].becomes == "We sent the paper."


def test_add_asks_again_with_what_was_answered(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    first = ["program-term", "zorb", "nuon", "must", "gray box", "A box.", "Made up", "A [[zorb]] came.", "", ""]
    second = ["", "noun", "", "", "", "", "", "", "The zorb (a gray box) came."]
    result = run("add", path, answers="\n".join([*first, *second]) + "\n")
    assert result.exit_code == 0, result.stderr
    assert "`pos` cannot be `nuon`. Did you mean `noun`?" in result.stderr
    assert parse_file(path, path.read_bytes()).entries[0].examples[0].becomes == "A gray box came."


def test_add_that_is_stopped_writes_nothing(tmp_path: Path) -> None:
    result = run("add", tmp_path / "new.yaml", answers="program-term\nzorb\n")
    assert isinstance(result.exception, UsageError)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("--flag", "We sent the paper."), ("--flag", "We [[blicked the]] paper."), ("--pass", "We blicked it."),
        ("--say", "remit"), ("--meaning", "Institutional documentation transmission."), ("--term", "zorb"),
        ("--becomes", "We sended the paper."), ("--source", ""),
    ],
)  # fmt: skip
def test_add_refuses_what_check_would_refuse(office: Path, name: str, value: str) -> None:
    args = list(ADD)
    if name in args and name != "--say":
        args[args.index(name) + 1] = value
    else:
        args += [name, value]
    result = run("add", office, *args)
    assert isinstance(result.exception, PlainlangError)
    assert str(result.exception).startswith(str(office))
    assert office.read_text("utf-8") == OFFICE


def test_add_refuses_a_term_that_stands_there(office: Path) -> None:
    args = [*ADD[:1], "zorb", "--pos", "noun", "--level", "must", "--meaning", "A box.", "--source", "Made up"]
    result = run(
        "add", office, *args, "--say", "tin", "--flag", "A [[zorb]] came.", "--pass", "A zorb (a tin box) came."
    )
    assert "stands here already" in str(result.exception)
    assert office.read_text("utf-8") == OFFICE


def test_add_leaves_a_broken_file_alone(office: Path) -> None:
    office.write_text("kind: [", "utf-8")
    assert isinstance(run("add", office, *ADD).exception, ConfigError)
    assert office.read_text("utf-8") == "kind: ["


@pytest.mark.parametrize(
    "args", [("new.yaml",), ("new.txt", "--kind", "acronym"), ("office.yaml", "--kind", "acronym")], ids=" ".join
)
def test_add_refuses_a_file_that_does_not_fit(office: Path, args: tuple[str, ...]) -> None:
    result = run("add", office.parent / args[0], *args[1:], *ADD)
    assert isinstance(result.exception, UsageError)
    assert [path.name for path in office.parent.iterdir()] == ["office.yaml"]


# What is written


@pytest.mark.parametrize(
    "text",
    [
        OFFICE,
        OFFICE.replace("\n", "\r\n"),
        "\ufeff" + OFFICE,
        OFFICE + "common: [FBI]\n",
        OFFICE.replace("  - term: zorb", "  # about the box\n  - term: zorb"),
        OFFICE + "\n# the end\n",
        OFFICE.replace("\n  ", "\n"),
        "kind: program-term\n",
        "kind: program-term\nentries: []\n",
        "kind: program-term\nentries: [{term: zorb, pos: noun, level: note, say: [box], source: x, "
        'examples: [{flag: "A [[zorb]]."}]}]\n',
    ],
)
def test_an_entry_more_changes_nothing_else(text: str) -> None:
    path = Path("x.yaml")
    before = parse_file(path, text.encode())
    new = with_entry(path, text.encode(), entry("blick"))
    after = parse_file(path, new)
    assert after == before.model_copy(update={"entries": (entry("blick"), *before.entries)})
    assert new.startswith(b"\xef\xbb\xbf") is text.startswith("\ufeff")
    assert (b"\r\n" in new) is ("\r\n" in text)
    assert [line for line in text.splitlines() if "#" in line] == [
        line for line in new.decode().splitlines() if "#" in line
    ]


def test_comments_stay_above_their_entry() -> None:
    text = OFFICE + "  # about the other one\n" + ZORB.replace("zorb", "azorb")
    new = with_entry(Path("x.yaml"), text.encode(), entry("m")).decode()
    assert "# about the other one\n  - term: azorb" in new
    assert [one.term for one in parse_file(Path("x"), new.encode()).entries] == ["azorb", "m", "zorb"]


@pytest.mark.parametrize(
    "words", ["yes", "No", "null", "12", "1.5", "a: b", "a # b", "- a", "[a]", "a, b", 'say "so"', "it’s", "*a", "é",
              "a\\b", "2024-01-01", "=1", "a\u2028b", "~", "a\x85b", "@x", "%x", "{a}", "a:", "\u00a0x\u00a0y"],
)  # fmt: skip
def test_any_words_survive_the_writing(words: str) -> None:
    layer = GlossaryFile.model_validate(
        {
            "kind": "program-term",
            "entries": [entry(words, say=[words, {"words": words, "number": "mass"}], near=[words])],
        }
    )
    assert parse_file(Path("x"), render_file(layer).encode()) == layer


def test_the_built_in_glossary_survives_the_writing() -> None:
    for path in sorted(built_in().glob("*.yaml")):
        layer = parse_file(path, path.read_bytes())
        text = render_file(layer)
        assert parse_file(path, text.encode()).entries == tuple(in_order(layer.entries))
        assert yaml.safe_load(text)["kind"] == layer.kind


# export and import


def test_the_built_in_glossary_survives_the_spreadsheet() -> None:
    rows = built_in_rows()
    assert len(rows) > 1000
    assert from_csv("x.csv", to_csv(rows)) == (rows, [])


def test_export_then_import_on_disk(tmp_path: Path) -> None:
    table, folder = tmp_path / "words.csv", tmp_path / "new" / "office"
    assert run("export", "-o", table).exit_code == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbfkind,term,pos,level,")
    assert run("import", table, "-o", folder).exit_code == 0
    for path in folder.iterdir():
        ours = built_in() / path.name
        entries = parse_file(ours, ours.read_bytes()).entries
        assert parse_file(path, path.read_bytes()).entries == tuple(in_order(entries))
    assert len(list(folder.iterdir())) == 7


def test_export_of_one_kind(office: Path) -> None:
    table = list(csv.DictReader(io.StringIO(run("export", office, "--kind", "program-term").stdout.lstrip("\ufeff"))))
    assert [row["term"] for row in table] == ["zorb"]
    assert table[0]["becomes"] == "Put it in the gray box."
    assert isinstance(run("export", office, "--kind", "acronym").exception, UsageError)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''+1", "'tis", "'"])
def test_no_cell_is_a_formula(words: str) -> None:
    row = ("program-term", entry(words, meaning=words, say=[words]))
    data = to_csv([row])
    cells = next(iter(csv.DictReader(io.StringIO(data.decode("utf-8-sig")))))
    assert all(cell[:1] not in ("=", "+", "-", "@", "\t", "\r") for cell in cells.values())
    assert from_csv("x.csv", data) == ([row], [])


@pytest.mark.parametrize("words", ["a|b", "a | b", "a\\b", "a\\", "a \\| b", "a, b", 'a "b"', "a {b", "a; b"])
def test_odd_marks_survive_the_spreadsheet(words: str) -> None:
    examples = [
        {"flag": f"[[{words}]]."},
        {"flag": f"A [[{words}]].", "becomes": words},
        {"pass": words},
        {"pass": "x"},
    ]
    say = [words, {"words": words, "number": "mass"}, {"words": "x", "many": words.strip("a {;") or "y"}]
    row = ("program-term", entry(words, forms=[words, "x"], near=[words], say=say, examples=examples, paste=False))
    assert from_csv("x.csv", to_csv([row])) == ([row], [])


def table_of(*rows: dict[str, str], mark: str = ",") -> bytes:
    page = io.StringIO()
    writer = csv.DictWriter(page, COLUMNS, delimiter=mark)
    writer.writeheader()
    good = {"kind": "program-term", "pos": "noun", "level": "note", "source": "x", "say": "box"}
    writer.writerows(good | {"flag": f"A [[{row['term']}]] came."} | row for row in rows)
    return page.getvalue().encode()


def test_bad_rows_are_named_and_the_good_ones_written(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    rows = [{"term": "a1"}, {"term": "b1", "pos": "nuon", "level": "high"}, {"term": "c1", "kind": "x"}, {"term": "A1"}]
    path.write_bytes(table_of(*rows, {"term": "d1", "flag": "No mark."}, {"term": "e1", "drop": "maybe", "flag": ""}))
    result = run("import", path, "-o", tmp_path)
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    named = [tuple(line.removeprefix(f"{path}: row ").split(": ")[:2]) for line in lines[:-1]]
    assert sorted((row, said.split("`")[1]) for row, said in named) == [
        ("3", "level"), ("3", "pos"), ("4", "kind"), ("5", "term"), ("6", "flag"), ("7", "drop"), ("7", "flag"),
    ]  # fmt: skip
    assert [one.term for one in parse_file(path, (tmp_path / "program_terms.yaml").read_bytes()).entries] == ["a1"]


@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_other_parting_marks_are_read(mark: str) -> None:
    rows, faults = from_csv("x.csv", table_of({"term": "a1"}, mark=mark))
    assert ([row.term for _, row in rows], faults) == (["a1"], [])


@pytest.mark.parametrize(
    "data",
    [b"", b"term\n", b"\xff\xfe", to_csv([]).replace(b"meaning", b"colour"), to_csv([]).replace(b"why", b"term")],
)
def test_a_table_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(ConfigError):
        from_csv("x.csv", data)


def test_import_never_writes_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_bytes(table_of({"term": "a1"}))
    there = tmp_path / "program_terms.yaml"
    there.write_text("mine", "utf-8")
    assert isinstance(run("import", path, "-o", tmp_path).exception, UsageError)
    assert there.read_text("utf-8") == "mine"


def test_each_kind_has_a_file_named_as_the_built_in_ones_are() -> None:
    names = in_kinds(built_in_rows())
    assert set(names) <= {path.name for path in built_in().glob("*.yaml")}


@pytest.mark.parametrize("verb", ["check", "list", "add", "schema", "export", "import"])
def test_every_verb_shows_an_example(verb: str) -> None:
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert f"plainlang glossary {verb}" in result.stdout
