"""Which letter was meant by a name that none has."""

from __future__ import annotations

import difflib
import re

_MOST = 3


def names_near(name: str, names: list[str]) -> list[str]:
    """The letter that may have been meant; where spelling does not tell, those that share most words with the name."""
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.75)
    if close:
        return close
    asked = re.findall(r"[a-z]+", name.lower())
    shared = {one: sum(bool(difflib.get_close_matches(word, one.split("-"), n=1)) for word in asked) for one in names}
    most = max(shared.values(), default=0)
    found = [one for one, count in shared.items() if count == most and most][:_MOST]
    return found or difflib.get_close_matches(name, names, n=1)
