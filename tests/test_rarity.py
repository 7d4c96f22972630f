"""How common a word is, and what the rule makes of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plainlang.errors import PlainlangError
from plainlang.finding import Level
from plainlang.language import rarity
from tests.judging import findings_in, glossary

RARE = "This word is rare in everyday English. Use a more common one, or explain it."


def rare_in(text: str) -> list[tuple[str, Level]]:
    found = [f for f in findings_in(text) if f.message == RARE]
    assert {f.rule for f in found} <= {"complex-word"}
    assert not any(f.suggestions for f in found)
    return [(text[f.span.start : f.span.end], f.level) for f in found]


@pytest.mark.parametrize("word", ["the", "child", "escrow", "abeyance", "usufruct", "perspicuous", "obligor", "x-ray"])
def test_frequencies_are_those_of_wordfreq(word: str) -> None:
    from wordfreq import zipf_frequency

    assert (rarity.zipf(word) or 0.0) == pytest.approx(
        zipf_frequency(word, "en") if "-" not in word else 0.0, abs=0.006
    )


def test_the_short_list_holds_what_stands_more_than_once_in_a_million_words() -> None:
    assert min(rarity._list("small").values()) == 3.01


@pytest.mark.parametrize("word", ["zzxqv", "", "two words"])
def test_a_word_no_list_holds_has_no_frequency(word: str) -> None:
    assert rarity.zipf(word) is None


@pytest.mark.parametrize("word", ["payments", "rescheduling", "grandparent", "subpoenaed", "steadiest", "scrubbed"])
def test_an_inflection_of_a_common_word_is_familiar(word: str) -> None:
    assert rarity.is_familiar(word)


@pytest.mark.parametrize("word", ["uncashed", "resend", "nonpayment", "refundable", "overpayments", "stepchild"])
def test_a_derivation_of_a_common_word_is_familiar(word: str) -> None:
    assert rarity.is_familiar(word)


@pytest.mark.parametrize("word", ["printout", "checkbook", "lunchboxes", "mailroom", "caseworkers"])
def test_a_compound_of_easy_words_is_familiar(word: str) -> None:
    assert rarity.is_familiar(word)


@pytest.mark.parametrize("word", ["forthwith", "thereunder", "abeyance", "recoupment", "usufruct", "affiant", "zzxqv"])
def test_what_is_not_made_of_common_words_is_not(word: str) -> None:
    assert not rarity.is_familiar(word)


def test_the_commonest_form_speaks_for_the_family() -> None:
    assert rarity.family_zipf("encumbers") == rarity.zipf("encumbered") or rarity.family_zipf(
        "encumbers"
    ) == rarity.zipf("encumber")
    assert rarity.family_zipf("zzxqv") is None


def test_a_missing_list_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rarity, "_folder", lambda: tmp_path)
    with pytest.raises(PlainlangError, match="word frequencies is missing"):
        rarity._list.__wrapped__("small")


def test_a_list_of_another_format_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import gzip

    import msgpack

    (tmp_path / "small_en.msgpack.gz").write_bytes(gzip.compress(msgpack.dumps([{"format": "cB", "version": 2}, []])))
    monkeypatch.setattr(rarity, "_folder", lambda: tmp_path)
    with pytest.raises(PlainlangError):
        rarity._list.__wrapped__("small")


@pytest.mark.parametrize(
    ("text", "word", "level"),
    [
        ("Your answer was too perspicuous for us.", "perspicuous", Level.SHOULD),
        ("The judge was loquacious today.", "loquacious", Level.NOTE),
        ("The judge was blorfacious today.", "blorfacious", Level.NOTE),
        ("Call us about the usufruct's value.", "usufruct", Level.SHOULD),
        ("Bring a tax-usufruct paper.", "usufruct", Level.SHOULD),
    ],
)
def test_a_rare_word_is_found(text: str, word: str, level: Level) -> None:
    assert rare_in(text) == [(word, level)]


def test_a_known_rare_word_is_found_each_time_and_an_unknown_one_once() -> None:
    text = "We know that the perspicuous blorf came with your check. That perspicuous blorf has left your town again."
    assert [word for word, _ in rare_in(text)] == ["perspicuous", "blorf", "perspicuous"]


@pytest.mark.parametrize(
    "text",
    [
        "Call Perspicuous today.",
        "PERSPICUOUS WORDS ARE FINE.",
        "See page xxxviii of the book.",
        "Use the code blorf7 or 7blorf when you call.",
        "Write to blorf@zzxq.gov or see www.blorf.gov/usufruct today.",
        "Save it as usufruct.pdf on your phone.",
        "You shouldn't call if you couldn’t pay.",
        "It was a usufruct (the right to use a thing).",
        "She wrote “we hold the usufruct of the whole farm today” in her letter.",
        "Si necesita ayuda con esta carta, llame a nuestra oficina.",
        "The blvd is closed.",
        "We got your perspi-\ncuousness and your usu-\nfructs.",
        "We saw the café today.",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert rare_in(text) == []


def test_frames_hold_names() -> None:
    text = "Usufruct blorf agency\n12 blorf street\nHartwell, OH 43999\n\nDear Ms. Ruiz:\n\nYour check came in May.\n"
    assert rare_in(text) == []


def test_terms_of_the_glossary_and_their_substitutes_are_not_judged_again() -> None:
    assert glossary().with_form("obligor")
    assert rare_in("The obligor called. The obligors called.") == []
    for term in glossary().terms[:400]:
        for say in term.says[:1]:
            assert rare_in(f"we say {say.one} here.") == [], say.one


def test_a_plain_letter_opens_only_the_short_list() -> None:
    code = (
        "import sys; from plainlang.cli import main; sys.argv = ['plainlang', 'check', 'examples/payment-plan.md']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "from plainlang.language import rarity\n"
        "print('lists', rarity._list.cache_info().currsize, 'wordfreq' in sys.modules)"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "lists 1 False"
