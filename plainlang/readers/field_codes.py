"""The fields of word processors that show nothing, whatever result the file keeps for them."""

from __future__ import annotations

import re

_SILENT = re.compile(
    r"\s*(?:SET|ASK|XE|TC|TA|RD|PRIVATE|NEXT|NEXTIF|SKIPIF|PRINT|DATA|ADVANCE)(?![A-Za-z])", re.IGNORECASE
)


def shows_nothing(instruction: str) -> bool:
    """True for a field that sets, asks, marks or steers (ISO/IEC 29500-1, 17.16.5): its result is not on the page."""
    return bool(_SILENT.match(instruction))
