"""A picture file → a `Photograph`: measured, and proved to be whole.

A picture that is measured here can be shown: it was decoded to its last byte
once. What the pages need of it (upright width and height, alpha, the average
colour as placeholder, where the eye goes first, how it is best encoded, whose
it is) is taken on the way. Slow (20 to 500 ms) and fed by strangers, hence run
in a worker and remembered under the digest.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from jiangxin.images.reading.colour import to_srgb
from jiangxin.images.reading.credit import credit_of
from jiangxin.images.reading.saliency import focus_of
from jiangxin.images.reading.source import (
    MAX_BYTES,
    digest_of_bytes,
    loaded,
    opened,
    source_bytes,
    swaps_sides,
    turn_of,
    upright,
    without_opaque_alpha,
)
from jiangxin.images.reading.svg import clean_svg, is_svg, measure_svg
from jiangxin.images.reading.texture import texture_of
from jiangxin.model.picture import Photograph

_SAMPLE_PX = 160  # what the eye goes to is seen at this size, and an average colour too


def probe(
    path: Path,
    name: str,
    data_digest: str | None = None,
    *,
    max_pixels: int | None = None,
    max_bytes: int = MAX_BYTES,
) -> Photograph:
    """Measure the picture at `path` and call it `name` (its path relative to `content/`).

    `data_digest` is the SHA-256 of its bytes in hexadecimal where it is known
    already. Raises PictureError: `picture.unreadable`, `picture.truncated`,
    `picture.too-large`, `picture.not-a-picture`, `picture.format`, `picture.heic`,
    `picture.svg-active`.
    """
    data = source_bytes(path, max_bytes)
    digest = data_digest or digest_of_bytes(data)
    if is_svg(data):
        width_px, height_px = measure_svg(clean_svg(data))
        return Photograph(name, digest, width_px, height_px, "svg", True, "", texture="vector", file_bytes=len(data))
    with opened(data, max_pixels) as picture:
        stored_format = picture.format or ""
        size = picture.size
        pixels = without_opaque_alpha(loaded(picture, _sample_size(size)))
        if stored_format == "TIFF":
            size = picture.size  # Pillow turned it while decoding
        turn = turn_of(picture)
        sample = _sample(pixels, picture.info.get("icc_profile"))
        credit = credit_of(picture)
        is_animated = getattr(picture, "n_frames", 1) > 1 and stored_format in ("GIF", "PNG", "WEBP", "AVIF")
    width_px, height_px = (size[1], size[0]) if swaps_sides(turn) else size
    return Photograph(
        path=name,
        digest=digest,
        width_px=width_px,
        height_px=height_px,
        format="jpeg" if stored_format == "MPO" else stored_format.lower(),
        has_alpha=pixels.mode == "RGBA",
        colour=_average_colour(sample),
        texture=texture_of(pixels, stored_format),
        focus=focus_of(upright(sample, turn)),
        is_animated=is_animated,
        file_bytes=len(data),
        creator=credit.creator,
        rights=credit.rights,
        licence=credit.licence,
    )


def _sample(pixels: Image.Image, profile: bytes | None) -> Image.Image:
    """Give a small RGB or RGBA picture in sRGB."""
    sample = to_srgb(pixels.resize(_sample_size(pixels.size), Image.Resampling.BOX), profile)
    return sample if sample.mode in ("RGB", "RGBA") else sample.convert("RGB")


def _sample_size(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, _SAMPLE_PX / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _average_colour(sample: Image.Image) -> str:
    average = sample.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    if not isinstance(average, tuple):
        raise TypeError("an RGB pixel is a tuple")
    red, green, blue = average[:3]
    return f"#{int(red):02x}{int(green):02x}{int(blue):02x}"
