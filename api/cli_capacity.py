"""``carerota capacity``: how many more packages fit, what stops the next, what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_options import Commissioner, Days, From, Input, Osrm, Roads, RotaIfAny, Timetable
from api.cli_say import bad_input_said, screen, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.planning.capacity import Asked, Capacity, Settings
    from scheduler.planning.capacity.levers import Gain

MINUTE = 60


def capacity(
    given: Input,
    rota: RotaIfAny = None,
    zone: Annotated[
        str, typer.Option(help="A zone of the clients, or a village or town of that name.")
    ] = "",
    band: Annotated[
        str, typer.Option(help="When calls may start: 07:00-10:00, or a call such as breakfast.")
    ] = "",
    skill: Annotated[
        str, typer.Option(help="Skill each carer needs, with a level if need be: hoist, hoist:2.")
    ] = "",
    handed: Annotated[int, typer.Option(min=1, max=2, help="Carers who come together.")] = 1,
    length: Annotated[int, typer.Option(min=1, help="Length of the call, minutes.")] = 30,
    window: Annotated[
        int, typer.Option(min=0, help="Minutes a call may start before or after it is agreed.")
    ] = 30,
    weekdays: Annotated[str, typer.Option(help="daily, or such as Mon,Wed,Fri.")] = "daily",
    most: Annotated[int, typer.Option(min=1, max=200, help="Packages tried at most.")] = 30,
    faces: Annotated[
        int, typer.Option(min=0, help="More carers anybody may meet before it counts as harm.")
    ] = 1,
    late: Annotated[
        int, typer.Option(min=0, help="More minutes outside the grace before it counts as harm.")
    ] = 0,
    seeds: Annotated[int, typer.Option(min=1, max=20, help="Searches, each by other chances.")] = 3,
    iterations: Annotated[int, typer.Option(min=1, help="Steps of one try.")] = 100_000,
    levers: Annotated[
        bool, typer.Option("--levers", help="Also what one change at a time would add.")
    ] = False,
    first: From = None,
    days: Days = 7,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
    commissioner: Commissioner = False,
) -> None:
    """How many more packages fit in a zone and time of day before anybody is harmed.

    Harm is a broken rule, a visit missed that is made now, a visit further outside its time, or
    more new faces than allowed for anybody cared for already. Without ROTA the week is planned
    first. The same question has the same answer. Exit code 0, or 2 where the input or the
    question cannot be used.
    """
    from api.capacity_question import Wanted, asked_for
    from api.cli_in_force import listed_open, refuse_torn
    from data.doors import with_doors
    from data.given import Sources, given_for
    from data.tables import read_rota_of, read_tables
    from scheduler.planning.capacity import Effort, Settings, Tolerance
    from scheduler.planning.capacity import capacity as find
    from scheduler.planning.capacity.levers import gains
    from scheduler.planning.week import plan_week

    sources = Sources(roads=roads, osrm=osrm, timetable=timetable)
    with bad_input_said():
        period = given_for(
            read_tables(given), None if first is None else first.date(), days, sources
        )
        wanted = Wanted(
            zone=zone,
            band=band,
            skill=skill,
            handed=handed,
            length=length * MINUTE,
            window=window * MINUTE,
            weekdays=weekdays,
        )
        found = with_doors(period.week, zone, most, sources)
        asked = asked_for(found, wanted)
        if rota is None:
            made = plan_week(found.week, iterations=PLANNING).rota
        else:
            made = read_rota_of(rota, found.week, names=period.names)
            refuse_torn(period.week, made, listed_open(rota))
        settings = Settings(
            tolerance=Tolerance(late=late * MINUTE, faces=faces),
            effort=Effort(iterations=iterations),
            seeds=tuple(range(1, seeds + 1)),
        )
        answer = find(found.week, made, asked, settings)
        gained = gains(found.week, made, answer, settings) if levers else ()
    screen.print(found.note_for(few=commissioner), markup=False)
    _say(answer, settings)
    if levers:
        _say_gains(answer.asked, gained, commissioner=commissioner)


PLANNING = 1_000_000
"""Steps of each thread to plan a week with, where no rota is given; repeats exactly."""


def _say(answer: Capacity, settings: Settings) -> None:
    from data.write.clock import minutes_words

    asked, (fewest, middle, greatest) = answer.asked, answer.spread
    together = "by two carers together" if asked.handed == 2 else "by one carer"
    skill = "".join(f", skill {name}" for name, _ in asked.skills)
    screen.print(
        f"{asked.zone}, {asked.band.name} ({asked.band.begins:%H:%M} to {asked.band.ends:%H:%M}), "
        f"{minutes_words(asked.length)} {together}{skill}, {len(asked.weekdays)} days a week:",
        markup=False,
    )
    more = "or more" if answer.bottleneck is None and not answer.is_most else "more"
    many = len(settings.seeds)
    over = f"Over {many} search{'' if many == 1 else 'es'}:"
    fit = "package fits" if answer.fits == 1 else "packages fit"
    screen.print(f"  {answer.fits} {more} {fit}, and nobody is harmed.", markup=False)
    screen.print(f"  {over} fewest {fewest}, middle {middle}, most {greatest}.", markup=False)
    if answer.fits:
        met = answer.new_faces
        screen.print(
            f"  New people would meet {met[0]} to {met[-1]} carers in the week; carers would be "
            f"under way {minutes_words(answer.more_travel)} more.",
            markup=False,
        )
    if answer.missed:
        screen.print(
            f"  Visits nobody makes already: {answer.missed}. They come first.", markup=False
        )
    screen.print()
    if answer.bottleneck is not None:
        screen.print(f"What stops one more: {answer.bottleneck.sentence}", markup=False)
    screen.print(_proof_words(answer), markup=False)


def _proof_words(answer: Capacity) -> str:
    """What is proved, and what is not."""
    if answer.proof is None:
        return (
            "Nothing is proved about the most: more may fit than was found, up to the "
            f"{len(answer.asked.doors)} packages tried."
        )
    if answer.is_most:
        return f"Proved: no rota takes more. {answer.proof.sentence}"
    return (
        f"Proved: no rota takes more than {answer.proof.most}; between {answer.fits} and that it "
        f"is open. {answer.proof.sentence}"
    )


def _say_gains(asked: Asked, gained: Sequence[Gain], *, commissioner: bool) -> None:
    from api.capacity_question import few

    rows = [
        (
            gain.kind.value,
            _assumed(gain, commissioner=commissioner),
            few(len(gain.people), commissioner) if gain.people else "",
            str(gain.fits),
            f"+{gain.more}",
        )
        for gain in gained
    ]
    header = ("One change", "Which assumes", "People to ask", "Packages", "More")
    screen.print()
    screen.print(table(header, rows, title=f"What would help in {asked.zone}", numbers=3))
    screen.print("Each was planned anew and judged; a change may add more than was found.")


def _assumed(gain: Gain, *, commissioner: bool) -> str:
    """The assumption; nothing that names a carer where it leaves the provider."""
    from scheduler.planning.capacity.levers import LeverKind

    if commissioner and gain.kind in (LeverKind.HOURS, LeverKind.TRAINING):
        return "One carer of the team agrees."
    return gain.assumes
