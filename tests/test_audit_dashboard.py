"""The dashboard: the worst letters first, true figures, plain words, and a page that works for everybody."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from plainlang.audit import board, charts
from plainlang.audit.dashboard import render
from plainlang.audit.ledger import SCHEMA, write
from plainlang.audit.row import Costly, Paragraph, Row
from plainlang.checks import CHECKS
from plainlang.finding import Level
from plainlang.language.reading import Reading
from plainlang.readability import measure
from plainlang.readers.text import read
from tests.browser import chromium, needs_browser, violations
from tests.judging import findings_in

ARREARS = Costly("legal-term", "must", "arrears", "past-due support", 3)
SHARED = Paragraph("You must pay your arrears now, or we will go to court.", ("arrears",), 5.0)
HEAVY = Row(
    "forms/court/late.txt", "letter", "a", words=200, sentences=10, grade=10.4, must=9, should=2, note=1,
    verdict="needs-work", failed=("why", "plain-words"), costly=(ARREARS,), paragraphs=(SHARED,),
)  # fmt: skip
LIGHT = Row(
    "forms/court/new.txt", "letter", "b", words=100, sentences=9, grade=5.0, should=1, verdict="ready-for-questions",
    costly=(Costly("complex-word", "should", "Remit", "", 1),), paragraphs=(SHARED,),
)  # fmt: skip
NOT_READY = Row(
    "forms/tax/blank.docx", "letter", "c", words=100, sentences=9, grade=8.0, must=1, verdict="not-ready",
    failed=("why", "unfilled-placeholder"), costly=(ARREARS,),
)  # fmt: skip
FORM = Row("forms/tax/form.txt", "form", "d")
UNREAD = Row("forms/tax/cut.docx", "letter", "e", error="This file is cut short. Get a fresh copy.")
LATE, GATE = "For “arrears” say “past-due support”", "Make it a yes: Is every field filled in?"
ALL = (HEAVY, LIGHT, NOT_READY, FORM, UNREAD)


def ledger(*runs: Iterable[Row]) -> sqlite3.Connection:
    """A ledger in memory: run 1, 2, … with these rows."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA)
    for number, rows in enumerate(runs, 1):
        month = f"2026-{number:02}-05T09:00:00+00:00"
        connection.execute("insert into run values (?, ?, ?, '0.1.0', 'k', '[]')", (number, month, month))
        write(connection, number, ((row, "" if row.error else f"{row.digest}.html") for row in rows))
    return connection


def many(count: int) -> Iterator[Row]:
    for at in range(count):
        verdict = ("needs-work", "not-ready", "ready-for-questions")[at % 3]
        words = Costly("legal-term", "must", f"word {at % 40}", f"plain {at % 40}", 1 + at % 5)
        yield Row(
            f"forms/f{at % 9}/letter-{at:05}.txt", "letter", f"{at:032x}", words=100, sentences=5, grade=4 + at % 9,
            must=at % 30, verdict=verdict, failed=("why",), costly=(words,), paragraphs=(SHARED,),
        )  # fmt: skip


def page_of(*runs: Iterable[Row], compare: int | None = None) -> html.HtmlElement:
    return html.document_fromstring(render(ledger(*runs), len(runs), compare=compare))


def texts(elements: Iterable[html.HtmlElement]) -> list[str]:
    return [" ".join(one.text_content().split()) for one in elements]


def cells(elements: Iterable[html.HtmlElement]) -> list[str]:
    """The same with a space wherever an element begins or ends."""
    return [" ".join(" ".join(one.itertext()).split()) for one in elements]


def test_the_worst_letters_stand_first_with_what_to_do() -> None:
    page = page_of(ALL)
    rows = [cells(row) for row in page.xpath("//table[contains(@class, 'letters')]/tbody/tr")]
    assert rows == [
        ["late.txt court", "67.5", f"{LATE} (3 times)", "Needs work", "10.4", "9", "2", "1", "letter"],
        ["blank.docx tax", "28.0", GATE, "Not ready", "8.0", "1", "0", "0", "letter"],
        ["new.txt court", "2.0", "Explain “Remit”, or leave it out", "Good so far", "5.0", "0", "1", "0", "letter"],
        ["form.txt tax", "0.0", "", "Not tested", "–", "0", "0", "0", "form"],
    ]
    assert page.xpath("//table[contains(@class, 'letters')]//a/@href")[0] == "pages/a.html"


def test_the_data_of_the_script_says_the_same() -> None:
    data = json.loads(page_of(ALL).get_element_by_id("rows").text)
    names = data["names"]
    late = data["rows"][0]
    folder, kind, verdict = names["folders"][late[1]], names["kinds"][late[2]], names["verdicts"][late[7]]
    assert [row[0] for row in data["rows"]] == ["late.txt", "blank.docx", "new.txt", "form.txt"]
    assert (folder, kind, verdict) == ("court", "letter", "Needs work")
    assert late[3:7] == [10.4, 9, 2, 1]
    assert (late[8], names["todos"][late[9]].startswith("For “arrears”"), late[10]) == (67.45, True, "pages/a.html")


def test_the_headline_says_how_many_are_good_and_what_to_do() -> None:
    said = texts(page_of(ALL).xpath("//div[contains(@class, 'headline')]/p"))
    assert said[0] == "1 letter of 3 (33%) is good so far in the 60 Minutes test."
    assert "One paragraph comes back in letter after letter. Mend it once." in said
    assert said[-1] == "1 file could not be read."
    crowd = list(many(300))
    weights = sorted((row.weight for row in crowd), reverse=True)
    share = round(100 * sum(weights[:50]) / sum(weights))
    assert f"Rewrite the first 50 before all others. They hold {share}% of what there is to mend." in texts(
        page_of(crowd).xpath("//div[contains(@class, 'headline')]/p")
    )


def test_the_tiles_count_the_whole_library() -> None:
    tiles = cells(page_of(ALL).xpath("//dl[@class='tiles']/div"))
    assert tiles[0] == "must change 10 25.0 in 1,000 words"
    assert tiles[3].startswith("Reading grade in the middle 8.0")
    assert tiles[4] == "Words read 400"


def test_verdicts_and_grades_are_counted() -> None:
    page = page_of(ALL)
    assert texts(page.xpath("//ul[@class='legend-list']/li")) == [
        "Not ready 1 25%",
        "Needs work 1 25%",
        "Good so far 1 25%",
        "Not tested 1 25%",
    ]
    said = page.get_element_by_id("grades-d").text
    assert "5: 1, 6: 0, 7: 0, 8: 1, 9: 0, 10: 1" in said


def test_the_costly_words_and_the_paragraphs_name_their_letters() -> None:
    page = page_of(ALL)
    words = [cells(row) for row in page.xpath("//section[@id='words']//tbody/tr")]
    assert words[0] == ["arrears", "past-due support", "30", "2", "6", "must change Legal term"]
    assert words[1][:2] == ["Remit", "explain it, or put the sentence another way"]
    item = page.xpath("//section[@id='paragraphs']//li")[0]
    assert "Fix this in 2 letters" in item.text_content()
    assert item.xpath(".//mark/text()") == ["arrears"]
    assert sorted(item.xpath(".//ul//a/@href")) == ["pages/a.html", "pages/b.html"]


def test_what_fails_and_where() -> None:
    page = page_of(ALL)
    question = next(check.question for check in CHECKS if check.id == "why")
    assert cells(page.xpath("//section[@id='checks']//tbody/tr")[0]) == [question, "2", "67%", "much"]
    folders = [cells(row) for row in page.xpath("//table[caption[@id='folder-table']]/tbody/tr")]
    assert [row[:2] for row in folders] == [["court", "2"], ["tax", "2 1 not read"]]
    assert [row[4] for row in folders] == ["50%", "0%"]
    kinds = texts(page.xpath("//table[caption[@id='kind-table']]/tbody/tr/th"))
    assert kinds == ["Letter", "Form"]


def test_what_could_not_be_read_is_told_with_its_reason() -> None:
    rows = [cells(row) for row in page_of(ALL).xpath("//section[@id='unread']//tbody/tr")]
    assert rows == [["tax/cut.docx", "This file is cut short. Get a fresh copy."]]
    assert not page_of([HEAVY]).xpath("//section[@id='unread']")


def test_what_got_better_and_worse() -> None:
    before = [LIGHT, Row("forms/court/late.txt", "letter", "a", must=1), Row("forms/gone.txt", "letter", "x")]
    page = page_of(before, [Row("forms/court/new.txt", "letter", "b"), HEAVY, NOT_READY], compare=1)
    heads = texts(page.xpath("//section[@id='changes']//h3"))
    assert heads == ["Better: 1", "Worse: 1"]
    assert texts(page.xpath("//section[@id='changes']//ol/li")) == [
        "court/new.txt from 2.0 to 0.0",
        "court/late.txt from 5.0 to 67.5",
    ]
    assert "New: 1. Gone: 1." in texts(page.xpath("//section[@id='changes']//p"))
    assert len(page.xpath("//section[@id='changes']//figure")) == 3


def test_the_first_run_has_no_trend() -> None:
    assert "This is the first audit in this folder." in page_of(ALL).get_element_by_id("changes").text_content()


@pytest.mark.parametrize("rows", [[], [UNREAD], [FORM], [LIGHT]])
def test_nothing_much_to_show_is_a_page_too(rows: list[Row]) -> None:
    page = page_of(rows)
    assert len(page.xpath("//h1")) == 1
    assert page.get_element_by_id("weight") is not None


def test_a_run_that_is_not_there_is_refused() -> None:
    with pytest.raises(LookupError):
        render(ledger(ALL), 7)


def test_the_weight_is_told_as_it_is_made() -> None:
    said = page_of(ALL).get_element_by_id("weight").text_content()
    assert "must change adds 5. One that should change adds 2. One that is worth a look adds 0.25." in said
    assert "Each year of school above grade 7 adds 3." in said
    assert Row("", "letter", "", grade=7.0).weight == 0
    assert Row("", "letter", "", grade=8.0).weight == 3
    assert "adds 20. One that needs work adds 8." in said


def test_no_word_becomes_code() -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ x }}\x07"
    row = Row(
        f"{evil}/{evil}.txt", "letter", "a", words=10, sentences=1, grade=9.0, must=1, verdict="needs-work",
        costly=(Costly("legal-term", "must", evil, evil, 1),), paragraphs=(Paragraph(f"{evil} so", (evil,), 5.0),),
    )  # fmt: skip
    other = Row(f"{evil}/b.txt", "letter", "b", must=3, paragraphs=row.paragraphs)
    bad = Row(f"{evil}/c.txt", "letter", "c", error=evil)
    page = render(ledger([row, other], [row, bad, other]), 2, compare=1)
    tree = html.document_fromstring(page)
    assert page.count("<script") == page.count("</script") == 2
    assert not tree.xpath("//img | //@onerror | //@onclick | //@style | //@src")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)
    todos = json.loads(tree.get_element_by_id("rows").text)["names"]["todos"]
    assert any("</script><script>alert(1)" in todo for todo in todos)


def test_the_page_asks_nobody_for_anything() -> None:
    page = render(ledger(ALL, ALL), 2, compare=1)
    assert not re.search(r"(?:src|srcset|action|background)\s*=|url\(|@import|https?:(?!//www\.w3\.org/2000/svg)", page)
    assert "default-src 'none'" in page
    assert all(re.match(r"#|pages/", link) for link in html.document_fromstring(page).xpath("//a/@href"))


def test_every_inner_link_leads_somewhere() -> None:
    page = page_of(ALL, ALL, compare=1)
    for target in page.xpath("//a/@href[starts-with(., '#')]"):
        assert page.get_element_by_id(target[1:]) is not None
    names = page.xpath("//@id")
    assert len(names) == len(set(names))


def test_twenty_thousand_letters_stay_under_five_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "_MOST_CHARACTERS", 20_000)
    page = page_of(many(1_000))
    data = page.get_element_by_id("rows").text
    assert len(data) < 25_000
    left = 1_000 - len(json.loads(data)["rows"])
    assert f"{left} lighter letters found no room here." in page.get_element_by_id("letters").text_content()


@pytest.mark.parametrize(
    ("folders", "root"),
    [
        (["a/b", "a/c"], "a/"),
        (["/x/ab", "/x/ac"], "/x/"),
        (["a", ""], ""),
        ([], ""),
        (["a"], "a/"),
        (["a", "a/b"], "a/"),
        ([r"c:\x", r"c:\y"], "c:/"),
    ],
)
def test_the_shared_folder_is_left_out(folders: list[str], root: str) -> None:
    assert board.common_folder(folders) == root


def test_a_chart_says_its_figures() -> None:
    drawn = charts.lines("x", "Title", ["May", "June"], [charts.Line("Ready", "good", [None, 40.0])], unit="%")
    tree = html.fromstring(str(drawn))
    assert tree.get("role") == "img"
    assert tree.findtext("desc") == "Ready: June 40%."
    assert len(tree.xpath(".//circle")) == 1


def test_its_words_are_plain() -> None:
    """What the page says itself: sentences and labels, without names of letters and their words."""
    page = page_of(ALL, [HEAVY, LIGHT, NOT_READY, FORM, UNREAD], compare=1)
    for part in page.xpath("//script | //style | //table//tbody | //blockquote | //bdi | //svg | //select"):
        part.drop_tree()
    said = [line for line in texts(page.xpath("//main//p | //main//li | //main//th | //main//h2")) if line]
    prose = "\n\n".join(line for line in said if line.endswith("."))
    grade = measure(Reading(read("page.txt", prose.encode()))).grade
    assert grade is not None
    assert grade <= 8
    assert [
        (line, line[found.span.start : found.span.end])
        for line in said
        for found in findings_in(line)
        if found.level is not Level.NOTE
    ] == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as one:
        yield one


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a dashboard; fails at the end where the page asked for anything or complained."""
    contexts, heard = [], []

    def open_page(*runs: Iterable[Row], compare: int | None = None, **how: Any) -> Any:
        file = tmp_path / "index.html"
        file.write_bytes(render(ledger(*runs), len(runs), compare=compare).encode())
        contexts.append(browser.new_context(**how))
        page = contexts[-1].new_page()
        page.on("request", lambda request: heard.append(request.url) if request.url != file.as_uri() else None)
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert heard == []


PHONE = {"viewport": {"width": 380, "height": 800}}
HOW = [{"color_scheme": "light"}, {"color_scheme": "dark"}, PHONE, {"forced_colors": "active"}]


@needs_browser
@pytest.mark.parametrize("how", HOW, ids=["light", "dark", "phone", "few colours"])
@pytest.mark.parametrize("rows", [partial(list, ALL), partial(many, 160), list], ids=["all", "many", "none"])
def test_axe_finds_nothing(opened: Any, rows: Any, how: dict[str, Any]) -> None:
    page = opened(rows(), rows(), compare=1, **how)
    page.locator("summary").evaluate_all("all => all.forEach(one => one.click())")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def names(page: Any) -> list[str]:
    found: list[str] = page.locator(".letters tbody th a").all_inner_texts()
    return found


@needs_browser
def test_the_table_is_sorted_and_filtered(opened: Any) -> None:
    from playwright.sync_api import expect

    page = opened(ALL)
    by = partial(page.get_by_role, "button", exact=True)
    by(name="Grade").click()
    assert names(page) == ["late.txt", "blank.docx", "new.txt", "form.txt"]
    assert page.locator("[aria-sort]").get_attribute("data-key") == "grade"
    by(name="Grade").click()
    assert names(page) == ["new.txt", "blank.docx", "late.txt", "form.txt"]
    by(name="Letter").click()
    assert names(page) == ["blank.docx", "form.txt", "late.txt", "new.txt"]
    page.locator("[name=folder]").select_option(label="court")
    assert names(page) == ["late.txt", "new.txt"]
    page.locator("[name=verdict]").select_option(label="Good so far")
    assert names(page) == ["new.txt"]
    assert page.locator("[role=status]").inner_text() == "1 of 4 letters."
    by(name="Show all").click()
    expect(page.locator(".letters tbody tr")).to_have_count(4)
    page.locator("[name=text]").fill("TAX/bl")
    assert names(page) == ["blank.docx"]
    page.locator("[name=text]").fill("nothing like it")
    assert page.locator("[role=status]").inner_text() == "No letter fits. Choose less, or show all."
    assert page.locator(".letters tbody tr").count() == 0


@needs_browser
def test_a_drawn_row_is_the_row_that_was_there(opened: Any) -> None:
    page = opened(ALL)
    strip = "body => body.innerHTML.replace(/\\s*\\n\\s*/g, '').replace(/\\/>/g, '>')"
    before = page.locator(".letters tbody").evaluate(strip)
    page.locator("[name=text]").fill("t")
    page.locator("[name=text]").fill("")
    after = page.locator(".letters tbody").evaluate(strip)
    assert re.sub(r'(width="[\d.]+?)(?:\.0)?%', r"\1%", after) == re.sub(r'(width="[\d.]+?)(?:\.0)?%', r"\1%", before)


@needs_browser
def test_many_letters_come_in_portions(opened: Any) -> None:
    page = opened(many(160))
    assert page.locator(".letters tbody tr").count() == 50
    page.get_by_role("button", name="Show 100 more").focus()
    page.keyboard.press("Enter")
    assert page.locator(".letters tbody tr").count() == 150
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 51
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show 100 more").click()
    assert page.locator(".letters tbody tr").count() == 160
    assert not page.locator(".more").is_visible()


@needs_browser
def test_it_works_without_its_script(opened: Any) -> None:
    page = opened(many(160), java_script_enabled=False)
    assert page.locator(".letters tbody tr").count() == 50
    assert not page.locator(".controls").is_visible()
    assert page.get_by_text("All letters are in letters.csv.").is_visible()
