"""One fact has one value: an amount, a case number, a name or a phone number is not written in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from rapidfuzz.distance import OSA

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.contacts import Way
from plainlang.facts.facts import Facts
from plainlang.facts.numbers import is_of_a_paper
from plainlang.facts.people import HONORIFIC, Name, find_names, is_person, is_slip, name_in_greeting, name_words
from plainlang.facts.remembered import remembered, spans_in
from plainlang.spans import Span

_LABELS = re.compile(
    r"\b(?:total|balance|past[- ]due|owed?|arrears|monthly|month|weekly|week|current support|support amount|payment|"
    r"fee|refund|hold|"
    r"settlement|premium|share)\b",
    re.IGNORECASE,
)
"""Words that say what an amount is; two amounts that share one may be one amount."""
_NUMBER = re.compile(
    r"(?<![\w$/.,#-])(?=[\w/.-]{0,40}\d)[A-Z0-9]{1,20}(?:[-/.][A-Z0-9]{1,20}){0,5}(?![\w-]|/\w|[.,]\d)"
)
_FIVE_DIGITS = re.compile(r"(?:\d\D*){5}")
_STATE_CODE = re.compile(r"\b[A-Z]{2},?\s+$")
_PLACE = re.compile(r"\b(?P<label>P\.? ?O\.? Box|Courtroom|Room|Suite|Ste\.)\s+#?(?P<number>\d{3,6})\b", re.IGNORECASE)
_MEETING = re.compile(
    # "Your hearing is on Tuesday, " before a date.
    r"\b(?P<thing>hearing|appointment|court date|interview|DNA test|conference)\b(?:,? (?:in|before|"
    r"with) [^.,;:\n]{1,40})?"
    r"(?:,? (?:is|was|will be|has been|set|scheduled|for|on|at|still|now|to be held|held|takes place|"
    r"[\d:]+ ?[ap]\.?m\.?,?))*[:,]?\s+$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:moved?|new|chang\w+|instead|another|first|second|third|earlier|before|not|ask\w*|request\w*|missed|"
    r"postpone\w*|continued|"
    r"reset|resched\w+|from|cancel\w*)\b",
    re.IGNORECASE,
)
_LONG = 6
"""In a number of so many digits, one left out or doubled is a slip too."""


def answer(facts: Facts) -> Answer:
    """Two values that differ by swapped digits or one letter are a slip; two that differ more may be two facts."""
    slips = [
        *_amounts(facts),
        *_case_numbers(facts),
        *_names(facts),
        *_phones(facts),
        *_places(facts),
        *_meetings(facts),
    ]
    if not slips:
        return passed()
    one, other = slips[0]
    return failed(
        f"The letter says “{facts.words(one).strip()}” and “{facts.words(other).strip()}”. If they mean the same, "
        f"use the right one in both places.",
        *sorted({span for pair in slips for span in pair}),
    )


def _amounts(facts: Facts) -> Iterator[tuple[Span, Span]]:
    """$257 and $275: swapped digits are a slip of the hand, hardly ever two true amounts.

    Two lines of one table, or two amounts of one sentence ("from $410 to $401"), stand side by side on purpose. Round
    amounts ($120 and $210) are the same by chance more often, so their lines have to share a word.
    """
    written = [f"{abs(amount.value):.2f}" for amount in facts.amounts]
    places: dict[str, list[int]] = {}
    for at, value in enumerate(written):
        places.setdefault(value, []).append(at)
    pairs = ((at, later) for at, value in enumerate(written) for later in _later_swaps(value, at, places))
    for first, second in ((facts.amounts[at], facts.amounts[later]) for at, later in pairs):
        one, other = abs(first.value), abs(second.value)
        if _stand_together(facts, first.span, second.span):
            continue
        if max(len(str(int(value * 100)).strip("0")) for value in (one, other)) > 2 or _share_a_label(
            facts, first.span, second.span
        ):
            yield first.span, second.span


def _stand_together(facts: Facts, one: Span, other: Span) -> bool:
    """True for one sentence, or lines of one table with no blank line between them."""
    if facts.reading.sentence_at(one.start).span == facts.reading.sentence_at(other.start).span:
        return True
    between = facts.text[one.end : other.start]
    rows = [row for row in facts.rows if row.start <= one.start < row.end or row.start <= other.start < row.end]
    return len(rows) > 1 and not re.search(r"\n\s*\n", between)


def _share_a_label(facts: Facts, one: Span, other: Span) -> bool:
    words = [{found.lower() for found in _LABELS.findall(facts.words(line_of(facts, span)))} for span in (one, other)]
    return bool(words[0] & words[1])


def line_of(facts: Facts, place: Span) -> Span:
    """The row of a table, or the sentence, that a place stands in."""
    row = next((row for row in facts.rows if row.start <= place.start < row.end), None)
    return row or facts.reading.sentence_at(place.start).span


def _later_swaps(value: str, at: int, places: dict[str, list[int]]) -> list[int]:
    """The places behind `at` of amounts that are `value` but for two neighbouring digits that changed places."""
    swaps = {f"{value[:i]}{value[i + 1]}{value[i]}{value[i + 2 :]}" for i in range(len(value) - 1)} - {value}
    return sorted(later for swap in swaps for later in places.get(swap, ()) if later > at)


def _is_swapped(one: str, other: str) -> bool:
    """True when two neighbouring digits changed places, and nothing else."""
    if len(one) != len(other) or one == other:
        return False
    at = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]


def _case_numbers(facts: Facts) -> Iterator[tuple[Span, Span]]:
    """Each case number against every other number in the letter that is made like it."""
    known = _places_of(facts, facts.case_numbers)
    others = _places_of(facts, (span for span in _numbers(facts) if _plain(facts, span) not in known))
    pairs = [*combinations(known.items(), 2), *((one, other) for one in known.items() for other in others.items())]
    for (one, first), (other, second) in pairs:
        if _is_one_number(one, other) and not _stand_in_one_line(facts, first, second):
            yield first[0], second[0]


def _places_of(facts: Facts, spans: Iterable[Span]) -> dict[str, list[Span]]:
    """The places of each number. FC-2210, FC 2210 and fc2210 are one."""
    numbers: dict[str, list[Span]] = {}
    for span in spans:
        numbers.setdefault(_plain(facts, span), []).append(span)
    return numbers


def _plain(facts: Facts, span: Span) -> str:
    return _without_marks(facts.words(span))


@remembered
def _without_marks(number: str) -> str:
    return re.sub(r"[\s./-]", "", number).upper()


def _numbers(facts: Facts) -> Iterator[Span]:
    """Numbers that nothing names: no phone number, date, amount, ZIP code or number of a form."""
    taken = [*(contact.span for contact in facts.contacts), *(one.span for one in facts.dates)]
    return (span for span in spans_in(_numbers_in, facts.text) if not any(span.overlaps(other) for other in taken))


@remembered
def _numbers_in(words: str) -> tuple[Span, ...]:
    if not _FIVE_DIGITS.search(words):
        return ()
    long = (found for found in _NUMBER.finditer(words) if sum(char.isdigit() for char in found[0]) >= 5)
    return tuple(
        Span(*found.span())
        for found in long
        if not _STATE_CODE.search(words[max(0, found.start() - 6) : found.start()])
        and not is_of_a_paper(words, found.start())
    )


def _is_one_number(one: str, other: str) -> bool:
    """True for two digits swapped, one digit wrong, or in a long number one digit too few."""
    letters = re.sub(r"\d", "", one), re.sub(r"\d", "", other)
    if letters[0] != letters[1]:
        return False
    digits = re.sub(r"\D", "", one), re.sub(r"\D", "", other)
    if len(digits[0]) == len(digits[1]):
        return len(digits[0]) >= 4 and OSA.distance(*digits, score_cutoff=1) == 1
    return min(map(len, digits)) >= _LONG and OSA.distance(*digits, score_cutoff=1) == 1


def _stand_in_one_line(facts: Facts, first: list[Span], second: list[Span]) -> bool:
    """Cases 70-118245 and 70-118246, named in one breath, are two cases."""
    between = (Span(*sorted((min(a.end, b.end), max(a.start, b.start)))) for a in first for b in second)
    return any(len(gap) < 40 and "\n\n" not in facts.words(gap) for gap in between)


def _names(facts: Facts) -> Iterator[tuple[Span, Span]]:
    """Every name of the letter against every other that is spelled nearly like it."""
    names = {name.words: name for name in reversed(list(_all_names(facts)))}
    for one, other in combinations(sorted(names.values(), key=lambda name: name.span), 2):
        if is_slip(one, other):
            yield one.span, other.span


def _all_names(facts: Facts) -> Iterator[Name]:
    """The names of the address, the greeting and the signature, then those in the subject line and the body."""
    for line in (*facts.parts.addressee, *facts.parts.signature):
        if is_person(facts.words(line)):
            yield Name(line, tuple(name_words(facts.words(line).split(",")[0])), titled=True)
    if facts.parts.salutation:
        greeting = facts.words(facts.parts.salutation)
        words = tuple(name_words(name_in_greeting(greeting)))
        if words:
            yield Name(facts.parts.salutation, words, titled=bool(HONORIFIC.search(greeting)) or len(words) > 1)
    for part in (*facts.parts.subject, facts.parts.body):
        yield from find_names(facts.text, part.start, part.end)


def _phones(facts: Facts) -> Iterator[tuple[Span, Span]]:
    numbers: dict[str, Span] = {}
    for contact in facts.contacts:
        if contact.way is Way.PHONE and not contact.fault:
            numbers.setdefault(re.sub(r"\D", "", contact.text)[-10:], contact.span)
    for (one, first), (other, second) in combinations(numbers.items(), 2):
        if _is_swapped(one, other):
            yield first, second


def _places(facts: Facts) -> Iterator[tuple[Span, Span]]:
    """P.O. Box 418 and P.O. Box 481."""
    for first, second in combinations(spans_in(_places_in, facts.text), 2):
        (label, one), (other_label, other) = (_PLACE.findall(facts.words(span))[0] for span in (first, second))
        if label.lower() == other_label.lower() and _is_swapped(one, other):
            yield first, second


@remembered
def _places_in(words: str) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in _PLACE.finditer(words))


def _meetings(facts: Facts) -> Iterator[tuple[Span, Span]]:
    """A hearing or an appointment on two days, where no sentence says that it was moved."""
    days: dict[str, tuple[date, Span]] = {}
    for one in facts.dates:
        found = _MEETING.search(facts.text, max(0, one.span.start - 120), one.span.start)
        if not found or one.day is None or (facts.day and one.day < facts.day):
            continue
        if _MOVED.search(facts.words(facts.reading.sentence_at(one.span.start).span)):
            continue
        day, span = days.setdefault(found["thing"].lower(), (one.day, one.span))
        if day != one.day:
            yield span, one.span


CHECK = Check(
    id="consistent-facts",
    part=Part.ACCURATE,
    weight=Weight.MAJOR,
    question="Is each fact the same all through the letter?",
    source="Rubric ACC-4; training text 002: is it accurate?",
    how="Amounts, case, phone and box numbers a digit apart, names a letter or two apart, and hearings on two days.",
    strength="Each fact is the same all through the letter.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(ours="I will write by June 20, 2025. From July your payment falls from $240.00 to $200.00.")),
        Example(letter(ours="I will write to you by June 20, 2025, about cases FC-2210 and FC-2211.")),
        Example(letter(ours="I will write to you by June 20, 2025. Joel Pike and his son Noel live in Fallow.")),
    ),
    fails=(
        Example(
            letter(
                numbers="As of May 1, 2025:\n  Past due    [[$420.00]]",
                ours="I will write to you by June 20, 2025, about the [[$402.00]].",
            )
        ),
        Example(
            letter(address="[[Ms. Ana Ortiz]]\n40 Larch Road\nFallow, OH 43999", greeting="[[Dear Ms. Ortez,]]"),
            also=("same-name",),
        ),
        Example(
            letter(
                subject="Subject: Your child support payments (case [[30-118842]])",
                steps="Please call me by June 13, 2025. Write [[30-118824]] on each page.",
            ),
        ),
        Example(
            letter(
                subject="Subject: Support for [[Wyatt Abernathy]] (case FC-2210)",
                ours="I will write to you by June 20, 2025. [[Wyat]]'s papers are safe with me.",
            )
        ),
        Example(
            letter(
                ours="I will write by June 20, 2025. Your hearing is on [[July 8, 2025]], at 9 a.m.",
                consequence="Please be at the hearing on [[July 9, 2025]]. A payment plan stops the suspension.",
            )
        ),
    ),
    leaves_alone=(
        Example(letter(ours="I will write by June 20, 2025. Send us Form CS-4410 or Form CS-4401.")),
        Example(
            letter(
                ours="I will write by June 20, 2025. Your hearing is on July 8, 2025. It was moved from July 7, 2025."
            )
        ),
        Example(letter(ours="I will write by June 20, 2025. Daniel Roark and his daughter Daniela Roark moved.")),
    ),
    known_misses=(
        Example(letter(ours="I will write by June 20, 2025. You have two children. All three get coverage.")),
    ),
)
