"""Our ids as FHIR ids, and back: letters, digits, ``-`` and ``.``, 64 at most."""

from __future__ import annotations

import hashlib
import re

MOST_LETTERS = 64
_MAY_STAND = re.compile(r"[A-Za-z0-9-]")
HASHED = ".."
"""Begins the id of something whose own id is too long; no other id has two points in a row."""


def fhir_id(known_as: str) -> str:
    """An id of ours; what may not stand in a FHIR id is written as ``.`` and two hex digits."""
    found = "".join(
        letter if _MAY_STAND.match(letter) else "".join(f".{byte:02X}" for byte in letter.encode())
        for letter in known_as
    )
    if len(found) <= MOST_LETTERS:
        return found
    return HASHED + hashlib.sha256(known_as.encode()).hexdigest()[:40]


def own_id(written: str) -> str | None:
    """The id of ours that a FHIR id stands for; nothing where it is hashed or none of ours."""
    if written.startswith(HASHED):
        return None
    try:
        found = re.sub(
            r"(?:\.[0-9A-F]{2})+",
            lambda hexed: bytes.fromhex(hexed[0].replace(".", "")).decode(),
            written,
        )
    except UnicodeDecodeError:
        return None
    return found if fhir_id(found) == written else None
