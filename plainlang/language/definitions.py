"""Where a letter says what an acronym stands for: "Long Form (LF)", "LF (long form)", "LF means …".

The letters of the short form are sought in the long form from right to left, the first one at the start
of a word: A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions
in biomedical text" (2003).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from plainlang.spans import Span

SHORT = r"[A-Za-z$&][A-Za-z0-9&./-]{1,11}"
_LONG_THEN_SHORT = re.compile(rf"\(\s*[\"“'‘]?(?:the |or |an? )?[\"“'‘]?({SHORT})[\"”'’]?\s*\)")
_SHORT_THEN_LONG = re.compile(rf"\b({SHORT})\s*\(([^()]{{5,120}})\)")
_SHORT_MEANS = re.compile(
    rf"\b({SHORT})[\"”]?,?\s+(?:(?:which |that )?(?:stands for|is short for|means)|short for|i\.e\.,?|or)\s+"
    r"([^.;:()]{5,90})"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form, its long form, and where both stand in the letter (half-open code points)."""

    short: str
    short_span: Span
    long_span: Span


def find_definitions(text: str) -> list[Definition]:
    """Every definition in the order of its place; a line end counts as a space."""
    flat = text.replace("\n", " ")
    found = [
        Definition(match[1], Span(*match.span(1)), long)
        for match in _LONG_THEN_SHORT.finditer(flat)
        if _is_short(match[1]) and (long := _long_before(flat, match.start(), match[1]))
    ]
    for pattern in (_SHORT_THEN_LONG, _SHORT_MEANS):
        found += [
            Definition(match[1], Span(*match.span(1)), long)
            for match in pattern.finditer(flat)
            if _is_short(match[1]) and (long := _long_within(match))
        ]
    return sorted(found, key=lambda definition: definition.short_span)


def _is_short(word: str) -> bool:
    return sum(char.isupper() for char in word) >= 2


def _long_before(text: str, at: int, short: str) -> Span | None:
    letters = [char for char in short if char.isalnum()]
    words = list(re.finditer(r"[^\s()]+", text[max(0, at - 150) : at]))
    shift = max(0, at - 150)
    window = words[-min(len(letters) + 5, 2 * len(letters)) :]
    if not window:
        return None
    start, end = shift + window[0].start(), shift + window[-1].end()
    found = _align(text[start:end], letters)
    return None if found is None else Span(start + found, end)


def _long_within(match: re.Match[str]) -> Span | None:
    """The shortest run of words that holds the letters and ends with the word of the last one."""
    letters = [char for char in match[1] if char.isalnum()]
    fitting = [cut for cut in _prefixes(match[2], len(letters)) if _align(cut, letters) == 0]
    last = letters[-1].lower()
    ended = [cut for cut in fitting if re.split(r"[\s-]", cut)[-1][:1].lower() == last]
    best = next(iter(ended or fitting), None)
    return None if best is None else Span(match.start(2), match.start(2) + len(best))


def _prefixes(text: str, least: int) -> list[str]:
    """The text cut after each of its words, from the shortest that can hold the letters."""
    ends = [word.end() for word in re.finditer(r"[^\s]+", text)]
    return [text[:end].rstrip(",") for at, end in enumerate(ends, 1) if at >= min(2, least)][: least + 4]


def _align(text: str, letters: list[str]) -> int | None:
    """Where the long form begins in `text`, or None when the letters are not all in it.

    The first letter stands at the start of a word, of one with a capital if there is such a word.
    """
    low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    at = len(text)
    for letter in reversed(letters[1:]):
        at = low.rfind(letter.lower(), 0, at)
        if at < 0:
            return None
    starts = [word.start() for word in re.finditer(r"(?<![^\W_])[^\W_]", low[:at]) if word[0] == letters[0].lower()]
    capital = [start for start in starts if text[start].isupper()]
    start = next(reversed(capital or starts), None)
    if start is None:
        return None
    return start if len(text[start:].split()) >= 2 or "-" in text[start:] else None
