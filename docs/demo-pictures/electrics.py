"""Current and light: a wound stator, a circuit board, fibres, fins in coolant."""

from __future__ import annotations

import math

import materials
from chance import seeded
from materials import ALUMINIUM, COPPER, DARK_STEEL, GOLD, light, metal, plain
from palette import HOT, ICE
from solids import Place, Point, ball, block, circle, plate, ring_of, turned
from studio import in_the_dark, look, on_night, on_paper, window
from surfaces import bundle


def stator() -> None:
    """The wound stator of a motor: laminations, twelve teeth, copper."""
    on_night(ember=0.8)
    teeth, outer, yoke, bore, height = 12, 1.5, 1.22, 0.62, 0.8
    outline: list[Point] = []
    for i in range(teeth):
        middle = 2 * math.pi * i / teeth
        for share, radius in (
            (-0.5, yoke),
            (-0.17, yoke),
            (-0.2, bore + 0.14),
            (-0.42, bore + 0.08),
            (-0.42, bore),
            (0.0, bore),
            (0.42, bore),
            (0.42, bore + 0.08),
            (0.2, bore + 0.14),
            (0.17, yoke),
        ):
            # The tooth keeps its breadth, so its angle grows as the radius shrinks.
            spread = share if abs(share) > 0.3 or share == 0 else share * yoke / radius
            turn = middle + spread * 2 * math.pi / teeth
            outline.append((radius * math.cos(turn), radius * math.sin(turn)))
    sheet = metal(DARK_STEEL, roughness=0.3)
    layers = 20
    for i in range(layers):
        plate(
            [circle(outer, steps=240), outline],
            height / layers,
            sheet,
            at=(0, 0, height * (i + 0.5) / layers + 0.2),
            bevel=0.006,
        )
    copper = metal(COPPER, roughness=0.17)
    for x, y, turn in ring_of(teeth, 0.0):
        coils = []
        for layer in range(3):
            for winding in range(9):
                radius = 0.83 + winding * 0.042
                wide, tall = 0.105 + layer * 0.036, height / 2 + 0.06 + layer * 0.036
                loop: list[Place] = []
                for k in range(41):
                    angle = 2 * math.pi * k / 40
                    side = math.copysign(abs(math.cos(angle)) ** 0.5, math.cos(angle)) * wide
                    rise = math.copysign(abs(math.sin(angle)) ** 0.5, math.sin(angle)) * tall
                    away = radius + 0.042 * k / 40
                    loop.append(
                        (
                            away * math.cos(turn) - side * math.sin(turn),
                            away * math.sin(turn) + side * math.cos(turn),
                            0.6 + rise,
                        )
                    )
                coils.append(loop)
        bundle(coils, 0.0185, copper, at=(x, y, 0), round_steps=2)
    turned([(1.46, 0.0), (1.58, 0.0), (1.58, 0.2), (1.46, 0.2)], metal(roughness=0.2), sides=240)
    window((0.5, 1.5, 6.0), size=3.0, power=170)
    look((-0.9, -4.7, 4.4), (0.06, -0.02, 0.44), lens=46, stop=4.5, sharp_at=(0, -0.9, 1.0))


def board() -> None:
    """A circuit board, close: traces, vias, a bare chip, some of the lines alive."""
    on_night(ember=0.6, film="Filmic")
    block((9, 7, 0.1), plain("#0c2746", roughness=0.32, coat=0.5), at=(0, 0, 0.0), bevel=0)
    gold = plain(GOLD, metallic=1.0, roughness=0.24)
    black = plain("#12161c", roughness=0.35)
    live = light("#ff5a0a", 4.0)
    size, pins = 1.15, 14
    block((size * 2, size * 2, 0.24), black, at=(0, 0, 0.21), bevel=0.02)
    block((0.95, 0.95, 0.02), plain("#8296c4", metallic=0.95, roughness=0.16), at=(0, 0, 0.335), bevel=0.006)
    ball(0.035, plain("#2a3038"), at=(-0.95, -0.95, 0.31))
    chance = seeded(23)
    cold: list[list[Place]] = []
    hot: list[list[Place]] = []
    ends: list[Point] = []
    for side in range(4):
        turn = math.pi / 2 * side
        for i in range(pins):
            offset = (i - (pins - 1) / 2) * 0.148
            first, bend, shift = size + 0.36 + 0.09 * abs(i - (pins - 1) / 2) * 0.9, 0.34 * (offset), 0.0
            length = 1.4 + chance.random() * 1.9
            raw = [
                (size - 0.02, offset),
                (size + 0.26, offset),
                (first, offset),
                (first + abs(bend), offset + bend + shift),
                (first + length, offset + bend + shift),
            ]
            if chance.random() < 0.4:
                far, step = first + length, chance.choice((-0.22, 0.22))
                raw += [(far + abs(step), offset + bend + step), (far + 1.2, offset + bend + step)]
            path = [
                (x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn), 0.052)
                for x, y in raw
            ]
            (hot if i in (3, 9) and side in (0, 3) else cold).append(path[1:])
            ends.append(path[-1][:2])
            pin_x, pin_y = (
                (size + 0.1) * math.cos(turn) - offset * math.sin(turn),
                (size + 0.1) * math.sin(turn) + offset * math.cos(turn),
            )
            block((0.24, 0.075, 0.05), gold, at=(pin_x, pin_y, 0.09), bevel=0.01, turn=turn)
    bundle(cold, 0.022, gold, round_steps=2)
    bundle(hot, 0.024, live, round_steps=2)
    for x, y in ends:
        turned([(0.035, 0.05), (0.07, 0.05), (0.07, 0.07), (0.035, 0.07)], gold, at=(x, y, 0), sides=32)
    tan, tin = plain("#b08a5a", roughness=0.45), metal(roughness=0.3)
    for x, y, turn in (
        (-2.1, 1.75, 0),
        (-1.75, 1.75, 0),
        (1.9, -1.75, 90),
        (2.2, -1.75, 90),
        (2.5, -1.75, 90),
        (-2.2, -1.9, 0),
        (2.1, 1.95, 0),
        (2.5, 1.95, 0),
        (-1.85, -1.9, 0),
    ):
        block((0.16, 0.3, 0.16), tan if x < 0 else black, at=(x, y, 0.13), bevel=0.015, turn=math.radians(turn))
        for end in (-1, 1):
            rad = math.radians(turn)
            block(
                (0.17, 0.07, 0.17),
                tin,
                at=(x - end * 0.16 * math.sin(rad), y + end * 0.16 * math.cos(rad), 0.13),
                bevel=0.015,
                turn=rad,
            )
    for x, y in ((-2.75, 0.9), (-2.75, 0.2), (2.95, 0.75)):
        turned(
            [(0, 0.05), (0.25, 0.05), (0.25, 0.62), (0.22, 0.66), (0.18, 0.66), (0, 0.66)],
            metal(ALUMINIUM, roughness=0.2),
            at=(x, y, 0),
        )
    window((0.5, 3.5, 5.0), size=3.0, power=150)
    look((-2.3, -4.2, 3.0), (0.12, -0.05, 0.1), lens=50, stop=2.8, sharp_at=(-0.4, -0.8, 0.3))


def fibres() -> None:
    """A sheaf of glass fibres, light at every tip."""
    in_the_dark(sky=1.6, film="Filmic")
    chance = seeded(41)
    groups: list[list[list[Place]]] = [[], [], []]
    tips: list[tuple[Place, int]] = []
    for i in range(230):
        turn, spread = i * 2.399963, math.sqrt((i + 0.5) / 230)
        reach, height = (
            1.7 * spread + chance.uniform(-0.05, 0.05),
            1.95 - 0.85 * spread**2 + chance.uniform(-0.14, 0.14),
        )
        path: list[Place] = []
        for k in range(29):
            t = k / 28
            away = 0.14 * spread * (1 - t) + reach * (0.25 * t**1.5 + 0.75 * t**3)
            path.append(
                (
                    away * math.cos(turn + 0.5 * t),
                    away * math.sin(turn + 0.5 * t),
                    -0.6 + (height + 0.6) * (1.28 * t - 0.28 * t**2.5),
                )
            )
        group = 2 if i % 9 == 4 else i % 2
        groups[group].append(path)
        tips.append((path[-1], group))
    colours = (ICE, "#3f7fd0", HOT)
    for group, colour in enumerate(colours):
        strand = materials.glowing(
            [(0.0, "#000000"), (0.25, "#000000"), (1.0, colour)],
            -0.3,
            2.2,
            axis="z",
            strength=0.85,
            skin="#0d1a2a",
            metallic=0.5,
        )
        bundle(groups[group], 0.0075, strand, round_steps=2)
        lamp = light(colour, 9.0)
        for place, tip_group in tips:
            if tip_group == group:
                ball(0.021, lamp, at=place)
    turned(
        [(0.0, -3.0), (0.26, -3.0), (0.26, 0.1), (0.22, 0.14), (0.16, 0.14), (0.16, 0.05), (0, 0.05)],
        metal("#8d949c", roughness=0.2),
    )
    window((-4, -3, 5), size=2.5, power=260)
    look((0.4, -5.6, 2.6), (0.03, 0, 0.78), lens=46, stop=2.4, sharp_at=(0, -0.7, 1.6))


def coolant() -> None:
    """Metal fins under a clear liquid, bubbles rising."""
    on_paper()
    fins = materials.along_axis(
        [(0.0, "#7fb2d6"), (0.4, "#b9c9d8"), (1.0, "#e4e7ea")], -0.6, 0.6, axis="z", roughness=0.22, metallic=1.0
    )
    liquid = materials.glass("#d3ecf7", ior=1.28)
    block((2.3, 1.5, 0.16), fins, at=(0, 0, 0.33), bevel=0.015)
    for i in range(15):
        block((0.055, 1.5, 0.95), fins, at=(-1.08 + i * 0.1543, 0, 0.85), bevel=0.008)
    block((3.0, 2.2, 1.75), liquid, at=(0, 0, 0.925), bevel=0.06)
    chance = seeded(9)
    air = materials.glass("#ffffff", ior=0.78)
    for _ in range(85):
        lane = chance.randrange(16)
        x, y = -1.16 + lane * 0.1543, -0.78 - chance.random() * 0.22
        ball(
            chance.uniform(0.014, 0.042),
            air,
            at=(x + chance.uniform(-0.03, 0.03), y, 0.3 + 1.4 * chance.random() ** 0.8),
        )
    look((-2.6, -5.0, 2.8), (0.03, 0.0, 0.8), lens=46)
