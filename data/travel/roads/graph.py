"""The road graph of one mode: straight segments between points, kept small and exact."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from data.travel.great_circle import crow_metres
from data.write.atomic import write_files

Ints = npt.NDArray[np.int32]
Shorts = npt.NDArray[np.int16]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

DECI_KMH = 10
"""Speeds are kept in tenths of km/h."""

FORMAT = 1
"""Number of the file layout; an older file is built anew."""

DEGREE = 10_000_000
"""Coordinates are whole ten-millionths of a degree, as in OpenStreetMap itself: 32-bit
floating point would move a point by 0.4 m, enough to snap it to another road."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoadGraph:
    """Undirected segments, at most one between two nodes, with a speed each way.

    Parameters
    ----------
    lat7, lon7 : shape (nodes,)
        Ten-millionths of a degree.
    tail, head : shape (segments,)
        Node rows; ``tail < head``.
    forward, backward : shape (segments,), tenths of km/h
        Speed from tail to head and back; 0 where that is forbidden.
    last_leg : shape (segments,)
        True where one may only begin or end a leg: private roads, tracks, and what can be
        reached through them alone.
    """

    lat7: Ints
    lon7: Ints
    tail: Ints
    head: Ints
    forward: Shorts
    backward: Shorts
    last_leg: Flags

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return int(self.lat7.size)

    def metres(self) -> Floats:
        """Length of each segment, shape (segments,), metres."""
        lat, lon = self.lat7 / DEGREE, self.lon7 / DEGREE
        return crow_metres(lat[self.tail], lon[self.tail], lat[self.head], lon[self.head])


def joined(graph: RoadGraph) -> RoadGraph:
    """The graph with at most one segment between two nodes and none from a node to itself.

    Of parallel segments the faster speed of each direction counts. They are straight and
    equally long, so this is the quickest way; adding them up would be the classic mistake.
    """
    swap = graph.tail > graph.head
    low = np.where(swap, graph.head, graph.tail).astype(np.int64)
    high = np.where(swap, graph.tail, graph.head).astype(np.int64)
    key, group = np.unique(low * max(graph.nodes, 1) + high, return_inverse=True)
    forward, backward = np.zeros(key.size, np.int16), np.zeros(key.size, np.int16)
    np.maximum.at(forward, group, np.where(swap, graph.backward, graph.forward))
    np.maximum.at(backward, group, np.where(swap, graph.forward, graph.backward))
    last_leg = np.ones(key.size, dtype=np.bool_)
    np.logical_and.at(last_leg, group, graph.last_leg)
    tail, head = np.divmod(key, max(graph.nodes, 1))
    keep = tail != head
    return RoadGraph(
        lat7=graph.lat7,
        lon7=graph.lon7,
        tail=tail[keep].astype(np.int32),
        head=head[keep].astype(np.int32),
        forward=forward[keep],
        backward=backward[keep],
        last_leg=last_leg[keep],
    )


def _mainland(graph: RoadGraph, using: Flags) -> Flags:
    """Nodes of the largest strongly connected part of the segments ``using``; (nodes,)."""
    there, back = using & (graph.forward > 0), using & (graph.backward > 0)
    tail = np.concatenate([graph.tail[there], graph.head[back]])
    head = np.concatenate([graph.head[there], graph.tail[back]])
    arcs = csr_matrix((np.ones(tail.size, np.int8), (tail, head)), shape=(graph.nodes, graph.nodes))
    label = connected_components(arcs, directed=True, connection="strong")[1]
    return np.asarray(label == np.argmax(np.bincount(label)))


def _restricted(graph: RoadGraph, nodes: Flags) -> RoadGraph:
    """The graph of ``nodes`` (a mask) and the segments between them, renumbered."""
    row = np.cumsum(nodes) - 1
    keep = nodes[graph.tail] & nodes[graph.head]
    return RoadGraph(
        lat7=graph.lat7[nodes],
        lon7=graph.lon7[nodes],
        tail=row[graph.tail[keep]].astype(np.int32),
        head=row[graph.head[keep]].astype(np.int32),
        forward=graph.forward[keep],
        backward=graph.backward[keep],
        last_leg=graph.last_leg[keep],
    )


def connected(graph: RoadGraph) -> RoadGraph:
    """The part of a joined graph from and to which everything can be reached.

    Public roads that hang on private ones alone become last-leg segments too, so that every
    address reaches every other by private road, public road, private road, in that order.
    """
    if graph.tail.size == 0:
        return graph
    whole = _restricted(graph, _mainland(graph, np.ones(graph.tail.size, dtype=np.bool_)))
    public = _mainland(whole, ~whole.last_leg)
    last_leg = whole.last_leg | ~(public[whole.tail] & public[whole.head])
    return RoadGraph(
        lat7=whole.lat7,
        lon7=whole.lon7,
        tail=whole.tail,
        head=whole.head,
        forward=whole.forward,
        backward=whole.backward,
        last_leg=last_leg,
    )


def save_graph(graph: RoadGraph, path: Path, source: str) -> None:
    """Write ``graph`` to a compressed ``.npz`` file, whole or not at all."""
    content = BytesIO()
    np.savez_compressed(
        content,
        about=np.array(json.dumps({"format": FORMAT, "source": source})),
        lat7=graph.lat7,
        lon7=graph.lon7,
        tail=graph.tail,
        head=graph.head,
        forward=graph.forward,
        backward=graph.backward,
        last_leg=graph.last_leg,
    )
    write_files(path.parent, {path.name: content.getvalue()})


def load_graph(path: Path) -> tuple[RoadGraph, str]:
    """The graph written by ``save_graph``, and its source in words.

    Raises
    ------
    ValueError, OSError, KeyError
        If the file is no such graph.
    """
    with np.load(path, allow_pickle=False) as arrays:
        about = json.loads(str(arrays["about"]))
        if about["format"] != FORMAT:
            raise ValueError(f"Road graph layout {about['format']} is not {FORMAT}.")
        graph = RoadGraph(
            **{
                name: arrays[name]
                for name in ("lat7", "lon7", "tail", "head", "forward", "backward", "last_leg")
            }
        )
    return graph, str(about["source"])
