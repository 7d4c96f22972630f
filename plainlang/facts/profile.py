"""Who reads a letter and what it is about, guessed by what stands in it. The guess is shown, and can be overruled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from plainlang.facts.parts import Parts
from plainlang.facts.remembered import each_stretch, remembered


class Reader(StrEnum):
    """Who the letter goes to."""

    PAYS = "parent-who-pays"
    RECEIVES = "parent-who-receives"
    EMPLOYER = "employer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Profile:
    """reader: who it goes to. adverse: it takes something away or says no. guessed: nobody told who reads it."""

    reader: Reader
    adverse: bool
    guessed: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """What the file's front matter or the command line says of a letter; None where it says nothing."""

    reader: Reader | None = None
    adverse: bool | None = None


_COMPANY = re.compile(
    r"\b(?:payroll|human resources|personnel|hr|benefits?|inc|llc|l\.l\.c|corp|corporation|company|co|ltd|"
    r"employer|accounts payable|plan administrator)\b\.?",
    re.IGNORECASE,
)
_CITY = re.compile(r"\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?$")
"""The last line of an address: its CO is Colorado and no company."""
_EMPLOYER = re.compile(
    r"\byour (?:company'?s? |former |current )?(?:employees?|workforce)\b|"
    # a parent is told to ask the payroll office where the parent works
    r"\b(?<!contact )(?<!call )(?<!ask )(?<!see )(?<!tell )(?<!notify )(?<!talk to )(?<!speak to )(?<!write to )"
    r"(?<!talk with )(?<!speak with )(?<!check with )your (?:company'?s? )?payroll\b(?! deduction)|\bas an employer\b|"
    r"\bplease (?:take|withhold|deduct)\b[^.?!]{0,40}\b(?:pay|wages|paychecks?) of\b|"
    r"\b(?:employed by|(?:he|she|they|who) works? for|worked for|(?:his|her|their) job with) (?:you|"
    r"your (?:company|firm|business))\b|\bon your payroll\b|\byour (?:company|firm|business)'?s? (?:plan|health|"
    r"is required|must|has)\b"
)
_EMPLOYEE_LINE = re.compile(r"\bemployee(?:'s name)?\b\s*[:/]?|\bremittance id\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:registry|support (?:program|enforcement|services|division|agency|office|unit)|(?:district|family|"
    r"superior|circuit|county|probate) court|clerk|department|bureau|agency|county attorney)\b",
    re.IGNORECASE,
)
# What only fits one of the two parents. A money word alone (past-due support) fits both.
_PAYS = re.compile(
    r"\byou (?:still |now )?owe\b|\byou (?:can |could |must |have |may )?(?:pay|paid)\b(?! (?:for|the lab))|"
    r"\byou sent (?:us )?(?:a payment|\$)|\b(?:amount|balance) you owe\b|"
    r"\byour (?:past[- ]due|back support|driver|licen[sc]es?|tax refund|passport|bank account|employer|paychecks?|"
    r"wages|pay\b(?! stub)|share|obligation|arrear\w*|debt|balance|monthly (?:amount|payment)|"
    r"support (?:amount|order|stays|goes|is|was|payment (?:is|was) (?:due|late|missing))|hearing)|"
    r"\bpayment plan\b|\bno (?:support )?payments?\b[^.]{0,20}\b(?:since|reached|from you)\b|"
    r"\b(?:payments? from you|nothing has come in from you|less than you|jail|contempt)\b|\b(?:arrears|arrearage|"
    r"delinquency|obligation|summons|default judgment|judgment against you|backlog|shortfall|outstanding|back debt)\b|"
    r"\bbring\b[^.]{0,20}\bcurrent\b"
)
_RECEIVES = re.compile(
    r"\b(?:send|sent|pay|paid|mail(?:ed)?|deposit(?:ed)?|owed?) (?:it |this |that |the money |"
    r"\$[\d.,]+ )?to you\b|\b(?:send|sent|pay|paid|owe) you (?:\$|too|less|more|money|the (?:money|\$)|"
    r"your (?:money|payments?)|any)|"
    r"\bsent (?:\w+ )?(?:of )?your payments?\b|\byour payments?\b[^.]{0,40}\b(?:onto|sent to|arrive|lands?|"
    r"to your (?:bank|card)|card)\b|\byour (?:new )?(?:debit card|direct deposit|card|bank number)\b|"
    r"\bsupport (?:you (?:get|receive|are owed)|for you|owed to you)\b|\b(?:the|your) other parent\b|\b(?:absent|"
    r"noncustodial|non-custodial) parent\b|\byou (?:get|receive|will (?:receive|get))\b|"
    r"\b(?:payments?|refund|money)\b[^.]{0,30}\b(?:for your case|on hold)\b|\bholding (?:a|this|your|"
    r"the) payment\b|\b(?:his|her|their) (?:past[- ]due|employer|tax refund|licen[sc]e|job|wages)\b|"
    r"\bhe (?:owes|paid|filed|works?|finally)\b|\b(?:oblige?e|payee|applicants?)\b|\bcustodial (?:parent|"
    r"party)\b(?<!noncustodial p)|\bcannot collect\b|\b(?:close|open) your (?:child support )?case\b|"
    r"\bcash (?:aid|assistance)\b|\b(?:alleged|legal|possible) father\b|\bbringing \w+ in\b"
)
_NEITHER = re.compile(
    r"\b(?:joint (?:owner|account)|account you share|not a party to|possible father of|named you as|share of (?:a|"
    r"the|your) joint)\b"
)

_TAKES = re.compile(
    # license, passport, credit record
    r"\b(?:suspend\w*|suspension|revok\w*|revocation)\b|\bpassport (?:review|denial|office|may|will|application)|"
    r"\bcredit (?:bureaus?|report\w*|agenc\w+)\b|"
    # bank account, refund, pay, property
    r"\b(?:levy|levied|seiz\w+|garnish\w*|froze\w*|freez\w+|intercept\w*|offsets?|liens?)\b|\b(?:attached|"
    r"attachment) (?:of|in the hands|against|to your (?:pay|bank|account))\b|"
    r"\b(?:hold|held|holding|placed)\b[^.]{0,40}\b(?:account|refund|payment|money)\b|\bon hold\b(?<!not on hold)|"
    r"\bkeep it for up to\b|"
    r"\b(?:take|took|taken|taking|keep|kept|apply|applied|withhold|withheld)\b(?:[^.]|\.\d){0,50}\b(?:your|joint|"
    r"the|tax|income) (?:tax |federal |state )*(?:refunds?|settlement|award|winnings|lump sum|paychecks?|wages|"
    r"bank account)\b|\brefund\b[^.]{0,40}\b(?:was|were|has been|will be|may be) (?:taken|kept|held|used|"
    r"applied)\b|"
    r"\b(?:taken|deducted|come|withheld) (?:out of|from) your (?:pay|paychecks?|wages|check)\b|\b(?:income|"
    r"wage) withholding\b|\bproceeds\b[^.]{0,60}\b(?:applied|attached)\b|"
    # court, tests, the case itself
    r"\bcontempt\b|\bshow cause\b|\bsummons\b|\bdefault judgment\b|\bimputed\b|\bdeemed (?:consent|waived|"
    r"admitted)\b|\byour (?:court )?hearing\b|\bhearing (?:is|has been|was|will be) (?:set|"
    r"scheduled|on)\b|\basked (?:the court )?for (?:a|this) hearing\b|"
    r"\b(?:dna|genetic|paternity) tests?\b|\bswab\w*\b|\b(?:plan|going|decided|intend|set) to close\b|"
    r"\b(?:are|is) closing\b[^.]{0,30}\bcase\b|\bnot renew\b|\b(?:case|file)\b[^.]{0,30}\bclosure\b|"
    r"\bwill close\b(?=[^.]{0,40}\bon \w+day\b)|"
    r"\bcase (?:was|has been|is being|is now) closed\b|"
    # a no
    r"\b(?:request|application|claim|petition|appeal)\b[^.]{0,50}\b(?:denied|declined|refused|rejected|"
    r"not (?:approved|granted|accepted|allowed)|turned down|dismissed)\b|"
    r"\b(?:denied|declined|rejected|turned down|dismissed)\b[^.]{0,30}\b(?:request|application|claim|petition)\b|"
    r"\b(?:decided|decision|resolved) not to\b|"
    # money back, cuts, more to pay
    r"\boverpa(?:id|y\w*)\b|\bsent you\b[^.]{0,20}\btoo much\b|\bpaid you (?:\S+ )?too much\b|\byou (?:need to |"
    r"must |should |have to )?(?:pay us back|repay)\b|\breimburse\b|\brecoup\w*\b|"
    r"\bsanction\w*|\b(?:benefits?|cash (?:aid|assistance))\b[^.]{0,40}\b(?:cut|reduced?|lowered|stop(?:ped)?|"
    r"drying up)\b|\byour (?:monthly )?(?:charge|amount|payment|support)\b[^.]{0,15}\b(?:changes on|goes up|rises|"
    r"increases|will (?:go up|rise|increase))\b"
)
_SAYS_NO = re.compile(
    r"\b(?:cannot|can't|can not|could not|are (?:not able|unable) to|will not) (?:ask|change|lower|raise|reopen|"
    r"release|approve|grant|give|pay|lift|take|open|review|accept)\b|"
    r"\bstays? (?:at \$|the same|as it is)|\b(?:no|not?) (?:be )?(?:a )?changed?\b|\bnot (?:eligible|qualif\w+)\b|"
    r"\banswer is no\b|"
    r"\b(?:does|do) not qualify\b"
)
_GOOD_NEWS = re.compile(
    r"(?<!not )(?<!not been )\b(?:released|lifted|restored|reinstated|cleared|paid in full|paid off|paid all of|"
    r"withdrawn|"
    r"cancell?ed|called off|taken off|free again|ended the (?:hold|levy|suspension))\b"
)
_OPENING = 4
"""Sentences in which a letter that says no says so; further down the same words only explain."""


def guess_profile(text: str, parts: Parts, *, told: Told) -> Profile:
    """The reader and whether the letter is adverse, guessed where nobody told."""
    adverse = _is_adverse(text, parts) if told.adverse is None else told.adverse
    if told.reader is not None:
        return Profile(told.reader, adverse, guessed=False)
    return Profile(_guess_reader(text, parts), adverse)


def _is_adverse(text: str, parts: Parts) -> bool:
    """What is taken counts wherever it stands, a plain no counts in the opening; good news there outweighs both."""
    subject = title_of(text, parts)
    opening = "\n".join([subject, *(text[s.span.start : s.span.end] for s in parts.sentences[:_OPENING])])
    if any(good for _, good in each_stretch(_is_good_news, opening)):
        return False
    body = text[parts.body.start : parts.body.end]
    takes = any(taken for _, taken in each_stretch(_takes, f"{subject}\n{body}"))
    return takes or any(no for _, no in each_stretch(_says_no, opening))


@remembered
def _is_good_news(words: str) -> bool:
    return bool(_GOOD_NEWS.search(words.lower()))


@remembered
def _takes(words: str) -> bool:
    return bool(_TAKES.search(words.lower()))


@remembered
def _says_no(words: str) -> bool:
    return bool(_SAYS_NO.search(words.lower()))


def title_of(text: str, parts: Parts) -> str:
    """The subject, and the lines between the address and the greeting, where notices put their title."""
    behind = max((line.end for line in (*parts.addressee, *parts.dates)), default=0)
    lines = [*parts.subject, *(line for line in parts.head if line.start >= behind)]
    return "\n".join(text[line.start : line.end] for line in lines)


def _guess_reader(text: str, parts: Parts) -> Reader:
    body = text[parts.body.start : parts.body.end]
    lines = [text[line.start : line.end] for line in parts.addressee]
    addressee = "\n".join(line for line in lines if not _CITY.search(line))
    greeting = text[parts.salutation.start : parts.salutation.end] if parts.salutation else ""
    to_firm = _COMPANY.search(addressee) or _COMPANY.search(greeting) or _EMPLOYEE_LINE.search(title_of(text, parts))
    if to_firm or any(found for _, found in each_stretch(_speaks_to_employer, body)):
        return Reader.EMPLOYER
    if _OFFICE.search(addressee) or any(found for _, found in each_stretch(_speaks_to_neither, body)):
        return Reader.OTHER
    words = f"{greeting}\n{body}"
    # different cues are counted: one that is said five times is still one
    pays = frozenset[str]().union(*(cues for _, cues in each_stretch(_cues_that_pays, words)))
    receives = frozenset[str]().union(*(cues for _, cues in each_stretch(_cues_that_receives, words)))
    if not pays and not receives:
        return Reader.OTHER
    return Reader.PAYS if len(pays) >= len(receives) else Reader.RECEIVES


@remembered
def _speaks_to_employer(words: str) -> bool:
    return bool(_EMPLOYER.search(words.lower()))


@remembered
def _speaks_to_neither(words: str) -> bool:
    return bool(_NEITHER.search(words.lower()))


@remembered
def _cues_that_pays(words: str) -> frozenset[str]:
    return frozenset(found[0] for found in _PAYS.finditer(words.lower()))


@remembered
def _cues_that_receives(words: str) -> frozenset[str]:
    return frozenset(found[0] for found in _RECEIVES.finditer(words.lower()))
