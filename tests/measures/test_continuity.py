"""The indices against the five vectors of REQUIREMENTS section 8."""

from __future__ import annotations

import pytest

from scheduler.measures.continuity import continuity

ROTATION = [f"K{call % 13}" for call in range(76)]
"""V1: 19 days of 4 calls, 13 carers in strict rotation."""

TEAM_OF_FOUR = [
    carer
    for day in range(19)
    for carer in (
        *("A" if day % 7 < 5 else "B",) * 2,
        *("D" if day % 7 < 2 else "C",) * 2,
    )
]
"""V2: two early and two late calls a day; A and C work 5 of 7 days, B and D the other 2.

Of 19 days A has 15 and B 4; D begins, so that D has 6 and C 13.
"""


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [
        (ROTATION, (76, 13, 0.0789, 0.0649, 0.0, 0.84, 0.8402, 0.0772)),
        (TEAM_OF_FOUR, (76, 4, 0.3947, 0.2996, 0.5067, 0.96, 0.9601, 0.3089)),
        ("A" * 10, (10, 1, 1, 1, 1, 1, 1, 1)),
        ("ABABABABAB", (10, 2, 0.5, 0.4444, 0.0, 0.8889, 0.8901, 0.5)),
        ("AAAAABBBCD", (10, 4, 0.5, 0.2889, 0.6667, 0.6667, 0.6703, 0.36)),
    ],
    ids=["V1", "V2", "V3", "V4", "V5"],
)
def test_the_five_vectors(sequence: str | list[str], expected: tuple[float, ...]) -> None:
    """Each index to four places, as given in section 8."""
    found = continuity(sequence)
    indices = (found.upc, found.coc, found.secon, found.k, found.mmci, found.hhi)
    rounded = tuple(round(one, 4) for one in indices if one is not None)
    assert (found.visits, found.carers, *rounded) == expected


def test_one_visit_is_perfectly_continuous() -> None:
    """N = 1: COC, SECON and K are 1 by definition, the others by their formula."""
    found = continuity("A")
    assert (found.coc, found.secon, found.k) == (1, 1, 1)
    assert (found.upc, found.mmci, found.hhi) == (1, 1, 1)


def test_no_visits_have_no_continuity() -> None:
    """N = 0 is unknown and never 0."""
    found = continuity("")
    assert found.visits == 0
    assert (found.carers, found.upc, found.coc, found.secon) == (None, None, None, None)
    assert (found.k, found.mmci, found.hhi) == (None, None, None)
