"""A person to call: a name, a phone number, and the hours."""

from __future__ import annotations

import re

from plainlang.answer import Answer, ask, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.config import SixtyMinutesSettings
from plainlang.facts.contacts import Contact, Way
from plainlang.facts.facts import Facts
from plainlang.facts.office import is_anothers, read_hours
from plainlang.facts.people import is_person, name_words
from plainlang.facts.remembered import each_stretch, remembered
from plainlang.spans import Span

_DAY = (
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nes|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?\b\.?"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_DAYS = (
    rf"(?:\b{_DAY}(?!,?\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)|{_MONTH}))|\bm\s?(?:[-–—]|to|thru)\s?(?:f|th?)\b|"
    rf"\bmwf\b|\bweek ?days?\b|\bdaily\b|"
    r"\b(?:every|any|each|all) (?:work|week|business|working)?\s?days?\b|\b(?:business|working|work) days\b|"
    r"\b(?:7|seven) days a week\b)"
)
_HALF = r"(?:\s*[ap]\.?\s?m\b\.?)"
# 8, 8:30, 8.30, 0830, noon, half past four.
_HOUR = (
    rf"(?:(?:(?:0[5-9]|1\d)[0-5]\d|\d{{1,2}}(?:[:.][0-5]\d)?)(?![\d/]){_HALF}?(?:\s*o['’]clock)?|\bnoon\b|\bmidnight\b|"
    r"\b(?:half past |half-past |quarter (?:to|past) )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve)(?:[- ](?:thirty|fifteen))?\b)"
)
# From one hour to another; the groups of a phone number and parts of a date are no hours.
_RANGE = rf"(?<![\d$/.-]){_HOUR}\s*(?:to|until|till|through|thru|and|[-–—])\s*{_HOUR}"
HOURS = re.compile(
    rf"{_DAYS}[^?!]{{0,40}}?{_RANGE}|{_RANGE}[^?!]{{0,30}}?{_DAYS}|\b(?:hours?|open|opens)\b[^?!]{{0,30}}?{_RANGE}|"
    rf"\d{_HALF}\s*(?:to|until|till|through|and|[-–—])\s*{_HOUR}(?!\W+(?:on\s+)?(?:\w+day,?\s+)?{_MONTH})|"
    rf"\b24 hours\b|\baround the clock\b",
    re.IGNORECASE | re.DOTALL,
)
_TO_AN_HOUR = re.compile(
    r"(?:\d|noon|midnight|clock|m\.?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|fifteen)"
    rf"\s*(?:to|until|till|through|thru|and|[-–—])\s*{_HOUR}|\b24 hours\b|\baround the clock\b",
    re.IGNORECASE,
)
"""What all hours have in them."""
_FULL_NAME = (
    r"(?:(?:Mr|Ms|Mrs|Mx|Dr)\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?|"
    r"[A-Z][\w'’-]*\.?\s+(?:[A-Z][\w'’-]*\.?\s+)?[A-Z][\w'’-]+)"
)
_NAME = re.compile(
    r"\b(?:I am|I'm|I’m|my name is|name is|ask for|call|contact|reach(?: me)?,?|with|questions\?|me,|to|talk to|"
    r"see|is|at|and|or|for|case ?worker,?|worker,?|,|-|–|—)\s+"
    rf"({_FULL_NAME})|"
    rf"((?<![\w,] ){_FULL_NAME})(?=,? (?:answers|is|at|can|takes|will|has|picks|,|\(?\d{{3}})|, )"
)
# "Your worker: Rick Amundsen", in a box or a letterhead.
_LABELLED = re.compile(
    r"\b(?:worker|contact(?: person)?|specialist|representative|officer|liaison|prepared by|written by|handled by|"
    r"attention|ask for|questions\?)\b[ \t]*[:–—-][ \t]*"
    rf"({_FULL_NAME})",
)
_NEAR = 30
_SIGNED = re.compile(r"^(?:/s/|s/|by:|signed:?|signature:|from:)\s*", re.IGNORECASE)


def answer(facts: Facts) -> Answer:
    """All three, wherever they stand; a unit's name alone is nobody to ask for."""
    name = _name(facts)
    phone = next((c.span for c in facts.contacts if c.way is Way.PHONE and not c.fault and not _is_fax(facts, c)), None)
    hours = HOURS.search(facts.text) if any(may for _, may in each_stretch(_may_name_hours, facts.text)) else None
    lacking = [
        words
        for words, found in (("a person's name", name), ("a phone number", phone), ("the hours", hours))
        if not found
    ]
    if name and phone and hours:
        strange = _strange_hours(facts)
        if strange:
            set_to = facts.settings.sixty_minutes.hours
            return ask(f"Are these hours right? Your office lists: {set_to}.", strange)
        return passed(name, phone, Span(*hours.span()))
    return failed(f"Give the reader a person to call. Please add: {', '.join(lacking)}.")


@remembered
def _may_name_hours(words: str) -> bool:
    return bool(_TO_AN_HOUR.search(words))


def _strange_hours(facts: Facts) -> Span | None:
    """The first hours that the letter gives as the office's, and that are not those of the settings."""
    office = read_hours(facts.settings.sixty_minutes.hours)
    for found in HOURS.finditer(facts.text) if office else ():
        given = read_hours(found[0])
        if not all(any(one.fits(own) for own in office) for one in given) and not is_anothers(
            facts.text, Span(*found.span())
        ):
            return Span(*found.span())
    return None


def _is_fax(facts: Facts, contact: Contact) -> bool:
    before = facts.text[max(0, contact.span.start - _NEAR) : contact.span.start]
    return bool(re.search(r"\bfax\b(?:\W+(?:it|them|us|both|is|to|at|number))*\W*$", before, re.IGNORECASE))


def _name(facts: Facts) -> Span | None:
    """The signer, or a name in the body that is the contact's and not the reader's or a stranger's."""
    for line in facts.parts.signature:
        if is_person(_plain(facts.words(line))):
            return line
    team = facts.settings.sixty_minutes.team_name
    if team and team in facts.text:
        at = facts.text.index(team)
        return Span(at, at + len(team))
    labelled = _LABELLED.search(facts.text)
    if labelled and is_person(labelled[1]) and not _is_reader(facts, labelled[1]):
        return Span(*labelled.span(1))
    return _name_beside_contact(facts)


def _plain(line: str) -> str:
    """A signature line without "/s/", and without the job or the number behind the name."""
    return re.split(r"\s+[-–—]\s+|\s*[(/;]|\s{2,}", _SIGNED.sub("", line.strip()))[0].strip()


def _name_beside_contact(facts: Facts) -> Span | None:
    for contact in facts.contacts:
        low = max(facts.parts.body.start, contact.span.start - 120)
        for found in _NAME.finditer(facts.text, low, min(len(facts.text), contact.span.end + 60)):
            group = 1 if found[1] else 2
            if is_person(found[group]) and not _is_reader(facts, found[group]):
                return Span(*found.span(group))
    return None


def _is_reader(facts: Facts, name: str) -> bool:
    """True for the name in the greeting: the reader is nobody to call."""
    greeting = facts.words(facts.parts.salutation).lower() if facts.parts.salutation else ""
    words = name_words(name)
    return bool(words) and words[-1] in re.findall(r"[\w'’-]+", greeting)


CHECK = Check(
    id="contact-person",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Is there a person to call, with number and hours?",
    source="Rubric INF-7; training text 002; sample letters of the plain language guidelines",
    how="The signer's name or one beside the phone number, a phone number, and hours in any notation.",
    strength="The reader has a person to call.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(close="What questions do you have? Call 614-555-0188, weekdays 8 to 5.")),
        Example(letter(close="What questions do you have? Phone: 614-555-0188 (M-F, 8:00-4:30)")),
        Example(letter(), settings=SixtyMinutesSettings(hours="weekdays 8 to 4:30")),
        Example(
            letter(
                close="What questions do you have? I answer 614-555-0188 from eight to half past four, every weekday."
            )
        ),
    ),
    fails=(
        Example(letter(close="What questions do you have? Call 614-555-0188.")),
        Example(letter(close="What questions do you have? Call 614-555-0188 during business hours.")),
    ),
    leaves_alone=(
        Example(
            letter(
                close="What questions do you have? Ask for Dana Ruiz at (614) 555-0188 on weekday mornings, 8 to noon."
            )
        ),
        Example(letter(signature="/s/ Dana Ruiz")),
        Example(letter(), settings=SixtyMinutesSettings(hours="Monday to Friday, 8 a.m. to 5 p.m.")),
    ),
)
