"""Server-sent events: read as they come, and gone on with after the last one seen."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import httpx

from api.client.problem import ProblemError
from api.client.wire import Json, Wire, refuse

ENDS = frozenset({"done", "cancelled", "failed"})
"""Events after which a job has no more."""
WAIT_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to a job."""

    id: str
    kind: str
    at: str
    body: Json


def events(wire: Wire, path: str, after: str | None = None, tries: int = 20) -> Iterator[Event]:
    """Events from the first, or after one seen before, to the job's end.

    A connection that breaks is made anew and gone on with where it was, without a gap and
    without a repeat.

    Parameters
    ----------
    tries
        Connections in a row that may break without having brought anything.

    Raises
    ------
    ProblemError
        As the service refuses; of code ``no-answer`` if it stays away.
    """
    seen, left = after, tries
    while True:
        try:
            for event in _once(wire, path, seen):
                seen, left = event.id, tries
                yield event
                if event.kind in ENDS:
                    return
        except httpx.TransportError as error:
            if left <= 1:
                raise ProblemError(0, "no-answer", {"detail": str(error)}) from error
        left -= 1
        if left <= 0:
            raise ProblemError(0, "no-answer", {"detail": "The events ended before the job did."})
        time.sleep(WAIT_S)


def _once(wire: Wire, path: str, seen: str | None) -> Iterator[Event]:
    headers = {"Accept": "text/event-stream"}
    if seen is not None:
        headers["Last-Event-ID"] = seen
    with wire.http.stream("GET", path, headers=headers, timeout=None) as answer:
        if answer.status_code >= 400:
            answer.read()
            refuse(answer)
        yield from parsed(answer.iter_lines())


def parsed(lines: Iterable[str]) -> Iterator[Event]:
    """Events in lines of a stream; comments and what is cut off at its end are none."""
    fields: dict[str, list[str]] = {}
    for line in lines:
        if line:
            name, _, value = line.partition(":")
            fields.setdefault(name, []).append(value.removeprefix(" "))
            continue
        if "data" in fields:
            said = json.loads("\n".join(fields["data"]))
            yield Event(
                id=fields.get("id", [""])[-1],
                kind=fields.get("event", [said.get("kind", "message")])[-1],
                at=str(said.get("at", "")),
                body=said.get("body", {}),
            )
        fields = {}
