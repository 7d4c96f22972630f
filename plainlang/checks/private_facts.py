"""No private facts that do not belong: full numbers, a child's birth date, where the other parent lives or works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.dates import find_dates
from plainlang.facts.facts import Facts
from plainlang.facts.people import name_words
from plainlang.facts.profile import Reader
from plainlang.facts.remembered import remembered, spans_in
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
_BORN = re.compile(r"\b(?:born|birth ?dates?|dates? of birth|birthday|d\.?o\.?b)\b\.?", re.IGNORECASE)
_READER_BORN = re.compile(r"\b(?:your|you were|you)\s+$", re.IGNORECASE)
_BY_DAY = re.compile(r"\b(?:by|before|until|no later than|on or before|within)\b", re.IGNORECASE)
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
_PERSON = (
    r"(?:(?:mr|ms|mrs|miss|mx)\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|(?:the )?(?:other|absent|custodial|noncustodial|"
    r"non-custodial|paying) (?:parent|party)|"
    r"(?:the |your |wyatt's |[A-Z]\w+'s |child'?s |children'?s )?(?:ncp|cp|father|mother|dad|mom|obligor|obligee|"
    r"payor|ex|ex-(?:wife|husband)|former (?:wife|husband|spouse|partner)))"
)
_OTHER = re.compile(rf"\b(?:he|she|him|his|hers|they|them|their|{_PERSON})\b", re.IGNORECASE)
_READER = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_LIVES = re.compile(
    r"\b(?:live[sd]?|living|resid\w+|mov(?:ed?|ing)|stay(?:s|ed|ing)|rent(?:s|ed|ing)|located|found|home|house|"
    r"apartment|trailer|(?:is|are) now (?:at|in)|"
    r"address(?:es)?(?: (?:already|we|on file|of record|tried|checked|for))?|gets? (?:his|her|their) mail|"
    r"served (?:\w+ ){0,3}at)\b",
    re.IGNORECASE,
)
_AT_PERSON = re.compile(
    rf"(?:\b{_PERSON}(?:,? (?-i:[A-Z][\w'’-]+)){{0,3}}(?:,| \()?\s+(?:at|of)\s+$|\bmail for {_PERSON}\b[^.]{{0,30}}$|"
    rf"\b(?:addresses (?:already )?(?:tried|checked|searched|we tried)|last[- ]known address)\b[^.]{{0,60}}$|"
    rf"\b(?:his|her|their|{_PERSON}['’]s?)\s+(?:\w+ ){{0,3}}(?:home|house|address|apartment|place|residence|"
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
_NAMED = r"(?:the |an? )?[A-Z][\w&'’.-]{0,40}(?:,? (?:&|and|of|[A-Z][\w&'’.-]{0,40})(?=[\s,.;)]|$)){0,8}"
_SOMEBODY = (
    rf"(?:(?i:who|he|she|they|him|her|{_PERSON})|"
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
        rf"\b(?:(?i:his|her|their|{_PERSON}['’]s?)|(?P<bare>[A-Z][a-z]+)['’]s)\s+(?:(?:new|current|last|second|"
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
    rf"\b(?i:he|she|who|wife|husband|the other parent|{_PERSON})\s+(?:now |currently |also |still )?(?i:works?|"
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
_PHONE_OF_OTHER = re.compile(
    r"\b(?:the (?:other|absent|custodial|noncustodial) (?:parent|party)|the (?:father|mother|obligor|obligee)|his|"
    r"the ncp)(?:['’]s)? (?:new |own |current )?(?:cell|phone|telephone|mobile|number|e-?mail)\b[^.]{0,30}$",
    re.IGNORECASE,
)
_LAST_FOUR = "Leave it out, or show only its last four digits."


def answer(facts: Facts) -> Answer:
    """Fails for a full private number, a child's full birth date, and the other parent's street, workplace or phone.

    Numbers are told by their shape; whose address or workplace it is, by the words around it. The reader's own facts,
    the office's street and the office's own case numbers are left alone.
    """
    numbers = sorted({*_numbers(facts)})
    births = sorted({*_births(facts)})
    others = sorted({*_whereabouts(facts), *_workplaces(facts), *_phones(facts)})
    spans = sorted({*numbers, *births, *others})
    if numbers:
        return failed(f"This may be a full private number. {_LAST_FOUR}", *spans)
    if births:
        return failed("This letter shows a full birth date. Leave it out, or give the year or the age.", *spans)
    if others:
        return failed(
            f"This may tell where another person lives or works: {facts.words(others[0])}. Leave it out.", *spans
        )
    return passed()


def _is_told_as_phone(facts: Facts, found: re.Match[str]) -> bool:
    """A phone or fax number with a digit missing looks like a Social Security number."""
    before = facts.text[max(0, found.start() - 25) : found.start()]
    return bool(re.search(r"\b(?:call|phone|fax|tel|telephone|text|dial|reach me)\b[^.\n]*$", before, re.IGNORECASE))


def _numbers(facts: Facts) -> Iterator[Span]:
    text = facts.text
    for line in _numbered_lines(text):
        yield from (Span(*found.span()) for found in _SSN.finditer(text, *line) if not _is_told_as_phone(facts, found))
        yield from (Span(*found.span()) for found in _CARD.finditer(text, *line) if _is_card(text, found))
        accounts = (found for found in _ACCOUNT.finditer(text, *line) if _is_full_account(facts, found))
        yield from (Span(*found.span("number")) for found in accounts)
    if _holds(text, _SSN_HINTS):
        yield from (Span(*found.span(1)) for found in _SSN_LABEL.finditer(text))


def _numbered_lines(text: str) -> Iterator[Span]:
    """The lines with a number as long as a private one."""
    end = -1
    for found in _LONG_NUMBER.finditer(text):
        if found.start() > end:
            end = text.find("\n", found.start())
            end = end if end >= 0 else len(text)
            yield Span(text.rfind("\n", 0, found.start()) + 1, end)


def _holds(text: str, hints: Sequence[str]) -> bool:
    """A quick look before a slow one: one of the hints stands in the text, in whatever case."""
    lower = text.lower()
    return any(hint in lower for hint in hints)


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


def _births(facts: Facts) -> Iterator[Span]:
    """A full birth date (day, month and year), behind "born" or in the column below "Date of birth"."""
    for born in spans_in(_born_in, facts.text):
        if _READER_BORN.search(facts.text[max(0, born.start - 12) : born.start]):
            continue
        start = born.end
        stretch = facts.text[start : start + 400].split("\n\n")[0]
        line_end = stretch.find("\n") if "\n" in stretch else len(stretch)
        for one in find_dates(stretch):
            near = one.span.start < 40 and not _BY_DAY.search(stretch[: one.span.start])
            column = one.span.start > line_end and not stretch[:line_end].strip(" |\t-")
            if one.has_year and one.day and (near or column) and (facts.day is None or one.day < facts.day):
                yield Span(start + one.span.start, start + one.span.end)
                if not column:
                    break


@remembered
def _born_in(words: str) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in _BORN.finditer(words))


def _whereabouts(facts: Facts) -> Iterator[Span]:
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
    return any(not _is_readers_name(facts, found[0]) for found in _OTHER.finditer(f"{before} {behind}"))


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
    return bool(people) and _is_readers_name(facts, people[-1][0])


def _is_readers_name(facts: Facts, person: str) -> bool:
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


def _workplaces(facts: Facts) -> Iterator[Span]:
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
    if not _holds(words, _WORK_HINTS):
        return ()
    named = [found for pattern in _WORK_PATTERNS if (found := pattern.search(words))]
    kind = _A_KIND_OF_FIRM.search(words)
    if kind and not re.search(r"\b(?:your|you)\b", words[: kind.start()], re.I):
        named.append(kind)
    return tuple(named)


def _is_private_job(facts: Facts, found: re.Match[str]) -> bool:
    if found.re is _A_KIND_OF_FIRM:
        return not _is_readers_name(facts, found[0])
    firm = found["firm"]
    if _NO_FIRM.match(firm.removeprefix("the ").removeprefix("a ")) or _NO_FIRM.search(firm) or find_dates(firm):
        return False
    lead = found[0][: len(found[0]) - len(firm)] if found[0].endswith(firm) else found[0]
    bare = found.groupdict().get("bare")
    if bare and not _is_surname(facts, bare):
        return False
    return not re.search(r"\byou(?:r)?\b", lead, re.I) and not _is_readers_name(facts, found[0])


def _is_surname(facts: Facts, word: str) -> bool:
    """A bare name ("Danner") counts when the letter names that person with first name or title elsewhere."""
    name = re.escape(word)
    people = re.search(
        rf"\b(?:Mr|Ms|Mrs|Miss)\.? (?:[A-Z]\w+ )?{name}\b|\b(?:parent|father|mother|obligor|payor|party|ncp|"
        rf"employee)\b\W{{1,3}}(?:[A-Z]\w+ )?{name}\b",
        facts.text,
        re.I,
    )
    return bool(people) and not _is_readers_name(facts, f"Mr. {word}")


def _phones(facts: Facts) -> Iterator[Span]:
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
        Example(letter(consequence="You told us that you moved to 9 Elm Street and work at Harbor Foods now.")),
    ),
    fails=(
        Example(letter(consequence="Your Social Security number, [[123456789]], is in our record.")),
        Example(letter(consequence="He now lives at [[9 Elm Street]] in Dover.")),
        Example(letter(consequence="Your child was born on [[March 3, 2016]].")),
        Example(letter(consequence="The form names one child, born [[3/3/2016]].")),
        Example(letter(consequence="The other parent, Teresa Reyes of [[31 Mill Street]], has been told.")),
        Example(letter(consequence="The papers went to Mr. Cole at [[44 W. 9th Street, Apt. 2]].")),
        Example(letter(consequence="We wrote to the other parent, [[who is now with Desert Bloom Dental]].")),
        Example(letter(consequence="The state formula counts [[her job at Bell & Sons]].")),
        Example(letter(consequence="We asked the bank about checking account [[5507719342]].")),
    ),
    leaves_alone=(
        Example(letter(consequence="He told us that he has a new job. We have a current address for him.")),
        Example(letter(consequence="Mr. Cole at Legal Aid, 9 Elm Street, can help you. He works with the Job Center.")),
        Example(letter(consequence="Please send proof of the date of birth by June 13, 2025.")),
        Example(letter(subject="Subject: Your child support payments (account 5507719342)")),
        Example(letter(consequence="Please write your account 5518-20-0036 on each payment, and call 614-555-0188.")),
    ),
)
