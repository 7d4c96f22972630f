"""The rules that mark words, as one explicit list; a new rule is a file and a line here."""

from plainlang.rules import (
    acronym,
    complex_word,
    form_number,
    legal_term,
    passive,
    program_term,
    screen_name,
    wordy_phrase,
)
from plainlang.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    acronym.RULE,
    screen_name.RULE,
    form_number.RULE,
    legal_term.RULE,
    program_term.RULE,
    complex_word.RULE,
    wordy_phrase.RULE,
    passive.RULE,
)
