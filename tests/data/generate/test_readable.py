"""The readers of tables accept what the generator writes."""

from __future__ import annotations

from data.geocode import Found
from data.rule_packs import rules_for
from data.tables import default_first_day, read_tables, week_of
from data.travel import GreatCircle
from tests.data.generate.conftest import FIRST_DAY, Drawn


class Nowhere:
    """A geocoder that knows nothing: the sample gives coordinates for everybody."""

    def find(self, text: str) -> Found | None:
        """Nothing."""
        return None


def test_sample_becomes_a_week(medium: Drawn) -> None:
    """No fault is found, the first day follows from the history, and all 1,800 visits come."""
    tables = read_tables(medium.folder)
    assert default_first_day(tables) == FIRST_DAY
    given = week_of(
        tables,
        first_day=FIRST_DAY,
        rules=rules_for(FIRST_DAY),
        travel_provider=GreatCircle(),
        geocoder=Nowhere(),
    )
    assert len(given.week.visits) == 1800
    assert len(given.week.carers) == 54
    assert given.week.gaps
    assert {shift.carer for shift in given.week.shifts} < {carer.id for carer in given.week.carers}
