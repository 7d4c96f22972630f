"""Passive verbs: named cheaply by their words, then found in the grammar of the sentence.

What counts is what the English treebanks count: a participle behind a form of `be` or `get` that says what is done
to the subject. A participle that only says how something is (`tired`, `related`) is an adjective.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plainlang.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plainlang.language.syntax import Syntax, Token

_BE = "am is are was were be been being 's ’s 're ’re 'm ’m"
_GET = "get gets got getting gotten"
BE = frozenset(_BE.split())
GET = frozenset(_GET.split())
_IRREGULAR = (
    "awoken beat beaten been begun bent bet bitten blown born borne bought bound bred broadcast broken brought "
    "built burnt burst cast caught chosen cut dealt done drawn driven drunk dug dwelt eaten fed felt flown flung "
    "forbidden forecast foreseen forgiven forgotten fought found frozen given ground grown heard held hidden hit "
    "hung hurt kept knit known laid lain leant learnt led left lent let lit lost made meant met mislaid misled "
    "mistaken mown outdone overcome overdone overpaid overseen overtaken overthrown paid prepaid proven put quit "
    "read rebuilt redone remade rent repaid resent reset retold rewritten rid ridden risen run said sat sawn seen "
    "sent set sewn shaken shed shod shot shown shrunk shut slain slit sold sought sown spent spilt split spoilt "
    "spoken spread sprung spun stolen stood stricken struck stuck stung sung sunk swept swollen sworn swum taken "
    "taught thought thrown thrust told torn trod trodden undergone underpaid understood undertaken undone unpaid "
    "upheld upset withdrawn withheld woken won worn wound woven written wrung"
)
_PARTICIPLE = rf"(?:[a-z-]*[a-z]ed|(?:[a-z]+-)?(?:{'|'.join(_IRREGULAR.split())}))"
_HELPER = r"(?:\b(?:am|is|are|was|were|be|been|being|get|gets|got|getting|gotten)(?:n[’']t)?|[’'](?:s|re|m))\b"
_SHAPE = re.compile(_PARTICIPLE)
_NEAR = 12
"""Words that may stand between the helper and the participle: a question has its subject there."""
_CANDIDATE = re.compile(
    rf"{_HELPER}(?:\W+\w[\w’'-]*){{0,{_NEAR}}}?\W+{_PARTICIPLE}\b|\b{_PARTICIPLE}\W[^.;]*?{_HELPER}"
)

_STATES = frozenset(
    "accomplished addicted annoyed ashamed astonished become been bored bound complicated concerned confused "
    "dehydrated delighted depressed detailed disabled divorced embarrassed excited expired fascinated frustrated gone "
    "got gotten had headed heartbroken impressed inclined interested jaded married outdated overpriced pleased "
    "pregnant related relaxed relieved rid scared shocked spirited stuck terrified thrilled tired worried".split()
)
"""Participles that say how something is. Nobody did it."""
_GROWN = frozenset("done involved lost used wasted".split())
"""What a person gets by himself."""
_DEEDS = frozenset(
    "accustomed affected appreciated attached bent committed devoted enclosed exaggerated focused frozen limited "
    "required trained".split()
)
"""Participles the tagger likes to call adjectives, though somebody did it."""
_NEGATED = re.compile(r"un(?!cover|der|do|fold|furl|hook|leash|load|lock|pack|plug|rave|seat|it|tie|veil|wind|wrap)")
"""`unpaid`, `unchanged`: no verb has this form."""


@dataclass(frozen=True, slots=True)
class Passive:
    """A verb in the passive: its participle, the helpers before it, and who acts, all of one parsed sentence."""

    verb: Token
    helpers: tuple[Token, ...]
    agent: Token | None


@remembered
def may_hold_passive(sentence: str) -> bool:
    """True where the words alone allow a passive; most sentences are ruled out without their grammar."""
    return bool(_CANDIDATE.search(sentence.lower()))


def passives(doc: Syntax) -> Iterator[Passive]:
    """Every passive verb of a parsed sentence, in order."""
    for token in doc:
        helpers = _helpers(token)
        if helpers and _is_done_to(token, helpers):
            yield Passive(token, helpers, _agent(token))


def _helpers(token: Token) -> tuple[Token, ...]:
    """The helpers of a participle, the form of `be` or `get` last; none when it has no such form."""
    own = tuple(child for child in token.children if child.dep_ in ("aux", "auxpass"))
    if any(child.lower_ in BE | GET and (child.dep_ == "auxpass" or token.tag_ == "VBN") for child in own):
        return own
    verb = token.head.head if _is_asked(token) else token.head
    if verb.lower_ not in BE or not (_is_asked(token) or _completes(token) or _opens(token)):
        return ()
    return (*(child for child in verb.children if child.dep_ in ("aux", "auxpass")), verb)


def _completes(token: Token) -> bool:
    """ "is well trained": the parser sees a form of `be` with a description."""
    return token.dep_ == "acomp" and _is_verb(token)


def _is_verb(token: Token) -> bool:
    """True where the tagger sees a participle, or where it is one all the same."""
    return token.tag_ == "VBN" or token.lower_ in _DEEDS or _agent(token) is not None


def _opens(token: Token) -> bool:
    """ "Attached is a form": the participle stands where the subject would."""
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
    return token.dep_ in ("nsubj", "csubj") and token.tag_ == "VBN" and not has_subject


def _is_asked(token: Token) -> bool:
    """ "Is a hearing needed?": the parser hangs the participle on the subject."""
    subject, verb = token.head, token.head.head
    return (
        token.dep_ == "acl"
        and token.tag_ == "VBN"
        and subject.dep_ in ("nsubj", "attr")
        and verb.i < subject.i < token.i
        and token.doc[-1].text == "?"
        and token.lower_ != "involved"
        and not any(child.dep_ in ("expl", "acomp", "prep") for child in verb.children)
    )


def _is_done_to(token: Token, helpers: tuple[Token, ...]) -> bool:
    word = _word(token)
    if not _SHAPE.fullmatch(word) or _NEGATED.match(word) or _describes(token):
        return False
    if (word in _STATES and _agent(token) is None) or not (token.tag_ == "VBD" or _is_verb(token)):
        return False
    if helpers[-1].lower_ in ("'s", "’s") and _is_perfect(token):
        return False
    if word in ("done", "finished") and _is_through(token):
        return False
    if word == "set" and _is_ready(token):
        return False
    return not (word in _GROWN and helpers[-1].lower_ in GET)


def _describes(token: Token) -> bool:
    """ "There are established outlets", "given the law": no verb of the sentence."""
    before_noun = token.dep_ == "amod" and token.head.i > token.i and token.head.tag_.startswith("NN")
    return before_noun or token.dep_ == "prep"


def _word(token: Token) -> str:
    """The word the token stands in: `re` of `re-elected` is only its head."""
    end = token
    while not end.whitespace_ and end.i + 2 < len(token.doc) and token.doc[end.i + 1].text == "-":
        end = token.doc[end.i + 2]
    return "".join(part.lower_ for part in token.doc[token.i : end.i + 1])


def _is_perfect(token: Token) -> bool:
    """ "she's paid it": `has`, not `is`, since an object follows."""
    return any(child.dep_ in ("dobj", "attr", "acomp") for child in token.children)


def _is_through(token: Token) -> bool:
    """ "I am done", "we are finished with it": through with something, and nobody did it."""
    subjects = [child.lower_ for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
    persons = {"i", "we", "you", "he", "she", "they"}
    return bool(persons & set(subjects)) or any(child.lower_ == "with" for child in token.children)


def _is_ready(token: Token) -> bool:
    """ "We are all set", "set to clash": ready, and nobody set it."""
    return any(child.lower_ == "all" or child.dep_ == "xcomp" for child in token.children)


def _agent(token: Token) -> Token | None:
    """The one who acts: the noun behind `by`."""
    by = next((child for child in token.children if child.dep_ == "agent"), None)
    return next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None
