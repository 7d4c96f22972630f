"""Cuts a page into tags, text and comments, each with its place, as the HTML standard tells browsers to.

The standard library's html.parser is not used: it gives up on some broken pages with an AssertionError, cuts others
differently from release to release, and takes minutes for 400 KB of `<!--`. Every rule here looks at a
character a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from typing import NamedTuple

from plainlang.spans import Span


class Tag(NamedTuple):
    """A start tag or an end tag; `name` in small letters, `span` from `<` to behind `>`.

    closed: it ends with `/>`, which counts in SVG, MathML and XHTML only.
    """

    name: str
    span: Span
    end: bool = False
    closed: bool = False


class Words(NamedTuple):
    """A stretch of text; `raw` where `&` is a letter like others."""

    span: Span
    raw: bool = False


class Comment(NamedTuple):
    """A comment from `<!` to behind `>`; `inside` is what it says."""

    span: Span
    inside: Span


Token = Tag | Words | Comment

_WS = r"[ \t\n\f\r]"
_MARK = re.compile(r"<(?:/?[a-zA-Z]|[!?]|/.)", re.DOTALL)
_TAG = re.compile(
    rf"</?(?P<name>[a-zA-Z][^ \t\n\f\r/>]*+)"
    rf"(?:(?:{_WS}|/(?!>))*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
    rf"(?:{_WS}*+={_WS}*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^ \t\n\f\r>]*+)|(?!{_WS}*+=)))*+"
    rf"(?:{_WS}|/(?!>))*+(?P<closed>/?)>"
)
_ATTRIBUTE = re.compile(
    rf"(?P<name>[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)"
    rf"(?:{_WS}*+={_WS}*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^ \t\n\f\r>]*+)))?+"
)
_COMMENT = re.compile(r"<!--(?:-?>|(?P<inside>.*?)(?:--!?>|\Z))", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(?P<inside>.*?)(?:\]\]>|\Z)", re.DOTALL)
_BOGUS = re.compile(r"<[!?/](?P<inside>[^>]*+)>?")
_SCRIPT = re.compile(r"(?P<open><!--)|(?P<shut>-->)|<(?P<end>/?)script(?=[ \t\n\f\r/>])", re.IGNORECASE)
_RAW = frozenset("script style xmp iframe noembed noframes noscript".split())
_ESCAPABLE = frozenset(("textarea", "title"))
_FOREIGN = ("svg", "math")


def tokens(text: str, *, xml: bool = False, within: Span | None = None) -> Iterator[Token]:
    """The tags, texts and comments of a page in order; spans are half-open code points of `text`.

    xml: it is XHTML, so `/>` closes every element and CDATA sections hold text. within: the part of the text that is
    cut, if it is not all. A tag or comment that is not ended takes the rest with it, as in a browser. noscript is not
    looked into: browsers run scripts.
    """
    (at, last), foreign = within or Span(0, len(text)), 0
    while at < last:
        mark = _MARK.search(text, at, last)
        start = mark.start() if mark else last
        if start > at:
            yield Words(Span(at, start))
        if not mark:
            return
        if not (mark[0][1].isalpha() or (mark[0][-1].isascii() and mark[0][-1].isalpha())):
            token, at = _declaration(text, start, last, cdata=xml or foreign > 0)
            if token:
                yield token
            continue
        tag, at = _tag(text, start, last)
        if tag is None:
            return
        yield tag
        closed = tag.closed and (xml or foreign > 0 or tag.name in _FOREIGN)
        if tag.name in _FOREIGN and not closed:
            foreign = max(0, foreign + (-1 if tag.end else 1))
        elif not (tag.end or closed or foreign):
            at = yield from _raw_text(text, tag.name, at, last)


def attributes(text: str, tag: Tag) -> Mapping[str, Span]:
    """The attributes of a start tag: name in small letters -> where its value stands; the first of a name counts."""
    start, end = tag.span.start + 1 + len(tag.name), tag.span.end - 1 - tag.closed
    found: dict[str, Span] = {}
    if start >= end:
        return found
    for attribute in _ATTRIBUTE.finditer(text, start, end):
        name = attribute.lastgroup or "name"
        value = Span(*attribute.span(name)) if name != "name" else Span(attribute.end(), attribute.end())
        found.setdefault(attribute["name"].lower(), value)
    return found


def _tag(text: str, at: int, last: int) -> tuple[Tag | None, int]:
    found = _TAG.match(text, at, last)
    if not found:
        return None, last
    span = Span(*found.span())
    return Tag(found["name"].lower(), span, text[at + 1] == "/", bool(found["closed"])), span.end


def _declaration(text: str, at: int, last: int, *, cdata: bool) -> tuple[Token | None, int]:
    """What begins with `<!`, `<?` or `</` and is no tag: comments, and what browsers take for comments."""
    if cdata and (section := _CDATA.match(text, at, last)):
        inside = Span(*section.span("inside"))
        return (Words(inside, raw=True) if inside else None), section.end()
    found = _COMMENT.match(text, at, last) or _BOGUS.match(text, at, last)
    assert found is not None
    inside = Span(*found.span("inside"))
    return Comment(Span(*found.span()), Span(max(inside.start, at), max(inside.end, at))), found.end()


def _raw_text(text: str, name: str, at: int, last: int) -> Generator[Token, None, int]:
    """The inside of an element that holds text only; returns where it ends."""
    if name == "plaintext":
        end = last
    elif name == "script":
        end = _script_end(text, at, last)
    elif name in _RAW or name in _ESCAPABLE:
        close = re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE).search(text, at, last)
        end = close.start() if close else last
    else:
        return at
    if end > at:
        yield Words(Span(at, end), raw=name not in _ESCAPABLE)
    return end


def _script_end(text: str, at: int, last: int) -> int:
    """A script may hold `</script>` itself: inside `<!-- <script>`, says the standard."""
    in_comment = in_script = False
    for mark in _SCRIPT.finditer(text, at, last):
        if mark["open"] or mark["shut"]:
            in_comment = bool(mark["open"])
            in_script = in_script and in_comment
        elif not mark["end"]:
            in_script = in_script or in_comment
        elif in_script:
            in_script = False
        else:
            return mark.start()
    return last
