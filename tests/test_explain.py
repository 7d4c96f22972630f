"""Whatever words a report prints for a term, `explain` finds the entry behind them."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainlang.cli.explain import entries_behind
from tests.judging import findings_in, glossary

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SENTENCES = (
    "An obligor's lawyer remitted the arrearages to the obligees.\n",
    "YOUR ARREARS ARE DUE. THE OBLIGORS\u2019 CHECKS CAME.\n",
)
TEXTS = [*SENTENCES, (EXAMPLES / "notice-of-arrears.txt").read_text("utf-8")]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_the_words_of_every_finding_lead_to_its_entry(text: str) -> None:
    findings = [finding for finding in findings_in(text) if finding.term is not None]
    printed = {text[finding.span.start : finding.span.end]: finding.term for finding in findings}
    assert printed
    for words, term in printed.items():
        behind = {entry.name for entry in entries_behind(" ".join(words.split()), glossary())}
        assert term in behind or not glossary().named(term), words
