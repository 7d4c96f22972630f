"""The short form of fuzz/readers.py: spoiled documents end in a sound letter or in one clear refusal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "fuzz" / "readers.py"
INPUTS = "150"


@pytest.mark.parametrize("reader", ["text", "markdown", "html", "jinja", "word", "pdf", "rtf", "odt", "mail"])
def test_spoiled_documents_do_no_harm(reader: str) -> None:
    done = subprocess.run([sys.executable, SCRIPT, "--inputs", INPUTS, reader], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{reader:9} {INPUTS} inputs" in done.stdout
