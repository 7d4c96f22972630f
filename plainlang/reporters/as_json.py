"""The report as JSON, schema plainlang/report/1: the contract other people's scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from textwrap import indent
from typing import Any

from plainlang import __version__
from plainlang.checks.check import Part
from plainlang.finding import Finding
from plainlang.letter import Letter
from plainlang.readability import Readability
from plainlang.report import Report
from plainlang.reporters.pieces import Piece, as_json
from plainlang.sixty_minutes import Checked, Outcome


def render(reports: Iterable[Report]) -> str:
    """One JSON document for all letters."""
    return as_json((Piece(piece(report)) for report in reports), __version__)


def piece(report: Report) -> str:
    """One letter's part of the document, indented as it stands there."""
    return indent(json.dumps(letter_dict(report), indent=2, ensure_ascii=False), "    ")


def letter_dict(report: Report) -> dict[str, Any]:
    """One letter's part of the document."""
    error = report.error
    letter = report.letter
    return {
        "path": report.path,
        "kind": report.kind,
        "error": None if error is None else {"code": error.code, "message": error.message},
        "findings": [_finding_dict(letter, finding) for finding in report.findings if letter],
        "known": report.known,
        "waived": [
            {**_finding_dict(letter, waived.finding), "reason": waived.reason, "in_document": waived.in_document}
            for waived in report.waived
            if letter
        ],
        "stale_waivers": [
            {"state": str(stale.state), "message": stale.message, "place": stale.place.as_dict()}
            for stale in report.stale
        ],
        "left_out": list(letter.left_out) if letter else [],
        "readability": asdict(report.readability or Readability(words=0, sentences=0)),
        "sixty_minutes": sixty_minutes_dict(report),
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


def sixty_minutes_dict(report: Report) -> dict[str, Any]:
    """The 60 Minutes test of one letter: the verdict, the answers by part, and what a person should know of them."""
    test = report.sixty_minutes
    if test is None or report.letter is None:
        return {"verdict": str(Outcome.NOT_APPLICABLE), **{str(part): [] for part in Part}}
    text = report.letter.text
    return {
        "verdict": str(test.outcome),
        **{str(part): [_answer_dict(text, one) for one in test.of_part(part)] for part in Part},
        "reason": test.reason,
        "scores": {str(part): score for part, score in (test.scores or {}).items()},
        "fixes": [one.check.id for one in test.fixes],
        "strength": test.strength,
        "questions": list(test.questions),
        "reader": None
        if test.profile is None
        else {
            "kind": str(test.profile.reader),
            "adverse": test.profile.adverse,
            "guessed": test.profile.guessed,
        },
    }


def _answer_dict(text: str, one: Checked) -> dict[str, Any]:
    return {
        "check": one.check.id,
        "answer": str(one.answer.verdict),
        "message": one.answer.message,
        "evidence": [
            {"start": span.start, "end": span.end, "text": text[span.start : span.end]} for span in one.answer.evidence
        ],
    }
