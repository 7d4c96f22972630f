"""Reports made by hand, with something in every part: no glossary and no model is loaded."""

from __future__ import annotations

import re
from dataclasses import replace

from plainlang.answer import Answer, Verdict
from plainlang.checks import CHECKS
from plainlang.checks.check import Part
from plainlang.facts.profile import Profile, Reader
from plainlang.finding import Finding, Level
from plainlang.letter import Letter
from plainlang.readability import Readability
from plainlang.readers.table import read_letter
from plainlang.report import Report, Stale, State, Waived
from plainlang.sixty_minutes import Checked, Outcome, SixtyMinutes
from plainlang.source import Place
from plainlang.spans import Span

LETTER = """\
ELM COUNTY CHILD SUPPORT
5 Elm Street
Linden, OH 43111

March 9, 2026

Ms. Ada Bell
7 Pine Road
Linden, OH 43112

Dear Ms. Bell:

Your arrears are $200. You must remit it prior to May 1. Please write [NAME] here: ________

- Bring your stubs.
- Call us.

Month      Due
March      $200
April      $100

Debe llamar antes del lunes.

يجب عليك الاتصال بالمكتب.

Sincerely,

Jo Hale
"""


def finding(letter: Letter, words: str, level: Level = Level.MUST, *better: str) -> Finding:
    """A finding on the first place of the words."""
    start = letter.text.index(words)
    return finding_at(Span(start, start + len(words)), level, *better)


def finding_at(span: Span, level: Level = Level.MUST, *better: str) -> Finding:
    """A finding on the span."""
    return Finding(rule="legal-term", level=level, span=span, message=f"Why {level}.", suggestions=better, term="t")


def report(text: str = LETTER, *marked: str, path: str = "a.txt") -> Report:
    """A letter with each of the words marked, the levels in turn."""
    letter = read_letter(path, text.encode())
    levels = list(Level)
    found = sorted((finding(letter, words, levels[at % 3], "pay", "") for at, words in enumerate(marked)), key=_place)
    scores = Readability(words=20, sentences=3, grade=9.5)
    return Report(path, "letter", letter, findings=tuple(found), readability=scores)


def _place(one: Finding) -> Span:
    return one.span


def judged(letter: Letter) -> SixtyMinutes:
    """A test in which every verdict comes up, with the words it rests on."""
    span = finding(letter, "Please write").span
    verdicts = [Verdict.FAIL, Verdict.FAIL, Verdict.ASK, Verdict.PASS, Verdict.NOT_APPLICABLE]
    checked = tuple(
        Checked(check, check.weight, Answer(verdict, f"Message {at}.", (span,) if at != 1 else ()))
        for at, (check, verdict) in enumerate(zip(CHECKS, verdicts, strict=False))
    )
    return SixtyMinutes(
        outcome=Outcome.NEEDS_WORK,
        reason="It is cold.",
        checked=checked,
        scores=dict.fromkeys(Part, 45),
        fixes=checked[:1],
        strength=CHECKS[3].strength,
        questions=("Message 2.", "Is it so?"),
        profile=Profile(Reader.PAYS, adverse=True),
    )


def full() -> Report:
    """Every part of the page has something to show."""
    plain = report(LETTER, "arrears", "remit", "prior to")
    assert plain.letter is not None
    waived = (Waived(finding(plain.letter, "stubs"), "The court's own word"),)
    stale = (Stale(State.UNUSED, "It waives nothing.", Place(line=3, column=1)),)
    return replace(plain, waived=waived, stale=stale, sixty_minutes=judged(plain.letter))


def crowd(paragraphs: int) -> Report:
    """A letter with two findings in each of its paragraphs."""
    letter = read_letter("a.txt", ("Dear Jo:\n\n" + "Please remit the arrears to us now.\n\n" * paragraphs).encode())
    spans = [Span(*found.span()) for found in re.finditer("remit|arrears", letter.text)]
    found = [finding_at(span) for span in spans]
    return Report("a.txt", "letter", letter, findings=tuple(found), readability=Readability(1, 1))
