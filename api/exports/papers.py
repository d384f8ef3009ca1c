"""One rota as files, made in a process that keeps its week in memory; ids unless told to name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import select

from api.desk.weeks import Base, Laid, laid_at, store_at
from api.exports.measures import measures_table
from api.exports.pseudonyms import pseudonymised
from api.papers import Style, papers_for
from api.store import AssignmentRow, BookRow, RotaRow
from data.tables import Given
from data.tables.week import Names
from data.write.cells import csv_bytes
from data.write.day_sheets import day_sheets
from data.write.labels import labels_of
from data.write.pay_csv import pay_csv
from data.write.report.page import report_html
from data.write.rota_csv import breaks_csv, rota_csv
from data.write.run_sheets import run_sheets_pdf
from data.write.unallocated import Unallocated, unallocated, unallocated_csv
from data.write.workbook import rows_in, workbook_bytes
from scheduler.domain.units import CarerId, ClientId, VisitId
from scheduler.measures.definitions import STANDARD
from scheduler.measures.fairness import unsocial_by_carer
from scheduler.measures.summary import CarerMeasures
from scheduler.measures.workload import workloads
from scheduler.referee import judge


class Paper(StrEnum):
    """A file made of one rota."""

    ROTA_CSV = "rota.csv"
    ROTA_XLSX = "rota.xlsx"
    UNALLOCATED_CSV = "unallocated.csv"
    UNALLOCATED_XLSX = "unallocated.xlsx"
    BREAKS_CSV = "breaks.csv"
    BREAKS_XLSX = "breaks.xlsx"
    PAY_CSV = "pay.csv"
    PAY_XLSX = "pay.xlsx"
    MEASURES_CSV = "measures.csv"
    MEASURES_XLSX = "measures.xlsx"
    MEASURES_JSON = "measures.json"
    PSEUDONYMISED_CSV = "pseudonymised.csv"
    PSEUDONYMISED_XLSX = "pseudonymised.xlsx"
    RUN_SHEETS_PDF = "run-sheets.pdf"
    REPORT_HTML = "report.html"

    @property
    def stem(self) -> str:
        """Without its ending."""
        return self.value.rpartition(".")[0]

    @property
    def form(self) -> str:
        """Its ending: csv, xlsx, json, pdf or html."""
        return self.value.rpartition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of a paper: whether people are named, and whom carers ring."""

    names: bool = False
    on_call: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """A rota and everything its papers are made from."""

    laid: Laid
    measures: Mapping[str, object]
    reasons: Mapping[VisitId, Mapping[str, object]]
    names: Names
    wish: Wish


def paper_at(base: Base, tenant: str, rota_id: str, paper: str, wish: Wish) -> bytes:
    """A file of a rota as it stands."""
    scene = _scene(base, tenant, rota_id, wish)
    wanted = Paper(paper)
    if wanted.form == "xlsx":
        return workbook_bytes({wanted.stem: rows_in(_TABLES[wanted.stem](scene))})
    if wanted.form == "csv":
        return _TABLES[wanted.stem](scene)
    return _OTHERS[wanted](scene)


def _scene(base: Base, tenant: str, rota_id: str, wish: Wish) -> _Scene:
    laid = laid_at(base, tenant, rota_id)
    with store_at(base.database).read(tenant) as session:
        row = session.get_one(RotaRow, rota_id)
        left = session.execute(
            select(AssignmentRow.visit_id, AssignmentRow.reason).where(
                AssignmentRow.rota_id == rota_id, AssignmentRow.carer_id.is_(None)
            )
        ).all()
        people: tuple[BookRow, ...] = ()
        if wish.names:
            query = select(BookRow).where(BookRow.table.in_(("clients", "carers")))
            people = tuple(session.scalars(query))
    return _Scene(
        laid=laid,
        measures=row.measures,
        reasons={VisitId(visit): reason or {} for visit, reason in left},
        names=_names(people),
        wish=wish,
    )


def _names(people: tuple[BookRow, ...]) -> Names:
    """Joined to ids here, where papers are drawn, and nowhere before."""
    named = {
        (row.table, row.key): " ".join(
            name for column in ("first_name", "last_name") if (name := row.private.get(column))
        )
        for row in people
    }
    return Names(
        clients={ClientId(key): name for (table, key), name in named.items() if table == "clients"},
        carers={CarerId(key): name for (table, key), name in named.items() if table == "carers"},
        client_postcodes={
            ClientId(row.key): str(row.cells.get("postcode", ""))
            for row in people
            if row.table == "clients"
        },
    )


def _given(scene: _Scene) -> Given:
    return replace(scene.laid.given, names=scene.names)


def _rota(scene: _Scene) -> bytes:
    week, rota = scene.laid.given.week, scene.laid.rota
    return rota_csv(week, judge(week, rota).rounds)


def _breaks(scene: _Scene) -> bytes:
    return breaks_csv(scene.laid.given.week, scene.laid.rota)


def _unallocated(scene: _Scene) -> bytes:
    """From the reasons kept with the rota: nothing is worked out anew, so both say the same."""
    week = scene.laid.given.week
    lines = [
        Unallocated(
            visit=week.visit[visit],
            rag=week.client[week.visit[visit].client].rag,
            harm=int(str(said.get("harm", 0))),
            reasons=str(said.get("carers_by_reason", "")),
            relaxation=str(said.get("cheapest_relaxation", "")),
            next_action=str(said.get("next_action", "")),
        )
        for visit, said in scene.reasons.items()
    ]
    ordered = sorted(lines, key=lambda one: (-one.harm, one.visit.agreed, one.visit.id))
    return unallocated_csv(week, tuple(ordered))


def _pay(scene: _Scene) -> bytes:
    week, rota = scene.laid.given.week, scene.laid.rota
    verdict = judge(week, rota)
    unsocial = unsocial_by_carer(week, verdict.rounds, STANDARD)
    carers = {
        carer: CarerMeasures(workload=one, unsocial=unsocial[carer])
        for carer, one in workloads(week, rota, verdict).items()
    }
    return pay_csv(week, carers)


def _measures(scene: _Scene) -> bytes:
    return csv_bytes(("about", "id", "measure", "value"), measures_table(scene.measures))


def _pseudonymised(scene: _Scene) -> bytes:
    return pseudonymised(scene.laid.given.week, scene.laid.rota)


def _run_sheets(scene: _Scene) -> bytes:
    week, rota = scene.laid.given.week, scene.laid.rota
    return run_sheets_pdf(
        week,
        day_sheets(week, rota, judge(week, rota).rounds),
        labels_of(_given(scene), pseudonyms=not scene.wish.names),
        on_call=scene.wish.on_call,
        written=datetime.now(UTC).astimezone(ZoneInfo(week.horizon.zone)),
    )


def _report(scene: _Scene) -> bytes:
    given = _given(scene)
    style = Style(pseudonyms=not scene.wish.names, on_call=scene.wish.on_call)
    papers = papers_for(given, scene.laid.rota, style, prove=False)
    return report_html(papers, unallocated(given.week, scene.laid.rota, papers.reasons))


def _json(scene: _Scene) -> bytes:
    return (json.dumps(scene.measures, indent=1, ensure_ascii=False) + "\n").encode()


_TABLES: Mapping[str, Callable[[_Scene], bytes]] = {
    "rota": _rota,
    "unallocated": _unallocated,
    "breaks": _breaks,
    "pay": _pay,
    "measures": _measures,
    "pseudonymised": _pseudonymised,
}
_OTHERS: Mapping[Paper, Callable[[_Scene], bytes]] = {
    Paper.RUN_SHEETS_PDF: _run_sheets,
    Paper.REPORT_HTML: _report,
    Paper.MEASURES_JSON: _json,
}
