"""A hall without a picture: its corner of the plan, enlarged.

Walls are drawn as cut, in section; doors as leaf and arc; the number stands
where the room is.
"""

from __future__ import annotations

from jiangxin.drawing.lettering import letters, plain, tidy_size
from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import (
    Drawing,
    Point,
    box,
    chain,
    faint,
    hatch,
    hidden,
    number,
    outline,
    sheet,
    solid,
    thick,
    thin,
    track,
)

ROOMS: dict[str, tuple[float, float, float, float]] = {
    "hall": (78, 56, 244, 182),
    "room": (70, 48, 260, 196),
    "area": (96, 66, 208, 162),
    "corridor": (34, 106, 332, 84),
    "venue": (54, 36, 292, 222),
}
WALL = 11.0


def draw_hall(key: str, number: str, kind: str) -> Drawing:
    """Draw the plan around a hall of `kind` (hall, room, area, corridor, venue) with its `number`."""
    seed = Seed(key)
    room = left, top, width, height = ROOMS.get(kind, ROOMS["hall"])
    door, leaf = seed.between("door", 30, 62) / 100, 46.0
    gap = left + (width - leaf) * door
    strokes = [_neighbours(*room), _axes(*room)]
    if kind == "area":
        strokes += [hidden(track(box(*room), closed=True)), _pillars(*room)]
    else:
        strokes += [_walls(room, gap, leaf), _door(gap, top + height, leaf)]
    text = plain(number)
    if text:
        size = tidy_size(text, min(height * 0.56, 112), width - 80)
        strokes.append(letters(text, left + width / 2, top + height / 2 + size * 0.35, size, name="art-num"))
    return sheet("hall", "".join(strokes))


def _walls(room: tuple[float, float, float, float], gap: float, leaf: float) -> str:
    """Draw the walls in section, open for a door at `gap`."""
    left, top, width, height = room
    right, bottom, w = left + width, top + height, WALL
    cut: list[Point] = [
        (gap, bottom),
        (gap, bottom + w),
        (left - w, bottom + w),
        (left - w, top - w),
        (right + w, top - w),
        (right + w, bottom + w),
        (gap + leaf, bottom + w),
        (gap + leaf, bottom),
        (right, bottom),
        (right, top),
        (left, top),
        (left, bottom),
    ]
    return hatch(cut, gap=5) + outline(cut)


def _door(x: float, y: float, leaf: float) -> str:
    """Draw a leaf that stands open, and the arc it swings."""
    swing = f"a{number(leaf)} {number(leaf)} 0 0 1 {number(leaf)} {number(leaf)}"
    return thick(f"M{number(x)} {number(y)}v{number(-leaf)}") + thin(f"M{number(x)} {number(y - leaf)}{swing}")


def _neighbours(left: float, top: float, width: float, height: float) -> str:
    """Draw the walls that run on past the edge of the sheet."""
    right, bottom = left + width, top + height
    return faint(
        f"M{number(left - 11)} {number(top - 11)}H0M{number(right + 11)} {number(top - 11)}H400",
        f"M{number(left - 11)} {number(top)}H0M{number(right + 11)} {number(top)}H400",
        f"M{number(left - 11)} {number(bottom)}H0M{number(right + 11)} {number(bottom)}H400",
        f"M{number(left - 11)} {number(bottom + 11)}H0M{number(right + 11)} {number(bottom + 11)}H400",
        f"M{number(left - 11)} {number(top - 11)}V0M{number(left)} {number(top - 11)}V0",
        f"M{number(right + 11)} {number(top - 11)}V0M{number(right)} {number(top - 11)}V0",
    )


def _axes(left: float, top: float, width: float, height: float) -> str:
    """Draw the axes of the building with their empty balloons."""
    x, y = left + width / 2, top + height / 2
    return chain(((x, 0), (x, 300)), ((0, y), (400, y)))


def _pillars(left: float, top: float, width: float, height: float) -> str:
    return solid(*(box(x - 7, y - 7, 14, 14) for x in (left, left + width) for y in (top, top + height)))
