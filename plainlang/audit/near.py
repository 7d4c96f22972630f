"""When two paragraphs are one paragraph of a template: what is masked in them, and how much else may differ.

The measure was set on the pairs in tests/test_audit_boilerplate.py: one word in twelve may differ, but no word that
turns the meaning. A paragraph of fewer words may differ in one misspelt word.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

MARK = "#"
"""What stands for names, amounts, dates, numbers and blanks."""
_WORDS_FOR_ONE = 12
"""For so many words, one may differ."""
_MOST = 4
"""More words than this never differ: longer paragraphs are then two paragraphs."""
_TYPO_LENGTH = 5
_LONGEST_SMALL = 4
"""Letters; a word with no more of them may stand in small letters inside a title."""
_BLANK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|«[^»]*»|<<.*?>>|\[[^\]a-z]*\]|_{2,}")
_BLANK_SIGNS = ("{", "«", "<<", "[", "__")
_EDGES = ".,;:!?()[]{}<>\"'“”‘’«»…-–—*•·/|"
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
_TITLES = frozenset("mr. mrs. ms. mx. dr. st. ave. no. jr. sr.".split())
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand".split()
)
_PARTICLES = frozenset("de del la van von der da dos y".split())
"""Small words inside a name."""
_PERSONS = frozenset("he she him his her hers himself herself he/she him/her his/her".split())
_PERSON = "they"
_TURNING = frozenset(
    """not no never none nobody nothing neither nor cannot without unless except only until
    must need needs may might can could should shall will would
    before after more less fewer most least up down all some both either each
    yes if lawful legal approve approves approved approval deny denies denied denial grant grants granted reject rejects
    rejected refuse refused accept accepts accepted dismiss dismissed allow allowed forbid forbidden
    increase increases increased decrease decreases decreased raise raised lower lowered higher
    start starts started stop stops stopped begin begins began end ends ended open opened close closed
    add adds added remove removes removed suspend suspended restore restored
    pay pays paid receive receives received owe owes owed send sends sent get gets
    late early first last always""".split()
)
"""Words that turn what a sentence says; two paragraphs that differ in one of them are two paragraphs."""
_WIDE = (1 << 64) - 1
_OPPOSITE = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "over", "under")


class _Word(NamedTuple):
    """A word that may be masked, or that may begin something: the next sentence, or what follows a colon."""

    bare: str
    figure: bool
    capital: bool
    ends: bool
    colon: bool


@lru_cache(1 << 15)
def _word(token: str) -> _Word | str:
    """What is to be known of a token; of a plain one only its small letters."""
    bare = token.strip(_EDGES)
    low = bare.casefold().replace("’", "'")
    low = _PERSON if low in _PERSONS else low
    figure = MARK in bare or low in _NUMBERS or low in _PARTICLES or any(sign.isdigit() for sign in bare)
    ends = bool(_ENDS.search(token)) and token.casefold() not in _TITLES and len(bare) > 1
    word = _Word(low, figure, bare[:1].isupper(), ends, token.endswith(":"))
    return word if any(word[1:]) or not low else low


def skeleton(text: str, found: Container[str]) -> tuple[str, ...]:
    """The paragraph's words in small letters, with names, amounts, dates, numbers and blanks masked.

    found: words, in small letters, that are never masked. A name is told by its capital inside a sentence; in a title,
    where other words begin with one too, a name is only what follows a colon. He and she are one word.
    """
    if any(sign in text for sign in _BLANK_SIGNS):
        text = _BLANK.sub(MARK, text)
    words = list(map(_word, text.split()))
    title = _is_title(words)
    kept: list[str] = []
    begins, value = True, False
    for word in words:
        if isinstance(word, str):
            kept.append(word)
            begins = False
            continue
        bare, figure, capital, ends, colon = word
        name = capital and (value and not colon if title else not begins)
        if (figure or name) and bare not in found:
            if kept[-1:] != [MARK]:
                kept.append(MARK)
        elif bare:
            kept.append(bare)
        begins = ends
        value = colon or (value and not ends)
    return tuple(kept)


def _is_title(words: Sequence[_Word | str]) -> bool:
    """True where all but short words begin with a capital, and no sentence ends; or all words do."""
    if any(len(_small(word)) > _LONGEST_SMALL for word in words):
        return False
    last = words[-1] if words else ""
    return isinstance(last, str) or not last.ends or not any(map(_small, words))


def _small(word: _Word | str) -> str:
    """The word if it is written in small letters, else nothing."""
    return word if isinstance(word, str) else "" if word.capital or word.figure else word.bare


def are_near(one: Sequence[str], other: Sequence[str]) -> bool:
    """True when two masked paragraphs differ in so few words, and such words, that they are one paragraph."""
    from rapidfuzz.distance import Levenshtein

    most = _most(min(len(one), len(other)))
    if Levenshtein.distance(one, other, score_cutoff=max(1, most)) > max(1, most):
        return False
    edits = [
        ("" if edit.tag == "insert" else one[edit.src_pos], "" if edit.tag == "delete" else other[edit.dest_pos])
        for edit in Levenshtein.editops(one, other)
    ]
    if any(_turns(was, now) for was, now in edits):
        return False
    return len(edits) <= most or all(_is_typo(was, now) for was, now in edits)


def may_be_near(words: int, others: int) -> bool:
    """False where the numbers of words alone say that two paragraphs are not near."""
    return abs(words - others) <= _most(min(words, others))


def _turns(was: str, now: str) -> bool:
    turning = {was, now} & _TURNING
    if len(turning) == 2 or (turning and not _is_typo(was, now)) or was.endswith("n't") or now.endswith("n't"):
        return True
    short, long = sorted((was, now), key=len)
    return bool(short) and any(long == start + short for start in _OPPOSITE)


def _is_typo(was: str, now: str) -> bool:
    from rapidfuzz.distance import OSA

    return min(len(was), len(now)) >= _TYPO_LENGTH and OSA.distance(was, now, score_cutoff=1) <= 1


def _most(words: int) -> int:
    return min(_MOST, words // _WORDS_FOR_ONE)


def keys_of(mask: Sequence[str]) -> array[int]:
    """Numbers of 64 bits, of which two near paragraphs have at least one in common; few others have."""
    signs = list(map(_sign, mask))
    most = _most(len(signs))
    if not most:
        return _packed(_all_but_one(signs))
    fewest = _most(len(signs) - most) or most  # the shorter one of two says how many words may differ
    return _packed(key for allowed in sorted({fewest, most}) for key in _hands(signs, 2 * allowed + 1))


def _packed(keys: Iterable[int]) -> array[int]:
    return array("Q", [key & _WIDE for key in keys])


def _all_but_one(signs: Sequence[int]) -> tuple[int, ...]:
    """A key for all words, and one for each way to leave one out. One word more, less or other keeps one key equal."""
    whole = sum(sign * place for place, sign in enumerate(signs, 1))
    after = list(accumulate(reversed(signs), initial=0))[::-1]
    return (whole, *{whole - sign * place - after[place] for place, sign in enumerate(signs, 1)})


def _hands(signs: Sequence[int], count: int) -> tuple[int, ...]:
    """The words dealt out to `count` hands by what they are, and a key for each hand.

    A changed word alters two hands at most. So of 2n+1 hands one stays equal when n words are changed.
    """
    hands = [(count << 8 | place) << 52 for place in range(count)]
    for sign in signs:
        hands[sign % count] += sign
    return tuple(hands)


@lru_cache(1 << 15)
def _sign(word: str) -> int:
    """A number for a word that is the same on every computer; sums of such numbers hardly ever agree by chance."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=7).digest())
