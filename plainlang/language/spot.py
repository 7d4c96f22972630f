"""The place a substitute has to fit: a match in its sentence, the words around it, and its capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plainlang.glossary.compiled import Pattern
from plainlang.glossary.match import Match
from plainlang.glossary.words import Word
from plainlang.language.reading import Reading, is_shouted
from plainlang.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_LABEL = re.compile(r"\s*(?:[-*•‣▪·–\"“'‘(\[#]|\(?(?:\d{1,3}|[A-Za-z])[.)])*\s*$")
_FRESH_START = re.compile(r"(?:[:—]\s*|[(\[]|[\"“])$")
_SMALL = frozenset("a an the and or nor but of for from to in on at by with as into".split())


@dataclass(frozen=True, slots=True)
class Spot:
    """A match in its sentence: all that decides the shape of a substitute.

    surface: the term as printed, without its possessive mark. opens: it stands first in its sentence or
    item. loud: it is a word in capitals, or an acronym among capitals. titled: it stands in a heading
    that capitalises its words.
    """

    reading: Reading
    match: Match
    pattern: Pattern
    surface: str
    opens: bool
    loud: bool
    titled: bool

    @property
    def before(self) -> str:
        """The word right before the match in the same sentence, lower case, or an empty string."""
        word = self.word_before
        return word.lower if word is not None else ""

    @property
    def word_before(self) -> Word | None:
        """The word or mark right before the match in the same sentence."""
        at = self.match.first - 1
        if at < 0 or self.reading.words[at].start < self._sentence.start:
            return None
        return self.reading.words[at]

    @property
    def word_after(self) -> Word | None:
        """The word or mark right behind the match (and its possessive mark) in the same sentence."""
        at = self.match.last + self.match.possessive + 1
        if at >= len(self.reading.words) or self.reading.words[at].start >= self._sentence.end:
            return None
        return self.reading.words[at]

    @property
    def after(self) -> str:
        """`word_after` in lower case, or an empty string."""
        word = self.word_after
        return word.lower if word is not None else ""

    @property
    def is_prose(self) -> bool:
        """True in running text, not in a heading or a short cell."""
        return self.reading.is_prose(self.match.span.start)

    @property
    def hyphened(self) -> bool:
        """True where a hyphen ties the match to a further word ("arrears-free", "non-NCP")."""
        before, after, span = self.word_before, self.word_after, self.match.span
        text = self.reading.plain
        left = before is not None and before.end == span.start and before.lower == "-"
        right = after is not None and after.start == span.end and after.lower == "-"
        return (left and text[span.start - 2 : span.start - 1].isalnum()) or (
            right and text[span.end + 1 : span.end + 2].isalnum()
        )

    @property
    def _sentence(self) -> Span:
        return self.reading.sentence_at(self.match.span.start).span

    def token(self) -> Token | None:
        """The parsed last word of the match, without its possessive mark."""
        return self.reading.token_at(self.reading.words[self.match.last].start)

    def cased(self, words: str) -> str:
        """`words` with the capitals that their place asks for."""
        if self.loud:
            return words.upper()
        if self.titled:
            return _title(words, opens=self.opens)
        capital = self.surface[:1].isupper()
        if capital and (self.opens or (self._starts_afresh and self.pattern.exact is None)):
            return capitalised(words)
        if self.opens and self.pattern.exact is not None:
            return capitalised(words)
        return words

    @property
    def _starts_afresh(self) -> bool:
        start = self.match.span.start
        return bool(_FRESH_START.search(self.reading.plain[max(0, start - 4) : start]))

    def like(self, surface: str, words: str) -> str:
        """`words` in the place of `surface`: in capitals, with a capital, or as they are."""
        if self.loud and surface.isupper():
            return words.upper()
        if self.titled:
            return _title(words, opens=surface[:1].isupper())
        return capitalised(words) if surface[:1].isupper() else words


def spot_of(reading: Reading, match: Match, pattern: Pattern) -> Spot:
    """The spot of a match that reads as `pattern`."""
    sentence = reading.sentence_at(match.span.start)
    lead = reading.plain[sentence.span.start : match.span.start]
    surface = reading.letter.text[match.span.start : reading.words[match.last].end]
    line = reading.plain[sentence.span.start : sentence.span.end]
    loud = surface.isupper() and (is_shouted(line) or (pattern.exact is None and len(surface) > 1))
    opens = bool(_LABEL.match(lead))
    is_label = opens and " " not in surface and reading.plain[match.span.end : match.span.end + 1] == ":"
    heading = not (loud or is_label or reading.holds_sentences(sentence.block))
    titled = heading and surface[:1].isupper() and _is_title(line)
    return Spot(reading, match, pattern, surface, opens=opens, loud=loud, titled=titled)


def capitalised(words: str) -> str:
    """`words` with a capital at the start."""
    return words[:1].upper() + words[1:]


def _is_title(line: str) -> bool:
    """True for a line of two words or more in which every longer word has a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", line) if word.lower() not in _SMALL]
    return len(words) >= 2 and all(word[0].isupper() for word in words)


def _title(words: str, *, opens: bool) -> str:
    """`words` in the capitals of a heading: "past-due support" -> "Past-Due Support"."""

    def one(found: re.Match[str]) -> str:
        return found[0] if found[0] in _SMALL and (found.start() or not opens) else capitalised(found[0])

    return re.sub(r"(?<!['’\w])[^\W\d_][\w'’]*", one, words)
