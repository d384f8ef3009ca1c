"""Carers who can still be had, against trying every way of sharing tasks out."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.exact.spare import bits, spare

CARERS = 4
MASKS = st.integers(min_value=0, max_value=2**CARERS - 1)


def by_trying_everything(tasks: list[int], able: int) -> tuple[int, int]:
    """Give each carer one task, the work asked about, or nothing, in every way there is."""
    best = (-1, -1)
    for doing in product(range(-1, len(tasks) + 1), repeat=CARERS):
        on_tasks = [task for task in doing if 0 <= task < len(tasks)]
        legal = all(
            task < 0 or (able if task == len(tasks) else tasks[task]) >> carer & 1
            for carer, task in enumerate(doing)
        )
        if legal and len(on_tasks) == len(set(on_tasks)):
            best = max(best, (len(on_tasks), doing.count(len(tasks))))
    return len(tasks) - best[0], best[1]


@settings(max_examples=60, deadline=None)
@given(st.lists(MASKS, max_size=4), MASKS)
def test_spare_carers_are_those_that_trying_everything_finds(tasks: list[int], able: int) -> None:
    """As many tasks as possible are served first, then as much of the work asked about."""
    assert spare(tasks, able) == by_trying_everything(tasks, able)


def test_a_carer_is_spare_if_others_can_change_hands() -> None:
    """A alone may do the new work and holds the task, which B could take as well."""
    assert spare([0b11], able=0b01) == (0, 1)


def test_nobody_is_spare_where_the_only_able_carer_is_needed() -> None:
    """The task is A's alone, so nobody is left for other work of A's."""
    assert spare([0b01], able=0b01) == (0, 0)


def test_a_task_nobody_may_make_is_short_and_takes_nobody() -> None:
    """It stays without a carer, and both carers are spare."""
    assert spare([0b00], able=0b11) == (1, 2)


def test_bits_are_the_places_of_ones() -> None:
    """Ten is two and eight."""
    assert list(bits(10)) == [1, 3]
