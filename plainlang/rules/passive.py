"""Verbs in the passive: what is done stands there, and who does it does not, or comes last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plainlang.finding import Finding, Level
from plainlang.language.passive import Passive, may_hold_passive, passives
from plainlang.language.reading import Sentence
from plainlang.language.syntax import Syntax, Token
from plainlang.letter import Kind
from plainlang.remembered import remembered
from plainlang.rules.found import Found
from plainlang.rules.rule import Flag, Rule
from plainlang.spans import Span, Stretches

_SKIPPED = frozenset({Kind.HEADER, Kind.FOOTER, Kind.SALUTATION, Kind.CLOSING})
_TOPIC = re.compile(r"\W*(?:how|what|when|where|which|who|why)\b", re.IGNORECASE)
_PAPER = re.compile(
    r"\b(?:order|decree|judge?ment|judge|court|law|statute|code|rule|regulation|section|form|notice|letter|agreement|"
    r"policy|act|says?|states|reads)\b",
    re.IGNORECASE,
)
"""What a quotation is taken from when nobody says it."""
_SHALL = re.compile(r"\bshall\b|\bhereby\b", re.IGNORECASE)
_EVERYDAY = frozenset({("get", "paid"), ("get", "married")})
"""What everybody says: no reader stumbles over it."""
_SHORTER = {
    "allowed": "can",
    "expected": "should",
    "obligated": "must",
    "obliged": "must",
    "permitted": "can",
    "required": "must",
    "supposed": "should",
}
"""What a participle with `to` says in one word."""
_NOBODY = frozenset("based born called known located named related situated".split())
"""Participles behind which nobody acts that a letter could name."""
_ADVERBS = frozenset({"RB", "RBR", "RBS"})
_LONGEST_NAME = 4
_SUBJECTS = {"me": "I", "us": "we", "him": "he", "her": "she", "them": "they"}
_UNNAMED = "Who does this? Put that first: “we”, “the court”, “your employer”."
_PAST = "Who did this? Put that first, as in “we {verb} …”."
_NAMED = "Put who does it first: “{name} …”."
_LAST = "Put who does it first, then what they do."
_MAY_STAY = "This is passive. It may stay where nobody acts."
_DIFFERS = dict(
    pair.split(":")
    for pair in (
        "beaten:beat begun:began bitten:bit blown:blew broken:broke chosen:chose done:did drawn:drew driven:drove "
        "eaten:ate forbidden:forbade forgiven:forgave forgotten:forgot frozen:froze given:gave grown:grew "
        "hidden:hid known:knew overpaid:overpaid overseen:oversaw overtaken:overtook proven:proved rewritten:rewrote "
        "seen:saw shaken:shook shown:showed spoken:spoke stolen:stole sworn:swore taken:took thrown:threw torn:tore "
        "undertaken:undertook withdrawn:withdrew worn:wore woven:wove written:wrote"
    ).split()
)
"""Participles whose simple past is another word."""


def find(found: Found) -> Iterator[Finding]:
    """A finding for each passive verb; the sentences that may hold one are parsed together."""
    reading = found.reading
    asked = [sentence for sentence in reading.sentences if _may_be_read(found, sentence)]
    reading.parse_ahead(asked)
    taken = Stretches(term.match.span for term in found.terms)
    for sentence in asked:
        for told in _told(reading.syntax(sentence)):
            span = _span(told, sentence.span.start, taken)
            if span is None or _is_left_alone(found, span):
                continue
            if not _is_in_title(found, sentence, span):
                yield Finding(rule="passive", level=Level.NOTE, span=span, message=told.message)


class _Told(NamedTuple):
    """A passive as the rule tells it. group: the words of the verb group, in code points of the sentence."""

    group: tuple[Span, ...]
    verb: int
    message: str


@remembered
def _told(syntax: Syntax) -> tuple[_Told, ...]:
    """The passives of a sentence that are no everyday words; `verb` is where in its group the participle stands."""
    found = []
    for passive in passives(syntax):
        if not _is_everyday(passive):
            group = _group(passive)
            spans = tuple(Span(token.idx, token.idx + len(token.text)) for token in group)
            found.append(_Told(spans, passive.verb.i - group[0].i, _message(passive)))
    return tuple(found)


def _may_be_read(found: Found, sentence: Sentence) -> bool:
    reading, span = found.reading, sentence.span
    if reading.in_frame(span.start) or sentence.block.kind in _SKIPPED:
        return False
    return may_hold_passive(reading.plain[span.start : span.end])


def _is_in_title(found: Found, sentence: Sentence, span: Span) -> bool:
    """ "How support is paid", "Your Case Was Closed": a heading that does not read as a sentence."""
    text = found.reading.plain
    if sentence.block.kind is not Kind.HEADING:
        return False
    return not text[span.start : span.end].islower() or bool(_TOPIC.match(text, sentence.span.start))


def _is_left_alone(found: Found, span: Span) -> bool:
    if found.reading.is_masked(span):
        return True
    return found.is_left_alone(span) and not _is_said(found, span)


def _is_said(found: Found, span: Span) -> bool:
    """True in the quoted words of a person; those of an order, a law or a form have to stay as they are."""
    quote = found.quote_around(span)
    if quote is None:
        return False
    text, start = found.reading.plain, found.reading.block_at(quote.start).span.start
    return not (_PAPER.search(text, start, quote.start) or _SHALL.search(text, quote.start, quote.end))


def _span(told: _Told, at: int, taken: Stretches) -> Span | None:
    """The verb group, or what is left of it where a term stands in it that has a finding of its own."""
    run: list[Span] = []
    for place, (start, end) in enumerate(told.group):
        span = Span(at + start, at + end)
        if not taken.overlap(span):
            run.append(span)
        elif run and place < told.verb:
            run = []
    return Span(run[0].start, run[-1].end) if run else None


def _group(passive: Passive) -> list[Token]:
    """The verb with the helpers and adverbs that stand right beside it; not the subject of a question."""
    doc, verb, own = passive.verb.doc, passive.verb, {helper.i for helper in passive.helpers}
    first = last = verb.i
    while first > 0 and (first - 1 in own or doc[first - 1].tag_ in _ADVERBS):
        first -= 1
    while first < verb.i and first not in own:
        first += 1
    while last + 1 in own:
        last += 1
    return list(doc[first : last + 1])


def _is_everyday(passive: Passive) -> bool:
    helper = passive.helpers[-1].lower_
    return ("get" if helper[0] == "g" else helper, passive.verb.lower_) in _EVERYDAY


def _message(passive: Passive) -> str:
    word = passive.verb.lower_
    if passive.agent is not None:
        return _with_agent(passive)
    if word in _SHORTER and any(child.dep_ == "xcomp" for child in passive.verb.children):
        return f"One word says this: “{_SHORTER[word]}”."
    if word in _NOBODY:
        return _MAY_STAY
    return _PAST.format(verb=_past(word)) if _is_simple_past(passive) else _UNNAMED


def _with_agent(passive: Passive) -> str:
    """Who acts, put first; only that it should come first where the name is long."""
    assert passive.agent is not None
    words = [token.text for token in passive.agent.subtree]
    if len(words) > _LONGEST_NAME:
        return _LAST
    name = _SUBJECTS.get(words[0].lower(), words[0]) if len(words) == 1 else " ".join(words)
    return _NAMED.format(name=f"{name} {_past(passive.verb.lower_)}" if _is_simple_past(passive) else name)


def _is_simple_past(passive: Passive) -> bool:
    return [helper.lower_ for helper in passive.helpers] in (["was"], ["were"])


def _past(participle: str) -> str:
    return _DIFFERS.get(participle, participle)


RULE = Rule(
    id="passive",
    title="Say who does it",
    level=Level.NOTE,
    why="A reader wants to know who acts: the office, the court, or the reader.",
    source="Federal Plain Language Guidelines: use active voice",
    find=find,
    flags=(
        Flag("Your case [[was closed]] in May.", ((),)),
        Flag("Call us if the form [[has not yet been signed]] by both parents.", ((),)),
        Flag("[[Attached is]] a form. When will it [[be signed]]?", ((), ())),
    ),
    passes=(
        "We closed your case in May.",
        "She is married, her payments are related to his, and she gets paid on Fridays.",
        "The order says: “Support shall be paid by the first day of the month.”",
        "He’s paid it, and we are all set.",
    ),
    known_misses=("With no form [[signed]], we cannot help.",),
)
