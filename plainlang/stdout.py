"""The one way out to standard output: whole, in one encoding, and quiet when nobody listens any more."""

from __future__ import annotations

import os
import sys

from plainlang.errors import UsageError


class Deaf(Exception):  # noqa: N818 (nobody did anything wrong)
    """The reader at the other end of the pipe has gone; there is no one left to tell."""


def say(text: str, *, for_people: bool = True) -> None:
    """Writes `text` and flushes. For people: in the terminal's encoding, `?` for what it lacks; else UTF-8.

    Raises Deaf for a closed pipe, and UsageError when the output cannot be written (a full disk).
    """
    encoding = (sys.stdout.encoding or "utf-8") if for_people else "utf-8"
    data = text.encode(encoding, "replace" if for_people else "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _forget()
        raise Deaf from None
    except OSError as error:
        _forget()
        raise UsageError(
            "standard output", f"The report cannot be written: {error.strerror}.", "Write it with -o."
        ) from None


def _forget() -> None:
    """Points standard output at nothing, so that the interpreter does not try to flush it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
