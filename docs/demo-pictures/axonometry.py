"""The great sheet: the layout 1+8+2 without perspective, 9,600 × 6,400 px, made to be read with the nose on it.

Every name and every date comes from the exhibition's own entries; where they
say “not stated”, the sheet does.
"""

from __future__ import annotations

import math

from exhibition_words import Words
from palette import BLUE, HOT, INK, PAPER, TEMPER
from strokes import SERIF, Point, letters, line, sheet, title_block

SIZE = (9600, 6400)
_UNIT = 96.0
_MIDDLE: Point = (3950.0, 900.0)
_COS = math.cos(math.pi / 6)
_GREY = "#485364"


def _on_sheet(x: float, y: float, z: float = 0.0) -> Point:
    return _MIDDLE[0] + (x - y) * _COS * _UNIT, _MIDDLE[1] + ((x + y) * 0.5 - z) * _UNIT


def _face(
    points: list[tuple[float, float, float]], fill: str, *, width: float = 4.0, colour: str = INK, dash: str = ""
) -> str:
    return line(*(_on_sheet(*point) for point in points), colour=colour, width=width, closed=True, fill=fill, dash=dash)


def _box(
    x: float, y: float, z: float, w: float, d: float, h: float, top: str, left: str, right: str, *, width: float = 3.0
) -> str:
    """Draw a box by its three faces that are seen."""
    return (
        _face([(x, y + d, z), (x + w, y + d, z), (x + w, y + d, z + h), (x, y + d, z + h)], left, width=width)
        + _face([(x + w, y, z), (x + w, y + d, z), (x + w, y + d, z + h), (x + w, y, z + h)], right, width=width)
        + _face([(x, y, z + h), (x + w, y, z + h), (x + w, y + d, z + h), (x, y + d, z + h)], top, width=width)
    )


def _written(
    text: str,
    place: tuple[float, float, float],
    size: float,
    plane: str,
    *,
    colour: str = INK,
    weight: int = 400,
    family: str = SERIF,
    anchor: str = "start",
) -> str:
    """Write on a plane: `north` and `west` are walls, `floor` reads along x; size in units."""
    x, y = _on_sheet(*place)
    turn = {
        "north": f"{_COS:.4f} 0.5 0 1",
        "west": f"{_COS:.4f} -0.5 0 1",
        "floor": f"{_COS:.4f} 0.5 {-_COS:.4f} 0.5",
    }[plane]
    return letters(
        text,
        0,
        0,
        size * _UNIT,
        colour=colour,
        weight=weight,
        family=family,
        anchor=anchor,
        transform=f"matrix({turn} {x:.2f} {y:.2f})",
    )


def _room(
    x: float, y: float, w: float, d: float, floor: str, *, wall: float = 3.4, low: float = 0.55
) -> tuple[str, str]:
    """Draw a room cut open: what lies behind its contents, and the low walls before them."""
    t = 0.22
    back = _face([(x, y, 0), (x + w, y, 0), (x + w, y + d, 0), (x, y + d, 0)], floor)
    back += _face([(x, y, 0), (x + w, y, 0), (x + w, y, wall), (x, y, wall)], "#fdfcf8")
    back += _face([(x, y, 0), (x, y + d, 0), (x, y + d, wall), (x, y, wall)], "#f1ede4")
    back += _face(
        [
            (x, y, wall),
            (x + w, y, wall),
            (x + w, y - t, wall),
            (x - t, y - t, wall),
            (x - t, y + d, wall),
            (x, y + d, wall),
        ],
        INK,
        width=2,
    )
    front = _box(x, y + d - t, 0, w, t, low, INK, "#fdfcf8", "#e4dfd3", width=2.5)
    front += _box(x + w - t, y, 0, t, d, low, INK, "#fdfcf8", "#e4dfd3", width=2.5)
    return back, front


def _plinth(x: float, y: float, colour: str, name: str, english: str) -> str:
    parts = _box(x, y, 0, 1.1, 1.1, 1.5, colour, "#fbf9f3", "#e4dfd3")
    parts += _written(name, (x + 0.06, y + 1.1, 0.95), 0.19 if len(name) < 6 else 1.0 / len(name), "north", weight=700)
    return parts + _written(english, (x + 0.06, y + 1.1, 0.72), min(0.11, 1.85 / len(english)), "north", colour=_GREY)


def _gear(x: float, y: float, radius: float, teeth: int, colour: str) -> str:
    """Engrave a gear in the floor."""
    outline = []
    for i in range(teeth):
        for share, away in ((-0.32, 0.88), (-0.18, 1.0), (0.18, 1.0), (0.32, 0.88)):
            turn = 2 * math.pi * (i + share) / teeth
            outline.append(_on_sheet(x + radius * away * math.cos(turn), y + radius * away * math.sin(turn)))
    parts = line(*outline, colour=colour, width=3, closed=True)
    for share in (0.72, 0.3, 0.24):
        ring = [
            _on_sheet(x + radius * share * math.cos(t), y + radius * share * math.sin(t))
            for t in (2 * math.pi * k / 60 for k in range(60))
        ]
        parts += line(*ring, colour=colour, width=2.5, closed=True, dash="26 7 5 7" if share == 0.72 else "")
    for dx, dy in ((1.2, 0), (0, 1.2)):
        parts += line(
            _on_sheet(x - dx * radius, y - dy * radius),
            _on_sheet(x + dx * radius, y + dy * radius),
            colour=colour,
            width=2,
            dash="40 9 7 9",
        )
    return parts


def _main_hall(words: Words) -> str:
    back, front = _room(1.5, 1.5, 27, 9.5, "#26344a", wall=4.4)
    parts = [back, _written(words.title("zhu-zhanguan"), (2.6, 1.5, 2.1), 1.7, "north", weight=900)]
    parts.append(_written(words.english("zhu-zhanguan"), (8.3, 1.5, 2.1), 0.8, "north", colour=_GREY))
    parts.append(_written(words.exhibition["motto"], (1.5, 10.4, 2.7), 0.52, "west", weight=700))
    parts.append(_written(words.exhibition["motto_en"], (1.5, 10.4, 2.1), 0.3, "west", colour=_GREY))
    named = ("guanjun-longfu", "chaoqiang-luyouqi", "juxin-lengdongye")
    short = {"guanjun-longfu": "“冠军龙服”"}
    parts.append(_written(words.title("bada-zhenguan-zhibao", "exhibits"), (16.0, 1.5, 2.1), 1.0, "north", weight=700))
    for i in range(8):
        x, y = 3.6 + (i % 4) * 6.2, 3.2 + (i // 4) * 3.6
        if i < len(named):
            name = short.get(named[i]) or words.title(named[i], "exhibits")
            parts.append(_plinth(x, y, TEMPER[i], name, words.english(named[i], "exhibits")))
        else:
            parts.append(_plinth(x, y, TEMPER[i], "名称未载", "name not stated"))
    return "".join(parts) + front


def _corridor(words: Words) -> str:
    parts = [_face([(11.6, 11.4, 0), (18.4, 11.4, 0), (18.4, 35, 0), (11.6, 35, 0)], "#f4f1e8")]
    for i in range(22):
        y, year = 12.2 + i * 1.04, 2024 - i
        hot = bool(words.events_of(year))
        colour = HOT if hot else BLUE
        parts.append(
            _written(str(year), (11.85, y + 0.85, 0), 0.5, "floor", colour=colour if hot else _GREY, weight=700)
        )
        for row, (title, english) in enumerate(words.events_of(year)[:9]):
            column, level = divmod(row, 3)
            place = (13.2 + column * 1.72, y + 0.3 + level * 0.27, 0.0)
            parts.append(_written(title, place, min(0.13, 1.66 / len(title)), "floor"))
            parts.append(
                _written(english, (place[0], place[1] + 0.1, 0), min(0.07, 3.1 / len(english)), "floor", colour=_GREY)
            )
        for x in (11.6, 18.25):
            parts.append(_box(x, y, 0, 0.15, 0.15, 2.3, colour, colour, colour, width=1.5))
        parts.append(line(_on_sheet(11.6, y, 2.3), _on_sheet(18.4, y, 2.3), colour=colour, width=9))
    parts.append(_written(words.title("shikong-changlang"), (12.4, 38.3, 0), 1.15, "floor", weight=900))
    parts.append(
        _written(f"{words.english('shikong-changlang')}, 2003–2024", (12.4, 39.1, 0), 0.5, "floor", colour=_GREY)
    )
    tip = [(13.2, 39.9, 0.0), (12.4, 41.3, 0.0), (14.0, 41.3, 0.0)]
    parts.append(
        _face(tip, HOT, colour=HOT)
        + _written("主入口 Main entrance", (14.6, 41.1, 0), 0.6, "floor", colour="#9d3106", weight=700)
    )
    return "".join(parts)


def _areas(words: Words) -> tuple[str, str]:
    back, front = _room(1.5, 13, 9, 21.5, "#d5deea")
    parts = [back, _written(words.title("jiaoyi-luyan-qu"), (1.5, 33.8, 1.9), 1.05, "west", weight=900)]
    parts.append(_written(words.english("jiaoyi-luyan-qu"), (1.5, 33.8, 1.1), 0.5, "west", colour=_GREY))
    parts.append(_box(3, 14.4, 0, 6, 2.4, 0.5, "#8fb0d8", BLUE, "#2c5f9f"))
    for row in range(9):
        for seat in range(6):
            parts.append(
                _box(3.2 + seat * 0.98, 18.6 + row * 1.5, 0, 0.5, 0.5, 0.45, "#fbf9f3", "#c9d4e2", "#aebdd0", width=2)
            )
    roadshow = "".join(parts) + front
    back, front = _room(19.5, 13, 9, 21.5, "#f0dac9")
    parts = [back, _written(words.title("zonghe-tiyan-zhuanqu"), (19.5, 33.8, 1.7), 1.3, "west", weight=900)]
    parts.append(_written(words.english("zonghe-tiyan-zhuanqu"), (25.0 - 5.5, 24.6, 1.8), 0.6, "west", colour=_GREY))
    for i, entry in enumerate(("qiaodiao-moxing", "qibaoqi", "zixingshi-jiqiren", "laozihao-tiyan", "feiyi-tiyan")):
        y = 14.8 + i * 3.8
        parts.append(_box(22, y, 0, 4, 1.5, 0.9, "#f4b48a", "#fbf1e8", "#e5c6ae"))
        parts.append(_written(words.title(entry, "exhibits"), (22.2, y + 1.5, 0.45), 0.4, "north", weight=700))
        parts.append(
            _written(
                words.english(entry, "exhibits"), (22.2, y + 1.5, 0.16), 0.17 if i < 3 else 0.15, "north", colour=_GREY
            )
        )
    return roadshow, "".join(parts) + front


def _clusters(words: Words) -> str:
    parts = []
    for i, colour in enumerate(TEMPER):
        x, y = 35.0 + (i % 2) * 14.4, 1.5 + (i // 2) * 8.9
        back, front = _room(x, y, 13, 7.4, colour, wall=2.9)
        name, english = words.cluster(i)
        parts.append(back + _gear(x + 7.3, y + 4.1, 2.7, 18 + 3 * i, INK))
        parts.append(_written(name, (x + 0.5, y, 1.55), min(0.85, 12.2 / len(name)), "north", weight=900))
        parts.append(_written(english, (x + 0.5, y, 0.85), min(0.42, 22.5 / len(english)), "north", colour=_GREY))
        if name == words.title("zhineng-wulian-guan"):
            parts.append(
                _plinth(
                    x + 6.75,
                    y + 3.5,
                    PAPER,
                    words.title("zhineng-fangshengshou", "exhibits"),
                    words.english("zhineng-fangshengshou", "exhibits"),
                )
            )
        else:
            parts.append(_plinth(x + 6.75, y + 3.5, PAPER, "展品未载", "exhibits not stated"))
        parts.append(front)
    return "".join(parts)


def _apart(words: Words) -> str:
    """Draw what stood somewhere, as the sources do not say where: outside the walls, in broken line."""
    parts = []
    for i in range(2):
        x = 43.0 + i * 8.5
        parts.append(
            _face([(x, 40.5, 0), (x + 7.4, 40.5, 0), (x + 7.4, 45, 0), (x, 45, 0)], "none", dash="34 18", colour=BLUE)
        )
    parts.append(_written(words.title("jingsai-qu"), (43.4, 42.2, 0), 1.0, "floor", weight=900, colour=BLUE))
    parts.append(_written(words.english("jingsai-qu"), (43.4, 43.1, 0), 0.4, "floor", colour=_GREY))
    parts.append(_written("所在展厅未载", (51.9, 42.2, 0), 0.8, "floor", colour=_GREY))
    parts.append(_written("in which room is not stated", (51.9, 43.1, 0), 0.4, "floor", colour=_GREY))
    ring = [
        (38.0 + 2.6 * math.cos(t), 44.6 + 2.6 * math.sin(t), 0.0) for t in (2 * math.pi * k / 60 for k in range(60))
    ]
    parts.append(_face(ring, "none", dash="34 18", colour=HOT))
    parts.append(
        _written(
            words.title("chuangxin-zhi-huo", "exhibits"), (36.1, 44.5, 0), 0.9, "floor", weight=900, colour="#9d3106"
        )
    )
    parts.append(_written("在场内的位置未载 / position not stated", (35.9, 45.3, 0), 0.25, "floor", colour=_GREY))
    return "".join(parts)


def great_sheet(words: Words) -> str:
    """Draw the whole sheet as SVG."""
    slabs = "".join(
        _face([(x0, 36, -0.5), (x1, 36, -0.5), (x1, 36, 0), (x0, 36, 0)], "#d9d3c5", width=5)
        + _face([(x1, 0, -0.5), (x1, 36, -0.5), (x1, 36, 0), (x1, 0, 0)], "#c8c1b1", width=5)
        + _face([(x0, 0, 0), (x1, 0, 0), (x1, 36, 0), (x0, 36, 0)], "#faf8f2", width=7)
        for x0, x1 in ((0.0, 30.0), (33.6, 64.0))
    )
    roadshow, experience = _areas(words)
    body = slabs + _main_hall(words) + roadshow + _corridor(words) + experience + _clusters(words) + _apart(words)
    body += _written(words.title("zhanting-1a"), (1.0, 38.5, 0), 1.3, "floor", weight=900, colour=BLUE)
    body += _written(words.title("zhanting-1b"), (34.6, 38.5, 0), 1.3, "floor", weight=900, colour=BLUE)
    body += letters("展馆轴测图", 330, 680, 400, family=SERIF, weight=900)
    body += letters("1 + 8 + 2", 330, 1060, 300, family=SERIF, weight=900, colour=HOT)
    body += letters("An axonometric view of the layout", 340, 1220, 110, colour=_GREY)
    rows = (
        ("名称", "展馆轴测图 / Axonometric view"),
        ("活动", words.exhibition["title"].split()[0]),
        ("日期", "2024-10-17 — 2024-10-19"),
        ("性质", "示意图：位置与大小不是实测"),
        ("Nature", "Schematic: neither places nor sizes"),
        ("绘制", "由程序绘制 / Drawn by a program"),
    )
    body += title_block(SIZE[0] - 150, SIZE[1] - 150, 90, rows, width=26)
    return sheet(*SIZE, body, edge=150)
