"""The report for people at a terminal: the sentence, the words underlined, the plain words under them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from plainlang.finding import Finding, Level
from plainlang.letter import Letter
from plainlang.report import Report
from plainlang.reporters.pieces import Piece, left_out, summary
from plainlang.reporters.places import where
from plainlang.reporters.table import piece_of
from plainlang.spans import Span

_STYLE = {Level.MUST: "bold red", Level.SHOULD: "yellow", Level.NOTE: "cyan"}
_LABEL = {Level.MUST: "must change", Level.SHOULD: "should change", Level.NOTE: "worth a look"}
_WIDEST = 100


def render(reports: Sequence[Report], console: Console) -> None:
    """Draws every letter and a summary. Letters that could not be read are named on stderr by the caller."""
    for report in reports:
        if report.letter is not None:
            draw_letter(report, console)
    draw_summary([piece_of(report) for report in reports], console)


def draw_letter(report: Report, console: Console) -> None:
    """A letter with its findings and the verdict of the 60 Minutes test."""
    assert report.letter is not None
    letter = report.letter
    console.print(Text(report.path, style="bold"), Text(_scores(report), style="dim"))
    for line in letter.left_out:
        console.print(Text(f"  {_one_line(line)}", style=_STYLE[Level.SHOULD]))
    told: set[tuple[str, str]] = set()
    for context, findings in _by_sentence(report):
        _draw_sentence(letter, context, findings, console)
        for finding in findings:
            _draw_advice(letter, finding, told, console)
    notes = [finding for finding in report.findings if finding.level is Level.NOTE]
    if notes:
        console.print(Text("\n  Worth a look:", style=_STYLE[Level.NOTE]))
        for group in _grouped(letter, notes):
            console.print(_note_line(letter, group))
    if report.sixty_minutes is not None:
        from plainlang.reporters.sixty import draw_briefly

        draw_briefly(report, console)
    _draw_waivers(report, console)
    console.print()


def _draw_waivers(report: Report, console: Console) -> None:
    own = sum(waived.in_document for waived in report.waived)
    for said, count in (("settings say", len(report.waived) - own), ("document says", own)):
        if count:
            console.print(Text(f"\n  Kept, as the {said}: {count}", style="dim"))
    for stale in report.stale:
        console.print(Text(f"\n  {where(stale.place)}: {stale.message}", style=_STYLE[Level.SHOULD]))


def _scores(report: Report) -> str:
    scores = report.readability
    if scores is None or scores.grade is None:
        return "no sentences to score"
    sentences = "1 sentence" if scores.sentences == 1 else f"{scores.sentences} sentences"
    return f"{scores.words} words, {sentences}, reading grade {scores.grade:g}"


def _by_sentence(report: Report) -> list[tuple[Span, list[Finding]]]:
    """The sentences that need a change, each once, with its findings of level must and should."""
    groups: dict[Span, list[Finding]] = {}
    for finding in report.findings:
        if finding.level is not Level.NOTE:
            groups.setdefault(report.sentence_at(finding.span.start), []).append(finding)
    return list(groups.items())


def _grouped(letter: Letter, findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings that say the same about the same words, to be shown once with all their places."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_subject(letter, finding), []).append(finding)
    return list(groups.values())


def _subject(letter: Letter, finding: Finding) -> tuple[str, str]:
    words = letter.text[finding.span.start : finding.span.end].lower()
    return finding.rule, finding.term or " ".join(words.split())


def _draw_sentence(letter: Letter, context: Span, findings: Sequence[Finding], console: Console) -> None:
    """The sentence with its words underlined; without colours, a row of carets stands under them."""
    there = where(letter.map.place(findings[0].span))
    console.print(Text(f"\n  {there}", style="dim"))
    sentence = letter.text[context.start : context.end]
    flat = "".join(char if char.isprintable() else " " for char in sentence)
    at = 0
    for line in _wrapped(flat, min(console.width, _WIDEST) - 6):
        _draw_line(line, context.start + at, findings, console)
        at += len(line)


def _draw_line(line: str, start: int, findings: Sequence[Finding], console: Console) -> None:
    text = Text(f"    {line}")
    carets = [" "] * (4 + len(line))
    for finding in findings:
        low, high = max(finding.span.start - start, 0), min(finding.span.end - start, len(line))
        if low < high:
            text.stylize(f"underline {_STYLE[finding.level]}", 4 + low, 4 + high)
            carets[4 + low : 4 + high] = "^" * (high - low)
    console.print(text)
    if "^" in carets and not console.color_system:
        console.print(Text("".join(carets).rstrip()))


def _draw_advice(letter: Letter, finding: Finding, told: set[tuple[str, str]], console: Console) -> None:
    """What to say instead; the reason only where the letter has it for the first time."""
    words = _one_line(letter.text[finding.span.start : finding.span.end])
    label = f"{_LABEL[finding.level]:13}"
    line = Text.assemble("    ", (label, _STYLE[finding.level]), " ", (words, "bold"))
    if finding.suggestions:
        line.append(" → ").append(" | ".join(map(_one_line, finding.suggestions)), style="green")
    console.print(line)
    subject = _subject(letter, finding)
    if subject not in told:
        told.add(subject)
        for row in textwrap.wrap(
            f"{finding.message} [{finding.rule}]", min(console.width, _WIDEST) - 20, break_on_hyphens=False
        ):
            console.print(Text(f"{' ' * 18}{row}", style="dim"))


def _wrapped(text: str, width: int) -> list[str]:
    """Cuts at spaces and keeps every character, so that offsets stay true."""
    lines = []
    while len(text) > width:
        cut = text.rfind(" ", 1, width) + 1 or width
        lines.append(text[:cut])
        text = text[cut:]
    return [*lines, text]


def _note_line(letter: Letter, group: Sequence[Finding]) -> Text:
    first = group[0]
    words = _one_line(letter.text[first.span.start : first.span.end])
    places = ", ".join(where(letter.map.place(finding.span)) for finding in group[:4])
    more = ", …" if len(group) > 4 else ""
    better = f" → {_one_line(first.suggestions[0])}" if first.suggestions else ""
    return Text.assemble("    ", (words, _STYLE[Level.NOTE]), (better, "green"), (f"  ({places}{more})", "dim"))


def _one_line(words: str) -> str:
    """The words on one line, without the control characters that could drive a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in words).split()) or "leave it out"


def draw_summary(pieces: Sequence[Piece], console: Console) -> None:
    """What was found in all letters, in a line."""
    said, missing = summary(pieces)
    clean = any(not piece.failed for piece in pieces) and not any(piece[1:4] != (0, 0, 0) for piece in pieces)
    console.print(Text(said, style="bold green" if clean else "bold"))
    known = left_out(sum(piece.known for piece in pieces))
    if known:
        console.print(Text(known, style="dim"))
    if missing:
        console.print(Text(missing, style="bold"))
