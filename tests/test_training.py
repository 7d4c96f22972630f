"""What the models learn from is whole, and the model that is shipped knows its labels."""

from __future__ import annotations

import json
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from plainlang.checks import CHECKS
from plainlang.checks.check import Part
from plainlang.language.acts import judge

TRAINING = Path(__file__).resolve().parent.parent / "training"
SENTENCES = sorted((TRAINING / "sentences").glob("*.tsv"))
LETTERS = sorted((TRAINING / "letters").glob("*.json"))
LABELS = frozenset(
    "promise promise_for_others blame buck threat scold label unfair talking_down nothing_more preamble vague_ask "
    "understanding thanks reader_did apology slip news reason reader_step our_step our_past consequence way_out "
    "disagree help referral follow_up can_do no_action".split()
)
CONFIGURED = {"required-parts"}
"""Checks that judge only what an agency's own settings name; no letter here carries settings."""
ANSWERS = {"pass", "fail", "na"}


def rows(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def limits() -> dict[str, dict[str, float]]:
    data = resources.files("plainlang.language") / "data" / "acts.json"
    return dict(json.loads(data.read_text("utf-8")))


def labelled(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))


def test_there_are_sentences_and_letters() -> None:
    assert {path.stem for path in SENTENCES} >= {"payers", "receivers", "mixed", "whole_letters"}
    assert len(LETTERS) >= 56


@pytest.mark.parametrize("path", SENTENCES, ids=lambda path: path.stem)
def test_each_row_has_labels_a_tab_and_a_sentence(path: Path) -> None:
    odd = [row for row in rows(path) if row.count("\t") != 1 or not all(map(str.strip, row.split("\t")))]
    assert odd == []


@pytest.mark.parametrize("path", SENTENCES, ids=lambda path: path.stem)
def test_each_label_is_known(path: Path) -> None:
    marks = [[mark.strip() for mark in row.split("\t")[0].split(",")] for row in rows(path)]
    assert {mark for row in marks for mark in row} <= LABELS | {"none"}
    assert [row for row in marks if "none" in row and len(row) > 1] == []


def test_no_sentence_stands_twice() -> None:
    """A sentence in two files would be learned and measured at once."""
    count = Counter(" ".join(row.split("\t")[1].split()).casefold() for path in SENTENCES for row in rows(path))
    assert [sentence for sentence, times in count.items() if times > 1] == []


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_letter_has_an_answer_for_every_check(path: Path) -> None:
    wanted = {check.id for check in CHECKS if check.part is not Part.PLAIN} - CONFIGURED
    labels = labelled(path)["labels"]
    assert wanted - set(labels) == set()
    assert set(labels) - {check.id for check in CHECKS} == set()
    assert set(labels.values()) <= ANSWERS


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_the_evidence_stands_in_the_letter(path: Path) -> None:
    letter, text = labelled(path), path.with_suffix(".txt").read_text("utf-8")
    evidence = letter["evidence"]
    assert [words for one in evidence.values() for words in one if words not in text] == []
    assert {check for check in evidence if letter["labels"][check] != "fail"} == set()


def test_the_model_names_the_labels_of_the_sentences() -> None:
    assert list(limits()) == sorted(LABELS)


def test_the_model_is_sure_no_later_than_it_is_unsure() -> None:
    assert [name for name, limit in limits().items() if not 0 < limit["unsure"] <= limit["sure"] < 1] == []


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Thank you for sending us your pay stubs on May 3.", "thanks"),
        ("We are sorry that we sent the last statement to the wrong address.", "apology"),
        ("Please send us the form by June 20, 2025.", "reader_step"),
        ("You can ask for a hearing if you do not agree with this decision.", "disagree"),
        ("The judge will sign your order by Friday.", "promise_for_others"),
    ],
)
def test_the_scores_stand_in_the_order_of_the_labels(sentence: str, act: str) -> None:
    (acts,) = judge([sentence])
    assert acts.does(act)
    assert acts.chances[act] > 0.5


def test_a_plain_fact_does_none_of_the_faults() -> None:
    (acts,) = judge(["The office is at 40 Elm Street."])
    assert [act for act in ("blame", "threat", "scold", "promise", "buck", "unfair") if acts.does(act)] == []
