"""What a style sheet can know of a picture, as names of classes.

The policy allows no inline styles. So a picture's average colour, the shape of
its frame and the point that cropping keeps are rounded to steps, few enough
that a sheet has a rule for each: `.r4`, `.s31`, `.fx-60`.
"""

from __future__ import annotations

import math

from jiangxin.patterns import pattern

SHAPES = range(49)
"""The shapes from 1:4 (0) by way of the square (24) to 4:1 (48)."""

_COLOUR = pattern(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")
_COLOUR_STEP = 17  # 0, 17, … 255: four bits a channel
_STEPS_TO_DOUBLE = 12
_SQUARE = 24
_FOCUS = pattern(r"\s*(\d+(?:\.\d+)?)%\s+(\d+(?:\.\d+)?)%\s*")
_FOCUS_STEP = 10
_CENTRE = 50


def colour_classes(colour: str) -> str:
    """Give the classes of an average colour, to be seen before the picture: "#1a2b3c" → "av r2 g3 b4"; "" for none."""
    found = _COLOUR.fullmatch(colour)
    if not found:
        return ""
    red, green, blue = (round(int(part, 16) / _COLOUR_STEP) for part in found.groups())
    return f"av r{red} g{green} b{blue}"


def shape_class(width_px: int, height_px: int) -> str:
    """Give the class of a picture's shape: 1600 × 1200 px → "s29".

    Each step is a twelfth of a doubling, as a semitone is of the octave: 4:3, 3:2
    and 16:9 are met within a thousandth, like fourth, fifth and minor seventh,
    and no picture is further than 3 % from its step.
    """
    step = round(_STEPS_TO_DOUBLE * math.log2(width_px / height_px)) + _SQUARE
    return f"s{min(max(step, SHAPES[0]), SHAPES[-1])}"


def focus_classes(focus: str) -> str:
    """Give the classes for where a cropped picture is looked at: "60% 20%" → "fx-60 fy-20".

    The centre needs none, and what is no focus is looked at in the centre.
    """
    found = _FOCUS.fullmatch(focus)
    if not found:
        return ""
    steps = (min(100, int(float(part) / _FOCUS_STEP + 0.5) * _FOCUS_STEP) for part in found.groups())
    return " ".join(f"f{axis}-{step}" for axis, step in zip("xy", steps, strict=True) if step != _CENTRE)
