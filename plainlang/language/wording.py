"""Suggestions that can be pasted: a glossary substitute made to agree with its sentence.

Federal Plain Language Guidelines ask for familiar words; a familiar word in the wrong number or tense
makes the sentence worse. Where no substitute fits, there is no suggestion, and the finding says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from plainlang.glossary.compiled import Pattern, Say
from plainlang.glossary.match import Match
from plainlang.language.agreement import Change
from plainlang.language.articles import article_for
from plainlang.language.nouns import ARTICLES, DETERMINERS, noun_changes
from plainlang.language.reading import Reading
from plainlang.language.spot import Spot, capitalised, spot_of
from plainlang.language.verbs import verb_changes
from plainlang.spans import Span

_OPENING_MARKS = frozenset("$“\"'‘([")
_AMOUNTS = re.compile(r"(?:not )?(?:enough|more|most|all|each|every)\b(?! enough)")
"""Substitutes that say how much or how many; no article or other determiner can stand before them."""


@dataclass(frozen=True, slots=True)
class Swap:
    """The words to replace and what may stand in their place, best first (none where no swap fits)."""

    span: Span
    suggestions: tuple[str, ...]


def suggest(reading: Reading, match: Match, pattern: Pattern) -> Swap:
    """The span that changes (the match, with the article or verb that must follow) and the suggestions."""
    term = pattern.term
    if not term.paste:
        return Swap(match.span, ())
    spot = spot_of(reading, match, pattern)
    if spot.hyphened:
        return Swap(match.span, ())
    if term.drop:
        return _dropped(spot)
    says = sorted(term.says, key=lambda say: not _echoes(spot, say))
    edits = [edit for say in says if (edit := _edit(spot, say)) is not None]
    return _one_span(reading, match.span, edits)


def _echoes(spot: Spot, say: Say) -> bool:
    """True where the substitute begins with the word that stands there: "unpaid arrears", "unpaid support"."""
    return say.short and spot.before not in ("", *DETERMINERS) and say.one.split()[0] == spot.before


def _edit(spot: Spot, say: Say) -> list[Change] | None:
    """Everything that changes when `say` takes the place of the match; None when it cannot."""
    if spot.pattern.term.pos == "noun":
        return noun_changes(spot, say)
    if spot.pattern.term.pos == "verb":
        return verb_changes(spot, say)
    return _other_changes(spot, say.one)


def _other_changes(spot: Spot, words: str) -> list[Change] | None:
    """For adjectives, adverbs and phrases: the words, and the `a` or `an` before them."""
    if _AMOUNTS.match(words) and spot.before in DETERMINERS:
        return None
    if spot.pattern.term.pos == "adjective" and "-" in words and not _stands_before_noun(spot):
        words = words if words.endswith("ed") else words.replace("-", " ")
    word = spot.word_before
    if word is None or word.lower not in ("a", "an") or article_for(words) == word.lower:
        return [(spot.match.span, spot.cased(words))]
    return [(Span(word.start, spot.match.span.end), spot.like(word.text, f"{article_for(words)} {words}"))]


def _stands_before_noun(spot: Spot) -> bool:
    """True for "a late payment", not for "the payment is late"."""
    token = spot.token()
    return token is None or (token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i)


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


def _dropped(spot: Spot) -> Swap:
    """Leaves the words out; the next word is part of the swap, since it may need the capital or an article."""
    words = spot.reading.words
    at = spot.match.last + 1
    if at < len(words) and words[at].text in ",:":
        at += 1
    first = at
    while at < len(words) and words[at].text in _OPENING_MARKS:
        at += 1
    end = spot.reading.sentence_at(spot.match.span.start).span.end
    if at >= len(words) or words[at].end > end or not words[at].text[0].isalnum():
        return Swap(spot.match.span, ())
    follower = words[at]
    marks = spot.reading.letter.text[words[first].start : follower.start]
    text = marks + (capitalised(follower.text) if spot.opens else follower.text)
    article = spot.word_before
    if article is None or article.lower not in ARTICLES[1:] or article_for(follower.text) == article.lower:
        return Swap(Span(spot.match.span.start, follower.end), (text,))
    text = f"{spot.like(article.text, article_for(follower.text))} {text}"
    return Swap(Span(article.start, follower.end), (text,))
