"""What one pass over a letter finds for all rules: the glossary terms that really are meant as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plainlang.finding import Level
from plainlang.glossary.compiled import Glossary, Pattern, Term
from plainlang.glossary.match import Match, find_matches, inside_kept_phrase
from plainlang.glossary.words import lower_words, split_words
from plainlang.language.definitions import Definition, find_definitions
from plainlang.language.english import is_foreign
from plainlang.language.reading import Reading, is_shouted
from plainlang.language.stretches import stretches
from plainlang.letter import Block, Kind
from plainlang.remembered import remembered_if_short
from plainlang.rules.explained import is_explained
from plainlang.spans import Span, Stretches

_CLASSES = {"noun": ("NN",), "verb": ("VB", "MD"), "adjective": ("JJ", "VBN", "VBG"), "adverb": ("RB",)}
_QUOTED = re.compile(r"[\"“]([^\"“”]{25,}?)[\"”]")
_QUOTED_AT_LENGTH = re.compile(r"“([^“”]{25,1500}?)”")
_LISTED_TITLE = re.compile(r"(?:[A-Z][a-z'’-]+ (?:(?:of|and|for|to|the|or|in|on|by|with|under) )*)+[A-Z][a-z'’-]+\b")
_FORM_IN_BRACKETS = re.compile(r"\((?:[Ff]orm )?[A-Z]{0,6}[ -]?[A-Z]{0,3}[ -]?\d[\w.-]{0,12}\)")
_TITLE_BEFORE = re.compile(
    r"(?:[A-Z][\w'’-]*,? (?:\([A-Z][^()]*\) )?(?:(?:of|and|for|to|the|a|or|in|on|by|with|under) )*)+$"
)
_LONGEST_TITLE = 200
_TITLES = frozenset("mr mrs ms mx miss dr judge officer".split())
_STREETS = frozenset(
    "Street St Avenue Ave Road Rd Drive Dr Lane Ln Way Boulevard Blvd Park Place Terrace Circle".split()
)
_DETERMINERS = frozenset(
    "the a an your his her their our this that these those any all each both it them us me".split()
)


@dataclass(frozen=True, slots=True)
class TermFound:
    """A glossary term that stands in the letter and is not to be left alone."""

    match: Match
    pattern: Pattern

    @property
    def term(self) -> Term:
        """The term that is meant."""
        return self.pattern.term


class Found:
    """A reading, the glossary, and what was found; shared by all rules so that it is looked for once."""

    def __init__(self, reading: Reading, glossary: Glossary) -> None:
        self.reading = reading
        self.glossary = glossary
        self._foreign: dict[Block, bool] = {}
        self._defined: dict[str, int | None] = {}
        self._around: dict[int, tuple[frozenset[str], str]] = {}

    @cached_property
    def matches(self) -> list[Match]:
        """Every longest match, meant as a term or not; none runs over the edge of a block."""
        found: list[Match] = []
        for block, first, last in self.reading.rows:
            start, end = block.span
            if self.reading.is_masked(block.span):
                inside = find_matches(self.reading.words[first:last], self.glossary)
                found += [_moved(match, 0, first) for match in inside]
                continue
            word = first
            for at, part in stretches(self.reading.plain[start:end]):
                count, matches = _matches_in(part, self.glossary)
                found += [_moved(match, start + at, word) for match in matches]
                word += count
        return found

    @cached_property
    def terms(self) -> list[TermFound]:
        """The matches that are meant as terms, in order.

        An explained term is left alone there; one that a reader could not know (must) from there on.
        """
        self.parse_ahead()
        explained: set[str] = set()
        found = []
        for match in self.matches:
            pattern = self._meant(match)
            if pattern is None:
                continue
            if self.is_explained(match.span):
                if pattern.term.level is Level.MUST:
                    explained.add(pattern.term.name)
            elif pattern.term.name not in explained:
                found.append(TermFound(match, pattern))
        return found

    def parse_ahead(self) -> None:
        """Parses the sentences that hold a match, all together, before their grammar is asked for one by one."""
        reading = self.reading
        asked = dict.fromkeys(reading.sentence_at(match.span.start) for match in self.matches if _may_ask(match))
        reading.parse_ahead(s for s in asked if not reading.in_frame(s.span.start))

    def of_kind(self, kind: str) -> list[TermFound]:
        """The terms of one glossary kind."""
        return [term for term in self.terms if term.term.kind == kind]

    @cached_property
    def definitions(self) -> list[Definition]:
        """Where the letter says what an acronym stands for."""
        return find_definitions(self.reading.plain)

    @cached_property
    def short_spans(self) -> frozenset[Span]:
        """Where the short forms stand that the letter explains right there."""
        return frozenset(definition.short_span for definition in self.definitions)

    @cached_property
    def printed(self) -> frozenset[str]:
        """Every word of the letter as it is printed."""
        return frozenset(word.text for word in self.reading.words)

    def defined_from(self, short: str) -> int | None:
        """The offset from which the letter has said what a short form stands for.

        None when it never says so, or uses the short form before it does.
        """
        if short not in self._defined:
            self._defined[short] = self._first_definition(short)
        return self._defined[short]

    def _first_definition(self, short: str) -> int | None:
        uses = re.finditer(rf"(?<![\w-]){re.escape(short)}s?(?![\w-])", self.reading.plain)
        first = next((Span(*use.span()) for use in uses), None)
        places = [
            min(definition.short_span, definition.long_span).start
            for definition in self.definitions
            if definition.short.removesuffix("s") in (short, short.removesuffix("s"))
        ]
        if first is not None and self.is_explained(first):
            places.append(first.start)
        if not places or (first is not None and first.start < min(places)):
            return None
        return min(places)

    def _meant(self, match: Match) -> Pattern | None:
        if self.reading.in_frame(match.span.start) or self.is_left_alone(match.span):
            return None
        if any(inside_kept_phrase(self.reading.words, match, pattern.term) for pattern in match.patterns):
            return None
        if self._is_part_of_a_name(match):
            return None
        patterns = [pattern for pattern in match.patterns if self._guards_allow(match, pattern.term)]
        if not any(pattern.check for pattern in patterns) and len(patterns) < 2:
            return patterns[0] if patterns else None
        return self._by_grammar(match, patterns)

    def _is_part_of_a_name(self, match: Match) -> bool:
        """ "Mr. Levy", "12 Levy Court": a capitalised word behind a title, or before a street."""
        words = self.reading.words
        if match.first != match.last or not words[match.first].text.istitle():
            return False
        before = [word.lower for word in words[max(0, match.first - 2) : match.first] if word.text != "."]
        follower = words[match.last + 1].text if match.last + 1 < len(words) else ""
        numbered = bool(before) and before[-1].isdigit() and follower.istitle()
        return bool(before and before[-1] in _TITLES) or numbered or follower in _STREETS

    def _guards_allow(self, match: Match, term: Term) -> bool:
        if not (term.near or term.not_near or term.about):
            return True
        if term.about and not term.about & self._all_words:
            return False
        words, text = self._sentence_of(match)

        def stands(wanted: str) -> bool:
            return wanted in text if " " in wanted else wanted in words

        return (not term.near or any(map(stands, term.near))) and not any(map(stands, term.not_near))

    def _sentence_of(self, match: Match) -> tuple[frozenset[str], str]:
        """The words and the text, in lower case, of the sentence around a match."""
        span = self.reading.sentence_at(match.span.start).span
        if span.start not in self._around:
            text = self.reading.plain[span.start : span.end].lower()
            self._around[span.start] = _word_set(text), text
        return self._around[span.start]

    @cached_property
    def _all_words(self) -> frozenset[str]:
        return frozenset(word.lower for word in self.reading.words)

    def _by_grammar(self, match: Match, patterns: list[Pattern]) -> Pattern | None:
        """The pattern whose part of speech the tagger sees; outside sentences a noun is taken for granted."""
        tag = self._tag(match)
        for pattern in patterns:
            if not pattern.check or tag.startswith(_CLASSES.get(pattern.term.pos, ("",))):
                return pattern
        return None

    def _tag(self, match: Match) -> str:
        word = self.reading.words[match.first]
        token = self.reading.token_at(word.start)
        tag = token.tag_ if token is not None else "NN"
        if tag.startswith("NN") and (self._opens_order(match) or self._is_gerund(match)):
            return "VB"
        if not self.reading.is_prose(word.start) and not tag.startswith(("NN", "VB", "JJ")):
            return "NN"
        return tag

    def _opens_order(self, match: Match) -> bool:
        """ "File the papers": a bare word that opens a sentence and takes an object is a verb, whatever its tag."""
        words = self.reading.words
        sentence = self.reading.sentence_at(match.span.start).span
        lead = self.reading.plain[sentence.start : words[match.first].start]
        follower = words[match.last + 1].lower if match.last + 1 < len(words) else ""
        return not re.search(r"[A-Za-z]{2}", lead) and follower in _DETERMINERS

    def _is_gerund(self, match: Match) -> bool:
        """ "Modifying Your Order": an -ing form that no determiner stands before and no "of" follows."""
        words = self.reading.words
        follower = words[match.last + 1].lower if match.last + 1 < len(words) else ""
        before = words[match.first - 1].lower if match.first else ""
        only_verb = all(pattern.tags == ("VBG",) for pattern in match.patterns)
        return only_verb and follower not in ("of", ".", ",") and before not in _DETERMINERS

    def is_left_alone(self, span: Span) -> bool:
        """True inside quoted sentences, form titles, and lines or blocks in another language."""
        return (
            self._kept.cover(span)
            or self._is_foreign(self.reading.block_at(span.start))
            or is_foreign(self._line_around(span))
        )

    def _line_around(self, span: Span) -> str:
        """The line a span stands in, without the words of the span: a term is often the only English word there."""
        text, block = self.reading.letter.text, self.reading.block_at(span.start).span
        start = max(block.start, text.rfind("\n", 0, span.start) + 1)
        end = text.find("\n", span.end)
        end = block.end if end < 0 else min(block.end, end)
        return f"{self.reading.plain[start : span.start]} {self.reading.plain[span.end : end]}"

    def quote_around(self, span: Span) -> Span | None:
        """The quoted sentence that holds the span, without its marks."""
        return next((quote for quote in self._quotes if quote.covers(span)), None)

    @cached_property
    def _kept(self) -> Stretches:
        return Stretches([*self._quotes, *self._form_titles])

    @cached_property
    def _form_titles(self) -> list[Span]:
        """Titles of forms the glossary knows, those in a list of enclosures, and those before a number in brackets.

        The reader has to find these very words at the top of a page.
        """
        text = self.reading.plain
        titles = [term.title for term in self.glossary.terms if term.title and term.title in text]
        spans = [Span(*match.span()) for title in titles for match in re.finditer(re.escape(title), text)]
        for line in self._enclosures():
            spans += [Span(*title.span()) for title in _LISTED_TITLE.finditer(text, *line.span)]
        for bracket in _FORM_IN_BRACKETS.finditer(text):
            block = self.reading.block_at(bracket.start()).span
            start = max(block.start, bracket.start() - _LONGEST_TITLE)
            before = _TITLE_BEFORE.search(text[start : bracket.start()])
            if before:
                spans.append(Span(start + before.start(), bracket.end()))
        return spans

    def _enclosures(self) -> Iterator[Block]:
        """The lines that list what comes with the letter."""
        listing = False
        for block in self.reading.letter.blocks:
            listing = block.kind is Kind.ENCLOSURES or (listing and block.kind is Kind.LIST_ITEM)
            if listing:
                yield block

    @cached_property
    def _quotes(self) -> list[Span]:
        """Quoted sentences. A straight mark may mean inches or stand alone, so it pairs only inside its block."""
        text = self.reading.plain
        found = [*_QUOTED_AT_LENGTH.finditer(text)]
        for block in self.reading.letter.blocks:
            found += _QUOTED.finditer(text, block.span.start, block.span.end)
        return [Span(*quote.span(1)) for quote in found if len(quote[1].split()) >= 5]

    def _is_foreign(self, block: Block) -> bool:
        if block not in self._foreign:
            self._foreign[block] = self.reading.holds_sentences(block) and is_foreign(
                self.reading.plain[block.span.start : block.span.end]
            )
        return self._foreign[block]

    def in_shouting(self, span: Span) -> bool:
        """True in a line or sentence of capitals, where every word looks like an acronym."""
        reading = self.reading
        sentence = reading.sentence_at(span.start).span
        line = reading.letter.text
        start = max(sentence.start, line.rfind("\n", 0, span.start) + 1)
        end = line.find("\n", span.end)
        return is_shouted(reading.plain[start : min(sentence.end, end if end >= 0 else len(line))])

    def is_explained(self, span: Span) -> bool:
        """True where plain words stand beside the span, or in the sentence that it opens, and say what it means."""
        return is_explained(self.reading.plain, span, sentence=self.reading.sentence_at(span.start).span.start)


@remembered_if_short
def _word_set(text: str) -> frozenset[str]:
    return frozenset(lower_words(text))


@remembered_if_short
def _matches_in(part: str, glossary: Glossary) -> tuple[int, list[Match]]:
    """How many words a part of a paragraph has, and the matches in it. Nobody changes the list."""
    words = split_words(part)
    return len(words), find_matches(words, glossary)


def _may_ask(match: Match) -> bool:
    """True where the grammar tells whether a term is meant, or what may stand in its place."""
    return any(pattern.check or pattern.term.paste for pattern in match.patterns)


def _moved(match: Match, at: int, first: int) -> Match:
    """The match of a part, in its letter: `at` code points and `first` words further on."""
    span = Span(match.span.start + at, match.span.end + at)
    return Match(span, match.first + first, match.last + first, match.patterns, match.possessive)
