"""How common a word is in general English, on the Zipf scale of wordfreq.

The scale: a word at z stands 10**z times in a billion words; 3 is once in a million. Source of the scale: van
Heuven, Mandera, Keuleers & Brysbaert (2014), SUBTLEX-UK; they call words up to 3 low-frequency. Source of
the counts: wordfreq (Robyn Speer), from books, subtitles, news, web pages and encyclopedias.

Importing wordfreq takes 0.2 s and its first answer as long again, since both serve forty languages. Its two English
lists are read here instead, in the format that `wordfreq.read_cBpack` documents: 0.02 s for the short one, which
holds every word above 3 and answers for nearly all words of a letter, and 0.15 s for the long one, which is
opened only for the words that are left. A test compares the answers with wordfreq's own.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from plainlang.errors import PlainlangError
from plainlang.language.lexicon import is_everyday

_SURE = 3.5
"""A base must be as common as this to vouch for a word that is built on it with more than an ending."""
_SHORTEST = 4
_TURNED = (
    *(("ies", "y"), ("ied", "y"), ("ily", "y"), ("ier", "y"), ("iest", "y")),
    *(("ally", "al"), ("ically", "ic"), ("bly", "ble")),
)
"""Endings before which a word changes its last letters, and what those were."""
_PREFIXES = ("un", "re", "non", "mis", "over", "under", "pre", "co", "step", "out", "mid", "grand", "multi", "anti")
_SUFFIXES = ("able", "less", "ness", "ful", "er", "ers", "ship", "ish", "like", "wide", "free")
_NO_COMPOUND = ("here", "there", "where", "forth", "afore", "for", "with", "not")
"""Lawyers' words are built of plain ones too (forthwith, thereunder), but nobody understands them by their parts."""


@lru_cache(maxsize=65536)
def is_familiar(word: str) -> bool:
    """True for a lower-case word that is common, or plainly made of common ones.

    Made of: an inflection (garnished; or enclose, since enclosed is common), a derivation (resend, refundable) or a
    compound (lunchbox).
    """
    if is_everyday(word) or _is_common(word) or _is_common(word + "s"):
        return True
    if word.endswith("e") and _list("small").get(word + "d", 0.0) >= _SURE:
        return True
    if any(_is_common(stem) for stem in stems(word)):
        return True
    return any(_is_sure(base) for base in _bases(word)) or _is_compound(word)


def zipf(word: str) -> float | None:
    """The Zipf frequency of a lower-case word, 1 to 8, to the hundredth; None when the long list lacks it (below 1)."""
    common = _list("small").get(word)
    return common if common is not None else _list("large").get(word)


def family_zipf(word: str) -> float | None:
    """The Zipf frequency of the commonest of a word, its plural and what is left without its ending; None as above."""
    known = [frequency for form in (word, word + "s", *stems(word)) if (frequency := zipf(form)) is not None]
    return max(known, default=None)


def _is_common(word: str) -> bool:
    return word in _list("small")


def _is_sure(word: str) -> bool:
    return len(word) >= _SHORTEST and (is_everyday(word) or _list("small").get(word, 0.0) >= _SURE)


def stems(word: str) -> Iterator[str]:
    """What may be left of a lower-case word without its ending; a wrong stem is simply no word."""
    for ending in ("s", "es", "ed", "d", "ing", "ly", "r", "st", "er", "est"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST - 1:
            continue
        yield stem
        if ending in ("ing", "ed", "er", "est"):
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
    for ending, instead in _TURNED:
        if word.endswith(ending):
            yield word.removesuffix(ending) + instead


def _bases(word: str) -> Iterator[str]:
    """The words a derived word may be built on: uncashed -> cashed, refundable -> refund."""
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            base = word.removeprefix(prefix)
            yield base
            yield from stems(base)
    for suffix in _SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word:
            yield stem
            yield stem + "e"
            yield stem.removesuffix("i") + "y"
            yield stem[:-1] if stem[-2:-1] == stem[-1:] else stem


def _is_compound(word: str) -> bool:
    """True for two easy words written as one, each of three letters or more: printout, checkbooks."""
    if word.startswith(_NO_COMPOUND):
        return False
    return any(is_everyday(word[:at]) and is_everyday(word[at:]) for at in range(3, len(word) - 2))


@lru_cache(maxsize=2)
def _list(name: str) -> Mapping[str, float]:
    """wordfreq's English list `small` (3 and up) or `large` (1 and up): word -> Zipf frequency.

    Raises PlainlangError when wordfreq is not installed, or its list is not what version 3 carries.
    """
    import msgpack

    try:
        with gzip.open(_folder() / f"{name}_en.msgpack.gz") as file:
            header, *buckets = msgpack.load(file)
    except (OSError, ValueError) as error:
        raise _missing() from error
    if header != {"format": "cB", "version": 1}:
        raise _missing()
    table: dict[str, float] = {}
    for centibels, words in enumerate(buckets):
        table.update(dict.fromkeys(words, (900 - centibels) / 100))
    return table


def _folder() -> Path:
    spec = find_spec("wordfreq")
    if spec is None or not spec.submodule_search_locations:
        raise _missing()
    return Path(spec.submodule_search_locations[0]) / "data"


def _missing() -> PlainlangError:
    return PlainlangError(
        "plainlang", "The list of word frequencies is missing.", "Install it: pip install 'wordfreq>=3.1,<4'"
    )
