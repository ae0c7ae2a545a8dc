"""The exhibition's colours: paper, night, ink, heat, and the eight tempering colours of steel."""

from __future__ import annotations

PAPER = "#f8f6ef"
NIGHT = "#09121f"
INK = "#152030"
BLUE = "#1e4c8a"
ICE = "#87c7ed"
HOT = "#e14f00"

# 220, 230, 245, 260, 275, 285, 300 and 320 °C
TEMPER = ("#dccb7d", "#e2b65f", "#dc9c57", "#d08a6a", "#c78692", "#ae90bd", "#8f9dd2", "#7fb2d6")
# The same on polished metal, where they are films on a mirror: deeper.
TEMPER_ON_STEEL = ("#e8cf7a", "#e0a437", "#c1702a", "#9c4428", "#83355c", "#5a3a94", "#2f4fae", "#4f93c6")

Colour = tuple[float, float, float, float]


def linear(hex_colour: str) -> Colour:
    """Give `#rrggbb` as linear red, green, blue and an alpha of 1, as a renderer wants it."""
    channels = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue, 1.0
