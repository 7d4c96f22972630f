"""What a SARIF report tells of plainlang itself: each rule, and each check of the 60 Minutes test, by its id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plainlang.checks.check import Check, Weight
from plainlang.finding import Level
from plainlang.reading_grade import LetterRule
from plainlang.report import State
from plainlang.reporters.discreet import checks, rules
from plainlang.rules.rule import Rule

LEVELS = {Level.MUST: "error", Level.SHOULD: "warning", Level.NOTE: "note"}
"""plainlang's levels in the words of SARIF."""
_IDLE = {
    State.UNUSED: "A comment to plainlang keeps nothing.",
    State.EXPIRED: "A comment to plainlang is past its day.",
    State.UNCLEAR: "plainlang cannot read a comment.",
}


def check_level(weight: Weight) -> str:
    """The level of a failed check: a gate or a major one is a warning, a minor one a note."""
    return "note" if weight is Weight.MINOR else "warning"


def check_id(check: Check) -> str:
    """The id of a check among the rules: some checks are called like a rule."""
    return f"60-minutes/{check.id}"


def comment_id(state: State) -> str:
    """The id under which a comment to plainlang that waives nothing is reported."""
    return f"comment/{state}"


def descriptors() -> list[dict[str, Any]]:
    """The rules of the run, in an order that does not depend on the letters."""
    return [*map(_rule, rules().values()), *map(_check, checks().values()), *_comments()]


def _rule(rule: Rule | LetterRule) -> dict[str, Any]:
    text = f"{rule.why} Rests on: {rule.source}. `plainlang explain {rule.id}` shows examples."
    return _descriptor(rule.id, rule.title, rule.why, text, LEVELS[rule.level], "words")


def _check(check: Check) -> dict[str, Any]:
    text = f"{check.how} Rests on: {check.source}. `plainlang explain {check.id}` shows examples."
    return _descriptor(
        check_id(check), check.question, check.how, text, check_level(check.weight), f"60-minutes {check.part}"
    )


def _comments() -> Iterator[dict[str, Any]]:
    for state in State:
        text = "A comment that begins with `plainlang:` keeps words, with a reason."
        yield _descriptor(comment_id(state), _IDLE[state], text, text, "warning", "comments")


def _descriptor(name: str, short: str, full: str, text: str, level: str, tags: str) -> dict[str, Any]:
    return {
        "id": name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": full},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": ["plain-language", *tags.split()]},
    }
