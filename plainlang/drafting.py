"""From a candidate of `discovery` to a row that can be shown, and to the draft of a glossary entry.

Letters are private: of the sentence a candidate stands in, only words that everybody uses are kept. Digits become 0,
names and whatever could be one become Xxxx.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plainlang.discovery import Candidate, without_parts
from plainlang.glossary import forms
from plainlang.language import pipeline, rarity
from plainlang.spans import Span

_CHUNK = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d|_+")
_SHORTENED = re.compile(r"(?:n[’']t|[’'](?:s|ll|re|ve|d|m))$")
_OPENERS = frozenset(
    "a all also an and any are as at because before both but by can could did do does each either for from had has "
    "have he her here his how however i if in is it its let many may more most must my neither no none not of on once "
    "one or our please she should since so some that the their then there these they this those to unless until was "
    "we were what when where which while who why with would you your thank".split()
)
"""Words whose capital is that of a sentence. Any other word with a capital may be a name (Mark, Grace)."""
_REACH = 90
"""Code points of a sentence that are shown on either side of the words."""
_CLASSES = (("NN", "noun"), ("VB", "verb"), ("JJ", "adjective"), ("RB", "adverb"))
_NAMING = ("NN", "JJ", "VBN", "VBG")
_HEAD = """\
# Drafts, found by `plainlang glossary discover`. Before you use this file, for each entry:
# check that it is a term at all, and delete it if not; check `pos`; write `meaning`, and `say` with plain words;
# write an example in words of your own, and one with `pass:`; set the level, and say what the entry rests on.
kind: complex-word
entries:
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate with its dictionary form, its part of speech as the tagger guesses it, and a neutral sentence.

    sentence: nothing in it names anybody. span: the words in it, half-open code points.
    """

    candidate: Candidate
    term: str
    pos: str
    sentence: str
    span: Span


def drafts(candidates: Iterable[Candidate], *, most: int) -> list[Draft]:
    """The first `most` candidates that can be terms: words, and what the tagger takes for noun phrases."""
    found: list[Draft] = []
    for candidate in candidates:
        if len(found) >= 2 * most:
            break
        draft = _draft(candidate)
        if draft is not None:
            found.append(draft)
    kept = {id(candidate) for candidate in without_parts(draft.candidate for draft in found)}
    return [draft for draft in found if id(draft.candidate) in kept][:most]


def _draft(candidate: Candidate) -> Draft | None:
    sentence = _sentence(candidate)
    text = candidate.text[sentence.start : sentence.end]
    span = Span(candidate.span.start - sentence.start, candidate.span.end - sentence.start)
    tags = [token.tag_ for token in pipeline.parse(text) if span.start <= token.idx < span.end]
    if " " in candidate.term and not (tags and tags[-1].startswith("NN") and all(t.startswith(_NAMING) for t in tags)):
        return None
    pos = next((pos for tag, pos in _CLASSES if tags and tags[-1].startswith(tag)), "noun")
    term = candidate.term if " " in candidate.term else _dictionary_form(candidate.term, pos)
    return Draft(candidate, term, pos, *neutral(text, span))


def _sentence(candidate: Candidate) -> Span:
    cuts = pipeline.split_sentences([candidate.text])[0]
    found = next((Span(*cut) for cut in cuts if Span(*cut).covers(candidate.span)), None)
    return found or Span(0, len(candidate.text))


def _dictionary_form(word: str, pos: str) -> str:
    if pos == "verb":
        return forms.base_of(word)
    if pos == "noun" and forms.is_plural(word) and word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    return word.removesuffix("s") if pos == "noun" and forms.is_plural(word) else word


def neutral(text: str, span: Span) -> tuple[str, Span]:
    """A sentence, cut to what stands near the words at `span`, with digits and names masked; and the span in it."""
    start, end = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    start = text.index(" ", start) + 1 if start > 0 and " " in text[start : span.start] else min(start, span.start)
    end = text.rindex(" ", span.end, end) if end < len(text) and " " in text[span.end : end] else end
    before, after = _masked(text[start : span.start], opens=start == 0), _masked(text[span.end : end], opens=False)
    before = ("… " if start else "") + before.lstrip()
    words = text[span.start : span.end]
    at = Span(len(before), len(before) + len(words))
    return before + words + after.rstrip() + (" …" if end < len(text) else ""), at


def _masked(text: str, *, opens: bool) -> str:
    def mask(chunk: re.Match[str]) -> str:
        word = chunk[0]
        if word.isdigit():
            return "0"
        first = opens and not re.search(r"\w", text[: chunk.start()])
        known = word == "I" or (first and word.lower() in _OPENERS) or (word.islower() and _is_harmless(word))
        return word if known else "Xxxx"

    return " ".join(_CHUNK.sub(mask, text).replace("[", "(").replace("]", ")").split(" "))


def _is_harmless(word: str) -> bool:
    return word in _OPENERS or rarity.is_familiar(_SHORTENED.sub("", word))


def as_yaml(found: Iterable[Draft]) -> str:
    """A glossary file of draft entries: valid, of level note, never pasted, sorted by term."""
    unique = {(draft.term, draft.pos): draft for draft in found}
    return _HEAD + "".join("\n".join(_lines(unique[key])) + "\n" for key in sorted(unique))


def _lines(draft: Draft) -> Iterator[str]:
    one = draft.candidate
    start, end = draft.span
    marked = f"{draft.sentence[:start]}[[{draft.sentence[start:end]}]]{draft.sentence[end:]}"
    yield f"  # count {one.count}, letters {one.letters}, Zipf frequency {frequency(one)}"
    yield f"  - term: {_quoted(draft.term)}"
    yield f"    pos: {draft.pos} # a guess"
    yield "    level: note"
    yield "    paste: false"
    yield '    meaning: "To be completed: what it means, in one plain sentence."'
    yield '    source: "Found by discover; to be completed"'
    yield "    examples:"
    yield f"      - flag: {_quoted(marked)}"


def frequency(candidate: Candidate) -> str:
    """The Zipf frequency for people; a word that is not even in the long list lies below 1."""
    return "<1" if candidate.zipf is None else f"{candidate.zipf:.2f}"


def _quoted(text: str) -> str:
    """A JSON string is a double-quoted YAML string."""
    return json.dumps(text, ensure_ascii=False)
