"""The best values of a programme's variables, tier by tier, piece by piece (HiGHS).

Pieces share no row and are solved one after the other. Within a piece the first tier that
is priced is minimised; what every optimum of it has in common is then held (the rows and
bounds with a price of their own), and the next tier is minimised among them. Where that
ends on fractions, the piece is solved again over whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp
from scipy.sparse import csr_array, hstack, vstack
from scipy.sparse.csgraph import connected_components

from solver.model import Longs
from solver.polish.programme import Programme

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

PRICED = 1e-6
"""A row or bound that costs more than this a unit is one that every optimum keeps to."""
SOLVED, OUT_OF_TIME = 0, 1
WHOLE = 1e-5
"""A figure this close to a whole number is one."""
MOST_NODES = 2000
"""Branches looked into for one part: a bound that does not depend on the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Part of a programme, in steps from the values of now.

    Parameters
    ----------
    columns, sign : shape (variables,)
        Numbers of its variables in the programme; and whether a step is one up (1) or, from
        an upper bound, one down (-1): so that what is yes or no stays 0 or 1.
    rows, most : shapes (rows, variables) and (rows,)
        ``rows @ steps <= most``.
    tight : shape (rows,)
        Whether the row holds with equality.
    lower, upper : shape (variables,)
    prices : shape (tiers, variables), points
    """

    columns: Longs
    sign: Longs
    rows: csr_array
    most: Floats
    tight: Mask
    lower: Floats
    upper: Floats
    prices: Floats


def best_values(programme: Programme, seconds: float, clock: Callable[[], float]) -> Longs:
    """Values of least cost, those of now where time runs out before their piece is solved.

    Parameters
    ----------
    seconds
        Most seconds by ``clock``, kept to about a tenth.

    Returns
    -------
    values : shape (variables,)
    """
    until = clock() + seconds
    values = np.array(programme.now, dtype=np.int64)
    for piece in pieces(programme):
        steps = _whole_optimum(piece, lambda: until - clock())
        if steps is not None:
            values[piece.columns] += piece.sign * steps
    return values


def pieces(programme: Programme) -> Iterator[Piece]:
    """The parts of a programme that share no row and have anything to decide."""
    rows, most = programme.matrix()
    now = np.array(programme.now, dtype=np.int64)
    most = most - (rows @ now).astype(np.int64)
    prices = np.array([programme.prices(tier) for tier in range(len(programme.points))])
    lower, upper = np.array(programme.lower) - now, np.array(programme.upper) - now
    sign = np.where((upper == 0) & (lower < 0), -1, 1)
    rows = csr_array(rows.multiply(sign))
    lower, upper = np.where(sign < 0, 0, lower), np.where(sign < 0, -lower, upper)
    for columns, those in _parts(rows):
        if prices[:, columns].any() and (lower[columns] < upper[columns]).any():
            yield Piece(
                columns=columns,
                sign=sign[columns],
                rows=rows[those][:, columns],
                most=most[those].astype(np.float64),
                tight=np.zeros(len(those), dtype=np.bool_),
                lower=lower[columns].astype(np.float64),
                upper=upper[columns].astype(np.float64),
                prices=(prices[:, columns] * sign[columns]).astype(np.float64),
            )


def _parts(rows: csr_array) -> Iterator[tuple[Longs, Longs]]:
    """Columns and rows of each connected part of the matrix."""
    count, width = rows.shape
    joined = vstack(
        [
            hstack([csr_array((count, count)), rows]),
            hstack([csr_array(rows.T), csr_array((width, width))]),
        ]
    )
    parts, label = connected_components(joined, directed=False)
    order = np.argsort(label, kind="stable")
    for nodes in np.split(order, np.cumsum(np.bincount(label, minlength=parts))[:-1]):
        yield nodes[nodes >= count] - count, nodes[nodes < count]


def _whole_optimum(piece: Piece, left: Callable[[], float]) -> Longs | None:
    """Best steps of a piece in whole numbers, or None if there was no time for them."""
    held = piece
    steps: Floats | None = None
    for tier in np.flatnonzero(piece.prices.any(axis=1)):
        found = _on_optimal_face(held, int(tier), left())
        if found is None:
            return None
        held, steps = found
    if steps is None or not _is_whole(steps):
        steps = _whole_by_branching(piece, left)
    return None if steps is None else np.rint(steps).astype(np.int64)


def _on_optimal_face(piece: Piece, tier: int, seconds: float) -> tuple[Piece, Floats] | None:
    """An optimum of one tier, and the piece confined to all optima (complementary slackness)."""
    found = _minimise(piece, tier, seconds, whole=False)
    if found is None:
        return None
    binds = piece.tight.copy()
    binds[~piece.tight] = found.ineqlin.marginals < -PRICED
    at_lower, at_upper = found.lower.marginals > PRICED, found.upper.marginals < -PRICED
    face = replace(
        piece,
        tight=binds,
        lower=np.where(at_upper, piece.upper, piece.lower),
        upper=np.where(at_lower, piece.lower, piece.upper),
    )
    return face, found.x


def _whole_by_branching(piece: Piece, left: Callable[[], float]) -> Floats | None:
    """Best whole steps by branch and bound, each tier kept to its optimum in the next.

    Where time runs out, those met so far.
    """
    steps: Floats | None = None
    for tier in np.flatnonzero(piece.prices.any(axis=1)):
        found = _minimise(piece, int(tier), left(), whole=True)
        if found is None:
            return steps
        steps = found.x
        piece = replace(
            piece,
            rows=csr_array(vstack([piece.rows, csr_array(piece.prices[tier : tier + 1])])),
            # Points are whole, so half a point more than the optimum lets nothing worse in.
            most=np.append(piece.most, np.rint(found.fun) + 0.5),
            tight=np.append(piece.tight, values=False),
        )
    return steps


def _minimise(piece: Piece, tier: int, seconds: float, *, whole: bool) -> OptimizeResult | None:
    """What HiGHS finds for one tier; in whole numbers the best met in time; None if nothing."""
    if seconds <= 0:
        return None
    found: OptimizeResult = (_whole if whole else _broken)(piece, piece.prices[tier], seconds)
    in_time = found.status == SOLVED or (whole and found.status == OUT_OF_TIME)
    return found if in_time and found.x is not None else None


def _broken(piece: Piece, prices: Floats, seconds: float) -> OptimizeResult:
    """Least by any figures, whole or not."""
    tight = piece.tight
    found: OptimizeResult = linprog(  # type: ignore[call-overload]  # its stub knows no sparse rows
        prices,
        A_ub=piece.rows[~tight],
        b_ub=piece.most[~tight],
        A_eq=piece.rows[tight],
        b_eq=piece.most[tight],
        bounds=np.column_stack([piece.lower, piece.upper]),
        method="highs",
        options={"time_limit": seconds},
    )
    return found


def _whole(piece: Piece, prices: Floats, seconds: float) -> OptimizeResult:
    """Least by whole figures."""
    found: OptimizeResult = milp(
        prices,
        integrality=np.ones(len(prices), dtype=np.int64),
        bounds=Bounds(piece.lower, piece.upper),
        constraints=LinearConstraint(
            piece.rows, np.where(piece.tight, piece.most, -np.inf), piece.most
        ),
        options={"time_limit": seconds, "mip_rel_gap": 0.0, "node_limit": MOST_NODES},
    )
    return found


def _is_whole(steps: Floats) -> bool:
    return bool(np.abs(steps - np.rint(steps)).max(initial=0.0) < WHOLE)
