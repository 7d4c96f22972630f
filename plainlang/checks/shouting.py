"""The letter does not shout."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence, is_shouted

_FEWEST = 3
_ROW_OF_MARKS = re.compile(r"!\s*!")
_MOST_MARKS = 2
_HEADING_COLON = re.compile(r"[^.!?:]{1,60}:")
_RUN = re.compile(r"(?:\b[A-Z][A-Z'’]*\b[ \t\n,/&–—-]*){3,}[.!]?")
_SPEAKS = re.compile(
    # words that sentences have and the names of papers and offices have not
    r"\b(?:YOU|YOUR|WE|I|US|OUR|IS|ARE|WAS|BE|BEEN|HAS|HAVE|HAD|DO|DOES|DON['’]T|NOT|NO|NEVER|MUST|WILL|SHALL|MAY|"
    r"CAN|CANNOT|CAN['’]T|"
    r"SHOULD|NEED|PAY|CALL|SEND|READ|BRING|SIGN|STOP|RETURN|RESPOND|REPLY|COMPLY|APPEAR|IGNORE|DISREGARD|FAILURE|FAIL|"
    r"IF|UNLESS|UNTIL|WHEN|THIS|THAT|IT|NOW|IMMEDIATELY|TODAY|ONCE|ONLY|ALL|EVERY|PLEASE|WITHOUT|OR|BEFORE)\b"
)
_NAMED = re.compile(
    r"\b(?:box|boxes|marked|says?|called|titled|named|reads?|stamped|words?|line|heading|headed|write|"
    r"form)\s*[:“\"(]?\s*$",
    re.I,
)
"""Please mark the box I WANT A HEARING: the capitals are printed on a paper."""
_TITLE_SIZE = 4
"""A run of capitals within a sentence needs as many words, since names of offices and papers are run of fewer."""


def answer(facts: Facts) -> Answer:
    """Sentences in capitals in the body, and rows of exclamation marks. Headings, tables, quoted orders are fine."""
    loud = [s.span for s in facts.sentences if _shouts(facts, s)]
    if loud:
        return failed("Write this in small letters; capitals read as shouting.", *loud)
    marked = [s.span for s in facts.sentences if "!" in facts.words(s.span)]
    marks = sum(facts.words(span).count("!") for span in marked)
    if marks > _MOST_MARKS or any(_ROW_OF_MARKS.search(facts.words(span)) for span in marked):
        return failed("Leave the exclamation marks out; they read as shouting.", *marked)
    return passed()


def _shouts(facts: Facts, sentence: Sentence) -> bool:
    words = facts.words(sentence.span)
    if _is_all_loud(words):
        return not _is_heading(facts, sentence, words)
    return _holds_loud_run(words)


@remembered
def _is_all_loud(words: str) -> bool:
    return is_shouted(words) and len(re.findall(r"[A-Z]{2,}", words)) >= _FEWEST and bool(_SPEAKS.search(words))


@remembered
def _holds_loud_run(words: str) -> bool:
    return any(_is_loud_run(words, run) for run in _RUN.finditer(words))


def _is_loud_run(words: str, run: re.Match[str]) -> bool:
    """Capitals amid small letters; a label before a colon ("IF YOU CANNOT PAY:") is a heading that runs in."""
    said = _SPEAKS.findall(run[0])
    label = words[run.end() :].lstrip().startswith(":")
    named = _NAMED.search(words[: run.start()]) or words[: run.start()].rstrip().endswith(("“", '"'))
    return bool(said) and len(run[0].split()) >= _TITLE_SIZE and not label and not named


def _is_heading(facts: Facts, sentence: Sentence, words: str) -> bool:
    """A line of its own without a full stop is a heading, and so is what ends in a colon."""
    alone = facts.words(sentence.block.span).strip() == words.strip()
    label = _HEADING_COLON.match(words)
    return (alone and not words.rstrip().endswith((".", "!"))) or bool(label and not is_shouted(words[label.end() :]))


CHECK = Check(
    id="shouting",
    part=Part.EMPATHETIC,
    weight=Weight.MINOR,
    question="Does the letter keep its voice down?",
    source="Rubric PLN-11; plain language guidelines on the tone of letters",
    how="Sentences in capitals within the body, and exclamation marks.",
    strength="The letter keeps its voice down.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(steps="IF YOU CANNOT PAY IT ALL: Please call me by June 13, 2025. Keep your case number at hand.")
        ),
        Example(letter(steps="WHAT YOU CAN DO NOW\n\nPlease call me by June 13, 2025. Keep your case number at hand.")),
    ),
    fails=(
        Example(letter(ours="I will write by June 20, 2025. [[PAY THE FULL AMOUNT AT ONCE.]]")),
        Example(letter(ours="I will write by June 20, 2025. [[Please DO NOT SEND ANY CASH to us.]]")),
        Example(letter(ours="I will write by June 20, 2025. [[Do not forget!!!]]")),
    ),
    leaves_alone=(
        Example(
            letter(steps="Please send a check to OHIO CHILD SUPPORT PAYMENT CENTRAL by June 13, 2025, or call me.")
        ),
        Example(letter(ours="I will write by June 20, 2025. Good news! You can keep your license!")),
        Example(letter(ours="I will write by June 20, 2025. The form is called ORDER TO WITHHOLD INCOME FOR SUPPORT.")),
    ),
)
