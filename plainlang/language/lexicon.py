"""English words and their syllables, from the CMU Pronouncing Dictionary (126,000 words and names)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=1)
def syllable_table() -> Mapping[str, int]:
    """Word in lower case -> number of its syllables, for every word of the dictionary."""
    text = resources.files("plainlang.language").joinpath("data/syllables.txt").read_text("utf-8")
    table: dict[str, int] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            count, words = line.split(" ", 1)
            table.update(dict.fromkeys(words.split(" "), int(count)))
    return table


def is_word(word: str) -> bool:
    """True when the dictionary holds the word (or name), in any case."""
    return word.lower() in syllable_table()


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """The Dale-Chall list of words that most fourth-graders know, as textstat carries it."""
    spec = find_spec("textstat")
    if spec is None or not spec.submodule_search_locations:
        return frozenset()
    path = Path(spec.submodule_search_locations[0]) / "resources" / "en" / "easy_words.txt"
    return frozenset(path.read_text("utf-8").lower().split())


def is_everyday(word: str) -> bool:
    """True for a word of the Dale-Chall list, or a plain inflection of one, in any case."""
    lower = word.lower()
    stems = (
        lower,
        lower.removesuffix("s"),
        lower.removesuffix("es"),
        lower.removesuffix("ed"),
        lower.removesuffix("d"),
    )
    return any(stem in _everyday() for stem in (*stems, lower.removesuffix("ing")))


def syllables(word: str) -> int:
    """The syllables of a word, at least 1; a word the dictionary lacks is counted by its vowel groups.

    A hyphenated word is the sum of its parts; a possessive counts as its stem.
    """
    lower = word.lower().replace("\u2019", "'")
    known = syllable_table().get(lower) or syllable_table().get(lower.removesuffix("'s"))
    if known:
        return known
    if "-" in lower.strip("-"):
        return sum(syllables(part) for part in lower.split("-") if part)
    groups = len(_VOWELS.findall(lower))
    silent = lower.endswith("e") and not lower.endswith(("le", "ee", "ye")) and groups > 1
    return max(1, groups - silent)
