"""Every rule proves itself by its own examples: exact words, exact suggestions, silence after the swap."""

from __future__ import annotations

import pytest

from plainlang.config import RULE_IDS
from plainlang.finding import Finding
from plainlang.rules import RULES
from plainlang.rules.rule import Flag, Rule, unmark
from tests.judging import findings_in, replaced

FLAGS = [pytest.param(rule, flag, id=f"{rule.id}/{at}") for rule in RULES for at, flag in enumerate(rule.flags)]
PASSES = [pytest.param(text, id=f"{rule.id}/{at}") for rule in RULES for at, text in enumerate(rule.passes)]
MISSES = [
    pytest.param(rule, text, id=f"{rule.id}/{at}", marks=pytest.mark.xfail(reason="a known miss", strict=True))
    for rule in RULES
    for at, text in enumerate(rule.known_misses)
]


def of_rule(rule: Rule, text: str) -> list[Finding]:
    return [finding for finding in findings_in(text) if finding.rule == rule.id]


@pytest.mark.parametrize(("rule", "flag"), FLAGS)
def test_flag(rule: Rule, flag: Flag) -> None:
    text, marks = unmark(flag.text)
    found = of_rule(rule, text)
    assert [finding.span for finding in found] == marks
    assert [finding.suggestions for finding in found] == list(flag.instead)
    assert {finding.level for finding in found} == {flag.level or rule.level}
    for choice in range(max((len(f.suggestions) for f in found), default=0)):
        swaps = [(f.span, f.suggestions[choice]) for f in found if choice < len(f.suggestions)]
        assert not of_rule(rule, replaced(text, swaps))


@pytest.mark.parametrize("text", PASSES)
def test_near_miss_is_clean_under_all_rules(text: str) -> None:
    assert findings_in(text) == []


@pytest.mark.parametrize(("rule", "text"), MISSES)
def test_known_miss(rule: Rule, text: str) -> None:
    plain, marks = unmark(text)
    assert [finding.span for finding in of_rule(rule, plain)] == marks


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_shape(rule: Rule) -> None:
    assert len(rule.flags) >= 2
    assert len(rule.passes) >= 2
    assert rule.id in RULE_IDS
    assert rule.find.__module__ == f"plainlang.rules.{rule.id.replace('-', '_')}"
    assert len(rule.why) <= 200
    assert findings_in(rule.why) == []
    assert findings_in(f"{rule.title}.") == []
    assert rule.source


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
