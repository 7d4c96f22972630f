"""How a worker judges one letter: check, row and page."""

from __future__ import annotations

import json
import zlib

from plainlang.audit.page import page_of
from plainlang.audit.row import Row
from plainlang.audit.rows import plain_words, row_of
from plainlang.audit.workers import JudgeLetter, Setup
from plainlang.checking import SixtyMinutesRun, check
from plainlang.errors import PlainlangError
from plainlang.facts.profile import Reader
from plainlang.glossary.compiled import Glossary, from_json
from plainlang.report import Report
from plainlang.sixty_answers import load_answers

_HOME = "../index.html"
"""The dashboard, seen from a letter's page."""


def unpacked(glossary: bytes) -> Glossary:
    """The glossary that was packed as JSON for the way to the workers."""
    return from_json(json.loads(zlib.decompress(glossary)))


def make_judge(setup: Setup) -> JudgeLetter:
    """The function that judges letters in the way `setup` asks for."""
    glossary = unpacked(setup.glossary)
    plain = plain_words(glossary)

    def judge_letter(path: str, data: bytes, digest: str) -> tuple[Row, str]:
        report = _report(path, data, glossary, setup)
        row = row_of(report, digest, plain)
        return row, page_of(report, row, home=_HOME) if setup.pages else ""

    return judge_letter


def _report(path: str, data: bytes, glossary: Glossary, setup: Setup) -> Report:
    try:
        test = SixtyMinutesRun(Reader(setup.to) if setup.to else None, None, load_answers(path))
    except PlainlangError as refusal:
        return Report(path=path, kind=setup.kind or "letter", error=refusal)
    return check(
        path,
        data,
        glossary,
        setup.settings,
        kind=setup.kind,
        reader=setup.reader,
        today=setup.today,
        test=test,
    )
