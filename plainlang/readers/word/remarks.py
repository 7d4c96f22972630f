"""Comments of a Word file that speak to plainlang, with the words of the letter they are tied to."""

from __future__ import annotations

from plainlang.letter import Remark, remark_text
from plainlang.readers.word.lines import Page
from plainlang.readers.word.package import Package
from plainlang.readers.word.tokens import Edge
from plainlang.readers.word.xml import w
from plainlang.source import SourceMap
from plainlang.spans import Span


def find_remarks(package: Package, page: Page, source_map: SourceMap) -> tuple[Remark, ...]:
    """The comments that begin with `plainlang:`, in the order of the letter.

    A comment's span is the words between its edges, without outer space; empty at its sign where it has no edges.
    A comment that the letter does not show anywhere is left out.
    """
    said = _said(package)
    found: list[Remark] = []
    for comment, span in _spans(page, said).items():
        found.append(Remark(text=said[comment], place=source_map.place(span), span=span))
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


def _spans(page: Page, said: dict[str, str]) -> dict[str, Span]:
    edges: dict[str, dict[Edge, int]] = {}
    for anchor, offset in page.anchors:
        if anchor.comment in said:
            edges.setdefault(anchor.comment, {}).setdefault(anchor.edge, offset)
    spans: dict[str, Span] = {}
    for comment, places in edges.items():
        start = places.get(Edge.START)
        end = places.get(Edge.END, places.get(Edge.REFERENCE))
        if start is None or end is None or end < start:
            at = places.get(Edge.REFERENCE, next(iter(places.values())))
            spans[comment] = Span(at, at)
        else:
            spans[comment] = _trimmed(page.text, start, end)
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    first = start + len(inside) - len(inside.lstrip())
    return Span(first, max(first, start + len(inside.rstrip())))
