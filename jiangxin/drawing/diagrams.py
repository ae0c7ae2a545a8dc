"""Diagrams of a programme as SVG: ladder, network, hub, chain, ring and tree.

In go nodes in reading order and pairs of keys; out comes one element, 600
units wide and as tall as it needs, whose type stays legible on a phone. The
nodes stand in the source in reading order, linked where they lead somewhere,
so that it reads as a list too. Without edges each node leads to the next; the
hub and the tree take their first node as the middle and the root.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from jiangxin.drawing.ladder import lay_ladder
from jiangxin.drawing.lettering import safe
from jiangxin.drawing.nodes import WIDTH, DiagramNode, Edge, Layout
from jiangxin.drawing.rows import lay_chain, lay_hub, lay_network, lay_ring
from jiangxin.drawing.strokes import THICK, number
from jiangxin.drawing.tree import lay_tree

__all__ = ["KINDS", "DiagramNode", "draw_diagram"]

KINDS: Mapping[str, Callable[[Sequence[DiagramNode], Sequence[Edge]], Layout]] = MappingProxyType(
    {
        "ladder": lay_ladder,
        "network": lay_network,
        "hub": lay_hub,
        "chain": lay_chain,
        "ring": lay_ring,
        "tree": lay_tree,
    }
)


def draw_diagram(key: str, kind: str, nodes: Sequence[DiagramNode], edges: Sequence[Edge], label: str) -> str:
    """Draw a diagram of `kind` and give its SVG element, named `label`; without nodes, nothing.

    A node whose key was met before, and an edge to a key that is not there, are left out.
    """
    first: dict[str, DiagramNode] = {}
    for node in nodes:
        first.setdefault(node.key, node)
    once = list(first.values())
    if not once:
        return ""
    layout = KINDS.get(kind, lay_chain)(once, edges)
    return (
        f'<svg class="dia dia-{safe(kind)}" data-diagram="{safe(key)}" viewBox="0 0 {number(WIDTH)} '
        f'{number(layout.height)}" role="group" aria-label="{safe(label)}" fill="none" stroke="currentColor" '
        f'stroke-width="{THICK}" stroke-linejoin="round"><g class="dia-lines" aria-hidden="true">{layout.lines}</g>'
        f"{layout.nodes}</svg>"
    )
