"""Rows about the people cared for: clients, their absences, and pairs with carers."""

from __future__ import annotations

from data.tables.cell_types import (
    BandCell,
    CarerIds,
    Count,
    DateCell,
    GenderCell,
    Languages,
    Latitude,
    Longitude,
    PairCell,
    Postcode,
    RagCell,
    SettlementCell,
    Weight,
    YesNo,
)
from data.tables.row import Row, column, optional
from scheduler.domain.client import Rurality
from scheduler.domain.units import CarerId, ClientId


class ClientRow(Row):
    """One person cared for."""

    client_id: ClientId = column(
        "Short name of the client in every table, used once.",
        also="id; client ref; service user id; customer id",
        like="C012",
    )
    first_name: str = optional(
        "First name, shown to planners and carers only.",
        "",
        also="forename; given name",
        private=True,
    )
    last_name: str = optional(
        "Last name, shown to planners and carers only.",
        "",
        also="surname; family name",
        private=True,
    )
    postcode: Postcode = optional(
        "Postcode of the home; needed where lat and lon are not given.",
        "",
        also="post code; zip",
        private=True,
        like="LE13 0CK",
    )
    lat: Latitude | None = optional(
        "Latitude of the front door in degrees.", also="latitude", like="52.7661"
    )
    lon: Longitude | None = optional(
        "Longitude in degrees, negative west of Greenwich.",
        also="longitude; lng; long",
        like="-0.8860",
    )
    settlement: SettlementCell | None = optional(
        "Town or rural, which decides parking time; without it a band of urban means town.",
        also="area type",
        like="rural",
    )
    zone: str = optional(
        "Zone of the council in which the home lies.", "", also="area; patch", like="Melton"
    )
    band: BandCell = optional(
        "Price band: urban, fringe, rural or isolated.", Rurality.RURAL, also="rurality; price band"
    )
    rag: RagCell = column(
        "Risk of a missed visit: red, amber or green.", also="risk; rag rating; priority"
    )
    gender_must: GenderCell | None = optional(
        "Gender of carer the care plan requires.", also="gender required"
    )
    gender_prefer: GenderCell | None = optional(
        "Gender of carer the person would like.", also="gender preferred; gender preference"
    )
    languages: Languages = optional(
        "Languages the person would like a carer to share.",
        frozenset(),
        also="language",
        like="english;gujarati",
    )
    team: CarerIds = optional(
        "Carer ids of the care team, separated by semicolons.",
        (),
        also="care team; carers",
        like="K03;K07",
    )
    main_carer: CarerId | None = optional(
        "Carer id of the main carer.", also="key carer; main worker; key worker"
    )
    cap: Count | None = optional(
        "Most distinct carers agreed over any 14 days; empty uses the rule pack's.",
        also="carer cap; max carers",
    )
    faces_weight: Weight = optional(
        "How much familiar faces matter to this person: 1 as to most people, up to 9.",
        1,
        also="familiar faces; same carers matter",
        like="3",
    )
    times_weight: Weight = optional(
        "How much agreed times matter to this person: 1 as to most people, up to 9.",
        1,
        also="punctuality matters",
        like="2",
    )
    pets: YesNo = optional("Whether there are pets in the home.", False, also="has pets; pet")
    smokes: YesNo = optional("Whether the home is smoked in.", False, also="smoker; smoking")
    funder: str = optional("Who pays: council, health, self.", "", also="funding; payer")
    contract_pack: str = optional(
        "Name of the contract whose definitions apply.", "", also="contract"
    )
    notes: str = optional(
        "Free text; planning never reads it, and a time-critical need found in it is refused.",
        "",
        also="note; comments; comment; remarks",
        private=True,
    )


class AwayRow(Row):
    """Days on which a client is not at home."""

    client_id: ClientId = column("The client.", also="service user id; customer id")
    from_date: DateCell = column(
        "First day without visits.", called="from", also="first day; start date; date"
    )
    to_date: DateCell | None = optional(
        "Last day without visits; open where empty.", called="to", also="last day; end date; until"
    )
    reason: str = optional(
        "Hospital, holiday and so on.", "", also="note; notes; kind", private=True
    )


class PairRow(Row):
    """What is agreed or refused between one client and one carer."""

    client_id: ClientId = column("The client.", also="service user id; customer id")
    carer_id: CarerId = column("The carer.", also="staff id; employee id; worker id")
    kind: PairCell = column(
        "What holds: prefer, avoid, block_nofault or block_safeguarding.", also="type"
    )
    from_date: DateCell | None = optional(
        "First day on which it holds.", called="from", also="first day; start date"
    )
    to_date: DateCell | None = optional(
        "Last day on which it holds.", called="to", also="last day; end date; until"
    )
