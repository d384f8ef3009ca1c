"""Passwords: argon2, a few at once, and as slow for a login that does not exist."""

from __future__ import annotations

import threading

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

LEAST_LETTERS = 12
LEAST_DIFFERENT = 5
AT_ONCE = 2
"""Checks that may run side by side: each takes 64 MiB and a core for a third of a second."""

_HASHES = PasswordHash((Argon2Hasher(),))
_turn = threading.BoundedSemaphore(AT_ONCE)
_NOBODY = _HASHES.hash("nobody has this password")


def password_hash(password: str) -> str:
    """What is kept of a password."""
    with _turn:
        return _HASHES.hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Whether the password is the one kept; takes as long where none is."""
    with _turn:
        right = _HASHES.verify(password, kept or _NOBODY)
    return right and kept is not None


def what_is_weak(password: str, login: str) -> str | None:
    """Why a new password is refused, in a sentence, if it is."""
    if len(password) < LEAST_LETTERS:
        return f"A password has at least {LEAST_LETTERS} letters."
    if len(set(password)) < LEAST_DIFFERENT:
        return f"A password has at least {LEAST_DIFFERENT} different letters."
    if login.lower() in password.lower():
        return "A password does not hold the login."
    return None
