"""A ladder as a staircase in section: the first node is the lowest step, the way up leads right.

The edge of the stair is hatched as cut ground is; a count stands at the riser
with its upright dimension line.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiangxin.drawing.lettering import half_widths, letters, plain
from jiangxin.drawing.nodes import COUNT, LABEL, WIDTH, DiagramNode, Edge, Layout, draw_words, height_of, link, word
from jiangxin.drawing.strokes import Point, dimension_upright, hatch, number, thick

CRUST = 12.0


def lay_ladder(nodes: Sequence[DiagramNode], _edges: Sequence[Edge]) -> Layout:
    """Lay out the steps; the order of the nodes is the way up, whatever the edges."""
    bare = [DiagramNode(node.key, node.label, "", node.href, node.note) for node in nodes]
    counts = [plain(node.count) for node in nodes]
    margin = max((half_widths(count) * COUNT * 0.55 + 44 for count in counts if count), default=16)
    run = min(58.0, (WIDTH - margin - 256) / max(len(nodes) - 1, 1))
    starts = [margin + run * place for place in range(len(nodes))]
    limits = [int((WIDTH - 8 - x - CRUST - 2 * 16) / (LABEL / 2)) for x in starts]
    heights = [height_of(node, limit) + CRUST for node, limit in zip(bare, limits, strict=True)]
    ground = sum(heights) + 20
    tops = [ground - sum(heights[: place + 1]) for place in range(len(nodes))]
    drawn = []
    for node, limit, count, x, y, rise in zip(bare, limits, counts, starts, tops, heights, strict=True):
        wording = word(node, limit)
        top = y + CRUST + (rise - CRUST - wording.height) / 2
        drawn.append(
            link(
                node,
                _field(x, y, rise) + draw_words(wording, x + CRUST + 16, top, "start") + _riser(count, x, y, y + rise),
            )
        )
    return Layout(_stair(starts, tops, heights, ground), "".join(drawn), ground + 26)


def _field(x: float, y: float, height: float) -> str:
    """Draw the invisible ground of a step, so that all of it can be pressed."""
    return (
        f'<rect class="dia-field" x="{number(x)}" y="{number(y)}" width="{number(WIDTH - 8 - x)}" '
        f'height="{number(height)}" stroke="none" fill="none" pointer-events="all"/>'
    )


def _riser(count: str, x: float, top: float, bottom: float) -> str:
    if not count:
        return ""
    middle = (top + bottom) / 2 + COUNT * 0.35
    return dimension_upright(top, bottom, x - 18, -16) + letters(
        count, x - 32, middle, COUNT, name="dia-n", anchor="end"
    )


def _stair(starts: Sequence[float], tops: Sequence[float], heights: Sequence[float], ground: float) -> str:
    """Draw the outline of the stair, its hatched crust, and the ground."""
    outer: list[Point] = []
    inner: list[Point] = []
    for x, y, height in zip(starts, tops, heights, strict=True):
        outer += [(x, y + height), (x, y)]
        inner += [(x + CRUST, min(y + height + CRUST, ground)), (x + CRUST, y + CRUST)]
    end = WIDTH - 8
    outer.append((end, tops[-1]))
    inner.append((end, tops[-1] + CRUST))
    edge = "".join(
        f"M{number(x)} {number(y + height)}V{number(y)}H{number(end)}"
        for x, y, height in zip(starts, tops, heights, strict=True)
    )
    soil: list[Point] = [(8, ground), (end, ground), (end, ground + CRUST), (8, ground + CRUST)]
    return hatch([*outer, *reversed(inner)], gap=6) + hatch(soil, gap=8) + thick(edge, f"M8 {number(ground)}H{end:.0f}")
