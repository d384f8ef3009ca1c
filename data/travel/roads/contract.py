"""Shortens a network to the nodes at which a choice is made.

Dead ends without an address are cut off; nodes with two neighbours vanish into one street.
Weights are whole numbers, so routes keep exactly their length.

References
----------
.. [1] Dibbelt, J., Strasser, B., Wagner, D. (2016). Customizable contraction hierarchies.
       *ACM Journal of Experimental Algorithmics*, 21, 1.5. https://doi.org/10.1145/2886843
       (the idea of contracting what no route has to decide, here for degree two only).
.. [2] Wyllie, J. C. (1979). The complexity of parallel computations. Cornell University,
       TR79-387 (pointer jumping).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.travel.roads.streets import Streets
from data.travel.roads.weights import FORBIDDEN

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Arcs:
    """Directed arcs between the nodes that remain; at most one from a node to another.

    Parameters
    ----------
    kept : shape (k,)
        Original node of each row, ascending.
    tail, head : shape (arcs,)
        Rows of ``kept``.
    weight : shape (arcs,)
        Packed weights.
    """

    kept: Longs
    tail: Longs
    head: Longs
    weight: Longs


def _without_dead_ends(streets: Streets, needed: Flags) -> Flags:
    """Mask of streets left when leaves that are not ``needed`` are taken off, again and again.

    Each node keeps the exclusive-or of its streets' numbers; with one street left, that is
    its number.
    """
    number = np.arange(streets.tail.size, dtype=np.int64)
    degree = np.bincount(streets.tail, minlength=streets.nodes)
    degree += np.bincount(streets.head, minlength=streets.nodes)
    incident = np.zeros(streets.nodes, dtype=np.int64)
    np.bitwise_xor.at(incident, streets.tail, number)
    np.bitwise_xor.at(incident, streets.head, number)
    left = np.ones(streets.tail.size, dtype=np.bool_)
    leaves = np.flatnonzero((degree == 1) & ~needed)
    while leaves.size:
        street = np.unique(incident[leaves])
        left[street] = False
        ends = np.concatenate([streets.tail[street], streets.head[street]])
        np.subtract.at(degree, ends, 1)
        np.bitwise_xor.at(incident, ends, np.concatenate([street, street]))
        ends = np.unique(ends)
        leaves = ends[(degree[ends] == 1) & ~needed[ends]]
    return left


def _chains(streets: Streets, left: Flags, needed: Flags) -> tuple[Longs, Longs, Longs, Flags]:
    """Tail, head and weight of every arc drawn on to the next kept node, and who is kept.

    Pointer jumping: each round doubles how many nodes an arc has passed.
    """
    tail, head = streets.tail[left], streets.head[left]
    begins, ends = np.concatenate([tail, head]), np.concatenate([head, tail])
    weight = np.concatenate([streets.forward[left], streets.backward[left]])
    arcs = begins.size
    number = np.arange(arcs, dtype=np.int64)
    kept = needed | (np.bincount(begins, minlength=streets.nodes) != 2)
    leaving = np.zeros(streets.nodes, dtype=np.int64)
    np.bitwise_xor.at(leaving, begins, number)
    reverse = (number + tail.size) % max(arcs, 1)
    following = np.where(kept[ends], number, leaving[ends] ^ reverse)
    for _ in range(max(arcs, 1).bit_length()):
        on_the_way = np.flatnonzero(~kept[ends] & (following != number))
        if on_the_way.size == 0:
            break
        step = following[on_the_way]
        weight[on_the_way] = np.minimum(weight[on_the_way] + weight[step], FORBIDDEN)
        ends[on_the_way] = ends[step]
        following[on_the_way] = following[step]
    return begins, ends, weight, kept


def contracted(streets: Streets, needed_nodes: Longs) -> Arcs:
    """The arcs between junctions and ``needed_nodes``; routes between these stay exact."""
    needed = np.zeros(streets.nodes, dtype=np.bool_)
    needed[needed_nodes] = True
    left = _without_dead_ends(streets, needed)
    tail, head, weight, kept = _chains(streets, left, needed)
    whole = kept[tail] & kept[head] & (tail != head) & (weight < FORBIDDEN)
    tail, head, weight = tail[whole], head[whole], weight[whole]
    order = np.lexsort((weight, head, tail))
    tail, head, weight = tail[order], head[order], weight[order]
    least = np.ones(tail.size, dtype=np.bool_)
    least[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    nodes = np.unique(np.concatenate([tail, head, needed_nodes]))
    return Arcs(
        kept=nodes,
        tail=np.searchsorted(nodes, tail[least]),
        head=np.searchsorted(nodes, head[least]),
        weight=weight[least],
    )
