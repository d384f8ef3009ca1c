"""Routes over random networks, proved against a search that shortens nothing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import floyd_warshall

from data.travel.roads.contract import contracted
from data.travel.roads.routes import quickest
from data.travel.roads.snap import Feet
from data.travel.roads.streets import Streets, with_feet
from data.travel.roads.weights import DISTANCE, FORBIDDEN, packed, unpacked

Longs = npt.NDArray[np.int64]
TICKS = st.one_of(st.just(0), st.integers(1, 10**6))
"""Ticks of one direction; 0 stands for forbidden."""


@st.composite
def networks(draw: st.DrawFn) -> Streets:
    """Up to twelve nodes, sparse enough to have dead ends, chains and rings."""
    nodes = draw(st.integers(2, 12))
    pairs = [(low, high) for high in range(nodes) for low in range(high)]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=18, unique=True))
    weights = draw(st.lists(st.tuples(TICKS, TICKS), min_size=len(chosen), max_size=len(chosen)))
    table = np.array(
        [[ticks * DISTANCE + 7 if ticks else FORBIDDEN for ticks in pair] for pair in weights],
        dtype=np.int64,
    )
    return Streets(
        nodes=nodes,
        tail=np.array([low for low, _ in chosen], dtype=np.int64),
        head=np.array([high for _, high in chosen], dtype=np.int64),
        forward=table[:, 0],
        backward=table[:, 1],
        last_leg=np.zeros(len(chosen), dtype=np.bool_),
    )


def plain(streets: Streets) -> Longs:
    """Least weight between all pairs of nodes by Floyd and Warshall's algorithm."""
    dense = np.full((streets.nodes, streets.nodes), np.inf)
    for tail, head, weight in (
        (streets.tail, streets.head, streets.forward),
        (streets.head, streets.tail, streets.backward),
    ):
        open_ways = weight < FORBIDDEN
        dense[tail[open_ways], head[open_ways]] = weight[open_ways]
    np.fill_diagonal(dense, 0)
    found = floyd_warshall(dense)
    return np.where(np.isfinite(found), found, float(FORBIDDEN)).astype(np.int64)


def arcs_as_streets(streets: Streets, needed: Longs) -> Streets:
    """The shortened network on its original node numbers, one street for each arc."""
    arcs = contracted(streets, needed)
    return Streets(
        nodes=streets.nodes,
        tail=arcs.kept[arcs.tail],
        head=arcs.kept[arcs.head],
        forward=arcs.weight,
        backward=np.full(arcs.tail.size, FORBIDDEN),
        last_leg=np.zeros(arcs.tail.size, dtype=np.bool_),
    )


@settings(max_examples=300, deadline=None)
@given(networks(), st.data())
def test_a_shortened_network_gives_exactly_the_same_routes(
    streets: Streets, data: st.DataObject
) -> None:
    """Between the nodes that are needed every weight is equal, to the last tick."""
    needed = np.array(
        sorted(data.draw(st.sets(st.integers(0, streets.nodes - 1), min_size=1, max_size=4))),
        dtype=np.int64,
    )
    pairs = np.ix_(needed, needed)
    assert (plain(arcs_as_streets(streets, needed))[pairs] == plain(streets)[pairs]).all()


@settings(max_examples=200, deadline=None)
@given(networks(), st.data())
def test_routes_from_the_middle_of_streets_are_exact(streets: Streets, data: st.DataObject) -> None:
    """Feet anywhere on streets: the whole chain of steps equals the plain search."""
    count = data.draw(st.integers(1, 4))
    feet = Feet(
        segment=np.array(
            data.draw(
                st.lists(st.integers(0, streets.tail.size - 1), min_size=count, max_size=count)
            ),
            dtype=np.int64,
        ),
        share=np.array(
            data.draw(
                st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=count, max_size=count)
            )
        ),
        metres=np.zeros(count),
    )
    split, node = with_feet(streets, feet)
    wanted = plain(split)[np.ix_(node, node)]
    ticks, decimetres = quickest(streets, feet)
    none = wanted >= FORBIDDEN
    assert (ticks[none] == FORBIDDEN).all()
    assert (ticks[~none] == unpacked(wanted[~none])[0]).all()
    assert (decimetres[~none] == unpacked(wanted[~none])[1]).all()


@settings(deadline=None)
@given(networks(), st.integers(0, 10**6), st.lists(st.floats(0.01, 0.99), min_size=1, max_size=5))
def test_the_pieces_of_a_street_add_up_to_it(
    streets: Streets, pick: int, shares: list[float]
) -> None:
    """However often a street is cut, its ends stay as far apart as they were.

    A piece too short for its own tick or decimetre counts one decimetre.
    """
    segment = np.full(len(shares), pick % streets.tail.size, dtype=np.int64)
    feet = Feet(segment=segment, share=np.array(shares), metres=np.zeros(len(shares)))
    split, _ = with_feet(streets, feet)
    nodes = np.arange(streets.nodes)
    longer = plain(split)[np.ix_(nodes, nodes)] - plain(streets)
    assert ((longer >= 0) & (longer <= len(shares) + 1)).all()


@given(st.floats(0, 80_000), st.floats(0, 800_000))
def test_time_and_distance_share_a_number_without_harm(seconds: float, metres: float) -> None:
    """Both come back to a twenty-thousandth of a second and half a decimetre."""
    ticks, decimetres = unpacked(packed(np.array([seconds]), np.array([metres])))
    assert abs(ticks[0] / 10_000 - seconds) <= 0.00005001
    assert abs(decimetres[0] / 10 - metres) <= 0.1001
