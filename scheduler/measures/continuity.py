"""How often one client meets the same people: the indices of the literature.

N visits (each carer of a double-up is one carer-visit), M distinct carers, n_j by carer j,
in order of time. K and MMCI come close to 1 for any long package and are reported only
because others report them; distinct carers, UPC and COC tell rotas apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuity:
    """The indices of one client and one period; all but ``visits`` are ``None`` without visits.

    Parameters
    ----------
    visits, carers
        N and M.
    upc
        Usual provider of care: greatest n_j / N.
    coc
        Bice and Boxerman [1]_: (sum of n_j^2 - N) / (N (N - 1)); 1 if N = 1.
    secon
        Share of visits made by the carer of the visit before; 1 if N = 1.
    k
        (N - M) / (N - 1); 1 if N = 1.
    mmci
        (1 - M / (N + 0.1)) / (1 - 1 / (N + 0.1)) [2]_.
    hhi
        Sum of (n_j / N)^2.

    References
    ----------
    .. [1] Bice, T. W., Boxerman, S. B. (1977). A quantitative measure of continuity of care.
           *Medical Care*, 15(4), 347-349. https://doi.org/10.1097/00005650-197704000-00010
    .. [2] Magill, M. K., Senf, J. (1987). A new method for measuring continuity of care in
           family practice residencies. *Journal of Family Practice*, 24(2), 165-168.
    """

    visits: int
    carers: int | None
    upc: float | None
    coc: float | None
    secon: float | None
    k: float | None
    mmci: float | None
    hhi: float | None


NO_VISITS = Continuity(
    visits=0, carers=None, upc=None, coc=None, secon=None, k=None, mmci=None, hhi=None
)


def continuity(sequence: Sequence[Hashable]) -> Continuity:
    """Indices of the carers of ``sequence``, one for each carer-visit in order of time.

    For A, B, A, B: N = 4, M = 2, UPC = 2/4, COC = (4 + 4 - 4) / 12 = 1/3, SECON = 0.
    """
    visits = len(sequence)
    if not visits:
        return NO_VISITS
    counts = Counter(sequence).values()
    carers = len(counts)
    squares = sum(count * count for count in counts)
    same = sum(first == second for first, second in pairwise(sequence))
    others = visits - 1
    return Continuity(
        visits=visits,
        carers=carers,
        upc=max(counts) / visits,
        coc=(squares - visits) / (visits * others) if others else 1.0,
        secon=same / others if others else 1.0,
        k=(visits - carers) / others if others else 1.0,
        mmci=(1 - carers / (visits + 0.1)) / (1 - 1 / (visits + 0.1)),
        hhi=squares / visits**2,
    )
