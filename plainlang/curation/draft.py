"""An entry that is still being written: what it would find, what it would say, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from plainlang.curation.check import entry_faults, new_form_faults, with_entries
from plainlang.curation.examples import findings_in, swapped
from plainlang.curation.files import Fault, model_faults
from plainlang.glossary.compiled import Glossary
from plainlang.glossary.entry import Entry, GlossaryFile
from plainlang.rules.rule import unmark

Answers = dict[str, str]
"""Key of an entry or an example -> what was given for it; `say` holds several, parted by "|"."""
_APART = ("say", "flag", "becomes", "pass")


def built(where: str, kind: str, answers: Answers) -> tuple[Entry | None, list[Fault]]:
    """The entry, or no entry and what the model finds wrong with it. where: the file it is meant for."""
    shown = {name: answers[name] for name in ("flag", "becomes") if answers.get(name)}
    near_miss = [{"pass": answers["pass"]}] if answers.get("pass") else []
    content: dict[str, Any] = {name: value for name, value in answers.items() if value and name not in _APART}
    content["say"] = [words for part in answers.get("say", "").split("|") if (words := part.strip())]
    content["examples"] = [shown, *near_miss]
    try:
        layer = GlossaryFile.model_validate({"kind": kind, "entries": [content]})
    except ValidationError as error:
        return None, [*model_faults(where, None, error)]
    return layer.entries[0], []


def offered_swap(where: str, kind: str, answers: Answers, glossary: Glossary) -> str:
    """The marked sentence with the plain words in place; empty where there is nothing to paste."""
    entry, _ = built(where, kind, answers | {"becomes": "", "pass": ""})
    if entry is None:
        return ""
    text, _ = unmark(answers["flag"])
    found = [finding for finding in findings_in(text, with_entries(glossary, [(kind, entry)])) if finding.rule == kind]
    result = swapped(text, found)
    return "" if result == text else result


def judged(where: str, kind: str, answers: Answers, glossary: Glossary) -> tuple[Entry | None, list[Fault]]:
    """The entry and its faults, judged by the glossary with this entry in it; no entry where the model refuses it."""
    entry, faults = built(where, kind, answers)
    if entry is None:
        return None, faults
    after = with_entries(glossary, [(kind, entry)])
    return entry, [*entry_faults(where, kind, entry, after), *new_form_faults(where, kind, entry, after)]
