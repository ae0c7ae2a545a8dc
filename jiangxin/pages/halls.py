"""The page of a space: what stands in it, and where it is."""

from __future__ import annotations

from jiangxin.model.space import Hall
from jiangxin.pages.entries import entry_parts
from jiangxin.pages.floorplan import Floorplan
from jiangxin.pages.rooms import rooms_of
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import HallView


def hall_view(sheet: Sheet, hall: Hall, floorplan: Floorplan) -> HallView:
    """Give the page of a hall; the spaces inside it stand in `rooms`, so they are no section as well."""
    parts = entry_parts(sheet, hall)
    space = floorplan.space(hall.id)
    title = next(
        (sheet.phrase(found.group.title) for found in sheet.edition.exhibition.groups if found.group.key == hall.group),
        None,
    )
    parts["sections"] = tuple(one for one in parts["sections"] if one.key != "hall.located_in")
    return HallView(
        **parts,
        plan_svg=floorplan.draw(sheet, current=hall.id),
        rooms=rooms_of(sheet, space.inside, floorplan.coordinates, floorplan.places) if space else (),
        group_label=title.text if title else "",
        coordinate=floorplan.coordinates.get(hall.id, ""),
    )
