"""What an earlier review left in a Word file: its comments are taken out, its open changes must be settled first."""

from __future__ import annotations

from collections.abc import Iterator

from plainlang.errors import UsageError
from plainlang.word.file import WordFile
from plainlang.word.part import Element, Part, local
from plainlang.word.stamp import AUTHOR

_ANCHORS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_BESIDE = ("commentsExtended", "commentsIds", "commentsExtensible")
"""Parts in which Word keeps more about each comment; the last one goes by ids that the second one gives."""
_KEYS = ("paraId", "durableId")


def refuse_open_changes(file: WordFile, path: str) -> None:
    """Raises UsageError where a tracked change of ours has been neither accepted nor rejected."""
    for name in file.stories():
        if not file.holds(name, AUTHOR):
            continue
        part = file.part(name)
        author = part.name("author")
        if any(element.get(author) == AUTHOR for element in part.root.iter()):
            what = "This letter still holds plainlang's own changes."
            raise UsageError(path, what, "Accept or reject them in Word first.")


def take_out_comments(file: WordFile) -> None:
    """Takes our comments and their anchors out; those of other people stay, answers to ours too.

    Runs go with it, so whatever counts runs has to be done before.
    """
    name = file.name_related("comments")
    ours = [] if name is None else list(_ours(file.part(name)))
    if name is None or not ours:
        return
    part = file.part(name)
    keys = {key for comment in ours for element in comment.iter() for key in _keys(element)}
    _take_out_anchors(file.part(file.main), {comment.get(part.name("id")) for comment in ours})
    for comment in ours:
        comment.getparent().remove(comment)
    file.touch(name)
    for kind in _BESIDE:
        other = file.name_related(kind)
        if other is not None:
            keys |= _take_out_entries(file.part(other), keys)
            file.touch(other)


def _ours(part: Part) -> Iterator[Element]:
    author = part.name("author")
    return (comment for comment in part.root.iter(part.name("comment")) if comment.get(author) == AUTHOR)


def _take_out_anchors(part: Part, ids: set[str | None]) -> None:
    for mark in list(part.root.iter(*(part.name(name) for name in _ANCHORS))):
        if mark.get(part.name("id")) in ids:
            parent = mark.getparent()
            parent.remove(mark)
            if local(parent) == "r" and all(local(child) == "rPr" for child in parent):
                parent.getparent().remove(parent)


def _take_out_entries(part: Part, keys: set[str]) -> set[str]:
    """Takes out what is said of our comments; gives the other ids these go by."""
    found: set[str] = set()
    for entry in list(part.root):
        if any(key in keys for key in _keys(entry)):
            found.update(_keys(entry))
            part.root.remove(entry)
            continue
        for name, value in list(entry.attrib.items()):
            if name.endswith("}paraIdParent") and value in keys:
                del entry.attrib[name]
    return found


def _keys(element: Element) -> list[str]:
    return [value for name, value in element.attrib.items() if name.rpartition("}")[2] in _KEYS]
