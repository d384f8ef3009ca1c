"""The network of one question: the road graph with the addresses' feet built in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.travel.roads.graph import DECI_KMH, RoadGraph
from data.travel.roads.snap import Feet
from data.travel.roads.weights import DISTANCE, FORBIDDEN, packed, unpacked

Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Streets:
    """Undirected streets between nodes, at most one between two, with a weight each way.

    Parameters
    ----------
    nodes
        How many nodes there are.
    tail, head : shape (streets,)
    forward, backward : shape (streets,)
        Packed weights (see ``weights``), ``FORBIDDEN`` where one may not go.
    last_leg : shape (streets,)
    """

    nodes: int
    tail: Longs
    head: Longs
    forward: Longs
    backward: Longs
    last_leg: Flags


def streets(graph: RoadGraph) -> Streets:
    """The whole graph with its weights."""
    metres = graph.metres()
    return Streets(
        nodes=graph.nodes,
        tail=graph.tail.astype(np.int64),
        head=graph.head.astype(np.int64),
        forward=_weights(metres, graph.forward),
        backward=_weights(metres, graph.backward),
        last_leg=graph.last_leg,
    )


def _weights(metres: Floats, speed: npt.NDArray[np.int16]) -> Longs:
    """Packed weight of each segment at ``speed`` tenths of km/h; 0 is forbidden."""
    metres_a_second = np.maximum(speed, 1) / DECI_KMH / 3.6
    return np.asarray(np.where(speed > 0, packed(metres / metres_a_second, metres), FORBIDDEN))


def with_feet(whole: Streets, feet: Feet) -> tuple[Streets, Longs]:
    """Split segments where addresses join them.

    A foot at the end of a segment is that node; feet at one point share a node.

    Returns
    -------
    split
        The same streets, cut.
    node : shape (n,)
        Node of each foot.
    """
    node = np.where(feet.share == 0.0, whole.tail[feet.segment], whole.head[feet.segment])
    inside = np.flatnonzero((feet.share > 0.0) & (feet.share < 1.0))
    if inside.size == 0:
        return whole, node
    points = np.column_stack([feet.segment[inside].astype(np.float64), feet.share[inside]])
    unique, member = np.unique(points, axis=0, return_inverse=True)
    node[inside] = whole.nodes + member.reshape(-1)
    segment, share = unique[:, 0].astype(np.int64), unique[:, 1]
    return _cut(whole, segment, share), node


def _cut(whole: Streets, segment: Longs, share: Floats) -> Streets:
    """Cut ``segment`` at ``share``; both of shape (k,), sorted; node k is ``nodes + k``."""
    new = whole.nodes + np.arange(segment.size)
    first = np.concatenate([[True], segment[1:] != segment[:-1]])
    last = np.concatenate([segment[1:] != segment[:-1], [True]])
    before = np.where(first, whole.tail[segment], np.roll(new, 1))
    begins = np.where(first, 0.0, np.roll(share, 1))
    piece = np.concatenate([segment, segment[last]])
    begins = np.concatenate([begins, share[last]])
    ends = np.concatenate([share, np.ones(int(last.sum()))])
    kept = np.ones(whole.tail.size, dtype=np.bool_)
    kept[segment] = False
    return Streets(
        nodes=whole.nodes + segment.size,
        tail=np.concatenate([whole.tail[kept], before, new[last]]),
        head=np.concatenate([whole.head[kept], new, whole.head[segment[last]]]),
        forward=np.concatenate([whole.forward[kept], _part(whole.forward[piece], begins, ends)]),
        backward=np.concatenate([whole.backward[kept], _part(whole.backward[piece], begins, ends)]),
        last_leg=np.concatenate([whole.last_leg[kept], whole.last_leg[piece]]),
    )


def _part(weight: Longs, begins: Floats, ends: Floats) -> Longs:
    """Weight of the piece between two shares of a segment; the pieces add up to the whole."""
    ticks, decimetres = unpacked(weight)
    part = [
        np.rint(ends * amount).astype(np.int64) - np.rint(begins * amount).astype(np.int64)
        for amount in (ticks, decimetres)
    ]
    return np.asarray(
        np.where(weight < FORBIDDEN, np.maximum(1, part[0] * DISTANCE + part[1]), FORBIDDEN)
    )
