"""Phone numbers, e-mail and web addresses, and whether each is well formed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from plainlang.facts.remembered import each_stretch, remembered
from plainlang.spans import Span

_GROUP = r"(?=[\dA-Za-z]{2,5}(?![\dA-WYZa-wyz]))[\dOoIlSB]{0,4}\d[\dOoIlSB]{0,4}"
"""A group of digits of a phone number; a letter that looks like a digit may have slipped in (41O7, 31B7)."""
_DASH = r"\s?[-.–‑]\s?"
_PHONE = re.compile(
    rf"""(?<![\w$\#+./-])(?<!\d\ )
    (?P<number>(?:\+?1(?:{_DASH}|[ \xa0])?)?
      (?:\({_GROUP}\)\s?[-.–‑]?\s?{_GROUP}(?:{_DASH}|\ ){_GROUP}    # (860) 555-0142
      |{_GROUP}{_DASH}{_GROUP}(?:{_DASH}|\ ){_GROUP}                # 860-555-0142, 860.555.0142
      |\d{{3}}/{_GROUP}{_DASH}{_GROUP}                              # 860/555-0142
      |\d{{3}}[ \xa0]{_GROUP}(?:{_DASH}|[ \xa0]){_GROUP}            # 860 555 0142
      |\d{{3}}-\d{{6,8}}))                                          # 860-5550142
    (?:,?\s?(?:x|ext\.?|extension)\s?\d{{1,6}})?
    (?![\w@]|[-.–‑]\w|\ \d{{3}}|/(?!\s|TT|TD|[A-Z][a-z]))""",
    re.VERBOSE,
)
_WORDED = re.compile(
    # Words in place of digits: 1-800-228-KIDS, (800) CALL-NOW, 888.GET.HELP, 1-800-Get-Help.
    r"(?<![\w$#./-])(?P<number>1-8\d\d(?:-\d{1,4})?(?:-[A-Z][A-Za-z]{2,12}){1,3}|(?:1[-. –])?(?:\(\d{3}\)\s?|"
    r"\d{3}[-.–])(?:\d{1,4}[-. –])?[A-Z]{2,12}[A-Z0-9]{0,8}(?:[-.–][A-Z0-9]{1,12}){0,3})(?![\w@/])"
)
_BARE = re.compile(r"(?<![\w$#./-])(?P<number>\d{10})(?![\w-])")
_LOCAL = re.compile(
    # Seven digits behind a word such as call: the area code is missing.
    r"\b(?:(?:call|phone|tel|telephone|fax|dial)\b\.?(?: (?:us|me|him|her|them|number|no\.|line|is|at|on))*:?|"
    r"(?:reach|ring) (?:us|me) (?:at|on))\s+"
    r"(?P<number>\d{3}[-.–‑ ]\d{4})(?![\w-]|[.–‑]\w)",
    re.IGNORECASE,
)
_WAYS = (_PHONE, _WORDED, _BARE, _LOCAL)
_NUMBERED = re.compile(r"\d")
"""Every phone number has a digit, with letters in it or not."""
_TELLS_PHONE = re.compile(
    r"\b(?:call|phone|tel|telephone|cell|mobile|fax|dial|text|tty|at|or|on|reach|ring|line|number|hotline|"
    r"toll[- ]free|desk|"
    r"reception|information|help\w*|contact|voice)\b",
    re.IGNORECASE,
)
_NAMES_A_CASE = re.compile(
    r"\b(?:case|account|acct|cause|file|docket|order|card|ssn|security|no|number|id|ein|fein|reference|ref|routing|"
    r"trace|"
    r"receipt|policy|invoice|claim|form|kit)\b\W*$",
    re.IGNORECASE,
)
_OF_A_PHONE = re.compile(
    r"\b(?:phone|fax|tel|telephone|cell|call|free|tty|my|our|her|his|office|direct) (?:number|no)\b(?: is)?\W*$",
    re.IGNORECASE,
)
_TOLL_FREE = re.compile(r"(?:1[-. –])?\(?8(?:00|33|44|55|66|77|88)\b")
_TOP = r"(?:gov|org|com|net|us|edu|info|mil)"
_EMAIL = re.compile(
    r"(?<![\w@.-])[\w.+%'-]{1,64}@{1,2}\s?[\w.,-]{0,99}\w|"
    r"(?<![\w.-])[\w.+-]{1,64}\s@\s?(?=[\w.,-]{0,99}[A-Za-z])[\w-]{1,63}[.,][\w.,-]{0,99}\w|"
    r"(?<![\w.-])[\w.+-]{1,64}\s?[(\[](?:at)[)\]]\s?[\w.,-]{0,99}\w"
)
_NO_AT = re.compile(
    # Called an e-mail address, and without the @: "Her e-mail is tkoenig.county.gov", "jan.county.gov (e-mail)".
    rf"\be-?mails?(?: address)?(?: (?:is|to|at|me|us|him|her|"
    rf"them))*:?\s+(?P<behind>(?!www\.)[a-z][\w-]{{0,63}}(?:\.[\w-]{{1,63}}){{0,4}}\.{_TOP}\b(?![/@]))|"
    rf"(?<![\w.@/-])(?P<before>(?!www\.)[a-z][\w-]{{0,63}}(?:\.[\w-]{{1,63}}){{0,4}}\.{_TOP})(?= ?\(e-?mail\))",
    re.IGNORECASE,
)
_WEB = re.compile(
    rf"(?<![@\w.-])(?:h?tt?ps?[:;]?/{{1,2}}(?=\S)|https?[:;](?=\w)|wwww?[.,]|www[ ](?=\S+[.,]\w)|www(?=\w)|"
    rf"ww\.)[^\s()<>“”\"]{{0,300}}\w/?|"
    rf"(?<![@\w.-])[a-z][a-z0-9-]{{0,63}}(?:[.,][a-z0-9-]{{1,63}}){{0,4}}[.,]{_TOP}\b(?:/[\w./?=&%-]{{0,300}}\w)?",
    re.IGNORECASE,
)
_AT_OR_MAIL = re.compile(r"mail|[(\[]at[)\]]", re.IGNORECASE)
"""What stands beside an e-mail address that has no @ in it."""
_OF_THE_WEB = re.compile(rf"tp|www|ww\.|[.,]{_TOP}", re.IGNORECASE)
"""What every web address holds one of."""
_NO_SITE = re.compile(
    # What a program would take and no office has: www.county.con, ww.county.gov, www.countygov, wwwcounty.gov.
    r"\.(?:con|cmo|ogr|gvo|nte)(?:/|$)|^https://(?:ww|wwww)\.|^https?://www\.[^./]+(?:/|$)|^https?://www[^.]",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"\d{4}-\d\d-\d\d$|\d{1,2}[-. /]\d{1,2}[-. /]\d{2,4}$")
_DIGITS = 10


class Way(StrEnum):
    """How an office is reached."""

    PHONE = "phone number"
    EMAIL = "e-mail address"
    WEB = "web address"


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone number, e-mail or web address. fault: what is wrong with it, in words; empty when well formed."""

    span: Span
    way: Way
    text: str
    fault: str = ""


def find_contacts(text: str) -> list[Contact]:
    """The contacts of a text in order, well formed or not."""
    found = [(at, written) for at, written in each_stretch(_written_in, text) if any(written)]
    mails = [_moved(one, at) for at, written in found for one in written.emails]
    webs = [_moved(one, at) for at, written in found for one in written.webs]
    webs = [web for web in webs if not any(mail.span.overlaps(web.span) for mail in mails)]
    return sorted([*mails, *webs, *_phones(text, found)], key=lambda contact: contact.span)


class _Written(NamedTuple):
    """What some words hold. numbers: what may be a phone number, for each of the ways in which one is written."""

    emails: tuple[Contact, ...]
    webs: tuple[Contact, ...]
    numbers: tuple[tuple[Span, ...], ...]


@remembered
def _written_in(words: str) -> _Written:
    emails = tuple(_emails(words)) if "@" in words or _AT_OR_MAIL.search(words) else ()
    webs = tuple(_webs(words)) if _OF_THE_WEB.search(words) else ()
    ways = _WAYS if _NUMBERED.search(words) else ()
    numbers = tuple(tuple(Span(*found.span("number")) for found in way.finditer(words)) for way in ways)
    return _Written(emails, webs, numbers if any(numbers) else ())


def _moved(contact: Contact, at: int) -> Contact:
    return replace(contact, span=Span(at + contact.span.start, at + contact.span.end))


def _phones(text: str, found: Sequence[tuple[int, _Written]]) -> Iterator[Contact]:
    taken: list[Span] = []
    for way, holds in enumerate((_is_phone, _is_worded_phone, _is_phone, _is_local)):
        for at, start, end in ((at, *one) for at, written in found if written.numbers for one in written.numbers[way]):
            span = Span(at + start, at + end)
            number = text[span.start : span.end]
            if any(span.overlaps(other) for other in taken) or not holds(
                number, text[max(0, span.start - 40) : span.start]
            ):
                continue
            taken.append(span)
            yield Contact(span, Way.PHONE, number, _phone_fault(number))


@remembered
def _is_phone(number: str, before: str) -> bool:
    """True for nearly ten digits in the groups of a phone number, or when the words before them say phone."""
    count = sum(char.isalnum() for char in number)
    if _DATE_LIKE.match(number) or _names_a_case(before) or not _DIGITS - 2 <= count <= _DIGITS + 2:
        return False
    groups = [len(group) for group in re.findall(r"\w+", number)]
    usual = len(groups) >= 3 and groups[-3] == 3 and groups[-2] >= 3 and groups[-1] >= 3
    return usual or "(" in number or bool(_TELLS_PHONE.search(before))


@remembered
def _is_worded_phone(number: str, before: str) -> bool:
    """True for 1-800-228-KIDS; another code with capitals (118-FS-2204) needs a word such as call before it."""
    if _names_a_case(before):
        return False
    return bool(_TOLL_FREE.match(number) or (re.search(r"[A-Z]{3}", number) and _TELLS_PHONE.search(before[-15:])))


@remembered
def _is_local(_: str, before: str) -> bool:
    return not _names_a_case(before)


def _names_a_case(before: str) -> bool:
    return bool(_NAMES_A_CASE.search(before)) and not _OF_A_PHONE.search(before)


@remembered
def _phone_fault(words: str) -> str:
    if re.search(r"[A-Za-z]{2,}", words):
        return "has letters in place of digits; give the digits as well"
    if re.search(r"[A-Za-z]", words):
        return "has a letter in it"
    digits = re.sub(r"\D", "", words)
    count = len(digits) - (1 if len(digits) > _DIGITS and digits.startswith("1") else 0)
    if count != _DIGITS:
        return f"has {count} digits; a phone number has {_DIGITS}"
    groups = re.findall(r"\d+", words)
    if [len(group) for group in groups[-3:]] not in ([3, 3, 4], [_DIGITS], [_DIGITS + 1]) and len(groups) > 2:
        return "has its digits in odd groups; write it as 860-555-0142"
    import phonenumbers

    number = phonenumbers.parse(digits, "US")
    return "" if phonenumbers.is_valid_number(number) else "is no number of the United States"


def _emails(text: str) -> Iterator[Contact]:
    import validators

    for match in _EMAIL.finditer(text):
        fault = "" if validators.email(match[0]) is True else "is no e-mail address a computer can use"
        yield Contact(Span(*match.span()), Way.EMAIL, match[0], fault)
    for match in _NO_AT.finditer(text):
        span = Span(*match.span("behind" if match["behind"] else "before"))
        yield Contact(span, Way.EMAIL, text[span.start : span.end], "has no @ in it")


def _webs(text: str) -> Iterator[Contact]:
    import validators

    for match in _WEB.finditer(text):
        words = match[0].rstrip(".,;")
        if "." not in words and "," not in words and not words.lower().startswith(("http", "www")):
            continue
        address = words if re.match(r"https?:", words, re.IGNORECASE) else f"https://{words}"
        sound = validators.url(address) is True and not _NO_SITE.search(address)
        fault = "" if sound else "is no web address a computer can use"
        yield Contact(Span(match.start(), match.start() + len(words)), Way.WEB, words, fault)
