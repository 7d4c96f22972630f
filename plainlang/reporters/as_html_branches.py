"""Where the branches of a template begin: the letter leaves its tags out, and its map tells where they stood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.letter import Letter
from plainlang.source import TextHome

_TAG = re.compile(r"\{%[-+]?\s*(?P<said>(?:if|elif|for)\b[^%\n]{0,200}|else\b|endif\b|endfor\b)")
_LONGEST_GAP = 5_000
"""Between two words of a template; further apart they stand in different macros, and not side by side."""
_WORDS = {"endif": "end if", "endfor": "end for"}


def branches(letter: Letter) -> dict[int, str]:
    """Offset of the letter -> the tags in front of it ("else"); empty where the source is no text (Word)."""
    found = {}
    for offset, gap in _gaps(letter):
        said = [_WORDS.get(tag["said"], " ".join(tag["said"].rstrip("- ").split())) for tag in _TAG.finditer(gap)]
        if said:
            found[offset] = ", ".join(said)
    return found


def _gaps(letter: Letter) -> Iterator[tuple[int, str]]:
    """What stands in the source between two stretches of the letter's own words, with the offset of the second."""
    last = 0
    for piece in letter.map.pieces:
        words = letter.text[piece.letter.start : piece.letter.end]
        if piece.literal and isinstance(piece.home, TextHome) and words.strip():
            start = piece.home.span.start
            if last < start <= last + _LONGEST_GAP:
                yield piece.letter.start + len(words) - len(words.lstrip()), letter.source.text[last:start]
            last = piece.home.span.end
