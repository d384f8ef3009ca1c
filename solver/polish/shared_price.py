"""What several candidates cost together: faces, spread, and what counts once for everybody."""

from __future__ import annotations

from solver.model import Problem, Term
from solver.polish.choice import Choice
from solver.polish.expression import Expression, total
from solver.score.plan import Spell
from solver.score.ways import closing, leaving

Faces = dict[int, list[int]]
"""Places of the candidates that bring a carer to a group, by carer."""


def add_shared_prices(choice: Choice) -> None:
    """Charge the terms that no single candidate decides."""
    _faces(choice)
    _uneven(choice)
    _greatest_late(choice)
    _greatest_idle(choice)


def _tier(choice: Choice, term: Term) -> int:
    return int(choice.problem.tier_of_term[term])


def _faces(choice: Choice) -> None:
    """FACES beyond the usual, and WINDOW_FACES: squares of how many are too many."""
    problem, programme = choice.problem, choice.programme
    for group, faces in _new_faces(choice).items():
        known = choice.rest.faces.get(group, set())
        over = len(known) - int(problem.group_usual[group])
        _charge_square(choice, Term.FACES, int(problem.group_crowd[group]), over, faces)
        met = int(problem.group_met[group]) + sum(not problem.in_window[group, c] for c in known)
        outside = {c: places for c, places in faces.items() if not problem.in_window[group, c]}
        rate, over = int(problem.group_over_cap[group]), met - int(problem.group_cap[group])
        _charge_square(choice, Term.WINDOW_FACES, rate, over, outside)
        if rate and over > 0 and not known:
            visited = programme.maximum([choice.any_of(places) for places in faces.values()])
            programme.charge(_tier(choice, Term.WINDOW_FACES), rate * over * over, visited)


def _new_faces(choice: Choice) -> dict[int, Faces]:
    """For each group the carers not met on other days, who might come today."""
    problem, found = choice.problem, dict[int, Faces]()
    for place, candidate in enumerate(choice.candidates):
        units = [choice.price.unit_of[task] for task in candidate.duty]
        for group in sorted({int(problem.unit_group[unit]) for unit in units}):
            if group >= 0 and candidate.carer not in choice.rest.faces.get(group, ()):
                found.setdefault(group, {}).setdefault(candidate.carer, []).append(place)
    return found


def _charge_square(choice: Choice, term: Term, rate: int, over: int, faces: Faces) -> None:
    """``rate`` times what the square of the excess grows by with the carers who come.

    ``over`` is the excess without them, negative where some may come for nothing. Of a
    square each further one costs two more than the one before.
    """
    free, before = max(-over, 0), max(over, 0)
    coming = choice.any_of(place for places in faces.values() for place in places)
    for further in range(len(faces) - free if rate else 0):
        step = 2 * (before + further) + 1 if not further else 2
        choice.programme.charge_above(_tier(choice, term), rate * step, coming, free + further)


def _uneven(choice: Choice) -> None:
    """UNEVEN of time groups of which several tasks may be made today."""
    problem = choice.problem
    groups: dict[int, list[int]] = {}
    for task in choice.makes:
        groups.setdefault(int(problem.task_time_group[task]), []).append(task)
    for group, tasks in groups.items():
        if group >= 0 and group not in choice.price.sole and problem.time_rate[group]:
            late = _latest(choice, tasks, choice.rest.offsets.get(group, []), 1)
            early = _latest(choice, tasks, choice.rest.offsets.get(group, []), -1)
            rate, grace = int(problem.time_rate[group]), int(problem.time_grace[group])
            choice.programme.charge_above(_tier(choice, Term.UNEVEN), rate, late + early, grace)


def _latest(choice: Choice, tasks: list[int], others: list[int], sign: int) -> Expression:
    """Greatest of ``sign`` times the offsets of a time group; no bound where none is made."""
    preferred = choice.problem.task_preferred
    today = {
        task: [
            (place, sign * (start - int(preferred[task])))
            for start, places in choice.makes[task].items()
            for place in places
        ]
        for task in tasks
    }
    fixed = [sign * offset for offset in others]
    least = min([*fixed, *(offset for those in today.values() for _, offset in those)])
    # A task that is not made counts as the least of all: it never is the greatest.
    each = [
        total([(choice.chosen[place], offset - least) for place, offset in those]) + least
        for those in today.values()
    ]
    return choice.programme.maximum([*each, Expression({}, max(fixed, default=least))])


def _greatest_late(choice: Choice) -> None:
    """GREATEST_LATE: above the lateness of every task of every day."""
    if not choice.problem.greatest_late:
        return
    late = choice.price.lateness
    fixed = max((late(task, start) for task, start in choice.rest.start.items()), default=0)
    latest = [
        max((late(task, start) for task, start in candidate.start.items()), default=0)
        for candidate in choice.candidates
    ]
    each = [
        total((choice.chosen[place], latest[place]) for place in places)
        for places in choice.of_carer.values()
    ]
    worst = choice.programme.maximum([Expression({}, fixed), *each])
    tier, rate = _tier(choice, Term.GREATEST_LATE), choice.problem.greatest_late
    choice.programme.charge(tier, rate, worst)


def _greatest_idle(choice: Choice) -> None:
    """GREATEST_IDLE: above the idle time of every duty of every day, worked at all or not."""
    problem, rest = choice.problem, choice.rest
    if not problem.greatest_idle:
        return
    idle = {
        row: Expression({}, int(due - start))
        for row, (start, due) in enumerate(zip(problem.duty_start, problem.duty_due, strict=True))
    }
    for spell in (spell for spell in rest.plan.spells if spell.day != rest.day):
        idle[spell.duty] = Expression({}, _idle(problem, spell))
    for candidate, chosen in zip(choice.candidates, choice.chosen, strict=True):
        for spell in candidate.day.spells if candidate.day else ():
            empty = int(problem.duty_due[spell.duty] - problem.duty_start[spell.duty])
            more = _idle(problem, spell) - empty
            idle[spell.duty] = total([(idle[spell.duty], 1), (chosen, more)])
    worst = choice.programme.maximum(list(idle.values()))
    choice.programme.charge(_tier(choice, Term.GREATEST_IDLE), problem.greatest_idle, worst)


def _idle(problem: Problem, spell: Spell) -> int:
    """Seconds before leaving, between tasks, and from the end until due."""
    leave = leaving(problem, spell.duty, spell.way, spell.first)
    over = closing(problem, spell.duty, spell.tasks, spell.last)
    before = max(0, leave - int(problem.duty_start[spell.duty]))
    after = max(0, int(problem.duty_due[spell.duty]) - over)
    return before + sum(leg.idle for leg in spell.legs) + after
