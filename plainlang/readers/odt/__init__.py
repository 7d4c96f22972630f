"""OpenDocument texts (.odt, .ott): whatever LibreOffice shows is read, once; whatever it does not show is not.

lxml reads the XML. odfpy builds a tree of its own without limits and has had no release since 2020.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plainlang.letter import Kind, Letter
from plainlang.readers.odt.labels import Labels
from plainlang.readers.odt.objects import Objects
from plainlang.readers.odt.package import Element, Package, damaged, q
from plainlang.readers.odt.styles import Styles
from plainlang.readers.odt.walk import Walk
from plainlang.readers.paragraphs import Paragraph, lay_out

_CONTENT = "content.xml"
_STYLES = "styles.xml"
_FIRST_PAGE = "Standard"
_MARGINS = ((Kind.HEADER, "header"), (Kind.FOOTER, "footer"))
_VARIANTS = ("style:{}", "style:{}-first", "loext:{}-first", "style:{}-left")


def read(path: str, data: bytes) -> Letter:
    """Reads an OpenDocument text: the body, its footnotes, endnotes, and the headers and footers of its pages.

    A place gives the part (content.xml or styles.xml) and the number of the paragraph in it. Raises UnreadableError
    for what is no sound, unprotected OpenDocument text.
    """
    package = Package(path, data)
    content, styles = package.xml(_CONTENT), package.xml(_STYLES)
    body = None if content is None else content.find(f"{q('office:body')}/{q('office:text')}")
    if content is None or body is None:
        raise damaged(path, _CONTENT)
    objects = Objects(package)
    walk = Walk(path, _CONTENT, content, _styles_of(content, styles), _labels_of(content, styles), objects)
    lines = walk.story(body)
    lines += walk.footnotes + walk.endnotes
    comments = walk.comments
    if styles is not None:
        margins = Walk(path, _STYLES, styles, _styles_of(styles, styles), _labels_of(styles, styles), objects)
        lines += _margins(margins, _pages_in_use(styles, walk.pages))
        # Names are unique in a part; a comment in a margin never goes before one of the body.
        comments = margins.comments | comments
    return lay_out(path, data, lines, comments)


def _styles_of(root: Element, styles: Element | None) -> Styles:
    return Styles(*_groups(root, styles))


def _labels_of(root: Element, styles: Element | None) -> Labels:
    return Labels(*_groups(root, styles))


def _groups(root: Element, styles: Element | None) -> tuple[Element | None, Element | None]:
    """The common styles of the file, and those of a part alone."""
    return None if styles is None else styles.find(q("office:styles")), root.find(q("office:automatic-styles"))


def _pages_in_use(styles: Element, named: Iterable[str]) -> list[Element]:
    """The master pages that the text comes by: the one it begins with, those it names, and those that follow them."""
    pages = {page.get(q("style:name")) or "": page for page in styles.iter(q("style:master-page"))}
    names = list(named)
    first = next(iter(names), "") or (_FIRST_PAGE if _FIRST_PAGE in pages else next(iter(pages), ""))
    used: dict[str, Element] = {}
    for name in [first, *names]:
        follower: str | None = name
        while follower and follower in pages and follower not in used:
            used[follower] = pages[follower]
            follower = pages[follower].get(q("style:next-style-name"))
    return list(used.values())


def _margins(walk: Walk, pages: list[Element]) -> Iterator[Paragraph]:
    """The headers, then the footers; one that repeats another word for word is read once."""
    seen: set[tuple[Kind, str]] = set()
    for kind, name in _MARGINS:
        for page in pages:
            for margin in _shown_margins(page, name):
                lines = walk.story(margin, kind)
                words = "\n".join(line.text for line in lines)
                if (kind, words) not in seen:
                    seen.add((kind, words))
                    yield from lines


def _shown_margins(page: Element, name: str) -> Iterator[Element]:
    found = (page.find(q(variant.format(name))) for variant in _VARIANTS)
    return (margin for margin in found if margin is not None and margin.get(q("style:display")) != "false")
