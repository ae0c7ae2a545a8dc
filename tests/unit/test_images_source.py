"""Every kind of file that an editor may bring is opened as a browser would show it, or refused with the right word."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from jiangxin.images.errors import PictureError
from jiangxin.images.reading import source
from jiangxin.images.reading.colour import _transform, to_srgb
from jiangxin.images.reading.source import loaded, opened, source_bytes, turn_of, upright

SAMPLES = Path(__file__).parents[1] / "samples_pictures"
D50 = (0.9642, 1.0, 0.8249)
# The colorants of the profiles, adapted to D50, as their makers publish them.
DISPLAY_P3 = ((0.5151, 0.2412, -0.0011), (0.2919, 0.6922, 0.0419), (0.1572, 0.0666, 0.7841))
ADOBE_RGB = ((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446))
PROPHOTO = ((0.7977, 0.2880, 0.0), (0.1352, 0.7119, 0.0), (0.0313, 0.0001, 0.8249))
SRGB = ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7139))


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """Give the bytes of a picture file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def shown(data: bytes) -> Image.Image:
    """Load, colour and turn a picture, as the encoder does."""
    with opened(data) as picture:
        pixels = loaded(picture)
        return upright(to_srgb(pixels, picture.info.get("icc_profile")), turn_of(picture))


def pixel(picture: Image.Image, x: int = 0, y: int = 0) -> tuple[int, ...]:
    """Give one pixel as a tuple."""
    found = picture.getpixel((x, y))
    return tuple(int(level) for level in found) if isinstance(found, tuple) else (int(found or 0),)


def is_near(found: Sequence[int], wanted: Sequence[int], by: int = 3) -> bool:
    """Tell whether two colours are alike."""
    return len(found) == len(wanted) and all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def refusal(data: bytes) -> PictureError:
    """Give the error that loading must raise."""
    with pytest.raises(PictureError) as caught:
        shown(data)
    return caught.value


def icc(space: bytes, kind: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Write an ICC profile of version 2."""
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        content += b"\0" * (-len(content) % 4)
        table += struct.pack(">4sII", name, at + len(body), len(content))
        body += content
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"test", 0x02400000, kind, space, connection)
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp").ljust(44 - 12, b"\0")
    head = head.ljust(68, b"\0") + xyz(D50)[8:]
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def xyz(values: Sequence[float]) -> bytes:
    """Write an XYZ tag."""
    return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def rgb_profile(colorants: Sequence[Sequence[float]], gamma: float) -> bytes:
    """Write the profile of an RGB space."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))
    columns = dict(zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(xyz, colorants), strict=True))
    return icc(
        b"RGB ", b"mntr", b"XYZ ", {b"wtpt": xyz(D50), **columns, b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    )


def grey_profile(gamma: float) -> bytes:
    """Write the profile of a grey space."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))
    return icc(b"GRAY", b"mntr", b"XYZ ", {b"wtpt": xyz(D50), b"kTRC": curve})


def ink_profile() -> bytes:
    """Write a CMYK profile in which every ink is green on white, and no ink white: unlike all real ones."""
    white, green = bytes((255, 128, 128)), bytes((128, 60, 180))
    lut = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0))
    lut += b"".join(struct.pack(">i", 65536 if place % 4 == 0 else 0) for place in range(9))
    lut += bytes(range(256)) * 4 + white + green * 15 + bytes(range(256)) * 3
    return icc(b"CMYK", b"prtr", b"Lab ", {b"wtpt": xyz(D50), b"A2B0": lut, b"A2B1": lut, b"A2B2": lut})


def converted(colour: Sequence[int], colorants: Sequence[Sequence[float]], gamma: float) -> list[int]:
    """Convert a colour to sRGB by plain arithmetic."""
    linear = [(level / 255) ** gamma for level in colour]
    light = [sum(linear[ink] * colorants[ink][axis] for ink in range(3)) for axis in range(3)]
    x, y, z = light
    rgb = (
        3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
        -0.9787684 * x + 1.9161415 * y + 0.0334540 * z,
        0.0719453 * x - 0.2289914 * y + 1.4052427 * z,
    )
    curved = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in (min(1, max(0, c)) for c in rgb))
    return [round(255 * c) for c in curved]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize(
    ("colorants", "gamma"), [(DISPLAY_P3, 2.2), (ADOBE_RGB, 2.2), (PROPHOTO, 1.8)], ids=["P3", "Adobe", "ProPhoto"]
)
def test_wide_gamut(kind: str, colorants: Sequence[Sequence[float]], gamma: float) -> None:
    """Colours of the wide spaces come out as arithmetic has them."""
    colour = (150, 110, 90)
    best = {"lossless": True} if kind == "WEBP" else {"quality": 100} if kind in ("JPEG", "AVIF") else {}
    data = saved(Image.new("RGB", (32, 32), colour), kind, icc_profile=rgb_profile(colorants, gamma), **best)
    wanted = converted(colour, colorants, gamma)
    assert not is_near(colour, wanted), "the profile must matter"
    assert is_near(pixel(shown(data), 9, 9), wanted)


def test_alpha_keeps_profile() -> None:
    """A picture with alpha is converted too, its alpha is not."""
    data = saved(Image.new("RGBA", (8, 8), (150, 110, 90, 77)), "PNG", icc_profile=rgb_profile(ADOBE_RGB, 2.2))
    assert is_near(pixel(shown(data)), [*converted((150, 110, 90), ADOBE_RGB, 2.2), 77])


def test_srgb_by_another_name() -> None:
    """Whatever a profile is called: where it does what sRGB does, the very pixels come out."""
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pixels = Image.new("RGB", (8, 8), (200, 100, 50))
    assert to_srgb(pixels, own) is pixels
    liar = own.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    assert pixel(to_srgb(pixels, liar)) != (200, 100, 50)


def test_transform_is_kept() -> None:
    """Photographs of one camera share one transform."""
    profile = rgb_profile(DISPLAY_P3, 2.2)
    _transform.cache_clear()
    for _ in range(3):
        to_srgb(Image.new("RGB", (8, 8)), bytes(bytearray(profile)))
    assert _transform.cache_info().hits == 2


def test_grey_profile() -> None:
    """Grey with a curve of its own stays grey, and is lighter or darker."""
    data = saved(Image.new("L", (8, 8), 100), "PNG", icc_profile=grey_profile(1.0))
    found = shown(data)
    assert found.mode == "L"
    assert is_near(pixel(found), converted((100, 100, 100), SRGB, 1.0)[:1])


@pytest.mark.parametrize("profile", [b"x", b"\0" * 4000, rgb_profile(ADOBE_RGB, 2.2)[:300], grey_profile(1.0)])
def test_useless_profile(profile: bytes) -> None:
    """A broken profile, a cut one and one for other pixels count as none."""
    data = saved(Image.new("RGB", (8, 8), (200, 100, 50)), "PNG", icc_profile=profile)
    assert pixel(shown(data)) == (200, 100, 50)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_inks_with_profile(kind: str) -> None:
    """Inks come out as their profile says; Adobe's JPEGs, which Pillow writes, hold them upside down."""
    data = saved(Image.new("CMYK", (16, 16), (255, 0, 0, 0)), kind, icc_profile=ink_profile())
    red, green, blue = pixel(shown(data), 5, 5)
    assert green > red + 40
    assert green > blue + 40


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
@pytest.mark.parametrize(
    ("inks", "wanted"),
    [
        ((0, 0, 0, 0), (255, 255, 255)),
        ((255, 0, 0, 0), (0, 174, 239)),
        ((0, 255, 0, 0), (236, 0, 140)),
        ((0, 255, 255, 0), (237, 28, 36)),
        ((0, 0, 0, 255), (35, 31, 32)),
        ((0, 0, 0, 128), (145, 143, 143)),
    ],
)
def test_inks_without_profile(kind: str, inks: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    """Inks of no profile are those of offset print, whose solid colours are well known: none of them is garish."""
    data = saved(Image.new("CMYK", (16, 16), inks), kind, **({"quality": 100} if kind == "JPEG" else {}))
    assert is_near(pixel(shown(data), 5, 5), wanted)


def chunk(kind: bytes, content: bytes) -> bytes:
    """Write a chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(size: tuple[int, int], depth: int, kind: int, row: bytes, *extra: bytes) -> bytes:
    """Write a PNG of one row."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0" + row))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + pixels + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (png((1, 1), 16, 0, b"\x40\x00"), (64,)),
        (png((1, 1), 16, 0, b"\xff\xff"), (255,)),
        (png((1, 1), 16, 4, b"\x40\0\x80\0"), (64, 64, 64, 128)),
        (png((1, 1), 16, 2, b"\x40\0\x80\0\xc0\0"), (64, 128, 192)),
        (png((1, 1), 16, 6, b"\x40\0\x80\0\xc0\0\x20\0"), (64, 128, 192, 32)),
        (png((4, 1), 2, 0, b"\x1b"), (0,)),
        (png((8, 1), 1, 0, b"\x80"), (255,)),
        (png((8, 1), 1, 0, b"\x00", chunk(b"tRNS", b"\0\0")), (0, 0, 0, 0)),
        (png((1, 1), 8, 0, b"\x10", chunk(b"tRNS", b"\0\x10")), (16, 16, 16, 0)),
        (png((1, 1), 8, 2, b"\x10\x20\x30", chunk(b"tRNS", b"\0\x10\0\x20\0\x30")), (16, 32, 48, 0)),
        (png((1, 1), 8, 3, b"\1", chunk(b"PLTE", bytes(range(6)))), (3, 4, 5)),
        (png((1, 1), 8, 3, b"\1", chunk(b"PLTE", bytes(range(6))), chunk(b"tRNS", b"\xff\x80")), (3, 4, 5, 128)),
        (png((1, 1), 8, 4, b"\x40\x80"), (64, 64, 64, 128)),
    ],
)
def test_png_kinds(data: bytes, wanted: tuple[int, ...]) -> None:
    """Every depth and kind of PNG comes out with eight bits, and clear where it is clear."""
    assert pixel(shown(data)) == wanted


def tiff(order: str, bits: Sequence[int], photometric: int, pixel_bytes: bytes, sample_format: int = 1) -> bytes:
    """Write a TIFF of one pixel (two of 12 bits)."""
    width = 2 if bits == (12,) else 1
    entries = [
        (256, 4, (width,)),
        (257, 4, (1,)),
        (258, 3, tuple(bits)),
        (259, 3, (1,)),
        (262, 3, (photometric,)),
        (273, 4, (-1,)),
        (277, 3, (len(bits),)),
        (278, 4, (1,)),
        (279, 4, (len(pixel_bytes),)),
        (339, 3, (sample_format,) * len(bits)),
    ]
    at = 8 + 2 + 12 * len(entries) + 4
    directory, values = struct.pack(order + "H", len(entries)), b""
    for tag, kind, items in entries:
        if tag == 273:
            items = (at + 100,)
        value = struct.pack(f"{order}{len(items)}{'H' if kind == 3 else 'I'}", *items)
        if len(value) > 4:
            where = struct.pack(order + "I", at + len(values))
            values += value
        else:
            where = value.ljust(4, b"\0")
        directory += struct.pack(order + "HHI", tag, kind, len(items)) + where
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    return head + directory + b"\0\0\0\0" + values.ljust(100, b"\0") + pixel_bytes


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("bits", "photometric", "levels", "wanted"),
    [
        ((16,), 1, (0x4000,), (64,)),
        ((16,) * 3, 2, (0x4000, 0x8000, 0xC000), (64, 128, 192)),
        ((8,), 0, (0x40,), (191,)),
        ((8,) * 3, 2, (1, 2, 3), (1, 2, 3)),
    ],
)
def test_tiff_kinds(
    order: str, bits: Sequence[int], photometric: int, levels: Sequence[int], wanted: tuple[int, ...]
) -> None:
    """TIFF of both byte orders, 8 and 16 bits, counted from black or from white."""
    content = struct.pack(f"{order}{len(levels)}{'H' if bits[0] == 16 else 'B'}", *levels)
    assert pixel(shown(tiff(order, bits, photometric, content))) == wanted


def test_tiff_of_scanners() -> None:
    """16 bits counted from white, as of X-ray films, and 12 bits are scaled right."""
    assert pixel(shown(tiff("<", (16,), 0, b"\0\x40"))) == (191,)
    assert pixel(shown(tiff("<", (12,), 1, b"\x40\x0f\xff"))) == (64,)


def test_tiff_of_inks_and_lab() -> None:
    """16-bit inks and CIELAB become RGB."""
    assert is_near(pixel(shown(tiff("<", (16,) * 4, 5, struct.pack("<4H", 0, 0, 0, 0)))), (255, 255, 255))
    assert is_near(pixel(shown(tiff("<", (8,) * 3, 8, b"\x80\0\0"))), (119, 119, 119))


@pytest.mark.parametrize(
    ("sample_format", "found"), [(3, "32-bit float"), (2, "32-bit integer")], ids=["float", "integer"]
)
def test_measurements(sample_format: int, found: str) -> None:
    """A file of measurements, which says not which of them is white, is refused by name."""
    error = refusal(tiff("<", (32,), 1, struct.pack("<f", 0.5), sample_format))
    assert (error.code, error.facts["found"]) == ("picture.format", found)
    assert "JPEG" in error.facts["allowed"]


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_first_frame(kind: str) -> None:
    """Of an animation in any format the first frame is shown."""
    frames = [Image.new("RGB", (64, 48), colour) for colour in ((220, 20, 20), (20, 20, 220))]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    with Image.open(io.BytesIO(data)) as picture:
        assert getattr(picture, "n_frames", 1) == 2
    assert is_near(pixel(shown(data).convert("RGB"), 9, 9), (220, 20, 20), by=8)


def sheet() -> Image.Image:
    """Give a picture that is wide, with a red half to the left."""
    picture = Image.new("RGB", (60, 40), (20, 20, 220))
    picture.paste((220, 20, 20), (0, 0, 30, 40))
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_xmp_does_not_turn(kind: str) -> None:
    """An orientation that only XMP knows turns nothing, as in browsers."""
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r tiff:Orientation="6"/></x:xmpmeta>'
    data = saved(sheet(), kind, **({"xmp": xmp} if kind != "PNG" else {}))
    if kind == "PNG":
        text = chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
        data = data[:33] + text + data[33:]
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        assert picture.getexif().get(0x0112) == (None if kind == "TIFF" else 6), "Pillow must be tempted"
    assert shown(data).size == (60, 40)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("kind", "wanted"), [(3, 6), (4, 6), (3, 0), (3, 9), (4, 70000)])
def test_orientation_block(order: str, kind: int, wanted: int) -> None:
    """Both byte orders and both number types are read; numbers that mean nothing turn nothing."""
    value = struct.pack(order + ("HH" if kind == 3 else "I"), *((wanted, 0) if kind == 3 else (wanted,)))
    block = (b"II" if order == "<" else b"MM") + struct.pack(order + "HIHHHI", 42, 8, 1, 0x0112, kind, 1) + value
    picture = Image.new("RGB", (2, 2))
    picture.info["exif"] = b"Exif\0\0" + block
    assert turn_of(picture) == (wanted if wanted == 6 else 1)


@given(st.binary(max_size=200))
def test_any_orientation_block(block: bytes) -> None:
    """Whatever the block holds, an orientation comes out."""
    picture = Image.new("RGB", (2, 2))
    picture.info["exif"] = block
    assert 1 <= turn_of(picture) <= 8


def test_broken_exif() -> None:
    """A photograph with a broken EXIF block is shown all the same."""
    data = saved(sheet(), "JPEG", exif=b"Exif\0\0broken")
    assert shown(data).size == (60, 40)


def heic() -> bytes:
    """Give a photograph as telephones write it: stored lying, to be turned."""
    return (SAMPLES / "turned.heic").read_bytes()


def test_heic() -> None:
    """HEIC is turned once and shown in its colours."""
    pytest.importorskip("pi_heif")
    found = shown(heic())
    assert found.size == (48, 32)
    corners = [pixel(found, x, y) for x, y in ((12, 8), (36, 8), (12, 24), (36, 24))]
    for corner, wanted in zip(corners, ((220, 20, 20), (20, 200, 20), (20, 20, 220), (245, 245, 245)), strict=True):
        assert is_near(corner, wanted, by=12)


def test_cut_heic() -> None:
    """A HEIC that ends too early is refused as such."""
    pytest.importorskip("pi_heif")
    assert refusal(heic()[:500]).code == "picture.truncated"


def test_heic_without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is not installed the editor is told what to do, and every other format still opens."""
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    assert refusal(heic()).code == "picture.heic"
    assert refusal(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic").code == "picture.heic"
    assert shown(saved(sheet(), "AVIF")).size == (60, 40)


def test_neutral_brand() -> None:
    """An AVIF that calls itself by the name that all of its family share is an AVIF."""
    data = saved(sheet(), "AVIF")
    assert data[8:12] == b"avif"
    assert shown(data[:8] + b"mif1" + data[12:]).size == (60, 40)


def jpeg_head(width: int, height: int, marker: int = 0xC0, samplings: Sequence[int] = (0x22, 0x11, 0x11)) -> bytes:
    """Write a JPEG that has a head only."""
    parts = b"".join(bytes((number, sampling, 0)) for number, sampling in enumerate(samplings, start=1))
    frame = struct.pack(">BHHB", 8, height, width, len(samplings)) + parts
    table = b"\xff\xdb\x00\x43\x00" + bytes(64 * [1])
    scan = (
        b"\xff\xda"
        + struct.pack(">HB", 6 + 2 * len(samplings), len(samplings))
        + b"\1\0" * len(samplings)
        + b"\0\x3f\0"
    )
    return b"\xff\xd8" + table + b"\xff" + bytes([marker]) + struct.pack(">H", len(frame) + 2) + frame + scan


@pytest.mark.parametrize(
    ("data", "found", "limit"),
    [
        (png((30_000, 30_000), 8, 0, b""), "900", "120"),
        (jpeg_head(30_000, 16_000), "480", "450"),
        (jpeg_head(25_000, 16_000, 0xC2), "400", "266"),
        (jpeg_head(20_000, 10_000, 0xC2, (0x11, 0x11, 0x11)), "200", "133"),
        (b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + b"\0\0\0,\0\0\0\0\1\0\1\0\0\2\0;", "3600", "120"),
        (b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\x3f\0\xff\x3f\0", "269", "60"),
        (b"RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0\x2f\xff\xff\xff\x0f\0\0\0\0\0", "269", "60"),
        (b"RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\xff\x3f\xff\x3f", "269", "60"),
    ],
    ids=["PNG", "JPEG", "progressive", "progressive 4:4:4", "GIF", "WebP", "WebP lossless", "WebP lossy"],
)
def test_bombs(data: bytes, found: str, limit: str) -> None:
    """What is too large is refused at its head, with its true size and the limit of its kind."""
    error = refusal(data)
    raised_by = "JIANGXIN_JPEG_MP" if data.startswith(b"\xff\xd8") else "JIANGXIN_PICTURE_MP"
    facts = {"found": found, "limit": limit, "unit": "MP", "variable": raised_by}
    assert (error.code, error.facts) == ("picture.too-large", facts)


@pytest.mark.parametrize(
    "data", [jpeg_head(25_000, 16_000), jpeg_head(16_000, 16_000, 0xC2)], ids=["baseline", "waves"]
)
def test_large_jpeg(data: bytes) -> None:
    """A JPEG is opened up to the limit of its kind, where it is not asked for all at once."""
    with opened(data) as picture:
        assert picture.width >= 16_000
    with pytest.raises(PictureError) as caught, opened(data, source.MAX_PIXELS):
        pass
    assert caught.value.facts["limit"] == "120"


def test_scaled_decoding() -> None:
    """A JPEG is decoded no larger than needed, another format as it is."""
    for kind, wanted in (("JPEG", (200, 100)), ("PNG", (1600, 800))):
        with opened(saved(Image.new("RGB", (1600, 800)), kind)) as picture:
            assert loaded(picture, (200, 100)).size == wanted


def test_mislabelled(tmp_path: Path) -> None:
    """The content counts, not the name."""
    (tmp_path / "a.jpg").write_bytes(saved(sheet(), "WEBP"))
    with opened(source_bytes(tmp_path / "a.jpg")) as picture:
        assert picture.format == "WEBP"


@settings(max_examples=150)
@given(st.data())
def test_any_damage(data: st.DataObject) -> None:
    """A file that is cut or scratched anywhere is shown or refused; nothing else comes out."""
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "BMP", "MPO"]))
    whole = bytearray(saved(sheet(), kind))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=3)):
        whole[place] ^= data.draw(st.integers(1, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    try:
        assert shown(cut).mode in ("L", "RGB", "RGBA")
    except PictureError as error:
        assert error.code in (
            *("picture.truncated", "picture.unreadable", "picture.too-large"),
            *("picture.not-a-picture", "picture.format", "picture.heic"),
        )
