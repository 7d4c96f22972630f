"""Where a letter says what an acronym stands for: "Long Form (LF)", "LF (long form)", "LF means …".

What stands between the two says how sure the letters must fit: brackets need little, a comma every initial.
`alignment` says how well they fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plainlang.language.alignment import Fit, Piece, best_fit, pieces_of
from plainlang.language.short_forms import stem_of, tokens
from plainlang.spans import Span

_QUOTES = "\"“”'‘’"
_NAMED = (
    r"(?:(?:also|often|sometimes|commonly|now|here|hereafter|hereinafter|formerly|simply|is|are|was|were|be|will be) )*"
    r"(?:called|known as|referred to(?: here)? as|abbreviated(?: as| to| by)?|shortened to|denoted(?: as| by)?|termed|"
    r"named|written(?: as)?|hereafter|hereinafter)"
)
_IN_BRACKETS = re.compile(
    rf"(?:[\s{_QUOTES}]|the\b|an?\b|or\b|i\.e\.,?|in short,?|for short,?|acronym:?|abbr(?:ev)?\.|abbreviation:?|"
    rf"{_NAMED}\b|,|[A-Z]{{2,6}}/)*"
)
_BRACKET_END = re.compile(
    rf"[{_QUOTES}]?\s*(?:/[A-Z]{{2,6}}\)|[)\];,:]|(?:for short|in short|hereafter)\s*\)|\s(?:or|and)\s)"
)
_LOOSE_TIE = re.compile(
    rf"[,\s{_QUOTES}]*\s(?:which |that |and )?(?:{_NAMED}|in short|for short),?\s+(?:the |an? |as )?[{_QUOTES}]?$"
)
_OR_TIE = re.compile(rf"[,{_QUOTES}]*\s+or\s+(?:the |an? )?[{_QUOTES}]?$")
_MARK_TIE = re.compile(rf"(?:,\s*|\s[-–—]\s|[-–—])[{_QUOTES}]?$")
_TIE_ENDS = frozenset("or called as by to the a an named termed short hereafter hereinafter written".split())
_LAST_WORD = re.compile(r"[\w,–—-]+\s*$")
_LOOSE_VERB = re.compile(
    rf"[{_QUOTES}]?,?\s+(?:which |that )?(?:stands? for|(?:is |are )?short for|"
    rf"is (?:the |an? )?(?:abbreviation|acronym|short form) (?:for|of))\s*:?\s+(?:the |an? )?[{_QUOTES}]?"
)
_TIGHT_VERB = re.compile(
    rf"[{_QUOTES}]?(?:,?\s+(?:which |that )?(?:means?|i\.e\.,?|meaning|denotes?|represents?|refers? to)"
    r"\s*:?\s+(?:the |an? )?"
    rf"|\s*(?:[=:&]|\s[-–—]|[–—])\s*\[?(?:the |an? )?)[{_QUOTES}]?"
)
_LITTLE_VERB = re.compile(rf"[{_QUOTES}]?,?\s+(?:or\s+(?:the |an? )?|(?:is|are)\s+(?:the |an? |(?=[A-Z])))[{_QUOTES}]?")
_SURE = re.compile(r",|\b(?:is|are) (?:the|an?) ")
"""What makes "SDU is the …" and "SDU, or …" good for short forms of two letters, too."""
_OPENING = re.compile(rf"(?:[’']s)?[{_QUOTES}]?\s*[(\[]\s*")
_INNER_LEAD = re.compile(
    rf"(?:[\s{_QUOTES}]|the\b|an?\b|or\b|i\.e\.,?|which\b|that is,?|"
    r"meaning\b|means\b|stands for\b|(?:is )?short for\b)*"
)
_EDGE = re.compile(r"(?:(?<=[a-z]{3})[.!?]|[;:!?])[\"”’')]*\s+(?=[^a-z\s])|\n|[()\[\]]")
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
"""The end of a line, but not of a paragraph."""
_TIMES = re.compile(r"([A-Z])([2-4])")
_POSSESSIVE = re.compile(r"[’'][sS]$")
_NEAR, _REACH = 60, 160
"""How far the words that tie, and the long form itself, may reach (code points)."""
_LOOSE, _TIGHT = 0.45, 0.13
"""The cost per letter up to which a fit counts."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form, its long form, and where both stand in the letter (half-open code points)."""

    short: str
    short_span: Span
    long_span: Span


def find_definitions(text: str) -> list[Definition]:
    """Every definition in the order of its place; a line end counts as a space."""
    text = _LINE_END.sub(" ", text)
    found = []
    for span in tokens(text):
        word = text[span.start : span.end]
        if sum(char.isupper() for char in word) >= 2 and (long := _long_form(text, span)):
            found.append(Definition(word, span, long))
    return found


def _long_form(text: str, span: Span) -> Span | None:
    """The best-fitting long form beside a short form, the one in front first."""
    fits = (_fit(text, span, region) for region in _regions(text, span))
    return next((fit for fit in fits if fit is not None), None)


@dataclass(frozen=True, slots=True)
class _Region:
    """Where a long form may stand: behind or in front of the short form, and the cost a letter may have."""

    start: int
    end: int
    behind: bool
    limit: float
    bracketed: bool = False
    least: int = 2


def _regions(text: str, span: Span) -> Iterator[_Region]:
    near = max(0, span.start - _NEAR)
    opener = max(text.rfind("(", near, span.start), text.rfind("[", near, span.start))
    if opener >= 0 and _IN_BRACKETS.fullmatch(text, opener + 1, span.start) and _BRACKET_END.match(text, span.end):
        end = max(opener if text[span.end] != "/" else text.rfind("/", 0, opener), 0)
        yield _Region(_start(text, end), end, False, _LOOSE, bracketed=True)
    elif tie := _tie(text, span):
        end, limit, least = tie
        yield _Region(_start(text, end), end, False, limit, least=least)
    if bracket := _OPENING.match(text, span.end):
        lead = _INNER_LEAD.match(text, bracket.end())
        assert lead is not None
        yield _Region(lead.end(), _end(text, lead.end()), True, _LOOSE, bracketed=True)
        return
    for pattern, limit in ((_LOOSE_VERB, _LOOSE), (_TIGHT_VERB, _TIGHT), (_LITTLE_VERB, _TIGHT)):
        if verb := pattern.match(text, span.end):
            least = 3 if pattern is _LITTLE_VERB and not _SURE.search(verb[0]) else 2
            yield _Region(verb.end(), _end(text, verb.end()), True, limit, least=least)
            return


def _tie(text: str, span: Span) -> tuple[int, float, int] | None:
    """Where "…, or SDU" or "… is called the SDU" begins, how well the letters must fit, and how many there must be."""
    near = text[max(0, span.start - _NEAR) : span.start]
    last = _LAST_WORD.search(near[-14:].rstrip(_QUOTES))
    if last is None or not (last[0].rstrip() in _TIE_ENDS or last[0].rstrip()[-1] in ",-–—"):
        return None
    for pattern, limit, least in ((_LOOSE_TIE, _LOOSE, 2), (_OR_TIE, _TIGHT, 3), (_MARK_TIE, _TIGHT, 3)):
        if found := pattern.search(near):
            return (
                span.start - len(near) + found.start(),
                limit,
                2 if found[0].startswith(",") and "or" in found[0] else least,
            )
    return None


def _start(text: str, end: int) -> int:
    """The start of the words in front of `end`: of the sentence, or behind the last bracket."""
    start = max(0, end - _REACH)
    return max((edge.end() for edge in _EDGE.finditer(text, start, end)), default=start)


def _end(text: str, start: int) -> int:
    """The end of the words from `start` on: of the sentence, or the next bracket."""
    edge = _EDGE.search(text, start, start + _REACH)
    return edge.start() if edge else min(len(text), start + _REACH)


def _fit(text: str, span: Span, region: _Region) -> Span | None:
    word = text[span.start : span.end]
    for short in dict.fromkeys((stem_of(word), word, _TIMES.sub(_repeated, word))):
        letters = "".join(char for char in short if char.isalnum() or char == "&")
        if len(letters) < region.least:
            continue
        pieces = _window(text, region, word, min(2 * len(letters) + 4, len(letters) + 8))
        fit = best_fit(pieces, letters, from_first=region.behind) if pieces else None
        if fit is None:
            continue
        long = Span(pieces[fit.first].span.start, _whole(pieces, fit.last))
        if fit.first == fit.last:
            good = region.bracketed and _is_one_word(pieces[fit.first].text, letters)
        else:
            good = fit.cost <= region.limit * len(letters) and _is_long(pieces, fit, letters)
        if good and (fit.cost <= _TIGHT * len(letters) or not region.behind or _ends(text[long.end : region.end])):
            return long
    return None


def _ends(rest: str) -> bool:
    """True where nothing but a mark follows: a doubtful fit has to be the whole of what is said."""
    return rest.strip(_QUOTES + " ")[:1] in ("", ",", ".")


def _repeated(match: re.Match[str]) -> str:
    """W3 -> WWW."""
    return match[1] * int(match[2])


def _window(text: str, region: _Region, word: str, most: int) -> list[Piece]:
    """The words next to the short form, as many as it may take, up to where the short form itself stands again."""
    pieces = pieces_of(text, region.start, region.end)
    again = [at for at, piece in enumerate(pieces) if piece.text == word]
    if region.behind:
        return pieces[: min(most, *again)] if again else pieces[:most]
    return pieces[again[-1] + 1 :][-most:] if again else pieces[-most:]


def _whole(pieces: list[Piece], last: int) -> int:
    """The end of the word that a long form ends in, with all that hangs on it by hyphens."""
    while last + 1 < len(pieces) and pieces[last + 1].tail:
        last += 1
    return pieces[last].span.end - (2 if _POSSESSIVE.search(pieces[last].text) else 0)


def _is_long(pieces: list[Piece], fit: Fit, letters: str) -> bool:
    """False for a row of other short forms ("I, II, III")."""
    return sum(len(piece.text) for piece in pieces[fit.first : fit.last + 1]) > 2 * len(letters)


def _is_one_word(word: str, letters: str) -> bool:
    """ "Medicaid (MA)", but not "Children (CH)", which is only the head of a word."""
    least = 2 * len(letters) + 2 if word[0].isupper() else 3 * len(letters) + 1
    return len(word) >= least and word[1:].islower() and not word.lower().startswith(letters.lower())
