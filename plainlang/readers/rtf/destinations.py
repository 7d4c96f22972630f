"""The groups of an RTF file that are more than formatting: which are read, where to, and which are skipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from striprtf.striprtf import destinations

from plainlang.letter import Kind
from plainlang.readers.field_codes import shows_nothing
from plainlang.readers.rtf.story import Comment, Field, Margin, Shape, State, Story

if TYPE_CHECKING:
    from plainlang.readers.rtf.walk import Walk

_HEADERS = (b"header", b"headerl", b"headerr", b"headerf")
_FOOTERS = (b"footer", b"footerl", b"footerr", b"footerf")
_READ_ON = frozenset(
    b"""
    object result shp shpgrp do moMathPara moMath mmath mr mf mnum mden me mdeg mrad msub msup msSub msSup msSubSup
    msPre mnary mfunc mfName mlim mlimlow mlimupp md mm mmr meqArr macc mbar mbox mborderBox mgroupChr mphant
    """.split()
)
"""Groups whose words stand where they are, though striprtf drops them or though a `\\*` says that one may."""
_SKIPPED = frozenset(word.encode() for word in destinations) - _READ_ON | {b"listtext", b"nonshppict", b"nonesttables"}


def is_skipped(word: bytes, *, starred: bool) -> bool:
    """True for the first word of a group that Word does not show, or that no program needs to know."""
    return word in _SKIPPED or (starred and word not in _READ_ON)


def _fonts(walk: Walk, _: bytes) -> bool:
    walk.state.catch()
    walk.state.table = "fonts"
    return True


def _styles(walk: Walk, _: bytes) -> bool:
    walk.state.catch()
    walk.state.table = "styles"
    return True


def _note(walk: Walk, _: bytes) -> bool:
    if walk.state.hidden or walk.state.deleted or not walk.state.story.is_shown:
        return False
    walk.state.enter(Story(Kind.FOOTNOTE))
    walk.notes.append(walk.state.story)
    return True


def _margin(walk: Walk, word: bytes) -> bool:
    story = Story(Kind.HEADER if word in _HEADERS else Kind.FOOTER)
    walk.margins.append(Margin(word, story, walk.section))
    walk.state.enter(story)
    return True


def _field(walk: Walk, _: bytes) -> bool:
    walk.state.field = Field()
    return True


def _instruction(walk: Walk, _: bytes) -> bool:
    caught = walk.state.catch()
    if walk.state.field is not None:
        walk.state.field.instruction = caught
    return True


def _result(walk: Walk, _: bytes) -> bool:
    if walk.state.field is not None:
        if shows_nothing(walk.state.field.instruction.words):
            return False
        now = walk.state.story.now
        walk.state.field.start = now, now.length
    return True


def _form_field(walk: Walk, _: bytes) -> bool:
    walk.state.catch()
    return True


def _choice(walk: Walk, _: bytes) -> bool:
    caught = walk.state.catch()
    if walk.state.field is not None:
        walk.state.field.choices.append(caught)
    return True


def _shape(walk: Walk, _: bytes) -> bool:
    walk.state.shape = Shape()
    return not (walk.state.hidden or walk.state.deleted)


def _caught(walk: Walk, _: bytes) -> bool:
    walk.state.catch()
    return True


def _box(walk: Walk, _: bytes) -> bool:
    state = walk.state
    box = Story(state.story.kind, is_shown=state.story.is_shown)
    (state.story if state.shape is None else state.shape).boxes.append(box)
    state.enter(box)
    # A field or shape in the box is its own.
    state.shape = state.field = None
    return True


def _comment(walk: Walk, _: bytes) -> bool:
    walk.state.comment = Comment(f"#{len(walk.comments)}")
    walk.state.enter(walk.state.comment.story)
    return True


def _either(walk: Walk, _: bytes) -> bool:
    """`\\upr` holds a text twice: for programs without Unicode, and behind `\\ud` the real one."""
    walk.state.outer = walk.state.story
    walk.state.story = Story(is_shown=False)
    return True


def _real_text(walk: Walk, _: bytes) -> bool:
    if walk.state.outer is not None:
        walk.state.story = walk.state.outer
    return True


OPENERS: dict[bytes, Callable[[Walk, bytes], bool]] = {
    **dict.fromkeys((*_HEADERS, *_FOOTERS), _margin),
    **dict.fromkeys((b"shptxt", b"dptxbxtext"), _box),
    **dict.fromkeys((b"sp", b"sn", b"sv", b"atrfstart", b"atrfend", b"atnref"), _caught),
    b"fonttbl": _fonts,
    b"stylesheet": _styles,
    b"footnote": _note,
    b"field": _field,
    b"fldinst": _instruction,
    b"fldrslt": _result,
    b"formfield": _form_field,
    b"ffl": _choice,
    b"shpinst": _shape,
    b"annotation": _comment,
    b"upr": _either,
    b"ud": _real_text,
}
"""First word of a group -> what to do; False: the group is skipped after all."""


def _end_result(_: Walk, done: State) -> None:
    field, now = done.field, done.story.now
    if field is not None and field.start is not None and field.is_merged:
        paragraph, start = field.start
        now.end_blank(start if paragraph is now else 0)


def _end_field(walk: Walk, done: State) -> None:
    """A field without a result may show words of its instruction."""
    field, now = done.field, walk.state.story.now
    if field is None or (field.start is not None and field.start != (now, now.length)):
        return
    start = now.length
    walk.write(field.prompt or field.choice)
    if field.prompt:
        now.end_blank(start)


def _end_shape(walk: Walk, done: State) -> None:
    if done.shape is None or done.shape.is_hidden:
        return
    story = walk.state.story
    story.boxes += done.shape.boxes
    if done.shape.art:
        walk.state.story = Story(story.kind, is_shown=story.is_shown)
        walk.write(done.shape.art)
        story.boxes.append(walk.state.story)
        walk.state.story = story


def _end_property_name(_: Walk, done: State) -> None:
    if done.shape is not None:
        done.shape.name = done.story.words


def _end_property(_: Walk, done: State) -> None:
    if done.shape is not None and done.shape.name == "fHidden" and done.story.words == "1":
        done.shape.is_hidden = True
    elif done.shape is not None and done.shape.name == "gtextUNICODE":
        done.shape.art = done.story.words


def _end_comment(walk: Walk, done: State) -> None:
    if done.comment is not None:
        walk.comments[done.comment.name] = done.comment.story.words
        walk.state.story.now.edge(done.comment.name)


def _end_reference(_: Walk, done: State) -> None:
    if done.comment is not None:
        done.comment.name = done.story.words


def _end_edge(walk: Walk, done: State) -> None:
    walk.state.story.now.edge(done.story.words, is_end=done.opened == b"atrfend")


CLOSERS: dict[bytes, Callable[[Walk, State], None]] = {
    b"fldrslt": _end_result,
    b"field": _end_field,
    b"shpinst": _end_shape,
    b"sn": _end_property_name,
    b"sv": _end_property,
    b"annotation": _end_comment,
    b"atnref": _end_reference,
    b"atrfstart": _end_edge,
    b"atrfend": _end_edge,
}
"""First word of a group -> what to do when the group ends, with the state it had."""
