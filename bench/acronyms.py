"""How well acronyms and their long forms are found, on a file of labelled sentences.

    python bench/acronyms.py FILE.json            precision, recall and F1
    python bench/acronyms.py FILE.json --faults   what is missed and what is wrong, sentence by sentence

The file is a list of {"id", "tokens", "labels"} with the labels B-short, I-short, B-long, I-long and O, as in the
data of the shared task on acronym identification at SDU@AAAI-21 (A. P. B. Veyseh and others, "What Does This Acronym
Mean?", COLING 2020). A phrase counts when both its ends are right; the macro F1 is that of the mean precision and
the mean recall over short and long forms. The data is not part of this project.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from plainlang.language.definitions import find_definitions
from plainlang.language.short_forms import short_forms
from plainlang.spans import Span

Phrase = tuple[int, int, int]


def joined(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """The tokens as running text, and the place of each."""
    text, places = "", []
    for at, token in enumerate(tokens):
        if at and not _is_glued(tokens, at):
            text += " "
        places.append(Span(len(text), len(text) + len(token)))
        text += token
    return text, places


def _is_glued(tokens: Sequence[str], at: int) -> bool:
    """True where a token stands close to the one before it: `LTE - A` was one word once, `LTE - Long Term` was not."""
    hyphen = at if tokens[at] in "-/" else at - 1
    if not 0 < hyphen < len(tokens) - 1 or tokens[hyphen] not in "-/":
        return False
    sides = tokens[hyphen - 1], tokens[hyphen + 1]
    return sides[0].isupper() == sides[1].isupper() and all(side[0].isalnum() for side in sides)


def labelled(labels: Sequence[str], kind: str, sentence: int) -> set[Phrase]:
    """The phrases of a kind: sentence, first and last token. A phrase ends at the next B or O, of whatever kind."""
    found, inside = set(), []
    for at, label in enumerate([*labels, "O"]):
        if ("B" in label or "O" in label) and inside:
            found.add((sentence, inside[0], inside[-1]))
            inside = []
        if kind in label:
            inside.append(at)
    return found


def labels_of(shorts: Iterable[Span], longs: Iterable[Span], places: Sequence[Span]) -> list[str]:
    """A label for each token that a span touches. Where spans share a token, the long form keeps it."""
    labels = ["O"] * len(places)
    for kind, spans in (("long", longs), ("short", shorts)):
        for span in spans:
            touched = [at for at, place in enumerate(places) if place.overlaps(span)]
            if all(labels[at] == "O" for at in touched):
                for at in touched:
                    labels[at] = f"{'B' if at == touched[0] else 'I'}-{kind}"
    return labels


def scores(found: set[Phrase], right: set[Phrase]) -> tuple[float, float, float]:
    """Precision, recall and F1 of exact phrases."""
    hits = len(found & right)
    precision = hits / len(found) if found else 1.0
    recall = hits / len(right) if right else 1.0
    return precision, recall, mean(precision, recall)


def mean(precision: float, recall: float) -> float:
    """The harmonic mean, or 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def run(path: Path, *, faults: bool, output: Path | None) -> None:
    """Labels all sentences, and prints the figures."""
    data = json.loads(path.read_text("utf-8"))
    start = time.process_time()
    predictions = [predicted(sentence["tokens"]) for sentence in data]
    seconds = time.process_time() - start
    found: dict[str, set[Phrase]] = {"short": set(), "long": set()}
    right: dict[str, set[Phrase]] = {"short": set(), "long": set()}
    for number, (sentence, labels) in enumerate(zip(data, predictions, strict=True)):
        for kind in found:
            found[kind] |= labelled(labels, kind, number)
            right[kind] |= labelled(sentence["labels"], kind, number)
    if faults:
        show_faults(data, found, right)
    if output is not None:
        pairs = zip(data, predictions, strict=True)
        output.write_text(json.dumps([{"id": one["id"], "predictions": labels} for one, labels in pairs]), "utf-8")
    report(found, right)
    print(f"{sum(map(len, predictions)) / seconds:,.0f} tokens a second")


def predicted(tokens: Sequence[str]) -> list[str]:
    """The labels of one sentence by our finders."""
    text, places = joined(tokens)
    definitions = find_definitions(text)
    shorts = [*(one.short_span for one in definitions), *short_forms(text)]
    return labels_of(shorts, (one.long_span for one in definitions), places)


def report(found: dict[str, set[Phrase]], right: dict[str, set[Phrase]]) -> None:
    """One line for each kind, and the mean over both."""
    each = {kind: scores(found[kind], right[kind]) for kind in found}
    precision, recall = (sum(score[at] for score in each.values()) / len(each) for at in (0, 1))
    each["macro"] = (precision, recall, mean(precision, recall))
    for kind, (p, r, f1) in each.items():
        print(f"{kind:6} precision {p:6.2%}   recall {r:6.2%}   F1 {f1:6.2%}")


def show_faults(data: list[dict[str, list[str]]], found: dict[str, set[Phrase]], right: dict[str, set[Phrase]]) -> None:
    """Each sentence with a fault: what was missed (-) and what is wrong (+)."""
    for kind, ours in found.items():
        for mark, wrong in (("-", right[kind] - ours), ("+", ours - right[kind])):
            for number, first, last in sorted(wrong):
                tokens = data[number]["tokens"]
                around = " ".join(tokens[max(0, first - 6) : last + 7])
                print(f"{mark}{kind} {' '.join(tokens[first : last + 1])!r}: {around}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument(
        "-o", "--output", type=Path, help="write the labels to this file, as the task's own scorer reads them"
    )
    given = parser.parse_args()
    run(given.file, faults=given.faults, output=given.output)
