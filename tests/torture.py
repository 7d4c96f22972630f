"""Torture files: a sentence of jargon in one place of a document, to be read once there, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

JARGON = "The obligor must remit the arrears."
"""What a document shows at the place in question."""
HIDDEN = "The garnishee shall tender restitution."
"""What a document holds and does not show."""


@dataclass(frozen=True)
class Torture:
    """A document that puts sentences into one place.

    name: the place, in words ("a table inside a table"). file: the name of the document, with the suffix that counts.
    data: makes its bytes. shows: sentence -> fields of the Place where it begins; each is read exactly once.
    hides: sentences that are in the file and are not read. others: further files beside it, by their relative path.
    """

    name: str
    file: str
    data: Callable[[], bytes]
    shows: Mapping[str, Mapping[str, object]]
    hides: tuple[str, ...] = ()
    others: Mapping[str, bytes] = field(default_factory=dict)
