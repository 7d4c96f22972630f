"""RTF files: whatever Word shows is read, once; whatever it does not show is not.

striprtf knows the code pages, the special characters and the groups that are no text, and those tables are used here.
Its conversion is not: it drops headers, footers, footnotes and text boxes, reads hidden and deleted text, skips binary
data in pictures only, and does not say where anything stood. So the groups are walked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plainlang.errors import UnreadableError
from plainlang.letter import Kind, Letter
from plainlang.readers.paragraphs import Paragraph, lay_out
from plainlang.readers.rtf.story import Margin, Story
from plainlang.readers.rtf.walk import Walk
from plainlang.source import Place

_BOM = b"\xef\xbb\xbf"


def read(path: str, data: bytes) -> Letter:
    """Reads an RTF file: the body, its footnotes, endnotes, headers and footers.

    A place counts the paragraphs that are shown, from 1 in each part; the body has no part. Raises UnreadableError
    for what is no sound RTF.
    """
    if not data.strip():
        raise UnreadableError(path, "The file is empty.", "Write the letter into it, or leave it out.", code="empty")
    body = data.removeprefix(_BOM).lstrip()
    if not body.startswith(b"{\\rtf"):
        what = "This is not an RTF file."
        raise UnreadableError(path, what, "Open the letter in Word and save it as .rtf or .docx.", code="not-rtf")
    walk = Walk(path, body)
    walk.run()
    return lay_out(path, data, _paragraphs(walk), walk.comments)


def _paragraphs(walk: Walk) -> Iterator[Paragraph]:
    yield from _numbered(None, walk.body.finish())
    for name, is_endnote in (("footnote", False), ("endnote", True)):
        notes = (note for note in walk.notes if note.is_endnote == is_endnote)
        yield from _numbered(name, (line for note in notes for line in note.finish()))
    for kind in (Kind.HEADER, Kind.FOOTER):
        stories = (margin.story for margin in walk.margins if margin.story.kind is kind and _is_shown(walk, margin))
        yield from _numbered(kind.value, _once(stories))


def _numbered(part: str | None, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    number = 0
    for paragraph in paragraphs:
        number += bool(paragraph.text.strip())
        paragraph.place = Place(part=part, paragraph=max(1, number))
        yield paragraph


def _is_shown(walk: Walk, margin: Margin) -> bool:
    """Left pages are shown where pages face each other, the first page where it has margins of its own."""
    if margin.word.endswith(b"f"):
        return margin.section in walk.titled
    return walk.has_left_pages or not margin.word.endswith(b"l")


def _once(stories: Iterable[Story]) -> Iterator[Paragraph]:
    """The paragraphs of headers or footers; one that repeats another word for word is read once."""
    seen: set[str] = set()
    for story in stories:
        lines = story.finish()
        words = "\n".join(line.text for line in lines)
        if words not in seen:
            seen.add(words)
            yield from lines
