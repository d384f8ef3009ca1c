"""Every error raised on purpose.

RosterError            base; ``code`` is stable and documented in README.md
├── InputError         R100  what was given is wrong or contradicts itself
└── ScoreDriftError    R900  our own bug: two ways of computing one number disagree

The first line of a message holds the values; a second line, where there is one,
is advice that begins "Maybe".
"""

from __future__ import annotations

from typing import ClassVar


class RosterError(Exception):
    """Base of every error this project raises on purpose."""

    code: ClassVar[str] = "R000"


class InputError(RosterError):
    """What was given is wrong or contradicts itself; the caller can mend it."""

    code: ClassVar[str] = "R100"


class ScoreDriftError(RosterError):
    """Two independent computations of one number disagree: a defect of ours."""

    code: ClassVar[str] = "R900"
