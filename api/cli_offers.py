"""``carerota offers``: what a family that asks for another time can be promised."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_holds import By, HoldAs, Holds, Now, Until, holding
from api.cli_options import DATES, Days, From, Input, Osrm, Roads, Timetable
from api.cli_rota import RotaFile, week_and_rota
from api.cli_say import bad_input_said, screen, table

if TYPE_CHECKING:
    from scheduler.domain.week import Week
    from scheduler.planning.offers import Answer, Offer, Wish


def offers(
    given: Input,
    rota: RotaFile,
    client: Annotated[str, typer.Option(help="Client who asks.")],
    call: Annotated[str, typer.Option(help="Name of the call: breakfast, lunch or your own.")],
    around: Annotated[datetime, typer.Option(formats=["%H:%M"], help="Time wished for, 08:00.")],
    day: Annotated[
        list[datetime] | None,
        typer.Option(formats=DATES, help="Date; repeat for more. By default every day it is made."),
    ] = None,
    length: Annotated[
        int | None,
        typer.Option(min=1, max=1440, help="Minutes of a call the client does not have yet."),
    ] = None,
    carers: Annotated[int, typer.Option(min=1, max=2, help="Carers of a new call.")] = 1,
    option: Annotated[int, typer.Option(min=1, max=5, help="Option to hold.")] = 1,
    holds: Holds = None,
    hold: HoldAs = None,
    until: Until = None,
    by: By = None,
    now: Now = None,
    first: From = None,
    days: Days = 7,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
) -> None:
    """Answer a wish for another time, or for one more call, at once.

    At most five options a day, each legal: when, who, how well they are known, how certain it
    is, and what it changes for others, as counts. Where the answer is no, the reason and the
    nearest yes. Nothing is changed. Exit code 2: there is no such client, call or day, it is
    past, or nobody works at that time.
    """
    from data.asked_lines import of_wish
    from data.given import Sources
    from data.holds import tables_with
    from data.tables import read_tables
    from scheduler.domain.errors import InputError
    from scheduler.domain.units import ClientId
    from scheduler.planning.offers import Wish, held_desk
    from scheduler.planning.offers import offers as offered

    kept = holding(holds, now, hold, until, by)
    with bad_input_said():
        kept.check()
        sources = Sources(roads=roads, osrm=osrm, timetable=timetable)
        held = kept.read()
        tables = tables_with(read_tables(given), held)
        week, made = week_and_rota(tables, rota, first, days, sources)
        desk = held_desk(week, made, held, kept.now)
        week, past = desk.week, kept.first_open(desk.week.horizon)
        _refuse_odd(week, client, call, length)
        clock = around.hour * 3600 + around.minute * 60
        asked = [
            Wish(
                client=ClientId(client),
                call=call,
                day=number,
                around=clock,
                length=None if length is None else length * 60,
                carers=carers,
                first_open=past,
            )
            for number in _days(week, client, call, day)
        ]
        if not day:
            asked = _to_come(week, asked)
        answers = [offered(desk, wish) for wish in asked]
        kept.record([of_wish(week, one) for one in answers])
        for answer in answers:
            _say(week, answer)
        if not any(answer.somebody_works for answer in answers):
            raise InputError(
                f"Nobody works around {around:%H:%M} then"
                + (", so nothing is held." if hold is not None else ".")
            )
        if hold is not None:
            if len(answers) != 1 or option > len(answers[0].offers):
                raise InputError("Only an option that is offered, of one --day, can be held.")
            kept.write(answers[0].offers[option - 1].change, week.horizon.first_day)


def _refuse_odd(week: Week, client: str, call: str, length: int | None) -> None:
    """Refuse a call without a name, and another length for one there is."""
    from scheduler.domain.errors import InputError

    if not call.strip():
        raise InputError("A call needs a name.\nMaybe breakfast, or one of your own.")
    own = {one.length // 60 for one in week.visits if (one.client, one.call) == (client, call)}
    if length is not None and own and own != {length}:
        is_of = " or ".join(str(one) for one in sorted(own))
        raise InputError(
            f"Client {client} has the call {call} already, of {is_of} minutes.\n"
            "Maybe leave --length out, or name a new call: another length is agreed in the tables."
        )


def _to_come(week: Week, asked: list[Wish]) -> list[Wish]:
    """Of a call's every day those still to come; the last where none is, to say that it is past."""
    from scheduler.planning.offers.wish import moment_of

    found = [
        one
        for one in asked
        if one.first_open is None or moment_of(week.horizon, one.day, one.around) >= one.first_open
    ]
    return found or asked[-1:]


def _days(week: Week, client: str, call: str, wanted: list[datetime] | None) -> list[int]:
    """Days asked about: those given, else those on which the call is made."""
    if wanted:
        return [week.horizon.day_number(one.date()) for one in wanted]
    own = {one.day for one in week.visits if (one.client, one.call) == (client, call)}
    return sorted(own) or [0]


def _say(week: Week, answer: Answer) -> None:
    """One day's answer."""
    from scheduler.planning.words import clock, weekday

    day = week.horizon.date_of(answer.visit.day)
    word = "Yes" if answer.is_yes else "No"
    when = f"{weekday(week.horizon, answer.visit.agreed)} {day:%d/%m/%Y}"
    around = clock(week.horizon, answer.visit.agreed)
    screen.print(f"{when}, {answer.visit.call} around {around}: {word}.", markup=False)
    for text in (answer.reason, answer.note):
        if text:
            screen.print(text, markup=False, soft_wrap=True)
    rows = [_row(week, number, one) for number, one in enumerate(answer.offers, start=1)]
    if rows:
        header = ("", "Start", "Carers", "Known", "Certain", "For others")
        screen.print(table(header, rows))
    for one in answer.offers:
        if one.introduction:
            text = one.introduction
            screen.print(f"{text[0].upper()}{text[1:]}.", markup=False, soft_wrap=True)
    screen.print()


def _row(week: Week, number: int, one: Offer) -> tuple[str, ...]:
    from scheduler.planning.offers.offer import CERTAINTY_WORDS, FACE_WORDS
    from scheduler.planning.words import clock

    return (
        str(number),
        clock(week.horizon, one.start),
        " and ".join(one.carers),
        ", ".join(FACE_WORDS[face] for face in one.faces),
        CERTAINTY_WORDS[one.certainty],
        one.effect.in_words(),
    )
