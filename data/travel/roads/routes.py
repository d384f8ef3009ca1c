"""Quickest routes between all addresses over one road graph."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from data.travel.roads.contract import Arcs, contracted
from data.travel.roads.last_leg import layered
from data.travel.roads.snap import Feet
from data.travel.roads.streets import Streets, with_feet
from data.travel.roads.weights import DAY, FORBIDDEN, unpacked

Longs = npt.NDArray[np.int64]

CELLS_AT_ONCE = 2_000_000
"""Distances held in memory while searching: 16 MB."""


def quickest(whole: Streets, feet: Feet) -> tuple[Longs, Longs]:
    """Ticks and decimetres of the quickest route between every ordered pair of feet.

    Parameters
    ----------
    whole
        The network.
    feet
        Where n addresses join it.

    Returns
    -------
    ticks, decimetres : shape (n, n)
        Asymmetric; ``FORBIDDEN`` where there is no route within a day.
    """
    split, node = with_feet(whole, feet)
    layers = layered(split, node)
    arcs = contracted(layers.streets, np.concatenate([layers.source, layers.target]))
    sources, from_row = np.unique(layers.source, return_inverse=True)
    targets, to_row = np.unique(layers.target, return_inverse=True)
    weight = _search(arcs, sources, targets)[np.ix_(from_row.reshape(-1), to_row.reshape(-1))]
    ticks, decimetres = unpacked(weight)
    none = weight >= FORBIDDEN
    return np.where(none, FORBIDDEN, ticks), np.where(none, FORBIDDEN, decimetres)


def _search(arcs: Arcs, sources: Longs, targets: Longs) -> Longs:
    """Packed weights from each source to each target node, by Dijkstra's algorithm."""
    size = arcs.kept.size
    network = csr_matrix((arcs.weight.astype(np.float64), (arcs.tail, arcs.head)), (size, size))
    rows, columns = np.searchsorted(arcs.kept, sources), np.searchsorted(arcs.kept, targets)
    found = np.empty((rows.size, columns.size), dtype=np.int64)
    block = max(1, CELLS_AT_ONCE // max(1, size))
    for start in range(0, rows.size, block):
        some = slice(start, start + block)
        reach = dijkstra(network, indices=rows[some], limit=float(DAY))[:, columns]
        found[some] = np.where(np.isfinite(reach), reach, float(FORBIDDEN)).astype(np.int64)
    return found
