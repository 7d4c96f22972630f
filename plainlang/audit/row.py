"""What an audit keeps of one letter. Everything later (tables, pages, charts, trend) is made from rows alone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

_COST = {"must": 5.0, "should": 2.0, "note": 0.25}
"""What one finding of a level weighs when letters are put in order: the reader is lost, slowed, or hardly bothered."""
_VERDICTS = {"not-ready": 20.0, "needs-work": 8.0}
"""What a verdict of the 60 Minutes test adds to a letter's weight."""
_FAIR_GRADE = 7.0
"""Years of school; each one above this adds _YEAR to a letter's weight."""
_YEAR = 3.0


@dataclass(frozen=True, slots=True)
class Costly:
    """A word or phrase found in a letter.

    words: the glossary's term, or the words in small letters. plain: what to say instead, empty where the sentence has
    to be put another way. count: how often it stands in the letter.
    """

    rule: str
    level: str
    words: str
    plain: str
    count: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that holds findings. words: those found in it, in their order; weight: what they cost together."""

    text: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Row:
    """One letter of an audit.

    path: as it was found. digest: of the file's bytes, in hexadecimal. error: one line that says why the letter could
    not be judged, and what to do; then only path, kind, digest and error say something. grade: years of school.
    verdict: of the 60 Minutes test. scores: 0 to 100 for each of its parts, None where nothing applied. failed: the
    ids of its failed checks.
    """

    path: str
    kind: str
    digest: str
    error: str | None = None
    words: int = 0
    sentences: int = 0
    grade: float | None = None
    must: int = 0
    should: int = 0
    note: int = 0
    verdict: str = "not-applicable"
    scores: dict[str, int | None] | None = None
    failed: tuple[str, ...] = ()
    costly: tuple[Costly, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of the letter as part of its path; empty for none."""
        return self.path.replace("\\", "/").rpartition("/")[0]

    @property
    def weight(self) -> float:
        """How much the letter needs to be rewritten: findings by level, verdict, and grade above the seventh year.

        0 for a letter with nothing to change. The order is the project's own judgement, and said to be so.
        """
        found = self.must * _COST["must"] + self.should * _COST["should"] + self.note * _COST["note"]
        above = max(0.0, (self.grade or 0.0) - _FAIR_GRADE) * _YEAR
        return round(found + above + _VERDICTS.get(self.verdict, 0.0), 2)

    def to_json(self) -> str:
        """The row in one line of JSON; `from_json` reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def cost_of(level: str) -> float:
    """What one finding of the level weighs."""
    return _COST[level]


def from_json(text: str) -> Row:
    """The row that `to_json` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    told: dict[str, Any] = json.loads(text)
    told["failed"] = tuple(told["failed"])
    told["costly"] = tuple(Costly(**one) for one in told["costly"])
    told["paragraphs"] = tuple(Paragraph(one["text"], tuple(one["words"]), one["weight"]) for one in told["paragraphs"])
    return Row(**told)
