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
from tests.word_files import p, word_file

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


def repeated() -> Report:
    """A letter in which a rule speaks of the same term three times, and once of another."""
    text = "Dear Jo:\n\nYour arrears grow. We wrote of arrears before. You remit. The arrearage is $5.\n"
    plain = report(text)
    assert plain.letter is not None
    spans = [Span(*found.span()) for found in re.finditer("arrears|arrearage|remit", plain.letter.text)]
    terms = ["remit" if text[span.start : span.end] == "remit" else "arrears" for span in spans]
    found = tuple(replace(finding_at(span), term=term) for span, term in zip(spans, terms, strict=True))
    return replace(plain, findings=found)


def word_letter() -> Report:
    """A Word letter with a table of three columns: a title over all, a cell of two paragraphs, an empty one."""
    rows = [
        _row(_cell("What you owe", columns=3)),
        _row(_cell("Month"), _cell("Due"), _cell("Paid")),
        _row(_cell("May 6, 2026"), _cell("$200", "for March"), _cell("$100")),
        _row(_cell("Total"), _cell(""), _cell("$100 arrears")),
    ]
    body = p("Dear Jo:") + f"<w:tbl>{''.join(rows)}</w:tbl>" + p("Please call us about your arrears today.")
    letter = read_letter("a.docx", word_file(body))
    spans = [Span(*found.span()) for found in re.finditer("arrears", letter.text)]
    found = tuple(finding_at(span, Level.MUST, "past-due support") for span in spans)
    return Report("a.docx", "letter", letter, findings=found, readability=Readability(20, 2, 9.5))


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _cell(*paragraphs: str, columns: int = 1) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{"".join(map(p, paragraphs))}</w:tc>'


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


def crowd(paragraphs: int, *, alike: bool = False) -> Report:
    """A letter with two findings in each of its paragraphs. alike: they all share one card."""
    letter = read_letter("a.txt", ("Dear Jo:\n\n" + "Please remit the arrears to us now.\n\n" * paragraphs).encode())
    spans = [Span(*found.span()) for found in re.finditer("remit|arrears", letter.text)]
    found = [replace(finding_at(span), term="t" if alike else f"t{at}") for at, span in enumerate(spans)]
    return Report("a.txt", "letter", letter, findings=tuple(found), readability=Readability(1, 1))
