"""The short form of fuzz/readers.py: spoiled documents end in a sound letter or in one clear refusal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "fuzz" / "readers.py"
INPUTS = "150"


@pytest.mark.parametrize("reader", ["text", "markdown", "html", "jinja", "word", "pdf", "rtf", "odt", "mail"])
def test_spoiled_documents_do_no_harm(reader: str) -> None:
    # not measured for coverage, which would make it ten times as slow
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run([sys.executable, SCRIPT, "--inputs", INPUTS, reader], capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{reader:9} {INPUTS} inputs" in done.stdout
