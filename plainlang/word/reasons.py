"""Why words should change, in plain words: in full for a comment of its own, in short for the summary."""

from __future__ import annotations

import re

from plainlang.finding import Finding, Level
from plainlang.letter import Letter
from plainlang.spans import Span

LEVELS = {Level.MUST: "Must change", Level.SHOULD: "Should change", Level.NOTE: "Worth a look"}
BY_HAND = (
    "The words are not changed here. A field, a link, a line end or somebody's open change stands in the way. "
    "Change them by hand."
)
FEWER_WORDS = "Fewer words say the same."
SHORTER_WORD = "A shorter, more familiar word says the same."
_IF_IT_STAYS = " If it has to stay, explain it:"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CLAUSE_END = re.compile(r"; |(?<=[.!?])\s+")


def label(finding: Finding) -> str:
    """The level and the rule: "Must change · legal term"."""
    return f"{LEVELS[finding.level]} · {finding.rule.replace('-', ' ')}"


class Reasons:
    """Says why words should change: in full the first time, in short when the same comes again."""

    def __init__(self, letter: Letter) -> None:
        self._letter = letter
        self._told: set[tuple[str, str]] = set()

    def lines(self, finding: Finding, *, changed: bool) -> list[str]:
        """The paragraphs of the comment on a finding. changed: its words are a tracked change."""
        if changed and _is_plain_to_see(finding):
            return [label(finding), finding.message]
        subject = (quoted(self._letter, finding.span).lower(), finding.message)
        choices = [suggestion or "(leave it out)" for suggestion in finding.suggestions]
        by_hand = [BY_HAND] if choices and not changed else []
        if subject in self._told:
            return [f"As above: {label(finding)}." + (f" {' or '.join(choices)}" if choices else ""), *by_hand]
        self._told.add(subject)
        options = [f"{'or ' if number else 'Say: '}{words}" for number, words in enumerate(choices)]
        return [label(finding), finding.message, *options, *by_hand]


def _is_plain_to_see(finding: Finding) -> bool:
    """True when the tracked change shows all that there is to say."""
    only_choice = finding.message == SHORTER_WORD and len(finding.suggestions) == 1
    return only_choice or finding.message == FEWER_WORDS


def in_short(finding: Finding, *, changed: bool) -> str:
    """The reason in a few words; where nothing can be put in the place of the words, what to do about them."""
    told = finding.message.partition(_IF_IT_STAYS)[0]
    if not finding.suggestions:
        return _SENTENCE_END.split(told)[-1]
    reason = f"{_CLAUSE_END.split(told)[0].rstrip('.!?')}."
    return reason if changed else f"Say “{finding.suggestions[0]}”. {reason}"


def quoted(letter: Letter, span: Span, *, most: int = 72) -> str:
    """The words of a span on one line, cut behind a word where they are more than `most` characters."""
    return on_one_line(letter.text[span.start : span.end], most=most)


def on_one_line(words: str, *, most: int) -> str:
    """The words on one line, cut behind a word where they are more than `most` characters."""
    flat = " ".join(words.split())
    if len(flat) <= most:
        return flat
    words_that_fit = flat[: most + 1].rpartition(" ")[0]
    return f"{(words_that_fit or flat[:most]).rstrip(',;:')}…"
