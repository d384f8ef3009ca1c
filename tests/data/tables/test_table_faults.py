"""Every fault is named, at once, where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.tables import TableFaults, read_tables
from tests.data.tables.small import CARERS, CLIENTS, DEMAND, FILES, a_folder, faults_of, places_of

DAMAGED_CLIENTS = """\
client_id,first_name,last_name,postcode,lat,lon,band,rag,gender_must,team,cap,colour,notes
C1,Ada,Ash,LE13 0CK,-0.8860,52.7661,urban,red,,K1;K9,,,
C1,Ben,Birch,LE13 0CK,52.7,,suburb,blue,lady,,few,,
C3,Cyd,Cedar,,,,rural,,,,,,TIME CRITICAL tablets
"""
DAMAGED_CARERS = """\
carer_id,postcode,modes,skills,contract,min_hours,max_hours,hourly_rate,dbs_expires
K1,LE13 1OV,car;horse,medication:9,forever,40,30,abc,31/02/2027
K2,LE13 1OV,bike,medication:2,bank,,300,13,2027-06-30
"""
DAMAGED_DEMAND = """\
client_id,call,weekdays,weeks,cycle,start,before_min,after_min,length_min,carers,critical_reason,critical_review,gap_after_call,gap_min_min,from,to,date,cancel,notes
C1,breakfast,Funday,,,7:99,15,15,half an hour,3,insulin,,,,,,,,
C1,lunch,daily,3,2,12:00,-30,30,0,1,,2027-01-01,supper,60,,,,,
C8,tea,daily,,9,17:00,30,30,30,1,,,,,02/02/2027,01/01/2027,,,
C2,bed,,,,20:00,30,30,30,1,,,,,,,,,must be given at 8
C2,tea,daily,,,17:00,30,30,30,1,,,bed,60,,,,,
C2,dinner,,,,,,,,,,,,,,,01/12/2026,yes,
C3,lunch,daily,,,12:00,30,,30,1,,,,,,,05/12/2026,,
"""
DAMAGED_AVAILABILITY = """\
carer_id,kind,weekday,from_date,to_date,from,to,weeks,cycle
K1,available,Mon-Fri,,,07:00,14:30,,
K1,available,Wed,,,14:00,20:00,,
K1,leave,,,,,,,
K2,available,Mon,,,09:00,,,
K2,resting,Mon,,,09:00,10:00,,
K7,available,Mon,,,09:00,10:00,,
K2,available,,,,09:00,10:00,,
"""
DAMAGED_HISTORY = """\
date,client_id,carer_id,start,end
11/30/2026,C1,K1,07:34,08:05
29/11/2026,C1,K1,09:00,08:00
"""
DAMAGED_PAIRS = """\
client_id,carer_id,kind
C1,K9,block_nofault
C1,K1,hates
"""


def test_every_fault_of_seven_tables_is_listed_at_once(tmp_path: Path) -> None:
    """More than forty damages, each with its file, row and column, none twice."""
    faults = faults_of(
        tmp_path,
        clients=DAMAGED_CLIENTS,
        carers=DAMAGED_CARERS,
        demand=DAMAGED_DEMAND,
        availability=DAMAGED_AVAILABILITY,
        history=DAMAGED_HISTORY,
        pairs=DAMAGED_PAIRS,
        away="client_id,from\nC1,05/12/2026\n,06/12/2026\nC2,soon\n",
    )
    expected = [
        ("away.csv", 3, "client_id"),
        ("away.csv", 4, "from"),
        ("availability.csv", 4, "from_date"),
        ("availability.csv", 5, "to"),
        ("availability.csv", 6, "kind"),
        ("availability.csv", 7, "carer_id"),
        ("availability.csv", 8, "weekdays"),
        ("carers.csv", 2, "contract"),
        ("carers.csv", 2, "dbs_expires"),
        ("carers.csv", 2, "hourly_rate"),
        ("carers.csv", 2, "modes"),
        ("carers.csv", 2, "skills"),
        ("carers.csv", 3, "max_hours"),
        ("clients.csv", 1, "colour"),
        ("clients.csv", 2, "lat"),
        ("clients.csv", 2, "lon"),
        ("clients.csv", 3, "band"),
        ("clients.csv", 3, "cap"),
        ("clients.csv", 3, "gender_must"),
        ("clients.csv", 3, "rag"),
        ("clients.csv", 4, "rag"),
        ("demand.csv", 2, "length_min"),
        ("demand.csv", 2, "start"),
        ("demand.csv", 2, "weekdays"),
        ("demand.csv", 3, "before_min"),
        ("demand.csv", 3, "length_min"),
        ("demand.csv", 4, "client_id"),
        ("demand.csv", 4, "cycle"),
        ("demand.csv", 5, "notes"),
        ("demand.csv", 5, "weekdays"),
        ("demand.csv", 6, "gap_after_call"),
        ("demand.csv", 7, "call"),
        ("demand.csv", 8, "after_min"),
        ("demand.csv", 8, "date"),
        ("history.csv", 2, "date"),
        ("history.csv", 3, "end"),
        ("pairs.csv", 2, "carer_id"),
        ("pairs.csv", 3, "kind"),
    ]
    found = places_of(faults)
    assert set(expected) <= set(found), set(expected) - set(found)
    assert len(found) == len(set(faults))
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("table", "old", "new", "column", "message"),
    [
        ("clients", "K1;K2", "K1;K9", "team", "No carer has this id"),
        (
            "clients",
            "52.7661,-0.8860,town,Melton,urban,red",
            ",-0.8860,town,Melton,urban,red",
            "lat",
            "go together",
        ),
        ("clients", "LE15 6CI,52.6700,-0.7300", ",,", "postcode", "Neither a postcode"),
        ("carers", "20,40", "50,40", "min_hours", "exceed"),
        ("carers", "38;41.5,5", "38;41.5,8", "max_days", "7 days"),
        ("demand", "insulin,2027-01-15", "insulin,", "critical_review", "looked at again"),
        ("demand", "insulin,2027-01-15", ",2027-01-15", "critical_reason", "no reason"),
        ("demand", "insulin,", "yes,", "critical_reason", "reason is missing"),
        ("demand", "30,60,45,2", "30,60,45,3", "carers", "1 or 2"),
        ("demand", "30,60,45,2", "30,60,9000,2", "length_min", "a day at most"),
        ("demand", "1;3,4", "1;5,4", "weeks", "no week 5"),
        ("demand", "breakfast,240", "brekfast,240", "gap_after_call", "no call of this name"),
        ("demand", "breakfast,240", "breakfast,400", "gap_after_call", "never allow this gap"),
        ("demand", "breakfast,240", ",240", "gap_after_call", "not the call"),
        ("demand", "C3,bed,,", "C3,elevenses,,", "call", "no call of this name"),
        ("demand", "03/12/2026,yes", ",yes", "date", "needs its date"),
        ("demand", "C3,escort,,", "C3,escort,Mon,", "date", "no weekdays"),
        ("demand", "01/11/2026,31/12/2026", "31/12/2026,01/11/2026", "to", "before the first"),
        (
            "availability",
            "Mon-Fri,,,07:00,14:30",
            "Mon-Fri,,,07:00,07:00",
            "to",
            "ends when it begins",
        ),
        (
            "availability",
            "03/12/2026,03/12/2026",
            "03/12/2026,02/12/2026",
            "to_date",
            "before the first",
        ),
        ("away", "05/12/2026,06/12/2026", "06/12/2026,05/12/2026", "to", "before the first"),
    ],
)
def test_one_damage_is_one_fault(
    tmp_path: Path, table: str, old: str, new: str, column: str, message: str
) -> None:
    """Nothing else is complained of."""
    text = FILES[table]
    assert old in text
    faults = faults_of(tmp_path, **{table: text.replace(old, new, 1)})
    assert [fault.column for fault in faults] == [column], [str(fault) for fault in faults]
    assert message in faults[0].message


def test_an_id_given_twice_names_the_other_row(tmp_path: Path) -> None:
    """Two carers cannot both be K1."""
    text = CARERS + CARERS.splitlines()[1].replace("Kit", "Ken") + "\n"
    faults = faults_of(tmp_path, carers=text)
    assert [(f.row, f.column, f.message) for f in faults] == [
        (5, "carer_id", "This id is given in row 2 too.")
    ]


def test_a_second_length_belongs_to_a_second_carer(tmp_path: Path) -> None:
    """One carer has no partner who could leave early."""
    head, rest = DEMAND.split("\n", 1)
    rows = [f"{line}," for line in rest.splitlines()]
    rows[0] += "10"
    text = "\n".join([f"{head},second_length_min", *rows])
    assert places_of(faults_of(tmp_path, demand=text)) == [("demand.csv", 2, "second_length_min")]


def test_a_misspelt_header_comes_with_the_right_one(tmp_path: Path) -> None:
    """Unknown, and the required column it should have been is missing: two faults."""
    faults = faults_of(tmp_path, clients=CLIENTS.replace("rag", "ragg", 1))
    assert [(fault.column, fault.row) for fault in faults] == [("rag", 1), ("ragg", 1)]
    assert faults[1].advice == "Maybe rag was meant."


def test_a_header_given_twice_is_a_fault(tmp_path: Path) -> None:
    """Two headers for one column leave open which counts."""
    text = CLIENTS.replace("pets,smokes", "pets,pet", 1)
    assert places_of(faults_of(tmp_path, clients=text)) == [("clients.csv", 1, "pets")]


def test_a_missing_column_is_one_fault_not_one_a_row(tmp_path: Path) -> None:
    """Demand without lengths has one fault at the header."""
    lines = [line.split(",") for line in DEMAND.splitlines()]
    text = "\n".join(",".join(cells[:8] + cells[9:]) for cells in lines)
    assert places_of(faults_of(tmp_path, demand=text)) == [("demand.csv", 1, "length_min")]


def test_a_missing_and_a_misspelt_table_are_told(tmp_path: Path) -> None:
    """The file that was probably meant is named."""
    folder = a_folder(tmp_path, carers=None, history=None)
    (folder / "histories.csv").write_text(FILES["history"], "utf-8")
    (folder / "shopping.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(TableFaults) as caught:
        read_tables(folder)
    lines = str(caught.value)
    assert "The table carers is missing." in lines
    assert "Maybe history was meant." in lines
    assert "shopping" not in lines


def test_one_table_in_two_files_is_a_fault(tmp_path: Path) -> None:
    """Staff and carers are the same table."""
    folder = a_folder(tmp_path)
    (folder / "staff.csv").write_text(CARERS, "utf-8")
    with pytest.raises(TableFaults, match=r"staff.csv: This holds the table carers"):
        read_tables(folder)


def test_a_need_in_free_text_points_to_the_columns_for_it(tmp_path: Path) -> None:
    """A note on the client is refused unless some call of theirs carries the need."""
    head, *rest = CLIENTS.splitlines()
    lines = [f"{head},comments", *(f"{line},Time-critical medicine" for line in rest)]
    faults = faults_of(tmp_path, clients="\n".join(lines))
    assert places_of(faults) == [("clients.csv", 3, "notes"), ("clients.csv", 4, "notes")]
    assert "critical_reason and critical_review" in faults[0].advice
    calm = [f"{head},comments", *(f"{line},not time critical" for line in rest)]
    assert read_tables(a_folder(tmp_path, clients="\n".join(calm)))


def test_faults_never_repeat_a_name(tmp_path: Path) -> None:
    """A person who cannot be found is not named in the message."""
    pairs = 'client,carer_id,kind\n"Zebedee Zorn, LE13 0CK",K1,prefer\n'
    faults = faults_of(tmp_path, pairs=pairs)
    assert len(faults) == 1
    assert "Zorn" not in str(faults[0])


def test_two_people_of_one_name_at_one_postcode_need_ids(tmp_path: Path) -> None:
    """Father and son."""
    clients = CLIENTS.replace("Ben,Birch", "Ada,Ash")
    pairs = 'client,carer_id,kind\n"Ada Ash, LE13 0CK",K1,prefer\n'
    faults = faults_of(tmp_path, clients=clients, pairs=pairs)
    assert "more than one client: C1, C2" in faults[0].message


def test_the_text_of_a_fault_holds_where_what_and_advice(tmp_path: Path) -> None:
    """A planner reads file, row, column, value, message, and one hint."""
    faults = faults_of(tmp_path, clients=CLIENTS.replace("red", "blue"))
    assert str(faults[0]) == (
        "clients.csv, row 2, column rag: 'blue': This is not one of: red, amber, green."
    )


def test_more_cells_than_headers_is_a_fault(tmp_path: Path) -> None:
    """A comma inside an unquoted cell shifts the row."""
    text = FILES["away"].replace("holiday", "holiday, Spain, hotel")
    assert "more cells than the header" in faults_of(tmp_path, away=text)[0].message


def test_an_exact_repetition_of_a_call_is_a_fault(tmp_path: Path) -> None:
    """Pasted twice, it would send two carers."""
    line = DEMAND.splitlines()[3]
    faults = faults_of(tmp_path, demand=DEMAND + line + "\n")
    assert [(fault.row, fault.message) for fault in faults] == [(10, "This row repeats row 4.")]
