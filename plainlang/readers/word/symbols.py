"""Signs that Word shows without their being text: symbols by font and number, the boxes and lists of forms."""

from __future__ import annotations

from plainlang.readers.word.xml import Element, switch, value, w

_PICTURES = ("wingdings", "webdings", "zapf", "monotype sorts", "marlett")
_BOXES = {0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0x52: "☑", 0xFE: "☑", 0x78: "☒", 0xFD: "☒", 0x54: "☒"}
"""Wingdings: the boxes that forms are made of. Its other pictures are no text."""
_SYMBOL = {
    **dict(zip(range(0x30, 0x3A), "0123456789", strict=True)),
    **{0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBC: "…"},
    **{0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE2: "®", 0xE3: "©", 0xE4: "™"},
}
_PRIVATE = 0xF000
_SURROGATES = range(0xD800, 0xE000)
_FORM = "ffData"


def symbol(element: Element) -> str:
    """The character of a w:sym; nothing for a picture that stands for no character."""
    try:
        code = int(element.get(w("char")) or "", 16)
    except ValueError:
        return ""
    font = (element.get(w("font")) or "").lower()
    low = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    if font.startswith("wingdings 2"):
        return {0xA3: "☐", 0x52: "☑", 0x54: "☒"}.get(low, "")
    if font.startswith(_PICTURES):
        return _BOXES.get(low, "") if font == "wingdings" else ""
    if font.startswith("symbol"):
        return _SYMBOL.get(low, "")
    return chr(low) if 0x20 <= low <= 0x10FFFF and low not in _SURROGATES and low not in (0xFFFE, 0xFFFF) else ""


def form_field(begin: Element) -> str:
    """What a form field shows by its settings: the box of FORMCHECKBOX, the chosen entry of FORMDROPDOWN.

    `begin` is the w:fldChar that opens the field; other fields give nothing here, their result is text.
    """
    settings = begin.find(w(_FORM))
    box = None if settings is None else settings.find(w("checkBox"))
    if box is not None:
        checked = switch(box, "checked")
        return "☒" if (switch(box, "default") if checked is None else checked) else "☐"
    entries = None if settings is None else settings.find(w("ddList"))
    return "" if entries is None else _entry(entries)


def _entry(entries: Element) -> str:
    names = [entry.get(w("val")) or "" for entry in entries.findall(w("listEntry"))]
    number = value(entries, w("result")) or value(entries, w("default")) or "0"
    at = int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else 0
    return names[at] if at < len(names) else ""
