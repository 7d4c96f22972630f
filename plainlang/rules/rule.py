"""What a rule is: what it finds, why, on what it rests, and the examples that are its tests and its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plainlang.finding import Finding, Level
from plainlang.rules.found import Found
from plainlang.spans import Span

MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Flag:
    """A text whose [[marked]] words the rule finds, with exactly the suggestions of `instead` for each mark.

    `level` is the level of the findings, where it is not the rule's own.
    """

    text: str
    instead: tuple[tuple[str, ...], ...] = ()
    level: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that marks words.

    find: from what was found in a letter to the rule's findings. flags: texts it finds something in.
    passes: near misses that are clean under all rules. known_misses: marked texts it should find and does not
    find yet; they fail strictly, so that a lucky mending is noticed.
    """

    id: str
    title: str
    level: Level
    why: str
    source: str
    find: Callable[[Found], Iterable[Finding]]
    flags: tuple[Flag, ...]
    passes: tuple[str, ...]
    known_misses: tuple[str, ...] = ()


def unmark(text: str) -> tuple[str, list[Span]]:
    """An example without its marks, and the marked spans in it."""
    spans, plain, at = [], "", 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        spans.append(Span(len(plain), len(plain) + len(mark[1])))
        plain += mark[1]
        at = mark.end()
    return plain + text[at:], spans
