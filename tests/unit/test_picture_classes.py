"""Classes of pictures: what a style sheet without inline styles can know of them."""

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.pages.picture_classes import SHAPES, colour_classes, focus_classes, shape_class

ASSETS = Path(__file__).parents[2] / "themes" / "lutu" / "assets"
SHEET = "".join((ASSETS / name).read_text("utf-8") for name in ("pictures.css", "gallery.css"))
SIDES = st.integers(1, 20_000)


def rules(name: str) -> dict[str, float]:
    """Give the values of the sheet's rules that set one property: `.s24{--s:1}` → {"s24": 1.0}."""
    return {found[1]: float(found[2]) for found in re.finditer(rf"\.([\w-]+){{--{name}:([\d.]+)%?}}", SHEET)}


def test_a_colour_is_four_bits_a_channel() -> None:
    """An average colour becomes the nearest step of each channel; none where there is none."""
    assert colour_classes("#1a2b3c") == "av r2 g3 b4"
    assert colour_classes("#ff0008") == "av r15 g0 b0"
    assert colour_classes("") == ""


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_is_met_within_half_a_step(colour: int) -> None:
    """What the sheet makes of the classes is nowhere further than 8 of 255 from the colour."""
    classes = colour_classes(f"#{colour:06x}").split()[1:]
    for name, shift in zip("rgb", (16, 8, 0), strict=True):
        step = next(rules(name)[one] for one in classes if one.startswith(name))
        assert abs(step * 17 - (colour >> shift & 255)) <= 8


@pytest.mark.parametrize(("width", "height", "shape"), [(1, 1, 24), (4, 3, 29), (3, 2, 31), (9, 16, 14), (90, 1, 48)])
def test_a_shape_is_a_step_of_a_scale(width: int, height: int, shape: int) -> None:
    """Common shapes have steps of their own, and what is longer than 4:1 is as 4:1."""
    assert shape_class(width, height) == f"s{shape}"


@given(SIDES, SIDES)
def test_a_shape_is_met_within_three_in_a_hundred(width: int, height: int) -> None:
    """The sheet's shape is never further than 3 % from the picture's, from 1:4 to 4:1."""
    drawn = rules("s")[shape_class(width, height)]
    true = min(max(width / height, 1 / 4), 4)
    assert abs(math.log(drawn / true)) < math.log(1.0305)


def test_the_sheet_has_a_rule_for_each_shape() -> None:
    """No shape is without its rule."""
    assert sorted(rules("s")) == sorted(f"s{step}" for step in SHAPES)


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_focus_is_met_within_five_points(x: int, y: int) -> None:
    """The sheet's focus is at most 5 % of the picture from the editor's; the centre needs no class."""
    classes = focus_classes(f"{x}% {y}%").split()
    for axis, wanted in (("x", x), ("y", y)):
        given = [rules(f"f{axis}")[one] for one in classes if one.startswith(f"f{axis}-")]
        assert abs((given[0] if given else 50) - wanted) <= 5
