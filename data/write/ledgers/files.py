"""Every ledger of one judged rota as files, by name."""

from __future__ import annotations

from collections.abc import Sequence

from data.write.ledgers.changes import changes_csv
from data.write.ledgers.figures import figures_csv
from data.write.ledgers.hours import average_weeks_csv, guaranteed_hours_csv
from data.write.ledgers.load import strain_csv, unsocial_csv
from data.write.ledgers.pay_days import pay_days_csv
from data.write.pay_csv import pay_csv
from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId
from scheduler.domain.week import Week
from scheduler.measures.definitions import STANDARD
from scheduler.measures.fairness import unsocial_by_carer, unsocial_hours
from scheduler.measures.ledgers import (
    ShiftChange,
    average_weeks,
    guaranteed_hours,
    pay_days,
    strains,
)
from scheduler.measures.summary import CarerMeasures
from scheduler.measures.workload import workloads
from scheduler.referee import Verdict


def ledger_files(
    week: Week, rota: Rota, verdict: Verdict, changes: Sequence[ShiftChange] | None = None
) -> dict[str, bytes]:
    """Name and content of every file.

    ======================  ===========================================================
    pay.csv                 the pay statement: what each carer is owed, and the wage floor
    pay-days.csv            the same time day by day, exact to the second
    average-weeks.csv       17-week average hours (W1)
    guaranteed-hours.csv    12 weeks of hours beside the contract (P7)
    strain.csv              splits (P11) and days worked one after another (P12)
    unsocial.csv            who carries the unsocial hours (CR7)
    changes.csv             shifts that a newer rota changes, with notice (P8); only where
                            ``changes`` are given
    figures.csv             the figures used, each with its source
    ======================  ===========================================================
    """
    unsocial = unsocial_by_carer(week, verdict.rounds, STANDARD)
    carers: dict[CarerId, CarerMeasures] = {
        carer: CarerMeasures(workload=one, unsocial=unsocial[carer])
        for carer, one in workloads(week, rota, verdict).items()
    }
    found = {
        "pay.csv": pay_csv(week, carers),
        "pay-days.csv": pay_days_csv(week, pay_days(week, rota, verdict)),
        "average-weeks.csv": average_weeks_csv(week, average_weeks(week, verdict)),
        "guaranteed-hours.csv": guaranteed_hours_csv(week, guaranteed_hours(week, verdict)),
        "strain.csv": strain_csv(strains(week, verdict)),
        "unsocial.csv": unsocial_csv(week, unsocial, unsocial_hours(week, unsocial)),
    }
    if changes is not None:
        found["changes.csv"] = changes_csv(week, changes)
    return {**found, "figures.csv": figures_csv(week)}
