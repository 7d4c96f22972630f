"""What letters in capitals can be besides an acronym: a state, a numeral, a unit, a name, a code."""

from __future__ import annotations

import re

STATES = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH "
    "OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP".split()
)
CLOCKS = frozenset("AM PM ET CT MT PT EST EDT CST CDT MST MDT PST PDT AKST AKDT HST GMT BST UTC".split())
DEGREES = frozenset("BA BS BSW MA MS MBA MPA MSW LCSW MD DO DDS RN LPN NP JD LLM LLB ESQ CPA CPM PE JR SR".split())
FURNITURE = frozenset(
    "TTY TDD RELAY ROOM SUITE UNIT LINE STEP PART ITEM PAGE "
    "RE CC BCC PS PPS ENC ENCL ENCS ATTN FAX TEL EXT TO FROM VIA SUBJ PG NO NOS PO BOX APT STE BLDG RM FL ST AVE "
    "BLVD RD DR LN PL HWY NE NW SE SW LB LBS OZ FT MI MPH HR HRS MIN SEC YR YRS MO WK WKS QTY USD OK VS MR MRS MS "
    "MX MON TUE TUES WED THU THUR THURS FRI SAT SUN JAN FEB MAR APR JUN JUL AUG SEP SEPT OCT NOV DEC XX XXX".split()
)
HONORIFICS = frozenset("mr mrs ms mx miss dr judge hon rev officer agent sgt".split())
_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_SAYABLE = 5
_SYLLABLES = re.compile(r"(?:[^AEIOUY]{0,2}[AEIOUY]{1,2}(?![AEIOUY]))+[^AEIOUY]{0,2}$")
_CLOCK_TIME = re.compile(r"(?:\d{1,2}:\d\d|\d{1,2})\s*(?:[ap]\.?m\.?\s*)?[(,]?\s*(?:to \d.{0,8})?$", re.IGNORECASE)
_CITY_BEFORE = re.compile(r"[A-Za-z.'’-]+,\s*$")
_PLACE_BEFORE = re.compile(r"\b(?:[Ii]n|[Ff]rom|to|near|outside|of|into|across|[A-Z]{2} (?:and|or|to))\s+$")
_ZIP_AFTER = re.compile(r"\.?,?\s+\d{5}\b")
_NUMBER_AFTER = re.compile(r"\s?(?:#|no\.?|number)?\s*[:#-]?\s*\d[\d-]{2,}", re.IGNORECASE)
_CASE_BEFORE = re.compile(
    r"(?:\b(?:case|file|docket|account|acct|policy|group|claim|id|no|number|ref|reference)\.?:?|#)\s*$", re.IGNORECASE
)


def is_roman_numeral(word: str) -> bool:
    """True for a well-formed numeral up to 89."""
    return bool(_ROMAN.match(word))


def is_state_code(word: str, before: str, after: str) -> bool:
    """True for a postal code with a city and a comma before it, a ZIP code behind it, or a place word before it."""
    return word in STATES and bool(
        _CITY_BEFORE.search(before) or _ZIP_AFTER.match(after) or _PLACE_BEFORE.search(before)
    )


def is_clock_word(word: str, before: str) -> bool:
    """True for AM, EST, … behind a clock time."""
    return word in CLOCKS and bool(_CLOCK_TIME.search(before[-24:]))


def is_degree(word: str, before: str) -> bool:
    """True for a degree behind a name and a comma ("Ana Ruiz, MSW")."""
    return word in DEGREES and bool(re.search(r"[A-Z][a-z]+,\s*(?:[A-Z]+,\s*)*$", before[-40:]))


def labels_a_number(before: str, after: str) -> bool:
    """True where the letters are part of a case number or account ("CS 80114417B", "case MF")."""
    return bool(_NUMBER_AFTER.match(after) and re.match(r"\s?[-#]?\s?\d{4,}", after)) or bool(
        _CASE_BEFORE.search(before[-14:]) and re.match(r"[\s-]?\d", after)
    )


def is_name_like(before: str, after: str) -> bool:
    """True with an honorific before it, or a capitalised name beside it ("Mr. ADE", "ADE Okafor")."""
    last = re.search(r"([A-Za-z]+)\.?\s+$", before[-20:])
    if last and last[1].lower() in HONORIFICS:
        return True
    return bool(re.match(r"\s+[A-Z]\.\s+[A-Z]", after))


def sounds_like_a_name(word: str) -> bool:
    """True for five letters or more that can be said aloud: SHANICE, OKAFOR; not EAEDC or UCCJEA."""
    return len(word) >= _SAYABLE and bool(_SYLLABLES.match(word))
