"""Two colours → how well one can be read on the other, by the formula of WCAG 2.

Colours are "#rrggbb". A ratio lies between 1 (the same colour) and 21 (black on
white). Where a colour does not reach a ratio, the nearest that does is found on
its way to black and on its way to white.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

BLACK, WHITE = "#000000", "#ffffff"
_STEPS = 255


def luminance(colour: str) -> float:
    """Give the relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21, whichever is on top."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_passing(colour: str, needs: Sequence[tuple[str, float]]) -> str:
    """Give the darker or lighter colour nearest to `colour` that reaches every ratio of `needs`.

    `needs` are other colours, each with the least ratio to it. Gives `colour` itself
    where it passes, and "" where neither black nor white would.
    """
    ways = (
        next((tried for tried in _on_the_way(colour, end) if _passes(tried, needs)), None) for end in (BLACK, WHITE)
    )
    return min((found for found in ways if found), key=lambda found: _distance(colour, found), default="")


def _passes(colour: str, needs: Sequence[tuple[str, float]]) -> bool:
    return all(contrast(colour, other) >= least for other, least in needs)


def _on_the_way(start: str, end: str) -> Iterator[str]:
    """Give the colours from one to another in equal steps, both ends included."""
    for step in range(_STEPS + 1):
        pairs = zip(_channels(start), _channels(end), strict=True)
        yield "#" + "".join(f"{round(a + (b - a) * step / _STEPS):02x}" for a, b in pairs)


def _distance(one: str, other: str) -> int:
    return sum((a - b) ** 2 for a, b in zip(_channels(one), _channels(other), strict=True))


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
