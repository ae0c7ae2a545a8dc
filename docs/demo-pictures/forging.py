"""Fire: iron on the anvil, metal poured, a seam that cools, steel let down through its colours."""

from __future__ import annotations

import math

import materials
from chance import seeded
from materials import DARK_STEEL, Ramp, brushed, glowing, lathed, light, metal, plain, wood
from palette import TEMPER_ON_STEEL
from solids import ball, block, stand, turned, wire
from studio import ember, look, on_night, window
from surfaces import bundle, lofted, squarish

# What iron sends out, from black through cherry and orange to yellow.
HEAT: Ramp = [(0.0, "#000000"), (0.22, "#2a0300"), (0.45, "#a01800"), (0.72, "#ff4c08"), (1.0, "#ffb040")]


def anvil() -> None:
    """A glowing bar on the anvil, the hammer beside it, sparks in the air."""
    on_night(ember=0.5, key=0.8, film="Filmic")
    iron = materials.metal("#6a7078", roughness=0.34)
    bright = brushed("#b9bec4", roughness=0.3)
    levels = [
        (1.5, 0.95, 0.0),
        (1.5, 0.95, 0.16),
        (1.12, 0.72, 0.3),
        (0.82, 0.5, 0.52),
        (0.86, 0.5, 0.72),
        (1.5, 0.56, 0.96),
        (1.62, 0.58, 1.02),
    ]
    lofted([squarish(w, d, z, power=7) for w, d, z in levels], iron)
    block((1.9, 0.6, 0.24), iron, at=(0.1, 0, 1.13), bevel=0.02)
    block((1.9, 0.6, 0.02), bright, at=(0.1, 0, 1.255), bevel=0.008)
    rings = []
    for i in range(33):
        part = i / 32
        size = 0.29 * (1 - part**1.6) + 0.012
        drop = size * 0.95
        rings.append(
            [
                (-0.84 - 1.15 * part, size * math.cos(t), 1.255 - drop + size * 0.95 * math.sin(t))
                for t in (2 * math.pi * k / 48 for k in range(48))
            ]
        )
    lofted(rings[::-1], bright, blunt=60)
    bar = block((2.3, 0.17, 0.15), glowing(HEAT, 1.05, -0.95, strength=4.2), at=(0.62, -0.06, 1.345), bevel=0.03)
    bar.rotation_euler.z = math.radians(11)
    ember((-0.25, -0.35, 1.75), power=26, radius=0.25)
    head = lofted(
        [squarish(0.36, 0.36, z, power=9) for z in (-0.42, -0.4)]
        + [
            squarish(w, w, z, power=7)
            for w, z in (
                (0.38, -0.36),
                (0.38, -0.2),
                (0.32, -0.12),
                (0.32, 0.12),
                (0.36, 0.2),
                (0.36, 0.36),
                (0.33, 0.4),
            )
        ],
        metal("#8d949c", roughness=0.2),
    )
    head.location = (-0.1, 0.02, 2.12)
    stand(head, 0, 14, 20)
    shaft = wire(
        [(0, 0.12, 0), (0, -0.6, -0.015), (0, -1.4, -0.03), (0, -2.2, 0.0)],
        0.07,
        wood(along="y"),
        radii=[0.8, 1.0, 1.15, 1.2],
    )
    shaft.location = head.location
    stand(shaft, 7, 14, 20)
    chance = seeded(11)
    flights = []
    for _ in range(150):
        turn, rise = chance.uniform(0, 2 * math.pi), chance.uniform(0.15, 1.1)
        speed, moment, length = chance.uniform(0.5, 2.3), chance.uniform(0.1, 0.8), chance.uniform(0.03, 0.09)
        path = []
        for k in range(4):
            t = moment + length * k / 3
            away = speed * t * math.cos(rise)
            path.append(
                (
                    -0.12 + away * math.cos(turn),
                    -0.05 + away * math.sin(turn),
                    1.42 + speed * t * math.sin(rise) - 0.9 * t * t,
                )
            )
        flights.append(path)
    bundle(flights, 0.0028, light("#ff7a20", 18.0), round_steps=2)
    look((-2.1, -5.4, 2.75), (0.02, 0, 1.12), lens=47, stop=5.6, sharp_at=(-0.1, -0.2, 1.35))


def pour() -> None:
    """A crucible pours into the mould."""
    on_night(ember=0.3, key=0.75, film="Filmic")
    clay = materials.stone("#4a443f", grain=22)
    melt = light("#ff5e10", 3.6)
    profile = [
        (0, 0),
        (0.42, 0),
        (0.5, 0.05),
        (0.66, 1.1),
        (0.64, 1.16),
        (0.57, 1.16),
        (0.55, 1.08),
        (0.42, 0.14),
        (0, 0.1),
    ]
    pot = turned(profile, clay, at=(0.42, 0.0, 1.9))
    stand(pot, 0, -68)
    lip = (-0.84, 0.0, 2.0)
    stream = []
    widths = []
    for i in range(41):
        t = i / 40
        stream.append((lip[0] + 0.24 - 0.42 * t, 0.0, lip[2] - 0.1 - 1.62 * t * t - 0.06 * t))
        widths.append(1.25 - 0.55 * t + 0.06 * math.sin(9 * t))
    wire(stream, 0.085, light("#ff7a1c", 5.5), radii=widths)
    inner = turned([(0, 0), (0.5, 0), (0.5, 0.02), (0, 0.02)], melt, at=(-0.32, 0, 2.06))
    stand(inner, 0, -8)
    inner.scale = (0.75, 0.86, 1)
    wall = metal("#7a8088", roughness=0.32)
    for x, y, w, d in ((-0.2, -0.42, 2.5, 0.2), (-0.2, 0.42, 2.5, 0.2), (-1.36, 0, 0.2, 0.66), (0.96, 0, 0.2, 0.66)):
        block((w, d, 0.5), wall, at=(x, y, 0.25), bevel=0.025)
    block((2.2, 0.66, 0.3), melt, at=(-0.2, 0, 0.2), bevel=0.0)
    ember((-0.9, -0.7, 0.95), power=22, radius=0.2)
    ember((-0.2, 0.5, 1.2), power=12, radius=0.3)
    chance = seeded(5)
    drops = []
    for _ in range(46):
        turn, rise, speed, t = (
            chance.uniform(0, 6.28),
            chance.uniform(0.5, 1.3),
            chance.uniform(0.5, 1.5),
            chance.uniform(0.15, 0.7),
        )
        away = speed * t * math.cos(rise)
        drops.append(
            (-1.0 + away * math.cos(turn), away * math.sin(turn), 0.4 + speed * t * math.sin(rise) - 0.6 * t * t)
        )
    bundle([[(x, y, z), (x * 1.004, y, z + 0.012)] for x, y, z in drops], 0.0055, light("#ff8a2c", 12.0))
    look((-0.9, -5.9, 2.9), (-0.12, 0, 1.22), lens=46, stop=5.6, sharp_at=(-0.9, -0.1, 0.9))


def weld() -> None:
    """A weld seam, its end still hot, and beside it the colours the heat has left in the steel."""
    on_night(ember=0.35, key=1.0, film="Filmic")
    films = ["#aeb4ba", "#7d95a8", *TEMPER_ON_STEEL[::-1], "#dcd3b4", "#c9ced4", "#c3c8ce"]
    places = [0.0, 0.06, 0.12, 0.18, 0.24, 0.3, 0.36, 0.42, 0.5, 0.58, 0.7, 0.82, 1.0]
    ramp = list(zip(places, films, strict=True))
    for side in (-1, 1):
        half = block(
            (7.0, 2.4, 0.3),
            materials.along_axis(ramp, -side * 1.2, side * 0.55, axis="y", roughness=0.24, metallic=1.0),
            bevel=0.02,
        )
        half.location = (0, side * 1.23, 0.15)
    count = 62
    for i in range(count):
        x = -3.3 + i * 0.105
        heat = max(0.0, (i - count * 0.52) / (count * 0.48))
        skin = (
            metal("#a7a9ab", roughness=0.24)
            if heat <= 0
            else glowing(
                [(0.0, _heat(heat)), (1.0, _heat(heat))],
                -1,
                1,
                strength=0.2 + 6.5 * heat**1.5,
                skin=_scale(heat),
                metallic=1.0 - 0.7 * heat,
            )
        )
        drop = ball(0.26, skin, at=(x, 0, 0.27))
        drop.scale = (0.62, 0.98, 0.42)
        stand(drop, 0, -17)
    ember((3.2, -0.1, 0.75), power=4, radius=0.2)
    window((-0.5, 4.6, 4.2), size=4.0, power=95, colour="#fff6ea")
    look((-1.1, -4.1, 3.1), (0.35, -0.05, 0.12), lens=52, stop=4.0, sharp_at=(0.2, -0.15, 0.35))


def _heat(part: float) -> str:
    """Give the light of iron from where it begins to glow (0) to orange (1)."""
    return f"#{min(255, int(40 + 330 * part)):02x}{int(96 * part**1.6):02x}{int(16 * part**3):02x}"


def _scale(part: float) -> str:
    """Give the colour of the skin, which darkens with its own heat."""
    grey = int(167 - 120 * min(1.0, part * 2.2))
    return f"#{grey:02x}{grey:02x}{grey + 2:02x}"


def temper() -> None:
    """Eight polished discs, each a step hotter: straw, brown, purple, blue."""
    on_night(ember=0.4, key=1.1)
    for i, colour in enumerate(TEMPER_ON_STEEL):
        disc = turned(
            [
                (0, 0.0),
                (0.6, 0.0),
                (0.63, 0.03),
                (0.63, 0.13),
                (0.6, 0.16),
                (0.22, 0.16),
                (0.2, 0.14),
                (0.18, 0.14),
                (0, 0.14),
            ],
            plain(colour, roughness=0.2, metallic=1.0, anisotropy=0.7),
            sides=200,
        )
        disc.location = (-2.38 + i * 0.68, 0.2, 0.64)
        stand(disc, 66, 0, -52)
    block((7.2, 0.16, 0.08), lathed(DARK_STEEL), at=(0.0, 0.55, 0.04), bevel=0.02)
    block((7.2, 0.16, 0.08), lathed(DARK_STEEL), at=(0.0, -0.1, 0.04), bevel=0.02)
    window((-7.5, -2.2, 3.2), size=4.0, power=420, colour="#fff1e0")
    look((0.75, -6.5, 2.5), (0.1, 0.1, 0.62), lens=41, stop=5.6, sharp_at=(-0.2, -0.2, 0.7))
