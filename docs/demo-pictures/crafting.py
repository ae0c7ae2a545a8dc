"""Wood, clay, thread and lacquer."""

from __future__ import annotations

import math

import bpy
import materials
from materials import BRASS, plain, wood
from palette import HOT, TEMPER_ON_STEEL
from solids import Place, Point, ball, block, plate, stand, turned
from studio import look, on_night, on_paper, window
from surfaces import bundle, ribbon


def joinery() -> None:
    """A dovetailed corner drawn apart: tails above, pins below."""
    on_paper()
    pale, dark = wood("#dcb27c", "#b1834d", along="x"), wood("#b98552", "#7d4f2a", along="z")
    width, thick, tails = 1.8, 0.34, 3
    pitch = width / tails
    narrow, wide = pitch * 0.2, pitch * 0.36

    def tail_outline() -> list[Point]:
        edge: list[Point] = []
        for i in range(tails):
            y = -width / 2 + pitch * (i + 0.5)
            edge += [(0, y - narrow), (thick, y - wide), (thick, y + wide), (0, y + narrow)]
        return [(-2.2, width / 2), (-2.2, -width / 2), (0, -width / 2), *edge, (0, width / 2)]

    top = plate([tail_outline()], thick, pale, at=(0.05, 0, 1.72), bevel=0.012)
    stand(top, 0, 0, 0)
    block((thick, width, 0.95), dark, at=(0.05 + thick / 2, 0, 0.475), bevel=0.012)
    for i in range(tails + 1):
        y = -width / 2 + pitch * i
        low, high = max(-width / 2, y - (pitch / 2 - wide)), min(width / 2, y + (pitch / 2 - wide))
        low_in, high_in = max(-width / 2, y - (pitch / 2 - narrow)), min(width / 2, y + (pitch / 2 - narrow))
        outline = [(0, low_in), (thick, low), (thick, high), (0, high_in)]
        plate([outline], thick, dark, at=(0.05, 0, 0.95 + thick / 2), bevel=0.008)
    look((3.5, -5.2, 3.6), (-0.62, 0.0, 0.96), lens=49, stop=6.3, sharp_at=(0.3, -0.6, 1.2))


def vase() -> None:
    """A glazed vase, a bowl and an unglazed jar, as they come off the wheel."""
    on_paper()
    celadon = plain("#9fc3bb", roughness=0.12, coat=1.0)
    cobalt = materials.along_axis(
        [(0.0, "#e9e4d8"), (0.34, "#c3d2dc"), (0.62, "#3e6ca8"), (1.0, "#14305e")], 0.0, 2.6, axis="z", roughness=0.1
    )
    biscuit = plain("#cfa27c", roughness=0.85)
    shape = [
        (0, 0.02),
        (0.42, 0.0),
        (0.45, 0.03),
        (0.44, 0.08),
        (0.52, 0.3),
        (0.74, 0.72),
        (0.86, 1.12),
        (0.84, 1.45),
        (0.66, 1.78),
        (0.4, 2.02),
        (0.27, 2.24),
        (0.25, 2.42),
        (0.31, 2.58),
        (0.4, 2.66),
        (0.395, 2.69),
        (0.36, 2.68),
        (0.28, 2.58),
        (0.21, 2.42),
        (0.22, 2.2),
    ]
    turned(_fair(shape), cobalt, at=(-0.75, 0.2, 0))
    bowl = [
        (0, 0.05),
        (0.3, 0.05),
        (0.32, 0.0),
        (0.36, 0.0),
        (0.38, 0.08),
        (0.62, 0.2),
        (0.85, 0.45),
        (0.95, 0.72),
        (0.93, 0.735),
        (0.9, 0.7),
        (0.8, 0.46),
        (0.58, 0.25),
        (0.3, 0.14),
        (0, 0.12),
    ]
    turned(_fair(bowl), celadon, at=(0.95, -0.62, 0))
    jar = [
        (0, 0),
        (0.36, 0),
        (0.4, 0.04),
        (0.55, 0.4),
        (0.6, 0.8),
        (0.55, 1.1),
        (0.42, 1.28),
        (0.4, 1.36),
        (0.46, 1.42),
        (0.43, 1.45),
        (0.36, 1.4),
        (0.36, 1.25),
    ]
    turned(_fair(jar), biscuit, at=(0.95, 0.95, 0))
    look((0.3, -6.6, 3.0), (0.06, 0, 1.2), lens=45, stop=5.6, sharp_at=(-0.5, -0.5, 1.2))


def weave() -> None:
    """Plain weave, close: thread over thread, one of them hot."""
    on_paper()
    gauge, pitch, count = 0.05, 0.135, 42
    ecru, blue, hot = plain("#e8dfcc", roughness=0.85), plain("#24528f", roughness=0.8), plain(HOT, roughness=0.75)
    for across in (False, True):
        groups: dict[str, list[list[Place]]] = {"ecru": [], "blue": [], "hot": []}
        for i in range(-count, count + 1):
            group = "hot" if across and i == -3 else "blue" if across else "ecru"
            for ply in (0, math.pi):
                path: list[Place] = []
                for k in range(-count * 6, count * 6 + 1):
                    t = k / 6 * pitch
                    lift = gauge * 0.95 * math.cos(math.pi * t / pitch + math.pi * (i + (1 if across else 0)))
                    turn = ply + t * 13
                    side, rise = i * pitch + gauge * 0.5 * math.cos(turn), 0.25 + lift + gauge * 0.5 * math.sin(turn)
                    path.append((t, side, rise) if across else (side, t, rise))
                groups[group].append(path)
        for name, skin in (("ecru", ecru), ("blue", blue), ("hot", hot)):
            if groups[name]:
                bundle(groups[name], gauge * 0.56, skin, round_steps=2)
    look((-1.5, -3.3, 2.5), (0.0, 0.1, 0.2), lens=62, stop=1.6, sharp_at=(-0.2, -0.42, 0.3))


def shavings() -> None:
    """A chisel and the curls it took from the board."""
    on_paper()
    block((3.6, 1.5, 0.36), wood("#d9ab72", "#a87942"), at=(-0.1, 0.35, 0.18), bevel=0.02, turn=math.radians(9))
    curl_wood = wood("#e6c08c", "#c3935a", along="y")
    for x, y, z, radius, turns, width, turn in (
        (-1.05, -0.15, 0.58, 0.21, 2.6, 0.4, 20),
        (-0.35, 0.42, 0.55, 0.18, 2.1, 0.34, -35),
        (0.55, 0.72, 0.6, 0.23, 2.8, 0.42, 62),
        (-1.5, -1.05, 0.24, 0.22, 2.4, 0.36, 70),
        (1.55, -0.75, 0.2, 0.18, 2.2, 0.3, -20),
        (0.25, -1.25, 0.18, 0.16, 1.9, 0.32, 8),
    ):
        path, across = [], []
        for i in range(121):
            part = i / 120
            angle = 2 * math.pi * turns * part
            away = radius * (0.35 + 0.75 * part)
            path.append((away * math.cos(angle), 0.25 * part, away * math.sin(angle)))
            across.append((0, width / 2, 0))
        made = ribbon(path, across, curl_wood, thickness=0.008, at=(x, y, z))
        stand(made, 0, 0, turn)
    frame = bpy.data.objects.new("chisel", None)
    bpy.context.scene.collection.objects.link(frame)
    steel = plate(
        [[(-0.15, 0), (0.15, 0), (0.15, 0.9), (0.06, 1.15), (-0.06, 1.15), (-0.15, 0.9)]],
        0.07,
        materials.brushed(along="y", roughness=0.2),
        bevel=0.01,
    )
    ferrule = turned([(0.07, 0), (0.12, 0), (0.13, 0.18), (0.07, 0.18)], plain(BRASS, metallic=1, roughness=0.25))
    grip = turned(
        _fair([(0.0, 0.0), (0.12, 0.0), (0.15, 0.2), (0.17, 0.5), (0.14, 0.8), (0.16, 1.0), (0.14, 1.08), (0, 1.1)]),
        wood("#8d5a30", "#5a3417", along="z"),
    )
    ferrule.location, grip.location = (0, 1.1, 0), (0, 1.26, 0)
    stand(ferrule, -90)
    stand(grip, -90)
    for part in (steel, ferrule, grip):
        part.parent = frame
    frame.location = (0.05, -0.42, 0.48)
    stand(frame, 10, 0, -68)
    look((-0.7, -5.6, 3.6), (0.15, 0.05, 0.35), lens=49, stop=4.5, sharp_at=(-0.2, -0.4, 0.5))


def lacquer() -> None:
    """Eight lacquered shells in the tempering colours, as a paint shop tries its colours."""
    on_night(ember=0.6, key=1.15)
    for i, colour in enumerate(TEMPER_ON_STEEL):
        x, y = -1.85 + (i % 4) * 1.24, 0.85 - (i // 4) * 1.55
        skin = plain(colour, roughness=0.36, metallic=0.75, coat=1.0)
        shell = ball(0.6, skin, at=(x + (i // 4) * 0.3, y, 0.0))
        shell.scale = (0.94, 1.12, 0.62)
        stand(shell, 0, 0, -14)
    window((0.5, 2.5, 5.5), size=3.0, power=200)
    window((-2.5, -5.0, 3.0), size=0.8, power=60)
    look((-0.7, -6.4, 3.8), (0.2, -0.05, 0.12), lens=47, stop=5.6, sharp_at=(0, -1.0, 0.3))


def _fair(points: list[Point], steps: int = 8) -> list[Point]:
    """Run a smooth curve through the points of a profile (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for i in range(1, len(padded) - 2):
        a, b, c, d = padded[i - 1], padded[i], padded[i + 1], padded[i + 2]
        for k in range(steps):
            t = k / steps
            values = [
                0.5
                * (
                    2 * b[n]
                    + (c[n] - a[n]) * t
                    + (2 * a[n] - 5 * b[n] + 4 * c[n] - d[n]) * t**2
                    + (3 * b[n] - a[n] - 3 * c[n] + d[n]) * t**3
                )
                for n in (0, 1)
            ]
            curve.append((max(0.0, values[0]), values[1]))
    return [*curve, points[-1]]
