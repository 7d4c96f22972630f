"""The lines between two rules at the top of a text or Markdown file that say what the letter is.

---
reader: employer
adverse: no
---
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>(?:[\w-]+[ \t]*:.*\n|[ \t#].*\n|\n)+?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
KEYS = ("reader", "adverse", "kind")


def find_front_matter(text: str) -> tuple[Mapping[str, object], int]:
    """What the front matter says under KEYS, and the offset of the text at which the letter begins.

    Nothing, and 0, for a text that opens in another way: two rules with prose between them are prose.
    """
    found = _FRONT.match(text)
    if found is None:
        return {}, 0
    try:
        content = yaml.safe_load(found["yaml"])
    except yaml.YAMLError:
        return {}, 0
    if not isinstance(content, dict):
        return {}, 0
    return {key: content[key] for key in KEYS if key in content}, found.end()
