"""A page → the picture that stands for it where others link to it: 1200 × 630 px.

With a photograph the card is that photograph, darkened where the words stand:
so far that light letters pass 4.5 : 1 on pure white. Without one it is a sheet
of drawing paper, with the title's first character in the construct grid, running
hot at its foot. Where one letter of a card has no font, none of its words is
drawn; the card then keeps its picture and the exhibition's ring.

All is drawn from the inputs alone, so that its key (see `key`) can stand for the bytes.
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from jiangxin.images.cards.fonts import Font, clusters, drawable, in_language, opened, runs, shape_choice
from jiangxin.images.cards.ground import (
    FRAME_PX,
    HEIGHT_PX,
    HOT,
    INK,
    INK_2,
    PAPER,
    RULE_Y,
    RULER_PX,
    SQUARE_PX,
    SQUARE_X,
    SQUARE_Y,
    TEMPERS,
    WIDTH_PX,
    Colour,
    fitted_photo,
    lay_ring,
    molten,
    shaded,
    sheet,
)
from jiangxin.images.cards.lines import ELLIPSIS, Setting, set_lines
from jiangxin.model.picture import ShareCard

MAX_BYTES = 300_000

_QUALITIES = (82, 74, 66, 58, 50, 40)
# Between two full-width marks half an em is blank.
_CROWDED = re.compile(r"(?<=[，。、；：！？）》〉」』】])(?=[，。、；：！？）》〉」』】（《〈「『【])")
_REFERENCE_PX = 100  # words are measured at this size
_LEADING = 1.24
# Two lines as large as they can be; what needs more is set smaller, in three.
_TITLE_STEPS = (*((size, 2) for size in range(84, 58, -4)), *((size, 3) for size in range(68, 43, -4)))
_LABEL_STEPS = ((26, 1), (24, 1), (22, 1))
_MARGIN_PX = 64
_MARK_PX = 36
_GAP_PX = 16
_TITLE_WIDTH_PX = 960  # on a photograph
_SHEET_X = FRAME_PX + 36
_SHEET_WIDTH_PX = SQUARE_X - _SHEET_X - 44
_GLYPH_PX = 288  # of the character in the construct grid
_RULE_COLOUR: Colour = (0x9A, 0xA2, 0xAC)


class _Lettering:
    """Words measured and drawn with the first font that has each letter."""

    def __init__(self, fonts: tuple[Font, ...]) -> None:
        self._fonts = fonts
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Give the width of `text` in em."""
        if text not in self._widths:
            self._widths[text] = sum(self._advance(*part, _REFERENCE_PX) for part in self._parts(text)) / _REFERENCE_PX
        return self._widths[text]

    def draw(self, draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size_px: int, fill: Colour) -> None:
        """Draw a line of `text` with its baseline at `at`; its first letter's ink begins there, not its box."""
        x, y = at
        x -= self._bearing(clusters(text)[0], size_px)
        for part, font, kern in self._parts(text):
            draw.text((x, y), part, fill=fill, font=opened(font, size_px), anchor="ls", features=shape_choice(font))
            x += self._advance(part, font, kern, size_px)

    def mask(self, letter: str, side_px: int, size_px: int) -> Image.Image:
        """Give the mask of one letter with its ink in the middle of a square."""
        inked = self._inked(letter, size_px)
        box = inked.getbbox() or (0, 0, 0, 0)
        mask = Image.new("L", (side_px, side_px))
        mask.paste(inked.crop(box), ((side_px - box[2] + box[0]) // 2, (side_px - box[3] + box[1]) // 2))
        return mask

    def _bearing(self, letter: str, size_px: int) -> int:
        """Give how far from its origin the ink of a letter begins."""
        box = self._inked(letter, size_px).getbbox()
        return box[0] - size_px if box else 0

    def _inked(self, letter: str, size_px: int) -> Image.Image:
        """Give a letter on a ground of three em, with one em before its origin and two above its baseline."""
        inked = Image.new("L", (3 * size_px, 3 * size_px))
        ((part, font, _),) = self._parts(letter)
        place, face = (size_px, 2 * size_px), opened(font, size_px)
        ImageDraw.Draw(inked).text(place, part, fill=255, font=face, anchor="ls", features=shape_choice(font))
        return inked

    def _advance(self, part: str, font: Font, kern: float, size_px: int) -> float:
        return opened(font, size_px).getlength(part, features=shape_choice(font)) + kern * size_px

    def _parts(self, text: str) -> list[tuple[str, Font, float]]:
        """Give a text in parts of one font each, with what to add to the width of each, in em."""
        divided = runs(text, self._fonts)
        if divided is None:  # `_words` has looked
            raise ValueError(f"no font for {text!r}")
        parts = []
        for run, font in divided:
            *crowded, last = _CROWDED.split(run)
            parts += [(part, font, -0.5) for part in crowded] + [(last, font, 0.0)]
        return parts


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a card and what they are lettered with."""

    title: str
    kicker: str
    site_title: str
    display: _Lettering
    label: _Lettering


def draw_card(card: ShareCard, background: Path | None, fonts: tuple[Font, ...]) -> tuple[bytes, bool]:
    """Draw a card; give its JPEG, of at most 300 kB, and whether its words could be set.

    `background` is the file of `card.background` in the cache; a drawing (SVG) counts as none.
    Raises PictureError where it cannot be read, and `card.font` where a font is damaged.
    """
    words = _words(card, fonts)
    if background is None or background.suffix == ".svg":
        picture = sheet(card.temper)
        _letter_sheet(picture, words)
        return _jpeg(picture, subsampling="4:4:4"), words is not None
    photo = fitted_photo(background, card.focus)
    return _jpeg(_lettered_photo(photo, card, words), subsampling="4:2:0"), words is not None


def _words(card: ShareCard, fonts: tuple[Font, ...]) -> _Words | None:
    """Give the words of a card, or None where one letter of them cannot be drawn."""
    fonts = in_language(fonts, card.lang)
    title, kicker, site_title = drawable(card.title), drawable(card.kicker), drawable(card.site_title)
    if any(runs(text, fonts) is None for text in (title, kicker, site_title, ELLIPSIS)):
        return None
    plain_first = tuple(sorted(fonts, key=lambda font: ("own", "sans", "serif").index(font.style)))
    return _Words(title, kicker, site_title, _Lettering(fonts), _Lettering(plain_first))


def _lettered_photo(photo: Image.Image, card: ShareCard, words: _Words | None) -> Image.Image:
    """Darken a photograph at its foot and lay the words there: kicker, title, rule, the exhibition's name."""
    left, right, middle_y = _MARGIN_PX, WIDTH_PX - _MARGIN_PX, HEIGHT_PX - 60
    if words is None:
        photo = shaded(photo, middle_y - _MARK_PX // 2, left + _MARK_PX)
        lay_ring(photo, left, middle_y - _MARK_PX // 2, _MARK_PX, PAPER)
        return photo
    rule_y = middle_y - 44
    title = set_lines(words.title, words.display.width, _TITLE_WIDTH_PX, _TITLE_STEPS)
    site = set_lines(words.site_title, words.label.width, right - left - _MARK_PX - _GAP_PX, _LABEL_STEPS)
    title_top = rule_y - 28 - _height(title)
    top = title_top - (58 if words.kicker else 0)
    widest = max(_widest(title, words.display), _widest(site, words.label) + _MARK_PX + _GAP_PX, 56 + _GAP_PX + 240.0)
    photo = shaded(photo, top, left + round(widest))
    draw = ImageDraw.Draw(photo)
    if words.kicker:
        _lay_kicker(draw, words, (left, top), TEMPERS[card.temper - 1] if card.temper else HOT, PAPER)
    _lay_lines(draw, title, words.display, (left, title_top), PAPER)
    draw.line((left, rule_y, right, rule_y), fill=_RULE_COLOUR, width=1)
    lay_ring(photo, left, middle_y - _MARK_PX // 2, _MARK_PX, PAPER)
    _lay_beside(draw, site, words.label, (left + _MARK_PX + _GAP_PX, middle_y), PAPER)
    return photo


def _letter_sheet(picture: Image.Image, words: _Words | None) -> None:
    """Lay the words on a sheet: title to the left of its first character, the exhibition's name in the title block."""
    middle_y = (RULE_Y + HEIGHT_PX - FRAME_PX) // 2
    lay_ring(picture, _SHEET_X, middle_y - _MARK_PX // 2, _MARK_PX, INK)
    first = next((letter for letter in words.title if _is_letter(letter)), "") if words else ""
    if words and first:
        mask = words.display.mask(first, SQUARE_PX, _GLYPH_PX)
        picture.paste(molten(), (SQUARE_X, SQUARE_Y), mask)
    else:
        side = round(SQUARE_PX * 0.6)
        aside = (SQUARE_PX - side) // 2
        lay_ring(picture, SQUARE_X + aside, SQUARE_Y + aside, side, INK)
    if words is None:
        return
    draw = ImageDraw.Draw(picture)
    title = set_lines(words.title, words.display.width, _SHEET_WIDTH_PX, _TITLE_STEPS)
    site_width = WIDTH_PX - FRAME_PX - _SHEET_X - _MARK_PX - _GAP_PX - 36
    site = set_lines(words.site_title, words.label.width, site_width, _LABEL_STEPS)
    room_top = FRAME_PX + RULER_PX
    block = _height(title) + (58 if words.kicker else 0)
    top = room_top + (RULE_Y - room_top - block) // 2
    if words.kicker:
        _lay_kicker(draw, words, (_SHEET_X, top), HOT, INK_2)
    _lay_lines(draw, title, words.display, (_SHEET_X, top + (58 if words.kicker else 0)), INK)
    _lay_beside(draw, site, words.label, (_SHEET_X + _MARK_PX + _GAP_PX, middle_y), INK)


def _lay_kicker(draw: ImageDraw.ImageDraw, words: _Words, at: tuple[int, int], swatch: Colour, colour: Colour) -> None:
    x, y = at
    draw.rectangle((x, y + 11, x + 47, y + 20), fill=swatch)
    kicker = set_lines(words.kicker, words.label.width, _SHEET_WIDTH_PX - 48 - _GAP_PX, _LABEL_STEPS)
    _lay_beside(draw, kicker, words.label, (x + 48 + _GAP_PX, y + 16), colour)


def _lay_lines(
    draw: ImageDraw.ImageDraw, setting: Setting, lettering: _Lettering, at: tuple[int, int], colour: Colour
) -> None:
    """Draw lines one below the other; `at` is the upper left corner of the first one's box."""
    leading = setting.size_px * _LEADING
    for index, line in enumerate(setting.lines):
        baseline = at[1] + round(index * leading + leading / 2 + setting.size_px * 0.36)
        lettering.draw(draw, (at[0], baseline), line, setting.size_px, colour)


def _lay_beside(
    draw: ImageDraw.ImageDraw, setting: Setting, lettering: _Lettering, at: tuple[int, int], colour: Colour
) -> None:
    """Draw one line whose capitals have their middle at the height of `at`."""
    for line in setting.lines:
        lettering.draw(draw, (at[0], at[1] + round(setting.size_px * 0.36)), line, setting.size_px, colour)


def _height(setting: Setting) -> int:
    return round(len(setting.lines) * setting.size_px * _LEADING)


def _widest(setting: Setting, lettering: _Lettering) -> float:
    return max((lettering.width(line) for line in setting.lines), default=0.0) * setting.size_px


def _is_letter(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LN"


def _jpeg(picture: Image.Image, subsampling: str) -> bytes:
    """Encode progressively, without metadata, at the first quality that is small enough."""
    for quality in _QUALITIES:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality, progressive=True, optimize=True, subsampling=subsampling)
        if file.tell() <= MAX_BYTES:
            break
    return file.getvalue()
