"""What the comments of a review say, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plainlang.answer import Verdict
from plainlang.finding import Finding, Level
from plainlang.letter import Block, Kind, Letter
from plainlang.report import Report
from plainlang.sixty_minutes import Checked, Outcome, SixtyMinutes

LEVELS = {Level.MUST: "Must change", Level.SHOULD: "Should change", Level.NOTE: "Worth a look"}
OUTCOMES = {
    Outcome.NOT_READY: "Not ready",
    Outcome.NEEDS_WORK: "Needs work",
    Outcome.READY_FOR_QUESTIONS: "Ready for your questions",
    Outcome.PASSES: "Passes",
    Outcome.NOT_APPLICABLE: "Not tested",
}
_BY_HAND = "The words are not changed here: a field, a link or a line end stands in the way. Change them by hand."
_ELSEWHERE = "Where Word keeps no comments (headers, footers, notes, text boxes):"
_HOW = "To take a change: Review > Accept. To leave it out: Review > Reject."
_DONE = "Delete our comments when you are done."
_QUOTED = 72
_PLACES = {Kind.HEADER: "Header", Kind.FOOTER: "Footer", Kind.FOOTNOTE: "Note"}


def label(finding: Finding) -> str:
    """The level and the rule: "Must change · legal term"."""
    return f"{LEVELS[finding.level]} · {finding.rule.replace('-', ' ')}"


class Reasons:
    """Says why words should change: in full the first time, in short when the same comes again."""

    def __init__(self, letter: Letter) -> None:
        self._letter = letter
        self._told: set[tuple[str, str]] = set()

    def lines(self, finding: Finding, *, changed: bool) -> list[str]:
        """The paragraphs of the comment on a finding. changed: its words are a tracked change."""
        subject = (quoted(self._letter, finding).lower(), finding.message)
        choices = " or ".join(suggestion or "(leave it out)" for suggestion in finding.suggestions)
        by_hand = [_BY_HAND] if finding.suggestions and not changed else []
        if subject in self._told:
            return [f"As above: {label(finding)}." + (f" {choices}" if choices else ""), *by_hand]
        self._told.add(subject)
        options = [f"{'or ' if number else 'Say: '}{words or '(leave it out)'}" for number, words in _told(finding)]
        return [label(finding), finding.message, *options, *by_hand]


def _told(finding: Finding) -> Iterable[tuple[int, str]]:
    return enumerate(finding.suggestions)


def summary(
    report: Report, findings: Sequence[Finding], *, elsewhere: Iterable[tuple[Finding, str | None]]
) -> list[str]:
    """The paragraphs of the comment on the first line.

    findings: those that are shown. elsewhere: findings that no comment can be tied to, each with the words that take
    the place of its own ("": they are left out; None: nothing is changed).
    """
    assert report.letter is not None
    lines = [_counted(findings), *_grade(report), *_tested(report)]
    lines += _outside(report.letter, elsewhere)
    lines += [stale.message for stale in report.stale]
    return [line for line in [*lines, f"{_HOW} {_DONE}"] if line]


def _counted(findings: Sequence[Finding]) -> str:
    counts = {level: sum(finding.level is level for finding in findings) for level in LEVELS}
    told = [f"{LEVELS[level].lower()}: {count}" for level, count in counts.items() if count]
    return (
        f"plainlang read this letter. Words that {', '.join(told)}."
        if told
        else ("plainlang read this letter and found no words to change.")
    )


def _grade(report: Report) -> list[str]:
    scores = report.readability
    return [] if scores is None or scores.grade is None else [f"Reading grade: {scores.grade:g}."]


def _tested(report: Report) -> list[str]:
    test, letter = report.sixty_minutes, report.letter
    if test is None or letter is None:
        return []
    lines = [f"60 Minutes test: {OUTCOMES[test.outcome]}. {test.reason}"]
    fixes = [_fix(letter, one) for one in test.fixes]
    lines += ["Mend first:", *(f"• {fix}" for fix in fixes)] if fixes else []
    lines += [f"Good: {test.strength}"] if test.strength else []
    if test.questions and test.outcome is not Outcome.PASSES:
        asked = (f"{at}. {_question(letter, test, question)}" for at, question in enumerate(test.questions, 1))
        lines += ["Only you can answer:", *asked]
    return lines


def _fix(letter: Letter, one: Checked) -> str:
    words = _shown(letter, one)
    known = not words or words in one.answer.message
    return one.answer.message if known else f"“{words}”: {one.answer.message}"


def _question(letter: Letter, test: SixtyMinutes, question: str) -> str:
    asked = (one for one in test.checked if one.answer.verdict is Verdict.ASK and one.answer.message == question)
    words = next((_shown(letter, one) for one in asked), "")
    return f"{question} “{words}”" if words else question


def _shown(letter: Letter, one: Checked) -> str:
    span = one.answer.evidence[0] if one.answer.evidence else None
    return "" if span is None else _one_line(letter.text[span.start : span.end])


def _outside(letter: Letter, elsewhere: Iterable[tuple[Finding, str | None]]) -> list[str]:
    lines = []
    for finding, words in elsewhere:
        change = "" if words is None else f" → “{words}”" if words else " (left out)"
        where = place(letter, finding)
        lines.append(f"• {where}: “{quoted(letter, finding)}”{change}. {label(finding)}: {finding.message}")
    return [_ELSEWHERE, *lines] if lines else []


def place(letter: Letter, finding: Finding) -> str:
    """Where words stand that no comment can be tied to: "Header", "Footer", "Note" or "Text box"."""
    block = next((block for block in letter.blocks if block.span.overlaps(finding.span)), None)
    return _PLACES.get(block.kind, "Text box") if isinstance(block, Block) else "Text box"


def quoted(letter: Letter, finding: Finding) -> str:
    """The words of a finding on one line."""
    return _one_line(letter.text[finding.span.start : finding.span.end])


def _one_line(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _QUOTED else f"{flat[: _QUOTED - 1]}…"
