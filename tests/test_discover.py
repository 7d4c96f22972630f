"""Candidates for the glossary: what is counted, how it is ranked, and that nothing private gets out."""

from __future__ import annotations

import math
import stat
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from plainlang.cli.discover import discover
from plainlang.discovery import Candidate, Survey, surprise, without_parts
from plainlang.drafting import as_yaml, drafts, neutral
from plainlang.errors import UsageError
from plainlang.glossary.load import load_glossary
from plainlang.glossary.parse import parse_file
from plainlang.language.reading import Reading
from plainlang.readers.text import read
from plainlang.rules.found import Found
from plainlang.spans import Span
from tests.judging import glossary

LETTER = """Dear Ms. Okafor,

We hold the usufruct for Daniel Okafor. You owe $1,240.55 by March 9. The usufruct ends in 2027.

Please send the turbine record to us. Your turbine record is late. A turbine record helps okafor.

The obligor has to pay. We say that past-due support is late.
"""
ONE = Candidate(term="usufruct", count=2, letters=1, zipf=1.78, score=9.0, rare=True, text="", span=Span(0, 0))
app = typer.Typer(pretty_exceptions_enable=False)
app.command()(discover)


def survey_of(*letters: str) -> Survey:
    survey = Survey(glossary())
    for letter in letters:
        survey.add(Found(Reading(read("letter.txt", letter.encode())), glossary()))
    return survey


def test_surprise_is_the_log_likelihood_ratio() -> None:
    assert surprise(10, 1000, 0.001) == pytest.approx(2 * (10 * math.log(10) + 990 * math.log(990 / 999)))
    assert surprise(1, 1000, 0.001) == pytest.approx(0.0)
    assert surprise(1, 10000, 0.001) < 0
    assert surprise(5, 5, 0.1) > 0


def test_a_rare_word_is_counted_over_letters() -> None:
    (one,) = [c for c in survey_of(LETTER, LETTER).candidates() if c.term == "usufruct"]
    assert (one.count, one.letters, one.zipf, one.rare) == (4, 2, 1.78, True)
    assert one.text[one.span.start : one.span.end] == "usufruct"


def test_a_phrase_is_found_and_its_part_is_left_out() -> None:
    terms = {draft.candidate.term for draft in drafts(survey_of(LETTER).candidates(), most=20)}
    assert "turbine record" in terms
    assert "turbine" not in terms


def test_plurals_are_counted_with_their_singular() -> None:
    (one,) = [c for c in survey_of("A usufruct is new. Two usufructs are old.").candidates() if "usufruct" in c.term]
    assert (one.term, one.count) == ("usufruct", 2)


def test_terms_names_everyday_words_and_substitutes_are_no_candidates() -> None:
    text = LETTER + "\nWe met Zzyzx and Zzyzx, not zzyzx. Your child, your child, your child, your child came.\n"
    words = {word for c in survey_of(text).candidates() for word in c.term.split()}
    assert not words & {"obligor", "zzyzx", "child", "okafor", "support"}


def test_what_is_far_more_frequent_here_is_found_from_three_times_on() -> None:
    filler = "We will call you in May if you want to talk to us again. " * 20
    often = "The turbine stopped. " * 3
    assert "turbine" in [c.term for c in survey_of(filler + often).candidates()]
    assert survey_of(filler + "The turbine stopped. " * 2).candidates() == []


def test_the_highest_score_comes_first() -> None:
    scores = [c.score for c in survey_of(LETTER).candidates()]
    assert scores == sorted(scores, reverse=True)


def test_a_rare_word_is_kept_even_inside_a_phrase() -> None:
    whole = Candidate(term="usufruct deed", count=2, letters=1, zipf=1.7, score=9, rare=False, text="", span=Span(0, 0))
    part = Candidate(term="deed", count=2, letters=1, zipf=3.7, score=8, rare=False, text="", span=Span(0, 0))
    assert [c.term for c in without_parts([whole, ONE, part])] == ["usufruct deed", "usufruct"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Grace Okafor owes usufruct.", "Xxxx Xxxx owes usufruct."),
        ("The usufruct of Mark is $1,240.55 in case 70-B.", "The usufruct of Xxxx is $0,000.00 in case 00-Xxxx."),
        ("You don't owe okafor a usufruct.", "You don't owe Xxxx a usufruct."),
        ("Ask OKAFOR [now] for usufruct.", "Xxxx Xxxx (now) for usufruct."),
        ("I saw O’Brien, żółw and usufruct.", "I saw Xxxx, Xxxx and usufruct."),
    ],
)
def test_nothing_private_is_shown(text: str, shown: str) -> None:
    at = text.index("usufruct")
    sentence, span = neutral(text, Span(at, at + 8))
    assert sentence == shown
    assert sentence[span.start : span.end] == "usufruct"


def test_a_long_sentence_is_cut_at_words() -> None:
    text = "we came home " * 20 + "usufruct " + "we came home " * 20
    at = text.index("usufruct")
    sentence, span = neutral(text, Span(at, at + 8))
    assert len(sentence) < 220
    assert sentence[span.start : span.end] == "usufruct"
    assert sentence.startswith("… ")
    assert sentence.endswith(" …")
    assert set(sentence.split()) == {"…", "we", "came", "home", "usufruct"}


def test_drafts_are_valid_entries_to_be_completed() -> None:
    content = as_yaml(drafts(survey_of(LETTER).candidates(), most=20))
    layer = parse_file(Path("drafts.yaml"), content.encode())
    entries = {entry.term: entry for entry in layer.entries}
    assert {"usufruct", "turbine record"} <= set(entries)
    assert {(e.level.value, e.paste, e.source) for e in entries.values()} == {
        ("note", False, "Found by discover; to be completed")
    }
    assert list(entries) == sorted(entries)
    assert "# a guess" in content
    assert "Okafor" not in content
    assert "1,240" not in content


def letters(folder: Path, count: int = 1) -> Path:
    place = folder / "letters"
    place.mkdir()
    for number in range(count):
        (place / f"{number}.txt").write_text(LETTER, "utf-8")
    return place


def test_the_command_shows_a_table_without_names(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, [str(letters(tmp_path, 25))], catch_exceptions=False)
    assert done.exit_code == 0
    assert "   50       25  1.78  usufruct: rare in everyday English" in done.stdout
    assert "Okafor" not in done.output
    assert "1,240" not in done.output
    assert "Reading letters" not in done.output


def test_the_command_writes_drafts_that_load(tmp_path: Path) -> None:
    out = tmp_path / "drafts.yaml"
    done = CliRunner().invoke(app, [str(letters(tmp_path)), "-o", str(out)], catch_exceptions=False)
    assert done.exit_code == 0
    assert "Complete" in done.stderr
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert load_glossary([out], cache=False).named("usufruct")
    with pytest.raises(UsageError, match="there already"):
        CliRunner().invoke(app, [str(tmp_path), "-o", str(out)], catch_exceptions=False)


def test_a_letter_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, [str(letters(tmp_path)), str(tmp_path / "gone.txt")], catch_exceptions=False)
    assert done.exit_code == 3
    assert "usufruct" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "gone.txt" in done.stderr


def test_nothing_found_is_said_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Your check came in May.", "utf-8")
    out = tmp_path / "drafts.yaml"
    done = CliRunner().invoke(app, [str(tmp_path / "a.txt"), "-o", str(out)], catch_exceptions=False)
    assert (done.exit_code, done.stdout.startswith("No word stands out")) == (0, True)
    assert not out.exists()


def test_most_limits_the_rows(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, [str(letters(tmp_path)), "--most", "1"], catch_exceptions=False)
    assert done.stdout.count("\n") == 3
