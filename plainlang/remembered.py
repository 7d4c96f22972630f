"""What was found out about a text is kept, since letters say the same sentences again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from itertools import islice
from typing import Any, TypeVar, cast

_MOST = 1_500
"""Answers kept for each function: the sentences of a library of forms. There are some hundred functions."""
LONGEST = 4_000
"""Characters of a text that is worth keeping; nobody writes a longer one twice."""

_Key = TypeVar("_Key")
_Ask = TypeVar("_Ask", bound=Callable[..., Any])

remembered = lru_cache(maxsize=_MOST)
"""For functions of a word, a sentence or a cue alone. Nobody may change what they answer."""


def forget_older(held: dict[_Key, Any], most: int) -> None:
    """Drops the older half of what is held, once it is more than `most`."""
    if len(held) > most:
        for key in list(islice(held, most // 2)):
            del held[key]


def remembered_if_short(ask: _Ask) -> _Ask:
    """For functions of a line or a paragraph (the first argument, by place), which may be as long as a letter."""
    kept = lru_cache(maxsize=_MOST)(ask)

    @wraps(ask)
    def answer(text: str, *rest: Any, **named: Any) -> Any:
        return kept(text, *rest, **named) if len(text) <= LONGEST else ask(text, *rest, **named)

    return cast(_Ask, answer)
