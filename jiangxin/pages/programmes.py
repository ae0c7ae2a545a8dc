"""The page of a programme, with its diagram drawn and told."""

from __future__ import annotations

from itertools import pairwise

from jiangxin.drawing.diagrams import DiagramNode as DrawnNode
from jiangxin.drawing.diagrams import draw_diagram
from jiangxin.model.evidence import Figure
from jiangxin.model.text import Phrase
from jiangxin.model.work import Diagram as WrittenDiagram
from jiangxin.model.work import Node, Programme
from jiangxin.pages.entries import entry_parts
from jiangxin.pages.parts import Diagram, DiagramNode
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import ProgrammeView
from jiangxin.pages.works import parts_of


def programme_view(sheet: Sheet, programme: Programme) -> ProgrammeView:
    """Give the page of a programme."""
    return ProgrammeView(
        **entry_parts(sheet, programme),
        diagram=_diagram(sheet, programme, programme.diagram) if programme.diagram else None,
        rates=parts_of(sheet, programme.rates),
        motto=sheet.phrase(programme.motto),
    )


def _diagram(sheet: Sheet, programme: Programme, written: WrittenDiagram) -> Diagram:
    kind = written.kind or "chain"
    nodes = tuple(_node(sheet, node) for node in written.nodes)
    drawn = [
        DrawnNode(
            key=node.key or str(place),
            label=shown.label.text,
            count=shown.count,
            href=shown.href,
            note=shown.text.text if shown.text else "",
        )
        for place, (node, shown) in enumerate(zip(written.nodes, nodes, strict=True))
    ]
    keys = [node.key for node in drawn]
    edges = [(edge[0], edge[1]) for edge in written.edges if len(edge) == 2 and {*edge} <= {*keys}]
    edges = edges or list(pairwise(keys))
    label = sheet.title(programme).text
    return Diagram(
        kind=kind,
        kind_label=sheet.value_label("programme", "diagram", kind),
        svg=draw_diagram(f"diagram-{programme.id}", kind, drawn, edges, label),
        nodes=nodes,
        incomplete=written.incomplete,
    )


def _node(sheet: Sheet, node: Node) -> DiagramNode:
    return DiagramNode(
        label=sheet.phrase(node.label) or Phrase(node.key or "", "zxx"),
        count=_count(sheet, node),
        text=sheet.phrase(node.text),
        href=sheet.href_of(node.link) or sheet.href_of(node.figure),
        is_unknown=node.unknown,
    )


def _count(sheet: Sheet, node: Node) -> str:
    """Give a node's number as exactly as it is known; its figure's printed number where it gives none itself."""
    if node.unknown:
        return sheet.wording("pages.unknown_number")
    figure = sheet.edition.exhibition.get(node.figure)
    if not node.count:
        return figure.printed or "" if isinstance(figure, Figure) else ""
    if node.qualifier in (None, "exact", "range"):
        return node.count
    return sheet.wording(f"pages.number.{node.qualifier}", n=node.count)
