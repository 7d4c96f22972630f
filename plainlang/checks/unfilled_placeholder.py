"""No field of a template was left unfilled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import each_stretch, remembered
from plainlang.spans import Span

_MARKS = re.compile(
    r"\{\{[^}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\}|<%[^%\n]{0,200}%>|<<[^>\n]{0,200}>>|&lt;&lt;|\$\{\w[\w.]*\}|"
    r"\{[!#]?[A-Za-z_][\w .]{1,30}\}|"
    r"\{\d\}|"
    r"«[A-Za-z_]\w*(?: \w+){0,3}»|%[A-Z_]{3,}%|@@\w+|\[%[^%\n]{0,200}%\]|\|[A-Z]{2,}(?:_[A-Z]+)+\||"
    r"\$[A-Z]{2,}(?:_[A-Z]+)*\$|"
    r"~[A-Z_]{3,}~|(?<!\w)__?[A-Z]{3,}(?:_[A-Z]+)*_?_(?!\w)|(?<![\w.%])%[sd](?!\w)|"
    # in angle brackets, unless it is a tag of HTML or an address
    r"<(?!/?(?:[biups]|br|hr|em|strong|small|su[bp]|a|div|span|t[rdh]|table|[uo]l|li|h\d|img|!)\b(?!\s+(?:of|"
    r"name)))(?=[^<>\n]*[A-Za-z]{2})[A-Za-z][\w '/#-]{1,40}>"
)
"""Fields in the marks of a template language."""
_LEFT_BY_PROGRAMS = re.compile(
    r"\bMERGEFIELD\b|#(?:NAME|REF|N/A|VALUE|NUM|DIV/0)[?!]?(?!\w)|\bError! (?:Bookmark|Reference)[^.\n]*|"
    r"\b[Ll]orem ipsum\b|"
    r"\b(?:[Cc]lick or tap|[Cc]lick) (?:here )?to (?:enter|add|choose)\b[^.\n]{0,30}|\bChoose an item\b|"
    r"(?<=Dear )(?:null|undefined|None|NULL)\b|\bundefined\b|\bNaN\b|"
    r"\bTB[DCA]\b|\bTKTK?\b|\?{3,}|"
    r"\b(?:INSERT|ENTER|ADD|TYPE|YOUR) [A-Z ]{3,30} HERE\b|\b(?:FIRST ?NAME|LAST ?NAME)(?: (?:FIRST|"
    r"LAST) ?NAME)?\b(?!:)|"
    r"^(?:Street Address|City, ?State,? (?:ZIP|Zip)(?: [Cc]ode)?|Recipient'?s? Name|"
    r"(?:First ?[Nn]ame )?Last ?[Nn]ame|(?:Case)?[Ww]orker'?s? [Nn]ame|Your Name)\s*,?$",
    re.MULTILINE,
)
"""What Word, a spreadsheet, a program or a drafter leaves in the place of a value."""
_SHAPES = re.compile(
    r"\$ ?(?=\.(?!\d)|,|$|\s\.)|\$ ?(?:#[#,]*(?:\.##)?|[Xx][Xx,]*(?:\.[Xx]{2})?)(?!\w)|"
    r"(?<![\w#&])\(?#{2,}\)?(?:[-/. ]{1,2}#{2,})*(?![\w#])|"
    r"\b[Xx]{2,4}[/-][Xx]{2}[/-][Xx]{2,4}\b|\b[Mm]{2}[/-][Dd]{2}[/-][Yy]{2,4}\b|\b[Dd]{2}[/-][Mm]{2}[/-][Yy]{2,4}\b|"
    r"\bYYYY-MM-DD\b|\b0000-00-00\b|\b00/00/0000\b|"
    r"\bMonth (?:Day|DD?|XX),? (?:Year|YYYY)\b|\b20(?:XX|xx|__)(?!\w)|\bX{2,}\b|\bx{3,}\b",
    re.MULTILINE,
)
"""The shape of an amount, a date, a phone number, with signs where the digits go."""
_SQUARE = re.compile(r"(?<![\[\w])\[{1,2}(?=[^\]\n]{0,60}[A-Za-z]{2})([^\[\]\n]{2,60})\]{1,2}(?![(\[:])")
_ROUND = re.compile(
    r"\((?:(?:insert|enter|fill in|type in|choose|select|put in)\b[^()\n]{2,50}|"
    r"(?:(?:case)?worker'?s?|client'?s?|your|recipient'?s?|office|county|hearing|due|today'?s|phone|case|the|court|"
    r"employer'?s?|parent'?s?|child'?s?) ?"
    r"(?:name|date|amount|address|phone|number|hours|no\.|name here)|name|date|amount|phone(?: number)?|address|"
    r"county|tbd)\)",
    re.IGNORECASE,
)
_NO_FIELD = re.compile(
    r"sic|over|seal|signed|signature|stamp|logo|optional|blank|end|copy|draft|e-?mail protected|redacted|"
    r"emphasis\b.*|check (?:one|all)\b.*|"
    r"please (?:check|print|sign|initial)\b.*|print\b.*|cut\b.*|tear\b.*|fold\b.*|page \d+.*|continued\b.*|see\b.*|"
    r"next page|reverse.*|[ivx]+|"
    r"an?|the|his|her|their|is|was|he|she|it|they|we|yes|no|ok",
    re.IGNORECASE,
)
"""What stands in square brackets in a finished letter."""
_FIELD_WORD = re.compile(
    r"\b(?:insert|enter|fill|name|date|amount|address|phone|number|no\.|county|hours|here|title|month|year|worker|"
    r"client|counsel|court|"
    r"tbd|xx+|agency|office|city|state|zip|recipient|employer|judge|unit)\b|_|#",
    re.IGNORECASE,
)
_FEW_WORDS = 5
_GREETING_GAP = re.compile(
    r"^(?:Dear|Hello|Hi)(?: (?:Mr|Ms|Mrs|Mx)\.?(?: ?(?:/|and|or|&) ?(?:Mr|Ms|Mrs)\.?)?)? *[,:]\s*$", re.MULTILINE
)
_VALUE_GAP = re.compile(r"(?<=[a-z] )(?:at|on|by|of|until|is|call|from|dated)  *[,.](?=\s|$)(?!\.)", re.MULTILINE)
"""A space before the comma: the value between was empty ("by , 2025")."""
_LINE = re.compile(r"(?<![^\W_])_{2,}(?![^\W_])")
_SLIP = re.compile(
    r"\[ ?\]|☐|□|\bsign(?:ed|ature)?\b|\bdate:|\bname:|\bcall me at\b|\binitials?\b|cut (?:here|off)|\bI,? _|"
    r"\bI (?:can|will|want|agree|would|am)\b|"
    r"\bmy\b|\bprint(?:ed)?\b|\bother:|\b(?:this|bottom|lower) (?:part|slip|stub|coupon|portion)\b|"
    r"\bamount enclosed\b",
    re.IGNORECASE,
)
_BLANK_IN_SENTENCE = re.compile(r"[a-z,$] ?_{2,}|(?<!_)_{2,},? (?:[a-z]|20)")
_FORM_LABEL = re.compile(r"\s*(?:[(A-Z#$][^\s]*(?: [\w'’./#$()-]+){0,3}:?)?\s*\$?\s*[.,]?\s*")
"""What stands before a line to write on in a form: "Name", "Case number", or nothing."""
_OWN_LINE = re.compile(
    r"^\s*(?:cc|c\.c\.|copy|copies|encl?|enclosures?|re|subject|about|our (?:file|ref\w*)|your (?:file|ref\w*)|"
    r"(?:case|file|docket|court)\b[^_:]{0,12}:?|dear|hello|"
    r"mailed|date mailed)\b",
    re.IGNORECASE,
)
"""Lines that the office fills in, not the reader."""
_NUMBERED = re.compile(
    r"\b(?:chapter|title|part|article|section|table|schedule|appendix|volume|rule|size|form|class|grade|phase|"
    r"exhibit)\s+$",
    re.IGNORECASE,
)
_HINTS = (
    # a bracket or mark of a template language, a line to write on
    re.compile(r"[{<«~|\[_#]|&lt;|@@|%[A-Zds]|\$[A-Z]"),
    # what programs leave; the ends of its lines are left to the search itself
    re.compile(
        r"\b(?:MERGEFIELD|[Ll]orem|Error|[Cc]lick|Choose|null|undefined|None|NULL|NaN|TB[DCA]|TKTK?|INSERT|ENTER|"
        r"ADD|TYPE|YOUR|FIRST ?NAME|LAST ?NAME|Street Address|City, ?State|Recipient'?s? Name|Last ?[Nn]ame|"
        r"(?:Case)?[Ww]orker'?s? [Nn]ame|Your Name)\b|\?{3}"
    ),
    # signs in the place of digits
    re.compile(r"[Xx]{2}|\$(?! ?\d)|[Mm]{2}[/-][Dd]|[Dd]{2}[/-][Mm]|YYYY|00[/-]00|\bMonth [DX]"),
    re.compile(r"\((?:insert|enter|fill in|type in|choose|select|put in)\b", re.IGNORECASE),
    _ROUND,
    re.compile(r"^(?:Dear|Hello|Hi)(?: (?:Mr|Ms|Mrs|Mx)\.?)?(?: ?(?:/|and|or|&).*)? *(?:[,:]|$)", re.MULTILINE),
    _VALUE_GAP,
)
"""A stretch without any of these holds no blank. They say yes too often, and take far less time than all the rest."""
_MASKED = re.compile(r"(?<![\w$*#•])[Xx*#•]{2,}(?:[- ][Xx*#•]{2,})*[- ]?\d{2,5}\b")
"""Digits hidden on purpose: XXX-XX-1234, xxxx 4471."""


def answer(facts: Facts) -> Answer:
    """Fails for a field in the marks of any template, for signs in the place of digits, and for a gap in a sentence.

    Lines for the reader to write on (a slip, a signature), boxes to tick, masked digits and Roman numbers are fine.
    """
    if not any(hint for _, hint in each_stretch(_may_hold_a_blank, facts.text)):
        return passed()
    spans = sorted({*_fields(facts), *_bracketed(facts), *_gaps(facts)})
    if not spans:
        return passed()
    first = facts.words(spans[0]).strip()
    return failed(f"This blank is still empty: {first}. Fill it in, or leave the line out.", *spans)


@remembered
def _may_hold_a_blank(words: str) -> bool:
    return any(hint.search(words) for hint in _HINTS)


def _fields(facts: Facts) -> Iterator[Span]:
    masked = [Span(*found.span()) for found in _MASKED.finditer(facts.text)]
    for mark in (_MARKS, _LEFT_BY_PROGRAMS, _SHAPES):
        for found in mark.finditer(facts.text):
            hidden = any(span.start <= found.start() < span.end for span in masked)
            if not hidden and not _is_meant(facts, found):
                yield Span(*found.span())


def _is_meant(facts: Facts, found: re.Match[str]) -> bool:
    """Chapter XX, a heading of Markdown, a rule of number signs, and the date shape that a form asks for."""
    line = _line_of(facts, found)
    if set(found[0].upper()) == {"X"}:
        return bool(_NUMBERED.search(facts.text[max(0, found.start() - 20) : found.start()])) or line.strip("xX ") == ""
    if set(found[0]) == {"#"}:
        return line.startswith("#") or line.strip("# ") == ""
    if re.fullmatch(r"(?:mm|dd)[/-](?:mm|dd)[/-]y{2,4}", found[0], re.I):
        return bool(_LINE.search(line) or _SLIP.search(line))
    return False


def _bracketed(facts: Facts) -> Iterator[Span]:
    """A few words in square brackets, and "(insert docket no.)"; brackets within a quotation are the editor's."""
    for found in _SQUARE.finditer(facts.text):
        words = found[1].strip()
        if _NO_FIELD.fullmatch(words) or _is_quoted(facts, found.start()) or "@" in words or "://" in words:
            continue
        if (len(words.split()) <= _FEW_WORDS and not words.endswith((".", "!", "?"))) or _opens_as_field(words):
            yield Span(*found.span())
    for found in _ROUND.finditer(facts.text):
        told = found[0][1:7].lower().startswith(("insert", "enter", "tbd", "type i", "fill i"))
        if told or (
            not (_LINE.search(_line_of(facts, found)) or _SLIP.search(_line_of(facts, found)))
            and _in_sentence(facts, found)
        ):
            yield Span(*found.span())


def _is_quoted(facts: Facts, at: int) -> bool:
    before = facts.text[max(0, at - 800) : at].split("\n\n")[-1]
    return before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")


def _opens_as_field(words: str) -> bool:
    return bool(
        re.match(r"(?:insert|enter|fill in|choose|select|add|put|your|the|worker|client)\b", words, re.I)
        and _FIELD_WORD.search(words)
    )


def _in_sentence(facts: Facts, found: re.Match[str]) -> bool:
    """ "Call (name) at (phone)": the bracket follows a verb or a preposition, so it is the value itself."""
    before = facts.text[max(0, found.start() - 20) : found.start()]
    return bool(
        re.search(r"\b(?:call|at|by|on|to|of|is|ask for|for|with|from|dear|until|contact|see|in)\s$", before, re.I)
    )


def _gaps(facts: Facts) -> Iterator[Span]:
    yield from (Span(*found.span()) for found in _GREETING_GAP.finditer(facts.text))
    yield from (Span(*found.span()) for found in _VALUE_GAP.finditer(facts.text))
    yield from (Span(*found.span()) for found in _LINE.finditer(facts.text) if _is_left_open(facts, found))


def _is_left_open(facts: Facts, found: re.Match[str]) -> bool:
    """A line to write on is meant for the reader on a slip or a signature line; elsewhere the office forgot it."""
    line = _line_of(facts, found)
    if not line.strip("_ "):
        return False
    if _OWN_LINE.match(line) and not _SLIP.search(line):
        return True
    if any(span.start <= found.start() < span.end for span in facts.parts.head):
        return True
    if all(_FORM_LABEL.fullmatch(label) for label in _LINE.split(line)):
        return False
    return not _SLIP.search(line) and bool(_BLANK_IN_SENTENCE.search(line))


def _line_of(facts: Facts, found: re.Match[str]) -> str:
    start = facts.text.rfind("\n", 0, found.start()) + 1
    end = facts.text.find("\n", found.end())
    return facts.text[start : end if end >= 0 else len(facts.text)]


CHECK = Check(
    id="unfilled-placeholder",
    part=Part.ACCURATE,
    weight=Weight.GATE,
    question="Is every field filled in?",
    source="Rubric G-1; training text 002: is it accurate?",
    how="Marks of every template language, signs in the place of digits, and gaps that stand inside a sentence.",
    strength="Every field is filled in.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(enclosures="Cut here\n[ ] I can come   [ ] Call me at ______________")),
        Example(letter(consequence="The rule stands in chapter XX of the code.")),
        Example(letter(consequence="We know you by the number XXX-XX-4471 and by your card, xxxx 2210.")),
    ),
    fails=(
        Example(letter(ours="I will write to you by June 20, 2025, at [[<mailing address>]].")),
        Example(letter(greeting="[[Dear Ms. ,]]"), also=("greeting-by-name",)),
        Example(letter(ours="I will write to you by June 20, 2025. The fee is [[$##.##]].")),
        Example(letter(enclosures="cc: Legal Aid, file no. [[________]]")),
        Example(letter(ours="I will write to you by June 20, 2025, about docket [[(insert number)]].")),
        Example(letter(ours="I will write to you by June 20, 2025, and to [[[county attorney]]].")),
    ),
    leaves_alone=(
        Example(letter(enclosures="Signature ______________   Date ____________\nI can pay $ ______ a month.")),
        Example(letter(consequence="The order says [sic] that <b>you</b> can ask. See footnote [1].")),
    ),
)
