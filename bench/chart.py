"""What builds cost at one number of entries → bars, drawn as the exhibition's own, for a page light or dark."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from bench.builds import Built
from bench.generators import HUGO, OURS
from bench.processes import median_of
from jiangxin.drawing.lettering import safe
from jiangxin.drawing.strokes import THICK, arrowhead, box, hatch, number, outline, solid, thick, thin

_WIDTH, _LEFT, _RIGHT = 760.0, 178.0, 150.0
_TOP, _BAR, _STEP, _GAP, _FOOT = 46.0, 15.0, 21.0, 20.0, 34.0
_MARKS = 5  # on the scale, about
# Paper and ink of the theme. A picture in a page is asked which scheme it is to be in, as the page is.
_STYLE = (
    "svg{color:#152030}.ours{color:#e14f00}text{font:13px system-ui,sans-serif;fill:currentColor;stroke:none}"
    ".ours text{fill:#9d3106}.head{font-size:15px;font-weight:600}.faint{opacity:.25}"
    "@media(prefers-color-scheme:dark){svg{color:#f0ece4}.ours{color:#f97c2f}.ours text{fill:#fdad63}}"
)


def draw_chart(found: Sequence[Built]) -> str:
    """Draw a bar for each step and tool as long as the build took on the wall, in seconds; give the SVG file."""
    seconds = {(built.step, built.tool): median_of(built.costs).wall_s for built in found}
    longest = max(seconds.values())
    unit = (_WIDTH - _LEFT - _RIGHT) / longest
    drawn, y = [], _TOP
    for step, group in itertools.groupby(found, lambda built: built.step):
        tools = [built.tool for built in group]
        middle = y + (_STEP * len(tools) - (_STEP - _BAR)) / 2
        drawn.append(_words(step, _LEFT - 14, middle + 4.5, anchor="end"))
        for tool in tools:
            drawn.append(_bar(tool, seconds[step, tool], y, unit))
            y += _STEP
        y += _GAP
    bottom = y - _GAP + 8
    title = f"Building {found[0].entries:,} entries: seconds until done"
    height = bottom + _FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(_WIDTH)} {number(height)}" fill="none" '
        f'stroke="currentColor" stroke-width="{THICK}" role="img"><title>{safe(title)}</title>'
        f"<style>{_STYLE}</style>{_words(title, 14, 24, name='head')}{_scale(longest, unit, bottom)}"
        f"{''.join(drawn)}</svg>\n"
    )


def _bar(tool: str, seconds: float, y: float, unit: float) -> str:
    """Draw a bar: ours is solid, Hugo's hatched, others are outlined."""
    length = seconds * unit
    shape = box(_LEFT, y, length, _BAR)
    filling = solid(shape) if tool == OURS else hatch(shape, gap=6) if tool == HUGO else ""
    edge = outline(shape) if length >= 1 else thick(f"M{number(_LEFT)} {number(y)}v{number(_BAR)}")
    said = _words(f"{_printed(seconds)} s · {tool}", _LEFT + length + 8, y + _BAR / 2 + 4.5)
    return f'<g class="{"ours" if tool == OURS else "theirs"}">{filling}{edge}{said}</g>'


def _scale(longest: float, unit: float, y: float) -> str:
    """Draw the dimension line below the bars, with a mark at each round number of seconds."""
    step = next(each for each in _round_numbers() if each * _MARKS >= longest)
    marks = [index * step for index in range(int(longest / step) + 1)]
    places = [_LEFT + mark * unit for mark in marks]
    end = _LEFT + longest * unit
    ticks = "".join(f"M{number(place)} {number(y - 4)}V{number(y + 4)}" for place in places)
    rules = "".join(f"M{number(place)} {number(_TOP - 8)}V{number(y - 4)}" for place in places)
    line = thin(f"M{number(_LEFT)} {number(y)}H{number(end + 16)}", ticks) + arrowhead((end + 24, y), 0)
    words = [_words(f"{mark:g}", place, y + 20, anchor="middle") for mark, place in zip(marks, places, strict=True)]
    return f'<g class="faint">{thin(rules)}</g>{line}{"".join(words)}{_words("s", end + 30, y + 4.5)}'


def _round_numbers() -> Sequence[float]:
    return [digit * 10.0**power for power in range(-3, 5) for digit in (1, 2, 5)]


def _printed(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds < 10 else f"{seconds:.1f}"


def _words(words: str, x: float, y: float, *, anchor: str = "start", name: str = "") -> str:
    attributes = f' class="{name}"' if name else ""
    return f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}"{attributes}>{safe(words)}</text>'
