"""The wheel alone: an exhibition away from the checkout, with a photograph as a phone makes it."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
OF_THE_DESK = ROOT / "jiangxin" / "editing" / "web" / "assets"
GPS = 0x8825


def test_the_installed_wheel_makes_an_exhibition(tmp_path: Path) -> None:
    """From the wheel, without the checkout: begin an exhibition, add a photograph, build it, and nothing leaks."""
    wheel = built_wheel(tmp_path)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    desk = tmp_path / "installed" / "jiangxin" / "editing" / "web"
    assert {path.name for path in (desk / "assets").iterdir()} == {path.name for path in OF_THE_DESK.iterdir()}
    assert (desk / "templates" / "entry.html").is_file()
    folder = tmp_path / "somewhere" / "展"
    run(tmp_path, "new-exhibition", str(folder))
    photograph(folder / "content" / "craftsmen" / "photo.jpg")
    person = folder / "content" / "craftsmen" / "example-person.md"
    person.write_text(
        "---\nname: 某某\nimages:\n  - {file: photo.jpg, alt: 一面红墙}\n---\n\n正文。\n", encoding="utf-8"
    )
    told = run(tmp_path, "build", str(folder), "--strict")
    site = folder / "site"
    assert (site / "index.html").is_file(), told
    page = (site / "craftsmen" / "example-person.html").read_text("utf-8")
    assert 'alt="一面红墙"' in page
    assert re.search(r'<source[^>]+type="image/avif"', page)
    size = re.search(r'<img[^>]+width="(\d+)"[^>]+height="(\d+)"', page)
    assert size
    assert int(size[1]) < int(size[2]), "the phone was held upright"
    for picture in (site / "pictures").iterdir():
        with Image.open(picture) as image:
            assert image.width < image.height
            assert GPS not in image.getexif()
    assert not list(site.rglob("photo.jpg")), "the original is never published"


def built_wheel(tmp_path: Path) -> Path:
    """Build the wheel of the checkout."""
    subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)], check=True
    )
    return next(tmp_path.glob("jiangxin-*.whl"))


def run(tmp_path: Path, *arguments: str) -> str:
    """Run a command of the extracted wheel, from a folder that has nothing to do with it."""
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "LANG": "en_GB.UTF-8"}
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-m", "jiangxin", *arguments],
        check=False,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def photograph(path: Path) -> None:
    """Write a photograph as a phone makes it: lying on its side, with the place where it was taken."""
    image = Image.new("RGB", (1200, 900), (170, 40, 30))
    exif = image.getexif()
    exif[0x0112] = 6  # turned by a quarter
    gps = exif.get_ifd(GPS)
    gps[1], gps[2] = "N", (30.0, 14.0, 0.0)
    image.save(path, quality=85, exif=exif)
