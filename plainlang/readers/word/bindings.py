"""Content controls that are bound to data in the file (w:dataBinding): Word shows the data, not the runs it kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from plainlang.errors import UnreadableError
from plainlang.readers.word.package import Package
from plainlang.readers.word.tokens import Text, Token
from plainlang.readers.word.xml import Element, w

_STORES = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}",
    "{http://purl.oclc.org/ooxml/officeDocument/customXml}",
)
_PROPERTIES = {
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "core-properties",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "extended-properties",
}
"""The fixed names that controls give to the title, the author, the company of the file."""
_PLAIN = tuple(map(w, ("text", "dropDownList", "comboBox")))
"""The controls whose data are their words. A date, a picture or a box to tick is drawn from its data."""
_LISTS = _PLAIN[1:]
_PREFIX = re.compile(r"""xmlns:([\w.-]+)\s*=\s*(?:'([^']*)'|"([^"]*)")""")
_STEP = re.compile(r"/(?:([\w.-]+):)?([\w.-]+)(?:\[(\d{1,6})\])?(?=/|$)")
_LONGEST_PATH = 2000
_LONGEST_WORDS = 10_000
"""Characters; more of them are a document of their own (a report in XML), not what a control shows."""


class Bindings:
    """The data that the controls of a file are bound to; nothing is opened before a control asks."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._children: dict[Element, dict[str, list[Element]]] = {}

    def words(self, properties: Element | None) -> str:
        """What a control shows by its data; empty where it is bound to none, or to more than a path to one element."""
        binding = None if properties is None else properties.find(w("dataBinding"))
        kind = next((child for child in (() if properties is None else properties) if child.tag in _PLAIN), None)
        path = "" if binding is None else (binding.get(w("xpath")) or "").strip()
        if binding is None or kind is None or len(path) > _LONGEST_PATH:
            return ""
        mappings = _PREFIX.findall(binding.get(w("prefixMappings")) or "")
        steps = _steps(path, {prefix: one or other for prefix, one, other in mappings})
        for store in self._named(binding.get(w("storeItemID")) or ""):
            said = self._at(store, steps)
            if said:
                return _chosen(kind, said) if kind.tag in _LISTS else said
        return ""

    def _named(self, name: str) -> list[Element]:
        """The store of that name; without a name, all of them in order."""
        if not name:
            return [store for key, store in self._stores.items() if key not in _PROPERTIES]
        return [self._stores[name.upper()]] if name.upper() in self._stores else []

    @cached_property
    def _stores(self) -> dict[str, Element]:
        found: dict[str, Element] = {}
        for part in self._package.related(self._package.main, "customXml").values():
            for settings in self._package.related(part, "customXmlProps").values():
                self._keep(found, _store_name(self._root(settings)), part)
        for name, kind in _PROPERTIES.items():
            self._keep(found, name, self._package.one_related("", kind))
        return found

    def _keep(self, found: dict[str, Element], name: str, part: str | None) -> None:
        root = self._root(part) if name and part else None
        if root is not None:
            found.setdefault(name, root)

    def _root(self, part: str) -> Element | None:
        """The data of a part. What Word cannot read it does not show either: the control keeps its words."""
        try:
            return self._package.xml(part)
        except UnreadableError as error:
            if error.code in ("too-big", "password"):
                raise
            return None

    def _at(self, root: Element, steps: Sequence[tuple[str, int]]) -> str:
        element: Element | None = root if steps and steps[0] == (root.tag, 1) else None
        for name, number in steps[1:]:
            there = [] if element is None else self._named_children(element).get(name, [])
            element = there[number - 1] if 0 < number <= len(there) else None
        if element is None or next(iter(element), None) is not None:
            return ""
        said = (element.text or "").strip()
        return said if len(said) <= _LONGEST_WORDS else ""

    def _named_children(self, element: Element) -> dict[str, list[Element]]:
        # Kept for the next control: a store may hold a hundred thousand children, and the text as many controls.
        if element not in self._children:
            named = self._children[element] = {}
            for child in element:
                named.setdefault(child.tag, []).append(child)
        return self._children[element]


def bound(tokens: Sequence[Token], words: str, run: int) -> Iterator[Token]:
    """The tokens of a control with `words` in place of its own; unchanged where it shows these words already."""
    texts = [token.text for token in tokens if isinstance(token, Text)]
    # Only texts of about the same length are joined: controls within controls would join them again and again.
    if sum(map(len, texts)) <= 2 * len(words) and "".join(texts).split() == words.split():
        yield from tokens
        return
    at = next((at for at, token in enumerate(tokens) if isinstance(token, Text)), None)
    if at is None and not tokens:
        yield Text(words, run, 0, literal=False)
    for number, token in enumerate(tokens):
        if not isinstance(token, Text):
            yield token
        elif number == at:
            yield replace(token, text=words, literal=False)


def _steps(path: str, prefixes: dict[str, str]) -> list[tuple[str, int]]:
    """The steps of a path as full names with numbers; none for a path that says more, or names unknown prefixes."""
    steps: list[tuple[str, int]] = []
    at = 0
    while at < len(path):
        step = _STEP.match(path, at)
        if step is None or (step[1] and step[1] not in prefixes):
            return []
        space = f"{{{prefixes[step[1]]}}}" if step[1] and prefixes[step[1]] else ""
        steps.append((space + step[2], int(step[3] or 1)))
        at = step.end()
    return steps


def _store_name(settings: Element | None) -> str:
    names = (None if settings is None else settings.get(f"{space}itemID") for space in _STORES)
    return next((name.upper() for name in names if name), "")


def _chosen(kind: Element, said: str) -> str:
    """A list keeps the value of its choice, and shows the words that belong to it."""
    items = (item for item in kind.findall(w("listItem")) if item.get(w("value")) == said)
    return next((item.get(w("displayText")) or said for item in items), said)
