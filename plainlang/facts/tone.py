"""How likely a letter commits a fault of tone, from what its sentences do and from how harsh or warm the rest of it is.

The same words hurt more in a harsh letter than in a kind one, so each fault is judged in its letter. The weights are
learned from the labelled letters in training/letters; `scripts/train_tone.py` makes them again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import exp, log
from typing import NamedTuple

from plainlang.language.acts import Acts

FAULTS = ("promise", "promise_for_others", "blame", "buck", "threat", "scold", "label", "unfair", "talking_down")
"""The faults of tone that are judged in their letter, by the act of a sentence."""
_HARSH = ("blame", "threat", "scold", "label", "unfair", "talking_down", "nothing_more", "buck")
_WARM = ("understanding", "thanks", "help", "way_out", "follow_up", "our_step")
_SCALE = 4.0
"""Brings the means of chances to the size of the other features."""
_SOFTEN = 1e-4


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one fault, in the order of `features`, the bias, and the chance from which on it is called."""

    weights: tuple[float, ...]
    bias: float
    sure: float


class Mood(NamedTuple):
    """How harsh and how warm a letter is, each from 0 to 4."""

    harsh: float
    warm: float


def features(acts: Sequence[Acts], fault: str, among: Sequence[Acts] | None = None) -> tuple[float, ...]:
    """The strongest and second strongest sentence as log odds, and how harsh and how warm the letter is.

    among: the sentences that can commit the fault; all of them when left out.
    """
    return (*_strongest(acts if among is None else among, fault), *mood_of(acts))


def chance(acts: Sequence[Acts], fault: str, among: Sequence[Acts] | None = None) -> float:
    """How likely the letter with these sentences commits the fault, from 0 to 1. Raises KeyError for none of FAULTS."""
    return chance_in(mood_of(acts), fault, acts if among is None else among)


def chance_in(mood: Mood, fault: str, among: Sequence[Acts]) -> float:
    """The same for a letter of which the mood is known."""
    learned = _weights()[fault]
    score = learned.bias + sum(w * x for w, x in zip(learned.weights, (*_strongest(among, fault), *mood), strict=True))
    return 1 / (1 + exp(-score))


def mood_of(acts: Sequence[Acts]) -> Mood:
    """How harsh and how warm a letter with these sentences is."""
    return Mood(_SCALE * _mean_of_most(acts, _HARSH), _SCALE * _mean_of_most(acts, _WARM))


def sure_from(fault: str) -> float:
    """The chance from which on the fault is called: so chosen that hardly any letter of a new writer is wronged."""
    return _weights()[fault].sure


def _strongest(acts: Sequence[Acts], fault: str) -> tuple[float, float]:
    chances = sorted((act.chances[fault] for act in acts), reverse=True)
    first, second = (*chances[:2], 0.0, 0.0)[:2]
    return _odds(first), _odds(second)


def _mean_of_most(acts: Sequence[Acts], names: Sequence[str]) -> float:
    return sum(max((act.chances[name] for act in acts), default=0.0) for name in names) / len(names)


def _odds(share: float) -> float:
    return log((share + _SOFTEN) / (1 - share + _SOFTEN))


@lru_cache(maxsize=1)
def _weights() -> dict[str, Weights]:
    stored = json.loads((resources.files("plainlang.facts") / "data" / "tone.json").read_text("utf-8"))
    return {fault: Weights(tuple(one["weights"]), one["bias"], one["sure"]) for fault, one in stored.items()}
