"""One name for one thing: the parent, the debt, the case are not called by another word in each paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import each_stretch, remembered
from plainlang.spans import Span


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a letter may call by many names. limit: that many names are too many. names: one pattern for each name."""

    words: str
    limit: int
    names: tuple[str, ...]


_THINGS = (
    _Thing(
        "the parent who pays",
        2,
        (
            r"non-?custodial (?:parent|party|father|mother)|NCP",
            r"obligor",
            r"pay[oe]r(?! of)",
            r"respondent|defendant",
            r"(?:judgment )?debtor",
            r"absent (?:parent|father|mother)",
            r"(?:alleged|putative|presumed|reputed) (?:father|parent)",
            r"paying (?:parent|party)|parent who pays",
        ),
    ),
    _Thing(
        "the parent who receives",
        2,
        (
            r"(?<!non-)(?<!non)custodial (?:parent|party|mother|father)|CP|custodian",
            r"obligee",
            r"payee",
            r"applicant",
            r"petitioner|plaintiff|complainant",
            r"claimant",
            r"(?:support )?recipient|beneficiary",
            r"receiving (?:parent|party)|parent who receives",
        ),
    ),
    _Thing(
        "the money that is owed",
        3,
        (
            r"arrears|arrearages?",
            r"delinquen(?:cy|cies|t (?:amount|sum|support|balance|payment)s?)",
            r"debts?|indebtedness",
            r"back (?:support|balance|debt|pay|payments?|amount)",
            # The two plain ones are near enough to count as one.
            r"past[- ]due(?: \w+)?|unpaid (?:support|amount|balance)",
            r"overdue(?: \w+)?",
            r"shortfall|deficiency|deficit|backlog",
            r"outstanding(?: (?:balance|amount|sum|debt|obligation))?",
            r"(?:listed|said|stated|aforesaid) (?:sum|amount|figure)",
            r"certified (?:sum|amount|figure)",
            r"(?<!support )(?<!monthly )(?:the|your|this|said) (?:obligation|liability|default|nonpayment)",
        ),
    ),
    _Thing(
        "this office",
        3,
        (
            r"this (?:office|unit|desk|section|branch)",
            r"the department",
            r"(?:the|this) agency|the undersigned",
            r"the division",
            r"the bureau",
            r"the administration",
            r"the program",
        ),
    ),
    _Thing(
        "the other state",
        2,
        (
            r"responding (?:jurisdiction|state|agency|tribunal)",
            r"(?:foreign|sister) (?:jurisdiction|state)",
            r"out-of-state (?:agency|office)",
            r"requested (?:jurisdiction|state)",
        ),
    ),
    _Thing(
        "the child",
        2,
        (
            r"subject (?:minor|child)",
            r"(?:the|said|this) (?:minor(?: child)?|infant)",
            r"(?:the|said|this|such) dependent",
            r"(?:the|said) issue of",
        ),
    ),
    _Thing(
        "the deduction from pay",
        3,
        (
            r"(?:income|wage|payroll) (?:withholding|assignment)(?! (?:for support|order|notice|form|statute|law|"
            r"act))|the withholding|the IWO",
            r"garnishments?",
            r"(?:wage |earnings |the )attachment(?! (?-i:[A-Z0-9]))",
            r"(?:payroll |wage |support |those |these |the )?deductions?",
            r"remittances?(?! (?:id|number|advice|coupon|slip))",
            r"levy|levies",
        ),
    ),
    _Thing(
        "the order",
        3,
        (
            r"decree",
            r"(?:the|said|this) directive",
            r"(?:the|said|this|a|your) judg?ment(?! debtor)",
            r"(?:the|said|this|a|your) (?:mandate|edict|writ|ruling)",
            r"NMSN|national medical support notice",
            r"(?:the|said|this) medical (?:support )?order",
        ),
    ),
    _Thing(
        "the DNA test",
        3,
        (
            r"DNA test(?:ing|s)?",
            r"genetic (?:test(?:ing|s)?|analysis|study)",
            r"(?:paternity|parentage) test(?:ing|s)?",
            r"(?:blood|tissue|buccal) (?:test(?:ing|s)?|typing|sampling|swabbing)",
            r"(?:specimen|sample) collection",
        ),
    ),
    _Thing(
        "the payment plan",
        3,
        (
            r"(?:re)?payment (?:plan|schedule)",
            r"instal?lment (?:agreement|plan|arrangement)",
            r"(?:re)?payment (?:agreement|contract|stipulation)",
            r"(?:re)?payment arrangement",
        ),
    ),
    _Thing(
        "the use of the tax refund",
        3,
        (
            r"(?:tax |refund |federal |treasury )?offsets?",
            r"(?:tax |refund )?(?:intercept(?:ion)?s?)",
            r"(?:tax |refund )?seizures?",
            r"(?:tax |refund )?recoupments?",
        ),
    ),
    _Thing(
        "the check of the amount",
        3,
        (
            r"(?:the |a |your |this )?modification",
            r"(?:the |a |your |this )?adjustment",
            r"(?:the |a |your |this )?(?:redetermination|recalculation|reassessment|re-?evaluation)",
        ),
    ),
)


def answer(facts: Facts) -> Answer:
    """Two lawyers' names for a person, or three names for the debt, are too many. Quoted orders do not count.

    The subject line and the greeting count too. Titles of forms are left out: nobody chose their words for this letter.
    """
    found = []
    first = _first_places(facts)
    for thing in _THINGS:
        used = [first[name] for name in thing.names if name in first]
        if len(used) >= thing.limit:
            found.append((thing.words, sorted(used)))
    if not found:
        return passed()
    called, spans = found[0]
    words = ", ".join(f"“{' '.join(facts.words(span).split())}”" for span in spans[:3])
    return failed(
        f"The letter has more than one name for {called}: {words}. Choose one and keep to it.",
        *(s for _, used in found for s in used),
    )


def _first_places(facts: Facts) -> dict[str, Span]:
    """The first place of each name that is the writer's own; short forms in capitals (CP) go behind the words."""
    places: dict[str, tuple[bool, Span]] = {}
    for part in _own_parts(facts):
        for start, names in each_stretch(_names_in, facts.text, *part):
            for said in names:
                span = Span(start + said.low, start + said.high)
                known = places.get(said.name)
                if (known is None or (known[0] and not said.is_short)) and not facts.is_protected(span):
                    places[said.name] = said.is_short, span
    return {name: span for name, (_, span) in places.items()}


class _Said(NamedTuple):
    """A name in a stretch, from `low` to `high`; is_short: written as capitals only."""

    name: str
    is_short: bool
    low: int
    high: int


@remembered
def _names_in(words: str) -> tuple[_Said, ...]:
    """The names that stand in a stretch outside of titles; none of them runs on into the next one."""
    if not _any_name().search(words):
        return ()
    return tuple(
        _Said(name, is_short, *found.span())
        for name, is_short, pattern in _patterns()
        for found in pattern.finditer(words)
        if not _is_in_a_title(words, *found.span())
    )


@cache
def _any_name() -> re.Pattern[str]:
    """All names in one pattern, since most stretches hold none of them."""
    return _compiled((name for thing in _THINGS for name in thing.names), re.IGNORECASE)


@cache
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    """A pattern for the words of each name, and one for its short form, which is matched as it stands."""
    found = []
    for name in (name for thing in _THINGS for name in thing.names):
        capitals = [one for one in name.split("|") if re.fullmatch(r"[A-Z]{2,4}", one)]
        others = [one for one in name.split("|") if one not in capitals]
        found += [(name, False, _compiled(others, re.IGNORECASE))] if others else []
        found += [(name, True, _compiled(capitals, re.NOFLAG))] if capitals else []
    return tuple(found)


def _compiled(names: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(names)})s?(?![\w-])", flags)


def _own_parts(facts: Facts) -> Iterator[Span]:
    """The subject line, the greeting and the body."""
    yield from facts.parts.subject
    if facts.parts.salutation:
        yield facts.parts.salutation
    yield facts.parts.body


def _is_in_a_title(words: str, low: int, high: int) -> bool:
    """True for a word with a capital inside a title of a form ("Income Withholding for Support")."""
    if not words[low].isupper():
        return False
    before, after = words[max(0, low - 20) : low], words[high : high + 25]
    ahead = re.match(
        r" (?:for|of|to|and) [A-Z]| (?:Form|Notice|Order|Act|Affidavit|Packet|Program|Unit|Desk|Section|Center)\b",
        after,
    )
    return bool(ahead or re.search(r"(?:^|[\s(])[A-Z][a-z]+ (?:for|of|to) $", before))


CHECK = Check(
    id="one-name-for-one-thing",
    part=Part.ACCURATE,
    weight=Weight.MINOR,
    question="Does each person and thing have one name?",
    source="Rubric ACC-12; Federal Plain Language Guidelines on consistent terms; ISO 24495-1",
    how="Groups of names for one thing; quoted orders are left out.",
    strength="Each person and thing has one name.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(ours='I will write by June 20, 2025. The order says: "The obligor shall pay the payee the arrears."')
        ),
        Example(
            letter(ours="I will write by June 20, 2025. Your past-due support is a debt, and unpaid support adds up.")
        ),
    ),
    fails=(
        Example(
            letter(ours="I will write by June 20, 2025. The [[paying parent]] comes first. Then the [[payer]] is free.")
        ),
        Example(
            letter(
                ours="I will write by June 20, 2025, on [[delinquency]], the [[back support]] and the [[shortfall]]."
            )
        ),
        Example(
            letter(
                ours="I will write by June 20, 2025. The [[garnishment]] starts in July. The [[attachment]] is small. "
                "No other [[deduction]] follows."
            )
        ),
    ),
    leaves_alone=(
        Example(
            letter(ours="I will write by June 20, 2025. The Income Withholding for Support form has the deduction.")
        ),
        Example(letter(ours="I will write by June 20, 2025. A DNA test, or genetic test, is free.")),
    ),
    known_misses=(
        Example(
            letter(ours="I will write by June 20, 2025. The hearing is open. That session, or proceeding, is short.")
        ),
    ),
)
