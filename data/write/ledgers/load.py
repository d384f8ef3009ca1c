"""``strain.csv`` and ``unsocial.csv``: how days lie, and who carries the unsocial hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.write.cells import csv_bytes
from data.write.clock import exact
from scheduler.domain.units import CarerId, Seconds
from scheduler.domain.week import Week
from scheduler.measures.fairness import UnsocialHours
from scheduler.measures.ledgers import Strain

STRAIN = (
    "carer_id",
    "days_worked",
    "splits",
    "most_splits_a_day",
    "split_days_in_seven",
    "longest_span",
    "days_running",
    "above_the_figures_for",
)
UNSOCIAL = (
    "carer_id",
    "contract_group",
    "unsocial",
    "group_carers",
    "group_mean",
    "group_gini",
)
FIGURES = {
    "splits_a_day": "splits a day (P11)",
    "split_days": "split days in seven (P11)",
    "span": "span of a day (P11)",
    "running": "days one after another (P12)",
}


def strain_csv(ledger: Sequence[Strain]) -> bytes:
    """A row for each carer, and in words what is above the rule pack's figures."""
    return csv_bytes(
        STRAIN,
        (
            [
                one.carer,
                one.days_worked,
                one.splits,
                one.most_splits,
                one.split_days,
                exact(one.longest_span),
                one.running,
                "; ".join(FIGURES[name] for name in one.over),
            ]
            for one in ledger
        ),
    )


def unsocial_csv(
    week: Week, unsocial: Mapping[CarerId, Seconds], groups: Sequence[UnsocialHours]
) -> bytes:
    """A row for each carer with a shift, beside the mean and Gini of the contract group."""
    group_of = {one.group: one for one in groups}
    return csv_bytes(
        UNSOCIAL,
        (
            [
                carer,
                group.group,
                exact(unsocial[carer]),
                group.carers,
                exact(round(group.hours * 3600) // group.carers),
                f"{group.gini:.3f}",
            ]
            for carer in sorted(week.carer)
            if week.shifts_of[carer]
            for group in (group_of[week.carer[carer].contract.kind.value],)
        ),
    )
