"""The report as JSON, schema plainlang/report/1: the contract other people's scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from plainlang import __version__
from plainlang.finding import Finding
from plainlang.letter import Letter
from plainlang.readability import Readability
from plainlang.report import Report

SCHEMA = "plainlang/report/1"
_NOT_JUDGED = {"verdict": "not-applicable", "accurate": [], "informative": [], "empathetic": [], "plain": []}
"""No check of the 60 Minutes test exists yet; the key stands so that readers of the JSON need not change."""


def render(reports: Iterable[Report]) -> str:
    """One JSON document for all letters."""
    content = {"schema": SCHEMA, "version": __version__, "letters": [letter_dict(report) for report in reports]}
    return json.dumps(content, indent=2, ensure_ascii=False)


def letter_dict(report: Report) -> dict[str, Any]:
    """One letter's part of the document."""
    error = report.error
    letter = report.letter
    return {
        "path": report.path,
        "kind": report.kind,
        "error": None if error is None else {"code": error.code, "message": error.message},
        "findings": [_finding_dict(letter, finding) for finding in report.findings if letter],
        "waived": [
            {**_finding_dict(letter, waived.finding), "reason": waived.reason} for waived in report.waived if letter
        ],
        "readability": asdict(report.readability or Readability(words=0, sentences=0)),
        "sixty_minutes": _NOT_JUDGED,
    }


def _finding_dict(letter: Letter, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": str(finding.level),
        "start": finding.span.start,
        "end": finding.span.end,
        "text": letter.text[finding.span.start : finding.span.end],
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "term": finding.term,
        "place": letter.map.place(finding.span).as_dict(),
    }
