"""The tables of a provider; see README.md in this folder."""

from data.tables.columns import COLUMNS, TABLES, Column, Table
from data.tables.corrections import Correction, corrected, row_as_written
from data.tables.faults import Fault, TableFaults
from data.tables.grid import Grid, read_grids
from data.tables.homes import Geocoder
from data.tables.package import with_package
from data.tables.read import checked_tables, read_tables, sheets_in, tables_of
from data.tables.rota_in import read_rota
from data.tables.rota_week import read_rota_of, require_of_week
from data.tables.rows_calls import DemandRow, HistoryRow
from data.tables.rows_carers import AvailabilityRow, CarerRow
from data.tables.rows_people import AwayRow, ClientRow, PairRow
from data.tables.sheet import RawRow, Sheet, Sheets, sort_sheets
from data.tables.tables import Tables, default_first_day, history_rows, with_worked
from data.tables.week import Given, Names, TravelMaker, names_of, week_of

__all__ = [
    "COLUMNS",
    "TABLES",
    "AvailabilityRow",
    "AwayRow",
    "CarerRow",
    "ClientRow",
    "Column",
    "Correction",
    "DemandRow",
    "Fault",
    "Geocoder",
    "Given",
    "Grid",
    "HistoryRow",
    "Names",
    "PairRow",
    "RawRow",
    "Sheet",
    "Sheets",
    "Table",
    "TableFaults",
    "Tables",
    "TravelMaker",
    "checked_tables",
    "corrected",
    "default_first_day",
    "history_rows",
    "names_of",
    "read_grids",
    "read_rota",
    "read_rota_of",
    "read_tables",
    "require_of_week",
    "row_as_written",
    "sheets_in",
    "sort_sheets",
    "tables_of",
    "week_of",
    "with_package",
    "with_worked",
]
