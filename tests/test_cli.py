"""The command line as other people's scripts see it: its exit code, its two streams and its files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
import typer

from plainlang import __version__
from plainlang.checks import CHECKS
from plainlang.cli import app
from plainlang.reading_grade import READING_GRADE
from plainlang.rules import RULES
from tests.here import environment, run_here

GOOD = "Dear Parent,\n\nThank you for your call. We have your papers.\n"
BAD = "Dear Parent,\n\nYour case has a zorb of $200. You must blick it.\n"
WORDS = {"must": "zorb", "should": "blick", "note": "quoof"}
"""Words of our own, one for each level, so that these tests do not depend on what the curators write."""
ENTRY = """
  - term: {term}
    pos: noun
    level: {level}
    source: Made up for the tests
    say: [{say}]
    examples:
      - flag: "A [[{term}]] came."
"""
LETTER_KEYS = [
    "path",
    "kind",
    "error",
    "findings",
    "known",
    "waived",
    "stale_waivers",
    "left_out",
    "readability",
    "sixty_minutes",
]
FINDING_KEYS = ["rule", "level", "start", "end", "text", "message", "suggestions", "term", "place"]
SCORE_KEYS = [
    "words", "sentences", "flesch_kincaid_grade", "flesch_reading_ease", "smog_index", "gunning_fog", "dale_chall",
    "coleman_liau", "automated_readability_index", "grade",
]  # fmt: skip
MINUTES_KEYS = ["verdict", "accurate", "informative", "empathetic", "plain"]
VERBS = sorted(getattr(typer.main.get_command(app), "commands"))  # noqa: B009 (a group, whatever typer calls it)


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def letters(self) -> list[dict[str, Any]]:
        return list(json.loads(self.out)["letters"])

    def letter(self, name: str) -> dict[str, Any]:
        return next(letter for letter in self.letters if Path(letter["path"]).name == name)

    def terms(self) -> list[str | None]:
        return [finding["term"] for letter in self.letters for finding in letter["findings"]]

    def one_line(self) -> str:
        """What stderr says, which has to be one line."""
        assert "Traceback" not in self.err
        assert self.err.count("\n") == 1, self.err
        return self.err


class Desk:
    """A folder with a home of its own, in which plainlang is run."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.env = environment(home)

    def command(self, *args: str | Path, python: tuple[str, ...] = ()) -> list[str]:
        return [sys.executable, *python, "-m", "plainlang", *map(str, args)]

    def run(self, *args: str | Path, cwd: Path | None = None, **env: str) -> Result:
        return Result(*run_here(list(map(str, args)), folder=cwd or self.folder, env=self.env | env))

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


def glossary(level_of: dict[str, str], say: str = "thing") -> str:
    entries = "".join(ENTRY.format(term=term, level=level, say=say) for term, level in level_of.items())
    return f"kind: program-term\nentries:{entries}"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for a worker's whole run: the built-in glossary is compiled once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def desk(tmp_path: Path, home: Path) -> Desk:
    desk = Desk(tmp_path, home)
    desk.write("words.yaml", glossary({term: level for level, term in WORDS.items()}))
    return desk


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Desk:
    """Letters good, bad and unreadable."""
    desk = Desk(tmp_path_factory.mktemp("pile"), home)
    desk.write("words.yaml", glossary({term: level for level, term in WORDS.items()}))
    desk.write("good.txt", GOOD)
    desk.write("bad.txt", BAD)
    desk.write(
        "crlf.txt", "\ufeffDear José 😀,\n\n😀 é Your zorb came.\nThe old zorb and the quoof\n".replace("\n", "\r\n")
    )
    desk.write("empty.txt", "")
    letter = docx.Document()
    letter.add_paragraph("Dear Parent,")
    paragraph = letter.add_paragraph("We are here to help. ")
    paragraph.add_run("Your zorb").bold = True
    paragraph.add_run(" came. The quoof left.")
    letter.save(str(desk.folder / "bad.docx"))
    return desk


MIXED = ("bad.txt", "missing.txt", "crlf.txt", "empty.txt", "good.txt", "bad.docx")


@pytest.fixture(scope="session")
def mixed(pile: Desk) -> Result:
    return pile.run("check", *MIXED, "--glossary", "words.yaml", "--format", "json")


@pytest.fixture(scope="session")
def mixed_page(pile: Desk) -> Result:
    return pile.run("check", *MIXED, "--glossary", "words.yaml")


# Exit codes


def test_clean_letter_exits_0(pile: Desk) -> None:
    assert pile.run("check", "good.txt").code == 0


@pytest.mark.parametrize(
    ("level", "fail_on", "code"),
    [
        ("note", None, 0),
        ("should", None, 1),
        ("must", None, 1),
        ("note", "note", 1),
        ("note", "should", 0),
        ("should", "must", 0),
        ("must", "must", 1),
        ("must", "never", 0),
    ],
)
def test_fail_on(desk: Desk, level: str, fail_on: str | None, code: int) -> None:
    desk.write("letter.txt", f"Dear Parent,\n\nYour {WORDS[level]} came.\n")
    options = ["--fail-on", fail_on] if fail_on else []
    result = desk.run("check", "letter.txt", "--glossary", "words.yaml", "--format", "json", *options)
    assert [finding["level"] for finding in result.letters[0]["findings"]] == [level]
    assert result.code == code


def test_unreadable_letter_exits_3_although_others_have_findings(mixed: Result, mixed_page: Result) -> None:
    assert (mixed.code, mixed_page.code) == (3, 3)


def test_unreadable_letter_exits_3_although_nothing_fails(pile: Desk) -> None:
    assert pile.run("check", "good.txt", "missing.txt", "--fail-on", "never").code == 3


@pytest.mark.parametrize("args", [("check",), ("check", "x", "--fail-on", "loud"), ("check", "x", "--loud"), ("loud",)])
def test_wrong_usage_exits_2(desk: Desk, args: tuple[str, ...]) -> None:
    result = desk.run(*args)
    assert result.code == 2
    assert result.out == ""
    assert "Traceback" not in result.err


# The two streams


def test_stderr_names_each_unreadable_file_on_a_line_of_its_own(mixed: Result, mixed_page: Result) -> None:
    for result in (mixed, mixed_page):
        missing, empty = result.err.splitlines()
        assert missing == "missing.txt: There is no such file. Check the name and the folder."
        assert empty == "empty.txt: The file is empty. Write the letter into it, or leave it out."


def test_other_letters_are_reported_in_the_order_given(mixed: Result) -> None:
    assert [letter["path"] for letter in mixed.letters] == list(MIXED)
    assert [bool(letter["findings"]) for letter in mixed.letters] == [True, False, True, False, False, True]


def test_stdout_is_one_json_document(mixed: Result) -> None:
    assert mixed.out.startswith("{")
    assert mixed.out.endswith("}\n")


def test_page_for_people_names_letters_words_and_plain_words(mixed_page: Result) -> None:
    for shown in ("bad.txt", "crlf.txt", "good.txt", "bad.docx", "zorb", "thing"):
        assert shown in mixed_page.out


def test_letters_text_stays_out_of_stderr(mixed: Result) -> None:
    assert "zorb" not in mixed.err


# Folders


def test_folder_is_read_through_in_the_order_of_names(desk: Desk) -> None:
    for name in ("in/b.txt", "in/a/z.txt", "in/.hidden/x.txt", "in/.x.txt", "in/~$b.docx", "in/c.png"):
        desk.write(name, GOOD)
    result = desk.run("check", "in", "--format", "json")
    assert [Path(letter["path"]).as_posix() for letter in result.letters] == ["in/b.txt", "in/a/z.txt"]


def test_unreadable_letter_in_a_folder_does_not_stop_the_others(desk: Desk) -> None:
    desk.write("in/a.txt", GOOD)
    desk.write("in/b.docx", "no Word file")
    desk.write("in/c.txt", GOOD)
    result = desk.run("check", "in", "--format", "json")
    assert result.code == 3
    assert [letter["error"] is None for letter in result.letters] == [True, False, True]
    assert "b.docx" in result.one_line()


# The contract of the JSON


def test_top_level_keys(mixed: Result) -> None:
    document = json.loads(mixed.out)
    assert list(document) == ["schema", "version", "letters"]
    assert document["schema"] == "plainlang/report/1"
    assert document["version"] == __version__


def test_letter_keys(mixed: Result) -> None:
    for letter in mixed.letters:
        assert list(letter) == LETTER_KEYS
        assert list(letter["readability"]) == SCORE_KEYS
        assert list(letter["sixty_minutes"])[:5] == MINUTES_KEYS


def test_error_keys(mixed: Result) -> None:
    error = mixed.letter("missing.txt")["error"]
    assert error == {"code": "missing", "message": "There is no such file. Check the name and the folder."}
    assert mixed.letter("good.txt")["error"] is None


def test_finding_keys(mixed: Result) -> None:
    findings = [finding for letter in mixed.letters for finding in letter["findings"]]
    assert findings
    for finding in findings:
        assert list(finding) == FINDING_KEYS


def test_finding_values(mixed: Result) -> None:
    first = mixed.letter("bad.txt")["findings"][0]
    assert (first["rule"], first["level"], first["term"]) == ("program-term", "must", "zorb")
    assert first["suggestions"] == ["a thing"] or first["suggestions"] == ["thing"]
    assert first["place"]["line"] == 3


def test_scores_are_numbers(mixed: Result) -> None:
    scores = mixed.letter("good.txt")["readability"]
    assert (scores["words"], scores["sentences"]) == (9, 2)
    assert all(isinstance(scores[name], float) for name in SCORE_KEYS[2:])


@pytest.mark.parametrize("name", ["bad.txt", "crlf.txt", "bad.docx"])
def test_offsets_index_the_text_that_plainlang_text_prints(pile: Desk, mixed: Result, name: str) -> None:
    text = pile.run("text", name).out
    findings = mixed.letter(name)["findings"]
    assert len(findings) >= 2
    for finding in findings:
        assert text[finding["start"] : finding["end"]] == finding["text"]
        assert any(word in finding["text"] for word in WORDS.values())


@pytest.mark.parametrize(("name", "encoding"), [("bad.txt", "utf-8"), ("crlf.txt", "utf-8-sig")])
def test_place_points_into_the_file(pile: Desk, mixed: Result, name: str, encoding: str) -> None:
    lines = (pile.folder / name).read_bytes().decode(encoding).replace("\r\n", "\n").split("\n")
    for finding in mixed.letter(name)["findings"]:
        place = finding["place"]
        assert list(place) == ["line", "column"]
        assert lines[place["line"] - 1][place["column"] - 1 :].startswith(finding["text"])


def test_place_in_a_text_letter_in_numbers(mixed: Result) -> None:
    places = [finding["place"] for finding in mixed.letter("crlf.txt")["findings"]]
    assert places == [{"line": 3, "column": 10}, {"line": 4, "column": 9}, {"line": 4, "column": 22}]


def test_place_points_into_the_word_file(pile: Desk, mixed: Result) -> None:
    paragraphs = docx.Document(str(pile.folder / "bad.docx")).paragraphs
    lines = pile.run("text", "bad.docx").out.split("\n")
    for finding in mixed.letter("bad.docx")["findings"]:
        place = finding["place"]
        assert list(place) == ["line", "column", "part", "paragraph", "run"]
        assert place["part"] == "word/document.xml"
        assert finding["text"] in paragraphs[place["paragraph"] - 1].runs[place["run"] - 1].text
        assert lines[place["line"] - 1][place["column"] - 1 :].startswith(finding["text"])


# Options of check


def test_output_file_holds_what_stdout_would(desk: Desk) -> None:
    desk.write("letter.txt", BAD)
    options = ("check", "letter.txt", "--glossary", "words.yaml", "--format", "json")
    printed = desk.run(*options)
    written = desk.run(*options, "-o", "report.json")
    assert (written.code, written.out, written.err) == (printed.code, "", "")
    assert (desk.folder / "report.json").read_text("utf-8") == printed.out


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_output_file_is_for_its_owner_alone(desk: Desk) -> None:
    desk.write("letter.txt", GOOD)
    desk.run("check", "letter.txt", "-o", "report.txt")
    assert (desk.folder / "report.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("target", ["no-such-folder/report.txt", "."])
def test_output_that_cannot_be_written_is_one_line(desk: Desk, target: str) -> None:
    desk.write("letter.txt", GOOD)
    result = desk.run("check", "letter.txt", "-o", target)
    assert result.one_line()
    assert result.code == 2


@pytest.mark.parametrize("name", ["other.docx", "other.txt", "other.html"])
def test_output_never_replaces_what_may_be_another_letter(desk: Desk, name: str) -> None:
    desk.write("letter.txt", GOOD)
    other = desk.write(name, "Dear Ms. Ito,\n")
    result = desk.run("check", "letter.txt", "-o", name)
    assert result.code == 2
    assert "may be a letter" in result.one_line()
    assert other.read_text() == "Dear Ms. Ito,\n"


@pytest.mark.parametrize(("name", "format"), [("seen.html", "html"), ("seen.txt", "terminal"), ("seen.json", "json")])
def test_output_replaces_the_report_of_an_earlier_run(desk: Desk, name: str, format: str) -> None:
    desk.write("letter.txt", GOOD)
    assert [desk.run("check", "letter.txt", "--format", format, "-o", name).code for _ in range(2)] == [0, 0]


def test_output_to_a_dash_is_stdout(desk: Desk) -> None:
    desk.write("letter.txt", GOOD)
    assert desk.run("check", "letter.txt", "-o", "-").out == desk.run("check", "letter.txt").out
    assert not (desk.folder / "-").exists()


def test_output_never_replaces_the_letter(desk: Desk) -> None:
    letter = desk.write("letter.txt", GOOD)
    result = desk.run("check", "letter.txt", "-o", "letter.txt")
    assert letter.read_text() == GOOD
    assert result.code == 2


@pytest.mark.parametrize("kind", ["letter", "template", "form"])
def test_kind_is_what_the_user_says(pile: Desk, kind: str) -> None:
    result = pile.run("check", "good.txt", "missing.txt", "--kind", kind, "--format", "json")
    assert [letter["kind"] for letter in result.letters] == [kind, kind]


def test_kind_is_guessed(desk: Desk) -> None:
    desk.write("a.txt", GOOD)
    desk.write("b.txt", "Dear {{ name }},\n\nThank you for your call.\n")
    desk.write(
        "c.txt",
        "\n".join(f"{word}: ______________\n" for word in "Name Street City State Zip Phone Job Date Pay".split()),
    )
    result = desk.run("check", "a.txt", "b.txt", "c.txt", "--format", "json")
    assert [letter["kind"] for letter in result.letters] == ["letter", "template", "form"]


def test_reader_overrides_the_suffix(desk: Desk) -> None:
    desk.write("letter.txt", "Thank *you* for your **call**.\n")
    assert desk.run("text", "letter.txt").out == "Thank *you* for your **call**.\n"
    assert "*" not in desk.run("text", "letter.txt", "--reader", "markdown").out


def test_reader_that_does_not_fit_is_an_unreadable_letter(pile: Desk) -> None:
    result = pile.run("check", "good.txt", "--reader", "word")
    assert result.code == 3
    assert result.one_line().startswith("good.txt: ")


# Layers of the glossary


@pytest.fixture(scope="session")
def layered(pile: Desk) -> Result:
    """Two layers over the built-in one: the second overrides and removes words of the first."""
    pile.write("first.yaml", glossary({"zorb": "must", "blick": "must", "quoof": "must"}))
    pile.write("layer/a.yaml", glossary({"Zorb": "note"}, say="gift"))
    pile.write("layer/b.yml", "kind: program-term\nremove: [Blick]\n")
    pile.write("layer/notes.txt", "not a glossary")
    pile.write("words.txt", "Your zorb came. The blick is here. The quoof left.\n")
    return pile.run("check", "words.txt", "--glossary", "first.yaml", "--glossary", "layer", "--format", "json")


def test_layer_adds(layered: Result) -> None:
    assert "quoof" in layered.terms()


def test_later_layer_overrides(layered: Result) -> None:
    zorb = layered.letters[0]["findings"][0]
    assert (zorb["text"], zorb["level"], zorb["suggestions"]) == ("zorb", "note", ["gift"])


def test_later_layer_removes(layered: Result) -> None:
    assert "blick" not in layered.terms()


def test_layer_removes_a_built_in_term(desk: Desk) -> None:
    desk.write("letter.txt", "Your arrears are $200.\n")
    desk.write("less.yaml", "kind: legal-term\nremove: [arrears]\n")
    assert desk.run("check", "letter.txt", "--format", "json").terms() == ["arrears"]
    assert desk.run("check", "letter.txt", "--format", "json", "--glossary", "less.yaml").terms() == []


# Configuration


def test_config_option(desk: Desk) -> None:
    desk.write("letter.txt", BAD)
    desk.write("set/office.toml", 'glossary = ["own.yaml"]\nfail-on = "never"\n[rules]\nprogram-term = "note"\n')
    desk.write("set/own.yaml", glossary({"zorb": "must"}))
    result = desk.run("check", "letter.txt", "--config", "set/office.toml", "--format", "json")
    zorb = [finding for finding in result.letters[0]["findings"] if finding["term"] == "zorb"]
    assert [finding["level"] for finding in zorb] == ["note"]
    assert result.code == 0


def test_nearest_config_above_the_working_folder(desk: Desk) -> None:
    desk.write("plainlang.toml", 'fail-on = "never"\nglossary = ["words.yaml"]\n')
    desk.write("deep/down/letter.txt", BAD)
    result = desk.run("check", "letter.txt", "--format", "json", cwd=desk.folder / "deep/down")
    assert result.terms() == ["zorb", "blick"]
    assert result.code == 0


def test_config_in_pyproject(desk: Desk) -> None:
    desk.write(
        "pyproject.toml", '[tool.plainlang]\nglossary = ["words.yaml"]\n[tool.plainlang.rules]\nprogram-term = false\n'
    )
    desk.write("letter.txt", BAD)
    assert desk.run("check", "letter.txt", "--format", "json").terms() == []


def test_fail_on_option_beats_the_config(desk: Desk) -> None:
    desk.write("plainlang.toml", 'fail-on = "never"\nglossary = ["words.yaml"]\n')
    desk.write("letter.txt", BAD)
    assert desk.run("check", "letter.txt", "--fail-on", "must").code == 1


def test_waived_finding_is_listed_with_its_reason(desk: Desk) -> None:
    desk.write("plainlang.toml", 'glossary = ["words.yaml"]\n[[waivers]]\nwords = "zorb"\nreason = "It is a name."\n')
    desk.write("letter.txt", "Your zorb came.\n")
    result = desk.run("check", "letter.txt", "--format", "json")
    assert result.code == 0
    (waived,) = result.letters[0]["waived"]
    assert list(waived) == [*FINDING_KEYS, "reason", "in_document"]
    assert (waived["text"], waived["reason"]) == ("zorb", "It is a name.")
    assert result.letters[0]["findings"] == []


# text, explain, rules


def test_text_prints_the_letter_and_nothing_else(desk: Desk) -> None:
    desk.write("letter.txt", "\ufeffDear José,\r\n\r\nThank you.\r\n")
    assert desk.run("text", "letter.txt") == Result(0, "Dear José,\n\nThank you.\n", "")


def test_text_of_a_missing_letter_exits_3(desk: Desk) -> None:
    result = desk.run("text", "missing.txt")
    assert result.code == 3
    assert result.one_line().startswith("missing.txt: ")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_explain_every_rule(pile: Desk, rule: Any) -> None:
    result = pile.run("explain", rule.id.upper())
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"## {rule.id}\n")
    assert rule.why in result.out


def test_explain_the_rule_about_the_whole_letter(desk: Desk) -> None:
    result = desk.run("explain", "reading-grade")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("## reading-grade\n")
    assert "`grade-limit`" in result.out


@pytest.mark.parametrize(
    ("words", "term"),
    [
        (("obligors",), "obligor"),
        (("OBLIGORS’",), "obligor"),
        (("an obligee's",), "obligee"),
        (("ARREARS ARE",), "arrears"),
        (("arrears", "are"), "arrears"),
        (("remitted",), "remit"),
        (("An IWO",), "IWO"),
    ],
)
def test_explain_words_as_a_report_prints_them(desk: Desk, words: tuple[str, ...], term: str) -> None:
    result = desk.run("explain", *words)
    assert (result.code, result.err) == (0, "")
    assert f"## {term}\n" in result.out


@pytest.mark.parametrize("name", ["zorb", "Zorb", "zorbs"])
def test_explain_a_term_of_a_layer_in_any_form(desk: Desk, name: str) -> None:
    result = desk.run("explain", name, "--glossary", "words.yaml")
    assert result.code == 0
    assert "## zorb" in result.out
    assert "thing" in result.out


@pytest.mark.parametrize("name", ["arrears", "arrearages"])
def test_explain_a_built_in_term(desk: Desk, name: str) -> None:
    result = desk.run("explain", name)
    assert result.code == 0
    assert result.out.startswith(f"## {name[:6]}")


@pytest.mark.parametrize("name", ["florble", "", "two\nlines"])
def test_explain_an_unknown_name(desk: Desk, name: str) -> None:
    result = desk.run("explain", name)
    assert (result.code, result.out) == (2, "")
    assert result.one_line().startswith(" ".join(name.split()))


def test_rules_lists_each_rule_on_a_line(desk: Desk) -> None:
    rules, checks = desk.run("rules").out.split("\n\n")
    lines = rules.splitlines()
    assert [line.split()[0] for line in lines] == [*(rule.id for rule in RULES), "reading-grade"]
    assert all(rule.title in line for rule, line in zip((*RULES, READING_GRADE), lines, strict=True))
    assert [line.split()[0] for line in checks.splitlines()] == [check.id for check in CHECKS]


# fix

FIXED = "Dear Parent,\r\n\r\nYour thing came. José\r\n"
UNFIXED = FIXED.replace("thing", "zorb")


def _fix(desk: Desk, *options: str) -> Result:
    desk.write("letter.txt", UNFIXED)
    return desk.run("fix", "letter.txt", "--glossary", "words.yaml", *options)


def _read(desk: Desk, name: str) -> str:
    return (desk.folder / name).read_bytes().decode()


def test_fix_writes_a_copy_beside_the_letter(desk: Desk) -> None:
    result = _fix(desk)
    assert (result.code, result.out) == (0, "")
    assert "letter.plain.txt" in result.one_line()
    assert _read(desk, "letter.plain.txt") == FIXED
    assert _read(desk, "letter.txt") == UNFIXED


@pytest.mark.parametrize("options", [(), ("-o", "letter.plain.txt"), ("-o", "letter.txt")])
def test_fix_overwrites_nothing(desk: Desk, options: tuple[str, ...]) -> None:
    desk.write("letter.plain.txt", "mine")
    result = _fix(desk, *options)
    assert result.code == 2
    assert result.one_line()
    assert _read(desk, "letter.plain.txt") == "mine"
    assert _read(desk, "letter.txt") == UNFIXED


def test_fix_output(desk: Desk) -> None:
    assert _fix(desk, "-o", "new.txt").code == 0
    assert _read(desk, "new.txt") == FIXED
    assert not (desk.folder / "letter.plain.txt").exists()


def test_fix_output_that_cannot_be_written_is_one_line(desk: Desk) -> None:
    result = _fix(desk, "-o", "no-such-folder/new.txt")
    assert result.one_line()
    assert result.code == 2


def test_fix_diff_writes_nothing(desk: Desk) -> None:
    result = _fix(desk, "--diff")
    assert result.code == 0
    changed = [line for line in result.out.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ["-Your zorb came. José", "+Your thing came. José"]
    assert sorted(path.name for path in desk.folder.iterdir()) == ["letter.txt", "words.yaml"]
    assert _read(desk, "letter.txt") == UNFIXED


def test_fix_in_place_keeps_the_mode_and_leaves_nothing_behind(desk: Desk) -> None:
    desk.write("letter.txt", UNFIXED).chmod(0o640)
    assert _fix(desk, "--in-place").code == 0
    assert _read(desk, "letter.txt") == FIXED
    assert (desk.folder / "letter.txt").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in desk.folder.iterdir()) == ["letter.txt", "words.yaml"]


@pytest.mark.parametrize(("options", "swapped"), [((), False), (("--notes",), True)])
def test_fix_takes_notes_when_asked(desk: Desk, options: tuple[str, ...], swapped: bool) -> None:
    desk.write("letter.txt", "Your quoof came.\n")
    result = desk.run("fix", "letter.txt", "--glossary", "words.yaml", "-o", "new.txt", *options)
    assert result.code == 0
    assert (desk.folder / "new.txt").exists() is swapped
    if swapped:
        assert _read(desk, "new.txt") == "Your thing came.\n"
    else:
        assert "nothing to swap" in result.err


def test_fix_refuses_two_ways_at_once(desk: Desk) -> None:
    result = _fix(desk, "--diff", "--in-place")
    assert result.code == 2
    assert result.one_line()
    assert _read(desk, "letter.txt") == UNFIXED


def test_fix_shows_the_words_of_a_word_letter_that_change(pile: Desk) -> None:
    result = pile.run("fix", "bad.docx", "--diff", "--glossary", "words.yaml")
    assert result.code == 0
    assert "\n-We are here to help. Your zorb came. The quoof left.\n" in result.out
    assert "\n+We are here to help. Your thing came. The quoof left.\n" in result.out


def test_fix_of_an_unreadable_letter_exits_3(pile: Desk) -> None:
    result = pile.run("fix", "empty.txt")
    assert result.code == 3
    assert result.one_line().startswith("empty.txt: ")


# Help


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_every_verb_shows_an_example(desk: Desk, verb: str) -> None:
    result = desk.run(verb, "--help")
    assert result.code == 0
    assert f"Example: plainlang {verb}" in result.out


def test_version(desk: Desk) -> None:
    assert desk.run("--version") == Result(0, f"plainlang {__version__}\n", "")


def _imported(desk: Desk, *args: str) -> set[str]:
    done = subprocess.run(
        desk.command(*args, python=("-X", "importtime")), cwd=desk.folder, env=desk.env, capture_output=True
    )
    lines = done.stderr.decode().splitlines()
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines if line.startswith("import time:")}


HEAVY = {"spacy", "textstat", "nltk", "lemminflect", "numpy"}


@pytest.mark.parametrize("args", [("--help",), ("--version",)])
def test_help_imports_nothing_heavy(desk: Desk, args: tuple[str, ...]) -> None:
    imported = _imported(desk, *args)
    assert "typer" in imported
    assert not imported & (HEAVY | {"pydantic"})


@pytest.mark.parametrize("args", [("check", "--help"), ("check",), ("check", "x", "--loud"), ("loud",)])
def test_usage_errors_import_nothing_heavy(desk: Desk, args: tuple[str, ...]) -> None:
    """typer itself brings pydantic in (from 0.29 on) as soon as it looks at a verb."""
    imported = _imported(desk, *args)
    assert "typer" in imported
    assert not imported & HEAVY


def test_a_check_imports_what_help_does_not(pile: Desk) -> None:
    (pile.folder / "passive.txt").write_text("Your case was closed in May. Please call us. Thank you for your help.\n")
    assert {"spacy", "textstat", "pydantic"} <= _imported(pile, "check", "passive.txt", "--no-cache")


# Pipes and terminals

ANSWERS = [
    ("--help",),
    ("rules",),
    ("explain", "acronym"),
    ("text", "bad.txt"),
    ("check", "bad.txt"),
    ("check", "bad.txt", "--format", "json"),
]


def _into_closed_pipe(desk: Desk, *args: str) -> tuple[int, str]:
    """Runs with a stdout that nobody reads any more: the moment that `| head -1` brings about."""
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(desk.command(*args), cwd=desk.folder, env=desk.env, stdout=write, stderr=subprocess.PIPE)
    finally:
        os.close(write)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("args", ANSWERS, ids=" ".join)
def test_closed_pipe_is_met_in_silence(pile: Desk, args: tuple[str, ...]) -> None:
    assert _into_closed_pipe(pile, *args)[1] == ""


def test_closed_pipe_is_not_a_finding(pile: Desk) -> None:
    assert _into_closed_pipe(pile, "rules")[0] == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("args", ANSWERS[1:], ids=" ".join)
def test_full_disk_is_one_line(pile: Desk, args: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(pile.command(*args), cwd=pile.folder, env=pile.env, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode not in (0, 1)
    assert Result(done.returncode, "", done.stderr.decode()).one_line()


@pytest.mark.parametrize(
    "args", [("explain", "acronym"), ("check", "bad.txt", "--glossary", "words.yaml")], ids=" ".join
)
def test_old_windows_encoding_of_stdout(pile: Desk, args: tuple[str, ...]) -> None:
    """A pipe on Windows speaks cp1252, which has no arrow."""
    done = subprocess.run(
        pile.command(*args), cwd=pile.folder, env=pile.env | {"PYTHONIOENCODING": "cp1252"}, capture_output=True
    )
    assert b"Traceback" not in done.stderr
    assert (done.returncode, done.stderr) == (int(args[0] == "check"), b"")


@pytest.mark.parametrize("args", ANSWERS, ids=" ".join)
def test_no_colours_in_a_pipe(pile: Desk, args: tuple[str, ...]) -> None:
    result = pile.run(*args, TERM="xterm-256color")
    assert "\x1b" not in result.out + result.err


def test_colours_at_a_terminal(pile: Desk) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    args = pile.command("check", "bad.txt", "--glossary", "words.yaml")
    with subprocess.Popen(args, cwd=pile.folder, env=pile.env | {"TERM": "xterm-256color"}, stdout=theirs) as process:
        os.close(theirs)
        shown = _all_of(ours)
    assert process.returncode == 1
    assert b"\x1b[" in shown


def _all_of(terminal: int) -> bytes:
    shown = b""
    while True:
        try:
            more = os.read(terminal, 4096)
        except OSError:  # Linux says EIO when the other side has gone
            more = b""
        if not more:
            os.close(terminal)
            return shown
        shown += more
