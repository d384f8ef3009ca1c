"""Reads the ways of an OpenStreetMap file (``.osm.pbf``, ``.osm``, ``.osm.gz``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import osmium

from data.travel.roads.graph import RoadGraph, connected, joined
from data.travel.roads.profiles import Profile
from data.travel.roads.tags import Use, use
from scheduler.domain.errors import InputError
from scheduler.domain.travel import Mode


@dataclass(slots=True)
class _Gathered:
    """The segments one profile may use, in the order read; node numbers are the file's."""

    tail: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    forward: list[int] = field(default_factory=list)
    backward: list[int] = field(default_factory=list)
    last_leg: list[bool] = field(default_factory=list)

    def add(self, way: Sequence[int], how: Use) -> None:
        """Append the segments of one stretch of way (node numbers in order)."""
        count = len(way) - 1
        self.tail.extend(way[:-1])
        self.head.extend(way[1:])
        self.forward.extend([how.forward] * count)
        self.backward.extend([how.backward] * count)
        self.last_leg.extend([how.last_leg] * count)


@dataclass(slots=True)
class _Survey:
    """What one pass over the file has found."""

    where: dict[int, tuple[int, int]] = field(default_factory=dict)
    barriers: dict[int, str] = field(default_factory=dict)


def file_date(path: Path) -> str:
    """Date of the data as the file's header gives it, ``YYYY-MM-DD``, or ``unknown``."""
    header = osmium.io.Reader(str(path)).header()
    stamp = header.get("osmosis_replication_timestamp", "") or header.get("timestamp", "")
    return stamp[:10] or "unknown"


def _stretches(nodes: Iterable[osmium.osm.NodeRef], survey: _Survey) -> list[list[int]]:
    """Node numbers of a way, cut where the file lacks a node; notes each node's position."""
    stretches: list[list[int]] = [[]]
    for node in nodes:
        place = node.location
        if place.valid():
            survey.where[node.ref] = (place.y, place.x)
            stretches[-1].append(node.ref)
        elif stretches[-1]:
            stretches.append([])
    return [stretch for stretch in stretches if len(stretch) > 1]


def read_osm(path: Path, profiles: Mapping[Mode, Profile]) -> dict[Mode, RoadGraph]:
    """Road graphs of several modes from one reading of an OpenStreetMap file.

    Parameters
    ----------
    path
        Anything the osmium library reads.
    profiles
        How each mode uses the ways.

    Raises
    ------
    InputError
        If the file cannot be read, or has no road for a mode.
    """
    survey = _Survey()
    found = {mode: _Gathered() for mode in profiles}
    try:
        _survey_ways(path, profiles, survey, found)
    except (RuntimeError, OSError) as fault:
        raise InputError(
            f"The road file {path.name} cannot be read: {fault}\n"
            "Maybe it is incomplete; download it again, or give an .osm.pbf file."
        ) from fault
    return {mode: _graph(found[mode], survey, profiles[mode], path.name) for mode in profiles}


def _survey_ways(
    path: Path,
    profiles: Mapping[Mode, Profile],
    survey: _Survey,
    found: Mapping[Mode, _Gathered],
) -> None:
    """One pass over the file: barriers first (nodes come before ways), then every road."""
    wanted = osmium.filter.KeyFilter("highway", "barrier")
    for thing in osmium.FileProcessor(str(path)).with_locations().with_filter(wanted):
        if isinstance(thing, osmium.osm.Node):
            survey.barriers[thing.id] = thing.tags.get("barrier") or ""
        elif isinstance(thing, osmium.osm.Way) and "highway" in thing.tags:
            tags = {tag.k: tag.v for tag in thing.tags}
            stretches: list[list[int]] | None = None
            for mode, profile in profiles.items():
                how = use(tags, profile)
                if how is not None:
                    stretches = stretches or _stretches(thing.nodes, survey)
                    for stretch in stretches:
                        found[mode].add(stretch, how)


def _graph(found: _Gathered, survey: _Survey, profile: Profile, name: str) -> RoadGraph:
    """The connected graph of the segments one profile may use."""
    if not found.tail:
        raise InputError(f"The road file {name} holds no road for mode {profile.mode}.")
    ends = np.array([found.tail, found.head], dtype=np.int64)
    numbers, rows = np.unique(ends, return_inverse=True)
    where = np.array([survey.where[number] for number in numbers.tolist()], dtype=np.int32)
    rows = rows.reshape(2, -1).astype(np.int32)
    closed = np.array(
        [survey.barriers.get(number) in profile.blocking_barriers for number in numbers.tolist()],
        dtype=np.bool_,
    )
    open_to_all = ~(closed[rows[0]] | closed[rows[1]])
    raw = RoadGraph(
        lat7=where[:, 0],
        lon7=where[:, 1],
        tail=rows[0][open_to_all],
        head=rows[1][open_to_all],
        forward=np.array(found.forward, dtype=np.int16)[open_to_all],
        backward=np.array(found.backward, dtype=np.int16)[open_to_all],
        last_leg=np.array(found.last_leg, dtype=np.bool_)[open_to_all],
    )
    return connected(joined(raw))
