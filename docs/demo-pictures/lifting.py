"""What lifts and what is made of little: a quay crane in model, a hook on its rope, a lattice, discs of pure metals."""

from __future__ import annotations

import math

import materials
from materials import ALUMINIUM, BRASS, COPPER, DARK_STEEL, lathed, metal, plain
from palette import HOT, TEMPER
from solids import Place, ball, block, rod, stand, turned, wire
from studio import look, on_night, on_paper, window
from surfaces import bundle, rope


def crane() -> None:
    """A quay crane in model, a container on its spreader."""
    on_paper()
    blue, dark = plain("#1e4c8a", roughness=0.35, coat=0.4), metal(DARK_STEEL, roughness=0.3)
    span, gauge, deck = 1.1, 0.9, 1.75
    for x in (-span / 2, span / 2):
        for y in (-gauge / 2, gauge / 2):
            block((0.11, 0.11, deck), blue, at=(x, y, deck / 2 + 0.12), bevel=0.008)
            for k in range(4):
                wheel = turned(
                    [(0, -0.025), (0.05, -0.025), (0.05, 0.025), (0, 0.025)],
                    dark,
                    at=(x - 0.12 + k * 0.08, y, 0.05),
                    sides=40,
                )
                stand(wheel, 90)
            block((0.36, 0.09, 0.07), dark, at=(x, y, 0.115), bevel=0.008)
        block((0.09, gauge, 0.09), blue, at=(x, 0, 0.72), bevel=0.008)
        block((0.1, gauge + 0.12, 0.12), blue, at=(x, 0, deck + 0.1), bevel=0.008)
    for y in (-gauge / 2, gauge / 2):
        rod((-span / 2, y, 0.75), (span / 2, y, deck + 0.05), 0.028, blue)
        block((span, 0.07, 0.07), blue, at=(0, y, 0.72), bevel=0.008)
    low, high = deck + 0.02, deck + 0.2
    left, right = -1.15, 2.9
    for y in (-0.16, 0.16):
        block((right - left, 0.05, 0.06), blue, at=((left + right) / 2, y, high), bevel=0.006)
        block((right - left, 0.04, 0.05), blue, at=((left + right) / 2, y, low), bevel=0.006)
        lattice = []
        for k in range(27):
            x = left + (right - left) * k / 26
            lattice.append((x, y, low if k % 2 else high))
        wire(lattice, 0.014, blue)
    for k in range(14):
        x = left + (right - left) * k / 13
        rod((x, -0.16, high), (x, 0.16, high), 0.013, blue)
    top = (0.42, 0.0, deck + 1.25)
    for y in (-gauge / 2, gauge / 2):
        rod((span / 2, y, deck + 0.15), top, 0.045, blue)
        rod((-span / 2, y, deck + 0.15), top, 0.032, blue)
    for x in (1.5, 2.75):
        for y in (-0.14, 0.14):
            rod(top, (x, y, high), 0.012, dark)
    rod(top, (left + 0.1, 0, high), 0.012, dark)
    block((0.62, 0.4, 0.34), plain("#e9e4d8", roughness=0.5), at=(-0.6, 0, high + 0.2), bevel=0.015)
    trolley = 1.95
    block((0.3, 0.42, 0.09), plain(HOT, roughness=0.4), at=(trolley, 0, low - 0.06), bevel=0.01)
    for dx, dy in ((-0.1, -0.1), (-0.1, 0.1), (0.1, -0.1), (0.1, 0.1)):
        rod((trolley + dx, dy, low - 0.1), (trolley + dx * 0.9, dy * 0.9, 1.0), 0.006, dark)
    block((0.26, 0.5, 0.05), plain(HOT, roughness=0.4), at=(trolley, 0, 0.98), bevel=0.008)
    _container((trolley, 0.0, 0.81), TEMPER[7])
    for i, (x, y, level) in enumerate(
        (
            (1.75, -0.42, 0),
            (2.15, -0.42, 0),
            (1.75, 0.55, 0),
            (2.15, 0.55, 0),
            (1.75, -0.42, 1),
            (2.15, 0.55, 1),
            (2.56, -0.42, 0),
        )
    ):
        _container((x, y, 0.145 + level * 0.29), TEMPER[(i * 3 + 1) % 8])
    look((-1.5, -6.3, 4.3), (0.75, 0, 1.32), lens=45, stop=8, sharp_at=(0.6, -0.4, 1.4))


def _container(at: Place, colour: str) -> None:
    skin = plain(colour, roughness=0.5)
    block((0.3, 0.74, 0.28), skin, at=at, bevel=0.006)
    for k in range(15):
        for side in (-1, 1):
            block((0.012, 0.024, 0.24), skin, at=(at[0] + side * 0.151, at[1] - 0.33 + k * 0.047, at[2]), bevel=0.002)


def hook() -> None:
    """A crane's hook on its wire rope."""
    on_night(ember=0.9)
    iron = metal("#b4bac1", roughness=0.24)
    path: list[Place] = [(0, 0, 2.0), (0, 0, 1.72), (0.02, 0, 1.5)]
    radii = [0.55, 0.55, 0.62]
    for k in range(41):
        part = k / 40
        angle = math.radians(68 - 272 * part)
        path.append((0.02 + 0.52 * math.cos(angle) * (1 + 0.06 * part) - 0.15, 0, 0.86 + 0.56 * math.sin(angle)))
        radii.append(0.72 + 0.55 * math.sin(math.pi * min(1, part * 1.12)) ** 1.4 - 0.45 * max(0, part - 0.72) / 0.28)
    made = wire(path, 0.17, iron, radii=radii, round_steps=14)
    smooth = made.modifiers.new("smooth", "SUBSURF")
    smooth.levels = smooth.render_levels = 2
    block_top = plain(HOT, roughness=0.35, coat=0.5)
    for y in (-0.2, 0.2):
        side = turned(
            [(0, -0.035), (0.6, -0.035), (0.62, -0.02), (0.62, 0.02), (0.6, 0.035), (0, 0.035)],
            block_top,
            at=(0, y, 2.55),
            sides=128,
        )
        stand(side, 90)
        cap = turned([(0, -0.05), (0.15, -0.05), (0.15, 0.05), (0, 0.05)], lathed(), at=(0, y * 1.2, 2.55))
        stand(cap, 90)
    sheave = turned([(0, -0.11), (0.55, -0.11), (0.48, 0), (0.55, 0.11), (0, 0.11)], metal(DARK_STEEL), at=(0, 0, 2.55))
    stand(sheave, 90)
    turned(
        [(0, -0.2), (0.24, -0.2), (0.26, -0.17), (0.26, 0.17), (0.24, 0.2), (0, 0.2)], lathed(BRASS), at=(0, 0, 1.98)
    )
    steel = metal("#9aa1a8", roughness=0.28)
    for side in (-1, 1):
        rope([(side * 0.5, 0, 2.55 + k * 0.03) for k in range(95)], 0.07, steel)
    window((0.5, -4.0, 4.0), size=1.6, power=120)
    look((-1.7, -6.8, 2.3), (0.0, 0, 1.58), lens=49, stop=5.6, sharp_at=(0, -0.25, 1.6))


def lattice() -> None:
    """A lattice as a printer builds it from metal powder: little material, much strength."""
    on_night(ember=1.0)
    cells, size = 5, 0.44
    skin = materials.along_axis(
        [
            (0.0, "#c9ced4"),
            (0.25, "#e0b765"),
            (0.45, "#b4622f"),
            (0.62, "#83355c"),
            (0.78, "#4a48a8"),
            (1.0, "#5f9fcc"),
        ],
        0.0,
        cells * size,
        axis="z",
        roughness=0.24,
        metallic=1.0,
    )
    half = cells * size / 2
    struts: list[list[Place]] = []
    for i in range(cells):
        for j in range(cells):
            for k in range(cells):
                middle = ((i + 0.5) * size - half, (j + 0.5) * size - half, (k + 0.5) * size)
                for di in (-0.5, 0.5):
                    for dj in (-0.5, 0.5):
                        for dk in (-0.5, 0.5):
                            struts.append(
                                [middle, (middle[0] + di * size, middle[1] + dj * size, middle[2] + dk * size)]
                            )
    nodes = {place for strut in struts for place in strut}
    frame = bundle(struts, 0.034, skin, round_steps=4)
    frame.location.z = 0.05
    for x, y, z in sorted((round(x, 4), round(y, 4), round(z, 4)) for x, y, z in nodes):
        if max(abs(x), abs(y)) > half - 0.01 or z > cells * size - 0.01 or y < -half + 0.3:
            knot = ball(0.056, skin, at=(0, 0, 0.05))
            for vertex in knot.data.vertices:
                vertex.co = (vertex.co.x + x, vertex.co.y + y, vertex.co.z + z)
    block((2.8, 2.8, 0.05), lathed(DARK_STEEL), at=(0, 0, 0.0), bevel=0.01)
    look((-2.9, -5.3, 3.5), (0.02, 0, 1.06), lens=44, stop=5.6, sharp_at=(-0.6, -0.9, 1.2))


def discs() -> None:
    """Discs of pure metals: aluminium, titanium, copper, molybdenum, tungsten."""
    on_night(ember=0.6, key=1.1)
    for i, (colour, roughness) in enumerate(
        ((ALUMINIUM, 0.24), ("#b9b4ac", 0.28), (COPPER, 0.22), ("#a7adb5", 0.2), ("#868b92", 0.24))
    ):
        profile = [
            (0, 0),
            (0.86, 0),
            (0.9, 0.03),
            (0.9, 0.07),
            (0.74, 0.07),
            (0.72, 0.09),
            (0.72, 0.2),
            (0.7, 0.22),
            (0, 0.22),
        ]
        disc = turned(profile, plain(colour, roughness=roughness, metallic=1.0, anisotropy=0.8), sides=240)
        disc.location = (-1.85 + i * 0.92, 0.5 - i * 0.2, 0.92)
        stand(disc, 74, 0, -33)
    block((7.0, 0.14, 0.1), plain("#152030", roughness=0.4), at=(-0.05, 0.35, 0.05), bevel=0.02, turn=math.radians(-12))
    window((-7.0, -3.4, 3.4), size=4.0, power=420, colour="#fff1e0")
    look((0.5, -6.5, 2.6), (0.22, 0.1, 0.84), lens=41, stop=5.6, sharp_at=(0.2, -0.3, 0.9))
