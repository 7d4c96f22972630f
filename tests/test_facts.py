"""What a letter states: parts, dates, money, contacts, people, numbers, protected wording, the reader, the tone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import cast

import pytest
from docx.document import Document

from plainlang.checking import check
from plainlang.checks import CHECKS
from plainlang.checks.check import Check
from plainlang.checks.sample import letter
from plainlang.config import Settings, SixtyMinutesSettings
from plainlang.facts.contacts import Way, find_contacts
from plainlang.facts.dates import FoundDate, find_dates, letter_date, names_a_time
from plainlang.facts.facts import Facts
from plainlang.facts.money import find_amounts, find_tables
from plainlang.facts.numbers import find_case_numbers
from plainlang.facts.office import plain_phone, read_hours
from plainlang.facts.people import find_names, is_misspelling, is_person, is_slip, name_in_greeting, name_words
from plainlang.facts.profile import Reader, Told
from plainlang.facts.protected import find_protected
from plainlang.facts.tone import FAULTS, chance, features, sure_from
from plainlang.glossary.load import load_glossary
from plainlang.language.acts import Acts, judge
from plainlang.language.reading import Reading
from plainlang.letter import Letter
from plainlang.readability import measure
from plainlang.readers.table import read_letter
from plainlang.spans import Span
from tests.word_files import by_python_docx

LINES = {
    "office": "Brindle County Child Support\n9 Kiln Street\nBrindle, IA 50999",
    "date": "April 2, 2025",
    "address": "Mr. Tomas Vell\n81 Plum Road\nBrindle, IA 50998",
    "subject": "Re: Your payment plan",
    "greeting": "Dear Mr. Vell,",
    "first": "Thank you for your call on March 30. We set up the plan that you asked for.",
    "second": "You pay $40.00 more each month until August. What questions do you have?",
    "closing": "Sincerely,",
    "signature": "Ruth Amsel\nChild Support Worker",
    "enclosures": "Enclosures: payment coupons",
    "copies": "cc: Ms. Lida Vell",
    "language": "Español: llame al 515-555-0131. La ayuda es gratis.",
}


def facts_of(data: bytes | str, path: str = "letter.txt", told: Told | None = None, **settings: object) -> Facts:
    content = data.encode() if isinstance(data, str) else data
    minutes = SixtyMinutesSettings.model_validate(settings)
    reading = Reading(read_letter(path, content))
    return Facts(reading, Settings(sixty_minutes=minutes), readability=measure(reading), told=told)


def as_text() -> Facts:
    return facts_of("\n\n".join(LINES.values()) + "\n")


def as_markdown() -> Facts:
    blocks = {**LINES, "second": "- You pay **$40.00** more each month until August.\n- What questions do you have?"}
    hard = "\n\n".join(block.replace("\n", "  \n") if name != "second" else block for name, block in blocks.items())
    return facts_of(hard + "\n", "letter.md")


def as_word() -> Facts:
    def build(document: Document) -> None:
        for block in LINES.values():
            for line in block.split("\n"):
                document.add_paragraph(line)

    return facts_of(by_python_docx(build), "letter.docx")


FORMATS = pytest.mark.parametrize("form", [as_text, as_markdown, as_word], ids=["txt", "md", "docx"])
Form = Callable[[], Facts]


def said(facts: Facts, *spans: Span | None) -> str:
    return "\n".join(facts.words(span) for span in spans if span is not None)


def texts(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


# Parts


@FORMATS
def test_the_head_is_what_stands_above_the_greeting(form: Form) -> None:
    facts = form()
    head = said(facts, *facts.parts.head)
    assert head.startswith("Brindle County Child Support\n9 Kiln Street")
    assert head.endswith("Re: Your payment plan")


@FORMATS
def test_the_date_line_dates_the_letter(form: Form) -> None:
    facts = form()
    assert said(facts, *facts.parts.dates) == "April 2, 2025"
    assert facts.day == date(2025, 4, 2)


@FORMATS
def test_the_address_is_the_readers_and_not_the_offices(form: Form) -> None:
    facts = form()
    assert said(facts, *facts.parts.addressee) == LINES["address"]


@FORMATS
@pytest.mark.parametrize("part", ["subject", "enclosures", "copies", "language"])
def test_a_line_with_its_own_mark_is_that_part(form: Form, part: str) -> None:
    facts = form()
    assert said(facts, *getattr(facts.parts, part)) == LINES[part]


@FORMATS
def test_greeting_and_closing_frame_the_body(form: Form) -> None:
    facts = form()
    assert said(facts, facts.parts.salutation) == "Dear Mr. Vell,"
    assert said(facts, facts.parts.closing) == "Sincerely,"
    body = facts.words(facts.parts.body)
    assert "Dear" not in body
    assert "Sincerely" not in body
    assert body.startswith("Thank you for your call")


@FORMATS
def test_the_sentences_are_those_of_the_body(form: Form) -> None:
    facts = form()
    found = [facts.words(sentence.span) for sentence in facts.sentences]
    assert len(found) == 4
    assert found[0] == "Thank you for your call on March 30."
    assert found[-1].endswith("What questions do you have?")


@FORMATS
def test_the_signature_names_who_signs(form: Form) -> None:
    facts = form()
    assert said(facts, *facts.parts.signature) == "Ruth Amsel\nChild Support Worker"


def test_a_letter_without_a_greeting_has_a_body_all_the_same() -> None:
    facts = facts_of(
        "April 2, 2025\n\nWe set up the plan that you asked for. Thank you for calling.\n\nSincerely,\n\nR. A."
    )
    assert facts.parts.salutation is None
    assert facts.words(facts.parts.body).startswith("We set up the plan")


def test_a_greeting_in_the_line_of_the_body_is_found() -> None:
    facts = facts_of(
        "April 2, 2025\n\nMr. Vell, we set up the plan that you asked for in your call to us.\n\nThanks,\nR. A."
    )
    assert said(facts, facts.parts.salutation) == "Mr. Vell,"


def test_one_address_alone_is_taken_for_the_offices() -> None:
    facts = facts_of("\n\n".join([LINES["office"], LINES["date"], LINES["greeting"], LINES["first"]]))
    assert facts.parts.addressee == ()


def test_a_name_behind_the_closing_on_its_line_signs() -> None:
    facts = facts_of("Dear Mr. Vell,\n\nWe set up the plan that you asked for. Thank you.\n\nWarmly, Ruth Amsel\n")
    assert "Ruth Amsel" in said(facts, *facts.parts.signature)


def test_rows_of_a_table_are_lines_of_two_cells() -> None:
    facts = facts_of("Dear Mr. Vell,\n\nHere is the plan for you:\n\nApril    $40.00\nMay    $41.00\n\nThank you.\n")
    assert [facts.words(row) for row in facts.rows] == ["April    $40.00", "May    $41.00"]


# Dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on March 3, 2025.", date(2025, 3, 3)),
        ("on Mar. 3rd, 2025.", date(2025, 3, 3)),
        ("on 3 March 2025", date(2025, 3, 3)),
        ("on the 3rd day of March, 2025", date(2025, 3, 3)),
        ("on 3/14/2025", date(2025, 3, 14)),
        ("on 3-14-25", date(2025, 3, 14)),
        ("on 2025-03-14", date(2025, 3, 14)),
        ("from June 3-5, 2025", date(2025, 6, 3)),
        ("on Monday, March 3, 2025", date(2025, 3, 3)),
    ],
)
def test_a_date_is_read_in_any_notation(text: str, day: date) -> None:
    assert [one.day for one in find_dates(text)] == [day]


@pytest.mark.parametrize(
    "text",
    ["$3.14", "version 3.1", "case 12-05-24", "rule 303.1.11", "Sections 1/2", "614-555-0142"],
)
def test_numbers_of_other_things_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_a_day_the_calendar_does_not_have_has_no_day() -> None:
    (found,) = find_dates("by February 30, 2025")
    assert found.day is None
    assert found.has_year


@pytest.mark.parametrize("words", ["Friday, June 20, 2025", "June 20, 2025 (Friday)", "June 20, 2025, a Friday"])
def test_the_right_weekday_is_right_wherever_it_stands(words: str) -> None:
    (found,) = find_dates(words)
    assert found.weekday == 4
    assert not found.is_wrong_weekday


def test_a_wrong_weekday_is_told() -> None:
    (found,) = find_dates("Monday, June 20, 2025")
    assert found.is_wrong_weekday


def test_a_date_that_reads_two_ways_says_so() -> None:
    assert [one.two_ways for one in find_dates("03/04/2025 and 03/14/2025 and 4/4/2025")] == [True, False, False]


def test_a_date_without_a_year_is_the_one_nearest_to_the_letter() -> None:
    (found,) = find_dates("by January 5", near=date(2025, 12, 20))
    assert found.day == date(2026, 1, 5)
    assert not found.has_year


def test_a_span_of_a_date_covers_its_words() -> None:
    text = "Call by Monday, March 3, 2025, please."
    assert texts(text, [one.span for one in find_dates(text)]) == ["Monday, March 3, 2025"]


def test_the_letters_date_has_a_year_and_stands_on_a_date_line() -> None:
    text = "March 3\nMarch 4, 2025\nMarch 5, 2025"
    found = letter_date(find_dates(text), [Span(0, 7), Span(8, 21)])
    assert cast(FoundDate, found).day == date(2025, 3, 4)
    assert letter_date(find_dates(text), []) is None


def test_a_month_alone_names_a_time() -> None:
    assert names_a_time("We wrote to you in may 2024")
    assert not names_a_time("You may call")


# Money


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$1,240.00", "1240.00"),
        ("$ 85", "85"),
        ("-$3.50", "-3.50"),
        ("$-3.50", "-3.50"),
        ("($12.00)", "-12.00"),
        ("(it was $12.00)", "12.00"),
        ("pay $40.", "40"),
    ],
)
def test_an_amount_is_read_as_bookkeepers_write_it(text: str, value: str) -> None:
    assert [amount.value for amount in find_amounts(text)] == [Decimal(value)]


def test_numbers_without_a_dollar_sign_are_no_amounts() -> None:
    assert find_amounts("Case 1240.00, room 12, 5%") == []


def test_amounts_are_sought_only_where_one_asks() -> None:
    text = "$1 and $2 and $3"
    assert [amount.value for amount in find_amounts(text, 5, 10)] == [Decimal(2)]


@pytest.mark.parametrize("gap", ["    ", "\t", " | ", " ..... "])
def test_rows_are_cut_however_the_cells_are_set_apart(gap: str) -> None:
    text = f"March{gap}$10.00\nApril{gap}$20.00\n"
    (table,) = find_tables(text, 0, len(text))
    assert [(row.label, row.amounts[0].value) for row in table] == [("March", Decimal(10)), ("April", Decimal(20))]


def test_running_text_ends_a_table() -> None:
    text = "A:  $1.00\nB:  $2.00\nThis is a sentence of running text.\nC:  $3.00\nD:  $4.00\n"
    assert [len(table) for table in find_tables(text, 0, len(text))] == [2, 2]


def test_a_line_drawn_above_a_row_is_noticed() -> None:
    text = "March   $10.00\nApril   $20.00\n-----\nTotal   $30.00\n"
    (table,) = find_tables(text, 0, len(text))
    assert [row.ruled for row in table] == [False, False, True]


def test_one_row_is_no_table() -> None:
    assert find_tables("March   $10.00\n", 0, 15) == []


# Contacts


@pytest.mark.parametrize(
    "number", ["614-555-0188", "(614) 555-0188", "614.555.0188", "614 555 0188", "1-614-555-0188", "614/555-0188"]
)
def test_a_phone_number_is_well_formed_in_any_usual_notation(number: str) -> None:
    (found,) = find_contacts(f"Call me at {number}, please.")
    assert (found.way, found.text, found.fault) == (Way.PHONE, number, "")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("614-555-018", "has 9 digits"),
        ("614-555-01880", "has 11 digits"),
        ("614-555-O188", "has a letter in it"),
        ("1-800-228-KIDS", "has letters in place of digits"),
        ("555-0188", "has 7 digits"),
    ],
)
def test_what_is_wrong_with_a_phone_number_is_told(words: str, fault: str) -> None:
    (found,) = find_contacts(f"Please call {words}.")
    assert found.way is Way.PHONE
    assert found.fault.startswith(fault)


@pytest.mark.parametrize(
    "words", ["case 614-555-0188", "account 5518-20-0036", "docket 2019-FS-00731", "2025-03-14", "711"]
)
def test_other_numbers_are_no_phone_numbers(words: str) -> None:
    assert find_contacts(f"See {words}.") == []


@pytest.mark.parametrize(
    ("words", "way", "sound"),
    [
        ("ruth.amsel@brindle.gov", Way.EMAIL, True),
        ("ruth.amsel@brindle", Way.EMAIL, False),
        ("ruth@@brindle.gov", Way.EMAIL, False),
        ("ruth (at) brindle.gov", Way.EMAIL, False),
        ("www.brindle.gov/support", Way.WEB, True),
        ("https://brindle.gov", Way.WEB, True),
        ("www.brindle,gov", Way.WEB, False),
        ("www.brindle.con", Way.WEB, False),
        ("ww.brindle.gov", Way.WEB, False),
    ],
)
def test_addresses_are_found_and_judged(words: str, way: Way, sound: bool) -> None:
    (found,) = find_contacts(f"Write to {words} today.")
    assert (found.way, not found.fault) == (way, sound)


def test_an_address_called_an_e_mail_without_its_sign_is_at_fault() -> None:
    (found,) = find_contacts("My e-mail is ruth.amsel.brindle.gov today.")
    assert (found.way, found.fault) == (Way.EMAIL, "has no @ in it")


def test_contacts_come_in_their_order() -> None:
    text = "www.brindle.gov, ruth@brindle.gov, 614-555-0188"
    assert [contact.way for contact in find_contacts(text)] == [Way.WEB, Way.EMAIL, Way.PHONE]


# The office


def test_spellings_of_one_number_are_one_number() -> None:
    spellings = ["614-555-0188", "(614) 555.0188", "1-614-555-0188", "614-555-0188, ext. 31", "+1 614 555 0188"]
    assert {plain_phone(number) for number in spellings} == {"6145550188"}


@pytest.mark.parametrize(
    "words",
    [
        "Monday to Friday, 8 a.m. to 4:30 p.m.",
        "M-F 8-4:30",
        "weekdays from eight to half past four",
        "Mon–Fri 0800–1630",
    ],
)
def test_hours_are_read_in_any_notation(words: str) -> None:
    (office,) = read_hours("Monday through Friday, 8:00 a.m. to 4:30 p.m.")
    (given,) = read_hours(words)
    assert given.fits(office)
    assert given.days == {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    "words", ["Mon-Fri 8 to 5", "Mon-Fri 8 p.m. to 4:30 p.m.", "Saturday 8 to 4:30", "noon to 4:30"]
)
def test_other_hours_do_not_fit(words: str) -> None:
    (office,) = read_hours("Monday through Friday, 8:00 a.m. to 4:30 p.m.")
    (given,) = read_hours(words)
    assert not given.fits(office)


def test_hours_that_name_no_days_fit_on_every_day() -> None:
    (office,) = read_hours("Monday through Friday, 8:00 a.m. to 4:30 p.m.")
    (given,) = read_hours("8 to 4:30")
    assert given.fits(office)


def test_days_may_stand_behind_their_hours() -> None:
    (given,) = read_hours("from eight to noon, every weekday")
    assert given.days == {0, 1, 2, 3, 4}


def test_each_stretch_of_hours_has_its_days() -> None:
    found = read_hours("Monday to Thursday, 8 to 5; Friday, 8 to noon")
    assert [set(one.days) for one in found] == [{0, 1, 2, 3}, {4}]


def test_words_without_hours_give_none() -> None:
    assert read_hours("by appointment, or call 614-555-0188") == []


# People


@pytest.mark.parametrize(
    ("greeting", "name"),
    [
        ("Dear Mr. Vell,", "Vell"),
        ("Hello Tomas Vell:", "Tomas Vell"),
        ("Dear Parent,", ""),
        ("To whom it may concern:", ""),
        ("Dear {{ name }},", ""),
    ],
)
def test_a_greeting_names_a_person_or_nobody(greeting: str, name: str) -> None:
    assert name_in_greeting(greeting) == name


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Ruth Amsel", True),
        ("Ms. Amsel", True),
        ("Ruth Amsel, Worker", True),
        ("Child Support Worker", False),
        ("Brindle County Child Support", False),
        ("Enforcement Unit", False),
    ],
)
def test_a_person_is_told_from_an_office(line: str, person: bool) -> None:
    assert is_person(line) is person


def test_words_of_a_name_leave_out_title_initial_and_suffix() -> None:
    assert name_words("Mr. Tomas B. Vell, Jr.") == ["tomas", "vell"]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [("Reyes", "Reyas", True), ("Reyes", "Reyes", False), ("Ana", "Ann", False), ("Reyes", "Brandt", False)],
)
def test_a_misspelling_differs_by_a_letter_or_two(one: str, other: str, slip: bool) -> None:
    assert is_misspelling(one, other) is slip


def names(text: str) -> list[str]:
    return [" ".join(name.words) for name in find_names(text)]


def test_names_are_words_with_capitals_that_are_no_streets_and_no_days() -> None:
    assert names("On Monday we wrote to Mr. Tomas Vell at 81 Plum Road about Wyatt's school.") == [
        "tomas vell",
        "wyatt",
    ]


def test_two_spellings_of_one_name_are_a_slip_and_two_names_are_none() -> None:
    (one, other, third) = find_names("Ms. Ortiz came. Then Ms. Ortez left. Then Ms. Brandt left.")
    assert is_slip(one, other)
    assert not is_slip(one, third)


def test_daniel_and_daniela_are_two_people() -> None:
    (one, other) = find_names("Daniel Vostrikov came. Later Daniela Vostrikov called.")
    assert not is_slip(one, other)


# Numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Case number: 70-114-B", "70-114-B"),
        ("case no. 4471902", "4471902"),
        ("docket 2019-FS-00731", "2019-FS-00731"),
        ("Re: #25-118", "25-118"),
        ("about FC-22107", "FC-22107"),
    ],
)
def test_a_case_number_is_found(text: str, number: str) -> None:
    assert texts(text, find_case_numbers(text)) == [number]


@pytest.mark.parametrize(
    "text", ["Form No. 10991", "the order of 03/04/2025", "case of 2024", "check no. 55012", "room #4411"]
)
def test_numbers_of_papers_and_dates_are_no_case_numbers(text: str) -> None:
    assert find_case_numbers(text) == []


def test_a_case_number_counts_again_where_it_stands_alone() -> None:
    text = "Case 4471902 is open. Write 4471902 on your check, not 44719021."
    assert texts(text, find_case_numbers(text)) == ["4471902", "4471902"]


# Protected wording


def as_letter(text: str, name: str = "letter.txt") -> Letter:
    return read_letter(name, text.encode())


@pytest.mark.parametrize("form", ["<!-- {} -->", "<!--{}-->"])
@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("letter.md", "We wrote.\n\n{0}\nYou must remit it.\n{1}\n\nThanks."),
        ("letter.md", "We wrote. {0}You must remit it.{1} Thanks."),
        ("letter.html", "<p>We wrote.</p>{0}<p>You must remit it.</p>{1}<p>Thanks.</p>"),
        ("letter.md.j2", "We wrote.\n\n{0}\nYou must remit it.\n{1}\n\nThanks."),
    ],
)
def test_marks_that_a_page_does_not_show_protect_what_is_between_them(name: str, page: str, form: str) -> None:
    text = page.format(form.format("required"), form.format("/required"))
    letter = as_letter(text, name)
    (span,) = find_protected(letter)
    assert letter.text[span.start : span.end].strip() == "You must remit it."
    report = check(name, text.encode(), load_glossary(), Settings())
    assert [one.reason for one in report.waived] == ["The letter marks these words as required."]
    assert report.findings == ()
    assert report.stale == ()


def test_an_end_without_a_beginning_protects_nothing() -> None:
    assert find_protected(as_letter("We wrote.\n\n<!-- /required -->\n\nYou must remit it.", "letter.md")) == ()


def test_marked_wording_is_protected() -> None:
    text = "Pay. <!-- required -->You must pay now.<!-- /required --> Thanks. {# required #}By law.{# /required #}"
    assert texts(text, list(find_protected(as_letter(text)))) == [
        "<!-- required -->You must pay now.<!-- /required -->",
        "{# required #}By law.{# /required #}",
    ]


def test_a_quoted_order_is_protected_and_other_words_in_quotes_are_not() -> None:
    text = "The court said: “Respondent shall pay support.” You said “I lost my job in the spring.”"
    assert texts(text, list(find_protected(as_letter(text)))) == ["“Respondent shall pay support.”"]


def test_listed_wording_is_protected_whatever_its_line_ends_and_capitals() -> None:
    text = "We say: FAILURE to\n  pay may lead to jail."
    assert texts(text, list(find_protected(as_letter(text), ["failure to pay may  lead to jail", " "]))) == [
        "FAILURE to\n  pay may lead to jail"
    ]


def test_protected_sentences_are_not_the_writers() -> None:
    text = "Dear Mr. Vell,\n\nThank you for your call. Failure to pay leads to jail. We can help you.\n"
    facts = facts_of(text, protected=["Failure to pay leads to jail."])
    assert [facts.words(s.span) for s in facts.sentences] == ["Thank you for your call.", "We can help you."]
    at = text.index("leads")
    assert facts.is_protected(Span(at, at + 5))
    assert not facts.is_protected(Span(0, 4))


# The reader


def profile_of(body: str, address: str = "Mr. Tomas Vell", told: Told | None = None) -> tuple[Reader, bool]:
    office = "Brindle County Child Support\n9 Kiln Street\nBrindle, IA 50999\n\nApril 2, 2025"
    home = f"{address}\n81 Plum Road\nBrindle, IA 50998"
    text = f"{office}\n\n{home}\n\nDear Reader,\n\n{body}\n\nSincerely,\n\nRuth Amsel\n"
    profile = facts_of(text, told=told).profile
    return profile.reader, profile.adverse


@pytest.mark.parametrize(
    ("body", "reader"),
    [
        ("You owe $400.00. A payment plan can help you. Please call us.", Reader.PAYS),
        ("We sent you your payments in May. The other parent has a new job. Please call us.", Reader.RECEIVES),
        ("Please tell us when your employee leaves. We will send you a form for the wages.", Reader.EMPLOYER),
        ("You owe $400.00. Please contact your payroll department about the check.", Reader.PAYS),
        ("Please take support from the pay of Tomas Reyes. The form tells you how.", Reader.EMPLOYER),
        ("The Summons to set support is enclosed. Default judgment may follow.", Reader.PAYS),
        ("Our office moves in May. The new door is next to the library. Please come and see it.", Reader.OTHER),
    ],
)
def test_the_reader_is_guessed_by_what_the_letter_says(body: str, reader: Reader) -> None:
    assert profile_of(body)[0] is reader


def test_a_company_in_the_address_is_an_employer() -> None:
    assert profile_of("Please call us. Thank you for your help.", "Plum Tools, Inc.")[0] is Reader.EMPLOYER


@pytest.mark.parametrize(
    ("body", "adverse"),
    [
        ("We plan to suspend your license in May. Please call us.", True),
        ("We cannot change your order. Please call us.", True),
        ("Default judgment may follow the Summons. Please call us.", True),
        ("You paid all of your past-due support. We ended the suspension of your license.", False),
        ("Your license was reinstated after the suspension. Thank you for your payments.", False),
        ("Thank you for your call. We set up the plan.", False),
    ],
)
def test_a_letter_that_takes_something_away_is_adverse(body: str, adverse: bool) -> None:
    assert profile_of(body)[1] is adverse


def test_who_is_told_of_the_reader_does_not_guess() -> None:
    facts = facts_of(letter(), told=Told(Reader.OTHER, False))
    assert (facts.profile.reader, facts.profile.adverse, facts.profile.guessed) == (Reader.OTHER, False, False)
    assert facts_of(letter()).profile.guessed


# Tone


def acts(**chances: float) -> Acts:
    """What a sentence does: next to nothing but the acts given."""
    (known,) = judge(["We set up the plan."])
    return Acts({name: chances.get(name, 0.01) for name in known.chances}, known.sure, known.unsure)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_the_likelier_the_surer_its_sentence(fault: str) -> None:
    assert chance([acts(**{fault: 0.9}), acts()], fault) > chance([acts(**{fault: 0.2}), acts()], fault)
    assert 0 < sure_from(fault) <= 1


def test_a_letter_without_sentences_has_hardly_any_fault() -> None:
    assert chance([], "blame") < sure_from("blame")


def test_the_features_of_tone_are_the_two_strongest_sentences_and_the_mood() -> None:
    strongest, second, harsh, warm = features([acts(blame=0.5), acts(blame=0.9), acts(thanks=0.8)], "blame")
    assert strongest > second
    assert harsh > 0
    assert warm > 0


# Slow input: each of these once took from half a minute to hours. There is no clock here: they have to end.

RUNS = [
    "-",
    "1",
    ".",
    "a@",
    "A.",
    "- ",
    "$1 ",
    "1-",
    "x@",
    "(",
    "“",
    "a ",
    "A-",
    "1/",
    "www.",
    " ",
    "\t",
    "No. ",
    "Aa ",
]
LONG = 20_000


def run_of(piece: str) -> str:
    return (piece * LONG)[:LONG] + "z"


@pytest.mark.parametrize("piece", RUNS)
def test_facts_of_a_long_run_of_one_sign_are_found(piece: str) -> None:
    text = run_of(piece)
    find_contacts(text)
    find_dates(text)
    find_protected(as_letter(text))
    find_case_numbers(text)
    list(find_names(text))
    read_hours(text)
    assert len(find_amounts(text)) <= LONG


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_answers_a_letter_with_a_long_run_of_hyphens(check: Check) -> None:
    facts = facts_of(letter(ours=f"I will write to you by June 20, 2025. {run_of('-')}"))
    assert check.answer(facts).verdict
