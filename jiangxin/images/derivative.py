"""A photograph × a size of the theme → the files to be made: recipe and name, no pixels.

A name carries a digest of all that the file is made from (the photograph's
bytes, the recipe, width and format): what has the name is the file, it may be
cached for ever, and nothing needs to be invalidated. Pillow is not reached from
here, so that pages can be planned and tested with values alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import PurePosixPath

from jiangxin.model.picture import Derivative, Photograph, PictureSize

# To be raised by hand when `encode` makes other pixels of the same source.
RECIPE = "1"

ENDINGS = {"avif": "avif", "jpeg": "jpg", "png": "png"}
_JPEG_MAX_PX = 1600
_PNG_MAX_PX = 960  # a PNG of a photograph with alpha is huge
_OWN_WIDTH_GAIN = 1.25  # the source's own width is worth a file from here on
_MAX_DERIVATIVE_PIXELS = 12_000_000  # the encoder needs 42 MB a megapixel; a tall scroll would need gigabytes
_STEM_MAX = 60


def plan_derivatives(photo: Photograph, size: PictureSize) -> tuple[Derivative, ...]:
    """Give the AVIF files of `size`, narrow to wide, and then the one fallback for what cannot show them.

    Never wider than the photograph. The fallback is a JPEG of at most 1,600 px,
    or a PNG of at most 960 px where there is alpha. Photographs of the same
    bytes and stem share their derivatives: equal paths mean equal files.
    """
    widths_px = _widths(photo, size)
    kind, cap_px = ("png", _PNG_MAX_PX) if photo.has_alpha else ("jpeg", _JPEG_MAX_PX)
    fallback_px = max((width for width in widths_px if width <= cap_px), default=min(cap_px, widths_px[0]))
    return (
        *(_derivative(photo, width, "avif") for width in widths_px),
        _derivative(photo, fallback_px, kind),
    )


def _widths(photo: Photograph, size: PictureSize) -> tuple[int, ...]:
    widest_px = min(photo.width_px, _widest_that_fits(photo))
    chosen = [width for width in sorted(set(size.widths_px)) if width <= widest_px]
    wanted_more = not chosen or max(size.widths_px) > widest_px
    if wanted_more and (not chosen or widest_px >= chosen[-1] * _OWN_WIDTH_GAIN):
        chosen.append(widest_px)
    return tuple(chosen)


def _widest_that_fits(photo: Photograph) -> int:
    """Give the width in px at which a derivative is as large as it may be."""
    shape = photo.width_px / photo.height_px
    return max(1, int((_MAX_DERIVATIVE_PIXELS * shape) ** 0.5))


def _derivative(photo: Photograph, width_px: int, kind: str) -> Derivative:
    recipe = f"{photo.digest} {RECIPE} {width_px} {kind}"
    # Base 32: eight letters are 40 bits, so that 10,000 photographs of one stem do not meet.
    hash8 = base64.b32encode(hashlib.sha256(recipe.encode()).digest())[:8].decode().lower()
    return Derivative(
        source=photo.path,
        digest=photo.digest,
        width_px=width_px,
        height_px=max(1, round(photo.height_px * width_px / photo.width_px)),
        format=kind,
        path=f"pictures/{_slug(photo.path)}-{width_px}.{hash8}.{ENDINGS[kind]}",
    )


def _slug(path: str) -> str:
    stem = PurePosixPath(path).stem.lower()
    return re.sub(r"[^a-z0-9]+", "-", stem)[:_STEM_MAX].strip("-") or "picture"
