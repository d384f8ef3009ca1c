"""Publishing a rota: refused on a hard breach, recorded with who, when and from what.

A program proposes and a named person publishes; the record says which. Each record holds the
hash of the one before it, so that one taken out or changed later shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from data.tables import Fault, TableFaults
from data.write.rota_csv import breaks_csv, rota_csv
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.measures.workload import workloads
from scheduler.referee import Breach, Verdict
from scheduler.rules.prices import Tier

RECORD = "publications.jsonl"
FIRST = "0" * 64
"""Stands for the record before the first."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is published by whom.

    Parameters
    ----------
    by
        Id of the person who publishes.
    at
        Aware date and time.
    given, planned
        Where the tables and the rota were read from: a file or a folder each.
    """

    week: Week
    rota: Rota
    verdict: Verdict
    by: str
    at: datetime
    given: Path
    planned: Path


def person(by: str) -> str:
    """The id of the person who publishes, if it is one.

    Raises
    ------
    InputError
        If it is empty, or looks like a name in words.
    """
    if not _ID.fullmatch(by):
        raise InputError(
            "Whoever publishes is recorded by id: letters, digits, dots, dashes, no spaces.\n"
            "Maybe give the staff number, as in --by P03."
        )
    return by


def refusals(verdict: Verdict) -> tuple[str, ...]:
    """Every reason why the rota may not be published: code, rule, and a sentence with its figures.

    Limit and value of a breach are in the units of the rule, such as seconds since the first
    midnight, and no help to anybody.
    """
    return tuple(_refusal(one) for one in verdict.breaches)


def _refusal(one: Breach) -> str:
    rule = "" if one.rule == one.code else f" (rule {one.rule})"
    return f"{one.code}{rule}: {one.sentence}"


def published_files(one: Publication, folder: Path) -> dict[str, bytes]:
    """The published rota and the record of all publications of ``folder``, by name.

    Raises
    ------
    InputError
        If the rota breaks a hard rule, or the record kept so far is broken.
    """
    if one.verdict.breaches:
        raise InputError("\n".join(refusals(one.verdict)))
    before = records(folder / RECORD)
    rota, breaks = rota_csv(one.week, one.verdict.rounds), breaks_csv(one.week, one.rota)
    last = _hash(before[-1].encode()) if before else FIRST
    record = json.dumps(_record(one, rota, breaks, last), ensure_ascii=False)
    return {
        "rota.csv": rota,
        "breaks.csv": breaks,
        RECORD: "".join(f"{line}\n" for line in (*before, record)).encode(),
    }


def _record(one: Publication, rota: bytes, breaks: bytes, last: str) -> dict[str, object]:
    week = one.week
    rates = [
        load.pence_an_hour
        for load in workloads(week, one.rota, one.verdict).values()
        if load.pence_an_hour is not None
    ]
    starts = [made.start for made in one.rota.assignments]
    horizon = week.horizon
    notice = None if not starts else (horizon.instant(min(starts)) - one.at).total_seconds() / 3600
    return {
        "by": one.by,
        "at": one.at.isoformat(timespec="seconds"),
        "first_day": horizon.first_day.isoformat(),
        "days": horizon.days,
        "rule_pack": week.rules.name,
        "visits": len(week.visits),
        "unallocated": len(week.visits) - len({made.visit for made in one.rota.assignments}),
        "hard_breaches": 0,
        "cost": {
            tier.name.lower(): points for tier, points in zip(Tier, one.verdict.cost, strict=True)
        },
        "lowest_pence_an_hour": None if not rates else round(min(rates), 2),
        "hours_of_notice": None if notice is None else round(notice, 1),
        "notice_target_days": week.rules.ledgers.notice_target,
        "input_sha256": hashes_of(one.given),
        "planned_sha256": hashes_of(one.planned),
        "rota_sha256": _hash(rota),
        "breaks_sha256": _hash(breaks),
        "previous_sha256": last,
    }


def hashes_of(path: Path) -> Mapping[str, str]:
    """SHA-256 of a file, or of every table (CSV, workbook) of a folder, by name."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    tables = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
    return {
        one.name: _hash(one.read_bytes())
        for one in files
        if one.is_file() and one.suffix.lower() in tables
    }


def records(file: Path) -> list[str]:
    """The records kept so far, oldest first.

    Raises
    ------
    InputError
        If one of them was changed or taken out since it was written.
    """
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    last, faults = FIRST, []
    for number, line in enumerate(lines, start=1):
        try:
            said = json.loads(line)["previous_sha256"]
        except (ValueError, KeyError, TypeError):
            said = ""
        if said != last:
            message = "This record does not follow the one before it."
            advice = "Maybe a line was changed or taken out; put the kept file back."
            faults.append(Fault(file=file.name, row=number, message=message, advice=advice))
        last = _hash(line.encode())
    if faults:
        raise TableFaults(faults)
    return lines


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
