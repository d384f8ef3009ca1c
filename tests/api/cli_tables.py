"""A tiny provider as files: three people in Oakham, three carers, one week of history."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2026, 11, 30)

CLIENTS = """\
client_id,first_name,last_name,postcode,lat,lon,settlement,zone,band,rag
C1,Ada,Quill,LE15 0CK,52.6700,-0.7300,town,Rutland,urban,red
C2,Bob,Wren,LE15 0CM,52.6720,-0.7250,town,Rutland,urban,amber
C3,Cleo,Finch,LE15 0CO,52.6650,-0.7350,town,Rutland,urban,green
"""
DEMAND = """\
client_id,call,weekdays,start,before_min,after_min,length_min,carers,kind,critical_reason,\
critical_review
C1,breakfast,daily,08:00,15,15,30,1,medication,insulin,2027-03-01
C1,tea,daily,17:00,30,30,30,1,meal,,
C2,breakfast,daily,09:00,30,30,45,2,personal,,
C3,lunch,Mon-Fri,12:30,30,30,30,1,meal,,
"""
CARERS = """\
carer_id,first_name,last_name,postcode,lat,lon,settlement,modes,contract,min_hours,max_hours,\
hourly_rate,dbs_expires,declared_on,max_days
K1,Ann,Alder,LE15 0CV,52.6690,-0.7280,town,car,bank,0,40,13.50,2030-01-01,2026-11-25,6
K2,Ben,Beech,LE15 0CI,52.6710,-0.7320,town,car,bank,0,40,13.50,2030-01-01,2026-11-25,6
K3,Cat,Cedar,LE15 0KC,52.6680,-0.7290,town,car,bank,0,40,13.50,2030-01-01,2026-11-25,6
"""
AVAILABILITY = """\
carer_id,kind,weekday,from,to
K1,available,daily,07:00,18:00
K2,available,daily,07:00,18:00
K3,available,daily,07:00,18:00
"""


def history() -> str:
    """A week in which everybody saw everybody in turn."""
    lines = ["date,client_id,carer_id,start,end"]
    for back in range(1, 8):
        on = (FIRST_DAY - timedelta(days=back)).isoformat()
        carers = [f"K{(back + turn) % 3 + 1}" for turn in range(3)]
        lines += [
            f"{on},C1,{carers[0]},08:00,08:30",
            f"{on},C2,{carers[1]},09:00,09:45",
            f"{on},C2,{carers[2]},09:00,09:45",
        ]
    return "\n".join(lines) + "\n"


def write_tables(folder: Path) -> Path:
    """The tables as a folder of CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "clients": CLIENTS,
        "demand": DEMAND,
        "carers": CARERS,
        "availability": AVAILABILITY,
        "history": history(),
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder
