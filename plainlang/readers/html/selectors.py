"""Which elements a rule of a style sheet speaks of: names, classes, ids, attributes, and what they stand in.

What is not evaluated here (`:first-child`, `a + b`) is told as "perhaps", so that nobody hides a thing for it; what
browsers would not understand either ends the whole rule, as it does there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_NAME = r"(?![0-9]|-[0-9])[\w-]++"
_PART = re.compile(
    rf"\s*+(?P<comma>,)\s*+|\s*+(?P<join>[>+~])\s*+|(?P<space>\s++)|(?P<tag>\*|{_NAME})|(?P<mark>[.#]{_NAME})|"
    rf"\[\s*+(?P<name>{_NAME})\s*+(?:(?P<sign>[~|^$*]?=)\s*+"
    rf"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>{_NAME}))(?:\s*+(?P<flag>[iIsS]))?\s*+)?\]|"
    rf"(?P<pseudo>::?{_NAME})(?P<inside>\((?:[^()]|\([^()]*+\))*+\))?"
)
_NEVER = frozenset("active focus focus-visible focus-within hover target".split())
"""An element that somebody points at."""
_OLD_PSEUDO_ELEMENTS = frozenset("after before first-letter first-line".split())
_PSEUDO_ELEMENTS = frozenset(
    "after backdrop before cue details-content file-selector-button first-letter first-line grammar-error highlight "
    "marker part placeholder selection slotted spelling-error target-text view-transition".split()
)
_PERHAPS = frozenset(
    "any-link autofill checked default defined dir disabled empty enabled first-child first-of-type fullscreen has "
    "host in-range indeterminate invalid is lang last-child last-of-type link modal not nth-child nth-last-child "
    "nth-last-of-type nth-of-type only-child only-of-type open optional out-of-range placeholder-shown popover-open "
    "read-only read-write required root scope valid visited where".split()
)
_TESTS: dict[str, Callable[[str, str], bool]] = {
    "=": str.__eq__,
    "~=": lambda value, wanted: wanted in value.split(),
    "|=": lambda value, wanted: value == wanted or value.startswith(f"{wanted}-"),
    "^=": lambda value, wanted: bool(wanted) and value.startswith(wanted),
    "$=": lambda value, wanted: bool(wanted) and value.endswith(wanted),
    "*=": lambda value, wanted: bool(wanted) and wanted in value,
}
_ID, _CLASS = 1_000_000, 1_000


class Test(NamedTuple):
    """What an attribute has to be; `sign` is empty where it only has to be there. fold: capitals are small letters."""

    name: str
    sign: str = ""
    wanted: str = ""
    fold: bool = False

    def fits(self, value: str | None) -> bool:
        """True for an element whose attribute says so; None: it has none."""
        if value is None or not self.sign:
            return value is not None
        if self.fold:
            return _TESTS[self.sign](value.lower(), self.wanted.lower())
        return _TESTS[self.sign](value, self.wanted)


class Step(NamedTuple):
    """One element of a selector. close: the step before is its parent, not any element around it."""

    tag: str = ""
    marks: tuple[str, ...] = ()
    tests: tuple[Test, ...] = ()
    close: bool = False

    @property
    def key(self) -> str:
        """The one mark or name by which the step is found."""
        return next((mark for mark in self.marks if mark[0] == "#"), self.marks[-1] if self.marks else self.tag or "*")


class Selector(NamedTuple):
    """From the outermost step to the element itself. perhaps: some condition was not evaluated."""

    steps: tuple[Step, ...]
    weight: int
    perhaps: bool = False


class _Draft:
    """A selector as it is read."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._weight = 0
        self._perhaps = self._is_made = self.never = False
        self._begin(close=False)

    def _begin(self, *, close: bool) -> None:
        self._tag, self._close, self.started = "", close, False
        self._marks: list[str] = []
        self._tests: list[Test] = []

    def _step(self) -> Step:
        return Step(self._tag, tuple(self._marks), tuple(self._tests), self._close)

    def selector(self) -> Selector:
        """What was read."""
        return Selector((*self._steps, self._step()), self._weight, self._perhaps)

    def take(self, part: re.Match[str]) -> bool:
        """Adds a part; False where it makes no sense there."""
        if self._is_made and not part["pseudo"]:
            return False
        if part["join"] or part["space"]:
            return self._join(part["join"] or " ")
        if part["tag"]:
            if self.started:
                return False
            self._tag = "" if part["tag"] == "*" else part["tag"].lower()
            self._weight += part["tag"] != "*"
        elif part["mark"]:
            self._marks.append(part["mark"])
            self._weight += _ID if part["mark"][0] == "#" else _CLASS
        elif part["name"]:
            self._tests.append(_test(part))
            self._weight += _CLASS
        elif not self._pseudo(part["pseudo"].lower()):
            return False
        self.started = True
        return True

    def _join(self, sign: str) -> bool:
        if not self.started:
            return False
        if sign in "+~":
            # What stands beside is not known; what both stand in is.
            self._perhaps = True
            self._begin(close=self._close)
        else:
            self._steps.append(self._step())
            self._begin(close=sign == ">")
        return True

    def _pseudo(self, name: str) -> bool:
        bare = name.lstrip(":")
        if name.startswith("::") or bare in _OLD_PSEUDO_ELEMENTS:
            # Nothing can stand in it or behind it.
            self._is_made = self.never = True
            return bare in _PSEUDO_ELEMENTS or bare.startswith("-webkit-")
        self._weight += _CLASS
        if bare in _NEVER:
            self.never = True
            return True
        self._perhaps = True
        return bare in _PERHAPS


def _test(part: re.Match[str]) -> Test:
    wanted = next((part[kind] for kind in ("double", "single", "bare") if part[kind] is not None), "")
    return Test(part["name"].lower(), part["sign"] or "", wanted, (part["flag"] or "").lower() == "i")


def selectors(text: str) -> list[Selector]:
    """The selectors of a rule, without those that no element fits; none at all where one of them is not understood."""
    found: list[Selector] = []
    draft, at, text = _Draft(), 0, text.strip()
    while at <= len(text):
        part = _PART.match(text, at) if at < len(text) else None
        if part is None and at < len(text):
            return []
        if part is None or part["comma"]:
            if not draft.started:
                return []
            if not draft.never:
                found.append(draft.selector())
            draft = _Draft()
        elif not draft.take(part):
            return []
        at = part.end() if part else len(text) + 1
    return found
