"""Writes docs/rules.md, docs/checks.md and the command help in README.md from the code; `--check` only compares.

python scripts/build_docs.py [--check]
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from plainlang.checks import CHECKS
from plainlang.reporters.pages import checks_page, rules_page
from plainlang.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(
    r"(<!-- output of: plainlang (?P<arguments>[^\n]*?) -->\n```text\n).*?(```\n<!-- end -->)", re.DOTALL
)


def output_of(arguments: str) -> str:
    """What the command prints, 100 columns wide and without colour, run in the project's folder."""
    done = subprocess.run(
        [sys.executable, "-m", "plainlang", *arguments.split()],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"},
        check=False,
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n") + "\n"


def readme(text: str) -> str:
    """README.md with every marked block filled anew."""
    return BLOCK.sub(lambda block: block[1] + output_of(block["arguments"]) + block[3], text)


def main() -> None:
    """Writes the pages; with --check says which are stale and ends with 1."""
    target = ROOT / "README.md"
    pages = {
        ROOT / "docs" / "checks.md": checks_page(CHECKS),
        ROOT / "docs" / "rules.md": rules_page(RULES),
        target: readme(target.read_text("utf-8")),
    }
    stale = [path for path, page in pages.items() if not path.exists() or path.read_text("utf-8") != page]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is stale: run python scripts/build_docs.py")
        sys.exit(1 if stale else 0)
    for path in stale:
        path.write_text(pages[path], "utf-8")
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
