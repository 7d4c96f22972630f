"""Whether a line goes on in another, by its words: the best sign of the order in which lines are meant to be read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plainlang.readers.pdf.lines import Word

ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")
"""A line that ends a sentence or leads to a list."""
_OPENERS = "\"'“‘([ "
_FEW = 4


def text_of(words: Sequence[Word]) -> str:
    """The words with single spaces."""
    return " ".join([word.text for word in words])


def is_open(words: Sequence[Word]) -> bool:
    """True for a line that does not end its sentence."""
    return not ENDS.search(words[-1].text)


def goes_on_from_above(words: Sequence[Word]) -> bool:
    """True for a line that begins within a sentence: in lower case."""
    return words[0].text.lstrip(_OPENERS)[:1].islower()


def reads_on(above: Sequence[Word], below: Sequence[Word]) -> bool:
    """True where a sentence that one line leaves open goes on in the other."""
    return is_open(above) and goes_on_from_above(below)


def is_wrapped(above: Sequence[Word], below: Sequence[Word], edge: float) -> bool:
    """True where the sentence goes on below because the next word had no room before `edge` (points).

    Short entries of a table in lower case ("rent", "food") are no sentences.
    """
    if not reads_on(above, below):
        return False
    long = len(above) >= _FEW or (len(above) > 1 and above[0].text[:1].isupper()) or above[-1].text.endswith("-")
    return long and not has_room(above, below, edge)


def has_room(above: Sequence[Word], below: Sequence[Word], edge: float) -> bool:
    """True where the first word of the lower line would have fitted on the upper one."""
    word = below[0]
    return above[-1].right + 0.25 * word.size + (word.right - word.left) <= edge - 0.3 * word.size
