"""a or an, by the sound a word begins with."""

from __future__ import annotations

import re

from plainlang.language.lexicon import is_everyday

_SILENT_H = re.compile(r"(?:hour|honest|honor|heir)", re.IGNORECASE)
_SAID_YOU = re.compile(
    r"(?:uni(?:on|t(?!e?mp)|que|form|vers|lateral|son|cycle|fy|fied|corn)|unanim|us(?:e|a|u)|util|eu|ewe|ufo|uk\b|us\b|u\.|"
    r"one\b|once\b)",
    re.IGNORECASE,
)
_SPELLED_WITH_VOWEL = frozenset("AEFHILMNORSX")
"""Letters whose names begin with a vowel: an F, an X-ray, an HR office."""


def article_for(words: str) -> str:
    """The indefinite article that goes before `words`: "an" for "earlier order", "a" for "one-time fee"."""
    first = re.split(r"[\s-]", words.strip("\"'“‘(["), maxsplit=1)[0]
    if first[:1].isdigit():
        return "an" if re.match(r"8|1[18](?!\d)", first) else "a"
    if first.isupper() and _is_spelled(first):
        return "an" if first[0] in _SPELLED_WITH_VOWEL else "a"
    if _SILENT_H.match(first):
        return "an"
    if _SAID_YOU.match(first):
        return "a"
    return "an" if first[:1].lower() in "aeiou" else "a"


def _is_spelled(capitals: str) -> bool:
    """True for capitals said letter by letter: X, HR, IWO, USDA; not for FEW or NASA."""
    if len(capitals) <= 3:
        return len(capitals) == 1 or capitals.endswith("S") or not is_everyday(capitals)
    return not re.search(r"[AEIOU]", capitals[1:-1])
