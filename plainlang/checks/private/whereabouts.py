"""Streets and phone numbers of somebody who is not the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.facts.facts import Facts
from plainlang.facts.people import name_words
from plainlang.facts.profile import Reader
from plainlang.facts.remembered import remembered
from plainlang.spans import Span

_KINDS = (
    r"Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Place|Pl|Way|Terrace|Ter|Circle|Cir|"
    r"Trail|Trl|Hollow|Loop|"
    r"Run|Path|Alley|Highway|Hwy|Square|Ridge|Parkway|Pkwy|Pike|Row|Walk|Bend|Trace|Crossing|Point|Plaza|Heights|"
    r"Landing|Grove|Commons|Broadway"
)
_NUMBERED = (
    # Begins with the digit, so that the search leaps from number to number.
    rf"\d(?<=\b\d)\d{{0,4}}(?:[A-Z]?(?:\s+[NSEW]\.?|\s+(?:North|South|East|West))?\s+(?:(?:[A-Z][\w'’.-]*|"
    rf"\d{{1,3}}(?:st|nd|rd|th)|of|the)\s+){{0,4}}?(?:{_KINDS})\b\.?"
    r"(?:,? (?:Apt|Apartment|Unit|Lot|Suite|Ste|Room|Rm|#)\.? ?[\w-]+)?|"
    r" (?:County|State|Farm|Township) (?:Road|Route|Highway) \d+)"
)
_STREET = re.compile(_NUMBERED)
_STREET_OR_BOX = re.compile(
    rf"{_NUMBERED}|\b(?:Rural )?(?:Route|Rte|RR|County Road|State Route|Highway) ?\d+,? (?:Box|No\.|Lot) ?\d+|"
    r"\bP\.? ?O\.? Box \d+"
)
_BOX_HINTS = ("Box", "Lot", "No.")
PERSON = (
    r"(?:(?:mr|ms|mrs|miss|mx)\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|(?:the )?(?:other|absent|custodial|noncustodial|"
    r"non-custodial|paying) (?:parent|party)|"
    r"(?:the |your |wyatt's |[A-Z]\w+'s |child'?s |children'?s )?(?:ncp|cp|father|mother|dad|mom|obligor|obligee|"
    r"payor|ex|ex-(?:wife|husband)|former (?:wife|husband|spouse|partner)))"
)
_OTHER = re.compile(rf"\b(?:he|she|him|his|hers|they|them|their|{PERSON})\b", re.IGNORECASE)
_LIVES = re.compile(
    r"\b(?:live[sd]?|living|resid\w+|mov(?:ed?|ing)|stay(?:s|ed|ing)|rent(?:s|ed|ing)|located|found|home|house|"
    r"apartment|trailer|(?:is|are) now (?:at|in)|"
    r"address(?:es)?(?: (?:already|we|on file|of record|tried|checked|for))?|gets? (?:his|her|their) mail|"
    r"served (?:\w+ ){0,3}at)\b",
    re.IGNORECASE,
)
_AT_PERSON = re.compile(
    rf"(?:\b{PERSON}(?:,? (?-i:[A-Z][\w'’-]+)){{0,3}}(?:,| \()?\s+(?:at|of)\s+$|\bmail for {PERSON}\b[^.]{{0,30}}$|"
    rf"\b(?:addresses (?:already )?(?:tried|checked|searched|we tried)|last[- ]known address)\b[^.]{{0,60}}$|"
    rf"\b(?:his|her|their|{PERSON}['’]s?)\s+(?:\w+ ){{0,3}}(?:home|house|address|apartment|place|residence|"
    rf"mailing address)\b[^.]{{0,40}}$)",
    re.IGNORECASE,
)
"""The words right before a street: "Ms. Reed at", "her new address is"."""
_PLACE = re.compile(
    r"\b(?:court(?:house|room)?|office|agency|clerk|lab|center|legal aid|hearing|bank|clinic|library|building|"
    r"registry|sheriff|meet|visit|mail|send|write|bring|pay)\b",
    re.I,
)
_HOME = re.compile(r"\b(?:lives?|living|resid\w+|moved|stay\w*|address(?:es)?|home)\b", re.IGNORECASE)
_BREAK = re.compile(r"(?<=[a-z\d][a-z\d][a-z\d)][.!?])\s+(?=[A-Z])|\n\s*\n")
"""The end of a sentence; "Mr." and "44 W." are none."""
_PHONE_OF_OTHER = re.compile(
    r"\b(?:the (?:other|absent|custodial|noncustodial) (?:parent|party)|the (?:father|mother|obligor|obligee)|his|"
    r"the ncp)(?:['’]s)? (?:new |own |current )?(?:cell|phone|telephone|mobile|number|e-?mail)\b[^.]{0,30}$",
    re.IGNORECASE,
)


def find_whereabouts(facts: Facts) -> Iterator[Span]:
    """A street that the words around it give as the home of somebody else than the reader."""
    if facts.profile.reader is Reader.EMPLOYER:
        return
    body = facts.parts.body
    words = facts.words(body)
    wanted = _STREET_OR_BOX if any(hint in words for hint in _BOX_HINTS) else _STREET
    for street in wanted.finditer(facts.text, *body):
        if not _is_known(facts, street[0]) and _is_anothers(facts, street):
            yield Span(*street.span())


def _is_anothers(facts: Facts, street: re.Match[str]) -> bool:
    before = _BREAK.split(facts.text[max(facts.parts.body.start, street.start() - 250) : street.start()])[-1]
    behind = _BREAK.split(facts.text[street.end() : street.end() + 80])[0]
    if _stands_at_a_person(before):
        return not _is_of_reader(facts, before)
    if not _says_home(before, behind[:40]):
        return False
    return any(not is_readers_name(facts, found[0]) for found in _OTHER.finditer(f"{before} {behind}"))


@remembered
def _stands_at_a_person(before: str) -> bool:
    return bool(_AT_PERSON.search(before))


@remembered
def _says_home(before: str, behind: str) -> bool:
    """True when the words around a street tell where somebody lives, and not where to go or where the reader lives."""
    clause = re.split(r"[;:]|,? (?:but|so|because|and then)\b", before)[-1]
    if re.search(r"\byou(?:r| (?:live|moved?|are|stay))\b[^,.]{0,40}$", clause, re.IGNORECASE):
        return False
    if _PLACE.search(clause[-60:]) and not _HOME.search(clause[-60:]):
        return False
    return bool(_LIVES.search(f"{clause} {behind}"))


def _is_of_reader(facts: Facts, before: str) -> bool:
    people = list(_OTHER.finditer(before))
    return bool(people) and is_readers_name(facts, people[-1][0])


def is_readers_name(facts: Facts, person: str) -> bool:
    """True for a name that the address, the greeting or the signature holds, unless Mr. here is Ms. there."""
    title = re.match(r"(mr|ms|mrs|miss|mx)\b", person, re.IGNORECASE)
    if not title:
        return False
    greeting = [facts.parts.salutation] if facts.parts.salutation else []
    lines = [facts.words(line) for line in (*facts.parts.addressee[:1], *facts.parts.signature, *greeting)]
    same = [line for line in lines if set(name_words(line)) & set(name_words(person))]
    titles = {
        found[0].lower() == "mr"
        for line in same
        for found in re.finditer(r"\b(?:mr|ms|mrs|miss)\b", line, re.IGNORECASE)
    }
    return bool(same) and (not titles or (title[0].lower() == "mr") in titles)


def find_phones(facts: Facts) -> Iterator[Span]:
    """Phone numbers and e-mail addresses that the words before them give to the other parent."""
    for contact in facts.contacts:
        if _leads_to_phone(facts.text[max(facts.parts.body.start, contact.span.start - 90) : contact.span.start]):
            yield contact.span


@remembered
def _leads_to_phone(before: str) -> bool:
    """True for words such as "The father's cell phone is" that stand right before a number."""
    return bool(_PHONE_OF_OTHER.search(before))


def _is_known(facts: Facts, street: str) -> bool:
    """The office's own street and the reader's stand in the head of the letter."""
    head = facts.text[: facts.parts.body.start]
    return street.rstrip(".") in head
