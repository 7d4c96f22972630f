"""The letter as a page of its own: it needs no other file, runs no script, and prints on US Letter paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from plainlang.outgoing.blocks import Block, Heading, Line, List, Paragraph, Part, Quote, Rule, Run, Table, is_required
from plainlang.outgoing.markdown import printable, read

_REQUIRED, _REQUIRED_NO_MORE = "<!-- required -->", "<!-- /required -->"


class _Sheet(NamedTuple):
    """The look of the page. policy: what the page may do, which is to use this look."""

    css: str
    policy: str


def render(markdown: str, *, title: str) -> str:
    """The page. title: shown by the browser, not on the page."""
    sheet = _sheet()
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{sheet.policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="only light">
<meta name="referrer" content="no-referrer">
<title>{escape(printable(title))}</title>
<style>{sheet.css}</style>
</head>
<body>
<main>
{body(markdown)}
</main>
</body>
</html>
"""


def body(markdown: str) -> str:
    """The letter alone, for a page that holds more than it."""
    blocks = read(markdown)
    around = zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)
    return _joined((is_required(block), _block(block, above, below)) for above, block, below in around)


@cache
def _sheet() -> _Sheet:
    css = files("plainlang.outgoing").joinpath("letter.css").read_text("utf-8")
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return _Sheet(css, f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")


def _block(block: Block, above: Block | None = None, below: Block | None = None) -> str:
    match block:
        case Paragraph(part=Part.LETTERHEAD) if _part(above) is not Part.LETTERHEAD:
            office = f'<span class="office">{_line(block.lines[0])}</span>'
            return f"<p{_look(block, below)}>{'<br>'.join([office, *map(_line, block.lines[1:])])}</p>"
        case Paragraph():
            return f"<p{_look(block, below)}>{_lines(block.lines)}</p>"
        case Heading():
            return f"<h{block.level}>{_lines(block.lines)}</h{block.level}>"
        case List():
            return _list(block)
        case Table():
            return _table(block)
        case Quote():
            return f"<blockquote>\n{_blocks(block.blocks)}\n</blockquote>"
        case Rule():
            return "<hr>"


def _blocks(blocks: Iterable[Block]) -> str:
    return _joined((is_required(block), _block(block)) for block in blocks)


def _joined(shown: Iterable[tuple[bool, str]]) -> str:
    """The blocks below each other. Those that are required as a whole have the marks around all of them."""
    parts = ((required, "\n".join(block for _, block in alike)) for required, alike in groupby(shown, itemgetter(0)))
    return "\n".join(_marked(_unmarked(part), "\n") if required else part for required, part in parts)


def _marked(shown: str, apart: str = "") -> str:
    return apart.join((_REQUIRED, shown, _REQUIRED_NO_MORE))


def _unmarked(shown: str) -> str:
    return shown.replace(_REQUIRED, "").replace(_REQUIRED_NO_MORE, "")


def _part(block: Block | None) -> Part:
    return block.part if isinstance(block, Paragraph) else Part.BODY


def _look(block: Paragraph, below: Block | None) -> str:
    """The class of a paragraph: its part, and whether the letterhead ends or a signature follows."""
    names = [] if block.part is Part.BODY else [block.part.value]
    names += ["last"] if block.part is Part.LETTERHEAD and _part(below) is not Part.LETTERHEAD else []
    names += ["signed"] if block.part is Part.CLOSING and _part(below) is Part.SIGNATURE else []
    return f' class="{" ".join(names)}"' if names else ""


def _list(block: List) -> str:
    name = "ul" if block.start is None else "ol"
    start = "" if block.start in (None, 1) else f' start="{block.start}"'
    items = "\n".join(f"<li>{_item(item, close=block.close)}</li>" for item in block.items)
    return f"<{name}{start}>\n{items}\n</{name}>"


def _item(blocks: Sequence[Block], *, close: bool) -> str:
    if not close:
        return _blocks(blocks)
    return "\n".join(_lines(block.lines) if isinstance(block, Paragraph) else _block(block) for block in blocks)


def _table(block: Table) -> str:
    head = _row(block.head, block.right, "th", ' scope="col"')
    rows = "\n".join(_row(row, block.right, "td", "") for row in block.rows)
    return (
        f'<div class="wide" tabindex="0"><table>\n<thead>\n{head}\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>'
    )


def _row(cells: Sequence[Line], right: Sequence[bool], name: str, more: str) -> str:
    looks = [' class="right"' if at_right else "" for at_right in right]
    shown = (f"<{name}{more}{look}>{_line(cell)}</{name}>" for cell, look in zip(cells, looks, strict=True))
    return f"<tr>{''.join(shown)}</tr>"


def _lines(lines: Iterable[Line]) -> str:
    return "<br>\n".join(map(_line, lines))


def _line(line: Line) -> str:
    parts = ((required, "".join(map(_run, alike))) for required, alike in groupby(line, attrgetter("required")))
    return "".join(_marked(part) if required else part for required, part in parts)


def _run(run: Run) -> str:
    text = escape(run.text)
    text = f"<em>{text}</em>" if run.italic else text
    return f"<strong>{text}</strong>" if run.bold else text
