"""`plainlang explain`, `rules` and `text`: what plainlang knows, and what it sees."""

from __future__ import annotations

from typing import Annotated

import typer

from plainlang.cli.options import ConfigOption, GlossaryOption, ReaderOption, prepare
from plainlang.errors import UsageError
from plainlang.stdout import say

EXPLAIN_EXAMPLE = "Example: plainlang explain arrears   ·   plainlang explain acronym"
RULES_EXAMPLE = "Example: plainlang rules"
TEXT_EXAMPLE = "Example: plainlang text draft.docx"


def explain(
    name: Annotated[str, typer.Argument(metavar="WORD-OR-RULE", help="A rule, or a term of the glossary.")],
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
) -> None:
    """Says why a word or a rule matters, on what that rests, and shows examples."""
    from plainlang.reporters.pages import explain_rule, explain_term
    from plainlang.rules import RULES

    _, terms = prepare(glossary, config)
    rule = next((rule for rule in RULES if rule.id == name.lower()), None)
    entries = terms.named(name) or terms.with_form(name)
    if rule is None and not entries:
        raise UsageError(
            name, "This is neither a rule nor a term of the glossary.", "`plainlang rules` lists the rules."
        )
    pages = [explain_rule(rule)] if rule else [explain_term(term) for term in entries]
    say("\n\n".join(pages) + "\n")


def rules() -> None:
    """Lists the rules, one line each."""
    from plainlang.rules import RULES

    say("".join(f"{rule.id:14} {rule.level:7} {rule.title}\n" for rule in RULES))


def text(
    path: Annotated[str, typer.Argument(metavar="LETTER", help="A letter.")],
    reader: ReaderOption = None,
) -> None:
    """Prints what the rules see: every offset of every report counts from the start of this text."""
    from plainlang.paths import read_bytes
    from plainlang.readers.table import read_letter

    letter = read_letter(path, read_bytes(path), reader=reader.value if reader else None)
    say(letter.text, for_people=False)
