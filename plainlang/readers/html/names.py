"""The names of HTML, sorted by what a browser does with them."""

from __future__ import annotations

from plainlang.letter import Kind


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
"""Never hold anything."""
ONCE = _names("html body")
BLOCK = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main marquee menu nav ol optgroup "
    "option p plaintext pre search section summary table tbody td textarea tfoot th thead tr ul xmp"
)
"""Begin and end a line of their own."""
SVG_BLOCK = _names("text foreignobject")
APART = _names("button select tspan svg math")
"""Stand in a line as a thing of their own; what is before and behind them is another word."""
FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
"""May end in the middle of a block they began before."""
WHOLE = _names("datalist select svg math button object template foreignobject")
"""Their end tag ends all that is open in them."""
GONE = _names(
    "audio basefont canvas datalist iframe meter noembed noframes noscript progress rp rt rtc script style template "
    "title video annotation annotation-xml"
)
"""Not shown, or (rt) said once more beside what is shown."""
SVG_GONE = _names(
    "clippath defs desc filter lineargradient marker mask metadata pattern radialgradient symbol script style title"
)
MUTE = _names("select svg math")
"""Show what some elements in them hold, but no text of their own."""
SPEAKING = _names("option optgroup text mi mn mo ms mtext")
KEEPS_SPACE = _names("pre textarea listing xmp plaintext")
BREAKS_OUT = BLOCK - _names("body caption tbody td tfoot th thead tr html") | _names("b br code em i img span strong u")
"""End an SVG drawing or a formula that was left open."""

HEADINGS = _names("h1 h2 h3 h4 h5 h6")
KINDS = {
    **dict.fromkeys(HEADINGS, Kind.HEADING),
    "li": Kind.LIST_ITEM,
    "option": Kind.TABLE_CELL,
    "optgroup": Kind.TABLE_CELL,
    "table": None,
    "caption": None,
}
"""What the blocks in an element are; all others are named by their words and place."""
CELLS = _names("td th")
PARTS_OF_TABLE = _names("caption col colgroup tbody td tfoot th thead tr")
"""Nothing but the edge of a block where no table is open (the rows of a template that another page includes)."""

EDGES = _names("table td th caption template object html marquee button foreignobject")
_TABLE = _names("table template")
IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (_names("li"), EDGES | _names("ol ul menu dir")),
    "dt": (_names("dt dd"), EDGES | _names("dl")),
    "dd": (_names("dt dd"), EDGES | _names("dl")),
    "option": (_names("option"), _names("select datalist")),
    "optgroup": (_names("option optgroup"), _names("select")),
    "td": (_names("td th"), _TABLE | _names("tr")),
    "th": (_names("td th"), _TABLE | _names("tr")),
    "tr": (_names("tr caption colgroup"), _TABLE),
    **dict.fromkeys(_names("tbody thead tfoot"), (_names("tbody thead tfoot caption colgroup tr"), _TABLE)),
    "rt": (_names("rt rp"), _names("ruby")),
    "rp": (_names("rt rp"), _names("ruby")),
    "button": (_names("button"), EDGES - {"button"}),
}
"""What a start tag ends (the outermost of these names), and the elements it does not look beyond."""
ENDS_P = BLOCK - _names("body html legend option optgroup caption tbody td tfoot th thead tr textarea")
"""Start tags that end a paragraph left open."""
END_EDGES = {
    **dict.fromkeys(_names("td th tr tbody thead tfoot caption"), _TABLE),
    "table": _names("template"),
    "li": EDGES | _names("ol ul"),
}
"""What an end tag does not look beyond; EDGES for all others."""
