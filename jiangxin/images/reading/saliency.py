"""A picture → the point that the eye meets first, for where it is cropped and no editor said what counts.

What differs in colour from the whole, from its surroundings and at edges stands
out; more so near the middle, where photographers put what they mean. It knows
nothing of faces. A thumbnail is enough for it.
"""

from __future__ import annotations

import math
from array import array

from PIL import Image, ImageChops, ImageFilter, ImageStat

_MIDDLE = "50% 50%"
_SIDE_PX = 160
_LEAST_SIDE_PX = 16  # a ribbon is made this wide: what is asked for are percents
_TOP_SHARE = 0.1
_LEAST_PEAK = 12  # of 255: below it nothing stands out


def focus_of(pixels: Image.Image) -> str:
    """Give the point of upright sRGB `pixels` (L, RGB or RGBA) that cropping should keep, as "31% 60%"."""
    picture, coverage = _thumbnail(pixels)
    salient = _saliency(picture)
    if coverage is not None:
        salient = ImageChops.multiply(salient, coverage)
    salient = ImageChops.multiply(salient, _nearness_to_middle(salient.size))
    salient = salient.filter(ImageFilter.BoxBlur(max(salient.size) / 32))  # a thing rather than a speck
    counts = salient.histogram()
    peak = max(level for level, count in enumerate(counts) if count)
    if peak < _LEAST_PEAK:
        return _MIDDLE
    floor = _level_of_top(counts, salient.width * salient.height * _TOP_SHARE)
    top = salient.point(lambda level: max(0, level - floor))
    return f"{_centroid(top, across=True)}% {_centroid(top, across=False)}%"


def _thumbnail(pixels: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Give a small RGB picture, and how far each pixel can be seen where that differs."""
    scale = min(1.0, _SIDE_PX / max(pixels.size))
    width, height = (max(_LEAST_SIDE_PX, round(side * scale)) for side in pixels.size)
    small = pixels.resize((width, height), Image.Resampling.BOX)
    if small.mode != "RGBA":
        return small.convert("RGB"), None
    coverage = small.getchannel("A")
    flat = Image.new("RGB", small.size, _mean(small.convert("RGB"), coverage))
    flat.paste(small, mask=coverage)
    return flat, coverage


def _mean(picture: Image.Image, coverage: Image.Image | None = None) -> tuple[int, int, int]:
    red, green, blue = ImageStat.Stat(picture, coverage).mean if coverage is None or coverage.getbbox() else (0, 0, 0)
    return round(red), round(green), round(blue)


def _saliency(picture: Image.Image) -> Image.Image:
    """Give how far each pixel stands out: by colour, against its surroundings, and as an edge."""
    differing = ImageChops.difference(picture, Image.new("RGB", picture.size, _mean(picture)))
    red, green, blue = differing.split()
    colour = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    grey = picture.convert("L")
    contrast = ImageChops.difference(grey, grey.filter(ImageFilter.BoxBlur(max(picture.size) / 16)))
    edges = ImageChops.difference(grey, grey.filter(ImageFilter.BoxBlur(1)))
    return ImageChops.add(colour, ImageChops.add(contrast, edges), scale=2)


def _nearness_to_middle(size: tuple[int, int]) -> Image.Image:
    """Give 255 in the middle and less than half of it in the corners."""
    distance = Image.radial_gradient("L").resize(size, Image.Resampling.BILINEAR)
    return distance.point(lambda level: 255 - level * 0.6)


def _level_of_top(counts: list[int], wanted: float) -> int:
    """Give the level above which there are the brightest `wanted` pixels."""
    found = 0
    for level in range(255, 0, -1):
        found += counts[level]
        if found >= wanted:
            return level - 1
    return 0


def _centroid(weights: Image.Image, *, across: bool) -> int:
    """Give where the middle of `weights` lies, in percent of the width or the height."""
    length = weights.width if across else weights.height
    line = weights.convert("F").resize((length, 1) if across else (1, length), Image.Resampling.BOX)
    sums = array("f", line.tobytes())
    place = math.fsum((index + 0.5) * each for index, each in enumerate(sums)) / math.fsum(sums)
    return round(100 * place / length)
