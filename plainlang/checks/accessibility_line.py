"""A line tells people who cannot hear or see well how to reach us and in which formats we write."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.profile import Reader
from plainlang.facts.remembered import remembered, spans_in
from plainlang.spans import Span

# Relay by its number. Room 711 and a number that ends in 711 are none.
_RELAY = re.compile(
    r"(?<![\d-])7-?1-?1(?![\d-])(?<!room 711)(?<!suite 711)(?<!box 711)(?<!apt 711)(?<!\$711)"
    r"(?! [a-z]+ (?:street|road|avenue|drive|lane|st|rd|ave)\b)"
)
# Relay by its name, another format of the letter, or an offer to people with a disability. Disability payments and
# "relay a message" are none of these.
_ACCESS = re.compile(
    r"\b(?:tty|tdd|ttd|vrs|captel)\b|\btext telephones?\b|\b(?:video|captioned|speech[- ]to[- ]speech|telephone|"
    r"free|state|arizona|relay) relay\b|\brelay (?:users?|services?|calls?|line|number|numbers|operator|system|"
    r"is)\b|\b(?:by|use|through|via|offer|accept|take|have) (?:a )?relay\b|"
    r"\brelay\s*[:=(]|\brelay (?:at |on |dial |welcome)|\bbraille\b|\b(?:large|big|bigger|larger)[- ](?:print|"
    r"type|letters|font)\b|\bhard[- ]of[- ]hearing\b|\bdeaf\b|\bsign language\b|\basl\b|"
    r"\b(?:hearing|speech|vision|visual)(?: or \w+)? (?:loss|disabilit\w+|impair\w+|problems?|difficult\w+|"
    r"aids?)\b|\b(?:hard|cannot|trouble|difficult|unable)\b[^.]{0,20}\b(?:to )?(?:hear|see|seeing|hearing|"
    r"read print)\b|\bprint is hard\b|"
    r"\b(?:other|another|different|alternate|alternative|accessible) (?:formats?|forms? of this letter|"
    r"way to read)\b|\b(?:on|in|by|as) (?:an? )?(?:audio\w*|tape|cd)\b|\baudio (?:copy|version|file|recording|"
    r"cd)\b|\blarge print or audio\b|\bread (?:it|this letter|this) (?:out |aloud )?(?:to you|aloud)|"
    r"\bwheelchair\b|\bstep-free\b|\baccommodations?\b(?! of)|\b(?:have|with|of|because of|"
    r"due to) an? (?:\w+ )?disabilit\w+\b|\bpeople with disabilities\b|\bdisability (?:help|access|aid|"
    r"coordinator|service|or)\b|\bscreen reader\b|\bbigger font\b"
)


def answer(facts: Facts) -> Answer:
    """Relay, or another format, anywhere in the letter."""
    if facts.profile.reader is Reader.EMPLOYER:
        return not_applicable("The letter goes to an employer.")
    found = next(spans_in(_access_in, facts.text), None)
    if found is not None:
        return passed(found)
    return failed("Add a line for people who cannot hear or see well, such as “Dial 711” and “Ask for large print.”")


@remembered
def _access_in(words: str) -> tuple[Span, ...]:
    """The first words of such a line."""
    low = words.lower()
    found = [Span(*match.span()) for match in (_RELAY.search(low), _ACCESS.search(low)) if match]
    return tuple(sorted(found)[:1])


CHECK = Check(
    id="accessibility-line",
    part=Part.INFORMATIVE,
    weight=Weight.MINOR,
    question="Does a line help people who cannot hear or see well?",
    source="Rubric INF-17; Americans with Disabilities Act, Title II; Section 504",
    how="Relay, TTY, large print, braille, audio and the like.",
    strength="A line helps people who cannot hear or see well.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(language="Español: llame al 614-555-0188, gratis. Hard to read? We can read this letter to you.")
        ),
    ),
    fails=(
        Example(letter(language="Español: llame al 614-555-0188. La ayuda es gratis.")),
        Example(letter(language="Español: 614-555-0711, gratis. We are in Room 711.")),
    ),
    leaves_alone=(Example(letter(language="Español: gratis. TTY: 614-555-0189.")),),
)
