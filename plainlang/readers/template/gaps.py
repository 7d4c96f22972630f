"""What stands between two words where tags stood: the space that is left, or the edge of a block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plainlang.readers.template.scan import Mark, Tag

HARD = frozenset("macro endmacro call endcall endset".split())
"""What stands behind these tags is printed elsewhere than what stands before them."""
BRANCHES = frozenset("else elif elseif pluralize".split())
_QUIET = frozenset("set extends import from include do with endwith continue break debug".split())
"""Commands that stand in a word or sentence as if they were not there."""
_SENTENCE_END = re.compile(r"(?:[.!?:;][\"'”’)\]*_]*)$")
_SHORT_FORM = re.compile(r"(?:\b(?:mr|mrs|ms|mx|dr|st|no|inc|jr|sr|vs|ave|apt|co|dept|[a-z])\.)$", re.IGNORECASE)
_TAIL = 20
"""Characters: as much of the words before as can tell a sentence's end from a title."""
_SUFFIX = re.compile(r"(?:s|es|ies|y|d|ed|ing|er|['’]s)\b")
_PREFIX = re.compile(r"\b(?:un|re|non|pre|mis|over|under|de|dis)$", re.IGNORECASE)
_ADDRESS = re.compile(r"[/=@<][^\s>]*$")
_ROW = re.compile(r"\s*(?:\||.*\S\s*\|)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s|\s*>|(?: {2,}|\t)\S")


class Around(NamedTuple):
    """The words around tags. before: the last of the page so far. line: its last line. after: what the source goes
    on with. Both are cut to what is needed."""

    before: str
    line: str
    after: str


def ends_sentence(before: str) -> bool:
    """True when the text ends like a sentence, and not with a title or an initial."""
    text = before[-_TAIL:].rstrip()
    return bool(_SENTENCE_END.search(text)) and not _SHORT_FORM.search(text)


def is_edge(run: Sequence[Mark], around: Around, *, spaced: bool) -> bool:
    """True where a block ends at these tags. spaced: white space is left where they stood."""
    names = [mark.name() for mark in run if mark.tag is Tag.COMMAND]
    if not names:
        return False
    if any(name in HARD for name in names) or any(opens_set(mark) for mark in run):
        return True
    if not ends_sentence(around.before) or _ADDRESS.search(around.before):
        return False
    return any(name in BRANCHES or (name.startswith("end") and not spaced) for name in names)


def opens_set(mark: Mark) -> bool:
    """True for `{% set x %}`, whose value stands between the tags."""
    return mark.name() == "set" and all(token.text != "=" for token in mark.words())


def needs_space(run: Sequence[Mark], around: Around) -> bool:
    """True where the words around tags would run into one that nobody wrote.

    `obligor{% if many %}s{% endif %}` is one word, and a comment parts nothing.
    """
    names = [mark.name() for mark in run if mark.tag is Tag.COMMAND]
    parts = [name for name in names if name not in _QUIET]
    last, next_ = around.before[-1:], around.after[:1]
    if not parts or not _is_word(next_) or _ADDRESS.search(around.before):
        return False
    if last in tuple(".!?;:,)"):
        return True
    if not _is_word(last):
        return False
    only_branch = all(name in BRANCHES for name in parts)
    return only_branch or not (_SUFFIX.match(around.after) or _PREFIX.search(around.before))


def is_glued(run: Sequence[Mark], around: Around) -> bool:
    """True where `-` on both sides makes one word of two: `arr{%- if late -%} ears`. Two branches make none."""
    parts = [mark.name() for mark in run if mark.tag is Tag.COMMAND and mark.name() not in _QUIET]
    between = run[0].strips_before and run[-1].strips_after and around.before[-1:].isalpha()
    only_branch = all(name in BRANCHES for name in parts)
    return between and not only_branch and around.after[:1].isalpha()


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "{" or "\ue000" <= char <= "\ue00f"


def goes_on(around: Around) -> bool:
    """True where a sentence runs on over tags that stand on lines of their own."""
    before = around.before.rstrip()[-1:]
    small = re.match(r"\s*[a-z]+(?![\w/])", around.after)
    return bool(small) and (before.isalnum() or before in tuple(",-–—") or "\ue000" <= before <= "\ue00f")


def is_row(line: str) -> bool:
    """True for a line of a Markdown table."""
    return bool(_ROW.match(line))


def is_item(line: str) -> bool:
    """True for a line that belongs to a Markdown list or quote."""
    return bool(_ITEM.match(line))
