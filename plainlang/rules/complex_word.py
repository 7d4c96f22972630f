"""Long or formal words that have a short everyday twin, and words that hardly anybody uses.

The first kind stands in the glossary. The second is found by how common a word is in general English
(`language.rarity`). Two lines divide it, both looked for in real text:

* below 3.0 (once in a million words) is a note. Of running English, 0.36 % of the words lie below it and are not made
  of common words: about one in a letter of 300 words. They are a mixture: abeyance, but also coleslaw.
* below 2.0 (once in ten million) is `should`. That is one word in 9,000. Of the examples of the glossary, which are
  written as letters are, every word below it is jargon (affiant, effectuate, subrogate); from 2.0 up the first plain
  ones come (litigant, itemize). A word that no list knows may be a typo, so it is a note, and said once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from plainlang.finding import Finding, Level
from plainlang.glossary.compiled import Glossary
from plainlang.glossary.words import Word
from plainlang.language import rarity
from plainlang.language.english import is_foreign
from plainlang.remembered import remembered
from plainlang.rules import capitals
from plainlang.rules.found import Found
from plainlang.rules.rule import Flag, Rule
from plainlang.rules.terms import find_terms
from plainlang.spans import Span

VERY_RARE = 2.0
_SHORTEST = 4
_VOWELS = frozenset("aeiouy")
_GLUE = frozenset("'’‘@_#\\=&+~<>{}[]|^*%$")
"""A word that touches one of these is part of a contraction, a code or an address."""
_CUT_AFTER = re.compile(r"-(?:\s|$)")
_CUT_BEFORE = re.compile(r"[a-z]-\s+$")
"""A word cut at the end of a line is two halves, and neither is a word."""
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿ¿¡]")
"""English letters hardly ever hold these; a line of Spanish or French nearly always does."""
_RARE = "This word is rare in everyday English. Use a more common one, or explain it."


def find(found: Found) -> Iterator[Finding]:
    """A finding for each complex word of the glossary, and for each rare word that no glossary holds."""
    yield from find_terms(found, "complex-word", "A shorter, more familiar word says the same.")
    unknown: set[str] = set()
    for word in _rare_words(found):
        frequency = rarity.family_zipf(word.lower)
        if frequency is None and word.lower in unknown:
            continue
        if frequency is None:
            unknown.add(word.lower)
        level = Level.SHOULD if frequency is not None and frequency < VERY_RARE else Level.NOTE
        yield Finding(rule="complex-word", level=level, span=Span(word.start, word.end), message=_RARE)


def _rare_words(found: Found) -> Iterator[Word]:
    """The words to be marked. The cheapest questions come first: nearly every word is answered by the first two."""
    taken = {at for match in found.matches for at in range(match.first, match.last + 1)}
    for at, word in enumerate(found.reading.words):
        if _is_unfamiliar(word.text) and at not in taken and _is_meant(found, word):
            yield word


@remembered
def _is_unfamiliar(word: str) -> bool:
    return _is_plain_word(word) and not rarity.is_familiar(word)


def _is_plain_word(text: str) -> bool:
    """Lower-case letters alone, of which one is a vowel: no name, no number, no short form, no foreign letter."""
    if len(text) < _SHORTEST or not (text.islower() and text.isascii() and text.isalpha()):
        return False
    return not _VOWELS.isdisjoint(text) and not capitals.is_roman_numeral(text.upper())


def _is_meant(found: Found, word: Word) -> bool:
    span = Span(word.start, word.end)
    if found.reading.in_frame(span.start) or _is_glued(found.reading.plain, span) or found.is_left_alone(span):
        return False
    if found.is_explained(span) or _in_foreign_line(found, span):
        return False
    return not (_is_offered(found, word.lower) or _is_kin_of_term(found, word.lower))


def _is_glued(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start] if span.start else "", text[span.end : span.end + 2]
    if before in ("'", "’", "‘") and not text[max(0, span.start - 2) : span.start - 1].isalnum():
        before = ""
    if after[:1] in ("'", "’") and after[1:] in ("", "s", " "):
        after = ""
    if before in _GLUE or after[:1] in _GLUE or (after[:1] == "." and after[1:].isalnum()):
        return True
    return bool(_CUT_AFTER.match(text, span.end) or _CUT_BEFORE.search(text, max(0, span.start - 9), span.start))


def _in_foreign_line(found: Found, span: Span) -> bool:
    sentence = found.reading.sentence_at(span.start).span
    words = found.reading.plain[sentence.start : sentence.end]
    return bool(_ACCENTED.search(words)) or is_foreign(words)


def _is_offered(found: Found, word: str) -> bool:
    """True for a word of a substitute: the glossary calls it plain."""
    return word in _offered(found.glossary)


@lru_cache(maxsize=4)
def _offered(glossary: Glossary) -> frozenset[str]:
    """Every word of every substitute."""
    says = [say for term in glossary.terms for say in term.says]
    return frozenset(word for say in says for word in (*say.one.split(), say.many) if word)


def _is_kin_of_term(found: Found, word: str) -> bool:
    """True for a form of a one-word term that the glossary does not list: it has judged that word already."""
    nodes = (found.glossary.root.next.get(stem) for stem in rarity.stems(word))
    return any(node is not None and node.patterns for node in nodes)


RULE = Rule(
    id="complex-word",
    title="Use the everyday word",
    level=Level.SHOULD,
    why="Readers take in a familiar word at once; they read a formal one twice.",
    source="Federal Plain Language Guidelines: use simple words and phrases",
    find=find,
    flags=(
        Flag("Your payments will [[commence]] in May.", (("start", "begin"),), Level.SHOULD),
        Flag("We found [[a prior]] check.", (("an earlier", "a past"),), Level.SHOULD),
        Flag("Their answer was too [[perspicuous]] for us.", ((),), Level.SHOULD),
        Flag("We know you are [[loquacious]] on the phone.", ((),), Level.NOTE),
        Flag("Use the [[blorfing]] box. The blorfing box is red.", ((),), Level.NOTE),
    ),
    passes=(
        "Your payments will start in May.",
        "We found an earlier check.",
        "Please bring the uncashed checks and the printouts in a lunchbox.",
        "I enclose a copy of the order.",
        "You can call our child-care line if the doctor couldn't see you.",
        "Ms. Perspicuous will call you from Loquacious Street.",
        "Your check was loquacious (that means it said a lot).",
    ),
)
