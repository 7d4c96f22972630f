"""What was found out about a text is kept, since letters say the same sentences again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

_MOST = 1_500
"""Answers kept for each function: the sentences of a library of forms. There are some hundred functions."""
_LONGEST = 4_000
"""Characters of a text that is worth keeping; nobody writes a longer one twice."""

_Ask = TypeVar("_Ask", bound=Callable[..., Any])


def remembered(ask: _Ask) -> _Ask:
    """Keeps the answers of a function of a word, a sentence, a line or a paragraph (its first argument, by place).

    The answer must rest on the arguments alone, and nobody may change it.
    """
    kept = lru_cache(maxsize=_MOST)(ask)

    @wraps(ask)
    def answer(text: Any, *rest: Any, **named: Any) -> Any:
        return kept(text, *rest, **named) if len(text) <= _LONGEST else ask(text, *rest, **named)

    return cast(_Ask, answer)
