"""A photograph and its derivatives → picture files.

One decode serves all: the picture is scaled to the widest derivative first, so
that colour and orientation cost a third, and every narrower one is made from
the next wider (no visible loss, a third of the time). Nothing of the source but
its pixels reaches a file, and on large ones who made it and whose it is: never
where, never with what.

`RECIPE` in `derivative` must be raised with every change here that changes pixels.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from PIL import Image, features

from jiangxin.cache import write_whole
from jiangxin.images.errors import PictureError
from jiangxin.images.source import (
    digest_of_bytes,
    loaded,
    opened,
    source_bytes,
    swaps_sides,
    to_srgb,
    turn_of,
    upright,
    without_opaque_alpha,
)
from jiangxin.model.picture import Derivative

_CREDIT_FROM_PX = 960
_CREDIT_MAX_BYTES = 500
_CREDIT_TAGS = (0x013B, 0x8298)  # Artist, Copyright: in the order that EXIF wants
_AVIF = {"quality": 62, "speed": 9, "subsampling": "4:2:0", "max_threads": 1}
_JPEG = {"quality": 80, "progressive": True, "optimize": True, "subsampling": "4:2:0"}
_PNG = {"optimize": True}
_DRAFT_HEADROOM = 2  # below it a scaled JPEG decode can be seen


def encode(source: Path, derivatives: Sequence[Derivative], folder: Path) -> None:
    """Make every one of `derivatives` of one photograph in `folder`, under the last part of its path.

    Each file appears whole or not at all. Raises PictureError:
    `picture.changed` where `source` is not what was measured,
    `picture.no-encoder` where Pillow lacks AVIF, and what `probe` raises;
    OSError where `folder` cannot be written.
    """
    if not derivatives:
        return
    if not features.check("avif"):
        raise PictureError("picture.no-encoder", format="AVIF")
    data = source_bytes(source)
    if any(derivative.digest != digest_of_bytes(data) for derivative in derivatives):
        raise PictureError("picture.changed")
    widest_first = sorted(derivatives, key=lambda derivative: -derivative.width_px)
    level, credit = _first_level(data, widest_first[0])
    for derivative in widest_first:
        size = (derivative.width_px, derivative.height_px)
        if level.size != size:
            level = level.resize(size, Image.Resampling.LANCZOS)
        file = folder / PurePosixPath(derivative.path).name
        write_whole(file, _encoded(level, derivative, credit), durable=True)


def _first_level(data: bytes, widest: Derivative) -> tuple[Image.Image, bytes]:
    """Give upright sRGB pixels in the size of `widest`, free of all else, and the credit to be kept."""
    with opened(data) as picture:
        size = (widest.width_px, widest.height_px)
        at_least = max(size) * _DRAFT_HEADROOM
        pixels = without_opaque_alpha(loaded(picture, (at_least, at_least)))
        turn = turn_of(picture)
        stored_size = (size[1], size[0]) if swaps_sides(turn) else size
        if pixels.size != stored_size:
            pixels = pixels.resize(stored_size, Image.Resampling.LANCZOS)
        pixels = upright(to_srgb(pixels, picture.info.get("icc_profile")), turn)
        bare = Image.new(pixels.mode, pixels.size)
        bare.paste(pixels)
        return bare, _credit_exif(picture)


def _encoded(pixels: Image.Image, derivative: Derivative, credit: bytes) -> bytes:
    options: dict[str, object] = {"icc_profile": None}
    if credit and derivative.width_px >= _CREDIT_FROM_PX:
        options["exif"] = credit
    if derivative.format == "avif":
        options |= _AVIF
    elif derivative.format == "jpeg":
        options |= _JPEG
        pixels = pixels.convert("RGB") if pixels.mode == "RGBA" else pixels
    elif derivative.format == "png":
        options |= _PNG
    else:
        raise ValueError(f"no recipe for {derivative.format!r}")
    buffer = io.BytesIO()
    pixels.save(buffer, format=derivative.format.upper(), **options)
    return buffer.getvalue()


def _credit_exif(picture: Image.Image) -> bytes:
    """Give an EXIF block with nothing but the artist and the copyright, or b"" where there is neither."""
    found = picture.getexif()
    values = [(tag, _credit_text(found.get(tag))) for tag in _CREDIT_TAGS]
    return _exif_block([(tag, text) for tag, text in values if text])


def _credit_text(value: object) -> bytes:
    """Give the bytes as the camera wrote them: Pillow reads them as Latin-1, many programs write UTF-8."""
    if not isinstance(value, str):
        return b""
    text = value.replace("\0", " ").strip().encode("latin-1", "ignore")[:_CREDIT_MAX_BYTES]
    return text.decode("utf-8", "ignore").encode() if _is_utf8_start(text) else text


def _is_utf8_start(text: bytes) -> bool:
    """Tell whether `text` is UTF-8, but perhaps for a letter cut in two at its end."""
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(text) - 3 and error.reason == "unexpected end of data"
    return True


def _exif_block(entries: Sequence[tuple[int, bytes]]) -> bytes:
    """Write a little-endian TIFF directory of text entries; Pillow's own writer makes "?" of Chinese."""
    if not entries:
        return b""
    at = 8 + 2 + 12 * len(entries) + 4
    directory, values = b"", b""
    for tag, text in entries:
        text += b"\0"
        if len(text) <= 4:
            where = text.ljust(4, b"\0")
        else:
            where = struct.pack("<I", at + len(values))
            values += text + b"\0" * (len(text) % 2)
        directory += struct.pack("<HHI", tag, 2, len(text)) + where
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, len(entries)) + directory + b"\0\0\0\0" + values
