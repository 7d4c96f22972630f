"""What one pass over a letter finds for all rules: the glossary terms that really are meant as such."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from plainlang.finding import Level
from plainlang.glossary.compiled import Glossary, Pattern, Term
from plainlang.glossary.match import Match, find_matches, inside_kept_phrase
from plainlang.language.definitions import Definition, find_definitions
from plainlang.language.lexicon import is_word
from plainlang.language.reading import Reading
from plainlang.letter import Block
from plainlang.spans import Span

_CLASSES = {"noun": ("NN",), "verb": ("VB", "MD"), "adjective": ("JJ", "VBN", "VBG"), "adverb": ("RB",)}
_QUOTED = re.compile(r"[\"“]([^\"“”]{25,}?)[\"”]")
_EXPLAINED = re.compile(
    r"[\"”'’]?(?:\s+\((?!see\b|if\b|case\b|no\.? ?\d|form\b|page\b|attached|enclosed|check (?:one|here|the|if)|please)"
    r"(?:[a-z\"“][^()]*\s[^()]*|\d+(?: [a-z]+){2,})\)"
    r"|,? (?:(?:which|that) (?:means|is)|meaning|that is,|or,? in plain words)\b| means\b)"
)
_CALLED = re.compile(r"(?:\b(?:is|are|was|were|be|also|often|sometimes) called|\bknown as)\s+(?:an? |the )?[\"“'‘]?$")
_IN_BRACKETS = re.compile(r"[a-z]{3,} [a-z-]{2,} \((?:also called |called )?[\"“'‘]?$", re.IGNORECASE)
_TITLED_FORM = re.compile(
    r"(?:[A-Z][\w'’-]*,? (?:\([A-Z][^()]*\) )?(?:(?:of|and|for|to|the|a|or|in|on|by|with|under) )*)+"
    r"\((?:[Ff]orm )?[A-Z]*[ -]?[A-Z]*[ -]?\d[\w.-]*\)"
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

    @cached_property
    def matches(self) -> list[Match]:
        """Every longest match, meant as a term or not."""
        return find_matches(self.reading.words, self.glossary)

    @cached_property
    def terms(self) -> list[TermFound]:
        """The matches that are meant as terms, in order.

        An explained term is left alone there; one that a reader could not know (must) from there on.
        """
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

    def of_kind(self, kind: str) -> list[TermFound]:
        """The terms of one glossary kind."""
        return [term for term in self.terms if term.term.kind == kind]

    @cached_property
    def definitions(self) -> list[Definition]:
        """Where the letter says what an acronym stands for."""
        return find_definitions(self.reading.plain)

    def _meant(self, match: Match) -> Pattern | None:
        if self.reading.in_frame(match.span.start) or self.is_left_alone(match.span):
            return None
        if any(inside_kept_phrase(self.reading.words, match, pattern.term) for pattern in match.patterns):
            return None
        patterns = [pattern for pattern in match.patterns if self._guards_allow(match, pattern.term)]
        if not any(pattern.check for pattern in patterns) and len(patterns) < 2:
            return patterns[0] if patterns else None
        return self._by_grammar(match, patterns)

    def _guards_allow(self, match: Match, term: Term) -> bool:
        if not (term.near or term.not_near or term.about):
            return True
        if term.about and not term.about & self._all_words:
            return False
        span = self.reading.sentence_at(match.span.start).span
        words = {word.lower for word in self.reading.words if span.start <= word.start < span.end}
        text = self.reading.plain[span.start : span.end].lower()

        def stands(wanted: str) -> bool:
            return wanted in text if " " in wanted else wanted in words

        return (not term.near or any(map(stands, term.near))) and not any(map(stands, term.not_near))

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
        """True inside quoted sentences, form titles, and blocks in another language."""
        kept = (*self._quotes, *self._form_titles)
        return any(other.covers(span) for other in kept) or self._is_foreign(self.reading.block_at(span.start))

    @cached_property
    def _form_titles(self) -> list[Span]:
        """Titles of forms the glossary knows, and titles in front of a form number in brackets.

        The reader has to find these very words at the top of a page.
        """
        text = self.reading.plain
        titles = [term.title for term in self.glossary.terms if term.title and term.title in text]
        found = [match for title in titles for match in re.finditer(re.escape(title), text)]
        return [Span(*match.span()) for match in (*found, *_TITLED_FORM.finditer(text))]

    @cached_property
    def _quotes(self) -> list[Span]:
        found = _QUOTED.finditer(self.reading.plain)
        return [Span(*quote.span(1)) for quote in found if len(quote[1].split()) >= 5]

    @cached_property
    def _foreign(self) -> dict[Block, bool]:
        return {}

    def _is_foreign(self, block: Block) -> bool:
        if block not in self._foreign:
            self._foreign[block] = self.reading.holds_sentences(block) and is_foreign(
                self.reading.plain[block.span.start : block.span.end]
            )
        return self._foreign[block]

    def is_explained(self, span: Span) -> bool:
        """True where plain words stand right behind the span in brackets, or say that this is what it is called."""
        text = self.reading.plain
        if _EXPLAINED.match(text, span.end) or _CALLED.search(text, max(0, span.start - 30), span.start):
            return True
        before = text[max(0, span.start - 60) : span.start]
        return text[span.end : span.end + 2].strip("\"”'’")[:1] == ")" and bool(_IN_BRACKETS.search(before))


def is_foreign(text: str) -> bool:
    """True for a line of which less than half of the longer words are in the English dictionary."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", text) if not word.isupper() or text.isupper()]
    return len(words) >= 3 and sum(map(is_word, words)) < 0.5 * len(words)
