"""A real Chromium for tests of the HTML report, and axe-core to judge its pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

import pytest

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NEEDED = "PLAINLANG_NEEDS_BROWSER"
"""Set where the browser must be there (the gate): then nothing is skipped."""


def missing() -> str:
    """What this machine lacks; empty where the browser can run."""
    lacks = [name for name in ("playwright", "axe_playwright_python") if find_spec(name) is None]
    return ", ".join(lacks if shutil.which("chromium") else [*lacks, "chromium"])


needs_browser = pytest.mark.skipif(
    bool(missing()) and not os.environ.get(NEEDED), reason=f"not installed here: {missing()}"
)


@contextmanager
def chromium() -> Iterator[Any]:
    """Debian's Chromium; no browser is downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def violations(page: Any) -> list[str]:
    """What axe finds on the page as it is now, each with the first places. Its script steps past the page's policy."""
    axe = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    page.evaluate(axe)
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]
