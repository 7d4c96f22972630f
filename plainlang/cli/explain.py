"""`plainlang explain`, `rules` and `text`: what plainlang knows, and what it sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli.options import ConfigOption, GlossaryOption, ReaderOption, prepare
from plainlang.errors import UsageError
from plainlang.stdout import say

if TYPE_CHECKING:
    from plainlang.glossary.compiled import Glossary, Term
    from plainlang.reading_grade import LetterRule
    from plainlang.rules.rule import Rule

EXPLAIN_EXAMPLE = "Example: plainlang explain arrears   ·   plainlang explain acronym"
RULES_EXAMPLE = "Example: plainlang rules"
TEXT_EXAMPLE = "Example: plainlang text draft.docx"


def explain(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS-OR-RULE...", help="A rule, or words as a letter or a report has them."),
    ],
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
) -> None:
    """Says why a word or a rule matters, on what that rests, and shows examples."""
    from plainlang.reporters.pages import explain_term

    name = " ".join(words)
    _, terms = prepare(glossary, config)
    rule = _rule_page(name.lower())
    entries = entries_behind(name, terms)
    if rule is None and not entries:
        raise UsageError(
            name,
            "This is no rule, no check and no term of the glossary.",
            "`plainlang rules` lists the rules and checks.",
        )
    say("\n\n".join([rule] if rule else map(explain_term, entries)) + "\n")


def _rule_page(name: str) -> str | None:
    from plainlang.checks import CHECKS
    from plainlang.reading_grade import READING_GRADE
    from plainlang.reporters.pages import explain_check, explain_letter_rule, explain_rule
    from plainlang.rules import RULES

    check = next((explain_check(check) for check in CHECKS if check.id == name), None)
    if check is not None:
        return check
    if name == READING_GRADE.id:
        return explain_letter_rule(READING_GRADE)
    return next((explain_rule(rule) for rule in RULES if rule.id == name), None)


def entries_behind(words: str, terms: Glossary) -> list[Term]:
    """The terms of that name or form, else those inside: a report marks the article and the verb beside a term too."""
    from plainlang.glossary.match import terms_in

    whole = {id(term): term for term in [*terms.named(words), *terms.with_form(words)]}
    return list(whole.values()) or terms_in(words, terms)


def rules() -> None:
    """Lists the rules that mark words and the checks of the 60 Minutes test, one line each."""
    from plainlang.checks import CHECKS
    from plainlang.reading_grade import READING_GRADE
    from plainlang.rules import RULES

    every: list[Rule | LetterRule] = [*RULES, READING_GRADE]
    lines = [f"{rule.id:25} {rule.level:7} {rule.title}\n" for rule in every]
    lines += ["\n", *(f"{check.id:25} {check.weight:7} {check.question}\n" for check in CHECKS)]
    say("".join(lines))


def text(
    path: Annotated[str, typer.Argument(metavar="LETTER", help="A letter.")],
    reader: ReaderOption = None,
) -> None:
    """Prints what the rules see: every offset of every report counts from the start of this text."""
    from plainlang.paths import read_bytes
    from plainlang.readers.table import read_letter

    letter = read_letter(path, read_bytes(path), reader=reader.value if reader else None)
    say(letter.text, for_people=False)
