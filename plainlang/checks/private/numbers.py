"""Social Security, card and account numbers that are shown in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.checks.private.hints import holds_any
from plainlang.facts.facts import Facts
from plainlang.spans import Span

_LONG_NUMBER = re.compile(r"\d[\d .–-]{6,18}\d")
"""What any full private number looks like."""
_SSN = re.compile(r"(?<![\d-])\d{3}[- –.]\d{2}[- –.]\d{4}(?![\d-])")
_SSN_HINTS = ("ssn", "soc")
_SSN_LABEL = re.compile(
    r"\b(?:SSN|social security (?:number|no\.?|#)|soc\.? sec\.?(?: no\.?)?)\W{0,4}(?:is |of |number )?(\d{9})(?!\d)",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<![\d-])\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\d-])")
_BANK = re.compile(
    r"\b(?:bank|credit union|checking|savings|routing|debit|iban|direct deposit|card|deposited)\b", re.IGNORECASE
)
_ACCOUNT = re.compile(
    r"\b(?:account|acct|card|routing|checking|savings|iban|"
    r"bank)\b(?P<label>[^\n.;]{0,40}?)(?<![\d$.,/-])(?P<number>\d[\d -]{6,18}\d)(?![\d.,]*\d)",
    re.IGNORECASE,
)
_AROUND = 60
"""So many characters on either side of an account are looked at for a word of banks."""
_OURS = re.compile(
    r"\b(?:(?:write|quote|give|put|include|use|show|mention) (?:your|the|this)|child support|support|case|payment|"
    r"participant|with us|remittance|our) (?:account|acct)\b",
    re.IGNORECASE,
)


def _is_told_as_phone(facts: Facts, found: re.Match[str]) -> bool:
    """A phone or fax number with a digit missing looks like a Social Security number."""
    before = facts.text[max(0, found.start() - 25) : found.start()]
    return bool(re.search(r"\b(?:call|phone|fax|tel|telephone|text|dial|reach me)\b[^.\n]*$", before, re.IGNORECASE))


def find_numbers(facts: Facts) -> Iterator[Span]:
    """Every number that may be a full private one."""
    text = facts.text
    for line in _numbered_lines(text):
        yield from (Span(*found.span()) for found in _SSN.finditer(text, *line) if not _is_told_as_phone(facts, found))
        yield from (Span(*found.span()) for found in _CARD.finditer(text, *line) if _is_card(text, found))
        accounts = (found for found in _ACCOUNT.finditer(text, *line) if _is_full_account(facts, found))
        yield from (Span(*found.span("number")) for found in accounts)
    if holds_any(text, _SSN_HINTS):
        yield from (Span(*found.span(1)) for found in _SSN_LABEL.finditer(text))


def _numbered_lines(text: str) -> Iterator[Span]:
    """The lines with a number as long as a private one."""
    end = -1
    for found in _LONG_NUMBER.finditer(text):
        if found.start() > end:
            end = text.find("\n", found.start())
            end = end if end >= 0 else len(text)
            yield Span(text.rfind("\n", 0, found.start()) + 1, end)


def _is_card(text: str, found: re.Match[str]) -> bool:
    """A number with the check digit of a card, or one that the words before it call a card or an account."""
    import validators

    if validators.card_number(re.sub(r"\D", "", found[0])) is True:
        return True
    before = text[max(0, found.start() - 100) : found.start()].rsplit("\n\n", maxsplit=1)[-1]
    return bool(re.search(r"\b(?:card|account)\b", before, re.I))


_FULL = 8
"""A bank's account or routing number has this many digits or more."""


def _is_full_account(facts: Facts, found: re.Match[str]) -> bool:
    """An account at a bank; the account that the office itself keeps is a case number by another name.

    Without a word of banks close by, ten plain digits of the body are taken for a bank's, and a number in groups
    (5518-20-0036) or one that the head of the letter gives is taken for the office's.
    """
    number, start = found["number"], found.start("number")
    if sum(char.isdigit() for char in number) < _FULL:
        return False
    if any(not contact.fault and contact.span.start <= start < contact.span.end for contact in facts.contacts):
        return number.isdigit() and bool(_BANK.search(found[0]))
    if _BANK.search(facts.text[max(0, found.start() - _AROUND) : found.end() + _AROUND]):
        return True
    is_ours = bool(_OURS.search(facts.text[max(0, found.start() - 25) : found.end()]))
    return number.isdigit() and not is_ours and number not in facts.text[: facts.parts.body.start]
