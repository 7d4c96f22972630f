"""Imported once by the process that all workers are forked from, so that none of them loads the models' data again.

What starts threads (the sentence model) is left to the workers: threads do not live through a fork.
"""

import contextlib
import gc

import plainlang.audit.judging
import plainlang.facts.facts
import plainlang.sixty_minutes  # noqa: F401
from plainlang.errors import PlainlangError
from plainlang.language import lexicon, pipeline, rarity
from plainlang.readability import measure_sentences

with contextlib.suppress(PlainlangError):  # a worker says what is missing when it meets its first letter
    pipeline.parse("We sent you a letter.")
    rarity.is_familiar("abeyance")
    lexicon.is_word("letter")
    measure_sentences([("We", "sent", "you", "a", "letter")])
gc.freeze()  # so that workers share its memory: looking for garbage would write to every page
