"""Machines that move by themselves or by current: circuit, drone, crane, robot arm, bionic hand.

Each function takes the seed of an id and gives the strokes for a sheet of
400 × 300 units.
"""

from __future__ import annotations

from functools import cache

from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import (
    Point,
    box,
    chain,
    chain_circle,
    circle,
    cross,
    dimension,
    dot,
    faint,
    hatch,
    number,
    outline,
    polar,
    ring,
    solid,
    thick,
    thin,
    thin_circle,
    track,
)


def draw_circuit(seed: Seed) -> str:
    """Draw a chip and the traces that lead away from it."""
    pins = seed.between("pins", 6, 8)
    half = 52.0
    every = ((turn, pin) for turn in range(4) for pin in range(pins))
    wires = [_wire(half, pins, turn, pin, seed.between(f"via {turn} {pin}", 0, 3)) for turn, pin in every]
    traces, vias, legs = zip(*wires, strict=True)
    return "".join(
        (
            thin(*traces),
            *vias,
            thick(*legs),
            outline(box(200 - half, 144 - half, 2 * half, 2 * half)),
            hatch(box(172, 116, 56, 56), gap=6),
            outline(box(172, 116, 56, 56)),
            circle((160, 104), 4),
            outline(box(24, 14, 352, 260)),
            *(circle((x, y), 6) for x in (40, 360) for y in (30, 258)),
            chain(((10, 144), (390, 144)), ((200, 4), (200, 284))),
        )
    )


@cache  # there are some 300
def _wire(half: float, pins: int, turn: int, pin: int, inset: int) -> tuple[str, str, str]:
    """Give the trace of a pin as path data, the via at its end as drawn, and the leg as path data."""
    along = -46 + 92 / (pins - 1) * pin
    out = 62 + 8 * abs(pin - (pins - 1) / 2)
    side = 1 if along > 0 else -1
    end = along + side * (14 + abs(along) * 0.5)
    reach = (150.0 if turn % 2 == 0 else 112.0) - inset * 8
    path = [(half + 10, along), (out, along), (out + abs(end - along), end), (reach, end)]
    turned = [_turned(point, turn) for point in path if point[0] <= reach]
    leg = track([_turned(p, turn) for p in box(half, along - 3, 10, 6)], closed=True)
    return track(turned), thin_circle(turned[-1], 4), leg


def _turned(point: Point, quarters: int) -> Point:
    """Turn a point given from the chip's middle by quarters, and put it on the sheet."""
    x, y = point
    for _ in range(quarters):
        x, y = -y, x
    return 200 + x, 144 + y


def draw_drone(seed: Seed) -> str:
    """Draw a quadcopter from above."""
    radius, blade = seed.between("radius", 46, 52), seed.between("blade", 10, 80)
    centre = (200.0, 138.0)
    hubs = [(200 + sx * 104.0, 138 + sy * 76.0) for sx in (-1, 1) for sy in (-1, 1)]
    arms, rotors = [], []
    for place, (x, y) in enumerate(hubs):
        sx, sy = (1 if x > 200 else -1), (1 if y > 138 else -1)
        arms.append(
            track([(200 + sx * 30, 138 + sy * 32), (x - sx * 13, y - sy * 3)])
            + track([(200 + sx * 40, 138 + sy * 22), (x - sx * 5, y - sy * 12)])
        )
        angle = blade + 90 * (place % 2)
        rotors += [
            thin_circle((x, y), radius),
            circle((x, y), 13),
            circle((x, y), 4),
            cross((x, y), radius + 8),
            outline(_propeller((x, y), radius - 5, angle)),
            outline(_propeller((x, y), radius - 5, angle + 180)),
        ]
    body: list[Point] = [(174, 88), (226, 88), (240, 108), (240, 170), (226, 190), (174, 190), (160, 170), (160, 108)]
    return "".join(
        (
            *rotors,
            thick(*arms),
            outline(body),
            hatch(box(180, 120, 40, 48), gap=6),
            outline(box(180, 120, 40, 48)),
            outline(box(188, 74, 24, 14)),
            circle((200, 81), 4),
            chain((centre, (200, 52)), (centre, (200, 208))),
            chain_circle(centre, 129),
            dimension(96, 304, 284, 18),
        )
    )


def _propeller(hub: Point, length: float, angle: float) -> list[Point]:
    return [
        polar(hub, 13, angle - 14),
        polar(hub, length * 0.6, angle - 8),
        polar(hub, length, angle - 2),
        polar(hub, length, angle + 3),
        polar(hub, 13, angle + 14),
    ]


def draw_crane(seed: Seed) -> str:
    """Draw a quay crane in elevation with its trolley and load."""
    trolley, drop = seed.between("trolley", 52, 104), seed.between("drop", 148, 186)
    load = box(trolley - 24, drop, 48, 20)
    lattice = "".join(
        f"M{24 + 16 * bay} {104 if bay % 2 else 90}L{40 + 16 * bay} {90 if bay % 2 else 104}" for bay in range(21)
    )
    return "".join(
        (
            thick("M24 90H360M24 104H360M24 90V104M360 90V104"),
            thin(lattice),
            thick("M176 104L170 244M190 104L186 244M292 104V244M306 104V244M176 170H306M178 158H302"),
            thin("M188 158L292 104M306 158L190 104"),
            thick("M204 90L236 22H246L276 90M236 22L228 90"),
            thin("M238 24L40 90M238 24L120 90M244 24L354 90"),
            outline(box(314, 62, 42, 28)),
            hatch(box(314, 62, 42, 28)),
            outline(box(trolley - 15, 104, 30, 9)),
            thin(f"M{trolley - 11} 113V{drop - 10}M{trolley + 11} 113V{drop - 10}"),
            outline(box(trolley - 18, drop - 10, 36, 6)),
            hatch(load, gap=6),
            outline(load),
            outline(box(trolley + 20, 104, 18, 18)),
            *(outline(box(x, 244, 28, 8)) + circle((x + 7, 257), 5) + circle((x + 21, 257), 5) for x in (164, 285)),
            thick("M148 262H376"),
            hatch(box(148, 262, 228, 10), gap=8),
            thick("M148 262V284"),
            thin("M14 276q11 -7 22 0t22 0t22 0t22 0t22 0t22 0"),
            dot((trolley, 90), 2),
            chain(((trolley, 72), (trolley, drop + 34))),
        )
    )


def draw_robot(seed: Seed) -> str:
    """Draw a jointed arm with the arc it reaches."""
    lift, fold = seed.between("lift", -122, -106), seed.between("fold", -22, 8)
    base = (120.0, 202.0)
    elbow = polar(base, 112, lift + 42)
    wrist = polar(elbow, 122, fold + 12)
    parts = [thick(_link(base, elbow, 21, 16)), thick(_link(elbow, wrist, 16, 11))]
    foot: list[Point] = [(84, 262), (92, 226), (148, 226), (156, 262)]
    y = wrist[1] + 44
    grip = (
        f"M{number(wrist[0] - 7)} {number(wrist[1] + 11)}V{number(y)}M{number(wrist[0] + 7)} "
        f"{number(wrist[1] + 11)}V{number(y)}M{number(wrist[0] - 16)} {number(y)}h32v8h-32Z"
        f"M{number(wrist[0] - 16)} {number(y + 8)}v24l7 -4v-20m18 0v20l7 4v-24"
    )
    return "".join(
        (
            _reach(base, 112, 212, 116),
            _reach(elbow, 122, fold - 18, 72),
            *parts,
            *(
                circle(joint, size) + circle(joint, size * 0.42)
                for joint, size in ((base, 24), (elbow, 18), (wrist, 12))
            ),
            hatch(ring(base, 24, steps=30), ring(base, 10, steps=20), gap=5),
            hatch(foot, gap=7),
            outline(foot),
            thick("M60 262H372"),
            hatch(box(60, 262, 312, 10), gap=8),
            thick(grip),
            cross(base, 40),
            cross(elbow, 30),
            chain(((wrist[0], wrist[1] - 26), (wrist[0], 254))),
            solid(((wrist[0], 261), (wrist[0] - 4, 252), (wrist[0] + 4, 252))),
            dimension(base[0], wrist[0], 290, 16),
        )
    )


def _reach(centre: Point, radius: float, start: float, sweep: float) -> str:
    """Draw the arc along which a joint moves."""
    return thin(track(ring(centre, radius, start, sweep, 30)))


def _link(start: Point, end: Point, wide: float, narrow: float) -> str:
    """Give the two long edges of a link between joints."""
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    nx, ny = (y1 - y2) / length, (x2 - x1) / length
    return "".join(
        track([(x1 + side * nx * wide, y1 + side * ny * wide), (x2 + side * nx * narrow, y2 + side * ny * narrow)])
        for side in (-1, 1)
    )


def draw_hand(seed: Seed) -> str:
    """Draw a bionic hand: fingers of links and joints on a palm plate."""
    spread = seed.between("spread", 4, 8)
    palm: list[Point] = [
        (152, 196),
        (146, 138),
        (160, 122),
        (238, 122),
        (252, 140),
        (274, 152),
        (266, 182),
        (232, 214),
        (172, 214),
    ]
    fingers = (
        (162.0, 122.0, -1.6, 0.86),
        (187.0, 118.0, -0.5, 1.0),
        (212.0, 118.0, 0.5, 0.96),
        (236.0, 123.0, 1.5, 0.8),
    )
    strokes = []
    for x, y, lean, scale in fingers:
        strokes.append(_finger((x, y), -90 + lean * spread, scale, 9))
    strokes.append(_finger((266, 164), -44 - spread, 1.04, 11, links=2))
    return "".join(
        (
            *strokes,
            outline(palm),
            hatch(palm, ring((200.0, 166.0), 22, steps=30), gap=7),
            circle((200, 166), 22),
            circle((200, 166), 8),
            cross((200, 166), 32),
            outline(box(172, 214, 60, 16)),
            thick("M178 230V282M226 230V282"),
            faint("M190 230V282M202 230V282M214 230V282"),
            thick("M170 282q10 -6 20 0t20 0t24 0"),
        )
    )


def _finger(root: Point, angle: float, scale: float, width: float, links: int = 3) -> str:
    """Draw a finger of links, each shorter than the one before."""
    strokes, joint = [], root
    for link in range(links):
        length, half = (40 - 7 * link) * scale, width - link * 1.4
        tip = polar(joint, length, angle)
        start, end = polar(joint, half * 0.7, angle), polar(tip, -half * 0.7 if link < links - 1 else 0, angle)
        strokes.append(thick(_link(start, end, half, half - 1)))
        strokes += [circle(joint, half * 0.62), dot(joint, 1.6)]
        if link == links - 1:
            nail = ring(tip, half - 1, angle - 90, 180, 12)
            strokes.append(thick(track(nail)))
        joint = tip
    return "".join(strokes)
