"""From the Markdown of a rendered letter to its blocks. Comments are not shown; any other HTML is shown as words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from plainlang.letter import PROTECTS, PROTECTS_NO_MORE, remark_text
from plainlang.outgoing.blocks import Block, Heading, Line, List, Paragraph, Quote, Rule, Run, Table, words_of
from plainlang.outgoing.parts import named

_NESTING = 100  # markdown-it drops what lies deeper; its own limit of 20 is ten nested lists
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Signs that have no shape, and that a Word file may not hold."""
_SPACES = re.compile(r"[ \t\r\n]+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_AMOUNT = re.compile(r"[-+−]?\(?[-+−]?\$?\d[\d,]*(?:\.\d+)?\)?%?")
_WEB = ("http://", "https://")
_MARK = "required-mark"
"""The token of a comment that begins or ends required wording; `info` says which of the two."""


def read(markdown: str) -> tuple[Block, ...]:
    """The blocks of a letter in Markdown (CommonMark and tables), in order, with the parts of a letter named."""
    tokens = _parser().parse(printable(markdown))
    _pass_marks_on(list(_flat(tokens)))
    return named(tuple(_blocks(SyntaxTreeNode(tokens).children)))


def printable(text: str) -> str:
    """The text without control characters and halves of characters."""
    return _UNSHOWN.sub("", text)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING}).enable("table")
    # A template's loops and branches may leave an indent behind; a letter shows no code.
    parser.disable("code")
    parser.block.ruler.before("heading", "comment", _pass_comment, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.inline.ruler.before("html_inline", "comment", _pass_comment_inside)
    return parser


def _pass_comment(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """A block rule: takes the lines that hold a comment and nothing else."""
    start = state.bMarks[first] + state.tShift[first]
    found = _COMMENT.match(state.src, start) if state.src.startswith("<!--", start) else None
    if found is None:
        return False
    last = next((line for line in range(first, end) if state.eMarks[line] >= found.end()), None)
    if last is None or _COMMENT.sub("", state.src[found.end() : state.eMarks[last]]).strip():
        return False
    if not silent:
        state.line = last + 1
        for comment in _COMMENT.finditer(state.src, start, state.eMarks[last]):
            _push_mark(state, comment[0])
    return True


def _pass_comment_inside(state: StateInline, silent: bool) -> bool:
    """An inline rule: takes a comment and shows nothing."""
    found = _COMMENT.match(state.src, state.pos) if state.src.startswith("<!--", state.pos) else None
    if found is None:
        return False
    state.pos = found.end()
    if not silent:
        _push_mark(state, found[0])
    return True


def _push_mark(state: StateBlock | StateInline, comment: str) -> None:
    said = remark_text(comment.removeprefix("<!--").removesuffix("-->"))
    if said in (PROTECTS, PROTECTS_NO_MORE):
        state.push(_MARK, "", 0).info = said


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or ())


def _pass_marks_on(tokens: Sequence[Token]) -> None:
    """Marks each token between two marks as required. A mark that is never ended marks nothing."""
    marks = [at for at, token in enumerate(tokens) if token.type == _MARK]
    for start, end in pairwise(marks):
        if (tokens[start].info, tokens[end].info) == (PROTECTS, PROTECTS_NO_MORE):
            for token in tokens[start:end]:
                token.meta[PROTECTS] = True


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "paragraph" | "heading":
                lines = _lines(node.children)
                if any(lines):
                    yield Heading(int(node.tag[1]), lines) if node.type == "heading" else Paragraph(lines)
            case "fence" | "code_block":
                required = PROTECTS in node.meta
                yield Paragraph(tuple(_line([Run(line, required=required)]) for line in node.content.splitlines()))
            case "bullet_list" | "ordered_list":
                yield _list(node)
            case "table":
                yield _table(node)
            case "blockquote":
                yield Quote(tuple(_blocks(node.children)))
            case "hr":
                yield Rule()


def _list(node: SyntaxTreeNode) -> List:
    close = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    return List(start, close, tuple(tuple(_blocks(item.children)) for item in node.children))


def _table(node: SyntaxTreeNode) -> Table:
    rows = [tuple(_cell(cell) for cell in row.children) for part in node.children for row in part.children]
    told = ["right" in str(cell.attrs.get("style", "")) for cell in node.children[0].children[0].children]
    right = tuple(said or _are_amounts(row[at] for row in rows[1:]) for at, said in enumerate(told))
    return Table(right, rows[0], tuple(rows[1:]))


def _cell(node: SyntaxTreeNode) -> Line:
    lines = _lines(node.children)
    return lines[0] if lines else ()


def _are_amounts(cells: Iterable[Line]) -> bool:
    said = [words for words in map(words_of, cells) if words]
    return bool(said) and all(map(_AMOUNT.fullmatch, said))


def _lines(nodes: Iterable[SyntaxTreeNode]) -> tuple[Line, ...]:
    """The lines of a paragraph, parted where a break was meant; none at all where nothing is shown."""
    runs = (run for node in nodes for run in _runs(node, bold=False, italic=False))
    lines = [_line(found) for is_break, found in groupby(_with_breaks(runs), lambda run: run is None) if not is_break]
    return tuple(lines) if any(lines) else ()


def _with_breaks(runs: Iterable[Run | None]) -> Iterator[Run | None]:
    """Puts an empty run between two breaks in a row, so that an empty line stays a line."""
    for run in runs:
        if run is None:
            yield Run("")
        yield run


def _line(runs: Iterable[Run | None]) -> Line:
    """Neighbours that look alike become one run; space is one space, and none at either end."""
    words: list[Run] = []
    for looks, alike in groupby((run for run in runs if run), lambda run: run[1:]):
        text = _SPACES.sub(" ", "".join(run.text for run in alike))
        before = words[-1].text if words else " "
        words.append(Run(text[1:] if before.endswith(" ") and text.startswith(" ") else text, *looks))
    while words and not words[-1].text.rstrip(" "):
        words.pop()
    if words:
        words[-1] = words[-1]._replace(text=words[-1].text.rstrip(" "))
    return tuple(run for run in words if run.text)


def _runs(node: SyntaxTreeNode, *, bold: bool, italic: bool) -> Iterator[Run | None]:
    """The runs of a node, with None for a break that was meant."""
    match node.type:
        case "hardbreak":
            yield None
        case "softbreak":
            yield Run(" ", bold, italic, PROTECTS in node.meta)
        case "text" | "code_inline":
            yield Run(node.content, bold, italic, PROTECTS in node.meta)
        case _:
            for child in node.children:
                yield from _runs(child, bold=bold or node.type == "strong", italic=italic or node.type == "em")
            yield from _target(node, bold=bold, italic=italic)


def _target(node: SyntaxTreeNode, *, bold: bool, italic: bool) -> Iterator[Run]:
    """The address behind linked words, in brackets: nobody can click on paper."""
    if node.type != "link":
        return
    address = str(node.attrs.get("href", ""))
    bare = address.removeprefix(_WEB[0]).removeprefix(_WEB[1]).rstrip("/")
    said = "".join(run.text for child in node.children for run in _runs(child, bold=False, italic=False) if run)
    if address.startswith(_WEB) and bare not in said:
        yield Run(f" ({bare})", bold, italic, PROTECTS in node.meta)
