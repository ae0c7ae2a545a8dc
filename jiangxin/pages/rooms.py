"""The spaces as a tree: the venue, its rooms, and the halls in them, named or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Exhibition, HallGroup
from jiangxin.model.frozen import frozen
from jiangxin.model.space import Hall
from jiangxin.pages.parts import Link, Room
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.tempers import place_colour, scale_group


@frozen
class Space:
    """A space of the plan; `hall` is None for one that was declared and is not named."""

    key: str
    hall: Hall | None
    group: HallGroup | None
    number: int | None
    temper: int | None
    inside: tuple[Space, ...] = ()


def spaces_of(exhibition: Exhibition, tempers: Mapping[Ref, int]) -> tuple[Space, ...]:
    """Give the spaces that stand in no other, each with what is inside it."""
    by_group = {found.group.key: found for found in exhibition.groups}
    unnamed = _unnamed_by_space(exhibition)
    halls = exhibition.all_of(Hall)
    shown = {hall.ref for hall in halls}
    outermost = tuple(hall for hall in halls if hall.located_in not in shown)
    homeless = unnamed.pop(None, ())

    def space(hall: Hall, above: frozenset[Ref]) -> Space:
        inner = [one for one in exhibition.spaces_in.get(hall.ref, ()) if one.ref not in above]
        spaces = tuple(space(one, above | {one.ref}) for one in inner) + unnamed.get(hall.ref, ())
        return Space(
            hall.id,
            hall,
            by_group.get(hall.group),
            exhibition.hall_numbers.get(hall.ref),
            tempers.get(hall.ref),
            tuple(sorted(spaces, key=_place)),
        )

    return (*(space(hall, frozenset({hall.ref})) for hall in outermost), *homeless)


def rooms_of(
    sheet: Sheet, spaces: Iterable[Space], coordinates: Mapping[str, str], places: Mapping[str, int]
) -> tuple[Room, ...]:
    """Give the list beside the plan."""
    return tuple(_room(sheet, space, coordinates, places) for space in spaces)


def walk(spaces: Iterable[Space]) -> Iterator[Space]:
    """Give spaces and all that is inside them, the outer first."""
    for space in spaces:
        yield space
        yield from walk(space.inside)


def _unnamed_by_space(exhibition: Exhibition) -> dict[Ref | None, tuple[Space, ...]]:
    """Give the unnamed halls of every group by the space they stand in, None where that is not known."""
    scale = scale_group(exhibition)
    found: dict[Ref | None, tuple[Space, ...]] = {}
    for group in exhibition.groups:
        known = len(group.halls)
        around = group.group.located_in or next((hall.located_in for hall in group.halls if hall.located_in), None)
        if exhibition.get(around) is None:
            around = None
        spaces = tuple(
            Space(
                f"{group.group.key}-{place + 1}",
                None,
                group,
                group.first_number + place,
                place_colour(place) if group is scale else None,
            )
            for place in range(known, known + (group.unnamed or 0))
        )
        found[around] = found.get(around, ()) + spaces
    return found


def _place(space: Space) -> int:
    """Order what is inside a space: what leads in first, then the halls by number."""
    return space.number or 0


def _room(sheet: Sheet, space: Space, coordinates: Mapping[str, str], places: Mapping[str, int]) -> Room:
    title = sheet.phrase(space.group.group.title) if space.group else None
    if space.hall is not None:
        link = Link(sheet.title(space.hall), sheet.href_of(space.hall.ref), kind="hall")
        kind_label = sheet.type_label(space.hall)
    else:
        link = Link(sheet.words("pages.unnamed_hall"), kind="hall")
        kind_label = sheet.value_label("hall", "kind", "hall")
    return Room(
        key=space.key,
        link=link,
        number=f"{space.number:02d}" if space.number else "",
        kind_label=kind_label,
        group_label=title.text if title else "",
        coordinate=coordinates.get(space.key, ""),
        temper=space.temper,
        summary=sheet.phrase(space.hall.summary) if space.hall else None,
        is_placeholder=space.hall is None,
        place=places[space.key],
        rooms=rooms_of(sheet, space.inside, coordinates, places),
    )
