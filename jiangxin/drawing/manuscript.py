"""The first sentence of a story, written into squared paper: upright columns from right to left.

Every sign is placed by itself, so that no writing mode is needed: closing
marks stand small in the corner of the square before them, short numbers share
a square, Latin words lie on their side. A sentence in Latin letters is set in
lines instead.
"""

from __future__ import annotations

import re
from functools import cache
from math import ceil
from typing import NamedTuple

from jiangxin.drawing.lettering import CLOSING, half_widths, is_chinese, letters, lines_of_text, plain, safe, wrap
from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import Drawing, chain, number, sheet, thin_circle
from jiangxin.patterns import pattern

UPRIGHT_FORMS = {
    "“": "﹁",
    "‘": "﹃",
    "「": "﹁",
    "『": "﹃",
    "《": "︽",
    "〈": "︿",
    "（": "︵",
    "(": "︵",
    "—": "︱",
    "…": "︙",
    "”": "﹂",
    "’": "﹄",
    "」": "﹂",
    "』": "﹄",
    "》": "︾",
    "〉": "﹀",
    "）": "︶",
    ")": "︶",
}
SQUARES = ((2, 3), (3, 4), (3, 5), (4, 6), (5, 7))  # rows and columns, the first that is enough

_MOST = SQUARES[-1][0] * SQUARES[-1][1]

_SIGNS = pattern(r"[A-Za-z0-9][A-Za-z0-9.%+/-]*|\S")
_SENTENCE = pattern(r"(.+?)(?:[。！？!?；]|\. |\.$|$)", re.DOTALL)


class Sign(NamedTuple):
    """What stands in one square (or lies over `span`): its text, and the closing marks after it."""

    text: str
    span: int
    marks: str = ""


def first_sentence(text: str) -> str:
    """Give the first sentence of `text` without its full stop."""
    found = _SENTENCE.match(plain(text))
    sentence = found.group(1).strip() if found else ""
    return sentence[1:] if sentence[:1] == "“" and "”" not in sentence else sentence


def draw_story(key: str, sentence: str) -> Drawing:
    """Draw the first sentence of `sentence` as a plate; the id decides where its circle stands."""
    words, seed = first_sentence(sentence), Seed(key)
    circle = thin_circle((200 + seed.between("aside", -70, 70), 150), seed.between("radius", 96, 124))
    if words and not is_chinese(words):
        return sheet("story", _ground() + circle + _in_lines(words))
    return sheet("story", circle + _in_columns(_signs(words)))


def _ground() -> str:
    return '<path d="M60 10L340 290M340 10L60 290" stroke-width="0.7" stroke-dasharray="3 5" opacity="0.4"/>' + chain(
        ((0, 150), (400, 150)), ((200, 0), (200, 300))
    )


def _in_lines(words: str) -> str:
    size, limit = (34, 20) if len(words) <= 70 else (27, 25)
    lines = wrap(words, limit, 6)
    leading = size * 1.3
    top = 150 - leading * (len(lines) - 1) / 2 + size * 0.35
    return lines_of_text(lines, 36, top, size, name="art-line", leading=leading)


def _signs(words: str) -> list[Sign]:
    """Give what stands in the squares, one sign more than there can be squares at most."""
    signs: list[Sign] = []
    for found in _SIGNS.finditer(words):
        if len(signs) > _MOST:
            break
        text = found.group()
        if signs and text in CLOSING and text != "…":
            last = signs[-1]
            signs[-1] = Sign(last.text, last.span, last.marks + text)
        elif signs and len(text) == 1 and not half_widths(text):
            last = signs[-1]
            signs[-1] = Sign(last.text + text, last.span, last.marks)
        else:
            signs.append(Sign(text, 1 if len(text) <= 4 else ceil(half_widths(text) * 0.5)))
    return signs


def _in_columns(signs: list[Sign]) -> str:
    enough = ((r, c) for r, c in SQUARES if r * c >= len(signs) and len(_placed(signs, r, c)) == len(signs))
    rows, columns = next(enough, SQUARES[-1])
    placed = _placed(signs, rows, columns)
    if len(placed) < len(signs):
        column, row, last = placed[-1]
        placed[-1] = (column, row, Sign("…", 1, "")) if last.span == 1 else (column, row, last)
    used = max((column for column, _, _ in placed), default=0) + 1
    columns = max(used, 2)
    side = min(360 / columns, 264 / rows)
    right, top = 200 + side * columns / 2, 150 - side * rows / 2
    return _squares(right - side * columns, top, side, columns, rows) + "".join(
        _sign(sign, right - side * (column + 0.5), top + side * (row + 0.5), side) for column, row, sign in placed
    )


def _placed(signs: list[Sign], rows: int, columns: int) -> list[tuple[int, int, Sign]]:
    """Give column (from the right), row and sign of all signs that find room."""
    placed: list[tuple[int, int, Sign]] = []
    column = row = 0
    for sign in signs:
        span = min(sign.span, rows)
        if row + span > rows:
            column, row = column + 1, 0
        if column >= columns:
            break
        placed.append((column, row, sign))
        row += span
        if row >= rows:
            column, row = column + 1, 0
    return placed


@cache  # there are as many papers as columns can be used
def _squares(left: float, top: float, side: float, columns: int, rows: int) -> str:
    right, bottom = left + side * columns, top + side * rows
    frame = (
        f'<rect x="{number(left - 5)}" y="{number(top - 5)}" width="{number(right - left + 10)}" '
        f'height="{number(bottom - top + 10)}" stroke-width="1.6"/>'
    )
    lines = "".join(f"M{number(left + side * column)} {number(top)}V{number(bottom)}" for column in range(columns + 1))
    bars = "".join(f"M{number(left)} {number(top + side * row)}H{number(right)}" for row in range(rows + 1))
    middles = "".join(
        f"M{number(left + side * (column + 0.5))} {number(top)}V{number(bottom)}" for column in range(columns)
    ) + "".join(f"M{number(left)} {number(top + side * (row + 0.5))}H{number(right)}" for row in range(rows))
    edge = number(side)
    saltire = f"l{edge} {edge}m0 -{edge}l-{edge} {edge}"
    slopes = "".join(
        f"M{number(left + side * column)} {number(top + side * row)}{saltire}"
        for column in range(columns)
        for row in range(rows)
    )
    return (
        f'{frame}<path d="{lines}{bars}" stroke-width="0.8" opacity="0.6"/>'
        f'<path d="{middles}{slopes}" stroke-width="0.6" stroke-dasharray="3 4" opacity="0.3"/>'
    )


def _sign(sign: Sign, x: float, y: float, side: float) -> str:
    size = side * 0.78
    marks = "".join(
        letters(UPRIGHT_FORMS.get(mark, mark), x + side * 0.44, y + side * 0.5, size * 0.5, name="art-line")
        for mark in sign.marks
    )
    if sign.span > 1:
        middle = y + side * (sign.span - 1) / 2
        lying = min(size * 0.8, side * sign.span / (0.6 * half_widths(sign.text)))
        turned = (
            f'<text x="{number(x)}" y="{number(middle + lying * 0.36)}" class="art-line" '
            f'font-size="{number(lying)}" text-anchor="middle" fill="currentColor" stroke="none" '
            f'transform="rotate(90 {number(x)} {number(middle)})">{safe(sign.text)}</text>'
        )
        return turned + marks
    shrunk = size if half_widths(sign.text) <= 2 else size * 2.2 / half_widths(sign.text)
    return letters(UPRIGHT_FORMS.get(sign.text, sign.text), x, y + shrunk * 0.37, shrunk, name="art-line") + marks
