"""The greeting names the person the letter is addressed to."""

from __future__ import annotations

import re
import unicodedata

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.people import HONORIFIC, is_person, name_in_greeting, name_words
from plainlang.spans import Span

_ATTENTION = re.compile(r"(?:attn|attention|c/o|care of|to|for)\b\s*[.:]?\s*", re.IGNORECASE)
_MAN = re.compile(r"\b(?:mr|señor|sr)\b", re.IGNORECASE)
_WOMAN = re.compile(r"\b(?:ms|mrs|miss|señora|sra)\b", re.IGNORECASE)
_SUFFIX = re.compile(r",?\s+(?:jr|sr|ii|iii|iv|esq)\b\.?", re.IGNORECASE)
_LAST_FIRST = re.compile(r"[A-Z][A-Z'’-]+, [A-Z][A-Z'’-]{2,}(?: [A-Z]\.?)?")
"""ORTIZ, ANA M. — a state and its ZIP code have digits, and OH is too short."""
_SHORT_FORMS = """
    robert bob rob bobby, william bill will billy, richard rick dick rich, james jim jimmy jamie, john jack johnny,
    michael mike mick, joseph joe joey, thomas tom tommy, charles charlie chuck, anthony tony, edward ed eddie ted,
    margaret maggie meg peggy, elizabeth liz beth betty lizzie, katherine catherine kate kathy cathy katie,
    jennifer jen jenny, patricia pat patty trish, susan sue susie, francisco paco pancho, jose pepe, guadalupe lupe
"""
_FAMILIES = tuple(frozenset(family.split()) for family in _SHORT_FORMS.split(","))
"""First names and what people are called for short, where one is not the start of the other."""
_ENOUGH = 3
"""So many letters in common make one first name the short form of another (Sam, Samantha)."""


def answer(facts: Facts) -> Answer:
    """Fails when the last name of the greeting is not in the address, letter by letter, or when Mr. meets Ms.

    Case, accents, initials, short first names and one half of a double name make no other person. A letter without
    a name in both places gives nothing to compare.
    """
    greeting = facts.parts.salutation
    greeted = _name(name_in_greeting(facts.words(greeting))) if greeting else []
    people = [line for line in facts.parts.addressee if _is_somebody(facts.words(line))]
    if greeting is None or not people or not greeted:
        return not_applicable("There is no name in both places.")
    if any(_is_same(greeted, _name(_without_attention(facts.words(line)))) for line in people):
        return _titled_alike(facts, people, greeting)
    return failed(_OTHER_NAME, people[0], greeting)


_OTHER_NAME = "The greeting and the address give two different names. Check who gets this letter, and the spelling."


def _titled_alike(facts: Facts, people: list[Span], greeting: Span) -> Answer:
    """Mr. Cole and Ms. Cole may be two people. Where the address names several, the title tells nothing."""
    line, dear = facts.words(people[0]), facts.words(greeting)
    crossed = (_MAN.search(line) and _WOMAN.search(dear)) or (_WOMAN.search(line) and _MAN.search(dear))
    both = any(_MAN.search(words) and _WOMAN.search(words) for words in (line, dear))
    if crossed and not both and len(people) == 1:
        return failed("One says Mr. and the other says Ms. Check who gets this letter.", people[0], greeting)
    return passed(people[0], greeting)


_FIRM = re.compile(
    r"\b(?:inc|llc|l\.l\.c|corp|corporation|company|co|ltd|llp|group|furniture|foods?|stores?|trucking|school|schools|"
    r"hospital|clinic|university|college|plant|mills?|farms?|industries|enterprises|services?|department|dept|payroll|"
    r"human resources|personnel|accounting)\b\.?",
    re.IGNORECASE,
)
"""A firm's name is no person's; who opens its mail is not for us to know."""


def _is_somebody(line: str) -> bool:
    if _FIRM.search(line):
        return False
    return bool(_LAST_FIRST.fullmatch(line)) or is_person(_without_attention(line))


def _without_attention(line: str) -> str:
    """The name behind "Attn:"."""
    return _ATTENTION.sub("", line, count=1) if re.match(r"(?:attn|attention|c/o|care of)\b", line, re.I) else line


def _name(words: str) -> list[str]:
    """The words of a name, without titles, initials, accents and suffixes; both halves of a double name."""
    plain = "".join(
        char for char in unicodedata.normalize("NFD", _SUFFIX.sub("", words)) if not unicodedata.combining(char)
    )
    plain = re.sub(r"\b(?:and|or)\b|&", " ", plain, flags=re.I)
    parts = name_words(" ".join(HONORIFIC.sub("", word, count=1) for word in re.split(r"(?<=\s)", plain)))
    return [half.replace("'", "").replace("’", "") for word in parts for half in word.split("-") if half]


def _is_same(greeted: list[str], addressed: list[str]) -> bool:
    if len(greeted) == 1:
        return greeted[0] in addressed or any(_is_short_for(greeted[0], word) for word in addressed[:1])
    if greeted[-1] not in addressed and addressed[-1:] != greeted[-1:] and addressed[-1] not in greeted:
        return False
    firsts = [word for word in addressed if word != greeted[-1]]
    return not firsts or any(one == word or _is_short_for(one, word) for one in greeted[:-1] for word in addressed)


def _is_short_for(one: str, other: str) -> bool:
    """Bob for Robert, Sam for Samantha. A slip of one letter in a longer name (Joana, Joanna) is no short form."""
    if any(one in family and other in family for family in _FAMILIES):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _ENOUGH and len(long) - len(short) > 1 and long.startswith(short)


CHECK = Check(
    id="same-name",
    part=Part.ACCURATE,
    weight=Weight.GATE,
    question="Is it the same name in the address and in the greeting?",
    source="Rubric G-6; training text 002",
    how="The names of the address block and of the greeting, word by word and letter by letter.",
    strength="Address and greeting name the same person.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(greeting="Dear Ana Ortiz:")),
        Example(letter(address="ORTIZ-VEGA, ANA M.\n40 Larch Road\nFallow, OH 43999")),
        Example(letter(address="Ms. Anastasia Ortiz\n40 Larch Road\nFallow, OH 43999", greeting="Dear Ana,")),
    ),
    fails=(
        Example(letter(greeting="[[Dear Mr. Cole,]]", address="[[Ms. Ana Ortiz]]\n40 Larch Road\nFallow, OH 43999")),
        Example(letter(greeting="[[Dear Mr. Ortiz,]]")),
        Example(letter(greeting="[[Dear Ms. Ortez,]]"), also=("consistent-facts",)),
        Example(letter(greeting="[[Hello Ana Vega,]]")),
    ),
    leaves_alone=(
        Example(letter(greeting="Dear Parent,"), also=("greeting-by-name",)),
        Example(letter(address="Ms. Ana Ibáñez\n40 Larch Road\nFallow, OH 43999", greeting="Dear Ms. Ibanez,")),
        Example(letter(address="Mr. Luis and Ms. Ana Ortiz\n40 Larch Road\nFallow, OH 43999")),
    ),
)
