"""At least one sentence shows that we understand the reader's situation."""

from __future__ import annotations

import re
from itertools import islice

from plainlang.answer import Answer, ask, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.checks.sympathy import is_kind, is_sympathy
from plainlang.checks.tone import is_scrap
from plainlang.facts.facts import Facts
from plainlang.facts.profile import Reader
from plainlang.facts.remembered import remembered, spans_in
from plainlang.language.reading import Sentence
from plainlang.spans import Span

_PEOPLE = re.compile(
    r"\b(?:you|your|yours|anyone|anybody|nobody|no one|famil(?:y|ies)|children|parents?)\b", re.IGNORECASE
)
_LIFE = re.compile(
    r"\b(?:wait\w*|years?|months|weeks|hours?|night|nights|shift\w*|jobs?|work(?:ed|ing)?|laid off|layoff|"
    r"pay ?checks?|wages?|rent|bills?|grocer\w+|gas|food|"
    r"coat|shoes|school|day ?care|kids?|son|daughter|baby|mother|sister|brother|doctor|hospital|sick|ill|illness|"
    r"surgery|injur\w+|heal\w*|medicine|insulin|"
    r"drive|ride|bus|car|truck|miles|alone|tired|worn|worr\w+|scared?|afraid|nervous|embarrass\w+|asham\w+|anxious|"
    r"hop(?:e|ed|ing)|trust|surpris\w+|shock\w*|"
    r"news|stretch\w*|budget|lean|spent|count(?:ed|ing) on|squeeze\w*|tight\w*|struggl\w+|strain|unfair|stranger|"
    r"English|lawyer|courtroom|nerve|courage|effort|"
    r"moved|moving|divorce|death|died|funeral|funds? short|short of money|thin|harder|hard|easy|a lot|on top of)\b",
    re.IGNORECASE,
)
_FAULTS = ("blame", "scold", "threat", "unfair", "talking_down", "buck", "label", "nothing_more")
_HARD_NEWS = re.compile(
    # trouble of the reader's, or of ours with the reader, whatever the letter does about it
    r"\b(?:laid off|lay-?off|lost (?:your|his|her|the) (?:job|work|home)|hours (?:were|was|are|have been) cut|"
    r"out of work|unemploy\w+|hardship|injur\w+|hospital|"
    r"complain\w*|grievance|contempt|hearing|jail|bench warrant|arrest\w*|suspend\w*|suspension|revo\w+|lien|levy|"
    r"levied|seiz\w*|frozen|freeze|attach(?:ed|ment) (?:in|of)|"
    r"intercept\w*|offset\w*|refund (?:was|will be|may be) taken|passport|credit bureau|den(?:y|ied|ial)|"
    r"no reductions?|not to entertain|too (?:much|little)|by mistake|pay (?:it |us )?back|"
    r"repay|overpa\w+|clos(?:e|ed|ing) (?:your|the|this) case|paternity|genetic test|dna test|swab\w*|"
    r"charge changes|coverage ended|ended the (?:family )?policy|no longer covered|"
    r"(?<!no )(?<!nothing )(?<!nothing is )past[- ]due|arrear\w*|delinquen\w*|back support|behind in|you owe|"
    r"hold (?:on|a payment|the (?:money|payment|"
    r"account))|on hold|we (?:can ?not|can['’]t) (?:change|reopen|pay|send|collect|find))\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"clos", re.IGNORECASE)
_PAID_UP = re.compile(
    r"\b(?:paid (?:in full|off|up)|(?:all|everything)\b[^.]{0,50}\b(?:is|was|has been|have been|are) paid|"
    r"nothing (?:is |more is )?"
    r"(?:left|owed|unpaid|past[- ]due|due)|no (?:past-due )?support is (?:left|owed|due))\b",
    re.IGNORECASE,
)
_ROUTINE = re.compile(
    # a statement, a form to fill in, a request for facts
    r"\b(?:statement of (?:your )?account|account statement|(?:here is|this is|for) (?:your|"
    r"the) (?:\w+ )?(?:statement|record)|account summary|questionnaire|locate|"
    r"new debit card|direct deposit|address change|change of address|notice of rights)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:registry|program|agency|court|department|bureau|division|clerk|support services|interstate|"
    r"attorney general|prosecutor)\b",
    re.IGNORECASE,
)
_STREET = re.compile(r"\d+ .*\b(?:court|program)\b", re.IGNORECASE)
"""512 Bayou Court is a street."""
_MANY_FAULTS = 2


def answer(facts: Facts) -> Answer:
    """A fact of the reader's life, named from the reader's side. Sympathy that takes sides does not count.

    Firms and other offices need none, and neither does news that takes nothing away.
    """
    shown = list(islice((s.span for s in facts.sentences if _is_understanding(facts, s)), 2))
    if shown:
        return passed(*shown)
    if facts.profile.reader is Reader.EMPLOYER or _is_to_office(facts) or not _is_hard_news(facts):
        return not_applicable("The news is neutral.")
    doubts = [s for s in facts.likely("understanding") if not _is_fault(facts, s) and is_kind(facts.words(s.span))]
    if doubts and not _is_harsh(facts):
        return ask("Does this show that you understand what the reader faces?", *(s.span for s in doubts[:2]))
    return failed("Show that you understand, with a fact, such as “Fewer hours at work make every bill harder.”")


def _is_understanding(facts: Facts, sentence: Sentence) -> bool:
    """In so many words; or the model is sure of it, and the letter is not one that is harsh throughout."""
    words = facts.words(sentence.span)
    if is_sympathy(words):
        return not _is_fault(facts, sentence) or not _has_other_fault(facts, sentence)
    return (
        facts.acts(sentence).does("understanding")
        and is_kind(words)
        and _is_about_life(words)
        and not _is_fault(facts, sentence)
        and not _is_harsh(facts)
    )


@remembered
def _is_about_life(words: str) -> bool:
    """The model alone is believed of a sentence that has the reader, or people like them, and a piece of life."""
    return bool(_PEOPLE.search(words) and _LIFE.search(words)) and not words.rstrip().endswith("?")


def _is_fault(facts: Facts, sentence: Sentence) -> bool:
    """True when the model is sure of a reproach that is likelier than understanding."""
    acts = facts.acts(sentence)
    least = acts.chances["understanding"]
    return any(acts.chances[fault] > least and acts.does(fault) for fault in _FAULTS)


def _has_other_fault(facts: Facts, sentence: Sentence) -> bool:
    """Open words of sympathy in which the model hears a reproach are believed where it hears no other."""
    return any(_is_fault(facts, one) for one in facts.sentences if one is not sentence)


def _is_harsh(facts: Facts) -> bool:
    """A letter that reproaches again and again: its kind words are likely meant to sting."""
    faults = (sentence for sentence in facts.sentences if _is_fault(facts, sentence))
    return len(list(islice(faults, _MANY_FAULTS))) == _MANY_FAULTS


def _is_hard_news(facts: Facts) -> bool:
    """The news takes something away, or comes on top of trouble; a routine letter does neither."""
    subject = " ".join(facts.words(span) for span in (*facts.parts.subject, *facts.parts.head))
    body = spans_in(_troubles_in, facts.text, *facts.parts.body)
    if all(_is_no_trouble(facts, span) for span in body) and not _troubles_in(subject):
        return False
    return not (_is_routine(_opening(facts)) or _is_routine(subject))


@remembered
def _troubles_in(words: str) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in _HARD_NEWS.finditer(words))


def _is_no_trouble(facts: Facts, span: Span) -> bool:
    """What an item of a list only supposes ("you lost your job"), or a case that is closed because all is paid."""
    if is_scrap(facts, facts.reading.sentence_at(span.start)):
        return True
    return bool(_CLOSES.match(facts.words(span))) and _is_paid_up(facts)


def _is_paid_up(facts: Facts) -> bool:
    return any(_says_paid_up(facts.words(sentence.span)) for sentence in facts.sentences)


@remembered
def _says_paid_up(words: str) -> bool:
    return bool(_PAID_UP.search(words))


@remembered
def _is_routine(words: str) -> bool:
    return bool(_ROUTINE.search(words))


def _is_to_office(facts: Facts) -> bool:
    """A letter to a court or to the office of another state."""
    return any(_OFFICE.search(words) and not _STREET.match(words) for words in map(facts.words, facts.parts.addressee))


def _opening(facts: Facts) -> str:
    return " ".join(facts.words(sentence.span) for sentence in facts.sentences[:2])


CHECK = Check(
    id="understanding",
    part=Part.EMPATHETIC,
    weight=Weight.MAJOR,
    question="Does the letter show that you understand?",
    source="Rubric EMP-4; training text 002; plain language guidelines on letters",
    how=(
        "Words that name the reader's situation from the reader's side, helped by a small model taught on such "
        "sentences."
    ),
    strength="The letter shows that you understand its reader.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                understanding=(
                    "We know that a letter like this can come as a shock. Thank you for calling us on April 22."
                )
            )
        ),
    ),
    fails=(
        Example(
            letter(understanding="You have ignored all previous letters. Thank you for calling us on April 22."),
            also=("blame",),
        ),
        Example(letter(understanding="You called us on April 22. Thank you for calling us about it.")),
        Example(letter(understanding="We know how you feel. Thank you for calling us on April 22.")),
    ),
    leaves_alone=(
        Example(
            letter(
                subject="Subject: Your right to a check (case FC-2210)",
                opening="You can ask us to check your amount.",
                understanding="",
                numbers="",
                steps="When can it help to ask?\n\n* you lost your job\n\nPlease call me by June 13, 2025.",
                consequence="",
                disagree="",
            )
        ),
        Example(
            letter(
                opening="We are closing your case on July 15, 2025, because all of your support is paid.",
                understanding="",
                numbers="",
                steps="You do not need to do anything.",
                consequence="",
                disagree="If you think this is wrong, call me by June 13, 2025.",
            )
        ),
        Example(
            letter(understanding="Losing hours in winter is hard on a family. Thank you for calling us on April 22.")
        ),
    ),
)
