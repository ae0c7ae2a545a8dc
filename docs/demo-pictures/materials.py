"""What things are made of: metals bright, brushed and tempered, hot iron, lacquer, glass, wood, clay, paper."""

from __future__ import annotations

from collections.abc import Sequence

import bpy
from palette import INK, PAPER, TEMPER_ON_STEEL, linear

STEEL = "#c9ced4"
DARK_STEEL = "#4a5058"
ALUMINIUM = "#e3e5e8"
COPPER = "#e2925f"
BRASS = "#dcb25e"
BRONZE = "#a9784a"
GOLD = "#eac068"

Ramp = Sequence[tuple[float, str]]


def plain(
    colour: str, *, roughness: float = 0.5, metallic: float = 0.0, coat: float = 0.0, anisotropy: float = 0.0
) -> bpy.types.Material:
    """Give a material of one colour; `coat` lays clear lacquer over it, `anisotropy` is for what a lathe turned."""
    material, shader = _new()
    shader.inputs["Base Color"].default_value = linear(colour)
    shader.inputs["Roughness"].default_value = roughness
    shader.inputs["Metallic"].default_value = metallic
    shader.inputs["Coat Weight"].default_value = coat
    shader.inputs["Coat Roughness"].default_value = 0.04
    if anisotropy:
        shader.inputs["Anisotropic"].default_value = anisotropy
        tangent = material.node_tree.nodes.new("ShaderNodeTangent")
        tangent.direction_type = "RADIAL"
        tangent.axis = "Z"
        material.node_tree.links.new(tangent.outputs["Tangent"], shader.inputs["Tangent"])
    return material


def metal(colour: str = STEEL, *, roughness: float = 0.22) -> bpy.types.Material:
    """Give bright metal with the faint unevenness that every hand leaves."""
    material = plain(colour, roughness=roughness, metallic=1.0)
    _uneven(material, scale=(7, 7, 7), low=roughness * 0.75, high=roughness * 1.35)
    return material


def brushed(colour: str = STEEL, *, roughness: float = 0.3, along: str = "x") -> bpy.types.Material:
    """Give metal that was drawn over abrasive along one axis."""
    material = plain(colour, roughness=roughness, metallic=1.0)
    scale = {"x": (2.0, 160.0, 160.0), "y": (160.0, 2.0, 160.0), "z": (160.0, 160.0, 2.0)}[along]
    noise = _uneven(material, scale=scale, low=roughness * 0.65, high=roughness * 1.4)
    nodes, links = material.node_tree.nodes, material.node_tree.links
    bump = nodes.new("ShaderNodeBump")
    bump.inputs["Strength"].default_value = 0.06
    bump.inputs["Distance"].default_value = 0.01
    links.new(noise, bump.inputs["Height"])
    links.new(bump.outputs["Normal"], nodes["Principled BSDF"].inputs["Normal"])
    return material


def lathed(colour: str = STEEL, *, roughness: float = 0.27) -> bpy.types.Material:
    """Give metal as the lathe leaves it: light runs across it in fans."""
    return plain(colour, roughness=roughness, metallic=1.0, anisotropy=0.75)


def tempered(start: float, end: float, *, axis: str = "x", roughness: float = 0.2) -> bpy.types.Material:
    """Give steel heated at one end: bare at `start`, then straw, brown, purple and blue towards `end` (own space)."""
    colours = (STEEL, *TEMPER_ON_STEEL, "#6f8fa6", "#8b949c")
    ramp = [(i / (len(colours) - 1), colour) for i, colour in enumerate(colours)]
    return along_axis(ramp, start, end, axis=axis, roughness=roughness, metallic=1.0)


def along_axis(
    ramp: Ramp, start: float, end: float, *, axis: str = "x", roughness: float = 0.3, metallic: float = 0.0
) -> bpy.types.Material:
    """Give a material whose colour runs through `ramp` from `start` to `end` of the thing's own axis."""
    material, shader = _new()
    shader.inputs["Roughness"].default_value = roughness
    shader.inputs["Metallic"].default_value = metallic
    material.node_tree.links.new(_ramp(material, ramp, start, end, axis), shader.inputs["Base Color"])
    return material


def glowing(
    ramp: Ramp,
    start: float,
    end: float,
    *,
    axis: str = "x",
    strength: float = 8.0,
    skin: str = "#2a2320",
    metallic: float = 0.0,
) -> bpy.types.Material:
    """Give iron that glows: `ramp` holds the light it sends out, black being cold scale."""
    material, shader = _new()
    shader.inputs["Base Color"].default_value = linear(skin)
    shader.inputs["Roughness"].default_value = 0.6 - 0.35 * metallic
    shader.inputs["Metallic"].default_value = metallic
    shader.inputs["Emission Strength"].default_value = strength
    material.node_tree.links.new(_ramp(material, ramp, start, end, axis), shader.inputs["Emission Color"])
    return material


def light(colour: str, strength: float) -> bpy.types.Material:
    """Give a surface that shines evenly."""
    material, shader = _new()
    shader.inputs["Base Color"].default_value = (0, 0, 0, 1)
    shader.inputs["Emission Color"].default_value = linear(colour)
    shader.inputs["Emission Strength"].default_value = strength
    return material


def glass(colour: str = "#ffffff", *, roughness: float = 0.0, ior: float = 1.46) -> bpy.types.Material:
    """Give clear or coloured glass; it lets the light of lamps through, so that its shadow is pale."""
    material, shader = _new()
    nodes, links = material.node_tree.nodes, material.node_tree.links
    shader.inputs["Base Color"].default_value = linear(colour)
    shader.inputs["Transmission Weight"].default_value = 1.0
    shader.inputs["Roughness"].default_value = roughness
    shader.inputs["IOR"].default_value = ior
    clear = nodes.new("ShaderNodeBsdfTransparent")
    clear.inputs["Color"].default_value = linear(colour)
    ray, either = nodes.new("ShaderNodeLightPath"), nodes.new("ShaderNodeMixShader")
    links.new(ray.outputs["Is Shadow Ray"], either.inputs[0])
    links.new(shader.outputs[0], either.inputs[1])
    links.new(clear.outputs[0], either.inputs[2])
    links.new(either.outputs[0], nodes["Material Output"].inputs["Surface"])
    return material


def wood(light_tone: str = "#c89a63", dark_tone: str = "#8f5f33", *, along: str = "x") -> bpy.types.Material:
    """Give planed wood whose grain runs along one axis."""
    material, shader = _new()
    nodes, links = material.node_tree.nodes, material.node_tree.links
    shader.inputs["Roughness"].default_value = 0.5
    shader.inputs["Coat Weight"].default_value = 0.15
    scale = {"x": (0.35, 5.0, 5.0), "y": (5.0, 0.35, 5.0), "z": (5.0, 5.0, 0.35)}[along]
    place = _place(material, scale)
    grain = nodes.new("ShaderNodeTexNoise")
    grain.inputs["Scale"].default_value = 2.2
    grain.inputs["Detail"].default_value = 9.0
    grain.inputs["Roughness"].default_value = 0.62
    grain.inputs["Distortion"].default_value = 0.7
    links.new(place, grain.inputs["Vector"])
    tone = nodes.new("ShaderNodeValToRGB")
    tone.color_ramp.elements[0].position = 0.34
    tone.color_ramp.elements[0].color = linear(dark_tone)
    tone.color_ramp.elements[1].position = 0.66
    tone.color_ramp.elements[1].color = linear(light_tone)
    links.new(grain.outputs[0], tone.inputs[0])
    links.new(tone.outputs[0], shader.inputs["Base Color"])
    bump = nodes.new("ShaderNodeBump")
    bump.inputs["Strength"].default_value = 0.12
    bump.inputs["Distance"].default_value = 0.02
    links.new(grain.outputs[0], bump.inputs["Height"])
    links.new(bump.outputs["Normal"], shader.inputs["Normal"])
    return material


def stone(colour: str = "#39424d", *, grain: float = 14.0) -> bpy.types.Material:
    """Give hewn stone."""
    material = plain(colour, roughness=0.75)
    nodes, links = material.node_tree.nodes, material.node_tree.links
    noise = nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = grain
    noise.inputs["Detail"].default_value = 8.0
    links.new(_place(material, (1, 1, 1)), noise.inputs["Vector"])
    bump = nodes.new("ShaderNodeBump")
    bump.inputs["Strength"].default_value = 0.35
    bump.inputs["Distance"].default_value = 0.05
    links.new(noise.outputs[0], bump.inputs["Height"])
    links.new(bump.outputs["Normal"], nodes["Principled BSDF"].inputs["Normal"])
    return material


def paper() -> bpy.types.Material:
    """Give the drawing sheet."""
    return plain(PAPER, roughness=0.9)


def night() -> bpy.types.Material:
    """Give the dark table, which mirrors a little."""
    return plain("#0a1524", roughness=0.46)


def ink() -> bpy.types.Material:
    """Give blackened wood or enamel."""
    return plain(INK, roughness=0.45)


def _new() -> tuple[bpy.types.Material, bpy.types.Node]:
    material = bpy.data.materials.new("material")
    material.use_nodes = True
    return material, material.node_tree.nodes["Principled BSDF"]


def _place(material: bpy.types.Material, scale: Sequence[float]) -> bpy.types.NodeSocket:
    nodes, links = material.node_tree.nodes, material.node_tree.links
    place = nodes.new("ShaderNodeTexCoord")
    mapping = nodes.new("ShaderNodeMapping")
    mapping.inputs["Scale"].default_value = tuple(scale)
    links.new(place.outputs["Object"], mapping.inputs["Vector"])
    return mapping.outputs["Vector"]


def _uneven(material: bpy.types.Material, *, scale: Sequence[float], low: float, high: float) -> bpy.types.NodeSocket:
    nodes, links = material.node_tree.nodes, material.node_tree.links
    noise = nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = 1.0
    noise.inputs["Detail"].default_value = 5.0
    links.new(_place(material, scale), noise.inputs["Vector"])
    spread = nodes.new("ShaderNodeMapRange")
    spread.inputs["From Min"].default_value = 0.3
    spread.inputs["From Max"].default_value = 0.7
    spread.inputs["To Min"].default_value = low
    spread.inputs["To Max"].default_value = high
    links.new(noise.outputs[0], spread.inputs["Value"])
    links.new(spread.outputs[0], nodes["Principled BSDF"].inputs["Roughness"])
    return noise.outputs[0]


def _ramp(material: bpy.types.Material, ramp: Ramp, start: float, end: float, axis: str) -> bpy.types.NodeSocket:
    nodes, links = material.node_tree.nodes, material.node_tree.links
    place = nodes.new("ShaderNodeTexCoord")
    parts = nodes.new("ShaderNodeSeparateXYZ")
    links.new(place.outputs["Object"], parts.inputs[0])
    spread = nodes.new("ShaderNodeMapRange")
    spread.inputs["From Min"].default_value = start
    spread.inputs["From Max"].default_value = end
    links.new(parts.outputs["xyz".index(axis)], spread.inputs["Value"])
    colours = nodes.new("ShaderNodeValToRGB")
    elements = colours.color_ramp.elements
    while len(elements) < len(ramp):
        elements.new(0.5)
    for element, (position, colour) in zip(elements, ramp, strict=True):
        element.position = position
        element.color = linear(colour)
    links.new(spread.outputs[0], colours.inputs[0])
    return colours.outputs[0]
