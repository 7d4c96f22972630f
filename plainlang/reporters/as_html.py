"""The report as one page for a browser: the letter with its marks, what to say instead, the verdict, the questions.

The page holds all it needs. It asks nobody for anything, and works without its script too.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from plainlang import __version__
from plainlang.config import Settings
from plainlang.report import Report
from plainlang.reporters.as_html_view import summary, view
from plainlang.reporters.as_html_words import LEAVE_OUT, LEVELS, OUTCOMES, PARTS, SHOWN_AT_ONCE, counted


def render(reports: Iterable[Report], *, settings: Settings | None = None) -> str:
    """One self-contained page for one letter or many.

    settings: those the letters were checked with; the limits that are drawn come from there.
    """
    used = settings or Settings()
    css, js = _part("page.css"), _part("page.js")
    views = [view(report, number, used) for number, report in enumerate(reports, 1)]
    return _page().render(
        views=views,
        summary=summary(views),
        css=Markup(css),  # noqa: S704 (our own file, no word of a letter)
        js=Markup(js),  # noqa: S704
        css_hash=_digest(css),
        js_hash=_digest(js),
        version=__version__,
    )


@lru_cache(maxsize=1)
def _page() -> Template:
    rooms = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    rooms.globals.update(
        counted=counted, LEAVE_OUT=LEAVE_OUT, LEVELS=LEVELS, OUTCOMES=OUTCOMES, PARTS=PARTS, SHOWN_AT_ONCE=SHOWN_AT_ONCE
    )
    return rooms.from_string(_part("page.html.j2"))


def _part(name: str) -> str:
    return (files("plainlang.reporters") / name).read_text("utf-8").replace("\r\n", "\n")


def _digest(content: str) -> str:
    """The hash by which the page's own policy knows its style and its script."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
