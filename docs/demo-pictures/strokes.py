"""Flat drawings: the strokes and letters of a sheet in SVG, and Chromium to make pixels of them."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from html import escape
from pathlib import Path

from palette import BLUE, INK, PAPER
from PIL import Image
from playwright.sync_api import sync_playwright

SERIF = "'Noto Serif CJK SC'"
SANS = "'Noto Sans CJK SC'"
Point = tuple[float, float]

_TILE_PX = 2400


def line(
    *points: Point, colour: str = INK, width: float = 2.0, dash: str = "", closed: bool = False, fill: str = "none"
) -> str:
    """Draw straight strokes through points; closed and filled, a shape."""
    path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + ("Z" if closed else "")
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{path}" fill="{fill}" stroke="{colour}" stroke-width="{width:g}" stroke-linejoin="round"{dashes}/>'
    )


def letters(
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    colour: str = INK,
    family: str = SANS,
    weight: int = 400,
    anchor: str = "start",
    transform: str = "",
) -> str:
    """Write one line; `transform` lays it on a plane."""
    place = f' transform="{transform}"' if transform else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}" font-family="{family}" font-weight="{weight}" '
        f'fill="{colour}" text-anchor="{anchor}"{place}>{escape(text)}</text>'
    )


def dimension(start: Point, end: Point, text: str, *, size: float = 30, colour: str = BLUE) -> str:
    """Draw a dimension line with its arrows, the figure above its middle."""
    (x1, y1), (x2, y2) = start, end
    turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
    length = math.hypot(x2 - x1, y2 - y1)
    head = size * 0.6
    thin, thick = f"{-head * 0.18:.2f}", f"{head * 0.36:.2f}"
    arrows = f'<path d="M0 0l{head} {thin}v{thick}zM{length:.2f} 0l{-head} {thin}v{thick}z" fill="{colour}"/>'
    label = letters(text, length / 2, -size * 0.35, size, colour=colour, anchor="middle")
    stroke = line((0, 0), (length, 0), colour=colour, width=2)
    return f'<g transform="translate({x1:.2f} {y1:.2f}) rotate({turn:.2f})">{stroke}{arrows}{label}</g>'


def sheet(width: int, height: int, body: str, *, columns: int = 8, rows: str = "ABCDEF", edge: float = 60) -> str:
    """Lay a drawing on a sheet with millimetre grid, frame and zone letters; lengths in pixels."""
    parts = [f'<rect width="{width}" height="{height}" fill="{PAPER}"/>']
    step = edge / 2
    grid = "".join(f"M{x * step:.1f} 0V{height}" for x in range(int(width / step) + 1))
    grid += "".join(f"M0 {y * step:.1f}H{width}" for y in range(int(height / step) + 1))
    parts.append(f'<path d="{grid}" stroke="#e3e2dc" stroke-width="1.5" fill="none"/>')
    inner = [(edge, edge), (width - edge, edge), (width - edge, height - edge), (edge, height - edge)]
    parts.append(line(*inner, width=edge / 12, closed=True))
    outer = [
        (edge / 2, edge / 2),
        (width - edge / 2, edge / 2),
        (width - edge / 2, height - edge / 2),
        (edge / 2, height - edge / 2),
    ]
    parts.append(line(*outer, width=edge / 40, closed=True))
    for i in range(columns):
        x = edge + (width - 2 * edge) * (i + 0.5) / columns
        for y in (edge * 0.92, height - edge * 0.6):
            parts.append(letters(str(i + 1), x, y, edge * 0.34, anchor="middle"))
        if i:
            x = edge + (width - 2 * edge) * i / columns
            parts.append(
                line((x, edge / 2), (x, edge), width=1.5) + line((x, height - edge), (x, height - edge / 2), width=1.5)
            )
    for i, letter in enumerate(rows):
        y = edge + (height - 2 * edge) * (i + 0.5) / len(rows)
        for x in (edge * 0.75, width - edge * 0.75):
            parts.append(letters(letter, x, y + edge * 0.12, edge * 0.34, anchor="middle"))
        if i:
            y = edge + (height - 2 * edge) * i / len(rows)
            parts.append(
                line((edge / 2, y), (edge, y), width=1.5) + line((width - edge, y), (width - edge / 2, y), width=1.5)
            )
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}{body}</svg>'


def title_block(right: float, bottom: float, unit: float, rows: Sequence[tuple[str, str]], *, width: float = 22) -> str:
    """Draw the ruled block at the lower right of a sheet: field names and what they hold."""
    left, top = right - width * unit, bottom - len(rows) * 1.6 * unit
    parts = [line((left, top), (right, top), (right, bottom), (left, bottom), width=unit / 8, closed=True, fill=PAPER)]
    parts.append(line((left + 4.4 * unit, top), (left + 4.4 * unit, bottom), width=unit / 24))
    for i, (name, value) in enumerate(rows):
        y = top + i * 1.6 * unit
        if i:
            parts.append(line((left, y), (right, y), width=unit / 24))
        parts.append(letters(name, left + 0.5 * unit, y + 1.12 * unit, unit * 0.72, colour="#485364", family=SERIF))
        parts.append(
            letters(
                value,
                left + 4.9 * unit,
                y + 1.14 * unit,
                unit * 0.78,
                family=SERIF if i == 0 else SANS,
                weight=700 if i == 0 else 400,
            )
        )
    return "".join(parts)


def rasterise(svg: str, width: int, height: int) -> Image.Image:
    """Give the pixels of a drawing, taken tile by tile: no browser holds sixty million at once."""
    whole = Image.new("RGB", (width, height), PAPER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": min(width, _TILE_PX), "height": min(height, _TILE_PX)})
        page.set_content(f"<style>body{{margin:0}}svg{{position:absolute}}</style>{svg}")
        for top in range(0, height, _TILE_PX):
            for left in range(0, width, _TILE_PX):
                page.evaluate(f"document.querySelector('svg').style.translate = '{-left}px {-top}px'")
                with Image.open(io.BytesIO(page.screenshot())) as tile:
                    whole.paste(tile.convert("RGB"), (left, top))
        browser.close()
    return whole


def write_palette_png(image: Image.Image, path: Path, *, colours: int = 64) -> int:
    """Write a PNG of few colours, which flat drawings need no more of, and give its size in bytes."""
    few = image.quantize(colors=colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    few.save(path, "PNG", optimize=True)
    return path.stat().st_size
