"""a or an goes by the sound, not by the letter."""

from __future__ import annotations

import pytest

from plainlang.language.articles import article_for


@pytest.mark.parametrize("words", ["parent", "letter", "court order", "yearly review", "house", "hearing", "wage"])
def test_a_goes_before_a_consonant(words: str) -> None:
    assert article_for(words) == "a"


@pytest.mark.parametrize("words", ["order", "earlier order", "appeal", "income", "Office", "EMPLOYER", "upset parent"])
def test_an_goes_before_a_vowel(words: str) -> None:
    assert article_for(words) == "an"


@pytest.mark.parametrize("words", ["hour", "hourly wage", "honest mistake", "honor", "heir", "Heirloom"])
def test_an_goes_before_a_silent_h(words: str) -> None:
    assert article_for(words) == "an"


@pytest.mark.parametrize("words", ["use", "usual fee", "User", "utility", "European", "UFO", "uniform", "union", "ewe"])
def test_a_goes_before_a_vowel_said_as_you(words: str) -> None:
    assert article_for(words) == "a"


@pytest.mark.parametrize("words", ["once-a-year visit", "one", "one-time fee", "one more form"])
def test_a_goes_before_one_and_once(words: str) -> None:
    assert article_for(words) == "a"


@pytest.mark.parametrize("words", ["onerous rule", "uninsured child", "unimportant note", "usher", "unless"])
def test_an_goes_before_words_that_only_look_like_those(words: str) -> None:
    assert article_for(words) == "an"


@pytest.mark.parametrize("words", ["NCP", "SDU", "FBI file", "MRI", "IWO", "LLC"])
def test_an_goes_before_an_acronym_whose_first_letter_is_said_with_a_vowel(words: str) -> None:
    assert article_for(words) == "an"


@pytest.mark.parametrize("words", ["DCSS letter", "PTSD", "UPS", "USDA form", "CPS"])
def test_a_goes_before_an_acronym_whose_first_letter_is_said_with_a_consonant(words: str) -> None:
    assert article_for(words) == "a"


@pytest.mark.parametrize("words", ["NASA", "FIDM", "HEARING", "FEW", "LETTER"])
def test_capitals_that_are_read_as_a_word_go_by_their_first_letter(words: str) -> None:
    assert article_for(words) == "a"


@pytest.mark.parametrize("words", ["8", "80 days", "8th", "11 days", "18-year-old", "8,000"])
def test_an_goes_before_eight_eleven_and_eighteen(words: str) -> None:
    assert article_for(words) == "an"


@pytest.mark.parametrize("words", ["1", "10-day wait", "180 days", "110", "28", "3rd", "1,100"])
def test_a_goes_before_other_numbers(words: str) -> None:
    assert article_for(words) == "a"


@pytest.mark.parametrize("words", ["“order”", "'order'", '"order"', "‘order’", "(order)", "[order]"])
def test_quotes_and_brackets_have_no_sound(words: str) -> None:
    assert article_for(words) == "an"


@pytest.mark.parametrize("words", ["", "   ", "-", "“”"])
def test_no_words_at_all_get_a_and_no_error(words: str) -> None:
    assert article_for(words) in ("a", "an")


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("X-ray", "an"),
        ("HR office", "an"),
        ("US citizen", "a"),
        ("11th hour", "an"),
        ("usage fee", "a"),
        ("unanimous vote", "a"),
        ("unidentified man", "an"),
    ],
)
def test_the_sound_behind_the_letters(words: str, article: str) -> None:
    assert article_for(words) == article
