"""``carerota explain``: why this carer, why not that one, what would have to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_options import Days, From, Input, Osrm, Roads, Timetable
from api.cli_rota import RotaFile, week_and_rota
from api.cli_say import bad_input_said, screen, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.planning.explain import Explanation, Instead

NO_REMEDY = "No single change is enough."


def explain(
    given: Input,
    rota: RotaFile,
    visit: Annotated[str, typer.Argument(metavar="VISIT", help="Id of a visit, as in rota.csv.")],
    carer: Annotated[
        str | None, typer.Option(help="Tell all about this carer, part by part.")
    ] = None,
    first: From = None,
    days: Days = 7,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
) -> None:
    """Say why a visit is made by whom it is, and why by nobody else.

    Every carer is in the list: what they would cost, everything else staying as it is, or the
    first rule in the way and what would have to change. Exit code 2: there is no such visit
    or carer, or the rota breaks a hard rule.
    """
    from data.given import Sources
    from data.tables import read_tables
    from scheduler.domain.units import VisitId
    from scheduler.planning.explain import explain as explained

    with bad_input_said():
        sources = Sources(roads=roads, osrm=osrm, timetable=timetable)
        week, made = week_and_rota(read_tables(given), rota, first, days, sources)
        answer = explained(week, made, VisitId(visit))
        shown = _about(answer, carer) if carer is not None else answer.others
    for sentence in answer.sentences:
        screen.print(sentence, markup=False, soft_wrap=True)
    screen.print()
    _say(shown)
    if carer is not None:
        _say_parts(shown)


def _about(answer: Explanation, carer: str) -> tuple[Instead, ...]:
    """What is said of one carer."""
    from scheduler.domain.errors import InputError

    found = tuple(one for one in answer.others if one.carer == carer)
    if found:
        return found
    if answer.made is not None and carer in answer.made.carers:
        raise InputError(f"Carer {carer} makes the visit.\nMaybe ask without --carer why.")
    raise InputError(f"There is no carer {carer} in this week.\nMaybe look at carers.csv.")


def _say(others: Sequence[Instead]) -> None:
    """One line for each who could come; those stopped by the same thing alone share one."""
    lines: dict[tuple[str, ...], list[str]] = {}
    for one in others:
        place = f" in place of {one.of}" if one.of is not None else ""
        could = one.change is not None
        remedy = "" if could else one.remedy or NO_REMEDY
        own = one.carer if could else ""
        lines.setdefault((place, one.sentence, remedy, own), []).append(one.carer)
    for (place, sentence, remedy, _), carers in lines.items():
        line = f"  {', '.join(carers)}{place} {sentence} {remedy}".rstrip()
        screen.print(line, markup=False, soft_wrap=True)


def _say_parts(others: Sequence[Instead]) -> None:
    """The price rule by rule; the parts add up to the difference."""
    for one in others:
        if one.change is not None:
            rows = [(part.tier.name.lower(), part.words, f"{part.points:+,}") for part in one.parts]
            total = (
                ", ".join(
                    f"{tier.name.lower()} {points:+,}"
                    for tier, points in zip(type(one.parts[0].tier), one.cost, strict=True)
                    if points
                )
                if one.parts
                else "nothing"
            )
            screen.print()
            screen.print(table(("Tier", "Rule", "Points"), rows, numbers=1))
            screen.print(f"All told: {total}.", markup=False)
