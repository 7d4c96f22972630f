"""The first two sentences tell the news: the decision, the request, what the letter is for."""

from __future__ import annotations

import re
from datetime import date

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence

_COURTESY = re.compile(
    r"^(?:thank|thanks|(?:we|i) (?:are|were|am|was|know|understand|see|hope|realize|appreciate)\b|good (?:morning|"
    r"day|afternoon)|hello|happy|"
    r"it was (?:good|nice)|(?:this|that|losing|raising|living|waiting) [^.]{0,60}\b(?:hard|worry|stress\w*|upsetting|"
    r"difficult|tiring)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    # An announcement before the news: "This letter is to tell you that", "We regret to inform you that".
    r"^(?:[^.;:]{0,90}?\b(?:tell|inform|advise|notify|let|remind|informed|advised|notified|assure|given|attention|"
    r"told|aware|know|light|say|"
    r"explain|confirm|notice|recall|show|shows|indicate|indicates|reflect|reflects|state|note|see|appears?)\b"
    r"(?: (?:to )?(?:you|know|our attention|to our attention))?,? that )(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_FRAME = re.compile(
    # A frame before a comma: "In response to your call, we …", "As you may know, …", "In case 2207-5513, …".
    r"^(?P<frame>(?:in (?:response|reply|answer|view|light|case|follow-?up)|as|after|because|since|on|from|starting|"
    r"beginning|effective|with|for|to|if|when|"
    r"following|further to|based on|good news|before|by|at|under|pursuant to|in accordance with)\b[^.;]{0,140}?[,:] |"
    r"good news[:!] )(?P<rest>(?:we|i|you|your|our|my|the|a|an|two|please|no|this)\b.+)",
    re.IGNORECASE | re.DOTALL,
)
_LAW = re.compile(
    r"^(?:pursuant to|under|in accordance with|by (?:authority|virtue) of|as (?:required|provided))\b", re.IGNORECASE
)
_PREAMBLE = re.compile(
    r"^(?:th(?:is|e (?:present|following|attached|enclosed)) (?:letter|notice|communication|correspondence|mailing|"
    r"is (?:a |an |in |to |with )?(?:follow|re|with|inform|advis|notif|acknowl|notice))|"
    r"the (?:purpose|subject|object|intent) of|please (?:be (?:advised|informed|aware)|take notice|note that this|"
    r"refer|find (?:enclosed|attached))|be advised|take notice|"
    r"notice is|you are hereby|pursuant to|in (?:accordance|compliance|conformity|connection|pursuance) with|"
    r"by (?:authority|virtue) of|"
    r"with (?:reference|regard|respect) to|in re(?:ference|gard|sponse|ply)?\b|regarding|concerning|reference is|"
    r"receipt is|further to|"
    r"as (?:you (?:know|may know|are aware|may recall|will recall)|required by|provided in|a (?:parent|party|"
    r"participant|condition|matter))|you (?:may|will) (?:recall|remember|be aware)|"
    r"it (?:has come|is (?:the|our) (?:policy|practice|duty|mission|understanding)|concerns|pertains)|(?:i am|we are|"
    r"i|we) (?:am |are )?(?:writing|write)\b|"
    r"(?:we|i) (?:refer|wish|would like|take this opportunity|have been asked|are pleased|hereby|"
    r"acknowledge)(?: to (?:inform|advise|refer|take|remind|bring|acknowledge|draw))?\b(?! to (?:help|ask|hear|meet|"
    r"talk|keep|work|set|make|see))|"
    r"enclosed please|the (?:undersigned|above|captioned|above-\w+|instant)\b|(?:the|our) (?:mission|goal|role|task|"
    r"policy|procedures?|practice) )",
    re.IGNORECASE,
)
_RECITED = re.compile(
    # Law, program and history as the subject: "Federal law requires", "Chapter 3123 provides".
    r"^(?:(?:all |both |most )?(?:children|parents|families|employers) (?:deserve|need|have a|are|must|should)\b|"
    r"(?:the |this |that )?(?:federal|state|county|national|child support|support|title|"
    r"social security)?\s?(?:law|laws|statutes?|legislation|regulations?|rules?|code|act|congress|"
    r"program|policy|guidelines|legislature|chapter \S+|section \S+|title \S+|order|decree|enforcement|"
    r"services?)\b[^.]{0,40}?\b(?:provides?|requires?|mandates?|states?|directs?|"
    r"governs?|was (?:founded|enacted|established|created|entered|passed)|were|has been|exists?|began|dates?|helps?|"
    r"serves?|calls? for|applies|apply|come under)\b|"
    r"(?:case|docket|file|account|matter|cause)\b[\s.#]*(?:no\. ?)?[\w./-]*\d\S* (?:is|was|has|remains|concerns|"
    r"came)\b(?! (?:been |now )?(?:set to|past due|overdue|behind|closed|closing|denied|approved|ready|paid)\b)|"
    r"(?:the|our|this) (?:office|agency|department|bureau|division|unit|program|administration) (?:is|was|has|"
    r"handles|provides|serves|exists|works|strives|"
    r"administers|processes|maintains|receives|regularly|oversees|opened|administer))",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:refer(?:ence)? (?:is made )?to|the above(?!-)|the captioned|this (?:matter|subject|connection)|"
    r"that connection|has been (?:brought|the subject|under)|"
    r"(?:was|were|has been|have been|is being) (?:received|noted|considered|reviewed|examined|referred|assigned|"
    r"placed|logged|processed)(?! by (?:the )?judge)|"
    r"had occasion|set (?:out|forth) below|hereby|has come up for|had (?:a|its) (?:history|past)|of (?:this|"
    r"that) (?:sort|kind|nature|type))\b",
    re.IGNORECASE,
)
_RECEIPT = re.compile(
    r"^(?:we|i) (?:have )?(?:received|got|have|acknowledge) your (?:\w+ ){0,2}(?:letter|inquiry|correspondence|"
    r"e-mail|note|message)\b[^,;]*$",
    re.I,
)
_TO_READER = re.compile(
    r"^(?:we|i|you|your|our|my|please|can|could|will|would|did|do|are|is|here (?:is|are)|there (?:is|are) (?:money|a|"
    r"an|two|three|one|no|\$)|good news|starting|"
    r"call|come|send|tell|help|meet|let|no one|nobody|nothing|bring|use|look|start|stop|enroll|mail|two|three|four|"
    r"one)\b",
    re.IGNORECASE,
)
_NEWS_OF_OTHERS = re.compile(
    # A court, a test or a person did something: "The judge changed your order", "The DNA test shows".
    r"\b(?:judge|court|test|lab|results?|hearing|bank|employer|plan|insurance|treasury|irs|mr|ms|mrs|parent|father|"
    r"mother|payments?|"
    r"money|refund|license|order|support|state)\b[^.;]{0,80}?\b(?:signed|shows?|showed|found|changed|ordered|decided|"
    r"ended|ends|closed|closes|set(?! of)|sent|"
    r"moved|lost|stopped|starts?|will|told|asked|paid|owes|missing|granted|denied|came|reached|arrived|went|agreed|"
    r"is (?:on|late|ready|here|over))\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:is|are) (?:now )?(?:set to|past due|overdue|closing|on hold|frozen|late|ready)\b", re.IGNORECASE
)
"""How things stand today is news, whoever brought it about."""
_OLD = 300
"""Days after which an opened case or a signed order is history, not news."""


def answer(facts: Facts) -> Answer:
    """Thanks or one line of sympathy may come first. An opening of announcement, law or history fails.

    News is said to the reader ("We plan", "You can", "Your support stays", "Please send"), or tells what a court, a
    test or a person did. One of the first two sentences has to hold it.
    """
    first = _openers(facts)
    if not first:
        return not_applicable("The letter has no running text.")
    weights = [_weight(facts, sentence) for sentence in first]
    if max(weights) > 0:
        return passed(first[weights.index(max(weights))].span)
    if min(weights) < 0 or not any(_speaks_to_reader(facts.words(sentence.span)) for sentence in first):
        return failed("Begin with the news: what we decided, what happened, or what we ask for.", first[0].span)
    return passed(first[0].span)


def _openers(facts: Facts) -> list[Sentence]:
    """The first two sentences behind thanks and sympathy."""
    sentences = [s for s in facts.sentences if len(facts.words(s.span).split()) > 1]
    while len(sentences) > 2 and _is_courtesy(facts, sentences[0]):
        sentences = sentences[1:]
    return sentences[:2]


def _is_courtesy(facts: Facts, sentence: Sentence) -> bool:
    return _sounds_courteous(facts.words(sentence.span)) and not facts.amounts_in(sentence.span)


@remembered
def _sounds_courteous(words: str) -> bool:
    kind = re.match(r"(?:we|i) (?:are|were|am|was)\b", words, re.IGNORECASE)
    if kind and not re.match(r"(?:we|i) \w+ (?:\w+ )?(?:sorry|glad|happy|grateful)\b", words, re.IGNORECASE):
        return False
    return bool(_COURTESY.match(words))


def _weight(facts: Facts, sentence: Sentence) -> int:
    """1 for news, -1 for a preamble, 0 when neither can be told."""
    words = facts.words(sentence.span)
    opening = _weight_of_opening(words)
    if opening is not None:
        return opening
    if _is_history(facts, sentence):
        return -1
    weight = _weight_of_words(words)
    if weight is not None:
        return weight
    return -1 if facts.acts(sentence).may("preamble") else 0


@remembered
def _weight_of_opening(words: str) -> int | None:
    """The weight of a sentence that begins as an announcement, with a frame, or with law; None for any other."""
    words = " ".join(words.split())
    lead = (
        _LEAD.match(words) if _PREAMBLE.match(words) or re.match(r"(?:our|the|we|it) ", words, re.IGNORECASE) else None
    )
    if lead:
        if _PREAMBLE.match(words):
            return 1 if _is_news(lead["rest"]) else -1
        return 1 if _is_news(lead["rest"]) or _is_news(words) else 0
    frame = _FRAME.match(words)
    if frame and not _PREAMBLE.match(frame["rest"]) and (not _LAW.match(words) or _is_ours(frame["rest"])):
        return 1 if _is_news(frame["rest"]) else 0
    return -1 if _PREAMBLE.match(words) or _RECITED.match(words) else None


@remembered
def _weight_of_words(words: str) -> int | None:
    """The weight of any other sentence, so far as its words tell it."""
    words = " ".join(words.split())
    if _RECEIPT.match(words):
        return 0
    if _is_news(words):
        return 1
    return -1 if _VAGUE.search(words) else None


def _is_news(words: str) -> bool:
    """True when it speaks to the reader, or tells what somebody did, and is not vague."""
    if _VAGUE.search(words) or _PREAMBLE.match(words):
        return False
    return bool(
        _TO_READER.match(words) or _STATE.search(words) or (_NEWS_OF_OTHERS.search(words) and not _RECITED.match(words))
    )


def _is_ours(words: str) -> bool:
    return bool(re.match(r"(?:we|i|please|you (?:can|may))\b", words, re.IGNORECASE))


def _is_history(facts: Facts, sentence: Sentence) -> bool:
    """True for a case that was opened, or an order that was entered, long ago."""
    days = [one.day for one in facts.dates_in(sentence.span) if one.day]
    words = facts.words(sentence.span)
    told = re.search(
        r"\b(?:was|were) (?:opened|established|entered|signed|issued|filed|set up|created|transferred|referred|born)\b",
        words,
    )
    return bool(told and days and max(days) < _long_ago(facts)) or bool(
        told and re.search(r"\b(?:in|since) (?:19|200|201)\d", words)
    )


def _long_ago(facts: Facts) -> date:
    return date.fromordinal(facts.day.toordinal() - _OLD) if facts.day else date(2000, 1, 1)


def _speaks_to_reader(words: str) -> bool:
    return bool(re.search(r"\b(?:you|your|we|our|us|i|me|my)\b", words, re.IGNORECASE))


CHECK = Check(
    id="main-message-first",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Do the first two sentences tell the news?",
    source="Rubric INF-1; plain language guidelines on letters; CDC Clear Communication Index, items 1 to 3",
    how="The first two sentences: do they speak to the reader, or only announce, cite law or tell history?",
    strength="The news stands at the top.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(opening="The judge changed your order on May 1, 2025. Two payments are missing since then.")),
        Example(
            letter(
                opening="Thank you for calling on April 22. In answer to your question, we cannot lift the "
                "hold, because two payments are missing."
            )
        ),
    ),
    fails=(
        Example(
            letter(
                opening="[[Pursuant to section 14 of the code, this letter is in reference to the above.]] "
                "The program was founded in 1975."
            )
        ),
        Example(letter(opening="[[Federal law requires every state to collect support.]] Such rules date from 1984.")),
        Example(
            letter(
                opening="[[Your case was opened on March 3, 2014.]] It was transferred in 2017.",
            )
        ),
    ),
    leaves_alone=(
        Example(
            letter(
                opening="This letter is to let you know that we found two missing payments. You can keep your license."
            )
        ),
        Example(letter(opening="As you asked, we looked at your payments. Two are missing.")),
    ),
)
