"""Every awkward picture, published and then looked at in a browser, pixel by pixel.

The browser judges: it decodes, colours and turns each file as it would on a page,
and what it paints is compared with what the picture must show. It judges the set
itself too: what it can open of the sources must show what the set says.
"""

from __future__ import annotations

import base64
import functools
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageChops, ImageFilter, ImageSequence, ImageStat
from playwright.sync_api import Browser, Page

from jiangxin.cache import Cache
from jiangxin.folders import Folders
from jiangxin.model.picture import Derivative
from jiangxin.pipeline import Built, Options, build, read
from jiangxin.problems import ContentError
from tests import telltale
from tests.awkward_pictures import Awkward, awkward_pictures
from tests.browser.conftest import serving

EXHIBITION = "title: 展\nlayout:\n  formula: '1'\n  groups:\n    - {key: main, title: 主, count: 1}\n"
HALL = "---\ntitle: 主\nkind: hall\ngroup: main\n---\n"
PAGE = "exhibits/set.html"
FLAT = 12  # levels
MANY = 100_000  # pixels; more are looked at from further away
GROUND = (0, 128, 255)  # behind what is transparent
OFFERED = ("jpg", "png", "gif", "webp")  # originals that can be freed of what they tell

# How far the flat parts of a quarter may be from what must be shown: the mean of their pixels, of 255.
EXACT = 1.0  # nothing is lost on the way: transparency and a profile are rounded once
LOSSY = 4.0  # AVIF at quality 62 and JPEG at 81, each of which keeps a flat colour to within 3, and their source
FAR = {
    "prophoto.jpg": 9.0,  # eight bits for a space three times as large; the source is as far off
    "p3.avif": 7.0,  # a lossy source whose errors its profile makes larger
    "p3-beyond.jpg": 5.0,
    "turned.heic": 6.0,  # 48 × 32 px: nothing lies far from an edge
}
WIDE = ("p3.jpg", "adobe-rgb.jpg", "prophoto.jpg", "p3-beyond.jpg")  # must look as their source looks in the browser
# Sources that a browser shows otherwise than they must be: it leaves WebP unturned, has no idea of inks without a
# profile, and takes moving AVIF to count from 16 to 235.
UNLIKE = (*(f"turn-{orientation}.webp" for orientation in range(2, 9)), "inks.jpg", "moving.avif")


@dataclass(frozen=True, slots=True)
class Exhibited:
    """A built exhibition of the set."""

    home: Path
    built: Built
    shown: Mapping[str, Awkward]

    def source(self, name: str) -> Path:
        """Give the file of one picture in the content."""
        return self.home / "content" / "exhibits" / "set" / name

    def derivatives(self, name: str) -> list[Derivative]:
        """Give the files that were made of one picture."""
        made = self.built.site_plan.pictures.derivatives
        return [each for each in made if each.source == f"exhibits/set/{name}"]


def written(home: Path, pictures: Sequence[Awkward], offered: Sequence[str] = ()) -> list[str]:
    """Write an exhibition whose one exhibit shows the pictures; give the lines of its file."""
    lines = ["---", "title: 集", "kind: object", "hall: main", "images:"]
    for each in pictures:
        lines += [f"  - file: {each.name}", f"    alt: {each.name}"]
        lines += ["    download: true"] if each.name in offered else []
    lines += ["---", ""]
    folder = home / "content" / "exhibits" / "set"
    folder.mkdir(parents=True)
    (home / "content" / "halls").mkdir()
    (home / "content" / "exhibition.yaml").write_text(EXHIBITION, "utf-8")
    (home / "content" / "halls" / "main.md").write_text(HALL, "utf-8")
    (folder / "index.md").write_text("\n".join(lines), "utf-8")
    for each in pictures:
        (folder / each.name).write_bytes(each.data)
    return lines


@pytest.fixture(scope="module")
def pictures() -> tuple[Awkward, ...]:
    """Make the set."""
    return awkward_pictures()


@pytest.fixture(scope="module")
def exhibited(pictures: tuple[Awkward, ...], tmp_path_factory: pytest.TempPathFactory) -> Exhibited:
    """Build an exhibition of all that can be shown; the originals are offered where they can be."""
    home = tmp_path_factory.mktemp("awkward")
    good = [each for each in pictures if not each.problem]
    offered = [each.name for each in good if each.name.endswith(OFFERED) and each.shown and max(each.shown.size) < 2000]
    written(home, good, offered)
    built = build(Folders.of(home, home / "site", home / "cache"))
    return Exhibited(home, built, {each.name: each for each in good})


class Eye:
    """What a browser paints of files that lie in a folder."""

    def __init__(self, page: Page, folder: Path, address: str) -> None:
        self.page = page
        self._folder = folder
        self.address = address

    def see(self, files: Sequence[Path]) -> list[Image.Image | None]:
        """Paint each file in its own size before `GROUND`; None for one that the browser cannot open."""
        addresses = [f"{self.address}{each.relative_to(self._folder)}" for each in files]
        return [
            Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))).convert("RGB") if url else None
            for url in self.page.evaluate(
                """([addresses, ground]) => Promise.all(addresses.map(async address => {
                    const picture = new Image();
                    picture.src = address;
                    try { await picture.decode(); } catch { return ''; }
                    const canvas = document.createElement('canvas');
                    canvas.width = picture.naturalWidth;
                    canvas.height = picture.naturalHeight;
                    const brush = canvas.getContext('2d');
                    brush.fillStyle = ground;
                    brush.fillRect(0, 0, canvas.width, canvas.height);
                    brush.drawImage(picture, 0, 0);
                    return canvas.toDataURL();
                }))""",
                [addresses, f"rgb({','.join(map(str, GROUND))})"],
            )
        ]


@pytest.fixture(scope="module")
def eye(browser: Browser, exhibited: Exhibited) -> Iterator[Eye]:
    """Serve the exhibition and its sources on this machine, and open an eye for them."""
    (exhibited.home / "blank.html").write_text("<!doctype html><title>.</title>", "utf-8")
    with serving(exhibited.home) as address:
        page = browser.new_page()
        page.goto(f"{address}blank.html")
        yield Eye(page, exhibited.home, address)


def on_ground(picture: Image.Image) -> Image.Image:
    """Lay a picture on the ground."""
    ground = Image.new("RGBA", picture.size, (*GROUND, 255))
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")


def distance(found: Image.Image, wanted: Image.Image) -> float:
    """Give how far the flat parts of two pictures are apart, in the quarter and band where they are most: 0 to 255.

    Flat is where `wanted` hardly changes over 5 × 5 px: beside an edge every encoder errs.
    """
    if found.width * found.height > MANY:
        step = math.isqrt(found.width * found.height // MANY) + 1
        found, wanted = found.reduce(step), wanted.reduce(step)
    change = ImageChops.difference(wanted.filter(ImageFilter.MaxFilter(5)), wanted.filter(ImageFilter.MinFilter(5)))
    steepest = functools.reduce(ImageChops.lighter, change.split())
    flat = steepest.point(lambda step: 255 * (step <= FLAT))
    difference = ImageChops.difference(found, wanted)
    width, height = found.size
    furthest = 0.0
    for left, right in ((0, (width + 1) // 2), (width // 2, width)):
        for top, bottom in ((0, (height + 1) // 2), (height // 2, height)):
            box = (left, top, right, bottom)
            quarter = flat.crop(box)
            assert quarter.getbbox(), "each quarter has something flat"
            furthest = max(furthest, *ImageStat.Stat(difference.crop(box), quarter).mean)
    return furthest


def expected(shown: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Give what must be seen at another size."""
    return on_ground(shown if shown.size == size else shown.resize(size, Image.Resampling.LANCZOS))


def readings(shown: Image.Image, kind: str, size: tuple[int, int]) -> list[Image.Image]:
    """Give what may be seen of `shown` at another size.

    Transparency in AVIF counts from 0 to 255 and says so; Chromium (156) takes it
    to count from 16 to 235 all the same. It is right, or wrong in this way alone.
    """
    found = [expected(shown, size)]
    if kind == "avif" and shown.mode == "RGBA":
        misread = shown.copy()
        misread.putalpha(shown.getchannel("A").point(lambda level: max(0, min(255, round((level - 16) * 255 / 219)))))
        found.append(expected(misread, size))
    return found


def tolerance(name: str, kind: str) -> float:
    """Give how far what was made of a picture as `kind` may be from what it must show."""
    _, _, ending = name.rpartition(".")
    if name in FAR:
        return FAR[name]
    is_lossy = kind in ("avif", "jpeg") or ending in ("jpg", "jpeg", "avif")
    return LOSSY if is_lossy and name != "png-in-truth.jpg" else EXACT


def faults(cases: Sequence[tuple[str, str, Image.Image, Image.Image | None]], slack: float = 1.0) -> list[str]:
    """Give what is wrong of each case (name, format, what must be shown, what was seen) by `slack` tolerances."""
    found = []
    for name, kind, shown, seen in cases:
        if seen is None:
            found.append(f"{name} as {kind} cannot be opened")
            continue
        far = min(distance(seen, each) for each in readings(shown, kind, seen.size))
        if far > slack * tolerance(name, kind):
            found.append(f"{name} as {kind} {seen.size} is wrong by {far:.1f}")
    return found


def test_every_derivative_shows_the_picture(exhibited: Exhibited, eye: Eye) -> None:
    """Turned, coloured and clear as the source, in every format and width; and in the size that was planned."""
    made = [(each, derivative) for each in exhibited.shown.values() for derivative in exhibited.derivatives(each.name)]
    assert {each.name for each, _ in made} == set(exhibited.shown)
    seen = eye.see([exhibited.home / "site" / derivative.path for _, derivative in made])
    for (each, derivative), found in zip(made, seen, strict=True):
        assert each.shown is not None
        assert derivative.source_px == each.shown.size, each.name
        assert found is None or found.size == (derivative.width_px, derivative.height_px), each.name
        assert derivative.height_px == max(1, round(each.shown.height * derivative.width_px / each.shown.width))
    cases = [
        (each.name, derivative.format, each.shown, found)
        for (each, derivative), found in zip(made, seen, strict=True)
        if each.shown is not None
    ]
    assert faults(cases) == []
    wide = [(each.name, found) for (each, _), found in zip(made, seen, strict=True) if each.name in WIDE]
    sources = dict(zip(WIDE, eye.see([exhibited.source(name) for name in WIDE]), strict=True))
    for name, found in wide:
        source = sources[name]
        assert found and source and distance(found, source) <= LOSSY, name


def test_the_browser_agrees_with_the_set(exhibited: Exhibited, eye: Eye) -> None:
    """What it opens of the sources shows what the set says they show; what it does not open is made openable."""
    seen = dict(zip(exhibited.shown, eye.see([exhibited.source(name) for name in exhibited.shown]), strict=True))
    unopened = {name for name, found in seen.items() if found is None}
    assert unopened == {name for name in exhibited.shown if name.endswith((".tif", ".tiff", ".heic"))}
    cases = [
        (name, name.rpartition(".")[2], exhibited.shown[name].shown, found)
        for name, found in seen.items()
        if name not in unopened and name not in UNLIKE
    ]
    judged = [(name, kind, shown, found) for name, kind, shown, found in cases if shown is not None]
    assert faults(judged, slack=2) == []  # it is the set that is proved, not the browser


def test_the_judge_sees_every_fault(exhibited: Exhibited) -> None:
    """Each turn but the right one, and each profile that is ignored, is further off than anything may be."""
    upright = next(each.shown for each in exhibited.shown.values() if each.name == "turn-1.jpg")
    assert upright is not None
    for turn in Image.Transpose:
        turned = upright.transpose(turn).resize(upright.size)
        assert distance(turned, upright) > 10 * LOSSY, turn
    for name in ("p3.jpg", "p3.png", "p3.avif", "p3-alpha.png", "adobe-rgb.jpg", "prophoto.jpg", "p3-beyond.jpg"):
        each = exhibited.shown[name]
        assert each.shown is not None
        with Image.open(io.BytesIO(each.data)) as stored:
            numbers = stored.convert(each.shown.mode)
        assert distance(on_ground(numbers), on_ground(each.shown)) > 2 * tolerance(name, "avif"), name
    by_profile, usual = exhibited.shown["inks-profile.jpg"].shown, exhibited.shown["inks.jpg"].shown
    assert by_profile and usual and distance(by_profile, usual) > 10 * LOSSY


def test_the_page_shows_them_all(exhibited: Exhibited, eye: Eye, browser: Browser) -> None:
    """On its page each picture is there, in its shape, from a file that the browser opened."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto(f"{eye.address}site/{PAGE}")
    shown = page.evaluate(
        """async () => {
            const pictures = [...document.querySelectorAll('main img')];
            for (const each of pictures) each.loading = 'eager';
            await Promise.all(pictures.map(each => each.decode()));
            return pictures.map(each => [each.alt, each.width, each.height, each.naturalWidth, each.naturalHeight,
                Number(each.getAttribute('width')), Number(each.getAttribute('height'))]);
        }"""
    )
    page.close()
    assert said == []
    assert sorted(each[0] for each in shown) == sorted(exhibited.shown)
    for name, _, _, width, height, said_width, said_height in shown:
        wanted = exhibited.shown[name].shown
        assert wanted is not None
        ratio = wanted.width / wanted.height
        assert said_width / said_height == pytest.approx(ratio, rel=0.05), name
        assert width / height == pytest.approx(ratio, rel=0.05), name


def test_every_fault_is_told_in_one_run(pictures: tuple[Awkward, ...], tmp_path: Path) -> None:
    """Each bad file is told by its code, at the line that names it, and the good ones beside it are measured."""
    good = [each for each in pictures if each.name in ("turn-6.jpg", "drawing.svg", "grey-16.png")]
    bad = [each for each in pictures if each.problem]
    lines = written(tmp_path, [*bad[::2], *good, *bad[1::2]])
    folders = Folders.of(tmp_path, tmp_path / "site", tmp_path / "cache")
    library, problems = read(folders, Cache(folders.cache), Options(), 2)
    told = {(each.code, each.path, each.line, each.facts.get("found")) for each in problems}
    wanted = {(each.problem, lines.index(f"  - file: {each.name}") + 1) for each in bad}
    assert {(code, line) for code, _, line, _ in told} == wanted
    assert len(problems) == len(bad)
    assert {path for _, path, _, _ in told} == {"content/exhibits/set/index.md"}
    assert set(library.photographs) == {f"exhibits/set/{each.name}" for each in good}
    with pytest.raises(ContentError) as refused:
        build(folders)
    assert {(each.code, each.line) for each in refused.value.problems} == wanted
    assert not folders.output.exists()


def test_nothing_that_is_published_tells(exhibited: Exhibited) -> None:
    """No file of the site holds a place, a serial number, a comment or a thumbnail; the sources hold them all."""
    for name, each in exhibited.shown.items():
        if name.startswith("tells"):
            assert telltale.traces_in(each.data), name
            with Image.open(io.BytesIO(each.data)) as picture:
                assert picture.format == "GIF" or picture.getexif().get_ifd(ExifTags.IFD.GPSInfo), name
    published = [path for path in (exhibited.home / "site").rglob("*") if path.is_file()]
    assert len(published) > len(exhibited.shown)
    for path in published:
        assert telltale.traces_in(path.read_bytes()) == [], path
    rasters = [path for path in published if path.suffix in (".avif", ".webp", ".jpg", ".png", ".gif")]
    assert {path.suffix for path in rasters} == {".avif", ".webp", ".jpg", ".png", ".gif"}
    for path in rasters:
        with Image.open(path) as picture:
            picture.load()
            tags = picture.getexif()
            assert set(tags) <= {0x0112, 0x013B, 0x8298}, path
            assert not any(tags.get_ifd(kind) for kind in (*ExifTags.IFD,)), path
            assert not {"comment", "photoshop", "mp", "Comment", "Software"} & set(picture.info), path
            assert picture.format != "MPO", path
            assert set(getattr(picture, "text", ())) <= {"XML:com.adobe.xmp"}, path


def test_the_credit_stays(exhibited: Exhibited) -> None:
    """Who made a picture and whose it is stays in its large files."""
    wide = [each for each in exhibited.derivatives("tells-wide.jpg") if each.width_px >= 960]
    assert {each.format for each in wide} == {"avif", "jpeg"}
    for each in wide:
        with Image.open(exhibited.home / "site" / each.path) as picture:
            tags = picture.getexif()
            assert (tags[0x013B], tags[0x8298]) == (telltale.CREATOR, telltale.RIGHTS)


def test_an_offered_original_has_the_same_pixels(exhibited: Exhibited, eye: Eye) -> None:
    """Bit for bit, in every frame, and the browser paints it as it paints the source."""
    originals = exhibited.built.site_plan.pictures.originals
    assert {each.format for each in originals} == {"jpeg", "png", "gif", "webp"}
    sources = [exhibited.home / "content" / each.source for each in originals]
    files = [exhibited.home / "site" / each.path for each in originals]
    for source, file in zip(sources, files, strict=True):
        assert frames(file) == frames(source)[: len(frames(file))], source.name
        assert len(frames(file)) == len(frames(source)) or "mpo" in source.name
    for source, found, wanted in zip(sources, eye.see(files), eye.see(sources), strict=True):
        assert found and wanted and ImageChops.difference(found, wanted).getbbox() is None, source.name


def frames(path: Path) -> list[tuple[str, bytes]]:
    """Decode every frame as it is stored."""
    with Image.open(path) as picture:
        return [(frame.mode, frame.tobytes()) for frame in ImageSequence.Iterator(picture)]
