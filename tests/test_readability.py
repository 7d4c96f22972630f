"""Scores rest on our sentences and words, so that numbers, addresses and bullets do not distort them."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainlang import readability
from plainlang.language.reading import Reading
from plainlang.readability import Readability, measure, measure_sentences, sentence_words
from plainlang.readers.text import read

PLAIN = "We got your check in May. It was for the month of April. You can call us at noon."
HARD = (
    "Notwithstanding the aforementioned considerations, administrative authorities necessarily require "
    "comprehensive documentation regarding contemporaneous obligations."
)


def of(text: str) -> Readability:
    return measure(Reading(read("letter.txt", text.encode())))


def words(text: str) -> list[tuple[str, ...]]:
    return sentence_words(Reading(read("letter.txt", text.encode())))


def test_counts_are_ours() -> None:
    scores = of(PLAIN)
    assert (scores.sentences, scores.words) == (3, 19)


def test_a_hard_letter_scores_higher() -> None:
    easy, hard = of(PLAIN).grade, of(HARD).grade
    assert easy is not None
    assert hard is not None
    assert easy < 4 < 15 < hard


def test_grade_is_the_median_of_the_five_grades() -> None:
    scores = of(HARD + " " + PLAIN)
    five = sorted(
        score
        for score in (
            scores.flesch_kincaid_grade,
            scores.smog_index,
            scores.gunning_fog,
            scores.coleman_liau,
            scores.automated_readability_index,
        )
        if score is not None
    )
    assert len(five) == 5
    assert scores.grade == five[2]


def test_formulas_are_those_of_the_books() -> None:
    rows = [["the", "cat", "sat", "here"], ["a", "happy", "animal", "ran"]]
    scores = measure_sentences(rows)
    syllables = 4 + (1 + 2 + 3 + 1)
    assert scores.flesch_kincaid_grade == pytest.approx(0.39 * 4 + 11.8 * syllables / 8 - 15.59, abs=0.06)
    assert scores.flesch_reading_ease == pytest.approx(206.835 - 1.015 * 4 - 84.6 * syllables / 8, abs=0.06)


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("You owe us $4,120.55 in all.", "You owe us ten in all."),
        ("Come to us at 9 a.m. on Monday.", "Come to us at ten on Monday."),
        ("Your check of 5/12/2026 came to us.", "Your check of ten came to us."),
    ],
)
def test_a_number_is_one_short_word(odd: str, plain: str) -> None:
    assert words(odd) == words(plain)


def test_address_lines_headings_and_signatures_do_not_count() -> None:
    letter = (
        "Mr. Omar Diaz\nP.O. Box 12\nHartwell, OH 43999\n\nDear Mr. Diaz,\n\n"
        "We got your check in May.\n\nSincerely,\n\nAna Brandt\nCaseworker"
    )
    assert words(letter) == [("We", "got", "your", "check", "in", "May")]


def test_bullets_count_as_sentences_of_their_own() -> None:
    letter = "Please bring these things with you.\n\n- your last two pay stubs\n- the letter that we sent\n"
    assert [len(row) for row in words(letter)] == [6, 5, 5]


def test_a_letter_without_sentences_has_no_scores() -> None:
    scores = of("Hartwell, OH 43999")
    assert (scores.words, scores.sentences, scores.grade, scores.smog_index) == (0, 0, None, None)


def test_nltk_still_looks_for_other_corpora_itself() -> None:
    import nltk

    of(PLAIN)
    with pytest.raises(LookupError):
        nltk.data.find("corpora/no-such-corpus")


@pytest.mark.parametrize("number", range(6))
def test_the_formulas_are_textstats(number: int) -> None:
    """We add up textstat's counts of each sentence; over the whole text its own formulas say the same."""
    letter = sorted((Path(__file__).parent.parent / "training" / "letters").glob("*.txt"))[number * 7]
    rows = sentence_words(Reading(read("letter.txt", letter.read_bytes())))
    formulas, text = readability._textstat(), " ".join(f"{' '.join(row)}." for row in rows)
    told = {
        "flesch_kincaid_grade": formulas.flesch_kincaid_grade(text),
        "smog_index": formulas.smog_index(text),
        "gunning_fog": formulas.gunning_fog(text),
        "coleman_liau": formulas.coleman_liau_index(text),
        "automated_readability_index": formulas.automated_readability_index(text),
        "flesch_reading_ease": formulas.flesch_reading_ease(text),
        "dale_chall": formulas.dale_chall_readability_score(text),
    }
    ours = readability.measure_sentences(rows)
    assert {name: getattr(ours, name) for name in told} == {name: round(score, 1) for name, score in told.items()}
