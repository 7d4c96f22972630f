"""Where somebody who is not the reader works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.checks.private.hints import holds_any
from plainlang.checks.private.whereabouts import PERSON, is_readers_name
from plainlang.facts.dates import find_dates
from plainlang.facts.facts import Facts
from plainlang.facts.profile import Reader
from plainlang.facts.remembered import remembered
from plainlang.spans import Span

_NAMED = r"(?:the |an? )?[A-Z][\w&'’.-]{0,40}(?:,? (?:&|and|of|[A-Z][\w&'’.-]{0,40})(?=[\s,.;)]|$)){0,8}"
_SOMEBODY = (
    rf"(?:(?i:who|he|she|they|him|her|{PERSON})|"
    r"(?P<bare>(?!(?:We|You|I|The|This|That|It|If|When|Our|Your)\b)[A-Z][a-z]+))"
)
_WORKING = (
    r"(?:works?|worked|is working|is employed|was employed|has been working|was hired|got (?:a (?:new )?job|hired)|"
    r"has (?:a (?:new )?job|found work|started)|started(?: work(?:ing)?)?|"
    r"drives|waits tables|picks up shifts|clerks|cooks|tends bar|took a job|found (?:a job|work)|is on the payroll|"
    r"earns (?:\w+ ){0,3}wages|draws (?:\w+ ){0,2}(?:wages|pay|a paycheck)|"
    r"is now(?: \w+)?|mixes drinks|stocks shelves|does (?:\w+ ){0,2}work|gets paid|is paid)"
)
_WORK_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # "she now works in the kitchen at Harbor House", "who is now with Desert Bloom Dental"
        rf"\b{_SOMEBODY}\s+(?:(?:now|currently|also|still|recently|since \w+|"
        rf"has)\s+)?(?i:{_WORKING})\s(?:(?!hard\b)(?:[a-z]+|\d+)\s){{0,5}}?(?:at|for|with|by|"
        rf"of)\s+(?P<firm>{_NAMED})",
        # "his job at Kessler Tool & Die", "the father's employer, Acme Foods", "her employer is Acme"
        rf"\b(?:(?i:his|her|their|{PERSON}['’]s?)|(?P<bare>[A-Z][a-z]+)['’]s)\s+(?:(?:new|current|last|second|"
        rf"present|former|night|day)\s+)?(?i:job|work|position|employment|shifts?|pay|wages|paychecks?|paycheck|"
        rf"employer)s?"
        rf"(?:\s+(?:is|was|are)(?: now)?|,| \()?\s*(?:(?:at|with|from|by|in)\s+)?(?P<firm>{_NAMED})",
        # "Acme Foods, where he works", "the yard of Tri-State Roofing, where Danner draws his wages"
        rf"(?P<firm>{_NAMED}),?\s+where\s+{_SOMEBODY}\s+(?:(?:now|currently|still|has)\s+)?(?i:{_WORKING}|"
        rf"has (?:\w+ )?(?:job|shifts?))\b",
        # "employed by Acme Foods" and "on the payroll of Acme Foods", of a person named before
        rf"\b{_SOMEBODY}\b[^.]{{0,40}}\b(?i:employed (?:by|at|with)|on the payroll (?:of|at)|working (?:for|"
        rf"at))\s+(?P<firm>{_NAMED})",
        # "his employer (Acme Foods)", "employer of record: Acme Foods"
        rf"\b(?i:employer of record|new employer|other parent['’]s employer)\s*(?::|is|,|\()\s*(?P<firm>{_NAMED})",
    )
)
_WORK_HINTS = (
    *("work", "employ", "hired", "job", "start", "drives", "waits", "picks up", "clerk", "cooks", "tends", "pay"),
    *("earns", "draws", "is now", "mixes", "stocks", "does ", "paid", "shift", "position", "wages"),
)
_A_KIND_OF_FIRM = re.compile(
    rf"\b(?i:he|she|who|wife|husband|the other parent|{PERSON})\s+(?:now |currently |also |still )?(?i:works?|"
    rf"is working|is employed|was hired|got (?:a job|hired)|started(?: work)?|drives|waits tables|"
    r"picks up shifts|clerks|cooks|tends bar|took a job)\s(?:\w+ ){0,4}?(?:at|for|with|by|in)\s+(?:an? |"
    r"the )[a-z]+ (?:home|store|plant|shop|yard|mill|garage|restaurant|hospital|warehouse)"
)
"""A workplace that is as good as named: "at the Elm Street plant", "at the bottling plant"."""
_NO_FIRM = re.compile(
    r"\b(?:I|We|You|Our|Your|This|That|If|Please|When|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Mon|Tues|Wednes|Thurs|Fri|"
    r"Court|County|Child Support|Legal Aid|Job Center|Office|Agency|Unit|Bureau|Division|Department|State|Treasury|"
    r"IRS|Social Security|Mr|Ms|Mrs|Income Withholding|Form|Medicaid|January)\b"
)


def find_workplaces(facts: Facts) -> Iterator[Span]:
    """The named workplace of somebody who is neither the reader nor the worker."""
    if facts.profile.reader is Reader.EMPLOYER:
        return
    for sentence in facts.sentences:
        start = sentence.span.start
        jobs = _jobs_in(facts.words(sentence.span))
        yield from (Span(start + job.start(), start + job.end()) for job in jobs if _is_private_job(facts, job))


@remembered
def _jobs_in(words: str) -> tuple[re.Match[str], ...]:
    """Where a sentence says who works where: the firm by its name (group "firm"), or a kind of firm."""
    if not holds_any(words, _WORK_HINTS):
        return ()
    named = [found for pattern in _WORK_PATTERNS if (found := pattern.search(words))]
    kind = _A_KIND_OF_FIRM.search(words)
    if kind and not re.search(r"\b(?:your|you)\b", words[: kind.start()], re.I):
        named.append(kind)
    return tuple(named)


def _is_private_job(facts: Facts, found: re.Match[str]) -> bool:
    if found.re is _A_KIND_OF_FIRM:
        return not is_readers_name(facts, found[0])
    firm = found["firm"]
    if _NO_FIRM.match(firm.removeprefix("the ").removeprefix("a ")) or _NO_FIRM.search(firm) or find_dates(firm):
        return False
    lead = found[0][: len(found[0]) - len(firm)] if found[0].endswith(firm) else found[0]
    bare = found.groupdict().get("bare")
    if bare and not _is_surname(facts, bare):
        return False
    return not re.search(r"\byou(?:r)?\b", lead, re.I) and not is_readers_name(facts, found[0])


def _is_surname(facts: Facts, word: str) -> bool:
    """A bare name ("Danner") counts when the letter names that person with first name or title elsewhere."""
    name = re.escape(word)
    people = re.search(
        rf"\b(?:Mr|Ms|Mrs|Miss)\.? (?:[A-Z]\w+ )?{name}\b|\b(?:parent|father|mother|obligor|payor|party|ncp|"
        rf"employee)\b\W{{1,3}}(?:[A-Z]\w+ )?{name}\b",
        facts.text,
        re.I,
    )
    return bool(people) and not is_readers_name(facts, f"Mr. {word}")
