"""The plates that stand where a photograph is missing: one function for each kind of entry.

In goes an id and the few words that decide the picture; out comes a
`Drawing`. A plate says what sort of thing is meant, not what it measures:
dimension lines carry no figures. Callers mark it as a schematic drawing.
"""

from __future__ import annotations

from jiangxin.drawing.construct import draw_event, draw_hero, draw_page, draw_person
from jiangxin.drawing.families import FAMILIES, choose_family, draw_family
from jiangxin.drawing.fragment import draw_hall
from jiangxin.drawing.manuscript import draw_story
from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import Drawing, sheet
from jiangxin.drawing.tools import draw_studio

__all__ = [
    "FAMILIES",
    "Drawing",
    "draw_event",
    "draw_exhibit",
    "draw_hall",
    "draw_hero",
    "draw_page",
    "draw_person",
    "draw_story",
    "draw_studio",
    "family_of",
]


def draw_exhibit(
    key: str, *, trade: str = "", kind: str = "object", avoid: str | None = None, count: int | None = None
) -> Drawing:
    """Draw the exhibit `key`: the family by words of its trade and title, then by its kind, then by its id.

    `avoid` is the family drawn just before it in a list; `count` the members of a collective display.
    """
    name = family_of(key, trade=trade, kind=kind, avoid=avoid, count=count)
    return sheet(name, draw_family(name, Seed(key), count))


def family_of(
    key: str, *, trade: str = "", kind: str = "object", avoid: str | None = None, count: int | None = None
) -> str:
    """Give the family that `draw_exhibit` draws the same exhibit in."""
    return choose_family(Seed(key), trade, kind, count, avoid)
