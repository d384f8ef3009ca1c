"""Rows about care: the calls agreed, and the visits already made."""

from __future__ import annotations

from data.tables.cell_types import (
    CallKindCell,
    CallName,
    Count,
    Cycle,
    DateCell,
    EndCell,
    Length,
    Minutes,
    Reason,
    SkillsNeeded,
    Spot,
    TimeCell,
    Weekdays,
    Weeks,
    YesNo,
)
from data.tables.row import Row, column, optional
from scheduler.domain.client import CallKind
from scheduler.domain.units import CarerId, ClientId, Seconds


class DemandRow(Row):
    """One call of a package of care, a single visit, or the cancellation of one."""

    client_id: ClientId = column("The client.", also="service user id; customer id")
    call: CallName = column(
        "Name of the call: breakfast, lunch, tea, bed or your own.",
        also="call name; visit; visit name; slot",
        like="breakfast",
    )
    weekdays: Weekdays | None = optional(
        "Weekdays on which it happens: daily, Mon-Fri, Mon;Wed;Fri or a mask such as MTWTF--.",
        also="weekday; days; weekday mask",
        like="Mon-Fri",
    )
    weeks: Weeks | None = optional(
        "Weeks of the cycle in which it happens; without it all.",
        also="week; week mask",
        like="1;3",
    )
    cycle: Cycle = optional("Length of the cycle in weeks, 1 to 8.", 1, also="cycle weeks")
    cycle_start: DateCell | None = optional(
        "A date in week 1 of the cycle; without it 1 January 2024.", also="week 1 date"
    )
    start: TimeCell | None = optional(
        "Agreed start on the 24-hour clock; needed unless the row cancels.",
        also="start time; time; agreed start",
        like="07:30",
    )
    before_min: Minutes | None = optional(
        "How many minutes earlier it may start at all; needed unless the row cancels.",
        also="before; before minutes; earliest min",
        like="15",
    )
    after_min: Minutes | None = optional(
        "How many minutes later it may start at all; needed unless the row cancels.",
        also="after; after minutes; latest min",
        like="30",
    )
    length_min: Length | None = optional(
        "Length in minutes; never cut; needed unless the row cancels.",
        also="length; duration; minutes; length minutes; duration min",
        like="30",
    )
    commissioned_min: Length | None = optional(
        "Length bought, where a longer one is planned; no visit is planned shorter than this.",
        also="commissioned; commissioned length; bought min",
    )
    carers: Count = optional(
        "How many carers together, 1 or 2.", 1, also="carers needed; staff needed; handed"
    )
    second_length_min: Length | None = optional(
        "Length of the second carer's part where it is shorter.",
        also="second length; second carer min",
    )
    kind: CallKindCell = optional(
        "What it is for: personal, medication, meal, check, domestic or social.",
        CallKind.PERSONAL,
        also="type; call type; visit type",
    )
    critical_reason: Reason = optional(
        "Why it is time-critical; needs a review date.",
        "",
        also="critical; time critical; time critical reason",
        private=True,
        like="insulin",
    )
    critical_review: DateCell | None = optional(
        "When being time-critical is looked at again.",
        also="review; review date; critical review date",
    )
    skills: SkillsNeeded = optional(
        "Skills each carer needs, with the least level.",
        (),
        also="skills needed; competences",
        like="medication:2;hoist:2",
    )
    gap_after_call: CallName | None = optional(
        "Call of the same client and day after which a gap is needed.",
        also="gap after",
        like="lunch",
    )
    gap_min_min: Minutes | None = optional(
        "Least minutes between the two starts.", also="gap min; least gap", like="240"
    )
    gap_max_min: Minutes | None = optional(
        "Most minutes between the two starts.", also="gap max; most gap"
    )
    place_end: Spot = optional(
        "Postcode, or lat and lon with a comma, where the visit ends if not at home.",
        "",
        also="end place; ends at",
        private=True,
    )
    from_date: DateCell | None = optional(
        "First day on which the call holds.",
        called="from",
        also="first day; start date; valid from",
    )
    to_date: DateCell | None = optional(
        "Last day on which the call holds.", called="to", also="last day; end date; until; valid to"
    )
    date: DateCell | None = optional(
        "The only date, for a single visit or a cancellation; weekdays then stay empty.",
        also="on; one off; one off date",
    )
    cancel: YesNo = optional(
        "Yes cancels that call on that date.", False, also="cancelled; cancels"
    )
    notes: str = optional(
        "Free text; planning never reads it, and a time-critical need found in it is refused.",
        "",
        also="note; comments; comment; remarks",
        private=True,
    )


class HistoryRow(Row):
    """One carer's visit to one client in the past."""

    date: DateCell = column("Date of the visit.", also="visit date; day", like="29/11/2026")
    client_id: ClientId = column("The client.", also="service user id; customer id")
    carer_id: CarerId = column("The carer.", also="staff id; employee id; worker id")
    start: TimeCell = column(
        "When it started.", also="from; start time; actual start; time", like="07:34"
    )
    end: EndCell = column(
        "When it ended; not after the start means the next day.",
        also="to; end time; actual end; finish",
        like="08:05",
    )

    def length(self) -> Seconds:
        """Seconds from start to end on the clock."""
        return self.end - self.start if self.end > self.start else self.end + 86_400 - self.start
