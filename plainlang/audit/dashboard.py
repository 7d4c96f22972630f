"""The dashboard of an audit: which letters to rewrite first, which words and paragraphs cost most, what got better.

One page that holds all it needs. It asks nobody for anything; without its script it shows the first letters.
"""

from __future__ import annotations

import sqlite3
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from plainlang import __version__
from plainlang.audit import boilerplate, charts, exports, summary, trend
from plainlang.audit.board import FIRST_ROWS, Board, board_of, day, link, short
from plainlang.audit.row import Row, cost_of
from plainlang.checks import CHECKS
from plainlang.finding import Level
from plainlang.reporters.as_html_words import LEVELS, OUTCOMES, counted, rule_name, seen
from plainlang.sixty_minutes import Outcome

if TYPE_CHECKING:
    from plainlang.audit.boilerplate import Shared
    from plainlang.audit.compared import Before

_MOST_WORDS = 40
_MOST_PARAGRAPHS = 50
_PARAGRAPHS_AT_ONCE = 8
_LONGEST_PARAGRAPH = 1_200
_MOST_CHECKS = 15
_MOST_FOLDERS = 25
_MOST_UNREAD = 25
_MOST_CHANGED = 10
_MOST_RUNS = 24
_COMMON_GRADE = 8
"""Half of all adults read at this grade or below (checks/easy_to_read.py)."""


def render(
    connection: sqlite3.Connection,
    run: int,
    *,
    compare: Before | None = None,
    shared: Sequence[Shared] | None = None,
) -> str:
    """The page of a run. compare: the run that the letters are held against. shared: the paragraphs that stand in many
    letters, where they are known already.

    Raises LookupError for a run the ledger does not hold.
    """
    css = f"{_part('page.css', of='reporters')}{_part('dashboard.css')}"
    js = _part("dashboard.js")
    board = board_of(connection, run)
    paragraphs = boilerplate.shared_paragraphs(connection, run) if shared is None else shared
    return _template().render(
        total=summary.totals(connection, run),
        board=board,
        words=list(exports.costly_words(connection, run, most=_MOST_WORDS)),
        paragraphs=_with_pages(connection, run, paragraphs[:_MOST_PARAGRAPHS], board),
        checks=_checks(connection, run),
        folders=summary.by_folder(connection, run),
        kinds=summary.by_kind(connection, run),
        unread=summary.unread(connection, run, most=_MOST_UNREAD),
        changed=_changed(connection, run, compare),
        weights=_weights(),
        css=Markup(css),  # noqa: S704 (our own file, no word of a letter)
        js=Markup(js),  # noqa: S704
        css_hash=_digest(css),
        js_hash=_digest(js),
        **_drawn(connection, run),
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    rooms = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    rooms.filters.update(seen=seen, day=day, rule_name=rule_name, link=link)
    rooms.globals.update(counted=counted, bar=charts.bar, short=short, percent=_percent, version=__version__)
    rooms.globals.update(LEVELS=LEVELS, OUTCOMES=OUTCOMES, FIRST=summary.FIRST, FIRST_ROWS=FIRST_ROWS)
    rooms.globals.update(MOST_FOLDERS=_MOST_FOLDERS, MOST_CHANGED=_MOST_CHANGED, PARAGRAPHS_AT_ONCE=_PARAGRAPHS_AT_ONCE)
    return rooms.from_string(_part("dashboard.html.j2"))


def _part(name: str, *, of: str = "audit") -> str:
    return (files(f"plainlang.{of}") / name).read_text("utf-8").replace("\r\n", "\n")


def _digest(content: str) -> str:
    """The hash by which the page's own policy knows its style and its script."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _percent(part: float, whole: float) -> str:
    share = 100 * part / whole if whole else 0.0
    return f"{share:.0f}%" if share >= 1 or not part else "under 1%"


def _with_pages(
    connection: sqlite3.Connection, run: int, paragraphs: Sequence[Shared], board: Board
) -> list[tuple[Shared, Markup, list[tuple[str, str]]]]:
    """Each paragraph with its text, and the short path and the page of its first letters."""
    known = summary.pages(connection, run, [path for one in paragraphs for path in one.letters])
    return [
        (one, _marked(one), [(short(path, board.root), known.get(path, "")) for path in one.letters])
        for one in paragraphs
    ]


def _marked(one: Shared) -> Markup:
    """The text of a paragraph with the words that were found in it, each at its first place behind the last."""
    text, at, pieces = one.text[:_LONGEST_PARAGRAPH], 0, []
    for words in one.words:
        start = text.find(words, at)
        if start >= 0:
            pieces += [escape(seen(text[at:start])), Markup("<mark>{}</mark>").format(seen(words))]
            at = start + len(words)
    more = "…" if len(one.text) > _LONGEST_PARAGRAPH else ""
    return Markup("").join([*pieces, escape(seen(text[at:]) + more)])


def _checks(connection: sqlite3.Connection, run: int) -> list[tuple[str, str, int]]:
    """Question, weight and letters of what fails most."""
    known = {check.id: check for check in CHECKS}
    found = summary.failing(connection, run)[:_MOST_CHECKS]
    return [(known[name].question, known[name].weight, count) for name, count in found if name in known]


def _changed(connection: sqlite3.Connection, run: int, compare: Before | None) -> Any:
    """What changed since the compared run, with the pages of the letters that are shown; None where none was asked."""
    if compare is None:
        return None
    changes = trend.changes(connection, run, compare)
    firsts = [one.path for rows in (changes.better, changes.worse) for one in rows[:_MOST_CHANGED]]
    return changes, summary.pages(connection, run, firsts)


def _weights() -> dict[str, float]:
    """What a letter's weight is made of, as `Row` adds it up."""
    bare = Row("", "letter", "")
    levels = {level.value: cost_of(level.value) for level in Level}
    tested = {outcome.value: _weight(bare, verdict=outcome.value) for outcome in Outcome}
    return {**levels, **tested, "year": _weight(bare, grade=9.0) - _weight(bare, grade=8.0)}


def _weight(bare: Row, **changed: Any) -> float:
    return Row(bare.path, bare.kind, bare.digest, **changed).weight


def _drawn(connection: sqlite3.Connection, run: int) -> dict[str, Any]:
    """The charts, and the figures beside them."""
    verdicts = summary.verdicts(connection, run)
    judged = sum(verdicts.values()) or 1
    told = [(outcome, verdicts.get(outcome.value, 0)) for outcome in Outcome]
    grades = summary.grades(connection, run)
    labels = [str(grade) for grade, _ in grades]
    if grades:
        labels[0], labels[-1] = f"≤{labels[0]}", f"{labels[-1]}+"
    named = list(zip(labels, (count for _, count in grades), strict=True))
    return {
        "verdicts": told,
        "judged": judged,
        "verdict_bar": charts.parts([(outcome.value, count / judged) for outcome, count in told if count]),
        "grades": named,
        "grade_chart": _grade_chart(named, sum(grade <= _COMMON_GRADE for grade, _ in grades)) if grades else "",
        **_history(connection),
    }


def _grade_chart(named: Sequence[tuple[str, int]], easy: int) -> Markup:
    limit = f"half of all adults read at {_COMMON_GRADE} or below"
    return charts.columns("grades", "Letters by reading grade", named, limit_after=easy, limit=limit)


def _history(connection: sqlite3.Connection) -> dict[str, Any]:
    points = trend.points(connection)[-_MOST_RUNS:]
    if len(points) < 2:
        return {"points": points, "trend_charts": []}
    days = [day(one.begun) for one in points]
    found = [
        charts.Line("Must change", "must", [round(one.must, 1) for one in points]),
        charts.Line("Should change", "should", [round(one.should, 1) for one in points]),
    ]
    ready = [charts.Line("Good so far", "good", [round(100 * one.ready) for one in points])]
    grade = [charts.Line("Grade", "note", [one.grade for one in points])]
    drawn = [
        charts.lines("t-found", "Places to change in 1,000 words", days, found),
        charts.lines("t-ready", "Letters that are good so far", days, ready, unit="%"),
        charts.lines("t-grade", "Reading grade in the middle", days, grade),
    ]
    return {"points": points, "trend_charts": drawn}
