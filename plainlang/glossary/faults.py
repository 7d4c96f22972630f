"""What pydantic says of an entry, in plain words."""

from __future__ import annotations

import difflib
from collections.abc import Sequence, Set

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from plainlang.glossary.entry import Entry, Example, GlossaryFile, Substitute

_FAULTS = {
    "missing": ("{subject} is missing.", "Add it."),
    "string_too_short": ("{subject} is empty.", "Fill it in, or leave the key out."),
    "string_too_long": ("{subject} is longer than {max_length} characters.", "Say it in fewer words."),
    "too_short": ("{subject} is empty.", "Add at least one."),
    "bool_parsing": ("{subject} is not true or false.", "Write true or false."),
    "bool_type": ("{subject} is not true or false.", "Write true or false."),
    "invalid_key": ("A key is no word.", "Put it in quotes."),
}
_TEXT_OR_KEYS = "constrained-str", Substitute.__name__
"""The steps in pydantic's place of a fault that tell which of the two shapes of `say` it tried."""
_CLOSE = 0.7
"""How like a word a wrong one must be to be taken for a slip of it: nuon is, loud is not should."""
_SHOWN = 40
"""Characters of a wrong value that a message repeats."""


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


_ROOMS = (("examples:", _keys(Example)), ("entries:", _keys(Entry)), ("say:", _keys(Substitute)))
"""Below which key the keys of entries and their parts stand."""
KEYS = frozenset({*_keys(GlossaryFile), *_keys(Entry), *_keys(Example), *_keys(Substitute)})
"""Every key that a glossary file can hold."""


def real_faults(error: ValidationError) -> list[ErrorDetails]:
    """Pydantic's errors without those that only echo another one."""
    items = error.errors()
    above = {item["loc"][:depth] for item in items for depth in range(len(item["loc"]))}
    meant = {(*item["loc"][:-1], near) for item in items if (near := _near_key(item))}
    return [
        item for item in items if not _is_echo(item, above) and not (item["type"] == "missing" and item["loc"] in meant)
    ]


def _is_echo(item: ErrorDetails, above: Set[tuple[int | str, ...]]) -> bool:
    """True where something inside is at fault (`above` holds all such places), and for the other shape of `say`."""
    place = item["loc"]
    if item["type"] == "too_short":
        return place in above
    text, keys = _TEXT_OR_KEYS
    if place[-1] == text:
        return isinstance(item["input"], dict)
    return place[-1] == keys and item["type"] == "model_type"


def _near_key(item: ErrorDetails) -> str | None:
    """The key that was meant by one that does not exist."""
    if item["type"] != "extra_forbidden":
        return None
    near = difflib.get_close_matches(str(item["loc"][-1]), _keys(_model_at(item["loc"][:-1])), n=1)
    return near[0] if near else None


def _model_at(place: Sequence[int | str]) -> type[BaseModel]:
    if not place:
        return GlossaryFile
    if "examples" in place:
        return Example
    return Substitute if "say" in place else Entry


def field_of(place: Sequence[int | str]) -> str:
    """The key a fault is about: the last one in its place that a file can hold; empty for the entry as a whole."""
    return next((step for step in reversed(place) if isinstance(step, str) and step in KEYS), "")


def place_of(item: ErrorDetails) -> list[int | str]:
    """Where a fault stands, in steps that the file itself has."""
    place = [step for step in item["loc"] if step not in _TEXT_OR_KEYS]
    return [step for step in place if isinstance(step, int) or step in KEYS or step == place[-1]]


def told(item: ErrorDetails) -> tuple[str, str]:
    """One of pydantic's errors in plain words: the fault, and what to do."""
    kind, key, given = item["type"], field_of(item["loc"]), item["input"]
    ctx = item.get("ctx", {})
    if kind == "extra_forbidden":
        return f"There is no key `{item['loc'][-1]}` here.", _key_hint(item)
    if kind == "model_type":
        return _no_keys(item["loc"], given)
    if kind == "tuple_type":
        return _no_list(key, given)
    if kind == "string_type":
        return _no_text(_subject(item["loc"]), given)
    if kind in ("enum", "literal_error"):
        return _wrong_word(key, given, ctx["expected"].replace("'", ""))
    if kind in _FAULTS:
        what, fix = _FAULTS[kind]
        return what.format(subject=_subject(item["loc"]), **ctx), fix
    said = item["msg"].removeprefix("Value error, ")
    return (
        f"`{key}`: {said}." if key not in ("", "entries") else f"{said[0].upper()}{said[1:]}."
    ), "Correct this entry."


def _subject(place: Sequence[int | str]) -> str:
    steps = [step for step in place if step not in _TEXT_OR_KEYS]
    return f"An item of `{field_of(steps)}`" if isinstance(steps[-1], int) else f"`{field_of(steps)}`"


def _key_hint(item: ErrorDetails) -> str:
    key = str(item["loc"][-1])
    near = _near_key(item)
    if near is not None:
        return f"Did you mean `{near}`?"
    if key in _keys(GlossaryFile):
        return "It stands once, at the top of the file."
    room = next((room for room, keys in _ROOMS if key in keys), None)
    return f"It belongs below `{room}`." if room else "docs/glossary.md lists the keys."


def _no_keys(place: Sequence[int | str], given: object) -> tuple[str, str]:
    if "examples" in place:
        return "An example has no `flag:` or `pass:`.", "Write one of them before the sentence, with a space behind it."
    return "An item of `entries` has no keys.", f"Write `term: {_shown(given) or '…'}`, and the other keys below it."


def _no_list(key: str, given: object) -> tuple[str, str]:
    if given is None:
        return f"`{key}` is empty.", "Fill it in, or leave the key out."
    if key == "entries":
        return "`entries` must be a list.", "Put - before the first key of each entry."
    if key == "examples":
        return "`examples` must be a list.", "Put - before each `flag:` and `pass:`."
    words = _shown(given)
    as_list = f"[{words}]" if words and not set(words) & set("[]{},:#\"'") else "[one, two]"
    return f"`{key}` must be a list of words.", f"Put - before each, or write `{key}: {as_list}`."


def _no_text(subject: str, given: object) -> tuple[str, str]:
    if given is None:
        return f"{subject} is empty.", "Fill it in, or leave the key out."
    if isinstance(given, list):
        return f"{subject} must be one text, not a list.", "Take the - or the [ ] away."
    if isinstance(given, dict):
        return f"{subject} must be text.", "A colon makes a key of the words before it: put the whole text in quotes."
    return f"{subject} is read as true or false.", "Put it in quotes."


def _wrong_word(key: str, given: object, expected: str) -> tuple[str, str]:
    if given is None:
        return f"`{key}` is empty.", f"Write {expected}."
    if isinstance(given, list):
        return f"`{key}` must be one word, not a list.", f"Write {expected}."
    words = expected.replace(" or ", ", ").split(", ")
    near = difflib.get_close_matches(str(given).lower(), words, n=1, cutoff=_CLOSE)
    hint = f"Did you mean `{near[0]}`?" if near else f"Write {expected}."
    return f"`{key}` cannot be `{_shown(given) or '…'}`.", hint


def _shown(given: object) -> str:
    """A wrong value, where it is short enough to be repeated in one line."""
    words = " ".join(str(given).split()) if isinstance(given, str | bool) else ""
    return words if len(words) <= _SHOWN and words.isprintable() else ""
