"""A tree as an indented list with its branches: root above, each level one step to the right.

A whole number of at most 120 is also drawn as so many strokes, so that
6, 24 and 66 can be seen and not only read.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiangxin.drawing.lettering import letters, plain
from jiangxin.drawing.nodes import (
    COUNT,
    LABEL,
    LABEL_LEADING,
    PADDING,
    WIDTH,
    Box,
    DiagramNode,
    Edge,
    Layout,
    draw_words,
    known_edges,
    link,
    word,
)
from jiangxin.drawing.strokes import number, thick, thin

INDENT, GAP = 40.0, 22.0
MOST_STROKES = 120
MARGIN = 4.0


def lay_tree(nodes: Sequence[DiagramNode], edges: Sequence[Edge]) -> Layout:
    """Lay out the tree depth first; without edges the first node is the root of all others."""
    known = known_edges(nodes, edges, [(nodes[0].key, node.key) for node in nodes[1:]])
    order = _depth_first(nodes, known)
    deepest = max(depth for _, depth, _ in order)
    step = min(INDENT, (WIDTH - 2 * MARGIN - 280) / max(deepest, 1))
    places: dict[str, Box] = {}
    parents: dict[str, str | None] = {}
    y = MARGIN
    for node, depth, parent in order:
        x = MARGIN + step * depth
        limit = int((WIDTH - MARGIN - x - 2 * PADDING - (90 if node.count else 0)) / (LABEL * 0.5))
        box = Box(node, x, y, WIDTH - MARGIN - x, _height(node, limit))
        places[node.key], parents[node.key] = box, parent
        y = box.bottom + GAP
    branches = "".join(_branch(places[parent], places[key], step) for key, parent in parents.items() if parent)
    roots = [places[node.key] for node, depth, _ in order if depth == 0]
    drawn = "".join(_draw(places[node.key]) for node in nodes)
    return Layout(branches + _trunk(roots), drawn, y - GAP + MARGIN)


def _depth_first(nodes: Sequence[DiagramNode], edges: Sequence[Edge]) -> list[tuple[DiagramNode, int, str | None]]:
    """Give each node once with its depth and parent; a node first met in a circle becomes a root."""
    by_key = {node.key: node for node in nodes}
    children = {node.key: [other for one, other in edges if one == node.key] for node in nodes}
    below = {other for _, other in edges}
    found: dict[str, tuple[DiagramNode, int, str | None]] = {}
    for root in [*(node for node in nodes if node.key not in below), *nodes]:
        waiting: list[tuple[str, int, str | None]] = [(root.key, 0, None)]
        while waiting:
            key, depth, parent = waiting.pop()
            if key not in found:
                found[key] = (by_key[key], depth, parent)
                waiting += [(child, depth + 1, key) for child in reversed(children[key])]
    return list(found.values())


def _strokes(node: DiagramNode) -> int:
    count = plain(node.count)
    return int(count) if count.isascii() and count.isdigit() and 1 < int(count) <= MOST_STROKES else 0


def _height(node: DiagramNode, limit: int) -> float:
    bare = DiagramNode(node.key, node.label, "", None, node.note)
    return max(76.0, word(bare, limit).height + 2 * PADDING + (22 if _strokes(node) else 0))


def _draw(box: Box) -> str:
    """Draw a node: label left, count right, strokes along the foot."""
    node = box.node
    limit = int((box.width - 2 * PADDING - (90 if node.count else 0)) / (LABEL * 0.5))
    wording = word(DiagramNode(node.key, node.label, "", None, node.note), limit)
    strokes = _strokes(node)
    top = box.y + (box.height - (22 if strokes else 0) - wording.height) / 2
    frame = (
        f'<rect class="dia-box" x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" '
        f'height="{number(box.height)}"/>'
    )
    count = draw_count(plain(node.count), box.right - PADDING, top + LABEL_LEADING * 0.5) if node.count else ""
    pitch = min(7.0, (box.width - 2 * PADDING) / max(strokes, 1))
    tally = (
        thin(
            "".join(
                f"M{number(box.x + PADDING + pitch * (stroke + 0.5))} {number(box.bottom - 10)}v-14"
                for stroke in range(strokes)
            )
        )
        if strokes
        else ""
    )
    return link(node, frame + draw_words(wording, box.x + PADDING, top, "start") + count + tally)


def draw_count(count: str, right: float, middle: float) -> str:
    """Write a count so that it ends at `right`."""
    return letters(count, right, middle + COUNT * 0.36, COUNT, name="dia-n", anchor="end")


def _branch(parent: Box, child: Box, step: float) -> str:
    x = parent.x + step / 2
    return thick(f"M{number(x)} {number(parent.bottom)}V{number(child.y + 38)}H{number(child.x)}")


def _trunk(roots: Sequence[Box]) -> str:
    """Join several roots along the edge of the sheet: the root above them that has no name."""
    if len(roots) < 2:
        return ""
    return thick(
        f"M1 {number(roots[0].y + 38)}V{number(roots[-1].y + 38)}",
        *(f"M1 {number(root.y + 38)}H{number(root.x)}" for root in roots),
    )
