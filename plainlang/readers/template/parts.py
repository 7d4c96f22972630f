"""The parts of a template file that another file shows: macros where it is imported, blocks where it extends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from plainlang.readers.template.gaps import opens_set
from plainlang.readers.template.page import TemplateFile
from plainlang.readers.template.scan import Mark, Tag, Token
from plainlang.spans import Span

MACROS = frozenset({"macro", "set"})
BLOCKS = frozenset({"block"})
_TELLS = ("set", "import", "from")
"""Tags that do something where they stand alone."""


class Part(NamedTuple):
    """Tags from `first` to `last` (both are part of it) of a file's tags. kind: its command. name: what it defines."""

    kind: str
    name: str
    first: int
    last: int


def all_parts(marks: Sequence[Mark], kinds: frozenset[str]) -> list[Part]:
    """Every part of these kinds that is closed, each before those within it."""
    found: list[Part] = []
    opened: list[tuple[str, int]] = []
    for at, mark in enumerate(marks):
        name = mark.name()
        if name in kinds and (name != "set" or opens_set(mark)):
            opened.append((name, at))
        elif name.startswith("end") and any(name[3:] == kind for kind, _ in opened[-1:]):
            kind, first = opened.pop()
            found.append(Part(kind, _defined(marks[first]), first, at))
    return sorted(found, key=lambda part: part.first)


def shown_parts(file: TemplateFile, marks: Sequence[Mark], kinds: frozenset[str]) -> Iterator[Part]:
    """The parts of these kinds that stand in no other, with the comments right above each, and the single tags
    between them that set a text or bring in another file. What else stands there is never printed."""
    starts = {part.first: part for part in all_parts(marks, kinds)}
    at = free = 0
    while at < len(marks):
        name = marks[at].name()
        part = starts.get(at, Part(name, _defined(marks[at]), at, at) if name in _TELLS else None)
        if part is not None:
            first = at
            while first > free and marks[first - 1].tag is Tag.COMMENT and _touch(file, marks, first):
                first -= 1
            yield part._replace(first=first)
            at = free = part.last
            free += 1
        at += 1


def _touch(file: TemplateFile, marks: Sequence[Mark], at: int) -> bool:
    return not file.text[marks[at - 1].span.end : marks[at].span.start].strip()


def _defined(mark: Mark) -> str:
    """The name a tag gives to what it defines."""
    words = mark.words()
    return words[1].text if len(words) > 1 and words[1].kind == "name" else ""


def span_of(part: Part, marks: Sequence[Mark]) -> Span:
    """Where a part stands, with its tags."""
    return Span(marks[part.first].span.start, marks[part.last].span.end)


def is_closed(part: Part, marks: Sequence[Mark]) -> bool:
    """True for a part with an end tag, False for a single tag."""
    return marks[part.last].name().startswith("end")


def names_in(marks: Iterable[Mark]) -> set[str]:
    """Every name that stands in the tags."""
    return {token.text for mark in marks for token in mark.tokens if token.kind == "name"}


class Library:
    """A file that is imported. `take` hands out each of its parts once."""

    def __init__(self, file: TemplateFile, marks: Sequence[Mark]) -> None:
        self.file, self.marks = file, marks
        self._named: dict[str, list[Part]] = {}
        for part in shown_parts(file, marks, MACROS):
            self._named.setdefault(part.name if part.kind in MACROS else "", []).append(part)

    def take(self, tag: Mark) -> list[Part]:
        """The parts that an import tag brings in, in the order of the file: all, or those it names, what they use,
        and the files the file itself imports."""
        open_names = ["", *names_in([tag])] if tag.name() == "from" else [*self._named]
        taken: list[Part] = []
        while open_names:
            for part in self._named.pop(open_names.pop(), ()):
                taken.append(part)
                open_names += names_in(self.marks[part.first : part.last + 1])
        return sorted(taken, key=lambda part: part.first)


@dataclass(slots=True)
class Block:
    """A block that a file defines for the one it extends. over: what the files that extend this one define.

    adds: it holds `super()`, so that what it stands for is shown as well. done: it was read, or is never shown.
    """

    file: TemplateFile
    marks: Sequence[Mark]
    span: Span
    over: Overrides
    adds: bool
    done: bool = field(default=False)


Overrides = Mapping[str, tuple[Block, ...]]
"""For each name the blocks that are shown in its place, the last file's first."""


def blocks_of(file: TemplateFile, marks: Sequence[Mark], over: Overrides) -> dict[str, Block]:
    """The blocks that a file defines for the one it extends."""
    blocks: dict[str, Block] = {}
    for part in shown_parts(file, marks, BLOCKS):
        if part.kind == "block":
            inside = marks[part.first : part.last + 1]
            blocks[part.name] = Block(file, inside, span_of(part, marks), over, "super" in names_in(inside))
    return blocks


def overrides(own: Mapping[str, Block], over: Overrides) -> Overrides:
    """What the blocks of the extended file are replaced with. A block that is overridden itself is never shown."""
    chains = dict(over)
    for name, block in own.items():
        chain = chains.get(name, ())
        if all(later.adds for later in chain):
            chains[name] = (*chain, block)
        else:
            block.done = True
    return chains


def folded(marks: Sequence[Mark], over: Overrides) -> Sequence[Mark]:
    """The tags, with one FOLDED tag for each block that others stand for, or for the end of one they add to."""
    if not over:
        return marks
    out: list[Mark] = []
    at = 0
    folds = [part for part in all_parts(marks, BLOCKS) if part.name in over]
    whole = {part.first: part for part in folds if not _adds(over, part)}
    ends = {part.last: part for part in folds if _adds(over, part)}
    while at < len(marks):
        part = whole.get(at)
        last = part.last if part else at
        if part or at in ends:
            name = Token("name", (part or ends[at]).name, marks[at].span.start)
            first, end = marks[at], marks[last]
            span = Span(first.span.start, end.span.end)
            out.append(Mark(Tag.FOLDED, span, (name,), first.strips_before, end.strips_after))
        else:
            out.append(marks[at])
        at = last + 1
    return out


def _adds(over: Overrides, part: Part) -> bool:
    return all(block.adds for block in over[part.name])


def parent_at(marks: Sequence[Mark]) -> int | None:
    """Which tag says what the file extends, whatever happens; None where there is none."""
    depth = 0
    for at, mark in enumerate(marks):
        name = mark.name()
        if name == "extends" and not depth:
            return at
        depth += (name in ("if", "for")) - (name in ("endif", "endfor"))
    return None
