"""The workshop: weld, V-block, gauge, bracket.

Each function takes the seed of an id and gives the strokes for a sheet of
400 × 300 units.
"""

from __future__ import annotations

from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import (
    Point,
    arrowhead,
    box,
    chain,
    circle,
    cross,
    dimension,
    dimension_upright,
    hatch,
    isometric,
    number,
    outline,
    ring,
    smooth,
    thick,
    thin,
    track,
)


def draw_weld(seed: Seed) -> str:
    """Draw a butt weld: the bead from above with its symbol, the V groove in section below."""
    ripples = seed.between("ripples", 20, 28)
    root = seed.between("root", 5, 9)
    step = 280 / ripples
    bead = "".join(f"M{number(60 + step * ripple)} 84q{number(step * 1.5)} 20 0 40" for ripple in range(ripples + 1))
    left: list[Point] = [(40, 190), (166, 190), (200 - root, 252), (40, 252)]
    right = [(400 - x, y) for x, y in left]
    crown = smooth([(162, 190), (178, 181), (200, 178), (222, 181), (238, 190)], 6)
    heel = smooth([(200 + root, 252), (200, 259), (200 - root, 252)], 5)
    return "".join(
        (
            thick("M40 52V156M360 52V156M40 52H360M40 156H360M60 84H340M60 124H340"),
            thin(bead),
            chain(((18, 104), (382, 104))),
            thin("M258 96L300 22H372"),
            arrowhead((258, 96), 119.6),
            thick("M318 22v-14l14 14"),
            hatch(left),
            hatch(right, lean=45),
            outline(left),
            outline(right),
            thick(track(crown)),
            thick(track(heel)),
            thin(
                *(
                    track(smooth([(200 - w, y), (200, y - 5), (200 + w, y)], 5))
                    for w, y in ((25.0, 205.0), (17.0, 222.0), (11.0, 237.0))
                )
            ),
            chain(((200, 168), (200, 272))),
            dimension(162, 238, 286, 24),
        )
    )


def draw_v_block(seed: Seed) -> str:
    """Draw a V-block holding a tube, from the front."""
    depth, radius = seed.between("depth", 62, 74), seed.between("radius", 46, 54)
    wall = seed.between("wall", 9, 16)
    top, bottom, slot = 134.0, 252.0, 7.0
    block: list[Point] = [
        (80, top),
        (200 - depth, top),
        (200 - slot, top + depth - slot),
        (200 - slot, top + depth + 8),
        (200 + slot, top + depth + 8),
        (200 + slot, top + depth - slot),
        (200 + depth, top),
        (320, top),
        (320, 176),
        (298, 176),
        (298, 200),
        (320, 200),
        (320, bottom),
        (226, bottom),
        (226, bottom - 12),
        (174, bottom - 12),
        (174, bottom),
        (80, bottom),
        (80, 200),
        (102, 200),
        (102, 176),
        (80, 176),
    ]
    centre = (200.0, top + depth - radius * 2**0.5)
    return "".join(
        (
            hatch(block, gap=8),
            outline(block),
            circle(centre, radius),
            circle(centre, radius - wall),
            hatch(ring(centre, radius), ring(centre, radius - wall), gap=5, lean=45),
            cross(centre, radius + 20),
            dimension(80, 320, 286, 26),
            dimension_upright(top, bottom, 352, 24),
        )
    )


def draw_gauge(seed: Seed) -> str:
    """Draw a vernier caliper closed on a round part."""
    opening = seed.between("opening", 56, 92)
    jaw, top = 74 + opening, 92.0
    ticks = "".join(
        f"M{92 + 7 * tick} {top}v{16 if tick % 10 == 0 else 12 if tick % 5 == 0 else 8}" for tick in range(40)
    )
    vernier = "".join(f"M{number(jaw + 16 + 6.3 * tick)} 128v{-10 if tick % 5 == 0 else -6}" for tick in range(11))
    fixed: list[Point] = [(40, top), (40, 128), (46, 132), (46, 182), (66, 250), (74, 250), (74, 128)]
    moving: list[Point] = [
        (jaw, 128),
        (jaw, 250),
        (jaw + 8, 250),
        (jaw + 26, 182),
        (jaw + 26, 150),
        (jaw + 100, 150),
        (jaw + 100, 84),
        (jaw, 84),
    ]
    centre = (74 + opening / 2, 196.0)
    return "".join(
        (
            thick(f"M40 {top}V128M40 {top}H60L70 40H74V{top}H{jaw}V40h4l12 44M{jaw + 100} {top}H384V128H{jaw + 100}"),
            outline(fixed[1:]),
            thick(f"M74 128H{jaw}"),
            outline(moving),
            thin(ticks),
            thin(vernier),
            thin(f"M{jaw} 128H{jaw + 100}"),
            outline(box(jaw + 42, 70, 26, 14)),
            thin(*(f"M{jaw + 46 + 4 * rib} 70v14" for rib in range(5))),
            circle((jaw + 84, 139), 5),
            hatch(ring(centre, opening / 2), gap=6),
            circle(centre, opening / 2),
            cross(centre, opening / 2 + 12),
            dimension(74, jaw, 280, 26),
        )
    )


def draw_bracket(seed: Seed) -> str:
    """Draw an angle bracket in isometric projection."""
    length, height, width = 150, seed.between("height", 118, 136), seed.between("width", 104, 124)
    plate, origin = seed.between("plate", 18, 24), (184.0, 150.0)

    def at(x: float, y: float, z: float) -> Point:
        return isometric(origin, x, y, z)

    front = [
        at(*corner)
        for corner in (
            (0, width, 0),
            (length, width, 0),
            (length, width, plate),
            (plate, width, plate),
            (plate, width, height),
            (0, width, height),
        )
    ]
    back = track([at(0, width, height), at(0, 0, height), at(plate, 0, height), at(plate, width, height)])
    wall = track([at(plate, 0, height), at(plate, 0, plate), at(plate, width, plate)])
    base = track([at(plate, 0, plate), at(length, 0, plate), at(length, width, plate)])
    end = track([at(length, 0, plate), at(length, 0, 0), at(length, width, 0)])
    eye, radius = at(plate, width / 2, height * 0.62), seed.between("eye", 20, 26)
    holes = [at(length * 0.68, width * side, plate) for side in (0.26, 0.74)]
    return "".join(
        (
            hatch(front, gap=7),
            outline(front),
            thick(back, wall, base, end),
            _ellipse(eye, 0.7 * radius, 1.22 * radius, 30),
            chain(
                (at(plate, width / 2 - 42, height * 0.62), at(plate, width / 2 + 42, height * 0.62)),
                (at(plate, width / 2, height * 0.62 - 40), at(plate, width / 2, height * 0.62 + 40)),
            ),
            *(_ellipse(hole, 15, 8.6, 0) for hole in holes),
            *(
                chain((at(length * 0.68 - 24, width * side, plate), at(length * 0.68 + 24, width * side, plate)))
                for side in (0.26, 0.74)
            ),
        )
    )


def _ellipse(centre: Point, rx: float, ry: float, turn: float) -> str:
    x, y = number(centre[0]), number(centre[1])
    turned = f' transform="rotate({number(turn)} {x} {y})"' if turn else ""
    return f'<ellipse cx="{x}" cy="{y}" rx="{number(rx)}" ry="{number(ry)}"{turned}/>'
