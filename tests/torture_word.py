"""Every place of a Word file that shows text, and every place that holds text and does not show it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tests.torture import HIDDEN, JARGON, Torture
from tests.word_files import NAMES, RELATIONS, field, p, package, r, t, text_box, word_file, word_parts

DOCUMENT = "word/document.xml"
SECOND = "The custodial parent shall furnish an affidavit."
FIRST_RUN: Mapping[str, object] = {"part": DOCUMENT, "paragraph": 1, "run": 1}
STYLES = (
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Base"/></w:style>'
)
_STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/": "http://purl.oclc.org/ooxml/wordprocessingml/",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    "http://schemas.openxmlformats.org/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
}
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
CX = 'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"'
DGM = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
DSP = 'xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram"'
MICROSOFT = "http://schemas.microsoft.com/office"


def shown(name: str, body: str, place: Mapping[str, object] = FIRST_RUN, **others: str) -> Torture:
    """A place that shows JARGON; where HIDDEN stands in the file too, it is not shown."""
    hides = (HIDDEN,) if HIDDEN in body + "".join(others.values()) else ()
    return Torture(name, "letter.docx", partial(word_file, body, **others), {JARGON: place}, hides)


def hidden(name: str, body: str, **others: str) -> Torture:
    """A place that holds HIDDEN and does not show it, between two paragraphs that are shown."""
    assert HIDDEN in body + "".join(others.values())
    around = p(JARGON) + body + p(SECOND)
    shows: dict[str, Mapping[str, object]] = {JARGON: FIRST_RUN, SECOND: {"part": DOCUMENT}}
    return Torture(name, "letter.docx", partial(word_file, around, **others), shows, (HIDDEN,))


def with_parts(name: str, body: str, place: Mapping[str, object], parts: Mapping[str, str | bytes]) -> Torture:
    """A place in a further part; `parts` maps part names to content and holds the relations as well."""
    hides = (HIDDEN,) if any(HIDDEN in str(content) for content in parts.values()) else ()
    return Torture(name, "letter.docx", lambda: package({**word_parts(body), **parts}), {JARGON: place}, hides)


def related(*targets: tuple[str, str, str]) -> dict[str, str | bytes]:
    """The relations of the document: (id, type or its last word, target) each."""
    items = "".join(
        f'<Relationship Id="{name}" Type="{kind if ":" in kind else f"{RELATIONS}/{kind}"}" Target="{target}"/>'
        for name, kind, target in targets
    )
    names = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return {"word/_rels/document.xml.rels": f"<Relationships {names}>{items}</Relationships>"}


def in_control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(f"<w:tc>{cell}</w:tc>" if cell.startswith("<w:p>") else cell for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def drawing(graphic: str) -> str:
    return (
        f"<w:r><w:drawing><wp:inline><wp:docPr id='7' name='x' descr='{HIDDEN}'/><a:graphic {A}><a:graphicData>"
        f"{graphic}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def choice(first: str, requires: str, fallback: str, names: str = "") -> str:
    return (
        f'<mc:AlternateContent {names}><mc:Choice Requires="{requires}">{first}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def drawn(text: str) -> str:
    return f"<a:p {A}><a:r><a:t>{text}</a:t></a:r></a:p>"


def vml_box(*paragraphs: str, style: str = "") -> str:
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape style='{style}'><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"


def form_field(settings: str, instruction: str, result: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{settings}</w:ffData></w:fldChar></w:r>'
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def margin(kind: str, page: str, number: int = 1) -> str:
    return f'<w:{kind}Reference w:type="{page}" r:id="{kind}{number}"/>'


def section(*inner: str) -> str:
    return f"<w:sectPr>{''.join(inner)}</w:sectPr>"


def comment(number: int, text: str) -> str:
    return f"<w:comment w:id='{number}' w:author='x'>{p(text)}</w:comment>"


def strict(parts: Mapping[str, str | bytes]) -> bytes:
    texts = {name: str(content) for name, content in parts.items()}
    for usual, name in _STRICT.items():
        texts = {part: text.replace(usual, name) for part, text in texts.items()}
    return package(texts)


def in_halves(before: str, between: str = "", after: str = "") -> str:
    """The sentence in two runs with marks around them."""
    return p(f"{before}{r(JARGON[:9])}{between}{r(JARGON[9:])}{after}")


_REVISION = "w:id='9' w:author='Pat'"
_TREE = drawing(f'<dgm:relIds {DGM} r:dm="rD" r:lo="rL" r:qs="rQ" r:cs="rC"/>')
_POINTS = (
    f'<dgm:dataModel {DGM} {A}><dgm:ptLst><dgm:pt modelId="1"><dgm:t>{drawn(JARGON)}</dgm:t></dgm:pt>'
    f'<dgm:pt modelId="2" type="pres"><dgm:t>{drawn(HIDDEN)}</dgm:t></dgm:pt></dgm:ptLst>'
    '<dgm:extLst><a:ext uri="u"><dsp:dataModelExt '
    f'{DSP} relId="rP"/></a:ext></dgm:extLst></dgm:dataModel>'
)
_SHAPES = (
    f"<dsp:drawing {DSP} {A}><dsp:spTree><dsp:sp><dsp:nvSpPr><dsp:cNvPr id='0' name=''/></dsp:nvSpPr><dsp:txBody>"
    f"{drawn(JARGON)}</dsp:txBody></dsp:sp></dsp:spTree></dsp:drawing>"
)
_NAMES_OF_ROWS = "<c:strRef><c:f>S</c:f><c:strCache><c:pt idx='0'><c:v>{}</c:v></c:pt></c:strCache></c:strRef>"


def chart(title: str = "Paid", rows: str = "Months", axis: str = "", off: str = "0") -> dict[str, str | bytes]:
    """A bar chart with the same category in two rows."""
    names = f"<c:cat>{_NAMES_OF_ROWS.format(rows)}</c:cat>"
    body = (
        f"<c:title><c:tx><c:rich>{drawn(title)}</c:rich></c:tx></c:title><c:plotArea><c:barChart>"
        f"<c:ser>{names}</c:ser><c:ser>{names}</c:ser></c:barChart><c:valAx><c:delete val='{off}'/>"
        f"<c:title><c:tx><c:rich>{drawn(axis)}</c:rich></c:tx></c:title></c:valAx></c:plotArea>"
    )
    return {
        "word/charts/chart1.xml": f"<c:chartSpace {C}><c:chart>{body}</c:chart></c:chartSpace>",
        **related(("rC", "chart", "charts/chart1.xml")),
    }


_CHART = p(r("a"), drawing(f'<c:chart {C} r:id="rC"/>'))
_NOTE_MARK = "<w:r><w:{}Reference w:id='2'/></w:r>"
_NUMBERING = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"

BODY = [
    shown("a paragraph", p(JARGON)),
    shown("a list item with a number of its own", p(JARGON, properties=_NUMBERING)),
    shown("a heading", p(JARGON, properties="<w:outlineLvl w:val='0'/>")),
    shown("a sentence in many runs", p(*(r(word) for word in JARGON.replace(" ", " |").split("|")))),
    shown(
        "proofing marks in a word", in_halves("<w:proofErr w:type='spellStart'/>", "<w:proofErr w:type='spellEnd'/>")
    ),
    shown("a bookmark in a word", in_halves("", "<w:bookmarkStart w:id='1' w:name='x'/><w:bookmarkEnd w:id='1'/>")),
    shown("a permission in a word", in_halves("<w:permStart w:id='1'/>", "", "<w:permEnd w:id='1'/>")),
    shown("a comment's range", in_halves("<w:commentRangeStart w:id='1'/>", "<w:commentRangeEnd w:id='1'/>")),
    shown("small capitals and capitals", p(r(JARGON, "<w:caps/><w:smallCaps/>"))),
    shown("an optional hyphen in a word", p(f"<w:r>{t(JARGON[:9])}<w:softHyphen/>{t(JARGON[9:])}</w:r>")),
    shown("tabs for spaces", p("<w:r>" + "<w:tab/>".join(t(word) for word in JARGON.split()) + "</w:r>")),
    shown("a line break", p("<w:r>" + "<w:br/>".join((t(JARGON[:16]), t(JARGON[17:]))) + "</w:r>")),
    shown(
        "a page break mark of the last print", p(f"<w:r>{t(JARGON[:9])}<w:lastRenderedPageBreak/>{t(JARGON[9:])}</w:r>")
    ),
    shown("a link", p(f"<w:hyperlink w:anchor='x' w:tooltip='{HIDDEN}'>{r(JARGON)}</w:hyperlink>")),
    shown("a smart tag", p(f"<w:smartTag w:element='x'>{r(JARGON)}</w:smartTag>")),
    shown("custom XML around a paragraph", f"<w:customXml w:element='x'>{p(JARGON)}</w:customXml>"),
    shown("text from right to left", p(f"<w:bdo w:val='rtl'><w:dir w:val='ltr'>{r(JARGON)}</w:dir></w:bdo>")),
    shown(
        "text under a reading aid",
        p(f"<w:r><w:ruby><w:rubyPr/><w:rt>{r(HIDDEN)}</w:rt><w:rubyBase>{r(JARGON)}</w:rubyBase></w:ruby></w:r>"),
        {"part": DOCUMENT, "paragraph": 1},
    ),
    shown(
        "words in a formula",
        p(f"<m:oMathPara><m:oMath><m:r><m:t>{JARGON}</m:t></m:r></m:oMath></m:oMathPara>"),
        {"paragraph": 1},
    ),
    shown("a symbol of a usual font", p(f'<w:r>{t(JARGON[:-1])}<w:sym w:font="Arial" w:char="002E"/></w:r>')),
    shown("a frame", p(JARGON, properties="<w:framePr w:w='2000'/>")),
    shown("text shown on paper and not on the web", p(r(JARGON, "<w:webHidden/>"))),
    shown(
        "text that says it is not hidden",
        p(r(JARGON, "<w:vanish w:val='0'/>"), properties="<w:pStyle w:val='Base'/>"),
        styles=STYLES,
    ),
    shown(
        "a paragraph after a style separator",
        p(JARGON[:16], properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p(JARGON[16:]),
    ),
    shown("a caption", p("Table ", field("SEQ Table", "1"), f": {JARGON}"), {"paragraph": 1}),
    shown(
        "a table of contents",
        in_control(
            p(
                field(
                    'TOC \\o "1-3"',
                    f"<w:hyperlink w:anchor='_Toc1'>{r(JARGON)}{field('PAGEREF _Toc1', '1')}</w:hyperlink>",
                )
            ),
            "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>",
        ),
        {"paragraph": 1},
    ),
]
TABLES = [
    shown("a table", table(row(p("a"), p(JARGON))), {"paragraph": 2, "run": 1}),
    shown(
        "a table in a table",
        table(
            row(table(row(p(JARGON))))
            .replace("<w:tr><w:tbl>", "<w:tr><w:tc><w:tbl>")
            .replace("</w:tbl></w:tr>", f"</w:tbl>{p('x')}</w:tc></w:tr>", 1)
        ),
    ),
    shown("a table in a text box", p("a", text_box(table(row(p(JARGON))))), {"paragraph": 2}),
    shown("a row in a content control", table(in_control(row(p(JARGON))))),
    shown("a cell in a content control", table(row(in_control(f"<w:tc>{p(JARGON)}</w:tc>")))),
    shown("a row in custom XML", table(f"<w:customXml w:element='x'>{row(p(JARGON))}</w:customXml>")),
    shown("a row that was put in", table(row(p(JARGON), properties=f"<w:ins {_REVISION}/>"))),
    shown(
        "the first of merged cells",
        table(
            row(f"<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{p(JARGON)}</w:tc>"),
            row(f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p(HIDDEN)}</w:tc>"),
        ),
    ),
    hidden("a hidden row", table(row(p(HIDDEN), properties="<w:hidden/>"))),
    hidden("a row that was taken out", table(row(p(HIDDEN), properties=f"<w:del {_REVISION}/>"))),
    hidden(
        "a cell that was taken out", table(row(f"<w:tc><w:tcPr><w:cellDel {_REVISION}/></w:tcPr>{p(HIDDEN)}</w:tc>"))
    ),
    hidden(
        "the alternative text of a table", table(f"<w:tblPr><w:tblCaption w:val='{HIDDEN}'/></w:tblPr>", row(p("x")))
    ),
]
DRAWINGS = [
    shown("a text box", p("a", text_box(p(JARGON))), {"part": DOCUMENT, "paragraph": 2, "run": 1}),
    shown("a text box of old programs", p("a", vml_box(p(JARGON))), {"paragraph": 2}),
    shown("a text box in a text box", p("a", text_box(p("b", text_box(p(JARGON))))), {"paragraph": 3}),
    shown(
        "a text box in a group",
        p(
            "a",
            text_box(p(JARGON))
            .replace(
                "<wps:wsp>", f"<wpg:wgp xmlns:wpg='{MICROSOFT}/word/2010/wordprocessingGroup'><wpg:grpSp><wps:wsp>"
            )
            .replace("</wps:wsp>", "</wps:wsp></wpg:grpSp></wpg:wgp>"),
        ),
        {"paragraph": 2},
    ),
    shown("a text box in a cell", table(row(p("a", text_box(p(JARGON))))), {"paragraph": 2}),
    shown("a shape of a drawing", p(drawing(f"<a:sp><a:txSp><a:txBody>{drawn(JARGON)}</a:txBody></a:txSp></a:sp>"))),
    shown(
        "letters drawn as a picture",
        p(f"<w:r><w:pict><v:shape><v:textpath on='t' string='{JARGON}'/></v:shape></w:pict></w:r>"),
    ),
    shown(
        "the first choice that Word knows",
        p(choice(r(HIDDEN), "odd", r(JARGON), 'xmlns:odd="urn:odd"')),
        {"paragraph": 1, "run": 2},
    ),
    shown(
        "the second choice",
        p(
            choice(r(HIDDEN), "odd", "", 'xmlns:odd="urn:odd"').replace(
                "</mc:Choice>", f'</mc:Choice><mc:Choice Requires="wps">{r(JARGON)}</mc:Choice>'
            )
        ),
        {"part": DOCUMENT, "paragraph": 1, "run": 2},
    ),
    shown("a choice Word knows", p(choice(r(JARGON), "wps", r(HIDDEN)))),
    with_parts(
        "a diagram by its picture",
        p("a", _TREE),
        {"part": "word/diagrams/drawing1.xml", "paragraph": 1},
        {
            "word/diagrams/data1.xml": _POINTS,
            "word/diagrams/drawing1.xml": _SHAPES,
            **related(
                ("rD", "diagramData", "diagrams/data1.xml"),
                ("rP", f"{MICROSOFT}/2007/relationships/diagramDrawing", "diagrams/drawing1.xml"),
            ),
        },
    ),
    with_parts(
        "a diagram without a picture",
        p("a", _TREE),
        {"part": "word/diagrams/data1.xml", "paragraph": 1},
        {"word/diagrams/data1.xml": _POINTS, **related(("rD", "diagramData", "diagrams/data1.xml"))},
    ),
    with_parts("the title of a chart", _CHART, {"part": "word/charts/chart1.xml", "paragraph": 1}, chart(JARGON)),
    with_parts(
        "the name of a row in a chart",
        _CHART,
        {"part": "word/charts/chart1.xml", "paragraph": 2},
        chart(rows=JARGON, axis=HIDDEN, off="1"),
    ),
    with_parts("the title of an axis", _CHART, {"part": "word/charts/chart1.xml"}, chart(axis=JARGON)),
    with_parts(
        "a chart of the new kind",
        p(r("a"), drawing(f'<cx:chart {CX} r:id="rC"/>')),
        {"part": "word/charts/chartEx1.xml", "paragraph": 1},
        {
            "word/charts/chartEx1.xml": f"<cx:chartSpace {CX}><cx:chart><cx:title><cx:tx><cx:rich>"
            f"{drawn(JARGON)}</cx:rich>"
            "</cx:tx></cx:title></cx:chart></cx:chartSpace>",
            **related(("rC", f"{MICROSOFT}/2014/relationships/chartEx", "charts/chartEx1.xml")),
        },
    ),
    hidden("the alternative text of a picture", p(drawing("<a:x/>"))),
    hidden("a hidden text box", p("a", text_box(p(HIDDEN)).replace("name='Box'", "name='Box' hidden='1'"))),
    hidden("a hidden text box of old programs", p("a", vml_box(p(HIDDEN), style="width:9pt;visibility:hidden"))),
    hidden(
        "a hidden shape in a group",
        p(
            "a",
            text_box(p(HIDDEN))
            .replace("<wps:wsp>", "<wps:wsp><wps:cNvPr id='2' name='x' hidden='1'/>")
            .replace("Fallback", "Ignored"),
        ),
    ),
    hidden("a text box that was taken out", p("a", f"<w:del {_REVISION}>{text_box(p(HIDDEN))}</w:del>")),
    hidden("a choice for other programs", p(choice(r(HIDDEN), "odd", r("x"), 'xmlns:odd="urn:odd"'))),
]
FIELDS = [
    shown("the result of a field", p(field(f'IF 1 = 1 "{HIDDEN}" "x"', JARGON)), {"paragraph": 1}),
    shown("a simple field", p(f"<w:fldSimple w:instr='REF x'>{r(JARGON)}</w:fldSimple>")),
    shown("a field's link", p(field('HYPERLINK "https://example.org"', JARGON)), {"paragraph": 1, "run": 4}),
    shown(
        "a field in a field",
        p(field("IF </w:instrText></w:r>" + field("REF x", HIDDEN) + "<w:r><w:instrText>", field("REF y", JARGON))),
        {"paragraph": 1},
    ),
    shown(
        "a field over two paragraphs",
        p(field("REF x", "a").replace('"end"', '"none"')) + p(JARGON, '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        {"paragraph": 2},
    ),
    shown(
        "the text of a form's field", p(form_field("<w:textInput/>", "FORMTEXT", r(JARGON))), {"paragraph": 1, "run": 4}
    ),
    shown(
        "the chosen entry of a form's list",
        p(
            r("a "),
            form_field(
                f"<w:ddList><w:result w:val='1'/><w:listEntry w:val='{HIDDEN}'/>"
                f"<w:listEntry w:val='{JARGON}'/></w:ddList>",
                "FORMDROPDOWN",
                r(HIDDEN),
            ),
        ),
        {"paragraph": 1, "run": 2},
    ),
    shown("words beside a form's box", p(form_field("<w:checkBox/>", "FORMCHECKBOX"), r(" " + JARGON)), {"run": 5}),
    shown("a button's words", p(field(f"MACROBUTTON NoMacro {JARGON}").replace("separate", "none")), {"paragraph": 1}),
    shown("a merge field in the middle", p("The obligor must remit the", field("MERGEFIELD x", " "), "arrears.")),
    hidden("an instruction", p(field(f"DOCPROPERTY {HIDDEN}", "x"))),
    hidden("an entry of an index", p(field(f'XE "{HIDDEN}"').replace("separate", "none"))),
    hidden("a help text of a form", p(form_field(f"<w:helpText w:val='{HIDDEN}'/><w:textInput/>", "FORMTEXT", r("x")))),
    hidden(
        "the other entries of a form's list",
        p(form_field(f"<w:ddList><w:listEntry w:val='x'/><w:listEntry w:val='{HIDDEN}'/></w:ddList>", "FORMDROPDOWN")),
    ),
]
CONTROLS = [
    shown("a content control in a line", p("a", in_control(r(JARGON))), {"paragraph": 1, "run": 2}),
    shown("a content control around paragraphs", in_control(p(JARGON))),
    shown("a content control in a content control", in_control(in_control(p(JARGON)))),
    shown("a repeated part", in_control(in_control(p(JARGON), "<w15:repeatingSectionItem xmlns:w15='urn:w15'/>"))),
    shown(
        "the chosen entry of a list",
        p(
            in_control(
                r(JARGON), f"<w:dropDownList><w:listItem w:displayText='{HIDDEN}' w:value='1'/></w:dropDownList>"
            )
        ),
    ),
    shown("a control bound to data", p(in_control(r(JARGON), "<w:dataBinding w:xpath='/a' w:storeItemID='{1}'/>"))),
    shown(
        "a cover page",
        in_control(p("a", text_box(p(JARGON))), "<w:docPartObj><w:docPartGallery w:val='Cover Pages'/></w:docPartObj>"),
        {"paragraph": 2},
    ),
    shown("words beside a box to tick", p(in_control(r("☐"), "<w:id w:val='1'/>"), r(JARGON)), {"run": 2}),
    hidden("the name of a control", in_control(p("x"), f"<w:alias w:val='{HIDDEN}'/><w:tag w:val='{HIDDEN}'/>")),
]
CHANGES = [
    shown("words that were put in", p(f"<w:ins {_REVISION}>{r(JARGON)}</w:ins>")),
    shown(
        "words that were moved",
        p(f"<w:moveTo {_REVISION}>{r(JARGON)}</w:moveTo>") + p(f"<w:moveFrom {_REVISION}>{r(HIDDEN)}</w:moveFrom>"),
    ),
    shown(
        "words with one taken out",
        p(r(JARGON[:9]), f"<w:del {_REVISION}><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del>", r(JARGON[9:])),
    ),
    shown(
        "a formatting that was changed",
        p(r(JARGON, f"<w:rPrChange {_REVISION}><w:rPr><w:vanish/></w:rPr></w:rPrChange>")),
    ),
    shown(
        "two paragraphs made one", p(JARGON[:16], properties=f"<w:rPr><w:del {_REVISION}/></w:rPr>") + p(JARGON[16:])
    ),
    hidden("words that were taken out", p(f"<w:del {_REVISION}><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del>")),
    hidden("words put in and taken out", p(f"<w:ins {_REVISION}><w:del {_REVISION}>{r(HIDDEN)}</w:del></w:ins>")),
    hidden(
        "a formula that was taken out",
        p("a", f"<m:oMath><w:del {_REVISION}><m:r><m:t>{HIDDEN}</m:t></m:r></w:del></m:oMath>"),
    ),
    hidden("a comment", p("<w:r><w:commentReference w:id='1'/></w:r>"), comments=comment(1, HIDDEN)),
    hidden("hidden words", p("a", r(HIDDEN, "<w:vanish/>"))),
    hidden("words hidden by a style", p("a", r(HIDDEN, "<w:rStyle w:val='Gone'/>")), styles=STYLES),
    hidden(
        "a paragraph hidden by a style's base",
        p(HIDDEN, properties="<w:pStyle w:val='Child'/>") + p("x"),
        styles=STYLES,
    ),
    hidden("a hidden formula", p(f"<m:oMath><m:r><w:rPr><w:vanish/></w:rPr><m:t>{HIDDEN}</m:t></m:r></m:oMath>")),
    hidden("the properties of the document", p("x"), settings=f"<w:docVars><w:docVar w:val='{HIDDEN}'/></w:docVars>"),
    hidden(
        "building blocks",
        p("x"),
        glossaryDocument=f"<w:docParts><w:docPart><w:docPartBody>{p(HIDDEN)}</w:docPartBody></w:docPart></w:docParts>",
    ),
]
MARGINS = [
    shown(
        "a header",
        p("a") + section(margin("header", "default")),
        {"part": "word/header1.xml", "paragraph": 1},
        header1=p(JARGON),
    ),
    shown("a footer", p("a") + section(margin("footer", "default")), {"part": "word/footer1.xml"}, footer1=p(JARGON)),
    shown(
        "a table in a footer",
        p("a") + section(margin("footer", "default")),
        {"part": "word/footer1.xml"},
        footer1=table(row(p(JARGON))),
    ),
    shown(
        "a text box in a header",
        p("a") + section(margin("header", "default")),
        {"part": "word/header1.xml"},
        header1=p("b", text_box(p(JARGON))),
    ),
    shown(
        "a watermark",
        p("a") + section(margin("header", "default")),
        {"part": "word/header1.xml"},
        header1=p(f"<w:r><w:pict><v:shape><v:textpath string='{JARGON}'/></v:shape></w:pict></w:r>"),
    ),
    shown(
        "the header of the first page",
        p("a") + section(margin("header", "first"), "<w:titlePg/>"),
        {"part": "word/header1.xml"},
        header1=p(JARGON),
    ),
    shown(
        "the footer of even pages",
        p("a") + section(margin("footer", "even")),
        {"part": "word/footer1.xml"},
        footer1=p(JARGON),
        settings="<w:evenAndOddHeaders/>",
    ),
    shown(
        "the header of the second section",
        p("a", properties=section(margin("header", "default", 1))) + p("b") + section(margin("header", "default", 2)),
        {"part": "word/header2.xml"},
        header1=p("x"),
        header2=p(JARGON),
    ),
    shown(
        "a header that two sections share",
        p("a", properties=section(margin("header", "default"))) + p("b") + section(margin("header", "default")),
        {"part": "word/header1.xml"},
        header1=p(JARGON),
    ),
    hidden("the header of a first page that is off", section(margin("header", "first")), header1=p(HIDDEN)),
    hidden("the header of even pages that are off", section(margin("header", "even")), header1=p(HIDDEN)),
    hidden("a header that no section names", p("x"), header1=p(HIDDEN)),
    shown(
        "a footnote",
        p("a", _NOTE_MARK.format("footnote")),
        {"part": "word/footnotes.xml", "paragraph": 1},
        footnotes=f"<w:footnote w:id='2'>{p(JARGON)}</w:footnote>",
    ),
    shown(
        "an endnote",
        p("a", _NOTE_MARK.format("endnote")),
        {"part": "word/endnotes.xml", "paragraph": 1},
        endnotes=f"<w:endnote w:id='2'>{p(JARGON)}</w:endnote>",
    ),
    shown(
        "a table in a footnote",
        p("a", _NOTE_MARK.format("footnote")),
        {"part": "word/footnotes.xml"},
        footnotes=f"<w:footnote w:id='2'>{table(row(p(JARGON)))}</w:footnote>",
    ),
    hidden("a footnote that nothing points to", p("x"), footnotes=f"<w:footnote w:id='2'>{p(HIDDEN)}</w:footnote>"),
    hidden(
        "the footnote of words taken out",
        p(f"<w:del {_REVISION}>{_NOTE_MARK.format('footnote')}</w:del>"),
        footnotes=f"<w:footnote w:id='2'>{p(HIDDEN)}</w:footnote>",
    ),
]


def chunk(name: str, file: str, data: bytes) -> Torture:
    """A document of another format put into the letter."""
    parts: dict[str, str | bytes] = {f"word/{file}": data, **related(("rA", "aFChunk", file))}
    body = p("Before.") + f'<w:altChunk {NAMES} r:id="rA"/>' + p("After.")
    return with_parts(name, body, {"part": f"word/{file}", "run": 1}, parts)


def renamed(name: str, suffix: str) -> Torture:
    return Torture(name, f"letter{suffix}", partial(word_file, p(JARGON)), {JARGON: FIRST_RUN})


PACKAGES = [
    chunk("a page put in", "chunk1.html", f"<html><body><p>{JARGON}</p></body></html>".encode()),
    chunk("a Word file put in", "chunk1.docx", word_file(p(JARGON))),
    chunk("rich text put in", "chunk1.rtf", rf"{{\rtf1\ansi {JARGON}\par}}".encode()),
    chunk("plain text put in", "chunk1.txt", JARGON.encode()),
    chunk(
        "a web archive put in",
        "chunk1.mht",
        f"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>{JARGON}</p>".encode(),
    ),
    renamed("a file with macros", ".docm"),
    renamed("a template", ".dotx"),
    renamed("a template with macros", ".dotm"),
    renamed("a Word file under another suffix", ".txt"),
    Torture("strict names", "letter.docx", lambda: strict(word_parts(p(JARGON))), {JARGON: FIRST_RUN}),
    Torture(
        "a text box with strict names",
        "letter.docx",
        lambda: strict(word_parts(p("a", text_box(p(JARGON))))),
        {JARGON: {"part": DOCUMENT, "paragraph": 2}},
    ),
    Torture(
        "a chart with strict names",
        "letter.docx",
        lambda: strict({**word_parts(_CHART), **chart(JARGON)}),
        {JARGON: {"part": "word/charts/chart1.xml"}},
    ),
    Torture(
        "a formula with strict names",
        "letter.docx",
        lambda: strict(word_parts(p(f"<m:oMath><m:r><m:t>{JARGON}</m:t></m:r></m:oMath>"))),
        {JARGON: {"paragraph": 1}},
    ),
]
_DATA = "<a xmlns='urn:case'><b>No.</b><b>{}</b></a>"
_BOUND = '<w:dataBinding w:prefixMappings="xmlns:k=\'urn:case\'" w:xpath="/k:a[1]/k:b[2]" w:storeItemID="{{AB}}"/>{}'


def store(words: str) -> dict[str, str | bytes]:
    """A store of data that controls are bound to."""
    names = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    to_settings = f'<Relationship Id="r" Type="{RELATIONS}/customXmlProps" Target="itemProps1.xml"/>'
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return {
        **related(("x", "customXml", "../customXml/item1.xml")),
        "customXml/item1.xml": _DATA.format(words),
        "customXml/itemProps1.xml": f'<d:datastoreItem xmlns:d="{space}" d:itemID="{{ab}}"/>',
        "customXml/_rels/item1.xml.rels": f"<Relationships {names}>{to_settings}</Relationships>",
    }


def numbered(text: str, form: str = "decimal") -> str:
    """A numbering part with one list, and a label of one level."""
    level = f'<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    return f'<w:abstractNum w:abstractNumId="4">{level}</w:abstractNum>' + (
        '<w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num>'
    )


_ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
DRAWN = [
    *(
        shown(f"U+{ord(sign):04X} within words", p(r(f"The obli{sign}gor must remit the ar{sign}{sign}rears.")))
        for sign in "\u00ad\u200b\u2060\ufeff"
    ),
    shown(
        "a soft hyphen in a formula",
        p(f"<m:oMath><m:r><m:t>{JARGON[:7]}\u00ad{JARGON[7:]}</m:t></m:r></m:oMath>"),
        {"paragraph": 1},
    ),
    shown(
        "a big first letter in its own paragraph", p("T", properties='<w:framePr w:dropCap="margin"/>') + p(JARGON[1:])
    ),
    *(
        shown(
            f"a field that shows nothing: {code}",
            p(field(f' {code} "{HIDDEN}" ', HIDDEN), JARGON),
            {"paragraph": 1, "run": 6},
        )
        for code in ("SET a", "ask a", "XE", "TC", "TA", "RD", "PRIVATE")
    ),
    shown("a field that asks and shows", p(field(" FILLIN  ", JARGON)), {"paragraph": 1, "run": 4}),
    shown("words in the label of a list", p("Pay.", properties=_ITEM), numbering=numbered(f"{JARGON} %1:")),
    hidden("the label of a list without items", "", numbering=numbered(f"{HIDDEN} %1:")),
    hidden(
        "the label of a hidden item", p(properties=f"{_ITEM}<w:rPr><w:vanish/></w:rPr>"), numbering=numbered(HIDDEN)
    ),
    hidden("the picture of a bullet", p("Pay.", properties=_ITEM), numbering=numbered(HIDDEN, "bullet")),
    with_parts(
        "a control with other data", p(in_control(r(HIDDEN), _BOUND.format("<w:text/>"))), FIRST_RUN, store(JARGON)
    ),
    with_parts(
        "a control around a paragraph with other data",
        in_control(p(HIDDEN), "<w:showingPlcHdr/>" + _BOUND.format("<w:text/>")),
        FIRST_RUN,
        store(JARGON),
    ),
    with_parts(
        "a list with the value of another choice",
        p(
            in_control(
                r(HIDDEN),
                _BOUND.format(f'<w:comboBox><w:listItem w:value="7" w:displayText="{JARGON}"/></w:comboBox>'),
            )
        ),
        FIRST_RUN,
        store("7"),
    ),
    with_parts(
        "a control whose data are empty", p(in_control(r(JARGON), _BOUND.format("<w:text/>"))), FIRST_RUN, store("")
    ),
    with_parts(
        "a control with data that are no words",
        p(in_control(r(JARGON), _BOUND.format("<w:date/>"))),
        FIRST_RUN,
        store(HIDDEN),
    ),
    with_parts("data without a control", p(JARGON), FIRST_RUN, store(HIDDEN)),
]
PLACES: list[Torture] = [*BODY, *DRAWN, *TABLES, *DRAWINGS, *FIELDS, *CONTROLS, *CHANGES, *MARGINS, *PACKAGES]
