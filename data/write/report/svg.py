"""The few SVG shapes the charts are drawn from. Colours and patterns live in the style sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

Attribute = str | int | float


def element(name: str, *children: Markup | str, **attributes: Attribute) -> Markup:
    """One element; text and attributes are escaped, ``class_`` is the attribute ``class``."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
    )
    if not children:
        return Markup(f"<{name}{written}/>")
    inside = "".join(escape(child) for child in children)
    return Markup(f"<{name}{written}>{inside}</{name}>")


def _plain(value: Attribute) -> Attribute:
    """A number in as few characters as a tenth of a pixel needs."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return value


def box(kind: str, x: float, y: float, size: tuple[float, float], title: str = "") -> Markup:
    """A rectangle of a style class, with a tooltip if ``title`` says something."""
    shape: dict[str, Attribute] = {"class_": kind, "x": x, "y": y}
    shape |= {"width": max(0.0, float(size[0])), "height": float(size[1])}
    return element("rect", *_tooltip(title), **shape)


def dot(kind: str, x: float, y: float, radius: float, title: str = "") -> Markup:
    """A circle of a style class."""
    return element(
        "circle", *_tooltip(title), class_=kind, cx=float(x), cy=float(y), r=float(radius)
    )


def rule(kind: str, here: tuple[float, float], there: tuple[float, float]) -> Markup:
    """A straight line of a style class."""
    return element(
        "line",
        class_=kind,
        x1=float(here[0]),
        y1=float(here[1]),
        x2=float(there[0]),
        y2=float(there[1]),
    )


def words(kind: str, x: float, y: float, text: str) -> Markup:
    """Text of a style class; the class says how it is aligned."""
    return element("text", text, class_=kind, x=float(x), y=float(y))


def _tooltip(title: str) -> tuple[Markup, ...]:
    """The element browsers show when one points at a shape."""
    return (element("title", title),) if title else ()


def drawing(width: float, height: float, label: str, parts: Iterable[Markup]) -> Markup:
    """A whole picture that scales with the page and is read out as ``label``."""
    return Markup(
        '<svg viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}" '
        'preserveAspectRatio="xMidYMid meet">{}</svg>'
    ).format(width, height, label, Markup("").join(parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A straight mapping from values to pixels."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Pixel of ``value``."""
        share = (value - self.first) / ((self.last - self.first) or 1)
        return self.start + share * (self.end - self.start)


def ticks(most: float, about: int = 5) -> list[int]:
    """Round values from 0 to at least ``most``, about ``about`` of them."""
    step = 1
    while most / step > about:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return list(range(0, int(-(-most // step)) * step + 1, step)) or [0]
