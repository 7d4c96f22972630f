"""What Word does with a reviewed letter: all of our changes rejected or accepted, and what is left compared."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from plainlang.finding import Finding, Level
from plainlang.letter import Letter
from plainlang.readers.word import read
from plainlang.report import Report, Stale, State
from plainlang.spans import Span
from plainlang.word.review import Reviewed, review_word

NOW = datetime(2025, 3, 3, 9, 30, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OURS = f"[@{W}author='plainlang']"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Words = tuple[str, Sequence[str]]
"""Words of a letter and what is suggested in their place."""


def findings(letter: Letter, *swaps: Words, level: Level = Level.MUST) -> tuple[Finding, ...]:
    """A finding wherever the words stand in the letter."""
    found = []
    for words, suggestions in swaps:
        at = letter.text.find(words)
        assert at >= 0, letter.text
        while at >= 0:
            span = Span(at, at + len(words))
            found.append(_finding(span, tuple(suggestions), level))
            at = letter.text.find(words, span.end)
    return tuple(sorted(found, key=lambda finding: finding.span))


def _finding(span: Span, suggestions: tuple[str, ...], level: Level) -> Finding:
    return Finding(rule="legal-term", level=level, span=span, message="Few know it.", suggestions=suggestions)


def report(data: bytes, *swaps: Words, level: Level = Level.MUST) -> Report:
    """A report that finds these words, and the comments to plainlang that keep nothing."""
    letter = read("a.docx", data)
    stale = tuple(Stale(State.UNUSED, "This comment keeps nothing.", remark.place) for remark in letter.remarks)
    return Report("a.docx", "letter", letter=letter, findings=findings(letter, *swaps, level=level), stale=stale)


def reviewed(data: bytes, *swaps: Words) -> Reviewed:
    """The letter with these words found."""
    return review_word(report(data, *swaps), now=NOW)


def xml(data: bytes, part: str = "word/document.xml") -> Any:
    """The root of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(part))


def parts(data: bytes) -> dict[str, bytes]:
    """Every part by its name, in the order of the zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def settled(data: bytes, *, keep: str, author: str = "plainlang") -> bytes:
    """The letter after all changes of an author were rejected (keep="del") or accepted (keep="ins")."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts(data).items():
            is_story = author.encode() in content and b"<w:comments" not in content
            archive.writestr(name, _settle(content, keep, author) if is_story else content)
    return stream.getvalue()


def _settle(content: bytes, keep: str, author: str) -> bytes:
    root = etree.fromstring(content)
    space = f"{{{etree.QName(root).namespace}}}"
    for change in [*root.iter(f"{space}ins", f"{space}del")]:
        if change.get(f"{space}author") == author:
            for run in change if change.tag == space + keep else ():
                for text in run.iter(f"{space}delText"):
                    text.tag = f"{space}t"
                change.addprevious(run)
            change.getparent().remove(change)
    return etree.tostring(root)


def plain(data: bytes, part: str = "word/document.xml") -> str:
    """A part without our comments, with the runs that were cut made whole again: two that say the same are equal."""
    root = xml(data, part)
    comments = xml(data, "word/comments.xml") if "word/comments.xml" in parts(data) else ()
    ours = {comment.get(f"{W}id") for comment in comments if comment.get(f"{W}author") == "plainlang"}
    for mark in [*root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")]:
        if mark.get(f"{W}id") in ours:
            gone = mark.getparent() if mark.tag.endswith("Reference") else mark
            gone.getparent().remove(gone)
    for change in root.iter(f"{W}rPrChange"):
        del change.attrib[f"{W}id"]
    for name in ("ins", "moveTo", "r", "t"):
        for element in [*root.iter(W + name)]:
            _merge(element)
    for text in root.iter(f"{W}t"):
        text.attrib.pop(_SPACE, None)
    return etree.tostring(root, method="c14n").decode()


def _merge(element: Any) -> None:
    """Puts an element into the one before it, where both are alike."""
    before = element.getprevious()
    if before is None or before.tag != element.tag or _looks(before) != _looks(element):
        return
    if element.tag == f"{W}t":
        before.text = (before.text or "") + (element.text or "")
    before.extend([child for child in element if child.tag != f"{W}rPr"])
    # The later elements look at the one before them, so this one must not be found there.
    element.getparent().remove(element)


def _looks(element: Any) -> tuple[str, dict[str, str]]:
    looks = element.find(f"{W}rPr")
    attributes = {name: value for name, value in element.attrib.items() if name not in (f"{W}id", _SPACE)}
    return "" if looks is None else etree.tostring(looks, method="c14n").decode(), attributes
