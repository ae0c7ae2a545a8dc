"""Solids as a workshop makes them: turned, cut from plate, sawn from bar, drawn to wire.

Lengths are in the scene's units, one unit about a hand's breadth. Every maker
puts its object into the scene and gives it back, for a material, a place and a turn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import bpy
from mathutils import Vector

Point = tuple[float, float]
Place = tuple[float, float, float]
Path3 = Sequence[Sequence[float]]

ORIGIN: Place = (0.0, 0.0, 0.0)
_SMOOTH_UP_TO = math.radians(32)


def turned(
    profile: Sequence[Point], material: bpy.types.Material, *, at: Place = ORIGIN, sides: int = 160
) -> bpy.types.Object:
    """Turn a profile of (radius, height) round the upright axis; a closed profile makes a ring."""
    count = len(profile)
    vertices = [
        (radius * math.cos(turn), radius * math.sin(turn), height)
        for turn in (2 * math.pi * side / sides for side in range(sides))
        for radius, height in profile
    ]
    faces = [
        (side * count + i, (side + 1) % sides * count + i, (side + 1) % sides * count + i + 1, side * count + i + 1)
        for side in range(sides)
        for i in range(count - 1)
    ]
    return solid(vertices, faces, material, at=at)


def solid(
    vertices: Sequence[Sequence[float]],
    faces: Sequence[Sequence[int]],
    material: bpy.types.Material,
    *,
    at: Place = ORIGIN,
    bevel: float = 0.0,
    smooth_up_to: float = _SMOOTH_UP_TO,
) -> bpy.types.Object:
    """Make a solid of vertices and faces; edges blunter than `smooth_up_to` (radians) are shaded round."""
    mesh = bpy.data.meshes.new("solid")
    mesh.from_pydata([tuple(vertex) for vertex in vertices], [], [tuple(face) for face in faces])
    mesh.validate()
    _shade(mesh, smooth_up_to)
    return _placed(mesh, material, at, bevel)


def block(
    size: Place, material: bpy.types.Material, *, at: Place = ORIGIN, bevel: float = 0.01, turn: float = 0.0
) -> bpy.types.Object:
    """Saw a block of `size`, its middle at `at`, its edges broken by `bevel`, turned round the upright axis."""
    x, y, z = (length / 2 for length in size)
    vertices = [(sx * x, sy * y, sz * z) for sx in (-1, 1) for sy in (-1, 1) for sz in (-1, 1)]
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    made = solid(vertices, faces, material, at=at, bevel=bevel)
    made.rotation_euler.z = turn
    return made


def plate(
    outlines: Iterable[Sequence[Point]],
    thickness: float,
    material: bpy.types.Material,
    *,
    at: Place = ORIGIN,
    bevel: float = 0.01,
) -> bpy.types.Object:
    """Cut a plate along outlines, the inner ones being holes; its middle plane lies at `at`."""
    curve = bpy.data.curves.new("plate", "CURVE")
    curve.dimensions = "2D"
    curve.fill_mode = "BOTH"
    curve.extrude = max(thickness / 2 - bevel, 1e-4)
    curve.bevel_depth = bevel
    curve.bevel_resolution = 2
    curve.offset = -bevel
    for outline in outlines:
        spline = curve.splines.new("POLY")
        spline.points.add(len(outline) - 1)
        for point, (x, y) in zip(spline.points, outline, strict=True):
            point.co = (x, y, 0, 1)
        spline.use_cyclic_u = True
    return _placed(_meshed(curve), material, at, 0.0)


def wire(
    path: Path3,
    radius: float,
    material: bpy.types.Material,
    *,
    closed: bool = False,
    radii: Sequence[float] | None = None,
    at: Place = ORIGIN,
    round_steps: int = 6,
) -> bpy.types.Object:
    """Draw a wire along a path; `radii` scale the radius from point to point."""
    curve = bpy.data.curves.new("wire", "CURVE")
    curve.dimensions = "3D"
    curve.bevel_depth = radius
    curve.bevel_resolution = round_steps
    curve.use_fill_caps = True
    spline = curve.splines.new("POLY")
    spline.points.add(len(path) - 1)
    for index, (point, place) in enumerate(zip(spline.points, path, strict=True)):
        point.co = (*place, 1)
        point.radius = radii[index] if radii is not None else 1.0
    spline.use_cyclic_u = closed
    return _placed(_meshed(curve), material, at, 0.0)


def rod(start: Place, end: Place, radius: float, material: bpy.types.Material) -> bpy.types.Object:
    """Lay a round rod between two places."""
    return wire([start, end], radius, material)


def ball(radius: float, material: bpy.types.Material, *, at: Place = ORIGIN) -> bpy.types.Object:
    """Grind a ball."""
    steps = 48
    profile = [
        (radius * math.sin(math.pi * i / steps), -radius * math.cos(math.pi * i / steps)) for i in range(steps + 1)
    ]
    return turned(profile, material, at=at, sides=96)


def lettering(
    text: str, size: float, font: str, material: bpy.types.Material, *, depth: float = 0.01, at: Place = ORIGIN
) -> bpy.types.Object:
    """Cut letters from plate, their middle at `at`, lying flat."""
    curve = bpy.data.curves.new("lettering", "FONT")
    curve.body = text
    curve.size = size
    curve.font = bpy.data.fonts.load(font, check_existing=True)
    curve.align_x = "CENTER"
    curve.align_y = "CENTER"
    curve.extrude = depth / 2
    return _placed(_meshed(curve), material, at, 0.0)


def ring_of(count: int, radius: float, *, start: float = 0.0) -> list[tuple[float, float, float]]:
    """Give `count` places (x, y, angle) evenly round a circle."""
    turns = (start + 2 * math.pi * i / count for i in range(count))
    return [(radius * math.cos(turn), radius * math.sin(turn), turn) for turn in turns]


def circle(radius: float, *, middle: Point = (0.0, 0.0), steps: int = 96) -> list[Point]:
    """Give a circle as an outline."""
    return [(middle[0] + x, middle[1] + y) for x, y, _ in ring_of(steps, radius)]


def aim(thing: bpy.types.Object, target: Place) -> None:
    """Turn a camera or a lamp towards `target`."""
    thing.rotation_euler = (Vector(target) - thing.location).to_track_quat("-Z", "Y").to_euler()


def stand(thing: bpy.types.Object, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> bpy.types.Object:
    """Turn a thing by degrees about the three axes."""
    thing.rotation_euler = (math.radians(x), math.radians(y), math.radians(z))
    return thing


def _meshed(curve: bpy.types.Curve) -> bpy.types.Mesh:
    drawn = bpy.data.objects.new("drawn", curve)
    bpy.context.scene.collection.objects.link(drawn)
    graph = bpy.context.evaluated_depsgraph_get()
    mesh = bpy.data.meshes.new_from_object(drawn.evaluated_get(graph))
    bpy.data.objects.remove(drawn)
    _shade(mesh, _SMOOTH_UP_TO)
    return mesh


def _shade(mesh: bpy.types.Mesh, smooth_up_to: float) -> None:
    mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
    mesh.set_sharp_from_angle(angle=smooth_up_to)


def _placed(mesh: bpy.types.Mesh, material: bpy.types.Material, at: Place, bevel: float) -> bpy.types.Object:
    mesh.materials.clear()
    mesh.materials.append(material)
    made = bpy.data.objects.new("solid", mesh)
    made.location = at
    if bevel:
        modifier = made.modifiers.new("bevel", "BEVEL")
        modifier.width = bevel
        modifier.segments = 3
        modifier.limit_method = "ANGLE"
        modifier.harden_normals = True
    bpy.context.scene.collection.objects.link(made)
    return made
