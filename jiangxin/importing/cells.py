"""What a cell holds → what it shows; and the small customs of Chinese tables."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from jiangxin.importing.material import Cell

# Full-width letters and digits, and the blank between them; punctuation is left as it is.
_WIDE = {
    code: code - 0xFEE0 for span in ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B)) for code in range(*span)
}
_BLANKS = dict.fromkeys((0x00A0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000), " ")
_DROPPED = dict.fromkeys((0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))
_MAP = {**_WIDE, **_BLANKS, **_DROPPED}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]|_x000[0-9A-F]_")
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPREAD_NAME = re.compile(f"[{_HAN}](?: +[{_HAN}]){{1,3}}")

# How Chinese Excel and WPS number the dates they have of their own; no table of formats has them.
_MONTHS = (27, 36, 50, 52, 57)
_DAYS = (28, 29, 30, 31, 51, 53, 54, 58)
_EXCEL_DAY_0 = date(1899, 12, 30)
_SERIALS = range(9_000, 60_000)  # 1924 to 2064
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')

_OPENING, _CLOSING = "（(“「『《【〈[", "）)”」』》】〉]"


def tidy(text: str) -> str:
    """Give a text without what nobody sees: odd blanks, control characters, full-width digits and letters."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_MAP)
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def tidy_name(text: str) -> str:
    """Give a name on one line; 张　伟, spread to be as wide as three characters, is 张伟."""
    text = " ".join(tidy(text).split())
    return text.replace(" ", "") if _SPREAD_NAME.fullmatch(text) else text


def cell_of(value: object, number_format: str = "General", format_id: int = 0) -> Cell:
    """Give what the value of a spreadsheet's cell shows; no day where the format shows none."""
    if value is None:
        return Cell("")
    if isinstance(value, bool):
        return Cell("true" if value else "false")
    if isinstance(value, datetime | date):
        return Cell(_date_as_shown(value, number_format))
    if isinstance(value, time | timedelta):
        return Cell(str(value))
    if isinstance(value, int | float):
        return _number(value, number_format, format_id)
    return Cell(tidy(str(value)))


def _date_as_shown(value: date, number_format: str) -> str:
    shown = _QUOTED.sub("", number_format).lower()
    day = value.date() if isinstance(value, datetime) else value
    if "d" in shown or "y" not in shown:
        return day.isoformat()
    return f"{day.year:04d}-{day.month:02d}" if "m" in shown else f"{day.year:04d}"


def _number(value: float, number_format: str, format_id: int) -> Cell:
    if format_id in (*_MONTHS, *_DAYS) and (day := day_of_serial(f"{value:.0f}")):
        return Cell(day.isoformat()[:7] if format_id in _MONTHS else day.isoformat())
    if match := re.fullmatch(r"0(\.0+)?(%)?", number_format):
        places = len(match[1] or ".") - 1
        return Cell(f"{value * 100:.{places}f}%" if match[2] else f"{value:.{places}f}", True)
    if value != value or value in (float("inf"), float("-inf")):
        return Cell("", fault="import.cell-error")
    return Cell(str(int(value)) if float(value).is_integer() else f"{value:.12g}", True)


def day_of_serial(text: str) -> date | None:
    """Give the day that Excel's number stands for; None where it cannot be meant as one."""
    return _EXCEL_DAY_0 + timedelta(days=int(text)) if text.isdecimal() and int(text) in _SERIALS else None


def items_of(text: str) -> list[str]:
    """Cut a cell at `；;、` and at line ends, but not within brackets; 、 only where nothing stronger cuts."""
    for marks in ("；;\n", "、"):
        if len(pieces := _cut(text, marks)) > 1:
            return pieces
    return [text] if text else []


def _cut(text: str, marks: str) -> list[str]:
    pieces, depth = [""], 0
    for each in text:
        depth += (each in _OPENING) - (each in _CLOSING and depth > 0)
        if each in marks and (depth == 0 or each == "\n"):
            pieces.append("")
        else:
            pieces[-1] += each
    return [piece.strip() for piece in pieces if piece.strip()]
