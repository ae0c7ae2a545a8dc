"""What a share card's words stand on: a darkened photograph, or a sheet of drawing paper.

In: pixels, places in px, colours. Out: pixels of 1200 × 630. No words are drawn
here. Slanted and round lines are drawn large and scaled down, once for all cards.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from jiangxin.images.reading.source import loaded, opened, source_bytes

Colour = tuple[int, int, int]

WIDTH_PX, HEIGHT_PX = 1200, 630
PAPER: Colour = (0xF8, 0xF6, 0xEF)
INK: Colour = (0x15, 0x20, 0x30)
INK_2: Colour = (0x48, 0x53, 0x64)
BLUE: Colour = (0x1E, 0x4C, 0x8A)
HOT: Colour = (0xE1, 0x4F, 0x00)
LINE: Colour = (0xBC, 0xC5, 0xD0)
TEMPERS: tuple[Colour, ...] = (
    (0xDC, 0xCB, 0x7D),
    (0xE2, 0xB6, 0x5F),
    (0xDC, 0x9C, 0x57),
    (0xD0, 0x8A, 0x6A),
    (0xC7, 0x86, 0x92),
    (0xAE, 0x90, 0xBD),
    (0x8F, 0x9D, 0xD2),
    (0x7F, 0xB2, 0xD6),
)

FRAME_PX = 28  # from the card's edge to the frame of the sheet
RULER_PX = 20  # height of the zone ruler
RULE_Y = 516  # where the title block begins
SQUARE_PX = 364  # side of the construct grid
SQUARE_X, SQUARE_Y = WIDTH_PX - FRAME_PX - 36 - SQUARE_PX, 90
_FINE = 4  # how much larger slanted and round lines are drawn

_SHADE: Colour = (9, 18, 31)
# White under the least shade has a luminance of 0.12; paper on it a contrast of 5.7 : 1.
_SHADE_LEAST, _SHADE_MOST = 0.68, 0.86
_SHADE_REACH_PX = 240  # over how much it fades above the words,
_SHADE_AIR_PX = 28  # and where that begins
_SHADE_ACROSS_PX = 720  # over how much it fades to their right
_SHADE_LIGHTER = 0.85  # by how much at most


def fitted_photo(path: Path, focus: str) -> Image.Image:
    """Give the picture in `path` scaled to cover a card, cut so that `focus` ("31% 60%") stays in view.

    Raises PictureError.
    """
    across, down = (float(part.rstrip("%")) / 100 for part in focus.split())
    with opened(source_bytes(path)) as picture:
        pixels = loaded(picture, at_least=(WIDTH_PX, HEIGHT_PX))
    if pixels.mode == "RGBA":
        pixels = Image.alpha_composite(Image.new("RGBA", pixels.size, (*PAPER, 255)), pixels)
    scale = max(WIDTH_PX / pixels.width, HEIGHT_PX / pixels.height)
    wide, high = WIDTH_PX / scale, HEIGHT_PX / scale
    x, y = (pixels.width - wide) * across, (pixels.height - high) * down
    box = (x, y, min(x + wide, pixels.width), min(y + high, pixels.height))
    return pixels.convert("RGB").resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.BICUBIC, box=box, reducing_gap=2.0)


def shaded(picture: Image.Image, top: int, right: int) -> Image.Image:
    """Darken a photograph from `top` down and from `right` to the left enough for words in paper's colour."""
    top -= _SHADE_AIR_PX
    down = [_SHADE_LEAST * _eased(1 - (top - y) / _SHADE_REACH_PX) for y in range(top)]
    deeper = (_SHADE_MOST - _SHADE_LEAST) / (HEIGHT_PX - top)
    down += [_SHADE_LEAST + deeper * (y - top) for y in range(top, HEIGHT_PX)]
    right = min(right + _SHADE_AIR_PX, WIDTH_PX)
    across = [1 - _SHADE_LIGHTER * _eased((x - right) / _SHADE_ACROSS_PX) for x in range(WIDTH_PX)]
    rows = Image.frombytes("L", (1, HEIGHT_PX), _levels(down)).resize(picture.size, Image.Resampling.NEAREST)
    columns = Image.frombytes("L", (WIDTH_PX, 1), _levels(across)).resize(picture.size, Image.Resampling.NEAREST)
    return Image.composite(Image.new("RGB", picture.size, _SHADE), picture, ImageChops.multiply(rows, columns))


def sheet(temper: int) -> Image.Image:
    """Give a sheet of drawing paper with frame, zone ruler, title block and construct grid, on a hall's colour."""
    return _sheet(temper).copy()


def lay_ring(picture: Image.Image, x: int, y: int, side_px: int, colour: Colour) -> None:
    """Draw the exhibition's mark with its upper left corner at (x, y): a ring of `colour` with a hot core."""
    picture.paste(colour, (x, y), _disc(side_px, 29, 23.5))
    picture.paste(HOT, (x, y), _disc(side_px, 13, 0))


def molten() -> Image.Image:
    """Give the metal a character is cast in, of the construct grid's size: ink, running hot at its foot."""
    half = SQUARE_PX // 2
    heat = [_eased((y - half) / (half * 0.72)) for y in range(SQUARE_PX)]
    mask = Image.frombytes("L", (1, SQUARE_PX), _levels(heat)).resize((SQUARE_PX, SQUARE_PX))
    return Image.composite(Image.new("RGB", mask.size, HOT), Image.new("RGB", mask.size, INK), mask)


@lru_cache(maxsize=len(TEMPERS) + 1)
def _sheet(temper: int) -> Image.Image:
    picture = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), PAPER)
    draw = ImageDraw.Draw(picture)
    left, right, top, foot = FRAME_PX, WIDTH_PX - FRAME_PX, FRAME_PX, HEIGHT_PX - FRAME_PX
    draw.line((left, top + RULER_PX, right, top + RULER_PX), fill=LINE, width=1)
    for zone in range(1, 8):
        x = left + round(zone * (right - left) / 8)
        draw.line((x, top, x, top + RULER_PX), fill=LINE, width=1)
    draw.rectangle((left, top, right, foot), outline=INK, width=2)
    draw.line((left, RULE_Y, right, RULE_Y), fill=INK, width=2)
    if temper:
        draw.rectangle((left + 2, top + RULER_PX + 1, left + 13, RULE_Y - 1), fill=TEMPERS[temper - 1])
    picture.paste(_construct(TEMPERS[temper - 1] if temper else PAPER), (SQUARE_X, SQUARE_Y))
    _dimension(draw)
    return picture


def _construct(ground: Colour) -> Image.Image:
    """Draw the figure that calligrapher and engineer share: em square, centre lines, diagonals, circle."""
    side = SQUARE_PX * _FINE
    square = Image.new("RGB", (side, side), ground)
    draw = ImageDraw.Draw(square)
    thin, middle, radius = round(1.2 * _FINE), side // 2, round(side * 0.42)
    colour = BLUE if ground == PAPER else INK
    faint = _mixed(colour, ground, 0.5)
    for start, end in (((0, 0), (side, side)), ((side, 0), (0, side))):
        _dashed(draw, start, end, (8, 9), faint, thin)
    for start, end in (((0, middle), (side, middle)), ((middle, 0), (middle, side))):
        _dashed(draw, start, end, (26, 6, 5, 6), faint, thin)
    draw.ellipse((middle - radius, middle - radius, middle + radius, middle + radius), outline=faint, width=thin)
    draw.rectangle((0, 0, side - 1, side - 1), outline=colour, width=2 * _FINE)
    return square.reduce(_FINE)


def _dimension(draw: ImageDraw.ImageDraw) -> None:
    """Draw the dimension line below the construct grid."""
    left, right, y = SQUARE_X, SQUARE_X + SQUARE_PX - 1, SQUARE_Y + SQUARE_PX + 26
    for x in (left, right):
        draw.line((x, y - 18, x, y + 8), fill=BLUE, width=1)
    draw.line((left, y, right, y), fill=BLUE, width=1)
    for x, inwards in ((left, 1), (right, -1)):
        draw.polygon(((x, y), (x + 14 * inwards, y - 3), (x + 14 * inwards, y + 3)), fill=BLUE)


def _dashed(
    draw: ImageDraw.ImageDraw,
    start: tuple[int, int],
    end: tuple[int, int],
    pattern: tuple[int, ...],
    colour: Colour,
    width: int,
) -> None:
    """Draw a straight line of dashes and gaps in turn, given in px of the finished picture."""
    (x0, y0), (x1, y1) = start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    at, step = 0.0, 0
    while at < length:
        reach = min(at + pattern[step % len(pattern)] * _FINE, length)
        if step % 2 == 0:
            a, b = at / length, reach / length
            dash = (x0 + (x1 - x0) * a, y0 + (y1 - y0) * a, x0 + (x1 - x0) * b, y0 + (y1 - y0) * b)
            draw.line(dash, fill=colour, width=width)
        at, step = reach, step + 1


@lru_cache(maxsize=16)
def _disc(side_px: int, outer: float, inner: float) -> Image.Image:
    """Give the mask of a disc with a hole; the radii are in 64ths of the side."""
    side = side_px * _FINE
    mask = Image.new("L", (side, side))
    draw = ImageDraw.Draw(mask)
    for radius, level in ((outer, 255), (inner, 0)):
        if radius:
            edge = side / 2 - radius * side / 64
            draw.ellipse((edge, edge, side - 1 - edge, side - 1 - edge), fill=level)
    return mask.reduce(_FINE)


def _levels(parts: list[float]) -> bytes:
    return bytes(round(255 * part) for part in parts)


def _mixed(colour: Colour, ground: Colour, part: float) -> Colour:
    red, green, blue = (round(of * part + on * (1 - part)) for of, on in zip(colour, ground, strict=True))
    return (red, green, blue)


def _eased(part: float) -> float:
    """Lead from 0 to 1 without a kink at either end."""
    part = min(max(part, 0.0), 1.0)
    return part * part * (3 - 2 * part)
