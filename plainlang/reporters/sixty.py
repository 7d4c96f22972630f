"""The 60 Minutes test for people: the verdict, what to mend first, what is good, and the questions for a person."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from plainlang.answer import Verdict
from plainlang.checks.check import Part
from plainlang.letter import Letter
from plainlang.report import Report
from plainlang.sixty_minutes import Checked, Outcome, SixtyMinutes
from plainlang.source import Place

_SAID = {
    Outcome.NOT_READY: ("Not ready", "bold red"),
    Outcome.NEEDS_WORK: ("Needs work", "bold yellow"),
    Outcome.READY_FOR_QUESTIONS: ("Ready for your questions", "bold green"),
    Outcome.PASSES: ("Passes", "bold green"),
    Outcome.NOT_APPLICABLE: ("Not tested", "dim"),
}
_READERS = {
    "parent-who-pays": "a parent who pays",
    "parent-who-receives": "a parent who receives",
    "employer": "an employer",
    "other": "somebody else",
}
_MARK = {Verdict.PASS: "good", Verdict.FAIL: "mend", Verdict.ASK: "ask", Verdict.NOT_APPLICABLE: "-"}
_BAR = 20
_WIDEST = 96
_QUOTED = 90


def draw_briefly(report: Report, console: Console) -> None:
    """The verdict in a few lines, below the findings of `check`."""
    test = report.sixty_minutes
    if test is None or report.letter is None or test.outcome is Outcome.NOT_APPLICABLE:
        return
    words, style = _SAID[test.outcome]
    console.print(Text.assemble("\n  60 Minutes test: ", (words, style)))
    for one in test.fixes:
        _draw_fix(report.letter, one, console)
    if test.strength:
        console.print(Text(f"    Good: {test.strength}", style="green"))


def render(report: Report, console: Console, *, everything: bool = False) -> None:
    """The whole test of one letter. everything: each check with its answer, too."""
    test = report.sixty_minutes
    if test is None or report.letter is None:
        return
    words, style = _SAID[test.outcome]
    console.print(Text.assemble((report.path, "bold"), "\n"))
    console.print(Text.assemble("  60 Minutes test: ", (words, style)))
    _draw_wrapped(test.reason, console, indent=2)
    if test.outcome is Outcome.NOT_APPLICABLE:
        return
    _draw_profile(test, console)
    _draw_scores(test, console)
    if test.fixes:
        console.print(Text("\n  What helps most:", style="bold"))
        for one in test.fixes:
            _draw_fix(report.letter, one, console)
    if test.strength:
        console.print(Text.assemble(("\n  What is good: ", "bold"), (test.strength, "green")))
    _draw_questions(test.questions, console)
    if everything:
        _draw_all(report.letter, test, console)
    else:
        console.print(Text("\n  All answers: add --all. Your answers to the questions: add --answer.", style="dim"))


def _draw_profile(test: SixtyMinutes, console: Console) -> None:
    profile = test.profile
    if profile is None:
        return
    what = "takes something away or says no" if profile.adverse else "takes nothing away"
    how = "This is a guess; tell it with --to." if profile.guessed else "You told it so."
    _draw_wrapped(f"Read as a letter to {_READERS[profile.reader]} that {what}. {how}", console, indent=2, style="dim")


def _draw_scores(test: SixtyMinutes, console: Console) -> None:
    console.print()
    for part, score in (test.scores or {}).items():
        name = f"  {part.capitalize():13}"
        if score is None:
            console.print(Text(f"{name}nothing to judge", style="dim"))
            continue
        filled = round(_BAR * score / 100)
        console.print(Text.assemble(name, ("█" * filled, "green"), ("░" * (_BAR - filled), "dim"), f" {score}"))


def _draw_fix(letter: Letter, one: Checked, console: Console) -> None:
    """The words, where they stand, and what helps."""
    evidence = one.answer.evidence
    if evidence:
        place = letter.map.place(evidence[0])
        quoted = _shortened(letter.text[evidence[0].start : evidence[0].end])
        console.print(Text.assemble("    • ", (f"“{quoted}”", "bold"), (f" ({_where(place)})", "dim")))
        _draw_wrapped(f"{one.answer.message} [{one.check.id}]", console, indent=6)
    else:
        _draw_wrapped(f"{one.answer.message} [{one.check.id}]", console, indent=6, bullet="    • ")


def _draw_questions(questions: Iterable[str], console: Console) -> None:
    console.print(Text("\n  Only you can answer:", style="bold"))
    for at, question in enumerate(questions, 1):
        _draw_wrapped(question, console, indent=7, bullet=f"    {at}. ")


def _draw_all(letter: Letter, test: SixtyMinutes, console: Console) -> None:
    for part in Part:
        console.print(Text(f"\n  {part.capitalize()}", style="bold"))
        for one in test.of_part(part):
            mark = _MARK[one.answer.verdict]
            style = "red" if mark == "mend" else "yellow" if mark == "ask" else "dim" if mark == "-" else "green"
            console.print(
                Text.assemble("    ", (f"{mark:5}", style), one.check.question, (f" [{one.check.id}]", "dim"))
            )
            if one.answer.message and one.answer.verdict is not Verdict.PASS:
                _draw_wrapped(one.answer.message, console, indent=9, style="dim")
            for span in one.answer.evidence[:3] if one.answer.verdict in (Verdict.FAIL, Verdict.ASK) else ():
                words = _shortened(letter.text[span.start : span.end])
                console.print(Text(f"         {_where(letter.map.place(span))}: “{words}”", style="dim"))


def _draw_wrapped(text: str, console: Console, *, indent: int, bullet: str = "", style: str = "") -> None:
    rows = textwrap.wrap(text, min(console.width, _WIDEST) - indent)
    for at, row in enumerate(rows):
        start = bullet if at == 0 and bullet else " " * indent
        console.print(Text(f"{start:{indent}}{row}", style=style))


def _shortened(words: str) -> str:
    """The words on one line, without control characters, cut in the middle of a long stretch."""
    flat = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    return flat if len(flat) <= _QUOTED else f"{flat[: _QUOTED - 1]}…"


def _where(place: Place) -> str:
    return f"paragraph {place.paragraph}" if place.part else f"line {place.line}"
