"""The zip of a Word file written again: the parts that changed are new, all others are the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from copy import copy
from itertools import pairwise


def rewritten(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The zip `data` with the bytes of `parts` (name -> content) in it, in the old order; new names come last.

    Untouched entries are copied as they stand, still packed. parts: at least one. data: a zip that zipfile opens.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        known = {info.filename.lstrip("/").lower(): info for info in old.infolist()}
        changed = {id(known[name.lower()]): content for name, content in parts.items() if name.lower() in known}
        ends = _ends(old)
        for info in sorted(old.infolist(), key=lambda info: info.header_offset):
            if id(info) in changed:
                new.NameToInfo.clear()  # or zipfile would warn of a name that the file had twice before
                new.writestr(_empty(info), changed[id(info)])
            else:
                _copy(data[info.header_offset : ends[info.header_offset]], info, stream, new)
        for name, content in parts.items():
            if name.lower() not in known:
                new.writestr(_new(name), content)
        order = {info.filename: at for at, info in enumerate(old.infolist())}
        new.filelist.sort(key=lambda info: order.get(info.filename, len(order)))
        new.comment = old.comment
    return stream.getvalue()


def _ends(archive: zipfile.ZipFile) -> dict[int, int]:
    """Where each entry ends: where the next one begins, or the table behind the last."""
    starts = sorted({info.header_offset for info in archive.infolist()})
    return dict(pairwise([*starts, archive.start_dir]))


def _copy(packed: bytes, info: zipfile.ZipInfo, stream: io.BytesIO, archive: zipfile.ZipFile) -> None:
    """Puts a packed entry at the end of the new zip, and into the table that it writes when it is closed."""
    there = copy(info)
    there.header_offset = archive.start_dir
    stream.seek(archive.start_dir)
    stream.write(packed)
    archive.start_dir = stream.tell()
    archive.filelist.append(there)


def _empty(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The name, date and kind of packing of an entry whose content is new."""
    made = zipfile.ZipInfo(info.filename, info.date_time)
    stored = info.compress_type == zipfile.ZIP_STORED
    made.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    made.create_system, made.external_attr, made.comment = info.create_system, info.external_attr, info.comment
    return made


def _new(name: str) -> zipfile.ZipInfo:
    # The date that Word itself writes; the time of day would make two runs differ.
    made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    made.compress_type = zipfile.ZIP_DEFLATED
    return made
