"""Findings for glossary terms: the same for every kind of jargon but its default reason."""

from __future__ import annotations

from collections.abc import Iterator

from plainlang.finding import Finding
from plainlang.glossary.compiled import Term
from plainlang.language.wording import suggest
from plainlang.rules.found import Found, TermFound


def find_terms(found: Found, rule: str, reason: str) -> Iterator[Finding]:
    """A finding for each term of the kind `rule`; `reason` is said where the entry gives no `why`."""
    for term in found.of_kind(rule):
        yield finding_for(found, term, rule, reason)


def finding_for(found: Found, term: TermFound, rule: str, reason: str) -> Finding:
    """The finding for one term, with its suggestions and the reason in plain words."""
    swap = suggest(found.reading, term.match, term.pattern)
    return Finding(
        rule=rule,
        level=term.term.level,
        span=swap.span,
        message=message_for(term.term, reason, pasteable=bool(swap.suggestions)),
        suggestions=swap.suggestions,
        term=term.term.name,
    )


def message_for(term: Term, reason: str, *, pasteable: bool) -> str:
    """Why, then what to do: one swap, or the words to say it with, or the words to put in brackets."""
    parts = [term.why or reason]
    if not pasteable:
        choices = ", or: ".join(say.one for say in term.says[:2])
        parts.append(f"No single word fits here. Better: {choices}." if choices else "Say it in other words.")
    if term.meaning and term.pos == "noun" and term.kind not in ("wordy-phrase", "complex-word"):
        parts.append(f"If it has to stay, explain it: ({term.meaning.rstrip('.')}).")
    return " ".join(parts)
