"""The 60 Minutes test for people: the verdict, what to mend first, what is good, and the questions for a person."""

from __future__ import annotations

import textwrap

from rich.console import Console
from rich.text import Text

from plainlang.answer import Verdict
from plainlang.checks.check import Part
from plainlang.letter import Letter
from plainlang.report import Report
from plainlang.reporters.places import where
from plainlang.sixty_minutes import Checked, Outcome, SixtyMinutes

_SAID = {
    Outcome.NOT_READY: ("Not ready", "bold red"),
    Outcome.NEEDS_WORK: ("Needs work", "bold yellow"),
    Outcome.READY_FOR_QUESTIONS: ("Good so far: only the questions are left", "bold green"),
    Outcome.PASSES: ("Passes", "bold green"),
    Outcome.NOT_APPLICABLE: ("Not tested", "dim"),
}
_READERS = {
    "parent-who-pays": "a parent who pays",
    "parent-who-receives": "a parent who receives",
    "employer": "an employer",
    "other": "another reader",
}
_MARK = {Verdict.PASS: "good", Verdict.FAIL: "mend", Verdict.ASK: "ask", Verdict.NOT_APPLICABLE: "-"}
_BAR = 20
_WIDEST = 96
_QUOTED = 72
_SHOWN_EARLY = 4
"""Questions that are shown while there is still something to mend; the others can wait."""
_PLAIN_WORDS = "plain-words"
"""The check whose words `check` has listed already, above the verdict."""


def draw_briefly(report: Report, console: Console) -> None:
    """The verdict in a few lines, below the findings of `check`."""
    test = report.sixty_minutes
    if test is None or report.letter is None:
        return
    words, style = _SAID[test.outcome]
    if test.outcome is Outcome.NOT_APPLICABLE:
        if report.kind == "letter":
            console.print()
            _draw_wrapped(f"60 Minutes test: {words}. {test.reason}", console, indent=2, style="dim")
        return
    console.print(Text.assemble("\n  60 Minutes test: ", (words, style)))
    _draw_wrapped(test.reason, console, indent=4)
    for one in test.fixes:
        if one.check.id != _PLAIN_WORDS:
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
    _draw_strength(report.letter, test, console)
    _draw_questions(report.letter, test, console, everything=everything)
    if everything:
        _draw_all(report.letter, test, console)
    else:
        console.print(Text("\n  All answers: add --all. Your answers to the questions: add --answer.", style="dim"))


def _draw_profile(test: SixtyMinutes, console: Console) -> None:
    profile = test.profile
    if profile is None:
        return
    what = "takes something away or says no" if profile.adverse else "takes nothing away"
    switch = "--not-adverse" if profile.adverse else "--adverse"
    how = f"Add --to or {switch}" if profile.guessed else f"Add {switch}"
    said = f"Read as a letter to {_READERS[profile.reader]}. It {what}. {how} if that is wrong."
    _draw_wrapped(said, console, indent=2, style="dim")


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
    """The words, where they stand, and what helps; words that the advice quotes itself are not shown twice."""
    words, where = _shown(letter, one)
    advice = f"{one.answer.message} [{one.check.id}]"
    if words and words not in advice:
        _draw_wrapped(f"“{words}” ({where})", console, indent=6, bullet="    • ", style="bold")
        _draw_wrapped(advice, console, indent=6)
    else:
        place = f" ({where})" if where else ""
        _draw_wrapped(f"{one.answer.message}{place} [{one.check.id}]", console, indent=6, bullet="    • ")


def _draw_strength(letter: Letter, test: SixtyMinutes, console: Console) -> None:
    """What is good, with the words that show it; words that something else is wrong with are not held up."""
    if not test.strength:
        return
    console.print(Text("\n  What is good:", style="bold"))
    praised = next((one for one in test.checked if one.check.strength == test.strength), None)
    words, where = _shown(letter, praised) if praised and not _is_faulty(test, praised) else ("", "")
    proof = f" “{words}” ({where})" if words else ""
    _draw_wrapped(f"{test.strength}{proof}", console, indent=6, bullet="    • ", style="green")


def _is_faulty(test: SixtyMinutes, praised: Checked) -> bool:
    """True when a failed check rests on the same words."""
    failed = [span for one in test.checked if one.answer.verdict is Verdict.FAIL for span in one.answer.evidence]
    return any(span.overlaps(good) for good in praised.answer.evidence[:1] for span in failed)


def _draw_questions(letter: Letter, test: SixtyMinutes, console: Console, *, everything: bool) -> None:
    """The questions, with the words they are about; the first few where something else has to be mended before."""
    if test.outcome is Outcome.PASSES:
        console.print(Text(f"\n  You said yes to all {len(test.questions)} questions.", style="bold"))
        return
    early = test.outcome is not Outcome.READY_FOR_QUESTIONS and not everything
    shown = test.questions[:_SHOWN_EARLY] if early else test.questions
    console.print(Text("\n  Only you can answer:", style="bold"))
    for at, question in enumerate(shown, 1):
        _draw_wrapped(question, console, indent=7, bullet=f"    {at}. ")
        about = words_asked_about(letter, test, question)
        if about:
            _draw_wrapped(about, console, indent=7, style="dim")
    if len(shown) < len(test.questions):
        console.print(Text(f"    More questions can wait until this is mended: {len(test.questions) - len(shown)}"))


def words_asked_about(letter: Letter, test: SixtyMinutes, question: str) -> str:
    """The words a question is about, and where they stand; empty for a question about the letter as a whole."""
    asked = (one for one in test.checked if one.answer.verdict is Verdict.ASK and one.answer.message == question)
    words, where = next((_shown(letter, one) for one in asked), ("", ""))
    return f"“{words}” ({where})" if words else ""


def _shown(letter: Letter, one: Checked) -> tuple[str, str]:
    """The first words an answer rests on, and their place; twice nothing where it rests on none."""
    if not one.answer.evidence:
        return "", ""
    span = one.answer.evidence[0]
    return _shortened(letter.text[span.start : span.end]), where(letter.map.place(span), column=False)


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
                console.print(Text(f"         {where(letter.map.place(span), column=False)}: “{words}”", style="dim"))


def _draw_wrapped(text: str, console: Console, *, indent: int, bullet: str = "", style: str = "") -> None:
    rows = textwrap.wrap(text, min(console.width, _WIDEST) - indent, break_on_hyphens=False)
    for at, row in enumerate(rows):
        start = bullet if at == 0 and bullet else " " * indent
        console.print(Text(f"{start:{indent}}{row}", style=style))


def _shortened(words: str) -> str:
    """The words on one line, without control characters, cut in the middle of a long stretch."""
    flat = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    return flat if len(flat) <= _QUOTED else f"{flat[: _QUOTED - 1]}…"
