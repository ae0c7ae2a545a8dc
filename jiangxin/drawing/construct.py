"""The construction that calligrapher and engineer share: an em square, its centre lines, a circle.

From it are drawn the hero of the home page, the plates of persons and of
events, and the plate of a page that has no picture of its own.
"""

from __future__ import annotations

from math import atan2, degrees

from jiangxin.drawing.lettering import half_widths, is_chinese, letters, plain, safe, tidy_size
from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import (
    Drawing,
    Point,
    arrowhead,
    chain,
    circle,
    cross,
    faint,
    number,
    outline,
    polar,
    sheet,
    thin,
    thin_circle,
    track,
)

EM = 400
PITCH = 420
PERSON_SHEET = 400, 500

_OUTLINED = ' fill="none" stroke="currentColor" stroke-width="1.6"'


def draw_person(key: str, surname: str) -> Drawing:
    """Draw a plate of 4:5 with the surname in its construction; circle and offset come from the id."""
    seed, name = Seed(key), plain(surname)
    radius, aside = seed.between("radius", 116, 156), seed.between("aside", -36, 36)
    ground = (
        '<path d="M40 90L360 410M360 90L40 410" stroke-width="0.7" stroke-dasharray="3 5" opacity="0.5"/>'
        + chain(((0, 250), (400, 250)), ((200, 0), (200, 500)))
        + f'<circle cx="{200 + aside}" cy="250" r="{radius}" stroke-width="0.9" opacity="0.7"/>'
        + faint("M40 90H360V410H40Z")
    )
    return sheet("person", ground + _surname(name), *PERSON_SHEET)


def _surname(name: str) -> str:
    """Write one Chinese character large, two under each other, anything else as wide as fits."""
    chinese = is_chinese(name)
    if chinese and len(name) == 2:
        return letters(name[0], 200, 229, 172, name="art-sur") + letters(name[1], 200, 401, 172, name="art-sur")
    size = tidy_size(name, 270 if chinese else 250, 330 if chinese else 260)
    return letters(name, 200, 250 + size * (0.38 if chinese else 0.36), size, name="art-sur") if name else ""


def draw_event(key: str, year: str) -> Drawing:
    """Draw the numerals of a year over a caliper's rule: the first two solid, the rest as outlines."""
    seed, numerals = Seed(key), plain(year)
    size = tidy_size(numerals, 168, 300)
    half = 2 if len(numerals) == 4 and numerals.isdigit() else 0
    words = f"<tspan>{safe(numerals[:half])}</tspan>{_outlined(numerals[half:])}" if half else safe(numerals)
    base = 146 + size * 0.35
    text = (
        (
            f'<text x="200" y="{number(base)}" class="art-year" font-size="{number(size)}" text-anchor="middle" '
            f'fill="currentColor" stroke="none">{words}</text>'
        )
        if numerals
        else ""
    )
    ticks = "".join(
        f"M{number(30 + 8.5 * tick)} 256v{-18 if tick % 10 == 0 else -13 if tick % 5 == 0 else -8}"
        for tick in range(41)
    )
    jaw = 30 + 8.5 * seed.between("jaw", 6, 34)
    slide = thin(f"M{number(jaw)} 256v22h36v-22", *(f"M{number(jaw + 7.7 * tick)} 256v8" for tick in range(1, 5)))
    return sheet(
        "event",
        chain(((14, 146), (386, 146)), ((200, 24), (200, 232)))
        + faint("M30 36H370V232H30Z")
        + text
        + thin("M18 256H382", ticks)
        + slide,
    )


def _outlined(words: str) -> str:
    return f'<tspan fill="none" stroke="currentColor" stroke-width="1.6">{safe(words)}</tspan>'


def draw_page(key: str) -> Drawing:
    """Draw a regular polygon being constructed with compass and rule."""
    seed = Seed(key)
    corners, turn = seed.between("corners", 5, 8), seed.between("turn", 0, 3) * 15
    centre = (200.0, 148.0)
    vertices = [polar(centre, 98, turn - 90 + 360 * corner / corners) for corner in range(corners)]
    side = ((vertices[0][0] - vertices[1][0]) ** 2 + (vertices[0][1] - vertices[1][1]) ** 2) ** 0.5
    arcs = [
        track(
            [
                polar(vertex, side, turn - 90 + 360 * place / corners + sign * away + sign * _bend(corners))
                for away in range(-9, 10, 3)
            ]
        )
        for place, vertex in enumerate(vertices)
        for sign in (-1, 1)
    ]
    return sheet(
        "page",
        "".join(
            (
                thin_circle(centre, 98),
                cross(centre, 150, 124),
                faint(*(track((centre, at)) for at in vertices)),
                thin(*arcs),
                outline(vertices),
                *(circle(at, 3.5) for at in vertices),
                circle(centre, 3),
                _leg(centre, vertices[0]),
            )
        ),
    )


def _bend(corners: int) -> float:
    """Give the angle, seen from a corner, between the way outwards and the next corner."""
    return 90 + 180 / corners


def _leg(centre: Point, corner: Point) -> str:
    """Mark the radius with an arrow."""
    x, y = centre
    angle = _direction(centre, corner)
    return thin(track(((x, y), corner))) + arrowhead(polar(corner, -5, angle), angle)


def _direction(start: Point, end: Point) -> float:
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def draw_hero(characters: str) -> Drawing:
    """Draw one to four characters in em squares under a ruler; four stand two by two.

    The gradient `molten` and its stops m0 to m3 are coloured by the stylesheet.
    """
    glyphs = [char for char in plain(characters) if half_widths(char)][:4] or [" "]
    columns = 2 if len(glyphs) == 4 else len(glyphs)
    rows = -(-len(glyphs) // columns)
    width, foot = 80 + PITCH * columns - (PITCH - EM), 60 + PITCH * rows - (PITCH - EM)
    ticks = "".join(f"M{x} 44v{-12 if (x - 40) % 100 == 0 else -6}" for x in range(40, width - 39, 20))
    squares = "".join(
        _em_square(glyph, 40 + PITCH * (place % columns), 60 + PITCH * (place // columns))
        for place, glyph in enumerate(glyphs)
    )
    spans = "".join(_span_line(40 + PITCH * column, foot + 32) for column in range(columns))
    stops = "".join(f'<stop offset="{offset}" class="m{stop}"/>' for stop, offset in enumerate(("0", ".5", ".8", "1")))
    molten = f'<defs><linearGradient id="molten" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient></defs>'
    return sheet("hero", f"{molten}{thin(ticks)}{squares}{spans}", width, foot + 60)


def _em_square(glyph: str, x: float, y: float) -> str:
    """Draw a character in its square with centre lines, diagonals and inscribed circle."""
    middle: Point = (x + EM / 2, y + EM / 2)
    base = middle[1] + (0.358 if half_widths(glyph) == 2 else 0.3) * 0.97 * EM
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{EM}" height="{EM}" stroke-width="1.2"/>'
        f'<path d="M{number(x)} {number(middle[1])}h{EM}M{number(middle[0])} {number(y)}v{EM}" stroke-width="0.9" '
        f'stroke-dasharray="22 5 4 5" opacity="0.7"/>'
        f'<path d="M{number(x)} {number(y)}l{EM} {EM}M{number(x + EM)} {number(y)}l-{EM} {EM}" stroke-width="0.7" '
        f'stroke-dasharray="4 6" opacity="0.5"/>'
        f'<circle cx="{number(middle[0])}" cy="{number(middle[1])}" r="168" stroke-width="0.7" opacity="0.6"/>'
        + letters(glyph, middle[0], base, 380, name="hero-ch", more='fill="url(#molten)" stroke="none"')
    )


def _span_line(x: float, y: float) -> str:
    """Draw the dimension line under a square, without a figure."""
    right = x + EM
    return (
        f'<path d="M{number(x)} {number(y - 22)}v30M{number(right)} {number(y - 22)}v30M{number(x)} {number(y)}'
        f'H{number(right)}" stroke-width="0.9"/>{arrowhead((x, y), 180, 13)}{arrowhead((right, y), 0, 13)}'
    )
