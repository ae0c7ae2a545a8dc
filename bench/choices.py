"""What is typed on the command line → numbers; what is none raises ValueError, which argparse tells."""

from __future__ import annotations

from bench.corpus import FEWEST


def positive(text: str) -> int:
    """Read a whole number from 1."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def sizes(text: str) -> tuple[int, ...]:
    """Read numbers of entries, with commas between them."""
    numbers = tuple(int(number) for number in text.split(","))
    if min(numbers) < FEWEST:
        raise ValueError(text)
    return numbers
