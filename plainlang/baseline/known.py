"""A baseline put to use: known findings are left out of reports, and the file follows what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from plainlang.baseline.entry import Entry, entries_of
from plainlang.baseline.match import match
from plainlang.baseline.store import Home, Letters, load

if TYPE_CHECKING:
    from plainlang.report import Report

Content = tuple[tuple[str, ...], ...]


class Baseline:
    """What is known of each letter of a library."""

    def __init__(self, letters: Letters, home: Home) -> None:
        self.letters = letters
        self.home = home
        self._renamed: dict[str, str | None] = {}

    def known_of(self, name: str, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """What is known of a letter in which `found` was found; of one with a new name, what the old name has."""
        return self.letters.get(self.old_name(name, found) or name, ())

    def old_name(self, name: str, found: tuple[Entry, ...]) -> str | None:
        """The name under which a letter is known that has another now; None for any other letter.

        It has another name when the file is gone and this one, of which nothing is known, has the same findings.
        """
        if name not in self._renamed and name not in self.letters and found:
            candidates = self._gone.get(_content(found))
            self._renamed[name] = candidates.pop(0) if candidates else None
        return self._renamed.get(name)

    def is_renamed(self, path: str) -> bool:
        """True for a letter with another name, and for one that may turn out to be: that hangs on other files."""
        return self.home.name(path) in self._renamed

    @cached_property
    def gone(self) -> frozenset[str]:
        """The letters whose file is not there any more."""
        return frozenset(name for name in self.letters if not self.home.has(name))

    @cached_property
    def _gone(self) -> dict[Content, list[str]]:
        by_content: dict[Content, list[str]] = {}
        for name in sorted(self.gone):
            by_content.setdefault(_content(self.letters[name]), []).append(name)
        return by_content

    def leave_out(self, report: Report) -> Report:
        """The report with its new findings only, and the count of those that are known."""
        found = entries_of(report)
        if not found:
            return report
        matched = match(self.known_of(self.home.name(report.path), found), found)
        new = tuple(finding for finding, place in zip(report.findings, matched, strict=True) if place is None)
        return replace(report, findings=new, known=len(found) - len(new))


def read_baseline(file: Path) -> Baseline:
    """The baseline of a file. Raises ConfigError for a file that is none."""
    return Baseline(load(file), Home(file))


def _content(entries: tuple[Entry, ...]) -> Content:
    return tuple(sorted(entry.same for entry in entries))


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a baseline.

    letters: the entries as they should stand now. stay: known findings that are still there, or were not looked at.
    fixed: known findings that are gone. renamed: letters that have another name now. new: how many findings of each
    letter the baseline does not know.
    """

    letters: Letters
    stay: int
    fixed: int
    renamed: int
    new: Mapping[str, int]


def compare(baseline: Baseline, found: Letters, *, accept_new: bool) -> Change:
    """What became of a baseline, now that `found` is what was found in the letters that could be read.

    Entries follow their words: where one side was rewritten, both are kept as they are today. Other letters keep
    their entries for as long as there is a file.
    """
    letters: dict[str, tuple[Entry, ...]] = {}
    new = {}
    before = 0
    for name, entries in found.items():
        known = baseline.known_of(name, entries)
        matched = match(known, entries)
        before += len(known)
        letters[name] = tuple(entry for entry, place in zip(entries, matched, strict=True) if place is not None)
        if None in matched:
            new[name] = matched.count(None)
    renamed = {baseline.old_name(name, entries) for name, entries in found.items()} - {None}
    for name in baseline.letters.keys() - found.keys() - renamed:
        before += len(baseline.letters[name])
        letters[name] = () if name in baseline.gone else baseline.letters[name]
    stay = sum(map(len, letters.values()))
    return Change({**letters, **found} if accept_new else letters, stay, before - stay, len(renamed), new)
