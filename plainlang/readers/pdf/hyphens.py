"""Words cut at the end of a line: is the hyphen the printer's or the word's own?"""

from __future__ import annotations

import re
from collections.abc import Iterable

_KEEPS = frozenset(
    "all court cross far first four full half high long low non one part past second self short single third three "
    "time two well year".split()
)
"""First parts that mostly keep their hyphen ("non-custodial", "past-due"); "re-", "pre-" and "co-" mostly do not."""
_ENDINGS = frozenset("age ages ed en ened ener er est hood ing ly ment ments ner ners ness room ship time ward".split())
"""Second parts that no hyphen stands before ("short-/age", "part-/ners")."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Hyphens:
    """Judges the hyphens of one document by its other words.

    words: every word of it that does not end its line.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._known = {found.lower() for word in words for found in _WORD.findall(word)}

    def join(self, head: str, tail: str) -> str:
        """The first part of a word as it has to stand before the second: with its hyphen, or without.

        head ends with a hyphen or a soft hyphen; tail begins the next line.
        """
        bare = head[:-1]
        if head.endswith("\u00ad"):
            return bare
        first, second = _last(bare), _first(tail)
        if not second or not tail[0].islower() or not first or bare[-1:].isdigit():
            return head
        if f"{first}-{second}" in self._known:
            return head
        if f"{first}{second}" in self._known:
            return bare
        # "mother-in-/law", "past-due-/support": what has a hyphen already has one more.
        if "-" in bare or "-" in _part(tail) or (first in _KEEPS and second not in _ENDINGS):
            return head
        return bare


def _last(text: str) -> str:
    found = _WORD.findall(text.lower())
    return found[-1] if found else ""


def _first(text: str) -> str:
    found = _WORD.match(text.lower())
    return found.group() if found else ""


def _part(tail: str) -> str:
    found = _WORD.match(tail)
    return found.group() if found else ""
