"""The charts of the report: plain numbers in, a picture and its table out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from data.write.report.parts import Figure, Table, columns
from data.write.report.svg import Scale, box, dot, drawing, rule, ticks, words

WIDTH = 560.0
LETTER = 6.2
"""Pixels a letter of a label takes, about."""

LEFT, RIGHT, TOP, BOTTOM = 46.0, 34.0, 24.0, 42.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """Distinct carers of one client: in the history, in the rota, least possible, agreed most."""

    client: str
    before: int | None
    after: int | None
    floor: int | None
    cap: int | None


def faces_columns(faces: Sequence[Faces], days: int) -> Figure:
    """How many clients see one carer, two, three ... in ``days`` days, before and after."""
    before = Counter(one.before for one in faces if one.before)
    after = Counter(one.after for one in faces if one.after)
    most = max([*before, *after], default=1)
    height = 240.0
    across = Scale(first=0.5, last=most + 0.5, start=LEFT, end=WIDTH - RIGHT)
    up = _upward(max([*before.values(), *after.values()], default=1), height)
    bar = min(26.0, (across(2) - across(1)) * 0.4)
    parts = [*_grid(up, height), *_axis_words(height, "carers seen by one person", "people")]
    for number in range(1, most + 1):
        middle = across(number)
        parts.append(words("tick middle", middle, height - BOTTOM + 15, str(number)))
        for kind, count, x in (
            ("before", before[number], middle - bar),
            ("after", after[number], middle + 1),
        ):
            if count:
                said = f"{count} people with {number} carers, {kind}"
                top = up(count)
                parts.append(box(kind, x, top, (bar - 1, up(0) - top), said))
    return Figure(
        id="faces",
        title=f"Carers seen by one person in {days} days",
        picture=drawing(WIDTH, height, "Number of people by carers seen, before and after", parts),
        table=_numbers(
            ("Carers", "People before", "People after"),
            [
                (str(number), str(before[number]), str(after[number]))
                for number in range(1, most + 1)
            ],
        ),
        note=f"Hatched: the {days} days before. Solid: this rota.",
    )


def faces_people(faces: Sequence[Faces]) -> Figure:
    """Each client's carers before and after, between the least possible and the cap."""
    shown = sorted(
        (one for one in faces if one.after is not None),
        key=lambda one: (one.after or 0, one.before or 0, one.client),
    )
    most = max(
        (n for one in shown for n in (one.before, one.after, one.cap, one.floor) if n), default=1
    )
    height = 280.0
    across = Scale(first=-0.5, last=max(len(shown), 1) - 0.5, start=LEFT, end=WIDTH - RIGHT)
    up = _upward(most, height)
    half = min(5.0, (across(1) - across(0)) * 0.42)
    parts = [*_grid(up, height), *_axis_words(height, "people, fewest carers first", "carers")]
    for place, one in enumerate(shown):
        parts += _person(one, across(place), up, half)
    return Figure(
        id="people",
        title="Each person over 14 days: before, after, least possible and cap",
        picture=drawing(WIDTH, height, "Carers of each person in 14 days", parts),
        table=_numbers(
            ("Person", "Before", "After", "Least possible", "Cap"),
            [
                (one.client, *map(_or_dash, (one.before, one.after, one.floor, one.cap)))
                for one in shown
            ],
        ),
        note=(
            "Ring: the 14 days before. Disc: the 14 days to the end of this rota. "
            "Solid line: least possible for this rota alone. Dashed line: cap."
        ),
    )


def _person(one: Faces, x: float, up: Scale, half: float) -> list[Markup]:
    """Marks of one client in the chart of all clients."""
    parts = []
    if one.before is not None and one.after is not None:
        parts.append(rule("stem", (x, up(one.before)), (x, up(one.after))))
    if one.cap is not None:
        parts.append(rule("cap", (x - half, up(one.cap)), (x + half, up(one.cap))))
    if one.floor is not None:
        parts.append(rule("floor", (x - half, up(one.floor)), (x + half, up(one.floor))))
    said = (
        f"{one.client}: {_or_dash(one.before)} before, {_or_dash(one.after)} after, "
        f"least possible {_or_dash(one.floor)}, cap {_or_dash(one.cap)}"
    )
    if one.before is not None:
        parts.append(dot("ring", x, up(one.before), min(3.2, half), said))
    if one.after is not None:
        parts.append(dot("disc", x, up(one.after), min(3.2, half), said))
    return parts


def punctuality(minutes: Iterable[int], grace: int, step: int = 5, ends: int = 45) -> Figure:
    """How far planned starts lie from agreed starts.

    Parameters
    ----------
    minutes
        Planned minus agreed start of each visit, minutes; negative is early.
    grace
        Minutes either way that count as on time.
    step, ends
        Width of a column, and where the outermost columns begin, minutes.
    """
    columns = Counter(max(-ends, min(ends, round(one / step) * step)) for one in minutes)
    height = 230.0
    across = Scale(first=-ends - step / 2, last=ends + step / 2, start=LEFT, end=WIDTH - RIGHT)
    up = _upward(max(columns.values(), default=1), height)
    wide = across(step) - across(0) - 2
    span = (across(grace + step / 2) - across(-grace - step / 2), up(0) - TOP)
    parts = [box("band", across(-grace - step / 2), TOP, span)]
    parts += [*_grid(up, height), *_axis_words(height, "minutes from the agreed start", "visits")]
    rows = []
    for middle in range(-ends, ends + 1, step):
        name = _column_name(middle, ends)
        count = columns[middle]
        if middle % 15 == 0:
            parts.append(words("tick middle", across(middle), height - BOTTOM + 15, name))
        if count:
            kind = "after" if abs(middle) <= grace else "off"
            top = up(count)
            size = (wide, up(0) - top)
            parts.append(box(kind, across(middle) - wide / 2, top, size, f"{name}: {count}"))
        rows.append((name, str(count)))
    return Figure(
        id="punctuality",
        title="How near planned starts are to agreed starts",
        picture=drawing(WIDTH, height, "Visits by minutes from the agreed start", parts),
        table=_numbers(
            ("Minutes from agreed (minus is early)", "Visits"),
            rows,
        ),
        note=f"The shaded band is within {grace} minutes. Each column is {step} minutes wide.",
    )


def _column_name(middle: int, ends: int) -> str:
    """Label of a column of the punctuality chart."""
    if abs(middle) == ends:
        return f"{middle:+d} or more"
    return f"{middle:+d}" if middle else "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Working time of one carer, and what was agreed, hours."""

    carer: str
    worked: float
    least: float
    most: float


def contracted(hours: Sequence[Hours]) -> Figure:
    """Hours given to each carer against the hours agreed."""
    line = 15.0
    left = 128.0
    height = TOP + line * max(len(hours), 1) + BOTTOM
    most = max((max(one.worked, one.most) for one in hours), default=1.0)
    marks = ticks(most, 8)
    across = Scale(first=0, last=marks[-1], start=left, end=WIDTH - RIGHT)
    parts = [rule("grid", (across(mark), TOP), (across(mark), height - BOTTOM)) for mark in marks]
    parts += [words("tick middle", across(mark), height - BOTTOM + 15, str(mark)) for mark in marks]
    parts.append(words("axis end", WIDTH - RIGHT, height - 8, "hours"))
    for row, one in enumerate(hours):
        y = TOP + row * line
        said = f"{one.carer}: {one.worked:.1f} h worked, {one.least:.1f} h agreed"
        short = one.worked < one.least - 0.05
        parts.append(words("tick end", left - 6, y + 10.5, one.carer))
        bar = across(one.worked) - left
        parts.append(box("off" if short else "after", left, y + 2, (bar, line - 5), said))
        if one.least:
            parts.append(rule("floor", (across(one.least), y), (across(one.least), y + line - 1)))
        parts.append(rule("cap", (across(one.most), y), (across(one.most), y + line - 1)))
    return Figure(
        id="contracted",
        title="Hours given against hours agreed",
        picture=drawing(WIDTH, height, "Hours worked by each carer", parts),
        table=_numbers(
            ("Carer", "Hours worked", "Hours agreed", "Most agreed"),
            [
                (one.carer, f"{one.worked:.1f}", f"{one.least:.1f}", f"{one.most:.1f}")
                for one in hours
            ],
        ),
        note="Solid line: contracted hours. Dashed: most hours. Hatched bar: short of contract.",
    )


def time_use(parts: Sequence[tuple[str, str, float]]) -> Figure:
    """One bar of everything carers' time goes into.

    Parameters
    ----------
    parts
        Style class, name, and hours of each kind of time, in the order they are shown.
    """
    height = 96.0
    total = sum(hours for _, _, hours in parts) or 1.0
    across = Scale(first=0, last=total, start=8.0, end=WIDTH - 8)
    drawn: list[Markup] = []
    done = 0.0
    for kind, name, hours in parts:
        x, wide = across(done), across(done + hours) - across(done)
        drawn.append(box(kind, x, 10, (wide, 44), f"{name}: {hours:.1f} h, {hours / total:.0%}"))
        if wide > LETTER * len(name):
            drawn.append(words("tick", x + 2, 70, name))
            drawn.append(words("figure", x + 2, 87, f"{hours:,.0f} h"))
        done += hours
    return Figure(
        id="time-use",
        title="Where carers' time goes",
        picture=drawing(WIDTH, height, "Hours of contact, travel, waiting and breaks", drawn),
        table=_numbers(
            ("Time", "Hours", "Share"),
            [(name, f"{hours:,.1f}", f"{hours / total:.1%}") for _, name, hours in parts],
        ),
    )


def _upward(most: float, height: float) -> Scale:
    """Scale from the foot of a chart to its top."""
    return Scale(first=0, last=ticks(most)[-1] or 1, start=height - BOTTOM, end=TOP)


def _grid(up: Scale, height: float) -> list[Markup]:
    """Lines across the chart, with their values."""
    parts = []
    for mark in ticks(up.last):
        parts.append(rule("grid", (LEFT, up(mark)), (WIDTH - RIGHT, up(mark))))
        parts.append(words("tick end", LEFT - 6, up(mark) + 4, str(mark)))
    parts.append(rule("foot", (LEFT, height - BOTTOM), (WIDTH - RIGHT, height - BOTTOM)))
    return parts


def _axis_words(height: float, across: str, up: str) -> list[Markup]:
    """What the two axes count."""
    return [
        words("axis end", WIDTH - RIGHT, height - 8, across),
        words("axis", LEFT, TOP - 9, up),
    ]


def _numbers(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """The facts of a chart: a name, then numbers."""
    return Table(
        caption="The figures of the chart", header=header, rows=rows, numbers=columns(1, 9)
    )


def _or_dash(number: int | None) -> str:
    """The number, or a dash where there is none."""
    return "–" if number is None else str(number)
