"""Words, everyday words and syllables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainlang.language.lexicon import is_everyday, is_word, syllable_table, syllables


@pytest.mark.parametrize("word", ["child", "Child", "CHILD", "payment", "arrears"])
def test_a_word_of_the_dictionary_is_a_word_in_any_case(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize("word", ["zzxq", "obligor", "", "two words"])
def test_what_the_dictionary_lacks_is_no_word(word: str) -> None:
    assert not is_word(word)


def test_the_table_is_the_size_it_says() -> None:
    assert 120_000 < len(syllable_table()) < 135_000


def test_the_table_holds_only_counts_of_one_and_more() -> None:
    assert min(syllable_table().values()) == 1


def test_the_head_of_the_data_file_is_no_word() -> None:
    assert not is_word("#")


@pytest.mark.parametrize("word", ["child", "Payment", "walks", "boxes", "jumped", "cares", "cared", "jumping"])
def test_an_easy_word_or_its_inflection_is_everyday(word: str) -> None:
    assert is_everyday(word)


@pytest.mark.parametrize("word", ["arrears", "arrearage", "modification", "custodial", "", "zzxqs"])
def test_a_hard_word_is_not_everyday(word: str) -> None:
    assert not is_everyday(word)


@pytest.mark.parametrize(
    ("word", "count"),
    [("child", 1), ("payment", 2), ("Modification", 5), ("ENFORCEMENT", 3), ("the", 1), ("arrears", 2), ("every", 3)],
)
def test_a_known_word_has_the_syllables_of_the_dictionary(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("word", ["area's", "area’s", "Area’s"])
def test_a_possessive_counts_as_its_stem(word: str) -> None:
    assert syllables(word) == syllables("area") == 3


def test_a_possessive_the_dictionary_lacks_counts_as_its_stem() -> None:
    assert "paperwork's" not in syllable_table()
    assert syllables("paperwork's") == 3


@pytest.mark.parametrize(("word", "count"), [("child-support", 3), ("parent-child-hearing", 5)])
def test_a_hyphenated_word_is_the_sum_of_its_parts(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("obligor", 3), ("blorf", 1), ("blore", 1), ("blorfle", 2), ("dreebee", 2), ("zzxq", 1), ("blorfaty", 3)],
)
def test_an_unknown_word_is_counted_by_its_vowel_groups(word: str, count: int) -> None:
    assert word not in syllable_table()
    assert syllables(word) == count


@pytest.mark.parametrize("mark", ["", "-", "--", "'", "’s", "$"])
def test_no_word_at_all_counts_as_one(mark: str) -> None:
    assert syllables(mark) == 1


@settings(deadline=None)
@given(st.text(max_size=30))
def test_every_text_has_at_least_one_syllable(word: str) -> None:
    assert syllables(word) >= 1


@settings(deadline=None)
@given(st.from_regex(r"[a-z]{1,12}(-[a-z]{1,12}){0,2}", fullmatch=True))
def test_case_changes_no_count(word: str) -> None:
    assert syllables(word.upper()) == syllables(word)
