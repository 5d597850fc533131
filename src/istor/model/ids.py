"""Ids made from content: the same thing has the same id in every process, on every machine."""

import hashlib
import unicodedata

LETTERS = 12


def content_id(kind: str, *parts: object) -> str:
    """``kind`` and the first hex digits of the SHA-256 over ``parts`` (as NFC text, so that spelling forms agree)."""
    text = "\x1f".join(unicodedata.normalize("NFC", str(p)) for p in parts)
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:LETTERS]}"


def digest(data: bytes) -> str:
    """SHA-256 of ``data`` in hex."""
    return hashlib.sha256(data).hexdigest()
