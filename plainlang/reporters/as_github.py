"""The report as workflow commands: GitHub shows each as an annotation beside its line.

One line is one command, and nothing of a letter can begin another: line ends, `%`, and in properties `:` and `,`, are
escaped in the way of GitHub's own runner (actions/runner, ActionCommand.cs). GitHub draws ten annotations of each kind
for a step and leaves the others in the log, so the graver ones come first. Logs are read by more people than letters
are: see `discreet`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from plainlang.finding import Finding, Level
from plainlang.report import Report
from plainlang.reporters.discreet import Discretion
from plainlang.reporters.pieces import Piece, as_github
from plainlang.reporters.places import where
from plainlang.reporters.regions import path_from_here, region
from plainlang.reporters.signs import one_line
from plainlang.sixty_minutes import Outcome

_COMMAND = {Level.MUST: "error", Level.SHOULD: "warning", Level.NOTE: "notice"}
_SAID = {
    Outcome.NOT_READY: "Not ready.",
    Outcome.NEEDS_WORK: "Needs work.",
    Outcome.READY_FOR_QUESTIONS: "Good so far: only the questions are left.",
    Outcome.PASSES: "Passes.",
    Outcome.NOT_APPLICABLE: "Not tested.",
}


class Command(NamedTuple):
    """A workflow command: its name, its properties in their order, and what it says."""

    name: str
    properties: Mapping[str, str | int]
    message: str

    def __str__(self) -> str:
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in self.properties.items())
        return f"::{self.name} {properties}::{_data(one_line(self.message))}"


def render(reports: Iterable[Report]) -> str:
    """A command on each line: what could not be read, the findings, and a notice with each letter's verdict."""
    return as_github(Piece(piece(report)) for report in reports)


def piece(report: Report) -> str:
    """The commands of one letter, a line each."""
    return "\n".join(str(command) for command in _commands(report))


def _commands(report: Report) -> Iterator[Command]:
    """A letter's verdict goes before its notes, since both are notices."""
    path = path_from_here(report.path)
    if report.error is not None:
        yield Command("error", {"file": path, "title": "Not checked"}, report.error.message)
    yield from _verdict(report, path)
    if report.letter is not None:
        discretion = Discretion(report.letter)
        for finding in report.findings:
            yield _command(report, path, finding, discretion)
    for stale in report.stale:
        line = {} if stale.place.line is None or stale.place.part else {"line": stale.place.line}
        yield Command("warning", {"file": path, **line, "title": "Comment to plainlang"}, stale.message)


def _command(report: Report, path: str, finding: Finding, discretion: Discretion) -> Command:
    assert report.letter is not None
    better = " | ".join(f"“{words}”" for words in discretion.suggestions(finding))
    message = discretion.finding(finding) + (f" Better: {better}" if better else "")
    lines = region(report.letter, finding.span)
    if lines is None:
        spot = where(report.letter.map.place(finding.span), column=False)
        message = f"{spot[:1].upper()}{spot[1:]}: {message}"
    return Command(_COMMAND[finding.level], {"file": path, **_lines(lines), "title": finding.rule}, message)


def _lines(found: Mapping[str, int] | None) -> dict[str, int]:
    """Lines, and the columns where both are on one line: GitHub takes no others."""
    if found is None:
        return {}
    line, end = found["startLine"], found["endLine"]
    if line != end:
        return {"line": line, "endLine": end}
    return {"line": line, "col": found["startColumn"], "endLine": end, "endColumn": found["endColumn"]}


def _verdict(report: Report, path: str) -> Iterator[Command]:
    test = report.sixty_minutes
    if test is not None and (test.outcome is not Outcome.NOT_APPLICABLE or report.kind == "letter"):
        yield Command("notice", {"file": path, "title": "60 Minutes test"}, f"{_SAID[test.outcome]} {test.reason}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Signs that some log readers take for a line end, or a terminal for a command, become question marks."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() or sign in "\r\n" else "?" for sign in text)
    return _data(text).replace(":", "%3A").replace(",", "%2C")
