"""a or an, by the sound a word begins with."""

from __future__ import annotations

import re

_SILENT_H = re.compile(r"(?:hour|honest|honor|heir)", re.IGNORECASE)
_SAID_YOU = re.compile(r"(?:uni(?!n|m)|us[eu]|util|eu|ewe|ufo|one\b|once\b|one-)", re.IGNORECASE)
_LETTER_WITH_VOWEL = frozenset("AEFHILMNORSX")


def article_for(words: str) -> str:
    """The indefinite article that goes before `words`: "an" for "earlier order", "a" for "one-time fee"."""
    first = re.split(r"[\s-]", words.strip("\"'“‘(["), maxsplit=1)[0]
    if first.isupper() and len(first) > 1 and not re.search(r"[AEIOU]", first[1:-1] or "A"):
        return "an" if first[0] in _LETTER_WITH_VOWEL else "a"
    if first[:1].isdigit():
        return "an" if first.startswith("8") or first in ("11", "18") else "a"
    if _SILENT_H.match(first):
        return "an"
    if _SAID_YOU.match(words):
        return "a"
    return "an" if first[:1].lower() in "aeiou" else "a"
