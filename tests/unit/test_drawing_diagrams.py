"""Rules of the diagrams and of the bars."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.drawing.bars import Bar, draw_bars
from jiangxin.drawing.diagrams import KINDS, DiagramNode, draw_diagram
from jiangxin.drawing.lettering import half_widths, plain, wrap

LABELS = st.one_of(
    st.text(max_size=30), st.sampled_from(["国家级 & <大师>\"'", "👩‍🔧🏽", "innovation studios of Zhejiang"])
)
NODES = st.lists(
    st.builds(
        DiagramNode,
        st.sampled_from([str(place) for place in range(20)]),
        LABELS,
        st.sampled_from(["", "6", "66", "N", "1,200"]),
        st.sampled_from([None, '../a.html?x=1&y="2"']),
        LABELS,
    ),
    max_size=20,
)
EDGES = st.lists(
    st.tuples(
        st.sampled_from([str(place) for place in range(22)]), st.sampled_from([str(place) for place in range(22)])
    ),
    max_size=30,
)


@pytest.mark.parametrize("kind", KINDS)
@given(nodes=NODES, edges=EDGES, label=LABELS)
def test_any_diagram_is_well_formed(
    kind: str, nodes: list[DiagramNode], edges: list[tuple[str, str]], label: str
) -> None:
    """Whatever the nodes and edges, even in circles, a diagram is well-formed, named, and draws each node once."""
    svg = draw_diagram("k", kind, nodes, edges, label)
    if not nodes:
        assert svg == ""
        return
    tree = ElementTree.fromstring(svg)
    assert tree.get("role") == "group" and tree.get("aria-label") is not None
    drawn = [element.get("data-node") for element in tree.iter() if element.get("class") == "dia-node"]
    assert drawn == list(dict.fromkeys(node.key for node in nodes))
    assert svg == draw_diagram("k", kind, nodes, edges, label)
    assert "style" not in svg.replace(label, "") or "<style" not in svg


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 12, 20])
def test_boxes_stay_on_the_sheet_and_apart(kind: str, count: int) -> None:
    """Boxes lie within the viewBox, are high enough for a finger, and do not overlap."""
    nodes = [
        DiagramNode(str(place), "浙江省劳模工匠创新工作室联盟", "12", "a.html", "一年一次") for place in range(count)
    ]
    svg = draw_diagram("k", kind, nodes, [], "x")
    height = float(svg.split('viewBox="0 0 600 ')[1].split('"')[0])
    name = "dia-field" if kind == "ladder" else "dia-box"
    boxes = [
        tuple(map(float, found))
        for found in re.findall(rf'class="{name}" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    ]
    assert len(boxes) == count
    for place, (x, y, w, h) in enumerate(boxes):
        assert x >= 0 and y >= 0 and x + w <= 600 and y + h <= height and h >= 74
        for other_x, other_y, other_w, other_h in boxes[place + 1 :]:
            assert (
                x + w <= other_x + 0.2
                or other_x + other_w <= x + 0.2
                or y + h <= other_y + 0.2
                or other_y + other_h <= y + 0.2
            )


def test_a_node_that_leads_somewhere_is_a_link() -> None:
    """A node with an address is an anchor, one without is not."""
    svg = draw_diagram("k", "chain", [DiagramNode("a", "甲", href="a.html?x&y"), DiagramNode("b", "乙")], [], "x")
    links = [element.get("href") for element in ElementTree.fromstring(svg).iter("a")]
    assert links == ["a.html?x&y"]


def test_a_ladder_rises_to_the_right() -> None:
    """Each step of a ladder begins farther right and higher than the one before."""
    svg = draw_diagram("k", "ladder", [DiagramNode(str(n), f"第{n}级", str(n)) for n in range(6)], [], "x")
    steps = [(float(x), float(y)) for x, y in re.findall(r'class="dia-field" x="([\d.]+)" y="([\d.]+)"', svg)]
    assert [x for x, _ in steps] == sorted({x for x, _ in steps})
    assert [y for _, y in steps] == sorted({y for _, y in steps}, reverse=True)


def test_a_tree_shows_a_number_as_so_many_strokes() -> None:
    """6, 24 and 66 are drawn as 6, 24 and 66 strokes; N and numbers beyond 120 are only written."""
    for count, strokes in (("6", 6), ("24", 24), ("66", 66), ("N", 0), ("397", 0)):
        assert draw_diagram("k", "tree", [DiagramNode("a", "学院", count)], [], "x").count("v-14") == strokes


def test_edges_to_nowhere_are_left_out() -> None:
    """An edge to a key that is not there draws nothing and breaks nothing."""
    nodes = [DiagramNode("a", "甲"), DiagramNode("b", "乙")]
    assert draw_diagram("k", "hub", nodes, [("a", "z"), ("a", "b")], "x") == draw_diagram(
        "k", "hub", nodes, [("a", "b")], "x"
    )


@given(text=st.text(max_size=80), limit=st.integers(min_value=4, max_value=40))
def test_wrapping_keeps_every_sign(text: str, limit: int) -> None:
    """Wrapping loses nothing but blanks, and no line is wider than the limit."""
    lines = wrap(text, limit)
    assert "".join(lines).replace(" ", "") == plain(text).replace(" ", "")
    assert all(half_widths(line) <= limit for line in lines)


def test_wrapping_knows_both_scripts() -> None:
    """Chinese breaks into lines of like length, never before a closing mark; Latin breaks at spaces."""
    assert wrap("浙江省劳模工匠创新工作室联盟", 16) == ["浙江省劳模工匠", "创新工作室联盟"]
    assert wrap("one two three", 8) == ["one two", "three"]
    assert not any(line.startswith("，") for line in wrap("一二三四，五六七八", 8))
    assert wrap("一二三四五六七八九十", 8, 1) == ["一二三…"]


@given(values=st.lists(st.floats(), min_size=1, max_size=6), label=LABELS)
def test_any_bars_are_well_formed(values: list[float], label: str) -> None:
    """Any value (zero, equal, negative, infinite) gives well-formed bars within the sheet."""
    svg = draw_bars("b", [Bar(label, value, "1,000 人", "target") for value in values])
    tree = ElementTree.fromstring(svg)
    assert len([group for group in tree.iter("g") if group.get("class") == "bar bar-target"]) == len(values)
    assert all(0 <= float(x) <= 600 for x in re.findall(r"[ML](-?[\d.]+) ", svg))


def test_bars_begin_at_zero_and_keep_proportion() -> None:
    """A bar of half the value is half as long; equal values are equally long."""
    svg = draw_bars(
        "b", [Bar("甲", 50, "50", "target"), Bar("乙", 100, "100", "target"), Bar("丙", 100, "100", "target")]
    )
    lengths = [float(right) - float(left) for left, right in re.findall(r'd="M([\d.]+) [\d.]+L([\d.]+) [^"]*Z"/>', svg)]
    assert lengths[1] == lengths[2] and abs(lengths[0] * 2 - lengths[1]) < 0.3


def test_kinds_of_bars_look_different() -> None:
    """Actual, target, rule and case are told apart by their drawing, not by colour alone."""
    drawn = {
        re.sub(r"bar-\w+", "", draw_bars("b", [Bar("甲", 9, "9", kind)]))
        for kind in ("actual", "target", "rule", "case")
    }
    assert len(drawn) == 4


def test_nothing_gives_nothing() -> None:
    """No bars give no drawing."""
    assert draw_bars("b", []) == ""
