"""Parts that hold and carry: spring, bearing, bolt.

Each function takes the seed of an id and gives the strokes for a sheet of
400 × 300 units.
"""

from __future__ import annotations

from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import (
    Point,
    box,
    chain,
    chain_circle,
    circle,
    cross,
    dimension,
    dimension_upright,
    hatch,
    number,
    outline,
    polar,
    thick,
    thin,
    thin_circle,
    track,
)


def draw_spring(seed: Seed) -> str:
    """Draw a compression spring from the side, between its plates."""
    coils, wire = seed.between("coils", 6, 9), seed.between("wire", 6, 8)
    top, bottom, left, right = 66.0, 206.0, 62.0, 338.0
    pitch = (right - left - 2 * wire) / coils
    tops = [(left + wire + pitch * coil, top + wire) for coil in range(coils + 1)]
    feet = [(x + pitch / 2, bottom - wire) for x, _ in tops[:-1]]
    front = [_wire(up, foot, wire) for up, foot in zip(tops, feet, strict=False)]
    back = [
        track((polar(foot, wire, 0), polar(up, wire, 0))) + track((polar(foot, wire, 180), polar(up, wire, 180)))
        for foot, up in zip(feet, tops[1:], strict=True)
    ]
    plates = [box(40, 50, 22, 172), box(338, 50, 22, 172)]
    return "".join(
        (
            f'<path d="{"".join(back)}" stroke-width="0.9" opacity="0.6"/>',
            *front,
            *(hatch(plate) for plate in plates),
            *map(outline, plates),
            chain(((18, 136), (382, 136))),
            dimension(left, right, 258, 30),
            dimension_upright(top, bottom, 384, 12),
        )
    )


def _wire(start: Point, end: Point, radius: float) -> str:
    """Draw a piece of round wire with round ends."""
    (x1, y1), (x2, y2) = start, end
    r = number(radius)
    return thick(
        f"M{number(x1 - radius)} {number(y1)}A{r} {r} 0 0 1 {number(x1 + radius)} {number(y1)}"
        f"L{number(x2 + radius)} {number(y2)}A{r} {r} 0 0 1 {number(x2 - radius)} {number(y2)}Z"
    )


def draw_bearing(seed: Seed) -> str:
    """Draw a ball bearing from the front and, beside it, in section."""
    centre, balls = (142.0, 136.0), seed.between("balls", 8, 11)
    turn, bore = seed.between("turn", 0, 40), seed.between("bore", 40, 46)
    inner, outer = bore + 14, 86
    path, size = (inner + outer) / 2, (outer - inner) / 2 + 3
    places = [polar(centre, path, turn + 360 * ball / balls) for ball in range(balls)]
    rows = []
    for side in (-1, 1):
        middle = (320.0, 136 + side * path)
        outer_ring = box(296, min(136 + side * outer, 136 + side * 104), 48, 18)
        inner_ring = box(296, min(136 + side * bore, 136 + side * inner), 48, 14)
        rows += [
            hatch(outer_ring, gap=6),
            hatch(inner_ring, gap=6, lean=45),
            outline(outer_ring),
            outline(inner_ring),
            circle(middle, size - 3),
            chain(((286, middle[1]), (354, middle[1]))),
        ]
    return "".join(
        (
            *(circle(centre, radius) for radius in (104, bore)),
            *(thin_circle(centre, r) for r in (outer, inner)),
            chain_circle(centre, path),
            *(circle(place, size - 3) for place in places),
            cross(centre, 120),
            *rows,
            thick(f"M296 {136 - bore}V{136 + bore}M344 {136 - bore}V{136 + bore}"),
            chain(((282, 136), (360, 136))),
            dimension(296, 344, 284, 30),
            dimension(38, 246, 284, 30),
        )
    )


def draw_bolt(seed: Seed) -> str:
    """Draw a hexagon bolt with its nut, from the side and from the end."""
    axis, shank = 122.0, 25.0
    grip, end = seed.between("grip", 216, 244), 356.0
    nut = grip + seed.between("nut", 22, 44)
    centre = (84.0, axis)
    hexagon = [polar(centre, 54, 60 * corner) for corner in range(6)]
    core = number(axis - shank + 5), number(axis + shank - 5)
    return "".join(
        (
            outline(hexagon),
            circle(centre, 46),
            circle(centre, shank),
            cross(centre, 68),
            _hexagon_side(164, 36, axis),
            outline(box(200, axis - shank, grip - 200, 2 * shank)),
            thick(
                f"M{grip} {axis - shank}H{nut}M{grip} {axis + shank}H{nut}M{nut + 40} {axis - shank}H{end - 7}l7 7v",
                f"{2 * shank - 14}l-7 7H{nut + 40}",
            ),
            thin(
                f"M{grip} {core[0]}H{nut}M{grip} {core[1]}H{nut}M{nut + 40} {core[0]}H{end}M{nut + 40} {core[1]}H{end}"
            ),
            _hexagon_side(nut, 40, axis),
            chain(((150, axis), (376, axis))),
            dimension(200, end, 236, 30),
            dimension(30, 138, 236, 30),
            dimension(grip, end, 272, 30),
        )
    )


def _hexagon_side(x: float, width: float, axis: float) -> str:
    """Draw a nut or bolt head from the side: three flats, chamfered."""
    left, right = x + 5, x + width
    return thick(
        f"M{right} {axis - 54}H{left}Q{x - 1} {axis - 40} {left} {axis - 27}Q{x - 5} {axis} {left} {axis + 27}",
        f"Q{x - 1} {axis + 40} {left} {axis + 54}H{right}ZM{left} {axis - 27}H{right}M{left} {axis + 27}H{right}",
    )
