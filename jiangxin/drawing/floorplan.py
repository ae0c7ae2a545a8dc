"""The floor plan: rooms set on a grid of eight columns, and the grid drawn with its walls.

`arrange` gives every room its cells: where the owner wrote a position, that
one; otherwise a schematic place in reading order. `draw_plan` draws what was
arranged. Columns are 1–8, rows A–F (and on), so that `D2` is a real place.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiangxin.drawing.lettering import half_widths, is_chinese, letters, lines_of_text, plain, safe, wrap
from jiangxin.drawing.planning import COLUMNS, Cells, PlanRoom, RoomGroup, Space, arrange, coordinate, row_letter
from jiangxin.drawing.strokes import Point, number, solid, track
from jiangxin.model.frozen import frozen

__all__ = ["COLUMNS", "Cells", "PlanRoom", "RoomGroup", "Space", "arrange", "coordinate", "draw_plan"]

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 800.0, 62.0, 10.0, 44.0, 10.0
CELL = (WIDTH - LEFT - RIGHT) / COLUMNS
LEAST_ROW, BAND, PORCH = 110.0, 58.0, 52.0
LABEL, NUMBER, LEADING, INSET, SWATCH = 28.0, 26.0, 36.0, 14.0, 18.0
WALL = 6
GATE = 34.0
GAP = 17


@frozen
class Sheet:
    """The grid in units: the top of each row, the height of a row, the band over rows where a room begins."""

    tops: tuple[float, ...]
    row: float

    def frame(self, room: PlanRoom, band: float = 0) -> tuple[float, float, float, float]:
        """Give left, top, width and height of a room; `band` is added above."""
        top = self.tops[room.y - 1] - band
        last = self.tops[room.y + room.height - 2]
        return LEFT + CELL * (room.x - 1), top, CELL * room.width, last + self.row - top

    @property
    def bottom(self) -> float:
        """Give the lower edge of the last row."""
        return self.tops[-1] + self.row


def draw_plan(key: str, arranged: Sequence[PlanRoom], *, label: str, entrance: str = "") -> str:
    """Draw the plan as one SVG element named `label`, 800 units wide; without rooms, nothing.

    `entrance` is what is written at the entrance; empty, none is marked.
    """
    if not arranged:
        return ""
    shells = [room for place, room in enumerate(arranged) if _holds_rooms(room, arranged[place + 1 :])]
    rooms = [room for room in arranged if room not in shells]
    loose = [room for room in rooms if shells and not any(_within(room, shell) for shell in shells)]
    grid = _measure(rooms, shells, loose)
    walls = shells or [_bounds(rooms)]
    band = BAND if shells else 0
    gate = _gate(rooms, walls, grid, band) if entrance and rooms else None
    hatching = f"hatch-{safe(key)}"
    parts = [_margins(grid)]
    if any(room.kind == "placeholder" for room in rooms):
        parts.append(_pattern(hatching))
    parts += [
        _draw_room(room, grid.frame(room), hatching) if room in rooms else _draw_band(room, grid.frame(room, BAND))
        for room in arranged
    ]
    parts.append(f'<g class="plan-walls" stroke-width="{WALL}" stroke-linejoin="miter" pointer-events="none">')
    parts += [_wall(grid.frame(wall, band), gate if gate and gate.wall == wall else None) for wall in walls]
    parts += [_wall(grid.frame(room), None) for room in loose]
    parts.append("</g>")
    height = grid.bottom + BOTTOM
    if gate:
        parts.append(_entrance(gate, plain(entrance)))
        height += PORCH if gate.side == "bottom" else 0
    return (
        f'<svg class="plan" data-plan="{safe(key)}" viewBox="0 0 {number(WIDTH)} {number(height)}" role="group" '
        f'aria-label="{safe(label)}" fill="none" stroke="currentColor" stroke-width="2">{"".join(parts)}</svg>'
    )


def _holds_rooms(room: PlanRoom, later: Sequence[PlanRoom]) -> bool:
    return room.kind in ("room", "venue") and any(_within(other, room) for other in later)


def _within(inner: PlanRoom, outer: PlanRoom) -> bool:
    return (
        inner != outer
        and inner.x >= outer.x
        and inner.y >= outer.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def _bounds(rooms: Sequence[PlanRoom]) -> PlanRoom:
    x, y = min(room.x for room in rooms), min(room.y for room in rooms)
    return PlanRoom(
        "",
        "",
        "",
        None,
        "room",
        None,
        x,
        y,
        max(room.x + room.width for room in rooms) - x,
        max(room.y + room.height for room in rooms) - y,
    )


def _measure(rooms: Sequence[PlanRoom], shells: Sequence[PlanRoom], loose: Sequence[PlanRoom]) -> Sheet:
    """Make rows as high as the fullest room needs, with a band above each row where a room of rooms begins.

    Between two walls stays a gap.
    """
    everything = [*rooms, *shells]
    row = max([LEAST_ROW, *(_need(room) / room.height for room in rooms)])
    tops: list[float] = []
    y = TOP
    for line in range(1, max(room.y + room.height for room in everything)):
        begins = any(shell.y == line for shell in shells)
        y += BAND if begins else 0
        y += 2 * WALL if tops and (begins or any(room.y == line for room in loose)) else 0
        tops.append(y)
        y += row
    return Sheet(tuple(tops), row)


def _lines(room: PlanRoom) -> list[str]:
    return wrap(room.label, int((CELL * room.width - 2 * INSET) / (LABEL / 2)))


def _need(room: PlanRoom) -> float:
    head = (SWATCH if room.temper else 0) + (NUMBER * 1.4 if room.number else 0)
    return head + LEADING * len(_lines(room)) + 2 * INSET


def _margins(grid: Sheet) -> str:
    """Write the numbers of the columns above and the letters of the rows at the left."""
    numbers = [
        letters(str(column), LEFT + CELL * (column - 0.5), 28, 22, name="plan-grid") for column in range(1, COLUMNS + 1)
    ]
    rows = [
        letters(row_letter(line + 1), 18, top + grid.row / 2 + 8, 22, name="plan-grid")
        for line, top in enumerate(grid.tops)
    ]
    ticks = "".join(f"M{number(LEFT + CELL * column)} 30v6" for column in range(COLUMNS + 1))
    return f'<g aria-hidden="true">{"".join(numbers)}{"".join(rows)}<path d="{ticks}" stroke-width="1"/></g>'


def _pattern(name: str) -> str:
    """Give the hatching of rooms that have no name yet: once for all of them, for a plan is large as it is."""
    lines = f"M0 {GAP}L{GAP} 0M-4 4L4 -4M{GAP - 4} {GAP + 4}L{GAP + 4} {GAP - 4}"
    return (
        f'<pattern id="{name}" width="{GAP}" height="{GAP}" patternUnits="userSpaceOnUse">'
        f'<path d="{lines}" stroke-width="0.8" opacity="0.6"/></pattern>'
    )


def _draw_room(room: PlanRoom, frame: tuple[float, float, float, float], hatching: str) -> str:
    """Draw a room from its own corner: equal rooms are drawn in the same words, which pack to nearly nothing."""
    left, top, width, height = frame
    parts = [_rect("room-fill", width, height)]
    if room.kind == "placeholder":
        head = NUMBER + INSET if room.number else 0
        foot = height - INSET - LEADING * len(_lines(room))
        area = f'y="{number(head)}" width="{number(width)}" height="{number(max(foot - head, 1))}"'
        parts.append(f'<rect {area} fill="url(#{hatching})" stroke="none"/>')
    if room.temper:
        parts.append(_rect("plan-swatch", width, SWATCH))
    if room.number:
        base = (SWATCH if room.temper else 0) + INSET + NUMBER * 0.8
        parts.append(letters(plain(room.number), INSET, base, NUMBER, name="plan-n", anchor="start"))
    lines = _lines(room)
    first = height - INSET - LABEL * 0.16 - LEADING * (len(lines) - 1)
    parts.append(lines_of_text(lines, INSET, first, LABEL, name="plan-t", leading=LEADING))
    return _linked(room, (left, top), "".join(parts))


def _draw_band(room: PlanRoom, frame: tuple[float, float, float, float]) -> str:
    """Draw the name of a room of rooms on the band at its head."""
    left, top, width, _ = frame
    label, count = plain(room.label), plain(room.number)
    words = label if not count or count in label else f"{count}  {label}"
    words = (wrap(words, int((width - 2 * INSET) / (LABEL / 2)), 1) or [""])[0]
    return _linked(
        room,
        (left, top),
        _rect("room-band", width, BAND)
        + letters(words, INSET, BAND / 2 + LABEL * 0.36, LABEL, name="plan-t", anchor="start"),
    )


def _linked(room: PlanRoom, at: Point, drawn: str) -> str:
    temper = f" temper-{room.temper}" if room.temper else ""
    attributes = f'class="room room-{safe(room.kind)}{temper}" data-hall="{safe(room.key)}"'
    place = f'transform="translate({number(at[0])} {number(at[1])})"'
    if room.href is None:
        return f"<g {attributes} {place}>{drawn}</g>"
    return f'<a {attributes} href="{safe(room.href)}" {place}>{drawn}</a>'


def _rect(name: str, width: float, height: float) -> str:
    return f'<rect class="{name}" x="0" y="0" width="{number(width)}" height="{number(height)}" pointer-events="all"/>'


@frozen
class Gate:
    """The entrance: the wall it breaks, the side of that wall, and its middle in units."""

    wall: PlanRoom
    side: str
    at: Point


def _gate(rooms: Sequence[PlanRoom], walls: Sequence[PlanRoom], grid: Sheet, band: float) -> Gate | None:
    """Place the entrance: into the first corridor (or the first room), from the left, else from below."""
    room = next((room for room in rooms if room.kind == "corridor"), rooms[0])
    wall = next((wall for wall in walls if _within(room, wall) or room == wall), None)
    x, y, width, height = grid.frame(room)
    if wall is None or room.x == wall.x:
        return Gate(wall or room, "left", (x, y + height / 2))
    if room.y + room.height == wall.y + wall.height:
        return Gate(wall, "bottom", (x + width / 2, y + height))
    return Gate(wall, "left", (grid.frame(wall, band)[0], y + height / 2))


def _wall(frame: tuple[float, float, float, float], gate: Gate | None) -> str:
    """Draw a wall around a frame, broken at the entrance."""
    x, y, width, height = frame
    corners: list[Point] = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    if gate is None:
        return f'<path d="{track(corners, closed=True)}"/>'
    gx, gy = gate.at
    if gate.side == "left":
        return f'<path d="{track([(x, gy - GATE), *corners, (x, gy + GATE)])}"/>'
    run = [(gx - GATE, gy), corners[3], corners[0], corners[1], corners[2], (gx + GATE, gy)]
    return f'<path d="{track(run)}"/>'


def _entrance(gate: Gate, words: str) -> str:
    """Draw the triangle that points in, and what is written at it."""
    x, y = gate.at
    if gate.side == "bottom":
        mark = solid([(x, y + 10), (x - 13, y + 32), (x + 13, y + 32)])
        return f'<g class="plan-entrance">{mark}{letters(words, x + 24, y + 33, 24, name="plan-e", anchor="start")}</g>'
    mark = solid([(x - 8, y), (x - 30, y - 13), (x - 30, y + 13)])
    if is_chinese(words):
        text = "".join(
            letters(char, x - 20, y + 40 + 26 * place, 24, name="plan-e") for place, char in enumerate(words)
        )
    else:
        start = y + 26 + half_widths(words) * 12
        text = (
            f'<text x="{number(x - 14)}" y="{number(start)}" class="plan-e" font-size="22" fill="currentColor" '
            f'stroke="none" transform="rotate(-90 {number(x - 14)} {number(start)})">{safe(words)}</text>'
        )
    return f'<g class="plan-entrance">{mark}{text}</g>'
