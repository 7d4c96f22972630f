"""OLE files made for the tests: a root and streams of raw bytes, in the smallest sound form (MS-CFB, version 3)."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096
"""Shorter streams would have to lie in the small sectors, so they are filled up with zeros."""


def ole_file(streams: Mapping[str, bytes]) -> bytes:
    """An OLE file that holds these streams beside each other (three at most)."""
    contents = [data.ljust(_SMALLEST, b"\0") for data in streams.values()]
    contents = [data + bytes(-len(data) % SECTOR) for data in contents]
    fat, at, starts = [_FAT, _END], 2, []
    for data in contents:
        count = len(data) // SECTOR
        starts.append(at)
        fat += [*range(at + 1, at + count), _END]
        at += count
    assert len(fat) <= SECTOR // 4
    assert len(contents) <= 3
    table = struct.pack(f"<{SECTOR // 4}I", *fat, *[_FREE] * (SECTOR // 4 - len(fat)))
    return _header() + table + _directory(list(streams), starts, contents) + b"".join(contents)


def fib(flags: int = 0, magic: int = 0xA5EC) -> bytes:
    """The start of a WordDocument stream; 0x0100 in the flags stands for a password."""
    return struct.pack("<HHHHHH", magic, 0xC1, 0, 0x409, 0, flags)


def _header() -> bytes:
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0, 0)
    return head + struct.pack("<108I", *[_FREE] * 108)


def _directory(names: list[str], starts: list[int], contents: list[bytes]) -> bytes:
    entries = _entry("Root Entry", 5, _END, 0, child=1 if names else _FREE)
    for number, (name, start, data) in enumerate(zip(names, starts, contents, strict=True), 1):
        # A chain of right siblings is a tree, too.
        entries += _entry(name, 2, start, len(data), right=number + 1 if number < len(names) else _FREE)
    return entries.ljust(SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBIII", len(coded), kind, 1, _FREE, right, child)
    return coded.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)
