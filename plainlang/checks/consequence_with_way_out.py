"""What happens if nothing is done is said once, calmly, with a way out beside it."""

from __future__ import annotations

import re
from itertools import islice

from plainlang.answer import Answer, Verdict, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.reader_next_step import asks_reader
from plainlang.checks.sample import letter
from plainlang.checks.threat import answer as judge_threat
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence

# A clause of what is missing or late, at the head of a sentence or behind the main clause.
_MISSING = re.compile(
    r"\b(?:if|when|where|once|should|in case|as long as|in the event(?: that)?|whenever)\b[^,;.?!]{0,90}?\b(?:not|"
    r"no|n't|n’t|nothing|never|neither|without|late|later|miss(?:es|ed)?|missing|fails?|overdue|past due|old|"
    r"unpaid|unanswered|less|none|ignored?)\b|"
    r"\bunless\b|\bwithout (?:an? |your |the |any )?(?:answer|reply|word|payment|plan|form|call|response|papers|"
    r"proof)\b|\bshould (?:we hear nothing|nothing|you not)\b"
)
# The same without an if: "Failure to pay …", "Otherwise …", "Accounts not objected to …", "Papers that come late …".
_LAPSED = re.compile(
    r"\bfail(?:ure|ing) to\b|\botherwise\b|^no (?:response|reply|answer|payment|form|word)\b|\bnon-?(?:compliance|"
    r"payment|response)\b|\b(?:that|which|who) (?:come|comes|arrive|arrives|are|"
    r"is) (?:in )?(?:late|later|missing|not)\b|^(?:late|unsigned|incomplete|missing|unpaid|unanswered) \w+|"
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )(?<!has )(?<!have )(?<!had )\bnot (?:objected to|(?:\w+ed|"
    r"sent|made|paid|met)(?= (?:by|in|on|within|before)))\b"
)
# "Don't agree" and "do not understand" are no lapse, and what follows is help.
_NO_LAPSE = re.compile(
    r"\b(?:not|n't|n’t|cannot|no longer) (?:agree|think|understand|speak|read|need|want|know|have (?:a|"
    r"the) (?:phone|printer|computer|car|lawyer)|sure|the (?:father|parent|person))\b"
)
# What befell others who let it lie, said so that the reader may draw the lesson.
_DATE_COMMA = re.compile(r"(?<=\d),(?= (?:19|20)\d\d)|(?<=day),(?= [A-Z])")
_VEILED = re.compile(
    r"\b(?:people|parents|fathers|mothers|dads|men|firms|companies|employers|businesses|those|anyone|whoever|"
    r"others|payers|owners)\b[^.?!]{0,90}\b(?:tend to|have a way of|(?:find|found) (?:themselves|himself|herself|"
    r"out)|discover|"
    r"(?:come|came|live|lived) to regret|end(?:ed)? up|soon learn|learn(?:ed)? the hard way|wish(?:ed)? they|"
    r"make the acquaintance|rarely|seldom)\b|"
    r"\b(?:has|have) a way of (?:\w+ing)\b|\bwhat (?:usually |normally |generally )?(?:comes|happens|"
    r"follows) (?:next|after|then)\b[^.?!]*\b(?:not|never|pleasant|surprise|pretty|like)\b|"
    r"\b(?:deput(?:y|ies)|sheriff|marshals?|process server|police|officers?|bailiff)\b[^.?!]{0,40}\b(?:can always|"
    r"at (?:the|your) (?:door|work|job|desk|gate)|knock\w*|to (?:the|your) (?:front desk|door|job))\b|"
    r"\bis something the (?:state|court|law) (?:lends|gives|grants)\b|\bneighbou?rs\b[^.?!]{0,30}\b(?:notice|talk|"
    r"hear|see|know|wonder)\b"
)
# What follows from it: somebody acts, or something is lost. An order or an offer to the reader is no consequence.
_FOLLOWS = re.compile(
    r"\b(?:we|i|it|they|he|she|someone|(?:the|this|that|our|your|an?|his|her|their|any|each) (?:\w+ ){0,3}?\w+|"
    r"support|interest|accounts?|papers?|forms?|payments?|amounts?|jail|papers?)\b[^.?!;]{0,60}?"
    r"\b(?:will|'ll|may|might|can|could|must|would|shall|has to|have to|has no|have no|goes|go|ends|closes|stays|"
    r"stops|draws|passes|makes|moves|plan to|need to|(?:is|are|gets?) (?:then |also |being )?(?:\w+ed|sent|taken|"
    r"lost|held|put|cut|made|without))\b"
)
_MAY_FOLLOW = re.compile(rf"{_FOLLOWS.pattern}|\b(?:will|may|can|could|must|means?|results? in|leads? to)\b")
_INVITES = re.compile(
    r"(?:then |just |simply )?(?:please|kindly|call|tell|write|let|ask|come|send|bring|mail|contact|e-?mail|phone|"
    r"reach|ring|visit|see|dial|use|check|look|go|give|stop|choose|mark|skip|leave|keep|you (?:can|may|could|"
    r"do not|don't|need|are welcome|have|should|must|still)|we (?:can|are happy|are glad|would|will (?:help|still|"
    r"gladly|find|try|be glad|be happy|work|send you|explain|mail you|set|look|talk|go over|give you|check|read))|"
    r"i (?:can|will (?:help|find|note|gladly|explain))|(?:we|i) will (?:call|phone|ring|write to) you(?! (?:in|into|"
    r"to court|"
    r"before))\b|that is (?:fine|all right|okay)|there is)\b"
)
_LATER = re.compile(
    r"\b(?:after|past|from) (?:that (?:day|date)|then|this date|(?:\w+day,? )?(?:january|february|march|april|may|"
    r"june|july|august|september|october|november|december) \d{1,2})\b[^.?!]*\b(?:may|might|will|can(?:not)?|"
    r"could|no longer)\b"
)
_WAY_OUT = re.compile(
    r"\b(?:plans?|a (?:short |quick |phone )?call|one call|call (?:me|us|to me|to us|before)|calling|(?:let|tell|"
    r"ask|write to) (?:me|us)|you (?:can|may) (?:still|also|switch|ask|apply|change|stop|keep|choose|avoid|head|"
    r"call|reopen|bring|pay)|head(?:s)? (?:that|this|it) off|"
    r"(?:avoid|stop|prevent|lift|change|undo|lower|pause|halt|end|cancel|fix|put|keep)s? (?:that|this|it|the|your|"
    r"everything)\b|prevents?|even (?:then|after|so|now)|instead|come even|ask for (?:more time|a new|a review|"
    r"another)|more time|"
    r"reopen(?:ed|s)?|start(?:ed)? again|(?:apply|file|open) (?:it )?again|again at any time|still (?:do|be|have|"
    r"ask|call|come|keep|time|pay|send|take)|new (?:one|day|date)|another (?:day|date|way|time)|(?:does|"
    r"do) no harm|puts? that right|"
    r"work (?:it |something |this )?out|we can (?:talk|still|set|change|help|find|agree|look)|is enough|"
    r"not too late|too late to|smaller|review of)\b"
)
_REFUSES = re.compile(
    r"\b(?:no|not|never|without|nor)\b[^.]{0,30}\b(?:plans?|extensions?|instal?lments?|more time|review|call)\b|"
    r"\boff the table\b|\bno longer\b"
)
_DUE = re.compile(r"\b(?:no later than|on or before|by|until) (?:\w+day,? )?(?:[A-Z][a-z]+ \d|\d)", re.IGNORECASE)
_AROUND = 2
_WORDS = 3
"""A sentence of fewer words is the number of a list item."""


def answer(facts: Facts) -> Answer:
    """A consequence without a remedy within two sentences fails, and so does a threat; na if nothing hangs on a date.

    Where nothing is said to be missing or late, a hint of a consequence passes with a remedy and is left alone without.
    """
    stated = [(at, s) for at, s in enumerate(facts.sentences) if _states(facts.words(s.span))]
    threat = judge_threat(facts)
    threats = list(threat.evidence) if threat.verdict is Verdict.FAIL else []
    helped = next((s for at, s in stated if _has_way_out(facts, at)), None) if not threats else None
    if helped is not None:
        return passed(helped.span)
    threats = threats or [s.span for s in facts.sentences if _is_veiled(facts.words(s.span))]
    if threats and (stated or _hangs_on_a_day(facts)):
        return failed("Say calmly what may happen. Then say what the reader can do to stop it.", *threats[:2])
    if stated:
        return failed(
            "Add what the reader can do to stop this, such as “A payment plan stops it.”",
            *(s.span for _, s in stated[:2]),
        )
    hints = ((at, s) for at, s in enumerate(facts.sentences) if _hints(facts, s))
    hinted = next((s for at, s in hints if _has_way_out(facts, at)), None)
    return passed(hinted.span) if hinted is not None else not_applicable("Nothing hangs on a date.")


@remembered
def _states(words: str) -> bool:
    """Something is missing or late, and somebody acts on it or something is lost."""
    words = _DATE_COMMA.sub(" ", " ".join(words.split())).lower()
    lapsed = _LAPSED.search(words)
    if lapsed is not None:
        return bool(_MAY_FOLLOW.search(words)) and not _INVITES.match(words[lapsed.end() :].lstrip(" ,"))
    missing = _MISSING.search(words)
    if missing is None or _NO_LAPSE.search(words):
        return False
    before, behind = words[: missing.start()], words[missing.end() :]
    if len(before.split()) > _WORDS:
        return bool(_FOLLOWS.search(before)) and not _INVITES.match(before)
    clause, comma, main = behind.partition(",")
    main = (main if comma else clause).strip()
    return bool(_FOLLOWS.search(main)) and (not _INVITES.match(main) or ", but " in main)


@remembered
def _is_veiled(words: str) -> bool:
    return bool(_VEILED.search(" ".join(words.lower().split())))


def _hints(facts: Facts, sentence: Sentence) -> bool:
    return facts.acts(sentence).does("consequence") or _speaks_of_later(facts.words(sentence.span))


@remembered
def _speaks_of_later(words: str) -> bool:
    return bool(_LATER.search(words.lower()))


def _hangs_on_a_day(facts: Facts) -> bool:
    """The body asks for something, or names a day that is not behind the letter's own."""
    ahead = any(one.day and facts.day and one.day > facts.day for one in facts.dates_in(facts.parts.body))
    return ahead or any(_names_a_last_day(facts.words(s.span)) or asks_reader(facts, s) for s in facts.sentences)


@remembered
def _names_a_last_day(words: str) -> bool:
    return bool(_DUE.search(words))


def _has_way_out(facts: Facts, at: int) -> bool:
    """A remedy in the sentence at this place, the one before it, or the two full sentences behind it."""
    full = (s for s in facts.sentences[at + 1 :] if len(facts.words(s.span).split()) >= _WORDS)
    return any(_opens_a_way(facts, s) for s in (*facts.sentences[max(0, at - 1) : at + 1], *islice(full, _AROUND)))


def _opens_a_way(facts: Facts, sentence: Sentence) -> bool:
    words = facts.words(sentence.span)
    return (facts.acts(sentence).does("way_out") or _is_way_out(words)) and not _refuses(words)


@remembered
def _is_way_out(words: str) -> bool:
    return bool(_WAY_OUT.search(words.lower()))


@remembered
def _refuses(words: str) -> bool:
    return bool(_REFUSES.search(words.lower()))


CHECK = Check(
    id="consequence-with-way-out",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Does a way out stand beside each consequence?",
    source="Rubric INF-10; plain language guidelines on positive language; training text 001",
    how="What happens if something is missing or late, and a plan, a call or a review within two sentences.",
    strength="What may happen is said calmly, with the way out beside it.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                consequence="Unless a plan is set up by June 13, 2025, the state may hold your license. A call "
                "to me stops that."
            )
        ),
        Example(
            letter(consequence="Papers that come late may not count for July. You can still send them for August.")
        ),
    ),
    fails=(
        Example(
            letter(
                steps="Please pay by June 13, 2025. Write your case number on the check. If you cannot pay, ask "
                "about a smaller amount.",
                consequence="[[If you do not pay by June 13, 2025, we will send your name to the state.]] That list is "
                "kept in Columbus. "
                "It has a page for each county. Ours is green.",
            ),
        ),
        Example(
            letter(
                steps="Please pay by June 13, 2025. Write your case number on the check. If you cannot pay, ask "
                "about a smaller amount.",
                consequence="[[Accounts not paid by June 13, 2025, are sent to the state.]] That list is "
                "kept in Columbus. "
                "It has a page for each county. Ours is green.",
            ),
        ),
    ),
    leaves_alone=(
        Example(letter(consequence="If you have not got the form by June 6, 2025, call me and I will send another.")),
        Example(letter(consequence="If I have no answer by June 13, 2025, I will call you to see how I can help.")),
        Example(letter(consequence="If you do not understand a word of this letter, please ask me.")),
    ),
)
