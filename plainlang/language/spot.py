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
    from plainlang.language.syntax import Token

_LABEL = re.compile(r"\s*(?:[-*•‣▪·–\"“'‘(\[#]|\(?(?:\d{1,3}|[A-Za-z])[.)])*\s*$")
_FRESH_START = re.compile(r"(?:[:—]\s*|[(\[]|[\"“])$")
_SMALL = frozenset("a an the and or nor but of for from to in on at by with as into".split())
_OPENING = frozenset("\"“'‘([")
_JOINTS = frozenset("of for to in with without".split())
"""Small words inside a name: "Request for Review", "Friend of the Court"."""
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


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
        """The word or mark right before the match in the same sentence; its own quotation mark is passed over."""
        return self._word_at(self.match.first - 1 - self.quoted)

    @property
    def quoted(self) -> bool:
        """True where the match opens with a quotation mark or a bracket (a “lien”)."""
        mark = self._word_at(self.match.first - 1)
        return mark is not None and mark.text in _OPENING and mark.end == self.match.span.start

    def _word_at(self, at: int) -> Word | None:
        words, sentence = self.reading.words, self._sentence
        return words[at] if 0 <= at < len(words) and sentence.start <= words[at].start < sentence.end else None

    @property
    def word_after(self) -> Word | None:
        """The word or mark right behind the match (and its possessive mark) in the same sentence."""
        return self._word_at(self.match.last + self.match.possessive + 1)

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
        before, after, span = self._word_at(self.match.first - 1), self.word_after, self.match.span
        text = self.reading.plain
        left = before is not None and before.end == span.start and before.lower == "-"
        right = after is not None and after.start == span.end and after.lower == "-"
        return (left and text[span.start - 2 : span.start - 1].isalnum()) or (
            right and text[span.end + 1 : span.end + 2].isalnum()
        )

    @property
    def names_on(self) -> bool:
        """True for a word of a name that goes on behind it: "Motion" in "Motion to Modify Support"."""
        at = self.match.last + self.match.possessive + 1
        joint = self._word_at(at)
        if joint is not None and joint.text in _JOINTS:
            at += 1
            if self._opens_clause:
                return False
        return not self.loud and self.surface.split()[-1][0].isupper() and self._is_capital(at)

    @property
    def names_back(self) -> bool:
        """True for a word of a name that began before it: "Motion" in "your Joint Motion"."""
        at = self.match.first - 1
        joint = self._word_at(at)
        at -= joint is not None and joint.text in _JOINTS
        return self.surface[0].isupper() and self._is_capital(at) and not self._opens_sentence(at)

    @property
    def named(self) -> bool:
        """True for a word of a longer name in running text."""
        return not (self.loud or self.titled) and (self.names_on or self.names_back)

    @property
    def _opens_clause(self) -> bool:
        """True for "Arrears for Dana are due": the capital is the sentence's, not a name's."""
        token = self.token() if self.opens and " " not in self.surface else None
        return token is not None and token.dep_ in ("nsubj", "nsubjpass")

    @property
    def in_act(self) -> bool:
        """True for a word of the name of a law, which the reader may have to look up ("Custody Jurisdiction Act")."""
        at = self.match.last + 1
        while self.surface[0].isupper() and self._is_capital(at):
            if self.reading.words[at].text in ("Act", "ACT"):
                return True
            at += 1
        return False

    def _is_capital(self, at: int) -> bool:
        word = self._word_at(at)
        return word is not None and word.text[0].isupper() and word.text != "I" and word.lower not in _DAYS

    def _opens_sentence(self, at: int) -> bool:
        return bool(_LABEL.match(self.reading.plain[self._sentence.start : self.reading.words[at].start]))

    @property
    def _sentence(self) -> Span:
        return self.reading.sentence_at(self.match.span.start).span

    def token(self) -> Token | None:
        """The parsed word that the rest of the match leans on: "order" in "order of support"."""
        token = last = self.last_token()
        first = self.reading.token_at(self.match.span.start)
        while token is not None and last is not None and first is not None and first.i <= token.head.i <= last.i:
            if token.head.i == token.i:
                break
            token = token.head
        return token

    def last_token(self) -> Token | None:
        """The parsed last word of the match, without its possessive mark."""
        return self.reading.token_at(self.reading.words[self.match.last].start)

    def cased(self, words: str) -> str:
        """`words` with the capitals that their place asks for."""
        if self.loud:
            return words.upper()
        if self.titled or self.named:
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
