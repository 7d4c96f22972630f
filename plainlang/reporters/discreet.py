"""What may be told of a letter where the report leaves the office: SARIF and annotations go to servers.

The rule, the place and the glossary's own words may be told; names, dates, amounts and sentences of the letter may not.
Some messages quote the letter ("Maria Sims sent …"). Such a message gives way to what the rule says in general.
"""

from __future__ import annotations

import re
from functools import cache

from plainlang.checks import CHECKS
from plainlang.checks.check import Check
from plainlang.finding import Finding
from plainlang.letter import Letter
from plainlang.reading_grade import READING_GRADE, LetterRule
from plainlang.reporters.signs import one_line
from plainlang.rules import RULES
from plainlang.rules.rule import Rule
from plainlang.sixty_minutes import Checked

_WORD = re.compile(r"\w+")
_ALWAYS_PRIVATE = re.compile(r"[$@#]")
"""A sum of money, which may have been worked out from the letter's, an e-mail address, a case number."""
_SENTENCE_START = re.compile(r"(?:^|[.?!] )[^\w“]*$")
_LONGEST = 1000
"""Characters; GitHub shows 1,024 of a message."""


class Discretion:
    """Tells of one letter what may be told."""

    def __init__(self, letter: Letter) -> None:
        self._said = frozenset(_WORD.findall(letter.text))

    def finding(self, finding: Finding) -> str:
        """What a finding says, with the glossary's term; the rule's own reason where its message quotes the letter."""
        if finding.term is not None:
            named = finding.term.lower() in finding.message.lower()
            return _short(finding.message if named else f"“{finding.term}”: {finding.message}")
        if finding.rule == READING_GRADE.id or not self.betrays(finding.message):
            return _short(finding.message)
        rule = rules().get(finding.rule)
        return _short(f"{rule.title}. {rule.why}" if rule else "Say this in plainer words.")

    def suggestions(self, finding: Finding) -> list[str]:
        """The suggestions that hold no name and no number of the letter."""
        return [words for words in finding.suggestions if words and not self.betrays(words)]

    def check(self, one: Checked) -> str:
        """What a failed check says; its question where its message quotes the letter."""
        if one.answer.message and not self.betrays(one.answer.message):
            return _short(one.answer.message)
        return _short(f"{one.check.question} Not yet. `plainlang sixty` shows the words.")

    def betrays(self, message: str) -> bool:
        """True when the message holds an amount, or a number, name or other capitalized word that the letter holds."""
        return bool(_ALWAYS_PRIVATE.search(message)) or any(
            word[0] in self._said and _is_proper(word[0]) and not _begins_sentence(message, word)
            for word in _WORD.finditer(message)
        )


def _is_proper(word: str) -> bool:
    return word != "I" and any(sign.isupper() or sign.isdigit() for sign in word)


def _begins_sentence(message: str, word: re.Match[str]) -> bool:
    """A quotation begins no sentence of ours: its first word may be a name."""
    return bool(_SENTENCE_START.search(message[: word.start()][-4:])) and not word[0].isdigit()


def _short(message: str) -> str:
    message = one_line(message)
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST - 1]}…"


@cache
def rules() -> dict[str, Rule | LetterRule]:
    """Every rule that a finding may name, by its id."""
    every: list[Rule | LetterRule] = [*RULES, READING_GRADE]
    return {rule.id: rule for rule in every}


@cache
def checks() -> dict[str, Check]:
    """Every check of the 60 Minutes test, by its id."""
    return {check.id: check for check in CHECKS}
