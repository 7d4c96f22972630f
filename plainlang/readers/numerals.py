"""The numbers of list items, as word processors draw them."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 3999
_MOST_LETTERS = 26 * 30
"""Behind "z" comes "aa", then "bb": thirty of a letter are no letter's."""


def numeral(number: int, style: str) -> str:
    """A number as `style` writes it: "1", "a", "A", "i" or "I"; nothing for an empty style, digits for any other."""
    if not style:
        return ""
    if style in "aA" and 1 <= number <= _MOST_LETTERS:
        repeats, at = divmod(number - 1, 26)
        return chr(ord(style) + at) * (repeats + 1)
    if style in "iI" and 1 <= number <= _MOST_ROMAN:
        return _roman(number) if style == "i" else _roman(number).upper()
    return str(number)


def _roman(number: int) -> str:
    signs = []
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        signs.append(sign * count)
    return "".join(signs)
