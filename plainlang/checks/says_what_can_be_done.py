"""The letter says what can be done, and not only what cannot."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence

_GIVEN = (
    r"(?:accepted|considered|entertained|granted|given|looked at|issued|offered|allowed|permitted|made|taken|"
    r"available|possible|"
    r"provided|honou?red|reviewed|heard|answered|discussed|extended|reopened|changed|reduced|lowered|waived|lifted|"
    r"refunded|returned|"
    r"rescheduled|negotiable|open|welcome|entered into|furnished|released|read|repeated|an option|debated|contemplated)"
)
_ASKED = (
    r"(?:extensions?|exceptions?|reductions?|continuances?|instal?lments?|postponements?|appearances?|"
    r"arrangements?|plans?|appeals?|"
    r"partial (?:payments?|amounts?)|calls?|visits?|walk-ins?|excuses?|stories|refunds?|waivers?|discounts?|copies|"
    r"copy|changes?|"
    r"adjustments?|corrections?|(?:second|third|further|other|more) \w+|discussions?|correspondence|inquiries|"
    r"questions|requests?|reviews?|hearings?|"
    r"grace periods?|leeway|credit|breakdown|way (?:out|around|to)|recourse|remedy|options?|choice|new \w+|"
    r"substitut\w+|cash|checks|waiting)"
)
_FREE = (
    r"(?:fee|charge|cost|need|deadline|penalty|rush|hurry|interest|limit|wrong|problem|harm|reason|doubt|"
    r"obligation|other (?:charge|fee)|new charges?)"
)
_REFUSES = re.compile(
    # no extensions; no partial payments will be accepted; there are no exceptions
    rf"(?:^|[,;:–—] ?|\b(?:there (?:is|are|will be)|with|and|or|offers?|makes?|grants?|gives?|allows?|accepts?|"
    rf"takes?) )(?:absolutely |simply )?no (?!{_FREE}\b)(?:\w+ )?{_ASKED}\b|"
    rf"\bno (?!{_FREE}\b)(?:[\w,]+ ){{1,8}}(?:will|can|may|shall|is|are) (?:be )?{_GIVEN}\b|"
    # plans are no longer offered; the order cannot be changed; status is not given out; visits are not possible
    rf"\b(?:is|are|was|were) (?:not|no longer|never)(?: \w+)? ?(?:be )?(?:{_GIVEN}|given out|taken up)\b|"
    rf"\b(?:cannot|can ?not|can['’]t|will not|won['’]t|may not|shall not|could not) be (?:\w+ )?{_GIVEN}\b|"
    r"\b(?:off the table|out of the question|not on the menu|not up for|not open to|not subject to|not negotiable|"
    r"beyond (?:discussion|appeal)|shut on|"
    r"no say|too late (?:to|for)|end of (?:it|the matter|that)|matter (?:is|as) (?:closed|disposed)|disposed of|"
    r"stays? (?:closed|put)|the (?:\w+ )?(?:charge|fee|hold|amount|order|decision) (?:stays|stands)|"
    r"is final|are final|nothing (?:further|more|else|left|to add|to discuss|to be done|(?:we|I|anyone|"
    r"this \w+) can)|save yourself the|turned (?:away|around)|without recourse|(?:don['’]t|do not) (?:ask|bother|"
    r"write|call)|"
    r"be pointless|serves? no purpose|will (?:not )?change (?:nothing|anything)|alters? nothing|changes? nothing)\b|"
    # we cannot change it; this office does not take
    r"\b(?:we|I|(?:this|the|our) (?:office|registry|department|bureau|agency|unit|division|desk|institution|"
    r"counter|section)|nobody(?: here)?|no one(?: here)?) (?:\w+ )?"
    r"(?:can ?not|can['’]t|could not|are not able to|am not able to|is not able to|(?:are|is|am) unable to|(?:are|"
    r"is) not at liberty to|can) (?!promise|guarantee|tell (?:you )?(?:when|yet|today|for sure)|say (?:when|yet|"
    r"for sure)|know|be sure)(?:\w+)\b|"
    r"\b(?:we|I|(?:this|the) (?:office|registry|department|bureau|agency|unit|division|desk|"
    r"institution)) (?:do(?:es)?|will|would) (?:not|no longer) "
    r"(?:accept|consider|discuss|change|reduce|lower|extend|review|reopen|take|answer|give|grant|offer|make|allow|"
    r"waive|reschedule|respond|reply|explain|handle|hear|provide|refund|negotiate|look|go back|debate)\b|"
    r"\b(?:denied|declined to|refused|rejected|turned down|not eligible|ineligible|do(?:es)? not qualify)\b",
    re.IGNORECASE,
)
_CAN_ALONE = re.compile(r"\b(?:we|I|(?:this|the|our) \w+) (?:\w+ )?can (?!not\b)\w+", re.IGNORECASE)
_OPENS = re.compile(
    # what the reader may do, what we can do, and invitations
    r"\byou (?:still |also |always |each |both )?(?:can|may|could|are welcome to|are free to|have the right to|"
    r"have (?:\w+ )?(?:choices|options|ways))\b(?! (?:not|be|have|lose|well|think|find|face|owe)\b)|"
    r"\bcan you (?:\w+)\b|"
    r"\b(?:we|I) (?:can|could|may be able to|are able to|are glad to|would like to|want to|will (?:work|help|"
    r"gladly|look|go over|check|call|find|choose|ask|tell|agree|wait|talk|set))\b(?! (?:not|only|always)\b)|"
    r"\b(?:please|or|also|just) (?:call|ask|write (?:to|us|me)|tell|talk|let (?:us|me)|contact|reach|visit|come)\b|"
    r"\band (?:call|ask|tell|talk with) (?:us|me)\b|^\W*(?:call|ask|tell|talk (?:to|with)|let) (?:us|me|to|about|"
    r"for)\b|"
    r"(?<!not )\bask (?:us|me) |\b(?:to|can|may|you) ask for\b|\b(?:call|reach) me\b|\bthere (?:is|are|"
    r"may be) (?:\w+ ){0,2}(?:ways?|choices|options?|help|time|programs?)\b|"
    r"\b(?:another (?:day|date|way|time)|payment plan|one of these|ways to|more time|instead of|set up|"
    r"smaller (?:monthly )?(?:payment|amount))\b|\b(?:call|letter|note|plan) (?:\w+ ){0,4}(?:stops|can stop|"
    r"is enough|puts that right)\b",
    re.IGNORECASE,
)
_NO_PATH = re.compile(
    # a warning or a demand in the clothes of an offer
    r"\b(?:arrest\w*|jail|deputy|visiting|neighbou?rs|not be as polite|never hear|take (?:it|that|this) up with|"
    r"pay (?:it |the \w+ )?(?:in full|at once|now)|"
    r"can always be|you (?:can|may) (?:expect|imagine|be sure|rest assured|wonder|wish|complain|well)|"
    r"you can thank|no matter what you)\b",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """Refusals and no open path fail. A path that is open passes; a letter with neither has nothing to judge."""
    path = next((s for s in facts.sentences if _opens_path(facts, s)), None)
    if path is not None:
        return passed(path.span)
    refusals = [s for s in facts.sentences if _refuses(facts, s)]
    if refusals:
        return failed(
            "This says no. Add what can be done, such as “You can ask again when your pay changes.”",
            *(s.span for s in refusals[:3]),
        )
    return not_applicable("The letter refuses nothing.")


def _refuses(facts: Facts, sentence: Sentence) -> bool:
    words = facts.words(sentence.span)
    if re.match(r"(?:if|when|unless)\b", words, re.IGNORECASE):
        return False
    return _is_kept_back(facts, sentence) or _refuses_openly(words)


@remembered
def _refuses_openly(words: str) -> bool:
    return any(
        not _CAN_ALONE.fullmatch(found[0]) or found[0].lower().startswith(("nobody", "no one"))
        for found in _REFUSES.finditer(words)
    )


def _is_kept_back(facts: Facts, sentence: Sentence) -> bool:
    """The model is sure that nothing more is to be had, and finds nothing that the reader or we can do."""
    acts = facts.acts(sentence)
    if not acts.does("nothing_more") or acts.may("can_do") or acts.may("no_action"):
        return False
    return not re.search(rf"\bno {_FREE}\b", facts.words(sentence.span), re.IGNORECASE)


def _opens_path(facts: Facts, sentence: Sentence) -> bool:
    words = facts.words(sentence.span)
    acts = facts.acts(sentence)
    if not (_opens_openly(words) or (acts.does("can_do") and not _holds_a_refusal(words))):
        return False
    return not (_warns(words) or acts.does("threat") or acts.does("buck") or acts.does("scold"))


@remembered
def _opens_openly(words: str) -> bool:
    return bool(_OPENS.search(words))


@remembered
def _holds_a_refusal(words: str) -> bool:
    return bool(_REFUSES.search(words))


@remembered
def _warns(words: str) -> bool:
    return bool(_NO_PATH.search(words))


_BARE = {
    "ours": "",
    "consequence": "",
    "disagree": "",
    "opening": "We suspended your driver's license on May 2, 2025, because two support payments are missing.",
    "close": "What questions are left? Dana Ruiz is at 614-555-0188, Monday to Friday, 8 a.m. to 4:30 p.m.",
}
_BARE_ALSO = ("reader-next-step", "our-next-step", "right-to-disagree", "help-offered")

CHECK = Check(
    id="says-what-can-be-done",
    part=Part.EMPATHETIC,
    weight=Weight.MINOR,
    question="Does the letter say what can be done?",
    source="Rubric EMP-14; training text 003; plain language guidelines on positive language",
    how="Refusals against sentences that open a path.",
    strength="The letter says what can be done.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                ours=(
                    "We cannot change the order ourselves. I can send you the form to ask for a review by June 20, "
                    "2025."
                )
            )
        ),
    ),
    fails=(
        Example(
            letter(
                steps=("[[We cannot move the date.]] [[There are no exceptions.]] [[The decision is final.]]"),
                **_BARE,
            ),
            also=_BARE_ALSO,
        ),
        Example(letter(steps="[[Payment plans are no longer offered.]]", **_BARE), also=_BARE_ALSO),
    ),
    leaves_alone=(
        Example(
            letter(steps="There is no fee. The record is enclosed.", enclosures="Enclosed: payment record", **_BARE)
        ),
        Example(letter(steps="We cannot promise a date. The record of May 1 shows both months.", **_BARE)),
    ),
)
