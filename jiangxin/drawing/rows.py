"""Diagrams whose nodes stand in two columns with a gutter between: chain, ring, hub and network.

The lines run in the gutter and between the rows, so that none crosses a
word, however many nodes there are.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiangxin.drawing.nodes import (
    WIDTH,
    Box,
    DiagramNode,
    Edge,
    Layout,
    arrow,
    bow,
    draw_box,
    height_of,
    known_edges,
    steps,
    tie,
)
from jiangxin.drawing.strokes import Point

MARGIN = 4.0
COLUMN = 222.0
LEFT, RIGHT = MARGIN, WIDTH - MARGIN - COLUMN
MIDDLE = (WIDTH - COLUMN) / 2
GAP = 44.0
SHIFT = 56.0

Place = tuple[DiagramNode, float]


def _stack(rows: Sequence[Sequence[Place]], gap: float = GAP, width: float = COLUMN) -> list[Box]:
    """Put rows of (node, left edge) under each other, each as high as its highest node."""
    boxes: list[Box] = []
    y = MARGIN
    for row in rows:
        height = max(height_of(node) for node, _ in row)
        boxes += [Box(node, x, y, width, height) for node, x in row]
        y += height + gap
    return boxes


def _layout(lines: str, boxes: Sequence[Box], nodes: Sequence[DiagramNode]) -> Layout:
    """Finish a layout: nodes in their reading order."""
    place = {box.node.key: box for box in boxes}
    drawn = "".join(draw_box(place[node.key]) for node in nodes)
    return Layout(lines, drawn, max(box.bottom for box in boxes) + MARGIN)


def join(start: Box, end: Box) -> str:
    """Draw an arrow from box to box: across the gutter, down a column, or round a corner."""
    if start.y == end.y:
        level = start.middle[1]
        return (
            arrow((start.right, level), (end.x, level))
            if start.x < end.x
            else arrow((start.x, level), (end.right, level))
        )
    down = start.y < end.y
    near, far = (start.bottom, end.y) if down else (start.y, end.bottom)
    if abs(start.middle[0] - end.middle[0]) < 1:
        return arrow((start.middle[0], near), (end.middle[0], far))
    if abs(far - near) <= GAP + 1:
        turn = (near + far) / 2
        return arrow((start.middle[0], near), (start.middle[0], turn), (end.middle[0], turn), (end.middle[0], far))
    inner = (start.right if start.x < end.x else start.x), start.middle[1]
    outer = (end.x if start.x < end.x else end.right), end.middle[1]
    return arrow(inner, outer)


def lay_chain(nodes: Sequence[DiagramNode], edges: Sequence[Edge]) -> Layout:
    """Lay out a chain: up to four nodes under each other, more as a ribbon of two columns."""
    known = known_edges(nodes, edges, steps(nodes))
    place = {node.key: number for number, node in enumerate(nodes)}
    if len(nodes) <= 4 and all(abs(place[one] - place[other]) == 1 for one, other in known):
        rows: list[list[Place]] = [[(node, MARGIN)] for node in nodes]
        boxes = _stack(rows, width=WIDTH - 2 * MARGIN)
    else:
        pairs = [nodes[start : start + 2] for start in range(0, len(nodes), 2)]
        sides = [(LEFT, RIGHT) if row % 2 == 0 else (RIGHT, LEFT) for row in range(len(pairs))]
        boxes = _stack([list(zip(pair, side, strict=False)) for pair, side in zip(pairs, sides, strict=True)])
    return _layout(_joined(boxes, known), boxes, nodes)


def _joined(boxes: Sequence[Box], edges: Sequence[Edge]) -> str:
    """Draw arrows between neighbours, and ties in the gutter between nodes farther apart."""
    place = {box.node.key: number for number, box in enumerate(boxes)}
    drawn = []
    for one, other in edges:
        start, end = boxes[place[one]], boxes[place[other]]
        near = abs(place[one] - place[other]) == 1
        drawn.append(join(start, end) if near else _tie(start, end))
    return "".join(drawn)


def lay_ring(nodes: Sequence[DiagramNode], edges: Sequence[Edge]) -> Layout:
    """Lay out a ring, clockwise from the top: down the right column and up the left."""
    if len(nodes) < 3:
        return lay_chain(nodes, edges)
    first, rest = nodes[0], list(nodes[1:])
    last_row = [[(rest.pop(len(rest) // 2), MIDDLE)]] if len(rest) % 2 else []
    half = len(rest) // 2
    pairs = [[(left, LEFT), (right, RIGHT)] for right, left in zip(rest[:half], reversed(rest[half:]), strict=True)]
    stacked = {box.node.key: box for box in _stack([[(first, MIDDLE)], *pairs, *last_row])}
    boxes = [stacked[node.key] for node in nodes]
    around = [*steps(nodes), (nodes[-1].key, nodes[0].key)]
    ends = {frozenset(edge) for edge in around}
    drawn = "".join(
        _round(stacked[one], stacked[other]) if frozenset((one, other)) in ends else _tie(stacked[one], stacked[other])
        for one, other in known_edges(nodes, edges, around)
    )
    return _layout(drawn, boxes, nodes)


def _round(start: Box, end: Box) -> str:
    """Draw an arrow of the ring; to and from the node at the top or foot it goes round the corner."""
    if start.x == end.x or start.y == end.y:
        return join(start, end)
    if start.x == MIDDLE:
        side = start.right if end.x > start.x else start.x
        return arrow(
            (side, start.middle[1]),
            (end.middle[0], start.middle[1]),
            (end.middle[0], end.y if end.y > start.y else end.bottom),
        )
    side = end.right if start.x > end.x else end.x
    return arrow(
        (start.middle[0], start.bottom if end.y > start.y else start.y),
        (start.middle[0], end.middle[1]),
        (side, end.middle[1]),
    )


def lay_hub(nodes: Sequence[DiagramNode], edges: Sequence[Edge]) -> Layout:
    """Lay out a hub: the node with most edges (or the first) in the middle, the others above and below it."""
    spokes = known_edges(nodes, edges, [(nodes[0].key, node.key) for node in nodes[1:]])
    degree = [sum(node.key in edge for edge in spokes) for node in nodes]
    hub = nodes[degree.index(max(degree))]
    others = [node for node in nodes if node is not hub]
    pairs: list[list[Place]] = [
        list(zip(others[start : start + 2], (LEFT, RIGHT) if start + 1 < len(others) else (MIDDLE,), strict=False))
        for start in range(0, len(others), 2)
    ]
    above = len(pairs) // 2
    rows: list[list[Place]] = [*pairs[:above], [(hub, MIDDLE)], *pairs[above:]]
    boxes = {box.node.key: box for box in _stack(rows)}
    heart = boxes[hub.key]
    drawn = []
    for one, other in spokes:
        if hub.key in (one, other):
            drawn.append(_spoke(heart, boxes[other if one == hub.key else one]))
        else:
            drawn.append(_tie(boxes[one], boxes[other]))
    return _layout("".join(drawn), list(boxes.values()), nodes)


def _spoke(heart: Box, box: Box) -> str:
    """Tie a node to the middle of the hub's nearer edge."""
    start: Point = (heart.middle[0], heart.y if box.y < heart.y else heart.bottom)
    if box.x == MIDDLE:
        return tie(start, (box.middle[0], box.bottom if box.y < heart.y else box.y))
    return tie(start, _inner(box))


def lay_network(nodes: Sequence[DiagramNode], edges: Sequence[Edge]) -> Layout:
    """Lay out a network: two columns, the right one half a row lower, ties in the gutter."""
    left, right = nodes[::2], nodes[1::2]
    shift = SHIFT if right else 0.0
    boxes = [*_column(left, LEFT, MARGIN), *_column(right, RIGHT, MARGIN + shift)]
    place = {box.node.key: box for box in boxes}
    drawn = "".join(_tie(place[one], place[other]) for one, other in known_edges(nodes, edges, steps(nodes)))
    return _layout(drawn, boxes, nodes)


def _column(nodes: Sequence[DiagramNode], x: float, top: float) -> list[Box]:
    boxes: list[Box] = []
    for node in nodes:
        boxes.append(Box(node, x, boxes[-1].bottom + 28 if boxes else top, COLUMN, height_of(node)))
    return boxes


def _inner(box: Box) -> Point:
    """Give the middle of the edge that faces the gutter."""
    return (box.right if box.middle[0] <= WIDTH / 2 else box.x), box.middle[1]


def _tie(one: Box, other: Box) -> str:
    """Tie two nodes through the gutter."""
    start, end = _inner(one), _inner(other)
    if one.x == other.x:
        reach = min(30 + abs(start[1] - end[1]) * 0.25, 120)
        return bow(start, end, reach if one.middle[0] < WIDTH / 2 else -reach)
    return tie(start, end)
