"""Names the parts of a letter: letterhead, date, address, salutation, closing, signature, foot lines, headings.

Works on the plain lines of any format. A reader that knows a kind for sure (a Word heading, a table
cell) says so in its draft, and the anatomy leaves it alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plainlang.letter import Block, Kind
from plainlang.remembered import remembered_if_short
from plainlang.spans import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A block whose span is known and whose kind may not be. row, column: as in Block."""

    span: Span
    kind: Kind | None = None
    row: int | None = None
    column: int | None = None


_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_CALENDAR_DAY = (
    rf"(?:{_DAY_NAME}\.?,? (?:the )?)?(?:(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)? ?,? ?(?:19|20)\d\d|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: | day of | of |-)(?:{_MONTHS})\.?(?:,? |-)(?:19|20)\d\d|"
    rf"\d{{1,2}}(?P<sign>[/.-])\d{{1,2}}(?P=sign)(?:\d{{4}}|\d{{2}})|(?:19|20)\d\d-\d\d-\d\d)(?: ?\({_DAY_NAME}\.?\))?"
)
_DATE_LABEL = (
    r"(?:(?:date|dated|mailed|sent|issued|posted|printed)(?: (?:of|on|mailed|sent|issued|posted|printed|prepared|"
    r"and mailed))?"
    r"(?: (?:this|the))?(?: (?:notice|letter|mailing|issue|statement|memo))?|"
    r"(?:today'?s|notice|letter|mailing|mail|issue|statement|print)[- ]date|date and mailed)"
)
_DATE = re.compile(rf"(?:{_DATE_LABEL}(?: ?[:#–-]| on)?\s*)?{_CALENDAR_DAY}\.?$", re.IGNORECASE)
_DATE_AND_MORE = re.compile(
    rf"(?P<before>.*?(?:[,;:|•·–—-]\s*|\s))??(?:{_DATE_LABEL}:?\s*)?(?:{_CALENDAR_DAY})(?P<after>\.?|"
    rf"\s*[,;|(•·–—-].*|\s+(?:via|by)\b.*)$",
    re.IGNORECASE,
)
"""A date beside other words of a line: the office ("Linden, IN, May 6, 2025"), a title, the way it was mailed."""
_OTHER_DATE = re.compile(
    r"\b(?:hearing|court|appointment|appear|due|deadline|by|before|until|through|birth|born|dob|order(?:ed)?|filed|"
    r"review|effective|"
    r"starts?|starting|begins?|ends?|from|since|of|for|on|period|re|subject|about|regarding|conference|test|meeting|"
    r"respond|reply|answer|"
    r"return|your|received|as|pay(?:ment|day|roll)?|opened|closed|last|next|signed|entered|judgment|rev(?:ised)?|"
    r"form|version|expires?)\b",
    re.IGNORECASE,
)
"""Words of another date than the letter's own: a hearing, a deadline, a form's printing."""
_TITLE = re.compile(
    r"\b(?:notice|statement|letter|memo(?:randum)?|report|bill|summary|warning|reminder)\b", re.IGNORECASE
)
_LEADS_TO_DATE = re.compile(r"(?:\b(?:by|on|before|for|of|from|since|until|due|hearing|deadline)|:)\s*$", re.IGNORECASE)
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
_TITLED = re.compile(r"[A-Z][\w'’.-]*(?:[ ,]+(?:[A-Z][\w'’.-]*|\d{1,3}|of|the|and|for|de|la|van|von|[&–-]))*,?$")
_OFFICE = re.compile(
    r"\b(?:department|division|office|bureau|agency|county|state of|administration|services|unit|section|"
    r"authority|commission|program|court|center|registry|region|branch|district)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:enclosures?|enclosed|encl?s?|attachments?|attached|cc|copy|copies|page)\b[.:]?", re.IGNORECASE
)
_ENCLOSURES = re.compile(
    r"(?:enclosures?|enclosed|encls?|enc|attachments?|attached|inclosures?)\s*(?:\(\d+\)\s*)?(?:[:.–—-]|$)",
    re.IGNORECASE,
)
_COPIES = re.compile(r"(?:cc|c\.c\.|bcc|copy to|copies to|copy|copies)\s*:", re.IGNORECASE)
_ACCESS = re.compile(
    r"\b(?:interpret\w*|int[eé]rpretes?|español|espanol|spanish|711|tty|tdd|braille|large print|big print|"
    r"hard of hearing|"
    r"gratis|language help|relay)\b",
    re.IGNORECASE,
)
_ROLE_GREETING = re.compile(
    r"(?:to (?:the|our|all|whom|whoever)\b|(?:mr|mrs|ms|mx|miss|dr)\b|good (?:morning|afternoon|day)\b|"
    r".*\b(?:occupant|resident|parents?|applicant|customer|client|payees?|payors?|obligors?|obligees?|employers?|sirs?|"
    r"madam|respondent|debtor|participant|payroll|recipient)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]")
_ENDS_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*$")
HEADING_WORDS = 12
ADDRESS_WORDS = 9
GREETING_WORDS = 8
CLOSING_WORDS = 5
FOOT_WORDS = 45
"""A line at the foot of more words is running text."""


def is_list_item(line: str) -> bool:
    """True for a line that opens with a bullet, a number or a letter label."""
    return bool(_LIST.match(line))


def may_be_heading(line: str) -> bool:
    """True for a line that is short enough for a heading, and by its words no other part of a letter."""
    if len(line.split()) > HEADING_WORDS or line.endswith((".", ",", ";")) or not _WORD.search(line):
        return False
    if _ENCLOSURES.match(line) or _COPIES.match(line):
        return False
    return line[0].isdigit() or _kind_alone(line) in (Kind.HEADING, Kind.PARAGRAPH)


def is_closing(line: str) -> bool:
    """True for "Sincerely," and its like."""
    return bool(_CLOSING.match(line))


@remembered_if_short
def is_address(line: str) -> bool:
    """True for a line that ends with a state and a ZIP code, or opens like a street address."""
    return bool(_ZIP_LINE.match(line)) or (bool(_ADDRESS.match(line)) and len(line.split()) <= ADDRESS_WORDS)


def name_blocks(text: str, drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Gives every draft a kind, from the words of its line and from what stands around it."""
    lines = [text[draft.span.start : draft.span.end].strip() for draft in drafts]
    kinds = [draft.kind or _kind_alone(line) for draft, line in zip(drafts, lines, strict=True)]
    known = [draft.kind is not None for draft in drafts]
    body = _first_of_body(kinds, lines)
    _name_date(kinds, lines, body)
    for at in range(body):
        if not known[at] and kinds[at] in (Kind.PARAGRAPH, Kind.HEADING):
            kinds[at] = _kind_in_head(lines, kinds, at)
    _name_greeting(kinds, lines, known, body)
    _name_signature(kinds, lines, known, body)
    _name_foot(kinds, lines, known, body)
    return tuple(Block(kind, draft.span, draft.row, draft.column) for kind, draft in zip(kinds, drafts, strict=True))


@remembered_if_short
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
    if is_address(line):
        return Kind.ADDRESS
    return Kind.HEADING if _is_heading(line) else Kind.PARAGRAPH


def _is_heading(line: str) -> bool:
    words = line.split()
    if not words or len(words) > HEADING_WORDS or _ENDS_SENTENCE.search(line):
        return False
    return line.upper() == line or not line.endswith((",", ";"))


def _first_of_body(kinds: Sequence[Kind], lines: Sequence[str]) -> int:
    """Where the head of the letter ends: at the salutation, or before the first sentence."""
    closing = kinds.index(Kind.CLOSING) if Kind.CLOSING in kinds else len(kinds)
    if Kind.SALUTATION in kinds[:closing]:
        return kinds.index(Kind.SALUTATION)
    for at, kind in enumerate(kinds):
        if kind is Kind.PARAGRAPH and _ENDS_SENTENCE.search(lines[at]) and len(lines[at].split()) >= GREETING_WORDS:
            return at
    return next((at for at, kind in enumerate(kinds) if kind is Kind.PARAGRAPH and _ENDS_SENTENCE.search(lines[at])), 0)


def _kind_in_head(lines: Sequence[str], kinds: Sequence[Kind], at: int) -> Kind:
    line = lines[at]
    if _HONORIFIC.match(line) or _opens_address(lines, kinds, at):
        return Kind.ADDRESS
    if Kind.DATE not in kinds[:at] and _OFFICE.search(line) and _looks_titled(line):
        return Kind.LETTERHEAD
    return kinds[at]


def _name_date(kinds: list[Kind], lines: Sequence[str], body: int) -> None:
    """Where no line of the head is a date, a cell that is one dates it, or a line with one beside other words."""
    if Kind.DATE in kinds[:body]:
        return
    cells = (at for at in range(body) if kinds[at] is Kind.TABLE_CELL and _is_date_cell(kinds, lines, at))
    at = next(cells, None)
    if at is None:
        at = next((at for at in range(body) if kinds[at] is not Kind.TABLE_CELL and _holds_own_date(lines[at])), None)
    if at is not None:
        kinds[at] = Kind.DATE


def _is_date_cell(kinds: Sequence[Kind], lines: Sequence[str], at: int) -> bool:
    """A cell with the letter's date, unless the cell before it names another one ("Hearing:")."""
    if not _DATE.match(lines[at]):
        return False
    before = lines[at - 1] if at and kinds[at - 1] is Kind.TABLE_CELL else ""
    return not _names_other_date(before) or bool(re.match(rf"{_DATE_LABEL}\s*:?$", before, re.IGNORECASE))


def _holds_own_date(line: str) -> bool:
    found = _DATE_AND_MORE.match(line) if len(line.split()) <= HEADING_WORDS else None
    if found is None:
        return False
    return not _names_other_date(found["before"] or "") and not _OTHER_DATE.search(found["after"] or "")


def _names_other_date(before: str) -> bool:
    """True for "Hearing:" and "Reply by", not for the title of the letter ("NOTICE OF PAST-DUE SUPPORT")."""
    titled = _TITLE.search(before) and not _SUBJECT.match(before) and not _LEADS_TO_DATE.search(before)
    return not titled and bool(_OTHER_DATE.search(before))


def _opens_address(lines: Sequence[str], kinds: Sequence[Kind], at: int) -> bool:
    """A short titled line right above an address line is a name, unless it names an office."""
    below = kinds[at + 1] if at + 1 < len(kinds) else None
    return below is Kind.ADDRESS and _looks_titled(lines[at]) and not _OFFICE.search(lines[at])


def _looks_titled(line: str) -> bool:
    return line.upper() == line or bool(_TITLED.match(line))


def _name_greeting(kinds: list[Kind], lines: Sequence[str], known: Sequence[bool], body: int) -> None:
    """A greeting without "Dear" is told by its place: the short line with a colon or comma right above the body."""
    at = body - 1
    if kinds[body : body + 1] == [Kind.SALUTATION] or at < 0 or known[at]:
        return
    line = lines[at]
    if line.endswith((":", ",")) and len(line.split()) <= GREETING_WORDS and _ROLE_GREETING.match(line):
        kinds[at] = Kind.SALUTATION


def _name_closing(kinds: list[Kind], lines: Sequence[str], known: Sequence[bool], body: int) -> None:
    """The last words before a name, short and with a comma, close the letter, whatever they say ("See you in May,")."""
    for at in range(len(lines) - 1, body, -1):
        short = lines[at].endswith(",") and len(lines[at].split()) <= CLOSING_WORDS
        if short and not known[at] and at + 1 < len(lines) and _TITLED.match(lines[at + 1]):
            kinds[at] = Kind.CLOSING
            return


def _name_foot(kinds: list[Kind], lines: Sequence[str], known: Sequence[bool], body: int) -> None:
    """Enclosures, copies, and the lines on language and access that stand behind the body."""
    prose = [at for at, kind in enumerate(kinds) if kind is Kind.PARAGRAPH and at >= body]
    signed = max((at for at, kind in enumerate(kinds) if kind in (Kind.CLOSING, Kind.SIGNATURE)), default=None)
    after = signed if signed is not None else (prose[-1] - 1 if prose else len(lines))
    listing = False
    for at in range(body, len(lines)):
        if known[at]:
            continue
        if _COPIES.match(lines[at]):
            kinds[at], listing = Kind.COPIES, False
        elif _ENCLOSURES.match(lines[at]) and len(lines[at].split()) <= FOOT_WORDS:
            kinds[at], listing = Kind.ENCLOSURES, at > after
        elif at > after and _ACCESS.search(lines[at]) and _says_access(lines[at]):
            kinds[at], listing = Kind.LANGUAGE, False
        elif listing and at > after and len(lines[at].split()) <= HEADING_WORDS:
            kinds[at] = Kind.ENCLOSURES


def _says_access(line: str) -> bool:
    return len(line.split()) <= FOOT_WORDS


def _name_signature(kinds: list[Kind], lines: Sequence[str], known: Sequence[bool], body: int) -> None:
    """The short lines that follow the closing are the signature, up to the first sentence."""
    if Kind.CLOSING not in kinds[body:]:
        _name_closing(kinds, lines, known, body)
    closings = [at for at, kind in enumerate(kinds) if kind is Kind.CLOSING and at >= body]
    if not closings:
        _name_last_lines(kinds, lines, known, body)
        return
    for at in range(closings[-1] + 1, len(kinds)):
        line = lines[at]
        if not line or known[at]:
            continue
        if (
            _ACCESS.search(line)
            or _ENDS_SENTENCE.search(line)
            or len(line.split()) > HEADING_WORDS
            or _FURNITURE.match(line)
        ):
            return
        kinds[at] = Kind.SIGNATURE


def _name_last_lines(kinds: list[Kind], lines: Sequence[str], known: Sequence[bool], body: int) -> None:
    """Without a closing, the titled lines behind the last sentence are who signs."""
    prose = [at for at, kind in enumerate(kinds) if kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) and at >= body]
    prose = [at for at in prose if not _ACCESS.search(lines[at])]
    if not prose:
        return
    for at in range(prose[-1] + 1, len(lines)):
        if known[at] or _FURNITURE.match(lines[at]) or _ACCESS.search(lines[at]):
            return
        if kinds[at] in (Kind.HEADING, Kind.LETTERHEAD, Kind.ADDRESS) and _looks_titled(lines[at]):
            kinds[at] = Kind.SIGNATURE
