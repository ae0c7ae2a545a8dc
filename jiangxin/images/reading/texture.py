"""A picture's pixels → how it is best encoded: as a photograph, as a flat drawing, or without loss.

A fast AVIF encoder has no eye for lettering: a poster with small type becomes
nine times larger than a lossless WebP, and unsharp. Whether a picture is one is
not guessed but tried, on its 960 px level, and only for sources that were kept
without loss: what came as JPEG has no sharp letters left to keep.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, features

from jiangxin.model.picture import Texture

_LOSSLESS_SOURCES = ("PNG", "GIF", "BMP")
_TRIAL_PX = 960
_WORTH = 1.2  # lossless may be this much larger: it is that much sharper
GRAPHIC_AVIF = {"quality": 62, "speed": 9, "subsampling": "4:4:4", "max_threads": 1}
LOSSLESS_WEBP = {"lossless": True, "quality": 75, "method": 4}


def texture_of(pixels: Image.Image, stored_format: str) -> Texture:
    """Tell what a decoded picture (L, RGB, RGBA, CMYK, LAB) is to an encoder; `stored_format` is Pillow's name."""
    if stored_format not in _LOSSLESS_SOURCES or not features.check("avif"):
        return "photograph"
    if pixels.mode not in ("RGB", "RGBA"):
        pixels = pixels.convert("RGB")
    if max(pixels.size) > _TRIAL_PX:
        scale = _TRIAL_PX / max(pixels.size)
        size = (max(1, round(pixels.width * scale)), max(1, round(pixels.height * scale)))
        pixels = pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    is_smaller = _size(pixels, "WEBP", LOSSLESS_WEBP) <= _WORTH * _size(pixels, "AVIF", GRAPHIC_AVIF)
    return "lettering" if is_smaller else "graphic"


def _size(pixels: Image.Image, form: str, options: Mapping[str, object]) -> int:
    buffer = io.BytesIO()
    pixels.save(buffer, format=form, icc_profile=None, **options)
    return buffer.tell()
