"""What stands around a noun and belongs to its phrase: articles, other nouns, and words that lean on it.

The names of dependencies and tags are those of the parser (CLEAR labels, Penn tags).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plainlang.glossary.compiled import Say
from plainlang.glossary.forms import split_head
from plainlang.language.spot import Spot

if TYPE_CHECKING:
    from plainlang.language.syntax import Token

ARTICLES = ("the", "a", "an")
DETERMINERS = frozenset(
    "a an the this that these those my your his her its our their each every either neither any some no s whose".split()
)
SUBJECTS = ("nsubj", "nsubjpass")
_PEOPLE = re.compile(
    r"\b(?:parents?|persons?|people|father|mother|caregiver|employer|caseworker|worker|man|judge|lawyer)\b"
)


def is_person(say: Say) -> bool:
    """True for "parent who pays support", not for "paper asking the judge to act"."""
    return bool(_PEOPLE.search(split_head(say.one)[0]))


def is_single(say: Say) -> bool:
    """A substitute whose plural is spelled like it is one thing, however many the term is ("proceedings")."""
    return say.number == "one" and say.many == say.one


def modifies(token: Token | None) -> bool:
    """True for a noun that stands before the noun it belongs to ("arrears balance")."""
    return token is not None and token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i


def fixed(spot: Spot, head: Token | None, kinds: tuple[str, ...]) -> bool:
    """True when a word of these kinds stands before the match and belongs to it."""
    first = spot.reading.token_at(spot.match.span.start)
    if head is None or first is None:
        return False
    return any(child.i < first.i and child.dep_ in kinds for child in head.children)


def led(spot: Spot, kinds: tuple[str, ...]) -> bool:
    """True when a word of these kinds stands before the match and belongs to any word of it."""
    first, last = spot.reading.token_at(spot.match.span.start), spot.last_token()
    if first is None or last is None:
        return False
    return any(word.dep_ in kinds and first.i <= word.head.i <= last.i for word in first.doc[: first.i])


def first_of_row(token: Token | None) -> Token | None:
    """The first noun of "a form, fee or affidavit": its article serves them all."""
    while token is not None and token.dep_ == "conj":
        token = token.head
    return token


def goes_on(spot: Spot) -> bool:
    """Where the noun is a part of more: no tail can come between ("levy of my account", "state tax offset")."""
    if spot.named:
        return spot.names_on or spot.before not in ("of", "for", "to")
    if spot.before != "dear" and led(spot, ("compound",)):
        return True
    after = spot.word_after
    if after is None or after.lower == "of":
        return after is not None
    token = spot.reading.token_at(after.start)
    if token is None or token.tag_ == "TO":
        return token is not None and token.head.tag_ == "VB"
    return token.tag_.startswith("NN") and not _stands_alone(token)


def _stands_alone(token: Token) -> bool:
    """True for a noun that opens a clause ("the arrears Dana owes") or says when ("today")."""
    return token.dep_ == "npadvmod" or (token.dep_ in SUBJECTS and token.head.i > token.i)


def shares_noun(spot: Spot) -> bool:
    """True where a further word leans on the noun: "custodial and noncustodial parents"."""
    token = spot.token() if spot.before in ("and", "or", "&", "/", ",") else None
    if token is None or spot.match.first == spot.match.last:
        return False
    first = spot.reading.token_at(spot.match.span.start)
    if first is None:
        return False
    joint = first.nbor(-1) if first.i else first
    other = joint.nbor(-1) if joint.i else joint
    return joint.dep_ in ("cc", "punct") and other.tag_.startswith("JJ") and other.dep_ not in ("acomp", "advmod")


def shares_article(spot: Spot, say: Say) -> bool:
    """True for a long substitute before "and" and a bare noun: "the paper that tells you to act and complaint"."""
    token = spot.token() if spot.after in ("and", "or", "&") and not say.short and not is_person(say) else None
    if token is None or not fixed(spot, token, ("det", "poss")):
        return False
    others = (child for child in token.children if child.dep_ == "conj" and child.tag_ in ("NN", "NNP"))
    return any(not any(child.dep_ in ("det", "poss") for child in other.children) for other in others)
