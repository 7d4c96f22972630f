"""A reviewed copy of a Word letter: a comment at each finding, a tracked change where one can be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import NamedTuple

from plainlang.finding import Finding
from plainlang.letter import Letter, Remark
from plainlang.report import Report
from plainlang.source import Place
from plainlang.spans import Span
from plainlang.swaps import choose_swaps
from plainlang.word.anchors import Anchors
from plainlang.word.comments import Comments, anchor, anchor_at_start
from plainlang.word.cutting import Segments, cut, texts_of
from plainlang.word.earlier import refuse_open_changes, take_out_comments
from plainlang.word.edits import Written, sound_edits
from plainlang.word.file import WordFile
from plainlang.word.reasons import Reasons
from plainlang.word.runs import track
from plainlang.word.stamp import Stamp
from plainlang.word.summary import Elsewhere, Idle, remark_quoted, summary
from plainlang.word.words import Finder, Slice


class Reviewed(NamedTuple):
    """The reviewed copy, and how many changes and comments it got.

    protected: Word keeps it from being changed. signed: it had a digital signature, which holds no longer.
    """

    data: bytes
    changes: int
    comments: int
    protected: bool
    signed: bool


class _Comment(NamedTuple):
    """A comment to be written: its paragraphs, and the slices it is tied to (none: it has no words to stand at)."""

    lines: Sequence[str]
    slices: tuple[Slice, ...]


def review_word(report: Report, *, notes: bool = False, now: datetime | None = None) -> Reviewed:
    """The letter of `report`, which the Word reader has read, with comments and tracked changes.

    notes: findings of level note are shown, too. now: the date of the changes; this moment when left out. Comments of
    an earlier review are taken out. Raises UsageError where changes of an earlier review are still open, and
    UnreadableError for a part that cannot be read.
    """
    letter = report.letter
    assert letter is not None
    file = WordFile(letter.source.path, letter.source.data)
    refuse_open_changes(file, report.path)
    finder = Finder(file, letter)
    findings = [finding for finding in report.findings if notes or finding.level.rank > 0]
    swaps = choose_swaps(letter, findings, least=0)
    written = sound_edits(file, letter, [(swap.span, swap.words) for swap in swaps], finder)
    changed = {swaps[one.number].finding.span for one in written}
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    stamp = Stamp(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), _free_ids(file, written))
    said = _said(report, findings, changed, Anchors(letter, file, finder))
    take_out_comments(file)
    comments = Comments(file, stamp)
    _write(file, said, written, comments, stamp)
    return Reviewed(file.data(), len(written), comments.count, _is_protected(file), file.is_signed())


def _write(
    file: WordFile, said: Sequence[_Comment], written: Sequence[Written], comments: Comments, stamp: Stamp
) -> None:
    edits = [slice_ for one in written for change in one.changes for slice_ in change.slices]
    segments = cut([*(slice_ for comment in said for slice_ in comment.slices), *edits], stamp)
    part = file.part(file.main)
    for comment in said:
        number = comments.add(comment.lines)
        if comment.slices:
            anchor(part, *_ends(comment.slices, segments), number)
        else:
            anchor_at_start(part, number)
    # From the last to the first, so that what is cut in two behind a change is never cut again.
    for one in reversed(written):
        for change in one.changes:
            like = len(texts_of(change.slices[: change.like], segments))
            track(change, texts_of(change.slices, segments), like, stamp)
        file.touch(one.part)
    comments.put()
    file.touch(file.main)


def _ends(slices: Sequence[Slice], segments: Segments) -> tuple[object, object]:
    """The first and the last w:t of a comment, after the runs were cut."""
    texts = texts_of(slices, segments) or [slice_.text for slice_ in slices]
    return texts[0], texts[-1]


def _said(report: Report, findings: Sequence[Finding], changed: set[Span], anchors: Anchors) -> list[_Comment]:
    """The summary first, then a comment for each finding and idle waiver that stands where Word keeps comments."""
    letter = report.letter
    assert letter is not None
    reasons = Reasons(letter)
    said: list[_Comment] = []
    elsewhere: list[Elsewhere] = []
    for finding in findings:
        slices = anchors.of(finding.span)
        if slices:
            said.append(_Comment(reasons.lines(finding, changed=finding.span in changed), slices))
        else:
            elsewhere.append(Elsewhere(finding, finding.span in changed))
    homeless: list[Idle] = []
    for idle in _idle(report, letter):
        slices = anchors.at(idle.remark) if idle.remark else ()
        if slices:
            said.append(_Comment([f"About {remark_quoted(idle.remark)}:", idle.stale.message], slices))
        else:
            homeless.append(idle)
    first = summary(report, findings, elsewhere=elsewhere, idle=homeless, changes=len(changed))
    return [_Comment(first, anchors.first_line()), *said]


def _idle(report: Report, letter: Letter) -> list[Idle]:
    """The comments to plainlang that keep nothing, each with what stands at its place in the letter."""
    remarks: dict[Place, list[Remark]] = {}
    for remark in letter.remarks:
        remarks.setdefault(remark.place, []).append(remark)
    left = {place: iter(there) for place, there in remarks.items()}
    return [Idle(stale, next(left.get(stale.place, iter(())), None)) for stale in report.stale]


def _free_ids(file: WordFile, written: Sequence[Written]) -> Iterator[int]:
    """Numbers that no change, comment or bookmark of the touched parts has."""
    names = {file.main, file.name_related("comments"), *(one.part for one in written)}
    used: set[str | None] = set()
    for part in (file.part(name) for name in names if name is not None):
        used |= {element.get(part.name("id")) for element in part.root.iter()}
    return (number for number in count(1) if str(number) not in used)


def _is_protected(file: WordFile) -> bool:
    settings = file.related("settings")
    protection = None if settings is None else settings.root.find(settings.name("documentProtection"))
    if settings is None or protection is None:
        return False
    return protection.get(settings.name("enforcement")) in ("1", "true", "on")
