"""a or an, by the sound a word begins with, and which article a swap needs, keeps or leaves out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plainlang.glossary.compiled import Say
from plainlang.language.agreement import Change
from plainlang.language.lexicon import is_everyday
from plainlang.language.noun_phrase import (
    ARTICLES,
    DETERMINERS,
    SUBJECTS,
    first_of_row,
    fixed,
    is_person,
    is_single,
    led,
    modifies,
)
from plainlang.language.spot import Spot
from plainlang.spans import Span

if TYPE_CHECKING:
    from plainlang.language.syntax import Token

_SILENT_H = re.compile(r"(?:hour|honest|honor|heir)", re.IGNORECASE)
_SAID_YOU = re.compile(
    r"(?:uni(?:on|t(?!e?mp)|que|form|vers|lateral|son|cycle|fy|fied|corn)|unanim|us(?:e|a|u)|util|eu|ewe|ufo|uk\b|us\b|u\.|"
    r"one\b|once\b)",
    re.IGNORECASE,
)
_SPELLED_WITH_VOWEL = frozenset("AEFHILMNORSX")
"""Letters whose names begin with a vowel: an F, an X-ray, an HR office."""

NEEDS_ONE = frozenset({"each", "every", "another", "either", "neither", "one"})
_NEEDS_NO_ONE = frozenset({"all", "much", "more", "most", "less", "little", "enough", "some", "such"})
_NO_ARTICLE_AFTER = frozenset({"as", "called", "/", "-", "named"})
_KIND_OF = re.compile(r"\b(?:type|kind|sort|form|amount|rate|period)s? of $")
_STANDS_THERE = DETERMINERS | NEEDS_ONE | _NO_ARTICLE_AFTER


def article_for(words: str) -> str:
    """The indefinite article that goes before `words`: "an" for "earlier order", "a" for "one-time fee"."""
    first = re.split(r"[\s-]", words.strip("\"'“‘(["), maxsplit=1)[0]
    if first[:1].isdigit():
        return "an" if re.match(r"8|1[18](?!\d)", first) else "a"
    if first.isupper() and _is_spelled(first):
        return "an" if first[0] in _SPELLED_WITH_VOWEL else "a"
    if _SILENT_H.match(first):
        return "an"
    if _SAID_YOU.match(first):
        return "a"
    return "an" if first[:1].lower() in "aeiou" else "a"


def with_article(spot: Spot, words: str) -> list[Change]:
    """`words` in the place of the match, and the a or an before it corrected; a quotation mark may stand between."""
    swap = spot.match.span, spot.cased(words)
    word = spot.word_before
    if word is None or word.lower not in ("a", "an") or article_for(words) == word.lower:
        return [swap]
    return [(Span(word.start, word.end), spot.like(word.text, article_for(words))), swap]


def _is_spelled(capitals: str) -> bool:
    """True for capitals said letter by letter: X, HR, IWO, USDA; not for FEW or NASA."""
    if len(capitals) <= 3:
        return len(capitals) == 1 or capitals.endswith("S") or not is_everyday(capitals)
    return not re.search(r"[AEIOU]", capitals[1:-1])


def missing_article(spot: Spot, say: Say, *, is_many: bool, leads: bool) -> str | None:
    """The article a bare noun needs once it is an everyday one: "the", "a", or none (""); None if it cannot stand.

    A name-like noun ("NCP pays", "Respondent shall") takes "the", one that was used as not counted takes "a".
    """
    if is_many or say.number != "one" or not spot.is_prose or spot.after == ":":
        return ""
    if _wants_the(spot, say):
        return "the"
    if leads or spot.match.possessive or spot.before in _STANDS_THERE or not _counts(spot):
        return ""
    if spot.before in _NEEDS_NO_ONE:
        return None
    kinds = ("det", "poss", "nummod")
    if spot.after[:1].isdigit() or led(spot, kinds) or fixed(spot, first_of_row(spot.token()), kinds):
        return ""
    if spot.before == "other" or led(spot, ("amod", "compound")):
        return None
    stays_bare = spot.pattern.term.number != "one" and not (is_single(say) or is_person(say))
    return "" if stays_bare else article_for(say.one)


def _counts(spot: Spot) -> bool:
    """False where a noun may stay bare: in a name, behind "type of", or in a line that is no sentence."""
    start = spot.match.span.start
    if spot.named or _KIND_OF.search(spot.reading.plain[max(0, start - 12) : start]):
        return False
    if spot.pattern.term.number != "one":
        return True
    token = spot.token()
    if token is None or not token.tag_.startswith("NN"):
        return False
    if spot.surface[:1].isupper() and spot.pattern.exact is None:
        return spot.opens and token.dep_ in SUBJECTS
    return any(word.tag_ in ("VBZ", "VBP", "VBD", "MD") or word.dep_ == "dobj" for word in token.doc)


def _wants_the(spot: Spot, say: Say) -> bool:
    term = spot.pattern.term
    if term.kind != "acronym" and (term.number == "mass" or not is_person(say)):
        return False
    token = spot.token()
    if token is None or spot.before in DETERMINERS or spot.before in _NO_ARTICLE_AFTER - ({"as"} - {_tail_of(say)}):
        return False
    head = token.head if modifies(token) else token
    if head.dep_ == "conj":
        articles = [child for child in head.head.children if child.dep_ in ("det", "poss")]
        if articles and (say.short or any(child.lower_ != "the" for child in articles)):
            return False
    kinds = ("det", "poss", "nummod", "amod")
    return not (fixed(spot, head, kinds) or led(spot, ("compound",))) and head.dep_ != "appos"


def _tail_of(say: Say) -> str:
    """ "as" where even a role takes its article: "as the parent who pays support", but "as paying parent"."""
    return "as" if say.short else ""


def with_own_article(spot: Spot, words: str) -> list[Change] | None:
    """A substitute that brings its article or "our" takes the place of the one that stands there."""
    article, _, rest = words.partition(" ")
    before = spot.word_before
    if before is not None and before.lower in ARTICLES:
        if spot.quoted:
            return None
        return [(Span(before.start, spot.match.span.end), spot.like(before.text, words))]
    if spot.before in DETERMINERS:
        return [(spot.match.span, rest)] if article in ARTICLES else None
    if led(spot, ("det", "poss", "amod", "compound", "nummod")):
        return None
    return [(spot.match.span, spot.cased(words))]


def with_counted(spot: Spot, words: str, *, counted: bool, many: bool) -> list[Change] | None:
    """The change itself, with `a` or `an` before it corrected, or left out before what is not counted."""
    word = spot.word_before
    if counted and not many:
        return with_article(spot, words)
    if word is None or word.lower not in ("a", "an"):
        article = _article_further_left(spot)
        changes = with_article(spot, words)
        return changes if article is None else changes + _left_out(spot, article)
    if spot.quoted:
        return None
    return [(Span(word.start, spot.match.span.end), spot.like(word.text, words))]


def _article_further_left(spot: Spot) -> Token | None:
    """The a/an that belongs to the noun with other words between ("a large arrearage")."""
    token = spot.token() if spot.before else None
    children = token.children if token is not None else ()
    return next((child for child in children if child.dep_ == "det" and child.lower_ in ("a", "an")), None)


def _left_out(spot: Spot, article: Token) -> list[Change]:
    """Takes the article away together with the space behind it; the next word inherits its capital."""
    start = spot.reading.sentence_at(spot.match.span.start).span.start
    follower = article.nbor(1)
    span = Span(start + article.idx, start + follower.idx + len(follower.text))
    return [(span, spot.like(article.text, follower.text))]
