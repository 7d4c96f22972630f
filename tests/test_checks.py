"""Every check against its own examples: the letters it passes, the letters it fails, and with which words."""

from __future__ import annotations

from functools import lru_cache

import pytest

from plainlang.answer import Answer, Verdict
from plainlang.checking import find
from plainlang.checks import CHECKS
from plainlang.checks.check import Check, Example
from plainlang.checks.sample import letter
from plainlang.config import Settings, SixtyMinutesSettings
from plainlang.facts.facts import Facts
from plainlang.glossary.load import load_glossary
from plainlang.language.reading import Reading
from plainlang.readability import measure
from plainlang.readers.table import read_letter
from plainlang.rules.rule import unmark


@lru_cache(maxsize=4)
def _facts(text: str, told: str) -> Facts:
    settings = Settings(sixty_minutes=SixtyMinutesSettings.model_validate_json(told))
    reading = Reading(read_letter("letter.txt", text.encode()))
    findings = find(reading, load_glossary([]), settings)
    return Facts(reading, settings, findings=findings, readability=measure(reading))


def facts_of(example: Example) -> Facts:
    return _facts(unmark(example.text)[0], example.settings.model_dump_json())


def answers(example: Example) -> dict[str, Answer]:
    return {check.id: check.answer(facts_of(example)) for check in CHECKS}


def failing(example: Example) -> set[str]:
    return {name for name, answer in answers(example).items() if answer.verdict is Verdict.FAIL}


def cases(kind: str) -> list[object]:
    return [
        pytest.param(check, example, id=f"{check.id}-{at}")
        for check in CHECKS
        for at, example in enumerate(getattr(check, kind))
    ]


def test_the_sample_letter_fails_no_check() -> None:
    assert failing(Example(letter())) == set()


@pytest.mark.parametrize(("check", "example"), cases("passes"))
def test_a_good_letter_passes(check: Check, example: Example) -> None:
    assert check.answer(facts_of(example)).verdict is Verdict.PASS
    assert failing(example) <= set(example.also)


@pytest.mark.parametrize(("check", "example"), cases("fails"))
def test_a_bad_letter_fails_for_the_marked_words(check: Check, example: Example) -> None:
    text, marks = unmark(example.text)
    answer = check.answer(facts_of(example))
    assert answer.verdict is Verdict.FAIL
    assert answer.message
    for mark in marks:
        assert any(span.start <= mark.start and mark.end <= span.end for span in answer.evidence), text[
            mark.start : mark.end
        ]


@pytest.mark.parametrize(("check", "example"), cases("fails"))
def test_a_bad_letter_fails_no_other_check(check: Check, example: Example) -> None:
    assert failing(example) == {check.id, *example.also}


@pytest.mark.parametrize(("check", "example"), cases("leaves_alone"))
def test_a_near_miss_does_not_fail(check: Check, example: Example) -> None:
    assert check.answer(facts_of(example)).verdict is not Verdict.FAIL


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_says_what_it_rests_on(check: Check) -> None:
    assert check.source
    assert check.how
    assert check.question.endswith("?")
    assert check.fails
    assert check.passes


@pytest.mark.parametrize(("check", "example"), cases("known_misses"))
@pytest.mark.xfail(strict=True, reason="written down as a known miss")
def test_a_known_miss_still_misses(check: Check, example: Example) -> None:
    assert check.answer(facts_of(example)).verdict is Verdict.FAIL
