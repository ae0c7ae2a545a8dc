"""The root element of an SVG drawing → its size in px, as a browser would show it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SHAPE_PX = 1000  # the long side of a drawing that has a shape, but no size
_MAX_SIDE_PX = 10_000
_DEFAULT_PX = (300.0, 150.0)  # what a browser takes for one that has neither
_LEAST, _MOST = 0.001, 1e6
_MAX_CHARACTERS = 200
_NUMBER = r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)"
_LENGTH = re.compile(rf"{_NUMBER}(px|pt|pc|mm|cm|in|q|em|rem|ex)?", re.IGNORECASE)
_VIEW_BOX = re.compile(rf"{_NUMBER}(?:\s*,\s*|\s+)" * 3 + _NUMBER, re.IGNORECASE)
_UNITS_PX = {
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "q": 96 / 101.6,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
}


def size_of_root(root: Mapping[str, str]) -> tuple[int, int]:
    """Give the width and height in whole px, at least 1 and at most 10,000, of a root with these attributes."""
    width, height = _natural_size(root)
    scale = min(1.0, _MAX_SIDE_PX / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def sized_root(root: Mapping[str, str]) -> dict[str, str]:
    """Give width, height and viewBox: without them browsers differ in its size, or do not scale it."""
    width, height = size_of_root(root)
    across, down = _natural_size(root)
    box = root.get("viewBox", "")
    return {"width": str(width), "height": str(height), "viewBox": box if _shape(box) else f"0 0 {across:g} {down:g}"}


def _natural_size(root: Mapping[str, str]) -> tuple[float, float]:
    width, height = (_length_px(root.get(name, "")) for name in ("width", "height"))
    shape = _shape(root.get("viewBox", ""))
    across, down = shape or _DEFAULT_PX
    if width and height:
        return width, height
    if width:
        return width, (width * down / across if shape else down)
    if height:
        return (height * across / down if shape else across), height
    scale = max(1.0, _SHAPE_PX / max(shape)) if shape else 1.0  # the units of a viewBox are no pixels
    return across * scale, down * scale


def _length_px(text: str) -> float:
    """Give a length in px, 0 for one that depends on the page (percents) or cannot be read."""
    match = _LENGTH.fullmatch(text.strip()) if len(text) <= _MAX_CHARACTERS else None
    length = float(match[1]) * _UNITS_PX[(match[2] or "px").lower()] if match else 0.0
    return min(length, _MOST) if length >= _LEAST else 0.0


def _shape(view_box: str) -> tuple[float, float] | None:
    match = _VIEW_BOX.fullmatch(view_box.strip()) if len(view_box) <= _MAX_CHARACTERS else None
    if not match:
        return None
    width, height = float(match[3]), float(match[4])
    return (width, height) if _LEAST <= min(width, height) <= max(width, height) <= _MOST else None
