"""The 60 Minutes test talks as it asks letters to talk: plain words, easy sentences, and never a scolding one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from plainlang.checks import CHECKS
from plainlang.finding import Level
from plainlang.language.reading import Reading
from plainlang.readability import measure
from plainlang.readers.text import read
from tests.judging import findings_in

ROOT = Path(__file__).resolve().parent.parent / "plainlang"
HIGHEST_GRADE = 8
SPOKEN = {"failed", "ask", "passed", "not_applicable", "judge_tone"}
SENTENCE = re.compile(r"[A-Z].*[.?]”?$", re.DOTALL)
STANDS_FOR = "the date"
"""What a message is read with in the place of the words it takes from a letter."""


@lru_cache(maxsize=1)
def messages() -> dict[str, str]:
    """Every sentence the checks and the verdict can say, and where it stands in the code."""
    files = [*sorted((ROOT / "checks").glob("*.py")), ROOT / "sixty_minutes.py"]
    said = {text: path.name for path in files for text in spoken(ast.parse(path.read_text("utf-8")))}
    fields = {getattr(check, name): check.id for check in CHECKS for name in ("question", "strength", "how")}
    return {**said, **fields}


def spoken(module: ast.Module) -> Iterator[str]:
    """The sentences of the functions and constants of a module, without its docstrings and its examples."""
    for statement in module.body:
        if isinstance(statement, ast.FunctionDef):
            yield from sentences(ast.Module(body=statement.body[has_docstring(statement) :], type_ignores=[]))
        if isinstance(statement, ast.Assign) and not is_check(statement.value):
            yield from sentences(statement.value)


def has_docstring(function: ast.FunctionDef) -> bool:
    return ast.get_docstring(function) is not None


def is_check(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) in ("Check", "re.compile", "frozenset")


def sentences(part: ast.AST) -> Iterator[str]:
    """Whole texts; what stands in a formatted one is replaced by words of a letter."""
    if isinstance(part, ast.JoinedStr):
        pieces = [piece.value if isinstance(piece, ast.Constant) else STANDS_FOR for piece in part.values]
        yield from whole("".join(map(str, pieces)))
    elif isinstance(part, ast.Constant) and isinstance(part.value, str):
        yield from whole(part.value)
    else:
        for child in ast.iter_child_nodes(part):
            yield from sentences(child)


def whole(text: str) -> Iterator[str]:
    if SENTENCE.match(text) and " " in text and "\\" not in text:
        yield text


def test_the_messages_are_found() -> None:
    assert "The letter has no date. Put the day you send it at the top." in messages()
    assert len(messages()) > 4 * len(CHECKS)


@pytest.mark.parametrize("level", [Level.MUST, Level.SHOULD])
def test_no_message_holds_words_that_a_letter_should_not_have(level: Level) -> None:
    found = [
        (where, text, finding.term or text[finding.span.start : finding.span.end])
        for text, where in messages().items()
        for finding in findings_in(text)
        if finding.level is level
    ]
    assert found == []


def test_the_messages_are_easy_to_read() -> None:
    text = "\n\n".join(messages())
    grade = measure(Reading(read("messages.txt", text.encode()))).grade
    assert grade is not None
    assert grade <= HIGHEST_GRADE


SCOLDS = re.compile(
    r"\byou (?:failed|forgot|must|should|did not|neglected)\b|\b(?:bad|poor|wrongly)\b|!", re.IGNORECASE
)


def test_no_message_scolds_the_worker() -> None:
    assert [text for text in messages() if SCOLDS.search(text)] == []


WANTS_NO = re.compile(r"^(?:Could|Might) |\bin danger\b|\b(?:shift|lectured|talked down)\b")


def test_yes_is_the_good_answer_to_every_question() -> None:
    """A letter passes when a person says yes to all; a question that hopes for a no would let harm through."""
    asked = [text for text in messages() if text.endswith("?")]
    assert asked
    assert [text for text in asked if WANTS_NO.search(text)] == []
