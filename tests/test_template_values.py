"""Values of letters: read for sure or refused, and never read as Markdown."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from plainlang.templates.field import Field
from plainlang.templates.sandbox import lines, printed
from plainlang.templates.values import WrongValueError, example_of, read_value

COLUMNS = {"due": {"type": "date", "meaning": "m", "example": "2026-03-01"}}
LETTERS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60)
MARKS = st.text(st.sampled_from("\\`*_[]()<>|~&#!-+=:.1\"' ax"), min_size=1, max_size=30)
ONE_LINE = (LETTERS | MARKS).filter(str.strip)


def field(kind: str, **more: object) -> Field:
    return Field.model_validate({"type": kind, "meaning": "m", "example": "example", **more})


def words(markdown: str) -> list[str]:
    """The words of a page, and the name of every mark-up that is no plain paragraph."""
    found: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        known = ("paragraph_open", "paragraph_close", "inline")
        found.append(" " if token.type in known else f"<{token.type}>")
        for child in token.children or []:
            if child.type in ("text", "text_special"):
                found.append(child.content)
            else:
                found.append(" " if child.type in ("softbreak", "hardbreak") else f"<{child.type}>")
    return "".join(found).split()


@settings(deadline=None)
@given(ONE_LINE, ONE_LINE)
def test_no_value_adds_structure(one: str, two: str) -> None:
    try:
        texts = [read_value(field("text"), value) for value in (one, two)]
    except WrongValueError:
        return
    assert words(lines([str(text) for text in texts])) == [*one.split(), *two.split()]
    assert words(f"{texts[0]}\n\nDear {texts[1]}, {texts[0]}") == [
        *one.split(), *f"Dear {two.strip()}, {one.strip()}".split()
    ]  # fmt: skip


@settings(deadline=None)
@given(MARKS.filter(str.strip))
def test_no_value_leaves_its_cell_of_a_table(value: str) -> None:
    text = read_value(field("text"), value)
    page = MarkdownIt("commonmark").enable("table").render(f"| a | b |\n|---|---|\n| {text} | end |\n")
    assert len(re.findall("<td>", page)) == 2
    assert page.count("<td>end</td>") == 1 + (value.strip() == "end")


@pytest.mark.parametrize(
    "value", ["a|b", ":-:", "---", "===", "1. a", "7) a", "# a", "<script>", "&amp;", "a\\", "{{ 7*7 }}", "=cmd()"]
)
def test_marks_stay_words(value: str) -> None:
    text = str(read_value(field("text"), value))
    assert words(text) == value.split()
    assert words(f"a|b\\\n{text}") == ["a|b", *value.split()]


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_read_as_it_is_meant(day: date) -> None:
    said = str(printed(day))
    ways = [f"{day:%Y-%m-%d}", f"{day.month}/{day.day}/{day.year}", f"{day:%m/%d/%Y}", said, said.replace(",", ""),
            f"{day.day}-{day:%b}-{day.year}", f"{day:%Y-%m-%d} 00:00:00", f"{day:%m/%d/%Y} 0:00"]  # fmt: skip
    assert {read_value(field("date"), way) for way in ways} == {day}


@pytest.mark.parametrize("value", [
    "3/9/26", "13/9/2026", "2026-02-30", "tomorrow", "09.03.2026", "2026-03-09 14:30",
    "0026-03-09", "45725", "Mare 3, 2026",
    "2026/03/09 or later", True, "9" * 1_000_000,
])  # fmt: skip
def test_no_day_is_guessed(value: object) -> None:
    with pytest.raises(WrongValueError, match=r"no date\. Write it like 2026-03-09"):
        read_value(field("date"), value)


@settings(deadline=None)
@given(st.decimals(0, 999_999_999, places=2))
def test_an_amount_is_read_as_it_is_meant(amount: Decimal) -> None:
    ways = [f"{amount}", f"${amount}", f"{amount:,}", f"$ {amount:,} ", str(printed(amount))]
    assert {read_value(field("money"), way) for way in ways} == {amount}


@pytest.mark.parametrize("value", [
    "310,50", "1.310,00", "-310.00", "(310.00)", "310.505", "31O", "3e2", "1,31", "0,310",
    "310-320", "$", "", "$310 a month", "nan",
    "9" * 40, True,
])  # fmt: skip
def test_no_amount_is_guessed(value: object) -> None:
    with pytest.raises(WrongValueError, match="no amount of money"):
        read_value(field("money"), value)


def test_a_spreadsheet_drops_the_last_zero() -> None:
    assert read_value(field("money"), "310.5") == Decimal("310.50")


@pytest.mark.parametrize("value", [
    "614-555-0188", "(614) 555-0188",
    "614.555.0188", "+1 614 555 0188", "16145550188", "1-614-555-0188", "614–555–0188",
    "614/555-0188",
])  # fmt: skip
def test_a_phone_number_is_read_as_it_is_meant(value: str) -> None:
    assert read_value(field("phone"), value) == "614-555-0188"
    assert read_value(field("phone"), f"{value} ext. 12") == "614-555-0188, ext. 12"


@pytest.mark.parametrize("value", [
    "555-0188", "614-555-0188 or 614-555-0190", "call 614-555-0188", "614-555-HELP", "06145550188",
    "6.15E+09", "+44 20 7946 0958",
    "114-555-0188", "614-555-01888",
])  # fmt: skip
def test_no_phone_number_is_guessed(value: str) -> None:
    with pytest.raises(WrongValueError, match=r"phone number.*Write it like 614-555-0188"):
        read_value(field("phone"), value)


@pytest.mark.parametrize(("value", "said"), [
    ("two\nlines", "more than one line"), ("two\u2028lines", "more than one line"),
    ("a\x00b", "sign that cannot be seen"),
    ("a\u202eb", "sign that cannot be seen"), ("a\udc80b", "sign that cannot be seen"), ("x" * 1_000_000, "too long"),
    ("#REF!", "error sign"), ("#N/A", "error sign"), ("####", "error sign"), ("1.23457E+11", "cut this number short"),
    ({"a": "b"}, "no plain text"), (True, "no plain text"),
])  # fmt: skip
def test_text_that_no_letter_can_print(value: object, said: str) -> None:
    with pytest.raises(WrongValueError, match=said):
        read_value(field("text"), value)


def test_hard_spaces_and_tabs_are_spaces() -> None:
    assert read_value(field("text"), "\u00a0Ms.\u00a0Ana\tOrtiz ") == "Ms. Ana Ortiz"


@pytest.mark.parametrize(
    "value", ["1 Quarry St\r\nFallow", "1 Quarry St\rFallow", "1 Quarry St; Fallow;", ["1 Quarry St", "", "Fallow"]]
)
def test_lines(value: object) -> None:
    assert read_value(field("lines"), value) == ["1 Quarry St", "Fallow"]


@pytest.mark.parametrize("value", [{"a": "b"}, True, [["a"]], " ; ", ["a"] * 1000])
def test_no_lines(value: object) -> None:
    with pytest.raises(WrongValueError):
        read_value(field("lines"), value)


def test_rows_in_a_cell_are_json_and_keep_their_cents() -> None:
    columns = {**COLUMNS, "amount": {"type": "money", "meaning": "m", "example": "$1.00"}}
    [row] = read_value(field("rows", columns=columns), '[{"due": "2026-03-01", "amount": 310.10}]')  # type: ignore[misc]
    assert printed(row["amount"]) == "$310.10"


@pytest.mark.parametrize("value", [
    "none", "[1]", "{}", '[{"due": 1}, {"due"', '[{"due": "2026-03-01", "due": "2026-04-01"}]', '[{"due": "soon"}]',
    "[]", '[{"other": 1}]', '[{"due": NaN}]', "[" * 100_000,
])  # fmt: skip
def test_no_rows(value: str) -> None:
    with pytest.raises(WrongValueError):
        read_value(field("rows", columns=COLUMNS), value)


@pytest.mark.parametrize("kind", ["date", "money", "number", "phone", "yes-no", "choice", "rows"])
def test_a_refusal_never_tells_the_value(kind: str) -> None:
    more: dict[str, object] = {"rows": {"columns": COLUMNS}, "choice": {"choices": ["x"]}}.get(kind, {})
    with pytest.raises(WrongValueError) as refusal:
        read_value(field(kind, **more), "Quillfeather")
    assert "Quill" not in str(refusal.value)


def test_an_example_is_shown_as_a_person_would_type_it() -> None:
    assert example_of(field("lines", example=["40 Larch Road", "Fallow"])) == "40 Larch Road; Fallow"
    assert example_of(field("yes-no", example=False)) == "no"
    assert example_of(field("rows", example=[{"due": "2026-03-01"}], columns=COLUMNS)) == "2026-03-01"


MISSED = {
    "day": {"type": "date", "meaning": "m", "example": "2026-03-01"},
    "amount": {"type": "money", "meaning": "m", "example": "$310.00"},
    "kept": {"type": "money", "meaning": "m", "example": "$60.00", "required": False},
}
PAPERS = {name: {"type": "text", "meaning": "m", "example": "e"} for name in ("paper", "shows")}


@pytest.mark.parametrize("value", [
    "3/1/2026 $310.00; 4/1/2026 $20",
    "3/1/2026 | $310.00\n4/1/2026 | $20\n", "March 1, 2026 $310.00; April 1, 2026 20;",
    "1 Mar 2026 | 310 |; 2026-04-01 20", '[{"day": "3/1/2026", "amount": 310}, {"day": "4/1/2026", "amount": 20}]',
])  # fmt: skip
def test_rows_as_people_type_them(value: str) -> None:
    rows = read_value(field("rows", columns=MISSED), value)
    day, other, amounts = date(2026, 3, 1), date(2026, 4, 1), (Decimal(310), Decimal(20))
    assert rows == [
        {"day": day, "amount": amounts[0], "kept": None},
        {"day": other, "amount": amounts[1], "kept": None},
    ]


def test_columns_of_text_need_a_sign_between_them() -> None:
    papers = field("rows", columns=PAPERS)
    assert read_value(papers, "A bill | What you pay") == [{"paper": "A bill", "shows": "What you pay"}]
    with pytest.raises(WrongValueError, match=r"Put ; between two rows and \| between two columns \(paper \| shows\)"):
        read_value(papers, "A bill, what you pay")


@pytest.mark.parametrize("value", [
    "3/1/2026, $310.00", "3/1/2026", "3/1/2026 310 60 20", "3/1/2026 | 310 | 60 | 20", "310 3/1/2026",
    "March 1 2026 310 " + "1 " * 40,
])  # fmt: skip
def test_no_row_is_guessed(value: str) -> None:
    with pytest.raises(WrongValueError):
        read_value(field("rows", columns=MISSED), value)


def test_the_example_of_rows_can_be_typed() -> None:
    example = [{"amount": "$310.00", "day": "2026-03-01"}, {"day": "2026-04-01", "amount": "$1.00", "kept": "$1.00"}]
    rows = field("rows", example=example, columns=MISSED)
    assert example_of(rows) == "2026-03-01 | $310.00; 2026-04-01 | $1.00 | $1.00"
    assert read_value(rows, example_of(rows)) == read_value(rows, example)
    papers = field("rows", example=[{"paper": "a; b", "shows": "c"}], columns=PAPERS)
    assert read_value(papers, example_of(papers)) == [{"paper": "a; b", "shows": "c"}]


@pytest.mark.parametrize(("kind", "value"), [("money", "0"), ("money", "$0.00"), ("number", "0")])
def test_nothing_where_there_has_to_be_something(kind: str, value: str) -> None:
    with pytest.raises(WrongValueError, match="has to be more than"):
        read_value(field(kind, above_zero=True), value)
    assert read_value(field(kind), value) == 0


def test_a_year_of_two_digits_is_told() -> None:
    with pytest.raises(WrongValueError, match=r"2026-03-09, with four digits for the year\."):
        read_value(field("date"), "3/9/26")


@pytest.mark.parametrize("keys", [
    {"kind": "text", "after": "x"}, {"kind": "money", "not_after": "x"}, {"kind": "date", "above_zero": True},
    {"kind": "rows", "columns": PAPERS, "oldest_first": True},
])  # fmt: skip
def test_a_key_stands_with_its_types_alone(keys: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="stand"):
        field(str(keys.pop("kind")), **keys)
