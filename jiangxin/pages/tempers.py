"""The tempering colour (1–8) of halls and of what belongs to them."""

from __future__ import annotations

import hashlib

from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Exhibition, HallGroup
from jiangxin.model.people import Craftsman, Studio
from jiangxin.model.space import Exhibit, Hall
from jiangxin.model.work import Result

TEMPERS = 8


def tempers_of(exhibition: Exhibition) -> dict[Ref, int]:
    """Give the colours: the layout's largest group is the scale, exhibits and results follow their hall.

    People and studios follow the hall they are shown in; those without one get
    a colour from their id, so that a wall of names is lively and stays the same.
    """
    colours = _halls(exhibition)
    shown_things: tuple[Exhibit | Result, ...] = (*exhibition.all_of(Exhibit), *exhibition.all_of(Result))
    for thing in shown_things:
        if thing.hall in colours:
            colours[thing.ref] = colours[thing.hall]
    followed = dict(colours)
    for person in (*exhibition.all_of(Craftsman), *exhibition.all_of(Studio)):
        links = exhibition.backlinks.get(person.ref, ())
        shown_in = [source for source, field in links if field in ("people", "makers") and source in followed]
        colours[person.ref] = followed[min(shown_in)] if shown_in else colour_of(person.id)
    return colours


def colour_of(words: str) -> int:
    """Give a colour that depends on the words alone."""
    return hashlib.sha256(words.encode()).digest()[0] % TEMPERS + 1


def scale_group(exhibition: Exhibition) -> HallGroup | None:
    """Give the group whose halls carry the colours: the one with the most halls, where it has more than one."""
    largest = max(exhibition.groups, key=size_of, default=None)
    return largest if largest and size_of(largest) > 1 else None


def size_of(group: HallGroup) -> int:
    """Give the number of halls a group is said to have, or those that are known where that is not stated."""
    return max(group.group.count or 0, len(group.halls))


def place_colour(place: int) -> int:
    """Give the colour of the hall at `place` (from 0) of the scale group."""
    return place % TEMPERS + 1


def _halls(exhibition: Exhibition) -> dict[Ref, int]:
    scale = scale_group(exhibition)
    colours = {hall.ref: place_colour(place) for place, hall in enumerate(scale.halls)} if scale else {}
    for hall in exhibition.all_of(Hall):
        if hall.ref not in colours and hall.group is None and hall.located_in in colours:
            colours[hall.ref] = colours[hall.located_in]
    return colours
