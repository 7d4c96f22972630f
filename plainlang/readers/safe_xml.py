"""XML from a document somebody sent: no entities, nothing fetched, no absurd depth."""

from __future__ import annotations

from typing import Any

from lxml import etree

MAX_DEPTH = 200
"""Elements within elements; letters stay under 70, and Python's own stack ends near 1000 calls."""
_too_deep = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 2)})")  # counting ancestors takes ten times as long


class DoctypeError(Exception):
    """The XML declares a DOCTYPE, which no office document does."""


class UnsoundError(Exception):
    """The XML is broken, or nested absurdly deep."""


def parse_safely(data: bytes) -> Any:
    """The root element, without comments and processing instructions. Raises DoctypeError and UnsoundError."""
    if b"<!DOCTYPE" in data:
        raise DoctypeError
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnsoundError from error
    # A DOCTYPE in UTF-16 slips past the search for bytes above.
    if root.getroottree().docinfo.doctype:
        raise DoctypeError
    if _too_deep(root):
        raise UnsoundError
    return root
