"""What the letter encloses is listed, and what it lists is named in the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered, spans_in
from plainlang.language.reading import Sentence
from plainlang.letter import Kind
from plainlang.spans import Span

if TYPE_CHECKING:
    from plainlang.language.syntax import Token

_MENTION = re.compile(
    # "is enclosed", "we enclose", "attached", "you will find … with this letter", "a sheet is included".
    r"\b(?:enclos(?:ed|e|es|ing)|inclosed|attached|attaching|annexed|appended|herewith|included with|"
    r"(?:in|with|inside) this (?:envelope|mailing|packet|letter|notice)(?=[.,;:)]|$| (?:you|is|are|find|we|I)\b)|"
    r"(?:form|forms|copy|copies|envelope|brochure|sheet|pamphlet|guide|statement|flyer|leaflet|list|record|booklet|"
    r"coupon|page|papers|documents) "
    r"(?:is|are|has been|have been) included|(?:have|am|are) (?:also )?(?:included|including)(?= (?:an?|the|two|"
    r"three|our|your) )|attach(?=ing| (?:an?|the|two|our) ))\b",
    re.IGNORECASE,
)
_READERS_OWN = re.compile(
    # What the reader is to enclose, or did: "please attach your stubs", "you enclosed", "with proof attached".
    r"(?:\b(?:please|must|should|need to|can|may|to|and|or|be sure to|don't forget to|do not) (?:also )?(?:enclose|"
    r"attach|include)\b(?! (?:find|you will find))|"
    r"\byou(?:'ve| have)? (?:also )?(?:enclosed|attached|enclose|attach|include)\b|"
    r"\b(?:send|mail|return|fax|bring|submit)\b[^.;]{0,60}\bwith (?!the (?:enclosed|attached))[^.;]{0,40}(?:attached|"
    r"enclosed)\b|"
    r"\byour (?:letter|e-mail|note)(?: of [\w ,]+)?,? (?:enclosed|attached)|\benclosed (?:in|with) your\b|"
    r"^\W*(?:enclose|attach|include)\b|\bif you enclose)",
    re.IGNORECASE,
)
_SEIZED = re.compile(
    # "Attached" said of money and property that is taken.
    r"\b(?:proceeds|wages?|accounts?|funds|earnings|income|salary|pay|refunds?|property|vehicle|settlement|benefits|"
    r"assets|lien|money|"
    r"conditions?|strings|employment|paychecks?)\b[^.;]{0,60}\battached\b|\battached (?:to (?!this)|(?:the|your|his|"
    r"her) (?:account|wages|pay|property|funds|refund)|in the hands|by|from|against)|\bmay be attached\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(r"\b(?:no|not|without|nothing)\b[^.;]{0,30}\b(?:enclosed|attached|included)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"^\s*(?:(?:cc|w)\s?/\s?)?(?:enclosures?|enclosed(?: with this letter)?|encls?|encs?|atts?|attachments?|attached|"
    r"included(?: with this letter)?)"
    r"(?:\(s\))?(?=\W|$)\.?\s*(?:\(?\d+\)?)?\s*[:.–—-]?\s*",
    re.IGNORECASE,
)
_LABELLED = re.compile(_LABEL.pattern.replace(r"[:.–—-]?\s*", r"(?::|[.–—-](?=\s)|$)"), re.IGNORECASE)
_OTHER_FOOT = re.compile(
    r"^\s*(?:cc|c:|copy|copies|español|relay|tty|deaf|para|interpret|call|dial|ask)\b", re.IGNORECASE
)
_SPLIT = re.compile(
    r";|\n|,(?!\s(?:inc|llc|parts?|pages?|for|of|dated|form|no|january|february|march|april|may|june|july|august|"
    r"september|october|"
    r"november|december|\d)\b)| and (?=[A-Z]|an? |the |return|reply)",
    re.IGNORECASE,
)
_COUNT_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "both": 2}
_BLAND = frozenset(
    "the and for your our with from this that page form copy copies sheet new about how list one two three four five "
    "six paper "
    "document item material letter notice following thing support child these those each both more mailing packet "
    "return "
    "enclosed enclosing enclosure attached attachment annexed included including find please will".split()
)
"""Words that do not tell one paper from another."""
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_SAID_OF = ("nsubj", "nsubjpass", "dobj", "pobj", "attr")
_BELOW_VERB = (
    "acomp",
    "oprd",
    "advmod",
    "prep",
    "pobj",
    "xcomp",
    "ccomp",
    "advcl",
    "nsubj",
    "nsubjpass",
    "attr",
    "dep",
)


_POINTS_BACK = re.compile(r"\W*(?:it|they|this|these|both|all of (?:it|them)) (?:is|are|comes?)\b", re.IGNORECASE)
"""The sentence before has named the paper: "It is in this envelope"."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place of the body that speaks of enclosures: what it names, as sets of stems, and how many papers it counts."""

    span: Span
    things: tuple[frozenset[str], ...]
    count: int | None


def answer(facts: Facts) -> Answer:
    """Body and list have to match both ways; so does the number, where the body gives one.

    The list is a line that begins with "Enclosed", "Encl." or "Attachments". What the body names is the noun that is
    called enclosed, with those joined to it.
    """
    listed = _listed(facts)
    mentions = list(_mentions(facts, [line for line, _ in listed]))
    if not mentions and not listed:
        return not_applicable("Nothing is enclosed.")
    if not listed:
        return failed(
            "You send something with this letter. Name it in a line at the end, such as “Enclosed: Budget form”.",
            *(mention.span for mention in mentions),
        )
    return _compared(facts, mentions, listed)


def _listed(facts: Facts) -> list[tuple[Span, str]]:
    """The things the lines at the foot list, each with the line it stands in; a label alone lists "" ."""
    lines = facts.parts.enclosures or tuple(_labelled_lines(facts))
    items: list[tuple[Span, str]] = []
    for line in lines:
        words = _LABEL.sub("", facts.words(line), count=1)
        found = [re.sub(r"^\W*(?:\d+[.)])?\W*", "", item).strip() for item in _SPLIT.split(words)]
        items += [(line, item) for item in found if re.search(r"[A-Za-z]{3}", item)]
    return items or [(line, "") for line in lines]


def _labelled_lines(facts: Facts) -> Iterator[Span]:
    """A line that begins with a label such as Att.: and the lines below it, where no reader found a list."""
    inside = False
    at = 0
    for line in facts.text.split("\n"):
        span, at = Span(at, at + len(line)), at + len(line) + 1
        inside = bool(_LABELLED.match(line)) or (inside and bool(line.strip()) and not _OTHER_FOOT.match(line))
        if inside:
            yield span


def _mentions(facts: Facts, lines: list[Span]) -> Iterator[_Mention]:
    for place in spans_in(_mentioned_in, facts.text, *facts.parts.body):
        sentence = facts.reading.sentence_at(place.start)
        heading = sentence.block.kind is Kind.HEADING or facts.words(sentence.span).isupper()
        if heading or any(line.overlaps(place) for line in lines):
            continue
        words = facts.words(sentence.span) if sentence.span.covers(place) else facts.words(_line_at(facts, place))
        if _READERS_OWN.search(words) or _ABSENT.search(words):
            continue
        if "attach" in facts.words(place).lower() and _SEIZED.search(words):
            continue
        yield _read(facts, sentence, place, words)


@remembered
def _mentioned_in(words: str) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in _MENTION.finditer(words))


def _line_at(facts: Facts, place: Span) -> Span:
    start = facts.text.rfind("\n", 0, place.start) + 1
    end = facts.text.find("\n", place.end)
    return Span(start, end if end >= 0 else len(facts.text))


def _read(facts: Facts, sentence: Sentence, place: Span, words: str) -> _Mention:
    """What a sentence says is enclosed. Without grammar to go by, its words taken together."""
    heads: list[Token] = []
    if sentence.span.covers(place):
        doc = facts.reading.syntax(sentence)
        at = place.start - sentence.span.start
        heads = [head for token in doc if at <= token.idx < at + len(place) for head in _named_by(token)]
    heads = list({head.i: head for head in heads}.values())
    things = tuple(_stems(" ".join(token.text for token in _phrase(head))) for head in heads)
    if not things and not _POINTS_BACK.match(words):
        things = (_stems(words),)
    return _Mention(sentence.span if heads else _line_at(facts, place), things, _count(heads))


def _named_by(token: Token) -> Iterator[Token]:
    """The nouns that a word such as enclosed is said of, with those joined to them by "and" or "together with"."""
    verb = token
    while verb.dep_ in _BELOW_VERB and verb.head is not verb and verb.head.tag_ not in _NOUNS:
        if any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
            break  # its own clause: "the list is enclosed; page 2 matters most"
        verb = verb.head
    if token.head.tag_ in _NOUNS and token.dep_ in ("amod", "acl", "compound", "appos"):
        found = [token.head]
    elif verb.dep_ == "relcl":
        found = [verb.head]
    else:
        found = [
            child for child in verb.children if child.dep_ in _SAID_OF and child.tag_ in _NOUNS and child is not token
        ]
    for noun in found:
        yield from (noun, *_joined(noun))
    yield from (
        child for child in token.doc if child.dep_ == "pobj" and child.head.lower_ == "with" and _joins(child.head)
    )


def _joined(noun: Token) -> Iterator[Token]:
    """The other nouns of a list; the parser calls some of them conjuncts and some appositions."""
    for child in noun.children:
        if child.dep_ in ("conj", "appos") and child.tag_ in _NOUNS and not _in_brackets(noun, child):
            yield from (child, *_joined(child))


def _in_brackets(noun: Token, child: Token) -> bool:
    """True for what only explains the noun: "the notice (an order to an employer)"."""
    return any(token.text == "(" for token in noun.doc if noun.i < token.i < child.i)


def _joins(with_word: Token) -> bool:
    return with_word.i > 0 and with_word.nbor(-1).lower_ in ("together", "along")


def _phrase(head: Token) -> Iterator[Token]:
    """The noun with its own modifiers, without what is joined to it and without clauses."""
    yield head
    for child in head.children:
        if child.dep_ not in ("conj", "cc", "relcl", "acl", "punct", "appos"):
            yield from _phrase(child)


def _count(heads: list[Token]) -> int | None:
    """How many papers the sentence counts ("four documents"); "two copies of the form" is one."""
    if len(heads) != 1:
        return None
    number = next(
        (child.lower_ for child in heads[0].children if child.dep_ == "nummod" or child.lower_ in _COUNT_WORDS), ""
    )
    if heads[0].lower_ in ("copies", "pages", "sheets"):
        return None
    return _COUNT_WORDS.get(number) or (int(number) if re.fullmatch(r"[2-9]", number) else None)


def _stems(words: str) -> frozenset[str]:
    """The first letters of the words that tell one paper from another (application and applications are one)."""
    found = re.findall(r"[a-z0-9]{3,}", words.lower())
    return frozenset(word.rstrip("s")[:6] for word in found if word not in _BLAND and word.rstrip("s") not in _BLAND)


def _compared(facts: Facts, mentions: list[_Mention], listed: list[tuple[Span, str]]) -> Answer:
    names = [_stems(re.sub(r"\(.*?\)", "", item)) for _, item in listed]
    body = _stems(facts.words(facts.parts.body))
    for (line, item), name in zip(listed, names, strict=True):
        if name and not name & body:
            return failed(f"The list names “{item}”. Say in the letter what it is for, or take it off the list.", line)
    written = frozenset().union(*(_stems(item) for _, item in listed))  # what a paper is may stand in brackets
    for mention in mentions:
        if written and any(thing and not thing & written for thing in mention.things):
            return failed("The list leaves out something that you enclose. Add it there.", mention.span)
    lines = len({line for line, item in listed if item})
    for mention in mentions:
        if mention.count and written and mention.count not in (len(listed), lines) and len(mentions) == 1:
            return failed(
                f"The letter speaks of {mention.count} papers and the list names {lines}. Make the two match.",
                mention.span,
            )
    return passed(*(mention.span for mention in mentions[:2]), listed[0][0])


CHECK = Check(
    id="enclosures",
    part=Part.ACCURATE,
    weight=Weight.MINOR,
    question="Is everything enclosed that the letter says, and listed?",
    source="Rubric ACC-6; sample letters of the plain language guidelines list enclosures",
    how="What the body calls enclosed or attached, by its grammar, against the list at the foot.",
    strength="What you enclose is listed.",
    answer=answer,
    passes=(
        Example(
            letter(
                ours="I will write by June 20, 2025. The budget form is enclosed.", enclosures="Enclosed: Budget form"
            )
        ),
        Example(
            letter(
                ours="I will write by June 20, 2025. We also enclose a map and a sheet of office hours.",
                enclosures="Attachments:\n  Map\n  Office hours",
            )
        ),
    ),
    fails=(
        Example(letter(ours="I will write by June 20, 2025. The budget form [[is enclosed]].")),
        Example(
            letter(
                ours="I will write by June 20, 2025. The budget form is enclosed.",
                enclosures="[[Enclosures: Budget form; Return envelope]]",
            )
        ),
        Example(
            letter(
                ours="I will write by June 20, 2025. [[We enclose a budget form and a map of our street.]]",
                enclosures="Enclosure: Budget form",
            )
        ),
        Example(
            letter(
                ours="I will write by June 20, 2025. [[The three budget forms you asked for are enclosed.]]",
                enclosures="Enclosures: Budget form\n            Form to ask for a review",
            )
        ),
    ),
    leaves_alone=(
        Example(
            letter(
                ours="I will write by June 20, 2025. Fill out the form Budget for a Month. It is in this envelope.",
                enclosures="Enclosed:\n\n- Budget for a Month (form)",
            )
        ),
        Example(
            letter(
                ours="I will write by June 20, 2025. The enclosed worksheet shows each step.",
                enclosures="Enclosed:\n\n- How We Set the Amount (worksheet)",
            )
        ),
        Example(letter(ours="I will write by June 20, 2025. Please attach your last pay stub to the page.")),
        Example(letter(ours="I will write by June 20, 2025. Thank you for the pay stubs you enclosed.")),
        Example(letter(ours="I will write by June 20, 2025. Your wages have not been attached.")),
    ),
    known_misses=(
        Example(
            letter(
                ours="I will write by June 20, 2025. You find the budget form behind this page.",
                enclosures="",
            )
        ),
    ),
)
