"""Machine parts in the views a fitter knows: gear, shaft, flange, cam, spring, bearing, bolt, impeller.

Each function takes the seed of an id and gives the strokes for a sheet of
400 × 300 units. Dimension lines carry no figures: nothing is invented.
"""

from __future__ import annotations

from math import cos, radians

from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import (
    Point,
    arrowhead,
    box,
    chain,
    chain_circle,
    circle,
    cross,
    dimension,
    dimension_upright,
    faint,
    hatch,
    number,
    outline,
    polar,
    ring,
    smooth,
    thick,
    thin,
    thin_circle,
    track,
)


def draw_gear(seed: Seed) -> str:
    """Draw a spur gear from the front, its web hatched."""
    centre = (200.0, 136.0)
    teeth, holes = seed.between("teeth", 20, 34), seed.between("holes", 4, 6)
    bore, first = seed.between("bore", 16, 22), seed.between("first", 0, 60)
    half = 180 / teeth
    profile = [
        polar(centre, radius, (2 * tooth + offset) * half)
        for tooth in range(teeth)
        for radius, offset in ((93, -0.62), (108, -0.3), (108, 0.3), (93, 0.62))
    ]
    openings = [polar(centre, 59, first + 360 * hole / holes) for hole in range(holes)]
    web = hatch(ring(centre, 80), ring(centre, 38), *(ring(at, 13, steps=20) for at in openings), gap=8)
    return "".join(
        (
            web,
            outline(profile),
            circle(centre, 80),
            circle(centre, 38),
            chain_circle(centre, 100.5),
            chain_circle(centre, 59),
            *(circle(at, 13) for at in openings),
            _keyed_bore(centre, bore),
            cross(centre, 126, 122),
            dimension(92, 308, 286, 30),
        )
    )


def _keyed_bore(centre: Point, radius: float) -> str:
    """Draw a bore with its keyway."""
    x, y = centre
    half, rise = radius * 0.28, radius * 0.96
    return thick(
        f"M{number(x + half)} {number(y - rise)}A{number(radius)} {number(radius)} 0 1 1 {number(x - half)} "
        f"{number(y - rise)}v-5h{number(2 * half)}Z"
    )


def draw_shaft(seed: Seed) -> str:
    """Draw a stepped shaft: chamfers, a keyway, a thread at one end, one step in section."""
    steps = seed.between("steps", 4, 5)
    shares = [seed.between(f"length {step}", 4, 9) for step in range(steps)]
    summit = seed.between("summit", 1, steps - 2)
    radii = [66 - 15 * abs(step - summit) + seed.between(f"radius {step}", -4, 4) for step in range(steps)]
    starts = [36 + 328 * sum(shares[:step]) / sum(shares) for step in range(steps + 1)]
    axis = 128.0
    bodies = [
        box(starts[step], axis - radii[step], starts[step + 1] - starts[step], 2 * radii[step])
        for step in range(1, steps - 1)
    ]
    ends = [_chamfered(starts[1], starts[0], radii[0], axis), _chamfered(starts[-2], starts[-1], radii[-1], axis)]
    keyed = summit + 1 if summit + 1 < steps - 1 else summit - 1
    slot = _keyway((starts[keyed] + starts[keyed + 1]) / 2, axis, (starts[keyed + 1] - starts[keyed]) * 0.62)
    depth = radii[-1] - 6
    thread = thin(
        f"M{number(starts[-2])} {number(axis - depth)}H{number(starts[-1])}"
        f"M{number(starts[-2])} {number(axis + depth)}H{number(starts[-1])}"
    )
    return "".join(
        (
            hatch(bodies[summit - 1]),
            *map(outline, bodies),
            *ends,
            slot,
            thread,
            chain(((14, axis), (386, axis))),
            dimension(starts[summit], starts[summit + 1], 232, 30),
            dimension(36, 364, 274, 30),
        )
    )


def _chamfered(inner: float, outer: float, radius: float, axis: float) -> str:
    """Draw the end of a shaft from `inner` to its chamfered face at `outer`."""
    step = 8 if outer > inner else -8
    face = [
        (inner, axis - radius),
        (outer - step, axis - radius),
        (outer, axis - radius + 8),
        (outer, axis + radius - 8),
        (outer - step, axis + radius),
        (inner, axis + radius),
    ]
    return outline(face) + thick(track(((outer - step, axis - radius), (outer - step, axis + radius))))


def _keyway(x: float, axis: float, length: float) -> str:
    half = max(length / 2 - 8, 2)
    return thick(
        f"M{number(x - half)} {number(axis - 8)}h{number(2 * half)}a8 8 0 0 1 0 16h{number(-2 * half)}a8 8 0 0 1 0 -16Z"
    )


def draw_flange(seed: Seed) -> str:
    """Draw a flange in two views, the second in section."""
    bolts, bore = seed.between("bolts", 4, 8), seed.between("bore", 30, 40)
    centre, start = (138.0, 136.0), -90 + 180 / bolts
    holes = [polar(centre, 76, start + 360 * bolt / bolts) for bolt in range(bolts)]
    upper = [(288.0, 34.0), (312, 34), (312, 84), (364, 84), (364, 136 - bore), (288, 136 - bore)]
    lower = [(x, 272 - y) for x, y in upper]
    return "".join(
        (
            circle(centre, 102),
            circle(centre, 52),
            circle(centre, bore),
            chain_circle(centre, 76),
            *(circle(hole, 9) for hole in holes),
            cross(centre, 118),
            hatch(upper, box(288, 51, 24, 18)),
            hatch(lower, box(288, 203, 24, 18)),
            outline(upper),
            outline(lower),
            thick(
                "M288 51H312M288 69H312M288 203H312M288 221H312",
                f"M288 {136 - bore}V{136 + bore}M364 {136 - bore}",
                f"V{136 + bore}",
            ),
            chain(((272, 136), (382, 136)), ((278, 60), (322, 60)), ((278, 212), (322, 212))),
            faint("M150 34H284M150 238H284"),
            dimension(36, 240, 284, 30),
            dimension(288, 364, 284, 30),
        )
    )


def draw_cam(seed: Seed) -> str:
    """Draw a plate cam under a roller follower, the guide in section."""
    centre, base = (200.0, 178.0), 58.0
    lift, width = seed.between("lift", 28, 40), seed.between("width", 70, 100)
    lean = seed.between("lean", 20, 52)

    def radius(angle: float) -> float:
        away = abs((angle - lean + 180) % 360 - 180)
        return base + (lift * (1 + cos(radians(180 * away / width))) / 2 if away < width else 0)

    profile = [polar(centre, radius(angle), angle - 90) for angle in range(0, 360, 4)]
    roller = (200.0, 178 - radius(0) - 15)
    stem_top = 14.0
    left, right = box(158, 26, 30, 46), box(212, 26, 30, 46)
    return "".join(
        (
            outline(profile),
            chain_circle(centre, base),
            chain_circle(centre, base + lift),
            _keyed_bore(centre, 20),
            cross(centre, 118, 104),
            circle(roller, 15),
            circle(roller, 5),
            thick(f"M190 {number(roller[1])}V{stem_top:.0f}H210V{number(roller[1])}"),
            hatch(left),
            hatch(right, lean=45),
            outline(left),
            outline(right),
            thin("M96 26H158M242 26H304M96 26v-8M304 26v-8"),
            thin(track(ring(centre, 112, lean - 130, 80, 16))),
            arrowhead(polar(centre, 112, lean - 50), lean + 40),
        )
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


def draw_impeller(seed: Seed) -> str:
    """Draw a pump impeller from the front, one blade in section."""
    centre, blades = (200.0, 138.0), seed.between("blades", 6, 9)
    sweep = seed.between("sweep", 58, 82)
    shapes = []
    for blade in range(blades):
        start = 360 * blade / blades
        outer = smooth([polar(centre, 40 + 70 * t / 4, start + sweep * (t / 4) ** 1.2) for t in range(5)], 5)
        inner = smooth(
            [
                polar(centre, 40 + 70 * t / 4, start + 7 + sweep * (t / 4) ** 1.2 + (4 - t) * 1.2)
                for t in range(4, -1, -1)
            ],
            5,
        )
        shapes.append([*outer, *inner])
    return "".join(
        (
            hatch(shapes[0], gap=5),
            *map(outline, shapes),
            circle(centre, 114),
            thin_circle(centre, 120),
            circle(centre, 36),
            _keyed_bore(centre, 17),
            cross(centre, 134),
            dimension(80, 320, 290, 24),
        )
    )
