"""Places of an old Word file (.doc). LibreOffice makes the file, once, and it must be there to read it."""

from __future__ import annotations

import functools
import subprocess
import tempfile
from pathlib import Path

from plainlang.readers.libreoffice import find_office
from tests.torture import HIDDEN, JARGON, Torture
from tests.word_files import field, p, package, r, word_parts

_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
    '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
)
_CELL = "The noncustodial parent shall furnish an affidavit."
_BOX = "The payee must execute the waiver."
_HEADER = "Arrearage Unit of Linden County"
_FOOTER = "Notice pursuant to the statute"
_NOTE = "Arrearage accrues from the date of the order."
_INSERTED = "The court may impute income."
_FIELD = "The order is enforceable forthwith."


def _boxed(*paragraphs: str) -> str:
    """A text box with a size, which LibreOffice wants."""
    style = "position:absolute;width:200pt;height:50pt"
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return f'<w:r><w:pict><v:rect style="{style}"><v:textbox>{content}</v:textbox></v:rect></w:pict></w:r>'


_BODY = (
    p(JARGON)
    + p("a", r(HIDDEN, "<w:vanish/>"))
    + f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc>{p(_CELL)}</w:tc></w:tr></w:tbl>"
    + p(f"<w:ins w:id='1' w:author='x'>{r(_INSERTED)}</w:ins>")
    + p("b", f"<w:del w:id='2' w:author='x'><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del>")
    + p("c", "<w:r><w:footnoteReference w:id='2'/></w:r>")
    + p("d", _boxed(p(_BOX)))
    + p(field('HYPERLINK "https://example.org"', _FIELD))
    + _SECTION
)
_PARTS = word_parts(
    _BODY, header1=p(_HEADER), footer1=p(_FOOTER), footnotes=f"<w:footnote w:id='2'>{p(_NOTE)}</w:footnote>"
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"document": "document.main", "header1": "header", "footer1": "footer", "footnotes": "footnotes"}
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in _KINDS.items()
    )
    + "</Types>"
)
"""LibreOffice, unlike Word and unlike us, needs the types to know a Word file."""


@functools.cache
def old_word_file() -> bytes:
    """A .doc by LibreOffice, in a folder and with a profile of its own."""
    office = find_office()
    assert office is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "letter.docx").write_bytes(package({**_PARTS, "[Content_Types].xml": _TYPES}))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", name]
        subprocess.run([*command, str(folder / "letter.docx")], check=True, capture_output=True, timeout=60)
        return (folder / "letter.doc").read_bytes()


_SHOWN = {
    JARGON: {"part": "word/document.xml", "paragraph": 1, "run": 1},
    _CELL: {"part": "word/document.xml"},
    _BOX: {"part": "word/document.xml"},
    _INSERTED: {"part": "word/document.xml"},
    _FIELD: {"part": "word/document.xml"},
    _NOTE: {"part": "word/footnotes.xml"},
    _HEADER: {},
    _FOOTER: {},
}
_CASES = [
    Torture("all places of a letter", "letter.doc", old_word_file, _SHOWN, (HIDDEN,)),
    Torture("a template", "letter.dot", old_word_file, _SHOWN, (HIDDEN,)),
    Torture("a file under another suffix", "letter.docx", old_word_file, _SHOWN, (HIDDEN,)),
]
PLACES: list[Torture] = _CASES if find_office() else []
