"""How much a template may do for one letter: each turn of a loop and each call of a macro is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sized
from typing import TypeVar

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from plainlang.errors import UsageError
from plainlang.templates.rendering import Form

_STEPS = 20_000
"""Turns of loops for one letter."""
_LONGEST = 500_000
"""Characters of one letter, and of anything that a template multiplies."""
_COUNTER = "step__"
"""The counter's name in a template; no field has it, since it is a name that Jinja knows already."""
_TAGS = ("for", "macro")
Jinja = TypeVar("Jinja", bound=Environment)


class _TooMuchError(Exception):
    pass


class Limits(Extension):
    """Puts a call of the counter behind each `for` and `macro` tag, and keeps products small."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.steps = 0
        environment.globals[_COUNTER] = self._count
        environment.intercepted_binops = frozenset({"*", "**"})  # type: ignore[attr-defined]
        environment.binop_table.update({"*": _product, "**": _power})  # type: ignore[attr-defined]

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """See jinja2."""
        return _with_counter(stream)

    def _count(self) -> str:
        self.steps += 1
        if self.steps > _STEPS:
            raise _TooMuchError
        return ""


def set_limits(environment: Jinja) -> Jinja:
    """The environment, with limits on what its templates do. Before any template is compiled."""
    environment.add_extension(Limits)
    environment.auto_reload = False  # all letters of a run are made of the same template
    return environment


def render_within(form: Form, values: Mapping[str, object]) -> str:
    """The letter as Markdown. Raises UsageError for a template that is broken, or that does too much."""
    limits = form.environment.extensions[Limits.identifier]
    assert isinstance(limits, Limits)
    limits.steps = 0
    try:
        text = form.render(values)
    except (_TooMuchError, MemoryError) as error:
        raise _too_much(form) from error
    except UsageError as error:
        if isinstance(error.__cause__, OverflowError | RecursionError):
            raise _too_much(form) from error
        raise
    if len(text) > _LONGEST:
        raise _too_much(form)
    return text


def _too_much(form: Form) -> UsageError:
    what = "This template has a loop that never ends, or makes a letter that is far too long."
    return UsageError(str(form.letter.source), what, "Look at its loops.")


def _with_counter(stream: TokenStream) -> Iterator[Token]:
    opened, counted = False, False
    for token in stream:
        yield token
        if token.type == "block_begin":
            opened = True
        elif opened:
            opened, counted = False, token.value in _TAGS
        elif token.type == "block_end" and counted:
            counted = False
            for kind, value in (("variable_begin", "{{"), ("name", _COUNTER), ("lparen", "("), ("rparen", ")")):
                yield Token(token.lineno, kind, value)
            yield Token(token.lineno, "variable_end", "}}")


def _product(left: object, right: object) -> object:
    for some, times in ((left, right), (right, left)):
        if isinstance(some, Sized) and isinstance(times, int) and len(some) * times > _LONGEST:
            raise _TooMuchError
    return left * right  # type: ignore[operator]


def _power(base: object, exponent: object) -> object:
    if isinstance(exponent, int) and abs(exponent) > 64:
        raise _TooMuchError
    return base**exponent  # type: ignore[operator]
