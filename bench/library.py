"""Libraries of letters to measure with: put together from the same sentences, or with no sentence in common.

Made from the sentences in training/, with dates, names and amounts of each letter's own. The same call makes the same
letters.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

_SENTENCES = Path(__file__).resolve().parent.parent / "training" / "sentences"
_FIRST = (
    "Ana Ben Carla Dwayne Elena Frank Grace Hector Irene James Kayla Luis Maria Nathan Olivia Pedro Rosa Tina".split()
)
_LAST = (
    "Adams Baker Castillo Dixon Evans Foster Garcia Hughes Jackson Keller Lopez Mitchell Nguyen Ortega Parker".split()
)
_JARGON = (
    "The arrears on your account accrued from the effective date of the order.",
    "An IWO was served on your employer pursuant to the order.",
    "The NCP must remit payment to the SDU by the due date.",
    "Failure to comply may result in suspension of your license.",
    "Your tax refund was intercepted and applied to the arrearage.",
    "The obligee was notified of the modification of the support order.",
    "You may request an administrative review within 30 days.",
    "Payments were disbursed to the CP after FIDM matched the account.",
)
_SHARED = 54
_WORDS = 250
_LEAST = 7


def write_boilerplate(folder: Path, count: int) -> None:
    """`count` letters of some 300 words, their bodies put together from 62 sentences."""
    rng = random.Random(5)
    sentences = _all_sentences()
    rng.shuffle(sentences)
    shared = [*sentences[:_SHARED], *_JARGON]
    for number in range(count):
        body = _body(rng, lambda: rng.choice(shared))
        (folder / f"letter-{number:05}.txt").write_text(_letter(rng, body))


def write_distinct(folder: Path, count: int) -> None:
    """`count` letters of some 300 words; no sentence of the bodies stands twice in them."""
    rng = random.Random(7)
    sentences, seen = _all_sentences(), set[str]()
    words = [word for sentence in sentences for word in re.findall(r"\b[a-z]{4,}\b", sentence)]

    def fresh() -> str:
        while True:
            row = rng.choice(sentences).split()
            at = rng.randrange(1, len(row))
            sentence = " ".join([*row[:at], rng.choice(words), *row[at:]])
            if sentence not in seen:
                seen.add(sentence)
                return sentence

    for number in range(count):
        (folder / f"letter-{number:05}.txt").write_text(_letter(rng, _body(rng, fresh)))


def _body(rng: random.Random, sentence: object) -> str:
    assert callable(sentence)
    paragraphs: list[str] = []
    words = 0
    while words < _WORDS:
        paragraph = " ".join(sentence() for _ in range(rng.randint(2, 4)))
        words += len(paragraph.split())
        paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def _letter(rng: random.Random, body: str) -> str:
    first, last = rng.choice(_FIRST), rng.choice(_LAST)
    return (
        f"{rng.choice(('March', 'April', 'May'))} {rng.randint(1, 28)}, 2027\n\n{first} {last}\n"
        f"{rng.randint(10, 9999)} Oak Street\nSpringfield, OH 4{rng.randint(1000, 9999)}\n\n"
        f"Case number: {rng.randint(10**8, 10**9)}\n\nDear {first} {last}:\n\n{body}\n\n"
        f"You owe ${rng.randint(1, 99)},{rng.randint(100, 999)}.00 as of March {rng.randint(1, 28)}, 2027.\n\n"
        f"If you have questions, call {rng.choice(_FIRST)} {rng.choice(_LAST)} at 614-555-0{rng.randint(100, 199)}.\n\n"
        f"Sincerely,\n\n{rng.choice(_FIRST)} {rng.choice(_LAST)}\nCaseworker\n"
    )


def _all_sentences() -> list[str]:
    rows = [row.split("\t")[1] for file in sorted(_SENTENCES.glob("*.tsv")) for row in file.read_text().splitlines()]
    return [row for row in rows if len(row.split()) >= _LEAST and row[-1] in ".?!"]
