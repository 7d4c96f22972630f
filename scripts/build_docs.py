"""Writes docs/rules.md, docs/checks.md, the gallery of letters (docs/letters.md and docs/letters.html), and what
commands print in README.md from the code; `--check` only compares.

python scripts/build_docs.py [--check]
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from plainlang.checks import CHECKS
from plainlang.config import Settings
from plainlang.glossary.load import load_glossary
from plainlang.reporters.pages import checks_page, rules_page
from plainlang.rules import RULES
from plainlang.templates.gallery import as_markdown, as_page
from plainlang.templates.library import built_in
from plainlang.templates.proof import Proof, prove

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(
    r"(<!-- output of: plainlang (?P<arguments>[^\n]*?) -->\n```text\n).*?(```\n<!-- end -->)", re.DOTALL
)

GALLERY = re.compile(r"(<!-- gallery -->\n).*?(<!-- end -->)", re.DOTALL)


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


def letters(text: str, proofs: Sequence[Proof]) -> str:
    """docs/letters.md with its gallery made anew."""
    return GALLERY.sub(lambda block: block[1] + as_markdown(proofs) + block[2], text)


def proofs_of_all() -> list[Proof]:
    """Every letter of the library, tried; a letter with a fault is named and ends the build."""
    library, terms = built_in(), load_glossary()
    proofs = [prove(library.letter(name), terms, Settings()) for name in library.names]
    faults = [fault for proof in proofs for fault in proof.faults]
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    return proofs


def main() -> None:
    """Writes the pages; with --check says which are stale and ends with 1."""
    target, gallery = ROOT / "README.md", ROOT / "docs" / "letters.md"
    proofs = proofs_of_all()
    pages = {
        ROOT / "docs" / "checks.md": checks_page(CHECKS),
        ROOT / "docs" / "rules.md": rules_page(RULES),
        target: readme(target.read_text("utf-8")),
        gallery: letters(gallery.read_text("utf-8"), proofs),
        gallery.with_suffix(".html"): as_page(proofs),
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
