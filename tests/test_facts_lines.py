"""Lines as they are meant: rows of a table in any format, and lines that only wrap."""

from __future__ import annotations

import pytest

from plainlang.answer import Verdict
from plainlang.checking import SixtyMinutesRun, check
from plainlang.config import Settings
from plainlang.facts.facts import Facts
from plainlang.glossary.load import load_glossary
from plainlang.language.reading import Reading
from plainlang.outgoing import as_html, as_text, as_word
from plainlang.readers.table import read_letter

WRONG_TOTAL = """March 9, 2026

Dear Ms. Ortiz,

We looked at your payment record on March 2, 2026. It shows what is past due.

| Payment | Amount |
|---|---:|
| January | $85.00 |
| February | $185.00 |
| March | $185.00 |
| **Total** | **{total}** |

Please call me by March 30, 2026.

Sincerely,

Dana Ruiz
"""


@pytest.mark.parametrize(("total", "verdict"), [("$455.00", Verdict.PASS), ("$465.00", Verdict.FAIL)])
@pytest.mark.parametrize("name", ["letter.md", "letter.html", "letter.docx", "letter.txt"])
def test_a_table_adds_up_in_every_format(name: str, total: str, verdict: Verdict) -> None:
    markdown = WRONG_TOTAL.format(total=total)
    data = {
        "letter.md": markdown.encode(),
        "letter.html": as_html.render(markdown, title="A letter").encode(),
        "letter.docx": as_word.render(markdown, title="A letter"),
        "letter.txt": as_text.render(markdown).encode(),
    }[name]
    test = check(name, data, load_glossary(), Settings(), kind="letter", test=SixtyMinutesRun()).sixty_minutes
    assert test is not None
    assert [one.answer.verdict for one in test.checked if one.check.id == "sums"] == [verdict]


def test_where_a_line_wraps_says_nothing() -> None:
    text = "Dear Ms. Ortiz,\n\nOur payment record shows $310.00 past due in this case as\nof May 1, 2025, from March.\n"
    facts = Facts(Reading(read_letter("letter.txt", text.encode())), Settings())
    assert "as of May 1" in facts.text
    assert len(facts.text) == len(facts.reading.letter.text)


def test_short_lines_stay_apart() -> None:
    text = "Dear Ms. Ortiz,\n\nMarch payment $200.00\nApril payment $200.00\n"
    assert "$200.00\nApril" in Facts(Reading(read_letter("letter.txt", text.encode())), Settings()).text
