"""Figures as they stand in TOML: a value, what it rests on, and its unit in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Plain: TypeAlias = object
"""What a TOML file can hold."""

MARKS = ("found", "recalled", "proposal")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DURATION = re.compile(r"(?:(\d+) ?h)? ?(?:(\d+) ?min)? ?(?:(\d+) ?s)?")
_CLOCK = re.compile(r"(\d\d):(\d\d)")
_POUNDS = re.compile(r"£(\d+)\.(\d\d)")
_PENCE = re.compile(r"(\d+)p")


@dataclass(slots=True)
class Figures:
    """What was found in one file.

    Parameters
    ----------
    values
        Bare values by section: durations and clock times in seconds, money in pence.
    sources
        What each figure rests on, by dotted name.
    timed
        Dotted names of the figures written with a unit of time.
    faults
        One sentence for each thing wrong with a wrapping.
    """

    values: dict[str, Plain] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    timed: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def open_figures(table: Mapping[str, Plain], *, about: str, under: str = "") -> Figures:
    """Take the values out of their wrappings.

    Parameters
    ----------
    about
        Key of the sentence each figure needs: ``source`` (which also needs a mark of
        ``MARKS``) or ``why``.
    """
    found = Figures()
    for key, entry in table.items():
        name = f"{under}{key}"
        if not isinstance(entry, Mapping):
            found.faults.append(f"{name}: is a bare value; write {{ value = ..., {about} = ... }}.")
        elif "value" not in entry and about not in entry:
            inner = open_figures(entry, about=about, under=f"{name}.")
            found.values[key] = inner.values
            found.sources.update(inner.sources)
            found.timed |= inner.timed
            found.faults += inner.faults
        else:
            _add_figure(found, name, entry, about)
    return found


def _add_figure(found: Figures, name: str, entry: Mapping[str, Plain], about: str) -> None:
    """Put one wrapped figure into ``found``, with what is wrong with its wrapping."""
    allowed = {"value", about} | ({"mark"} if about == "source" else set())
    found.faults += [f"{name}.{extra}: is not known." for extra in entry if extra not in allowed]
    sentence = entry.get(about)
    if not isinstance(sentence, str) or not sentence.strip():
        found.faults.append(f"{name}: has no {about}.")
    if about == "source" and entry.get("mark") not in MARKS:
        found.faults.append(f"{name}: has no mark out of {', '.join(MARKS)}.")
    if "value" not in entry:
        found.faults.append(f"{name}: has no value.")
        return
    value = entry["value"]
    if isinstance(value, int) and value < 0:
        found.faults.append(f"{name}: is negative.")
    mark = f"{entry.get('mark')}: " if about == "source" else ""
    found.sources[name] = f"{mark}{sentence}"
    found.values[name.rpartition(".")[2]] = _bare(value)
    parts = value.values() if isinstance(value, Mapping) else [value]
    if all(isinstance(part, str) and is_time(part) for part in parts):
        found.timed.add(name)


def is_time(text: str) -> bool:
    """Whether the text is a duration or a clock time with its unit."""
    duration = _DURATION.fullmatch(text)
    return bool(_CLOCK.fullmatch(text) or (duration and any(duration.groups())))


def _bare(value: Plain) -> Plain:
    """A value with units resolved; a true or false becomes a word, no figure being one."""
    if isinstance(value, Mapping):
        return {
            key: _weekdays(inner) if key == "weekdays" else _bare(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    if isinstance(value, bool):
        return str(value)
    return _number(value) if isinstance(value, str) else value


def _number(text: str) -> Plain:
    """Seconds or pence where the text has a known unit; otherwise the text itself."""
    if match := _CLOCK.fullmatch(text):
        return int(match[1]) * 3600 + int(match[2]) * 60
    if match := _POUNDS.fullmatch(text):
        return int(match[1]) * 100 + int(match[2])
    if match := _PENCE.fullmatch(text):
        return int(match[1])
    match = _DURATION.fullmatch(text)
    if match and any(match.groups()):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds
    return text


def _weekdays(text: Plain) -> Plain:
    """Numbers of the weekdays from ``Mon-Fri`` or ``Sat``; the text itself if it is neither."""
    first, _, last = str(text).lower().partition("-")
    if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
        return text
    return list(range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1))
