"""Which module writes which report; none is imported before its report is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from plainlang.report import Report

Render = Callable[[Iterable[Report]], str]

RENDERERS = {
    "json": "plainlang.reporters.as_json:render",
    "jsonl": "plainlang.reporters.as_jsonl:render",
    "sarif": "plainlang.reporters.as_sarif:render",
    "junit": "plainlang.reporters.as_junit:render",
    "github": "plainlang.reporters.as_github:render",
    "html": "plainlang.reporters.as_html:render",
}
"""Format -> module:function. The report for the terminal is not here: it needs to know the terminal."""


def render(form: str, reports: Iterable[Report]) -> str:
    """All letters in one report, with a line end behind it where there is any. `form`: a key of RENDERERS."""
    module, function = RENDERERS[form].split(":")
    write: Render = getattr(import_module(module), function)
    text = write(reports)
    return text if not text or text.endswith("\n") else text + "\n"
