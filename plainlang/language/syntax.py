"""The grammar of a sentence, read off spaCy once and kept: tokens with their tag, their relation and their head.

spaCy's own tokens hold the whole pipeline's memory alive and cannot be kept on disk. These hold a few words each, under
spaCy's names, so that whoever knows spaCy can read the code that asks them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload


class Grammar(NamedTuple):
    """What the model says of one sentence, without its words: a row for each field, an item for each token.

    starts, lengths: code points of the sentence. tags: Penn tags. deps: relation to the head. heads: index of the head;
    the root is its own.
    """

    starts: Sequence[int]
    lengths: Sequence[int]
    tags: Sequence[str]
    deps: Sequence[str]
    heads: Sequence[int]


class Token:
    """A word or mark of a parsed sentence. i: its index. idx: its offset in the sentence, in code points."""

    __slots__ = ("_children", "_head", "dep_", "doc", "i", "idx", "lower_", "tag_", "text", "whitespace_")

    def __init__(self, doc: Syntax, i: int, idx: int, text: str, space: str, tag: str, dep: str, head: int) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = text.lower()
        self.whitespace_ = space
        self.tag_ = tag
        self.dep_ = dep
        self._head = head
        self._children: tuple[Token, ...] | None = None

    def __repr__(self) -> str:
        return self.text

    @property
    def head(self) -> Token:
        """The token this one hangs on; the root hangs on itself."""
        return self.doc[self._head]

    @property
    def children(self) -> tuple[Token, ...]:
        """The tokens that hang on this one, in their order."""
        if self._children is None:
            self._children = tuple(one for one in self.doc if one._head == self.i and one.i != self.i)
        return self._children

    @property
    def subtree(self) -> Iterator[Token]:
        """This token and all that hang on it, near or far, in their order."""
        inside = [self]
        for token in inside:
            inside += token.children
        return iter(sorted(inside, key=lambda token: token.i))

    def nbor(self, steps: int = 1) -> Token:
        """The token so many steps behind this one, or before it. Raises IndexError outside of the sentence."""
        at = self.i + steps
        if at < 0:
            raise IndexError(at)
        return self.doc[at]


class Syntax:
    """A parsed sentence: a row of tokens. starts: the offset of each in the sentence."""

    __slots__ = ("starts", "tokens")

    def __init__(self, sentence: str, grammar: Grammar) -> None:
        self.starts = list(grammar.starts)
        self.tokens = tuple(
            Token(self, i, start, sentence[start : start + length], _space(sentence, start + length), tag, dep, head)
            for i, (start, length, tag, dep, head) in enumerate(zip(*grammar, strict=True))
        )

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, at: int | slice) -> Token | tuple[Token, ...]:
        return self.tokens[at]


def _space(sentence: str, end: int) -> str:
    return " " if sentence[end : end + 1] == " " else ""
