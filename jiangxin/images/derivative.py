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
from functools import lru_cache

from jiangxin.model.picture import Derivative, Original, Photograph, PictureSize, TileSet

# To be raised by hand when `encode` makes other pixels of the same source.
RECIPE = "2"
STRIP_RECIPE = "1"
TILE_RECIPE = "1"

STRIPPABLE = ("jpeg", "png", "gif", "webp")
"""Formats whose files can be freed of their metadata without loss."""

ENDINGS = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png", "svg": "svg", "gif": "gif"}
_FALLBACK_MAX_PX = 1600
_ALPHA_MAX_PX = 960  # a PNG of a photograph with alpha is huge
_OWN_WIDTH_GAIN = 1.25  # the source's own width is worth a file from here on
_MAX_DERIVATIVE_PIXELS = 12_000_000  # the encoder needs 42 MB a megapixel; a tall scroll would need gigabytes
_STEM_MAX = 60


def plan_derivatives(photo: Photograph, size: PictureSize, *, is_best: bool = False) -> tuple[Derivative, ...]:
    """Give the modern files of `size`, narrow to wide, and then the one fallback for what cannot show them.

    Never wider than the photograph. Modern is AVIF, or lossless WebP for
    lettering. The fallback is the same at every size: a JPEG of at most 1,600 px,
    a PNG for lettering, or a PNG of at most 960 px where there is alpha. A
    drawing in SVG is one file.
    """
    if photo.texture == "vector":
        return (_derivative(photo, photo.width_px, "svg", is_best),)
    is_lettering = photo.texture == "lettering"
    fallback = "png" if photo.has_alpha or is_lettering else "jpeg"
    cap_px = _ALPHA_MAX_PX if photo.has_alpha and not is_lettering else _FALLBACK_MAX_PX
    fallback_px = min(cap_px, widest_that_fits((photo.width_px, photo.height_px)))
    return (
        *(_derivative(photo, width, "webp" if is_lettering else "avif", is_best) for width in _widths(photo, size)),
        _derivative(photo, fallback_px, fallback, is_best),
    )


def plan_tile_set(photo: Photograph) -> TileSet:
    """Give the tiles of a photograph, to be looked at to its last pixel."""
    key, letters = _hash(f"{photo.digest} tiles {TILE_RECIPE}")
    path = f"zoom/{_slug(photo.path)}.{letters}"
    return TileSet(photo.path, photo.digest, photo.width_px, photo.height_px, key, path)


def plan_original(photo: Photograph) -> Original:
    """Give the photograph's own file, to be freed of what it tells beside its pixels."""
    key, letters = _hash(f"{photo.digest} original {STRIP_RECIPE}")
    path = f"pictures/{_slug(photo.path)}.{letters}.{ENDINGS[photo.format]}"
    return Original(photo.path, photo.digest, photo.format, key, path)


def scaled(size: tuple[int, int], width_px: int) -> tuple[int, int]:
    """Give the size (width, height in px) of a picture of `size` at another width."""
    return width_px, max(1, round(size[1] * width_px / size[0]))


def widest_that_fits(size: tuple[int, int]) -> int:
    """Give the width in px, at most the photograph's own, at which a derivative is as large as it may be."""
    return max(1, min(size[0], int((_MAX_DERIVATIVE_PIXELS * size[0] / size[1]) ** 0.5)))


def _widths(photo: Photograph, size: PictureSize) -> tuple[int, ...]:
    widest_px = widest_that_fits((photo.width_px, photo.height_px))
    chosen = [width for width in sorted(set(size.widths_px)) if width <= widest_px]
    wanted_more = not chosen or max(size.widths_px) > widest_px
    if wanted_more and (not chosen or widest_px >= chosen[-1] * _OWN_WIDTH_GAIN):
        chosen.append(widest_px)
    return tuple(chosen)


def _derivative(photo: Photograph, width_px: int, kind: str, is_best: bool) -> Derivative:
    width_px, height_px = scaled((photo.width_px, photo.height_px), width_px)
    effort = "best" if is_best and kind == "avif" else "usual"
    key, letters = _hash(f"{photo.digest} {RECIPE} {width_px}x{height_px} {kind} {photo.texture} {effort}")
    return Derivative(
        source=photo.path,
        digest=photo.digest,
        source_px=(photo.width_px, photo.height_px),
        width_px=width_px,
        height_px=height_px,
        format=kind,
        texture=photo.texture,
        is_best=effort == "best",
        key=f"{key}.{ENDINGS[kind]}",
        path=f"pictures/{_slug(photo.path)}-{width_px}.{letters}.{ENDINGS[kind]}",
    )


def _hash(recipe: str) -> tuple[str, str]:
    """Give a key for the cache, and eight letters of it for a file's name.

    The letters are 40 bits in base 32, so that 10,000 photographs of one stem do not meet.
    """
    digest = hashlib.sha256(recipe.encode()).digest()
    return digest[:16].hex(), base64.b32encode(digest[:5]).decode().lower()


@lru_cache(maxsize=4096)
def _slug(path: str) -> str:
    """Give what is ASCII of a file's own name."""
    name = path.rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    return re.sub(r"[^a-z0-9]+", "-", stem.lower())[:_STEM_MAX].strip("-") or "picture"
