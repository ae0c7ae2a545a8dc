"""The schematic plan: where every space lies, drawn for a page.

The drawing knows two levels, rooms and the spaces in them. A venue that holds
rooms is the sheet itself; what stands in it beside its rooms is drawn on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field

from jiangxin.drawing.floorplan import Cells, RoomGroup, arrange, coordinate, draw_plan
from jiangxin.drawing.floorplan import Space as Box
from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.space import Hall
from jiangxin.pages.frame import frame
from jiangxin.pages.groups import group_blocks
from jiangxin.pages.parts import Room
from jiangxin.pages.rooms import Space, rooms_of, spaces_of, walk
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import PlanView

_HOLDING = ("venue", "room")
Naming = Callable[[Space], tuple[str, str | None]]  # a space → what is written in it, where it leads


@frozen
class Floorplan:
    """The spaces with their places on the plan; the same in every language."""

    spaces: tuple[Space, ...]
    coordinates: Mapping[str, str]
    places: Mapping[str, int]  # which of all spaces it is, from 1
    drawn: dict[tuple[str, str], str] = field(default_factory=dict)  # by language and folder

    def space(self, key: str) -> Space | None:
        """Give the space of a hall."""
        return next((space for space in walk(self.spaces) if space.key == key), None)

    def rooms(self, sheet: Sheet) -> tuple[Room, ...]:
        """Give the list beside the plan."""
        return rooms_of(sheet, self.spaces, self.coordinates, self.places)

    def draw(self, sheet: Sheet, current: str = "") -> str:
        """Draw the plan; the space with the key `current` is marked as the one that one stands in."""
        place = (sheet.lang, sheet.folder)
        if place not in self.drawn:
            arranged = arrange(list(_groups(self.spaces, lambda space: _naming(sheet, space))))
            has_corridor = any(room.kind == "corridor" for room in arranged)
            drawing = draw_plan(
                "plan",
                arranged,
                label=sheet.wording("pages.plan"),
                entrance=sheet.wording("pages.entrance") if has_corridor else "",
            )
            for key, number in self.places.items():
                drawing = drawing.replace(f'data-hall="{key}"', f'data-hall="{key}" data-room="{number}"')
            self.drawn[place] = drawing
        mark = f'data-hall="{current}"'
        return self.drawn[place].replace(mark, f'{mark} aria-current="page"') if current else self.drawn[place]


def floorplan_of(exhibition: Exhibition, tempers: Mapping[Ref, int]) -> Floorplan:
    """Lay the spaces out."""
    spaces = spaces_of(exhibition, tempers)
    arranged = arrange(list(_groups(spaces, lambda space: (space.key, None))))
    places = {space.key: number for number, space in enumerate(walk(spaces), start=1)}
    return Floorplan(spaces, {room.key: coordinate(room) for room in arranged}, places)


def plan_view(sheet: Sheet, floorplan: Floorplan) -> PlanView:
    """Give the page of the plan."""
    layout = sheet.edition.exhibition.settings.layout
    return PlanView(
        **frame(sheet, sheet.words("pages.plan"), key="plan"),
        svg=floorplan.draw(sheet),
        rooms=floorplan.rooms(sheet),
        formula=layout.formula or "" if layout else "",
        groups=group_blocks(sheet),
    )


def _groups(spaces: Iterable[Space], naming: Naming) -> Iterator[RoomGroup]:
    """Give the rooms of the plan with what is in them; then what stands in no room."""
    loose = []
    for space in spaces:
        if not _holds(space):
            loose.append(space)
        elif any(_holds(inner) for inner in space.inside):
            yield from _groups(space.inside, naming)
        else:
            label, address = naming(space)
            yield RoomGroup(
                space.key,
                label,
                f"{space.number:02d}" if space.number else "",
                address,
                [_box(inner, naming) for inner in space.inside],
                _kind(space),
                _position(space),
            )
    if loose:
        yield RoomGroup("", "", "", None, [_box(space, naming) for space in loose])


def _holds(space: Space) -> bool:
    return bool(space.inside) and _kind(space) in _HOLDING


def _box(space: Space, naming: Naming) -> Box:
    label, address = naming(space)
    number = f"{space.number:02d}" if space.number else ""
    return Box(space.key, label, number, address, _kind(space), space.temper, _position(space))


def _kind(space: Space) -> str:
    return (space.hall.kind or "hall") if space.hall else "placeholder"


def _position(space: Space) -> Cells | None:
    """Give where the editor wants a space."""
    plan = space.hall.plan if space.hall else None
    if plan is None or None in (plan.x, plan.y, plan.width, plan.height):
        return None
    return Cells(plan.x or 1, plan.y or 1, plan.width or 1, plan.height or 1)


def _naming(sheet: Sheet, space: Space) -> tuple[str, str | None]:
    """Give what is written in a space, its cluster where it has one, and where it leads."""
    if space.hall is None:
        return sheet.wording("pages.not_named"), None
    return _short_title(sheet, space.hall), sheet.href_of(space.hall.ref)


def _short_title(sheet: Sheet, hall: Hall) -> str:
    cluster = sheet.phrase(hall.cluster)
    return cluster.text if cluster and cluster.lang == sheet.lang else sheet.title(hall).text
