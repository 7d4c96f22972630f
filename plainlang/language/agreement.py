"""What else changes when a noun changes its number: the verb, and `this` or `these` before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plainlang.glossary import forms
from plainlang.language.reading import Reading
from plainlang.spans import Span

if TYPE_CHECKING:
    from plainlang.language.syntax import Token

Change = tuple[Span, str]
"""A stretch of the letter and the words that take its place."""

_TO_ONE = {"are": "is", "were": "was", "have": "has", "do": "does", "'re": "'s", "aren't": "isn't"}
_TO_MANY = {after: before for before, after in _TO_ONE.items()}
_POINTING_TO_ONE = {"these": "this", "those": "that"}
_POINTING_TO_MANY = {after: before for before, after in _POINTING_TO_ONE.items()}
_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVES = ("that", "which", "who")
_SHARES = frozenset({"some", "all", "most", "any", "none", "half", "part", "rest", "majority", "much"})
"""Words before "of" that take their number from the noun behind it: "some of the money is"."""


def noun_agreement(reading: Reading, noun: Token, offset: int, *, to_many: bool) -> list[Change]:
    """The words that must agree with `noun` once it has become one (or many): verbs, and this or these.

    `offset` is any code point of the noun in the letter. Empty when nothing depends on its number
    ("arrears and fees are due" stays as it is).
    """
    start = reading.sentence_at(offset).span.start
    found = []
    for verb in _verbs_of(noun):
        finite = _finite(verb)
        found.append((finite, _agreeing(finite, to_many=to_many)))
    found += [
        (word, (_POINTING_TO_MANY if to_many else _POINTING_TO_ONE).get(word.lower_)) for word in _pointing_at(noun)
    ]
    return [_change(reading, start, word, form) for word, form in found if form is not None]


def _change(reading: Reading, start: int, word: Token, form: str) -> Change:
    """The change in the capitals of the word that stands in the letter."""
    span = Span(start + word.idx, start + word.idx + len(word.text))
    there = reading.letter.text[span.start : span.end]
    if len(there) > 1 and there.isupper():
        return span, form.upper()
    return span, form[:1].upper() + form[1:] if there[:1].isupper() else form


def _pointing_at(noun: Token) -> list[Token]:
    """`these` before the noun, with words between or not, and the one of "these are arrears"."""
    found = [child for child in noun.children if child.dep_ == "det"]
    if noun.dep_ == "attr" or noun.dep_ in _SUBJECTS:
        found += [child for child in noun.head.children if child.dep_ in (*_SUBJECTS, "attr") and child.tag_ == "DT"]
    return found


def _verbs_of(noun: Token) -> list[Token]:
    verbs = []
    subject = _subject_of(noun)
    if subject is not None:
        verbs.append(subject.head)
        verbs += _joined_verbs(subject.head)
    for clause in (child for child in noun.children if child.dep_ == "relcl"):
        if any(word.dep_ in _SUBJECTS and word.lower_ in _RELATIVES for word in clause.children):
            verbs.append(clause)
    return verbs


def _subject_of(noun: Token) -> Token | None:
    """The word by which the noun governs a verb: itself, or the first of "the fees or the arrears"."""
    first = noun
    while first.dep_ == "conj" and any(child.lower_ in ("or", "nor") for child in first.head.children):
        first = first.head
    if any(child.dep_ == "conj" for child in noun.children):
        return None
    if first.dep_ == "pobj" and first.head.lower_ == "of" and first.head.head.lower_ in _SHARES:
        first = first.head.head
    if first.dep_ in _SUBJECTS:
        return first
    beside = [child for child in noun.head.children if child.i != noun.i] if noun.dep_ == "attr" else []
    named = any(child.dep_ == "expl" or (child.dep_ in _SUBJECTS and child.tag_ == "DT") for child in beside)
    return noun if named else None


def _joined_verbs(verb: Token) -> list[Token]:
    """Further verbs with the same subject: "are not paid and are growing"."""
    found = []
    for other in (child for child in verb.children if child.dep_ == "conj"):
        if not any(child.dep_ in (*_SUBJECTS, "expl") for child in other.children):
            found += [other, *_joined_verbs(other)]
    return found


def _finite(verb: Token) -> Token:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass") and child.i < verb.i]
    return helpers[0] if helpers else verb


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
