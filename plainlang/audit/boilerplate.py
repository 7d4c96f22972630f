"""Paragraphs that stand in many letters, each told once: who mends it mends all those letters.

Letters made from one template differ in names, amounts and dates, so these are masked before paragraphs are compared.
What is equal then is one paragraph. One that is near another (plainlang.audit.near) joins the paragraph that stands in
most letters, and never a chain of them, so no group drifts away from the text that is shown for it.

No text is kept while the ledger is read, and a paragraph is compared only with those that share a key with it. So work
and memory grow with the number of different paragraphs, not with its square.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from plainlang.audit.near import are_near, keys_of, may_be_near, skeleton

_FIRST_LETTERS = 20
_REMEMBERED = 20_000
"""Texts whose group is known without masking them again."""
_LEADERS = 16
"""A key that more paragraphs share tells too little about them; no further paragraph is sought by it."""

_Mask = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A paragraph that stands in two letters or more.

    text: as it stands in one of them. words: what was found in it. letters: the first twenty paths. count: letters in
    all. weight: what its findings cost in all of them together.
    """

    text: str
    words: tuple[str, ...]
    letters: tuple[str, ...]
    count: int
    weight: float


@dataclass(slots=True, eq=False)
class _Group:
    """A paragraph: where it stands for all to see, what was found in it, and the letters that hold it, in order."""

    path: str
    number: int
    found: frozenset[str]
    size: int
    keys: array[int]
    letters: list[str]
    weight: float

    def add(self, path: str, weight: float) -> None:
        self.weight += weight
        if self.letters[-1] != path:
            self.letters.append(path)

    def join(self, other: _Group) -> None:
        self.weight += other.weight
        self.letters = sorted({*self.letters, *other.letters})


class _Paragraphs:
    """The paragraphs of one run. Words that were found anywhere in it are never masked: they are what matters."""

    def __init__(self, connection: sqlite3.Connection, run: int) -> None:
        self._connection = connection
        self._run = run
        lists = connection.execute("select distinct words from paragraph where run = ?", (run,))
        self._found = {part for (words,) in lists for word in json.loads(words) for part in word.casefold().split()}

    def __iter__(self) -> Iterator[tuple[str, int, str, str, float]]:
        return self._connection.execute(
            "select path, number, text, words, weight from paragraph where run = ? order by path, number", (self._run,)
        )

    def at(self, path: str, number: int) -> tuple[str, tuple[str, ...]]:
        """The text and the words found in it."""
        text, words = self._connection.execute(
            "select text, words from paragraph where run = ? and path = ? and number = ?", (self._run, path, number)
        ).fetchone()
        return text, tuple(json.loads(words))

    def masked(self, text: str) -> _Mask:
        return skeleton(text, self._found)


def shared_paragraphs(connection: sqlite3.Connection, run: int, *, most: int | None = 50) -> list[Shared]:
    """The paragraphs with findings that stand in two letters or more, those that cost most first.

    most: how many of them; None for all.
    """
    paragraphs = _Paragraphs(connection, run)
    blocks: dict[frozenset[str], list[_Group]] = defaultdict(list)
    for group in _equal(paragraphs):
        blocks[group.found].append(group)
    shared = [one for block in blocks.values() for one in _joined(block, paragraphs) if len(one.letters) > 1]
    shared.sort(key=lambda one: (-one.weight, one.path, one.number))
    return [_told(one, paragraphs) for one in shared[:most]]


def _told(group: _Group, paragraphs: _Paragraphs) -> Shared:
    text, words = paragraphs.at(group.path, group.number)
    letters = tuple(group.letters[:_FIRST_LETTERS])
    return Shared(text, words, letters, len(group.letters), round(group.weight, 2))


def _equal(paragraphs: _Paragraphs) -> Iterator[_Group]:
    """The paragraphs that are equal when masked, each once."""
    by_mask: dict[int, list[_Group]] = {}
    known: dict[int, _Group] = {}
    found_of = lru_cache(1000)(lambda words: frozenset(json.loads(words.casefold())))
    letter = ""
    for path, number, text, words, weight in paragraphs:
        letter = letter if letter == path else path  # one string for all paragraphs of a letter
        seen = hash((text, words))
        group = known.get(seen)
        if group is None:
            mask = paragraphs.masked(text)
            group = _group_of(by_mask.setdefault(hash(mask), []), mask, (letter, number), found_of(words))
            if len(known) >= _REMEMBERED:
                known.clear()
            known[seen] = group
        group.add(letter, weight)
    return (group for groups in by_mask.values() for group in groups)


def _group_of(groups: list[_Group], mask: _Mask, place: tuple[str, int], found: frozenset[str]) -> _Group:
    """The one of `groups`, all with this mask, that the paragraph belongs to; a new one where there is none.

    The same text holds fewer findings in a letter that explained a term further above. So a paragraph belongs where
    the one's findings are among the other's, and the place with most of them stands for all.
    """
    for group in groups:
        if group.found < found:
            group.found, (group.path, group.number) = found, place
        if found <= group.found:
            return group
    groups.append(_Group(*place, found, len(mask), keys_of(mask), [place[0]], 0.0))
    return groups[-1]


def _joined(block: list[_Group], paragraphs: _Paragraphs) -> Iterable[_Group]:
    """The block's paragraphs, in which the same words were found, with the near ones joined."""
    if len(block) == 1:
        return block
    block.sort(key=lambda one: (-len(one.letters), one.path, one.number))
    mask_of = lru_cache(1000)(lambda one: paragraphs.masked(paragraphs.at(one.path, one.number)[0]))
    leaders: list[_Group] = []
    posted: dict[int, list[_Group]] = {}
    for group in block:
        leader = _near_leader(group, posted, mask_of)
        if leader is not None:
            leader.join(group)
            continue
        leaders.append(group)
        for key in group.keys:
            if len(post := posted.setdefault(key, [])) < _LEADERS:
                post.append(group)
    return leaders


def _near_leader(group: _Group, posted: dict[int, list[_Group]], mask_of: Callable[[_Group], _Mask]) -> _Group | None:
    asked: set[int] = set()
    for key in group.keys:
        for leader in posted.get(key, ()):
            if id(leader) in asked or not may_be_near(leader.size, group.size):
                continue
            if are_near(mask_of(leader), mask_of(group)):
                return leader
            asked.add(id(leader))
    return None
