"""A line says that help in other languages is free."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.profile import Reader
from plainlang.facts.remembered import remembered, spans_in
from plainlang.spans import Span

# Words of the languages that such lines are written in, their names beside "speak" or "free", or an offer of an
# interpreter.
_NAMES = (
    r"(?:spanish|somali|hmong|vietnamese|arabic|chinese|mandarin|cantonese|russian|korean|french|haitian|creole|"
    r"portuguese|polish|tagalog|ukrainian|"
    r"swahili|amharic|navajo|nepali|burmese|karen|dari|pashto|farsi|urdu|hindi|punjabi|bengali|cape verdean)"
)
_LANGUAGE = re.compile(
    r"\binterpret(?:er|ers|ation|ing)\b|\bint[eé]rpretes?\b|\bespañol\b|\ben espanol\b|\bhabla\w*\b|\bllame\b|"
    r"\bidiomas?\b|\btradu\w+|\btranslat(?:e|ion|or|ors|ed|ions)\b|"
    r"\b(?:other|another|your|any|more|which|different) (?:own |home |first )?languages?\b|\blanguages? (?:help|"
    r"line|services?|assistance|access|support|other than)\b|\bgratis\b|\bgratuit\w*\b|"
    rf"\b(?:speaks?|in|free|help in|call for) {_NAMES}\b|\b{_NAMES} (?:speakers?|line|help|version|copy)\b|"
    rf"\bthis letter in {_NAMES}\b|"
    r"\bkreyòl\b|\bportuguês\b|\bfrançais\b|\btiếng\b|\btagalog\b|\bhmoob\b|\bsoomaali\b|\bpolski\b|\bdeutsch\b|"
    r"\bitaliano\b|\bdiné bizaad\b|\bkiswahili\b|\bsin costo\b"
)
_FOREIGN_SIGNS = re.compile(
    r"[¿¡]|"
    r"[\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u10ff\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,}"
)


def answer(facts: Facts) -> Answer:
    """A line in another language, or one that offers an interpreter; a phone number is welcome and not asked for."""
    if facts.profile.reader is Reader.EMPLOYER:
        return not_applicable("The letter goes to an employer.")
    found = next(spans_in(_language_in, facts.text), None)
    if found is not None:
        return passed(found)
    return failed("Add a line in other languages: help is free, and the number to call.")


@remembered
def _language_in(words: str) -> tuple[Span, ...]:
    """The first words of such a line."""
    low = words.lower()
    signs = None if low.isascii() else _FOREIGN_SIGNS.search(low)
    found = [Span(*match.span()) for match in (_LANGUAGE.search(low), signs) if match]
    return tuple(sorted(found)[:1])


CHECK = Check(
    id="language-line",
    part=Part.INFORMATIVE,
    weight=Weight.MINOR,
    question="Does a line offer help in other languages?",
    source="Rubric INF-16; Title VI of the Civil Rights Act",
    how="Words of other languages, or an offer of an interpreter.",
    strength="A line offers help in other languages.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(language="We have free interpreters. Dial 711 for relay.")),
        Example(letter(language="We speak Somali and Spanish, at no charge. Dial 711 for relay.")),
    ),
    fails=(
        Example(letter(language="Dial 711 if you are deaf or hard of hearing.")),
        Example(letter(language="We write in plain language. Dial 711 if you are deaf.")),
    ),
    leaves_alone=(Example(letter(language="¿Necesita ayuda? 614-555-0188. Dial 711 for relay.")),),
)
