"""Where a finding stands, in the way of tools: lines and columns of a text file, paths from the folder of the run."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from urllib.parse import quote

from plainlang.letter import Letter
from plainlang.source import TextHome
from plainlang.spans import Span


def region(letter: Letter, span: Span) -> dict[str, int] | None:
    """The span's first line and column and those behind its end; all count from 1, columns are code points.

    None where the file has no lines to point at (Word, PDF), or the words stand in another file.
    """
    pieces = letter.map.touching(span)
    if not pieces or not isinstance(pieces[0].home, TextHome):
        return None
    begin, last = letter.map.place(span), letter.map.touching(Span(max(span.start, span.end - 1), span.end))[-1]
    assert begin.line is not None
    assert begin.column is not None
    line, column = begin.line, begin.column
    if isinstance(last.home, TextHome):
        into = last.home.span.start + span.end - last.letter.start
        end = letter.map.place_in_source(into if last.literal else last.home.span.end)
        assert end.line is not None
        assert end.column is not None
        line, column = max((line, column), (end.line, end.column))
    return {"startLine": begin.line, "startColumn": begin.column, "endLine": line, "endColumn": column}


def path_from_here(path: str) -> str:
    """The path from the current folder, with slashes; a path that leads out of it is returned whole."""
    whole = os.path.abspath(path)
    try:
        inside = PurePath(whole).relative_to(os.getcwd())
    except ValueError:
        return PurePath(whole).as_posix()
    return inside.as_posix()


def address(path: str) -> dict[str, object]:
    """A SARIF artifactLocation: a relative address below SRCROOT, or a file address for what lies elsewhere."""
    here = path_from_here(path)
    if Path(here).is_absolute():
        return {"uri": Path(here).as_uri()}
    return {"uri": quote(os.fsencode(here)), "uriBaseId": "SRCROOT"}
