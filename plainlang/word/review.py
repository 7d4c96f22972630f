"""A reviewed copy of a Word letter: a comment at each finding, a tracked change where one can be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import NamedTuple

from plainlang.finding import Finding
from plainlang.letter import Letter
from plainlang.report import Report
from plainlang.source import WordHome
from plainlang.spans import Span
from plainlang.swaps import choose_swaps
from plainlang.word.comments import Comments, anchor, anchor_at_start
from plainlang.word.cutting import Segments, cut, texts_of
from plainlang.word.edits import Written, sound_edits
from plainlang.word.file import WordFile
from plainlang.word.part import local
from plainlang.word.runs import track
from plainlang.word.stamp import Stamp
from plainlang.word.summary import Reasons, summary
from plainlang.word.words import Finder, Slice


class Reviewed(NamedTuple):
    """The reviewed copy, how many changes and comments it got, and whether Word protects it against changes."""

    data: bytes
    changes: int
    comments: int
    protected: bool


class _Remark(NamedTuple):
    """A comment to be written: its paragraphs, and the slices it is tied to (none: it has no words to stand at)."""

    lines: Sequence[str]
    slices: tuple[Slice, ...]


def review_word(report: Report, *, notes: bool = False, now: datetime | None = None) -> Reviewed:
    """The letter of `report`, which the Word reader has read, with comments and tracked changes.

    notes: findings of level note are shown, too. now: the date of the changes; this moment when left out. Raises
    UnreadableError for a part that cannot be read.
    """
    letter = report.letter
    assert letter is not None
    file = WordFile(letter.source.path, letter.source.data)
    finder = Finder(file, letter)
    findings = [finding for finding in report.findings if notes or finding.level.rank > 0]
    swaps = choose_swaps(letter, findings, least=0)
    written = sound_edits(file, letter, [(swap.span, swap.words) for swap in swaps], finder)
    changed = {swaps[one.number].finding.span: swaps[one.number].words for one in written}
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    stamp = Stamp(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), _free_ids(file, written))
    remarks = _remarks(report, findings, changed, file, finder)
    comments = Comments(file, stamp)
    _write(file, remarks, written, comments, stamp)
    return Reviewed(file.data(), len(written), comments.count, _is_protected(file))


def _write(
    file: WordFile, remarks: Sequence[_Remark], written: Sequence[Written], comments: Comments, stamp: Stamp
) -> None:
    edits = [slice_ for one in written for change in one.changes for slice_ in change.slices]
    segments = cut([*(slice_ for remark in remarks for slice_ in remark.slices), *edits], stamp)
    part = file.part(file.main)
    for remark in remarks:
        number = comments.add(remark.lines)
        if remark.slices:
            anchor(part, *_ends(remark.slices, segments), number)
        else:
            anchor_at_start(part, number)
    # From the last to the first, so that what is cut in two behind a change is never cut again.
    for one in reversed(written):
        for change in one.changes:
            track(change, texts_of(change.slices, segments), stamp)
        file.touch(one.part)
    comments.put()
    file.touch(file.main)


def _ends(slices: Sequence[Slice], segments: Segments) -> tuple[object, object]:
    """The first and the last w:t of a comment, after the runs were cut."""
    texts = texts_of(slices, segments) or [slice_.text for slice_ in slices]
    return texts[0], texts[-1]


def _remarks(
    report: Report, findings: Sequence[Finding], changed: dict[Span, str], file: WordFile, finder: Finder
) -> list[_Remark]:
    """The summary first, then a remark for each finding whose words stand where Word keeps comments."""
    letter = report.letter
    assert letter is not None
    reasons, remarks, elsewhere = Reasons(letter), [], []
    for finding in findings:
        slices = _anchored(finding.span, file, finder)
        if slices:
            lines = reasons.lines(finding, changed=finding.span in changed)
            remarks.append(_Remark(lines, slices))
        else:
            elsewhere.append((finding, changed.get(finding.span)))
    first = _first_line(letter, file, finder)
    return [_Remark(summary(report, findings, elsewhere=elsewhere), first), *remarks]


def _anchored(span: Span, file: WordFile, finder: Finder) -> tuple[Slice, ...]:
    """The first and the last slice of a span in the body; none in a text box or another part."""
    stretch = finder.stretch(span)
    if stretch is None or stretch.part != file.main:
        return ()
    ends = (stretch.slices[0], stretch.slices[-1])
    boxed = any(local(above) == "txbxContent" for slice_ in ends for above in slice_.text.iterancestors())
    return () if boxed else tuple(dict.fromkeys(ends))


def _first_line(letter: Letter, file: WordFile, finder: Finder) -> tuple[Slice, ...]:
    """The ends of the first paragraph of the body that shows text."""
    found: tuple[Slice, ...] = ()
    paragraph = 0
    for piece in letter.map.pieces:
        home = piece.home
        if not isinstance(home, WordHome) or (found and home.paragraph != paragraph):
            break
        words = letter.text[piece.letter.start : piece.letter.end]
        ends = _anchored(piece.letter, file, finder) if piece.literal and words.strip() else ()
        if ends:
            found, paragraph = (*found[:1], *ends), home.paragraph
    return tuple(dict.fromkeys((found[0], found[-1]))) if found else ()


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
