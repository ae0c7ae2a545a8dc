"""The bench: mould, vice, joinery, carving knives.

Each function takes the seed of an id and gives the strokes for a sheet of
400 × 300 units.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import (
    Point,
    box,
    chain,
    circle,
    dimension,
    faint,
    hatch,
    hidden,
    isometric,
    outline,
    smooth,
    thick,
    thin,
    track,
)


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


@cache  # there are five places and nineteen lengths
def _handle(x: float, top: float, length: float) -> str:
    """Draw a turned handle below `top`."""
    half = [(8.0, 0.0), (11.0, 0.12), (8.0, 0.3), (11.0, 0.62), (10.0, 0.9), (4.0, 1.0)]
    right = smooth([(x + w, top + length * share) for w, share in half], 6)
    left = [(2 * x - px, py) for px, py in reversed(right)]
    return thick(track([*right, *left], closed=True))
