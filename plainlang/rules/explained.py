"""Where a letter says what a term means, right beside it or in the sentence that the term opens."""

from __future__ import annotations

import re

from plainlang.spans import Span

_EXPLAINED = re.compile(
    r"[\"”'’]?(?:\s+\((?!see\b|if\b|case\b|no\.? ?\d|form\b|page\b|attached|enclosed|check (?:one|here|the|if)|please)"
    r"(?:[a-z\"“][^()\s]*\s[^()]{0,200}|\d+(?: [a-z]+){2,9})\)"
    r"|,? (?:which|that) is(?! (?:(?:an?|the|your|our|his|her|their|for) )?(?:[a-z]+ )?"
    r"(?:matter|question|choice|right|duty|problem|up to|due|owed|owing|paid|not|now|still|also|on|at|in|attached|"
    r"enclosed|why|set|based|available|required|pending|\$?\d))\b"
    r"|,? (?:(?:which|that) means|meaning|that is,|or,? in plain words)\b| means\b)"
)
_CALLED = re.compile(r"(?:\b(?:is|are|was|were|be|also|often|sometimes) called|\bknown as)\s+(?:an? |the )?[\"“'‘]?$")
_IN_BRACKETS = re.compile(r"[a-z]{3,} [a-z-]{2,} \((?:also called |called )?[\"“'‘]?$", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"[\"”'’]? is an? (?!(?:[a-z-]+ )?(?:matter|question|right|duty|problem|step|reason|way|case|part)\b)"
    r"(?:[a-z-]+ ){1,4}(?:to|that|who|which|we|you|when|where)\b"
)
"""Behind a term that opens its sentence: "A lien is a claim that we put on a house"."""
_OPENS = re.compile(r"(?P<the>the )?(?:an? )?[\"“'‘]?$", re.IGNORECASE)


def is_explained(text: str, span: Span, *, sentence: int) -> bool:
    """True where plain words say what the span means. sentence: where its sentence begins, in code points."""
    if _EXPLAINED.match(text, span.end) or _CALLED.search(text, max(0, span.start - 30), span.start):
        return True
    if _is_described(text, span, sentence):
        return True
    before = text[max(0, span.start - 60) : span.start]
    return text[span.end : span.end + 2].strip("\"”'’")[:1] == ")" and bool(_IN_BRACKETS.search(before))


def _is_described(text: str, span: Span, sentence: int) -> bool:
    """ "The obligor is a man who …" tells of a person; behind "the", only a name is being explained."""
    opening = _OPENS.match(text, sentence, span.start) if _DESCRIBED.match(text, span.end) else None
    return opening is not None and not (opening["the"] and text[span.start].islower())
