"""The few rules of CSS that decide whether words are shown, and whether they stand in a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_COMMENT = re.compile(r"/\*(?:.*?\*/|.*)|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(r"(?P<tag>\*|[a-zA-Z][\w-]*+)?(?P<mark>[.#][\w-]++)?")
_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*$")
_KNOWN = frozenset("display visibility opacity font-size font white-space height max-height overflow".split())
_NOTHING = re.compile(r"[+-]?(?=\.?0)0*+\.?0*+(?:[a-z]++|%)?$")
_FONT_SIZE = re.compile(r"(?:^|\s)(?P<size>[\d.]++[a-z%]*+)(?=[\s/]|$)")
_RELATIVE = re.compile(r"[\d.]++(?:em|%|ex|ch)$|(?:larger|smaller|inherit|unset)$")


class Value(NamedTuple):
    """A value and its weight: what is important goes before the rest, an id before a class before a name."""

    important: bool
    weight: int
    order: int
    value: str


Declared = dict[str, Value]


def declarations(css: str, *, weight: int, order: int = 0) -> Declared:
    """What a list of declarations (`display: none; …`) says of the properties that are known here."""
    found: Declared = {}
    for declaration in css.lower().split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name not in _KNOWN:
            continue
        value, mark, _ = value.partition("!")
        if name == "font":
            size = _FONT_SIZE.search(value)
            name, value = "font-size", size["size"] if size else "medium"
        _weigh(found, {name: Value(bool(mark), weight, order, value.strip())})
    return found


def _weigh(into: Declared, more: Declared) -> None:
    for name, value in more.items():
        if name not in into or value[:3] >= into[name][:3]:
            into[name] = value


class Sheet:
    """The rules of style sheets that have simple selectors: a name, a class, an id, a name with a class or id."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str], Declared] = {}
        self._order = 0

    def __bool__(self) -> bool:
        return bool(self._rules)

    def add(self, css: str) -> None:
        """Adds the rules of a style element; those for print, for small screens and the like are left out."""
        css = _COMMENT.sub(" ", css)
        opened: list[tuple[str, bool]] = [("", True)]  # what stands before each open brace, and whether it counts
        at = 0
        for brace in _BRACE.finditer(css):
            before, at = css[at : brace.start()], brace.end()
            if brace[0] == "{":
                outer, counts = opened[-1]
                opened.append((before.rpartition(";")[2].strip(), counts and _is_open_to_screens(outer)))
            elif len(opened) > 1:
                prelude, counts = opened.pop()
                if counts and not prelude.startswith("@"):
                    self._add_rule(prelude, before)

    def _add_rule(self, selectors: str, css: str) -> None:
        self._order += 1
        if not declarations(css, weight=0):
            return
        for selector in selectors.split(","):
            simple = _SELECTOR.fullmatch(selector.strip())
            if simple and simple[0]:
                tag, mark = (simple["tag"] or "").lower(), simple["mark"] or ""
                weight = bool(tag and tag != "*") + 10 * mark.startswith(".") + 100 * mark.startswith("#")
                key = ("" if tag == "*" else tag, mark)
                _weigh(self._rules.setdefault(key, {}), declarations(css, weight=weight, order=self._order))

    def of(self, tag: str, *, classes: Iterable[str], name: str) -> Declared:
        """What the rules say of an element with these classes and this id."""
        marks = ["", *(f".{each}" for each in classes), f"#{name}"]
        found: Declared = {}
        for mark in marks:
            for key in (("", mark), (tag, mark)):
                if key in self._rules:
                    _weigh(found, self._rules[key])
        return found


def _is_open_to_screens(prelude: str) -> bool:
    return not prelude or bool(_SCREEN.match(prelude.lower()))


class Style(NamedTuple):
    """What an element's style says; None where it says nothing.

    gone: nothing inside is shown. visible and tiny: inner elements may say otherwise. block: it begins a line.
    """

    gone: bool = False
    shows: bool = False
    visible: bool | None = None
    tiny: bool | None = None
    block: bool | None = None
    space: str | None = None


PLAIN = Style()


def style(sheet: Declared, inline: str) -> Style:
    """The style of an element from what the sheets say of it and its own style attribute."""
    declared = dict(sheet)
    _weigh(declared, declarations(inline, weight=1000))
    said = {name: value.value for name, value in declared.items()}
    if not said:
        return PLAIN
    display, visibility = said.get("display"), said.get("visibility")
    folded = said.get("overflow") in {"hidden", "clip"} and (_is_nothing(said, "height", "max-height"))
    return Style(
        gone=display == "none" or folded or _is_nothing(said, "opacity"),
        shows=display not in {None, "none"},
        visible=None if visibility in {None, "inherit"} else visibility not in {"hidden", "collapse"},
        tiny=_tiny(said.get("font-size")),
        block=None if display in {None, "none"} else not display.startswith(("inline", "contents", "ruby")),
        space=_space(said.get("white-space")),
    )


def _is_nothing(said: Mapping[str, str], *names: str) -> bool:
    return any(_NOTHING.match(said.get(name, "")) for name in names)


def _tiny(size: str | None) -> bool | None:
    if size is None or (not _NOTHING.match(size) and _RELATIVE.match(size)):
        return None
    return bool(_NOTHING.match(size))


def _space(value: str | None) -> str | None:
    if value is None or value == "inherit":
        return None
    return value if value in {"pre", "pre-wrap", "break-spaces", "pre-line"} else "normal"
