"""The record of what was asked for, answered, held and let go: ids only, lines are only added.

It lies beside the file of holds. Each line holds the hash of the one before it, so that one
taken out or changed later shows.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from data.publication import FIRST, records
from scheduler.domain.errors import InputError


class Did(StrEnum):
    """What a line is about."""

    ASKED = "asked"
    HELD = "held"
    EXPIRED = "expired"
    RELEASED = "released"


class Granted(StrEnum):
    """How far a wish could be granted."""

    YES = "yes"
    OTHER = "another time"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that happened.

    Parameters
    ----------
    at
        Aware date and time.
    by
        Id of who asked, held or released; ``None`` where it was not said.
    what
        Figures, ids and reasons, as they are written.
    """

    did: Did
    at: datetime
    by: str | None
    what: Mapping[str, object]


def log_beside(holds: Path) -> Path:
    """Where the record of a file of holds lies: holds.json has holds.jsonl."""
    return holds.with_suffix(".jsonl")


def add_lines(file: Path, lines: Iterable[Line]) -> None:
    """Add to the record; what is there already is never written again.

    Raises
    ------
    InputError
        If it cannot be written to.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a+b") as open_file:
            fcntl.flock(open_file, fcntl.LOCK_EX)
            open_file.seek(0)
            kept = open_file.read().splitlines()
            last = sha256(kept[-1]).hexdigest() if kept else FIRST
            for line in lines:
                text = json.dumps(_written(line, last), ensure_ascii=False).encode()
                open_file.write(text + b"\n")
                last = sha256(text).hexdigest()
    except OSError as fault:
        raise InputError(
            f"The record {file} cannot be written to ({fault.strerror}), so nothing is answered.\n"
            "Maybe keep the file of holds in another folder."
        ) from fault


def read_lines(file: Path) -> list[Line]:
    """The record, oldest first.

    Raises
    ------
    InputError
        If a line was changed or taken out since it was written.
    """
    return [_read(json.loads(text)) for text in records(file)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How the wishes of one client were answered."""

    client: str
    asked: int
    granted: Mapping[Granted, int]


def shares(lines: Iterable[Line]) -> tuple[Share, ...]:
    """Answers by client, those least often granted first: for a person to review.

    A question asked again counts again: being asked to wait is part of what is reviewed.
    """
    found: dict[str, dict[Granted, int]] = {}
    for line in lines:
        if line.did is Did.ASKED:
            own = found.setdefault(str(line.what["client"]), dict.fromkeys(Granted, 0))
            own[Granted(str(line.what["granted"]))] += 1
    listed = [
        Share(client=client, asked=sum(granted.values()), granted=granted)
        for client, granted in found.items()
    ]
    return tuple(sorted(listed, key=_least_granted))


def _least_granted(one: Share) -> tuple[float, int, str]:
    return one.granted[Granted.YES] / one.asked, -one.asked, one.client


def _written(line: Line, last: str) -> dict[str, object]:
    return {
        "did": line.did,
        "at": line.at.isoformat(timespec="seconds"),
        "by": line.by,
        **line.what,
        "previous_sha256": last,
    }


def _read(row: dict[str, object]) -> Line:
    what = {
        name: value
        for name, value in row.items()
        if name not in ("did", "at", "by", "previous_sha256")
    }
    by = row["by"]
    return Line(
        did=Did(str(row["did"])),
        at=datetime.fromisoformat(str(row["at"])),
        by=None if by is None else str(by),
        what=what,
    )
