"""The glossary made ready for matching: every form of every term, every form of every substitute.

Compiling asks for the inflection of some thousand words; the result is plain lists and strings, so that
`load` can keep it as JSON and a later run starts without the inflection tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from plainlang.finding import Level
from plainlang.glossary import forms
from plainlang.glossary.entry import Entry, Substitute
from plainlang.glossary.words import lower_words, split_words

_WORD_SETS = ("about", "near", "not_near")
EXACT_KINDS = frozenset({"acronym", "screen-name", "form-number"})
"""Kinds whose terms are matched as printed; everything else is matched in any case."""


@dataclass(frozen=True, slots=True)
class Say:
    """A substitute in all its forms.

    number: one, plural or mass. one, many: the noun's (or any other word's) singular and plural.
    short: it has no tail ("who pays support"), so it may stand before a noun or take a possessive.
    tags: for verbs, Penn tag -> form.
    """

    one: str
    many: str | None
    number: str
    short: bool
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """A compiled entry. `number` is the term's own: one, plural or mass. See `entry.Entry` for the rest."""

    name: str
    kind: str
    level: Level
    pos: str
    number: str
    says: tuple[Say, ...]
    paste: bool
    drop: bool
    keep_in: tuple[tuple[str, ...], ...]
    about: frozenset[str]
    near: frozenset[str]
    not_near: frozenset[str]
    meaning: str | None
    why: str | None
    expansion: str | None
    title: str | None
    keep_when: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way a term can stand in a letter.

    words: its words in lower case. exact: as printed, where case counts. tags: the Penn tags the form
    can have, likeliest first. check: the form can also be another part of speech.
    """

    words: tuple[str, ...]
    exact: tuple[str, ...] | None
    term: Term
    tags: tuple[str, ...]
    check: bool


class Node:
    """A step in the tree of forms: the patterns that end here, and the words that can follow."""

    __slots__ = ("next", "patterns")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.patterns: list[Pattern] = []


class Glossary:
    """All terms of all layers, in a tree of words: each step down is the next word of a form.

    common: acronyms that most readers know.
    """

    def __init__(self, patterns: Iterable[Pattern], terms: Sequence[Term], common: Iterable[str] = ()) -> None:
        self.terms = tuple(terms)
        self.common = frozenset(common)
        self.patterns = tuple(patterns)
        self.root = Node()
        for pattern in self.patterns:
            node = self.root
            for word in pattern.words:
                node = node.next.setdefault(word, Node())
            node.patterns.append(pattern)

    def named(self, name: str) -> list[Term]:
        """The terms of that name (noun and verb may share one), in any case."""
        return [term for term in self.terms if term.name.lower() == name.lower()]

    def with_form(self, form: str) -> list[Term]:
        """The terms of which `form` is a form ("arrearages"), in any case."""
        words = lower_words(form)
        return list({id(pattern.term): pattern.term for pattern in self.patterns if pattern.words == words}.values())


def compile_entries(entries: Sequence[tuple[str, Entry]], common: Iterable[str] = ()) -> Glossary:
    """A Glossary from (kind, entry) pairs and the acronyms that need no explaining."""
    terms = [_term(kind, entry) for kind, entry in entries]
    patterns = [
        pattern for (kind, entry), term in zip(entries, terms, strict=True) for pattern in _patterns(kind, entry, term)
    ]
    return Glossary(patterns, terms, common)


def _term(kind: str, entry: Entry) -> Term:
    return Term(
        name=entry.term,
        kind=kind,
        level=entry.level,
        pos=entry.pos,
        number=entry.number,
        says=tuple(_say(entry.pos, say) for say in entry.substitutes()),
        paste=entry.paste,
        drop=entry.drop,
        keep_in=tuple(lower_words(phrase) for phrase in entry.keep_in),
        about=_inflected(entry.about),
        near=_inflected(entry.near),
        not_near=_inflected(entry.not_near),
        meaning=entry.meaning,
        why=entry.why,
        expansion=entry.expansion,
        title=entry.title,
        keep_when=entry.keep_when,
        source=entry.source,
    )


def _inflected(words: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(forms.all_forms(word) for word in words))


def _say(pos: str, say: Substitute) -> Say:
    words = say.words
    if pos == "verb":
        tags = {tag: forms.conjugate(words, tag)[0] for tag in forms.VERB_TAGS}
        return Say(one=words, many=None, number="one", short=True, tags=tags)
    if pos != "noun":
        return Say(one=words, many=None, number="one", short=True)
    number = say.number or _number_of(words)
    many = say.many or (forms.pluralise(words) if number == "one" else None)
    return Say(one=words, many=many, number=number, short=not forms.split_head(words)[1])


def _number_of(words: str) -> str:
    if forms.is_plural(words):
        return "plural"
    return "mass" if forms.is_mass(words) else "one"


def _patterns(kind: str, entry: Entry, term: Term) -> Iterator[Pattern]:
    exact = kind in EXACT_KINDS and entry.pos == "noun"
    seen: dict[tuple[str, ...], list[str]] = {}
    for spelling in (entry.term, *entry.forms):
        for form, tag in _forms(spelling, entry, exact=exact):
            seen.setdefault(tuple(word.text for word in split_words(form)), []).append(tag)
    for words, tags in seen.items():
        lower = lower_words(" ".join(words))
        check = not exact and len(words) == 1 and _is_ambiguous(lower[0], entry.pos)
        yield Pattern(lower, words if exact else None, term, tuple(dict.fromkeys(tags)), check)


def _is_ambiguous(word: str, pos: str) -> bool:
    wanted = {"noun": "NOUN", "verb": "VERB", "adjective": "ADJ", "adverb": "ADV"}.get(pos)
    return wanted is not None and bool(forms.classes(word) - {wanted})


def _forms(spelling: str, entry: Entry, *, exact: bool) -> Iterator[tuple[str, str]]:
    if exact:
        yield spelling, "NN"
        if spelling[-1].isalpha():
            yield f"{spelling}s", "NNS"
    elif entry.pos == "verb":
        for tag in forms.VERB_TAGS:
            for form in forms.conjugate(spelling, tag):
                yield form, tag
    elif entry.pos == "noun":
        yield spelling, "NNS" if entry.number == "plural" else "NN"
        if entry.number != "plural":
            yield forms.pluralise(spelling), "NNS"
    else:
        yield spelling, {"adjective": "JJ", "adverb": "RB"}.get(entry.pos, "")


def to_json(glossary: Glossary) -> dict[str, Any]:
    """Plain lists and strings that `from_json` turns back into an equal glossary."""
    number = {id(term): at for at, term in enumerate(glossary.terms)}
    terms = [asdict(term) | {name: sorted(getattr(term, name)) for name in _WORD_SETS} for term in glossary.terms]
    patterns = [
        [pattern.words, pattern.exact, number[id(pattern.term)], pattern.tags, pattern.check]
        for pattern in glossary.patterns
    ]
    return {"terms": terms, "patterns": patterns, "common": sorted(glossary.common)}


def from_json(data: Mapping[str, Any]) -> Glossary:
    """The glossary that `to_json` wrote. Raises KeyError, TypeError or ValueError on anything else."""
    terms = [_term_from(item) for item in data["terms"]]
    patterns = [
        Pattern(tuple(words), None if exact is None else tuple(exact), terms[at], tuple(tags), check)
        for words, exact, at, tags, check in data["patterns"]
    ]
    if not all(pattern.words for pattern in patterns):
        raise ValueError("a pattern without words")
    return Glossary(patterns, terms, data["common"])


def _term_from(item: Mapping[str, Any]) -> Term:
    return Term(
        **{
            **item,
            "level": Level(item["level"]),
            "says": tuple(Say(**say) for say in item["says"]),
            "keep_in": tuple(tuple(phrase) for phrase in item["keep_in"]),
            **{name: frozenset(item[name]) for name in _WORD_SETS},
        }
    )
