"""The studio: a table, the same cold window upper left, an ember behind on the right, a camera, a renderer.

Two tables: the drawing sheet (`paper`) and the night (`night`). Whatever is
photographed stands about the origin on the plane z = 0.
"""

from __future__ import annotations

import math
from pathlib import Path

import bpy
from materials import night, paper, plain
from palette import NIGHT, linear
from solids import Place, aim, block, solid

Size = tuple[int, int]
LANDSCAPE: Size = (2400, 1600)
PORTRAIT: Size = (2000, 2500)

_EMBER = "#ff7a2a"
_WINDOW = "#dbe9ff"
_SEED = 1000


def clear() -> None:
    """Empty the studio and set up the renderer."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.seed = _SEED
    scene.cycles.use_denoising = True
    scene.cycles.denoiser = "OPENIMAGEDENOISE"
    scene.cycles.adaptive_threshold = 0.08
    scene.cycles.adaptive_min_samples = 6
    scene.cycles.max_bounces = 7
    scene.cycles.diffuse_bounces = 3
    scene.cycles.transmission_bounces = 10
    scene.cycles.caustics_refractive = False
    scene.cycles.caustics_reflective = False
    scene.cycles.sample_clamp_indirect = 6.0


def on_paper(*, exposure: float = 0.0) -> None:
    """Lay out the sheet under an even sky, with one soft window."""
    clear()
    _ground(paper())
    _sky("#39434f", "#fffaf0", 0.62)
    window((-4.6, -1.6, 5.6), size=3.6, power=760, colour="#fff6e8")
    window((5.5, 3.0, 2.5), size=2.0, power=110, colour="#ffd9b0")
    _develop(exposure + 0.35, "High Contrast")


def on_night(*, exposure: float = 0.0, ember: float = 1.0, key: float = 1.0, film: str = "AgX") -> None:
    """Lay out the dark table: a cold window, and a warm one behind that draws the edge.

    On the film `Filmic` what is hot turns yellow as it turns white, as glowing iron does.
    """
    clear()
    _ground(night())
    _sky("#040a14", "#3d67a3", 0.5)
    window((-4.2, -1.6, 5.4), size=3.2, power=620 * key)
    window((-5.0, 5.0, 3.6), size=3.6, power=330 * key, colour="#a9ccff")
    window((5.4, 4.6, 3.4), size=1.6, power=210 * ember, colour=_EMBER, target=(0.6, 0.4, 0.5))
    _develop(exposure + 0.3, "Medium High Contrast", film)


def in_the_dark(*, sky: float = 0.25, exposure: float = 0.0, film: str = "AgX") -> None:
    """Leave the studio black but for a breath of blue: what is shown brings its own light."""
    clear()
    _sky(NIGHT, NIGHT, sky)
    _develop(exposure, "Medium High Contrast", film)


def window(
    place: Place, *, size: float, power: float, colour: str = _WINDOW, target: Place = (0.0, 0.0, 0.3)
) -> bpy.types.Object:
    """Hang a square soft light of `size`, `power` watts, towards `target`."""
    lamp = bpy.data.lights.new("window", "AREA")
    lamp.size = size
    lamp.energy = power
    lamp.color = linear(colour)[:3]
    hung = bpy.data.objects.new("window", lamp)
    hung.location = place
    aim(hung, target)
    bpy.context.scene.collection.objects.link(hung)
    return hung


def ember(place: Place, *, power: float, radius: float = 0.1, colour: str = _EMBER) -> bpy.types.Object:
    """Hang a small warm lamp."""
    lamp = bpy.data.lights.new("ember", "POINT")
    lamp.energy = power
    lamp.shadow_soft_size = radius
    lamp.color = linear(colour)[:3]
    hung = bpy.data.objects.new("ember", lamp)
    hung.location = place
    bpy.context.scene.collection.objects.link(hung)
    return hung


def card(place: Place, target: Place, *, size: float, colour: str = "#ffffff") -> bpy.types.Object:
    """Stand a white card outside the frame, for metal to mirror."""
    board = block((size, size, 0.01), plain(colour, roughness=1.0), at=place, bevel=0)
    aim(board, target)
    return board


def look(
    eye: Place,
    target: Place,
    *,
    lens: float = 60.0,
    stop: float = 0.0,
    sharp_at: Place | None = None,
    shift: Place = (
        0.0,
        0.0,
        0.0,
    ),
) -> bpy.types.Object:
    """Set the camera; with a `stop` (f-number) all but `sharp_at` falls out of focus."""
    camera = bpy.data.cameras.new("camera")
    camera.lens = lens
    camera.clip_end = 500
    camera.shift_x, camera.shift_y = shift[0], shift[1]
    stood = bpy.data.objects.new("camera", camera)
    stood.location = eye
    aim(stood, target)
    if stop:
        camera.dof.use_dof = True
        camera.dof.aperture_fstop = stop
        focus = bpy.data.objects.new("focus", None)
        focus.location = sharp_at or target
        bpy.context.scene.collection.objects.link(focus)
        camera.dof.focus_object = focus
    bpy.context.scene.collection.objects.link(stood)
    bpy.context.scene.camera = stood
    return stood


def parallel(eye: Place, target: Place, *, width: float) -> bpy.types.Object:
    """Set a camera without perspective, as a drawing has none; `width` is what its longer side sees."""
    stood = look(eye, target)
    stood.data.type = "ORTHO"
    stood.data.ortho_scale = width
    return stood


def expose(path: Path, size: Size, *, samples: int = 6) -> None:
    """Render what the camera sees to a PNG file of 8 bits, four fifths of `size`: developing enlarges it."""
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = size
    scene.render.resolution_percentage = 80
    scene.cycles.samples = samples
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGB"
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)


def _ground(material: bpy.types.Material) -> None:
    """Lay the table and let it sweep up behind, for the camera alone: no horizon, and metal still mirrors the sky."""
    block((400.0, 400.0, 0.2), material, at=(0.0, 0.0, -0.1), bevel=0)
    radius, start = 12.0, 7.0
    turns = [math.pi / 2 * i / 48 for i in range(49)]
    rise = [(start + radius * math.sin(t), 0.002 + radius * (1 - math.cos(t))) for t in turns] + [
        (start + radius, 90.0)
    ]
    vertices = [(x, y, z) for y, z in rise for x in (-200.0, 200.0)]
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(rise) - 1)]
    sweep = solid(vertices, faces, material, smooth_up_to=math.pi)
    sweep.visible_diffuse = sweep.visible_glossy = sweep.visible_transmission = sweep.visible_shadow = False


def _sky(horizon: str, top: str, strength: float) -> None:
    """Arch a sky over the table, darker towards the horizon: without it metal has nothing to mirror."""
    world = bpy.data.worlds.new("sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    nodes, links = world.node_tree.nodes, world.node_tree.links
    way = nodes.new("ShaderNodeTexCoord")
    parts = nodes.new("ShaderNodeSeparateXYZ")
    links.new(way.outputs["Generated"], parts.inputs[0])
    colours = nodes.new("ShaderNodeValToRGB")
    colours.color_ramp.elements[0].color = linear(horizon)
    colours.color_ramp.elements[1].color = linear(top)
    colours.color_ramp.elements[1].position = 0.75
    links.new(parts.outputs["Z"], colours.inputs[0])
    background = nodes["Background"]
    links.new(colours.outputs[0], background.inputs["Color"])
    background.inputs["Strength"].default_value = strength


def _develop(exposure: float, contrast: str, film: str = "AgX") -> None:
    settings = bpy.context.scene.view_settings
    settings.view_transform = film
    settings.exposure = exposure
    settings.look = f"AgX - {contrast}" if film == "AgX" else contrast
