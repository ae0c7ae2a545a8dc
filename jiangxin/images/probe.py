"""A picture file → a `Photograph`: measured, and proved to be whole.

A picture that is measured here can be shown: it was decoded to its last byte
once. What the pages need of it (upright width and height, alpha, the average
colour as placeholder) is taken on the way. Slow (20 to 500 ms) and fed by
strangers, hence run in a worker and remembered under the digest.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from jiangxin.images.source import (
    MAX_BYTES,
    MAX_PIXELS,
    digest_of_bytes,
    loaded,
    opened,
    source_bytes,
    swaps_sides,
    to_srgb,
    turn_of,
    without_opaque_alpha,
)
from jiangxin.model.picture import Photograph

# Part of the key under which a measurement is remembered.
PROBE_VERSION = "1"

_SAMPLE_PX = 64  # an average colour needs no more


def probe(
    path: Path,
    name: str,
    data_digest: str | None = None,
    *,
    max_pixels: int = MAX_PIXELS,
    max_bytes: int = MAX_BYTES,
) -> Photograph:
    """Measure the picture at `path` and call it `name` (its path relative to `content/`).

    `data_digest` is the SHA-256 of its bytes in hexadecimal where it is known
    already. Raises PictureError: `picture.unreadable`, `picture.truncated`,
    `picture.too-large`, `picture.not-a-picture`, `picture.format`.
    """
    data = source_bytes(path, max_bytes)
    with opened(data, max_pixels) as picture:
        stored_format = picture.format or ""
        size = picture.size
        pixels = without_opaque_alpha(loaded(picture, (_SAMPLE_PX, _SAMPLE_PX)))
        if stored_format == "TIFF":
            size = picture.size  # Pillow turned it while decoding
        turn = turn_of(picture)
        colour = _average_colour(pixels, picture.info.get("icc_profile"))
    width_px, height_px = (size[1], size[0]) if swaps_sides(turn) else size
    return Photograph(
        path=name,
        digest=data_digest or digest_of_bytes(data),
        width_px=width_px,
        height_px=height_px,
        format="jpeg" if stored_format == "MPO" else stored_format.lower(),
        has_alpha=pixels.mode == "RGBA",
        colour=colour,
    )


def _average_colour(pixels: Image.Image, profile: bytes | None) -> str:
    small = (min(_SAMPLE_PX, pixels.width), min(_SAMPLE_PX, pixels.height))
    sample = to_srgb(pixels.resize(small, Image.Resampling.BOX), profile)
    if sample.mode != "RGBA":
        sample = sample.convert("RGB")
    average = sample.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    if not isinstance(average, tuple):
        raise TypeError("an RGB pixel is a tuple")
    red, green, blue = average[:3]
    return f"#{int(red):02x}{int(green):02x}{int(blue):02x}"
