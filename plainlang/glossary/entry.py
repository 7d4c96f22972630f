"""One entry of the glossary: the model that every YAML file is held to."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from plainlang.finding import Level

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
KindName = Literal[
    "acronym", "screen-name", "form-number", "legal-term", "program-term", "complex-word", "wordy-phrase"
]
MARK = re.compile(r"\[\[(.+?)\]\]")
"""The words of an example that must be flagged stand in double square brackets."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Example(_Strict):
    """A sentence that is flagged (and what it becomes), or a near miss that passes."""

    flag: Text | None = None
    becomes: Text | None = None
    passes: Text | None = Field(default=None, alias="pass")

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if (self.flag is None) == (self.passes is None):
            raise ValueError("an example has either `flag` or `pass`")
        if self.flag is not None and not MARK.search(self.flag):
            raise ValueError("`flag` marks the words to be found [[like this]]")
        return self


class Substitute(_Strict):
    """Plain words for a term. `many` is the plural where the rule-made one would be wrong."""

    words: Text
    number: Literal["one", "plural", "mass"] | None = None
    many: Text | None = None


class Entry(_Strict):
    """A term, the plain words for it, and when it is left alone.

    term: the dictionary form. forms: other spellings, inflected like the term. say: substitutes in
    dictionary form, best first. paste: False where a word-for-word swap cannot be right. drop: the words
    are simply left out. keep_in: longer phrases that hold the term and are fine. about: words (any
    inflection) of which the letter must hold one for the term to be meant. near, not_near: the same for the
    sentence; not_near stops a finding. keep_when: when a worker may well
    leave the term, in words. source: what the entry rests on.
    """

    term: Text
    pos: Literal["noun", "verb", "adjective", "adverb", "phrase"]
    level: Level
    meaning: Text | None = None
    source: Text
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]
    forms: tuple[Text, ...] = ()
    number: Literal["one", "plural", "mass"] = "one"
    say: tuple[Text | Substitute, ...] = ()
    paste: bool = True
    drop: bool = False
    keep_in: tuple[Text, ...] = ()
    about: tuple[Text, ...] = ()
    near: tuple[Text, ...] = ()
    not_near: tuple[Text, ...] = ()
    keep_when: Text | None = None
    why: Text | None = None
    expansion: Text | None = None
    title: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.drop and self.say:
            raise ValueError("`drop` leaves the words out, so `say` has no place beside it")
        if not (self.drop or self.say or self.title or self.meaning):
            raise ValueError("an entry needs `say`, `drop: true`, `title` or at least `meaning`")
        if not any(example.flag for example in self.examples):
            raise ValueError("an entry needs an example with `flag`")
        return self

    def substitutes(self) -> tuple[Substitute, ...]:
        """`say` with every plain string turned into a Substitute."""
        return tuple(Substitute(words=say) if isinstance(say, str) else say for say in self.say)


class GlossaryFile(_Strict):
    """One YAML file: entries of one kind.

    remove: entries of earlier layers that are to go. common: acronyms that most readers know better than
    their long form; they are never flagged.
    """

    kind: KindName
    entries: tuple[Entry, ...] = ()
    remove: tuple[Text, ...] = ()
    common: tuple[Text, ...] = ()
