"""What was found out about a text is kept, since letters say the same sentences again and again."""

from __future__ import annotations

from functools import lru_cache

_MOST = 4_000
"""Answers kept for each function: enough for the sentences of a library of forms, and memory stays flat."""

remembered = lru_cache(maxsize=_MOST)
"""For functions of a word, a sentence, a line or a paragraph alone. Nobody may change what they answer."""
