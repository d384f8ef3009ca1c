"""How robust a week is, as tables and for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from data.write.cells import Cell, csv_bytes
from data.write.clock import iso, minutes
from scheduler.domain.client import Rag
from scheduler.domain.events import Merged, Wider
from scheduler.domain.week import Week
from scheduler.planning.robust import Backups, Emergency, Slack, Without

BACKUP_COLUMNS = (
    *("client_id", "risk", "band", "visits", "enough", "planned", "backup", "known"),
    *("visits_at_work", "visits_free"),
)
SLACK_COLUMNS = (
    *("zone", "band", "busy_min", "free_min", "free_percent"),
    *("target_percent", "enough", "missing_min"),
)
WITHOUT_COLUMNS = (
    *("carer_id", "red_visits", "covered", "gaps", "others_moved", "others_left_out", "why"),
)
AGREED_COLUMNS = ("visit_id", "client_id", "risk", "rule", "was", "now", "length_min")


def backups_csv(found: Sequence[Backups]) -> bytes:
    """A row for each backup, the best first; one without a name where there is none."""
    rows: list[list[Cell]] = []
    for one in found:
        head: list[Cell] = [
            one.client,
            one.rag,
            one.band,
            one.visits,
            _yes(one.enough),
            ";".join(one.planned),
        ]
        rows += [[*head, b.carer, _yes(b.known), b.at_work, b.free] for b in one.backups] or [
            [*head, None, None, None, None]
        ]
    return csv_bytes(BACKUP_COLUMNS, rows)


def slack_csv(found: Sequence[Slack]) -> bytes:
    """A row for each zone and band."""
    return csv_bytes(
        SLACK_COLUMNS,
        (
            [
                s.zone,
                s.band,
                minutes(s.busy),
                minutes(s.free),
                s.permille / 10,
                s.target / 10,
                _yes(s.enough),
                minutes(s.missing),
            ]
            for s in found
        ),
    )


def without_csv(found: Sequence[Without]) -> bytes:
    """A row for each carer the week was planned without."""
    return csv_bytes(
        WITHOUT_COLUMNS,
        (
            [
                one.carer,
                one.red,
                _yes(one.is_covered),
                ";".join(gap.visit for gap in one.gaps),
                one.moved,
                one.left_out,
                " ".join(gap.sentence for gap in one.gaps),
            ]
            for one in found
        ),
    )


def robust_json(
    backups: Sequence[Backups], slack: Sequence[Slack], without: Sequence[Without]
) -> bytes:
    """The counts behind each table."""
    at_risk = [one for one in backups if one.rag is not Rag.GREEN]
    summary = {
        "bands_of_clients": len(backups),
        "bands_with_enough_backups": sum(one.enough for one in backups),
        "red_and_amber_bands": len(at_risk),
        "red_and_amber_bands_with_enough_backups": sum(one.enough for one in at_risk),
        "zones_and_bands": len(slack),
        "zones_and_bands_with_enough_slack": sum(one.enough for one in slack),
        "carers_left_out_in_turn": len(without),
        "carers_without_whom_red_visits_are_covered": sum(one.is_covered for one in without),
        "red_visits_not_covered": sum(len(one.gaps) for one in without),
    }
    return (json.dumps(summary, indent=2) + "\n").encode()


def agreed_csv(before: Week, plan: Emergency) -> bytes:
    """Every rule used: which visit, what it was and what it is now."""
    made = {one.visit: one.start for one in plan.rota.assignments}
    rows = []
    for rule in plan.rules_used:
        if isinstance(rule, Merged):
            first, second = before.visit[rule.first], before.visit[rule.second]
            was = f"{iso(before.horizon, first.agreed)} and {iso(before.horizon, second.agreed)}"
            client, length = first.client, rule.length
        else:
            visit = before.visit[rule.visit]
            was, client, length = iso(before.horizon, visit.agreed), visit.client, visit.length
        start = made.get(rule.visit)
        rows.append(
            [
                rule.visit,
                client,
                before.client[client].rag,
                "moved" if isinstance(rule, Wider) else "merged",
                was,
                None if start is None else iso(before.horizon, start),
                minutes(length),
            ]
        )
    return csv_bytes(AGREED_COLUMNS, rows)


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"
