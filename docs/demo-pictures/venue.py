"""The venue as a model in paper: 1+8+2, as the layout states it; positions and sizes are schematic."""

from __future__ import annotations

import math

from materials import ink, light, metal, paper, plain
from palette import BLUE, INK, TEMPER, TEMPER_ON_STEEL
from solids import block, rod, turned
from studio import ember, in_the_dark, look, on_night, parallel, window

_WALL, _TALL = 0.05, 0.42


def _room(x: float, y: float, width: float, depth: float, floor: str, *, door: str = "s", tall: float = _TALL) -> None:
    """Raise a roofless room, its south-west corner at (x, y), with one door."""
    block((width, depth, 0.04), plain(floor, roughness=0.75), at=(x + width / 2, y + depth / 2, 0.1), bevel=0)
    skin = paper()
    gap = 0.42
    for side, length, cx, cy, along_x in (
        ("s", width, x + width / 2, y, True),
        ("n", width, x + width / 2, y + depth, True),
        ("w", depth, x, y + depth / 2, False),
        ("e", depth, x + width, y + depth / 2, False),
    ):
        pieces = [(-length / 2, length / 2)] if side not in door else [(-length / 2, -gap / 2), (gap / 2, length / 2)]
        for start, end in pieces:
            run, middle = end - start + (_WALL if along_x else -_WALL), (start + end) / 2
            size = (run, _WALL, tall) if along_x else (_WALL, run, tall)
            at = (cx + middle, cy, 0.1 + tall / 2) if along_x else (cx, cy + middle, 0.1 + tall / 2)
            block(size, skin, at=at, bevel=0.006)


def _built() -> None:
    on_night(ember=0.9, key=1.1)
    slab = plain("#1a2c45", roughness=0.6)
    block((4.1, 5.0, 0.1), slab, at=(-2.3, 0, 0.03), bevel=0.012)
    block((4.1, 5.0, 0.1), slab, at=(2.3, 0, 0.03), bevel=0.012)
    block((0.5, 1.0, 0.1), slab, at=(0, -1.1, 0.03), bevel=0.0)
    # 1A: the corridor from the entrance, the main hall at its end, an area on either side.
    _room(-2.62, -2.3, 0.64, 2.35, "#9aa7b5", door="sn", tall=0.34)
    for i in range(22):
        y = -2.2 + i * 0.103
        for x in (-2.55, -2.05):
            block((0.022, 0.022, 0.42), ink(), at=(x, y, 0.31), bevel=0)
        block((0.522, 0.022, 0.022), ink(), at=(-2.3, y, 0.53), bevel=0)
    _room(-3.85, 0.2, 3.1, 2.05, INK, door="s", tall=0.52)
    for i in range(8):
        x, y = -3.25 + (i % 4) * 0.64, 0.78 + (i // 4) * 0.85
        block((0.2, 0.2, 0.3), paper(), at=(x, y, 0.27), bevel=0.008)
        block((0.2, 0.2, 0.02), plain(TEMPER[i], roughness=0.4), at=(x, y, 0.43), bevel=0.004)
    _room(-4.0, -2.2, 1.15, 2.05, "#7d9cc4", door="e")
    _room(-1.75, -2.2, 1.15, 2.05, "#d98a5c", door="w")
    block((0.7, 0.3, 0.08), plain(BLUE, roughness=0.6), at=(-3.42, -0.45, 0.16), bevel=0.006)
    for row in range(4):
        for seat in range(5):
            block((0.08, 0.06, 0.07), ink(), at=(-3.7 + seat * 0.14, -1.85 + row * 0.24, 0.155), bevel=0)
    for i in range(3):
        block((0.55, 0.2, 0.16), plain("#c2410c", roughness=0.5), at=(-1.12, -1.85 + i * 0.6, 0.2), bevel=0.008)
    # 1B: eight rooms, each with a tempering colour of its own.
    for i, colour in enumerate(TEMPER):
        x, y = 0.42 + (i % 2) * 2.0, 1.25 - (i // 2) * 1.16
        _room(x, y, 1.76, 0.98, colour, door="e" if i % 2 == 0 else "w")
        block((0.3, 0.3, 0.2), paper(), at=(x + 0.88, y + 0.49, 0.2), bevel=0.008)
        turned(
            [(0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1)],
            plain(colour, roughness=0.3, coat=0.4),
            at=(x + 0.88, y + 0.49, 0.3),
            sides=48,
        )


def venue() -> None:
    """The whole model, without perspective."""
    _built()
    parallel((-6.0, -10.0, 10.5), (0.05, -0.2, 0.05), width=10.2)


def room_1a() -> None:
    """Room 1A: corridor, main hall, two areas."""
    _built()
    look((-5.3, -6.2, 5.2), (-2.2, -0.12, 0.15), lens=52, stop=4.0, sharp_at=(-2.3, -0.6, 0.3))


def room_1b() -> None:
    """Room 1B: eight rooms in eight colours."""
    _built()
    look((5.6, -6.0, 5.2), (2.25, -0.12, 0.1), lens=52, stop=4.0, sharp_at=(2.3, -0.4, 0.3))


def experience() -> None:
    """The experience area of the model, close."""
    _built()
    look((1.2, -5.0, 4.2), (-1.2, -1.12, 0.15), lens=66, stop=2.0, sharp_at=(-1.1, -1.3, 0.25))


def roadshow() -> None:
    """The trading and roadshow area of the model, close."""
    _built()
    look((-6.4, -4.8, 4.2), (-3.4, -1.1, 0.15), lens=66, stop=2.0, sharp_at=(-3.4, -1.2, 0.25))


def corridor() -> None:
    """Twenty-two gates, one for each year from 2003 to 2024, and the main hall's light at the end."""
    in_the_dark(sky=0.9, film="Filmic")
    floor = plain("#0b1626", roughness=0.16)
    block((400, 400, 0.1), floor, at=(0, 30, -0.05), bevel=0)
    frame, cold = metal("#5c6672", roughness=0.3), light("#9fd0f2", 5.0)
    for i in range(22):
        y = i * 1.15
        for side in (-1, 1):
            block((0.2, 0.26, 3.0), frame, at=(side * 1.6, y, 1.5), bevel=0.015)
            block((0.015, 0.05, 2.7), cold, at=(side * 1.485, y - 0.02, 1.45), bevel=0)
        block((3.4, 0.26, 0.2), frame, at=(0, y, 3.1), bevel=0.015)
    end = 22 * 1.15 + 0.6
    block((2.7, 0.05, 2.75), light("#ff8a30", 5.5), at=(0, end, 1.42), bevel=0)
    window((0, end - 1.0, 2.4), size=2.5, power=700, colour="#ff8a3a", target=(0, 5, 0))
    window((0.0, -3.0, 4.5), size=2.5, power=130, target=(0, 2, 0.5))
    look((0.0, -4.4, 1.55), (0.0, 20, 1.42), lens=36)


def plinths() -> None:
    """Eight empty plinths under eight lights, one for each of the eight treasures."""
    in_the_dark(sky=1.1, film="Filmic")
    block((400, 400, 0.1), plain("#0b1626", roughness=0.24), at=(0, 0, -0.05), bevel=0)
    white = plain("#ece7dc", roughness=0.6)
    for i, colour in enumerate(TEMPER_ON_STEEL):
        turn = math.radians(168 - i * (156 / 7))
        x, y = 3.4 * math.cos(turn), 2.4 * math.sin(turn) - 0.6
        block((0.62, 0.62, 1.1), white, at=(x, y, 0.55), bevel=0.012, turn=turn)
        block((0.62, 0.62, 0.05), plain(colour, roughness=0.35), at=(x, y, 1.13), bevel=0.01, turn=turn)
        window((x, y, 4.4), size=0.5, power=60, colour="#fff1dc", target=(x, y, 0))
    window((-3.0, -6.5, 5.0), size=3.5, power=90)
    look((0.0, -8.4, 4.2), (0.0, 0.05, 0.62), lens=38)


def ladder() -> None:
    """The ladder of honours as a stair cut open: three landings, the fire on the last."""
    on_night(ember=0.4, key=1.0, film="Filmic")
    body = plain("#22364f", roughness=0.55)
    cut = metal("#8fa3b8", roughness=0.3)
    edge = light("#ff7a22", 3.2)
    for i, (colour, width) in enumerate(((TEMPER[1], 1.55), (TEMPER[4], 1.55), (TEMPER[7], 1.55))):
        x, top = -2.4 + i * 1.55, 0.62 + i * 0.72
        block((width, 1.7, top), body, at=(x + width / 2, 0.3, top / 2), bevel=0.012)
        block(
            (width - 0.02, 1.66, 0.05),
            plain(colour, roughness=0.26, metallic=0.75),
            at=(x + width / 2, 0.3, top + 0.025),
            bevel=0.01,
        )
        for k in range(3):
            height = top - 0.72 + 0.18 * (k + 1) if i else 0.155 * (k + 1)
            block((0.2, 1.3, height), body, at=(x - 0.52 + 0.2 * k + 0.02, 0.3, height / 2), bevel=0.008)
            block(
                (0.2, 1.3, 0.02),
                plain(colour, roughness=0.3, metallic=0.7),
                at=(x - 0.52 + 0.2 * k + 0.02, 0.3, height + 0.01),
                bevel=0.004,
            )
        block((width, 0.02, 0.02), edge, at=(x + width / 2, -0.565, top + 0.03), bevel=0)
        start = int((x - top) / 0.16) - 1
        for k in range(start, start + 40):
            low_x, low_z = k * 0.16, 0.03
            first, last = max(low_x, x + 0.03), min(low_x + top - 0.06, x + width - 0.03)
            if last - first > 0.02:
                rod((first, -0.552, low_z + first - low_x), (last, -0.552, low_z + last - low_x), 0.006, cut)
    ring = turned(
        [(0.36, -0.03), (0.42, -0.03), (0.42, 0.03), (0.36, 0.03), (0.36, -0.03)], light("#ff8a2c", 5.0), sides=120
    )
    ring.location = (1.5, 0.3, 2.06 + 0.5)
    ring.rotation_euler = (math.radians(90), 0, math.radians(-16))
    ember((1.5, 0.1, 2.6), power=22, radius=0.2)
    window((0.5, -4.5, 3.0), size=2.0, power=80)
    look((1.9, -7.4, 3.1), (-0.2, 0.1, 1.2), lens=47, stop=8, sharp_at=(-0.1, -0.5, 1.2))
