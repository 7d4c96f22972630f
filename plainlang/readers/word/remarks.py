"""What a Word file says to plainlang: comments, with the words they are tied to, and controls of required wording."""

from __future__ import annotations

from plainlang.letter import PROTECTS, Remark, remark_text
from plainlang.readers.word.lines import Page
from plainlang.readers.word.package import Package
from plainlang.readers.word.tokens import Edge
from plainlang.readers.word.xml import Element, w
from plainlang.source import SourceMap
from plainlang.spans import Span


def find_remarks(package: Package, page: Page, source_map: SourceMap) -> tuple[Remark, ...]:
    """The comments that begin with `plainlang:` and the controls of required wording, in the order of the letter.

    A comment's span is the words between its edges, without outer space; empty at its sign where it has no edges.
    A comment that the letter does not show anywhere is left out, and so is a control without words.
    """
    said = _said(package)
    found: list[Remark] = []
    for by, span in _spans(page, said).items():
        text = said[by] if isinstance(by, str) else PROTECTS
        if isinstance(by, str) or len(span) > 0:
            found.append(Remark(text=text, place=source_map.place(span), span=span))
    return tuple(sorted(found, key=lambda remark: remark.span))


def _said(package: Package) -> dict[str, str]:
    part = package.one_related(package.main, "comments")
    said: dict[str, str] = {}
    for comment in () if part is None else package.xml(part).findall(w("comment")):
        paragraphs = ("".join(text.text or "" for text in line.iter(w("t"))) for line in comment.iter(w("p")))
        text = remark_text("\n".join(paragraphs))
        if text is not None:
            said.setdefault(comment.get(w("id")) or "", text)
    return said


def _spans(page: Page, said: dict[str, str]) -> dict[str | Element, Span]:
    edges: dict[str | Element, dict[Edge, int]] = {}
    for anchor, offset in page.anchors:
        if not isinstance(anchor.by, str) or anchor.by in said:
            edges.setdefault(anchor.by, {}).setdefault(anchor.edge, offset)
    spans: dict[str | Element, Span] = {}
    for by, places in edges.items():
        start = places.get(Edge.START)
        end = places.get(Edge.END, places.get(Edge.REFERENCE))
        if start is None or end is None or end < start:
            at = places.get(Edge.REFERENCE, next(iter(places.values())))
            spans[by] = Span(at, at)
        else:
            spans[by] = _trimmed(page.text, start, end)
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    first = start + len(inside) - len(inside.lstrip())
    return Span(first, max(first, start + len(inside.rstrip())))
