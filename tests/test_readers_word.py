"""The reader of Word files: what Word shows is read once, in order, with its place; the rest is not."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from xml.sax.saxutils import escape

import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from plainlang.errors import UnreadableError
from plainlang.letter import Blank, Kind, Letter
from plainlang.readers.word import package as word_package
from plainlang.readers.word import read
from plainlang.source import Place, Source, WordHome
from plainlang.spans import Span
from tests.word_files import (
    by_python_docx,
    field,
    lies,
    p,
    package,
    r,
    relations,
    root,
    t,
    text_box,
    there,
    word_file,
    word_parts,
)

HIDDEN = "<w:vanish/>"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Office"><w:name w:val="Office"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Subtitle"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Outlined"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bul"><w:name w:val="Bullets"/>'
    '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bul2"><w:name w:val="Bullets 2"/><w:basedOn w:val="Bul"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
)
SENTENCE = "You can ask for a review of the order at any time."


def letter_of(data: bytes) -> Letter:
    """Reads a file, and fails where a literal piece is not where it says it is."""
    letter = read("letter.docx", data)
    assert lies(data, letter) == []
    return letter


def text_of(body: str, **others: str) -> str:
    return letter_of(word_file(body, **others)).text


def kinds_of(letter: Letter) -> list[tuple[str, Kind]]:
    return [(letter.text[block.span.start : block.span.end], block.kind) for block in letter.blocks]


def blanks_of(letter: Letter) -> list[str]:
    return [letter.text[blank.span.start : blank.span.end] for blank in letter.blanks]


def home_of(letter: Letter, words: str) -> WordHome:
    """Where the words begin; they must be there exactly once."""
    assert letter.text.count(words) == 1
    at = letter.text.index(words)
    home = letter.map.touching(Span(at, at + len(words)))[0].home
    assert isinstance(home, WordHome)
    return home


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{''.join(paragraphs)}</w:tc>"


# Body


def test_paragraphs_are_lines_and_empty_ones_stay() -> None:
    assert text_of(p("One.") + p() + p("Two.")) == "One.\n\nTwo."


def test_a_file_by_python_docx() -> None:
    def build(document: Document) -> None:
        document.add_heading("Your hearing", 1)
        paragraph = document.add_paragraph("Bring your pay ")
        paragraph.add_run("stubs").bold = True
        paragraph.add_run(" with you.")
        document.add_paragraph("A photo card", style="List Bullet")
        document.add_table(1, 1).cell(0, 0).text = "Amount"
        document.sections[0].header.paragraphs[0].text = "State office"
        document.sections[0].footer.paragraphs[0].text = "Form 12"

    letter = letter_of(by_python_docx(build))
    assert kinds_of(letter) == [
        ("Your hearing", Kind.HEADING),
        ("Bring your pay stubs with you.", Kind.PARAGRAPH),
        ("A photo card", Kind.LIST_ITEM),
        ("Amount", Kind.TABLE_CELL),
        ("State office", Kind.HEADER),
        ("Form 12", Kind.FOOTER),
    ]


def test_a_word_split_over_runs_is_whole_and_each_part_has_its_run() -> None:
    letter = letter_of(word_file(p("One.") + p(r("arr"), r("ear", "<w:b/>"), r("age is due."))))
    assert letter.text == "One.\narrearage is due."
    homes = [piece.home for piece in letter.map.touching(Span(5, 14))]
    assert homes == [WordHome("word/document.xml", 2, run, 0) for run in (1, 2, 3)]
    assert letter.map.is_writable(Span(5, 14))
    assert letter.map.place(Span(8, 11)) == Place(line=2, column=4, part="word/document.xml", paragraph=2, run=2)


def test_signs_of_a_run_are_read_but_not_literal() -> None:
    run = (
        f"<w:r>{t('a')}<w:tab/>{t('b')}<w:br/>{t('c')}<w:cr/>{t('d')}<w:noBreakHyphen/>{t('e')}<w:softHyphen/>{t('f')}"
        f'<w:sym w:font="Wingdings" w:char="F0A8"/>{t("g")}<w:ptab/>{t("h")}<w:br w:type="page"/>{t("i")}'
        f"<w:lastRenderedPageBreak/>{t('j')}</w:r>"
    )
    letter = letter_of(word_file(p(run)))
    assert letter.text == "a\tb\nc\nd-ef☐g\th\nij"
    assert [letter.text[at] for at in range(18) if not letter.map.is_writable(Span(at, at + 1))] == list("\t\n\n-☐\t\n")
    assert home_of(letter, "i") == WordHome("word/document.xml", 1, 1, 13)


def test_the_line_end_between_paragraphs_is_not_literal_and_belongs_to_the_first() -> None:
    letter = letter_of(word_file(p("One.", " Two.") + p("Three.")))
    (piece,) = letter.map.touching(Span(9, 10))
    assert (piece.home, piece.literal) == (WordHome("word/document.xml", 1, 2, 5), False)
    empty = letter_of(word_file(p() + p("x")))
    assert empty.map.pieces[0].home == WordHome("word/document.xml", 1, 0, 0)


def test_space_that_is_not_preserved_is_not_shown_and_still_counted() -> None:
    letter = letter_of(word_file("<w:p><w:r><w:t>\n  Pay\nnow </w:t></w:r></w:p>"))
    assert letter.text == "Pay now"
    assert home_of(letter, "now") == WordHome("word/document.xml", 1, 1, 7)
    assert not letter.map.is_writable(Span(3, 4))
    data = word_file("<w:p><w:r><w:t> Pay </w:t><w:t>now</w:t></w:r></w:p>")
    assert home_of(letter_of(data), "now") == WordHome("word/document.xml", 1, 1, 5)
    kept = word_file(f'<w:p xml:space="preserve"><w:r><w:t> a </w:t></w:r></w:p>{p("b")}')
    assert letter_of(kept).text == " a \nb"


def test_entities_of_xml_are_characters() -> None:
    assert text_of(p("A &amp; B &lt;i&gt; &#x2019;")) == "A & B <i> \u2019"


@pytest.mark.parametrize(
    "wrapped",
    [
        pytest.param(f"<w:ins w:id='1' w:author='x'>{r('in')}</w:ins>", id="insertion"),
        pytest.param(f"<w:moveTo w:id='1' w:author='x'>{r('in')}</w:moveTo>", id="moved here"),
        pytest.param(f"<w:hyperlink r:id='x'>{r('in')}</w:hyperlink>", id="link"),
        pytest.param(f"<w:smartTag w:element='x'>{r('in')}</w:smartTag>", id="smart tag"),
        pytest.param(f"<w:customXml w:element='x'>{r('in')}</w:customXml>", id="custom XML"),
        pytest.param(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('in')}</w:sdtContent></w:sdt>", id="content control"),
        pytest.param(f"<w:fldSimple w:instr='PAGE'>{r('in')}</w:fldSimple>", id="simple field"),
        pytest.param(f"<w:bdo w:val='ltr'>{r('in')}</w:bdo>", id="direction"),
        pytest.param(field("REF x", "in"), id="complex field"),
        pytest.param(f"<w:smartTag><w:hyperlink><w:ins>{r('in')}</w:ins></w:hyperlink></w:smartTag>", id="nested"),
        pytest.param(f"<mc:AlternateContent><mc:Choice>{r('in')}</mc:Choice></mc:AlternateContent>", id="choice"),
        pytest.param("<m:oMath><m:r><m:t>in</m:t></m:r></m:oMath>", id="formula"),
    ],
)
def test_wrapped_text_is_read_once(wrapped: str) -> None:
    assert text_of(p("a ", wrapped, " z")) == "a in z"


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param("<w:del><w:r><w:delText>out</w:delText></w:r></w:del>", id="deletion"),
        pytest.param(f"<w:del>{r('out')}</w:del>", id="deletion with w:t"),
        pytest.param(f"<w:ins><w:del>{r('out')}</w:del></w:ins>", id="inserted and deleted"),
        pytest.param(f"<w:moveFrom>{r('out')}</w:moveFrom>", id="moved away"),
        pytest.param(r("out", HIDDEN), id="hidden"),
        pytest.param(r("out", "<w:rStyle w:val='Secret'/>"), id="hidden by its style"),
        pytest.param("<w:r><w:instrText>out</w:instrText></w:r>", id="instruction"),
        pytest.param("<w:r><w:commentReference w:id='0'/></w:r>", id="comment"),
        pytest.param(f"<w:r><w:rPr>{HIDDEN}</w:rPr><w:drawing/><w:tab/>{t('out')}</w:r>", id="hidden run of many"),
        pytest.param(text_box(p("out")).replace("name='Box'", "name='Box' hidden='1'"), id="hidden shape"),
        pytest.param(text_box(p("out")).replace("<w:r>", f"<w:r><w:rPr>{HIDDEN}</w:rPr>", 1), id="box in hidden run"),
    ],
)
def test_what_word_does_not_show_is_not_read(hidden: str) -> None:
    assert text_of(p("a", hidden, "z"), styles=STYLES, comments=f"<w:comment w:id='0'>{p('out')}</w:comment>") == "az"


@pytest.mark.parametrize(
    ("run", "style", "shown"),
    [
        (r("x", '<w:vanish w:val="0"/>'), "Normal", "x"),
        (r("x", '<w:vanish w:val="false"/>'), "Gone", "x"),
        (r("x"), "Gone", ""),
        # A toggle set by both styles cancels itself out.
        (r("x", "<w:rStyle w:val='Secret'/>"), "Gone", "x"),
        (r("x", "<w:webHidden/>"), "Normal", "x"),
    ],
)
def test_hidden_is_what_run_and_styles_say_together(run: str, style: str, shown: str) -> None:
    assert text_of(p(run, properties=f'<w:pStyle w:val="{style}"/>') + table(cell(p("end"))), styles=STYLES) in (
        [f"{shown}\nend"] if shown else ["end"]
    )


def test_a_paragraph_with_a_deleted_or_hidden_mark_runs_on() -> None:
    for mark in ("<w:del w:id='1' w:author='x'/>", HIDDEN, "<w:moveFrom w:id='1' w:author='x'/>"):
        body = p("One ", properties=f"<w:rPr>{mark}</w:rPr>") + p("two.") + p("Three.")
        letter = letter_of(word_file(body))
        assert letter.text == "One two.\nThree."
        assert home_of(letter, "two.") == WordHome("word/document.xml", 2, 1, 0)


def test_a_paragraph_deleted_before_a_table_leaves_no_line() -> None:
    gone = p(f"<w:del>{r('out')}</w:del>", properties="<w:rPr><w:del/></w:rPr>")
    assert text_of(p("a") + gone + table(cell(p("b"))) + p("c")) == "a\nb\nc"


# Kinds


@pytest.mark.parametrize("style", ["H1", "Office", "T", "S", "Out"])
def test_headings_by_style(style: str) -> None:
    letter = letter_of(word_file(p(SENTENCE, properties=f'<w:pStyle w:val="{style}"/>'), styles=STYLES))
    assert kinds_of(letter) == [(SENTENCE, Kind.HEADING)]


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ('<w:outlineLvl w:val="0"/>', Kind.HEADING),
        ('<w:outlineLvl w:val="9"/>', Kind.PARAGRAPH),
        ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>', Kind.LIST_ITEM),
        ('<w:pStyle w:val="Bul"/>', Kind.LIST_ITEM),
        ('<w:pStyle w:val="Bul2"/>', Kind.LIST_ITEM),
        ('<w:pStyle w:val="Bul"/><w:numPr><w:numId w:val="0"/></w:numPr>', Kind.PARAGRAPH),
        ('<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="3"/></w:numPr>', Kind.HEADING),
        ('<w:pStyle w:val="Nowhere"/>', Kind.PARAGRAPH),
        ('<w:pStyle w:val="A"/>', Kind.PARAGRAPH),
        ("", Kind.PARAGRAPH),
    ],
)
def test_kinds_by_properties(properties: str, kind: Kind) -> None:
    assert kinds_of(letter_of(word_file(p(SENTENCE, properties=properties), styles=STYLES))) == [(SENTENCE, kind)]


def test_a_default_style_counts_for_paragraphs_without_one() -> None:
    styles = STYLES.replace('w:default="1" ', "").replace('w:styleId="Bul"', 'w:default="1" w:styleId="Bul"')
    assert kinds_of(letter_of(word_file(p(SENTENCE), styles=styles))) == [(SENTENCE, Kind.LIST_ITEM)]


def test_blocks_leave_the_space_around_them_out() -> None:
    letter = letter_of(word_file(p(f"  {SENTENCE} ") + p("  ")))
    assert kinds_of(letter) == [(SENTENCE, Kind.PARAGRAPH)]


# Tables


def test_cells_of_nested_tables_are_read_once_in_order() -> None:
    inner = table(cell(p("b1")) + cell(p("b2")))
    data = word_file(p("a") + table(cell(p("c1"), p("c2"), inner, p("c3")) + cell(p())) + p("d"))
    letter = letter_of(data)
    assert letter.text == "a\nc1\nc2\nb1\nb2\nc3\n\nd"
    assert [text for text, kind in kinds_of(letter) if kind is Kind.TABLE_CELL] == ["c1", "c2", "b1", "b2", "c3"]
    assert home_of(letter, "b2") == WordHome("word/document.xml", 5, 1, 0)
    assert there(data, home_of(letter, "c3")) == "c3"


def test_rows_and_cells_in_content_controls_are_read() -> None:
    controlled = f"<w:sdt><w:sdtContent><w:tr>{cell(p('a'))}</w:tr></w:sdtContent></w:sdt>"
    row = f"<w:tr><w:sdt><w:sdtContent>{cell(p('b'))}</w:sdtContent></w:sdt></w:tr>"
    assert text_of(f"<w:tbl>{controlled}{row}</w:tbl>") == "a\nb"


@pytest.mark.parametrize(
    "hidden",
    [
        f"<w:tr><w:trPr><w:del w:id='1' w:author='x'/></w:trPr>{cell(p('out'))}</w:tr>",
        f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell(p('out'))}</w:tr>",
        f"<w:tr>{cell(p('out'), properties='<w:vMerge/>')}</w:tr>",
        f"<w:tr>{cell(p('out'), properties='<w:vMerge w:val=$continue$/>')}</w:tr>".replace("$", '"'),
        f"<w:tr>{cell(p('out'), properties='<w:cellDel/>')}</w:tr>",
    ],
)
def test_rows_and_cells_that_are_not_shown(hidden: str) -> None:
    first = f"<w:tr>{cell(p('a'), properties='<w:vMerge w:val=$restart$/>')}</w:tr>".replace("$", '"')
    assert text_of(f"<w:tbl>{first}{hidden}</w:tbl>{p('z')}") == "a\nz"


# Text boxes


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    data = word_file(p("Before", text_box(p("In the box."), p("More.")), " after.") + p("Next."))
    letter = letter_of(data)
    assert letter.text == "Before after.\nIn the box.\nMore.\nNext."
    assert home_of(letter, "In the box.") == WordHome("word/document.xml", 2, 1, 0)
    # The paragraphs for old programs count (4 and 5), though they are not read.
    assert home_of(letter, "Next.") == WordHome("word/document.xml", 6, 1, 0)
    assert home_of(letter, " after.") == WordHome("word/document.xml", 1, 3, 0)


def test_a_text_box_for_old_programs_alone_is_read() -> None:
    content = f"<w:txbxContent>{p('Old box.')}</w:txbxContent>"
    pict = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
    fallback = pict.replace("<w:pict>", "<mc:AlternateContent><mc:Fallback><w:pict>").replace(
        "</w:pict>", "</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    for anchor in (pict, fallback):
        assert text_of(p("a", anchor)) == "a\nOld box."


def test_text_boxes_in_boxes_in_cells_and_in_headers() -> None:
    nested = p("outer", text_box(p("inner")))
    assert text_of(p("a", text_box(nested)) + p("b")) == "a\nouter\ninner\nb"
    assert text_of(table(cell(p("c", text_box(p("box")))) + cell(p("d")))) == "c\nbox\nd"
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    letter = letter_of(word_file(p("a") + section, header1=p("h", text_box(p("box")))))
    assert kinds_of(letter)[1:] == [("h", Kind.HEADER), ("box", Kind.HEADER)]
    assert home_of(letter, "box").part == "word/header1.xml"


# Fields and blanks


def test_merge_fields_are_blanks() -> None:
    simple = f"<w:fldSimple w:instr=' mergefield Amount '>{r('$12')}</w:fldSimple>"
    letter = letter_of(word_file(p("Dear ", field(" MERGEFIELD Name ", "«Na", "me»"), ", you owe ", simple, ".")))
    assert letter.text == "Dear «Name», you owe $12."
    assert letter.blanks == (Blank(Span(5, 11)), Blank(Span(21, 24)))


def test_a_merge_field_whose_instruction_is_split_and_which_has_no_result() -> None:
    split = field("MERGE", "Ann").replace("</w:instrText>", "</w:instrText><w:instrText>FIELD Name</w:instrText>")
    assert blanks_of(letter_of(word_file(p("Dear ", split, ",")))) == ["Ann"]
    bare = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>MERGEFIELD x</w:instrText></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    letter = letter_of(word_file(p("a", bare, end, "z")))
    assert (letter.text, letter.blanks) == ("az", ())


def test_fields_in_instructions_are_not_read_and_other_results_are_no_blanks() -> None:
    nested = field("IF </w:instrText></w:r>" + field("MERGEFIELD Sex", "F") + "<w:r><w:instrText> = 1", "her")
    letter = letter_of(word_file(p("It is ", nested, " own.")))
    assert (letter.text, letter.blanks) == ("It is her own.", ())


def test_a_merge_field_in_the_result_of_another_field() -> None:
    letter = letter_of(word_file(p(field("IF 1 = 1", "Dear ", field("MERGEFIELD Name", "Ann"), ","))))
    assert (letter.text, blanks_of(letter)) == ("Dear Ann,", ["Ann"])


def test_fields_go_on_over_paragraphs() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF "one'
    middle = 'two"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = p("a ", begin + "</w:instrText></w:r>") + p(f"<w:r><w:instrText>{middle}", "b") + p("c", end, " d")
    assert text_of(body) == "a b\nc d"
    merged = body.replace("IF", "MERGEFIELD")
    assert blanks_of(letter_of(word_file(merged))) == ["b", "c"]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
    assert text_of(p("a", begin, "b") + p("c", field("REF x", "d"))) == "ab\ncd"


def test_a_click_here_field_shows_its_last_words_as_a_blank() -> None:
    body = p("Dear ", field("MACROBUTTON  NoMacro [Type the name]").replace("separate", "none"), ":")
    letter = letter_of(word_file(body))
    assert (letter.text, blanks_of(letter)) == ("Dear [Type the name]:", ["[Type the name]"])
    assert not letter.map.is_writable(Span(5, 20))
    button = field("MACROBUTTON NoMacro out").replace("separate", "none")
    assert text_of(p(field("IF </w:instrText></w:r>" + button + "<w:r><w:instrText>", "in"))) == "in"


@pytest.mark.parametrize("level", ["run", "block"])
def test_the_prompt_of_a_content_control_is_a_blank(level: str) -> None:
    inner = r("Click to enter text.") if level == "run" else p("Click to enter text.")
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    body = p("Name: ", control, " ok") if level == "run" else p("Name:") + control + p("ok")
    assert blanks_of(letter_of(word_file(body))) == ["Click to enter text."]


def test_values_of_a_template_split_over_runs_are_blanks_and_its_commands_vanish() -> None:
    letter = letter_of(word_file(p("Dear {", "{ name", " }}, {%", " if x %}pay{% endif %} ____.")))
    assert letter.text == "Dear {{ name }}, pay ____."
    assert blanks_of(letter) == ["{{ name }}", "____"]
    assert all(blank.word for blank in letter.blanks)


def test_overlapping_blanks_become_one() -> None:
    letter = letter_of(word_file(p("Dear {{ ", field("MERGEFIELD x", "«x»"), " }}, ", field("MERGEFIELD y", "«y»"))))
    assert blanks_of(letter) == ["{{ «x» }}", "«y»"]


# Notes, headers, footers


def notes(kind: str, **texts: str) -> str:
    separators = f"<w:{kind} w:id='-1' w:type='separator'>{p('out')}</w:{kind}>"
    return separators + "".join(f"<w:{kind} w:id='{name[1:]}'>{p(text)}</w:{kind}>" for name, text in texts.items())


def test_notes_follow_the_body_once_in_the_order_of_their_references() -> None:
    def refer(kind: str, number: int) -> str:
        return f"<w:r><w:{kind}Reference w:id='{number}'/></w:r>"

    first = p("a", refer("footnote", 2), "b", refer("endnote", 1), refer("footnote", 2), refer("footnote", -1))
    gone = f"<w:del>{refer('footnote', 3)}</w:del>"
    body = first + p("c", refer("footnote", 1), gone)
    footnotes = notes("footnote", n1="Foot one.", n2="Foot two.", n3="out", n4="out")
    letter = letter_of(word_file(body, footnotes=footnotes, endnotes=notes("endnote", n1="End one.")))
    assert letter.text == "ab\nc\nFoot two.\nFoot one.\nEnd one."
    assert [kind for _, kind in kinds_of(letter)[2:]] == [Kind.FOOTNOTE] * 3
    assert home_of(letter, "Foot two.") == WordHome("word/footnotes.xml", 3, 1, 0)
    assert home_of(letter, "End one.") == WordHome("word/endnotes.xml", 2, 1, 0)


def margin(kind: str, page: str, name: str) -> str:
    return f'<w:{kind}Reference w:type="{page}" r:id="{name}"/>'


def section(*inner: str) -> str:
    return f"<w:sectPr>{''.join(inner)}</w:sectPr>"


def test_headers_and_footers_come_last_each_part_once() -> None:
    both = margin("footer", "default", "footer1") + margin("header", "default", "header1")
    body = p("a", properties=section(both)) + p("b") + section(both)
    letter = letter_of(word_file(body, header1=p("Head"), header2=p("out"), footer1=p("Foot")))
    assert letter.text == "a\nb\nHead\nFoot"
    assert kinds_of(letter)[-2:] == [("Head", Kind.HEADER), ("Foot", Kind.FOOTER)]
    assert home_of(letter, "Head") == WordHome("word/header1.xml", 1, 1, 0)
    assert home_of(letter, "Foot") == WordHome("word/footer1.xml", 1, 1, 0)


def test_first_and_even_pages_count_only_where_they_are_on() -> None:
    pages = "".join(
        margin("header", page, f"header{number}") for number, page in enumerate(("default", "first", "even"), 1)
    )
    parts = {"header1": p("Default"), "header2": p("First"), "header3": p("Even")}
    assert text_of(p("a") + section(pages), **parts) == "a\nDefault"
    assert text_of(p("a") + section(pages, "<w:titlePg/>"), **parts) == "a\nDefault\nFirst"
    assert text_of(p("a") + section(pages), settings="<w:evenAndOddHeaders/>", **parts) == "a\nDefault\nEven"
    # The second section has no references and takes those of the first.
    inherited = p("a", properties=section(pages)) + p("b") + section("<w:titlePg/>")
    assert text_of(inherited, **parts) == "a\nb\nDefault\nFirst"
    former = f"<w:sectPrChange>{section(pages)}</w:sectPrChange>"
    assert text_of(p("a") + section(former), **parts) == "a"


# The package


def test_the_main_part_is_found_by_its_relation_and_its_case_does_not_matter() -> None:
    parts = word_parts(p("a", "<w:r><w:footnoteReference w:id='1'/></w:r>"), footnotes=notes("footnote", n1="note"))
    moved = {name.replace("word/document.xml", "word/document2.xml"): content for name, content in parts.items()}
    moved["word/_rels/document2.xml.rels"] = relations({"footnotes": "/word/FOOTNOTES.xml"})
    moved["_rels/.rels"] = relations({"officeDocument": "word/Document2.xml"})
    letter = letter_of(package(moved))
    assert letter.text == "a\nnote"
    assert home_of(letter, "a").part == "word/document2.xml"


def test_strict_names_are_read_too() -> None:
    parts = word_parts(
        p("a", properties='<w:pStyle w:val="H1"/>') + section(margin("header", "default", "header1")),
        styles=STYLES,
        header1=p("Head"),
    )
    strict = {
        name: str(content)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
        for name, content in parts.items()
    }
    assert "purl" in strict["word/document.xml"]
    letter = read("letter.docx", package(strict))
    assert kinds_of(letter) == [("a", Kind.HEADING), ("Head", Kind.HEADER)]


def test_an_empty_letter_and_relations_to_nowhere() -> None:
    parts = word_parts("")
    parts["word/_rels/document.xml.rels"] = relations({"styles": "styles.xml", "header1": "NULL"})
    letter = letter_of(package(parts))
    assert (letter.text, letter.blocks, letter.map.pieces) == ("", (), ())
    assert letter.source == Source(path="letter.docx", data=letter.source.data)


# Refusals

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b">]>'
FRESH = "Open the letter in Word and save it as .docx."
REPAIR = "Open it in Word, let Word repair it, and save it again."
SENDER = "Ask the sender for a copy saved by Word."


def swapped(name: str, content: str | bytes) -> bytes:
    return package({**word_parts(p("x")), name: content})


def encrypted() -> bytes:
    """A zip whose main part says that it is encrypted: bit 0 of the flags, in both of its headers."""
    data = bytearray(package({"word/document.xml": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def corrupted() -> bytes:
    """A zip whose directory is whole and whose main part does not unpack."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", root("document", ""))
    return stream.getvalue().replace(b"<w:document", b"<w:dokument")


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        pytest.param(b"", "empty", "The file is empty. Write the letter into it, or leave it out.", id="empty"),
        pytest.param(b"Dear Ann,", "not-word", f"This is not a Word file. {FRESH}", id="text"),
        pytest.param(b"{\\rtf1}", "not-word", f"This is not a Word file. {FRESH}", id="rtf"),
        pytest.param(
            package({"a.txt": "x"}),
            "not-word",
            f"This zip holds no word/document.xml, so it is not a Word file. {FRESH}",
            id="another zip",
        ),
        pytest.param(
            package(
                {"_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}), "xl/workbook.xml": "<workbook/>"}
            ),
            "not-word",
            f"This is not a Word file. {FRESH}",
            id="workbook",
        ),
        pytest.param(
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "password",
            "This Word file is protected by a password. Open it in Word, remove the password, and save it again.",
            id="password",
        ),
        pytest.param(
            encrypted(),
            "password",
            "This Word file is protected by a password. Open it in Word, remove the password, and save it again.",
            id="zip password",
        ),
        pytest.param(
            OLE,
            "old-word",
            "This is a Word file of the old kind (.doc). Open it in Word and save it as .docx.",
            id="old",
        ),
        pytest.param(
            word_file(p("x"))[:-40],
            "damaged",
            "This Word file is cut short or damaged. Get a fresh copy of it and try again.",
            id="cut short",
        ),
        pytest.param(
            corrupted(), "damaged", f"This Word file is damaged (word/document.xml cannot be read). {REPAIR}", id="crc"
        ),
        pytest.param(
            swapped("word/document.xml", "<w:document>"),
            "damaged",
            f"This Word file is damaged (word/document.xml cannot be read). {REPAIR}",
            id="broken XML",
        ),
        pytest.param(
            swapped("_rels/.rels", b""),
            "damaged",
            f"This Word file is damaged (_rels/.rels cannot be read). {REPAIR}",
            id="empty part",
        ),
        pytest.param(
            swapped("word/document.xml", root("document", "<w:p>" * 300 + "</w:p>" * 300)),
            "damaged",
            f"This Word file is damaged (word/document.xml cannot be read). {REPAIR}",
            id="too deep",
        ),
        pytest.param(
            swapped("word/document.xml", DOCTYPE + root("document", "&a; and broken")[:-3]),
            "unsafe",
            f"This file declares a DOCTYPE in word/document.xml, which no Word file does. {SENDER}",
            id="doctype",
        ),
        pytest.param(
            swapped("word/document.xml", (DOCTYPE + root("document", "")).encode("utf-16")),
            "unsafe",
            f"This file declares a DOCTYPE in word/document.xml, which no Word file does. {SENDER}",
            id="doctype in UTF-16",
        ),
        pytest.param(
            swapped("../../etc/passwd", "x"),
            "unsafe",
            f"This file names a part outside itself, which no Word file does. {SENDER}",
            id="name that climbs",
        ),
        pytest.param(
            swapped("word/_rels/document.xml.rels", relations({"styles": "../../styles.xml"})),
            "unsafe",
            f"This file names a part outside itself, which no Word file does. {SENDER}",
            id="relation that climbs",
        ),
        pytest.param(
            swapped("word/document.xml", " " * 21_000_000),
            "too-big",
            "This Word file unpacks to too much (word/document.xml alone would be 21,000,000 bytes). "
            "Ask the sender for a smaller copy.",
            id="bomb",
        ),
    ],
)
def test_refusals(data: bytes, code: str, message: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read("in/letter.docx", data)
    assert str(refusal.value) == f"in/letter.docx: {message}"
    assert refusal.value.code == code


def test_the_parts_together_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = word_parts(p("x"), styles="")
    monkeypatch.setattr(word_package, "MAX_BYTES", sum(len(parts[name]) for name in parts if "Types" not in name) - 1)
    data = package({**parts, "word/media/picture.png": bytes(100_000)})
    with pytest.raises(UnreadableError, match=r"unpacks to too much"):
        read("letter.docx", data)
    monkeypatch.undo()
    assert read("letter.docx", data).text == "x"


def test_a_part_that_lies_about_its_size_is_damaged_and_never_unpacked() -> None:
    data = bytearray(word_file(p("x" * 50_000_000)))
    at = data.rindex(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableError) as refusal:
            read("letter.docx", bytes(data))
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert refusal.value.code == "damaged"


def test_as_deep_as_allowed_is_read() -> None:
    deep = "<w:smartTag>" * 195 + r("deep") + "</w:smartTag>" * 195
    assert text_of(p(deep)) == "deep"


# Properties

_NOT_SHOWN = "\ufffe\uffff\u00ad\u034f\u200b\u200c\u2060\ufeff"
CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters=_NOT_SHOWN)
RUNS = st.lists(st.text(CHARACTERS, max_size=8), max_size=5)


@settings(max_examples=60, deadline=None)
@given(paragraphs=st.lists(RUNS, min_size=1, max_size=6))
def test_any_text_split_anywhere_comes_back_whole_and_in_place(paragraphs: list[list[str]]) -> None:
    data = word_file("".join(p(*(r(escape(run)) for run in runs)) for runs in paragraphs))
    letter = letter_of(data)
    assert letter.text == "\n".join("".join(runs) for runs in paragraphs)
    expected = [
        (run, WordHome("word/document.xml", number, place, 0))
        for number, runs in enumerate(paragraphs, 1)
        for place, run in enumerate(runs, 1)
        if run
    ]
    literal = [piece for piece in letter.map.pieces if piece.literal]
    assert [(letter.text[piece.letter.start : piece.letter.end], piece.home) for piece in literal] == expected


DAMAGED = word_file(p("Dear Ann,", text_box(p("box"))) + table(cell(p("c"))), styles=STYLES, header1=p("h"))


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), cut=st.booleans())
def test_damaged_bytes_are_read_or_refused(seed: int, cut: bool) -> None:
    chance = random.Random(seed)
    data = bytearray(DAMAGED)
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        read("letter.docx", bytes(data[: chance.randrange(len(data))] if cut else data))
    except UnreadableError as refusal:
        assert "\n" not in str(refusal)


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("", "1/2"), ('<m:fPr><m:type m:val="lin"/></m:fPr>', "1/2"), ('<m:fPr><m:type m:val="noBar"/></m:fPr>', "12")],
)
def test_a_fraction_is_read_with_its_bar(kind: str, shown: str) -> None:
    over, under = (f"<m:{name}><m:r><m:t>{sign}</m:t></m:r></m:{name}>" for name, sign in (("num", 1), ("den", 2)))
    assert read("a.docx", word_file(p(f"<m:oMath><m:f>{kind}{over}{under}</m:f></m:oMath>"))).text == shown


def test_soft_hyphens_part_no_word_and_the_map_stays_exact() -> None:
    data = word_file(p(r("Pay the ar\u00adrears\u200b now.")))
    letter = read("a.docx", data)
    assert letter.text == "Pay the arrears now."
    assert lies(data, letter) == []
    assert [piece.letter.end for piece in letter.map.pieces] == [10, 15, 20]


def test_the_words_of_list_labels_are_counted() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{label}"/></w:lvl>'
        for at, form, label in (
            (0, "upperRoman", "Article %1."),
            (1, "lowerLetter", "Part %1-%2:"),
            (2, "decimal", "%3."),
        )
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>' + (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    items = (
        p("x", properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>') for at in (0, 1, 1, 2, 0, 1)
    )
    letter = read("a.docx", word_file("".join(items), numbering=numbering))
    assert letter.text.split("\n") == [
        "Article I. x",
        "Part I-a: x",
        "Part I-b: x",
        "x",
        "Article II. x",
        "Part II-a: x",
    ]
    assert not letter.map.is_writable(Span(0, 3))


def test_a_big_first_letter_joins_its_word() -> None:
    body = p("T", properties='<w:framePr w:dropCap="drop" w:lines="3"/>') + p("he fee is due.") + p("Pay.")
    assert read("a.docx", word_file(body)).text == "The fee is due.\nPay."
