"""What is kept of a parsed sentence says the same as spaCy's own tokens, and comes back from a store as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from plainlang.language import acts, pipeline, recall
from plainlang.language.recall import recalling
from plainlang.language.syntax import Grammar, Syntax

SENTENCES = (
    "Your employer's payroll office took a part out of your check, and we haven't sent it on yet.",
    "Attached is a form that was signed by both parents; please don't   lose it!",
    "“Why,” she asked, “was it re-opened in May?”",
)
FORGOTTEN = ((pipeline, "_split"), (pipeline, "_parsed"), (pipeline, "_grammar_of"), (acts, "_known"))


class Shelf:
    """A store that remembers what it was asked."""

    def __init__(self) -> None:
        self.held: dict[bytes, bytes] = {}

    def get_many(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        return {key: self.held[key] for key in keys if key in self.held}

    def put_many(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        self.held.update(values)


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known from other tests."""
    for module, name in FORGOTTEN:
        monkeypatch.setattr(module, name, {})


@pytest.mark.parametrize("sentence", SENTENCES)
def test_tokens_say_what_spacy_says(sentence: str) -> None:
    nlp = pipeline.pipeline()
    doc = nlp.make_doc(sentence)
    for token in doc:
        token.is_sent_start = token.i == 0
    for name in ("tok2vec", "tagger", "parser"):
        doc = nlp.get_pipe(name)(doc)
    ours = pipeline.parse(sentence)
    assert len(ours) == len(doc)
    for mine, token in zip(ours, doc, strict=True):
        assert (mine.i, mine.idx, mine.text, mine.lower_) == (token.i, token.idx, token.text, token.lower_)
        assert (mine.whitespace_, mine.tag_, mine.dep_) == (token.whitespace_, token.tag_, token.dep_)
        assert mine.head.i == token.head.i
        assert [child.i for child in mine.children] == [child.i for child in token.children]
        assert sorted(one.i for one in mine.subtree) == sorted(one.i for one in token.subtree)


def test_numbers_make_no_other_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pipeline.parse("You owe $92.10 as of June 4.")
    judged = acts.judge(["You owe $92.10 as of June 4."])
    monkeypatch.setattr(pipeline, "pipeline", lambda: pytest.fail("the model was asked"))
    monkeypatch.setattr(acts, "_shipped", lambda: pytest.fail("the model was asked"))
    second = pipeline.parse("You owe $18.77 as of June 9.")
    assert [token.text for token in second] == ["You", "owe", "$", "18.77", "as", "of", "June", "9", "."]
    assert [(t.tag_, t.dep_, t.head.i) for t in second] == [(t.tag_, t.dep_, t.head.i) for t in first]
    assert acts.judge(["You owe $18.77 as of June 9."]) == judged


def test_neighbours() -> None:
    syntax = Syntax("I go", Grammar([0, 2], [1, 2], ["PRP", "VBP"], ["nsubj", "ROOT"], [1, 1]))
    assert syntax[0].nbor().text == "go"
    assert syntax[-1].nbor(-1).text == "I"
    for at, steps in ((0, -1), (1, 1)):
        with pytest.raises(IndexError):
            syntax[at].nbor(steps)


@pytest.mark.usefixtures("forgetful")
def test_a_second_run_asks_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    paragraph = "Bring these: a pay stub. A letter! and your card."
    with recalling(shelf):
        first = (
            pipeline.split_sentences([paragraph]),
            [repr([(t, t.tag_, t.head) for t in one]) for one in pipeline.parse_all(SENTENCES)],
            acts.judge(SENTENCES),
        )
    for module, name in FORGOTTEN:
        monkeypatch.setattr(module, name, {})
    monkeypatch.setattr(pipeline, "pipeline", lambda: pytest.fail("the model was asked"))
    monkeypatch.setattr(acts, "_shipped", lambda: pytest.fail("the model was asked"))
    with recalling(shelf):
        second = (
            pipeline.split_sentences([paragraph]),
            [repr([(t, t.tag_, t.head) for t in one]) for one in pipeline.parse_all(SENTENCES)],
            acts.judge(SENTENCES),
        )
    assert second == first
    kept = b"".join((*shelf.held.keys(), *shelf.held.values()))
    assert not any(word in kept for word in (b"employer", b"payroll", b"signed", b"stub"))


@pytest.mark.usefixtures("forgetful")
def test_without_a_store_nothing_is_kept() -> None:
    assert recall.found("edges", ["a"]) == [None]
    recall.keep("edges", ["a"], [[]])
    assert recall.found("edges", ["a"]) == [None]


@pytest.mark.usefixtures("forgetful")
def test_what_is_held_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_KEPT", 4)
    texts = [f"Call us on day {number}: it is free. Or write" for number in range(12)]
    assert [len(pipeline.split_sentences([text])[0]) for text in texts] == [2] * 12
    assert len(pipeline._split) <= 4
