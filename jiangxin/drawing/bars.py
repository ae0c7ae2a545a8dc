"""Numbers as dimensioned bars: every bar begins at zero, and its dimension line carries what the source printed.

What is measured is solid, a target is outlined, a rule is hatched, a single
case is hatched the other way. The drawing is hidden from assistive
technology: the table beside it holds the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from jiangxin.drawing.lettering import half_widths, letters, lines_of_text, plain, safe, wrap
from jiangxin.drawing.strokes import THICK, Point, arrowhead, box, hatch, number, outline, solid, thick, thin
from jiangxin.model.frozen import frozen

WIDTH, LEFT, RIGHT = 600.0, 4.0, 6.0
LABEL, LEADING, VALUE = 24.0, 31.0, 28.0
BAR, DROP, GAP = 26.0, 16.0, 26.0


@frozen
class Bar:
    """A bar: its label, its value, the value as printed, and its kind (actual, target, rule or case)."""

    label: str
    value: float
    printed: str
    kind: str


def draw_bars(key: str, bars: Sequence[Bar]) -> str:
    """Draw `bars` under each other on one scale, 600 units wide; without bars, nothing."""
    if not bars:
        return ""
    values = [max(bar.value, 0.0) if isfinite(bar.value) else 0.0 for bar in bars]
    room = max(half_widths(plain(bar.printed)) for bar in bars) * VALUE * 0.52 + 14
    longest, reach = max(values) or 1.0, max(WIDTH - LEFT - RIGHT - room, 120)
    drawn, y = [], 4.0
    for bar, value in zip(bars, values, strict=True):
        lines = wrap(bar.label, 46)
        top = y + LEADING * len(lines) + 4
        drawn.append(
            f'<g class="bar bar-{safe(bar.kind)}">'
            f"{lines_of_text(lines, LEFT, y + LABEL, LABEL, name='bar-t', leading=LEADING)}"
            f"{_bar(bar, value / longest * reach, top)}</g>"
        )
        y = top + BAR + DROP + GAP
    height = y - GAP + 8
    return (
        f'<svg class="bars" data-bars="{safe(key)}" viewBox="0 0 {number(WIDTH)} {number(height)}" fill="none" '
        f'stroke="currentColor" stroke-width="{THICK}" aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'
    )


def _bar(bar: Bar, length: float, top: float) -> str:
    """Draw a bar `length` units long with its dimension line below and its printed value behind."""
    shape = box(LEFT, top, length, BAR)
    end = LEFT + length
    edge = outline(shape) if length >= 1 else thick(f"M{number(LEFT)} {number(top)}v{number(BAR)}")
    value = letters(plain(bar.printed), end + 10, top + BAR / 2 + VALUE * 0.36, VALUE, name="bar-n", anchor="start")
    return (_filling(bar.kind, shape) if length >= 1 else "") + edge + _measure(end, top + BAR) + value


def _filling(kind: str, shape: Sequence[Point]) -> str:
    """Fill a bar as its kind is drawn."""
    if kind == "actual":
        return solid(shape)
    if kind == "rule":
        return hatch(shape, gap=7)
    return hatch(shape, gap=9, lean=45) if kind == "case" else ""


def _measure(end: float, bottom: float) -> str:
    """Draw the dimension line from zero to `end`; under a short bar its arrows stand outside."""
    y = bottom + DROP
    ticks = thin(f"M{number(LEFT)} {number(bottom)}V{number(y + 5)}M{number(end)} {number(bottom)}V{number(y + 5)}")
    if end - LEFT < 2:
        return thin(f"M{number(LEFT)} {number(bottom)}V{number(y + 5)}")
    if end - LEFT < 30:
        return ticks + thin(f"M{number(LEFT)} {number(y)}H{number(end + 24)}") + arrowhead((end, y), 180)
    return (
        ticks + thin(f"M{number(LEFT)} {number(y)}H{number(end)}") + arrowhead((LEFT, y), 180) + arrowhead((end, y), 0)
    )
