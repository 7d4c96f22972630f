"""The quoted texts of a template tag that will be printed: they are words of the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from plainlang.readers.template.scan import Mark, Tag, Token
from plainlang.source import Quoting
from plainlang.spans import Span


class Words(NamedTuple):
    """A quoted text that is printed, or the stretch of it up to an escape, or an escape.

    span: where it stands between its quotes, in the template. text: what is printed. first: it begins the quoted text.
    """

    span: Span
    text: str
    quoting: Quoting
    first: bool = True


class _Say(IntEnum):
    """How much of the quoted text at a place is printed."""

    NOTHING = 0
    SENTENCES = 1
    ALL = 2


class _Frame:
    """What is known within a pair of brackets."""

    def __init__(self, say: _Say, bracket: str = "") -> None:
        self.say, self.bracket, self.condition = say, bracket, False

    def now(self) -> _Say:
        return _Say.NOTHING if self.condition else self.say


_READ_COMMANDS = ("set", "with", "macro", "call", "do", "for")
_COMPARES = frozenset({"==", "!=", "<", ">", "<=", ">=", "in", "is"})
_KEYWORDS = frozenset({"if", "else", "elif", "and", "or", "not", "in", "is"})
_DEFAULTS = ("default", "d")
_TRANSLATES = ("_", "gettext", "ngettext", "t", "tr", "trans", "translate")
_TEXT_FILTERS = frozenset(
    "upper lower capitalize title trim safe e escape forceescape wordwrap indent center striptags default d format "
    "replace nl2br string t tr trans translate gettext _".split()
)
_TEXT_METHODS = frozenset("format format_map upper lower title capitalize strip".split())
_CODE_METHODS = frozenset(
    "strftime strptime format isoformat replace split rsplit startswith endswith get pop join strip lstrip rstrip find "
    "index count items keys".split()
)
_CODES = re.compile(r"%-?[A-Za-z]|\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_NAMED_ESCAPES = {"n": "\n", "t": "\t", "r": " ", "\n": ""}


def printed(mark: Mark) -> list[Words]:
    """The quoted texts of a field, and the sentences in the values that a command sets, in order."""
    if mark.tag is Tag.FIELD:
        return list(_find(mark.tokens, _Say.ALL))
    words = mark.words()
    if mark.name() not in _READ_COMMANDS:
        return []
    opener = {"set": "=", "for": "in"}.get(mark.name())
    first = next(
        (at + 1 for at, token in enumerate(words) if token.text == opener), 1 if opener is None else len(words)
    )
    return list(_find(words[first:], _Say.SENTENCES))


def _find(tokens: Sequence[Token], say: _Say) -> Iterator[Words]:
    frames = [_Frame(say)]
    for at, token in enumerate(tokens):
        frame = frames[-1]
        if token.kind == "string":
            if _is_printed(tokens, at, frame):
                yield from _words(token)
        elif token.text in ("(", "[", "{"):
            frames.append(_Frame(_inside(tokens, at, frame.now()), token.text))
        elif token.text in (")", "]", "}") and len(frames) > 1:
            frames.pop()
        elif token.text == "if":
            frame.condition = True
        elif token.text in ("else", ","):
            frame.condition = False


def _inside(tokens: Sequence[Token], at: int, say: _Say) -> _Say:
    """How much is printed within the bracket at `at`, which stands where `say` holds."""
    before = tokens[at - 1] if at else None
    after_value = before is not None and (
        (before.kind == "name" and before.text not in _KEYWORDS) or before.kind == "string" or before.text in (")", "]")
    )
    if say is _Say.NOTHING or (before is not None and before.text in _COMPARES):
        return _Say.NOTHING
    if tokens[at].text == "{":
        return _Say.SENTENCES
    if not after_value:
        return say
    if tokens[at].text == "[":
        return _Say.NOTHING
    return _in_call(tokens, at, say)


def _in_call(tokens: Sequence[Token], at: int, say: _Say) -> _Say:
    name = tokens[at - 1].text
    owner = tokens[at - 2].text if at > 1 else ""
    if owner == "|":
        return say if name in _DEFAULTS else _Say.NOTHING
    if owner == "is" or (owner == "not" and at > 2 and tokens[at - 3].text == "is"):
        return _Say.NOTHING
    if owner == ".":
        return _Say.NOTHING if name in _CODE_METHODS else _Say.SENTENCES
    return say if name in _TRANSLATES else _Say.SENTENCES


def _is_printed(tokens: Sequence[Token], at: int, frame: _Frame) -> bool:
    say = frame.now()
    before = tokens[at - 1].text if at else ""
    behind = [token.text for token in tokens[at + 1 : at + 3]] + ["", ""]
    compared = before in _COMPARES or behind[0] in _COMPARES or (behind[0] == "not" and behind[1] == "in")
    if compared or (behind[0] == ":" and frame.bracket == "{"):
        return False
    if behind[0] == "." and behind[1] not in _TEXT_METHODS:
        return False
    if behind[0] == "|" and behind[1] not in _TEXT_FILTERS:
        say = min(say, _Say.SENTENCES)
    return say is not _Say.NOTHING and _speaks(tokens[at].text[1:-1], say)


def _speaks(text: str, say: _Say) -> bool:
    """True for a text with words; where only sentences are printed, for one of several words."""
    words = [word for word in _WORD.findall(_CODES.sub(" ", text)) if len(set(word.lower())) > 1]
    if say is _Say.ALL or not words:
        return bool(words)
    return len(words) > 2 or (len(words) == 2 and text[:1].isupper() and " " in text.strip())


def bare_text(mark: Mark) -> str | None:
    """What a field prints that holds nothing but a quoted text without words, such as `{{ "." }}`; else None."""
    if mark.tag is not Tag.FIELD or [token.kind for token in mark.tokens] != ["string"]:
        return None
    text = mark.tokens[0].text[1:-1]
    return None if _speaks(text, _Say.ALL) else _ESCAPE.sub(_unescaped, text)


def _words(token: Token) -> Iterator[Words]:
    """The text of a token, cut at its escapes: what stands between them stands so in the file."""
    text, end = token.text, len(token.text) - 1
    quoting = Quoting.SINGLE if text[0] == "'" else Quoting.DOUBLE
    at = 1
    while at < end:
        escape = _ESCAPE.match(text, at, end)
        found = None if escape else text.find("\\", at, end)
        to = escape.end() if escape else end if found in (None, -1) else found
        said = _unescaped(escape) if escape else text[at:to]
        yield Words(Span(token.start + at, token.start + to), said, quoting, first=at == 1)
        at = to


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    # A code for one half of a character, or for none that is shown, prints nothing that could be read.
    if code:
        return chr(int(code, 16)) if chr(int(code, 16)).isprintable() else " "
    return _NAMED_ESCAPES.get(escape[3], escape[3])
