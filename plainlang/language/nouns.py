"""A noun put in the place of another: number, article, possessive mark, and what has to agree with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plainlang.glossary.compiled import Say
from plainlang.glossary.forms import split_head
from plainlang.language.agreement import Change, noun_agreement
from plainlang.language.articles import article_for
from plainlang.language.spot import Spot
from plainlang.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

ARTICLES = ("the", "a", "an")
DETERMINERS = frozenset(
    "a an the this that these those my your his her its our their each every either neither any some no s whose".split()
)
LONGEST_REACH = 60
"""Code points a suggestion may span to reach the verb; beyond that a swap is no longer easy to judge."""
_NEEDS_ONE = frozenset({"each", "every", "another", "either", "neither", "one"})
_NEEDS_MANY = frozenset({"many", "few", "several", "both", "two", "three", "four", "five"})
_NEEDS_NO_ONE = frozenset({"all", "much", "more", "most", "less", "little", "enough", "some", "other", "such"})
_NOT_BEFORE_OTHER = frozenset({"a", "an", "each", "every", "another", "any", "some", "no", "one", "either", "neither"})
_PEOPLE = re.compile(
    r"\b(?:parents?|persons?|people|father|mother|caregiver|employer|caseworker|worker|man|judge|lawyer)\b"
)
_COUNTED_OF = re.compile(r"\b(?:number|couple|series|pair|variety|one|each|two|few|many|several) of (?:the |your )?$")
_OWNERS = frozenset("my your his her its our their s whose".split())
_SELDOM_OWNED = re.compile(r"(?:person|people|man|someone)\b")
_SAYS_WHOSE = re.compile(r" (?:you|we)\b")
"""A tail that names the owner itself: no "your" can stand before "things you own"."""
_NOT_AFTER_GENITIVE = frozenset({"been", "not", "a", "an", "the"})
_OWN_ARTICLE = re.compile(r"(?:the|a|an|our|your) ")
_NO_ARTICLE_AFTER = frozenset({"as", "called", "/", "-", "named"})


def noun_changes(spot: Spot, say: Say) -> list[Change] | None:
    """Everything that changes when `say` takes the place of the noun; None when it cannot."""
    was_many = spot.pattern.tags[0] == "NNS"
    is_many = say.number == "plural" or (was_many and say.number == "one" and not _is_single(say))
    modifies = spot.after != "/" and _modifies(spot.token())
    if not _fits(spot, say, is_many=is_many, short_only=modifies or bool(spot.match.possessive) or _slashed(spot)):
        return None
    if modifies and spot.is_prose and _PEOPLE.search(say.one) and _names_someone(spot.token()):
        return None
    words = (say.many or say.one) if is_many else say.one
    owned = bool(spot.match.possessive) or (modifies and spot.before not in _OWNERS and bool(_PEOPLE.search(words)))
    words = _without_echo(spot, words)
    if owned:
        words += _mark(spot) if words.endswith("s") else f"{_mark(spot)}s"
    if _OWN_ARTICLE.match(words):
        changes = _with_own_article(spot, words)
    else:
        article = _missing_article(spot, say, is_many=is_many, modifies=modifies)
        if article is None:
            return None
        words = f"{article} {words}".lstrip()
        changes = _with_article(spot, words, counted=modifies or say.number == "one", many=is_many and not modifies)
    if changes is None or was_many == is_many or modifies or spot.match.possessive:
        return changes
    return _with_agreement(spot, changes, to_many=is_many)


def _is_single(say: Say) -> bool:
    """A substitute whose plural is spelled like it is one thing, however many the term is ("proceedings")."""
    return say.number == "one" and say.many == say.one


def _slashed(spot: Spot) -> bool:
    """Beside a slash ("CP/NCP") only short words can be read."""
    return "/" in (spot.before, spot.after)


def _mark(spot: Spot) -> str:
    """The apostrophe of the letter, straight or curly."""
    there = spot.reading.letter.text[spot.match.span.start : spot.match.span.end]
    return "’" if "’" in there[len(spot.surface) :] else "'"


def _fits(spot: Spot, say: Say, *, is_many: bool, short_only: bool) -> bool:
    if short_only and not say.short:
        return False
    if spot.match.possessive and not _is_genitive(spot):
        return False
    if say.one.startswith("other ") and not is_many and spot.before in _NOT_BEFORE_OTHER:
        return False
    if spot.before in _NEEDS_ONE and (say.number != "one" or is_many):
        return False
    if spot.before in _OWNERS and (_SELDOM_OWNED.match(say.one) or _SAYS_WHOSE.match(split_head(say.one)[1])):
        return False
    return is_many or not _needs_many(spot)


def _needs_many(spot: Spot) -> bool:
    start = spot.match.span.start
    counted = _COUNTED_OF.search(spot.reading.plain[max(0, start - 20) : start].lower())
    return spot.before in _NEEDS_MANY or counted is not None


def _names_someone(token: Token | None) -> bool:
    """True for a role before a name ("NCP Dana Cole"): its plain words would need commas there."""
    return token is not None and _modifies(token) and token.head.tag_ == "NNP" and token.head.text.istitle()


def _is_genitive(spot: Spot) -> bool:
    """False where `'s` is short for "is" or "has"."""
    mark = spot.reading.token_at(spot.match.span.end - 1)
    return spot.after not in _NOT_AFTER_GENITIVE and (mark is None or not mark.tag_.startswith("VB"))


def _without_echo(spot: Spot, words: str) -> str:
    """Leaves out what stands right before or behind already: "past-due arrears", "SNAP benefits"."""
    *front, last = words.split(" ")
    if front and not spot.match.possessive and spot.after == last:
        words = " ".join(front)
    first, _, rest = words.partition(" ")
    start = spot.match.span.start
    lead = spot.reading.plain[max(0, start - len(first) - 2) : start].lower().replace("past due", "past-due")
    echo = re.search(rf"(?<![\w-]){re.escape(first)} $", lead)
    return rest if rest and echo else words


def _with_own_article(spot: Spot, words: str) -> list[Change] | None:
    """A substitute that brings its article or "our" takes the place of the one that stands there."""
    article, _, rest = words.partition(" ")
    before = spot.word_before
    if before is not None and before.lower in ARTICLES:
        return [(Span(before.start, spot.match.span.end), spot.like(before.text, words))]
    if spot.before in DETERMINERS:
        return [(spot.match.span, rest)] if article in ARTICLES else None
    return [(spot.match.span, spot.cased(words))]


def _modifies(token: Token | None) -> bool:
    """True for a noun that stands before the noun it belongs to ("arrears balance")."""
    return token is not None and token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i


def _with_agreement(spot: Spot, changes: list[Change], *, to_many: bool) -> list[Change] | None:
    token = spot.token()
    if token is None:
        return changes
    at = spot.match.span
    also = noun_agreement(spot.reading, token, at.start, to_many=to_many)
    if any(span.end - at.start > LONGEST_REACH or at.end - span.start > LONGEST_REACH for span, _ in also):
        return None
    return changes + [change for change in also if not any(change[0].overlaps(span) for span, _ in changes)]


def _missing_article(spot: Spot, say: Say, *, is_many: bool, modifies: bool) -> str | None:
    """The article a bare noun needs once it is an everyday one: "the", "a", or none (""); None if it cannot stand.

    A name-like noun ("NCP pays", "Respondent shall") takes "the", one of what was not counted takes "a".
    """
    if is_many or say.number != "one" or not spot.is_prose or spot.after == ":":
        return ""
    if _wants_the(spot, say):
        return "the"
    if (
        spot.pattern.term.number == "one"
        or not _is_single(say)
        or modifies
        or spot.match.possessive
        or spot.before in DETERMINERS | _NO_ARTICLE_AFTER
    ):
        return ""
    if spot.before in _NEEDS_NO_ONE or _fixed(spot, spot.token(), ("amod", "compound", "nummod")):
        return None
    return "" if _fixed(spot, spot.token(), ("det", "poss")) else article_for(say.one)


def _wants_the(spot: Spot, say: Say) -> bool:
    if not (spot.pattern.term.kind == "acronym" or _PEOPLE.search(say.one)):
        return False
    token = spot.token()
    if token is None or spot.before in DETERMINERS or spot.before in _NO_ARTICLE_AFTER - ({"as"} - {_tail_of(say)}):
        return False
    head = token.head if _modifies(token) else token
    if head.dep_ == "conj":
        articles = [child for child in head.head.children if child.dep_ in ("det", "poss")]
        if articles and (say.short or any(child.lower_ != "the" for child in articles)):
            return False
    return not _fixed(spot, head, ("det", "poss", "nummod", "amod")) and head.dep_ != "appos"


def _tail_of(say: Say) -> str:
    """ "as" where even a role takes its article: "as the parent who pays support", but "as paying parent"."""
    return "as" if say.short else ""


def _fixed(spot: Spot, head: Token | None, kinds: tuple[str, ...]) -> bool:
    """True when a word of these kinds (Universal dependency labels) stands before the match and belongs to it."""
    token = spot.token()
    if head is None or token is None:
        return False
    first = token.i - (spot.match.last - spot.match.first)
    return any(child.i < first and child.dep_ in kinds for child in head.children)


def _with_article(spot: Spot, words: str, *, counted: bool, many: bool) -> list[Change] | None:
    """The change itself, with `a` or `an` before it corrected, or left out before what is not counted."""
    span, word = spot.match.span, spot.word_before
    if word is None or word.lower not in ("a", "an"):
        changes = [(span, spot.cased(words))]
        article = None if counted and not many else _article_further_left(spot)
        return changes if article is None else changes + _left_out(spot, article)
    if counted and not many:
        right = article_for(words)
        if right == word.lower:
            return [(span, spot.cased(words))]
        words = f"{right} {words}"
    return [(Span(word.start, span.end), spot.like(word.text, words))]


def _article_further_left(spot: Spot) -> Token | None:
    """The a/an that belongs to the noun with other words between ("a large arrearage")."""
    token = spot.token() if spot.before else None
    children = token.children if token is not None else ()
    return next((child for child in children if child.dep_ == "det" and child.lower_ in ("a", "an")), None)


def _left_out(spot: Spot, article: Token) -> list[Change]:
    """Takes the article away together with the space behind it; the next word inherits its capital."""
    start = spot.reading.sentence_at(spot.match.span.start).span.start
    follower = article.nbor(1)
    span = Span(start + article.idx, start + follower.idx + len(follower.text))
    return [(span, spot.like(article.text, follower.text))]
