"""What else changes when a noun changes its number: the verb, and `this` or `these` before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plainlang.glossary import forms
from plainlang.language.reading import Reading
from plainlang.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Change = tuple[Span, str]
"""A stretch of the letter and the words that take its place."""

_TO_ONE = {"are": "is", "were": "was", "have": "has", "do": "does", "'re": "'s", "aren't": "isn't"}
_TO_MANY = {after: before for before, after in _TO_ONE.items()}
POINTING_TO_ONE = {"these": "this", "those": "that"}
POINTING_TO_MANY = {"this": "these", "that": "those"}
_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVES = ("that", "which", "who")


def verb_changes(reading: Reading, noun: Token, offset: int, *, to_many: bool) -> list[Change]:
    """The verbs that must agree with `noun` once it has become one (or many).

    `offset` is any code point of the noun in the letter. Empty when no verb depends on its number
    ("arrears and fees are due" stays as it is).
    """
    start = reading.sentence_at(offset).span.start
    changes = [_change(verb, start, to_many=to_many) for verb in _verbs_of(noun)]
    return [change for change in changes if change is not None]


def _verbs_of(noun: Token) -> list[Token]:
    verbs = []
    shared = any(child.dep_ == "conj" for child in noun.children)
    there_are = noun.dep_ == "attr" and any(child.dep_ == "expl" for child in noun.head.children)
    if not shared and (noun.dep_ in _SUBJECTS or there_are):
        verbs.append(noun.head)
    for clause in (child for child in noun.children if child.dep_ == "relcl"):
        if any(word.dep_ in _SUBJECTS and word.lower_ in _RELATIVES for word in clause.children):
            verbs.append(clause)
    return verbs


def _change(verb: Token, start: int, *, to_many: bool) -> Change | None:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass") and child.i < verb.i]
    finite = helpers[0] if helpers else verb
    form = _agreeing(finite, to_many=to_many)
    if form is None or form == finite.text:
        return None
    return Span(start + finite.idx, start + finite.idx + len(finite.text)), form


def _agreeing(verb: Token, *, to_many: bool) -> str | None:
    """The other number of a finite verb; None where the form serves both (will, paid, to pay)."""
    known = (_TO_MANY if to_many else _TO_ONE).get(verb.lower_)
    if known is not None:
        return known
    if to_many and verb.tag_ == "VBZ":
        return forms.base_of(verb.lower_)
    if not to_many and verb.tag_ == "VBP":
        return forms.inflect(verb.lower_, "VBZ")[0]
    return None
