"""Where the runs go: dots for homes, straight dashed legs, one layer for each day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from markupsafe import Markup

from data.write.clock import short_date_words
from data.write.day_sheets import DaySheet
from data.write.labels import Labels
from data.write.report.svg import box, dot, element, rule, words
from scheduler.domain.units import Day, PlaceId, VisitId
from scheduler.domain.week import Week

WIDTH = 1000.0
MARGIN = 34.0
LEAST_HEIGHT, MOST_HEIGHT = 320.0, 820.0
COLOURS = 6
MILES_A_DEGREE = 69.0
LINE = 17.0
"""Pixels between two lines of text."""

FOOT = 46.0
"""Pixels below the country, for the scale."""

BAR_MILES = (10, 5, 2, 1, 0.5, 0.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The rectangle of country shown, on a plane that is true enough for a county."""

    west: float
    north: float
    narrow: float
    pixels_a_degree: float
    height: float

    def spot(self, lat: float, lon: float) -> tuple[float, float]:
        """Pixel of a coordinate; degrees of longitude are narrower than of latitude."""
        x = MARGIN + (lon - self.west) * self.narrow * self.pixels_a_degree
        return x, MARGIN + (self.north - lat) * self.pixels_a_degree


def ground_for(points: Sequence[tuple[float, float]]) -> Ground:
    """Fit all ``points`` (latitude, longitude) into the picture."""
    lats = [lat for lat, _ in points] or [0.0]
    lons = [lon for _, lon in points] or [0.0]
    narrow = cos(radians((min(lats) + max(lats)) / 2))
    tall = max(max(lats) - min(lats), 1e-4)
    broad = max((max(lons) - min(lons)) * narrow, 1e-4)
    scale = min((WIDTH - 2 * MARGIN) / broad, (MOST_HEIGHT - 2 * MARGIN) / tall)
    return Ground(
        west=min(lons) - ((WIDTH - 2 * MARGIN) / scale - broad) / 2 / narrow,
        north=max(lats),
        narrow=narrow,
        pixels_a_degree=scale,
        height=max(LEAST_HEIGHT, tall * scale + 2 * MARGIN) + FOOT,
    )


def runs_map(
    week: Week, sheets: Sequence[DaySheet], left_out: Iterable[VisitId], labels: Labels
) -> Markup:
    """All runs of the week; a style rule shows the day chosen."""
    used = [week.place[one.place] for one in (*week.clients,)]
    used += [week.place[carer.home] for carer in week.carers]
    ground = ground_for([(place.lat, place.lon) for place in used])
    missed = {week.visit[visit].place for visit in left_out}
    parts = _layers(week, sheets, ground, labels)
    parts += _homes(week, ground, labels)
    parts += _clients(week, ground, labels, missed)
    parts += _zones(week, ground)
    parts += _scale_bar(ground)
    return Markup(
        '<svg class="sheet" id="runs" viewBox="0 0 {:.0f} {:.0f}" role="img" '
        'aria-label="Sketch of the runs: straight lines, not roads">{}</svg>'
    ).format(WIDTH, ground.height, Markup("").join(parts))


def _layers(week: Week, sheets: Sequence[DaySheet], ground: Ground, labels: Labels) -> list[Markup]:
    """The legs of each day, a group for a day and a line for a carer."""
    days: dict[Day, list[Markup]] = defaultdict(list)
    row = {carer.id: number for number, carer in enumerate(week.carers)}
    for sheet in sheets:
        spots = [_spot(week, ground, place) for place in sheet.way]
        said = f"{labels.carer(sheet.carer)}, {short_date_words(week.horizon, sheet.day)}"
        said += f": {sheet.visits} visits"
        path = " ".join(f"{x:.0f},{y:.0f}" for x, y in spots)
        number = row[sheet.carer]
        leg = element(
            "polyline",
            element("title", said),
            class_=f"leg l{number % COLOURS}",
            points=path,
            data_carer=sheet.carer,
        )
        days[sheet.day].append(leg)
    return [
        element("g", Markup("").join(legs), class_=f"day-legs d{day}")
        for day, legs in sorted(days.items())
    ]


def _spot(week: Week, ground: Ground, place: PlaceId) -> tuple[float, float]:
    """Pixel of a place."""
    known = week.place[place]
    return ground.spot(known.lat, known.lon)


def _homes(week: Week, ground: Ground, labels: Labels) -> list[Markup]:
    """A small square where each carer lives."""
    parts = []
    for carer in week.carers:
        x, y = _spot(week, ground, carer.home)
        parts.append(box("home", x - 3, y - 3, (6, 6), f"Home of {labels.carer(carer.id)}"))
    return parts


def _clients(week: Week, ground: Ground, labels: Labels, missed: set[PlaceId]) -> list[Markup]:
    """A dot for each client, larger with more visits, marked where a visit is unallocated."""
    visits = Counter(visit.client for visit in week.visits)
    parts = []
    for client in week.clients:
        x, y = _spot(week, ground, client.place)
        said = f"{labels.client(client.id)}: {visits[client.id]} visits"
        kind = "left-out" if client.place in missed else "client"
        said += ", some unallocated" if kind == "left-out" else ""
        parts.append(dot(kind, x, y, 2.6 + min(visits[client.id], 35) / 16, said))
    return parts


def _zones(week: Week, ground: Ground) -> list[Markup]:
    """The name of each zone at the middle of its clients, names kept apart."""
    spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for client in week.clients:
        if client.zone:
            spots[client.zone].append(_spot(week, ground, client.place))
    middles = sorted(
        (sum(y for _, y in found) / len(found) + 22, sum(x for x, _ in found) / len(found), zone)
        for zone, found in spots.items()
    )
    parts, last = [], -LINE
    for y, x, zone in middles:
        last = max(y, last + LINE)
        parts.append(words("zone", x, last, zone.upper()))
    return parts


def _scale_bar(ground: Ground) -> list[Markup]:
    """A bar of a round number of miles, and which way is up."""
    a_mile = ground.pixels_a_degree / MILES_A_DEGREE
    miles = next((one for one in BAR_MILES if one * a_mile <= WIDTH / 4), BAR_MILES[-1])
    y = ground.height - 16
    end = 16 + miles * a_mile
    return [
        rule("floor", (16, y), (end, y)),
        rule("floor", (16, y - 4), (16, y + 4)),
        rule("floor", (end, y - 4), (end, y + 4)),
        words("tick", end + 6, y + 4, f"{miles} miles; north is up; straight lines, not roads"),
    ]
