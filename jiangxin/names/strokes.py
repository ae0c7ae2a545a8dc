"""How many strokes a character has, and which comes first among those that have as many.

`strokes.txt` beside this holds the characters in the order that the standard gives
them (横 竖 撇 点 折); docs/strokes/ says how it was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jiangxin.model.names import Character


@cache  # a name's are those of others
def character_of(character: str) -> Character:
    """Give the strokes of a simplified character; 0 strokes where the table has none."""
    return Character(*_table().get(character, (0, 0)))


@cache
def _table() -> Mapping[str, tuple[int, int]]:
    """Give number of strokes and place by character; plain values, for there are thousands."""
    written = Path(__file__).with_name("strokes.txt").read_text("utf-8")
    found: dict[str, tuple[int, int]] = {}
    for count, characters in (line.split() for line in written.splitlines() if not line.startswith("#")):
        strokes = int(count)
        found |= {character: (strokes, place) for place, character in enumerate(characters)}
    return found
