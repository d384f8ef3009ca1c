"""Ranked ways of mending a rota in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.domain.errors import InputError
from scheduler.domain.events import Fact
from scheduler.domain.rota import Rota, Stage
from scheduler.domain.units import VisitId
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate
from scheduler.planning.reasons import Reason, reasons_of
from scheduler.planning.repair.asks import Ask, asked, asking, within_contracts
from scheduler.planning.repair.breaks import with_breaks, without_break
from scheduler.planning.repair.knock_on import KnockOn, knock_on
from scheduler.planning.repair.profiles import (
    LEAST_CHANGE,
    PROFILES,
    SAME_TEAM,
    OptionKind,
    Profile,
)
from scheduler.planning.repair.search import Effort, search
from scheduler.planning.repair.situation import Situation
from scheduler.referee import Breach, Verdict, judge
from scheduler.rules.prices import Tier


@dataclass(frozen=True, kw_only=True, eq=False)
class Option:
    """One way of mending a rota.

    Parameters
    ----------
    kinds
        What it is best at; several where searches for several ended at rotas nobody could
        choose between.
    week
        The week it is a rota of: as things now are, and with what carers are asked for.
    verdict
        What the referee says of it in that week.
    newly_left_out
        Those of ``knock_on.left_out`` that were not known to be unallocated before.
    facts
        All that is no longer as it was given once the option is taken.
    breaches
        Those of ``verdict`` that no rota avoids: they lie in what has already happened, or
        were in the rota in force before. Empty: legal without reserve.
    """

    kinds: tuple[OptionKind, ...]
    week: Week
    rota: Rota
    verdict: Verdict
    asks: tuple[Ask, ...]
    facts: tuple[Fact, ...]
    knock_on: KnockOn
    newly_left_out: tuple[VisitId, ...]

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why each visit of ``newly_left_out`` is, worked out when asked for."""
        left_out = self.newly_left_out
        return reasons_of(formulate(self.week), self.rota, left_out) if left_out else ()

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """Breaches nobody can mend any more."""
        return self.verdict.breaches


@dataclass(frozen=True, slots=True)
class _Found:
    """A rota for one profile, judged in the week it needs."""

    kinds: tuple[OptionKind, ...]
    week: Week
    rota: Rota
    verdict: Verdict
    asks: tuple[Ask, ...]


def repair(situation: Situation, effort: Effort | None = None) -> tuple[Option, ...]:
    """Ways of mending a rota in force, the best first.

    Each is legal by the referee, keeps what has begun and what is fixed to the minute, and
    lists whatever it leaves unallocated. Ranked by safety, law and coverage; of equals those
    that ask nobody for anything come first; then by the other tiers of the cost, in which
    every departure from the rota in force has its price.

    Raises
    ------
    InputError
        If the rota in force is so broken that no legal option was found.
    """
    found = _different(_found(situation, effort or Effort()))
    if not found:
        first = situation.verdict.breaches[0].sentence if situation.verdict.breaches else ""
        raise InputError(
            f"No legal rota was found from the one in force. {first}\n"
            "Maybe the rota in force breaks a rule elsewhere: have it checked first."
        )
    return tuple(_option(situation, one) for one in found)


def _rank(one: _Found) -> tuple[object, ...]:
    cost = one.verdict.cost
    return cost[: Tier.PERSON], bool(one.asks), cost[Tier.PERSON :]


def _found(situation: Situation, effort: Effort) -> Iterator[_Found]:
    """Every option that is legal; one that leaves out what is broken if no other is.

    Each search begins where the first ended, so that none covers less for lack of luck; and the
    first once more where another covers more.
    """
    formulation = formulate(situation.week)
    legal: list[_Found] = []
    if not situation.broken:
        legal += _as_it_is(formulation, situation)
    if situation.wanted:
        first: Rota | None = None
        for profile in ((SAME_TEAM,) if situation.returned else ()) + PROFILES:
            if effort.is_halted:
                break
            one = _tried(_Search(formulation, situation, effort, first), profile)
            if one is not None:
                legal.append(one)
                first = first or one.rota
        legal = _least_again(_Search(formulation, situation, effort, first), legal)
    if not legal:
        legal += _left_out(formulation, situation)
    yield from legal


def _least_again(given: _Search, legal: list[_Found]) -> list[_Found]:
    """What is found, with the least change sought from what covers more without asking anybody."""
    least = next((one for one in legal if LEAST_CHANGE.kind in one.kinds), None)
    best = min((one for one in legal if not one.asks), key=_rank, default=None)
    if given.effort.is_halted or least is None or best is None or not _covers(best, least):
        return legal
    again = _tried(replace(given, first=best.rota), LEAST_CHANGE)
    if again is None or not _covers(again, least):
        return legal
    return [again if one is least else one for one in legal]


def _covers(one: _Found, other: _Found) -> bool:
    """Whether more is covered, or what matters more."""
    return one.verdict.cost[: Tier.PERSON] < other.verdict.cost[: Tier.PERSON]


def _as_it_is(formulation: Formulation, situation: Situation) -> Iterator[_Found]:
    """The rota in force, where nothing in it is broken."""
    yield from _judged(formulation, situation, OptionKind.AS_IT_IS, situation.rota)


def _left_out(formulation: Formulation, situation: Situation) -> Iterator[_Found]:
    """The rota in force without what is broken: the last resort."""
    kept = [one for one in situation.rota.assignments if one.visit not in situation.broken]
    bare = replace(situation.rota, assignments=tuple(kept))
    yield from _judged(formulation, situation, OptionKind.LEAST_CHANGE, bare)


def _judged(
    formulation: Formulation, situation: Situation, kind: OptionKind, bare: Rota
) -> Iterator[_Found]:
    rota = with_breaks(formulation, situation, bare)
    verdict = judge(situation.week, rota)
    if _is_legal(situation, verdict):
        yield _Found((kind,), situation.week, rota, verdict, ())


@dataclass(frozen=True, eq=False)
class _Search:
    """What every profile is searched for with."""

    formulation: Formulation
    situation: Situation
    effort: Effort
    first: Rota | None

    @cached_property
    def unbound(self) -> Week:
        """The week in which carers agree to all they may be asked for."""
        return asking(self.situation)

    @cached_property
    def of_unbound(self) -> Formulation:
        """Its formulation."""
        return formulate(self.unbound)


def _tried(given: _Search, profile: Profile) -> _Found | None:
    """One kind of option; at the prices of the day itself where it would touch too many.

    Only what is found at those prices for the least change may touch more than is meant to be:
    it does so where nothing else covers as much.
    """
    one = _one(given, profile)
    if one is None or profile.stage is Stage.FROZEN or not _touches_many(given, one):
        return one
    calmer = _one(given, replace(profile, stage=Stage.FROZEN))
    return None if calmer is None or _touches_many(given, calmer) else calmer


def _one(given: _Search, profile: Profile) -> _Found | None:
    situation = given.situation
    formulation = given.of_unbound if profile.asks else given.formulation
    rota = search(formulation, situation, profile, given.effort, given.first)
    if rota is None:
        return None
    week, asks = situation.week, tuple[Ask, ...]()
    if profile.asks:
        week, asks = asked(situation, given.unbound, rota)
    verdict = judge(week, rota)
    stale = without_break(verdict.breaches)
    if stale:
        rota = with_breaks(formulation, situation, rota, anew_for=stale)
        verdict = judge(week, rota)
    if profile.asks:
        week, more = within_contracts(situation.week, week, verdict)
        asks += more
    legal = _is_legal(situation, verdict)
    return _Found((profile.kind,), week, rota, verdict, asks) if legal else None


def _is_legal(situation: Situation, verdict: Verdict) -> bool:
    """Whether nothing is broken but what was, or what has already happened breaks."""
    return all(
        one in situation.known_breaches or situation.is_unavoidable(one) for one in verdict.breaches
    )


def _touches_many(given: _Search, one: _Found) -> bool:
    situation = given.situation
    most = situation.week.rules.repair.most_touched_permille
    return situation.touched(one.rota) * 1000 > most * len(situation.others)


def _different(found: Iterable[_Found]) -> list[_Found]:
    """Options, the best first; those between which nobody could choose as one, with all its kinds.

    They are the same carers everywhere, at times no further apart than is worth a call.
    """
    kept: list[_Found] = []
    for one in sorted(found, key=_rank):
        alike = next((n for n, other in enumerate(kept) if _is_alike(one, other)), None)
        if alike is None:
            kept.append(one)
        else:
            kept[alike] = replace(kept[alike], kinds=(*kept[alike].kinds, *one.kinds))
    return kept


def _is_alike(one: _Found, other: _Found) -> bool:
    grace = one.week.rules.prices.moved_grace
    mine = {a.visit: a for a in one.rota.assignments}
    theirs = {a.visit: a for a in other.rota.assignments}
    return (
        one.asks == other.asks
        and mine.keys() == theirs.keys()
        and all(
            set(a.carers) == set(theirs[visit].carers)
            and abs(a.start - theirs[visit].start) <= grace
            for visit, a in mine.items()
        )
    )


def _option(situation: Situation, one: _Found) -> Option:
    left_out = _left_open(situation, one)
    return Option(
        kinds=one.kinds,
        week=one.week,
        rota=one.rota,
        verdict=one.verdict,
        asks=one.asks,
        facts=(*situation.facts, *(ask.fact for ask in one.asks)),
        knock_on=knock_on(situation, one.week, (one.rota, one.verdict), left_out),
        newly_left_out=tuple(visit for visit in left_out if visit not in situation.open_before),
    )


def _left_open(situation: Situation, one: _Found) -> tuple[VisitId, ...]:
    """Every unallocated visit to come on the days concerned; of the period if nothing happened."""
    made = {a.visit for a in one.rota.assignments}
    return tuple(
        visit.id
        for visit in one.week.visits
        if visit.id not in made
        and (situation.is_unchanged or visit.day in situation.days or visit.id in situation.made)
        and (visit.latest >= situation.now or visit.id in situation.made)
    )
