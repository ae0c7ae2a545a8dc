"""Made things: vase, robe, vessel, flame, monument, and how many are shown at once: stand and stage.

Each function takes the seed of an id and gives the strokes for a sheet of
400 × 300 units; the stand also takes how many cells it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt

from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import (
    Point,
    box,
    chain,
    circle,
    dimension,
    dimension_upright,
    faint,
    hatch,
    hidden,
    number,
    outline,
    smooth,
    solid,
    thick,
    thin,
    thin_circle,
    track,
)

MOST_CELLS = 120


def draw_vase(seed: Seed) -> str:
    """Draw a vase as archaeologists do: the outside at the left, the wall in section at the right."""
    lip, neck = seed.between("lip", 26, 40), seed.between("neck", 18, 28)
    belly, high = seed.between("belly", 72, 94), seed.between("high", 112, 160)
    foot, wall = seed.between("foot", 34, 46), 6
    profile = smooth(
        [
            (200 + lip, 32),
            (200 + neck, 62),
            (200 + neck + 6, 84),
            (200 + belly, high),
            (200 + (belly + foot) / 2 + 8, 206),
            (200 + foot, 248),
        ],
        8,
    )
    inside = [(max(x - wall, 200.0), min(y, 240.0)) for x, y in profile]
    section = [*profile, (200.0, 248.0), (200.0, 240.0), *reversed(inside)]
    outside = [(400 - x, y) for x, y in profile]
    turns = [_nearest(profile, y) for y in range(70, 246, 19)]
    return "".join(
        (
            hatch(section, gap=5),
            thick(track(section, closed=True)),
            thick(track([(200, 32), *outside, (200, 248)])),
            thick(f"M200 32H{200 + lip}"),
            faint(
                *(
                    f"M{number(400 - x)} {number(y)}Q{number(300 - x / 2)} {number(y + 5)} 200 {number(y + 5)}"
                    for x, y in turns
                )
            ),
            thin(f"M200 32V248M{200 - foot} 242H200"),
            chain(((200, 14), (200, 266))),
            dimension(200 - belly, 200 + belly, 284, 20),
            dimension_upright(32, 248, 340, 24),
        )
    )


def _nearest(profile: Sequence[Point], level: float) -> Point:
    away = [abs(y - level) for _, y in profile]
    return profile[away.index(min(away))]


def draw_garment(seed: Seed) -> str:
    """Draw a robe laid flat, as a pattern cutter does, with its seams and one sleeve in cloth."""
    hem, sleeve = seed.between("hem", 66, 84), seed.between("sleeve", 60, 76)
    waist, cuff = 46, 20
    right: list[Point] = [
        (216, 40),
        (262, 50),
        (372, 52 + cuff),
        (372, 52 + cuff + sleeve * 0.62),
        (262, 112),
        (200 + waist, 124),
        (200 + hem, 258),
    ]
    left = [(400 - x, y) for x, y in reversed(right)]
    bottom = smooth([(200 + hem, 258), (200, 266), (200 - hem, 258)], 8)
    sleeve_cloth: list[Point] = [(262, 50), (372, 52 + cuff), (372, 52 + cuff + sleeve * 0.62), (262, 112)]
    folds = seed.between("folds", 3, 5)
    return "".join(
        (
            hatch(sleeve_cloth, gap=8),
            thick(track([*right, *bottom[1:-1], *left], closed=True)),
            thick("M184 40Q200 54 216 40M184 40L200 64L248 128M216 40L200 64L196 68M178 42L190 66L240 136"),
            thick("M262 50V112M138 50V112"),
            hidden(f"M{200 - waist} 132H{200 + waist}M{200 - waist} 146H{200 + waist}"),
            hidden(
                track([(358, 50 + cuff), (358, 52 + cuff + sleeve * 0.58)]),
                track([(42, 50 + cuff), (42, 52 + cuff + sleeve * 0.58)]),
            ),
            hidden(track([(200 + hem - 4, 248), *smooth([(200 + hem - 4, 248), (200, 256), (200 - hem + 4, 248)], 8)])),
            faint(
                *(
                    track([(200 + side * (waist - 12) * fold / folds, 150), (200 + side * hem * fold / folds, 246)])
                    for fold in range(1, folds)
                    for side in (-1, 1)
                )
            ),
            chain(((200, 24), (200, 280)), ((14, 80), (386, 80))),
            dimension(28, 372, 288, 14),
        )
    )


def draw_vessel(seed: Seed) -> str:
    """Draw a stirred vessel: dished ends, a level of liquid, an agitator."""
    level, blades = seed.between("level", 112, 150), seed.between("blades", 1, 2)
    left, right, top, bottom = 124, 276, 78, 212
    shell = f"M{left} {top}A104 60 0 0 1 {right} {top}V{bottom}A104 60 0 0 1 {left} {bottom}Z"
    waves = "".join(
        f"M{number(left + 12 + inset)} {level + 11 * row}H{number(right - 12 - inset)}"
        for row, inset in ((1, 0), (2, 14), (3, 34), (4, 52))
    )
    stirrers = "".join(f"M176 {y}L224 {y + 14}M176 {y + 14}L224 {y}M176 {y}v14M224 {y}v14" for y in (186, 150)[:blades])
    return "".join(
        (
            thick(shell, f"M{left} {top}H{right}M{left} {bottom}H{right}", stirrers),
            thick(f"M{left} {level}H{right}"),
            faint(waves),
            solid(((246, level), (240, level - 10), (252, level - 10))),
            thick("M196 40V200M204 40V200"),
            outline(box(182, 14, 36, 26)),
            thin("M182 20h36M182 34h36"),
            outline(box(144, 34, 14, 28)),
            outline(box(139, 30, 24, 6)),
            outline(box(242, 34, 14, 28)),
            outline(box(237, 30, 24, 6)),
            outline(box(193, 235, 14, 22)),
            outline(box(188, 257, 24, 6)),
            thick("M124 176H104V262M92 262h24M276 176h20V262M284 262h24"),
            hatch(box(104, 176, 20, 10), gap=5),
            hatch(box(276, 176, 20, 10), gap=5),
            thin("M72 262H328"),
            chain(((200, 6), (200, 276)), ((108, 145), (292, 145))),
            dimension_upright(top, bottom, 340, 60),
        )
    )


def draw_flame(seed: Seed) -> str:
    """Draw a flame as lines of equal heat over a stone in section, within its construction."""
    lean, reach = seed.between("lean", -14, 14), seed.between("reach", 60, 72)
    layers = []
    for share in (1.0, 0.72, 0.46, 0.22):
        w, h = reach * share, 172 * share
        foot = 206 - 10 * (1 - share)
        points: list[Point] = [
            (200, foot),
            (200 - w * 0.7, foot - h * 0.1),
            (200 - w, foot - h * 0.34),
            (200 - w * 0.6, foot - h * 0.6),
            (200 - w * 0.34 + lean * share, foot - h * 0.78),
            (200 + lean * share, foot - h),
            (200 + w * 0.26, foot - h * 0.74),
            (200 + w * 0.46, foot - h * 0.66),
            (200 + w * 0.86, foot - h * 0.44),
            (200 + w * 0.92, foot - h * 0.24),
            (200 + w * 0.6, foot - h * 0.06),
            (200, foot),
        ]
        layers.append(smooth(points, 8))
    stone = box(104, 232, 192, 30)
    return "".join(
        (
            thin_circle((200, 146), 86),
            outline(layers[0]),
            *(thin(track(layer, closed=True)) for layer in layers[1:3]),
            hatch(layers[3], gap=4),
            outline(layers[3]),
            outline(box(140, 214, 120, 18)),
            hatch(stone),
            outline(stone),
            thick("M78 262H322"),
            chain(((200, 12), (200, 284)), ((92, 146), (308, 146))),
            dimension_upright(34, 262, 352, 28),
        )
    )


def draw_monument(seed: Seed) -> str:
    """Draw a landmark in elevation on its stepped base."""
    foot, head = seed.between("foot", 34, 42), seed.between("head", 18, 26)
    courses = seed.between("courses", 6, 9)
    shaft: list[Point] = [(200 - foot, 214), (200 - head, 54), (200, 24), (200 + head, 54), (200 + foot, 214)]
    edge = [foot - (foot - head) * course / courses for course in range(1, courses + 1)]
    joints = "".join(
        f"M{number(200 - w)} {number(214 - 160 * (course + 1) / courses)}H{number(200 + w)}"
        for course, w in enumerate(edge)
    )
    steps = [box(200 - half, y, 2 * half, 14) for half, y in ((64, 214), (94, 228), (126, 242))]
    return "".join(
        (
            outline(shaft),
            thin(joints),
            thin(f"M200 24V{214 - 160}M200 54V214"),
            *map(outline, steps),
            hatch([(200, 54), (200 + head, 54), (200 + foot, 214), (200, 214)], gap=8),
            thick("M40 256H360"),
            hatch(box(40, 256, 320, 10), gap=8),
            chain(((200, 8), (200, 280))),
            dimension(74, 326, 290, 20),
            dimension_upright(24, 214, 352, 80),
        )
    )


def draw_stand(seed: Seed, cells: int = 0) -> str:
    """Draw a wall of cells, one for each thing shown; without a number, as many as the id decides."""
    count = min(cells, MOST_CELLS) or seed.between("rows", 3, 5) * seed.between("columns", 5, 8)
    columns = next(
        (c for c in range(ceil(sqrt(count * 1.2)), ceil(sqrt(count * 2.6)) + 1) if count % c == 0),
        ceil(sqrt(count * 1.6)),
    )
    rows = ceil(count / columns)
    side = min(336 / columns, 208 / rows)
    left, top = 200 - side * columns / 2, 136 - side * rows / 2
    places = [(left + side * (cell % columns), top + side * (cell // columns)) for cell in range(count)]
    gap = side * 0.1
    frames = "".join(track(box(x + gap, y + gap, side - 2 * gap, side - 2 * gap), closed=True) for x, y in places)
    marks = "".join(
        f"M{number(x + side / 2)} {number(y + gap)}V{number(y + side - gap)}"
        f"M{number(x + gap)} {number(y + side / 2)}H{number(x + side - gap)}"
        for x, y in places
    )
    lit = places[seed.between("lit", 0, count - 1)]
    return "".join(
        (
            outline(box(left - 8, top - 8, side * columns + 16, side * rows + 16)),
            thin(frames),
            faint(marks),
            hatch(box(lit[0] + gap, lit[1] + gap, side - 2 * gap, side - 2 * gap), gap=5),
            dimension(left - 8, left + side * columns + 8, 284, 276 - (top + side * rows + 10)),
        )
    )


def draw_stage(seed: Seed) -> str:
    """Draw a stage in elevation: truss, lamps with their beams, steps."""
    lamps, bays = seed.between("lamps", 3, 5), 14
    span = 304 / bays
    web = "".join(
        f"M{number(48 + span * bay)} {62 if bay % 2 else 40}L{number(48 + span * (bay + 1))} {40 if bay % 2 else 62}"
        for bay in range(bays)
    )
    places = [48 + 304 * (lamp + 1) / (lamps + 1) for lamp in range(lamps)]
    heart = (200.0, 186.0)
    beams = []
    for x in places:
        target = 200 + (x - 200) * 0.35
        beams.append(track([(x - 7, 84), (target - 24, 222)]) + track([(x + 7, 84), (target + 24, 222)]))
    posts = "".join(f"M{x} {y}l16 16M{x + 16} {y}l-16 16" for x in (34, 350) for y in range(70, 214, 24))
    return "".join(
        (
            thick("M34 40H366M34 62H366M34 40V222M50 62V222M350 62V222M366 40V222"),
            thin(web, posts),
            faint(*beams),
            *(outline([(x - 5, 66), (x + 5, 66), (x + 9, 84), (x - 9, 84)]) for x in places),
            thin_circle(heart, 30),
            circle(heart, 2),
            outline(box(34, 222, 332, 34)),
            hatch(box(34, 222, 332, 34), box(168, 222, 64, 34), gap=8),
            thick("M168 222V256M232 222V256M168 233H232M168 244H232M16 256H384"),
            chain(((200, 24), (200, 276)), ((150, 186), (250, 186))),
            dimension(34, 366, 288, 26),
        )
    )
