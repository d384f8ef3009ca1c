"""Legal rotas of random weeks, as a planner might have made them: greedy, with visits missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import strategies as st

from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.planning.greedy import greedy
from scheduler.referee import judge
from tests.strategies import weeks


@st.composite
def weeks_with_rotas(draw: st.DrawFn) -> tuple[Week, Rota]:
    """A week and a rota of it; some visits are made by nobody."""
    week = draw(weeks())
    whole = greedy(week)
    kept = tuple(one for one in whole.assignments if draw(st.integers(0, 3)) > 0)
    breaks = whole.breaks if len(kept) == len(whole.assignments) else ()
    return week, replace(whole, assignments=kept, breaks=breaks)


def breaches(week: Week, rota: Rota) -> Counter[str]:
    """How often each code is broken."""
    return Counter(judge(week, rota).codes())
