"""The comment on the first line of a letter: the verdict, what helps most, and what only a person can answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plainlang.answer import Verdict
from plainlang.finding import Finding
from plainlang.letter import Kind, Letter, Remark
from plainlang.report import Report, Stale
from plainlang.sixty_minutes import Checked, Outcome, SixtyMinutes
from plainlang.spans import Span
from plainlang.word.reasons import LEVELS, in_short, on_one_line, quoted

OUTCOMES = {
    Outcome.NOT_READY: "Not ready",
    Outcome.NEEDS_WORK: "Needs work",
    Outcome.READY_FOR_QUESTIONS: "Good so far: only the questions are left",
    Outcome.PASSES: "Passes",
    Outcome.NOT_APPLICABLE: "Not tested",
}
FIRST = "Mend first:"
SMALL = "Small things that would help:"
ELSEWHERE = "In headers, footers, notes and text boxes:"
HOW = "To take a change: Review > Accept. To leave it out: Review > Reject. Delete our comments when you are done."
HOW_WITHOUT_CHANGES = "Delete our comments when you are done."
_QUOTED = 40
_MOST_FIXES = 3
_MOST_QUOTES = 3
_PLAIN_WORDS = "plain-words"
"""The check about words that have comments of their own."""
_PARTS = {"header": "Header", "footer": "Footer", "footnotes": "Note", "endnotes": "Note"}
_PLACES = {Kind.HEADER: "Header", Kind.FOOTER: "Footer", Kind.FOOTNOTE: "Note"}


class Elsewhere(NamedTuple):
    """A finding that no comment can be tied to. changed: its words are a tracked change."""

    finding: Finding
    changed: bool


class Idle(NamedTuple):
    """A comment to plainlang that keeps nothing, as the letter holds it; None where it cannot be told which it is."""

    stale: Stale
    remark: Remark | None


def summary(
    report: Report, findings: Sequence[Finding], *, elsewhere: Sequence[Elsewhere], idle: Sequence[Idle], changes: int
) -> list[str]:
    """The paragraphs of the comment on the first line.

    findings: those that are shown. idle: comments to plainlang that get no comment of ours. changes: how many tracked
    changes the copy holds.
    """
    assert report.letter is not None
    return [
        _verdict(report.sixty_minutes),
        _counted(report, findings),
        *_to_mend(report),
        *_questions(report),
        *_outside(report.letter, elsewhere),
        *(_told_of(one) for one in idle),
        HOW if changes else HOW_WITHOUT_CHANGES,
    ]


def _verdict(test: SixtyMinutes | None) -> str:
    return (
        "plainlang read this letter." if test is None else f"60 Minutes test: {OUTCOMES[test.outcome]}. {test.reason}"
    )


def _counted(report: Report, findings: Sequence[Finding]) -> str:
    counts = {level: sum(finding.level is level for finding in findings) for level in LEVELS}
    told = [f"{LEVELS[level].lower()}: {count}" for level, count in counts.items() if count]
    scores = report.readability
    grade = "" if scores is None or scores.grade is None else f" Reading grade: {scores.grade:g}."
    return (f"Words that {', '.join(told)}." if told else "No words to change.") + grade


def _to_mend(report: Report) -> list[str]:
    test, letter = report.sixty_minutes, report.letter
    if test is None or letter is None:
        return []
    fixes = [_fix(letter, one) for one in test.fixes if one.check.id != _PLAIN_WORDS]
    heading = FIRST if test.outcome in (Outcome.NOT_READY, Outcome.NEEDS_WORK) else SMALL
    lines = [heading, *(f"• {fix}" for fix in fixes[:_MOST_FIXES])] if fixes else []
    return [*lines, f"Good: {test.strength}"] if test.strength else lines


def _fix(letter: Letter, one: Checked) -> str:
    words = _shown(letter, one)
    known = not words or words in one.answer.message
    return one.answer.message if known else f"“{words}”: {one.answer.message}"


def _questions(report: Report) -> list[str]:
    test, letter = report.sixty_minutes, report.letter
    if test is None or letter is None or not test.questions or test.outcome is Outcome.PASSES:
        return []
    once = enumerate(dict.fromkeys(test.questions), 1)
    return ["Only you can answer:", *(f"{at}. {_question(letter, test, question)}" for at, question in once)]


def _question(letter: Letter, test: SixtyMinutes, question: str) -> str:
    asked = (one for one in test.checked if one.answer.verdict is Verdict.ASK and one.answer.message == question)
    words = next((_shown(letter, one) for one in asked), "")
    return question if not words or words in question else f"{question} “{words}”"


def _shown(letter: Letter, one: Checked) -> str:
    return quoted(letter, one.answer.evidence[0], most=_QUOTED) if one.answer.evidence else ""


def _outside(letter: Letter, elsewhere: Iterable[Elsewhere]) -> list[str]:
    """A line for each reason, with the words it is about."""
    told: dict[str, list[Finding]] = {}
    for finding, changed in elsewhere:
        told.setdefault(in_short(finding, changed=changed), []).append(finding)
    lines = [_reason(letter, reason, findings) for reason, findings in told.items()]
    return [ELSEWHERE, *lines] if lines else []


def _reason(letter: Letter, reason: str, findings: Sequence[Finding]) -> str:
    places = ", ".join(dict.fromkeys(place(letter, finding.span) for finding in findings))
    words = list(dict.fromkeys(f"“{quoted(letter, finding.span, most=_QUOTED)}”" for finding in findings))
    more = " …" if len(words) > _MOST_QUOTES else ""
    times = f" ({len(findings)} times)" if len(findings) > 1 else ""
    return f"• {places}: {', '.join(words[:_MOST_QUOTES])}{more}{times}. {reason}"


def _told_of(idle: Idle) -> str:
    place = idle.stale.place
    part = (place.part or "").rpartition("/")[2]
    where = next((named for start, named in _PARTS.items() if part.startswith(start)), f"Paragraph {place.paragraph}")
    return f"• {where}: {remark_quoted(idle.remark)}. {idle.stale.message}"


def remark_quoted(remark: Remark | None) -> str:
    """A comment to plainlang in quotes, cut where it is long."""
    return "a comment to plainlang" if remark is None else f"“plainlang: {on_one_line(remark.text, most=_QUOTED)}”"


def place(letter: Letter, span: Span) -> str:
    """Where words stand that no comment can be tied to: "Header", "Footer", "Note" or "Text box"."""
    around = (block for block in letter.blocks if block.span.start <= span.start <= block.span.end)
    block = next(around, None)
    return "Text box" if block is None else _PLACES.get(block.kind, "Text box")
