"""Which module writes which report; none is imported before its report is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from plainlang.finding import Level
from plainlang.report import Report
from plainlang.reporters.pieces import Piece

Render = Callable[[Iterable[Report]], str]
Draw = Callable[[Report], str]

RENDERERS = {
    "json": "plainlang.reporters.as_json:render",
    "jsonl": "plainlang.reporters.as_jsonl:render",
    "sarif": "plainlang.reporters.as_sarif:render",
    "junit": "plainlang.reporters.as_junit:render",
    "github": "plainlang.reporters.as_github:render",
}
"""Format -> module:function. Those for people are not here: they need to know the terminal, or the settings."""


PIECES = {
    "json": "plainlang.reporters.as_json:piece",
    "jsonl": "plainlang.reporters.as_jsonl:piece",
    "github": "plainlang.reporters.as_github:piece",
}
"""Format -> what draws one letter's piece, where the report is made of such pieces."""


def draw(form: str, report: Report) -> str:
    """A letter's piece of the report. `form`: a key of PIECES."""
    module, function = PIECES[form].split(":")
    write: Draw = getattr(import_module(module), function)
    return write(report)


def piece_of(report: Report, text: str = "") -> Piece:
    """A letter's piece of a report, with what was found in it counted."""
    levels = [finding.level for finding in report.findings]
    counts = (levels.count(Level.MUST), levels.count(Level.SHOULD), levels.count(Level.NOTE))
    return Piece(text, *counts, known=report.known, failed=report.error is not None)


def render(form: str, reports: Iterable[Report]) -> str:
    """All letters in one report, with a line end behind it where there is any. `form`: a key of RENDERERS."""
    module, function = RENDERERS[form].split(":")
    write: Render = getattr(import_module(module), function)
    text = write(reports)
    return text if not text or text.endswith("\n") else text + "\n"
