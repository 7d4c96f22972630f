"""Names of the office's computer system: its screens, its codes, the system itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.finding import Finding, Level
from plainlang.language.lexicon import is_word
from plainlang.rules.found import Found, TermFound
from plainlang.rules.rule import Flag, Rule
from plainlang.rules.terms import finding_for
from plainlang.spans import Span, Stretches

_PART = r"screens?|codes?|tab|field|panel|menu|worklist|queue|transaction|indicator|flag|batch|status|record type"
_NAMED = re.compile(rf"(?<![\w-])[A-Z][A-Z0-9]{{2,9}}(?:-[A-Z0-9]+)?\s+(?:{_PART})\b")
_NAMING = re.compile(
    r"\b(?:screen|code|transaction|status code|reason code|entry|entry code)s?\s+[\"“]?[A-Z][A-Z0-9]{2,9}(?:[ -]\d+)?\b"
)
_BRACKETED = re.compile(r"\b(?:screen|panel|menu|worklist) \([\"“]?[A-Z][A-Z0-9]{2,9}[\"”]?\)")
_QUOTED_CODE = re.compile(r"[\"“]([A-Z]{2,8}[ -]?\d{2,6})[,.]?[\"”]")
_EVERYDAY = re.compile(
    r"(?:ZIP|PIN|QR|AREA|BAR|CVV|TAX|ACCESS|SECURITY|DRESS|PROMO|SWIFT|CASE|THE|THIS|YOUR|OUR|ALL|ANY|NEW)\b"
)
_REASON = "This names a part of the office's computer. A reader cannot see it: say what it means for them."


def find(found: Found) -> Iterator[Finding]:
    """Screens and systems of the glossary, and codes that the sentence itself calls a screen or a code."""
    known = [term for term in found.of_kind("screen-name") if not _is_shouted_word(found, term)]
    for term in known:
        yield finding_for(found, term, "screen-name", _REASON)
    taken = Stretches(match.span for match in found.matches if match.patterns[0].term.kind == "screen-name")
    for pattern in (_NAMED, _NAMING, _BRACKETED, _QUOTED_CODE):
        for match in pattern.finditer(found.reading.plain):
            span = Span(*match.span(1 if pattern is _QUOTED_CODE else 0))
            if taken.overlap(span) or _passes(found, span, match[0]):
                continue
            taken.add(span)
            yield Finding(rule="screen-name", level=Level.MUST, span=span, message=_REASON)


def _is_shouted_word(found: Found, term: TermFound) -> bool:
    """ "ASK ABOUT OUR KIDS CLUB": many systems are called by a word."""
    return is_word(term.term.name) and found.in_shouting(term.match.span)


def _passes(found: Found, span: Span, words: str) -> bool:
    reading = found.reading
    if reading.in_frame(span.start) or found.is_left_alone(span) or not reading.is_prose(span.start):
        return True
    if reading.is_masked(span):
        return True
    sentence = reading.sentence_at(span.start).span
    shouts = reading.plain[sentence.start : sentence.end].isupper()
    return shouts or bool(_EVERYDAY.match(words.split(" ", 1)[-1]) or _EVERYDAY.match(words))


RULE = Rule(
    id="screen-name",
    title="Leave the office's computer out of it",
    level=Level.MUST,
    why="Screens and codes are for the worker's eyes; the reader needs what they mean.",
    source="Connecticut child support training, Module 2: never name the automated system's screens",
    find=find,
    flags=(
        Flag("Your check has a [[QRHX code]] on it.", ((),)),
        Flag("The check shows as “[[ADJ 0310]],” for $40.", ((),)),
        Flag("You still owe $40 on the payment [[screen (QRHX)]].", ((),)),
        Flag("Your case was closed by [[SETS]] in May.", (("our records", "our computer records"),)),
    ),
    passes=(
        "Please write your ZIP code and your PIN code here.",
        "The check shows as “paid” for $40.",
        "SEND IN TWO SETS OF STUBS.",
    ),
)
