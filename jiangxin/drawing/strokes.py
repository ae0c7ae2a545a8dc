"""The lines of a technical drawing as SVG: thick and thin, chain and hidden, hatching, dimensions.

Points and lengths are in units of the drawing's viewBox, angles in degrees,
clockwise from three o'clock as the screen has it. Hatching is drawn line by
line, clipped here, and not by a pattern: so a drawing needs no ids, and a
page may hold it as often as it likes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, radians, sin

Point = tuple[float, float]

THICK = "1.8"
THIN = "0.9"
CHAIN_DASHES = "16 4 3 4"
HIDDEN_DASHES = "6 3"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing: its family, its SVG element, and the size of its viewBox in units."""

    family: str
    svg: str
    width: int
    height: int


def sheet(family: str, body: str, width: int = 400, height: int = 300) -> Drawing:
    """Put the strokes of `body` on a sheet; hidden from assistive technology, for the caption speaks."""
    svg = (
        f'<svg class="art art-{family}" viewBox="0 0 {width} {height}" fill="none" stroke="currentColor" '
        f'stroke-width="{THICK}" stroke-linejoin="round" aria-hidden="true" focusable="false">{body}</svg>'
    )
    return Drawing(family, svg, width, height)


def number(value: float) -> str:
    """Write a length with at most one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def polar(centre: Point, radius: float, angle: float) -> Point:
    """Give the point at `radius` and `angle` from `centre`."""
    return centre[0] + radius * cos(radians(angle)), centre[1] + radius * sin(radians(angle))


def isometric(origin: Point, x: float, y: float, z: float) -> Point:
    """Give the point of space (x to the lower right, y to the lower left, z up) on the sheet."""
    return origin[0] + (x - y) * cos(radians(30)), origin[1] + (x + y) / 2 - z


def box(x: float, y: float, width: float, height: float) -> list[Point]:
    """Give the corners of an upright rectangle."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def ring(centre: Point, radius: float, start: float = 0, sweep: float = 360, steps: int = 48) -> list[Point]:
    """Give points along an arc; a region for hatching."""
    return [polar(centre, radius, start + sweep * step / steps) for step in range(steps + 1)]


def track(points: Iterable[Point], *, closed: bool = False) -> str:
    """Give path data through `points`."""
    data = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{data}Z" if closed else f"M{data}"


def smooth(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """Give points along a smooth curve (Catmull-Rom) through `points`."""
    padded = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for before, here, there, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append(
                (_spline(before[0], here[0], there[0], after[0], t), _spline(before[1], here[1], there[1], after[1], t))
            )
    return [*curve, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))) / 2


def thick(*data: str) -> str:
    """Draw visible edges along path data."""
    return f'<path d="{"".join(data)}"/>'


def outline(points: Iterable[Point]) -> str:
    """Draw a closed visible edge through `points`."""
    return thick(track(points, closed=True))


def thin(*data: str) -> str:
    """Draw thin lines (threads, ticks, construction) along path data."""
    return f'<path d="{"".join(data)}" stroke-width="{THIN}"/>'


def faint(*data: str) -> str:
    """Draw lines that stay behind everything else."""
    return f'<path d="{"".join(data)}" stroke-width="0.7" opacity="0.5"/>'


def hidden(*data: str) -> str:
    """Draw hidden edges (dashes) along path data."""
    return f'<path d="{"".join(data)}" stroke-width="{THIN}" stroke-dasharray="{HIDDEN_DASHES}"/>'


def chain(*ends: tuple[Point, Point]) -> str:
    """Draw centre lines, each from one point to another."""
    data = "".join(track(pair) for pair in ends)
    return f'<path d="{data}" stroke-width="0.8" stroke-dasharray="{CHAIN_DASHES}" opacity="0.7"/>'


def cross(centre: Point, reach: float, upright: float | None = None) -> str:
    """Draw the two centre lines of a round thing, `reach` to each side (and `upright` up and down)."""
    (x, y), rise = centre, reach if upright is None else upright
    return chain(((x - reach, y), (x + reach, y)), ((x, y - rise), (x, y + rise)))


def circle(centre: Point, radius: float) -> str:
    """Draw a visible circle."""
    return f'<circle cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(radius)}"/>'


def thin_circle(centre: Point, radius: float) -> str:
    """Draw a thin circle."""
    x, y = centre
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" stroke-width="{THIN}"/>'


def chain_circle(centre: Point, radius: float) -> str:
    """Draw a pitch circle."""
    return (
        f'<circle cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(radius)}" '
        f'stroke-width="0.8" stroke-dasharray="{CHAIN_DASHES}" opacity="0.7"/>'
    )


def dot(centre: Point, radius: float = 2.5) -> str:
    """Draw a filled dot."""
    x, y = centre
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="currentColor" stroke="none"/>'


def solid(*shapes: Iterable[Point]) -> str:
    """Draw filled shapes."""
    data = "".join(track(shape, closed=True) for shape in shapes)
    return f'<path d="{data}" fill="currentColor" stroke="none"/>'


def hatch(*regions: Sequence[Point], gap: float = 7, lean: float = -45) -> str:
    """Draw section lines over regions; where two regions overlap, the space is left open."""
    ux, uy = cos(radians(lean)), sin(radians(lean))
    turned = [[(x * ux + y * uy, y * ux - x * uy) for x, y in region] for region in regions]
    heights = [v for region in turned for _, v in region]
    lines: list[str] = []
    row = ceil(min(heights) / gap)
    while row * gap < max(heights):
        v = row * gap
        cuts = sorted(cut for region in turned for cut in _crossings(region, v))
        lines += [
            _section_line((a * ux - v * uy, a * uy + v * ux), (b * ux - v * uy, b * uy + v * ux), lean)
            for a, b in zip(cuts[::2], cuts[1::2], strict=False)
            if b - a > 1
        ]
        row += 1
    return f'<path d="{"".join(lines)}" stroke-width="0.8" opacity="0.6"/>' if lines else ""


def _section_line(start: Point, end: Point, lean: float) -> str:
    """Write a section line; at 45° in whole units: shorter, and exactly parallel."""
    length = round(end[0] - start[0])
    if lean != -45 or not length:
        return track((start, end))
    return f"M{round(start[0])} {round(start[1])}l{length}-{length}" if length > 0 else track((start, end))


def _crossings(region: Sequence[Point], v: float) -> Iterable[float]:
    for (u1, v1), (u2, v2) in zip(region, [*region[1:], region[0]], strict=True):
        if (v1 <= v) != (v2 <= v):
            yield u1 + (v - v1) * (u2 - u1) / (v2 - v1)


def arrowhead(tip: Point, angle: float, length: float = 10) -> str:
    """Draw a filled arrowhead whose tip points along `angle`."""
    return solid((tip, polar(tip, length, angle + 167), polar(tip, length, angle - 167)))


def dimension(left: float, right: float, y: float, reach: float = 14) -> str:
    """Draw a dimension line without a figure; its extension lines rise `reach` towards the thing measured."""
    data = (
        f"M{number(left)} {number(y - reach)}V{number(y + 5)}M{number(right)} {number(y - reach)}V{number(y + 5)}"
        f"M{number(left)} {number(y)}H{number(right)}"
    )
    return f'<path d="{data}" stroke-width="0.8"/>{arrowhead((left, y), 180)}{arrowhead((right, y), 0)}'


def dimension_upright(top: float, bottom: float, x: float, reach: float = 14) -> str:
    """Draw an upright dimension line without a figure; `reach` leads left towards the thing measured."""
    data = (
        f"M{number(x - reach)} {number(top)}H{number(x + 5)}M{number(x - reach)} {number(bottom)}H{number(x + 5)}"
        f"M{number(x)} {number(top)}V{number(bottom)}"
    )
    return f'<path d="{data}" stroke-width="0.8"/>{arrowhead((x, top), -90)}{arrowhead((x, bottom), 90)}'
