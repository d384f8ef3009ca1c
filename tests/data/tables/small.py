"""A small provider as CSV files; a test damages a copy of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from data.geocode import Found
from data.rule_packs import rules_for
from data.tables import Fault, Given, TableFaults, Tables, read_tables, week_of
from data.travel import GreatCircle
from scheduler.domain.place import PlaceQuality

FIRST_DAY = date(2026, 11, 30)

CLIENTS = """\
client_id,first_name,last_name,postcode,lat,lon,settlement,zone,band,rag,gender_must,languages,team,main_carer,cap,pets,smokes
C1,Ada,Ash,LE13 0CK,52.7661,-0.8860,town,Melton,urban,red,,english,K1;K2,K1,,no,no
C2,Ben,Birch,LE13 0CK,52.7661,-0.8860,town,Melton,urban,amber,,,,,5,yes,no
C3,Cyd,Cedar,LE15 6CI,52.6700,-0.7300,rural,Rutland,rural,green,female,,,,,,
"""
CARERS = """\
carer_id,first_name,last_name,postcode,lat,lon,modes,gender,skills,contract,min_hours,max_hours,\
hourly_rate,weeks_hours,max_days,declared_on,dbs_expires
K1,Kit,Kestrel,LE13 1OV,52.7600,-0.8800,car,female,medication:2:2027-03-31;hoist:2,contracted,\
20,40,13.20,38;41.5,5,25/11/2026,2027-06-30
K2,Lou,Lark,LE13 1OV,52.7610,-0.8810,bike;walk,male,medication:2,bank,,30,\
13,,5,25/11/2026,2027-06-30
K3,Moe,Merlin,LE15 6CM,52.6710,-0.7310,car,female,hoist:2,salaried,35,37.5,\
14.10,,,25/11/2026,2027-06-30
"""
DEMAND = """\
client_id,call,weekdays,weeks,cycle,start,before_min,after_min,length_min,carers,kind,critical_reason,critical_review,skills,gap_after_call,gap_min_min,gap_max_min,from,to,date,cancel
C1,breakfast,daily,,,07:30,15,15,30,,personal,insulin,2027-01-15,medication:2,,,,,,,
C1,lunch,daily,,,12:00,30,30,30,,meal,,,,breakfast,240,,,,,
C1,tea,Mon-Fri,,,17:00,30,30,30,,meal,,,,,,,,,,
C2,breakfast,MTWTF--,,,08:00,30,60,45,2,personal,,,hoist:2,,,,,,,
C2,domestic,Wed,1;3,4,10:00,120,120,60,,domestic,,,,,,,,,,
C3,bed,daily,,,20:30,30,30,30,,personal,,,,,,,01/11/2026,31/12/2026,,
C3,escort,,,,14:00,0,0,60,,social,,,,,,,,,02/12/2026,
C3,bed,,,,,,,,,,,,,,,,,,03/12/2026,yes
"""
AVAILABILITY = """\
carer_id,kind,weekday,from_date,to_date,from,to,weeks,cycle
K1,available,Mon-Fri,,,07:00,14:30,,
K1,leave,,03/12/2026,03/12/2026,,,,
K2,available,daily,,,0700,11:00,,
K2,available,daily,,,16:00,2200,,
K2,training,,04/12/2026,04/12/2026,09:00,10:00,,
K3,available,Mon-Sun,,,06:00,22:30,,
"""
HISTORY = """\
date,client_id,carer_id,start,end
29/11/2026,C1,K1,07:34,08:05
2026-11-28,C1,K2,07:30,08:00
28/11/2026,C2,K3,23:50,00:20
"""
PAIRS = """\
client_id,carer_id,kind,from,to
C1,K1,prefer,,
C2,K2,block_nofault,01/11/2026,
"""
AWAY = """\
client_id,from,to,reason
C1,05/12/2026,06/12/2026,holiday
"""
FILES = {
    "clients": CLIENTS,
    "carers": CARERS,
    "demand": DEMAND,
    "availability": AVAILABILITY,
    "history": HISTORY,
    "pairs": PAIRS,
    "away": AWAY,
}


def a_folder(folder: Path, **changed: str | None) -> Path:
    """The small provider's files in ``folder``, some with other text, ``None`` left out."""
    for name, text in (FILES | changed).items():
        if text is not None:
            (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def the_tables(folder: Path, **changed: str | None) -> Tables:
    """The small provider's tables, read."""
    return read_tables(a_folder(folder, **changed))


def faults_of(folder: Path, **changed: str | None) -> tuple[Fault, ...]:
    """What is found wrong with the small provider after a change."""
    with pytest.raises(TableFaults) as caught:
        read_tables(a_folder(folder, **changed))
    return caught.value.faults


def places_of(faults: tuple[Fault, ...]) -> list[tuple[str, int, str]]:
    """File, row and column of each fault."""
    return [(fault.file, fault.row, fault.column) for fault in faults]


@dataclass
class KnowsNothing:
    """A geocoder that knows one postcode."""

    def find(self, text: str) -> Found | None:
        """Only LE13 1OV is known, and only as a postcode."""
        if text != "LE13 1OV":
            return None
        return Found(lat=52.76, lon=-0.88, quality=PlaceQuality.POSTCODE, source="test")


def given(tables: Tables, first_day: date = FIRST_DAY, days: int = 7) -> Given:
    """The period planned from ``first_day``, with legs as the crow flies."""
    return week_of(
        tables,
        first_day=first_day,
        days=days,
        rules=rules_for(first_day),
        travel_provider=GreatCircle(),
        geocoder=KnowsNothing(),
    )
