"""A picture file from strangers → pixels of a known mode, or one `PictureError`.

The bytes are read once, the format is judged by content against an allow-list
(Pillow would hand PostScript to Ghostscript), the size is compared with our own
limits at the header, and only then is anything decoded. A decoder may raise
nearly anything; it leaves this module as `PictureError`, but for `MemoryError`,
which is the worker's to report.

Pixels come out as L, RGB, RGBA, CMYK or LAB, still turned and coloured as they
were stored: `upright` and `to_srgb` mend that, and are cheap once the picture
was scaled down.
"""

from __future__ import annotations

import hashlib
import io
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageCms, UnidentifiedImageError

from jiangxin.images.errors import PictureError

# MPO comes by way of JPEG, which it is but for a second picture at its end.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "BMP")
MAX_PIXELS = 120_000_000
MAX_BYTES = 80_000_000

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
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_ORIENTATION_TAG = 0x0112
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

    Raises PictureError: `picture.unreadable`, `picture.too-large`.
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
        raise _too_large(max(found.st_size, len(data)), max_bytes, "MB")
    return data


def digest_of_bytes(data: bytes) -> str:
    """Give the digest by which a photograph is known: SHA-256, as hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def opened(data: bytes, max_pixels: int = MAX_PIXELS) -> Iterator[Image.Image]:
    """Give the picture in `data` with its header read and judged, not yet decoded.

    Raises PictureError with every code but `picture.changed`, also for what is
    raised while the picture is used.
    """
    Image.MAX_IMAGE_PIXELS = max_pixels  # Pillow's own guard, for frames met later
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns about tags that we do not keep
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                if picture.width * picture.height > max_pixels:
                    raise _too_large(picture.width * picture.height, max_pixels, "MP")
                yield picture
        except (PictureError, MemoryError):
            raise
        except UnidentifiedImageError as error:
            raise _not_taken(data) from error
        except Image.DecompressionBombError as error:
            raise PictureError("picture.too-large", found="", limit=str(max_pixels // 1_000_000), unit="MP") from error
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
    if picture.mode == "F":
        raise PictureError("picture.format", found="32-bit float")
    if picture.mode in ("L", "RGB") and "transparency" not in picture.info:
        return picture
    if picture.mode in ("RGBA", "CMYK", "LAB"):
        return picture
    if picture.mode.startswith("I"):  # 16 bits: `convert` would clip all to white
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("LA", "La", "PA", "RGBa") or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture.convert("L" if picture.mode == "1" else "RGB")


def without_opaque_alpha(pixels: Image.Image) -> Image.Image:
    """Drop an alpha channel that hides nothing."""
    if pixels.mode != "RGBA" or pixels.getchannel("A").getextrema() != (255, 255):
        return pixels
    return pixels.convert("RGB")


def turn_of(picture: Image.Image) -> int:
    """Give the EXIF orientation (1 to 8) that a picture still needs.

    To be asked after decoding: Pillow has then turned a TIFF by itself and taken its tag away.
    """
    turn = picture.getexif().get(_ORIENTATION_TAG, 1)
    return turn if turn in _TURNS else 1


def swaps_sides(turn: int) -> bool:
    """Tell whether an orientation makes the stored height the width."""
    return turn >= 5


def upright(pixels: Image.Image, turn: int) -> Image.Image:
    """Turn and mirror as an EXIF orientation says."""
    return pixels.transpose(_TURNS[turn]) if turn in _TURNS else pixels


def to_srgb(pixels: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert to sRGB (L, RGB or RGBA) from the ICC `profile`; a broken or unfitting one counts as none."""
    if pixels.mode == "RGBA":
        converted = to_srgb(pixels.convert("RGB"), profile)
        if converted.mode != "RGB":
            converted = converted.convert("RGB")
        converted.putalpha(pixels.getchannel("A"))
        return converted
    try:
        return _by_profile(pixels, profile)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return pixels if pixels.mode in ("L", "RGB") else pixels.convert("RGB")


def _by_profile(pixels: Image.Image, profile: bytes | None) -> Image.Image:
    if pixels.mode == "LAB":
        return _transformed(pixels, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    if not profile:
        raise ValueError("no profile")
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    space = source.profile.xcolor_space.strip()
    if pixels.mode == "L" and space == "RGB":
        return pixels  # grey stays grey in every RGB space that a camera writes
    if {"L": "GRAY"}.get(pixels.mode, pixels.mode) != space:
        raise ValueError("a profile for other pixels")
    return _transformed(pixels, source)


def _transformed(pixels: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    transform = ImageCms.buildTransform(
        source,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        pixels.mode,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    converted = ImageCms.applyTransform(pixels, transform)
    if converted is None:  # only where a picture is changed in place, which this is not
        raise ValueError("no result")
    return converted


def _too_large(found: int, limit: int, unit: str) -> PictureError:
    """Name a size in millions, of pixels or bytes, rounded up so that it never equals the limit."""
    millions = -(-found // 1_000_000)
    return PictureError("picture.too-large", found=str(millions), limit=str(limit // 1_000_000), unit=unit)


def _not_taken(data: bytes) -> PictureError:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return PictureError("picture.format", found="HEIC")
    for start, name in _OTHER_FORMATS:
        if data.startswith(start):
            return PictureError("picture.format", found=name)
    if data.startswith(_TAKEN_STARTS) or data[4:12] in (b"ftypavif", b"ftypavis") or _is_cut_webp(data):
        return PictureError("picture.truncated")
    if b"<svg" in data[:1000].lower():
        return PictureError("picture.format", found="SVG")
    return PictureError("picture.not-a-picture")


def _damage(error: Exception, data: bytes) -> str:
    text = str(error).lower()
    is_cut = any(word in text for word in ("truncated", "unexpected end", "not enough", "eof"))
    is_cut = is_cut or isinstance(error, EOFError) or _is_cut_webp(data)
    return "picture.truncated" if is_cut else "picture.unreadable"


def _is_cut_webp(data: bytes) -> bool:
    """Tell whether a WebP file is shorter than its head says, which its decoder does not tell."""
    is_webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return is_webp and int.from_bytes(data[4:8], "little") + 8 > len(data)
