"""The page of one letter of an audit: its verdict, what to mend first, the letter with its marks, the questions.

An audit draws thousands of them, so that a page costs well under a millisecond. It needs no script, and asks nobody for
anything.
"""

from __future__ import annotations

import re
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from plainlang import __version__
from plainlang.answer import Verdict
from plainlang.audit.cards import safe
from plainlang.audit.row import Row
from plainlang.audit.sheet import Sheet, draw
from plainlang.letter import Letter
from plainlang.report import Report
from plainlang.reporters.as_html_words import LEVELS, OUTCOMES, PARTS, counted, on_one_line, read_as, seen
from plainlang.sixty_minutes import Checked, Outcome, SixtyMinutes

_COMMON_GRADE = 8
"""Half of all adults read at this grade or below (checks/easy_to_read.py)."""


def page_of(report: Report, row: Row, *, home: str) -> str:
    """The page of a letter, self-contained. `home`: the relative link to the dashboard.

    Of a letter that could not be read it gives the reason alone.
    """
    folder, _, name = seen(row.path).replace("\\", "/").rpartition("/")
    where = f'<p class="muted small"><bdi>{safe(folder)}</bdi></p>' if folder else ""
    body = _unread(report, row) if report.letter is None else _read(report, report.letter, row)
    before, after = _frame()
    return (
        f"{before}<title>{safe(name)}: {_said(report)}, plainlang</title></head><body>"
        f'<header><nav aria-label="Audit"><a href="{escape(home)}">All letters of this audit</a></nav></header>'
        f"<main><h1><bdi>{safe(name)}</bdi></h1>{where}{body}</main>{after}"
    )


@lru_cache(maxsize=1)
def _frame() -> tuple[str, str]:
    """What stands in front of the title, and behind the main part: the same on every page."""
    css = _style()
    digest = b64encode(sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    before = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f'<meta name="generator" content="plainlang {__version__}"><style>{css}</style>'
    )
    after = f'<footer><p class="muted small">Made by plainlang {__version__}. This page loads and sends nothing.</p>'
    return before, f"{after}</footer></body></html>\n"


def _style() -> str:
    """The colours of the report's own page, and the little that a page of an audit needs beside them."""
    report, ours = files("plainlang.reporters") / "page.css", files("plainlang.audit") / "letter_page.css"
    colours, _, _ = report.read_text("utf-8").partition("*, ::before")
    css = f"{colours}{ours.read_text('utf-8')}".replace("\r\n", "\n")
    return re.sub(r"\n\s*", "\n", css)


def _said(report: Report) -> str:
    """The verdict in a few words."""
    if report.letter is None:
        return "Could not be checked"
    if report.sixty_minutes is not None:
        return OUTCOMES[report.sixty_minutes.outcome]
    return f"{counted(len(report.findings), 'place')} to look at" if report.findings else "Nothing to change"


def _unread(report: Report, row: Row) -> str:
    why = row.error or (report.error.message if report.error else "")
    said = '<p class="said"><strong>Could not be checked</strong></p>'
    return f'<div class="verdict not-ready">{said}<p>{safe(why)}</p></div>'


def _read(report: Report, letter: Letter, row: Row) -> str:
    sheet, test = draw(letter, report.findings), report.sixty_minutes
    marks = f'<ol class="cards" aria-label="What is marked">{"".join(sheet.cards)}</ol>' if sheet.cards else ""
    paper = sheet.letter or '<p class="muted">There are no words in this letter.</p>'
    left_out = "".join(f"<p>{safe(line)}</p>" for line in letter.left_out)
    return (
        f"{_verdict(report, row)}{_first(letter, test, sheet)}{_scores(row)}"
        f"<section><h2>The letter</h2>{left_out}{_LEGEND if marks else ''}"
        f'<div class="side{"" if marks else " alone"}"><div class="paper">{paper}</div>{marks}</div></section>'
        f"{_rest(letter, test, sheet) if test else ''}"
    )


_LEGEND = "<p>Choose marked words to see why, and what to say instead.</p>"


def _verdict(report: Report, row: Row) -> str:
    test = report.sixty_minutes
    tone = test.outcome if test else "note"
    lines = [f'<p class="said">{"60 Minutes test: " if test else ""}<strong>{_said(report)}</strong></p>']
    if test:
        lines += [f"<p>{safe(test.reason)}</p>"]
        lines += [f'<p class="muted">{safe(read_as(test))}</p>'] if test.profile else []
    lines.append(
        f'<p class="muted">Weight in the audit: {row.weight:g}. The heavier a letter, the sooner to rewrite it.</p>'
    )
    return f'<div class="verdict {tone}">{"".join(lines)}</div>'


def _first(letter: Letter, test: SixtyMinutes | None, sheet: Sheet) -> str:
    if test is None or not test.fixes:
        return ""
    return f'<section><h2>What to mend first</h2><ol class="advice">{_advice(letter, test.fixes, sheet)}</ol></section>'


def _advice(letter: Letter, answers: Iterable[Checked], sheet: Sheet) -> str:
    return "".join(f"<li>{_one(letter, answer, sheet)}</li>" for answer in answers)


def _one(letter: Letter, answer: Checked, sheet: Sheet) -> str:
    """What an answer says, with the first words it rests on and the way to them."""
    message = f"<p>{safe(answer.answer.message)}</p>"
    if not answer.answer.evidence:
        return message
    start, end = answer.answer.evidence[0]
    words = on_one_line(letter.text[start:end])
    quote = f'<p class="quote"><q><bdi>{safe(words)}</bdi></q></p>' if words else ""
    block = bisect_right(sheet.starts, start)
    where = f'<p><a class="to-place" href="#b{block}">Show it in the letter</a></p>' if block else ""
    return f"{quote}{message}{where}"


def _scores(row: Row) -> str:
    parts = "".join(_bar(PARTS[part], row.scores.get(part)) for part in PARTS) if row.scores else ""
    bars = f'<dl>{parts}</dl><p class="muted small">Each part of the test counts to 100.</p>' if parts else ""
    counts = {"must": row.must, "should": row.should, "note": row.note}
    tally = "".join(
        f'<li class="{level}"><b>{counts[level]}</b> <span class="line">{words}</span></li>'
        for level, words in LEVELS.items()
    )
    size = f"{counted(row.words, 'word')}, {counted(row.sentences, 'sentence')}."
    grade = (
        "No sentences to score."
        if row.grade is None
        else (
            f"<b>Reading grade {row.grade:g}.</b> Half of all adults read at {_COMMON_GRADE} or below. Lower is easier."
        )
    )
    return (
        f'<section><h2>Scores</h2><div class="two">{f"<div>{bars}</div>" if bars else ""}'
        f'<div><ul class="tally">{tally}</ul><p>{grade}</p><p class="muted">{size}</p></div></div></section>'
    )


def _bar(name: str, score: int | None) -> str:
    if score is None:
        return f'<div class="score"><dt>{name}</dt><dd class="muted">nothing to judge</dd></div>'
    return (
        f'<div class="score"><dt>{name}</dt><dd><b>{score}</b><svg height="10" aria-hidden="true" focusable="false">'
        f'<rect class="track" width="100%" height="10" rx="3"/><rect class="fill" width="{score}%" height="10" rx="3"/>'
        "</svg></dd></div>"
    )


def _rest(letter: Letter, test: SixtyMinutes, sheet: Sheet) -> str:
    more = [one for one in test.checked if one.answer.verdict is Verdict.FAIL and one not in test.fixes]
    parts = []
    if more:
        parts.append(
            f'<section><h2>What else to mend</h2><ul class="advice">{_advice(letter, more, sheet)}</ul></section>'
        )
    if test.strength:
        parts.append(f"<section><h2>What is good</h2><p>{safe(test.strength)}</p></section>")
    if test.questions:
        said = (
            "Somebody said yes to all of these."
            if test.outcome is Outcome.PASSES
            else ("A letter may go out when you can say yes to each one.")
        )
        asked = "".join(f"<li>{safe(question)}</li>" for question in test.questions)
        parts.append(f'<section><h2>Only you can answer</h2><p>{said}</p><ol class="questions">{asked}</ol></section>')
    return "".join(parts)
