"""A rota a question is asked about: every visit and carer of it must be of the week."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from data.tables.rota_in import read_rota
from data.tables.week import Names
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota, Stage
from scheduler.domain.week import Week

SHOWN = 3
"""How many ids a message names."""


def read_rota_of(
    path: Path | str, week: Week, *, names: Names | None = None, stage: Stage = Stage.DRAFT
) -> Rota:
    """As ``read_rota``, for questions that mean nothing about another week's rota.

    The referee judges visits that are not of the week; a question would pass over them, and its
    answer would be about an emptier rota than the one in force.

    Raises
    ------
    TableFaults
        As ``read_rota``.
    InputError
        As ``require_of_week``.
    """
    rota = read_rota(path, week, names=names, stage=stage)
    require_of_week(rota, week)
    return rota


def require_of_week(rota: Rota, week: Week, *others: Week) -> None:
    """Refuse a rota that names visits or carers that no form of the week has.

    Parameters
    ----------
    others
        The same week as it is after events, which add visits and take some away.

    Raises
    ------
    InputError
        Naming the first of them.
    """
    weeks = (week, *others)
    visits = _unknown((a.visit for a in rota.assignments), {v for w in weeks for v in w.visit})
    carers = _unknown((c for a in rota.assignments for c in a.carers), set(week.carer))
    if visits:
        first, last = week.horizon.first_day, week.horizon.date_of(week.horizon.days - 1)
        raise InputError(
            f"The rota is not of this week: {_listed(visits, 'visit')} not due from {first} to "
            f"{last}.\nMaybe name the rota's first day, or take the tables it was made from."
        )
    if carers:
        raise InputError(
            f"The rota and the tables differ: {_listed(carers, 'carer')} not in the tables.\n"
            "Maybe take the tables the rota was made from."
        )


def _unknown(named: Iterable[str], known: Iterable[str]) -> list[str]:
    return sorted(set(named) - set(known))


def _listed(ids: list[str], word: str) -> str:
    """How many, and the first of them: "2 visits (v1, v2) are"."""
    shown = ", ".join(ids[:SHOWN]) + (", ..." if len(ids) > SHOWN else "")
    return f"{len(ids)} {word}{'' if len(ids) == 1 else 's'} ({shown}) {_be(ids)}"


def _be(ids: list[str]) -> str:
    return "is" if len(ids) == 1 else "are"
