"""What one change adds is shown by a rota the referee passes, never promised."""

from __future__ import annotations

from dataclasses import replace

from scheduler.domain.carer import ContractKind, Limits
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.planning.capacity import Asked, capacity
from scheduler.planning.capacity.levers import Gain, LeverKind, gains
from tests.builders import a_carer, a_contract, a_rota, a_shift, a_skill, a_visit
from tests.scheduler.planning.capacity.town import QUICK, a_town, asked

ONE = replace(QUICK, seeds=(1,))
NOBODY = Rota(assignments=())


def by_kind(week: Week, wanted: Asked, rota: Rota = NOBODY) -> dict[LeverKind, Gain]:
    """What each kind of change adds, the best of a kind."""
    answer = capacity(week, rota, wanted, ONE)
    found: dict[LeverKind, Gain] = {}
    for gain in gains(week, rota, answer, ONE):
        assert gain.more == max(0, gain.fits - answer.fits)
        found.setdefault(gain.kind, gain)
    return found


def test_one_more_carer_makes_room_for_as_many_again() -> None:
    """Three fit with one carer from 08:00 to 10:00; a second, there all the band, adds three."""
    found = by_kind(a_town(count=8), asked(8))
    assert {found[kind].more for kind in (LeverKind.WALKER, LeverKind.DRIVER)} == {3}
    assert LeverKind.TRAINING not in found
    assert LeverKind.FLEX not in found


def test_training_makes_a_second_carer_count() -> None:
    """Of two carers one lacks the skill; trained, that carer has room for three more."""
    carers = [a_carer("A", skills=(a_skill("peg", 2),)), a_carer("B")]
    found = by_kind(a_town(carers=carers, count=8), asked(8, skills=(("peg", 1),)))
    assert found[LeverKind.TRAINING].more == 3
    assert found[LeverKind.TRAINING].assumes == "B is trained: peg."


def test_guaranteed_hours_fill_days_nobody_works() -> None:
    """Nobody works on Tuesday and Wednesday; on those days the bank carer comes as well."""
    carer = a_carer("A", contract=a_contract(kind=ContractKind.BANK), limits=Limits(days=4))
    week = a_town(
        carers=[carer],
        shifts=[a_shift("A", 0, "08:00", "10:00")],
        days=3,
    )
    found = by_kind(week, asked())
    assert found[LeverKind.HOURS].fits == 3
    assert "Tue, Wed" in found[LeverKind.HOURS].assumes


def test_a_yes_to_another_time_makes_room() -> None:
    """A call fixed at 08:55 leaves room for one before it, and one after it, of three in all.

    Before it 55 minutes hold a call and its way; after 09:25 and a way another starts at 09:40,
    past the band's end of 09:30. Half an hour earlier, at 08:25 or so, frees the time after it.
    """
    week = a_town(a_visit("v1", "c1", at="08:55", slack=0), count=4)
    found = by_kind(week, asked(4), a_rota(week, {"v1": "A"}))
    assert found[LeverKind.FLEX].people == ("c1",)
    assert (found[LeverKind.FLEX].fits, found[LeverKind.FLEX].more) == (2, 1)


def test_the_most_helpful_change_comes_first() -> None:
    """Gains fall from first to last."""
    week = a_town(count=8)
    answer = capacity(week, NOBODY, asked(8), ONE)
    found = [gain.more for gain in gains(week, NOBODY, answer, ONE)]
    assert found == sorted(found, reverse=True)
    assert found[0] > 0
