"""The forms of an English word or phrase: plurals, tenses, and the plural of "parent who pays".

Rests on lemminflect. Used when the glossary is compiled, never while a letter is read.
"""

from __future__ import annotations

import re
from functools import lru_cache

VERB_TAGS = ("VB", "VBP", "VBZ", "VBD", "VBN", "VBG")
OPEN_CLASSES = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_BE = {"VB": "be", "VBP": "are", "VBZ": "is", "VBD": "was", "VBN": "been", "VBG": "being"}
_BE_ALSO = {"VBP": "am", "VBD": "were"}
_IRREGULAR = {"person": "people"}
"""The tables give "persons", which only lawyers say."""
_TAIL = re.compile(
    r"\s(?:who|whom|that|which|of|for|from|with|without|in|on|to|at|by|about|between|under|over|before|after|"
    r"against|above|below|during|until|through|into|outside|inside|instead|like|so|than|after|"
    r"as|when|where|while|whose|left|set|owed|made|taken|paid|sent|due|given|added|"
    r"the|a|an|no|someone|you|we|he|she|they|not|still|why|"
    r"\w+ing(?= (?:the|a|an|another|for|someone|you|your)\b)|"
    r"(?:\w+ed|held|put)(?= (?:to|as|on|before|by|in|from|for|the)\b))\b"
)
_RELATIVE = re.compile(r"^(\s(?:who|that|which)\s)(\w+)(.*)$")
_MASS_HEADS = frozenset(
    "support help money proof aid insurance time care information income pay fatherhood coverage evidence mail "
    "cash advice assistance housing work food health power testing fairness permission pressure trouble equipment news "
    "welfare medicaid credit harm abuse violence withholding contact access".split()
)
"""Nouns of everyday office English that take no `a` and no plural in the sense a letter means."""


@lru_cache(maxsize=4096)
def inflect(word: str, tag: str) -> tuple[str, ...]:
    """The forms of a dictionary word for a Penn tag, likeliest first; the word itself when none is known."""
    from lemminflect import getInflection

    if word == "be" and tag in _BE:
        return tuple(form for form in (_BE[tag], _BE_ALSO.get(tag)) if form)
    return tuple(getInflection(word, tag=tag)) or (word,)


@lru_cache(maxsize=8192)
def classes(word: str) -> frozenset[str]:
    """The open word classes (NOUN, VERB, ADJ, ADV) in which `word` is a form of a known word."""
    from lemminflect import getAllLemmas

    return frozenset(getAllLemmas(word)) & OPEN_CLASSES


@lru_cache(maxsize=4096)
def all_forms(word: str) -> frozenset[str]:
    """`word` and every inflection of it, in any word class, lower case."""
    from lemminflect import getAllInflections

    return frozenset({word.lower()}.union(*getAllInflections(word.lower()).values()))


def split_head(phrase: str) -> tuple[str, str]:
    """A noun phrase cut after its head: ("past-due amount", "") or ("parent", " who pays support")."""
    tail = _TAIL.search(phrase)
    return (phrase, "") if tail is None else (phrase[: tail.start()], phrase[tail.start() :])


def is_plural(phrase: str) -> bool:
    """True when the head of a noun phrase is a plural ("papers that prove it")."""
    from lemminflect import getAllLemmas

    head = split_head(phrase)[0].split()[-1].lower()
    if not head.endswith("s") or head.endswith("ss"):
        return False
    lemmas = getAllLemmas(head, upos="NOUN").get("NOUN", ())
    return bool(lemmas) and head not in lemmas


def is_mass(phrase: str) -> bool:
    """True when the head of a noun phrase is not counted ("past-due support")."""
    return split_head(phrase)[0].split()[-1].lower() in _MASS_HEADS


def pluralise(phrase: str) -> str:
    """The plural of a noun phrase: "parent who pays support" -> "parents who pay support"."""
    front, tail = split_head(phrase)
    pair = re.fullmatch(r"(\w+) or (\w+)", front)
    if pair:
        front = f"{_plural_of(pair[1])} or {_plural_of(pair[2])}"
    else:
        *before, head = front.split(" ")
        front = " ".join([*before, _plural_of(head)])
    relative = _RELATIVE.match(tail)
    if relative:
        tail = relative[1] + _third_to_base(relative[2]) + relative[3]
    return front + tail


def _plural_of(noun: str) -> str:
    return noun if noun.isupper() else _IRREGULAR.get(noun) or inflect(noun, "NNS")[0]


def _third_to_base(verb: str) -> str:
    """ "pays" -> "pay", "is" -> "are"; a word that is no third person stays."""

    if verb in ("is", "was", "has", "does"):
        return {"is": "are", "was": "were", "has": "have", "does": "do"}[verb]
    if not verb.endswith("s"):
        return verb
    return base_of(verb)


def base_of(verb: str) -> str:
    """The dictionary form of a verb ("accrues" -> "accrue"); the word itself when none is known."""
    from lemminflect import getAllLemmas

    return str(next(iter(getAllLemmas(verb, upos="VERB").get("VERB", (verb,)))))


def conjugate(phrase: str, tag: str) -> tuple[str, ...]:
    """The forms of a verb phrase for a tag: ("give back", "VBD") -> ("gave back",).

    Of two verbs joined, both change: ("meet and talk", "VBZ") -> ("meets and talks",).
    """
    pair = re.fullmatch(r"(\w+) and (\w+)", phrase)
    if pair and "VERB" in classes(pair[2]):
        return (f"{inflect(pair[1], tag)[0]} and {inflect(pair[2], tag)[0]}",)
    verb, _, rest = phrase.partition(" ")
    return tuple(f"{form} {rest}".strip() for form in inflect(verb, tag))
