"""A Reading keeps every offset, cuts sentences inside blocks, and parses only what is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainlang.language import pipeline
from plainlang.language.reading import Reading, is_shouted
from plainlang.readers.text import read


def reading_of(text: str) -> Reading:
    return Reading(read("letter.txt", text.encode()))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab .!?\n{}%_$1-\u2019\u00e9\U0001f600N", min_size=1, max_size=120))
def test_offsets_hold_for_any_text(text: str) -> None:
    if not text.strip():
        return
    reading = reading_of(text)
    assert len(reading.plain) == len(reading.letter.text)
    for word in (word for word in reading.words if word.text != "\n"):
        assert reading.plain[word.start : word.end] == word.text
    edges = [sentence.span for sentence in reading.sentences]
    assert edges == sorted(edges)
    for sentence in reading.sentences:
        assert sentence.block.span.covers(sentence.span)


def test_sentences_do_not_cross_blocks() -> None:
    text = "We got your check\n\nPlease call us. We are here."
    found = [reading_of(text).letter.text[s.span.start : s.span.end] for s in reading_of(text).sentences]
    assert found == ["We got your check", "Please call us.", "We are here."]


def test_a_wrapped_line_is_one_sentence() -> None:
    text = (
        "We got your check in May and we sent it on to the other\nparent on the same day, as we always do. Thank you."
    )
    assert len(reading_of(text).sentences) == 2


def test_blanks_and_web_addresses_hold_no_words() -> None:
    reading = reading_of("Dear {{ client.NCP }}, see www.example.gov/NCP or write to NCP@example.gov today.")
    assert "ncp" not in {word.lower for word in reading.words}


def test_the_parser_reads_only_the_sentence_that_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = pipeline.parse
    monkeypatch.setattr(pipeline, "parse", lambda sentence: (asked.append(sentence), real(sentence))[1])
    reading = reading_of("We got your check. You can call us. The judge decides.")
    reading.syntax(reading.sentences[1])
    assert asked == ["You can call us."]


@pytest.mark.parametrize(("text", "loud"), [("CALL US NOW", True), ("Call US now", False), ("NCP", False), ("", False)])
def test_shouting(text: str, loud: bool) -> None:
    assert is_shouted(text) is loud


def test_a_missing_model_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MODELS", ("no_such_model",))
    pipeline.pipeline.cache_clear()
    with pytest.raises(pipeline.PlainlangError, match="English model is missing"):
        pipeline.pipeline()
    monkeypatch.undo()
    pipeline.pipeline.cache_clear()


def test_no_word_runs_from_one_block_into_the_next() -> None:
    reading = reading_of("NOTICE OF PATERNITY\n\nCase: 24")
    words = [word.lower for word in reading.words]
    assert words == ["notice", "of", "paternity", "\n", "case", ":", "24", "\n"]


def test_names_that_programs_give_hold_no_words() -> None:
    reading = reading_of("ask_to_modify_step comes before this one.")
    assert "modify" not in {word.lower for word in reading.words}


def test_a_long_line_drawn_with_signs_is_read_as_space() -> None:
    reading = reading_of(f"We got your check. {'(' * 200} Please call us.")
    assert len(reading.plain) == len(reading.letter.text)
    assert "(" not in reading.plain
