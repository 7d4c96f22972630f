"""The report as JSON lines: one compact object for each letter, in the shape of `plainlang/report/1`."""

from __future__ import annotations

import json
from collections.abc import Iterable

from plainlang import __version__
from plainlang.report import Report
from plainlang.reporters.as_json import letter_dict
from plainlang.reporters.pieces import SCHEMA
from plainlang.reporters.signs import json_safe


def render(reports: Iterable[Report]) -> str:
    """One line for each letter; each can be read without the others. Empty for no letters."""
    return "".join(f"{piece(report)}\n" for report in reports)


def piece(report: Report) -> str:
    """A letter's line, without its end."""
    content = {"schema": SCHEMA, "version": __version__, **letter_dict(report)}
    return json_safe(json.dumps(content, ensure_ascii=False, separators=(",", ":")))
