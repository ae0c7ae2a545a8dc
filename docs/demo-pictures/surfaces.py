"""Freer forms: lofted through sections, ribbons, coils, rope, bundles of rods."""

from __future__ import annotations

import math
from collections.abc import Sequence

import bpy
from mathutils import Vector
from solids import ORIGIN, Path3, Place, Point, solid, wire

Ring = Sequence[Sequence[float]]


def lofted(
    rings: Sequence[Ring], material: bpy.types.Material, *, at: Place = ORIGIN, caps: bool = True, blunt: float = 40.0
) -> bpy.types.Object:
    """Stretch a skin through closed rings of equally many points; edges up to `blunt` degrees are shaded round."""
    count = len(rings[0])
    vertices = [point for ring in rings for point in ring]
    faces: list[Sequence[int]] = [
        (row * count + i, row * count + (i + 1) % count, (row + 1) * count + (i + 1) % count, (row + 1) * count + i)
        for row in range(len(rings) - 1)
        for i in range(count)
    ]
    if caps:
        faces.append(tuple(range(count))[::-1])
        faces.append(tuple(range(len(vertices) - count, len(vertices))))
    return solid(vertices, faces, material, at=at, smooth_up_to=math.radians(blunt))


def squarish(width: float, depth: float, height: float, *, power: float = 5.0, steps: int = 64) -> Ring:
    """Give a rounded rectangle at a height: the higher the power, the squarer."""

    def bent(value: float) -> float:
        return math.copysign(abs(value) ** (2 / power), value)

    turns = [2 * math.pi * i / steps for i in range(steps)]
    return [(width / 2 * bent(math.cos(t)), depth / 2 * bent(math.sin(t)), height) for t in turns]


def ribbon(
    middle: Path3, across: Path3, material: bpy.types.Material, *, thickness: float = 0.012, at: Place = ORIGIN
) -> bpy.types.Object:
    """Lay a thin band along `middle`, reaching out by plus and minus `across` at each point."""
    vertices: list[Sequence[float]] = []
    for place, reach in zip(middle, across, strict=True):
        vertices.append(Vector(place) - Vector(reach))
        vertices.append(Vector(place) + Vector(reach))
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(middle) - 1)]
    band = solid(vertices, faces, material, at=at, smooth_up_to=math.pi)
    thick = band.modifiers.new("thick", "SOLIDIFY")
    thick.thickness = thickness
    thick.offset = 0.0
    return band


def helix(
    radius: float, pitch: float, turns: float, *, steps: int = 48, radius_end: float | None = None, start: float = 0.0
) -> list[Place]:
    """Give a helix round the upright axis; its radius may change evenly to `radius_end`."""
    count = max(2, int(turns * steps))
    path: list[Place] = []
    for i in range(count + 1):
        part = i / count
        turn = start + 2 * math.pi * turns * part
        at = radius + ((radius_end if radius_end is not None else radius) - radius) * part
        path.append((at * math.cos(turn), at * math.sin(turn), pitch * turns * part))
    return path


def chip(
    radius: float, turns: float, width: float, material: bpy.types.Material, *, at: Place = ORIGIN, lead: float = 0.3
) -> bpy.types.Object:
    """Curl a chip as it comes off the tool: a band wound on a widening helix."""
    path = helix(radius, lead * width * 2, turns, steps=40, radius_end=radius * 1.7)
    across = []
    for x, y, _ in path:
        away = math.hypot(x, y)
        across.append((x / away * width * 0.18, y / away * width * 0.18, width * 0.5))
    return ribbon(path, across, material, at=at)


def rope(path: Path3, radius: float, material: bpy.types.Material, *, strands: int = 6, lay: float = 7.0) -> None:
    """Lay strands round a path, as wire rope is laid; `lay` is one turn's length in rope radii."""
    places = [Vector(place) for place in path]
    for strand in range(strands):
        wound: list[Place] = []
        length = 0.0
        for i, place in enumerate(places):
            before, after = places[max(i - 1, 0)], places[min(i + 1, len(places) - 1)]
            if i:
                length += (place - places[i - 1]).length
            along = (after - before).normalized()
            side = along.cross(Vector((0.31, 0.95, 0.05))).normalized()
            other = along.cross(side)
            turn = 2 * math.pi * (strand / strands + length / (lay * radius))
            wound.append(tuple(place + (side * math.cos(turn) + other * math.sin(turn)) * radius * 0.62))
        wire(wound, radius * 0.42, material, round_steps=3)


def bundle(
    paths: Sequence[Path3], radius: float, material: bpy.types.Material, *, at: Place = ORIGIN, round_steps: int = 4
) -> bpy.types.Object:
    """Draw many wires as one thing."""
    curve = bpy.data.curves.new("bundle", "CURVE")
    curve.dimensions = "3D"
    curve.bevel_depth = radius
    curve.bevel_resolution = round_steps
    curve.use_fill_caps = True
    for path in paths:
        spline = curve.splines.new("POLY")
        spline.points.add(len(path) - 1)
        for point, place in zip(spline.points, path, strict=True):
            point.co = (*place, 1)
        spline.use_smooth = True
    curve.materials.append(material)
    made = bpy.data.objects.new("bundle", curve)
    made.location = at
    bpy.context.scene.collection.objects.link(made)
    return made


def fluted(
    radius: float,
    length: float,
    flutes: int,
    twist: float,
    material: bpy.types.Material,
    *,
    at: Place = ORIGIN,
    depth: float = 0.38,
) -> bpy.types.Object:
    """Mill twisted flutes into a rod: an end mill or a drill; `twist` in turns over its length."""
    rings = []
    steps, sides = 120, 40 * flutes
    for row in range(steps + 1):
        part = row / steps
        ring = []
        for i in range(sides):
            turn = 2 * math.pi * i / sides
            phase = (turn * flutes / (2 * math.pi)) % 1.0
            # A land as wide as a fifth of the pitch, then the flute, which rises slowly to the next edge.
            hollow = 0.0 if phase < 0.2 else math.sin(math.pi * ((phase - 0.2) / 0.8) ** 0.6) ** 0.8
            away = radius * (1 - depth * hollow)
            ring.append((*_at(away, turn + 2 * math.pi * twist * part), length * part))
        rings.append(ring)
    return lofted(rings, material, at=at, blunt=35)


def _at(away: float, turn: float) -> Point:
    return away * math.cos(turn), away * math.sin(turn)
