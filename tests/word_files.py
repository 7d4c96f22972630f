"""Word files made for the tests: raw XML in a minimal package, so that each case shows what it is about."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap
from lxml import etree

from plainlang.letter import Letter
from plainlang.source import Piece, WordHome

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"header": "hdr", "footer": "ftr"}


def t(text: str) -> str:
    """A w:t that keeps its space; `text` is XML."""
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(text: str, properties: str = "") -> str:
    """A run of one w:t."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{t(text)}</w:r>"


def p(*inner: str, properties: str = "") -> str:
    """A paragraph; an item that is no XML becomes a run."""
    content = "".join(item if item.startswith("<") else r(item) for item in inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def field(instruction: str, *result: str) -> str:
    """A complex field with its result."""
    content = "".join(item if item.startswith("<") else r(item) for item in result)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{content}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(*paragraphs: str) -> str:
    """A run with a text box as Word writes it: a new drawing, and the same again for old programs."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:docPr id='1' name='Box'/>"
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def root(name: str, inner: str) -> str:
    """A whole XML part with the namespaces declared."""
    return f"<w:{name} {NAMES}>{inner}</w:{name}>"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """A relationships part: `targets` maps an id (a kind and perhaps a number) to a target."""
    items = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{name.rstrip("0123456789")}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )


def word_parts(body: str, **others: str) -> dict[str, str | bytes]:
    """The parts of a Word file. `others`: styles, settings, footnotes, endnotes, header1, footer2, … by inner XML."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations({name: f"{name}.xml" for name in others}),
    }
    for name, inner in others.items():
        kind = name.rstrip("0123456789")
        parts[f"word/{name}.xml"] = root(_ROOTS.get(kind, kind), inner)
    return parts


def word_file(body: str, **others: str) -> bytes:
    """A Word file of raw XML (see `word_parts`)."""
    return package(word_parts(body, **others))


def by_python_docx(build: Callable[[Document], None]) -> bytes:
    """A Word file made by python-docx from its own template."""
    document = docx.Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def there(data: bytes, home: WordHome) -> str:
    """The text of the run a home names, counted along in the XML and read by python-docx."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = parse_xml(archive.read(home.part))
    # python-docx knows the w prefix only below the parts it models, which notes are not.
    find = functools.partial(etree._Element.xpath, namespaces=nsmap)
    paragraph = find(part, "//w:p")[home.paragraph - 1]
    runs = [run for run in find(paragraph, ".//w:r") if find(run, "ancestor::w:p[1]")[0] is paragraph]
    return str(runs[home.run - 1].text)


def lies(data: bytes, letter: Letter) -> list[tuple[str, str, Piece]]:
    """The literal pieces whose characters do not stand where their home says."""
    wrong = []
    for piece in letter.map.pieces:
        assert isinstance(piece.home, WordHome)
        if piece.literal:
            said = letter.text[piece.letter.start : piece.letter.end]
            stands = there(data, piece.home)[piece.home.start : piece.home.start + len(said)]
            if stands != said:
                wrong.append((said, stands, piece))
    return wrong
