"""Turned, milled and measured: gears, a shaft, a caliper, a bearing, springs, a cutter with its chips."""

from __future__ import annotations

import math

import bpy
import materials
from materials import BRASS, BRONZE, DARK_STEEL, brushed, lathed, metal, plain, tempered
from solids import ORIGIN, Place, Point, ball, block, circle, lettering, plate, ring_of, stand, turned, wire
from studio import look, on_night, on_paper, window
from surfaces import chip, fluted

SANS = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"


def gear(
    teeth: int,
    module: float,
    thickness: float,
    material: bpy.types.Material,
    *,
    at: Place = ORIGIN,
    phase: float = 0.0,
    bore: float = 0.22,
    holes: int = 6,
) -> bpy.types.Object:
    """Cut a spur gear; `phase` turns it by so many teeth, `bore` is a share of its pitch radius."""
    pitch = teeth * module / 2
    root, tip = pitch - 1.2 * module, pitch + 0.95 * module
    # A flank as few straight pieces: (share of a tooth from its middle, radius).
    flank = [
        (0.5, root),
        (0.37, root),
        (0.315, root + 0.25 * module),
        (0.25, pitch),
        (0.185, tip - 0.4 * module),
        (0.11, tip),
    ]
    outline: list[Point] = []
    for tooth in range(teeth):
        for share, radius in [(-s, r) for s, r in flank[1:]] + [(s, r) for s, r in flank[:0:-1]]:
            turn = 2 * math.pi * (tooth + phase + share) / teeth
            outline.append((radius * math.cos(turn), radius * math.sin(turn)))
    inner = [circle(pitch * bore)]
    if holes:
        inner += [circle(pitch * 0.16, middle=(x, y)) for x, y, _ in ring_of(holes, pitch * 0.6, start=0.3)]
    return plate([outline, *inner], thickness, material, at=at, bevel=module * 0.14)


def gears() -> None:
    """Three gears in mesh, steel, brass and blackened, on the dark table."""
    on_night(ember=0.8)
    gear(40, 0.06, 0.3, lathed(), at=(0, 0, 0.15))
    gear(20, 0.06, 0.3, plain(BRASS, metallic=1, roughness=0.24, anisotropy=0.7), at=(1.8, 0, 0.15), phase=0.5)
    gear(14, 0.06, 0.44, lathed(DARK_STEEL, roughness=0.3), at=(-0.94, -1.315, 0.22), phase=0.12, bore=0.3, holes=0)
    for x, y, radius, height in ((0, 0, 0.262, 0.75), (1.8, 0, 0.13, 0.55), (-0.94, -1.315, 0.125, 0.6)):
        turned(
            [(0, 0), (radius, 0), (radius, height - 0.03), (radius - 0.03, height), (0, height)], metal(), at=(x, y, 0)
        )
    window((0.5, 1.5, 6.5), size=3.5, power=170)
    look((-1.3, -5.4, 3.7), (0.42, -0.2, 0.1), lens=52, stop=4.0, sharp_at=(0.2, -0.9, 0.3))


def shaft() -> None:
    """A stepped shaft with thread and shoulder, bright from the lathe, on paper."""
    on_paper()
    steps: list[Point] = [(0, -2.1), (0.2, -2.1), (0.24, -2.06)]
    thread_start, crests = -2.02, 22
    for i in range(crests):
        z = thread_start + i * 0.03
        steps += [(0.205, z), (0.245, z + 0.015)]
    steps += [
        (0.2, -1.33),
        (0.2, -1.28),
        (0.33, -1.28),
        (0.35, -1.26),
        (0.35, -0.62),
        (0.345, -0.6),
        (0.34, -0.58),
        (0.5, -0.58),
    ]
    steps += [
        (0.52, -0.56),
        (0.52, -0.22),
        (0.5, -0.2),
        (0.42, -0.2),
        (0.42, 0.75),
        (0.4, 0.77),
        (0.33, 0.77),
        (0.33, 1.42),
    ]
    steps += [(0.31, 1.44), (0.24, 1.44), (0.24, 2.06), (0.21, 2.1), (0, 2.1)]
    made = turned(steps, lathed(roughness=0.24), at=(0, 0, 0.52), sides=256)
    stand(made, 0, 90, 14)
    for x in (-1.6, 1.7):
        side = math.radians(14)
        vee = plate(
            [[(-0.34, 0), (0.34, 0), (0.34, 0.42), (0.24, 0.42), (0, 0.18), (-0.24, 0.42), (-0.34, 0.42)]],
            0.3,
            lathed(DARK_STEEL),
        )
        vee.location = (x * math.cos(side) * 0.62, x * math.sin(side) * 0.62, 0)
        stand(vee, 90, 0, 14 + 90)
    look((0.6, -6.4, 3.1), (0, 0.05, 0.36), lens=49, stop=5.6, sharp_at=(0.1, -0.3, 0.6))


def caliper_at(slide: float, *, at: Place = ORIGIN, steel: bpy.types.Material | None = None) -> list[bpy.types.Object]:
    """Build a vernier caliper lying flat along x, its jaws `slide` apart; give its parts."""
    steel = steel or brushed(roughness=0.26)
    dark = plain("#10161f", roughness=0.6)
    x0, y0, z0 = at
    parts: list[bpy.types.Object] = []
    fixed = [
        (-0.42, 0.16),
        (-0.42, -0.2),
        (-0.3, -0.95),
        (-0.16, -1.12),
        (0.0, -1.15),
        (0.0, -0.16),
        (3.9, -0.16),
        (3.9, 0.16),
    ]
    fixed += [(0.0, 0.16), (0.0, 0.62), (-0.06, 0.62), (-0.22, 0.3)]
    parts.append(plate([fixed], 0.09, steel, at=(x0, y0, z0 + 0.06), bevel=0.012))
    x = x0 + slide
    jaw = [
        (0.0, -1.15),
        (0.16, -1.12),
        (0.3, -0.95),
        (0.42, -0.3),
        (1.25, -0.3),
        (1.25, 0.24),
        (0.22, 0.24),
        (0.06, 0.62),
        (0.0, 0.62),
        (0.0, 0.24),
    ]
    cut = [(0.12, 0.1), (1.1, 0.1), (1.1, -0.1), (0.12, -0.1)]
    parts.append(plate([jaw, cut], 0.15, steel, at=(x, y0, z0 + 0.075), bevel=0.014))
    parts.append(
        stand(
            turned(
                [(0, 0), (0.09, 0), (0.1, 0.02), (0.1, 0.1), (0.09, 0.12), (0, 0.12)],
                lathed(DARK_STEEL),
                at=(x + 0.75, y0 + 0.24, z0 + 0.08),
            ),
            -90,
        )
    )
    for i in range(121):
        length = 0.11 if i % 10 == 0 else 0.085 if i % 5 == 0 else 0.06
        place = x0 + i * 0.03
        if place < x + 0.1 or place > x + 1.12:
            parts.append(block((0.006, length, 0.004), dark, at=(place, y0 - 0.15 + length / 2, z0 + 0.106), bevel=0))
        if i % 10 == 0 and (place < x - 0.05 or place > x + 1.3):
            parts.append(lettering(str(i // 10), 0.095, SANS, dark, depth=0.004, at=(place, y0 + 0.03, z0 + 0.107)))
    for i in range(21):
        length = 0.1 if i % 5 == 0 else 0.06
        parts.append(
            block((0.006, length, 0.004), dark, at=(x + 0.16 + i * 0.0435, y0 - 0.1 - length / 2, z0 + 0.151), bevel=0)
        )
    return parts


def caliper() -> None:
    """A vernier caliper that measures a small gear, on paper."""
    on_paper()
    caliper_at(0.935)
    gear(
        29,
        0.03,
        0.2,
        plain(BRASS, metallic=1, roughness=0.24, anisotropy=0.7),
        at=(0.467, -0.72, 0.1),
        holes=5,
        phase=0.25,
    )
    look((0.1, -4.2, 3.7), (1.12, -0.22, 0), lens=50, stop=4.5, sharp_at=(0.9, -0.5, 0.15))


def bearing_at(radius: float, width: float, balls: int, *, at: Place = ORIGIN) -> list[bpy.types.Object]:
    """Build a ball bearing lying flat; give its parts."""
    steel, bright = lathed(roughness=0.2), metal(roughness=0.06)
    x, y, z = at
    middle = radius * 0.72
    size = radius * 0.135
    half = width / 2
    groove = [
        (math.cos(t) * size * 1.02, math.sin(t) * size * 1.02) for t in (math.radians(a) for a in range(-60, 61, 10))
    ]
    outer = [
        (middle + size * 0.56, -half),
        (radius - 0.03, -half),
        (radius, -half + 0.03),
        (radius, half - 0.03),
        (radius - 0.03, half),
        (middle + size * 0.56, half),
    ]
    outer += [(middle + gx, gz) for gx, gz in reversed(groove)] + [outer[0]]
    bore = radius * 0.46
    inner = [
        (middle - size * 0.56, half),
        (bore + 0.03, half),
        (bore, half - 0.03),
        (bore, -half + 0.03),
        (bore + 0.03, -half),
        (middle - size * 0.56, -half),
    ]
    inner += [(middle - gx, gz) for gx, gz in groove] + [inner[0]]
    parts = [turned(ring, steel, at=(x, y, z + half), sides=256) for ring in (outer, inner)]
    parts += [ball(size, bright, at=(x + bx, y + by, z + half)) for bx, by, _ in ring_of(balls, middle)]
    cage: list[Place] = []
    for i in range(balls * 24):
        turn = 2 * math.pi * i / (balls * 24)
        swing = abs(math.cos(turn * balls / 2)) ** 0.5
        cage.append((middle * math.cos(turn), middle * math.sin(turn), size * 1.08 * swing))
    for side in (1, -1):
        hoop = wire(cage, size * 0.13, plain(BRASS, metallic=1, roughness=0.28), closed=True, at=(x, y, z + half))
        hoop.scale.z = side
        parts.append(hoop)
    return parts


def bearing() -> None:
    """Ball bearings, one lying, one standing behind, on the dark table."""
    on_night(ember=0.8)
    bearing_at(1.3, 0.62, 11, at=(-0.25, -0.1, 0))
    frame = bpy.data.objects.new("frame", None)
    bpy.context.scene.collection.objects.link(frame)
    for part in bearing_at(0.78, 0.4, 10):
        part.parent = frame
    frame.location = (1.72, 1.0, 0.78)
    stand(frame, 90, 0, 30)
    for x, y in ((1.25, -1.15), (1.55, -0.82), (1.02, -1.5)):
        ball(0.155, metal(roughness=0.05), at=(x, y, 0.155))
    window((0.5, 1.5, 6.0), size=3.0, power=150)
    look((-0.6, -5.2, 4.0), (0.42, 0.12, 0.3), lens=48, stop=4.0, sharp_at=(-0.1, -0.9, 0.6))


def spring_at(
    radius: float, gauge: float, turns: float, pitch: float, material: bpy.types.Material, at: Place
) -> bpy.types.Object:
    """Wind a compression spring whose end coils lie close."""
    path: list[Place] = []
    z, steps = gauge, 64
    for i in range(int(turns * steps) + 1):
        from_end = min(i, int(turns * steps) - i) / steps
        path.append((radius * math.cos(2 * math.pi * i / steps), radius * math.sin(2 * math.pi * i / steps), z))
        z += (gauge * 2.02 + (pitch - gauge * 2.02) * min(1.0, max(0.0, from_end - 0.75) / 0.8)) / steps
    return wire(path, gauge, material, at=at)


def springs() -> None:
    """Springs of four gauges, tempered from straw to blue, on paper."""
    on_paper()
    spring_at(0.55, 0.085, 7.5, 0.33, tempered(-0.2, 2.4, axis="z", roughness=0.16), (-1.25, 0.25, 0))
    spring_at(0.36, 0.05, 11, 0.19, metal(roughness=0.14), (0.1, -0.25, 0))
    spring_at(0.42, 0.1, 6, 0.3, tempered(2.4, -0.6, axis="z", roughness=0.16), (1.3, 0.35, 0))
    lying = spring_at(0.2, 0.035, 16, 0.115, tempered(0.3, 2.1, axis="z", roughness=0.16), (-0.9, -1.05, 0.235))
    stand(lying, 0, 90, -9)
    look((0.35, -6.6, 3.5), (0.02, -0.05, 0.98), lens=49, stop=5.6, sharp_at=(0, -0.5, 0.8))


def cutter() -> None:
    """An end mill among the chips it has cut, blue and straw from the heat."""
    on_night(ember=1.1)
    mill = fluted(0.36, 1.75, 4, 0.62, materials.metal("#d7d3c4", roughness=0.17))
    mill.location = (0, 0, 0.04)
    turned([(0.36, 1.79), (0.36, 2.0), (0.4, 2.05), (0.4, 3.6), (0, 3.6)], lathed(roughness=0.2))
    places: list[tuple[float, float, float, float]] = [
        (-1.25, -0.35, 0.5, 5),
        (-0.75, -0.85, 0.3, 4),
        (0.85, -0.6, 0.34, 6),
        (1.45, 0.1, 0.46, 4),
        (-0.5, 0.95, 0.4, 5),
    ]
    places += [(1.05, 0.95, 0.3, 4), (0.15, -1.1, 0.26, 3.5), (-1.7, 0.55, 0.34, 4), (1.95, -0.75, 0.28, 5)]
    for index, (x, y, width, turns) in enumerate(places):
        heat = tempered(-0.3 - 0.2 * (index % 3), 0.9 + 0.35 * (index % 4), axis="z", roughness=0.16)
        curl = chip(0.11 + 0.02 * (index % 3), turns, width * 0.62, heat, at=(x, y, 0.2))
        stand(curl, 62 + 17 * (index % 4), 12 * (index % 3), 47 * index)
    window((0.5, 0.5, 6.0), size=3.0, power=140)
    look((-0.4, -5.6, 2.9), (0.12, 0, 0.72), lens=50, stop=4.0, sharp_at=(0, -0.4, 0.8))


def gear_pair(turn: float) -> None:
    """Two gears in mesh, both turned on by `turn` teeth: one picture of a film."""
    on_night(ember=0.6)
    wheel = gear(24, 0.09, 0.26, lathed(), at=(-0.62, 0, 0.13), bore=0.24)
    brass = plain(BRASS, metallic=1, roughness=0.24, anisotropy=0.7)
    pinion = gear(16, 0.09, 0.26, brass, at=(1.18, 0, 0.13), phase=0.5, holes=4)
    wheel.rotation_euler.z = 2 * math.pi * turn / 24
    pinion.rotation_euler.z = -2 * math.pi * turn / 16
    for x, radius in ((-0.62, 0.258), (1.18, 0.157)):
        top = radius - 0.03
        turned([(0, 0), (radius, 0), (radius, 0.42), (top, 0.45), (0, 0.45)], metal(BRONZE), at=(x, 0, 0))
    window((0.5, 1.5, 6.5), size=3.5, power=110)
    look((-0.3, -4.6, 4.6), (0.17, -0.04, 0.1), lens=52)
