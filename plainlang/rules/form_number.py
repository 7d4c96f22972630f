"""Forms named by their number: a reader knows a form by the title printed at its top."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from plainlang.finding import Finding, Level
from plainlang.glossary.compiled import Glossary, Term
from plainlang.language.lexicon import is_everyday, is_word
from plainlang.rules import capitals
from plainlang.rules.found import Found
from plainlang.rules.rule import Flag, Rule
from plainlang.spans import Span, Stretches

_CODE = r"[A-Z]{0,6}(?:[ -]?[A-Z]{1,3})?[ -]?\d[\w./-]*\w|[A-Z]{1,6}-[A-Z0-9]{1,6}|\d"
_FORM = re.compile(
    rf"\b(?:(?:[A-Z]{{2,5}} )?(?:[Ff]orms?|FORMS?)\s+(?:#\s?|[Nn]o\.? ?|[Nn]umber )?|VAF\s?)(?P<code>{_CODE})(?![\w-])"
)
_STAMPED = re.compile(r"\bOMB (?:(?:[Cc]ontrol )?(?:[Nn]umber|[Nn]o\.?|#) ?)?(?P<code>\d{4}-\d{4})(?![\w-])")
"""The number of leave that a federal form carries; letters name the form by it."""
_BARE = re.compile(r"(?<![\w#-])(?P<code>[A-Z]{2,6}[- ]\d{1,5}[A-Z]?(?:\.\d+)?|[A-Z]\d{3,6}[A-Z]?)(?![\w-])")
_HANDLED = re.compile(
    r"\b(?:complet\w+|fill\w*(?: (?:out|in))?|sign\w*|return\w*|submit\w*|fil(?:e|ed|ing)|use|using|attach\w*|annexed|"
    r"enclos\w+|blank|copy of|copies of|called|on)\s+(?:and \w+\s+)?(?:the|a|an|your|this|our)?\s*"
    r"(?:attached|enclosed|annexed|blank|completed|signed)?\s*$",
    re.IGNORECASE,
)
_TO_FILE = re.compile(
    r"\b(?:to|must|may|can|should|[Pp]lease|and|or|will|not|you|also) file\s+$|(?:^|[.!?:]\s+)File\s+$"
)
"""Here "file" is what somebody does, not the file that the number belongs to."""
_NUMBERED = re.compile(
    r"(?:\b(?:case|account|acct|claim|file|docket|policy|number|no|id|ref)\b\.?:?|#)\s*$", re.IGNORECASE
)
_EVERYDAY = re.compile(r"(?:IRS )?(?:[Ff]orms? )?(?:W-?[24]|1099(?:-[A-Z]+)?|1040(?:-[A-Z]+)?|I-9|1095-[A-C]|W-9)s?$")
_TITLE_BEHIND = re.compile(
    r"(?:,\s+|\s+\(|:\s+|\s+[–—-]\s+)((?:[A-Z][\w'’/-]+)(?:[ /](?:[A-Z][\w'’/-]*|of|for|and|the|to|in|or|on)){1,9})\)?"
)
_IN_BRACKETS = re.compile(r"(?:[A-Z][\w'’-]+|\))\s+\((?:[^()]*\s)?$")
_LINE = 200
_ENCLOSURE = re.compile(r"enclos|encl", re.IGNORECASE)
_ASK = "A form number tells a reader nothing. Call the form by the title printed at its top."


def find(found: Found) -> Iterator[Finding]:
    """Every form that is named by number alone, or with the number before its title."""
    seen = Stretches()
    text = found.reading.plain
    known = _known_forms(found.glossary)
    patterns = (_FORM, _STAMPED)
    called = [match for pattern in patterns for match in pattern.finditer(text)]
    for match in [*called, *_known_codes(text, known), *_BARE.finditer(text)]:
        span = Span(*match.span())
        if seen.overlap(span) or _passes(found, match, span, known):
            continue
        seen.add(span)
        yield _finding(found, match, span, known)


@lru_cache(maxsize=4)
def _known_forms(glossary: Glossary) -> dict[str, Term]:
    """The forms of the glossary by their number. Nobody changes the table."""
    return {term.name.replace(" ", "-").upper(): term for term in glossary.terms if term.kind == "form-number"}


def _known_codes(text: str, known: dict[str, Term]) -> Iterator[re.Match[str]]:
    if known:
        names = [re.escape(term.name.replace(" ", "-")).replace("\\-", "[- ]") for term in known.values()]
        codes = "|".join(sorted(names, key=len, reverse=True))
        yield from re.finditer(rf"(?<![\w-])(?P<code>{codes})(?![\w-])", text)


def _passes(found: Found, match: re.Match[str], span: Span, known: dict[str, Term]) -> bool:
    text, block = found.reading.plain, found.reading.block_at(span.start)
    before = text[max(block.span.start, span.start - 60) : span.start]
    if found.reading.in_frame(span.start) or found.is_left_alone(span) or _EVERYDAY.match(match[0]):
        return True
    if _IN_BRACKETS.search(before) or _follows_title(match, before, known) or _is_own_number(found, span):
        return True
    if found.reading.is_masked(span):
        return True
    is_numbered = bool(_NUMBERED.search(before)) and not _TO_FILE.search(before)
    if _is_form_word(match) or _key(match["code"]) in known:
        return is_numbered
    is_code = capitals.labels_a_number("", text[span.end : span.end + 12]) or is_numbered
    return bool(is_code) or not _HANDLED.search(before) or _is_no_form(match["code"])


def _is_no_form(code: str) -> bool:
    """True for a date, a room, a relay line: words in capitals with a number (JULY 4, TTY 711)."""
    letters = re.split(r"[\s-]", code)[0]
    return letters in capitals.FURNITURE or (len(letters) > 3 and is_word(letters)) or is_everyday(letters)


def _follows_title(match: re.Match[str], before: str, known: dict[str, Term]) -> bool:
    term = known.get(_key(match["code"])) or known.get(_key(match[0]))
    title = (term.title or "") if term else ""
    return bool(title) and before.rstrip().removesuffix("(").rstrip().lower().endswith(title.lower()[-50:])


def _is_form_word(match: re.Match[str]) -> bool:
    return match[0] != match["code"]


def _is_own_number(found: Found, span: Span) -> bool:
    """True for the number at the foot of the form itself: alone on its line, with a date at most."""
    text = found.reading.letter.text
    start = text.rfind("\n", max(0, span.start - _LINE), span.start) + 1 or max(0, span.start - _LINE)
    end = text.find("\n", span.end, span.end + _LINE)
    line = text[start : end if end >= 0 else span.end + _LINE]
    above = text[max(0, start - _LINE) : start].rstrip().rsplit("\n", 1)[-1]
    if _ENCLOSURE.search(above) or _ENCLOSURE.search(line):
        return False
    rest = re.sub(r"[\W\d]|rev|form|page|of", "", line.replace(text[span.start : span.end], ""), flags=re.IGNORECASE)
    return not rest or bool(re.match(r" \(\d{1,2}/", text[span.end : span.end + 5]))


def _key(code: str) -> str:
    return code.replace(" ", "-").upper()


def _finding(found: Found, match: re.Match[str], span: Span, known: dict[str, Term]) -> Finding:
    text = found.reading.plain
    term = known.get(_key(match["code"])) or known.get(_key(match[0]))
    behind = _TITLE_BEHIND.match(text, span.end)
    title = term.title if term else None
    level = Level.MUST
    if title is None and behind is not None:
        title, span, level = behind[1], Span(span.start, behind.end()), Level.SHOULD
    suggestions = _suggestions(text, span, title, match[0]) if title else ()
    message = f"{_ASK} This one is “{title}”." if title else _ASK
    return Finding(
        rule="form-number",
        level=level,
        span=span,
        message=message,
        suggestions=suggestions,
        term=term.name if term else None,
    )


def _suggestions(text: str, span: Span, title: str, number: str) -> tuple[str, ...]:
    """The title, and the title with the number in brackets, with "the" where none stands before."""
    before = text[max(0, span.start - 24) : span.start]
    has_article = re.search(
        r"\b(?:the|a|an|your|this|our|its)\s+(?:(?:enclosed|attached|completed|signed|annexed|blank|new)\s+)?$",
        before,
        re.IGNORECASE,
    )
    opens = not before.strip() or bool(re.search(r"[.:!?]\s+$|\n\s*$", before))
    article = "" if has_article or (opens and "\n" in before[-2:]) else ("The " if opens else "the ")
    return (f"{article}{title}", f"{article}{title} ({number})")


RULE = Rule(
    id="form-number",
    title="Call a form by its title",
    level=Level.MUST,
    why="A parent cannot know what a number stands for, but can find the title at the top of the page.",
    source="Connecticut child support training, Module 2: call a form by the title printed at its top",
    find=find,
    flags=(
        Flag(
            "Fill out [[Form FL-150]] and mail it back.",
            (("the Income and Expense Declaration", "the Income and Expense Declaration (Form FL-150)"),),
        ),
        Flag("Please sign the [[QX-204]] and mail it back.", ((),)),
        Flag("You can file [[form QX-61]] with us, or the page with [[OMB 0970-0154]] on it.", ((), ())),
        Flag(
            "Use [[Form QX-7, Change of Address]], and mail it back.",
            (("the Change of Address", "the Change of Address (Form QX-7)"),),
            Level.SHOULD,
        ),
    ),
    passes=(
        "Fill out the Income and Expense Declaration (FL-150) and mail it back.",
        "Please put case QX-204 on your check. It is in file QX-204.",
        "Bring your W-2 from last year.",
    ),
)
