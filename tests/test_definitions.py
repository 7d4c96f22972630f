"""Where a letter says what an acronym stands for, and the near misses that say no such thing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainlang.language.definitions import find_definitions


def pairs(text: str) -> list[tuple[str, str]]:
    """What is defined, read off the spans."""
    found = find_definitions(text)
    assert all(text[one.short_span.start : one.short_span.end] == one.short for one in found)
    return [(one.short, text[one.long_span.start : one.long_span.end]) for one in found]


def shorts(text: str) -> list[str]:
    return [one.short for one in find_definitions(text)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We sent an Income Withholding Order (IWO) to you.", "IWO", "Income Withholding Order"),
        ("the State Disbursement Unit (SDU)", "SDU", "State Disbursement Unit"),
        (
            "the Department of Child Support Services (DCSS)",
            "DCSS",
            "Department of Child Support Services",
        ),
        ("the noncustodial parent (NCP)", "NCP", "noncustodial parent"),
        ("a Non-Custodial Parent (NCP)", "NCP", "Non-Custodial Parent"),
        ("your child support (CS)", "CS", "child support"),
        ("a Genetic-Test (GT)", "GT", "Genetic-Test"),
        ("the Health & Welfare Fund (H&WF)", "H&WF", "Health & Welfare Fund"),
    ],
)
def test_long_form_before_short_form(text: str, short: str, long: str) -> None:
    assert pairs(text) == [(short, long)]


def test_the_first_letter_stands_at_the_start_of_a_word() -> None:
    assert pairs("a twist of the Wage Order (WO)") == [("WO", "Wage Order")]


def test_words_before_the_long_form_are_no_part_of_it() -> None:
    assert pairs("It is in our interest that an Interstate Wage Order (IWO) came.") == [
        ("IWO", "Interstate Wage Order")
    ]


def test_the_long_form_can_be_far_into_a_letter() -> None:
    text = "Please read this page. " * 20 + "The State Disbursement Unit (SDU) pays you."
    assert pairs(text) == [("SDU", "State Disbursement Unit")]


@pytest.mark.parametrize("inside", ['"SDU"', "“SDU”", "'SDU'", "the SDU", 'the "SDU"', "the “SDU”", "or SDU", " SDU "])
def test_quotes_and_little_words_around_the_short_form_are_left_out(inside: str) -> None:
    assert pairs(f"the State Disbursement Unit ({inside})") == [("SDU", "State Disbursement Unit")]


@pytest.mark.parametrize(
    "text",
    [
        "IWO (Income Withholding Order) is on its way.",
        "IWO means income withholding order.",
        "IWO stands for income withholding order.",
        "IWO is short for income withholding order.",
        "IWO, short for income withholding order, is new.",
        "IWO, which stands for income withholding order, is new.",
        "IWO, that is short for income withholding order, is new.",
        'The "IWO" stands for income withholding order.',
        "The IWO, i.e., income withholding order, is new.",
        "The IWO, or income withholding order, is new.",
    ],
)
def test_short_form_before_long_form(text: str) -> None:
    assert [short for short, _ in pairs(text)] == ["IWO"]
    assert pairs(text)[0][1].lower().startswith("income withholding")


def test_the_long_form_in_brackets_ends_where_its_letters_do() -> None:
    assert pairs("SDU (State Disbursement Unit, in Ames) is where you pay.") == [("SDU", "State Disbursement Unit")]


def test_a_line_end_in_the_long_form_is_a_space() -> None:
    assert pairs("an Income Withholding\nOrder (IWO)") == [("IWO", "Income Withholding\nOrder")]


def test_a_line_end_before_the_brackets_is_a_space() -> None:
    assert pairs("an Income Withholding Order\n(IWO)") == [("IWO", "Income Withholding Order")]


def test_a_line_end_between_short_form_and_long_form_is_a_space() -> None:
    assert pairs("The SDU\nstands\nfor Speedy\nDelivery Union.") == [("SDU", "Speedy\nDelivery Union")]


def test_a_comma_in_the_long_form_is_crossed() -> None:
    assert pairs("the Bureau of Children, Youth and Families (BCYF)") == [
        ("BCYF", "Bureau of Children, Youth and Families")
    ]


def test_a_long_form_begins_at_the_word_in_capitals() -> None:
    assert pairs("the Office of Children, Youth and Families (OCYF)") == [
        ("OCYF", "Office of Children, Youth and Families")
    ]


def test_a_letter_that_grows_in_lower_case_moves_no_offset() -> None:
    assert pairs("İ Income Withholding Order (IWO)") == [("IWO", "Income Withholding Order")]


def test_a_full_stop_ends_what_follows_means() -> None:
    assert shorts("SDU means nothing. State Disbursement Unit is the name.") == []


def test_definitions_come_in_the_order_of_their_place() -> None:
    text = "SDU stands for State Disbursement Unit. The Income Withholding Order (IWO) and NCP (noncustodial parent)."
    assert shorts(text) == ["SDU", "IWO", "NCP"]


@pytest.mark.parametrize(
    "text",
    [
        "the house (see page 2)",
        "the Income Withholding Order (see IWO)",
        "the form (PDF)",
        "Call us (NOW)",
        "(IWO)",
        "IWO",
        "IWO (see page 2)",
        "IWO (call 555-0100)",
        "Children (CH)",
        "the order (a)",
        "the parent (p)",
        "Income Withholding Order (Iwo)",
        "Income Withholding Order IWO",
        "Withholding Order Income (IWO)",
        "swim in two ponds (SIP2)",
        "the house or the flat",
        "You, or the other parent, can ask.",
        "SDU means pay on time.",
        "SDU (please send the dues urgently)",
        "SDU or IWO",
        "",
    ],
)
def test_a_near_miss_defines_nothing(text: str) -> None:
    assert shorts(text) == []


@settings(deadline=None)
@given(st.text(alphabet='abIWO ()\n.,"“-&é\n', max_size=60))
def test_spans_lie_in_the_text_and_in_order(text: str) -> None:
    found = find_definitions(text)
    for one in found:
        assert text[one.short_span.start : one.short_span.end] == one.short
        assert 0 <= one.long_span.start < one.long_span.end <= len(text)
        assert not one.long_span.overlaps(one.short_span)
    assert found == sorted(found, key=lambda one: one.short_span)


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The NCP, which means noncustodial parent, pays.", "NCP", "noncustodial parent"),
        ("NCP = noncustodial parent", "NCP", "noncustodial parent"),
        ("CP is the custodial parent.", "CP", "custodial parent"),
        ("SDU - State Disbursement Unit", "SDU", "State Disbursement Unit"),
        ("SDU: the State Disbursement Unit", "SDU", "State Disbursement Unit"),
        ("the SDU's (State Disbursement Unit's) address", "SDU", "State Disbursement Unit"),
        ("the NCPs (noncustodial parents)", "NCPs", "noncustodial parents"),
        ("We wrote to the Department of Revenue, or DOR, in May.", "DOR", "Department of Revenue"),
        ("the Child Welfare, or CW, office", "CW", "Child Welfare"),
        ("We asked for a genetic swab test or GST.", "GST", "genetic swab test"),
        ("The State Disbursement Unit, referred to as the SDU, pays.", "SDU", "State Disbursement Unit"),
        ("the State Disbursement Unit, also called the “SDU”", "SDU", "State Disbursement Unit"),
        ("the Family Support Division, in short FSD,", "FSD", "Family Support Division"),
        ("the Division of Family Support, DFS, today", "DFS", "Division of Family Support"),
        ("the Office of Child Support – OCS – sends", "OCS", "Office of Child Support"),
        ("the State Disbursement Unit (hereafter “SDU”)", "SDU", "State Disbursement Unit"),
        (
            'the State Disbursement Unit (hereinafter referred to as "the SDU")',
            "SDU",
            "State Disbursement Unit",
        ),
        ("a Medical Support Notice (“MSN” or “notice”)", "MSN", "Medical Support Notice"),
        ("Nutrition Assistance Program (NAP, food stamps)", "NAP", "Nutrition Assistance Program"),
        ("Parent Locator Service [PLS]", "PLS", "Parent Locator Service"),
        ("(the Office of Child Support Services (OCSS)) helps", "OCSS", "Office of Child Support Services"),
        ("OCS (Office of Child Support (of Ohio))", "OCS", "Office of Child Support"),
        ("Centers for Disease Control and Prevention (CDC)", "CDC", "Centers for Disease Control"),
        ("your Medicaid (MA) card", "MA", "Medicaid"),
        ("hypertension (HTN)", "HTN", "hypertension"),
        ("COVID-19 (coronavirus disease 2019)", "COVID-19", "coronavirus disease 2019"),
        ("W3C (World Wide Web Consortium)", "W3C", "World Wide Web Consortium"),
        ("a 6DOF (six degrees of freedom) arm", "6DOF", "six degrees of freedom"),
        ("mRNA (messenger RNA)", "mRNA", "messenger RNA"),
        ("input/output (I/O)", "I/O", "input/output"),
        ("questions and answers (Q&A)", "Q&A", "questions and answers"),
        ("an Electronic Income Withholding Order (e-IWO)", "e-IWO", "Electronic Income Withholding Order"),
        ("the Non-negative Net Funds (NNF)", "NNF", "Non-negative Net Funds"),
        ("Denoised Auto-encoders (DA)", "DA", "Denoised Auto-encoders"),
        ("The Extra Wage Order helps. The Wage Order (WO) is new.", "WO", "Wage Order"),
        ("SVHN The Street View House Numbers (SVHN) set", "SVHN", "Street View House Numbers"),
    ],
)
def test_other_ways_to_say_it(text: str, short: str, long: str) -> None:
    assert pairs(text) == [(short, long)]


def test_two_short_forms_on_both_sides_of_a_slash() -> None:
    assert pairs("the custodial parent/noncustodial parent (CP/NCP)") == [
        ("CP", "custodial parent"),
        ("NCP", "noncustodial parent"),
    ]


def test_a_blank_line_ends_a_long_form() -> None:
    assert shorts("Income Withholding\n\nOrder (IWO)") == []


@pytest.mark.parametrize(
    "text",
    [
        "The CP is currently paying.",
        "The CP or child pays.",
        "the child's parent or CP",
        "IWO means it would be late.",
        "SDU (send us documents)",
        "She lives in New York, NY 10001.",
        "See parts I, II, III now.",
        "Please send us the documents, or DOR will act.",
        "the order. Write Office (OWO)",
        "Form (FM)",
        "the Income Withholding (fee) Order (IWO)",
    ],
)
def test_words_that_fit_by_chance_define_nothing(text: str) -> None:
    assert shorts(text) == []
