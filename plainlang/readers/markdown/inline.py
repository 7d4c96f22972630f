"""The parts of a page that a Markdown text makes: stretches of prose with the place of every character, HTML, edges.

markdown-it says on which lines a block stands and no more. Guessing the rest from the tokens goes wrong
sooner or later, so the parser itself is made to note where it stands: the block rules note where a line's
content begins, and the inline state notes where each token begins.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, heading, html_block, lheading, paragraph, table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from plainlang.letter import Kind
from plainlang.spans import Span

AT = "at"
"""The key in `Token.meta` under which an inline token's beginning stands, counted in its stretch."""
_STARTS, _MARGINS = "plainlang_starts", "plainlang_margins"
"""Keys of the parser's surroundings: where the content of each line begins, and where its indent does."""
_NESTING = 100  # markdown-it drops what lies deeper; its own limit of 20 is ten nested lists


@dataclass(frozen=True, slots=True)
class Stretch:
    """The content of one heading, paragraph or cell.

    `places` holds the offset in the source of every character of the content, and of its end; it is empty
    should the content not be found again. `lines` is the span of the lines it stands on.
    """

    kind: Kind | None
    tokens: list[Token]
    places: list[int]
    lines: Span


class HtmlBlock(NamedTuple):
    """A block of HTML. margins: what stands before its lines and is no part of it (quote marks)."""

    span: Span
    margins: tuple[Span, ...]


class Edge(NamedTuple):
    """Where an element of the page begins or ends that Markdown makes: a paragraph, a list, a cell."""

    name: str
    end: bool


Part = Stretch | HtmlBlock | Edge


def parts(text: str, *, code: bool = True) -> Iterator[Part]:
    """Every part of a Markdown text, in order. code: indented lines are code, which has no part in the prose."""
    env: dict[str, Any] = {_STARTS: {}, _MARGINS: {}}
    tokens = _parser(code=code).parse(text, env)
    starts: dict[int, int] = env[_STARTS]
    ends = [at for at, char in enumerate(text) if char == "\n"] + [len(text)]
    items = 0
    cells: Iterator[list[int]] = iter(())
    for at, token in enumerate(tokens):
        items += token.nesting if token.type in ("list_item_open", "list_item_close") else 0
        if token.type == "tr_open" and token.map is not None:
            cells = iter(_cells(text, Span(starts.get(token.map[0], len(text)), ends[token.map[0]])))
        if token.nesting and not token.hidden:
            yield Edge(token.tag, token.nesting < 0)
        if token.type not in ("inline", "html_block") or token.map is None:
            continue
        first, after = token.map
        if token.type == "html_block":
            margins = tuple(Span(ends[line - 1] + 1, env[_MARGINS][line]) for line in range(first + 1, after))
            yield HtmlBlock(Span(starts[first], ends[after - 1]), tuple(filter(None, margins)))
            continue
        lines = Span(starts.get(first, 0), ends[after - 1])
        parent = tokens[at - 1]
        if parent.type in ("th_open", "td_open"):
            places = _places_in_cell(text, next(cells, []), token.content)
        else:
            places = _places_in_lines(text, starts, token, parent.markup)
        yield Stretch(_kind(parent, items), token.children or [], places, lines)


def _kind(parent: Token, items: int) -> Kind | None:
    if parent.type == "heading_open":
        return Kind.HEADING
    if parent.type in ("th_open", "td_open"):
        return Kind.TABLE_CELL
    return Kind.LIST_ITEM if items else None


def _places_in_lines(text: str, starts: dict[int, int], token: Token, markup: str) -> list[int]:
    """Follows the content line by line; what stands before a line's start is quote marks, bullets, indent."""
    places: list[int] = []
    for number, line in enumerate(token.content.split("\n") if token.content else []):
        body = line.lstrip(" \t")
        if number == 0:
            first, at = _first_place(text, starts, token, markup)
        else:
            at = starts.get(first + number, len(text))
        if not text.startswith(body, at):
            return []
        # The indent may be a tab that the parser has written out as spaces: it has no places of its own.
        places += [at] * (len(line) - len(body))
        places += range(at, at + len(body) + 1)
    return places


def _first_place(text: str, starts: dict[int, int], token: Token, markup: str) -> tuple[int, int]:
    """The line and the place of the content's first character: the parser trims space, and lines of form feeds."""
    line = token.map[0] if token.map else 0
    while True:
        at = starts.get(line, len(text))
        at += len(markup) if markup.startswith("#") else 0
        while text[at : at + 1].isspace() and text[at] not in ("\n", token.content[0]):
            at += 1
        if text[at : at + 1] != "\n":
            return line, at
        line += 1


def _cells(text: str, row: Span) -> list[list[int]]:
    """The places of each cell of a row. `\\|` is a pipe in the cell, whatever stands before the backslash."""
    cells: list[list[int]] = [[]]
    for at in range(row.start, row.end):
        if text[at] != "|":
            cells[-1].append(at)
        elif at > row.start and text[at - 1] == "\\":
            cells[-1][-1] = at
        else:
            cells.append([])
    # A row may begin with a pipe, and need not.
    return cells if "".join(text[at] for at in cells[0]).strip() else cells[1:]


def _places_in_cell(text: str, cell: list[int], content: str) -> list[int]:
    """The cell without the space around its content; the end is behind the last character."""
    skip = "".join(text[at] for at in cell).find(content)
    inside = cell[skip : skip + len(content)] if skip >= 0 else []
    return [*inside, inside[-1] + 1] if inside else []


def code_blocks(text: str) -> list[str]:
    """What the indented lines say that are code."""
    return [token.content for token in _parser().parse(text, {_STARTS: {}, _MARGINS: {}}) if token.type == "code_block"]


@cache
def _parser(*, code: bool = True) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    blocks = parser.block.ruler
    blocks.at("table", _noting_starts(table), {"alt": ["paragraph", "reference"]})
    blocks.at("heading", _noting_starts(heading), {"alt": ["paragraph", "reference", "blockquote"]})
    blocks.at("lheading", _noting_starts(lheading))
    blocks.at("paragraph", _noting_starts(paragraph))
    blocks.at("html_block", _noting_starts(html_block), {"alt": ["paragraph", "reference", "blockquote"]})
    if not code:
        blocks.disable("code")
    parser.inline = _Inline()
    parser.inline.ruler.before("text", "pending", _note_pending)
    # Joined tokens would no longer say where their parts stand.
    parser.inline.ruler2.disable("fragments_join")
    parser.core.ruler.disable("text_join")
    return parser


def _noting_starts(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """The rule, noting for each line it takes where the content begins.

    The state knows this while the rule runs only: the lists and quotes around restore their marks.
    """

    def noting(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        taken = rule(state, first, end, silent)
        if taken and not silent:
            starts = state.env[_STARTS]
            starts.update((line, state.bMarks[line] + state.tShift[line]) for line in range(first, state.line))
            state.env[_MARGINS].update((line, state.bMarks[line]) for line in range(first, state.line))
        return taken

    return noting


def _note_pending(state: StateInline, silent: bool) -> bool:
    """Stands before all rules and takes nothing: text that begins to gather begins here."""
    if not silent and isinstance(state, _State) and not state.pending:
        state.pending_at = state.pos
    return False


class _State(StateInline):
    """Notes in every token where it begins."""

    pending_at = 0
    _run = _next = -1

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        token = super().pushPending()
        token.meta[AT] = self.pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta[AT] = self._begin() if ttype == "text" else self.pos
        return token

    def _begin(self) -> int:
        """Text that a rule pushes is an autolink in its brackets, or the marks of one run, mark by mark."""
        mark = self.src[self.pos]
        if mark == "<":
            return self.pos + 1
        if self._run != self.pos:
            self._run = self._next = self.pos
        at = self._next
        left = len(self.src) - at - len(self.src[at:].lstrip(mark)) if mark == "~" else 1
        # Tildes count in pairs; the odd one comes first.
        self._next += 1 if left % 2 else 2
        return at


class _Inline(ParserInline):
    """Parses with the state that notes."""

    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
