"""All that can be said about glossary files: the model first, then the examples, then the glossary as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from plainlang.curation.examples import example_faults
from plainlang.curation.files import Fault, GlossaryText, files_in, read_glossary_file
from plainlang.curation.sense import FormIndex, entry_sense, form_index, out_of_order, shared_forms
from plainlang.errors import ConfigError
from plainlang.glossary.compiled import Glossary, Term, compile_entries
from plainlang.glossary.entry import Entry
from plainlang.glossary.files import built_in
from plainlang.glossary.load import load_glossary

Key = tuple[str, str, str]
"""What names an entry in the layers: kind, term in lower case, part of speech."""


def check_files(paths: Sequence[Path]) -> tuple[list[Fault], int]:
    """Every fault of these files and folders, and the number of entries that were checked.

    They are laid over the built-in glossary in the order given. Raises UsageError for a path that is not there.
    """
    faults: list[Fault] = []
    texts: list[GlossaryText] = []
    for path in files_in(paths):
        text, broken = read_glossary_file(path)
        faults += broken
        texts += [text] if text else []
    try:
        glossary = load_glossary() if list(paths) == [built_in()] else laid_over(texts)
    except ConfigError as refusal:
        return [*faults, Fault(refusal.where, refusal.what, refusal.fix)], 0
    index = form_index(glossary)
    faults += shared_form_faults(glossary, texts)
    for text in texts:
        faults += _file_faults(text, texts, glossary, index)
    return faults, sum(len(text.layer.entries) for text in texts)


def _file_faults(
    text: GlossaryText, texts: Sequence[GlossaryText], glossary: Glossary, index: FormIndex
) -> Iterator[Fault]:
    above = [other.layer for other in texts[texts.index(text) + 1 :]]
    later = {_key(layer.kind, entry) for layer in above for entry in layer.entries}
    gone = {(layer.kind, name.lower()) for layer in above for name in layer.remove}
    for at, entry in enumerate(text.layer.entries):
        # a later layer has taken this entry's place, or away: its examples no longer say what will happen
        if (key := _key(text.layer.kind, entry)) not in later and key[:2] not in gone:
            yield from entry_faults(text.where(at), text.layer.kind, entry, glossary, index)
    for at in out_of_order(text.layer)[:1]:
        name = text.layer.entries[at].term
        yield Fault(text.where(at), f"“{name}” is out of order.", "Sort the entries by term.", note=True)


def entry_faults(
    where: str, kind: str, entry: Entry, glossary: Glossary, index: FormIndex | None = None
) -> Iterator[Fault]:
    """What is wrong with one entry, judged by a glossary that holds it."""
    for what, fix in entry_sense(entry, form_index(glossary) if index is None else index):
        yield Fault(where, f"“{entry.term}”: {what}", fix)
    for example in entry.examples:
        for said in example_faults(kind, entry, example, glossary):
            yield Fault(where, f"“{entry.term}”: {said}", "Mend the example or the entry.")


def shared_form_faults(glossary: Glossary, texts: Sequence[GlossaryText]) -> Iterator[Fault]:
    """A fault for each form that an entry of these files shares with another entry, with the place of both."""
    ours = _places(texts)
    everywhere: dict[Key, str] | None = None
    for form, terms in shared_forms(glossary):
        if not any(_term_key(term) in ours for term in terms):
            continue
        everywhere = everywhere or _places([text for text in map(_sound, files_in([built_in()])) if text]) | ours
        here, *others = sorted(terms, key=lambda term: _term_key(term) not in ours)
        for other in others:
            there = everywhere.get(_term_key(other), "another layer")
            what = f"“{here.name}”: the form “{form}” belongs to “{other.name}” too ({there})."
            yield Fault(ours[_term_key(here)], what, "Keep it in one of the two.")


def new_form_faults(where: str, kind: str, entry: Entry, glossary: Glossary) -> Iterator[Fault]:
    """The same for one entry that stands in no file yet."""
    for form, terms in shared_forms(glossary):
        others = [term for term in terms if _term_key(term) != _key(kind, entry)]
        if 0 < len(others) < len(terms):
            what = f"“{entry.term}”: the form “{form}” belongs to “{others[0].name}” too ({others[0].kind})."
            yield Fault(where, what, "Keep it in one of the two.")


def laid_over(texts: Sequence[GlossaryText]) -> Glossary:
    """The built-in glossary with these files over it. Raises ConfigError for a `remove` of what is not there.

    Only the entries of these files are compiled; the built-in ones come from the cache.
    """
    if any(text.layer.remove for text in texts):
        return load_glossary([text.path for text in texts])
    glossary = load_glossary()
    for text in texts:
        rows = [(text.layer.kind, entry) for entry in text.layer.entries]
        glossary = with_entries(glossary, rows, common=text.layer.common)
    return glossary


def with_entries(glossary: Glossary, rows: Sequence[tuple[str, Entry]], *, common: Sequence[str] = ()) -> Glossary:
    """The glossary with more entries, each in the place of the one of the same name."""
    more = compile_entries(rows)
    new = {_key(kind, entry) for kind, entry in rows}
    patterns = [pattern for pattern in glossary.patterns if _term_key(pattern.term) not in new]
    terms = [term for term in glossary.terms if _term_key(term) not in new]
    known = {*glossary.common, *common} - {entry.term for _, entry in rows}
    return Glossary([*patterns, *more.patterns], [*terms, *more.terms], known)


def _sound(path: Path) -> GlossaryText | None:
    return read_glossary_file(path)[0]


def _places(texts: Sequence[GlossaryText]) -> dict[Key, str]:
    return {
        _key(text.layer.kind, entry): text.where(at) for text in texts for at, entry in enumerate(text.layer.entries)
    }


def _key(kind: str, entry: Entry) -> Key:
    return kind, entry.term.lower(), entry.pos


def _term_key(term: Term) -> Key:
    return term.kind, term.name.lower(), term.pos
