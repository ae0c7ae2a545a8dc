"""Pictures from strangers are measured, refused or encoded right, judged by pixels."""

from __future__ import annotations

import io
import os
import pickle
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, ImageDraw, JpegImagePlugin, features
from PIL.JpegImagePlugin import JpegImageFile

from jiangxin.images.derivative import plan_derivatives
from jiangxin.images.encode import encode
from jiangxin.images.errors import PictureError
from jiangxin.images.probe import probe
from jiangxin.model.picture import Derivative, Photograph, PictureSize

Rgb = tuple[int, int, int]
RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 200, 20), (20, 20, 220), (245, 245, 245)
SMALL = PictureSize("card", (48, 96), "100vw")
LARGE = PictureSize("plate", (480, 960), "100vw")


def quadrants(width: int = 120, height: int = 80) -> Image.Image:
    """Give a picture that is red, green / blue, white."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(GREEN, (width // 2, 0, width, height // 2))
    picture.paste(BLUE, (0, height // 2, width // 2, height))
    picture.paste(WHITE, (width // 2, height // 2, width, height))
    return picture


def stored_as(upright: Image.Image, orientation: int) -> Image.Image:
    """Store an upright picture as the EXIF standard words it: where row 0 and column 0 are seen."""
    first_row = ("top", "top", "bottom", "bottom", "left", "right", "right", "left")[orientation - 1]
    first_column = ("left", "right", "right", "left", "top", "top", "bottom", "bottom")[orientation - 1]
    width, height = upright.size
    stored = Image.new("RGB", (width, height) if orientation < 5 else (height, width))
    for row in range(stored.height):
        for column in range(stored.width):
            seen = {first_row: row, first_column: column}
            x = seen["left"] if "left" in seen else width - 1 - seen["right"]
            y = seen["top"] if "top" in seen else height - 1 - seen["bottom"]
            stored.putpixel((column, row), upright.getpixel((x, y)) or 0)
    return stored


def saved(picture: Image.Image, path: Path, **options: Any) -> Path:
    """Save a picture and give where."""
    picture.save(path, **options)
    return path


def measured(path: Path) -> Photograph:
    """Measure a picture under its own name."""
    return probe(path, path.name)


def encoded(path: Path, folder: Path, size: PictureSize = SMALL) -> dict[Derivative, Path]:
    """Measure, plan and encode; give each derivative's file."""
    derivatives = plan_derivatives(measured(path), size)
    folder.mkdir(exist_ok=True)
    encode(path, derivatives, folder)
    return {derivative: folder / derivative.key for derivative in derivatives}


def corners(path: Path) -> list[Rgb]:
    """Give the colours in the middle of the four quadrants, as a browser shows them."""
    with Image.open(path) as picture:
        shown = picture.convert("RGB")
        assert picture.getexif().get(0x0112, 1) == 1
    width, height = shown.size
    places = [(1, 1), (3, 1), (1, 3), (3, 3)]
    return [pixel(shown, width * x // 4, height * y // 4) for x, y in places]


def pixel(picture: Image.Image, x: int, y: int) -> Rgb:
    """Give one pixel of an RGB picture."""
    found = picture.getpixel((x, y))
    assert isinstance(found, tuple)
    return (int(found[0]), int(found[1]), int(found[2]))


def is_near(found: Rgb, wanted: Rgb, by: int = 30) -> bool:
    """Tell whether two colours are alike."""
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def code_of(call: Callable[[], object]) -> str:
    """Give the code of the error that a call must raise."""
    with pytest.raises(PictureError) as caught:
        call()
    return caught.value.code


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "tif", "avif"])
def test_upright(tmp_path: Path, ending: str, orientation: int) -> None:
    """Every EXIF orientation in every format comes out upright, with the sides that were measured."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(stored_as(quadrants(), orientation), tmp_path / f"a.{ending}", exif=exif.tobytes(), quality=95)
    photo = measured(path)
    assert (photo.width_px, photo.height_px) == (120, 80)
    for derivative, file in encoded(path, tmp_path / "out").items():
        with Image.open(file) as picture:
            assert picture.size == (derivative.width_px, derivative.height_px)
            assert picture.width > picture.height
        for found, wanted in zip(corners(file), (RED, GREEN, BLUE, WHITE), strict=True):
            assert is_near(found, wanted), (file, found, wanted)


def with_secrets(path: Path) -> Path:
    """Save a picture that says where, with what and by whom it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET-make"
    exif[0x013B] = "罗明浩".encode()
    exif[0x8298] = b"(c) Museum"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (22.0, 16.0, 30.0), 3: "E", 4: (113.0, 34.0, 5.0)})
    exif.get_ifd(ExifTags.IFD.Exif).update({0xA431: "SECRET-serial"})
    options = {"comment": b"SECRET-comment"} if path.suffix == ".jpg" else {}
    return saved(quadrants(1200, 800), path, exif=exif.tobytes(), **options)


@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "webp", "avif"])
def test_no_place(tmp_path: Path, ending: str) -> None:
    """Where, with what and how a photograph was taken never reaches a derivative."""
    path = with_secrets(tmp_path / f"a.{ending}")
    with Image.open(path) as source:
        assert source.getexif().get_ifd(ExifTags.IFD.GPSInfo), "the source must have what is to go"
    for file in encoded(path, tmp_path / "out", LARGE).values():
        assert b"SECRET" not in file.read_bytes()
        with Image.open(file) as picture:
            assert set(picture.getexif()) <= {0x013B, 0x8298}
            assert not picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
            assert "icc_profile" not in picture.info
            assert "comment" not in picture.info


def test_credit(tmp_path: Path) -> None:
    """Artist and copyright stay on derivatives of 960 px and more, in Chinese too, and on no smaller one."""
    for derivative, file in encoded(with_secrets(tmp_path / "a.jpg"), tmp_path / "out", LARGE).items():
        with Image.open(file) as picture:
            found = {tag: str(value).encode("latin-1").decode() for tag, value in picture.getexif().items()}
        wanted = {0x013B: "罗明浩", 0x8298: "(c) Museum"} if derivative.width_px >= 960 else {}
        assert found == wanted


def test_credit_cut(tmp_path: Path) -> None:
    """A credit of any length is cut between letters, never within one."""
    exif = Image.Exif()
    exif[0x013B] = ("明" * 400).encode()
    path = saved(quadrants(1200, 800), tmp_path / "a.jpg", exif=exif.tobytes())
    for derivative, file in encoded(path, tmp_path / "out", LARGE).items():
        if derivative.width_px >= 960:
            with Image.open(file) as picture:
                assert set(str(picture.getexif()[0x013B]).encode("latin-1").decode()) == {"明"}


def red_green_swapped() -> bytes:
    """Give an RGB profile whose red is sRGB's green: its tags rXYZ and gXYZ name each other's colour."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert b"rXYZ" in profile
    return profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")


@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "webp", "avif"])
def test_colour_profile(tmp_path: Path, ending: str) -> None:
    """Colours are converted to sRGB by the embedded profile, in derivatives and the placeholder."""
    source = Image.new("RGB", (100, 80), RED)
    path = saved(source, tmp_path / f"a.{ending}", icc_profile=red_green_swapped(), quality=95)
    colour = measured(path).colour
    assert int(colour[3:5], 16) > 150 > int(colour[1:3], 16)
    for file in encoded(path, tmp_path / "out").values():
        red, green, _ = corners(file)[0]
        assert green > 150 > red


@pytest.mark.parametrize("profile", [b"", b"broken", b"\0" * 200])
def test_broken_profile(tmp_path: Path, profile: bytes) -> None:
    """A broken profile counts as none."""
    path = saved(Image.new("RGB", (100, 80), RED), tmp_path / "a.jpg", icc_profile=profile, quality=95)
    assert all(is_near(corners(file)[0], RED) for file in encoded(path, tmp_path / "out").values())


def test_unfitting_profile(tmp_path: Path) -> None:
    """A grey picture with an RGB profile stays grey instead of failing."""
    path = saved(Image.new("L", (100, 80), 90), tmp_path / "a.jpg", icc_profile=red_green_swapped())
    assert all(is_near(corners(file)[0], (90, 90, 90), by=6) for file in encoded(path, tmp_path / "out").values())


@pytest.mark.parametrize("ending", ["png", "tif"])
def test_sixteen_bits(tmp_path: Path, ending: str) -> None:
    """16-bit grey is scaled, not clipped to white."""
    path = saved(Image.new("I;16", (100, 80), 0x4000), tmp_path / f"a.{ending}")
    assert measured(path).colour == "#404040"
    assert all(is_near(corners(file)[0], (64, 64, 64), by=6) for file in encoded(path, tmp_path / "out").values())


@pytest.mark.parametrize("ending", ["jpg", "tif"])
def test_four_inks(tmp_path: Path, ending: str) -> None:
    """CMYK becomes RGB."""
    path = saved(Image.new("CMYK", (100, 80), (0, 255, 255, 0)), tmp_path / f"a.{ending}")
    for file in encoded(path, tmp_path / "out").values():
        with Image.open(file) as picture:
            assert picture.mode == "RGB"
        assert is_near(corners(file)[0], (255, 0, 0), by=40)


def glass(mode: str) -> Image.Image:
    """Give a picture whose left half is clear and whose right half is red or grey."""
    picture = Image.new("RGBA", (100, 80), (0, 0, 0, 0))
    picture.paste((*RED, 255), (50, 0, 100, 80))
    if mode == "P":
        palette = Image.new("P", (100, 80), 0)
        palette.putpalette([0, 0, 0, *RED])
        palette.paste(1, (50, 0, 100, 80))
        palette.info["transparency"] = 0
        return palette
    return picture.convert(mode)


@pytest.mark.parametrize(
    ("mode", "ending"), [("RGBA", "png"), ("P", "png"), ("P", "gif"), ("LA", "png"), ("RGBA", "webp")]
)
def test_alpha(tmp_path: Path, mode: str, ending: str) -> None:
    """What is clear stays clear: a modern file and a PNG, no JPEG."""
    path = saved(glass(mode), tmp_path / f"a.{ending}")
    assert measured(path).has_alpha
    files = encoded(path, tmp_path / "out")
    assert {derivative.format for derivative in files} == {"avif" if ending == "webp" else "webp", "png"}
    for file in files.values():
        with Image.open(file) as picture:
            alpha = picture.convert("RGBA").getchannel("A")
            assert alpha.getpixel((picture.width // 4, 10)) == 0
            assert alpha.getpixel((picture.width * 3 // 4, 10)) == 255


def test_clear_parts_have_no_colour(tmp_path: Path) -> None:
    """The placeholder is the colour of what can be seen."""
    photo = measured(saved(glass("RGBA"), tmp_path / "a.png"))
    assert is_near((int(photo.colour[1:3], 16), int(photo.colour[3:5], 16), int(photo.colour[5:], 16)), RED, by=4)


def test_opaque_alpha(tmp_path: Path) -> None:
    """An alpha channel that hides nothing is dropped; one clear pixel keeps it."""
    picture = quadrants().convert("RGBA")
    assert not measured(saved(picture, tmp_path / "a.png")).has_alpha
    picture.putpixel((3, 3), (0, 0, 0, 254))
    assert measured(saved(picture, tmp_path / "b.png")).has_alpha


def test_first_frame(tmp_path: Path) -> None:
    """Of an animation the first frame is shown, of a stereo pair (MPO) the first picture, as JPEG."""
    frames = [Image.new("RGB", (64, 48), colour) for colour in (RED, BLUE)]
    gif = saved(frames[0], tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    pair = saved(frames[0], tmp_path / "a.jpg", format="MPO", save_all=True, append_images=frames[1:])
    assert measured(pair).format == "jpeg"
    for path in (gif, pair):
        assert all(is_near(corners(file)[0], RED) for file in encoded(path, tmp_path / "out").values())


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "gif", "tif", "avif", "bmp"])
@pytest.mark.parametrize("part", [0.5, 0.9])
def test_truncated(tmp_path: Path, ending: str, part: float) -> None:
    """A picture that ends too early is refused, by measuring and by encoding."""
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    path = saved(noise, tmp_path / f"a.{ending}")
    photo = measured(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    assert code_of(lambda: measured(path)) == "picture.truncated"
    cut = Photograph(photo.path, _digest(path), photo.width_px, photo.height_px, photo.format, False, "#000000")
    assert code_of(lambda: encode(path, plan_derivatives(cut, SMALL), tmp_path)) == "picture.truncated"
    assert not list(tmp_path.glob("*.avif.tmp"))


def _digest(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (b"<!doctype html><title>404</title>", "picture.not-a-picture", None),
        (b"", "picture.empty", None),
        (b"\xff\xd8\xff", "picture.truncated", None),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "picture.format", "PostScript"),
        (b"8BPS\0\1" + b"\0" * 40, "picture.format", "Photoshop"),
    ],
)
def test_no_picture(tmp_path: Path, content: bytes, code: str, found: str | None) -> None:
    """What is no picture, or none that can be taken, is judged by its content, whatever its name."""
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    with pytest.raises(PictureError) as caught:
        measured(path)
    assert caught.value.code == code
    assert caught.value.facts.get("found") == found


def test_wrong_ending(tmp_path: Path) -> None:
    """A PNG named .jpg is a PNG."""
    quadrants().save(tmp_path / "a.jpg", format="PNG")
    assert measured(tmp_path / "a.jpg").format == "png"


def test_bomb(tmp_path: Path) -> None:
    """Too many pixels are refused at the header, before anything is decoded."""
    path = saved(Image.new("1", (12_000, 12_000)), tmp_path / "a.png")
    with pytest.raises(PictureError) as caught:
        measured(path)
    assert (caught.value.code, caught.value.facts) == (
        "picture.too-large",
        {"found": "144", "limit": "120", "unit": "MP", "variable": "JIANGXIN_PICTURE_MP"},
    )


def test_too_many_bytes(tmp_path: Path) -> None:
    """A file over the limit of bytes is refused."""
    path = saved(quadrants(), tmp_path / "a.png")
    assert code_of(lambda: probe(path, "a.png", max_bytes=path.stat().st_size - 1)) == "picture.too-large"
    assert probe(path, "a.png", max_bytes=path.stat().st_size).width_px == 120


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_pipe(tmp_path: Path) -> None:
    """A pipe, a folder and a missing file are unreadable, and nobody waits for them."""
    os.mkfifo(tmp_path / "a.jpg")
    for path in (tmp_path / "a.jpg", tmp_path, tmp_path / "none.jpg"):
        assert code_of(lambda path=path: measured(path)) == "picture.unreadable"  # type: ignore[misc]


def test_changed_source(tmp_path: Path) -> None:
    """A source that is not what was measured is not encoded."""
    path = saved(quadrants(), tmp_path / "a.png")
    derivatives = plan_derivatives(measured(path), SMALL)
    quadrants(60, 40).save(path)
    assert code_of(lambda: encode(path, derivatives, tmp_path / "out")) == "picture.changed"


def test_no_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pillow cannot write AVIF that is said, and no other format takes its place."""
    path = saved(quadrants(), tmp_path / "a.png")
    derivatives = plan_derivatives(measured(path), SMALL)
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    assert code_of(lambda: encode(path, derivatives, tmp_path / "out")) == "picture.no-encoder"


def test_same_bytes(tmp_path: Path) -> None:
    """The same photograph gives the same bytes in another folder."""
    one, two = (encoded(with_secrets(tmp_path / name), tmp_path / name[0], LARGE) for name in ("a.jpg", "b.jpg"))
    assert [file.read_bytes() for file in one.values()] == [file.read_bytes() for file in two.values()]


def lettered(width: int = 1200, height: int = 800) -> Image.Image:
    """Give a poster: small words on a flat ground."""
    picture = Image.new("RGB", (width, height), WHITE)
    draw = ImageDraw.Draw(picture)
    for row in range(0, height, 14):
        draw.text((8, row), "Tolerance 0.02 mm, surface Ra 0.8, hardened " * 4, fill=BLUE)
    return picture


def shaded(width: int = 1200, height: int = 800) -> Image.Image:
    """Give what a program drew without lettering: soft shades with a little grain."""
    across = Image.linear_gradient("L").resize((width, height))
    noise = random.Random(1).randbytes((width // 6) * (height // 6))  # noqa: S311  # grain, the same every time
    grain = Image.frombytes("L", (width // 6, height // 6), noise)
    grain = grain.resize((width, height), Image.Resampling.BICUBIC)
    return Image.merge("RGB", (across, grain, across.transpose(Image.Transpose.ROTATE_180)))


@pytest.mark.parametrize(
    ("picture", "ending", "texture", "formats"),
    [
        (lettered(), "png", "lettering", {"webp", "png"}),
        (shaded(), "png", "graphic", {"avif", "jpeg"}),
        (shaded(), "jpg", "photograph", {"avif", "jpeg"}),
        (lettered(), "jpg", "photograph", {"avif", "jpeg"}),
    ],
)
def test_texture(tmp_path: Path, picture: Image.Image, ending: str, texture: str, formats: set[str]) -> None:
    """Lettering that came without loss is kept without; other drawings keep their colours sharp."""
    path = saved(picture, tmp_path / f"a.{ending}")
    assert measured(path).texture == texture
    files = encoded(path, tmp_path / "out", LARGE)
    assert {derivative.format for derivative in files} == formats
    for derivative, file in files.items():
        data = file.read_bytes()
        if derivative.format == "jpeg":
            with Image.open(file) as found:
                assert isinstance(found, JpegImageFile)
                assert found.info.get("progressive")
                assert JpegImagePlugin.get_sampling(found) == (2 if texture == "photograph" else 0)
        if derivative.format == "webp":
            assert data[12:16] in (b"VP8L", b"VP8X")
            with Image.open(file) as found:
                wanted = picture.resize(found.size, Image.Resampling.LANCZOS)
                assert derivative.width_px < 960 or found.convert("RGB").tobytes() == wanted.tobytes()


def test_best(tmp_path: Path) -> None:
    """The best AVIF has another name and fewer bytes; the fallback stays what it is."""
    path = saved(shaded(960, 640), tmp_path / "a.jpg", quality=95)
    sizes = {}
    for is_best in (False, True):
        derivatives = plan_derivatives(measured(path), LARGE, is_best=is_best)
        encode(path, derivatives, tmp_path)
        sizes[is_best] = {each.key: (tmp_path / each.key).stat().st_size for each in derivatives}
    shared = sizes[False].keys() & sizes[True].keys()
    assert [key.rpartition(".")[2] for key in shared] == ["jpg"]
    assert sum(sizes[True].values()) < 0.9 * sum(sizes[False].values())


def test_errors_cross_processes() -> None:
    """A worker's error arrives with its code and facts."""
    error = pickle.loads(pickle.dumps(PictureError("picture.format", found="HEIC")))  # noqa: S301  # ours
    assert (error.code, error.facts) == ("picture.format", {"found": "HEIC"})


def photo(width: int = 4000, height: int = 3000, path: str = "works/a.jpg", alpha: bool = False) -> Photograph:
    """Give a measured photograph."""
    return Photograph(path, "0" * 64, width, height, "jpeg", alpha, "#000000")


FULL = PictureSize("plate", (480, 960, 1600, 2400), "100vw")


@pytest.mark.parametrize(
    ("width", "alpha", "wanted"),
    [
        (4000, False, ["480 avif", "960 avif", "1600 avif", "2400 avif", "1600 jpeg"]),
        (4000, True, ["480 avif", "960 avif", "1600 avif", "2400 avif", "960 png"]),
        (2000, False, ["480 avif", "960 avif", "1600 avif", "2000 avif", "1600 jpeg"]),
        (1700, False, ["480 avif", "960 avif", "1600 avif", "1600 jpeg"]),
        (480, False, ["480 avif", "480 jpeg"]),
        (300, False, ["300 avif", "300 jpeg"]),
    ],
)
def test_widths(width: int, alpha: bool, wanted: list[str]) -> None:
    """The size's widths up to the photograph's own, its own where that gains a quarter, and one fallback."""
    planned = plan_derivatives(photo(width, width * 3 // 4, alpha=alpha), FULL)
    assert [f"{each.width_px} {each.format}" for each in planned] == wanted


@given(
    st.integers(1, 60_000),
    st.integers(1, 60_000),
    st.booleans(),
    st.lists(st.integers(1, 5000), min_size=1, max_size=5).map(tuple),
    st.text(min_size=1, max_size=80),
)
def test_any_plan(width: int, height: int, alpha: bool, widths: tuple[int, ...], name: str) -> None:
    """Whatever the photograph, nothing is scaled up or too large to encode, and all names are safe and different."""
    planned = plan_derivatives(photo(width, height, f"works/{name}.jpg", alpha), PictureSize("x", widths, "100vw"))
    assert planned[-1].format == ("png" if alpha else "jpeg")
    assert len(planned) >= 2
    assert len({each.path for each in planned}) == len(planned)
    for each in planned:
        assert re.fullmatch(r"pictures/[a-z0-9][a-z0-9-]*-\d+\.[a-z2-7]{8}\.(avif|jpg|png)", each.path)
        assert 1 <= each.width_px <= width
        assert 1 <= each.height_px <= max(height, 1)
        assert each.width_px * each.height_px <= 12_000_000 + 60_000


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("works/IMG_2034 (1).JPG", "img-2034-1"),
        ("works/罗明浩.jpg", "picture"),
        ("works/罗明浩 portrait.jpg", "portrait"),
        ("a/b.c/--.png", "picture"),
    ],
)
def test_slug(path: str, slug: str) -> None:
    """The name keeps what is ASCII of the file's own."""
    assert plan_derivatives(photo(path=path), FULL)[0].path.startswith(f"pictures/{slug}-480.")


def test_name_is_the_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another photograph or another recipe has other names; another folder has the same."""
    first = plan_derivatives(photo(), FULL)
    assert [each.key for each in plan_derivatives(photo(path="other/renamed.jpg"), FULL)] == [
        each.key for each in first
    ]
    assert [each.path for each in plan_derivatives(photo(path="other/a.jpg"), FULL)] == [each.path for each in first]
    other = Photograph("works/a.jpg", "1" * 64, 4000, 3000, "jpeg", False, "#000000")
    assert {each.path for each in plan_derivatives(other, FULL)}.isdisjoint(each.path for each in first)
    monkeypatch.setattr("jiangxin.images.derivative.RECIPE", "another")
    assert {each.path for each in plan_derivatives(photo(), FULL)}.isdisjoint(each.path for each in first)


def test_plan_needs_no_pillow() -> None:
    """Planning derivatives reaches no image library."""
    program = "import sys, jiangxin.images.derivative, jiangxin.images.errors; sys.exit('PIL' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603  # our own words


def test_tall_scroll(tmp_path: Path) -> None:
    """A scroll of any shape is encoded, in files that a decoder takes."""
    path = saved(Image.new("RGB", (300, 30_000), RED), tmp_path / "a.png")
    for derivative, file in encoded(path, tmp_path / "out").items():
        with Image.open(io.BytesIO(file.read_bytes())) as picture:
            assert picture.size == (derivative.width_px, derivative.height_px)
