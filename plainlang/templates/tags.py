"""What is wrong with the tags of a template, in plain words: Jinja tells it to programmers, and at the last line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError

_CLOSED = ("if", "for", "macro", "call", "filter", "block", "set", "with", "autoescape")
"""Tags that stay open until their end."""
_TAGS = (*_CLOSED, "elif", "else", "include", "import", "from", "extends", *(f"end{tag}" for tag in _CLOSED))
_NAMES = "what stands between the braces is no name or condition"
_KNOWN = (
    (r"'end of print statement'|unexpected char", _NAMES, "A name has no spaces, like {{ case_number }}."),
    (r"'end of statement block', got '='", "one `=` sets a name, and two compare", "Write == here."),
    (r"unexpected '\}'|unexpected end of template", "braces are opened and not closed", "Write }} or %} at the end."),
    (r"Missing end of comment tag", "a note is opened and not closed", "Write #} at its end."),
    (r"Missing end of raw directive", "a `raw` is never closed", "Write {% endraw %} where it ends."),
    (r"'end of statement block', got", _NAMES, "Write `and` or `or` between two names."),
    (r"Expected an expression", "nothing stands in this tag", "Write a name into it, or take it out."),
)
"""What Jinja says, what it means, and what to do."""


class Told(NamedTuple):
    """A fault of the tags. said: after "This template is broken: "."""

    line: int
    said: str
    fix: str


class _Tag(NamedTuple):
    name: str
    line: int


def broken(text: str, error: TemplateSyntaxError, filters: list[str]) -> Told:
    """What is wrong with a template, at the line where it can be mended."""
    message = str(error.message)
    if message.startswith("Unexpected end of template"):
        opened = _open_tags(text)
        if opened:
            tag = opened[-1]
            return Told(tag.line, f"this `{tag.name}` is never closed", f"Write {_end(tag)} where it ends.")
    met = re.match(r"Encountered unknown tag '(\w+)'", message)
    if met:
        return _unknown(met[1], error.lineno, _open_tags(text, error.lineno))
    missing = re.match(r"No (filter|test) named '(\w+)'", message)
    if missing:
        near = get_close_matches(missing[2], filters, n=1) if missing[1] == "filter" else []
        fix = f"Did you mean {near[0]}?" if near else "Correct the name."
        return Told(error.lineno, f"there is no {missing[1]} `{missing[2]}`", fix)
    said, fix = next((told for words, *told in _KNOWN if re.search(words, message)), (message.rstrip("."), ""))
    return Told(error.lineno, said, fix or "Correct it there.")


def _unknown(name: str, line: int, opened: list[_Tag]) -> Told:
    """A tag that stands where none of its kind may, or that there is not."""
    if name not in _TAGS:
        near = get_close_matches(name, _TAGS, n=1, cutoff=0.5)
        fix = "Write it as one word, like endif." if name == "end" else f"Did you mean {near[0]}?" if near else ""
        return Told(line, f"there is no tag `{name}`", fix or "Correct the name.")
    if opened:
        tag = opened[-1]
        said = f"this `{tag.name}` is not closed before the `{name}` in line {line}"
        return Told(tag.line, said, f"Write {_end(tag)} where it ends.")
    return Told(
        line, f"this `{name}` belongs to nothing that is open before it", "Take it out, or write what opens it."
    )


def _end(tag: _Tag) -> str:
    return f"{{% end{tag.name} %}}"


def _open_tags(text: str, until: int | None = None) -> list[_Tag]:
    """The tags that are open at the end of the text, or where the first end does not fit; innermost last.

    until: the last line that Jinja has read.
    """
    opened: list[_Tag] = []
    for words, line in _tags(text):
        if until is not None and line > until:
            break
        if words[0] in _CLOSED and not (words[0] == "set" and "=" in words):
            opened.append(_Tag(words[0], line))
        elif words[0].startswith("end"):
            if not opened or opened[-1].name != words[0].removeprefix("end"):
                break
            opened.pop()
    return opened


def _tags(text: str) -> Iterator[tuple[list[str], int]]:
    """The words of each tag, and its line. Ends where Jinja can read no further."""
    words: list[str] | None = None
    try:
        for line, kind, value in Environment(autoescape=False).lex(text):  # noqa: S701 (nothing is printed)
            if kind == "block_begin":
                words = []
            elif kind == "block_end" and words:
                yield words, line
                words = None
            elif words is not None and kind != "whitespace":
                words.append(value)
    except TemplateSyntaxError:
        return
