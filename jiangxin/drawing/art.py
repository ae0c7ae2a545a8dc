"""The plates that stand where a photograph is missing: one function for each kind of entry.

In goes an id and the few words that decide the picture; out comes a
`Drawing`. A plate says what sort of thing is meant, not what it measures:
dimension lines carry no figures. Callers mark it as a schematic drawing.

A `Motif` is a drawing before it is drawn: enough to name its file, and to keep room for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from jiangxin.drawing.construct import PERSON_SHEET, draw_event, draw_hero, draw_page, draw_person
from jiangxin.drawing.families import FAMILIES, choose_family, draw_family
from jiangxin.drawing.fragment import draw_hall
from jiangxin.drawing.manuscript import draw_story
from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import SHEET, Drawing, sheet
from jiangxin.drawing.tools import draw_studio

__all__ = [
    "FAMILIES",
    "RECIPE",
    "Drawing",
    "Motif",
    "draw",
    "draw_event",
    "draw_exhibit",
    "draw_hall",
    "draw_hero",
    "draw_page",
    "draw_person",
    "draw_story",
    "draw_studio",
    "exhibit_motif",
    "size_of",
]

RECIPE = "1"
"""To be raised by hand when other strokes are drawn, or another file is written, of the same motif."""


class Motif(NamedTuple):
    """What a drawing is drawn from: its family, and the values that decide it, an id first."""

    family: str
    given: tuple[str | int, ...]


def draw(motif: Motif) -> Drawing:
    """Draw a motif."""
    return _PLATES[motif.family](*motif.given)


def size_of(motif: Motif) -> tuple[int, int]:
    """Give the width and height that a drawing will have, in units."""
    return PERSON_SHEET if motif.family == "person" else SHEET


def draw_exhibit(
    key: str, *, trade: str = "", kind: str = "object", avoid: str | None = None, count: int | None = None
) -> Drawing:
    """Draw the exhibit `key`: the family by words of its trade and title, then by its kind, then by its id.

    `avoid` is the family drawn just before it in a list; `count` the members of a collective display.
    """
    return draw(exhibit_motif(key, trade=trade, kind=kind, avoid=avoid, count=count))


def exhibit_motif(
    key: str, *, trade: str = "", kind: str = "object", avoid: str | None = None, count: int | None = None
) -> Motif:
    """Give what `draw_exhibit` draws."""
    family = choose_family(Seed(key), trade, kind, count, avoid)
    return Motif(family, (key, count or 0) if family == "stand" else (key,))


def _draw_exhibit(family: str, key: str, count: int = 0) -> Drawing:
    return sheet(family, draw_family(family, Seed(key), count))


_PLATES: Mapping[str, Callable[..., Drawing]] = MappingProxyType(
    {
        "person": draw_person,
        "story": draw_story,
        "event": draw_event,
        "studio": draw_studio,
        "hall": draw_hall,
        "page": draw_page,
        **{family: partial(_draw_exhibit, family) for family in FAMILIES},
    }
)
