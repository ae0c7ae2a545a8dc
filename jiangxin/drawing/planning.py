"""Where the rooms stand: groups of spaces in, rooms with their cells out.

A schematic place keeps the reading order. A room with one main hall gets its
corridors at the left, the hall in the middle and its areas at the right; any
other formula (8 halls, 1 + 3, 2 + 6 + 1 + N) runs in even rows of at most four.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiangxin.model.frozen import frozen

COLUMNS = 8
MOST_IN_A_ROW = 4


@frozen
class Cells:
    """A box in cells of the grid: its left column and top row (from 1), its width and height."""

    x: int
    y: int
    width: int
    height: int


@frozen
class Space:
    """A space to be placed; with `position`, where its owner wants it."""

    key: str
    label: str
    number: str = ""
    href: str | None = None
    kind: str = "hall"
    temper: int | None = None
    position: Cells | None = None


@frozen
class RoomGroup:
    """A room and the spaces in it, in reading order; without a label, spaces that stand in no room."""

    key: str
    label: str
    number: str
    href: str | None
    rooms: Sequence[Space]
    kind: str = "room"
    position: Cells | None = None


@frozen
class PlanRoom:
    """A space with its cells; kind is hall, area, corridor, room, venue or placeholder, temper 1–8."""

    key: str
    label: str
    number: str
    href: str | None
    kind: str
    temper: int | None
    x: int
    y: int
    width: int
    height: int


def row_letter(row: int) -> str:
    """Give the letter of a row: 1 is A, 27 is AA."""
    text = ""
    while row > 0:
        row, rest = divmod(row - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def coordinate(room: PlanRoom) -> str:
    """Give where a room stands on the grid: `D2`, or from corner to corner `A3–B6`."""
    first = f"{row_letter(room.y)}{room.x}"
    last = f"{row_letter(room.y + room.height - 1)}{room.x + room.width - 1}"
    return first if first == last else f"{first}–{last}"


def arrange(groups: Sequence[RoomGroup]) -> tuple[PlanRoom, ...]:
    """Give each room its cells, every room of rooms before what stands in it.

    Groups without positions stand under each other, below what has a position.
    """
    given = [space.position for group in groups for space in group.rooms if space.position]
    given += [group.position for group in groups if group.position]
    row = max((cells.y + cells.height for cells in given), default=1)
    arranged: list[PlanRoom] = []
    for group in groups:
        placed, row = _place(group, row)
        arranged += placed
    return tuple(arranged)


def _place(group: RoomGroup, row: int) -> tuple[list[PlanRoom], int]:
    """Place one group, its free spaces from `row` on (or inside its own position); give the next free row too."""
    area = group.position
    free = [space for space in group.rooms if space.position is None]
    top, left, columns = (area.y, area.x, area.width) if area else (row, 1, COLUMNS)
    if area and len(free) < len(group.rooms):
        top = max(space.position.y + space.position.height for space in group.rooms if space.position)
    free_cells = _schematic(free, left, top, columns)
    coming = iter(free_cells)
    rooms = [_room(space, space.position or next(coming)) for space in group.rooms]
    bottom = max((box.y + box.height for box in free_cells), default=row)
    if not group.label:
        return rooms, max(row, bottom)
    taken = [Cells(room.x, room.y, room.width, room.height) for room in rooms]
    shell = area or _around(taken) or Cells(1, row, COLUMNS, 1)
    if not rooms and area is None:
        bottom = row + 1
    outer = _around([shell, *free_cells]) or shell
    own = Space(group.key, group.label, group.number, group.href, group.kind)
    return [_room(own, outer), *rooms], max(row, bottom)


def _room(space: Space, cells: Cells) -> PlanRoom:
    """Put a space into its cells, cut at the edge of the grid."""
    x, y = min(max(cells.x, 1), COLUMNS), max(cells.y, 1)
    return PlanRoom(
        space.key,
        space.label,
        space.number,
        space.href,
        space.kind,
        space.temper,
        x,
        y,
        min(max(cells.width, 1), COLUMNS + 1 - x),
        max(cells.height, 1),
    )


def _around(boxes: Sequence[Cells]) -> Cells | None:
    if not boxes:
        return None
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Cells(x, y, max(box.x + box.width for box in boxes) - x, max(box.y + box.height for box in boxes) - y)


def _schematic(spaces: Sequence[Space], left: int, top: int, columns: int) -> list[Cells]:
    """Give the cells of `spaces`, in their order, in an area that begins at `left` and `top`."""
    kinds = [space.kind for space in spaces]
    sides = kinds.count("corridor"), kinds.count("area")
    one_hall = kinds.count("hall") == 1 and sum(sides) == len(spaces) - 1
    if one_hall and 1 <= max(sides) <= 3 and columns >= 6:
        return _around_the_hall(spaces, left, top, columns)
    return _in_rows(len(spaces), left, top, columns)


def _around_the_hall(spaces: Sequence[Space], left: int, top: int, columns: int) -> list[Cells]:
    """Place corridors at the left, areas at the right, the one hall between them."""
    corridors = [space for space in spaces if space.kind == "corridor"]
    areas = [space for space in spaces if space.kind == "area"]
    height = max(len(corridors), len(areas), 2)
    start = left + (2 if corridors else 0)
    end = left + columns - (2 if areas else 0)
    columns_of = {
        id(space): Cells(left, top + offset, 2, rows)
        for space, (offset, rows) in zip(corridors, _shares(height, len(corridors)), strict=True)
    }
    columns_of |= {
        id(space): Cells(end, top + offset, 2, rows)
        for space, (offset, rows) in zip(areas, _shares(height, len(areas)), strict=True)
    }
    return [columns_of.get(id(space), Cells(start, top, end - start, height)) for space in spaces]


def _in_rows(count: int, left: int, top: int, columns: int) -> list[Cells]:
    """Place `count` boxes in rows of like number."""
    most = max(min(MOST_IN_A_ROW, columns // 2), 1)
    rows = -(-count // most)
    cells: list[Cells] = []
    for row, (_, in_row) in enumerate(_shares(count, rows)):
        cells += [Cells(left + offset, top + row, width, 1) for offset, width in _shares(columns, in_row)]
    return cells


def _shares(whole: int, parts: int) -> list[tuple[int, int]]:
    """Divide `whole` into `parts`: for each its offset and size, the larger ones first."""
    sizes = [whole // parts + (1 if part < whole % parts else 0) for part in range(parts)]
    return [(sum(sizes[:part]), size) for part, size in enumerate(sizes)]
