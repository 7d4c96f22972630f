from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from plainlang.audit.boilerplate import Shared, shared_paragraphs
from plainlang.audit.near import are_near, keys_of, skeleton
from tests.audit_ledgers import add_run, letter, opened

SAME = [
    ("You owe $200.00 in arrears as of May 3, 2027.", "You owe $1,310.25 in arrears as of November 14, 2026."),
    ("We told Ms. Ada Bell that the arrears are due.", "We told Mr. Juan de la Cruz Ortiz that the arrears are due."),
    ("Obligor: JOHN SMITH Case number: 12-345", "Obligor: MARY ANN LEE Case number: 7781"),
    ("Remit within thirty (30) days of this notice.", "Remit within sixty (60) days of this notice."),
    ("Dear {{ client.name }}, your arrears accrue.", "Dear «Name», your arrears accrue."),
    ("The obligor’s wages may be garnished, see below.", "The obligor's wages may be garnished - see below."),
    ("The arrears on your case have accured.", "The arrears on your case have accrued."),
    ("Please recieve our notice of the arrears.", "Please receive our notice of the arrears."),
    (
        "Please call our office about the arrears on your case so that we can find a way for you.",
        "Please phone our office about the arrears on your case so that we can find a way for you.",
    ),
    (
        "When he sends the form to us, we look at his income and the arrears and tell him what we found in it.",
        "When she sends the form to us, we look at her income and the arrears and tell her what we found in it.",
    ),
    (
        "The arrears must be paid to the state office by check or by money order with your case number.",
        "The arrears must be paid to the state office by check or money order with your case number.",
    ),
]
"""One paragraph of a template, in two letters."""
OTHER = [
    ("Your licence will be suspended.", "Your licence will not be suspended."),
    ("You must pay by May 1.", "You need not pay by May 1."),
    (
        "We have approved your request to change the amount of support and the arrears on your case.",
        "We have denied your request to change the amount of support and the arrears on your case.",
    ),
    (
        "If you pay the arrears in full before the hearing, the court will take your name off the list.",
        "If you pay the arrears in full after the hearing, the court will take your name off the list.",
    ),
    (
        "The order that the court made about your arrears is lawful and stays in force for you and them.",
        "The order that the court made about your arrears is unlawful and stays in force for you and them.",
    ),
    (
        "The court found that you can't pay the arrears now and that you have to come to the next hearing.",
        "The court found that you can pay the arrears now and that you have to come to the next hearing.",
    ),
    (
        "Bring the form to our office in the old mill and ask the clerk about the arrears on your case.",
        "Bring the check to our office in the old mill and ask the cashier about the arrears on your case.",
    ),
    (
        "The court looked at your income, your rent and your bills, and set the arrears on your case last week.",
        "The court looked at your house, your rent and your taxes, and set the arrears on your case this week.",
    ),
    ("Send us the form.", "Keep us the form."),
    ("The arrears accrue each month.", "The arrears stop this week."),
    ("Notice of Right to Appeal", "Notice of Intent to Suspend"),
    ("PAY THE ARREARS TODAY", "CALL THE CLERK AT ONCE"),
    (
        "The arrears on your case are sent to the credit bureaus each month until they are paid.",
        "The arrears on your case are sent to the tax office once a year if they are above a sum.",
    ),
    ("The parent who pays owes the arrears to the state agency.", "The parent who gets owes the arrears to the state."),
]
"""Two paragraphs, however alike they look."""


def one_paragraph(pair: Sequence[str]) -> bool:
    here, there = (skeleton(text, {"arrears"}) for text in pair)
    return here == there or are_near(here, there)


def shared(tmp_path: Path, *letters: Sequence[str], words: Sequence[str] = ("arrears",)) -> list[Shared]:
    rows = [letter(f"l/{at:02}.txt", *texts, words=words) for at, texts in enumerate(letters)]
    run = add_run(tmp_path / "audit.sqlite", rows)
    with closing(opened(tmp_path / "audit.sqlite")) as connection:
        return shared_paragraphs(connection, run, most=None)


@pytest.mark.parametrize("pair", SAME)
def test_the_same_paragraph_of_a_template_is_known_again(pair: Sequence[str], tmp_path: Path) -> None:
    assert one_paragraph(pair)
    (found,) = shared(tmp_path, [pair[0]], [pair[1]])
    assert (found.text, found.count, found.letters) == (pair[0], 2, ("l/00.txt", "l/01.txt"))


@pytest.mark.parametrize("pair", OTHER)
def test_two_paragraphs_that_say_something_else_stay_two(pair: Sequence[str], tmp_path: Path) -> None:
    assert not one_paragraph(pair)
    assert shared(tmp_path, [pair[0]], [pair[1]]) == []


def test_what_was_found_is_never_masked(tmp_path: Path) -> None:
    texts = [["Today the NCP must pay the whole sum."], ["Today the CP must pay the whole sum."]]
    assert shared(tmp_path, *texts, words=["NCP", "CP"]) == []
    assert skeleton("Today the NCP must call Ada Bell.", {"ncp"}) == ("today", "the", "ncp", "must", "call", "#")


def test_the_dearest_comes_first_and_a_letter_counts_once(tmp_path: Path) -> None:
    rare, often = "The arrears are due at once.", "Your arrears accrue as we speak of it."
    found = shared(tmp_path, [often, often, rare], [often, rare], [often])
    assert [(one.text, one.count, one.weight) for one in found] == [(often, 3, 20.0), (rare, 2, 10.0)]


def test_only_the_first_letters_are_named_and_all_are_counted(tmp_path: Path) -> None:
    (found,) = shared(tmp_path, *[[f"You owe ${at} in arrears."] for at in range(25)])
    assert (found.count, len(found.letters), found.letters[0]) == (25, 20, "l/00.txt")


def test_a_term_explained_further_above_does_not_split_a_paragraph(tmp_path: Path) -> None:
    text = "The arrears and the lien stay until the obligor has paid."
    rows = [letter("a.txt", text, words=["lien"]), letter("b.txt", text, words=["arrears", "lien"])]
    run = add_run(tmp_path / "audit.sqlite", rows)
    with closing(opened(tmp_path / "audit.sqlite")) as connection:
        (found,) = shared_paragraphs(connection, run)
    assert (found.words, found.count, found.weight) == (("arrears", "lien"), 2, 15.0)


def test_near_ones_gather_round_the_most_frequent_and_never_in_a_chain(tmp_path: Path) -> None:
    words = [f"word{chr(97 + at)}" for at in range(24)]
    texts = [
        " ".join(["x", *words[:at], *[f"new{word}" for word in words[at : at + 1]], *words[at + 1 :]]) for at in (3, 9)
    ]
    whole = " ".join(["x", *words])
    far = " ".join(["x", "newa", "newb", "newc", "newd", *words[4:]])
    (found,) = shared(tmp_path, [texts[0]], [whole], [whole], [texts[1]], [far])
    assert (found.text, found.count) == (whole, 4)


def test_near_paragraphs_of_every_length_share_a_key() -> None:
    for size in range(5, 80):
        mask = [f"word{at}" for at in range(size)]
        for at in range(0, size, 3):
            typo = [*mask[:at], f"{mask[at]}s", *mask[at + 1 :]]
            assert set(keys_of(mask)) & set(keys_of(typo)), (size, at)
            if size >= 13:
                shorter = [*mask[:at], *mask[at + 1 :]]
                assert are_near(mask, shorter)
                assert set(keys_of(mask)) & set(keys_of(shorter)), (size, at)


def test_a_run_without_paragraphs_shares_none(tmp_path: Path) -> None:
    assert shared(tmp_path, [], []) == []
