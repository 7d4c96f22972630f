"""Where the settings stand. Kept apart from what they mean, so that a run that has nothing to do need not know that."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def find_config(start: Path) -> Path | None:
    """The nearest plainlang.toml, or pyproject.toml with [tool.plainlang], at or above `start`."""
    for folder in (start, *start.parents):
        own = folder / "plainlang.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and "plainlang" in tool_tables(project):
            return project
    return None


def tool_tables(project: Path) -> dict[str, Any]:
    """The [tool] tables of a pyproject.toml; one that is broken belongs to another tool's messages."""
    try:
        tools = tomllib.loads(project.read_text("utf-8-sig")).get("tool")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        return {}
    return tools if isinstance(tools, dict) else {}


def config_for(config: Path | None, beside: str | None) -> Path | None:
    """The settings file that holds: the named one, else the nearest to a letter, else the nearest to where we are."""
    if config is not None:
        return config
    start = Path(beside).absolute() if beside else Path.cwd()
    return find_config(start if start.is_dir() else start.parent) or find_config(Path.cwd())
