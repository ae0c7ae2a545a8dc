"""Parts that turn: gear, shaft, flange, cam, impeller.

Each function takes the seed of an id and gives the strokes for a sheet of
400 × 300 units.
"""

from __future__ import annotations

from functools import cache
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
    openings = [polar(centre, 59, first + 360 * hole / holes) for hole in range(holes)]
    web = hatch(ring(centre, 80), ring(centre, 38), *(ring(at, 13, steps=20) for at in openings), gap=8)
    return "".join(
        (
            web,
            _toothed(centre, teeth),
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


@cache  # a gear has 20 to 34 teeth
def _toothed(centre: Point, teeth: int) -> str:
    """Draw the profile of a spur gear."""
    half = 180 / teeth
    return outline(
        polar(centre, radius, (2 * tooth + offset) * half)
        for tooth in range(teeth)
        for radius, offset in ((93, -0.62), (108, -0.3), (108, 0.3), (93, 0.62))
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


def draw_impeller(seed: Seed) -> str:
    """Draw a pump impeller from the front, one blade in section."""
    centre = (200.0, 138.0)
    return "".join(
        (
            _blades(centre, seed.between("blades", 6, 9), seed.between("sweep", 58, 82)),
            circle(centre, 114),
            thin_circle(centre, 120),
            circle(centre, 36),
            _keyed_bore(centre, 17),
            cross(centre, 134),
            dimension(80, 320, 290, 24),
        )
    )


@cache  # there are a hundred wheels
def _blades(centre: Point, blades: int, sweep: int) -> str:
    """Draw the blades of a pump impeller, the first in section."""
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
    return "".join((hatch(shapes[0], gap=5), *map(outline, shapes)))
