"""Colour spaces of cameras and printers: as ICC profiles, byte by byte, and as plain arithmetic.

A space is known by its primaries, its white and its gamma. The profile that goes
into a file is written from these, and so is what the file must look like: no
colour engine judges another's work here.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PIL import Image

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]  # of rows

D50: Vector = (0.9642, 1.0, 0.8249)
D65_XY = (0.3127, 0.3290)
_BRADFORD: Matrix = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: x and y of red, green, blue and white; `gamma` 0 stands for the curve of sRGB."""

    red: tuple[float, float]
    green: tuple[float, float]
    blue: tuple[float, float]
    white: tuple[float, float]
    gamma: float
    version: int = 2  # of its ICC profile


SRGB = Space((0.64, 0.33), (0.30, 0.60), (0.15, 0.06), D65_XY, 0, 4)
DISPLAY_P3 = Space((0.68, 0.32), (0.265, 0.69), (0.15, 0.06), D65_XY, 0, 4)
ADOBE_RGB = Space((0.64, 0.33), (0.21, 0.71), (0.15, 0.06), D65_XY, 563 / 256)
PROPHOTO = Space((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001), (0.3457, 0.3585), 461 / 256)


def profile_of(space: Space) -> bytes:
    """Write the ICC profile of a space."""
    matrix = _to_d50(space)
    tags = {name: _xyz([row[index] for row in matrix]) for index, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))}
    if space.gamma:
        curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(space.gamma * 256))
    else:
        numbers = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
        curve = b"para\0\0\0\0\0\3\0\0" + b"".join(_fixed(number) for number in numbers)
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return icc(b"mntr", b"RGB ", b"XYZ ", tags, space.version)


def ink_profile(corners: Sequence[Vector]) -> bytes:
    """Write the ICC profile of a press from the sRGB colours of its 16 solid prints, the black ink changing fastest."""
    table = b"".join(struct.pack(">3H", *_lab16(corner)) for corner in corners)
    straight = struct.pack(">2H", 0, 0xFFFF)
    unit = b"".join(_fixed(value) for value in (1, 0, 0, 0, 1, 0, 0, 0, 1))
    head = b"mft2\0\0\0\0" + bytes((4, 3, 2, 0)) + unit + struct.pack(">2H", 2, 2)
    return icc(b"prtr", b"CMYK", b"Lab ", {b"A2B0": head + straight * 4 + table + straight * 3}, 2)


def solid_prints(cyan: Vector, magenta: Vector, yellow: Vector) -> tuple[Vector, ...]:
    """Give the colours of 16 solid prints: inks over each other multiply, and all is black under black."""
    found: list[Vector] = []
    for *inks, has_black in itertools.product((False, True), repeat=4):
        red, green, blue = (0.0, 0.0, 0.0) if has_black else (1.0, 1.0, 1.0)
        for ink, is_printed in zip((cyan, magenta, yellow), inks, strict=True):
            if is_printed:
                red, green, blue = red * ink[0], green * ink[1], blue * ink[2]
        found.append((red, green, blue))
    return tuple(found)


def icc(kind: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes], version: int) -> bytes:
    """Write an ICC profile with a name and a white point."""
    word = "awkward"
    if version == 2:
        name = b"desc\0\0\0\0" + struct.pack(">I", len(word) + 1) + word.encode() + bytes(1 + 78)
        note = b"text\0\0\0\0" + word.encode() + b"\0"
    else:
        name = note = b"mluc\0\0\0\0" + struct.pack(">2I4s2I", 1, 12, b"enUS", 14, 28) + word.encode("utf-16-be")
    tags = {b"desc": name, b"cprt": note, b"wtpt": _xyz(D50), **tags}
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for tag, content in tags.items():
        table += struct.pack(">4s2I", tag, start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    head = struct.pack(">I4xI4s4s4s", start + len(body), version << 24, kind, space, connection)
    head += struct.pack(">6H4s28x", 2024, 1, 1, 0, 0, 0, b"acsp") + b"".join(_fixed(value) for value in D50)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def stored_in(space: Space, shown: Image.Image) -> Image.Image:
    """Give the numbers that a file in `space` holds so that it shows the sRGB picture `shown`."""
    way = _times(_inverse(_to_d50(space)), _to_d50(SRGB))
    return _each_colour(shown, lambda colour: _closed(_apply(way, _opened(colour, SRGB)), space))


def shown_from(space: Space, stored: Image.Image) -> Image.Image:
    """Give the sRGB picture that the numbers of a file in `space` show; what sRGB lacks is clipped, band by band."""
    way = _times(_inverse(_to_d50(SRGB)), _to_d50(space))
    return _each_colour(stored, lambda colour: _closed(_apply(way, _opened(colour, space)), SRGB))


def _each_colour(picture: Image.Image, change: Callable[[Vector], Vector]) -> Image.Image:
    """Change every colour of an RGB picture; each is worked out once."""
    raw = picture.tobytes()
    known: dict[bytes, bytes] = {}
    for at in range(0, len(raw), 3):
        colour = raw[at : at + 3]
        if colour not in known:
            red, green, blue = (level / 255 for level in colour)
            known[colour] = bytes(round(level * 255) for level in change((red, green, blue)))
    return Image.frombytes("RGB", picture.size, b"".join(known[raw[at : at + 3]] for at in range(0, len(raw), 3)))


def _opened(colour: Vector, space: Space) -> Vector:
    """Give the light of levels between 0 and 1."""

    def light(level: float) -> float:
        if space.gamma:
            return float(level**space.gamma)
        return level / 12.92 if level <= 0.04045 else float(((level + 0.055) / 1.055) ** 2.4)

    return light(colour[0]), light(colour[1]), light(colour[2])


def _closed(light: Vector, space: Space) -> Vector:
    """Give the levels, between 0 and 1, of light."""

    def level(value: float) -> float:
        value = min(1.0, max(0.0, value))
        if space.gamma:
            return float(value ** (1 / space.gamma))
        return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)

    return level(light[0]), level(light[1]), level(light[2])


def _to_d50(space: Space) -> Matrix:
    """Give the way from a space's light to XYZ, as seen under D50."""
    columns = [_from_xy(each) for each in (space.red, space.green, space.blue)]
    primaries = _matrix(zip(*columns, strict=True))
    white = _from_xy(space.white)
    shares = _apply(_inverse(primaries), white)
    own = _matrix([value * share for value, share in zip(row, shares, strict=True)] for row in primaries)
    here, there = _apply(_BRADFORD, white), _apply(_BRADFORD, D50)
    step = _matrix([there[i] / here[i] if i == j else 0.0 for j in range(3)] for i in range(3))
    return _times(_times(_inverse(_BRADFORD), _times(step, _BRADFORD)), own)


def _lab16(srgb: Vector) -> tuple[int, int, int]:
    """Give the Lab of an sRGB colour as a profile of version 2 counts it."""
    light = _apply(_to_d50(SRGB), _opened(srgb, SRGB))
    x, y, z = (
        ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
        for ratio in (value / white for value, white in zip(light, D50, strict=True))
    )
    lightness, a, b = 116 * y - 16, 500 * (x - y), 200 * (y - z)
    return round(lightness * 652.8), round((a + 128) * 256), round((b + 128) * 256)


def _from_xy(point: tuple[float, float]) -> Vector:
    x, y = point
    return x / y, 1.0, (1 - x - y) / y


def _matrix(rows: Iterable[Iterable[float]]) -> Matrix:
    first, second, third = ((a, b, c) for a, b, c in rows)
    return first, second, third


def _apply(matrix: Matrix, vector: Vector) -> Vector:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def _times(left: Matrix, right: Matrix) -> Matrix:
    return _matrix(zip(*(_apply(left, column) for column in _matrix(zip(*right, strict=True))), strict=True))


def _inverse(matrix: Matrix) -> Matrix:
    """Invert by cofactors."""
    minors = [
        [
            matrix[(i + 1) % 3][(j + 1) % 3] * matrix[(i + 2) % 3][(j + 2) % 3]
            - matrix[(i + 1) % 3][(j + 2) % 3] * matrix[(i + 2) % 3][(j + 1) % 3]
            for j in range(3)
        ]
        for i in range(3)
    ]
    determinant = sum(matrix[0][j] * minors[0][j] for j in range(3))
    return _matrix([minors[j][i] / determinant for j in range(3)] for i in range(3))


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(value) for value in values)


def _fixed(value: float) -> bytes:
    """Write a number of 16 bits before and 16 after the point."""
    return struct.pack(">i", round(value * 65536))
