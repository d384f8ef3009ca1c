"""What happens to a rota on the day, read and written; see README.md in this folder."""

from data.disruption.changes import changes_csv
from data.disruption.events import EVENT_FORMS, moment_of, read_event
from data.disruption.facts import fact_rows, facts_csv, facts_from, modes_in, read_facts
from data.disruption.options import options_csv
from data.disruption.outputs import repair_files

__all__ = [
    "EVENT_FORMS",
    "changes_csv",
    "fact_rows",
    "facts_csv",
    "facts_from",
    "modes_in",
    "moment_of",
    "options_csv",
    "read_event",
    "read_facts",
    "repair_files",
]
