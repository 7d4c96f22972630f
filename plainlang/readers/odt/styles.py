"""What the styles of an OpenDocument text say: what is hidden, what is a heading, which page comes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from plainlang.readers.odt.package import Element, q

_MOST_PARENTS = 50
"""Styles above a style; offices have 5 at most, and each paragraph asks."""
_HEADING = re.compile(r"(?:Heading(?:_20_\d+)?|Title|Subtitle)$")


class Styles:
    """The styles that a part may name; a later group goes before an earlier one (automatic before common)."""

    def __init__(self, *groups: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._chains: dict[tuple[str, str], list[Element]] = {}
        for group in groups:
            for style in () if group is None else group.findall(q("style:style")):
                self._styles[style.get(q("style:family")) or "", style.get(q("style:name")) or ""] = style

    def hides(self, family: str, name: str | None) -> bool | None:
        """Whether text of a style ("text" or "paragraph") is hidden; None where the style does not say."""
        path = f"{q('style:text-properties')}[@{q('text:display')}]"
        for style in self._chain(family, name):
            properties = style.find(path)
            if properties is not None:
                return properties.get(q("text:display")) == "none"
        return None

    def hides_table(self, name: str | None) -> bool:
        """True for a table that its style takes off the page."""
        found = (style.find(q("style:table-properties")) for style in self._chain("table", name))
        return any(properties is not None and properties.get(q("table:display")) == "false" for properties in found)

    def is_heading(self, name: str | None) -> bool:
        """True for the paragraph styles that look like headings, though they have no level."""
        return any(_HEADING.match(style.get(q("style:name")) or "") for style in self._chain("paragraph", name))

    def page(self, family: str, name: str | None) -> str:
        """The master page that a paragraph or table of this style begins; empty where it goes on with its page."""
        pages = (style.get(q("style:master-page-name")) for style in self._chain(family, name))
        return next((page for page in pages if page is not None), "")

    def _chain(self, family: str, name: str | None) -> list[Element]:
        """A style and its parents, nearest first (a file may hold a ring of them)."""
        key = (family, name or "")
        if key not in self._chains:
            self._chains[key] = list(islice(self._parents(*key), _MOST_PARENTS))
        return self._chains[key]

    def _parents(self, family: str, name: str) -> Iterator[Element]:
        while (family, name) in self._styles:
            yield self._styles[family, name]
            name = self._styles[family, name].get(q("style:parent-style-name")) or ""
