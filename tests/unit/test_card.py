from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from jiangxin.images.cards.card import MAX_BYTES, draw_card
from jiangxin.images.cards.fonts import Font
from jiangxin.images.cards.ground import SQUARE_PX, SQUARE_X, SQUARE_Y, fitted_photo
from jiangxin.images.cards.key import card_key
from jiangxin.images.errors import PictureError
from jiangxin.model.picture import Derivative, ShareCard
from tests.unit.square_fonts import LATIN, write_font

HAN = "匠心展品共创富劳模工一件事数字化应用㐀，《》：“”…"
CARD = ShareCard("cards/x.jpg", "zh-Hans", "匠心", "展品", "劳模展", None)
PHOTO = Derivative(
    source="p.jpg",
    digest="d",
    source_px=(1600, 1067),
    width_px=1600,
    height_px=1067,
    format="jpeg",
    texture="photograph",
    is_best=False,
    key="key.jpg",
    path="pictures/p-1600.key.jpg",
)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Font, ...]:
    """Give a Chinese font and a Latin one."""
    folder = tmp_path_factory.mktemp("fonts")
    return (
        Font(write_font(folder / "han.ttf", HAN, width=1000), "serif"),
        Font(write_font(folder / "latin.ttf", LATIN + "'-", width=600), "sans"),
    )


def write_photo(path: Path, colour: str | int | tuple[int, int, int, int], mode: str = "RGB") -> Path:
    """Write a picture of one colour, as it would lie in the cache."""
    Image.new(mode, (1600, 1067), colour).save(path, quality=95)
    return path


def pixels(data: bytes) -> Image.Image:
    """Decode a card."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture.convert("RGB")


def luminance(colour: tuple[int, ...]) -> float:
    """Give the relative luminance of WCAG 2."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    "title",
    [
        "匠心",
        "Ningbo craftsmen's event",
        "《共创·共富》：劳模工匠 A1 “一件事”".replace("·", ""),
        "匠心展品" * 40,
        "Craftsmen " * 30,
        "",
        "㐀",
    ],
)
@pytest.mark.parametrize("with_photo", [False, True])
def test_every_title_that_has_fonts_is_set(
    tmp_path: Path, fonts: tuple[Font, ...], title: str, with_photo: bool
) -> None:
    """A card is a JPEG of 1200 × 630 px, progressive, light, without metadata, and the same each time."""
    photo = write_photo(tmp_path / "p.jpg", "white") if with_photo else None
    data, is_lettered = draw_card(replace(CARD, title=title), photo, fonts)

    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.size) == ("JPEG", (1200, 630))
    assert picture.info.get("progressive")
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(picture.info)
    assert is_lettered
    assert len(data) <= MAX_BYTES
    assert draw_card(replace(CARD, title=title), photo, fonts) == (data, True)
    if title:
        assert draw_card(replace(CARD, title=""), photo, fonts)[0] != data


@pytest.mark.parametrize("title", ["𠀀", "匠🔥", "Привет", "سلام"])
@pytest.mark.parametrize("with_photo", [False, True])
def test_a_letter_without_a_font_leaves_the_card_without_words(
    tmp_path: Path, fonts: tuple[Font, ...], title: str, with_photo: bool
) -> None:
    """There is never a box: the card is the one that any such title has."""
    photo = write_photo(tmp_path / "p.jpg", "white") if with_photo else None
    data, is_lettered = draw_card(replace(CARD, title=title), photo, fonts)
    assert not is_lettered
    assert (data, False) == draw_card(replace(CARD, title="𠀁"), photo, fonts)
    assert (data, False) == draw_card(CARD, photo, ())
    assert not draw_card(replace(CARD, kicker=title), photo, fonts)[1]
    assert not draw_card(replace(CARD, site_title=title), photo, fonts)[1]


@pytest.mark.parametrize("title", ["匠心", "匠心展品" * 40, "Craftsmen of the event", "Craftsmen " * 30])
def test_words_pass_the_contrast_of_text_on_a_white_photograph(
    tmp_path: Path, fonts: tuple[Font, ...], title: str
) -> None:
    """What surrounds each letter within 12 px is dark enough for 4.5 : 1."""
    card = replace(CARD, title=title, site_title="A long name of an exhibition, from edge to edge")
    on_white = pixels(draw_card(card, write_photo(tmp_path / "white.jpg", "white"), fonts)[0])
    on_black = pixels(draw_card(card, write_photo(tmp_path / "black.jpg", "black"), fonts)[0])

    inked = on_black.convert("L").point(lambda level: 255 if level > 215 else 0)
    inked.paste(0, (50, 540, 112, 600))  # the ring is no letter
    around = ImageChops.subtract(inked.filter(ImageFilter.MaxFilter(25)), inked.filter(ImageFilter.MaxFilter(9)))
    colours = list(zip(*[iter(on_white.tobytes())] * 3, strict=True))
    letters = [colour for colour, level in zip(colours, inked.tobytes(), strict=True) if level]
    ground = [colour for colour, level in zip(colours, around.tobytes(), strict=True) if level]
    assert min(len(letters), len(ground)) > 3000
    brightest = max(map(luminance, set(ground)))
    darkest = sorted(map(luminance, letters))[len(letters) // 20]  # below are the letters' soft edges
    assert (darkest + 0.05) / (brightest + 0.05) >= 4.5


def test_a_light_photograph_stays_light_where_no_words_are(tmp_path: Path, fonts: tuple[Font, ...]) -> None:
    """The shade is where it is needed."""
    picture = pixels(draw_card(CARD, write_photo(tmp_path / "p.jpg", "white"), fonts)[0])
    assert picture.getpixel((100, 20)) == (255, 255, 255)
    assert luminance(picture.getpixel((1190, 400))) > luminance(picture.getpixel((70, 400))) * 1.5  # type: ignore[arg-type]


@pytest.mark.parametrize(("focus", "expected"), [("0% 50%", (255, 0, 0)), ("100% 50%", (0, 0, 255))])
def test_a_wide_photograph_is_cut_around_its_focus(tmp_path: Path, focus: str, expected: tuple[int, int, int]) -> None:
    """As in CSS: 0 % shows the left edge, 100 % the right one."""
    picture = Image.new("RGB", (4000, 630), (255, 0, 0))
    picture.paste((0, 0, 255), (2000, 0, 4000, 630))
    picture.save(tmp_path / "wide.png")
    fitted = fitted_photo(tmp_path / "wide.png", focus)
    assert fitted.size == (1200, 630)
    assert fitted.getpixel((600, 300)) == expected


@pytest.mark.parametrize(("mode", "colour"), [("L", 255), ("RGBA", (0, 0, 0, 0))])
def test_grey_and_clear_pictures_are_cards_too(
    tmp_path: Path, fonts: tuple[Font, ...], mode: str, colour: int | tuple[int, int, int, int]
) -> None:
    """What is clear shows the paper."""
    photo = write_photo(tmp_path / "p.png", colour, mode)
    red, green, blue = pixels(draw_card(CARD, photo, fonts)[0]).getpixel((1100, 20))  # type: ignore[misc]
    assert min(red, green, blue) > 230


def test_a_drawing_is_no_photograph_and_a_broken_file_is_told(tmp_path: Path, fonts: tuple[Font, ...]) -> None:
    """An SVG gives the sheet; a damaged file gives the one error of pictures."""
    assert draw_card(CARD, tmp_path / "drawing.svg", fonts) == draw_card(CARD, None, fonts)
    (tmp_path / "p.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(PictureError):
        draw_card(CARD, tmp_path / "p.jpg", fonts)


def test_a_sheet_bears_the_first_letter_and_the_colour_of_its_hall(fonts: tuple[Font, ...]) -> None:
    """Punctuation before the first letter is passed over; a title without letters has the ring."""
    box = (SQUARE_X, SQUARE_Y, SQUARE_X + SQUARE_PX, SQUARE_Y + SQUARE_PX)

    def square(title: str, temper: int = 0) -> bytes:
        return pixels(draw_card(replace(CARD, title=title, temper=temper), None, fonts)[0]).crop(box).tobytes()

    assert square("《匠") == square("匠")
    assert square("《》") == square("")
    assert square("A") != square("匠") != square("")
    assert len({square("匠", temper) for temper in range(9)}) == 9


def test_the_key_holds_all_that_is_drawn_and_nothing_else(fonts: tuple[Font, ...]) -> None:
    """Where a card lies in the site is not drawn."""
    changed = [
        CARD,
        replace(CARD, lang="en"),
        replace(CARD, title="心"),
        replace(CARD, kicker="心"),
        replace(CARD, site_title="心"),
        replace(CARD, background=PHOTO),
        replace(CARD, background=replace(PHOTO, key="other.jpg")),
        replace(CARD, focus="0% 0%"),
        replace(CARD, temper=1),
        replace(CARD, title="匠心展", kicker="品"),
        replace(CARD, title="匠心", kicker="展品品"),
    ]
    keys = {card_key(card, fonts) for card in changed} | {card_key(CARD, fonts[:1])}
    assert len(keys) == len(changed) + 1
    assert card_key(replace(CARD, path="cards/y.jpg"), fonts) == card_key(CARD, fonts)
    assert all(len(key) == 26 and key.isalnum() and key == key.lower() for key in keys)
