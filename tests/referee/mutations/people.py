"""Breaches about who comes: D1, D2, E1 to E8, K1."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np

from scheduler.domain.carer import WorkerType
from scheduler.domain.client import CallKind
from scheduler.domain.pair import PairKind
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from tests.builders import a_pair, a_skill
from tests.referee.mutations.registry import (
    breaks,
    minutes,
    of_client,
    pick,
    planned,
    singles,
    with_carer,
    with_visit,
)

Outcome = tuple[Week, Rota]


@breaks("D1")
def second_carer_dropped(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A double-up keeps one of its two carers."""
    one = pick(rng, of_client(week, rota, "double"))
    return week, planned(rota, one.visit, carers=(pick(rng, one.carers),))


@breaks("D1")
def carer_added(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A single visit gets a second carer."""
    one = pick(rng, singles(week, rota))
    others = [carer.id for carer in week.carers if carer.id not in one.carers]
    return week, planned(rota, one.visit, carers=(*one.carers, pick(rng, others)))


@breaks("D1")
def same_carer_twice(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """One person is both carers of a double-up."""
    one = pick(rng, of_client(week, rota, "double"))
    return week, planned(rota, one.visit, carers=(one.carers[0],) * 2)


@breaks("D1")
def carer_nobody_knows(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The id of a carer is wrong."""
    one = pick(rng, rota.assignments)
    return week, planned(rota, one.visit, carers=(*one.carers[:-1], "nobody"))


@breaks("D2")
def repeated(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """An assignment appears twice."""
    again = pick(rng, rota.assignments)
    return week, replace(rota, assignments=(*rota.assignments, again))


@breaks("D2")
def made_twice(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A visit is made by one carer and, at another time, by another."""
    one = pick(rng, singles(week, rota))
    other = pick(rng, [carer.id for carer in week.carers if carer.id not in one.carers])
    again = replace(one, carers=(other,), start=one.start + minutes(rng, 1, 20))
    return week, replace(rota, assignments=(again, *rota.assignments))


@breaks("D2")
def visit_nobody_knows(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The id of a visit is wrong."""
    one = pick(rng, rota.assignments)
    return week, planned(rota, one.visit, visit="unheard-of")


@breaks("E1")
def unskilled(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """C has the hoist at level 1 and the others not at all; level 2 is needed."""
    one = pick(rng, of_client(week, rota, "double"))
    return week, planned(rota, one.visit, carers=(one.carers[0], pick(rng, ["C", "D", "F"])))


@breaks("E1")
def skill_expired(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The hoist training runs out one to thirty days before the visit."""
    one = pick(rng, of_client(week, rota, "double"))
    day = week.visit[one.visit].day - int(rng.integers(1, 31))
    skills = (a_skill("hoist", 2, week.horizon.date_of(day)),)
    return with_carer(week, pick(rng, one.carers), skills=skills), rota


@breaks("E1")
def skill_asked(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A visit turns out to need what nobody has."""
    one = pick(rng, rota.assignments)
    return with_visit(week, one.visit, skills=(("catheter", int(rng.integers(1, 4))),)), rota


@breaks("E2")
def check_absent(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """No criminal-records check is on file for somebody who works."""
    return with_carer(week, pick(rng, rota.assignments).carers[0], dbs_expires=None), rota


@breaks("E2")
def check_expired(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The check runs out before a visit."""
    one = pick(rng, rota.assignments)
    on = week.horizon.date_of(week.visit[one.visit].day) - timedelta(days=int(rng.integers(1, 9)))
    return with_carer(week, pick(rng, one.carers), dbs_expires=on), rota


@breaks("E3")
def man_sent(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A visit moves to the client who requires a woman, and to C or F."""
    one = pick(rng, singles(week, rota))
    rota = planned(rota, one.visit, carers=(pick(rng, ["C", "F"]),))
    return with_visit(week, one.visit, client="woman"), rota


@breaks("E3")
def gender_not_recorded(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A carer of the client who requires a woman loses the record."""
    one = pick(rng, singles(week, rota))
    week = with_carer(week, one.carers[0], gender=None)
    return with_visit(week, one.visit, client="woman"), rota


@breaks("E4")
def refused_carer_sent(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """F does not visit the client called no-fault."""
    one = pick(rng, singles(week, rota))
    rota = planned(rota, one.visit, carers=("F",))
    return with_visit(week, one.visit, client="no-fault"), rota


@breaks("E4")
def no_fault_block_agreed(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """Two people part, from a day up to the day of a visit."""
    return _block(week, rota, rng, PairKind.BLOCK_NO_FAULT), rota


@breaks("E5")
def safeguarded_carer_sent(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A may not visit the client called safeguarding."""
    one = pick(rng, singles(week, rota))
    rota = planned(rota, one.visit, carers=("A",))
    return with_visit(week, one.visit, client="safeguarding"), rota


@breaks("E5")
def safeguarding_block_set(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A concern is raised that covers the day of a visit."""
    return _block(week, rota, rng, PairKind.BLOCK_SAFEGUARDING), rota


def _block(week: Week, rota: Rota, rng: np.random.Generator, kind: PairKind) -> Week:
    one = pick(rng, rota.assignments)
    visit = week.visit[one.visit]
    first = pick(rng, [None, visit.day, visit.day - 3])
    last = pick(rng, [None, visit.day, visit.day + 3])
    pair = a_pair(visit.client, pick(rng, one.carers), kind, first, last)
    return replace(week, pairs=(*week.pairs, pair))


@breaks("E6")
def volunteer_sent(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """G, a volunteer, gets personal care or medication."""
    banned = (CallKind.PERSONAL, CallKind.MEDICATION)
    one = pick(rng, [a for a in singles(week, rota) if week.visit[a.visit].kind in banned])
    return week, planned(rota, one.visit, carers=("G",))


@breaks("E6")
def carer_is_volunteer(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A carer of the double-up turns out to be a volunteer."""
    one = pick(rng, of_client(week, rota, "double", "doses", "night"))
    volunteer = {"worker_type": WorkerType.VOLUNTEER}
    return with_carer(week, pick(rng, one.carers), **volunteer), rota


@breaks("E7")
def allergic_carer_sent(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """D avoids pets and E smoke; both are sent there."""
    client, carer = pick(rng, [("pets", "D"), ("smoke", "E")])
    one = pick(rng, singles(week, rota))
    rota = planned(rota, one.visit, carers=(carer,))
    return with_visit(week, one.visit, client=client), rota


@breaks("E7")
def allergy_found(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """Whoever visits the client with a pet turns out allergic."""
    one = pick(rng, singles(week, rota))
    week = with_visit(week, one.visit, client="pets")
    return with_carer(week, one.carers[0], avoids_pets=True), rota


@breaks("E8")
def unknown_face_for_a_short_visit(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """Only A and B are known to the client of short visits; somebody else comes."""
    one = pick(rng, singles(week, rota))
    rota = planned(rota, one.visit, carers=(pick(rng, list("CDEFGH")),))
    lasts = minutes(rng, 5, 29)
    personal = {"client": "short", "kind": CallKind.PERSONAL, "length": lasts}
    return with_visit(week, one.visit, **personal), rota


@breaks("K1")
def pinned_carer_swapped(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A pinned visit goes to somebody else."""
    pin = pick(rng, week.pins)
    others = [carer.id for carer in week.carers if carer.id not in pin.carers]
    return week, planned(rota, pin.visit, carers=(pick(rng, others),))


@breaks("K1")
def pinned_start_moved(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A pinned visit starts a little earlier or later."""
    pin = pick(rng, week.pins)
    assert pin.start is not None
    moved = pin.start + pick(rng, [-1, 1]) * minutes(rng, 1, 20)
    return week, planned(rota, pin.visit, start=moved)
