"""The first two sentences tell the news: the decision, the request, what the letter is for."""

from __future__ import annotations

import re

from plainlang.answer import Answer, ask, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.language.reading import Sentence

_PREAMBLE = re.compile(
    r"^(?:this (?:letter|notice) (?:is (?:to|in|being|sent|for)|serves|concerns|comes|refers|acknowledges|confirms receipt)|the purpose of this|"
    r"please be (?:advised|informed)|be advised|notice is (?:hereby )?given|you are hereby|pursuant to|under (?:section|title|the (?:provisions|authority|law))|"
    r"in accordance with|by (?:authority|virtue) of|with (?:reference|regard|respect) to|in re(?:ference|gard|sponse)|reference is made|"
    r"as (?:you (?:know|may know|are aware)|required by|provided in)|our (?:records|files) (?:show|indicate|reflect)|it has come to|"
    r"i am writing|we are writing|this office (?:is|has|was)|the (?:\w+ ){1,6}(?:was|were|has been) (?:established|founded|enacted|created|on the books))\b",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:we (?:plan|decided|have decided|will|would like|need|checked|cannot|can't|changed|closed|found|received|got|have (?:not )?received|are asking|want|"
    r"are holding|may|can|looked|reviewed|sent|ask)|"
    r"i (?:need|would like|want|am sorry)|you (?:asked|can|now|have|owe|need|may|called|wrote|told|do not)|can (?:we|you)|please|your (?:\w+[ -]?){1,4} "
    r"(?:is|are|will|stays?|ends?|changes?|has|have|starts?|may|was|were|goes?|comes?|can))\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(r"^(?:thank|thanks|we (?:are|were) (?:so )?(?:sorry|glad)|i (?:am|was) (?:so )?(?:sorry|glad)|good (?:morning|day)|hello)", re.IGNORECASE)


def answer(facts: Facts) -> Answer:
    """Thanks or one line of sympathy may come first. An opening of announcement, law or history fails."""
    first = _openers(facts)
    if not first:
        return not_applicable("The letter has no running text.")
    weights = [_weight(facts, sentence) for sentence in first]
    if max(weights) > 0:
        at = weights.index(max(weights))
        return passed(first[at].span)
    if min(weights) < 0:
        return failed("Begin with the news: what you decided, what happened, or what you ask for.", first[0].span)
    return ask("Do the first two sentences tell the reader what this letter is for?", first[0].span)


def _openers(facts: Facts) -> list[Sentence]:
    sentences = list(facts.sentences)
    while len(sentences) > 2 and _COURTESY.match(facts.words(sentences[0].span)) and not facts.amounts_in(sentences[0].span):
        sentences = sentences[1:]
    return sentences[:2]


def _weight(facts: Facts, sentence: Sentence) -> int:
    """1 for news, -1 for a preamble, 0 when neither can be told."""
    words = facts.words(sentence.span)
    acts = facts.acts(sentence)
    if _PREAMBLE.match(words) or (acts.does("preamble") and not acts.does("news")):
        return -1
    if acts.does("news") or _NEWS.search(words) or acts.does("reader_step") or acts.does("our_step") or acts.does("our_past"):
        return 1
    return -1 if acts.may("preamble") else 0


CHECK = Check(
    id="main-message-first",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Do the first two sentences tell the news?",
    source="Rubric INF-1; plain language guidelines on letters; CDC Clear Communication Index, items 1 to 3",
    how="The first two sentences, against openings that announce, cite law or tell history; a small model helps.",
    strength="The news stands at the top.",
    answer=answer,
    passes=(Example(letter()),),
    fails=(
        Example(
            letter(
                opening="[[Pursuant to section 14 of the code, this letter is in reference to the above.]] The program was founded in 1975."
            )
        ),
    ),
)
