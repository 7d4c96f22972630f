"""Findings that somebody accepts: in the settings, or in a comment of the document itself.

    <!-- plainlang: keep "arrears" because the court's order uses the word -->
    {# plainlang: keep form-number until 2027-01-31 because new forms come in January #}
    <!-- plainlang: keep passive in this letter because the law fixes the wording -->

What is kept is a word, a rule, or several with commas; with neither, all of the paragraph. A comment on a line of
its own speaks of the next paragraph, list item or cell, one inside a paragraph of that; a Word comment of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from plainlang.config import RULE_IDS, Settings
from plainlang.facts.protected import find_marked
from plainlang.finding import Finding
from plainlang.letter import PROTECTS, PROTECTS_NO_MORE, Letter, Remark
from plainlang.report import Stale, State, Waived
from plainlang.spans import Span

_FORM = re.compile(
    r"(?:keep|ok|allow|ignore|waive)\b(?P<what>(?:\"[^\"]*\"|“[^”]*”|[^\"“])*?)"
    r"(?:\s*(?:\bbecause\b|\breason\b\s*:|--|—|–|:|\s-\s)\s*(?P<reason>.*))?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\buntil\s+(?P<day>\S+)", re.IGNORECASE)
_WHOLE = re.compile(r"\bin this (?:letter|document|file|form|template)\b", re.IGNORECASE)
_TARGET = re.compile(r"\"([^\"]*)\"|“([^”]*)”|([^,\"“]+)")
_SHORTEST_REASON = 3
_HOW = 'Write it like this: plainlang: keep "arrears" because the judge uses the word.'


@dataclass(frozen=True, slots=True)
class DocumentWaiver:
    """What a remark accepts. scope: the stretch of the letter it speaks of; with neither rules nor words, all of it."""

    remark: Remark
    scope: Span
    reason: str
    rules: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    until: date | None = None

    def covers(self, letter: Letter, finding: Finding) -> bool:
        """True when the finding is one of those it accepts; whether it has expired is not asked here."""
        if not self.scope.overlaps(finding.span):
            return False
        words = _even(letter.text[finding.span.start : finding.span.end])
        named = finding.rule in self.rules or any(_holds(words, kept) for kept in self.words)
        return named or not (self.rules or self.words) or (finding.term or "").lower() in self.words


def waive(
    path: str, letter: Letter, findings: Sequence[Finding], settings: Settings, today: date
) -> tuple[tuple[Finding, ...], tuple[Waived, ...], tuple[Stale, ...]]:
    """The findings that stand, those that are waived, and the document's waivers that do nothing."""
    waivers, stale = read_waivers(letter, today)
    required = find_marked(letter)
    kept, waived, used = [], [], set()
    for finding in sorted(findings, key=lambda finding: finding.span):
        own = [waiver for waiver in waivers if waiver.covers(letter, finding)]
        used.update(own)
        words = letter.text[finding.span.start : finding.span.end]
        other = next((w for w in settings.waivers if w.covers(path, words, finding, today)), None)
        if own:
            waived.append(Waived(finding, own[0].reason, in_document=True))
        elif other is not None:
            waived.append(Waived(finding, other.reason))
        elif any(span.start <= finding.span.start and finding.span.end <= span.end for span in required):
            waived.append(Waived(finding, _REQUIRED, in_document=True))
        else:
            kept.append(finding)
    idle = [Stale(State.UNUSED, _UNUSED, waiver.remark.place) for waiver in waivers if waiver not in used]
    order = [remark.place for remark in letter.remarks]
    return tuple(kept), tuple(waived), tuple(sorted((*stale, *idle), key=lambda one: order.index(one.place)))


_REQUIRED = "The letter marks these words as required."
_UNUSED = "This comment keeps nothing any more. Take it out."


def read_waivers(letter: Letter, today: date) -> tuple[list[DocumentWaiver], list[Stale]]:
    """The waivers of the document that hold on the day `today`, and what is wrong with the others."""
    waivers, stale = [], []
    for remark in letter.remarks:
        if remark.text in (PROTECTS, PROTECTS_NO_MORE):
            continue
        read = _read(letter, remark)
        if isinstance(read, str):
            stale.append(Stale(State.UNCLEAR, read, remark.place))
        elif read.until is not None and today > read.until:
            said = f"This comment kept words until {read.until}. Change the words, or give it a new date."
            stale.append(Stale(State.EXPIRED, said, remark.place))
        else:
            waivers.append(read)
    return waivers, stale


def _read(letter: Letter, remark: Remark) -> DocumentWaiver | str:
    """The waiver, or what is wrong with it."""
    form = _FORM.match(remark.text)
    if form is None:
        return f"plainlang does not understand this comment. {_HOW}"
    reason = (form["reason"] or "").strip()
    if len(reason) < _SHORTEST_REASON:
        return f"This comment gives no reason. {_HOW}"
    what = form["what"]
    until = _UNTIL.search(what)
    try:
        day = date.fromisoformat(until["day"].strip(",;")) if until else None
    except ValueError:
        return "The date of this comment cannot be read. Write it as year, month and day: 2027-01-31."
    whole = _WHOLE.search(what) is not None
    targets = frozenset(_targets(_WHOLE.sub("", _UNTIL.sub("", what))))
    wrong = next((name for name in targets if _is_wrong_rule(name)), None)
    if wrong is not None:
        return f"There is no rule {wrong}. Did you mean {_closest_rule(wrong)}?"
    return DocumentWaiver(
        remark=remark,
        scope=Span(0, len(letter.text)) if whole else _scope(letter, remark),
        reason=reason,
        rules=targets.intersection(RULE_IDS),
        words=targets.difference(RULE_IDS),
        until=day,
    )


def _targets(what: str) -> Iterable[str]:
    for found in _TARGET.finditer(what):
        target = _even("".join(group or "" for group in found.groups()))
        if target:
            yield target


def _is_wrong_rule(name: str) -> bool:
    """True for one word with hyphens that is nearly a rule; other words may stand in the letter."""
    return name not in RULE_IDS and "-" in name and " " not in name and _closest_rule(name) is not None


def _closest_rule(name: str) -> str | None:
    return next(iter(get_close_matches(name, RULE_IDS, n=1, cutoff=0.8)), None)


def _scope(letter: Letter, remark: Remark) -> Span:
    """The words of a Word comment; else the block around the remark, or the next one where it stands alone."""
    if len(remark.span) > 0:
        return remark.span
    at = remark.span.start
    blocks = [block.span for block in letter.blocks]
    around = next((span for span in blocks if span.start <= at <= span.end), None)
    behind = next((span for span in blocks if span.start >= at), None)
    chosen = (behind or around) if remark.alone else (around or behind)
    return chosen or Span(0, 0)


def _even(words: str) -> str:
    return " ".join(words.split()).lower()


def _holds(words: str, kept: str) -> bool:
    """True when the words that were found are the kept ones, or hold them (`arrears are` holds `arrears`)."""
    return re.search(rf"(?<!\w){re.escape(kept)}(?!\w)", words) is not None
