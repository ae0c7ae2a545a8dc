"""The lines of a technical drawing as SVG: thick and thin, chain and hidden, hatching, dimensions.

Points and lengths are in units of the drawing's viewBox, angles in degrees,
clockwise from three o'clock as the screen has it. Hatching is drawn line by
line, clipped here, and not by a pattern: so a drawing needs no ids, and a
page may hold it as often as it likes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import ceil, cos, radians, sin

from jiangxin.model.frozen import frozen

Point = tuple[float, float]

THICK = "1.8"
THIN = "0.9"
CHAIN_DASHES = "16 4 3 4"
HIDDEN_DASHES = "6 3"

FEW = 24  # points: shapes of no more are drawn again and again, so they are kept

_ISOMETRIC = cos(radians(30))


@frozen
class Drawing:
    """A finished drawing: its family, its SVG element, and the size of its viewBox in units."""

    family: str
    svg: str
    width: int
    height: int


SHEET = 400, 300
"""The width and height of a sheet."""


def sheet(family: str, body: str, width: int = SHEET[0], height: int = SHEET[1]) -> Drawing:
    """Put the strokes of `body` on a sheet; hidden from assistive technology, for the caption speaks."""
    svg = (
        f'<svg class="art art-{family}" viewBox="0 0 {width} {height}" fill="none" stroke="currentColor" '
        f'stroke-width="{THICK}" stroke-linejoin="round" aria-hidden="true" focusable="false">{body}</svg>'
    )
    return Drawing(family, svg, width, height)


@lru_cache(8192)  # four of five were written before: drawings share their sheet, and their sizes are whole
def number(value: float) -> str:
    """Write a length with at most one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def polar(centre: Point, radius: float, angle: float) -> Point:
    """Give the point at `radius` and `angle` from `centre`."""
    across, down = _direction(angle)
    return centre[0] + radius * across, centre[1] + radius * down


@lru_cache(4096)
def _direction(angle: float) -> Point:
    return cos(radians(angle)), sin(radians(angle))


def isometric(origin: Point, x: float, y: float, z: float) -> Point:
    """Give the point of space (x to the lower right, y to the lower left, z up) on the sheet."""
    return origin[0] + (x - y) * _ISOMETRIC, origin[1] + (x + y) / 2 - z


def box(x: float, y: float, width: float, height: float) -> list[Point]:
    """Give the corners of an upright rectangle."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


@lru_cache(512)
def ring(centre: Point, radius: float, start: float = 0, sweep: float = 360, steps: int = 48) -> tuple[Point, ...]:
    """Give points along an arc; a region for hatching."""
    (x, y), ways = centre, _ways(start, sweep, steps)
    return tuple([(x + radius * across, y + radius * down) for across, down in ways])


@lru_cache(512)
def _ways(start: float, sweep: float, steps: int) -> tuple[Point, ...]:
    return tuple([_direction(start + sweep * step / steps) for step in range(steps + 1)])


def track(points: Iterable[Point], *, closed: bool = False) -> str:
    """Give path data through `points`."""
    points = tuple(points)
    return _short_track(points, closed) if len(points) <= FEW else _track(points, closed)


def _track(points: tuple[Point, ...], closed: bool) -> str:
    data = _numbers(_lengths(len(points)), [length for point in points for length in point])
    return f"M{data}Z" if closed else f"M{data}"


_short_track = lru_cache(2048)(_track)


def _numbers(form: str, lengths: Iterable[float]) -> str:
    """Write lengths into `form`, as `number` does, all at once."""
    return (form % tuple(lengths)).replace("-0.0", "0").replace(".0", "")


@lru_cache(256)
def _lengths(points: int) -> str:
    """Give the form of path data through so many points."""
    return "L".join(["%.1f %.1f"] * points)


def smooth(points: Sequence[Point], steps: int = 8) -> tuple[Point, ...]:
    """Give points along a smooth curve (Catmull-Rom) through `points`."""
    return _smooth(tuple(points), steps)


@lru_cache(512)
def _smooth(points: tuple[Point, ...], steps: int) -> tuple[Point, ...]:
    padded = (points[0], *points, points[-1])
    shares = [step / steps for step in range(steps)]
    curve: list[Point] = []
    for before, here, there, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        x, x1, x2, x3 = _spline(before[0], here[0], there[0], after[0])
        y, y1, y2, y3 = _spline(before[1], here[1], there[1], after[1])
        curve += [(x + t * (x1 + t * (x2 + t * x3)) / 2, y + t * (y1 + t * (y2 + t * y3)) / 2) for t in shares]
    return (*curve, points[-1])


def _spline(a: float, b: float, c: float, d: float) -> tuple[float, float, float, float]:
    """Give the coefficients of the curve from `b` to `c`; all but the first are doubled."""
    return b, c - a, 2 * a - 5 * b + 4 * c - d, 3 * (b - c) + d - a


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
    few = sum(map(len, regions)) <= FEW
    return _few_lines(tuple(map(tuple, regions)), gap, lean) if few else _hatch(regions, gap, lean)


def _hatch(regions: Sequence[Sequence[Point]], gap: float, lean: float) -> str:
    ux, uy = _direction(lean)
    parallel = lean == -45
    lines: list[str] = []
    for v, cuts in _rows([[(x * ux + y * uy, y * ux - x * uy) for x, y in region] for region in regions], gap):
        x, y = -v * uy, v * ux
        for a, b in zip(cuts[::2], cuts[1::2], strict=False):
            if b - a > 1:
                x1, y1, x2 = a * ux + x, a * uy + y, b * ux + x
                if parallel and (length := round(x2 - x1)) > 0:  # in whole units: shorter, and exactly parallel
                    lines.append(f"M{round(x1)} {round(y1)}l{length}-{length}")
                else:
                    lines.append(_numbers("M%.1f %.1fL%.1f %.1f", (x1, y1, x2, b * uy + y)))
    return f'<path d="{"".join(lines)}" stroke-width="0.8" opacity="0.6"/>' if lines else ""


_few_lines = lru_cache(512)(_hatch)


def _rows(regions: Sequence[Sequence[Point]], gap: float) -> Iterator[tuple[float, list[float]]]:
    """Give every level `gap` apart that meets an edge, downwards, with the places where it does, rightwards."""
    levels = [[ceil(v / gap) for _, v in region] for region in regions]
    first = min(map(min, levels))
    rows: list[list[float]] = [[] for _ in range(first, max(map(max, levels)))]
    for region, steps in zip(regions, levels, strict=True):
        (u1, v1), one = region[-1], steps[-1]
        for (u2, v2), other in zip(region, steps, strict=True):
            if one != other:
                across, down = u2 - u1, v2 - v1
                for row in range(one, other) if one < other else range(other, one):
                    rows[row - first].append(u1 + (row * gap - v1) * across / down)
            u1, v1, one = u2, v2, other
    for row, cuts in enumerate(rows, first):
        yield row * gap, sorted(cuts)


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
