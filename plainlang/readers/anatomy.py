"""Names the parts of a letter: letterhead, date, address, salutation, closing, signature, headings.

Works on the plain lines of any format. A reader that knows a kind for sure (a Word heading, a table
cell) says so in its draft, and the anatomy leaves it alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plainlang.letter import Block, Kind
from plainlang.spans import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A block whose span is known and whose kind may not be."""

    span: Span
    kind: Kind | None = None


_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE = re.compile(
    rf"(?:date(?: of notice)?:?\s*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:(?:{_MONTHS})\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{_MONTHS})\.?,? \d{{4}}|"
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d\d-\d\d)\.?$",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"(?:dear\b|hello\b|hi\b|greetings\b|to whom it may concern)", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:(?:yours )?(?:sincerely|truly|faithfully|respectfully)(?: (?:yours|submitted))?|"
    r"(?:with )?(?:kind|best|warm|many)? ?(?:regards|wishes|thanks)|thank you|cordially|from),?$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:re|subject|about|regarding|in re)\s*:", re.IGNORECASE)
_STREET = (
    r"street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|way|parkway|pkwy|"
    r"highway|hwy|square|sq|terrace|circle|cir|trail|trl|route|rte|row|path|loop|run|plaza|suite|ste|"
    r"apt|unit|floor|fl|building|bldg"
)
_ADDRESS = re.compile(
    rf"(?:p\.? ?o\.? ?box \d|c/o |attn\b|\d+[a-z]?\s+(?:[\w.'’-]+\s+){{1,4}}(?:{_STREET})\b(?!\s+[a-z]{{3,}})|"
    r".*\b[A-Z]{2} +\d{5}(?:-\d{4})?$)",
    re.IGNORECASE,
)
_ZIP_LINE = re.compile(r".*\b[A-Z]{2},? +\d{5}(?:-\d{4})?$")
_LIST = re.compile(r"(?:[-*•‣▪◦·–]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s+\S")
_HONORIFIC = re.compile(r"(?:mr|mrs|ms|mx|miss|dr)\b\.?\s", re.IGNORECASE)
_TITLED = re.compile(r"[A-Z][\w'’.-]*(?:[ ,]+(?:[A-Z][\w'’.-]*|of|the|and|for|de|la|van|von|[&–-]))*,?$")
_OFFICE = re.compile(
    r"\b(?:department|division|office|bureau|agency|county|state of|administration|services|unit|section|"
    r"authority|commission|program|court|center|registry|region|branch|district)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(r"(?:enclosures?|encl?s?|cc|copy|copies|page)\b[.:]?", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*$")
HEADING_WORDS = 12


def is_list_item(line: str) -> bool:
    """True for a line that opens with a bullet, a number or a letter label."""
    return bool(_LIST.match(line))


def name_blocks(text: str, drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Gives every draft a kind, from the words of its line and from what stands around it."""
    lines = [text[draft.span.start : draft.span.end].strip() for draft in drafts]
    kinds = [draft.kind or _kind_alone(line) for draft, line in zip(drafts, lines, strict=True)]
    known = [draft.kind is not None for draft in drafts]
    body = _first_of_body(kinds, lines)
    for at in range(body):
        if not known[at] and kinds[at] in (Kind.PARAGRAPH, Kind.HEADING):
            kinds[at] = _kind_in_head(lines, kinds, at)
    _name_signature(kinds, lines, known, body)
    return tuple(Block(kind, draft.span) for kind, draft in zip(kinds, drafts, strict=True))


def _kind_alone(line: str) -> Kind:
    if _DATE.match(line):
        return Kind.DATE
    if _CLOSING.match(line):
        return Kind.CLOSING
    if _SALUTATION.match(line) and len(line.split()) <= 8:
        return Kind.SALUTATION
    if _SUBJECT.match(line) and len(line.split()) <= 25:
        return Kind.SUBJECT
    if is_list_item(line):
        return Kind.LIST_ITEM
    if _ZIP_LINE.match(line) or (_ADDRESS.match(line) and len(line.split()) <= 9):
        return Kind.ADDRESS
    return Kind.HEADING if _is_heading(line) else Kind.PARAGRAPH


def _is_heading(line: str) -> bool:
    words = line.split()
    if not words or len(words) > HEADING_WORDS or _ENDS_SENTENCE.search(line):
        return False
    return line.upper() == line or not line.endswith((",", ";"))


def _first_of_body(kinds: Sequence[Kind], lines: Sequence[str]) -> int:
    """Where the head of the letter ends: at the salutation, or before the first sentence."""
    for at, kind in enumerate(kinds):
        if kind is Kind.SALUTATION:
            return at
        if kind is Kind.PARAGRAPH and _ENDS_SENTENCE.search(lines[at]):
            return at
    return 0


def _kind_in_head(lines: Sequence[str], kinds: Sequence[Kind], at: int) -> Kind:
    line = lines[at]
    if _HONORIFIC.match(line) or _opens_address(lines, kinds, at):
        return Kind.ADDRESS
    if Kind.DATE not in kinds[:at] and _OFFICE.search(line) and _looks_titled(line):
        return Kind.LETTERHEAD
    return kinds[at]


def _opens_address(lines: Sequence[str], kinds: Sequence[Kind], at: int) -> bool:
    """A short titled line right above an address line is a name, unless it names an office."""
    below = kinds[at + 1] if at + 1 < len(kinds) else None
    return below is Kind.ADDRESS and _looks_titled(lines[at]) and not _OFFICE.search(lines[at])


def _looks_titled(line: str) -> bool:
    return line.upper() == line or bool(_TITLED.match(line))


def _name_signature(kinds: list[Kind], lines: Sequence[str], known: Sequence[bool], body: int) -> None:
    """The short lines that follow the closing are the signature, up to the first sentence."""
    closings = [at for at, kind in enumerate(kinds) if kind is Kind.CLOSING and at >= body]
    if not closings:
        return
    for at in range(closings[-1] + 1, len(kinds)):
        line = lines[at]
        if not line or known[at]:
            continue
        if _ENDS_SENTENCE.search(line) or len(line.split()) > HEADING_WORDS or _FURNITURE.match(line):
            return
        kinds[at] = Kind.SIGNATURE
