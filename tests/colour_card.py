"""The card that awkward pictures show, and the ways to write it into files.

One look at it tells what went wrong: four colours, one to a quarter, a ramp from
black to white across the middle and an F in the first quarter. No turn, mirroring
or wrong colour leaves it as it is.
"""

from __future__ import annotations

import io
import re
import struct

from PIL import Image, ImageDraw

from tests.telltale import png_chunk

SIZE = (120, 80)
QUARTERS = ("#d72328", "#14a046", "#233cc8", "#f5cd1e")
MARK = ((10, 4, 15, 29), (16, 4, 33, 9), (16, 15, 27, 20))

# Boxes of a moving AVIF that tell when it was made.
_DATED = re.compile(rb"((?:mvhd|tkhd|mdhd)\x01\0\0.).{16}", re.DOTALL)


def card(size: tuple[int, int] = SIZE) -> Image.Image:
    """Draw the card that all show; at another size it is scaled without smoothing."""
    picture = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(picture)
    for index, colour in enumerate(QUARTERS):
        x, y = index % 2 * 60, index // 2 * 40
        draw.rectangle((x, y, x + 59, y + 39), fill=colour)
    for x in range(SIZE[0]):
        grey = round((x + 0.5) / SIZE[0] * 255)
        draw.line((x, 34, x, 45), fill=(grey, grey, grey))
    for box in MARK:
        draw.rectangle(box, fill="white")
    return picture if size == SIZE else picture.resize(size, Image.Resampling.NEAREST)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """Give a picture file; a JPEG without loss to speak of, unless told otherwise."""
    if kind in ("JPEG", "MPO"):
        options = {"quality": 95, "subsampling": 0, **options}
    if kind == "AVIF":
        options = {"quality": 90, "subsampling": "4:4:4", "max_threads": 1, **options}
    if kind == "WEBP":
        options = {"lossless": True, **options}
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return _DATED.sub(rb"\1" + bytes(16), buffer.getvalue()) if kind == "AVIF" else buffer.getvalue()


def with_alpha(picture: Image.Image) -> Image.Image:
    """Let a picture fade from left to right, with a hole in its last quarter."""
    fade = Image.frombytes("L", SIZE, bytes(255 - x for x in range(SIZE[0])) * SIZE[1])
    fade.paste(0, (70, 50, 100, 70))
    clear = picture.convert("RGBA")
    clear.putalpha(fade)
    return clear


def yellow() -> Image.Image:
    """Give a mask of what is yellow on the card."""
    mask = Image.new("L", SIZE)
    mask.paste(255, (60, 46, 120, 80))
    return mask


def flattened(picture: Image.Image) -> Image.Image:
    """Give the same colours by a table of 256: none is lost."""
    colours = sorted({picture.tobytes()[at : at + 3] for at in range(0, SIZE[0] * SIZE[1] * 3, 3)})
    places = {colour: index for index, colour in enumerate(colours)}
    raw = picture.tobytes()
    flat = Image.frombytes("P", SIZE, bytes(places[raw[at : at + 3]] for at in range(0, len(raw), 3)))
    flat.putpalette(b"".join(colours).ljust(768, b"\x7f"))
    return flat


def png(size: tuple[int, int], depth: int, colour: int, pixels: bytes) -> bytes:
    """Write a PNG of a bit depth and colour type from its packed pixels."""
    head = struct.pack(">2I5B", *size, depth, colour, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*each) for each in chunks)


_SQUARES = "".join(
    f'<rect x="{index % 2 * 60}" y="{index // 2 * 40}" width="60" height="40" fill="{colour}"/>'
    for index, colour in enumerate(QUARTERS)
)
SVG = f"""<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80" shape-rendering="crispEdges">{_SQUARES}
<linearGradient id="ramp"><stop stop-color="#000"/><stop offset="1" stop-color="#fff"/></linearGradient>
<rect y="34" width="120" height="12" fill="url(#ramp)"/>
<path fill="#fff" d="M10 4h24v6H16v5h12v6H16v9h-6z"/>{{more}}</svg>
"""
