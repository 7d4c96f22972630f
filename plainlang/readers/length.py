"""How much a document may hold. Nobody checks more at once, and work that ends is better than work that is thorough."""

from __future__ import annotations

from plainlang.errors import UnreadableError

LONGEST_LETTER = 500_000
"""Characters of a letter; about 80,000 words, or 250 pages. A longer file is no letter but a heap of them."""
MOST_PARAGRAPHS = 50_000
"""Four times as many as 250 pages have lines."""


def too_long(path: str) -> UnreadableError:
    """The refusal of a document that shows more than a letter may hold."""
    what = f"This document holds more than {LONGEST_LETTER:,} characters or {MOST_PARAGRAPHS:,} lines."
    return UnreadableError(path, what, "Split it into letters.", code="too-long")
