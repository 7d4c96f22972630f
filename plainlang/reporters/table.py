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
}
"""Format -> module:function. Those for people are not here: they need to know the terminal, or the settings."""


def render(form: str, reports: Iterable[Report]) -> str:
    """All letters in one report, with a line end behind it where there is any. `form`: a key of RENDERERS."""
    module, function = RENDERERS[form].split(":")
    write: Render = getattr(import_module(module), function)
    text = write(reports)
    return text if not text or text.endswith("\n") else text + "\n"
