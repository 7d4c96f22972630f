"""A noun put in the place of another: number, article, possessive mark, and what has to agree with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plainlang.glossary.compiled import Say
from plainlang.glossary.forms import split_head
from plainlang.language.agreement import Change, noun_agreement
from plainlang.language.articles import NEEDS_ONE, missing_article, with_counted, with_own_article
from plainlang.language.noun_phrase import (
    fixed,
    goes_on,
    is_person,
    is_single,
    modifies,
    shares_article,
    shares_noun,
)
from plainlang.language.spot import Spot

if TYPE_CHECKING:
    from plainlang.language.syntax import Token

LONGEST_REACH = 60
"""Code points a suggestion may span to reach the verb; beyond that a swap is no longer easy to judge."""
_NEEDS_MANY = frozenset({"many", "few", "several", "both", "two", "three", "four", "five"})
_NOT_BEFORE_OTHER = frozenset({"a", "an", "each", "every", "another", "any", "some", "no", "one", "either", "neither"})
_COUNTED_OF = re.compile(r"\b(?:number|couple|series|pair|variety|one|each|two|few|many|several) of (?:the |your )?$")
_OWNERS = frozenset("my your his her its our their s whose".split())
_SELDOM_OWNED = re.compile(r"(?:person|people|man|someone)\b")
_SAYS_WHOSE = re.compile(r" (?:you|we)\b")
"""A tail that names the owner itself: no "your" can stand before "things you own"."""
_NOT_AFTER_GENITIVE = frozenset({"been", "not", "a", "an", "the"})
_OWN_ARTICLE = re.compile(r"(?:the|a|an|our|your) ")
_ACTION = re.compile(r"not |(?!meeting|hearing)\w+ing (?:not|to) ")
"""Substitutes like "not paying support" and "choosing not to pay": no article goes before them."""


def noun_changes(spot: Spot, say: Say) -> list[Change] | None:
    """Everything that changes when `say` takes the place of the noun; None when it cannot."""
    was_many = spot.pattern.tags[0] == "NNS"
    is_many = say.number == "plural" or (was_many and say.number == "one" and not is_single(say))
    leads = spot.after != "/" and modifies(spot.token())
    short_only = leads or bool(spot.match.possessive) or _slashed(spot) or (not say.short and goes_on(spot))
    if shares_noun(spot) or shares_article(spot, say) or not _fits(spot, say, is_many=is_many, short_only=short_only):
        return None
    if leads and spot.is_prose and is_person(say) and _names_someone(spot.token()):
        return None
    words = (say.many or say.one) if is_many else say.one
    owned = bool(spot.match.possessive) or (leads and spot.before not in _OWNERS and is_person(say))
    words = _without_echo(spot, words)
    if owned:
        words += _mark(spot) if words.endswith("s") else f"{_mark(spot)}s"
    if _OWN_ARTICLE.match(words):
        changes = with_own_article(spot, words)
    else:
        article = missing_article(spot, say, is_many=is_many, leads=leads)
        if article is None:
            return None
        words = f"{article} {words}".lstrip()
        changes = with_counted(spot, words, counted=leads or say.number == "one", many=is_many and not leads)
    if changes is None or was_many == is_many or leads or spot.match.possessive:
        return changes
    return _with_agreement(spot, changes, to_many=is_many)


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
    if spot.before in NEEDS_ONE and (say.number != "one" or is_many):
        return False
    if _ACTION.match(say.one) and fixed(spot, spot.token(), ("det", "poss", "amod")):
        return False
    if spot.before in _OWNERS and (_SELDOM_OWNED.match(say.one) or _SAYS_WHOSE.match(split_head(say.one)[1])):
        return False
    if say.one.endswith(" it") and _is_placed(spot):
        return False
    return is_many or not _needs_many(spot)


def _is_placed(spot: Spot) -> bool:
    """True before words that say where the noun stands ("the issue date on the form"): "it" would take them over."""
    after, noun = spot.word_after, spot.token()
    token = spot.reading.token_at(after.start) if after is not None else None
    return token is not None and noun is not None and token.dep_ == "prep" and token.head.i == noun.i


def _needs_many(spot: Spot) -> bool:
    start = spot.match.span.start
    counted = _COUNTED_OF.search(spot.reading.plain[max(0, start - 20) : start].lower())
    return spot.before in _NEEDS_MANY or counted is not None


def _names_someone(token: Token | None) -> bool:
    """True for a role before a name ("NCP Dana Cole"): its plain words would need commas there."""
    return token is not None and modifies(token) and token.head.tag_ == "NNP" and token.head.text.istitle()


def _is_genitive(spot: Spot) -> bool:
    """False where `'s` is short for "is" or "has"."""
    mark = spot.reading.token_at(spot.match.span.end - 1)
    return spot.after not in _NOT_AFTER_GENITIVE and (mark is None or not mark.tag_.startswith("VB"))


def _without_echo(spot: Spot, words: str) -> str:
    """Leaves out what stands right before or behind already: "past-due arrears", "SNAP benefits"."""
    *front, last = words.split(" ")
    if front and not spot.match.possessive and spot.after.removesuffix("s") == last.removesuffix("s"):
        words = " ".join(front)
    first, _, rest = words.partition(" ")
    start = spot.match.span.start
    lead = spot.reading.plain[max(0, start - len(first) - 2) : start].lower().replace("past due", "past-due")
    echo = re.search(rf"(?<![\w-]){re.escape(first)} $", lead)
    return rest if rest and echo else words


def _with_agreement(spot: Spot, changes: list[Change], *, to_many: bool) -> list[Change] | None:
    token = spot.token()
    if token is None:
        return changes
    at = spot.match.span
    also = noun_agreement(spot.reading, token, at.start, to_many=to_many)
    if any(span.end - at.start > LONGEST_REACH or at.end - span.start > LONGEST_REACH for span, _ in also):
        return None
    return changes + [change for change in also if not any(change[0].overlaps(span) for span, _ in changes)]
