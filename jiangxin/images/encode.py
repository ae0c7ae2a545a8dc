"""A photograph and its derivatives → picture files.

One decode serves all: the picture is scaled to the widest derivative first, so
that colour and orientation cost a third, and every narrower one is made from
the next wider step (no visible loss, a third of the time). Nothing of the source but
its pixels reaches a file, and on large ones who made it and whose it is: never
where, never with what.

`RECIPE` in `derivative` must be raised with every change here that changes pixels.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, features

from jiangxin.cache import write_whole
from jiangxin.images.derivative import scaled, widest_that_fits
from jiangxin.images.errors import PictureError
from jiangxin.images.reading.colour import to_srgb
from jiangxin.images.reading.credit import credit_blocks, credit_of
from jiangxin.images.reading.source import (
    digest_of_bytes,
    loaded,
    opened,
    source_bytes,
    swaps_sides,
    turn_of,
    upright,
    without_opaque_alpha,
)
from jiangxin.images.reading.svg import clean_svg
from jiangxin.images.reading.texture import GRAPHIC_AVIF, LOSSLESS_WEBP
from jiangxin.model.picture import Derivative

_CREDIT_FROM_PX = 960
_LADDER_PX = (2400, 1600, 960, 480)
_DRAFT_HEADROOM = 2  # below it a scaled JPEG decode can be seen
_AVIF = {"quality": 62, "speed": 9, "subsampling": "4:2:0", "max_threads": 1}
_BEST = {"quality": 60, "speed": 6}  # a fifth smaller at equal quality, for four times the time
_PNG = {"optimize": True}
# N. Robidoux' quantisation table, mozjpeg's default: 4 to 5 % smaller than the standard's at equal quality.
_ROBIDOUX = (
    (16, 16, 16, 18, 25, 37, 56, 85),
    (16, 17, 20, 27, 34, 40, 53, 75),
    (16, 20, 24, 31, 43, 62, 91, 135),
    (18, 27, 31, 40, 53, 74, 106, 156),
    (25, 34, 43, 53, 69, 94, 131, 189),
    (37, 40, 62, 74, 94, 124, 169, 238),
    (56, 53, 91, 106, 131, 169, 226, 311),
    (85, 75, 135, 156, 189, 238, 311, 418),
)
_JPEG_SCALE_PERCENT = 38  # quality 81 in libjpeg's counting, equal to 80 with the standard's table
_TABLE = [max(1, round(value * _JPEG_SCALE_PERCENT / 100)) for row in _ROBIDOUX for value in row]
_JPEG = {"qtables": [_TABLE, _TABLE], "progressive": True, "optimize": True, "subsampling": "4:2:0"}


def encode(source: Path, derivatives: Sequence[Derivative], folder: Path) -> None:
    """Make every one of `derivatives` of one photograph in `folder`, under its key.

    Each file appears whole or not at all. Raises PictureError:
    `picture.changed` where `source` is not what was measured,
    `picture.no-encoder` where Pillow lacks AVIF, and what `probe` raises;
    OSError where `folder` cannot be written.
    """
    if not derivatives:
        return
    data = source_bytes(source)
    if any(derivative.digest != digest_of_bytes(data) for derivative in derivatives):
        raise PictureError("picture.changed")
    vectors = [derivative for derivative in derivatives if derivative.format == "svg"]
    for derivative in vectors:
        write_whole(folder / derivative.key, clean_svg(data), durable=True)
    widest_first = sorted(set(derivatives) - set(vectors), key=lambda each: (-each.width_px, each.format))
    if widest_first:
        _encode_raster(data, widest_first, folder)


def _encode_raster(data: bytes, widest_first: Sequence[Derivative], folder: Path) -> None:
    if not features.check("avif"):
        raise PictureError("picture.no-encoder", format="AVIF")
    source = _Source(data, widest_first[0].source_px)
    for derivative in widest_first:
        pixels = source.at(derivative.width_px)
        credit = source.credit if derivative.width_px >= _CREDIT_FROM_PX else {}
        write_whole(folder / derivative.key, _encoded(pixels, derivative, credit), durable=True)


class _Source:
    """A photograph in every size, asked for from wide to narrow.

    A narrow one comes from the next wider step of a fixed ladder, whichever
    others are made: the bytes of a file depend on nothing but what its key names.
    """

    def __init__(self, data: bytes, source_px: tuple[int, int]) -> None:
        self._data = data
        self._source_px = source_px
        self._top_px = min(_LADDER_PX[0], widest_that_fits(source_px))
        self._level: Image.Image | None = None
        self.credit: dict[str, bytes] = {}

    def at(self, width_px: int) -> Image.Image:
        """Give the upright pixels, in sRGB and free of all else."""
        if width_px > self._top_px:
            return self._decoded(width_px)
        level = self._level or self._decoded(self._top_px)
        for step_px in _LADDER_PX:
            if width_px <= step_px < level.width:
                level = self._scaled(level, step_px)
        self._level = level
        return self._scaled(level, width_px)

    def _scaled(self, pixels: Image.Image, width_px: int) -> Image.Image:
        size = scaled(self._source_px, width_px)
        return pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS)

    def _decoded(self, width_px: int) -> Image.Image:
        size = scaled(self._source_px, width_px)
        with opened(self._data) as picture:
            stored_size = _as_stored(size, turn_of(picture))
            at_least = (stored_size[0] * _DRAFT_HEADROOM, stored_size[1] * _DRAFT_HEADROOM)
            pixels = without_opaque_alpha(loaded(picture, at_least))
            turn = turn_of(picture)  # only now is that of a PNG known, and a TIFF already turned
            stored_size = _as_stored(size, turn)
            if pixels.size != stored_size:
                pixels = pixels.resize(stored_size, Image.Resampling.LANCZOS)
            pixels = upright(to_srgb(pixels, picture.info.get("icc_profile")), turn)
            bare = Image.new(pixels.mode, pixels.size)
            bare.paste(pixels)
            exif, xmp = credit_blocks(credit_of(picture))
        self.credit = {name: block for name, block in (("exif", exif), ("xmp", xmp)) if block}
        return bare


def _as_stored(size: tuple[int, int], turn: int) -> tuple[int, int]:
    return (size[1], size[0]) if swaps_sides(turn) else size


def _encoded(pixels: Image.Image, derivative: Derivative, credit: dict[str, bytes]) -> bytes:
    options: dict[str, object] = {"icc_profile": None, **credit}
    is_photograph = derivative.texture == "photograph"
    match derivative.format:
        case "avif":
            options |= (_AVIF if is_photograph else GRAPHIC_AVIF) | (_BEST if derivative.is_best else {})
        case "webp":
            options |= LOSSLESS_WEBP
        case "jpeg":
            options |= _JPEG | ({} if is_photograph else {"subsampling": "4:4:4"})
            pixels = pixels.convert("RGB") if pixels.mode == "RGBA" else pixels
        case "png":
            options |= _PNG
        case other:
            raise ValueError(f"no recipe for {other!r}")
    buffer = io.BytesIO()
    pixels.save(buffer, format=derivative.format.upper(), **options)
    return buffer.getvalue()
