"""The Flame of Innovation as the report describes it: a stone, cities on the stone, a fire above, names on the fire.

What it looked like is not known; this is a drawing of the description, in folded metal.
"""

from __future__ import annotations

import math

import bpy
import materials
from chance import seeded
from machining import SANS
from materials import ALUMINIUM, light, metal, plain
from mathutils import Vector
from solids import block, lettering, solid
from studio import ember, look, on_night, window
from surfaces import lofted

NAMES = ("万亚勇", "姚红飞", "施文美")
_FOOT, _TIP = 1.12, 4.35
# Bare gold at the foot, and up to the tip the colours that heat leaves in metal.
_SHEEN = [
    (0.0, "#ffd37a"),
    (0.25, "#f0a23c"),
    (0.45, "#d86a2c"),
    (0.62, "#a63c3c"),
    (0.78, "#6a3f96"),
    (0.9, "#3f63bc"),
    (1.0, "#79b4dc"),
]


class Sheet:
    """One folded sheet of the fire: a surface over (along, across), 0 to 1 and -1 to 1."""

    def __init__(self, turn: float, height: float, width: float, belly: float, twist: float, fold: float) -> None:
        self.turn, self.height, self.width = turn, height, width
        self.belly, self.twist, self.fold = belly, twist, fold

    def at(self, along: float, across: float) -> Vector:
        """Give the place of a point of the sheet."""
        angle = self.turn + self.twist * along**1.3
        away = 0.14 + self.belly * math.sin(math.pi * along**0.62) + 0.06 * along
        half = self.width * math.sin(math.pi * (0.1 + 0.9 * along) ** 0.8) ** 0.85
        outward = Vector((math.cos(angle), math.sin(angle), 0))
        sideways = Vector((-math.sin(angle), math.cos(angle), 0))
        z = _FOOT + self.height * along
        return (
            outward * (away - self.fold * half * abs(across) + 0.12 * along**3)
            + sideways * half * across
            + Vector((0, 0, z))
        )

    def made(self, material: bpy.types.Material) -> None:
        """Put the sheet into the scene."""
        rows, columns = 90, 12
        vertices = [
            self.at(row / rows, column / columns * 2 - 1) for row in range(rows + 1) for column in range(columns + 1)
        ]
        across = columns + 1
        faces = [
            (r * across + c, r * across + c + 1, (r + 1) * across + c + 1, (r + 1) * across + c)
            for r in range(rows)
            for c in range(columns)
        ]
        made = solid(vertices, faces, material, smooth_up_to=math.radians(24))
        thick = made.modifiers.new("thick", "SOLIDIFY")
        thick.thickness, thick.offset = 0.022, -1.0

    def engraved(self, text: str, size: float, along: float, across: float, material: bpy.types.Material) -> None:
        """Lay letters on the sheet, one below the other, the first at (`along`, `across`)."""
        for index, letter in enumerate(text):
            made = lettering(letter, size, SANS, material, depth=0.012)
            step = size * 0.6 / self.height
            for vertex in made.data.vertices:
                x, y, z = vertex.co
                u = along - step * index + y / self.height
                half = (self.at(u, 1) - self.at(u, 0)).length
                v = across + x / half
                place = self.at(u, v)
                normal = (self.at(u, v + 0.02) - place).cross(self.at(u + 0.01, v) - place).normalized()
                vertex.co = place + normal * (0.004 + z)


FRONT = math.radians(-106)
# Turn in degrees, height, width, belly, twist.
_OUTER = (
    (-42, 2.1, 0.3, 0.66, 0.8),
    (16, 2.75, 0.34, 0.64, 0.8),
    (74, 2.3, 0.34, 0.66, 0.8),
    (132, 2.85, 0.32, 0.62, 0.8),
    (-178, 2.2, 0.32, 0.68, 0.6),
)


def _built() -> None:
    on_night(ember=0.75, key=1.0, film="Filmic")
    rock = materials.stone("#4b5563", grain=9)
    for low, high, radius, seed in ((0.0, 0.34, 1.72, 3), (0.36, 0.66, 1.58, 4)):
        chance = seeded(seed)
        corner = [radius * (1 + chance.uniform(-0.05, 0.05)) for _ in range(10)]
        outline = [
            (r * math.cos(math.pi * 2 * i / 10), r * math.sin(math.pi * 2 * i / 10)) for i, r in enumerate(corner)
        ]
        rings = [
            [(x * f, y * f, z) for x, y in outline]
            for f, z in ((0.97, low), (1.0, low + 0.03), (1.0, high - 0.04), (0.965, high))
        ]
        lofted(rings, rock, blunt=20)
    chance = seeded(17)
    tower, lit = metal(ALUMINIUM, roughness=0.26), light("#ffb964", 3.0)
    for ring, count in ((0.62, 11), (0.84, 16), (1.06, 21), (1.27, 25)):
        for i in range(count):
            turn = 2 * math.pi * (i + chance.uniform(-0.18, 0.18)) / count
            tall = (1.35 - ring) * chance.uniform(0.5, 1.05) + chance.uniform(0.08, 0.26)
            wide, deep = chance.uniform(0.1, 0.17), chance.uniform(0.1, 0.17)
            x, y = ring * math.cos(turn), ring * math.sin(turn)
            block((wide, deep, tall), tower, at=(x, y, 0.66 + tall / 2), bevel=0.008, turn=turn)
            if chance.random() < 0.4:
                block((wide * 0.5, deep * 0.5, 0.05), tower, at=(x, y, 0.66 + tall + 0.025), bevel=0.005, turn=turn)
            for level in range(int(tall / 0.09)):
                if chance.random() < 0.3:
                    block((wide + 0.004, deep * 0.55, 0.014), lit, at=(x, y, 0.71 + level * 0.09), bevel=0, turn=turn)
    skin = materials.along_axis(_SHEEN, _FOOT, _TIP, axis="z", roughness=0.2, metallic=1.0)
    front = Sheet(FRONT, 2.6, 0.45, 0.62, 0.3, 0.35)
    front.made(skin)
    marks = plain("#1c1410", roughness=0.6)
    front.engraved(NAMES[0], 0.27, 0.6, -0.45, marks)
    front.engraved(NAMES[1], 0.27, 0.6, 0.45, marks)
    front.engraved(NAMES[2], 0.27, 0.36, -0.45, marks)
    for turn, height, width, belly, twist in _OUTER:
        Sheet(math.radians(turn), height, width, belly, twist, 0.35).made(skin)
    for turn, height in ((-60, 3.25), (60, 2.8), (180, 3.0)):
        Sheet(math.radians(turn), height, 0.24, 0.26, 0.9, 0.4).made(skin)
    core = [
        [
            (
                0.16 * math.sin(math.pi * (p * 0.9 + 0.08)) * math.cos(t),
                0.16 * math.sin(math.pi * (p * 0.9 + 0.08)) * math.sin(t),
                _FOOT - 0.1 + 2.0 * p,
            )
            for t in (2 * math.pi * k / 40 for k in range(40))
        ]
        for p in (i / 30 for i in range(31))
    ]
    lofted(core, light("#ff7a1c", 8.0))
    for z, power in ((1.25, 40), (1.9, 60), (2.7, 40)):
        ember((0, 0, z), power=power, radius=0.16)
    window((-3.2, -4.5, 4.2), size=2.4, power=200)
    window((3.4, -4.6, 3.2), size=2.4, power=150)


def flame() -> None:
    """The whole: stone, cities, fire."""
    _built()
    look((0.5, -10.4, 3.35), (0, 0, 2.08), lens=66)


def flame_names() -> None:
    """The names on the fire."""
    _built()
    look((-1.15, -4.2, 3.0), (-0.08, -0.55, 2.42), lens=54, stop=4.0, sharp_at=(-0.12, -0.65, 2.62))


def flame_cities() -> None:
    """The cities between stone and fire."""
    _built()
    look((2.7, -3.9, 2.15), (0.1, -0.2, 1.0), lens=58, stop=2.8, sharp_at=(0.35, -0.95, 0.95))


def flame_above() -> None:
    """From above: the sheets stand round their core like a flower."""
    _built()
    look((-1.2, -4.6, 8.4), (0, 0, 1.3), lens=62, stop=4.0, sharp_at=(0, -0.4, 2.6))


def flame_stone() -> None:
    """The stone at the foot."""
    _built()
    look((-3.6, -4.6, 1.15), (-0.05, 0, 0.78), lens=60, stop=4.0, sharp_at=(-0.7, -1.3, 0.5))
