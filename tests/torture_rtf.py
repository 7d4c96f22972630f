"""Every place of an RTF file that can hold a sentence, and every place that is not shown."""

from __future__ import annotations

from collections.abc import Mapping

from tests.torture import HIDDEN, JARGON, Torture

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset2 Wingdings;}"
    r"{\f2\fswiss\fcharset204 Arial Cyr{\*\falt Arial};}{\f3\fnil\fcharset128 MS Mincho;}}"
)
CELLS = r"\trowd\cellx3000\cellx6000 "
SHAPE = r"{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}%s{\shptxt \pard\plain %s\par}}{\shprslt %s}}"


def rtf(body: str, head: str = "") -> bytes:
    """A file as Word writes it, with `body` as its text."""
    tables = r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s15 Title;}}"
    info = rf"{{\info{{\title {HIDDEN}}}{{\author A. Clerk}}}}{{\*\generator Made by hand;}}"
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + tables + info + head + "\r\n" + body + "}").encode("cp1252")


def field(instruction: str, result: str) -> str:
    """A field with its instruction and its result."""
    return rf"{{\field{{\*\fldinst {{{instruction}}}}}{{\fldrslt {{{result}}}}}}}"


def shown(name: str, body: str, head: str = "", hides: str = HIDDEN, **place: object) -> Torture:
    """JARGON is read once, by default in the first paragraph of the body."""
    where: Mapping[str, object] = place or {"paragraph": 1, "part": None}
    return Torture(name, "letter.rtf", lambda: rtf(body, head), {JARGON: where}, (hides,))


def hidden(name: str, body: str) -> Torture:
    """HIDDEN is in the file; what stands around it is read."""
    return shown(name, r"\pard " + JARGON + r"\par " + body + r"\par\pard Last.\par")


_TABLE = r"\pard Before.\par " + CELLS
_ART = r"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv %s}}{\sp{\sn gtextFont}{\sv Arial}}%s}}"
PLACES: list[Torture] = [
    shown("WordArt", rf"\pard A{_ART % (JARGON, '')}\par", part=None, paragraph=2),
    shown("a watermark", rf"{{\header\pard A{_ART % (JARGON, '')}\par}}\pard B\par", part="header", paragraph=2),
    hidden("hidden WordArt", "A" + _ART % (HIDDEN, r"{\sp{\sn fHidden}{\sv 1}}")),
    hidden("a field that only sets a mark", "A" + field(rf' SET a "{HIDDEN}" ', HIDDEN)),
    hidden("a field that only asks", "A" + field(rf' ASK a "{HIDDEN}" ', HIDDEN)),
    shown("a field that asks and shows", r"\pard " + field(" FILLIN  ", JARGON) + r"\par"),
    shown("a paragraph", rf"\pard\plain First.\par {JARGON}\par", paragraph=2),
    shown("without any paragraph mark", JARGON),
    shown("a paragraph in a group", rf"{{\pard\f0\fs24 {JARGON}\par}}"),
    shown("bold inside a word", r"\pard The obli{\b gor} must \b re\b0 mit the ar{\i{\ul rea}}rs.\par"),
    shown("a line end of the file inside a word", "\\pard The obli\r\ngor must remit the arrears.\\par"),
    shown("letters as codes", r"\pard The \'6fbligor must remit the arrear\'73.\par"),
    shown("a control word as a paragraph mark", "\\pard First.\\\n" + JARGON + "\\\r\n", paragraph=2),
    shown("a heading", rf"\pard\s1\outlinelevel0 {JARGON}\par"),
    shown("a section", rf"\pard First.\sect\sectd\pard {JARGON}\par", paragraph=2),
    shown("behind a page break", rf"\pard First.\page {JARGON}\par"),
    shown("behind a line break", rf"\pard First.\line {JARGON}\par"),
    shown("a soft hyphen in a word", r"\pard The obli\-gor must remit the ar\-rears.\par"),
    shown("a space that does not break", r"\pard The\~obligor must remit\~the arrears.\par"),
    shown("a list of today", rf"\pard{{\listtext\pard\plain 1.\tab}}\ls1 {JARGON}\par"),
    shown("a list of old", rf"\pard{{\pntext\pard\plain\'b7\tab}}{{\*\pn\pnlvlblt{{\pntxtb\'b7}}}}{JARGON}\par"),
    shown("a table cell", rf"{_TABLE}\pard\intbl One\cell {JARGON}\cell\row\pard After.\par", paragraph=3),
    shown("a second paragraph of a cell", rf"{_TABLE}\pard\intbl One\par {JARGON}\cell Two\cell\row", paragraph=3),
    shown(
        "a table inside a table",
        rf"{_TABLE}\pard\intbl\itap2 {JARGON}\nestcell{{\*\nesttableprops\trowd\cellx900\nestrow}}"
        rf"{{\nonesttables\par {HIDDEN}}}\pard\intbl One\cell Two\cell\row",
        paragraph=2,
    ),
    shown("a table inside a group", rf"{{{CELLS}\pard\intbl {JARGON}\cell Two\cell\row}}"),
    shown("a header", rf"{{\header \pard {JARGON}\par}}\pard Body.\par", part="header", paragraph=1),
    shown("a right header", rf"\facingp{{\headerr \pard {JARGON}\par}}Body.", part="header", paragraph=1),
    shown("a left header", rf"\facingp{{\headerl \pard {JARGON}\par}}Body.", part="header", paragraph=1),
    shown("a header of the first page", rf"\sectd\titlepg{{\headerf {JARGON}\par}}Body.", part="header"),
    shown("a footer", rf"{{\footer \pard Page \chpgn\par {JARGON}\par}}Body.", part="footer", paragraph=2),
    shown("a footer of the first page", rf"\sectd{{\footerf {JARGON}\par}}\titlepg Body.\par", part="footer"),
    shown("a table in a footer", rf"{{\footer {CELLS}\intbl {JARGON}\cell B\cell\row}}Body.", part="footer"),
    shown(
        "the same header twice", rf"{{\header {JARGON}\par}}One.\sect\sectd{{\header {JARGON}\par}}Two.", part="header"
    ),
    shown(
        "a footnote",
        rf"\pard Body{{\super\chftn{{\footnote\pard\plain{{\super\chftn}} {JARGON}}}}} goes on.\par",
        part="footnote",
        paragraph=1,
    ),
    shown("an endnote", rf"\pard Body{{\footnote\ftnalt\pard {JARGON}\par}} goes on.\par", part="endnote", paragraph=1),
    shown(
        "a text box",
        r"\pard Body." + SHAPE % ("", JARGON, r"{\*\do\dptxbx{\dptxbxtext " + JARGON + "}}") + r"\par",
        paragraph=2,
    ),
    shown(
        "a text box of Word 6", rf"\pard Body.{{\*\do\dptxbx{{\dptxbxtext\pard {JARGON}\par}}\dpx0}}\par", paragraph=2
    ),
    shown(
        "text boxes in a group", r"\pard Body.{\shpgrp{\*\shpinst" + SHAPE % ("", JARGON, "") + r"}}\par", paragraph=2
    ),
    shown(
        "a text box in a header",
        r"{\header \pard Office." + SHAPE % ("", JARGON, "") + r"\par}Body.",
        part="header",
        paragraph=2,
    ),
    shown("a footnote in a cell", rf"{CELLS}\pard\intbl One{{\footnote {JARGON}\par}}\cell\cell\row", part="footnote"),
    shown("the result of a field", r"\pard " + field(f'REF x \\\\h "{HIDDEN}"', JARGON) + r"\par"),
    shown("a link", r"\pard " + field('HYPERLINK "http://example.org/a"', r"\ul " + JARGON) + r"\par"),
    shown("a field inside a field", r"\pard " + field(r"IF " + field("PAGE", HIDDEN) + " = 1", JARGON) + r"\par"),
    shown(
        "a merge field",
        r"\pard Dear " + field(r" MERGEFIELD Name ", r"\'abName\'bb") + rf".\par {JARGON}\par",
        paragraph=2,
    ),
    shown("a button to type over", r"\pard " + field(r"MACROBUTTON NoMacro " + JARGON, "") + r"\par"),
    shown(
        "a drop-down list",
        r"\pard {\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1\ffdefres0{\*\ffname D}"
        rf"{{\*\ffl {HIDDEN}}}{{\*\ffl {JARGON}}}}}}}}}{{\fldrslt}}}}\par",
    ),
    shown(
        "a field to fill in",
        r"\pard {\field{\*\fldinst FORMTEXT{\*\formfield{\ffdeftext X}}}{\fldrslt " + JARGON + r"}}\par",
    ),
    shown("the result of an object", rf"\pard {{\object\objemb{{\*\objdata 0105}}{{\result \pard {JARGON}}}}}\par"),
    shown("inserted text", rf"\pard {{\revised\revauth1 {JARGON}}}\par"),
    shown("moved text", rf"\pard {{\mvf {HIDDEN}}}{{\mvt {JARGON}}}\par"),
    shown("a text with a twin in Unicode", rf"\pard {{\upr{{{HIDDEN}}}{{\*\ud{{{JARGON}}}}}}}\par"),
    shown("with two replacement signs", r"\uc2\pard The \u111\'82\'8fbligor must remit the arrears.\uc1\par"),
    shown("without replacement signs", r"{\uc0 The \u111 bligor} must remit the arrears.\par"),
    shown("a control symbol as replacement", r"\pard The\u32\~obligor must remit the arrears.\par"),
    shown("behind binary data", r"\pard {\pict\wmetafile8\bin7 }}{\\\par}" + JARGON + r"\par"),
    shown("behind binary data outside a picture", r"\pard {\*\xyz\bin4 }}}}}" + JARGON + r"\par"),
    shown("behind a group nobody knows", rf"\pard {{\*\newthing {{{HIDDEN}}}}}{JARGON}\par"),
    shown("in a word nobody knows", rf"\pard {{\newthing7 {JARGON}}}\par"),
    shown(
        "a bookmark inside a sentence", r"\pard The obligor {\*\bkmkstart a}must{\*\bkmkend a} remit the arrears.\par"
    ),
    shown("a smart tag", rf"\pard {{\*\xmlopen\xmlns1{{\factoidname x}}}}{JARGON}{{\*\xmlclose}}\par"),
    shown("a hidden paragraph mark", r"\pard The obligor must {\v\par}remit the arrears.\par"),
    shown("an equation beside it", rf"\pard {JARGON} {{\mmath{{\*\moMath{{\mr a+b}}}}{{\mmathPict{{\pict 00}}}}}}\par"),
    shown("what follows the document", rf"\pard {JARGON}\par" + "}" + HIDDEN),
    hidden("hidden text", rf"\pard A {{\v {HIDDEN}}}\v {HIDDEN}\v0  B"),
    hidden("hidden text inside bold text", rf"{{\b A {{\v\i {{{HIDDEN}}}}}}}"),
    hidden("deleted text", rf"A {{\deleted\revauthdel1 {HIDDEN}}}"),
    hidden(
        "a comment",
        rf"A{{\*\atnid AC}}{{\*\atnauthor {HIDDEN}}}\chatn{{\*\annotation{{\*\atnref 1}}\pard {HIDDEN}\par}}",
    ),
    hidden("an index entry", rf"A{{\xe {{{HIDDEN}}}}}{{\tc\tcl1 {HIDDEN}}}"),
    hidden(
        "a picture's alternative text",
        rf"{{\*\shppict{{\pict{{\*\picprop{{\sp{{\sn wzDescription}}{{\sv {HIDDEN}}}}}}}00}}}}",
    ),
    hidden("the picture for old programs", rf"{{\nonshppict{{\pict {HIDDEN}}}}}"),
    hidden("a hidden shape", SHAPE % (r"{\sp{\sn fHidden}{\sv 1}}", HIDDEN, "")),
    hidden("a left header where pages do not face each other", rf"{{\headerl {HIDDEN}\par}}"),
    hidden("a first header that is switched off", rf"{{\headerf {HIDDEN}\par}}"),
    hidden("a footnote in deleted text", rf"A{{\deleted B{{\footnote {HIDDEN}}}}}"),
    hidden(
        "variables and settings",
        rf"{{\*\docvar {{a}}{{{HIDDEN}}}}}{{\*\userprops{{\propname x}}{{\staticval {HIDDEN}}}}}",
    ),
    hidden("the number of a list", rf"{{\listtext {HIDDEN}\tab}}Item"),
    hidden("a covered cell", rf"\trowd\clvmgf\cellx1\clvmrg\cellx2 \intbl A\cell {HIDDEN}\cell\row"),
    hidden("a data source", rf"{{\*\mailmerge{{\mmconnectstr {HIDDEN}}}}}"),
    hidden("the separator of footnotes", rf"{{\ftnsep {HIDDEN}\par}}"),
]
