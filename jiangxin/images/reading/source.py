"""A picture file from strangers → pixels of a known mode, or one `PictureError`.

The bytes are read once, the format is judged by content against an allow-list
(Pillow would hand PostScript to Ghostscript), the size is compared with our own
limits at the header, and only then is anything decoded. A decoder may raise
nearly anything; it leaves this module as `PictureError`, but for `MemoryError`,
which is the worker's to report.

Pixels come out as L, RGB, RGBA, CMYK or LAB, still turned and coloured as they
were stored: `upright` and `colour.to_srgb` mend that, and are cheap once the
picture was scaled down.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image, TiffImagePlugin, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

from jiangxin.images.errors import PictureError
from jiangxin.images.reading.svg import is_svg
from jiangxin.limits import limit as limit_of
from jiangxin.limits import variable

# MPO comes by way of JPEG, which it is but for a second picture at its end.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "BMP")
_ALLOWED = "JPEG, PNG, WebP, GIF, TIFF, AVIF, BMP, HEIC"
MAX_PIXELS = 1_000_000 * limit_of("PICTURE_MP")
MAX_JPEG_PIXELS = 1_000_000 * limit_of("JPEG_MP")  # scaled while decoded: its pixels never exist all at once
MAX_BYTES = 1_000_000 * limit_of("PICTURE_MB")
# All waves of a progressive JPEG do, before the first pixel: two bytes a sample.
_MAX_WAVE_BYTES = 800_000_000
# Shares of MAX_PIXELS for what takes more than eight bytes a pixel while it is decoded and converted.
_SHARE_OF_WEBP = 0.5
_SHARE_OF_AVIF = 0.7
_SHARE_OF_MODES = {"LA": 0.65, "I;16": 0.8, "I;16B": 0.8, "P": 0.9}

# What is a picture, but not one that can be taken; by its first bytes.
_OTHER_FORMATS = (
    (b"%!PS", "PostScript"),
    (b"8BPS", "Photoshop"),
    (b"%PDF", "PDF"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\x00\x00\x01\x00", "icon"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
)
# How those begin that are taken: one that is not even identified was cut off in its header.
_TAKEN_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*")
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs")
_AVIF_BRANDS = (b"avif", b"avis")
_NEUTRAL_BRANDS = (b"mif1", b"msf1")  # of either kind: what else the file calls itself decides
_ORIENTATION_TAG = 0x0112
_SHORT = 3  # EXIF's number of a number of two bytes
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def source_bytes(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """Give the bytes of a picture file of at most `max_bytes`.

    Raises PictureError: `picture.unreadable`, `picture.too-large`, `picture.empty`.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe would wait for ever
            raise PictureError("picture.unreadable")
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise PictureError("picture.unreadable") from error
    if len(data) > max_bytes:
        raise _too_large(max(found.st_size, len(data)), max_bytes, "MB", "PICTURE_MB")
    if not data:
        raise PictureError("picture.empty")
    return data


def digest_of_bytes(data: bytes) -> str:
    """Give the digest by which a photograph is known: SHA-256, as hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def opened(data: bytes, max_pixels: int | None = None) -> Iterator[Image.Image]:
    """Give the picture in `data` with its header read and judged, not yet decoded.

    It has at most `max_pixels`, or as many as can be decoded scaled. Raises
    PictureError with every code of `errors` that tells of a file but
    `picture.changed`, also for what is raised while the picture is used.
    """
    Image.MAX_IMAGE_PIXELS = None  # Pillow's guard is a guess at ours and cannot tell the size
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns about tags that we do not keep
        try:
            _refuse_vast_webp(data, max_pixels or int(MAX_PIXELS * _SHARE_OF_WEBP))
            with Image.open(io.BytesIO(data), formats=_formats(data)) as picture:
                limit = _limit(picture, max_pixels)
                if picture.width * picture.height > limit:
                    name = "JPEG_MP" if isinstance(picture, JpegImageFile) else "PICTURE_MP"
                    raise _too_large(picture.width * picture.height, limit, "MP", name)
                yield picture
        except (PictureError, MemoryError):
            raise
        except UnidentifiedImageError as error:
            raise _not_taken(data) from error
        except Exception as error:  # decoders raise OSError, ValueError, SyntaxError, struct.error, IndexError, ...
            raise PictureError(_damage(error, data)) from error


def loaded(picture: Image.Image, at_least: tuple[int, int] | None = None) -> Image.Image:
    """Decode the whole of `picture` into L, RGB, RGBA, CMYK or LAB.

    A JPEG is decoded smaller where `at_least` (width, height in px, as stored)
    allows: all its data are read all the same. Raises what the decoder raises.
    """
    if at_least is not None and picture.format in ("JPEG", "MPO"):
        picture.draft(picture.mode, at_least)
    picture.load()
    if picture.mode in ("F", "I"):  # measurements rather than pictures: nothing says which of them is white
        raise _wrong_format("32-bit float" if picture.mode == "F" else "32-bit integer")
    if picture.mode.startswith("I;"):
        return _eight_bits(picture)
    if picture.mode in ("L", "RGB") and "transparency" not in picture.info:
        return picture
    if picture.mode in ("RGBA", "CMYK", "LAB"):
        return picture
    if picture.mode in ("LA", "La", "PA", "RGBa") or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Scale grey of 12 or 16 bits, which `convert` would clip to white; a TIFF may count from white."""
    bits, counts_from_white = 16, False
    if isinstance(picture, TiffImagePlugin.TiffImageFile):
        bits = picture.tag_v2.get(TiffImagePlugin.BITSPERSAMPLE, (16,))[0]
        counts_from_white = picture.tag_v2.get(TiffImagePlugin.PHOTOMETRIC_INTERPRETATION) == 0
    step = 1 / (1 << (bits - 8))
    grey = picture.convert("I").point(lambda value: value * step).convert("L")
    return grey.point(lambda value: 255 - value) if counts_from_white else grey


def without_opaque_alpha(pixels: Image.Image) -> Image.Image:
    """Drop an alpha channel that hides nothing."""
    if pixels.mode != "RGBA" or pixels.getchannel("A").getextrema() != (255, 255):
        return pixels
    return pixels.convert("RGB")


def turn_of(picture: Image.Image) -> int:
    """Give the EXIF orientation (1 to 8) that a picture still needs; of a PNG it may be known after decoding only.

    The EXIF block alone is asked: what XMP says of it no browser obeys, nor does
    the editor see it. TIFF and HEIF are turned while they are decoded.
    """
    block = picture.info.get("exif")
    if picture.format in ("TIFF", "HEIF") or not isinstance(block, bytes):
        return 1
    tiff = block.removeprefix(b"Exif\0\0")
    order: Literal["little", "big"] = "little" if tiff.startswith(b"II") else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)

    directory = number(4, 4)
    for entry in range(directory + 2, directory + 2 + 12 * number(directory, 2), 12):
        if number(entry, 2) == _ORIENTATION_TAG:
            turn = number(entry + 8, 2 if number(entry + 2, 2) == _SHORT else 4)
            return turn if turn in _TURNS else 1
    return 1


def swaps_sides(turn: int) -> bool:
    """Tell whether an orientation makes the stored height the width."""
    return turn >= 5


def upright(pixels: Image.Image, turn: int) -> Image.Image:
    """Turn and mirror as an EXIF orientation says."""
    return pixels.transpose(_TURNS[turn]) if turn in _TURNS else pixels


def _too_large(found: int, limit: int, unit: str, name: str) -> PictureError:
    """Name a size in millions, of pixels or bytes, rounded up so that it never equals the limit."""
    facts = {"found": str(-(-found // 1_000_000)), "limit": str(limit // 1_000_000), "unit": unit}
    return PictureError("picture.too-large", **facts, variable=variable(name))


def _formats(data: bytes) -> tuple[str, ...]:
    """Give what `data` may be; HEIF only, where it is that and the library for it is there."""
    if not _is_heif(data):
        return FORMATS
    try:
        importlib.import_module("pi_heif").register_heif_opener()
    except ImportError as error:
        raise PictureError("picture.heic") from error
    return ("HEIF",)


def _is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and _brand(data) in _HEIF_BRANDS


def _brand(data: bytes) -> bytes:
    """Give the brand of an ISO media file that tells AVIF and HEIF apart."""
    end = min(int.from_bytes(data[:4], "big"), 256)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, end, 4))]
    if brands[0] not in _NEUTRAL_BRANDS:
        return brands[0]
    return next((brand for brand in brands if brand in (*_AVIF_BRANDS, *_HEIF_BRANDS)), brands[0])


def _limit(picture: Image.Image, max_pixels: int | None) -> int:
    """Give how many pixels `picture` may have."""
    if not isinstance(picture, JpegImageFile):
        share = _SHARE_OF_AVIF if picture.format in ("AVIF", "HEIF") else _SHARE_OF_MODES.get(picture.mode, 1)
        return max_pixels or int(MAX_PIXELS * share)
    limit = max_pixels or MAX_JPEG_PIXELS
    if picture.info.get("progressive"):
        samplings = [(across, down) for _, across, down, _ in picture.layer]
        block = max(across for across, _ in samplings) * max(down for _, down in samplings)
        samples_a_pixel = sum(across * down for across, down in samplings) / block
        limit = min(limit, int(_MAX_WAVE_BYTES / (2 * samples_a_pixel)))
    return limit


def _refuse_vast_webp(data: bytes, limit: int) -> None:
    """Judge a WebP by its head: its decoder takes memory for two whole frames before it tells the size."""
    if not (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return
    if data[12:16] == b"VP8X":
        width, height = (1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
    elif data[12:16] == b"VP8L":
        sides = int.from_bytes(data[21:25], "little")
        width, height = 1 + (sides & 0x3FFF), 1 + (sides >> 14 & 0x3FFF)
    else:
        width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    if width * height > limit:
        raise _too_large(width * height, limit, "MP", "PICTURE_MP")


def _not_taken(data: bytes) -> PictureError:
    for start, name in _OTHER_FORMATS:
        if data.startswith(start):
            return _wrong_format(name)
    is_media = data[4:8] == b"ftyp" and _brand(data) in (*_AVIF_BRANDS, *_HEIF_BRANDS)
    if data.startswith(_TAKEN_STARTS) or is_media or _is_cut_webp(data):
        return PictureError("picture.truncated")
    return _wrong_format("SVG") if is_svg(data) else PictureError("picture.not-a-picture")


def _wrong_format(found: str) -> PictureError:
    return PictureError("picture.format", found=found, allowed=_ALLOWED)


def _damage(error: Exception, data: bytes) -> str:
    text = str(error).lower()
    is_cut = any(word in text for word in ("truncated", "unexpected end", "not enough", "eof"))
    is_cut = is_cut or isinstance(error, EOFError) or _is_cut_webp(data)
    return "picture.truncated" if is_cut else "picture.unreadable"


def _is_cut_webp(data: bytes) -> bool:
    """Tell whether a WebP file is shorter than its head says, which its decoder does not tell."""
    is_webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return is_webp and int.from_bytes(data[4:8], "little") + 8 > len(data)
