"""Sheets with lettering: a shaft's drawing, the tempering colours, the plan; and the landmark as an emblem."""

from __future__ import annotations

import math
from itertools import pairwise

from exhibition_words import Words
from palette import BLUE, HOT, INK, PAPER, TEMPER, TEMPER_ON_STEEL
from strokes import SERIF, Point, dimension, letters, line, sheet, title_block

SHAFT_SIZE = (2400, 1600)
COLOURS_SIZE = (2400, 1600)
PLAN_SIZE = (2400, 1600)


def shaft_sheet() -> str:
    """Draw a stepped shaft with its thread, keyway and dimensions; none of them is a real part's."""
    y, left = 690, 330
    steps = [(240, 80), (130, 118), (420, 150), (90, 205), (470, 170), (390, 110)]
    parts, x = [], float(left)
    marks = [x]
    for i, (length, half) in enumerate(steps):
        parts.append(
            line(
                (x, y - half),
                (x + length, y - half),
                (x + length, y + half),
                (x, y + half),
                width=5,
                closed=True,
                fill="#ffffff",
            )
        )
        if i == 3:
            clip = "".join(
                line(
                    (x + max(0, k), y - half + max(0, -k)),
                    (x + min(length, k + 2 * half), y - half + min(2 * half, length - k)),
                    colour=BLUE,
                    width=2,
                )
                for k in range(-2 * half + 26, length, 26)
            )
            parts.append(clip)
        x += length
        marks.append(x)
    for sign in (-1, 1):
        parts.append(line((left + 16, y + sign * 66), (left + 240, y + sign * 66), width=2))
    parts.append(
        line((left, y - 80), (left + 16, y - 66), width=3)
        + line((left, y + 80), (left + 16, y + 66), width=3)
        + line((left + 16, y - 66), (left + 16, y + 66), width=3)
    )
    key = left + 240 + 130 + 90
    parts.append(
        f'<rect x="{key}" y="{y - 34}" width="240" height="68" rx="34" fill="none" stroke="{INK}" stroke-width="5"/>'
    )
    parts.append(line((left - 70, y), (x + 70, y), colour=HOT, width=2.5, dash="60 12 10 12"))
    for mark in marks:
        parts.append(line((mark, y + 225), (mark, y + 330), colour=BLUE, width=1.5))
    for first, last in pairwise(marks):
        parts.append(dimension((first, y + 300), (last, y + 300), f"{(last - first) / 10:g}"))
    parts.append(
        line((left, y + 330), (left, y + 420), colour=BLUE, width=1.5)
        + line((x, y + 330), (x, y + 420), colour=BLUE, width=1.5)
    )
    parts.append(dimension((left, y + 400), (x, y + 400), f"{(x - left) / 10:g} ± 0.02", size=36))
    for at, half, text in (
        (left + 120, 80, "M16"),
        (left + 305, 118, "⌀23.6"),
        (left + 580, 150, "⌀30"),
        (left + 835, 205, "⌀41"),
        (left + 1115, 170, "⌀34"),
        (left + 1545, 110, "⌀22"),
    ):
        parts.append(line((at, y - half), (at + 60, y - 300), (at + 190, y - 300), colour=BLUE, width=2))
        parts.append(
            f'<circle cx="{at}" cy="{y - half}" r="6" fill="{BLUE}"/>'
            + letters(text, at + 70, y - 314, 34, colour=BLUE)
        )
    parts.append(letters("阶梯轴", 170, 250, 92, family=SERIF, weight=900))
    parts.append(letters("A stepped shaft", 176, 310, 38, colour="#485364"))
    parts.append(
        title_block(
            2400 - 60,
            1600 - 60,
            42,
            (
                ("名称", "阶梯轴"),
                ("性质", "示意图，尺寸不是实物尺寸"),
                ("Nature", "Illustration; no real part"),
                ("绘制", "由程序绘制 / Drawn by a program"),
            ),
        )
    )
    return sheet(*SHAFT_SIZE, "".join(parts))


def colours_sheet() -> str:
    """Draw the tempering colours of polished steel as a scale of eight."""
    names = (
        ("淡草黄", "pale straw", 220),
        ("深草黄", "dark straw", 230),
        ("棕黄", "yellow brown", 245),
        ("红棕", "red brown", 260),
        ("紫红", "purple red", 275),
        ("紫", "purple", 285),
        ("靛蓝", "indigo", 300),
        ("灰蓝", "grey blue", 320),
    )
    parts = [
        letters("回火色", 170, 290, 120, family=SERIF, weight=900),
        letters("Tempering colours of polished steel", 176, 360, 44, colour="#485364"),
    ]
    stops = "".join(
        f'<stop offset="{(i + 0.5) / 8:.4f}" stop-color="{colour}"/>' for i, colour in enumerate(TEMPER_ON_STEEL)
    )
    parts.append(f'<defs><linearGradient id="g">{stops}</linearGradient></defs>')
    width = 255.0
    for i, ((name, english, heat), colour) in enumerate(zip(names, TEMPER, strict=True)):
        x = 180 + i * width
        parts.append(f'<rect x="{x:.1f}" y="480" width="{width:.1f}" height="420" fill="{TEMPER_ON_STEEL[i]}"/>')
        parts.append(f'<rect x="{x:.1f}" y="900" width="{width:.1f}" height="90" fill="{colour}"/>')
        parts.append(line((x + width / 2, 990), (x + width / 2, 1035), width=3))
        parts.append(letters(f"{heat} °C", x + width / 2, 1085, 46, anchor="middle", weight=700))
        parts.append(letters(name, x + width / 2, 1155, 44, anchor="middle", family=SERIF, weight=700))
        parts.append(letters(english, x + width / 2, 1205, 28, anchor="middle", colour="#485364"))
    parts.append(line((180, 480), (180 + 8 * width, 480), (180 + 8 * width, 990), (180, 990), width=5, closed=True))
    parts.append(
        title_block(
            2400 - 60,
            1600 - 60,
            42,
            (
                ("名称", "回火色 / Tempering colours"),
                ("性质", "示意图，屏幕上的颜色只是近似"),
                ("Nature", "Illustration; approximate on a screen"),
            ),
        )
    )
    return sheet(*COLOURS_SIZE, "".join(parts))


def plan_sheet(words: Words) -> str:
    """Draw the layout 1+8+2 with the names the exhibition gives; places and sizes are schematic."""
    parts = [
        letters("展馆格局", 150, 215, 92, family=SERIF, weight=900),
        letters("1 + 8 + 2", 560, 215, 84, family=SERIF, weight=900, colour=HOT),
    ]

    def room(
        x: float,
        y: float,
        w: float,
        h: float,
        floor: str,
        name: str,
        english: str,
        *,
        light: bool = False,
        dash: str = "",
    ) -> None:
        parts.append(line((x, y), (x + w, y), (x + w, y + h), (x, y + h), width=6, closed=True, fill=floor, dash=dash))
        ink = PAPER if light else INK
        size = min(40.0, (w - 30) / max(1, len(name)))
        parts.append(letters(name, x + 22, y + 22 + size, size, family=SERIF, weight=700, colour=ink))
        rest, row, limit = english.split(), "", max(12, int((w - 40) / 12))
        top = y + 50 + size * 1.25
        for word in [*rest, ""]:
            if row and (len(row) + len(word) + 1 > limit or not word):
                parts.append(letters(row, x + 24, top, 23, colour=ink))
                top += 30
                row = word
            else:
                row = f"{row} {word}".strip()

    parts.append(line((150, 330), (1180, 330), (1180, 1250), (150, 1250), width=10, closed=True))
    parts.append(line((1250, 330), (2250, 330), (2250, 1250), (1250, 1250), width=10, closed=True))
    parts.append(
        letters(words.title("zhanting-1a"), 160, 310, 40, weight=700)
        + letters(words.title("zhanting-1b"), 1260, 310, 40, weight=700)
    )
    room(190, 370, 950, 270, INK, words.title("zhu-zhanguan"), words.english("zhu-zhanguan"), light=True)
    room(190, 680, 330, 530, "#dfe6ef", words.title("jiaoyi-luyan-qu"), words.english("jiaoyi-luyan-qu"))
    room(560, 680, 210, 530, PAPER, words.title("shikong-changlang"), words.english("shikong-changlang"))
    room(810, 680, 330, 530, "#f1ddcf", words.title("zonghe-tiyan-zhuanqu"), words.english("zonghe-tiyan-zhuanqu"))
    for i in range(22):
        parts.append(line((590, 830 + i * 16.5), (740, 830 + i * 16.5), colour=BLUE, width=2))
    for i, colour in enumerate(TEMPER):
        name, english = words.cluster(i)
        room(1290 + (i % 2) * 470, 370 + (i // 2) * 215, 450, 195, colour, name, english)
    parts.append(
        line((665, 1330), (640, 1290), (690, 1290), colour=HOT, width=3, closed=True, fill=HOT)
        + letters("主入口 Main entrance", 710, 1322, 30, colour="#9d3106")
    )
    parts.append(
        title_block(
            2400 - 60,
            1600 - 60,
            40,
            (
                ("名称", "展馆格局 1+8+2"),
                ("性质", "示意图，位置与大小不是实测"),
                ("Nature", "Schematic: neither places nor sizes"),
            ),
            width=24,
        )
    )
    parts.append(
        letters("六个产业集群的名称，来源未载。", 150, 1440, 30, colour="#485364")
        + letters("The names of six clusters are not stated in the sources.", 150, 1485, 26, colour="#485364")
    )
    return sheet(*PLAN_SIZE, "".join(parts))


def emblem() -> str:
    """Draw stone, cities and fire in line, as a file of its own: no letters, no style sheet."""

    def sheet_of_fire(lean: float, tip: Point, width: float) -> str:
        (x, y), (top_x, top_y) = (400 + lean * 0.3, 668.0), tip
        left = _curve((x - width, y - 90), (x - width * 1.1 + lean, top_y + 210), tip)
        right = _curve((top_x + width * 0.9, top_y + 190), (x + width * 1.15 + lean * 0.6, y - 130), (x, y))
        fold = _curve((x + lean * 0.4, y - 150), (top_x - 10, top_y + 200), tip)
        start = f"M{x:.0f} {y:.0f}"
        return f'<path d="{start}{left}{right}Z" fill="{PAPER}"/><path d="{start}{fold}" stroke-width="2"/>'

    fire = "".join(
        sheet_of_fire(lean, tip, width)
        for lean, tip, width in (
            (-70, (338, 96), 96),
            (84, (474, 60), 96),
            (-150, (262, 236), 84),
            (150, (548, 262), 84),
            (6, (412, 190), 104),
        )
    )
    city = []
    for i in range(21):
        x = 170 + i * 22.5
        tall = 26 + 74 * math.exp(-(((i - 10) / 6.5) ** 2)) * (0.72 + 0.28 * math.cos(i * 2.1)) + (i * 37 % 5) * 5
        city.append(f'<path d="M{x:.1f} 700V{700 - tall:.1f}h17V700" fill="{PAPER}"/>')
    stone = (
        '<path d="M120 700H680L715 735V770H85V735Z"/><path d="M70 780H730L765 818V862H35V818Z"/>'
        '<path d="M85 735H715M35 818H765" stroke-width="2"/>'
    )
    axis = '<path d="M400 40V905" stroke-width="1.5" stroke-dasharray="34 7 6 7"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 940" width="1600" height="1880">'
        f'<rect width="800" height="940" fill="{PAPER}"/>'
        f'<g fill="none" stroke="{HOT}" stroke-width="4" stroke-linejoin="round">{fire}</g>'
        f'<g fill="none" stroke="{BLUE}" stroke-width="4" stroke-linejoin="round">{"".join(city)}{stone}</g>'
        f'<g fill="none" stroke="{BLUE}">{axis}</g></svg>\n'
    )


def _curve(first: Point, second: Point, end: Point) -> str:
    return "C" + " ".join(f"{x:.0f} {y:.0f}" for x, y in (first, second, end))
