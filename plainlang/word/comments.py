"""Word comments: the part that holds them, and their anchors among the runs."""

from __future__ import annotations

from collections.abc import Sequence

from plainlang.word.file import WordFile
from plainlang.word.part import Element, Part, local, paragraph_of, set_text
from plainlang.word.stamp import Stamp

INITIALS = "pl"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ENTERED = ("ins", "moveTo", "hyperlink", "smartTag")
"""What an anchor may stand in; around everything else it stands outside."""


class Comments:
    """The comments of a file; those that are there stay as they are."""

    def __init__(self, file: WordFile, stamp: Stamp) -> None:
        self._file = file
        self._stamp = stamp
        self._name = file.name_related("comments")
        space = file.part(file.main).space
        empty = f'<w:comments xmlns:w="{space}"/>'.encode()
        self._part = Part(empty) if self._name is None else file.part(self._name)
        self.count = 0

    def add(self, lines: Sequence[str]) -> str:
        """Adds a comment of these paragraphs; gives the id that its anchor has to name."""
        part = self._part
        comment = self._stamp.element(part, "comment", initials=INITIALS)
        for number, line in enumerate(lines):
            comment.append(self._paragraph(line, first=number == 0))
        part.root.append(comment)
        self.count += 1
        return str(comment.get(part.name("id")))

    def _paragraph(self, line: str, *, first: bool) -> Element:
        part = self._part
        paragraph, properties = part.new("p"), part.new("pPr")
        properties.append(part.new("pStyle", val="CommentText"))
        paragraph.append(properties)
        if first:
            run = _reference_run(part)
            run.append(part.new("annotationRef"))
            paragraph.append(run)
        run, text = part.new("r"), part.new("t")
        set_text(text, "".join(char if char.isprintable() else " " for char in line))
        run.append(text)
        paragraph.append(run)
        return paragraph

    def put(self) -> None:
        """Puts the comments into the file."""
        if self._name is not None:
            self._file.touch(self._name)
        elif self.count:
            head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            self._file.add("comments", head + self._part.data(), _CONTENT_TYPE)


def anchor(part: Part, first: Element, last: Element, number: str) -> None:
    """Anchors the comment `number` around two w:t and what is between them."""
    start, end = _outside(first), _outside(last)
    start.addprevious(part.new("commentRangeStart", id=number))
    end.addnext(part.new("commentRangeEnd", id=number))
    # Beside what another person inserted, not in it: it has to stay when that is rejected.
    paragraph = paragraph_of(last)
    top = next(above for above in [last, *last.iterancestors()] if above.getparent() is paragraph)
    behind = end.getnext() if top is end else top
    behind.addnext(_reference(part, number))


def anchor_at_start(part: Part, number: str) -> bool:
    """Anchors a comment in the first paragraph of a part whose body shows no text; False where it has none at all."""
    paragraph = next(part.root.iter(part.name("p")), None)
    if paragraph is not None:
        paragraph.append(_reference(part, number))
    return paragraph is not None


def _reference(part: Part, number: str) -> Element:
    run = _reference_run(part)
    run.append(part.new("commentReference", id=number))
    return run


def _reference_run(part: Part) -> Element:
    run, looks = part.new("r"), part.new("rPr")
    looks.append(part.new("rStyle", val="CommentReference"))
    run.append(looks)
    return run


def _outside(text: Element) -> Element:
    """The run of a w:t, or what is around it that an anchor must not stand in."""
    paragraph = paragraph_of(text)
    target = text.getparent()
    for above in target.iterancestors():
        if above is paragraph:
            break
        if local(above) not in _ENTERED:
            target = above
    return target
