"""No private facts that do not belong: full numbers, a child's birth date, where the other parent lives or works."""

from __future__ import annotations

import re
from collections.abc import Iterator

import validators

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.dates import find_dates
from plainlang.facts.facts import Facts
from plainlang.language.reading import Sentence
from plainlang.spans import Span

_SSN = re.compile(r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])")
_CARD = re.compile(r"(?<![\d-])\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\d-])")
_ACCOUNT = re.compile(
    r"\b(?:account|acct|card|routing|checking|savings|iban|bank)\b[^\n.;]{0,40}?(?<![\d$.,-])(\d[\d -]{6,18}\d)(?![\d.,]*\d)",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:born|birth ?date|date of birth|birthday|d\.?o\.?b\.?)\b", re.IGNORECASE)
_STREET = re.compile(
    r"\b\d{1,5}[A-Z]?\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w'’.-]+\s+){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|"
    r"Blvd|Court|Ct|Place|Pl|Way|Terrace|Circle|Trail|Hollow|Loop|Run|Path|Alley|Highway|Hwy|Square|Ridge|Parkway)\b\.?"
)
_OTHER = re.compile(
    r"\b(?:he|she|him|his|they|them|their|the (?:other|absent) (?:parent|party)|(?:mr|ms|mrs)\.? [A-Z]\w+|"
    r"(?:the )?(?:ncp|cp|father|mother|obligor|obligee|ex))\b",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:live[sd]?|living|resid\w+|mov(?:ed|ing)|stay(?:s|ing)|rent(?:s|ing)|(?:is|are|now) at|address|located|found)\b",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"\b(?:he|she|they|who|wife|husband|the other parent|(?:mr|ms|mrs)\.? [A-Z][\w'’-]+)\s+(?:now |currently |also |still )?"
    r"(?:works?|is working|is employed|was hired|got (?:a job|hired)|has (?:a job|started)|started(?: work)?|drives|waits tables|"
    r"picks up shifts|clerks|cooks|tends bar|took a job)\s(?:\w+ ){0,4}?(?:at|for|with|by|in|on)\s+(?:an? |the )?(?:[A-Z]|\w+ (?:home|store|plant|shop|yard|mill|garage|restaurant|hospital|warehouse))",
)


def answer(facts: Facts) -> Answer:
    """Numbers are told for sure; whose address or workplace it is, by the words around it."""
    spans = sorted({*_numbers(facts), *_births(facts), *_whereabouts(facts)})
    if not spans:
        return passed()
    shown = (
        "private number"
        if facts.words(spans[0])[:1].isdigit() and not _STREET.match(facts.words(spans[0]))
        else "private fact"
    )
    return failed(f"This letter gives away a {shown}. Leave it out, or show only the last four digits.", *spans)


def _numbers(facts: Facts) -> Iterator[Span]:
    yield from (Span(*found.span()) for found in _SSN.finditer(facts.text))
    for found in _CARD.finditer(facts.text):
        if validators.card_number(re.sub(r"\D", "", found[0])) is True or re.search(
            r"\b(?:card|account)\b", facts.text[max(0, found.start() - 300) : found.start()], re.I
        ):
            yield Span(*found.span())
    for found in _ACCOUNT.finditer(facts.text):
        digits = re.sub(r"\D", "", found[1])
        if len(digits) >= 8 and not any(c.span.start <= found.start(1) < c.span.end for c in facts.contacts):
            yield Span(*found.span(1))


def _births(facts: Facts) -> Iterator[Span]:
    """A full birth date: a day, a month and a year."""
    for found in _BORN.finditer(facts.text):
        stretch = facts.text[found.start() : found.end() + 50].split("\n\n")[0]
        for one in find_dates(stretch):
            if one.has_year and one.span.start < 40:
                yield Span(found.start() + one.span.start, found.start() + one.span.end)
                break


def _whereabouts(facts: Facts) -> Iterator[Span]:
    for sentence in facts.sentences:
        words = facts.words(sentence.span)
        street = _STREET.search(words)
        if street and _LIVES.search(words) and _is_about_other(facts, sentence) and not _is_known(facts, street[0]):
            yield Span(sentence.span.start + street.start(), sentence.span.start + street.end())
        job = _WORKS.search(words)
        if (
            job
            and not re.search(r"\b(?:your|you)\b", words[: job.start()], re.I)
            and facts.profile.reader != "employer"
        ):
            yield Span(sentence.span.start + job.start(), sentence.span.start + job.end())


def _is_about_other(facts: Facts, sentence: Sentence) -> bool:
    return bool(_OTHER.search(facts.words(sentence.span)))


def _is_known(facts: Facts, street: str) -> bool:
    """The office's own street and the reader's stand in the head of the letter."""
    head = facts.text[: facts.parts.body.start]
    return street in head


CHECK = Check(
    id="private-facts",
    part=Part.ACCURATE,
    weight=Weight.GATE,
    question="Does the letter keep private facts out?",
    source="Rubric G-2; 42 USC 654(26); IRS rules on tax data",
    how="Number patterns with their check digit; addresses and jobs by the words about the other parent around them.",
    strength="No private number or address is given away.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(consequence="Your account ending in 4471 stays open, and the check can go to 12 Quarry Street.")
        ),
        Example(letter(consequence="He told us that he has a new job. We have a current address for him.")),
    ),
    fails=(
        Example(letter(consequence="Your case is filed under [[123-45-6789]].")),
        Example(letter(consequence="He now lives at [[9 Elm Street]] in Dover.")),
        Example(letter(consequence="Your child was born on [[March 3, 2016]].")),
    ),
)
