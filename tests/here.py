"""Runs the command line inside the test's own process: the streams, the exit code and the folder of a real run.

A process of its own takes seconds to load the model, so only tests about processes (pipes, signals, encodings, what is
imported) start one.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from plainlang.cli import main


def environment(home: Path) -> dict[str, str]:
    """What a run finds around it: a home and a cache of its own, and a wide terminal."""
    keep = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
    paths = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return keep | paths | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "COLUMNS": "200"}


def run_here(args: list[str], *, folder: Path, env: Mapping[str, str], replies: bytes = b"") -> tuple[int, str, str]:
    """The exit code and what went to stdout and stderr, for `plainlang ARGS` called in `folder`."""
    out, err = _stream(), _stream()
    with pytest.MonkeyPatch.context() as patch, _folder(folder):
        for name in set(os.environ) - set(env) - {"PYTEST_CURRENT_TEST"}:
            patch.delenv(name)
        for name, value in env.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["plainlang", *args])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(replies), "utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return code, _said(out), _said(err)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
