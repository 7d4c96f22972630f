"""A letter that asks for money offers help to a parent who cannot pay."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.profile import Reader
from plainlang.facts.remembered import each_stretch, remembered
from plainlang.language.reading import Sentence

_ASKS_MONEY = re.compile(
    r"\b(?:past[- ]due|overdue|behind|(?:you|amount) (?:still |now )?owed?|you owe|(?:please |must |need to |can |"
    r"to |have to )pay\b|pay (?:the|your|us|it|this|in full|part|what|\$)|payments? (?:is|was|are|were) (?:due|"
    r"missed|missing|late)|(?:no|missed|missing) (?:support )?payments?|"
    r"send (?:us )?(?:the |your )?(?:payment|money|\$)|arrears|arrearage|back (?:support|debt|balance)|"
    r"delinquen\w+|backlog|unpaid|still open|outstanding|shortfall|repay|pay (?:it |this |that |us )?back|"
    r"reimburse|made good|levy|levied|"
    r"(?:hold|held|attached|froze\w*|seiz\w+|taken|take|keep|kept)\b[^.]{0,60}\b(?:account|refund|\$|settlement|"
    r"proceeds|winnings)|refund\b[^.]{0,60}\b(?:taken|kept|applied)|obligation|sums? (?:is|are) due|remit|"
    r"balance (?:of|due)|amount due|payable|too much)"
)
# What is paid, or what we pay, is asked of nobody.
_SETTLED = re.compile(
    r"\b(?:(?:have|has|had) (?:now )?paid (?:off )?(?:all (?:of )?)?(?:your |the )?(?:past[- ]due|overdue|arrears|"
    r"back|unpaid)(?: child)?(?: support| debt)?|(?:nothing|no(?:thing)? (?:more|longer)|none|no support|no amount)\b"
    r"(?: \w+){0,3} (?:past[- ]due|overdue|unpaid|owed|outstanding)|no longer (?:owe|behind)|owe nothing|"
    r"(?:past[- ]due|your past-due|overdue|older)(?: child)? (?:support|debt|amount) (?:is|has been) (?:now )?(?:all )?"
    r"(?:paid|settled)|(?:we|i) (?:will )?pay (?:the|for)\b|what it takes to pay|"
    r"(?:bills|rent|costs|things) to pay)\b|\$0(?:\.00)? (?:in )?(?:past[- ]due|overdue|unpaid)"
)
# A letter to the parent who gets support asks for money only when it wants some back.
_WANTS_BACK = re.compile(
    r"\b(?:pay (?:it |this |that |us |the money )?back|repay|return the money|send (?:it|the money) back|"
    r"reimburse\w*|made good by|overpa\w+|sent you\b[^.]{0,20}\btoo much|paid you (?:\S+ )?too much|"
    r"keep \$[\d.,]+ (?:of|from) your|recoup\w*|take (?:it|\$[\d.,]+) (?:out of|from) your)\b"
)
_HELP = re.compile(
    r"\b(?:agreement to pay|pay (?:a set|some|a bit|a little|a part|less)\b|(?:set|agreed) (?:amount|sum) (?:each|"
    r"every|a) month|"
    r"(?:another|second|new|fresh|closer) look at (?:your|the) (?:support |monthly )?(?:order|amount|payment)|"
    r"you (?:now )?(?:earn|make|are making|are earning|bring home) less|(?:if|show us|tell (?:us|me)|when|"
    r"did)\b[^.?!]{0,30}\b(?:income|pay|hours|wages) (?:has |have |was |were |is |are )?"
    r"(?:dropped|fell|fallen|changed|cut|gone down|went down|lower|less|shorter))\b|"
    r"\b(?:payment (?:plan|arrangement|agreement|schedule)s?|plans? (?:start|that|you can)|a plan|(?:look at|change|"
    r"talk about) "
    r"(?:the|your|this) plan|the plan you asked for|"
    r"smaller (?:amounts?|payments?|plan|sums?|steps)|(?:cannot|can't|can not|could not|not able to|unable to|"
    r"hard to|trouble) (?:pay|afford)\w*|"
    r"(?:less|lower) (?:each|amount|payment|a month)|lower (?:that|it|this)|amounts? (?:that|you) (?:fits?|can)\b|"
    r"(?:fits?|suits?) your budget|you can (?:afford|manage)|(?:review|check) (?:of )?(?:your|the) (?:support |"
    r"monthly )?(?:order|amount)|"
    r"(?:check|see|ask) whether (?:your|the) (?:order|amount)|(?:change|lower|adjust|modify) (?:of |to |"
    r"in )?(?:your|the) (?:support )?(?:order|amount)|job (?:program|center|search|help|training|fair)s?|"
    r"help (?:finding|to find) (?:a job|work)|legal aid|free (?:lawyer|legal)|"
    r"food (?:bank|help|pantry|aid)|rent help|able to pay|instal?lments?|\$\d[\d.,]* (?:a|per|each) (?:week|"
    r"month) for \d+|hardship|work (?:it |this |something )?out|ask for a (?:change|review|lower)|"
    r"leave you enough|(?:is |are )?too much(?: to pay| for you)?, please|"
    r"leaves you short|pay (?:it )?in (?:parts|pieces|steps)|part of (?:it|the amount|what)|spread\b|(?:drop|"
    r"forgive|waive|release|cut)\b[^.]{0,30}\b(?:some|part|all|share|fee)|more time to pay|if you (?:earn|"
    r"make) less|lost your job|out of work|what (?:you can|are you able to) pay|help paying)\b|"
    r"\bdebt forgiveness\b"
)
_NO_HELP = re.compile(
    r"\b(?:no|not|never|without|nor|neither)\b[^.]{0,40}\b(?:plans?|arrangements?|instal?lments?|hardship|partial|"
    r"parts|reductions?|exceptions?|postponements?)\b|"
    r"\b(?:plans?|arrangements?|instal?lments?|reductions?|partial payments?)\b[^.]{0,40}\b(?:not|no longer|never|"
    r"off the table|refused|closed|unavailable|out of the question)\b"
)

_WE = re.compile(r"\b(?:we|i) (?:\w+ ){0,4}$")
# Money of somebody who is no party (a joint owner, a spouse).
_TAKES = re.compile(
    r"\b(?:hold|held|levy|levied|froze\w*|taken|take)\b(?:[^.]|\.\d){0,80}\b(?:accounts?|refund)\b|"
    r"\brefund\b[^.]{0,60}\btaken\b"
)


def answer(facts: Facts) -> Answer:
    """Of letters that ask a parent for money or take some: a plan, a smaller amount, a review, legal or job help."""
    if not _asks_money(facts):
        return not_applicable("The letter asks for no money.")
    offers = [s for s in facts.sentences if _offers(facts, s)]
    if offers:
        return passed(offers[0].span)
    refusals = [s.span for s in facts.sentences if _denies_help(facts.words(s.span))]
    return failed(
        "Say what helps if the reader cannot pay: a plan, a smaller amount, or a review of the order.", *refusals[:2]
    )


def _asks_money(facts: Facts) -> bool:
    """Of the reader: employers send other people's money, and a parent who gets support is asked only to pay back."""
    reader = facts.profile.reader
    if reader is Reader.EMPLOYER or (reader is Reader.OTHER and not facts.profile.adverse):
        return False
    asks = {Reader.PAYS: _asks_to_pay, Reader.RECEIVES: _wants_back, Reader.OTHER: _takes}[reader]
    return any(asked for _, asked in each_stretch(asks, facts.text, *facts.parts.body))


@remembered
def _asks_to_pay(words: str) -> bool:
    return bool(_ASKS_MONEY.search(_SETTLED.sub("", words.lower())))


@remembered
def _wants_back(words: str) -> bool:
    low = words.lower()
    return any(not _WE.search(low[: found.start()]) for found in _WANTS_BACK.finditer(low))


@remembered
def _takes(words: str) -> bool:
    return bool(_TAKES.search(words.lower()))


def _offers(facts: Facts, sentence: Sentence) -> bool:
    words = facts.words(sentence.span)
    return (facts.acts(sentence).does("help") or _names_help(words)) and not _denies_help(words)


@remembered
def _names_help(words: str) -> bool:
    return bool(_HELP.search(words.lower()))


@remembered
def _denies_help(words: str) -> bool:
    return bool(_NO_HELP.search(words.lower()))


CHECK = Check(
    id="help-offered",
    part=Part.INFORMATIVE,
    weight=Weight.MINOR,
    question="Does the letter offer help if the reader cannot pay?",
    source="Rubric INF-11; training texts 000, 001 and 002",
    how="Letters that ask a parent for money, and offers of a plan, a smaller amount, a review or aid.",
    strength="The letter offers help to those who cannot pay.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                steps="Please pay by June 13, 2025. If money is tight, tell me, and we will find an amount that "
                "fits your budget.",
                consequence="",
            )
        ),
    ),
    fails=(
        Example(
            letter(
                steps="Please pay by June 13, 2025. Write your case number on the check.",
                consequence="If we do not hear from you by June 13, 2025, we will send your name to the state. Even "
                "then, calling me stops it.",
            )
        ),
        Example(
            letter(
                steps="Please pay by June 13, 2025. [[Installments are not offered for this amount.]]",
                consequence="If we do not hear from you by June 13, 2025, we will send your name to the state. Even "
                "then, calling me stops it.",
            )
        ),
    ),
    leaves_alone=(
        Example(
            letter(
                subject="Subject: Your support payments (case FC-2210)",
                opening="We sent you $200.00 on May 2, 2025. The other parent paid it on April 30, 2025.",
                numbers="",
                steps="You do not need to do anything.",
                consequence="",
                disagree="",
            )
        ),
        Example(
            letter(
                subject="Subject: Thank you (case FC-2210)",
                opening="You have paid all of your past-due child support. We got the last payment on May 2, 2025.",
                understanding="Thank you. I know what it takes to pay off an older amount next to other bills.",
                numbers="Our payment record shows $0.00 past due as of May 5, 2025.",
                steps="You do not need to do anything.",
                consequence="",
                disagree="",
            )
        ),
    ),
)
