"""The few ways plainlang can refuse. Each says what is wrong, where, and what to do.

PlainlangError
├── UsageError       the command line or a folder without letters    exit code 2
├── ConfigError      plainlang.toml, [tool.plainlang] or a glossary  exit code 2
└── UnreadableError  a letter that cannot be read                    exit code 3
"""

from __future__ import annotations

from pathlib import Path
from traceback import walk_tb


class PlainlangError(Exception):
    """A refusal that is shown to a person as one line.

    `where` is a path (with `:line` where a line is known), `what` the fault, `fix` what to do about it.
    """

    code = "error"

    def __init__(self, where: str, what: str, fix: str) -> None:
        super().__init__(f"{where}: {what} {fix}".strip())
        self.where = where
        self.what = what
        self.fix = fix

    @property
    def message(self) -> str:
        """The fault and its remedy, without the place, on one line."""
        return " ".join(f"{self.what} {self.fix}".split())

    def __str__(self) -> str:
        return f"{' '.join(self.where.split())}: {self.message}"


class UsageError(PlainlangError):
    """The command was called in a way that cannot work."""

    code = "usage"


class ConfigError(PlainlangError):
    """A configuration or glossary file holds something plainlang does not know."""

    code = "config"


class UnreadableError(PlainlangError):
    """A letter could not be read; the other letters go on."""

    def __init__(self, where: str, what: str, fix: str, *, code: str = "unreadable") -> None:
        super().__init__(where, what, fix)
        self.code = code


def internal_error(where: str, error: Exception) -> UnreadableError:
    """A bug of plainlang, met in one letter. The exception itself is the `__cause__`.

    Only its kind and place are told, since its message may hold words of the letter.
    """
    what = f"This letter could not be checked: an error in plainlang itself ({type(error).__name__}{_place(error)})."
    refusal = UnreadableError(where, what, "Please report it.", code="internal")
    refusal.__cause__ = error
    return refusal


def _place(error: Exception) -> str:
    """The innermost line of ours that the error passed through."""
    ours = Path(__file__).parent
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    inside = [f" in {file.relative_to(ours).as_posix()} line {line}" for file, line in frames if ours in file.parents]
    return inside[-1] if inside else ""
