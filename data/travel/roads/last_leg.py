"""Private roads and tracks lead to and from an address, never through.

A leg is private road, public road, private road, in that order; any of the three may be
empty. The network gets two more copies of its last-leg streets, one for leaving the first
address and one for reaching the second, joined to the public roads one way each. The search
itself then needs to know nothing about it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.travel.roads.streets import Streets
from data.travel.roads.weights import FORBIDDEN

Longs = npt.NDArray[np.int64]

STEP = 1
"""Weight of passing from one copy to the next: the least there is, 0.1 m and no time."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layered:
    """Streets in three layers, and where each address starts and ends on them.

    Parameters
    ----------
    source, target : shape (n,)
        Node from which a leg of each address leaves, and at which it arrives.
    """

    streets: Streets
    source: Longs
    target: Longs


def layered(split: Streets, address: Longs) -> Layered:
    """Take last-leg streets apart from the public ones.

    Parameters
    ----------
    split
        Streets with the addresses built in.
    address : shape (n,)
        Node of each address.
    """
    last, public = split.last_leg, ~split.last_leg
    touched = np.unique(np.concatenate([split.tail[last], split.head[last]]))
    copy = np.full(split.nodes, -1, dtype=np.int64)
    copy[touched] = np.arange(touched.size)
    leaving, reaching = split.nodes + copy, split.nodes + touched.size + copy
    on_public = np.zeros(split.nodes, dtype=np.bool_)
    on_public[split.tail[public]] = True
    on_public[split.head[public]] = True
    gates = touched[on_public[touched]]
    private = (copy[address] >= 0) & ~on_public[address]
    homes = np.unique(address[private])
    step_tail = np.concatenate([leaving[gates], gates, leaving[homes]])
    step_head = np.concatenate([gates, reaching[gates], reaching[homes]])
    tail, head = split.tail[last], split.head[last]
    forward, backward = split.forward[last], split.backward[last]
    one_way = np.full(step_tail.size, FORBIDDEN)
    layers = Streets(
        nodes=split.nodes + 2 * touched.size,
        tail=np.concatenate([split.tail[public], leaving[tail], reaching[tail], step_tail]),
        head=np.concatenate([split.head[public], leaving[head], reaching[head], step_head]),
        forward=np.concatenate(
            [split.forward[public], forward, forward, np.full(step_tail.size, STEP)]
        ),
        backward=np.concatenate([split.backward[public], backward, backward, one_way]),
        last_leg=np.zeros(int(public.sum()) + 2 * tail.size + step_tail.size, dtype=np.bool_),
    )
    return Layered(
        streets=layers,
        source=np.where(private, leaving[address], address),
        target=np.where(private, reaching[address], address),
    )
