"""Rules of the floor plan: where rooms stand, what they are called, how they are drawn."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from jiangxin.drawing.floorplan import COLUMNS, Cells, PlanRoom, RoomGroup, Space, arrange, coordinate, draw_plan

LABELS = st.one_of(st.text(max_size=24), st.sampled_from(['<主> & "展馆"\'', "👩‍🔧🏽", "Transformation hall"]))
SPACES = st.lists(
    st.builds(
        Space,
        st.text(max_size=4),
        LABELS,
        st.sampled_from(["", "03", "MAIN HALL"]),
        st.sampled_from([None, "a.html?x&y"]),
        st.sampled_from(["hall", "area", "corridor", "placeholder", "room"]),
        st.sampled_from([None, 1, 8]),
        st.one_of(
            st.none(), st.builds(Cells, st.integers(1, 8), st.integers(1, 6), st.integers(1, 8), st.integers(1, 6))
        ),
    ),
    max_size=12,
)
GROUPS = st.lists(st.builds(RoomGroup, st.text(max_size=3), LABELS, st.just("1A"), st.none(), SPACES), max_size=4)

ROOM_1A = RoomGroup(
    "1a",
    "1A展厅",
    "1A",
    "1a.html",
    [
        Space("corridor", "时空长廊", kind="corridor"),
        Space("main", "主展馆"),
        Space("trade", "职工创新成果展示交易路演区", kind="area"),
        Space("try", "综合体验专区", kind="area"),
    ],
)
ROOM_1B = RoomGroup(
    "1b",
    "1B展厅",
    "1B",
    None,
    [Space(f"h{n}", "高端新材料产业集群职工创新主题展馆", f"0{n}", f"h{n}.html", "hall", n) for n in range(1, 9)],
)


def at(rooms: tuple[PlanRoom, ...]) -> dict[str, str]:
    """Give the coordinate of each room."""
    return {room.key: coordinate(room) for room in rooms}


def overlap(one: PlanRoom, other: PlanRoom) -> bool:
    """Say whether two rooms share a cell."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def test_the_layout_1_8_2_stands_in_reading_order() -> None:
    """Corridor, main hall and areas fill room 1A, eight halls fill room 1B in two rows of four."""
    assert at(arrange([ROOM_1A, ROOM_1B])) == {
        "1a": "A1–B8",
        "corridor": "A1–B2",
        "main": "A3–B6",
        "trade": "A7–A8",
        "try": "B7–B8",
        "1b": "C1–D8",
        "h1": "C1–C2",
        "h2": "C3–C4",
        "h3": "C5–C6",
        "h4": "C7–C8",
        "h5": "D1–D2",
        "h6": "D3–D4",
        "h7": "D5–D6",
        "h8": "D7–D8",
    }


def test_any_formula_fills_its_rows_without_overlap() -> None:
    """1 + 3, 2 + 6 + 1 + N: rooms of a schematic plan never overlap and every row is full."""
    for formula in ([1, 3], [2, 6, 1, 5], [11], [7, 1]):
        groups = [
            RoomGroup("", "", "", None, [Space(f"{g}.{n}", "馆") for n in range(count)])
            for g, count in enumerate(formula)
        ]
        rooms = arrange(groups)
        assert len(rooms) == sum(formula)
        assert not any(overlap(a, b) for place, a in enumerate(rooms) for b in rooms[place + 1 :])
        for row in range(1, max(room.y for room in rooms) + 1):
            assert sum(room.width for room in rooms if room.y == row) == COLUMNS


def test_a_written_position_is_kept() -> None:
    """A room with a position stands there; the others stand below."""
    rooms = arrange([RoomGroup("", "", "", None, [Space("a", "甲", position=Cells(3, 3, 4, 1)), Space("b", "乙")])])
    assert at(rooms) == {"a": "C3–C6", "b": "D1–D8"}


def test_a_single_cell_has_a_short_coordinate() -> None:
    """One cell is called by row letter and column number."""
    assert coordinate(PlanRoom("k", "甲", "", None, "hall", None, 2, 4, 1, 1)) == "D2"


def test_a_room_without_halls_still_stands() -> None:
    """A room that holds nothing is placed as a room."""
    assert at(arrange([RoomGroup("r", "空厅", "", None, []), RoomGroup("s", "空厅二", "", None, [])])) == {
        "r": "A1–A8",
        "s": "B1–B8",
    }


@given(groups=GROUPS, label=LABELS, entrance=LABELS)
def test_any_plan_is_well_formed(groups: list[RoomGroup], label: str, entrance: str) -> None:
    """Whatever rooms there are, the plan is well-formed, stays on its grid and draws each room once."""
    rooms = arrange(groups)
    svg = draw_plan("p", rooms, label=label, entrance=entrance)
    assert all(room.x >= 1 and room.x + room.width - 1 <= COLUMNS and room.y >= 1 for room in rooms)
    if not rooms:
        assert svg == ""
        return
    drawn = [element for element in ElementTree.fromstring(svg).iter() if element.get("data-hall") is not None]
    assert len(drawn) == len(rooms)
    assert svg == draw_plan("p", rooms, label=label, entrance=entrance)


def test_rooms_are_links_with_their_temper() -> None:
    """A hall with an address is a link that carries its key and its temper as classes."""
    svg = draw_plan("p", arrange([ROOM_1A, ROOM_1B]), label="平面图", entrance="主入口")
    links = {element.get("data-hall"): element for element in ElementTree.fromstring(svg).iter("a")}
    assert set(links) == {"1a", *(f"h{n}" for n in range(1, 9))}
    assert links["h3"].get("class") == "room room-hall temper-3"


def test_words_stay_inside_their_room() -> None:
    """Every line of a room's label lies between the room's edges."""
    tree = ElementTree.fromstring(draw_plan("p", arrange([ROOM_1A, ROOM_1B]), label="平面图"))
    for room in (element for element in tree.iter() if element.get("data-hall")):
        frame = next(rect for rect in room.iter("rect"))
        left, top = float(frame.get("x", "")), float(frame.get("y", ""))
        right, bottom = left + float(frame.get("width", "")), top + float(frame.get("height", ""))
        for line in room.iter("tspan"):
            x, y = float(line.get("x", "")), float(line.get("y", ""))
            assert left <= x and x + 28 * len(line.text or "") <= right and top <= y - 24 and y <= bottom


def test_a_placeholder_is_hatched() -> None:
    """A hall that is only announced is hatched, a hall that stands is not."""
    spaces = [Space("a", "未具名", kind="placeholder"), Space("b", "甲")]
    svg = draw_plan("p", arrange([RoomGroup("", "", "", None, spaces)]), label="x")
    drawn = dict(re.findall(r'data-hall="(\w)"[^>]*>(.*?)</g>', svg))
    (pattern,) = re.findall(r'<pattern id="([\w-]+)"', svg)
    assert f"url(#{pattern})" in drawn["a"] and "url(" not in drawn["b"]
    assert "<pattern" not in draw_plan("p", arrange([RoomGroup("", "", "", None, spaces[1:])]), label="x")


def test_the_entrance_is_marked_only_where_it_is_named() -> None:
    """Without a word for the entrance there is no triangle."""
    rooms = arrange([ROOM_1A])
    assert "plan-entrance" in draw_plan("p", rooms, label="x", entrance="入口")
    assert "plan-entrance" not in draw_plan("p", rooms, label="x")
