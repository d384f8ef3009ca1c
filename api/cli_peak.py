"""``carerota peak``: when carers are scarce, and whom one might ask about another time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_options import Commissioner, Days, From, Input, Osrm, Roads, RotaIfAny, Timetable
from api.cli_say import bad_input_said, screen, table

if TYPE_CHECKING:
    from scheduler.domain.week import Week
    from scheduler.planning.peak import Ask, Peak


def peak(
    given: Input,
    rota: RotaIfAny = None,
    zone: Annotated[str, typer.Option(help="Zone the work is in; any by default.")] = "",
    skill: Annotated[str, typer.Option(help="Skill the work needs; any by default.")] = "",
    between: Annotated[
        str, typer.Option(help="Clock times to look between, such as 06:00-11:00.")
    ] = "00:00-24:00",
    top: Annotated[int, typer.Option(min=1, help="Calls to list.")] = 10,
    first: From = None,
    days: Days = 7,
    out: Annotated[Path | None, typer.Option(help="Folder for peak.csv and what to ask.")] = None,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
    commissioner: Commissioner = False,
) -> None:
    """Demand against capacity every quarter hour, and which calls would ease the tightest times.

    Nobody is made to move: the list is of people one might ask. Exit code 0, or 2 where the
    input or the question cannot be used.
    """
    from api.cli_in_force import listed_open, refuse_torn
    from api.hours import hours_between
    from data.given import Sources, given_for
    from data.tables import read_rota_of, read_tables
    from data.write.atomic import write_files
    from data.write.peak_csv import peak_files, small_zones
    from scheduler.domain.errors import InputError
    from scheduler.measures import STANDARD
    from scheduler.planning.peak import Group
    from scheduler.planning.peak import peak as find

    sources = Sources(roads=roads, osrm=osrm, timetable=timetable)
    fewest = STANDARD.fewest_shown if commissioner else 0
    with bad_input_said():
        period = given_for(
            read_tables(given), None if first is None else first.date(), days, sources
        )
        week = period.week
        made = None if rota is None else read_rota_of(rota, week, names=period.names)
        if rota is not None and made is not None:
            refuse_torn(week, made, listed_open(rota))
        found = find(
            week, made, group=Group(zone=zone, skill=skill), between=hours_between(between)
        )
        if zone and zone in small_zones(week, fewest):
            raise InputError(
                f"Zone {zone} has too few people for figures that leave the provider.\n"
                "Maybe ask about all zones together."
            )
        if out is not None:
            write_files(out, peak_files(week, found, fewest))
    _say(week, found, top, commissioner=commissioner)


def _say(week: Week, found: Peak, top: int, *, commissioner: bool) -> None:
    from data.write.clock import clock_words, minutes_words, short_date_words
    from scheduler.domain.units import MINUTE

    if not found.days:
        screen.print("No visit is under way in these hours.")
        return
    rows = [
        (
            short_date_words(week.horizon, day.day),
            ", ".join(clock_words(week.horizon, one.begins) for one in day.stretches[:3]),
            minutes_words(day.seconds) if day.seconds >= MINUTE else "under 1 min",
            str(day.margin),
            str(len({move.visit for move in day.moves if move.freed})),
            str(day.not_asked),
        )
        for day in found.days
    ]
    header = ("Day", "Tightest from", "For", "Carers to spare", "Visits that free one", "Not asked")
    screen.print(table(header, rows, numbers=3))
    screen.print(
        "Not asked: time-critical, or pinned to a time. To spare: everything else under way is "
        "made as well.",
        markup=False,
    )
    screen.print()
    if commissioner:
        screen.print(_counted(found), markup=False)
    else:
        _say_asks(found.asks[:top])


def _counted(found: Peak) -> str:
    """How many people might be asked, and no word about any of them."""
    from scheduler.measures import STANDARD

    people = {ask.client for ask in found.asks if ask.freed}
    willing = {ask.client for ask in found.asks if ask.freed and ask.agreed}
    many, able = (
        f"fewer than {STANDARD.fewest_shown}"
        if 0 < len(some) < STANDARD.fewest_shown
        else str(len(some))
        for some in (people, willing)
    )
    return (
        f"People whose call at another time would free a carer: {many}; of them within what is "
        f"agreed already: {able}."
    )


def _say_asks(asks: tuple[Ask, ...]) -> None:
    from data.write.clock import minutes_words

    if not asks:
        screen.print("No single call at another time would ease these.")
        return
    rows = [
        (
            ask.client,
            ask.call,
            f"{minutes_words(abs(ask.by))} {'earlier' if ask.by < 0 else 'later'}",
            f"{ask.days} of {ask.calls}",
            str(ask.freed),
            minutes_words(ask.eased),
            f"{minutes_words(ask.earlier)} / {minutes_words(ask.later)}",
            "within it" if ask.agreed else "a new agreement",
        )
        for ask in asks
    ]
    header = (
        "You might ask",
        "About",
        "To come",
        "Days it helps",
        "Carers freed",
        "Eased",
        "Agreed: earlier / later",
        "That is",
    )
    screen.print(table(header, rows))
    screen.print("Each on its own: ask, never force; after a yes, ask again.", markup=False)
