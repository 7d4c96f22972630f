"""The page of a letter in an audit: the whole letter once, its marks with the plain words, and no word becomes code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from plainlang.audit.page import page_of
from plainlang.audit.row import Row
from plainlang.errors import UnreadableError
from plainlang.finding import Finding, Level
from plainlang.report import Report
from plainlang.sixty_minutes import Outcome, SixtyMinutes
from plainlang.spans import Span
from tests.browser import chromium, needs_browser, violations
from tests.judging import findings_in
from tests.report_samples import LETTER, crowd, full, judged, repeated, report, word_letter

HOME = "../index.html"


def row(one: Report, path: str = "letters/a.txt", **more: Any) -> Row:
    scores = one.readability
    size = {"words": scores.words, "sentences": scores.sentences, "grade": scores.grade} if scores else {}
    return Row(path, one.kind, "0" * 64, **{"must": len(one.findings), **size, **more})


def drawn(one: Report, **more: Any) -> html.HtmlElement:
    return html.document_fromstring(page_of(one, row(one, **more), home=HOME))


def words_of(element: html.HtmlElement) -> list[str]:
    for extra in element.xpath(".//*[@class='vh'] | .//sup | .//a[contains(@class, 'sign')]"):
        extra.drop_tree()
    text = re.sub(r"</?(?:p|li|td|h\d|ul|table|tr|div)\b[^>]*>", " ", html.tostring(element, encoding="unicode"))
    return unescape(re.sub(r"<[^>]+>", "", text)).split()


@pytest.mark.parametrize(
    "one",
    [
        report(LETTER, "arrears are", "remit it", "NAME", "March      $2"),
        report(LETTER, "You must remit it prior to May 1.", "remit", "prior to", "[NAME] here"),
        report("Dear Jo:\n\nYour arrears.\n\nAre due now.\n", "arrears.\n\nAre due"),
        report(LETTER, path="a.md"),
        word_letter(),
        report(),
    ],
)
def test_every_word_of_the_letter_is_shown_once_and_in_order(one: Report) -> None:
    assert one.letter is not None
    assert words_of(drawn(one).find_class("paper")[0]) == one.letter.text.split()


def test_each_mark_says_the_plain_word_and_leads_to_its_card_and_back() -> None:
    page = drawn(full())
    marks = page.xpath("//a[contains(@class, 'mark')]")
    assert [mark.findtext("mark") for mark in marks] == ["arrears", "remit", "prior to"]
    assert marks[0].get("title") == "Must change. Say instead: pay / leave it out"
    for mark in marks:
        card = page.get_element_by_id(mark.get("href")[1:])
        assert card.xpath(".//p[contains(@class, 'foot')]//a/@href") == [f"#{mark.get('id')}"]
        assert mark.findtext("mark") in card.text_content()
    assert marks[1].xpath("string(span[@class='vh'])") == " (should change, card 2)"


def test_a_mark_without_a_plain_word_says_why() -> None:
    one = report(LETTER, "arrears")
    bare = replace(one, findings=(replace(one.findings[0], suggestions=(), message='It is "law".'),))
    assert drawn(bare).xpath("//a[@class='mark must']/@title") == ['Must change. It is "law".']


def test_what_is_said_more_than_once_has_one_card_with_all_its_places() -> None:
    page = drawn(repeated())
    assert page.xpath("//a[contains(@class, 'mark')]/@href") == ["#c1", "#c1", "#c2", "#c1"]
    assert page.get_element_by_id("c1").xpath(".//*[@class='spots']/a/@href") == ["#m1", "#m2", "#m4"]
    assert "3 times" in page.get_element_by_id("c1").text_content()


def test_a_mark_over_other_marks_is_a_sign_in_front() -> None:
    page = drawn(report(LETTER, "You must remit it prior to May 1.", "remit", "prior to"))
    assert len(page.xpath("//a[contains(@class, 'sign')]")) == 1
    assert not page.xpath("//a//a")


def test_a_mark_over_two_blocks_keeps_one_name() -> None:
    marks = drawn(report("Dear Jo:\n\nYour arrears.\n\nAre due now.\n", "arrears.\n\nAre due")).xpath(
        "//a[@href='#c1']"
    )
    assert [mark.findtext("mark") for mark in marks] == ["arrears.", "Are due"]
    assert [mark.get("id") for mark in marks] == ["m1", None]


def test_fields_rows_and_branches_look_like_the_letter() -> None:
    page = drawn(report())
    assert [field.text for field in page.find_class("field")] == ["[NAME]", "________"]
    assert [[cell.text_content() for cell in line] for line in page.iter("tr")][1] == ["March", "$200"]
    template = "Dear Jo:\n\n{% if late %}\nYou are late.\n{% else %}\nYou are on time.\n{% endif %}\nPay now.\n"
    said = drawn(report(template, "You are late", path="a.txt.j2")).find_class("branch")
    assert [one.xpath("string(text())") for one in said] == ["if late", "else", "end if"]


def test_the_order_of_the_page() -> None:
    page = drawn(full(), verdict="needs-work", scores={"accurate": 45, "plain": None})
    assert [head.text_content() for head in page.xpath("//main//*[self::h1 or self::h2]")] == [
        "a.txt",
        "What to mend first",
        "Scores",
        "The letter",
        "What else to mend",
        "What is good",
        "Only you can answer",
    ]
    text = " ".join(page.text_content().split())
    verdict = [" ".join(line.text_content().split()) for line in page.xpath("//div[contains(@class, 'verdict')]/p")]
    assert verdict[:2] == ["60 Minutes test: Needs work", "It is cold."]
    assert verdict[-1].startswith(f"Weight in the audit: {row(full(), verdict='needs-work').weight:g}.")
    assert "Accurate45" in text
    assert "Plainnothing to judge" in text
    assert page.xpath("//header//a/@href") == [HOME]


def test_every_link_of_the_page_leads_somewhere() -> None:
    for one in (full(), repeated(), word_letter(), crowd(30, alike=True)):
        page = drawn(one)
        for target in page.xpath("//main//a/@href"):
            assert page.get_element_by_id(target[1:]) is not None
        names = page.xpath("//@id")
        assert len(names) == len(set(names))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_verdict_has_a_page(outcome: Outcome) -> None:
    one = report()
    assert one.letter is not None
    test = replace(judged(one.letter), outcome=outcome, reason="So it is.")
    assert "So it is." in drawn(replace(one, sixty_minutes=test)).find_class("verdict")[0].text_content()


def test_a_letter_that_could_not_be_read_gives_its_reason() -> None:
    error = UnreadableError("b.docx", "This <file> is cut short.", "Get a fresh copy.")
    page = drawn(Report("b.docx", "letter", error=error), path="x/b.docx", error=error.message)
    assert "This <file> is cut short. Get a fresh copy." in page.find_class("verdict")[0].text_content()


def test_no_word_becomes_code() -> None:
    evil = "<script>alert(1)</script> </style></title> \" ' {{ x }} <!-- & arrears"
    one = report(f"Dear Jo:\n\n{evil}\n", "arrears")
    found = replace(one.findings[0], message=evil, suggestions=(evil,), term=evil)
    test = SixtyMinutes(Outcome.NEEDS_WORK, evil, questions=(evil,), strength=evil)
    one = replace(one, findings=(found,), sixty_minutes=test)
    drew = page_of(one, row(one, path=f"{evil}/<img src=x onerror=alert(1)>.txt"), home='"><script>')
    tree = html.document_fromstring(drew)
    assert "<script" not in drew.replace("&quot;&gt;&lt;script&gt;", "")
    assert drew.count("<style") == drew.count("</style") == drew.count("</title") == 1
    assert not tree.xpath("//img | //@onerror | //@onclick | //@style | //@src")
    assert "<script>alert(1)</script>" in tree.find_class("paper")[0].text_content()


def test_control_characters_do_not_reach_the_page() -> None:
    one = report("Dear Jo:\n\nYour arrears are due.\n")
    found = Finding(rule="passive", level=Level.NOTE, span=Span(15, 22), message="a\x00b\ud800c\x1b")
    page = page_of(replace(one, findings=(found,)), row(one, path="a\x07.txt"), home=HOME)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", page)


def test_the_page_asks_nobody_for_anything_and_stays_small() -> None:
    page = page_of(full(), row(full()), home=HOME)
    assert not re.search(r"(?:src|srcset|action|background)\s*=|url\(|@import|https?:|<script", page)
    assert "default-src 'none'" in page
    assert len(page) < 20_000


def test_its_words_are_plain() -> None:
    page = drawn(full(), scores={"accurate": 45, "plain": None})
    for part in page.xpath("//style | //*[@class='paper'] | //*[@class='cards'] | //bdi"):
        part.drop_tree()
    said = [" ".join(line.text_content().split()) for line in page.xpath("//p | //li | //h2 | //nav")]
    found = [
        (line, one.rule) for line in filter(None, said) for one in findings_in(line) if one.level is not Level.NOTE
    ]
    assert found == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as one:
        yield one


@needs_browser
@pytest.mark.parametrize(
    "how", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": {"width": 380, "height": 800}}]
)
@pytest.mark.parametrize("one", [full(), word_letter(), crowd(20), report()], ids=["full", "word", "crowd", "clean"])
def test_axe_finds_nothing(browser: Any, tmp_path: Path, one: Report, how: dict[str, Any]) -> None:
    (tmp_path / "a.html").write_bytes(page_of(one, row(one, scores={"accurate": 45}), home=HOME).encode())
    context = browser.new_context(**how)
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto((tmp_path / "a.html").as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if one.findings:
        page.locator("a.mark").first.click()
        assert violations(page) == []
        assert page.evaluate("getComputedStyle(document.querySelector('.card:target')).boxShadow") != "none"
    context.close()
    assert [one for one in heard if "eval" not in one] == []
