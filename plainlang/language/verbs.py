"""A verb put in the place of another: tense, form of `be`, and the object that belongs between its parts."""

from __future__ import annotations

import re

from plainlang.glossary.compiled import Say
from plainlang.language.agreement import Change
from plainlang.language.articles import with_article
from plainlang.language.spot import Spot
from plainlang.spans import Span

_OBJECTS = frozenset({"it", "them", "him", "me", "us", "you"})
_SPLIT_BY_OBJECT = re.compile(
    r"(?!go|come|run out|join|show|move)\w+ (?:up|out|away|back|off|down|over|aside|in|clear)$"
)
"""Verbs whose pronoun object stands inside: "take it away", "make it clear"; not "go over it"."""
_ENDS_IN_OBJECT = re.compile(r" an? \w+$")
"""A substitute with an object of its own, which can go on: "make a change" before "to your bill"."""
_AROUND_OBJECT = re.compile(r"let \w+$")
"""Verbs whose object always stands inside: "let us know"."""
_FORMS_OF_BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being"})
_HELPERS_OF_PAST = frozenset({"have", "has", "had", "'ve", "’ve", "having", "be", "been", "was", "were", "is", "are"})


_GETTING = frozenset("get gets got getting have has had having".split())
"""Verbs with an object and a participle: "get your fees waived"."""


def verb_changes(spot: Spot, say: Say) -> list[Change] | None:
    """The verb in the form that stands there, with its pronoun object in place; None when it cannot stand."""
    form = _form(spot, say)
    if form is None or (" " in form and _is_no_place_for_two(spot, say)):
        return None
    span = spot.match.span
    inside = _SPLIT_BY_OBJECT.match(say.one) or _AROUND_OBJECT.match(say.one)
    after = spot.word_after
    if inside and after is not None and after.lower in _OBJECTS:
        verb, _, rest = form.rpartition(" ")
        return [(Span(span.start, after.end), f"{spot.cased(verb)} {after.text} {rest.upper() if spot.loud else rest}")]
    if _AROUND_OBJECT.match(say.one):
        return None
    return with_article(spot, form)


def _is_no_place_for_two(spot: Spot, say: Say) -> bool:
    """True where only a single word can stand."""
    return _is_participle_before_noun(spot) or _is_action(spot) or _object_goes_on(spot, say)


def _is_action(spot: Spot) -> bool:
    """True for an -ing form that is the name of an action ("such withholding"), not a verb ("withholding money")."""
    token = spot.token() if spot.pattern.tags == ("VBG",) else None
    return token is not None and token.tag_.startswith("NN")


def _object_goes_on(spot: Spot, say: Say) -> bool:
    """True where the match ends in an object that goes on behind it: "file an answer" before "to my letter"."""
    if _ENDS_IN_OBJECT.search(say.one):
        return False
    after = spot.word_after
    last = spot.last_token()
    if " " not in spot.surface or after is None or last is None or not last.tag_.startswith("NN"):
        return False
    if spot.names_on or any(child.dep_ == "conj" and child.tag_.startswith("NN") for child in last.children):
        return True
    token = spot.reading.token_at(after.start)
    return after.lower == "to" and token is not None and token.tag_ == "IN"


def _is_participle_before_noun(spot: Spot) -> bool:
    """True for "an expired card": only a single word can stand there."""
    if not {"VBN", "VBG"} & set(spot.pattern.tags):
        return False
    token = spot.token()
    return token is not None and token.dep_ in ("amod", "compound") and token.head.i > token.i


def _form(spot: Spot, say: Say) -> str | None:
    tag = _tag(spot, say)
    first, _, rest = say.one.partition(" ")
    if first != "be":
        return say.tags[tag]
    there = spot.surface.split(maxsplit=1)[0].lower()
    if there in _FORMS_OF_BE:
        return f"{there} {rest}"
    return say.tags[tag] if tag in ("VB", "VBZ", "VBN", "VBG") else None


def _tag(spot: Spot, say: Say) -> str:
    """The Penn tag of the form that stands there, asked of the sentence only where the answer matters."""
    tags = spot.pattern.tags
    if len({say.tags[tag] for tag in tags}) == 1:
        return tags[0]
    token = spot.reading.token_at(spot.match.span.start)
    if token is None:
        return tags[0]
    helped = any(child.dep_ in ("aux", "auxpass") and child.lower_ in _HELPERS_OF_PAST for child in token.children)
    had_done = token.dep_ == "ccomp" and token.head.lower_ in _GETTING
    if {"VBD", "VBN"} <= set(tags) and (helped or had_done or token.dep_ == "amod"):
        return "VBN"
    return token.tag_ if token.tag_ in tags else tags[0]
