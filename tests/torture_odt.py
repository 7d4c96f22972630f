"""Every place of an OpenDocument text that can hold a sentence, and every place that is not shown."""

from __future__ import annotations

import io
import zipfile

from tests.torture import HIDDEN, JARGON, Torture

MIMETYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    **{name: f"{_OASIS}{name}:1.0" for name in ("office", "text", "table", "style", "form", "chart")},
    "draw": f"{_OASIS}drawing:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "drawooo": "http://openoffice.org/2010/draw",
}
NAMES = " ".join(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())
HIDDEN_STYLES = (
    '<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Heir" style:family="text" style:parent-style-name="Gone"/>'
    '<style:style style:name="Back" style:family="text"><style:text-properties text:display="true"/></style:style>'
    '<style:style style:name="PGone" style:family="paragraph">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="TGone" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="P9" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="Letter" style:family="paragraph" style:master-page-name="Second"/>'
)
PAGE = '<style:master-page style:name="Standard">{}</style:master-page>'


def content(body: str, automatic: str = "") -> bytes:
    """content.xml with `body` as its text."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} office:version="1.3">'
        f"<office:automatic-styles>{HIDDEN_STYLES}{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    ).encode()


def styles(masters: str) -> bytes:
    """styles.xml with these master pages."""
    return (
        f'<office:document-styles {NAMES} office:version="1.3"><office:styles>{HIDDEN_STYLES}</office:styles>'
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
    ).encode()


def package(**parts: bytes) -> bytes:
    """A package of parts; `content_xml` becomes content.xml, and so on."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE)
        for name, data in parts.items():
            file.writestr(name.replace("_xml", ".xml").replace("__", "/"), data)
    return held.getvalue()


def odt(body: str, masters: str = PAGE.format("")) -> bytes:
    """A file with `body` as its text and these master pages."""
    return package(content_xml=content(body), styles_xml=styles(masters))


def p(text: str, style: str = "Standard") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def cells(*texts: str) -> str:
    """A row of cells."""
    return (
        "<table:table-row>" + "".join(f"<table:table-cell>{t}</table:table-cell>" for t in texts) + "</table:table-row>"
    )


def table(*rows: str) -> str:
    """A table of one column definition and rows."""
    return f'<table:table table:name="T"><table:table-column/>{"".join(rows)}</table:table>'


def listed(text: str) -> str:
    """A list of one item."""
    return f"<text:list><text:list-item>{text}</text:list-item></text:list>"


def shown(
    name: str, body: str, *, masters: str = PAGE.format(""), part: str = "content.xml", **place: object
) -> Torture:
    """JARGON is read once, by default in the first paragraph of the body."""
    where = {"part": part, "paragraph": 1} | place
    return Torture(name, "letter.odt", lambda: odt(body, masters), {JARGON: where}, (HIDDEN,))


def hidden(name: str, body: str) -> Torture:
    """HIDDEN is in the file; what stands before it is read."""
    return shown(name, p(JARGON) + body)


def margin(name: str, masters: str, body: str = p("Body."), **place: object) -> Torture:
    """JARGON stands in a header or footer of styles.xml."""
    return shown(name, body, masters=masters, part="styles.xml", **place)


def _note(kind: str, text: str) -> str:
    body = f"<text:note-citation>7</text:note-citation><text:note-body>{p(text)}</text:note-body>"
    return f'<text:note text:note-class="{kind}">{body}</text:note>'


def _frame(text: str, more: str = "") -> str:
    return f"<draw:frame {more}><draw:text-box>{p(text)}</draw:text-box><svg:desc>{HIDDEN}</svg:desc></draw:frame>"


_CHANGE = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
    "<office:change-info><dc:creator>A</dc:creator>"
    f"</office:change-info>{p(HIDDEN)}</text:deletion></text:changed-region></text:tracked-changes>"
)
_FORMS = (
    f'<office:forms><form:form><form:fixed-text xml:id="c1" form:label="{JARGON}"/>'
    f'<form:text form:id="c2" form:current-value="{JARGON}" form:value="{HIDDEN}"/><form:hidden form:value="{HIDDEN}"/>'
    f'<form:listbox xml:id="c3"><form:option form:label="{HIDDEN}"/>'
    f'<form:option form:label="{JARGON}" form:current-selected="true"/></form:listbox></form:form></office:forms>'
)
_TWO_PAGES = (
    f'<style:master-page style:name="Standard"><style:header>{p(JARGON)}</style:header></style:master-page>'
    f'<style:master-page style:name="Second"><style:header>{p(HIDDEN)}</style:header></style:master-page>'
)


def with_object(name: str, root: str, *, part: str = "Object 3/content.xml") -> Torture:
    """JARGON is in an object of its own."""
    body = p('A<draw:frame><draw:object xlink:href="./Object 3"/><draw:image xlink:href="./x"/></draw:frame>')
    parts = {
        "content_xml": content(body),
        "styles_xml": styles(PAGE.format("")),
        "Object 3__content_xml": root.encode(),
    }
    return Torture(name, "letter.odt", lambda: package(**parts), {JARGON: {"part": part}}, (HIDDEN,))


def chart(inner: str) -> str:
    """An object with a chart."""
    body = f"<office:body><office:chart><chart:chart>{inner}</chart:chart></office:chart></office:body>"
    return f"<office:document-content {NAMES}>{body}</office:document-content>"


def labelled(level: str, body: str) -> bytes:
    """A file whose list style L3 has this first level."""
    style = f'<text:list-style style:name="L3"><text:list-level-style-number text:level="1" {level}/></text:list-style>'
    return package(content_xml=content(body, style), styles_xml=styles(PAGE.format("")))


def fieldmark(kind: str, **settings: str) -> str:
    """A field of an old form as LibreOffice keeps it."""
    items = "".join(f'<field:param field:name="{n.rstrip("_")}" field:value="{v}"/>' for n, v in settings.items())
    return f'<field:fieldmark field:type="vnd.oasis.opendocument.field.{kind}">{items}</field:fieldmark>'


_LABELLED = f'<text:list text:style-name="L3"><text:list-item>{p("Pay.")}{p("Soon.")}</text:list-item></text:list>'
_MATH = "xmlns='http://www.w3.org/1998/Math/MathML'"
PLACES: list[Torture] = [
    shown("a field to type into", p(f'<text:text-input text:description="{HIDDEN}">{JARGON}</text:text-input>')),
    shown(
        "the choice of an old list",
        p(fieldmark("FORMDROPDOWN", Dropdown_ListEntry=HIDDEN, Dropdown_ListEntry_=JARGON, Dropdown_Selected="1")),
    ),
    shown("an old list without a choice", p(fieldmark("FORMDROPDOWN", Dropdown_ListEntry=JARGON, Help=HIDDEN))),
    shown(
        "text under a condition, kept beside an empty field",
        p(f'<text:hidden-text text:condition="ooow:1 == 2" text:string-value="{JARGON}"/>'),
    ),
    shown(
        "text under a condition",
        p(f'<text:hidden-text text:is-hidden="false" text:string-value="{JARGON}">{JARGON}</text:hidden-text>'),
    ),
    Torture(
        "words before the number of a list",
        "letter.odt",
        lambda: labelled(f'style:num-prefix="{JARGON} " style:num-suffix=":" style:num-format="1"', _LABELLED),
        {JARGON: {"paragraph": 1}},
    ),
    Torture(
        "words before the number of a list as LibreOffice keeps them",
        "letter.odt",
        lambda: labelled(f'loext:num-list-format="{JARGON} %1%." style:num-prefix="{HIDDEN}"', _LABELLED),
        {JARGON: {"paragraph": 1}},
        (HIDDEN,),
    ),
    with_object("the title of a chart", chart(f"<chart:title>{p(JARGON)}</chart:title>")),
    with_object("the title of an axis", chart(f"<chart:axis><chart:title>{p(JARGON)}</chart:title></chart:axis>")),
    with_object(
        "the name of a row of a chart",
        chart(table(cells(p(JARGON), p("7"))).replace("-cell>", "-cell office:value-type='string'>", 1)),
    ),
    with_object(
        "words in a formula",
        f"<math {_MATH}><semantics><mtext>{JARGON}</mtext>"
        f"<annotation encoding='StarMath 5.0'>{HIDDEN}</annotation></semantics></math>",
    ),
    shown("a paragraph", p("First.") + p(JARGON), paragraph=2),
    shown("a heading", f'<text:h text:outline-level="1">{JARGON}</text:h>'),
    shown(
        "spans inside a word",
        p('The <text:span text:style-name="T1">obli</text:span>gor must remit the ar<text:span>r</text:span>ears.'),
    ),
    shown("white space of the file", p("\n  The obligor\n\t must <text:span> remit</text:span> the arrears.  ")),
    shown("spaces as elements", p('The<text:s/>obligor<text:s text:c="1"/>must remit the arrears.')),
    shown("tabs as elements", p("The<text:tab/>obligor must remit the arrears.")),
    shown("behind a line break", p(f"First.<text:line-break/>{JARGON}")),
    shown("a page break inside a sentence", p("The obligor <text:soft-page-break/>must remit the arrears.")),
    shown("a soft hyphen in a word", p("The obli\u00adgor must re\u200bmit the arrears.")),
    shown("a comment of the file inside a word", p("The obli<!-- x -->gor must <?x y?>remit the arrears.")),
    shown(
        "a bookmark inside a word",
        p('The obli<text:bookmark-start text:name="b"/>gor<text:bookmark-end text:name="b"/> must remit the arrears.'),
    ),
    shown("a link", p(f'<text:a xlink:href="http://example.org/{HIDDEN}" xlink:type="simple">{JARGON}</text:a>')),
    shown("a list", f"<text:list><text:list-item>{p(JARGON)}</text:list-item></text:list>"),
    shown(
        "a list in a list",
        listed(p("A") + listed(p(JARGON))),
        paragraph=2,
    ),
    shown("the head of a list", f"<text:list><text:list-header>{p(JARGON)}</text:list-header></text:list>"),
    shown(
        "a numbered paragraph",
        f"<text:numbered-paragraph><text:number>1.</text:number>{p(JARGON)}</text:numbered-paragraph>",
    ),
    shown("a table cell", p("Before.") + table(cells(p("One"), p(JARGON))), paragraph=3),
    shown("a header row", table(f"<table:table-header-rows>{cells(p(JARGON))}</table:table-header-rows>")),
    shown("a table in a table", table(cells(p("A") + table(cells(p(JARGON))))), paragraph=2),
    shown(
        "a cell that stands for three",
        table(
            cells(p(JARGON))
            .replace("row>", 'row table:number-rows-repeated="3">', 1)
            .replace("cell>", 'cell table:number-columns-repeated="3">', 1)
        ),
    ),
    shown(
        "a covered cell beside it",
        table(
            cells(p(JARGON)).replace("</table:table-row>", "")
            + f"<table:covered-table-cell>{p(HIDDEN)}</table:covered-table-cell></table:table-row>"
        ),
    ),
    shown("a list in a cell", table(cells(f"<text:list><text:list-item>{p(JARGON)}</text:list-item></text:list>"))),
    shown("a section", f'<text:section text:name="s" text:protected="true">{p(JARGON)}</text:section>'),
    shown(
        "a section whose condition is met",
        f'<text:section text:display="condition" text:condition="1">{p(JARGON)}</text:section>',
    ),
    shown("a text box", p(f"Body{_frame(JARGON)} goes on."), paragraph=2),
    shown("a text box of the page", _frame(JARGON) + p("Body.")),
    shown(
        "a table in a text box",
        p(f"<draw:frame><draw:text-box>{table(cells(p(JARGON)))}</draw:text-box></draw:frame>"),
        paragraph=2,
    ),
    shown("shapes in a group", p(f"<draw:g><draw:custom-shape>{p(JARGON)}</draw:custom-shape></draw:g>"), paragraph=2),
    shown("a text box in a cell", table(cells(p(f"A{_frame(JARGON)}"))), paragraph=2),
    shown(
        "a text box in a text box",
        p(f"<draw:frame><draw:text-box>{p(_frame(JARGON))}</draw:text-box></draw:frame>"),
        paragraph=3,
    ),
    shown("a footnote", p(f"Body{_note('footnote', JARGON)} goes on.") + p("Last."), paragraph=2),
    shown("an endnote", p(f"Body{_note('endnote', JARGON)} goes on."), paragraph=2),
    shown("a footnote in a text box", p(_frame(f"A{_note('footnote', JARGON)}")), paragraph=3),
    shown(
        "a date and a page number beside it",
        p(f"<text:date>May 6, 2025</text:date> <text:page-number>1</text:page-number> {JARGON}"),
    ),
    shown("a field that is filled in", p(f'<text:user-field-get text:name="x">{JARGON}</text:user-field-get>')),
    shown("a placeholder", p(f'<text:placeholder text:placeholder-type="text">{JARGON}</text:placeholder>')),
    shown(
        "a conditional text",
        p(f'<text:conditional-text text:string-value-if-true="{HIDDEN}">{JARGON}</text:conditional-text>'),
    ),
    shown(
        "a drop-down field",
        p(f'<text:drop-down text:name="d"><text:label text:value="{HIDDEN}"/>{JARGON}</text:drop-down>'),
    ),
    shown(
        "a field of Word",
        p(
            '<field:fieldmark-start field:type="x"><field:param field:name="n"/></field:fieldmark-start>'
            + f"{HIDDEN}<field:fieldmark-separator/>{JARGON}<field:fieldmark-end/>"
        ),
    ),
    shown(
        "a content control",
        p(f'<loext:content-control loext:showing-place-holder="true">{JARGON}</loext:content-control>'),
    ),
    shown("a caption with its number", p(f"Table <text:sequence>1</text:sequence>: {JARGON}")),
    shown(
        "ruby",
        p(f"<text:ruby><text:ruby-base>{JARGON}</text:ruby-base><text:ruby-text>{HIDDEN}</text:ruby-text></text:ruby>"),
    ),
    shown(
        "a table of contents",
        "<text:table-of-content><text:table-of-content-source>"
        f"<text:index-title-template>{HIDDEN}</text:index-title-template></text:table-of-content-source>"
        f"<text:index-body><text:index-title>{p('Contents')}</text:index-title>{p(JARGON)}</text:index-body></text:table-of-content>",
        paragraph=2,
    ),
    shown("an element nobody knows", p(f'<loext:thing loext:x="1">{JARGON}</loext:thing>')),
    shown(
        "shown text in hidden text",
        p(
            f'<text:span text:style-name="Gone">{HIDDEN}'
            + f'<text:span text:style-name="Back">{JARGON}</text:span></text:span>'
        ),
    ),
    shown(
        "inserted text",
        _CHANGE + p(f'<text:change-start text:change-id="c2"/>{JARGON}<text:change-end text:change-id="c2"/>'),
        paragraph=2,
    ),
    shown("the label of a form", _FORMS + p('<draw:control draw:control="c1"/>')),
    shown("a filled-in form", _FORMS + p('<draw:control draw:control="c2"/>')),
    shown("a chosen item", _FORMS + p('<draw:control draw:control="c3"/>')),
    margin("a header", PAGE.format(f"<style:header>{p(JARGON)}</style:header>")),
    margin(
        "a footer",
        PAGE.format(f"<style:header>{p('H')}</style:header><style:footer>{p(JARGON)}</style:footer>"),
        paragraph=2,
    ),
    margin(
        "a header of left pages",
        PAGE.format(f"<style:header>{p('H')}</style:header><style:header-left>{p(JARGON)}</style:header-left>"),
        paragraph=2,
    ),
    margin("a footer of the first page", PAGE.format(f"<style:footer-first>{p(JARGON)}</style:footer-first>")),
    margin(
        "a header of the first page, as LibreOffice had it",
        PAGE.format(f"<loext:header-first>{p(JARGON)}</loext:header-first>"),
    ),
    margin("a table in a footer", PAGE.format(f"<style:footer>{table(cells(p(JARGON)))}</style:footer>")),
    margin("a header of a page nobody uses beside it", _TWO_PAGES),
    margin("the same header on two pages", _TWO_PAGES.replace(HIDDEN, JARGON), p("A") + p("B", "Letter")),
    margin(
        "the header of the page that the text begins with",
        _TWO_PAGES.replace(JARGON, "x").replace(HIDDEN, JARGON),
        p("A", "Letter"),
        paragraph=2,
    ),
    margin(
        "the header of a later page",
        _TWO_PAGES.replace(JARGON, "x").replace(HIDDEN, JARGON),
        p("A") + p("B", "Letter"),
        paragraph=2,
    ),
    margin(
        "the header of the following page",
        _TWO_PAGES.replace(JARGON, "x")
        .replace(HIDDEN, JARGON)
        .replace('"Standard">', '"Standard" style:next-style-name="Second">'),
        paragraph=2,
    ),
    hidden("deleted text", _CHANGE + p('<text:change text:change-id="c1"/>After.')),
    hidden(
        "a comment",
        p(
            f'A<office:annotation office:name="1"><dc:creator>C</dc:creator>{p(HIDDEN)}</office:annotation>'
            + 'B<office:annotation-end office:name="1"/>'
        ),
    ),
    hidden("hidden text by style", p(f'A <text:span text:style-name="Gone">{HIDDEN}</text:span>')),
    hidden("hidden text by inherited style", p(f'A <text:span text:style-name="Heir">{HIDDEN}</text:span>')),
    hidden("a hidden paragraph by style", p(HIDDEN, "PGone")),
    hidden(
        "a hidden section", f'<text:section text:display="none">{p(HIDDEN)}{table(cells(p(HIDDEN)))}</text:section>'
    ),
    hidden(
        "a section whose condition is not met",
        f'<text:section text:display="condition" text:is-hidden="true">{p(HIDDEN)}</text:section>',
    ),
    hidden(
        "a text that its condition hides",
        p(f'A<text:hidden-text text:is-hidden="true" text:string-value="{HIDDEN}">{HIDDEN}</text:hidden-text>'),
    ),
    hidden(
        "a paragraph that its condition hides",
        p(f'<text:hidden-paragraph text:is-hidden="true"/>{HIDDEN}{_frame(HIDDEN)}'),
    ),
    hidden("a field that is not displayed", p(f'<text:variable-set text:display="none">{HIDDEN}</text:variable-set>B')),
    hidden("a hidden table", table(cells(p(HIDDEN))).replace("table:name", 'table:style-name="TGone" table:name')),
    hidden("a hidden row", table(cells(p(HIDDEN)).replace("row>", 'row table:visibility="collapse">', 1))),
    hidden("a hidden drawing", p("A" + _frame(HIDDEN, 'drawooo:display="none"'))),
    hidden(
        "a footnote in hidden text", p(f'<text:span text:style-name="Gone">{_note("footnote", HIDDEN)}</text:span>B')
    ),
    hidden("a text box in hidden text", p(f'<text:span text:style-name="Gone">{_frame(HIDDEN)}</text:span>B')),
    hidden(
        "the words for a picture",
        p(f"<draw:frame><draw:image/><svg:title>{HIDDEN}</svg:title><svg:desc>{HIDDEN}</svg:desc></draw:frame>"),
    ),
    hidden("a script", p(f"<text:script>{HIDDEN}</text:script>B")),
    hidden(
        "variables",
        f'<text:user-field-decls><text:user-field-decl office:string-value="{HIDDEN}"/></text:user-field-decls>',
    ),
    shown(
        "a header that is switched off",
        p(JARGON),
        masters=PAGE.format(f'<style:header style:display="false">{p(HIDDEN)}</style:header>'),
    ),
]
