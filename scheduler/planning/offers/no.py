"""Why the answer is no, and what somebody else has to agree to first."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import dataclass, replace

from scheduler.domain.carer import Carer
from scheduler.domain.units import MINUTE, Moment, Seconds
from scheduler.domain.visit import Visit
from scheduler.formulate.tasks import pins_of
from scheduler.planning.board import Board
from scheduler.planning.offers.candidates import introduced, moments_for
from scheduler.planning.offers.desk import OfferDesk
from scheduler.planning.offers.offer import Face
from scheduler.planning.offers.wish import Wished
from scheduler.planning.reasons import DEPTH, why_tried
from scheduler.planning.words import MEANING, Why, clock
from scheduler.rules.eligibility import Need, first_failure, need_of


def pinned(desk: OfferDesk, asking: Wished) -> str:
    """Why nothing can be offered for a visit that is pinned; "" where it is not."""
    if asking.old is None or asking.old.id not in pins_of(desk.week):
        return ""
    return f"Visit {asking.old.id} is pinned as it is; the pin would have to be lifted first."


def note_on(asking: Wished) -> str:
    """Whom to ask first about a time-critical call."""
    if asking.visit.critical is None:
        return ""
    return "The call is time-critical: whoever set its time has to agree before it is moved."


def why_no(desk: OfferDesk, asking: Wished) -> str:
    """What stands in the way of the time wished for, as counts of carers."""
    horizon, visit = desk.week.horizon, asking.visit
    grace = desk.week.rules.visits.grace
    when = f"Within {grace // MINUTE} min of {clock(horizon, visit.agreed)}"
    if not _moments(desk, asking, visit):
        return f"{when} the client has another visit, or a gap rule or the day's end forbids it."
    listed = ", ".join(f"{count} {MEANING[why]}" for why, count in stops(desk, asking).items())
    many = "nobody can" if visit.carers == 1 else "no two carers can"
    return f"{when} {many} make it. Carers: {listed or 'none'}."


def somebody_works(desk: OfferDesk, asking: Wished) -> bool:
    """Whether any carer has a shift about the time wished for."""
    return any(_works_then(desk, asking, carer) for carer in desk.week.carers)


def _works_then(desk: OfferDesk, asking: Wished, carer: Carer) -> bool:
    visit, grace = asking.visit, desk.week.rules.visits.grace
    return any(
        shift.start <= visit.agreed + grace and visit.agreed - grace + visit.length <= shift.end
        for shift in desk.week.shifts_of[carer.id]
    )


def stops(desk: OfferDesk, asking: Wished) -> Mapping[Why, int]:
    """How many carers each word stops, commonest first; they add up to all carers.

    As with visits nobody makes, the rota is taken as it stands, without the visit it is about.
    """
    trial = _trial(desk, asking)
    found = [trial.why(carer, row) for row, carer in enumerate(desk.week.carers)]
    if Why.FREE in found:
        other = Why.PARTNER if asking.visit.carers > 1 else Why.JUDGED
        found = [other if why is Why.FREE else why for why in found]
    ranked = sorted(Tally(found).items(), key=lambda item: (-item[1], DEPTH[item[0]]))
    return dict(ranked)


def _moments(desk: OfferDesk, asking: Wished, visit: Visit) -> list[Moment]:
    """Starts that count as the time wished for."""
    return list(moments_for(desk, asking, visit, desk.week.rules.visits.grace))


@dataclass(frozen=True, slots=True)
class _Trial:
    """The wish as one task more on the board, from which the visit it replaces is taken off.

    Parameters
    ----------
    boards
        By length of that task: those of the parts, and the longer ones of a newcomer.
    """

    desk: OfferDesk
    asking: Wished
    need: Need
    boards: Mapping[Seconds, Board]
    task: int

    def why(self, carer: Carer, row: int) -> Why:
        """The first thing that keeps a carer from it; the furthest, of what their round says."""
        visit, desk = self.asking.visit, self.desk
        if not _works_then(desk, self.asking, carer):
            return Why.OFF
        rule = first_failure(self.need, carer)
        if rule is not None:
            return Why(rule.REASON)
        if desk.face(visit.client, carer.id) is Face.NEW:
            visit = introduced(desk.week, visit)
        moments = _moments(desk, self.asking, visit)
        tried = [
            self._in_duty(length, duty, moments)
            for length in _lengths(visit)
            for duty in desk.counter.desk.facts.duties_of[row]
        ]
        return max(tried, key=DEPTH.__getitem__, default=Why.OFF)

    def _in_duty(self, length: int, duty: int, moments: list[Moment]) -> Why:
        board = self.boards[length]
        begins, ends = board.facts.duty_start[duty], board.facts.duty_end[duty]
        within = [one for one in moments if begins <= one and one + length <= ends]
        return why_tried(board, self.task, duty, within) if within else Why.OFF


def _trial(desk: OfferDesk, asking: Wished) -> _Trial:
    counter, visit = desk.counter, asking.visit
    facts, rows = counter.desk.facts, counter.desk.formulation.rows
    task = len(facts.place)
    duty, start = counter.quote.duty[:task].copy(), counter.quote.start[:task]
    if asking.old is not None:
        duty[list(rows.tasks_of(asking.old.id))] = -1
    more = replace(
        facts,
        place=[*facts.place, rows.places.row(visit.place)],
        place_end=[*facts.place_end, rows.places.row(visit.place_end)],
        duration=[*facts.duration, visit.length],
        earliest=[*facts.earliest, visit.earliest],
        latest=[*facts.latest, visit.latest],
        preferred=[*facts.preferred, visit.agreed],
        links_of=[*facts.links_of, []],
    )
    board, newcomers = Board(more, duty, start), introduced(desk.week, visit)
    boards = {
        length: board.relaxed(replace(more, duration=[*facts.duration, length]))
        for one in (visit, newcomers)
        for length in _lengths(one)
    }
    need = need_of(desk.week, visit, desk.known[visit.client])
    return _Trial(desk, asking, need, boards, task)


def _lengths(visit: Visit) -> set[Seconds]:
    """Lengths of the parts of a visit."""
    return {visit.length_of_part(part) for part in range(visit.carers)}
