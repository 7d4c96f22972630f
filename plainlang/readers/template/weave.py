"""Writes the page of a template: its text without comments and commands, fields masked, included files in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from plainlang.letter import remark_text
from plainlang.readers.template.gaps import Around, goes_on, is_edge, is_glued, is_item, is_row, needs_space
from plainlang.readers.template.page import EDGE, FIELD, PageWriter, Role, TemplateFile
from plainlang.readers.template.scan import Mark, Tag
from plainlang.readers.template.strings import Words, bare_text, printed
from plainlang.spans import Span

_SEEN = 200
Include = Callable[[PageWriter, Mark], bool]
"""Writes what another file shows at a tag; False where that cannot be known, or is nothing."""
_BRINGS = ("import", "from")


class Becomes(Enum):
    """What a template becomes, as far as blocks are told by their lines."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    WORD = "word"


class Weaver:
    """Weaves the text of one file, or a stretch of it, into the page."""

    def __init__(
        self, page: PageWriter, file: TemplateFile, becomes: Becomes, include: Include, *, span: Span | None = None
    ) -> None:
        self._page, self._file, self._becomes, self._include = page, file, becomes, include
        self._text = file.text
        # What stands behind the stretch is not looked at.
        self._at, self._end = span if span is not None else (0, len(file.text))
        self._begun = self._at > 0
        self._strips = False
        self._late: list[Mark] = []

    def weave(self, marks: Sequence[Mark]) -> None:
        """Writes the whole stretch; `marks` are its tags in order."""
        at = 0
        while at < len(marks):
            if _is_solid(marks[at]):
                self._solid(marks[at])
                at += 1
                continue
            end = at + 1
            while end < len(marks) and not _is_solid(marks[end]) and self._only_space(marks[end - 1], marks[end]):
                end += 1
            self._gap(marks[at:end])
            at = end
        self._words(self._at, self._end, strips=False)
        self._told(self._late)

    def _only_space(self, mark: Mark, follower: Mark) -> bool:
        return not self._text[mark.span.end : follower.span.start].strip()

    def _words(self, start: int, end: int, *, strips: bool) -> None:
        """Writes text that stands between tags, without the space that `-` takes away."""
        text = self._text[start:end]
        first = start + len(text) - len(text.lstrip()) if self._strips else start
        last = start + len(text.rstrip()) if strips else end
        self._page.copy(self._file, first, max(first, last))
        self._begun = self._begun or bool(text.strip())
        self._at, self._strips = end, False

    def _solid(self, mark: Mark) -> None:
        """A field, or an included file: something stands here on the page."""
        self._words(self._at, mark.span.start, strips=mark.strips_before)
        self._at, self._strips, self._begun = mark.span.end, mark.strips_after, True
        bare = bare_text(mark)
        if bare is not None and not (self._becomes is Becomes.HTML and ("<" in bare or "&" in bare)):
            self._page.write(bare, Role.MADE, Span(*mark.span), self._file)
            return
        if mark.tag is Tag.FIELD:
            self._field(mark)
            return
        alone = self._page.before[-1:] in ("", "\n") and self._text[mark.span.end : mark.span.end + 1] in ("", "\n")
        if alone and self._becomes is not Becomes.HTML:
            self._edge(mark.span.start)
        if not self._include(self._page, mark):
            home = Span(*mark.span)
            self._page.write(FIELD * len(home), Role.FIELD, home, self._file, word=False)
        if alone and self._becomes is not Becomes.HTML:
            self._edge(mark.span.end)

    def _field(self, mark: Mark) -> None:
        """A field is a blank; where it holds words that are printed, what stands around them leaves nothing."""
        strings = printed(mark)
        names = {token.start for token in mark.tokens if token.kind == "name"} if _joins(mark) else set()
        at = mark.span.start
        for words in strings:
            self._blank(at, words.span.start, word=any(at <= name < words.span.start for name in names))
            self._quoted(words)
            at = words.span.end
        self._blank(at, mark.span.end, word=not strings or any(name >= at for name in names))

    def _blank(self, start: int, end: int, *, word: bool) -> None:
        self._page.write(FIELD * (end - start), Role.FIELD, Span(start, end), self._file, word=word)

    def _quoted(self, words: Words) -> None:
        same = self._text[words.span.start : words.span.end] == words.text
        role = Role.TEXT if same else Role.MADE
        self._page.write(words.text, role, words.span, self._file, quoting=words.quoting)

    def _gap(self, run: Sequence[Mark]) -> None:
        """Tags that leave nothing on the page: the space around them, or what has to stand in its place."""
        text, start, end = self._text, run[0].span.start, run[-1].span.end
        before = start - (len(chunk := text[self._at : start]) - len(chunk.rstrip()))
        self._words(self._at, before, strips=False) if before > self._at else None
        ahead = text[end : min(end + _SEEN, self._end)]
        # Long white space is looked at only where it is that long.
        after = end + len(ahead) - len(ahead.lstrip()) if ahead.strip() else _skip(text, end, self._end)
        spaces = self._spaces(run, before, after)
        opens = not self._begun or "\n" in text[before:start]
        alone = opens and ("\n" in text[end:after] or after == self._end)
        self._at, self._strips = after, False
        around = Around(self._page.before, self._page.line, text[after : min(after + _SEEN, self._end)])
        for mark in run:
            self._remark(mark)
        if not self._begun and text.startswith("---\n", after):
            # Front matter has to stay at the top.
            self._late += run
        elif self._told(run):
            return
        if self._begun and is_glued(run, around):
            return
        if alone:
            self._alone(run, around, Span(before, after))
        elif self._begun:
            self._inline(run, around, spaces)

    def _spaces(self, run: Sequence[Mark], before: int, after: int) -> list[Span]:
        """The white space around and between the tags that no `-` takes away."""
        edges = [before, *(at for mark in run for at in mark.span), after]
        spans = [Span(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
        stripped_by = [False, *(mark.strips_after for mark in run)]
        strips = [*(mark.strips_before for mark in run), False]
        gone = [self._strips, *[False] * len(run)]
        kept = zip(spans, stripped_by, strips, gone, strict=True)
        return [span for span, behind, front, lost in kept if span and not (behind or front or lost)]

    def _remark(self, mark: Mark) -> None:
        comment = self._text[mark.span.start + 2 : mark.span.end - 2].strip("-+") if mark.tag is Tag.COMMENT else ""
        said = remark_text(comment)
        if said is not None:
            start, end = mark.span
            before = self._text[max(0, start - _SEEN) : start].rstrip(" \t")
            behind = self._text[end : end + _SEEN].lstrip(" \t")
            alone = before[-1:] in ("", "\n") and behind[:1] in ("", "\n")
            self._page.remark(said, self._file.place(start), alone=alone)

    def _told(self, run: Sequence[Mark]) -> bool:
        """Writes the texts that commands set, and what imported files hold, each a block of its own; True if any."""
        told = False
        for mark in run:
            brought = mark.name() in _BRINGS and self._include(self._page, mark)
            for words in printed(mark):
                if words.first:
                    self._edge(words.span.start)
                self._quoted(words)
                told = True
            told = told or brought
        if told:
            self._edge(run[-1].span.end)
            self._begun = True
        return told

    def _alone(self, run: Sequence[Mark], around: Around, gap: Span) -> None:
        """Tags on lines of their own leave an empty line, unless that tears a sentence, a table or a list."""
        text = self._text
        if not self._begun:
            last = run[-1].span.end
            self._page.copy(self._file, max(last, text.rfind("\n", last, gap.end) + 1), gap.end)
            return
        if gap.end == self._end:
            return
        if self._becomes is not Becomes.WORD and goes_on(around):
            self._page.write(" ", Role.MADE, Span(gap.start, gap.start), self._file)
            return
        if self._becomes is Becomes.HTML and is_edge(run, around, spaced=True):
            self._edge(gap.start)
        spans = [Span(gap.start, run[0].span.start), Span(run[-1].span.end, gap.end)]
        if self._tears(around):
            first, last = text.index("\n", gap.start), text.rindex("\n", gap.start, gap.end)
            spans = [Span(first, first + 1), Span(last + 1, gap.end)]
        for span in spans:
            self._page.copy(self._file, *span)

    def _tears(self, around: Around) -> bool:
        if self._becomes is not Becomes.MARKDOWN:
            return False
        line, follower = around.line, self._follower()
        return (is_row(line) and is_row(follower)) or (is_item(line) and is_item(follower))

    def _follower(self) -> str:
        """The line that comes next, with its indent."""
        start = self._text.rfind("\n", 0, self._at) + 1
        return self._text[start : self._at + _SEEN].partition("\n")[0]

    def _inline(self, run: Sequence[Mark], around: Around, spaces: Sequence[Span]) -> None:
        between_tags = around.before.endswith(">") and around.after.startswith("<")
        if self._at < self._end and not between_tags and is_edge(run, around, spaced=bool(spaces)):
            self._edge(run[0].span.start)
            return
        left = False
        for span in spaces:
            start = span.start
            while left and start < span.end and self._text[start] in " \t":
                start += 1
            self._page.copy(self._file, start, span.end)
            left = True
        if not left and needs_space(run, around):
            self._page.write(" ", Role.MADE, Span(run[0].span.start, run[0].span.start), self._file)

    def end_block(self) -> None:
        """Ends the block of the page that stands before the stretch."""
        self._edge(self._at)

    def _edge(self, offset: int) -> None:
        """Ends a block: by an empty line where that is one, else by a mark that is taken out again."""
        if not self._page.length:
            return
        within = self._becomes is Becomes.MARKDOWN and (_is_bound(self._page.line) or self._page.line.startswith("#"))
        lines = self._becomes is Becomes.TEXT or (self._becomes is Becomes.MARKDOWN and not within)
        home = Span(offset, offset)
        self._page.write("\n\n" if lines else EDGE, Role.MADE if lines else Role.EDGE, home, self._file)


def _is_solid(mark: Mark) -> bool:
    return mark.tag in (Tag.FIELD, Tag.FOLDED) or mark.name() == "include"


def _joins(mark: Mark) -> bool:
    return any(token.text == "~" for token in mark.tokens)


def _is_bound(line: str) -> bool:
    return is_row(line) or is_item(line)


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
