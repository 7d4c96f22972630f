"""The page in a real browser: axe finds nothing, nothing is requested, and the keyboard reaches everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plainlang.errors import UnreadableError
from plainlang.report import Report
from plainlang.reporters import as_html
from plainlang.sixty_minutes import Outcome
from tests.browser import chromium, needs_browser, violations
from tests.report_samples import LETTER, crowd, full, repeated, report, word_letter

pytestmark = needs_browser

_UNREAD = Report("b.docx", "letter", error=UnreadableError("b.docx", "This file is cut short.", "Get a fresh copy."))
_EVIL = "Dear Jo:\n\n</script><script>alert(1)</script><img src=http://x.test/a.png onerror=alert(2)> arrears\n"


def _shows(page: Any, selector: str, times: int) -> None:
    """Waits until the page shows so many: after a click or a new size the script has its turn a moment later."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_count(times)


def _verdicts() -> list[Report]:
    one = full()
    assert one.sixty_minutes is not None
    return [replace(one, sixty_minutes=replace(one.sixty_minutes, outcome=outcome)) for outcome in Outcome]


PAGES = {
    "one": lambda: [full()],
    "marks in marks": lambda: [report(LETTER, "You must remit it prior to May 1.", "remit", "prior to", "March")],
    "every verdict": lambda: [*_verdicts(), _UNREAD],
    "unread": lambda: [_UNREAD],
    "clean": lambda: [report()],
    "code": lambda: [report(_EVIL, "arrears")],
    "a Word table": lambda: [word_letter()],
    "a template": lambda: [
        report("Dear Jo:\n\n{% if a %}\nYou pay.\n{% else %}\nWe pay.\n{% endif %}\n", "pay", path="a.txt.j2")
    ],
    "places": lambda: [repeated(), crowd(20, alike=True)],
    "two hundred": lambda: [crowd(100)],
    "none": list,
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as one:
        yield one


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a report; fails at the end where the page asked for anything or complained."""
    contexts, heard = [], []

    def open_page(reports: list[Report], **how: Any) -> Any:
        file = tmp_path / "page.html"
        file.write_bytes(as_html.render(reports).encode())
        contexts.append(browser.new_context(**how))
        page = contexts[-1].new_page()
        page.on("request", lambda request: heard.append(request.url) if request.url != file.as_uri() else None)
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: heard.append(dialog.message) or dialog.dismiss())
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert heard == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened: Any, name: str, scheme: str) -> None:
    page = opened(PAGES[name](), color_scheme=scheme)
    assert violations(page) == []
    if page.locator("a.mark").count():
        page.locator("summary").evaluate_all("all => all.forEach(one => one.click())")
        page.locator("a.mark").first.click()
        _shows(page, ".card[aria-current]", 1)
        assert violations(page) == []


@pytest.mark.parametrize("how", [{"viewport": {"width": 380, "height": 800}}, {"forced_colors": "active"}])
def test_axe_finds_nothing_on_a_phone_or_in_few_colours(opened: Any, how: dict[str, Any]) -> None:
    page = opened([full(), word_letter(), repeated(), _UNREAD], **how)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("summary").evaluate_all("all => all.forEach(one => one.click())")
    for mark in ("#l1-m2", "#l2-m1", "#l3-m4"):
        page.locator(mark).click()
        assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


_NARROW = {"viewport": {"width": 380, "height": 800}}


def _above(page: Any, card: str) -> str:
    return str(page.locator(card).evaluate("card => card.previousElementSibling?.textContent ?? ''"))


def test_on_a_narrow_screen_the_card_opens_under_its_paragraph(opened: Any) -> None:
    page = opened([repeated()], **_NARROW)
    _shows(page, ".card:visible", 0)
    page.locator("#l1-m2").click()
    assert _focus(page) == "l1-c1"
    assert _above(page, "#l1-c1").startswith("Your arrears")
    _shows(page, ".card:visible", 1)
    assert 0 <= page.locator("#l1-c1").bounding_box()["y"] < 800
    page.locator("#l1-c1 [data-next]").click()
    assert _focus(page) == "l1-c2"
    page.locator("#l1-c2 .back a").click()
    assert _focus(page) == "l1-m3"
    _shows(page, ".paper .card", 0)
    page.locator("[data-list]").click()
    _shows(page, ".cards .card:visible", 2)


def test_a_card_in_a_table_opens_under_the_table(opened: Any) -> None:
    page = opened([word_letter()], **_NARROW)
    page.locator("#l1-m1").click()
    assert "What you owe" in _above(page, "#l1-c1")
    page.locator("#l1-m2").click()
    assert _above(page, "#l1-c1").startswith("Please call us")
    page.set_viewport_size({"width": 1280, "height": 800})
    _shows(page, ".paper .card", 0)
    _shows(page, ".panel .card:visible", 1)


def test_the_keys_go_from_place_to_place(opened: Any) -> None:
    page = opened([repeated()])
    page.locator("#l1-m1").click()
    seen = []
    for _ in range(4):
        page.keyboard.press("n")
        seen.append((_focus(page), page.locator("a.mark[aria-current]").get_attribute("id")))
    assert seen == [("l1-c1", "l1-m2"), ("l1-c2", "l1-m3"), ("l1-c1", "l1-m4"), ("l1-c1", "l1-m1")]
    page.locator("#l1-c1 .spots a").nth(2).click()
    assert _focus(page) == "l1-m4"


@pytest.mark.parametrize("script", [True, False])
def test_a_link_to_a_letter_opens_it(opened: Any, script: bool) -> None:
    page = opened([full(), repeated(), full()], java_script_enabled=script)
    _shows(page, ".open:visible", 0)
    page.locator(".overview a").nth(1).click()
    assert [one.get_attribute("id") for one in page.locator(".open:visible").all()] == ["l2"]
    assert page.locator("#l2").bounding_box()["y"] < 720


@pytest.mark.parametrize("script", [True, False])
def test_all_letters_are_on_paper(opened: Any, script: bool, tmp_path: Path) -> None:
    import pypdfium2

    page = opened([full(), repeated()], java_script_enabled=script)
    page.pdf(path=tmp_path / "page.pdf", format="Letter")
    sheets = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    printed = "".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)
    sheets.close()
    assert "Bring your stubs" in printed
    assert "We wrote of" in printed
    assert printed.count("Say instead") == 3
    _shows(page, ".open:visible", 0)


def test_axe_is_awake(opened: Any) -> None:
    page = opened([full()])
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert [one.split(":")[0] for one in violations(page)] == ["html-has-lang"]


def _focus(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_the_keyboard_walks_through_the_findings(opened: Any) -> None:
    page = opened([full()])
    for _ in range(20):
        page.keyboard.press("Tab")
        if _focus(page) == "l1-m1":
            break
    page.keyboard.press("Enter")
    assert _focus(page) == "l1-c1"
    assert page.locator("#l1-c1").get_attribute("aria-current") == "true"
    page.keyboard.press("n")
    assert _focus(page) == "l1-c2"
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert _focus(page) == "l1-c3"
    page.keyboard.press("Escape")
    assert _focus(page) == "l1-m3"
    page.keyboard.press("n")
    assert _focus(page) == "l1-c1"


def test_single_keys_do_nothing_elsewhere(opened: Any) -> None:
    page = opened([full()])
    page.keyboard.press("n")
    _shows(page, "[aria-current]", 0)


def test_the_card_stands_beside_the_words(opened: Any) -> None:
    page = opened([crowd(100)], viewport={"width": 1280, "height": 800})
    mark, card = page.locator("#l1-m40"), page.locator("#l1-c40")
    mark.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    mark.click()
    assert page.evaluate("scrollY") == before
    assert 0 <= card.bounding_box()["y"] < 800 - card.bounding_box()["height"]
    steps = page.locator(".steps").bounding_box()
    assert card.bounding_box()["y"] >= steps["y"] + steps["height"]


def test_a_level_can_be_left_out(opened: Any) -> None:
    page = opened([full()])
    page.locator(".filter input[value=must]").uncheck()
    _shows(page, ".card:visible", 2)
    _shows(page, "a.mark[href]", 2)
    assert page.locator("[role=status]").inner_text() == "2 of 3 cards shown"
    page.locator(".filter input[value=must]").check()
    _shows(page, "a.mark[href]", 3)


def test_it_works_without_its_script(opened: Any) -> None:
    page = opened([full()], java_script_enabled=False)
    page.locator("#l1-m2").click()
    assert page.url.endswith("#l1-c2")
    page.locator("#l1-c2 .back a").click()
    assert page.url.endswith("#l1-m2")
    _shows(page, ".filter:visible, .steps:visible", 0)


def test_its_own_policy_lets_its_style_and_script_in(opened: Any) -> None:
    page = opened([full()])
    assert page.evaluate("getComputedStyle(document.querySelector('.panel')).position") == "sticky"
    _shows(page, "html.js", 1)


def test_everything_is_on_paper(opened: Any) -> None:
    page = opened([full()], color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    _shows(page, ".card:visible", 3)
    _shows(page, ".filter:visible, .steps:visible, .back:visible", 0)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 32, 39)"
