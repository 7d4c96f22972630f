"""Every place of a PDF: a sentence of jargon in each."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib import colors
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from tests.pdf_files import LEFT, TOP, lines, page, pdf, raw_pdf, show, stream
from tests.torture import HIDDEN, JARGON, Torture

FIRST, REST = "The obligor must remit", "the arrears."
PLAIN = "Please call the office if you have a question about this letter."
WIDE = "This letter is about your case and the money that is open on it. It"
ON_1 = {"page": 1}
_FLOAT = {JARGON: ON_1, "by a fifth or more, when a child moves from one home to the other,": ON_1}
_AROUND = {
    JARGON: ON_1,
    "You may ask us to look at your order once again when your pay goes up or down by a fifth.": ON_1,
}


def _case(name: str, data: bytes, place: dict[str, object] | None = None, *, hides: tuple[str, ...] = ()) -> Torture:
    return Torture(name, "letter.pdf", lambda: data, {JARGON: place or ON_1}, hides)


def _hides(name: str, data: bytes) -> Torture:
    return Torture(name, "letter.pdf", lambda: data, {PLAIN: ON_1}, (HIDDEN,))


def _shuffled(canvas: Canvas) -> None:
    first = canvas.stringWidth("The obligor must ", "Helvetica", 11)
    second = first + canvas.stringWidth("remit the ", "Helvetica", 11)
    for text, x, y in (("arrears.", second, 0), (PLAIN, 0, 40), ("remit the", first, 0), ("The obligor must", 0, 0)):
        canvas.drawString(LEFT + x, TOP - y, text)


def _columns(count: int, *, step: float = 9) -> bytes:
    """The sentence runs from the foot of the first column to the head of the second."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(
            LEFT, TOP + 40, "A headline that stands over all of the columns and is as wide as all of them are together"
        )
        text = [
            "Here is a first line of words that go",
            "on to a second line, which goes on",
            "to a third line and there it ends.",
        ] * 3
        for at in range(count):
            own = {0: [*text, "And so it goes on. " + FIRST], 1: [REST + " " + text[0], *text[1:], "It ends here."]}
            lines(canvas, *own.get(at, text), x=LEFT + at * 468 / count, step=step, y=TOP - 3 * (at if step > 9 else 0))

    return pdf(draw)


def _table(*, grid: bool, wrapped: bool = False) -> bytes:
    cell = f"{FIRST}\n{REST}" if wrapped else JARGON
    rows = [["Month", "What to do", "Sum"], ["March", cell, "$120"], ["April", "Nothing at all", "$80"]]
    table = Table(
        rows,
        style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")] if grid else [],
    )

    def draw(canvas: Canvas) -> None:
        table.wrapOn(canvas, 400, 200)
        table.drawOn(canvas, LEFT, 500)

    return pdf(draw)


def _running(canvas: Canvas, number: int, *texts: str) -> None:
    canvas.drawString(LEFT, 760, "Linden County Child Support")
    canvas.drawString(280, 30, f"Page {number} of 2")
    lines(canvas, *texts)


def _over_pages() -> bytes:
    return pdf(
        lambda c: _running(c, 1, PLAIN, WIDE + " says this. " + FIRST), lambda c: _running(c, 2, REST + " Then more.")
    )


def _sentence_in(position: str) -> bytes:
    height = {"header": 765, "footer": 25}[position]

    def draw(canvas: Canvas) -> None:
        lines(canvas, PLAIN)
        canvas.drawString(LEFT, height, JARGON)

    return pdf(draw, draw, draw)


def _turned(angle: float) -> bytes:
    def draw(canvas: Canvas) -> None:
        lines(canvas, PLAIN)
        canvas.translate(400, 300)
        canvas.rotate(angle)
        canvas.drawString(0, 0, JARGON)

    return pdf(draw)


def _field(**options: object) -> bytes:
    def draw(canvas: Canvas) -> None:
        lines(canvas, PLAIN, y=760)
        canvas.acroForm.textfield(name="a", x=LEFT, y=600, width=400, height=20, **options)

    return pdf(draw)


def _label() -> bytes:
    def draw(canvas: Canvas) -> None:
        lines(canvas, JARGON, y=606)
        canvas.acroForm.textfield(name="a", x=300, y=600, width=100, height=20, tooltip=HIDDEN)

    return pdf(draw)


def _choice() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.choice(name="a", value=JARGON, options=[JARGON, HIDDEN], x=LEFT, y=600, width=300, height=20)

    return pdf(draw)


def _checkbox() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.checkbox(name="a", x=LEFT, y=600, size=12)
        lines(canvas, JARGON, x=LEFT + 20, y=602)

    return pdf(draw)


def _mark(kind: str, text: str, more: str = "") -> bytes:
    note = f"<< /Type /Annot /Subtype /{kind} /Rect [72 500 400 520] /Contents ({text}) {more} >>".encode()
    return raw_pdf(show(PLAIN), page=b"/Annots [6 0 R]", more=[note])


def _stamp() -> bytes:
    note = b"<< /Type /Annot /Subtype /Stamp /F 4 /Rect [72 500 400 520] /Contents (No) /AP << /N 7 0 R >> >>"
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 328 20] /Resources << /Font << /F1 5 0 R >> >>"
    return raw_pdf(show(PLAIN), page=b"/Annots [6 0 R]", more=[note, stream(show(JARGON, x=0, y=5), form)])


def _form_xobject(name: str = JARGON) -> bytes:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >>"
    return raw_pdf(show(PLAIN) + b"/X Do", resources=b"/XObject << /X 6 0 R >>", more=[stream(show(name, y=500), form)])


def _layer(state: str, text: str) -> bytes:
    content = show(PLAIN) + b"/OC /L BDC " + show(text, y=500) + b"EMC\n"
    catalog = f"/OCProperties << /OCGs [6 0 R] /D << /{state} [6 0 R] >> >>".encode()
    return raw_pdf(
        content, resources=b"/Properties << /L 6 0 R >>", more=[b"<< /Type /OCG /Name (One) >>"], catalog=catalog
    )


def _ligature() -> bytes:
    unicode = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
    unicode += b"1 beginbfchar <01> <FB01> endbfchar 1 beginbfrange <20> <7E> <0020> endbfrange endcmap end"
    font = b"/Font << /F1 6 0 R >>"
    more = [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R /Encoding << /Type /Encoding "
        b"/BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >> >>",
        stream(unicode),
    ]
    content = b"BT /F1 11 Tf 72 700 Td (The of\\001ce will \\001nd it.) Tj ET"
    return raw_pdf(content, resources=b"", more=more).replace(b"/Font << /F1 5 0 R >>", font)


def _scan(*, words: str) -> bytes:
    def draw(canvas: Canvas) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("L", (20, 20), 200)), 0, 0, 612, 792)
        text = canvas.beginText(LEFT, TOP)
        text.setTextRenderMode(3)
        text.textLine(words)
        canvas.drawText(text)

    return pdf(draw)


def _white() -> bytes:
    def draw(canvas: Canvas) -> None:
        lines(canvas, PLAIN)
        canvas.setFillColor(colors.white)
        lines(canvas, HIDDEN, y=500)

    return pdf(draw)


def _white_on_dark() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 490, 400, 30, fill=1)
        canvas.setFillColor(colors.white)
        lines(canvas, JARGON, y=500)

    return pdf(draw)


def _attached() -> bytes:
    catalog = b"/Names << /EmbeddedFiles << /Names [(a.txt) 6 0 R] >> >>"
    more = [b"<< /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>", stream(HIDDEN.encode(), b"/Type /EmbeddedFile")]
    return raw_pdf(show(PLAIN), catalog=catalog, more=more)


def _double(dx: float) -> bytes:
    return pdf(lambda c: (lines(c, JARGON), lines(c, JARGON, x=LEFT + dx)))


def _no_spaces(canvas: Canvas) -> None:
    x = LEFT
    for word in JARGON.split():
        canvas.drawString(x, TOP, word)
        x += canvas.stringWidth(word, "Helvetica", 11) + 3


def _letter_by_letter(canvas: Canvas) -> None:
    x, glyphs = LEFT, []
    for char in JARGON:
        glyphs.append((x, char))
        x += canvas.stringWidth(char, "Helvetica", 11)
    for at, char in sorted(glyphs, key=lambda glyph: (glyph[0] * 7919) % 101):
        canvas.drawString(at, TOP, char)


def _footnote() -> bytes:
    def draw(canvas: Canvas) -> None:
        lines(canvas, PLAIN)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(LEFT, 153, "1")
        canvas.drawString(LEFT + 6, 150, JARGON)

    return pdf(draw)


def _at(*placed: tuple[float, float, str], size: float = 12, more: Callable[[Canvas], object] | None = None) -> bytes:
    def draw(canvas: Canvas) -> None:
        if more is not None:
            more(canvas)
        canvas.setFont("Times-Roman", size)
        for x, y, text in placed:
            canvas.drawString(x, y, text)

    return pdf(draw)


def _short_columns() -> bytes:
    """As a browser makes them: the right column begins higher, and a line below both ends the letter."""
    left = (
        (40, 676, "Your boss sends us a part of your pay on"),
        (40, 662, "each pay day. We send it to the other par-"),
    )
    left += (
        (40, 648, "ent. So you need not write a check, and"),
        (40, 634, "you cannot forget it. If your job ends, tell"),
    )
    right = (
        (262, 689, "us within a week."),
        (262, 662, "It is not so hard. " + FIRST),
        (262, 648, REST + " Ask us for help, if you need it."),
    )
    foot = (40, 606, "Thank you for all that you do.")
    return _at((40, 720, "How we get paid"), *left, *right, foot)


def _close_cells(*, gap: float) -> bytes:
    """A table without lines whose cells all but touch, and wrap."""
    texts = ["Fill in both sides of the form that we sent", "you with this letter and sign it in ink.", "Keep a copy."]
    right = ["It is not so hard. " + FIRST, REST + " Pay by card or check.", "Keep a receipt."]
    edge = 72 + stringWidth(texts[0], "Times-Roman", 12) + gap
    rows = [(x, 650 - 14 * at, text) for x, own in ((72, texts), (edge, right)) for at, text in enumerate(own)]
    return _at((72, 680, PLAIN), *rows)


def _float(*, drawn: bool, side: str) -> bytes:
    """A box with a sentence beside a paragraph that flows around it."""
    text = [
        "You may ask us to look at your order once",
        "again when your pay goes up or down by a",
        "fifth or more, when a",
    ]
    rest = "child moves from one home to the other, or when three years have passed since the order was made."
    x, box = (72, 330) if side == "right" else (240, 72)
    placed = [(x, 660 - 14 * at, line) for at, line in enumerate(text)]
    placed += [(72, 618, rest), (72, 604, "Then call."), (box + 6, 655, FIRST), (box + 6, 641, REST)]
    frame = (lambda c: c.rect(box, 632, 140, 40)) if drawn else None
    return _at((72, 690, PLAIN), *placed, more=frame)


def _around() -> bytes:
    """A box in the middle of lines that go on behind it."""
    rows = [("You may ask us to look", "at your order once again"), ("when your pay goes up", "or down by a fifth.")]
    placed = [(x, 660 - 14 * at, row[side]) for at, row in enumerate(rows) for side, x in ((0, 72), (1, 390))]
    return _at(*placed, (240, 662, FIRST), (240, 648, REST), more=lambda c: c.rect(230, 640, 140, 36))


def _wide(gap: float) -> bytes:
    return raw_pdf(show(PLAIN) + show(JARGON, y=650, before=f"{gap} Tc") + show("Thank you.", y=600))


def _wide_letters(gap: float) -> bytes:
    """Every letter placed by itself, without spaces."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, PLAIN)
        x = LEFT
        for char in JARGON:
            if char != " ":
                canvas.drawString(x, 600, char)
            x += canvas.stringWidth(char, "Helvetica", 11) + gap

    return pdf(draw)


def _drop_cap(lines_beside: int) -> bytes:
    rest = ["he obligor must", "remit the arrears. Then", "all is well and we say so."]
    size = 14 * lines_beside + 10
    beside = 74 + stringWidth("T", "Times-Roman", size)
    placed = [(beside if at < lines_beside else 72, 660 - 14 * at, text) for at, text in enumerate(rest)]

    def cap(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", size)
        canvas.drawString(72, 660 - 14 * (lines_beside - 1), "T")

    return _at((72, 700, PLAIN), *placed, more=cap)


PLACES: list[Torture] = [
    _case("two short columns of a browser", _short_columns()),
    *(_case(f"cells {gap} points apart", _close_cells(gap=gap)) for gap in (5, 7, 10)),
    *(
        Torture(name, "letter.pdf", lambda drawn=drawn, side=side: _float(drawn=drawn, side=side), _FLOAT)
        for drawn in (True, False)
        for side in ("left", "right")
        for name in [f"a {'frame' if drawn else 'text without a frame'} at the {side} of a paragraph"]
    ),
    Torture("a frame in the middle of lines", "letter.pdf", _around, _AROUND),
    *(_case(f"letters {gap} points apart", _wide(gap)) for gap in (0.7, 2.2, 3, 4.5)),
    *(_case(f"letters {gap} points apart, without spaces", _wide_letters(gap)) for gap in (1, 2.2, 4.5)),
    *(_case(f"a first letter {count} lines high", _drop_cap(count)) for count in (1, 2, 3)),
    _case("a line", page(JARGON), {"page": 1, "line": 1}),
    _case("the second page", pdf(lambda c: lines(c, PLAIN), lambda c: lines(c, JARGON)), {"page": 2}),
    _case("over two lines", page(WIDE + " says this. " + FIRST, REST + " Then more.")),
    _case(
        "a word cut at the line's end", page(WIDE + " says: pay. The obligor must re-", "mit the arrears. Then more.")
    ),
    _case(
        "a soft hyphen at the line's end",
        raw_pdf(show(WIDE + " says. The obli\xad") + show("gor must remit the arrears.", y=686)),
    ),
    _case("over two pages, under running heads", _over_pages()),
    _case("two columns", _columns(2)),
    _case("three columns", _columns(3)),
    _case("columns whose lines are out of step", _columns(2, step=10)),
    _case("a page drawn out of order", pdf(_shuffled)),
    _case("a page drawn letter by letter, out of order", pdf(_letter_by_letter)),
    _case("a table with lines", _table(grid=True)),
    _case("a table without lines", _table(grid=False)),
    _case("two lines of a cell", _table(grid=True, wrapped=True)),
    _case("a header on every page", _sentence_in("header")),
    _case("a footer on every page", _sentence_in("footer")),
    _case("a footnote", _footnote()),
    _case("a bullet", page("\u2022 " + JARGON)),
    _case("a bullet far from its words", pdf(lambda c: (lines(c, "\u2022"), lines(c, JARGON, x=LEFT + 24)))),
    _case("a heading", pdf(lambda c: (c.setFont("Helvetica-Bold", 18), lines(c, JARGON)))),
    _case("words without space glyphs", pdf(_no_spaces)),
    _case("bold by striking twice", _double(0.3)),
    _case("a shadow", _double(1.0)),
    _case("text that runs up", _turned(90)),
    _case("text that runs down", _turned(270)),
    _case("text upside down", _turned(180)),
    _case("a stamp aslant", _turned(33)),
    _case("a scan lying askew", _turned(1.5)),
    *(
        _case(f"a page turned by {turn}", raw_pdf(show(PLAIN, y=400) + show(JARGON, y=300), page=b"/Rotate %d" % turn))
        for turn in (90, 180, 270)
    ),
    _case("a page with a crop box", raw_pdf(show(JARGON), page=b"/CropBox [50 50 500 750]")),
    _case("words with character spacing", raw_pdf(show(JARGON, before="1.5 Tc"))),
    _case("words with a moved matrix", raw_pdf(b"q 0.5 0 0 0.5 20 20 cm " + show(JARGON, size=22) + b"Q")),
    _case("a form XObject", _form_xobject()),
    _case("the value of a field", _field(value=JARGON)),
    _case("the label beside a field", _label(), hides=(HIDDEN,)),
    _case("the tooltip of a field without a label", _field(tooltip=JARGON)),
    _case("the value of a choice", _choice(), hides=(HIDDEN,)),
    _case("words beside a box", _checkbox()),
    _case("text typed onto the page", _mark("FreeText", JARGON, "/DA (/Helv 11 Tf)")),
    _case("a stamp", _stamp()),
    _case("a layer that is on", _layer("ON", JARGON)),
    _case("words under a scan", _scan(words=JARGON)),
    _case("white words on a dark bar", _white_on_dark()),
    _case(
        "a landscape page",
        pdf(lambda c: (c.setPageSize(letter[::-1]), c.setFont("Helvetica", 11), lines(c, JARGON, y=500))),
    ),
    Torture("a ligature", "letter.pdf", _ligature, {"The office will find it.": ON_1}),
    _hides("a sticky note", _mark("Text", HIDDEN)),
    _hides("a marker's comment", _mark("Highlight", HIDDEN)),
    _hides("a pop-up", _mark("Popup", HIDDEN)),
    _hides("a hidden field", _mark("FreeText", HIDDEN, "/F 2")),
    _hides("white words on white", _white()),
    _hides("words outside the page", pdf(lambda c: (lines(c, PLAIN), lines(c, HIDDEN, x=700, y=500)))),
    _hides("words outside the crop box", raw_pdf(show(PLAIN) + show(HIDDEN, y=30), page=b"/CropBox [50 100 612 792]")),
    _hides("words without ink beside words with", raw_pdf(show(PLAIN) + show(HIDDEN, y=500, before="3 Tr"))),
    _hides("a layer that is off", _layer("OFF", HIDDEN)),
    _hides("an attached file", _attached()),
    _hides("the document's title", pdf(lambda c: (c.setTitle(HIDDEN), lines(c, PLAIN)))),
]
