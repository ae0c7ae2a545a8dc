"""A set of awkward pictures, made anew by code, each with what a browser must show.

    python -m tests.awkward_pictures FOLDER

writes the files, and beside each that can be shown a PNG of how.

Nearly all show the card of `colour_card`, on which no fault can hide.
"""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, PngImagePlugin

from tests import telltale
from tests.colour_card import MARK, QUARTERS, SIZE, SVG, card, flattened, png, saved, with_alpha, yellow
from tests.colour_spaces import (
    ADOBE_RGB,
    DISPLAY_P3,
    PROPHOTO,
    SRGB,
    ink_profile,
    profile_of,
    shown_from,
    solid_prints,
    stored_in,
)

SAMPLES = Path(__file__).parent / "samples_pictures"
# How what is shown is turned to be stored: the inverse of what each orientation asks for.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True, slots=True)
class Awkward:
    """A picture file: its bytes, and what a browser shows (RGB or RGBA, sRGB), or the code of its problem."""

    name: str
    data: bytes
    shown: Image.Image | None
    problem: str = ""


def awkward_pictures() -> tuple[Awkward, ...]:
    """Make the whole set, the same at every call."""
    return (
        *_turned(),
        *_coloured(),
        *_printed(),
        *_deep(),
        *_flat(),
        *_clear(),
        *_moving(),
        *_shaped(),
        *_telltale(),
        *_refused(),
    )


def _turned() -> Iterator[Awkward]:
    shown = card()
    for orientation in range(1, 9):
        stored = shown.transpose(_TURNS[orientation]) if orientation in _TURNS else shown
        tag = Image.Exif()
        tag[0x0112] = orientation
        for kind, ending in (("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif")):
            yield Awkward(f"turn-{orientation}.{ending}", saved(stored, kind, exif=tag.tobytes()), shown)
        tiff = saved(stored, "TIFF", tiffinfo={274: orientation}, compression="tiff_lzw")
        yield Awkward(f"turn-{orientation}.tif", tiff, shown)
    # In AVIF the box turns, and what EXIF says of it is a note only: here a box is lacking.
    note = Image.Exif()
    note[0x0113] = 6
    data = saved(shown, "AVIF", exif=note.tobytes())
    for order in "<>":
        data = data.replace(struct.pack(f"{order}2HI", 0x0113, 3, 1), struct.pack(f"{order}2HI", 0x0112, 3, 1))
    yield Awkward("turn-noted.avif", data, shown)


def _coloured() -> Iterator[Awkward]:
    shown = card()
    for name, space in (("p3", DISPLAY_P3), ("adobe-rgb", ADOBE_RGB), ("prophoto", PROPHOTO)):
        stored, profile = stored_in(space, shown), profile_of(space)
        yield Awkward(f"{name}.jpg", saved(stored, "JPEG", icc_profile=profile, quality=100), shown)
        if name == "p3":
            for kind in ("PNG", "AVIF", "WEBP", "TIFF"):
                yield Awkward(f"p3.{kind.lower()}", saved(stored, kind, icc_profile=profile, quality=100), shown)
            clear = with_alpha(stored)
            yield Awkward("p3-alpha.png", saved(clear, "PNG", icc_profile=profile), with_alpha(shown))
    beyond = shown_from(DISPLAY_P3, shown)
    yield Awkward("p3-beyond.jpg", saved(shown, "JPEG", icc_profile=profile_of(DISPLAY_P3)), beyond)
    yield Awkward("srgb.jpg", saved(shown, "JPEG", icc_profile=profile_of(SRGB)), shown)
    broken = profile_of(DISPLAY_P3)[:150] + bytes(range(40))
    yield Awkward("profile-broken.jpg", saved(shown, "JPEG", icc_profile=broken), shown)
    yield Awkward("profile-of-inks.jpg", saved(shown, "JPEG", icc_profile=ink_profile(_PRESS)), shown)


# A press with dull inks: who ignores its profile is seen.
_PRESS = solid_prints((0.1, 0.5, 0.55), (0.65, 0.2, 0.45), (0.8, 0.7, 0.2))


def _printed() -> Iterator[Awkward]:
    inks = Image.new("CMYK", SIZE)
    draw = ImageDraw.Draw(inks)
    solid = ((0, 255, 255, 0), (255, 255, 0, 0), (255, 0, 0, 0), (0, 0, 255, 0))
    # What offset prints on coated paper usually look like, and which of the press's 16 solid prints each is.
    looks = (("#ed1c24", 0b0110), ("#2e3092", 0b1100), ("#00aeef", 0b1000), ("#fff200", 0b0010))
    by_profile, usual = Image.new("RGB", SIZE, "white"), Image.new("RGB", SIZE, "white")
    for index, (ink, (colour, solid_print)) in enumerate(zip(solid, looks, strict=True)):
        x, y = index % 2 * 60, index // 2 * 40
        box = (x, y, x + 59, y + 39)
        draw.rectangle(box, fill=ink)
        red, green, blue = (round(level * 255) for level in _PRESS[solid_print])
        ImageDraw.Draw(by_profile).rectangle(box, fill=(red, green, blue))
        ImageDraw.Draw(usual).rectangle(box, fill=colour)
    for picture, fill in ((inks, (0, 0, 0, 0)), (by_profile, (255, 255, 255)), (usual, (255, 255, 255))):
        for mark in MARK:
            ImageDraw.Draw(picture).rectangle(mark, fill=fill)
    press = ink_profile(_PRESS)
    yield Awkward("inks-profile.jpg", saved(inks, "JPEG", icc_profile=press), by_profile)
    yield Awkward("inks-profile.tif", saved(inks, "TIFF", icc_profile=press), by_profile)
    adobe = saved(inks, "JPEG")
    assert b"\xff\xee\0\x0eAdobe" in adobe, "written as Photoshop does: inverted, with its mark"
    yield Awkward("inks.jpg", adobe, usual)
    yield Awkward("inks.tif", saved(inks, "TIFF"), usual)


def _deep() -> Iterator[Awkward]:
    grey, shown = card().convert("L"), card().convert("L").convert("RGB")
    deep = Image.frombytes("I;16", SIZE, b"".join(bytes((level * 37 % 256, level)) for level in grey.tobytes()))
    yield Awkward("grey-16.png", saved(deep, "PNG"), shown)
    yield Awkward("grey-16.tif", saved(deep, "TIFF"), shown)
    rows = [card().tobytes()[at : at + 360] for at in range(0, 360 * SIZE[1], 360)]
    lines = b"".join(b"\0" + b"".join(bytes((level, level * 37 % 256)) for level in row) for row in rows)
    yield Awkward("rgb-16.png", png(SIZE, 16, 2, zlib.compress(lines)), card())
    # The same as TIFF: no library here writes one.
    pixels = b"".join(bytes((level * 37 % 256, level)) for level in card().tobytes())
    short = {256: SIZE[0], 257: SIZE[1], 259: 1, 262: 2, 277: 3, 278: SIZE[1]}
    fields = [(tag, 3, struct.pack("<H", value)) for tag, value in short.items()]
    fields += [(258, 3, struct.pack("<3H", 16, 16, 16)), (279, 4, struct.pack("<I", len(pixels)))]

    def head(at: int) -> bytes:
        all_fields = sorted([*fields, (273, 4, struct.pack("<I", at))])
        return b"II*\0" + struct.pack("<I", 8) + telltale.directory(all_fields, 8)

    yield Awkward("rgb-16.tif", head(len(head(0))) + pixels, card())


def _flat() -> Iterator[Awkward]:
    shown = card()
    black = shown.convert("L").point(lambda level: 255 * (level > 100)).convert("1")
    yield Awkward("black-and-white.png", saved(black, "PNG"), black.convert("RGB"))
    yield Awkward("black-and-white.tif", saved(black, "TIFF", compression="group4"), black.convert("RGB"))
    for kind in ("JPEG", "PNG"):
        yield Awkward(f"grey.{kind.lower()}", saved(shown.convert("L"), kind), shown.convert("L").convert("RGB"))
    yield Awkward("palette.png", saved(flattened(shown), "PNG"), shown)
    yield Awkward("palette.gif", saved(flattened(shown), "GIF"), shown)
    yield Awkward("plain.bmp", saved(shown, "BMP"), shown)
    yield Awkward("progressive.jpg", saved(shown, "JPEG", progressive=True), shown)
    yield Awkward("usual.jpg", saved(shown, "JPEG", quality=85, subsampling=2), shown)
    yield Awkward("png-in-truth.jpg", saved(shown, "PNG"), shown)


def _clear() -> Iterator[Awkward]:
    shown = with_alpha(card())
    for kind in ("PNG", "WEBP", "AVIF", "TIFF"):
        yield Awkward(f"alpha.{kind.lower()}", saved(shown, kind), shown)
    grey = shown.convert("LA")
    yield Awkward("grey-alpha.png", saved(grey, "PNG"), grey.convert("RGBA"))
    opaque = card().convert("RGBA")
    yield Awkward("alpha-opaque.png", saved(opaque, "PNG"), card())
    holed = card().convert("RGBA")
    holed.putalpha(Image.composite(Image.new("L", SIZE), Image.new("L", SIZE, 255), yellow()))
    flat = flattened(card())
    hole = flat.getpixel((100, 70))
    assert isinstance(hole, int)
    yield Awkward("palette-hole.png", saved(flat, "PNG", transparency=hole), holed)
    yield Awkward("palette-hole.gif", saved(flat, "GIF", transparency=hole), holed)
    yield Awkward("colour-key.png", saved(card(), "PNG", transparency=(0xF5, 0xCD, 0x1E)), holed)
    half = card().convert("RGBA")
    half.putalpha(Image.composite(Image.new("L", SIZE, 128), Image.new("L", SIZE, 255), yellow()))
    steps = bytes(128 if index == hole else 255 for index in range(256))
    yield Awkward("palette-half.png", saved(flat, "PNG", transparency=steps), half)


def _moving() -> Iterator[Awkward]:
    shown = card()
    second = shown.transpose(Image.Transpose.ROTATE_180)
    for kind, name in (("GIF", "moving.gif"), ("WEBP", "moving.webp"), ("PNG", "moving.png"), ("AVIF", "moving.avif")):
        first, *more = (flattened(each) if kind == "GIF" else each for each in (shown, second, shown))
        yield Awkward(name, saved(first, kind, save_all=True, append_images=more, duration=400, loop=0), shown)
    yield Awkward("two.mpo.jpg", saved(shown, "MPO", save_all=True, append_images=[second]), shown)


def _shaped() -> Iterator[Awkward]:
    for name, size in (("panorama.jpg", (12_001, 300)), ("scroll.jpg", (200, 9_000))):
        yield Awkward(name, saved(card(size), "JPEG", quality=85), card(size))
    dot = Image.new("RGB", (1, 1), QUARTERS[0])
    yield Awkward("dot.png", saved(dot, "PNG"), dot)
    yield Awkward("dot.jpg", saved(dot, "JPEG"), dot)
    yield Awkward("drawing.svg", SVG.replace("{more}", "").encode(), card())
    corners = Image.new("RGB", (48, 32))
    for index, colour in enumerate(("#dc1414", "#14c814", "#1414dc", "#f5f5f5")):
        x, y = index % 2 * 24, index // 2 * 16
        corners.paste(colour, (x, y, x + 24, y + 16))
    yield Awkward("turned.heic", (SAMPLES / "turned.heic").read_bytes(), corners)


def _telltale() -> Iterator[Awkward]:
    shown, flat = card(), flattened(card())
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "SECRET author")
    yield Awkward("tells.jpg", telltale.jpeg(saved(shown, "JPEG")), shown)
    yield Awkward("tells.png", telltale.png(saved(shown, "PNG", pnginfo=text)), shown)
    yield Awkward("tells.gif", telltale.gif(saved(flat, "GIF")), shown)
    told = {"exif": telltale.exif(), "xmp": telltale.XMP}
    yield Awkward("tells.webp", telltale.webp(saved(shown, "WEBP", **told)), shown)
    yield Awkward("tells.avif", saved(shown, "AVIF", **told), shown)
    tags = Image.Exif()
    tags.load(telltale.exif())
    tags[700] = telltale.XMP
    yield Awkward("tells.tif", saved(shown, "TIFF", exif=tags), shown)
    second = saved(shown, "MPO", save_all=True, append_images=[Image.new("RGB", SIZE)], comment=b"SECRET second")
    yield Awkward("tells.mpo.jpg", telltale.jpeg(second), shown)
    moves = saved(flat, "GIF", save_all=True, append_images=[flat.transpose(Image.Transpose.ROTATE_180)], loop=0)
    yield Awkward("tells-moving.gif", telltale.gif(moves), shown)
    wide = card((1200, 800))
    yield Awkward("tells-wide.jpg", telltale.jpeg(saved(wide, "JPEG", quality=85)), wide)
    moves = saved(shown, "WEBP", save_all=True, append_images=[shown.transpose(Image.Transpose.ROTATE_180)], **told)
    yield Awkward("tells-moving.webp", telltale.webp(moves), shown)


def _refused() -> Iterator[Awkward]:
    shown = card((360, 240)).rotate(7)  # much to decode, so that half of it is missed
    noise = Image.frombytes("L", SIZE, bytes(index * index * 31 % 251 for index in range(9600)))
    for kind in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF"):
        data = saved(shown, kind)
        yield Awkward(f"cut.{kind.lower()}", data[: len(data) // 2], None, "picture.truncated")
    data = saved(noise, "GIF")
    yield Awkward("cut.gif", data[: len(data) // 2], None, "picture.truncated")
    yield Awkward("cut.heic", (SAMPLES / "turned.heic").read_bytes()[:500], None, "picture.truncated")
    yield Awkward("empty.jpg", b"", None, "picture.empty")
    html = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
    yield Awkward("page.jpg", html, None, "picture.not-a-picture")
    postscript = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n"
    yield Awkward("postscript.jpg", postscript, None, "picture.format")
    yield Awkward("measured.tif", saved(Image.new("F", (40, 30), 0.5), "TIFF"), None, "picture.format")
    yield Awkward("bomb.png", _bomb(), None, "picture.too-large")
    acting = {
        "script.svg": "<script>alert(1)</script>",
        "handler.svg": '<rect width="9" height="9" onload="alert(1)"/>',
        "elsewhere.svg": '<image href="https://example.org/x.png" width="9" height="9"/>',
        "style-elsewhere.svg": "<style>rect{fill:url(https://example.org/x.svg#a)}</style>",
    }
    for name, more in acting.items():
        yield Awkward(name, SVG.replace("{more}", more).encode(), None, "picture.svg-active")


def _bomb() -> bytes:
    """Give a PNG of some 100 kB that takes 900 megapixels."""
    side, packed = 30_000, zlib.compressobj(9)
    row = bytes(1 + side // 8)
    pixels = b"".join(packed.compress(row * 100) for _ in range(side // 100)) + packed.flush()
    return png((side, side), 1, 0, pixels)


def main(folder: Path) -> None:
    """Write the set into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in awkward_pictures():
        (folder / each.name).write_bytes(each.data)
        if each.shown is not None:
            each.shown.save(folder / f"{each.name}.shown.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
