"""What moves change, counted from the two rotas, and said as a planner would."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scheduler.domain.rota import Assignment
from scheduler.domain.travel import UNREACHABLE
from scheduler.domain.units import MINUTE, CarerId, ClientId, Seconds, VisitId
from scheduler.domain.week import Week
from scheduler.planning.moves.scene import Scene, Touched
from scheduler.planning.words import clock, visit_in_words
from scheduler.referee import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFace:
    """A carer who comes to a client in this rota only because of the moves.

    Parameters
    ----------
    met
        Whether the client has met the carer before, or the carer is of their team.
    """

    client: ClientId
    carer: CarerId
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Start of a moved visit against the time agreed; positive is late.

    ``before`` and ``after`` are ``None`` where nobody makes it.
    """

    visit: VisitId
    before: Seconds | None
    after: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What the moves add to one carer's week, in seconds; negative is less."""

    carer: CarerId
    work: Seconds
    travel: Seconds
    commute: Seconds
    waiting: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What moves change.

    Parameters
    ----------
    timings
        Of every moved visit, in order of id.
    faces
        Carers who are new in this rota to a client.
    fewer_faces
        Clients and carers who no longer come to them in this rota.
    loads
        Carers whose week changes.
    """

    timings: tuple[Timing, ...]
    faces: tuple[NewFace, ...]
    fewer_faces: tuple[tuple[ClientId, CarerId], ...]
    loads: tuple[Load, ...]

    @property
    def travel(self) -> Seconds:
        """Seconds of driving between visits added in all."""
        return sum(one.travel for one in self.loads)

    @property
    def commute(self) -> Seconds:
        """Seconds on the way from and to home added in all."""
        return sum(one.commute for one in self.loads)


def effects_of(
    scene: Scene,
    after: Mapping[VisitId, Assignment | None],
    about: Touched,
    verdicts: tuple[Verdict, Verdict],
) -> Effects:
    """Effects of moves.

    Parameters
    ----------
    verdicts
        Of the part they touch, before and after.
    """
    now, then = _comers(scene, about, {}), _comers(scene, about, after)
    return Effects(
        timings=tuple(_timings(scene, after)),
        faces=tuple(
            NewFace(client=client, carer=carer, met=_met(scene, client, carer))
            for client, carer in sorted(then - now)
        ),
        fewer_faces=tuple(sorted(now - then)),
        loads=tuple(_loads(about, *verdicts)),
    )


def _comers(
    scene: Scene, about: Touched, after: Mapping[VisitId, Assignment | None]
) -> set[tuple[ClientId, CarerId]]:
    """Who comes to the clients concerned."""
    found = set()
    for client in about.clients:
        for visit in scene.of_client[client]:
            one = after[visit.id] if visit.id in after else scene.made.get(visit.id)
            found |= {(client, carer) for carer in (() if one is None else one.carers)}
    return found


def _met(scene: Scene, client: ClientId, carer: CarerId) -> bool:
    person = scene.week.client[client]
    if carer == person.main_carer or carer in person.team:
        return True
    return any(past.carer == carer for past in scene.past_of_client.get(client, ()))


def _timings(scene: Scene, after: Mapping[VisitId, Assignment | None]) -> Iterator[Timing]:
    for name in sorted(after):
        agreed, was, then = scene.week.visit[name].agreed, scene.made.get(name), after[name]
        yield Timing(
            visit=name,
            before=None if was is None else was.start - agreed,
            after=None if then is None else then.start - agreed,
        )


def _loads(about: Touched, now: Verdict, then: Verdict) -> Iterator[Load]:
    """Carers whose accounts differ, by id."""
    totals: dict[CarerId, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for sign, verdict in ((-1, now), (1, then)):
        for one in verdict.ledgers:
            if one.carer in about.carers:
                own = totals[one.carer]
                for place, value in enumerate((one.work, one.drive, one.commute, one.waiting)):
                    own[place] += sign * value
    for carer, (work, travel, commute, waiting) in sorted(totals.items()):
        if work or travel or commute or waiting:
            yield Load(carer=carer, work=work, travel=travel, commute=commute, waiting=waiting)


def words_of(week: Week, effects: Effects) -> tuple[str, ...]:
    """Effects in a planner's words: visits made or not, faces, times, then the road."""
    return (*_made_words(week, effects), *_face_words(effects), *_time_words(week, effects),
            *_road_words(effects))  # fmt: skip


def _made_words(week: Week, effects: Effects) -> Iterator[str]:
    for one in effects.timings:
        if one.before is not None and one.after is None:
            yield f"nobody makes {visit_in_words(week.horizon, week.visit[one.visit])}"
        if one.before is None and one.after is not None:
            yield f"{visit_in_words(week.horizon, week.visit[one.visit])} is made"


def _face_words(effects: Effects) -> Iterator[str]:
    for one in effects.faces:
        what = "comes as well" if one.met else "is a new face"
        yield f"{one.carer} {what} for client {one.client}"
    for client, carer in effects.fewer_faces:
        yield f"{carer} no longer comes to client {client}"


def _time_words(week: Week, effects: Effects) -> Iterator[str]:
    """Against the time agreed; which visit is said where several are moved."""
    several = len(effects.timings) > 1
    for one in effects.timings:
        if one.after is None or one.after == one.before:
            continue
        visit = week.visit[one.visit]
        which = f": {visit_in_words(week.horizon, visit)}" if several else ""
        agreed = clock(week.horizon, visit.agreed)
        if one.after == 0:
            yield f"at {agreed} as agreed{which}"
        else:
            side = "late" if one.after > 0 else "early"
            yield f"{side} by {-(-abs(one.after) // MINUTE)} minutes (agreed {agreed}){which}"


def _road_words(effects: Effects) -> Iterator[str]:
    for seconds, what in ((effects.travel, "travel"), (effects.commute, "from and to home")):
        count = -(-abs(seconds) // MINUTE)
        if count and abs(seconds) < UNREACHABLE // 2:
            yield f"{count} min {'more' if seconds > 0 else 'less'} {what}"
