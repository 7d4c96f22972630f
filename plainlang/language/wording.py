"""Suggestions that can be pasted: a glossary substitute made to agree with its sentence.

Federal Plain Language Guidelines ask for familiar words; a familiar word in the wrong number or tense
makes the sentence worse. Where no substitute fits, there is no suggestion, and the finding says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plainlang.glossary.compiled import Pattern, Say
from plainlang.glossary.match import Match
from plainlang.language.agreement import POINTING_TO_MANY, POINTING_TO_ONE, Change, verb_changes
from plainlang.language.articles import article_for
from plainlang.language.reading import Reading, is_shouted
from plainlang.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEEDS_ONE = frozenset({"each", "every", "another", "either", "neither", "one"})
_NEEDS_MANY = frozenset({"many", "few", "several", "both", "two", "three", "four", "five"})
_PEOPLE = re.compile(
    r"\b(?:parents?|persons?|people|father|mother|caregiver|employer|caseworker|worker|man|judge|lawyer)\b"
)
_DETERMINERS = frozenset(
    "a an the this that these those my your his her its our their each every either neither any some no s whose".split()
)
_OWN_ARTICLE = re.compile(r"(?:the|a|an|our|your) ")
_NO_ARTICLE_AFTER = frozenset({"as", "called", "/", "-", "named"})
_LABEL = re.compile(r"\s*(?:[-*•‣▪·–\"“'‘(\[]|\(?(?:\d{1,3}|[A-Za-z])[.)])*\s*$")
LONGEST_REACH = 60
"""Code points a suggestion may span to reach the verb; beyond that a swap is no longer easy to judge."""


@dataclass(frozen=True, slots=True)
class Swap:
    """The words to replace and what may stand in their place, best first (none where no swap fits)."""

    span: Span
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A match in its sentence: all that decides the shape of a substitute."""

    reading: Reading
    match: Match
    pattern: Pattern
    surface: str
    opens: bool
    loud: bool

    @property
    def before(self) -> str:
        """The word right before the match in the same sentence, lower case, or an empty string."""
        at = self.match.first - 1
        if at < 0 or self.reading.words[at].start < self._sentence_start:
            return ""
        return self.reading.words[at].lower

    @property
    def _sentence_start(self) -> int:
        return self.reading.sentence_at(self.match.span.start).span.start

    def token(self) -> Token | None:
        return self.reading.token_at(self.reading.words[self.match.last].start)


def suggest(reading: Reading, match: Match, pattern: Pattern) -> Swap:
    """The span that changes (the match, with the article or verb that must follow) and the suggestions."""
    term = pattern.term
    if not term.paste:
        return Swap(match.span, ())
    spot = _spot(reading, match, pattern)
    if term.drop:
        return _dropped(spot)
    edits = [edit for say in term.says if (edit := _edit(spot, say)) is not None]
    return _one_span(reading, match.span, edits)


def _spot(reading: Reading, match: Match, pattern: Pattern) -> _Spot:
    sentence = reading.sentence_at(match.span.start)
    lead = reading.plain[sentence.span.start : match.span.start]
    surface = reading.letter.text[match.span.start : reading.words[match.last].end]
    return _Spot(
        reading=reading,
        match=match,
        pattern=pattern,
        surface=surface,
        opens=bool(_LABEL.match(lead)),
        loud=is_shouted(reading.plain[sentence.span.start : sentence.span.end]) and surface.upper() == surface,
    )


def _one_span(reading: Reading, span: Span, edits: list[list[Change]]) -> Swap:
    """Lays all edits over one common span, so that each suggestion can be pasted over it.

    The best substitute says how far the span reaches; one that would drag a further verb in is left out.
    """
    last = max([span.end, *(at.end for at, _ in edits[0])]) if edits else span.end
    edits = [edit for edit in edits if all(at.end <= last for at, _ in edit)]
    changed = [at for edit in edits for at, _ in edit]
    whole = Span(min([span.start, *(at.start for at in changed)]), max([span.end, *(at.end for at in changed)]))
    texts = [_replaced(reading.letter.text, whole, edit) for edit in edits]
    return Swap(whole, tuple(dict.fromkeys(texts)))


def _replaced(text: str, whole: Span, changes: list[Change]) -> str:
    out, at = "", whole.start
    for span, words in sorted(changes):
        out += text[at : span.start] + words
        at = span.end
    return out + text[at : whole.end]


def _dropped(spot: _Spot) -> Swap:
    """Leaves the words out; the next word is part of the swap, since it may need the capital."""
    words = spot.reading.words
    at = spot.match.last + 1
    if at < len(words) and words[at].text in ",:":
        at += 1
    end = spot.reading.sentence_at(spot.match.span.start).span.end
    if at >= len(words) or words[at].end > end or not words[at].text[0].isalnum():
        return Swap(spot.match.span, ())
    follower = words[at]
    text = _capital(follower.text) if spot.opens else follower.text
    return Swap(Span(spot.match.span.start, follower.end), (text,))


def _edit(spot: _Spot, say: Say) -> list[Change] | None:
    """Everything that changes when `say` takes the place of the match; None when it cannot."""
    if spot.pattern.term.pos == "noun":
        return _noun_edit(spot, say)
    words = _verb_form(spot, say) if spot.pattern.term.pos == "verb" else say.one
    return _with_article(spot, words, counted=True, many=False)


def _verb_form(spot: _Spot, say: Say) -> str:
    tags = spot.pattern.tags
    if len({say.tags[tag] for tag in tags}) > 1:
        token = spot.reading.token_at(spot.match.span.start)
        if token is not None and token.tag_ in tags:
            return say.tags[token.tag_]
    return say.tags[tags[0]]


def _noun_edit(spot: _Spot, say: Say) -> list[Change] | None:
    was_many = spot.pattern.tags[0] == "NNS"
    is_many = say.number == "plural" or (was_many and say.number == "one")
    token = spot.token()
    modifies = _modifies(token)
    if (modifies or spot.match.possessive) and not say.short:
        return None
    if spot.before in (_NEEDS_ONE if say.number != "one" or is_many else ()) or (
        spot.before in _NEEDS_MANY and not is_many
    ):
        return None
    words = (say.many or say.one) if is_many else say.one
    owned = spot.match.possessive or (modifies and bool(_PEOPLE.search(words)))
    if owned:
        words += "'" if words.endswith("s") else "'s"
    if _OWN_ARTICLE.match(words):
        return _with_own_article(spot, words)
    if _wants_the(spot, say, token, is_many=is_many):
        words = f"the {words}"
    changes = _with_article(spot, words, counted=say.number == "one", many=is_many)
    if changes is None or was_many == is_many or modifies or spot.match.possessive:
        return changes
    return _with_agreement(spot, token, changes, to_many=is_many)


def _with_own_article(spot: _Spot, words: str) -> list[Change] | None:
    """A substitute that brings its article or "our" takes the place of the one that stands there."""
    article, _, rest = words.partition(" ")
    if spot.before in ("the", "a", "an"):
        before = spot.reading.words[spot.match.first - 1]
        return [(Span(before.start, spot.match.span.end), _like(before.text, words))]
    if spot.before in _DETERMINERS:
        return [(spot.match.span, rest)] if article in ("the", "a", "an") else None
    return [(spot.match.span, _cased(spot, words))]


def _modifies(token: Token | None) -> bool:
    """True for a noun that stands before the noun it belongs to ("arrears balance")."""
    return token is not None and token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i


def _with_agreement(spot: _Spot, token: Token | None, changes: list[Change], *, to_many: bool) -> list[Change] | None:
    if token is None:
        return changes
    at = spot.match.span
    verbs = verb_changes(spot.reading, token, at.start, to_many=to_many)
    if any(span.end - at.start > LONGEST_REACH or at.end - span.start > LONGEST_REACH for span, _ in verbs):
        return None
    pointing = (POINTING_TO_MANY if to_many else POINTING_TO_ONE).get(spot.before)
    if pointing is not None:
        word = spot.reading.words[spot.match.first - 1]
        verbs.append((Span(word.start, word.end), _like(word.text, pointing)))
    return changes + verbs


def _wants_the(spot: _Spot, say: Say, token: Token | None, *, is_many: bool) -> bool:
    """A name-like bare noun ("NCP pays", "Respondent shall") needs an article once it is a common noun."""
    term = spot.pattern.term
    if is_many or say.number != "one" or not (term.kind == "acronym" or _PEOPLE.search(say.one)):
        return False
    if token is None or spot.before in _NO_ARTICLE_AFTER | _DETERMINERS:
        return False
    block = spot.reading.block_at(spot.match.span.start)
    head = token.head if _modifies(token) else token
    first = min(token.i, token.i - (spot.match.last - spot.match.first))
    if head.dep_ == "conj" and any(child.dep_ in ("det", "poss") for child in head.head.children):
        return False
    fixed = [child for child in head.children if child.i < first and child.dep_ in ("det", "poss", "nummod", "amod")]
    return spot.reading.holds_sentences(block) and not fixed and head.dep_ != "appos"


def _with_article(spot: _Spot, words: str, *, counted: bool, many: bool) -> list[Change] | None:
    """The change itself, with `a` or `an` before it corrected, or left out before what is not counted."""
    span = spot.match.span
    if spot.before not in ("a", "an"):
        article = _article_further_left(spot)
        if article and (many or not counted):
            return None
        return [(span, _cased(spot, words))]
    article_word = spot.reading.words[spot.match.first - 1]
    if counted and not many:
        right = article_for(words)
        if right == article_word.lower:
            return [(span, words)]
        words = f"{right} {words}"
    return [(Span(article_word.start, span.end), _like(article_word.text, words))]


def _article_further_left(spot: _Spot) -> bool:
    """True when an a/an belongs to the noun with other words between ("a large arrearage")."""
    if spot.pattern.term.pos != "noun" or not spot.before:
        return False
    token = spot.token()
    return token is not None and any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in token.children)


def _cased(spot: _Spot, words: str) -> str:
    if spot.loud:
        return words.upper()
    in_prose = spot.reading.is_prose(spot.match.span.start)
    if spot.surface[:1].isupper() and (spot.opens or not in_prose):
        return _capital(words)
    if spot.opens and spot.pattern.exact is not None:
        return _capital(words)
    return words


def _like(surface: str, words: str) -> str:
    return _capital(words) if surface[:1].isupper() else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
