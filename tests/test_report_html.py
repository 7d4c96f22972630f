"""The page for a browser: it shows the whole letter once, lets no word of it become code, and holds all it needs."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from lxml import html

from plainlang.config import Settings
from plainlang.errors import UnreadableError
from plainlang.finding import Finding, Level
from plainlang.readers.table import read_letter
from plainlang.report import Report
from plainlang.reporters import as_html, as_html_places, as_html_words, sixty, terminal
from plainlang.sixty_minutes import Outcome
from plainlang.source import Place
from plainlang.spans import Span
from tests.report_samples import LETTER, crowd, full, repeated, report, word_letter


def shown(page: str) -> html.HtmlElement:
    """The sheet of paper of the first letter."""
    return html.document_fromstring(page).find_class("paper")[0]


def words_of(element: html.HtmlElement) -> list[str]:
    """The words of an element, without the signs and numbers of marks."""
    for extra in element.xpath(".//*[@class='vh'] | .//sup | .//a[contains(@class, 'sign')]"):
        extra.drop_tree()
    return re.sub(
        r"</?(?:p|li|td|h\d|ul|table|tr|div)\b[^>]*>", " ", html.tostring(element, encoding="unicode")
    ).split()


@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_every_word_of_the_letter_is_shown_once_and_in_order(path: str) -> None:
    one = report(LETTER, "arrears are", "remit it", "NAME", "March      $2" if path == "a.txt" else "March", path=path)
    assert one.letter is not None
    drawn = unescape(re.sub(r"<[^>]+>", "", " ".join(words_of(shown(as_html.render([one]))))))
    assert drawn.split() == one.letter.text.split()


def test_each_mark_leads_to_its_card_and_back() -> None:
    page = html.document_fromstring(as_html.render([full()]))
    marks = page.xpath("//a[contains(@class, 'mark')]")
    assert [mark.find("mark").text for mark in marks] == ["arrears", "remit", "prior to"]
    for mark in marks:
        card = page.get_element_by_id(mark.get("href")[1:])
        assert card.xpath(".//p[@class='back']/a/@href") == [f"#{mark.get('id')}"]
        assert mark.find("mark").text in card.text_content()
    levels = [mark.xpath("string(span[@class='vh'])") for mark in marks]
    assert levels == [" (must change, card 1)", " (should change, card 2)", " (worth a look, card 3)"]


def test_a_mark_over_other_marks_is_a_sign_in_front() -> None:
    page = shown(as_html.render([report(LETTER, "You must remit it prior to May 1.", "remit", "prior to")]))
    assert len(page.xpath(".//a[contains(@class, 'sign')]")) == 1
    assert not page.xpath(".//a//a")
    assert "".join(page.xpath(".//span[@class='wide']//mark/text()")) == "remitprior to"


def test_a_mark_over_two_blocks_keeps_one_name() -> None:
    page = shown(as_html.render([report("Dear Jo:\n\nYour arrears.\n\nAre due now.\n", "arrears.\n\nAre due")]))
    marks = page.xpath(".//a[@href='#l1-c1']")
    assert ["".join(mark.itertext("mark")) for mark in marks] == ["arrears.", "Are due"]
    assert [mark.get("id") for mark in marks] == ["l1-m1", None]


def test_rows_lists_and_fields_look_like_the_letter() -> None:
    page = shown(as_html.render([report()]))
    assert [[cell.text for cell in row] for row in page.iter("tr")] == [
        ["Month", "Due"],
        ["March", "$200"],
        ["April", "$100"],
    ]
    assert [item.text for item in page.iter("li")] == ["- Bring your stubs.", "- Call us."]
    assert [field.text for field in page.find_class("field")] == ["[NAME]", "________"]


def test_what_is_said_more_than_once_has_one_card_with_all_its_places() -> None:
    page = html.document_fromstring(as_html.render([repeated()]))
    (card, other) = page.find_class("card")
    assert "3 times" in card.text_content()
    assert "3 times" not in other.text_content()
    marks = page.xpath("//a[contains(@class, 'mark')]")
    assert [mark.get("href") for mark in marks] == ["#l1-c1", "#l1-c1", "#l1-c2", "#l1-c1"]
    assert card.xpath(".//p[contains(@class, 'spots')]/a/@href") == ["#l1-m1", "#l1-m2", "#l1-m4"]
    assert [words.text for words in card.xpath(".//p[@class='words']//bdi")] == ["arrearage"]
    assert card.xpath("string(p//bdi)") == "arrears"


def test_each_of_many_letters_is_folded_with_its_verdict_and_counts() -> None:
    tree = html.document_fromstring(as_html.render([full(), report(), repeated()]))
    heads = [" ".join(head.text_content().split()) for head in tree.xpath("//article/details[not(@open)]/summary")]
    assert heads == [
        "a.txt Needs work: 1 must change, 1 should change, 1 worth a look",
        "a.txt Nothing to change",
        "a.txt 4 places to look at: 4 must change",
    ]
    for link in tree.xpath("//table[@class='overview']//a/@href"):
        assert tree.get_element_by_id(link[1:]).xpath("ancestor::details")


def test_a_card_names_its_rule_and_place_in_words() -> None:
    text = "Dear Jo:\n\nYour arrears are due.\n"
    one = report(text, "arrears", path="a.txt")
    for term, said in (("arrears", "Legal term"), ("unpaid support", "Legal term. In the glossary: unpaid support")):
        found = (replace(one.findings[0], term=term),)
        page = html.document_fromstring(as_html.render([replace(one, findings=found)]))
        assert page.xpath("string(//*[@class='card must']//p[contains(@class, 'foot')])") == said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(part="word/footer1.xml", paragraph=1, run=2, line=9), "Footer"),
        (Place(part="header", paragraph=2), "Header"),
        (Place(part="word/document.xml", paragraph=20), "Text of the letter, paragraph 20"),
        (Place(paragraph=3), "Text of the letter, paragraph 3"),
        (Place(page=2, part=None), "Page 2"),
        (Place(line=3, column=7), "Line 3, column 7"),
        (Place(line=3, column=7, file="part.j2"), "Part.j2, line 3, column 7"),
    ],
)
def test_a_place_in_words(place: Place, said: str) -> None:
    assert as_html_places.in_words(place) == said


def test_the_verdict_sends_her_to_the_questions() -> None:
    one = full()
    assert one.sixty_minutes is not None
    test = replace(one.sixty_minutes, outcome=Outcome.READY_FOR_QUESTIONS)
    page = html.document_fromstring(as_html.render([replace(one, sixty_minutes=test)]))
    verdict = page.find_class("verdict")[0]
    assert verdict.xpath("string(.//strong)") == "Good so far. Now answer the questions below."
    assert "Only you can answer" in page.get_element_by_id(verdict.xpath(".//a/@href")[0][1:]).text_content()
    assert "below" not in html.document_fromstring(as_html.render([full()])).find_class("verdict")[0].text_content()


def test_rows_and_columns_of_a_word_letter() -> None:
    page = shown(as_html.render([word_letter()]))
    assert [cell.text for cell in page.xpath(".//td[p]/p")] == ["$200", "for March"]
    rows = [
        [(cell.get("colspan"), cell.xpath("string(text() | p[1] | a/mark)")) for cell in row] for row in page.iter("tr")
    ]
    assert rows == [
        [("3", "What you owe")],
        [(None, "Month"), (None, "Due"), (None, "Paid")],
        [(None, "May 6, 2026"), (None, "$200"), (None, "$100")],
        [(None, "Total"), (None, ""), (None, "$100 ")],
    ]


def test_the_branches_of_a_template_are_shown() -> None:
    blocks = "{% if late -%}\nYou are late.\n{% else %}\nYou are on time.\n{% endif %}"
    text = f"Dear {{{{ name }}}}:\n\n{blocks}\nPay {{% if a %}}now{{% else %}}later{{% endif %}}.\n"
    page = shown(as_html.render([report(text, "You are late", path="a.txt.j2")]))
    said = [one.xpath("string(text())") for one in page.find_class("branch")]
    assert said == ["if late", "else", "end if", "if a", "else", "end if"]
    assert not page.xpath("//a//span[@class='branch']")
    assert not shown(as_html.render([report()])).find_class("branch")


def test_rows_of_a_markdown_table() -> None:
    text = "Dear Jo:\n\n| Month | Due |\n|---|---|\n| March | $200 |\n"
    rows = shown(as_html.render([report(text, path="a.md")])).iter("tr")
    assert [[cell.text for cell in row] for row in rows] == [["Month", "Due"], ["March", "$200"]]


def test_no_word_of_a_letter_becomes_code() -> None:
    evil = "<script>alert(1)</script> </script></style></title> \" ' {{ ''.__class__ }} <!-- & arrears"
    one = report(f"Dear Jo:\n\n{evil}\n", "arrears", path="<img src=x onerror=alert(1)>.txt")
    page = as_html.render([one, one])
    tree = html.document_fromstring(page)
    assert page.count("<script") == page.count("</script") == 1
    assert page.count("<style") == page.count("</style") == page.count("</title") == 1
    assert not tree.xpath("//img | //@onerror | //@onclick | //@style | //@src")
    assert "<script>alert(1)</script>" in tree.find_class("paper")[0].text_content()


def test_control_characters_do_not_reach_the_page() -> None:
    letter = read_letter("a.txt", b"Dear Jo:\n\nYour arrears are due.\n")
    found = Finding(rule="passive", level=Level.NOTE, span=Span(15, 22), message="a\x00b\ud800c\x1b")
    page = as_html.render([Report("a\x07.txt", "letter", letter, findings=(found,))])
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", page)


def test_a_letter_that_cannot_be_read_is_a_row_with_the_reason() -> None:
    error = UnreadableError("b.docx", "This file is cut short.", "Get a fresh copy.")
    page = html.document_fromstring(as_html.render([full(), Report("b.docx", "letter", error=error)]))
    rows = [" ".join(row.text_content().split()) for row in page.find_class("overview")[0].iter("tr")]
    assert rows[1].startswith("a.txt Needs work111")
    assert rows[2] == "b.docx Could not be checked. This file is cut short. Get a fresh copy."
    assert "1 letter checked: 1 must change, 1 should change, 1 worth a look. 1 could not be checked." in (
        page.text_content()
    )


def test_the_order_of_the_page_and_of_its_headings() -> None:
    page = html.document_fromstring(as_html.render([full()]))
    heads = page.xpath("//main//*[self::h1 or self::h2]")
    assert [(head.tag, head.text_content()) for head in heads] == [
        ("h1", "a.txt"),
        ("h2", "Scores"),
        ("h2", "The letter"),
        ("h2", "What helps most"),
        ("h2", "What else to mend"),
        ("h2", "What is good"),
        ("h2", "Only you can answer"),
        ("h2", "For the record"),
    ]
    text = " ".join(page.find("body").text_content().split())
    assert "60 Minutes test: Needs work It is cold. Read as a letter to a parent who pays." in text
    assert "stubs (Line 15): The court's own word (the settings say so)" in text
    assert "Line 3, column 1: It waives nothing." in text
    assert not page.xpath("//details[@open]")


def test_the_limits_come_from_the_settings() -> None:
    settings = Settings.model_validate({"grade-limit": 7, "sixty-minutes": {"threshold": 40}})
    assert "half of all adults read at 8 or below" in as_html.render([full()])
    page = as_html.render([full()], settings=settings)
    assert "the limit is 7" in page
    assert page.count("needs 40") == 0
    assert as_html.render([full()]).count("needs 80") == 4


@pytest.mark.parametrize("reports", [[], [Report("a.txt", "letter", read_letter("a.md", b"<!-- x -->\n"))]])
def test_nothing_to_show_is_a_page_too(reports: list[Report]) -> None:
    page = html.document_fromstring(as_html.render(reports))
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("string(//main)").strip()


def test_its_words_are_those_of_the_terminal() -> None:
    assert as_html_words.LEVELS == terminal._LABEL
    said = {outcome: words for outcome, (words, _) in sixty._SAID.items()}
    assert said | {Outcome.READY_FOR_QUESTIONS: "Good so far"} == as_html_words.OUTCOMES
    assert {str(reader): said for reader, said in as_html_words.READERS.items()} == sixty._READERS


def test_the_page_asks_nobody_for_anything() -> None:
    page = as_html.render([full()])
    assert not re.search(r"(?:src|srcset|action|background)\s*=|url\(|@import|https?:|//[a-z]", page)
    assert "default-src 'none'" in page
    assert not re.search(r"href=\"(?!#)", page)


def test_two_hundred_findings_fit_in_a_megabyte() -> None:
    assert len(as_html.render([crowd(100)]).encode()) < 1_000_000


@pytest.mark.parametrize("alike", [True, False])
def test_thousands_of_findings_are_all_marked(alike: bool) -> None:
    assert as_html.render([crowd(4000, alike=alike)]).count("<mark") >= 4000


def test_a_million_characters_on_one_line() -> None:
    letter = read_letter("a.txt", b"ARREARS " * 62_000)
    spans = [Span(at * 8, at * 8 + 7) for at in range(0, 62_000, 31)]
    found = tuple(Finding(rule="legal-term", level=Level.MUST, span=span, message="Why.") for span in spans)
    assert "ARREARS" in as_html.render([Report("a.txt", "letter", letter, findings=found)])


def test_the_parts_of_the_page_lie_beside_the_module() -> None:
    """A line end that an editor changes would break the page's own policy, which knows its script by a hash."""
    for name in ("page.html.j2", "page.css", "page.js"):
        data = (Path(as_html.__file__).parent / name).read_bytes()
        assert data
        assert b"\r" not in data
