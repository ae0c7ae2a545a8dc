"""The point that cropping keeps is where something stands out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from jiangxin.images.reading.saliency import focus_of

GREY, RED = (120, 120, 120), (230, 30, 30)


def with_blob(size: tuple[int, int], place: tuple[int, int], radius: int) -> Image.Image:
    """Give a grey picture with a red disc."""
    picture = Image.new("RGB", size, GREY)
    x, y = place
    ImageDraw.Draw(picture).ellipse((x - radius, y - radius, x + radius, y + radius), RED)
    return picture


def percents(focus: str) -> tuple[int, int]:
    """Read "31% 60%"."""
    across, down = (int(each.removesuffix("%")) for each in focus.split(" "))
    return across, down


@pytest.mark.parametrize(
    ("size", "place", "radius"),
    [
        ((800, 600), (200, 150), 60),
        ((800, 600), (640, 450), 60),
        ((600, 900), (150, 700), 50),
        ((4000, 400), (3200, 200), 150),
        ((400, 4000), (200, 800), 150),
        ((90, 60), (20, 40), 7),
    ],
)
def test_blob(size: tuple[int, int], place: tuple[int, int], radius: int) -> None:
    """A bright thing away from the middle is found, whatever the picture's shape."""
    across, down = percents(focus_of(with_blob(size, place, radius)))
    assert abs(across - 100 * place[0] / size[0]) <= 5
    assert abs(down - 100 * place[1] / size[1]) <= 5


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_nothing(mode: str) -> None:
    """Where nothing stands out the middle is kept: on a flat picture, and on one with the noise of a sensor."""
    assert focus_of(Image.new(mode, (300, 200), 90)) == "50% 50%"
    noisy = Image.effect_noise((300, 200), 6).convert(mode)
    assert focus_of(noisy) == "50% 50%"


def test_clear_parts_do_not_count() -> None:
    """What cannot be seen does not stand out."""
    picture = with_blob((800, 600), (200, 150), 60).convert("RGBA")
    ImageDraw.Draw(picture).rectangle((500, 300, 799, 599), (0, 255, 0, 0))
    across, down = percents(focus_of(picture))
    assert abs(across - 25) <= 5
    assert abs(down - 25) <= 5
    assert focus_of(Image.new("RGBA", (300, 200), (0, 0, 0, 0))) == "50% 50%"


def test_middle_first() -> None:
    """Of two like things the one nearer the middle counts more."""
    picture = with_blob((800, 600), (60, 60), 50)
    ImageDraw.Draw(picture).ellipse((390, 290, 490, 390), RED)
    across, down = percents(focus_of(picture))
    assert across > 35
    assert down > 35


@given(st.integers(1, 400), st.integers(1, 400), st.integers(0, 2**32), st.sampled_from(["L", "RGB", "RGBA"]))
def test_any_picture(width: int, height: int, seed: int, mode: str) -> None:
    """Of every picture a point within it comes out, and always the same."""
    speck = Image.new(mode, (max(1, width // 3), max(1, height // 3)), seed % 255 + 1)
    picture = Image.new(mode, (width, height))
    picture.paste(speck, (seed % width, seed % height))
    across, down = percents(focus_of(picture))
    assert 0 <= across <= 100
    assert 0 <= down <= 100
    assert focus_of(picture.copy()) == f"{across}% {down}%"


def test_cheap() -> None:
    """It costs some milliseconds, of which a slow machine may need more."""
    picture = with_blob((160, 120), (40, 30), 12)
    start = time.process_time()
    for _ in range(10):
        focus_of(picture)
    assert (time.process_time() - start) / 10 < 0.05
