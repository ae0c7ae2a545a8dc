"""The workshop: weld, V-block, gauge, bracket, mould, vice, joinery, carving knives.

Each function takes the seed of an id and gives the strokes for a sheet of
400 × 300 units.
"""

from __future__ import annotations

from collections.abc import Callable

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
    faint,
    hatch,
    hidden,
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


def draw_mould(seed: Seed) -> str:
    """Draw the two halves of a mould in section, opened around its cavity."""
    rim, depth = seed.between("rim", 58, 76), seed.between("depth", 26, 36)
    core: list[Point] = [
        (200 - rim + 12, 158),
        (200 - rim + 20, 158 - depth),
        (200 + rim - 20, 158 - depth),
        (200 + rim - 12, 158),
    ]
    upper: list[Point] = [
        (56, 42),
        (192, 42),
        (196, 112 - depth),
        (200 - rim + 8, 112 - depth),
        (200 - rim, 112),
        (56, 112),
    ]
    lower = [(56.0, 158.0), *core, (344.0, 158.0), (344.0, 234.0), (56.0, 234.0)]
    mirrored = [(400 - x, y) for x, y in upper]
    pillars = [box(84, 56, 20, 162), box(296, 56, 20, 162)]
    return "".join(
        (
            hatch(upper, box(84, 56, 20, 56)),
            hatch(mirrored, box(296, 56, 20, 56)),
            hatch(lower, box(84, 158, 20, 60), box(296, 158, 20, 60), lean=45),
            outline(upper),
            outline(mirrored),
            outline(lower),
            *map(outline, pillars),
            thick(f"M196 {112 - depth}h8M186 42l4 -14h20l4 14"),
            outline(box(40, 234, 320, 18)),
            outline(box(40, 24, 320, 18)),
            chain(((200, 10), (200, 268)), ((94, 46), (94, 228)), ((306, 46), (306, 228))),
            chain(((30, 135), (370, 135))),
            dimension(200 - rim, 200 + rim, 284, 18),
        )
    )


def draw_vice(seed: Seed) -> str:
    """Draw a bench vice from the side, a piece of bar between its jaws."""
    opening = seed.between("opening", 26, 52)
    jaw = 206 - opening
    fixed: list[Point] = [
        (206, 76),
        (252, 76),
        (262, 96),
        (262, 132),
        (318, 132),
        (330, 150),
        (330, 192),
        (286, 192),
        (286, 226),
        (206, 226),
        (206, 190),
        (220, 178),
        (220, 132),
        (206, 132),
    ]
    moving: list[Point] = [
        (jaw, 76),
        (jaw - 42, 76),
        (jaw - 54, 96),
        (jaw - 54, 178),
        (220, 178),
        (220, 132),
        (jaw, 132),
    ]
    bar = box(jaw + 8, 58, opening - 16, 56)
    return "".join(
        (
            hatch(fixed),
            outline(fixed),
            outline(moving),
            hatch(bar, gap=5, lean=45),
            outline(bar),
            outline(box(jaw, 76, 8, 30)),
            outline(box(198, 76, 8, 30)),
            outline(box(jaw - 76, 145, 22, 20)),
            outline(box(jaw - 90, 139, 14, 32)),
            thick(f"M{jaw - 86} 139V96h6v43M{jaw - 86} 171v43h6v-43"),
            circle((jaw - 83, 92), 5),
            circle((jaw - 83, 218), 5),
            hidden(f"M{jaw - 54} 149H330M{jaw - 54} 161H330"),
            chain(((jaw - 104, 155), (352, 155))),
            outline(box(150, 226, 196, 16)),
            thick("M60 242H372"),
            hatch(box(60, 242, 312, 12), gap=8),
            dimension(jaw + 8, 198, 40, -14),
        )
    )


def draw_joinery(seed: Seed) -> str:
    """Draw a mortise and tenon, pulled apart along its axis, in isometric projection."""
    apart, thickness = seed.between("apart", 46, 66), seed.between("thickness", 12, 18)
    low, high = 24 - thickness / 2, 24 + thickness / 2
    start = 48.0 + apart
    shoulder = start + 44
    far = shoulder + seed.between("rail", 92, 112)

    def at(x: float, y: float, z: float) -> Point:
        return isometric((104.0, 130.0), x, y, z)

    tenon = [at(shoulder - 48 + high, high, 8), at(start, high, 8), at(start, high, 56), at(shoulder - 8, high, 56)]
    crest = track([at(start, high, 56), at(start, low, 56), at(shoulder - 8, low, 56)])
    mortise = [at(48, low, 8), at(48, high, 8), at(48, high, 56), at(48, low, 56)]
    floor = [at(48, low, 8), at(48, high, 8), at(48, high, 8 + thickness)]
    end = [at(far, 0, 0), at(far, 48, 0), at(far, 48, 64), at(far, 0, 64)]
    grain = [track([at(shoulder + 6, y, 64), at(far - 6, y, 64)]) for y in (9, 17, 31, 39)]
    upright = [track([at(x, 48, 102), at(x, 48, -64)]) for x in (9, 16, 30, 38)]
    return "".join(
        (
            _post(at),
            outline(mortise),
            hatch(floor, gap=4),
            outline(floor),
            hatch([*tenon, at(shoulder, 48, 64)], gap=6),
            thick(track(tenon), crest),
            outline([at(shoulder, 48, 0), at(far, 48, 0), at(far, 48, 64), at(shoulder, 48, 64)]),
            thick(track([at(shoulder, 48, 64), at(shoulder, 0, 64), at(far, 0, 64), at(far, 48, 64)])),
            outline(end),
            faint(*grain, *upright),
            _growth_rings(at, far),
            chain((at(30, 24, 32), at(start - 4, 24, 32)), (at(far + 2, 24, 32), at(far + 34, 24, 32))),
        )
    )


def _post(at: Callable[[float, float, float], Point]) -> str:
    """Draw the upright timber."""
    return outline([at(0, 0, 110), at(48, 0, 110), at(48, 48, 110), at(0, 48, 110)]) + thick(
        track([at(0, 48, 110), at(0, 48, -70), at(48, 48, -70), at(48, 0, -70), at(48, 0, 110)]),
        track([at(48, 48, 110), at(48, 48, -70)]),
    )


def _growth_rings(at: Callable[[float, float, float], Point], x: float) -> str:
    """Draw the growth rings on the end of a timber."""
    arcs = [
        smooth(
            [
                at(x, 24 - w, 0),
                at(x, 24 - 0.8 * w, 0.8 * w),
                at(x, 24, 1.1 * w),
                at(x, 24 + 0.8 * w, 0.8 * w),
                at(x, 24 + w, 0),
            ],
            4,
        )
        for w in (7, 13, 19, 24)
    ]
    return faint(*map(track, arcs))


def draw_knives(seed: Seed) -> str:
    """Draw a set of carving knives side by side, each with another edge."""
    tips = (
        lambda x: f"M{x - 7} 122V62L{x + 7} 40V122",
        lambda x: f"M{x - 9} 122V58Q{x} 30 {x + 9} 58V122",
        lambda x: f"M{x - 5} 122V40H{x + 5}V122M{x - 5} 52H{x + 5}",
        lambda x: f"M{x - 3} 122V84L{x - 12} 66V36L{x} 52L{x + 12} 36V66L{x + 3} 84V122M{x} 52V92",
        lambda x: f"M{x - 4} 122V70Q{x - 16} 56 {x - 6} 36Q{x + 14} 52 {x + 4} 76V122",
        lambda x: f"M{x - 4} 122V76L{x - 14} 60V44H{x + 14}V60L{x + 4} 76V122M{x - 14} 52H{x + 14}",
    )
    first = seed.between("first", 0, len(tips) - 1)
    count = 5
    knives = []
    for place in range(count):
        x = 72 + 64 * place
        length = 112 + seed.between(f"handle {place}", 0, 18)
        knives += [
            thick(tips[(first + place) % len(tips)](x)),
            outline(box(x - 8, 122, 16, 18)),
            thin(f"M{x - 8} 128h16M{x - 8} 134h16"),
            _handle(x, 140, length),
            chain(((x, 26), (x, 140 + length + 12))),
        ]
    return "".join((*knives, dimension(72, 136, 16, -10)))


def _handle(x: float, top: float, length: float) -> str:
    """Draw a turned handle below `top`."""
    half = [(8.0, 0.0), (11.0, 0.12), (8.0, 0.3), (11.0, 0.62), (10.0, 0.9), (4.0, 1.0)]
    right = smooth([(x + w, top + length * share) for w, share in half], 6)
    left = [(2 * x - px, py) for px, py in reversed(right)]
    return thick(track([*right, *left], closed=True))
