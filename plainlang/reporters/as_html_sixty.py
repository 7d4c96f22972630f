"""The 60 Minutes test of one letter, ready to be drawn: the verdict, the bars, the advice and the questions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plainlang.answer import Verdict
from plainlang.checks.check import Part
from plainlang.letter import Letter
from plainlang.report import Report
from plainlang.reporters.as_html_letter import Group
from plainlang.reporters.as_html_places import Places
from plainlang.reporters.as_html_words import on_one_line, read_as, seen
from plainlang.sixty_minutes import Checked, Outcome, SixtyMinutes


class Bar(NamedTuple):
    """The score of a part, 0 to 100, None where nothing applied; `needs` is the least that is good."""

    part: Part
    score: int | None
    needs: int


class Advice(NamedTuple):
    """A check's answer, or a question. block: the number of the line that holds its words; 0 where there are none.

    place: said of words apart from the text (a footer); empty for all others, which the page shows.
    """

    check: str
    question: str
    message: str
    words: str = ""
    place: str = ""
    block: int = 0


class Tested(NamedTuple):
    """What the page shows of the test. fixes: what helps most; more: what else is to mend."""

    outcome: Outcome
    reason: str
    read_as: str
    bars: Sequence[Bar]
    fixes: Sequence[Advice]
    more: Sequence[Advice]
    strength: Advice | None
    questions: Sequence[Advice]
    passed: Sequence[Advice]
    skipped: Sequence[Advice]


def tested(report: Report, groups: Iterable[Group], threshold: int) -> Tested | None:
    """What is shown of the test; None where it did not run. threshold: the score each part needs, of 100."""
    letter, test = report.letter, report.sixty_minutes
    if letter is None or test is None:
        return None
    shown = _Shown(letter, groups)
    by_verdict = {verdict: [one for one in test.checked if one.answer.verdict is verdict] for verdict in Verdict}
    return Tested(
        outcome=test.outcome,
        reason=seen(test.reason),
        read_as=read_as(test),
        bars=[Bar(part, score, threshold) for part, score in (test.scores or {}).items()],
        fixes=shown.all(test.fixes),
        more=shown.all(one for one in by_verdict[Verdict.FAIL] if one not in test.fixes),
        strength=_strength(test, shown),
        questions=[_question(test, question, shown) for question in test.questions],
        passed=shown.all(by_verdict[Verdict.PASS]),
        skipped=shown.all(by_verdict[Verdict.NOT_APPLICABLE]),
    )


class _Shown:
    """Answers with the words they rest on, and the line of the page that holds these."""

    def __init__(self, letter: Letter, groups: Iterable[Group]) -> None:
        self._letter = letter
        self._starts = [line.start for group in groups for line in group.lines]
        self._places = Places(letter)

    def all(self, answers: Iterable[Checked]) -> list[Advice]:
        return [self.one(answer) for answer in answers]

    def one(self, answer: Checked) -> Advice:
        bare = Advice(answer.check.id, answer.check.question, seen(answer.answer.message))
        if not answer.answer.evidence:
            return bare
        span = answer.answer.evidence[0]
        words = on_one_line(self._letter.text[span.start : span.end])
        return bare._replace(words=words, place=self._places.apart(span), block=bisect_right(self._starts, span.start))


def _strength(test: SixtyMinutes, shown: _Shown) -> Advice | None:
    """What is good, with the words that show it; words that something else is wrong with are not held up."""
    if not test.strength:
        return None
    praised = next((one for one in test.checked if one.check.strength == test.strength), None)
    failed = [span for one in test.checked if one.answer.verdict is Verdict.FAIL for span in one.answer.evidence]
    spoiled = praised is None or any(span.overlaps(good) for good in praised.answer.evidence[:1] for span in failed)
    if praised is None or spoiled:
        return Advice("", "", test.strength)
    return shown.one(praised)._replace(message=test.strength)


def _question(test: SixtyMinutes, question: str, shown: _Shown) -> Advice:
    asked = (one for one in test.checked if one.answer.verdict is Verdict.ASK and one.answer.message == question)
    about = next(asked, None)
    return shown.one(about) if about else Advice("", question, question)
