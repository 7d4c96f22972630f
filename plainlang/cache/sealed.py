"""Results that only whoever holds the letter can read.

A result quotes words of its letter. So it is locked (AES-256 in GCM) with a key made from the letter's own bytes, and
it is filed under another digest of the same bytes. Neither the key nor the letter is kept.

What this guards against: whoever gets the file of the cache alone (in a backup, on a lost disk, as the administrator
of the machine) reads no word of a letter in it, and nobody can change a result unseen without the letter.

What it does not guard against:
- Whoever has a copy of a letter can tell that it was checked here, and can read its result.
- Whoever can guess a letter to the last byte can try the guess. A letter made from a known form, in which only a name
  and an amount were filled in, can be found by trying all names and amounts.
- How many letters were checked, on which day they were last asked for, and how long each result is, can be seen.
- A digest of a sentence, kept under `lookup_key` too, tells whoever guesses the sentence that it stood in some letter.

The key is always the same for the same bytes, therefore the nonce is random: two results sealed with one key share
nothing.
"""

from __future__ import annotations

import os
import zlib
from hashlib import blake2b

_TO_SEAL = b"plainlang seal 1"
_TO_FIND = b"plainlang find 1"
_NONCE = 12
_PLAIN, _PACKED = b"\x00", b"\x01"


def lookup_key(secret: bytes) -> bytes:
    """The 32 bytes under which a result of these bytes is kept. They say nothing about the key it is sealed with."""
    return _digest(secret, _TO_FIND)


def seal(secret: bytes, content: bytes) -> bytes:
    """`content`, packed, and locked with a key made from `secret`. It differs at each call."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    packed = zlib.compress(content, 1)
    inside = _PACKED + packed if len(packed) < len(content) else _PLAIN + content
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_digest(secret, _TO_SEAL)).encrypt(nonce, inside, None)


def unseal(secret: bytes, sealed: bytes) -> bytes | None:
    """What was sealed with `secret`; None when it is damaged, or was sealed with another one."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, locked = sealed[:_NONCE], sealed[_NONCE:]
    if len(nonce) < _NONCE:
        return None
    try:
        inside = AESGCM(_digest(secret, _TO_SEAL)).decrypt(nonce, locked, None)
    except InvalidTag:
        return None
    return zlib.decompress(inside[1:]) if inside[:1] == _PACKED else inside[1:]


def _digest(secret: bytes, purpose: bytes) -> bytes:
    return blake2b(secret, digest_size=32, person=purpose).digest()
