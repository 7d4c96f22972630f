"""Finds the blanks of a letter: merge fields, template tags and lines to write on.

The marks are those of Jinja and docxtpl (`{{ }}`, `{% %}`, `{# #}`), Ruby (`%{name}`), Word mail merge
(`«Name»`, `<<Name>>`), brackets around capitals
(`[CASE NO]`), rows of underscores or dots, and the empty boxes of a form (`[ ]`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plainlang.letter import Blank
from plainlang.spans import Span

_COMMAND = r"\{%(?:(?!\{%|%\}).){0,400}%\}|\{\#(?:(?!\{\#|\#\}).){0,2000}\#\}"
_VALUE = (
    r"\{\{(?:(?!\{\{|\}\}).){0,400}\}\}|%\{[^{}\n]*\}|\$\{[^{}\n]*\}|«[^«»\n]+»|<<[^<>\n]+>>|\[[A-Z][A-Z0-9 _#/-]*\]"
)
_RULED = r"_{2,}(?:[ /]_{2,})*|\.{5,}|…{2,}"
_BOX = r"\[ ?[Xx]? ?\](?!\()|[\u2610-\u2612\u25a1\u25a2\u25ef\u2751\u2752]"
_MARKS = re.compile(rf"(?P<command>{_COMMAND}|{_BOX})|(?P<value>{_VALUE}|{_RULED})", re.DOTALL)


def find_blanks(text: str) -> tuple[Blank, ...]:
    """Every blank of `text` in order; spans are half-open code points of `text`."""
    return tuple(Blank(Span(*mark.span()), word=mark.lastgroup == "value") for mark in _MARKS.finditer(text))


def merge_blanks(blanks: Iterable[Blank]) -> tuple[Blank, ...]:
    """The blanks sorted; those that overlap become one."""
    merged: list[Blank] = []
    for blank in sorted(blanks, key=lambda blank: blank.span):
        if merged and merged[-1].span.overlaps(blank.span):
            last = merged.pop()
            span = Span(last.span.start, max(last.span.end, blank.span.end))
            merged.append(Blank(span, word=last.word or blank.word))
        else:
            merged.append(blank)
    return tuple(merged)
