"""The letters that come with the project: the bad one is full of findings, the good one is clean."""

from __future__ import annotations

from pathlib import Path

from plainlang.checking import check
from plainlang.config import Settings
from plainlang.report import Report
from tests.judging import glossary

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def report_on(name: str) -> Report:
    return check(name, (EXAMPLES / name).read_bytes(), glossary(), Settings())


def words_of(report: Report) -> set[str]:
    assert report.letter is not None
    return {report.letter.text[f.span.start : f.span.end] for f in report.findings if f.level.rank}


def test_the_good_letter_is_clean() -> None:
    report = report_on("payment-plan.md")
    assert report.findings == ()
    assert report.readability is not None
    assert report.readability.grade is not None
    assert report.readability.grade < 6


def test_the_bad_letter_is_not() -> None:
    assert {"arrears are", "NCP", "SDU", "An IWO", "remit", "modification", "Form JFS-07700"} <= words_of(
        report_on("notice-of-arrears.txt")
    )


def test_the_word_letter_finds_a_term_split_over_runs_and_one_in_a_table() -> None:
    assert {"obligor", "Arrearage", "make a determination"} <= words_of(report_on("case-review.docx"))


def test_nothing_in_the_frame_of_a_letter_is_marked() -> None:
    report = report_on("notice-of-arrears.txt")
    assert report.letter is not None
    head = report.letter.text.index("RE:")
    foot = report.letter.text.index("Sincerely")
    assert all(head < finding.span.start < foot for finding in report.findings)
