"""A node of a diagram: what it says, how large its box is, how it is drawn and linked.

Lengths are in units of a sheet 600 wide: at 358 px a label of 24 units is
14 px high, and no box is lower than 44 px.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, degrees

from jiangxin.drawing.lettering import half_widths, lines_of_text, plain, safe, wrap
from jiangxin.drawing.strokes import Point, arrowhead, dot, number, thin, track
from jiangxin.model.frozen import frozen

WIDTH = 600.0
LABEL, COUNT, NOTE = 24.0, 30.0, 20.0
LABEL_LEADING, NOTE_LEADING = 31.0, 27.0
LEAST_HEIGHT = 76.0
PADDING = 14.0

Edge = tuple[str, str]


@frozen
class DiagramNode:
    """A node: its key within the diagram, its label, how many it stands for, where it leads, a remark."""

    key: str
    label: str
    count: str = ""
    href: str | None = None
    note: str = ""


@frozen
class Wording:
    """A node's words broken into lines."""

    label: tuple[str, ...]
    count: str
    note: tuple[str, ...]

    @property
    def height(self) -> float:
        """Give the height of all lines, in units."""
        count = COUNT * 1.15 if self.count else 0
        return count + LABEL_LEADING * len(self.label) + NOTE_LEADING * len(self.note)


@frozen
class Box:
    """A node with its place: left, top, width and height in units."""

    node: DiagramNode
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """Give its centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def right(self) -> float:
        """Give its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Give its lower edge."""
        return self.y + self.height


@frozen
class Layout:
    """A diagram laid out: the lines behind, the nodes in reading order, and its height in units."""

    lines: str
    nodes: str
    height: float


def word(node: DiagramNode, limit: int = 16) -> Wording:
    """Break a node's words into lines of at most `limit` half-widths; of a remark, two."""
    note = wrap(node.note, int(limit * LABEL / NOTE), 2) if node.note else []
    return Wording(tuple(wrap(node.label, limit)), plain(node.count), tuple(note))


def height_of(node: DiagramNode, limit: int = 16) -> float:
    """Give the height that the box of a node needs."""
    return max(LEAST_HEIGHT, word(node, limit).height + 2 * PADDING)


def draw_box(box: Box, limit: int = 16) -> str:
    """Draw a node as a box with its words in the middle."""
    frame = (
        f'<rect class="dia-box" x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" '
        f'height="{number(box.height)}"/>'
    )
    wording = word(box.node, limit)
    top = box.y + (box.height - wording.height) / 2
    return link(box.node, frame + draw_words(wording, box.x + box.width / 2, top, "middle"))


def draw_words(wording: Wording, x: float, top: float, anchor: str) -> str:
    """Write count, label and remark under each other from `top`."""
    parts, y = [], top
    if wording.count:
        parts.append(lines_of_text([wording.count], x, y + COUNT * 0.9, COUNT, name="dia-n", leading=0, anchor=anchor))
        y += COUNT * 1.15
    parts.append(lines_of_text(wording.label, x, y + LABEL, LABEL, name="dia-t", leading=LABEL_LEADING, anchor=anchor))
    y += LABEL_LEADING * len(wording.label)
    if wording.note:
        parts.append(
            lines_of_text(wording.note, x, y + NOTE, NOTE, name="dia-note", leading=NOTE_LEADING, anchor=anchor)
        )
    return "".join(parts)


def link(node: DiagramNode, drawn: str) -> str:
    """Wrap what is drawn of a node in its link, where it has one."""
    key = safe(node.key)
    if node.href is None:
        return f'<g class="dia-node" data-node="{key}">{drawn}</g>'
    return f'<a class="dia-node" data-node="{key}" href="{safe(node.href)}">{drawn}</a>'


def arrow(*points: Point) -> str:
    """Draw a line through `points` with an arrowhead at its end."""
    (x1, y1), (x2, y2) = points[-2:]
    return thin(track(points)) + arrowhead((x2, y2), degrees(atan2(y2 - y1, x2 - x1)), 14)


def tie(start: Point, end: Point) -> str:
    """Draw a line between two knots."""
    return thin(track((start, end))) + dot(start, 4) + dot(end, 4)


def bow(start: Point, end: Point, by: float) -> str:
    """Draw a curved line between two knots on one upright line, bulging `by` units to the side."""
    data = f"M{number(start[0])} {number(start[1])}Q{number(start[0] + by)} {number((start[1] + end[1]) / 2)} "
    return thin(f"{data}{number(end[0])} {number(end[1])}") + dot(start, 4) + dot(end, 4)


def known_edges(nodes: Sequence[DiagramNode], edges: Sequence[Edge], otherwise: Sequence[Edge]) -> list[Edge]:
    """Give the edges between known, different nodes, each once; `otherwise` where none are given."""
    keys = {node.key for node in nodes}
    known = [edge for edge in edges if edge[0] in keys and edge[1] in keys and edge[0] != edge[1]]
    return list(dict.fromkeys(known)) if edges else list(otherwise)


def steps(nodes: Sequence[DiagramNode]) -> list[Edge]:
    """Give the edges that lead from each node to the next."""
    return [(one.key, other.key) for one, other in pairwise(nodes)]


def widest(lines: Sequence[str]) -> int:
    """Measure the widest of `lines` in half-widths."""
    return max(map(half_widths, lines), default=0)
