"""A photograph → its pyramid of tiles, a folder that is there whole or not at all.

The picture is taken in strips as high as a tile, top to bottom. A strip is made
upright and sRGB, cut into tiles and halved; two halves are a strip of the next
level. One pass makes all levels, and besides the picture as it was decoded no
more than two strips of each are held.

Pillow must decode the whole of a picture, 4 bytes a pixel. What passes
`BUDGET_BYTES` so is left to libvips, which gives the same strips one by one;
all that comes after is the same code, so that nobody can tell the files apart.
libvips has no part in smaller pictures, even where it is there: two decoders
may differ by a shade, and the site must not depend on what else is installed.

`TILE_RECIPE` in `derivative` must be raised with every change here that changes pixels.
"""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from PIL import Image

from jiangxin.images.errors import PictureError
from jiangxin.images.pyramid import MAX_NAME, TILE_PX, level_size, scales, size_name, sizes, tile_name
from jiangxin.images.reading.colour import to_srgb
from jiangxin.images.reading.source import (
    digest_of_bytes,
    loaded,
    opened,
    source_bytes,
    swaps_sides,
    turn_of,
    upright,
)
from jiangxin.model.picture import TileSet

BUDGET_BYTES = 2 * 1024**3
MAX_BYTES = 1_000_000_000  # of the file, which is held as a whole
MAX_PIXELS = 2_000_000_000  # a minute of work, ten thousand tiles

_PIXEL_BYTES = 4.9  # how Pillow holds one, and what is being cut
_PROGRESSIVE_BYTES = 6  # the coefficients of the whole picture, before its first pixel
_JPEG = {"quality": 80, "optimize": True, "subsampling": "4:2:0"}
_FROM_THE_END = (3, 4, 7, 8)  # orientations whose upper edge is stored last
_LOADERS = {
    "JPEG": "jpegload",
    "MPO": "jpegload",
    "PNG": "pngload",
    "TIFF": "tiffload",
}
_STREAMED_IN_ORDER = (1, 2)  # orientations that keep the upper edge above
_MODES = {"b-w": {1: "L", 2: "LA"}, "srgb": {3: "RGB", 4: "RGBA"}, "cmyk": {4: "CMYK"}}  # of libvips, by bands


def make_tiles(source: Path, tile_set: TileSet, folder: Path) -> None:
    """Make every file of `tile_set` below `folder`, under the names that `pyramid.tile_names` gives.

    `folder` is replaced where it is there, and appears only when it is complete.
    Raises PictureError: `picture.changed` where `source` is not what was
    measured, `picture.too-large-to-zoom` (facts `found`, `limit`, in MP) where
    only libvips could cut it and is not installed, and what `probe` raises;
    OSError where `folder` cannot be written.
    """
    data = source_bytes(source, MAX_BYTES)
    if digest_of_bytes(data) != tile_set.digest:
        raise PictureError("picture.changed")
    with _appearing_whole(folder) as beside:
        strips = _strips(source, data)
        for scale in scales(tile_set.width_px, tile_set.height_px):
            level = strips if scale == 1 else _halved(strips)
            strips = _written(level, tile_set, scale, beside)
        deque(strips, maxlen=0)  # only now anything is done: the last level asks for the one before it


def _strips(source: Path, data: bytes) -> Iterator[Image.Image]:
    """Give the strips of an upright picture in sRGB, by the decoder that its size asks for.

    What a decoder raises is a PictureError here; what fails at writing is not, for that is no picture's fault.
    """
    with opened(data, MAX_PIXELS) as picture:
        if _fits(picture, len(data)):
            yield from _decoded(picture)
        else:
            yield from _streamed(picture, source, len(data))


def _written(strips: Iterator[Image.Image], tile_set: TileSet, scale: int, folder: Path) -> Iterator[Image.Image]:
    """Write the level at `scale`, and hand its strips on."""
    picture = tile_set.width_px, tile_set.height_px
    size, largest = level_size(*picture, scale), sizes(*picture)[-1]
    whole: Image.Image | None = None
    for row, strip in enumerate(strips):
        for column, left in enumerate(range(0, strip.width, TILE_PX)):
            tile = strip.crop((left, 0, min(left + TILE_PX, strip.width), strip.height))
            _save(tile, folder / tile_name(*picture, scale, column, row))
        if max(size) <= max(largest):
            whole = whole or Image.new(strip.mode, size)
            whole.paste(strip, (0, row * TILE_PX))
        yield strip
        del strip  # 40 MB of a panorama, before the next is asked for
    if whole is not None:
        _save(whole, folder / size_name(size))
        if size == largest:
            _save(whole, folder / MAX_NAME)


def _halved(strips: Iterator[Image.Image]) -> Iterator[Image.Image]:
    """Give the strips of the next level, each of two; an odd last row or column stands for itself."""
    for strip in strips:
        halves = [strip.reduce(2)]
        del strip
        halves += [below.reduce(2) for below in islice(strips, 1)]
        yield _stacked(halves)


def _stacked(strips: list[Image.Image]) -> Image.Image:
    stack = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    for number, strip in enumerate(strips):
        stack.paste(strip, (0, number * strips[0].height))
    return stack


def _save(pixels: Image.Image, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels.save(path, format="JPEG", **_JPEG)


def _fits(picture: Image.Image, file_bytes: int) -> bool:
    """Tell whether Pillow can decode a picture within the budget."""
    return picture.width * picture.height * _bytes_a_pixel(picture) + file_bytes <= BUDGET_BYTES


def _bytes_a_pixel(picture: Image.Image) -> float:
    return _PIXEL_BYTES + (_PROGRESSIVE_BYTES if "progressive" in picture.info else 0)


def _decoded(picture: Image.Image) -> Iterator[Image.Image]:
    """Give the strips of a picture that Pillow decodes; each is turned by itself, which saves a second picture."""
    pixels = loaded(picture)
    turn, profile = turn_of(picture), picture.info.get("icc_profile")
    height = pixels.width if swaps_sides(turn) else pixels.height
    for top in range(0, height, TILE_PX):
        bottom = min(top + TILE_PX, height)
        first, last = (height - bottom, height - top) if turn in _FROM_THE_END else (top, bottom)
        box = (first, 0, last, pixels.height) if swaps_sides(turn) else (0, first, pixels.width, last)
        yield _on_white(to_srgb(upright(pixels.crop(box), turn), profile))


def _streamed(picture: Image.Image, source: Path, file_bytes: int) -> Iterator[Image.Image]:
    """Give the strips of a picture that libvips decodes as they are asked for."""
    if picture.format not in _LOADERS or find_spec("pyvips") is None:
        limit = int((BUDGET_BYTES - file_bytes) / _bytes_a_pixel(picture)) // 1_000_000
        found = -(-picture.width * picture.height // 1_000_000)
        raise PictureError("picture.too-large-to-zoom", found=str(found), limit=str(limit))
    import pyvips  # type: ignore[import-untyped]

    load = getattr(pyvips.Image, _LOADERS[picture.format])
    try:
        yield from _by_libvips(load, str(source))
    except pyvips.Error as error:
        raise PictureError("picture.unreadable") from error


def _by_libvips(load: Any, path: str) -> Iterator[Image.Image]:
    image = load(path, access="sequential", fail_on="truncated")
    if image.get_typeof("orientation") and image.get("orientation") not in _STREAMED_IN_ORDER:
        image = load(path, access="random", fail_on="truncated")  # by way of a file: its last rows are asked for first
    profile = image.get("icc-profile-data") if image.get_typeof("icc-profile-data") else None
    if image.format not in ("uchar", "ushort"):
        raise PictureError("picture.format", found=f"TIFF {image.format}")
    if image.format == "ushort" or image.interpretation not in _MODES:
        image = image.colourspace("b-w" if image.bands < 3 else "srgb")
    image = image.autorot()
    mode = _MODES[image.interpretation][image.bands]
    for top in range(0, image.height, TILE_PX):
        size = image.width, min(TILE_PX, image.height - top)
        strip = Image.frombytes(mode, size, image.crop(0, top, *size).write_to_memory())
        strip = _on_white(to_srgb(strip.convert("RGBA") if mode == "LA" else strip, profile))
        yield strip
        del strip


def _on_white(pixels: Image.Image) -> Image.Image:
    """Give pixels that a JPEG can hold, and nothing beside them: Pillow would write a comment of the source's again."""
    if pixels.mode == "RGBA":
        white = Image.new("RGB", pixels.size, "white")
        white.paste(pixels, mask=pixels.getchannel("A"))
        return white
    pixels.info = {}
    return pixels


@contextmanager
def _appearing_whole(folder: Path) -> Iterator[Path]:
    """Give a new folder that becomes `folder` once the block is left well, and is gone otherwise."""
    beside, former = (folder.with_name(f".{folder.name}.{word}") for word in ("new", "former"))
    for left_behind in (beside, former):  # by a process that was ended
        shutil.rmtree(left_behind, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        yield beside
        if hasattr(os, "sync"):
            os.sync()  # once, not for each of a thousand files: a loss of power must not leave empty ones
        if folder.exists():
            folder.rename(former)
        beside.rename(folder)
    finally:
        for left in (beside, former):
            shutil.rmtree(left, ignore_errors=True)
