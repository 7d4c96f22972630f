"""Names of people: the reader's in address and greeting, the signer's, and whether two spell one name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import DamerauLevenshtein

from plainlang.facts.remembered import each_stretch, remembered
from plainlang.language.lexicon import is_everyday
from plainlang.language.rarity import zipf
from plainlang.spans import Span

HONORIFIC = re.compile(
    r"(?:mr|mrs|ms|mx|miss|dr|judge|hon|señor|señora|sr|sra)\b\.?\s*(?:and\s+(?:mrs|ms|mr)\b\.?\s*)?", re.I
)
_GREETING = re.compile(r"(?:dear|hello|hi|good (?:morning|afternoon|day)|greetings|to)\b[,:]?\s*", re.I)
_ROLE = re.compile(
    r"\b(?:parents?|mother|father|mom|dad|guardian|client|customer|participant|recipient|applicant|respondent|"
    r"petitioner|"
    r"pay(?:or|ee|er)s?|obligors?|obligees?|debtor|employers?|payroll|human resources|manager|department|office|"
    r"sirs?|madam|occupant|resident|member|account holder|card ?holder|friend|colleague|custodian|party|parties|ncp|cp|"
    r"whom|concern|all|team|staff|desk|director|administrator|taxpayer|claimant|caretaker|judgment|valued)\b",
    re.I,
)
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*[^\W_]|[^\W\d_]\.?")
_OFFICE = re.compile(
    r"\b(?:department|division|office|bureau|agency|county|state|administration|services?|unit|section|authority|"
    r"commission|program|court|center|registry|region|branch|district|desk|team|support|collections?|counter|"
    r"enforcement|"
    r"payments?|accounts?|child|intake|records|company|inc|llc|corp|co|bank)\b",
    re.I,
)
_TITLES = re.compile(
    r"\b(?:worker|specialist|officer|manager|supervisor|agent|liaison|caseworker|collector|clerk|director|attorney|"
    r"representative|coordinator|analyst|examiner|investigator|assistant|advocate|ombuds\w*|judge|reviewer|lead|"
    r"technician|associate|administrator|counsel|esq|navigator|trainee)\b",
    re.I,
)
_CLOSE = 2
"""Spellings of one name differ by two letters at most (Reyes, Reyas)."""
_SHORT = 4
_RARE = 3.0
"""Below this on the Zipf scale a word is a rare one: Wyat, Ortez."""


@remembered
def name_in_greeting(greeting: str) -> str:
    """The name that a greeting names, without title; empty for a role ("Dear Parent"), or nobody."""
    words = _GREETING.sub("", greeting.strip(), count=1).rstrip(" ,:;.!-–—")
    titled = HONORIFIC.match(words)
    words = HONORIFIC.sub("", words, count=1).strip()
    if not words or (not titled and _ROLE.search(words)) or re.search(r"[{}<>\[\]«»$_?]", words):
        return ""
    if _ROLE.fullmatch(words):
        return ""
    return (
        words if words[:1].isupper() and re.fullmatch(r"[\w'’.\-, &]+", words) and not re.search(r"\d", words) else ""
    )


@remembered
def is_person(line: str) -> bool:
    """True when a line reads like a person's name ("Ms. Dana Ruiz", "Dana Ruiz, Worker"), not like an office or job."""
    name = HONORIFIC.sub("", re.split(r"[,|]", line, maxsplit=1)[0].strip(), count=1)
    if HONORIFIC.match(line) and name:
        return True
    words = name.split()
    if not 2 <= len(words) <= 4 or _OFFICE.search(name) or _ROLE.search(name) or _TITLES.search(name):
        return False
    small = {"de", "la", "del", "van", "von", "der", "den", "da", "dos", "y", "el", "al", "bin"}
    return all(word in small or re.fullmatch(r"[^\W\d_a-z][\w'’.-]*", word) for word in words)


def name_words(name: str) -> list[str]:
    """The words of a name in lower case, without title, initials and suffix."""
    return list(_name_words(name))


@remembered
def _name_words(name: str) -> tuple[str, ...]:
    plain = HONORIFIC.sub("", name.strip(), count=1)
    words = [word.lower().strip(".'’-") for word in _NAME_WORD.findall(plain)]
    return tuple(word for word in words if len(word) > 1 and word not in {"jr", "sr", "ii", "iii", "esq"})


@remembered
def is_misspelling(one: str, other: str) -> bool:
    """True when two different words, both of four letters or more, differ by one letter, or by two in a long name."""
    one, other = one.lower(), other.lower()
    if one == other or min(len(one), len(other)) < _SHORT:
        return False
    allowed = 1 if min(len(one), len(other)) <= _SHORT + 1 else _CLOSE
    return DamerauLevenshtein.distance(one, other, score_cutoff=allowed) <= allowed


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a text: its words in lower case. titled: behind Mr., Ms., Judge and the like."""

    span: Span
    words: tuple[str, ...]
    titled: bool


_WRITTEN = re.compile(
    # Up to three words with a capital, an initial between them: Ms. Ana Ortiz, Owen B. Slate, Wyatt's.
    r"\b(?:(?P<title>Mr|Mrs|Ms|Mx|Miss|Dr|Judge|Señora?)\.?\s)?(?P<name>[A-Z][a-z'’][\w'’-]{1,40}(?:[ \n](?:[A-Z]\. "
    r"?)?[A-Z][a-z'’][\w'’-]{1,40}){0,2})"
)
_NO_NAME = re.compile(
    r"[\w'’]* ?(?:\d|street|st|road|rd|avenue|ave|lane|drive|court|boulevard|blvd|way|place|terrace|highway|plaza|"
    r"county|city|town|"
    r"parish|state|river|unit|office|agency|bureau|department|division|center|form|notice|bank|credit)\b",
    re.IGNORECASE,
)
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday spring summer autumn winter".split()
)
_VOWELS = "aeiouy"


def find_names(text: str, start: int = 0, end: int | None = None) -> Iterator[Name]:
    """What may be a name in text[start:end]: words with capitals, without those everybody knows as words."""
    for at, names in each_stretch(_names_in, text, start, end):
        for name in names:
            yield replace(name, span=Span(at + name.span.start, at + name.span.end))


@remembered
def _names_in(text: str) -> tuple[Name, ...]:
    return tuple(_names(text))


def _names(text: str) -> Iterator[Name]:
    for match in _WRITTEN.finditer(text):
        if not match["title"] and _NO_NAME.match(text, match.end()):
            continue
        words = tuple(re.sub(r"['’]s?$", "", word) for word in name_words(match["name"]))
        while words and not match["title"] and (is_everyday(words[0]) or words[0] in _CALENDAR):
            words = words[1:]
        if words and not _is_no_name(words[-1]) and not _CALENDAR.intersection(words):
            yield Name(Span(*match.span()), words, bool(match["title"]))


@remembered
def _is_no_name(word: str) -> bool:
    return bool(_NO_NAME.search(word))


def is_slip(one: Name, other: Name) -> bool:
    """True when two names are most likely one person's, spelled in two ways.

    Of two full names one part has to be the same; a word by itself is held against the other's parts, behind a title
    against the last. A pair such as Daniel and Daniela is two people.
    """
    if len(one.words) > 1 and len(other.words) > 1:
        first, last = (one.words[0], other.words[0]), (one.words[-1], other.words[-1])
        if first[0] == first[1]:
            return is_misspelling(*last)
        return last[0] == last[1] and is_misspelling(*first) and not _is_pair(*first)
    short, long = sorted((one, other), key=lambda name: len(name.words))
    if short.titled:
        known = long.titled or len(long.words) > 1
        return is_misspelling(short.words[0], long.words[-1]) and (known or _is_rare(long.words[0]))
    return any(
        is_misspelling(short.words[0], word) and not _is_pair(short.words[0], word) and _is_rare(short.words[0], word)
        for word in long.words
    )


def _is_pair(one: str, other: str) -> bool:
    """True for Daniel and Daniela, Maria and Mario, Slate and Slates: two names, or one of many."""
    short, long = sorted((one, other), key=len)
    if len(short) < len(long):
        return long.startswith(short) and long[-1] in f"{_VOWELS}s"
    return one[:-1] == other[:-1] and one[-1] in _VOWELS and other[-1] in _VOWELS


def _is_rare(*words: str) -> bool:
    """True when no word is one that people use every day, and one of them is hardly ever written."""
    return not any(is_everyday(word) for word in words) and any((zipf(word) or 0) < _RARE for word in words)
