"""A photograph is cut into tiles that show it to its last pixel, by whichever decoder, whole or not at all."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import pyvips  # type: ignore[import-untyped]
from PIL import ExifTags, Image, ImageChops, ImageCms, ImageStat

from jiangxin.images import tiler
from jiangxin.images.errors import PictureError
from jiangxin.images.pyramid import MAX_NAME, size_name, sizes, tile_names
from jiangxin.images.reading.source import digest_of_bytes
from jiangxin.images.tiler import make_tiles
from jiangxin.model.picture import TileSet

WIDTH, HEIGHT = 1300, 900
SEEN_DIFFERENCE = 3.0  # of 255, on average: what JPEG at this quality may do to a soft picture


def scene(width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """Give a picture that is soft, and nowhere like any other part of itself, turned or mirrored."""
    dice = random.Random(7)  # noqa: S311  # a picture, not a secret
    small = Image.new("RGB", (13, 9))
    for across in range(13):
        for down in range(9):
            small.putpixel((across, down), (dice.randrange(256), dice.randrange(256), dice.randrange(256)))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def slope(width: int, height: int) -> Image.Image:
    """Give a picture that grows lighter along its longer side: half a pixel of a small level is no great step."""
    dark_to_light = Image.linear_gradient("L")
    return (dark_to_light if height > width else dark_to_light.rotate(90)).resize((width, height)).convert("RGB")


def stored_as(upright: Image.Image, orientation: int) -> Image.Image:
    """Store an upright picture so that `orientation` makes it upright again."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    return upright.transpose(undo[orientation]) if orientation in undo else upright


def saved(picture: Image.Image, path: Path, orientation: int = 1, **options: Any) -> Path:
    """Save a picture as it would be stored with `orientation`, and give where."""
    exif = Image.Exif()
    if orientation != 1:
        exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "secret camera"
    stored_as(picture, orientation).save(path, exif=exif, **options)
    return path


def tile_set_of(source: Path, width_px: int = WIDTH, height_px: int = HEIGHT) -> TileSet:
    """Give the tile set of a file whose upright size is known."""
    return TileSet(source.name, digest_of_bytes(source.read_bytes()), width_px, height_px, "key", "zoom/scene.abcdefgh")


def files_in(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def difference(one: Image.Image, other: Image.Image) -> float:
    """Give how far two pictures of one size are apart on average, of 255."""
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


def pair(written: str) -> tuple[int, int]:
    """Read a size as names write it."""
    width, height = written.split(",")
    return int(width), int(height)


def shown_right(folder: Path, upright: Image.Image) -> None:
    """Compare each file with what its name says of the upright picture."""
    width, height = upright.size
    for name in tile_names(width, height):
        region, size = name.split("/")[:2]
        left, top, across, down = (0, 0, width, height) if region == "full" else map(int, region.split(","))
        expected_size = sizes(width, height)[-1] if size == "max" else pair(size)
        expected = upright.crop((left, top, left + across, top + down)).resize(expected_size, Image.Resampling.BOX)
        with Image.open(folder / name) as tile:
            assert tile.format == "JPEG"
            assert difference(tile, expected) < SEEN_DIFFERENCE, name


@pytest.fixture(params=["Pillow", "libvips"])
def decoder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the test run by each of the decoders."""
    name: str = request.param
    if name == "libvips":
        monkeypatch.setattr(tiler, "BUDGET_BYTES", 0)
    return name


@pytest.mark.usefixtures("decoder")
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_tile_shows_its_part_of_the_upright_picture(tmp_path: Path, orientation: int) -> None:
    """However a camera stored it, each file shows the region in its name, clipped at the edges."""
    source = saved(scene(), tmp_path / "scene.jpg", orientation, quality=95)
    make_tiles(source, tile_set_of(source), tmp_path / "tiles")
    assert set(files_in(tmp_path / "tiles")) == set(tile_names(WIDTH, HEIGHT))
    shown_right(tmp_path / "tiles", scene())


@pytest.mark.usefixtures("decoder")
@pytest.mark.parametrize("size", [(1, 1), (512, 512), (513, 1025), (1025, 3), (700, 2600)])
def test_odd_sizes_are_halved_without_a_seam(tmp_path: Path, size: tuple[int, int]) -> None:
    """A level may end in one row or column; no file is missing and each has the size that its name says."""
    source = saved(slope(*size), tmp_path / "slope.png")
    make_tiles(source, tile_set_of(source, *size), tmp_path / "tiles")
    assert set(files_in(tmp_path / "tiles")) == set(tile_names(*size))
    for name in tile_names(*size):
        with Image.open(tmp_path / "tiles" / name) as tile:
            assert tile.size == (sizes(*size)[-1] if name == MAX_NAME else pair(name.split("/")[1]))
    shown_right(tmp_path / "tiles", slope(*size))


def cmyk() -> Image.Image:
    """Give a picture in printing inks."""
    return scene().convert("CMYK")


def translucent() -> Image.Image:
    """Give a picture that fades out to the right."""
    picture = scene().convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").rotate(90).resize(picture.size))
    return picture


def grey_16() -> Image.Image:
    """Give a grey picture of 16 bits."""
    return scene().convert("L").convert("I;16").point(lambda value: value * 257)


SOURCES: dict[str, Callable[[Path], Path]] = {
    "JPEG": lambda folder: saved(scene(), folder / "a.jpg", 6, comment=b"secret"),
    "progressive JPEG": lambda folder: saved(scene(), folder / "a.jpg", progressive=True),
    "grey JPEG": lambda folder: saved(scene().convert("L"), folder / "a.jpg", 8),
    "CMYK JPEG": lambda folder: saved(cmyk(), folder / "a.jpg"),
    "profiled JPEG": lambda folder: saved(scene(), folder / "a.jpg", icc_profile=swapped_profile()),
    "PNG": lambda folder: saved(scene(), folder / "a.png"),
    "palette PNG": lambda folder: saved(scene().quantize(64), folder / "a.png"),
    "PNG with alpha": lambda folder: saved(translucent(), folder / "a.png"),
    "grey PNG with alpha": lambda folder: saved(translucent().convert("LA"), folder / "a.png"),
    "PNG of 16 bits": lambda folder: saved(grey_16(), folder / "a.png"),
    "TIFF": lambda folder: saved(scene(), folder / "a.tif", 6),
    "LZW TIFF": lambda folder: saved(scene().convert("L"), folder / "a.tif", 3, compression="tiff_lzw"),
}


def swapped_profile() -> bytes:
    """Give the profile of a space far from sRGB: X'YZ taken for a camera's own."""
    return (
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        .tobytes()
        .replace(b"rXYZ", b"TEMP", 1)
        .replace(b"gXYZ", b"rXYZ", 1)
        .replace(b"TEMP", b"gXYZ", 1)
    )


@pytest.mark.parametrize("kind", SOURCES)
def test_which_decoder_was_used_cannot_be_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Both give the same names, and bytes that differ by nothing but a shade."""
    source = SOURCES[kind](tmp_path)
    make_tiles(source, tile_set_of(source), tmp_path / "pillow")
    monkeypatch.setattr(tiler, "BUDGET_BYTES", 0)
    make_tiles(source, tile_set_of(source), tmp_path / "libvips")
    one, other = files_in(tmp_path / "pillow"), files_in(tmp_path / "libvips")
    assert sorted(one) == sorted(other) == sorted(tile_names(WIDTH, HEIGHT))
    for name in one:
        with Image.open(tmp_path / "pillow" / name) as mine, Image.open(tmp_path / "libvips" / name) as theirs:
            assert mine.mode == theirs.mode
            assert difference(mine, theirs) < 1.0, name


def test_the_names_are_those_of_others(tmp_path: Path) -> None:
    """The tiles are called what the widest used tiler calls them."""
    for width, height in ((WIDTH, HEIGHT), (512, 512), (513, 1025), (1025, 3), (100, 5000)):
        folder = tmp_path / f"{width}"
        pyvips.Image.black(width, height, bands=3).dzsave(str(folder), layout="iiif3", tile_size=512, suffix=".jpg")
        theirs = set(files_in(folder)) - {"info.json"}
        ours = set(tile_names(width, height))
        assert theirs <= ours
        assert ours - theirs <= {MAX_NAME, *map(size_name, sizes(width, height))}


@pytest.mark.usefixtures("decoder")
def test_colours_are_those_that_the_profile_means(tmp_path: Path) -> None:
    """A picture with a profile of its own is not shown as if it had none."""
    source = SOURCES["profiled JPEG"](tmp_path)
    make_tiles(source, tile_set_of(source), tmp_path / "tiles")
    with Image.open(tmp_path / "tiles" / MAX_NAME) as shown:
        assert difference(shown, scene()) > 20


@pytest.mark.usefixtures("decoder")
def test_alpha_lies_on_white(tmp_path: Path) -> None:
    """Where a picture is clear, its tiles are white; where it is not, they are the picture."""
    source = saved(translucent(), tmp_path / "a.png")
    make_tiles(source, tile_set_of(source), tmp_path / "tiles")
    expected = Image.new("RGBA", (WIDTH, HEIGHT), "white")
    expected.alpha_composite(translucent())
    shown_right(tmp_path / "tiles", expected.convert("RGB"))


@pytest.mark.usefixtures("decoder")
@pytest.mark.parametrize("kind", ["JPEG", "profiled JPEG", "TIFF"])
def test_nothing_of_the_source_but_its_pixels_is_published(tmp_path: Path, kind: str) -> None:
    """No tile holds a comment, EXIF or a profile."""
    source = SOURCES[kind](tmp_path)
    make_tiles(source, tile_set_of(source), tmp_path / "tiles")
    for name, data in files_in(tmp_path / "tiles").items():
        assert b"secret" not in data, name
        with Image.open(tmp_path / "tiles" / name) as tile:
            assert set(tile.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}, name


def test_tiles_are_made_again_to_the_same_bytes(tmp_path: Path) -> None:
    """What was there before, also a part of it, is replaced by all."""
    source = SOURCES["JPEG"](tmp_path)
    make_tiles(source, tile_set_of(source), tmp_path / "tiles")
    first = files_in(tmp_path / "tiles")
    (tmp_path / "tiles" / MAX_NAME).unlink()
    (tmp_path / "tiles" / "stray").write_bytes(b"")
    make_tiles(source, tile_set_of(source), tmp_path / "tiles")
    assert files_in(tmp_path / "tiles") == first
    assert {path.name for path in tmp_path.iterdir()} == {"a.jpg", "tiles"}


def refusal(source: Path, tile_set: TileSet, folder: Path) -> PictureError:
    """Give the error that cutting ends with, having left nothing behind."""
    with pytest.raises(PictureError) as caught:
        make_tiles(source, tile_set, folder)
    assert {path.name for path in folder.parent.iterdir()} == {source.name}
    return caught.value


@pytest.mark.usefixtures("decoder")
@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_a_picture_that_ends_too_early_leaves_nothing(tmp_path: Path, ending: str) -> None:
    """Its first tiles were already written; they are gone with the rest."""
    source = saved(scene(2600, 2600), tmp_path / f"a.{ending}")
    source.write_bytes(source.read_bytes()[: source.stat().st_size * 2 // 3])
    error = refusal(source, tile_set_of(source, 2600, 2600), tmp_path / "tiles")
    assert error.code in ("picture.truncated", "picture.unreadable")


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ends the work halfway, no folder is there that counts as done."""
    source = SOURCES["JPEG"](tmp_path)
    written = []

    def save(pixels: Image.Image, path: Path) -> None:
        written.append(path)
        if len(written) == 5:
            raise OSError(28, "No space left on device")
        path.parent.mkdir(parents=True)
        pixels.save(path)

    monkeypatch.setattr(tiler, "_save", save)
    with pytest.raises(OSError, match="No space left"):
        make_tiles(source, tile_set_of(source), tmp_path / "tiles")
    assert len(written) == 5
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system ends processes otherwise")
def test_a_killed_process_leaves_no_folder_that_counts_as_done(tmp_path: Path) -> None:
    """What it left is cleared away by the next."""
    source = SOURCES["JPEG"](tmp_path)
    program = f"""
import os, signal
from pathlib import Path
from jiangxin.images import tiler
from jiangxin.model.picture import TileSet
save, saved = tiler._save, []
def killed_at_five(pixels, path):
    saved.append(save(pixels, path))
    if len(saved) == 5:
        os.kill(os.getpid(), signal.SIGKILL)
tiler._save = killed_at_five
tiler.make_tiles(Path({str(source)!r}), {tile_set_of(source)!r}, Path({str(tmp_path / "tiles")!r}))
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run([sys.executable, "-c", program], env=environment, check=False, timeout=60)  # noqa: S603
    assert ended.returncode == -signal.SIGKILL
    assert not (tmp_path / "tiles").exists()
    assert len(list(tmp_path.iterdir())) == 2
    make_tiles(source, tile_set_of(source), tmp_path / "tiles")
    assert {path.name for path in tmp_path.iterdir()} == {"a.jpg", "tiles"}


def test_a_file_that_was_changed_is_not_cut(tmp_path: Path) -> None:
    """The names carry the digest of what was measured; other bytes do not go under them."""
    source = SOURCES["JPEG"](tmp_path)
    tile_set = tile_set_of(source)
    saved(scene().rotate(180), source)
    assert refusal(source, tile_set, tmp_path / "tiles").code == "picture.changed"


def test_what_only_libvips_could_cut_names_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a picture beyond the budget is refused before it is decoded, in words that help."""
    source = saved(scene(1500, 1000), tmp_path / "a.jpg")
    monkeypatch.setattr(tiler, "BUDGET_BYTES", 5_500_000)
    monkeypatch.setattr(tiler, "find_spec", lambda name: None)
    error = refusal(source, tile_set_of(source, 1500, 1000), tmp_path / "tiles")
    assert (error.code, error.facts) == ("picture.too-large-to-zoom", {"found": "2", "limit": "1"})


def test_a_picture_within_the_budget_is_cut_without_libvips(tmp_path: Path) -> None:
    """Where it is not installed nothing asks for it."""
    source = SOURCES["JPEG"](tmp_path)
    program = f"""
import sys
from pathlib import Path
sys.modules["pyvips"] = None
from jiangxin.images.tiler import make_tiles
from jiangxin.model.picture import TileSet
make_tiles(Path({str(source)!r}), {tile_set_of(source)!r}, Path({str(tmp_path / "tiles")!r}))
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=60)  # noqa: S603
    assert set(files_in(tmp_path / "tiles")) == set(tile_names(WIDTH, HEIGHT))


def test_four_hundred_and_thirty_megapixels_fit_the_budget() -> None:
    """The budget in bytes is the limit that editors are told of; a progressive picture needs twice as much."""
    header: Any = SimpleNamespace(width=21_500, height=20_000, info={})
    assert tiler._fits(header, 30_000_000)
    assert not tiler._fits(header, 60_000_000)
    header.info["progressive"] = 1
    assert not tiler._fits(header, 0)
