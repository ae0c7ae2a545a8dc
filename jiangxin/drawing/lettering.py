"""Words on a drawing: safe in XML, measured without a font, broken into lines that fit.

Widths are counted in half-widths: a Latin letter is 1, a Chinese character 2.
Chinese may break anywhere but before a closing mark, Latin at its spaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from math import ceil
from unicodedata import category, east_asian_width

from jiangxin.drawing.strokes import number
from jiangxin.patterns import pattern

CLOSING = frozenset("，。、；：！？）》」』】”’…·,.;:!?)]%％")
OPENING = frozenset("（《「『【“‘([")

_NOT_IN_XML = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANKS = pattern(r"\s+")


def plain(text: str) -> str:
    """Give `text` on one line, without characters that XML forbids."""
    return _BLANKS.sub(" ", _NOT_IN_XML.sub("", text)).strip()


@lru_cache(4096)  # most of what is written is a single character
def safe(text: str) -> str:
    """Give `text` fit for an element or a quoted attribute."""
    return escape(_NOT_IN_XML.sub("", text), quote=True)


def half_widths(text: str) -> int:
    """Measure `text` in half-widths."""
    return sum(map(_half_width, text))


@lru_cache(8192)
def _half_width(char: str) -> int:
    if _sticks(char):
        return 0
    return 2 if east_asian_width(char) in "WFA" else 1


def _sticks(char: str) -> bool:
    """Say whether `char` belongs to the character before it (accents, joiners, skin tones)."""
    return category(char) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= char <= "\U0001f3ff"


def is_chinese(text: str) -> bool:
    """Say whether `text` is written mostly with wide characters."""
    return half_widths(text) > 1.5 * len(text)


def wrap(text: str, limit: int, most_lines: int = 0) -> list[str]:
    """Break `text` into lines of at most `limit` half-widths and of like length.

    With `most_lines`, what is longer ends in an ellipsis.
    """
    pieces = [part for piece in _pieces(plain(text)) for part in _cut(piece, limit)]
    lines = _fill(pieces, limit)
    if most_lines and len(lines) > most_lines:
        return [*lines[: most_lines - 1], _shortened(lines[most_lines - 1], limit)]
    width = max(ceil(half_widths("".join(pieces)) / max(len(lines), 1)), 1)
    while width < limit and len(_fill(pieces, width)) > len(lines):
        width += 1
    return _fill(pieces, width) if len(lines) > 1 else lines


def _shortened(line: str, limit: int) -> str:
    while line and half_widths(line) > limit - 2:
        line = line[:-1]
    return f"{line}…"


def _pieces(text: str) -> list[str]:
    """Split `text` where a line may end."""
    pieces: list[str] = []
    for char in text:
        if pieces and _joined(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _joined(piece: str, char: str) -> bool:
    last = piece[-1]
    if _sticks(char) or last == "\u200d" or char in CLOSING or last in OPENING:
        return True
    if char == " ":
        return True
    if last == "-" and char.isalpha():
        return False  # a compound may break after its hyphen
    return last != " " and _half_width(char) == 1 and _half_width(last) < 2


def _cut(piece: str, limit: int) -> list[str]:
    """Cut a piece longer than a line."""
    parts = [""]
    for char in piece:
        if parts[-1] and half_widths((parts[-1] + char).rstrip()) > limit and not _sticks(char):
            parts.append("")
        parts[-1] += char
    return parts


def _fill(pieces: Sequence[str], limit: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and half_widths((line + piece).rstrip()) > limit:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line else lines


def tidy_size(words: str, size: float, room: float) -> float:
    """Give the type size, at most `size`, at which `words` are no wider than `room`."""
    return min(size, room / max(half_widths(words) * 0.52, 0.52))


def letters(
    words: str,
    x: float,
    y: float,
    size: float,
    *,
    name: str,
    anchor: str = "middle",
    more: str = 'fill="currentColor" stroke="none"',
) -> str:
    """Write `words` with their baseline at `y`; `name` is the CSS class, `more` further attributes."""
    return (
        f'<text x="{number(x)}" y="{number(y)}" class="{name}" font-size="{number(size)}" '
        f'text-anchor="{anchor}" {more}>{safe(words)}</text>'
    )


def lines_of_text(
    lines: Sequence[str], x: float, y: float, size: float, *, name: str, leading: float, anchor: str = "start"
) -> str:
    """Write `lines` under each other, the first baseline at `y`, `leading` units apart."""
    spans = "".join(
        f'<tspan x="{number(x)}" y="{number(y + leading * row)}">{safe(line)}</tspan>' for row, line in enumerate(lines)
    )
    return (
        f'<text class="{name}" font-size="{number(size)}" text-anchor="{anchor}" '
        f'fill="currentColor" stroke="none">{spans}</text>'
    )
