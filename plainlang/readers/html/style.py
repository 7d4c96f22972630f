"""The few rules of CSS that decide whether words are shown, and whether they stand in a line of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_INLINE = 10**12
"""Outweighs every selector."""
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
        weigh(found, {name: Value(bool(mark), weight, order, value.strip())})
    return found


def weigh(into: Declared, more: Declared) -> None:
    """Adds what has at least the weight of what is there."""
    for name, value in more.items():
        if name not in into or value[:3] >= into[name][:3]:
            into[name] = value


def without_hiding(declared: Declared) -> Declared:
    """What of it may show something that is hidden elsewhere."""
    return {name: value for name, value in declared.items() if not _hides(name, value.value)}


def _hides(name: str, value: str) -> bool:
    if name in {"opacity", "font-size", "height", "max-height"}:
        return bool(_NOTHING.match(value))
    return value in {"none", "hidden", "collapse", "clip"}


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
    weigh(declared, declarations(inline, weight=_INLINE))
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
