"""Spoils documents: bytes flipped, cut, doubled and moved, and pieces of the formats' own syntax put in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from hypothesis import strategies as st

SNIPPETS: tuple[bytes, ...] = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\xe2\x80\xa8",
    b"\xed\xa0\x80",
    b"<",
    b"</",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE a [<!ENTITY x 'y'>]>",
    b"&x;",
    b"&#0;",
    b"&#xFFFFFFFF;",
    b"<script>",
    b"</style>",
    b"<w:p>",
    b"</w:p>",
    b'<w:fldChar w:fldCharType="begin"/>',
    b'<w:fldChar w:fldCharType="end"/>',
    b"<text:p>",
    b'<text:s text:c="999999999"/>',
    b'table:number-columns-repeated="999999999"',
    b"{{",
    b"}}",
    b"{%",
    b"%}",
    b"{#",
    b"#}",
    b"{% raw %}",
    b"{% include 'a.j2' %}",
    b"{% include '../../etc/passwd' %}",
    b"{{ x|default('the arrears') }}",
    b"{\\rtf1",
    b"{\\*\\",
    b"}",
    b"\\bin99999 ",
    b"\\u-99999?",
    b"\\'zz",
    b"\\uc9",
    b"%PDF-1.7",
    b"obj",
    b"endobj",
    b"stream\r\n",
    b"endstream",
    b"/Length 99999999",
    b"/Kids [1 0 R]",
    b"trailer",
    b"startxref\n0\n%%EOF",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"=?utf-8?q?=FF?=",
    b"Content-Type: text/plain; charset=nonsense\r\n",
    b"| a | b |\n|---|---|\n",
    b"> > > - ",
    b"---\nkind: letter\n---\n",
    b"plainlang: keep arrears because the law says so",
    b"A" * 2_000,
    b"(" * 500,
    b"<div>" * 500,
    b"{" * 500,
)


def spoiled(seeds: list[bytes]) -> st.SearchStrategy[bytes]:
    """One of the seeds with a few faults in it; in a zip, the faults may be in one of its parts."""
    edits = st.lists(_EDIT, min_size=1, max_size=4)
    return st.builds(_apply, st.sampled_from(seeds), edits, st.booleans(), st.integers(0, 1_000))


_EDIT = st.tuples(
    st.sampled_from(("flip", "cut", "drop", "double", "put", "end")),
    st.integers(0, 1 << 20),
    st.integers(0, 255),
    st.sampled_from(SNIPPETS),
)
Edit = tuple[str, int, int, bytes]


def _apply(seed: bytes, edits: list[Edit], inside: bool, which: int) -> bytes:
    if inside and seed.startswith(b"PK"):
        return _with_part(seed, which, lambda part: _spoil(part, edits))
    return _spoil(seed, edits)


def _spoil(data: bytes, edits: list[Edit]) -> bytes:
    for how, where, much, snippet in edits:
        at = where % (len(data) + 1)
        match how:
            case "flip":
                data = data[:at] + bytes([much]) + data[at + 1 :]
            case "cut":
                data = data[:at] + data[at + much :]
            case "drop":
                data = data[:at]
            case "double":
                data = data[:at] + data[max(0, at - 20 * much) : at] + data[at:]
            case "put":
                data = data[:at] + snippet + data[at:]
            case "end":
                data = data[at:] + data[:at]
    return data


def _with_part(package: bytes, which: int, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for name in names:
            part = old.read(name)
            new.writestr(name, change(part) if name == names[which % len(names)] else part)
    return out.getvalue()
