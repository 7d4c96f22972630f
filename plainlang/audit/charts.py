"""The charts of the dashboard as SVG: each has a name and its figures in words, or stands beside a table of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

_WIDE, _HIGH = 420, 190
_WIDE_LINES = 320
"""Charts of lines stand three side by side."""
_LEFT, _RIGHT, _TOP, _FLOOR = 14, 14, 24, 28
_FRAME = Markup(
    '<svg class="chart" viewBox="0 0 {wide} {high}" role="img" aria-labelledby="{name}-t {name}-d">'
    '<title id="{name}-t">{title}</title><desc id="{name}-d">{said}</desc>{body}</svg>'
)
_SHAPES = {
    "must": Markup('<circle cx="{x}" cy="{y}" r="4"/>'),
    "should": Markup('<rect x="{left}" y="{top}" width="8" height="8"/>'),
}


class Line(NamedTuple):
    """A row of values over time, None where there is none. style: names its colour, dashes and marks in the CSS."""

    name: str
    style: str
    values: Sequence[float | None]


def bar(share: float, style: str = "") -> Markup:
    """A bar for a cell of a table; `share` is 0 to 1. The figure itself stands in the cell."""
    width = round(100 * min(max(share, 0.0), 1.0), 1)
    return Markup(
        '<svg class="{}" height="8" aria-hidden="true" focusable="false"><rect class="track" width="100%" '
        'height="8" rx="2"/><rect class="fill" width="{}%" height="8" rx="2"/></svg>'
    ).format(f"bar {style}".strip(), f"{width:g}")


def parts(shares: Sequence[tuple[str, float]]) -> Markup:
    """One bar cut into parts; each has the style of its CSS class and a share from 0 to 1. A list says the figures."""
    at, pieces = 0.0, []
    for style, share in shares:
        pieces.append(
            Markup('<rect class="{}" x="{}%" width="{}%" height="28"/>').format(
                f"part {style}", f"{100 * at:.2f}", f"{100 * share:.2f}"
            )
        )
        at += share
    return Markup('<svg class="parts" height="28" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup("").join(pieces)
    )


def columns(name: str, title: str, counts: Sequence[tuple[str, int]], *, limit_after: int, limit: str) -> Markup:
    """A column for each label. limit_after: the columns in front of the limit; they are drawn as good."""
    most = max((count for _, count in counts), default=0) or 1
    step = (_WIDE - _LEFT - _RIGHT) / max(len(counts), 1)
    floor, room = _HIGH - _FLOOR, _HIGH - _FLOOR - _TOP - 14
    body = []
    for at, (label, count) in enumerate(counts):
        high = room * count / most
        middle = _LEFT + step * (at + 0.5)
        style = "good" if at < limit_after else "over"
        body.append(
            Markup('<rect class="column {}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
                style, middle - step * 0.4, floor - high, step * 0.8, high
            )
        )
        body.append(_text(middle, floor + 16, label))
        if count:
            body.append(_text(middle, floor - high - 5, f"{count:,}", "value"))
    edge = _LEFT + step * limit_after
    body.append(Markup('<line class="limit" x1="{0:.1f}" x2="{0:.1f}" y1="18" y2="{1}"/>').format(edge, floor))
    body.append(_text(edge + 5, 12, limit, "value", anchor="middle" if 0.25 < edge / _WIDE < 0.75 else "start"))
    said = ", ".join(f"{label}: {count:,}" for label, count in counts)
    return _framed(name, title, said, body, wide=_WIDE)


def lines(name: str, title: str, labels: Sequence[str], rows: Sequence[Line], *, unit: str = "") -> Markup:
    """Values over time, each at the same distance; the last value stands beside its line. The scale begins at 0."""
    known = [value for row in rows for value in row.values if value is not None]
    most = max(known, default=0.0) or 1.0
    body = []
    for row in rows:
        spots = [
            (_across(at, len(labels)), _up(value / most)) for at, value in enumerate(row.values) if value is not None
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        body.append(Markup('<g class="{}"><polyline points="{}"/>').format(f"run {row.style}", path))
        body += [_spot(row.style, x, y) for x, y in spots]
        body.append(Markup("</g>"))
        if spots:
            last = next(value for value in reversed(row.values) if value is not None)
            body.append(_text(spots[-1][0] + 9, spots[-1][1] + 4, f"{last:g}{unit}", "value", anchor="start"))
    body.append(_text(_LEFT, _HIGH - 8, labels[0], anchor="start"))
    body.append(_text(_WIDE_LINES - 4, _HIGH - 8, labels[-1], anchor="end"))
    said = ". ".join(f"{row.name}: {_told(labels, row.values, unit)}" for row in rows)
    return _framed(name, title, said, body, wide=_WIDE_LINES)


def _told(labels: Sequence[str], values: Sequence[float | None], unit: str) -> str:
    return ", ".join(
        f"{label} {value:g}{unit}" for label, value in zip(labels, values, strict=True) if value is not None
    )


def _across(at: int, count: int) -> float:
    return _LEFT + 4 + (_WIDE_LINES - _LEFT - 54 - 4) * (at / (count - 1) if count > 1 else 0.5)


def _up(share: float) -> float:
    return _HIGH - _FLOOR - (_HIGH - _FLOOR - _TOP) * share


def _spot(style: str, x: float, y: float) -> Markup:
    shape = _SHAPES.get(style, _SHAPES["must"])
    return shape.format(x=f"{x:.1f}", y=f"{y:.1f}", left=f"{x - 4:.1f}", top=f"{y - 4:.1f}")


def _text(x: float, y: float, words: str, style: str = "", *, anchor: str = "middle") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        style, f"{x:.1f}", f"{y:.1f}", anchor, words
    )


def _framed(name: str, title: str, said: str, body: Sequence[Markup], *, wide: int) -> Markup:
    floor = Markup('<line class="floor" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>').format(
        _LEFT, wide - _RIGHT, _HIGH - _FLOOR
    )
    drawn = floor + Markup("").join(body)
    return _FRAME.format(wide=wide, high=_HIGH, name=name, title=title, said=f"{said}.", body=drawn)
