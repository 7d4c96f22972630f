"""Acronyms a reader cannot be expected to know: those of the glossary, and those no glossary knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.finding import Finding, Level
from plainlang.glossary.match import Match
from plainlang.language.lexicon import is_everyday, is_word
from plainlang.language.rarity import zipf
from plainlang.language.stretches import stretches
from plainlang.letter import Kind
from plainlang.remembered import remembered_if_short
from plainlang.rules import capitals
from plainlang.rules.found import Found, TermFound
from plainlang.rules.rule import Flag, Rule
from plainlang.rules.terms import finding_for
from plainlang.spans import Span, Stretches

_CHUNK = re.compile(r"(?<![\w$#@&.-])[A-Za-z0-9][\w&-]*(?:[’'][sS]\b)?(?![@\w])")
_LONGEST = 8
_SHORT_WORD, _TINY_WORD = 5, 3
_COMMON = 4.0
"""Zipf frequency from which a short word or name (JONES, REED) is met every day; most short forms are rarer."""
_EARLY = "This stands for “{long}”, but the letter uses it before it says so. Spell it out at its first use."
_UNKNOWN = "Readers may not know what {short} stands for. Spell it out, or use an everyday word."
_KNOWN = "{short} stands for “{long}”. Parents do not know the office's short forms."


def find(found: Found) -> Iterator[Finding]:
    """Known acronyms first, then unknown ones; none that the letter has spelled out before."""
    known = [term for term in found.of_kind("acronym") if _is_meant(found, term)]
    for term in known:
        if not _is_defined(found, term.match.span, term.term.name):
            reason = _KNOWN.format(short=term.term.name, long=term.term.expansion or term.term.name)
            yield finding_for(found, term, "acronym", reason)
    yield from _hardly_used(found)
    taken = [match.span for match in found.matches if not _needs_company(match)]
    blocked = Stretches([*taken, *(term.match.span for term in known)])
    for span in _candidates(found):
        if not blocked.overlap(span):
            yield from _unknown(found, span)


def _hardly_used(found: Found) -> Iterator[Finding]:
    """A short form that is explained and then never used helps nobody."""
    for definition in found.definitions:
        short = definition.short
        if definition.short_span < definition.long_span:
            continue
        uses = re.findall(rf"(?<![\w-]){re.escape(short)}s?(?![\w-])", found.reading.plain)
        if len(uses) == 1 and short not in found.glossary.common and not found.is_left_alone(definition.short_span):
            message = f"The letter explains {short} and never uses it again. Leave the short form out."
            yield Finding(rule="acronym", level=Level.NOTE, span=definition.short_span, message=message)


def _needs_company(match: Match) -> bool:
    """True for a glossary acronym that may stand for something else here, since the words it goes with are missing."""
    return all(pattern.term.kind == "acronym" and pattern.term.near for pattern in match.patterns)


def _is_meant(found: Found, term: TermFound) -> bool:
    """A glossary acronym is not meant where a word is shouted, or where a state or a name stands."""
    span, name = term.match.span, term.term.name
    before, after = _around(found, span)
    if capitals.is_state_code(name, before, after) or capitals.is_name_like(before, after):
        return False
    if capitals.is_clock_word(name, before) or capitals.labels_a_number(before, after):
        return False
    return not (is_word(name) and found.in_shouting(span))


def _unknown(found: Found, span: Span) -> Iterator[Finding]:
    text = found.reading.plain[span.start : span.end]
    short = _stem(text)
    if not _looks_unknown(found, span, short) or _is_defined(found, span, short):
        return
    later = next((d for d in found.definitions if d.short == short), None)
    long = found.reading.plain[later.long_span.start : later.long_span.end] if later else ""
    message = _EARLY.format(long=long) if later else _UNKNOWN.format(short=short)
    yield Finding(rule="acronym", level=Level.SHOULD, span=span, message=message)


def _candidates(found: Found) -> Iterator[Span]:
    """Chunks of the letter's words with two capitals or more, each part of `CP/NCP` by itself."""
    for block in found.reading.letter.blocks:
        first = block.span.start
        for at, part in stretches(found.reading.plain[first : block.span.end]):
            for start, end in _loud_chunks(part):
                yield Span(first + at + start, first + at + end)


@remembered_if_short
def _loud_chunks(part: str) -> tuple[tuple[int, int], ...]:
    chunks = _CHUNK.finditer(part)
    return tuple(chunk.span() for chunk in chunks if sum(char.isupper() for char in chunk[0]) >= 2)


def _looks_unknown(found: Found, span: Span, short: str) -> bool:
    if found.reading.in_frame(span.start) or found.is_left_alone(span) or found.reading.is_masked(span):
        return False
    if any(char.isdigit() for char in short) or len(short) > _LONGEST or len(short) < 2:
        return False
    if short in found.glossary.common or short in capitals.FURNITURE or capitals.is_roman_numeral(short):
        return False
    if not (short.isupper() or re.search(r"[A-Z]{3}", short) or re.fullmatch(r"[A-Z]+-[A-Z]+", short)):
        return False
    return not (_is_other_than_acronym(found, span, short) or _is_a_word(found, span, short))


def _is_other_than_acronym(found: Found, span: Span, short: str) -> bool:
    before, after = _around(found, span)
    return (
        capitals.is_state_code(short, before, after)
        or capitals.is_clock_word(short, before)
        or capitals.is_degree(short, before)
        or capitals.labels_a_number(before, after)
        or capitals.is_name_like(before, after)
        or bool(re.match(r"-\w*\d", after))
        or bool(re.search(r"\d-$", before))
    )


def _is_a_word(found: Found, span: Span, short: str) -> bool:
    """A shouted word or a name: in the dictionary, in lower case elsewhere, or in a line of capitals."""
    parts = [part for part in short.split("-") if part]
    if short.isupper() and all(_is_common_word(part) for part in parts):
        return True
    if not found.reading.is_prose(span.start) and is_word(short):
        return True
    if capitals.sounds_like_a_name(short) or found.reading.block_at(span.start).kind is Kind.SALUTATION:
        return True
    if short.lower() in found.printed or short.capitalize() in found.printed:
        return True
    return found.in_shouting(span)


def _is_common_word(word: str) -> bool:
    """A short row of capitals is a word only if it is an everyday one: DOR and OFS are names, NOT and DAYS words."""
    if len(word) > _SHORT_WORD or not is_word(word):
        return is_word(word)
    return (len(word) > _TINY_WORD and is_everyday(word)) or (zipf(word.lower()) or 0.0) >= _COMMON


def _is_defined(found: Found, span: Span, short: str) -> bool:
    """True when the letter says at the very first use what the short form stands for."""
    if span in found.short_spans:
        return True
    from_here_on = found.defined_from(short)
    return from_here_on is not None and from_here_on <= span.start


def _stem(text: str) -> str:
    """The short form without possessive and plural: NCP's, NCPs -> NCP."""
    stem = re.sub(r"[’'][sS]$", "", text)
    return stem[:-1] if re.fullmatch(r"[A-Z&-]{2,}s", stem) else stem


def _around(found: Found, span: Span) -> tuple[str, str]:
    """Up to 60 code points before and behind, of the same block."""
    block = found.reading.block_at(span.start).span
    plain = found.reading.plain
    return plain[max(block.start, span.start - 60) : span.start], plain[span.end : min(block.end, span.end + 60)]


RULE = Rule(
    id="acronym",
    title="Spell acronyms out",
    level=Level.MUST,
    why="The office's short forms shut out everybody who does not work there.",
    source="Connecticut child support training, Module 2: no acronyms but those most adults know",
    find=find,
    flags=(
        Flag(
            "We sent the form to the [[NCP]] in May.",
            (("parent who pays support", "paying parent"),),
        ),
        Flag("Call the [[QZX]] before you move.", ((),), Level.SHOULD),
        Flag("Your refund was taken by [[OFS]] in May.", ((),), Level.SHOULD),
        Flag("Call the Quick Zone Exchange ([[QZX]]) before you move.", ((),), Level.NOTE),
        Flag("The [[QZX]] called. The Quick Zone Exchange (QZX) is free. Call the [[QZX]].", ((), ()), Level.SHOULD),
    ),
    passes=(
        "Call the Quick Zone Exchange (QZX) before you move. The QZX is free.",
        "The IRS and the SSA sent you a letter at 9 AM EST.",
        "Please DO NOT send cash. Call us within 10 DAYS.",
        "She moved to Ann Arbor, MI 48104, in May.",
    ),
)
