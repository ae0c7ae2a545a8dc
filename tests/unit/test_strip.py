"""An original keeps its pixels bit for bit and loses all that it tells besides, but for its credit."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, PngImagePlugin, features

from jiangxin.images.errors import PictureError
from jiangxin.images.reading.credit import Credit, credit_of
from jiangxin.images.reading.source import turn_of
from jiangxin.images.strip import strip

SECRET = b"SECRET"
KINDS = ("JPEG", "PNG", "WEBP", "GIF")


def painted(mode: str = "RGB", shift: int = 0) -> Image.Image:
    """Give a small picture with much in it."""
    picture = Image.merge("RGB", [Image.effect_noise((64, 48), 60 + shift + band) for band in range(3)])
    return picture.convert(mode)


def exif(orientation: int = 1) -> bytes:
    """Give an EXIF block as cameras write it: where, with what, a thumbnail, and the credit."""
    block = Image.Exif()
    block[0x010F] = "SECRET-make"
    block[0x0131] = "SECRET-software"
    block[0x013B] = "罗明浩".encode()
    block[0x8298] = b"(c) Museum"
    block[0x0112] = orientation
    block.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (22.0, 16.0, 30.0), 29: "SECRET-day"})
    block.get_ifd(ExifTags.IFD.Exif).update({0xA431: "SECRET-serial", 0x927C: b"SECRET-makernote"})
    return block.tobytes()


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """Give the bytes of a picture file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    """Write a segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def chunk(kind: bytes, content: bytes) -> bytes:
    """Write a chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def riff(kind: bytes, content: bytes) -> bytes:
    """Write a chunk of a WebP."""
    return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def in_webp(data: bytes, *extra: bytes) -> bytes:
    """Add chunks to a WebP."""
    return riff(b"RIFF", data[8:] + b"".join(extra))


def tell_tale(kind: str, orientation: int = 1, **options: object) -> bytes:
    """Write a picture that tells all that its format can."""
    if kind == "JPEG":
        data = saved(painted(), kind, exif=exif(orientation), comment=SECRET, xmp=b"<x>SECRET</x>", **options)
        apps = b"".join(segment(0xE0 + number, b"SECRET") for number in range(1, 16))
        return data[:2] + segment(0xE0, b"JFXX\0\x10SECRET") + apps + data[2:] + b"SECRET-after"
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", "SECRET")
        text.add_itxt("XML:com.adobe.xmp", "<x>SECRET</x>")
        data = saved(painted(), kind, exif=exif(orientation), pnginfo=text, **options)
        late = chunk(b"tEXt", b"Software\0SECRET") + chunk(b"tIME", b"\7\xea\1\1\0\0\0") + chunk(b"prVt", SECRET)
        return data[:-12] + late + data[-12:] + b"SECRET-after"
    if kind == "WEBP":
        data = saved(painted(), kind, exif=exif(orientation), xmp=b"<x>SECRET</x>", **options)
        return in_webp(data, riff(b"OWN ", b"SECRET!")) + b"SECRET-after"
    data = saved(painted("P"), kind, comment=SECRET, **options)
    head = 13 + 3 * 256
    own = b"!\xff\x0bXMP DataXMP\x06SECRET\0" + b"!\xfe\x06SECRET\0" + b"!\x01\x0c" + b"\0" * 12 + b"\x06SECRET\0"
    return data[:head] + own + data[head:] + b"SECRET-after"


def frames(data: bytes) -> list[tuple[str, bytes, object]]:
    """Decode every frame: mode, pixels, duration."""
    with Image.open(io.BytesIO(data)) as picture:
        found = []
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            found.append((picture.mode, picture.tobytes(), picture.info.get("duration")))
        return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", [1, 6])
def test_secrets(kind: str, orientation: int) -> None:
    """The pixels stay, the orientation and the credit too; all else goes, wherever it stood."""
    data = tell_tale(kind, orientation)
    assert data.count(SECRET) >= 4, "the source must have what is to go"
    stripped = strip(data)
    assert SECRET not in stripped
    assert frames(stripped) == frames(data)
    with Image.open(io.BytesIO(stripped)) as picture:
        picture.load()
        if kind != "GIF":
            assert turn_of(picture) == orientation
            assert credit_of(picture) == Credit("罗明浩", "(c) Museum", "")
        assert set(picture.getexif()) <= {0x0112, 0x013B, 0x8298}
        assert not picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    assert strip(stripped) == stripped


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"progressive": True}),
        ("JPEG", {"restart_marker_blocks": 1}),
        ("JPEG", {"subsampling": 0, "quality": 95}),
        ("WEBP", {"lossless": True}),
        ("PNG", {"compress_level": 0}),
        ("GIF", {"interlace": True}),
    ],
)
def test_encodings(kind: str, options: dict[str, object]) -> None:
    """Every way to write the pixels is kept as it is."""
    data = tell_tale(kind, 1, **options)
    assert frames(strip(data)) == frames(data)


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_jpeg_modes(mode: str) -> None:
    """Grey, and inks whose meaning hangs on Adobe's block, are kept right."""
    data = saved(painted(mode), "JPEG", comment=SECRET)
    assert frames(strip(data)) == frames(data)
    assert SECRET not in strip(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colour_stays(kind: str) -> None:
    """The profile stays: without it the pixels would mean other colours."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    stripped = strip(tell_tale(kind, icc_profile=profile * (200 if kind == "JPEG" else 1)))
    with Image.open(io.BytesIO(stripped)) as picture:
        assert picture.info["icc_profile"].startswith(profile)
    assert SECRET not in stripped


def test_png_colour_chunks() -> None:
    """What tells of colour, transparency, background and size in a PNG stays."""
    data = saved(painted("P"), "PNG", transparency=3)
    kept = (b"gAMA", b"cHRM", b"cICP", b"pHYs", b"bKGD")
    data = data[:33] + b"".join(chunk(kind, b"\0\0\0\1" * 8) for kind in kept) + data[33:]
    stripped = strip(data)
    assert stripped == data
    assert b"tRNS" in stripped


def test_thumbnails() -> None:
    """The thumbnail of a JFIF head goes, the density stays."""
    data = saved(painted(), "JPEG", dpi=(300, 300))
    assert data[2:4] == b"\xff\xe0"
    with_thumbnail = data[:2] + segment(0xE0, data[6:18] + bytes((2, 1)) + SECRET) + data[20:]
    stripped = strip(with_thumbnail)
    assert stripped == data


def test_second_picture() -> None:
    """Of a pair (MPO, or a telephone's gain map) the first picture remains, as a JPEG."""
    data = saved(painted(), "MPO", save_all=True, append_images=[painted(shift=20)])
    stripped = strip(data)
    with Image.open(io.BytesIO(stripped)) as picture:
        assert picture.format == "JPEG"
    assert frames(stripped) == frames(data)[:1]
    assert len(stripped) < len(data) * 0.6


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_animations(kind: str) -> None:
    """Every frame, its time and the number of rounds stay."""
    options = {"save_all": True, "append_images": [painted(shift=20)], "duration": [100, 250], "loop": 3}
    data = saved(painted(), kind, **options)
    if kind == "PNG":
        data = data[:-12] + chunk(b"tEXt", b"a\0SECRET") + data[-12:]
    elif kind == "WEBP":
        data = in_webp(data, riff(b"OWN ", b"SECRET"))
    else:
        data += SECRET
    stripped = strip(data)
    assert SECRET not in stripped
    assert len(frames(stripped)) == 2
    assert frames(stripped) == frames(data)
    with Image.open(io.BytesIO(stripped)) as picture:
        assert picture.info["loop"] == 3


def test_unknown_in_webp_frame() -> None:
    """What a frame of a WebP holds beside its pixels goes too."""
    data = saved(painted(), "WEBP", save_all=True, append_images=[painted(shift=20)])
    at = data.index(b"ANMF")
    length = int.from_bytes(data[at + 4 : at + 8], "little")
    frame = riff(b"ANMF", data[at + 8 : at + 8 + length] + riff(b"OWN ", SECRET))
    planted = riff(b"RIFF", data[8:at] + frame + data[at + 8 + length :])
    assert SECRET not in strip(planted)
    assert frames(strip(planted)) == frames(data)


def test_no_netscape_stowaway() -> None:
    """A GIF's repeat count stays, what else its block holds does not."""
    data = saved(painted("P"), "GIF", save_all=True, append_images=[painted("P", 20)], loop=3, duration=100)
    at = data.index(b"NETSCAPE2.0") + 11 + 4
    planted = data[:at] + b"\x06SECRET" + data[at:]
    assert SECRET not in strip(planted)
    assert frames(strip(planted)) == frames(data)


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "AVIF"])
def test_other_formats(kind: str) -> None:
    """What cannot be freed of what it tells is not offered, and the editor is told which format it is."""
    assert features.check("avif")
    with pytest.raises(PictureError) as caught:
        strip(saved(painted(), kind))
    assert (caught.value.code, caught.value.facts) == ("picture.no-original", {"format": kind})


def test_no_end_mark() -> None:
    """A GIF that lacks its end mark gets one; a JPEG that lacks it is damaged."""
    data = saved(painted("P"), "GIF")
    assert data[-1:] == b";"
    assert strip(data[:-1]) == strip(data)
    with pytest.raises(PictureError):
        strip(saved(painted(), "JPEG")[:-2])


SOURCES = {kind: tell_tale(kind) for kind in KINDS}
CODES = ("picture.unreadable", "picture.truncated", "picture.not-a-picture", "picture.format", "picture.too-large")


@settings(max_examples=300)
@given(st.sampled_from(KINDS), st.floats(0, 1))
def test_any_cut(kind: str, share: float) -> None:
    """A file that is cut anywhere gives a file without secrets, or a PictureError, and nothing else."""
    data = SOURCES[kind]
    try:
        assert SECRET not in strip(data[: int(len(data) * share)])
    except PictureError as error:
        assert error.code in CODES


@settings(max_examples=300)
@given(st.sampled_from(KINDS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=4))
def test_any_scratch(kind: str, scratches: list[tuple[float, int]]) -> None:
    """A file with wrong bytes anywhere gives a file or a PictureError, and nothing else."""
    data = bytearray(SOURCES[kind])
    for place, value in scratches:
        data[int((len(data) - 1) * place)] = value
    try:
        assert strip(bytes(data))
    except PictureError as error:
        assert error.code in (*CODES, "picture.no-original", "picture.heic")
