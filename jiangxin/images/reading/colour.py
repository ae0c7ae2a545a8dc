"""Stored colours → sRGB, which is what every screen takes them for.

A photograph from a telephone (Display P3), a camera (Adobe RGB) or a scanner
(ProPhoto) is dull where its profile is ignored. Inks without a profile are
taken for offset print on coated paper, as nearly all of them are.
"""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageChops, ImageCms, ImageFilter

_SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
_MAX_UNSEEN_STEP = 2  # of 255: the many profiles called sRGB differ by no more

# What cyan, magenta and yellow print alone and over each other, in the order that a cube wants: cyan changes fastest.
_INKS = ("ffffff", "00aeef", "ec008c", "2e3092", "fff200", "00a650", "ed1c24", "363639")
_INKS_OVER_BLACK = ("231f20", "000e23", "230000", "000001", "1b1a00", "001200", "220000", "000000")


def to_srgb(pixels: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert L, RGB, RGBA, CMYK or LAB to sRGB (L, RGB or RGBA) by the ICC `profile`.

    A broken profile, and one for other pixels, counts as none.
    """
    if pixels.mode == "RGBA":
        converted = to_srgb(pixels.convert("RGB"), profile)
        converted.putalpha(pixels.getchannel("A"))
        return converted
    try:
        transform = _transform(profile or b"", pixels.mode)
        if transform is None:
            return pixels
        return _applied(transform, pixels)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return _printed(pixels) if pixels.mode == "CMYK" else pixels


@lru_cache(maxsize=8)  # a photographer has few cameras; building one costs 2 ms, and comparing their bytes nothing
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Give the way from `profile` to sRGB, or None where it leads nowhere else.

    Raises PyCMSError, OSError, ValueError for a profile that cannot be used.
    """
    if mode == "LAB":
        return _built(ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")), mode)
    if not profile:
        raise ValueError("no profile")
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if source.profile.xcolor_space.strip() != _SPACES[mode]:
        raise ValueError("a profile for other pixels")
    transform = _built(source, mode)
    return None if mode != "CMYK" and _changes_nothing(transform, mode) else transform


def _built(source: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        source,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        mode,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _changes_nothing(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Judge a profile by what it does, not by its name: names are many, and some lie."""
    if mode == "L":
        sample = Image.frombytes("L", (256, 1), bytes(range(256)))
    else:
        steps = range(0, 256, 36)  # eight levels: 512 colours
        levels = (level for red in steps for green in steps for blue in steps for level in (red, green, blue))
        sample = Image.frombytes("RGB", (64, 8), bytes(levels))
    change = ImageChops.difference(sample, _applied(transform, sample))
    return not any(band.point(lambda step: step > _MAX_UNSEEN_STEP).getbbox() for band in change.split())


def _applied(transform: ImageCms.ImageCmsTransform, pixels: Image.Image) -> Image.Image:
    converted = ImageCms.applyTransform(pixels, transform)
    if converted is None:  # only where a picture is changed in place, which this is not
        raise ValueError("no result")
    return converted.convert("L") if pixels.mode == "L" else converted


def _printed(pixels: Image.Image) -> Image.Image:
    """Mix the colours of inks on coated paper: between the solid prints by their share, darkened by black."""
    cyan, magenta, yellow, black = pixels.split()
    inks = Image.merge("RGB", (cyan, magenta, yellow))
    return Image.composite(inks.filter(_cube(_INKS_OVER_BLACK)), inks.filter(_cube(_INKS)), black)


def _cube(corners: tuple[str, ...]) -> ImageFilter.Color3DLUT:
    return ImageFilter.Color3DLUT(2, [level / 255 for corner in corners for level in bytes.fromhex(corner)])
