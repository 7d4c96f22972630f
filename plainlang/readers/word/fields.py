"""Fields of a Word file: the result is read, the instruction is not, a merge field is a blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plainlang.readers.field_codes import shows_nothing
from plainlang.readers.word.tokens import Box, End, Instruction, Mark, Text, Token

_MERGE = re.compile(r"\s*(?:MERGEFIELD|ADDRESSBLOCK|GREETINGLINE)\b", re.IGNORECASE)
_DRAWN = re.compile(r"\s*FORM(?:CHECKBOX|DROPDOWN)\b", re.IGNORECASE)
"""Form fields whose settings say what is shown (see word_symbols); a result in the text is a copy of that."""
_FORM_TEXT = re.compile(r"\s*FORMTEXT\b", re.IGNORECASE)
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s(?P<prompt>.*\S)", re.IGNORECASE | re.DOTALL)
"""A field without a result that shows its own last words: `MACROBUTTON NoMacro [Type the name]`."""

_FIELD_MARKS = (Mark.FIELD_BEGIN, Mark.FIELD_SEPARATE, Mark.FIELD_END)
_HIDE = 1
_SHOW = -1
_Sign = int | Token
"""What the place of a token asks for: hide from here, show again, or emit a token."""


@dataclass(slots=True)
class _Field:
    begin: int
    separate: int | None = None
    instruction: list[Instruction] = field(default_factory=list)


def resolve_fields(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens that Word shows: without instructions, and with blanks around merge-field results."""
    marks = _marks(tokens)
    hidden = 0
    for at, token in enumerate(tokens):
        for sign in marks.get(at, ()):
            if isinstance(sign, int):
                hidden += sign
            elif not hidden or isinstance(sign, Mark):
                yield sign
        if isinstance(token, Instruction) or token in _FIELD_MARKS:
            continue
        if not hidden:
            yield token
        elif isinstance(token, End):
            yield End(shown=False)
        elif not isinstance(token, Text | Box):
            yield token


def _marks(tokens: Sequence[Token]) -> dict[int, tuple[_Sign, ...]]:
    """The signs by the index of the token they stand at.

    A field that never ends hides nothing: better an instruction's neighbour read than a letter lost.
    """
    marks: dict[int, tuple[_Sign, ...]] = {}
    stack: list[_Field] = []
    for at, token in enumerate(tokens):
        if token is Mark.FIELD_BEGIN:
            stack.append(_Field(at))
        elif not stack:
            continue
        elif token is Mark.FIELD_SEPARATE and stack[-1].separate is None:
            stack[-1].separate = at
        elif isinstance(token, Instruction) and stack[-1].separate is None:
            stack[-1].instruction.append(token)
        elif token is Mark.FIELD_END:
            done = stack.pop()
            marks.update(_marks_of(done, at, empty=_shows_nothing(tokens, done, at)))
    return marks


def _shows_nothing(tokens: Sequence[Token], done: _Field, end: int) -> bool:
    """True for a text field of a form that nobody has filled in: Word shows a row of spaces."""
    if done.separate is None or not _FORM_TEXT.match(_said(done)):
        return False
    inside = (tokens[at] for at in range(done.separate + 1, end))
    return not any(isinstance(token, Box) or (isinstance(token, Text) and token.text.strip()) for token in inside)


def _said(done: _Field) -> str:
    return "".join(part.text for part in done.instruction)


def _marks_of(done: _Field, end: int, *, empty: bool) -> dict[int, tuple[_Sign, ...]]:
    instruction = _said(done)
    if done.separate is None or _DRAWN.match(instruction) or shows_nothing(instruction):
        return {done.begin: (_HIDE,), end: (_SHOW, *_prompt(done, instruction))}
    if not empty and not _MERGE.match(instruction):
        return {done.begin: (_HIDE,), done.separate: (_SHOW,)}
    return {done.begin: (_HIDE,), done.separate: (_SHOW, Mark.BLANK_START), end: (Mark.BLANK_END,)}


def _prompt(done: _Field, instruction: str) -> tuple[_Sign, ...]:
    button = _BUTTON.match(instruction)
    if button is None:
        return ()
    shown = Text(button["prompt"].lstrip(), done.instruction[0].run, 0, literal=False)
    return Mark.BLANK_START, shown, Mark.BLANK_END
