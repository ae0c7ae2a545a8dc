"""Chance that falls alike every time: sparks, bubbles and towers stand where they stood in the last drawing."""

from random import Random


def seeded(seed: int) -> Random:
    """Give a source of chance; the same seed gives the same picture."""
    return Random(seed)  # noqa: S311  (a drawing, not a secret)
