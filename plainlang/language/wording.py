"""Suggestions that can be pasted: a glossary substitute made to agree with its sentence.

Federal Plain Language Guidelines ask for familiar words; a familiar word in the wrong number or tense
makes the sentence worse. Where no substitute fits, there is no suggestion, and the finding says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from plainlang.glossary.compiled import Pattern, Say
from plainlang.glossary.match import Match
from plainlang.language.agreement import Change
from plainlang.language.articles import article_for, with_article
from plainlang.language.noun_phrase import ARTICLES, DETERMINERS
from plainlang.language.nouns import noun_changes
from plainlang.language.reading import Reading, Sentence
from plainlang.language.spot import Spot, capitalised, spot_of
from plainlang.language.verbs import verb_changes
from plainlang.remembered import forget_older
from plainlang.spans import Span

_OPENING_MARKS = frozenset("$“\"'‘([")
_AMOUNTS = re.compile(r"(?:not )?(?:enough|more|most|all|each|every)\b(?! enough)")
"""Substitutes that say how much or how many; no article or other determiner can stand before them."""
_HAS_TAIL = re.compile(r"^too |^not (?!enough)| (?:to|of|for|in|on|with|from|by|as) ")
"""Words like "easy to read" and "too late": they stand behind a noun only."""
_SAYS_WHEN = re.compile(r"(?:on[ -]time|right away|at once)$")
"""Words that stand behind a verb only: "you did not reply on time"."""
_JOINING = (["or"], ["and"], ["/"])
_ENDS = frozenset(".!?")
_WHOLE = re.compile(r"[.!?][\"”'’)]*$")
_KEPT = 10_000
_KNOWN: dict[tuple[object, ...], tuple[Pattern, Swap]] = {}
"""Suggestions of earlier letters: what they rest on -> the pattern, and the swap counted from its sentence."""


@dataclass(frozen=True, slots=True)
class Swap:
    """The words to replace and what may stand in their place, best first (none where no swap fits)."""

    span: Span
    suggestions: tuple[str, ...]


def suggest(reading: Reading, match: Match, pattern: Pattern) -> Swap:
    """The span that changes (the match, with the article or verb that must follow) and the suggestions.

    In a whole sentence all of it rests on the sentence alone, so the answer is kept for the next letter that has it.
    """
    sentence = reading.sentence_at(match.span.start)
    alone = _alone(reading, sentence)
    if alone is None:
        return _suggest(reading, match, pattern)
    at = sentence.span.start
    key = (*alone, match.span.start - at, match.span.end - at, id(pattern))
    kept = _KNOWN.get(key)
    if kept is None or kept[0] is not pattern:
        swap = _suggest(reading, match, pattern)
        kept = _KNOWN[key] = pattern, Swap(Span(swap.span.start - at, swap.span.end - at), swap.suggestions)
        forget_older(_KNOWN, _KEPT)
    span, suggestions = kept[1].span, kept[1].suggestions
    return Swap(Span(span.start + at, span.end + at), suggestions)


def _alone(reading: Reading, sentence: Sentence) -> tuple[object, ...] | None:
    """What a suggestion in this sentence rests on; None where words outside of it may count.

    Those are read only where the sentence before it, or it itself, does not end with a mark.
    """
    start, end = sentence.span
    text, before = reading.letter.text, reading.letter.text[max(0, start - 60) : start]
    ended = not before.strip() or before.endswith("\n\n") or before.rstrip()[-1] in _ENDS
    words = text[start:end]
    if not ended or not _WHOLE.search(words) or reading.is_masked(sentence.span):
        return None
    lead = "".join("a" if sign.isalnum() else sign for sign in reading.plain[max(0, start - 4) : start])
    return words, reading.plain[start:end], lead, reading.holds_sentences(sentence.block)


def _suggest(reading: Reading, match: Match, pattern: Pattern) -> Swap:
    term = pattern.term
    if not term.paste:
        return Swap(match.span, ())
    spot = spot_of(reading, match, pattern)
    if spot.hyphened or spot.in_act or _is_numbered(spot):
        return Swap(match.span, ())
    if term.drop:
        return _dropped(spot)
    says = sorted(term.says, key=lambda say: not _echoes(spot, say))
    edits = [edit for say in says if (edit := _edit(spot, say)) is not None]
    return _one_span(reading, match.span, edits)


def _is_numbered(spot: Spot) -> bool:
    """True for an acronym that a number follows ("FOC 50", "IV-D No. 7"): together they name one thing."""
    return spot.pattern.term.kind == "acronym" and (spot.after[:1].isdigit() or spot.after in ("no", "#", "number"))


def _echoes(spot: Spot, say: Say) -> bool:
    """True where the substitute begins with the word that stands there: "unpaid arrears", "unpaid support"."""
    return say.short and spot.before not in ("", *DETERMINERS) and say.one.split()[0] == spot.before


def _edit(spot: Spot, say: Say) -> list[Change] | None:
    """Everything that changes when `say` takes the place of the match; None when it cannot."""
    if spot.pattern.term.pos == "noun":
        return noun_changes(spot, say)
    if spot.pattern.term.pos == "verb":
        return verb_changes(spot, say)
    return _other_changes(spot, say.one)


def _other_changes(spot: Spot, words: str) -> list[Change] | None:
    """For adjectives, adverbs and phrases: the words, and the `a` or `an` before them."""
    if _AMOUNTS.match(words) and spot.before in DETERMINERS:
        return None
    if spot.pattern.term.pos == "adjective" and "-" in words and not _stands_before_noun(spot):
        words = words if words.endswith("ed") else words.replace("-", " ")
    if (_SAYS_WHEN.match(words) and _stands_before_verb(spot)) or (_HAS_TAIL.search(words) and _leads_noun(spot)):
        return None
    return with_article(spot, words)


def _stands_before_verb(spot: Spot) -> bool:
    """True for an adverb like that in "you did not timely reply", where two words cannot stand."""
    token = spot.token() if spot.pattern.term.pos in ("adverb", "adjective") else None
    return token is not None and token.dep_ == "advmod" and token.i + 1 == token.head.i


def _stands_before_noun(spot: Spot) -> bool:
    """True for "a late payment", not for "the payment is late"."""
    return spot.token() is None or _leads_noun(spot)


def _leads_noun(spot: Spot) -> bool:
    token = spot.token() if spot.pattern.term.pos == "adjective" else None
    if token is None:
        return False
    paired = [word.dep_ for word in token.doc[token.i + 1 : token.i + 3]] == ["cc", "amod"]
    return paired or (token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i)


def _one_span(reading: Reading, span: Span, edits: list[list[Change]]) -> Swap:
    """Lays all edits over one common span, so that each suggestion can be pasted over it.

    The best substitute says how far the span reaches; one that would drag a further verb in is left out.
    """
    edits = [edit for edit in edits if not _doubles(reading.letter.text, edit)]
    last = max([span.end, *(at.end for at, _ in edits[0])]) if edits else span.end
    edits = [edit for edit in edits if all(at.end <= last for at, _ in edit)]
    changed = [at for edit in edits for at, _ in edit]
    whole = Span(min([span.start, *(at.start for at in changed)]), max([span.end, *(at.end for at in changed)]))
    texts = [_replaced(reading.letter.text, whole, edit) for edit in edits]
    return Swap(whole, tuple(dict.fromkeys(texts)))


def _doubles(text: str, edit: list[Change]) -> bool:
    """True where a word would stand twice: "payment payment plan", "court or court or agency"."""
    start, end = min(at.start for at, _ in edit), max(at.end for at, _ in edit)
    words = _stems(_replaced(text, Span(start, end), edit))
    before = _stems(text[max(0, start - 60) : start].rpartition("\n\n")[2])
    after = _stems(text[end : end + 60].partition("\n\n")[0])
    if not words:
        return False
    joined = before[-1:] in _JOINING and before[-2:-1] == words[:1] and before[-1] in words
    rejoined = after[:1] in _JOINING and after[1:2] == words[-1:]
    return joined or rejoined or words[:1] == before[-1:] or words[-1:] == after[:1]


def _stems(text: str) -> list[str]:
    """The words and marks in lower case, one and many alike."""
    return [word.lower().removesuffix("s") for word in re.findall(r"\w+|[^\w\s]", text)]


def _replaced(text: str, whole: Span, changes: list[Change]) -> str:
    out, at = "", whole.start
    for span, words in sorted(changes):
        out += text[at : span.start] + words
        at = span.end
    return out + text[at : whole.end]


def _dropped(spot: Spot) -> Swap:
    """Leaves the words out; the next word is part of the swap, since it may need the capital or an article."""
    words = spot.reading.words
    at = spot.match.last + 1
    if at < len(words) and words[at].text in ",:":
        at += 1
    first = at
    while at < len(words) and words[at].text in _OPENING_MARKS:
        at += 1
    end = spot.reading.sentence_at(spot.match.span.start).span.end
    if at >= len(words) or words[at].end > end or not words[at].text[0].isalnum():
        return Swap(spot.match.span, ())
    follower = words[at]
    marks = spot.reading.letter.text[words[first].start : follower.start]
    text = marks + (capitalised(follower.text) if spot.opens else follower.text)
    article = spot.word_before
    if (
        article is None
        or spot.quoted
        or article.lower not in ARTICLES[1:]
        or article_for(follower.text) == article.lower
    ):
        return Swap(Span(spot.match.span.start, follower.end), (text,))
    text = f"{spot.like(article.text, article_for(follower.text))} {text}"
    return Swap(Span(article.start, follower.end), (text,))
